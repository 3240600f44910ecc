//! `/insights`

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_navigate};

use super::parts::age::ExportAge;
use super::parts::counted;
use super::parts::head::PageHead;
use super::parts::list_tools;
use super::parts::people_nav::PeopleNav;
use super::parts::scroll::keep_scroll;
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{say, say_many};
use crate::browser::{address, clock};
use crate::components::bar_chart::{Bar, BarChart, Form, Kind, Part, Tone, Words};
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::domain::insights::{self, Behind, Course, Insights, Outcome, Spans, Tally};
use crate::domain::invitation::{Direction, Place};
use crate::domain::roster::Group;
use crate::domain::span::{Period, Span};
use crate::route::{ConnectionsView, InsightsView, MailboxView, Route, View};

/// The network in pictures.
#[component]
pub fn InsightsPage() -> impl IntoView {
    let model = use_model();
    keep_scroll();
    // Counted anew when the network changes, not when something is shown.
    let insights =
        Memo::new(move |_| model.network(|network| Insights::of(network, clock::today())));
    let is_empty = Memo::new(move |_| insights.with(Insights::is_empty));
    view! {
        <PageHead title=say!(nav.insights) />
        <p class="page-lead">{say!(insights.lead)}</p>
        <PeopleNav />
        <Show when=move || !is_empty.get() fallback=Nothing>
            <ExportAge />
            <Pictures insights />
        </Show>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Empty icon=IconName::Insights heading=say!(insights.empty) text=say!(insights.empty_text)>
            <A href=address::link(Route::Import) attr:class="button button-primary">
                {say!(welcome.import)}
            </A>
        </Empty>
    }
}

#[component]
fn Pictures(insights: Memo<Insights>) -> impl IntoView {
    let hash = use_location().hash;
    let year = Memo::new(move |_| InsightsView::parse(&hash.get()).year);
    let navigate = StoredValue::new_local(use_navigate());
    let base = address::base();
    let follow = Callback::new(move |href: String| {
        // The router adds where the app is hosted, and a link has it already.
        let to = href.strip_prefix(base.as_str()).unwrap_or(&href);
        navigate.with_value(|navigate| navigate(to, NavigateOptions::default()));
    });
    let choose = move |event: web_sys::Event| {
        let view = InsightsView { year: event_target_value(&event).parse().ok() };
        let to = format!("{}{}", Route::Insights.path(), view.fragment());
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&to, options));
    };
    let years = Memo::new(move |_| {
        let mut years: BTreeSet<i32> = insights.with(Insights::years);
        years.extend(year.get());
        years
    });
    let options = move || {
        let option = |of: i32| {
            view! {
                <option value=of.to_string() selected=move || year.get() == Some(of)>
                    {of.to_string()}
                </option>
            }
        };
        years.get().into_iter().rev().map(option).collect::<Vec<_>>()
    };
    let when = move || match year.get() {
        Some(year) => say!(insights.in_year, year = year.to_string()),
        None => String::new(),
    };
    let connected = Signal::derive(move || {
        insights.with(|insights| periods(&insights.connected, year.get(), connections))
    });
    let invited = move |direction: Direction| {
        Signal::derive(move || {
            insights.with(|insights| {
                let course = match direction {
                    Direction::Received => &insights.received,
                    Direction::Sent => &insights.sent,
                };
                periods(course, year.get(), |period, tally| {
                    let name = counted::period(period);
                    invitations(&name, tally, |part| Behind::sent(direction, period, part))
                })
            })
        })
    };
    let took = move |direction: Direction| {
        Signal::derive(move || {
            insights.with(|insights| {
                let took = match direction {
                    Direction::Received => &insights.received_took,
                    Direction::Sent => &insights.sent_took,
                };
                spans(took, |span, part| Behind::took(direction, span, part))
            })
        })
    };
    let open =
        Signal::derive(move || insights.with(|insights| spans(&insights.open, Behind::aged)));
    let unknown = move |direction: Direction| {
        Signal::derive(move || {
            let is_any = insights.with(|insights| match direction {
                Direction::Received => insights.received_took.contains_key(&Span::Unknown),
                Direction::Sent => insights.sent_took.contains_key(&Span::Unknown),
            });
            if is_any { say!(insights.unknown_hint) } else { String::new() }
        })
    };
    let companies = Signal::derive(move || insights.with(companies));
    let fields = Signal::derive(move || insights.with(fields));
    let people = || vec![Kind { name: say!(nav.connections), tone: Tone::Solid }];
    view! {
        <div class="list-tools">
            <div class="chips">
                <select class="chip" aria-label=say!(insights.years) on:change=choose>
                    <option value="" selected=move || year.get().is_none()>
                        {say!(insights.all_years)}
                    </option>
                    {options}
                </select>
            </div>
        </div>
        <div class="pictures">
            <Picture
                wide=true
                title=say!(insights.connected)
                hint=Signal::derive(when)
                none=say!(insights.no_connections)
                form=Form::Columns
                bars_are=say!(insights.when)
                kinds=people()
                bars=connected
                follow
            />
            <Picture
                title=say!(insights.companies)
                none=say!(insights.no_companies)
                form=Form::Rows
                bars_are=say!(roster.companies)
                kinds=people()
                bars=companies
                follow
            >
                <Others insights />
            </Picture>
            <Picture
                title=say!(insights.fields)
                hint=say!(insights.fields_hint)
                none=say!(insights.no_connections)
                form=Form::Rows
                bars_are=say!(roster.fields)
                kinds=people()
                bars=fields
                follow
            />
            <Picture
                title=say!(insights.received)
                hint=Signal::derive(when)
                none=say!(insights.no_received)
                form=Form::Columns
                bars_are=say!(insights.when)
                kinds=kinds()
                bars=invited(Direction::Received)
                follow
            />
            <Picture
                title=say!(insights.sent)
                hint=say!(insights.sent_hint)
                none=say!(insights.no_sent)
                form=Form::Columns
                bars_are=say!(insights.when)
                kinds=kinds()
                bars=invited(Direction::Sent)
                follow
            />
            <Picture
                title=say!(insights.received_took)
                hint=unknown(Direction::Received)
                none=say!(insights.no_received_took)
                form=Form::Rows
                bars_are=say!(insights.how_long)
                kinds=kinds()
                bars=took(Direction::Received)
                follow
            />
            <Picture
                title=say!(insights.sent_took)
                hint=unknown(Direction::Sent)
                none=say!(insights.no_sent_took)
                form=Form::Rows
                bars_are=say!(insights.how_long)
                kinds=kinds()
                bars=took(Direction::Sent)
                follow
            />
            <Picture
                wide=true
                title=say!(insights.open)
                hint=say!(insights.open_hint)
                none=say!(insights.no_open)
                form=Form::Rows
                bars_are=say!(filter.age)
                kinds=kinds()
                bars=open
                follow
            />
        </div>
    }
}

/// A picture under its heading, or what is missing for it.
#[component]
fn Picture(
    /// What it shows.
    #[prop(into)]
    title: String,
    /// What is to be known of it; may be empty.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What stands there instead where nothing is to be shown.
    #[prop(into)]
    none: String,
    /// Whether it needs the whole width.
    #[prop(optional)]
    wide: bool,
    form: Form,
    /// What the bars are.
    #[prop(into)]
    bars_are: String,
    kinds: Vec<Kind>,
    bars: Signal<Vec<Bar>>,
    follow: Callback<String>,
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let bars = Memo::new(move |_| bars.get());
    let is_any = Memo::new(move |_| bars.with(|bars| bars.iter().any(|bar| !bar.parts.is_empty())));
    let words = StoredValue::new(Words {
        label: title.clone(),
        table: say!(insights.table),
        bars: bars_are,
        total: say!(insights.count),
    });
    let kinds = StoredValue::new(kinds);
    view! {
        <section class="panel picture" class:picture-wide=wide>
            <h2>{title}</h2>
            {move || {
                let hint = hint.get();
                (!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })
            }}
            {move || {
                if is_any.get() {
                    view! {
                        <BarChart
                            form
                            words=words.get_value()
                            kinds=kinds.get_value()
                            bars
                            number=dates::number
                            on_follow=follow
                        />
                    }
                        .into_any()
                } else {
                    view! { <p class="picture-none">{none.clone()}</p> }.into_any()
                }
            }}
            {children.map(|children| children())}
        </section>
    }
}

/// Of whom the bars of companies do not tell.
#[component]
fn Others(insights: Memo<Insights>) -> impl IntoView {
    let grouped = {
        let view =
            ConnectionsView { group: Group::Company.name().to_owned(), ..Default::default() };
        format!("{}{}", address::link(Route::Connections), view.fragment())
    };
    move || {
        let companies = insights.with(|insights| insights.companies.clone());
        let others = (companies.others > 0).then(|| {
            let number = dates::number(companies.others);
            let sentence =
                say_many!(companies.at_others, insights.others, companies = number.as_str());
            view! {
                <p class="hint">
                    {sentence} " " <A href=grouped.clone()>{say!(insights.grouped)}</A>
                </p>
            }
        });
        let without = (companies.without > 0).then(|| {
            let sentence = say_many!(companies.without, insights.without);
            let href = href(&Behind::company(&"".into()));
            view! {
                <p class="hint">
                    <A href>{sentence}</A>
                </p>
            }
        });
        view! { {others} {without} }
    }
}

/// Where the list behind a bar is.
fn href(behind: &Behind) -> String {
    match behind {
        Behind::Connections(filters) => {
            let only = filters.iter().map(|filter| filter.name()).collect();
            let view = ConnectionsView { only, ..ConnectionsView::default() };
            format!("{}{}", address::link(Route::Connections), view.fragment())
        }
        Behind::Invitations(place, filters) => {
            let only = filters.iter().map(|filter| filter.name()).collect();
            let view = MailboxView { only, ..MailboxView::default() };
            format!("{}{}", address::link(list_tools::route(*place)), view.fragment())
        }
    }
}

/// What has become of an invitation.
fn outcome_word(outcome: Outcome) -> String {
    match outcome {
        Outcome::Accepted => say!(row.accepted),
        Outcome::Waiting => say!(insights.waiting),
        Outcome::PutOff => say!(filter.snoozed),
        Outcome::Ignored => say!(row.ignored),
        Outcome::NoAnswer => say!(insights.no_answer),
        Outcome::Withdrawn => say!(row.withdrawn),
    }
}

fn place_word(place: Place) -> String {
    match place {
        Place::Inbox => say!(nav.inbox),
        Place::Sent => say!(nav.sent),
        Place::Archive => say!(nav.archive),
        Place::Trash | Place::Deleted | Place::Purged => say!(nav.trash),
    }
}

/// What can have become of invitations, in the order of the parts of a bar.
fn kinds() -> Vec<Kind> {
    let tone = |outcome| match outcome {
        Outcome::Accepted => Tone::Solid,
        Outcome::Waiting => Tone::Striped,
        Outcome::PutOff => Tone::Dotted,
        Outcome::Ignored | Outcome::NoAnswer => Tone::Pale,
        Outcome::Withdrawn => Tone::Crossed,
    };
    let kind = |outcome| Kind { name: outcome_word(outcome), tone: tone(outcome) };
    Outcome::ALL.map(kind).to_vec()
}

/// A bar for each period of a course.
fn periods<P: Ord + Copy>(
    course: &Course<P>,
    year: Option<i32>,
    parts: impl Fn(Period, &Tally<P>) -> Vec<Part>,
) -> Vec<Bar> {
    let periods = course.periods(year);
    let mut before = None;
    periods
        .into_iter()
        .map(|(period, tally)| {
            let (label, below) = match period {
                Period::Month(of, month) => {
                    // The year stands where it begins.
                    let is_new = before.replace(of) != Some(of) && year.is_none();
                    let below = if is_new { of.to_string() } else { String::new() };
                    (dates::short_month(of, month), below)
                }
                Period::Year(of) => (of.to_string(), String::new()),
                Period::Unknown => (say!(insights.undated), String::new()),
            };
            Bar { label, below, name: counted::period(period), parts: parts(period, &tally) }
        })
        .collect()
}

/// The one part of a bar of connections.
fn connections(period: Period, tally: &Tally<()>) -> Vec<Part> {
    let name = counted::period(period);
    people(&name, tally.total(), &Behind::connected(period)).into_iter().collect()
}

/// The part of a bar that is all of it; none where it is empty.
fn people(bar: &str, count: usize, behind: &Behind) -> Option<Part> {
    (count > 0).then(|| Part {
        kind: 0,
        value: count,
        name: say!(insights.bar, bar = bar, count = say_many!(count, count.connections)),
        place: String::new(),
        href: href(behind),
    })
}

/// The parts of a bar of invitations.
fn invitations(
    bar: &str,
    tally: &Tally<insights::Part>,
    behind: impl Fn(insights::Part) -> Behind,
) -> Vec<Part> {
    let part = |(part, count): (insights::Part, usize)| Part {
        kind: Outcome::ALL.iter().position(|it| *it == part.outcome).unwrap_or_default(),
        value: count,
        name: say!(
            insights.part,
            bar = bar,
            count = dates::number(count),
            what = outcome_word(part.outcome),
            list = place_word(part.place)
        ),
        place: place_word(part.place),
        href: href(&behind(part)),
    };
    tally.parts().map(part).collect()
}

/// A bar for each span; that of which nobody can tell only where there is some of it.
fn spans(spans: &Spans, behind: impl Fn(Span, insights::Part) -> Behind) -> Vec<Bar> {
    let none = Tally::default();
    let bar = |span: Span| {
        let name = counted::span(span);
        let tally = spans.get(&span).unwrap_or(&none);
        let parts = invitations(&name, tally, |part| behind(span, part));
        Bar { label: name.clone(), below: String::new(), name, parts }
    };
    let is_shown = |span: &Span| *span != Span::Unknown || spans.contains_key(span);
    Span::ALL.into_iter().filter(is_shown).map(bar).collect()
}

fn companies(insights: &Insights) -> Vec<Bar> {
    let top = insights.companies.top.iter();
    top.map(|it| of_people(it.name.clone(), it.count, &Behind::company(&it.folded))).collect()
}

fn fields(insights: &Insights) -> Vec<Bar> {
    let fields = insights.fields.iter();
    fields
        .map(|(field, count)| of_people(counted::field(*field), *count, &Behind::field(*field)))
        .collect()
}

/// A bar of so many people.
fn of_people(name: String, count: usize, behind: &Behind) -> Bar {
    let parts = people(&name, count, behind).into_iter().collect();
    Bar { label: name.clone(), below: String::new(), name, parts }
}
