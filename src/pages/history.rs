//! `/history`

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_navigate};

use super::parts::deed;
use super::parts::head::{HEADING, PageHead};
use super::parts::turn::{Turn, TurnButton, TurnDescriptions};
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{self, say, say_many};
use crate::browser::{address, clock};
use crate::components::badge::{Badge, BadgeTone};
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::grow_list::GrowList;
use crate::components::icon::IconName;
use crate::domain::chronicle::{Asked, Kind, listed};
use crate::domain::concerns;
use crate::domain::fact::{Act, Refusal};
use crate::domain::id::{FactId, PersonId};
use crate::domain::ledger::{HISTORY, Ledger, Outcome};
use crate::route::{HistoryView, Route};

/// What was done, newest first: all of it, or what concerns one person.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let model = use_model();
    let hash = use_location().hash;
    let view = Memo::new(move |_| HistoryView::parse(&hash.get()));
    let person = Memo::new(move |_| view.with(|view| view.person.map(PersonId)));
    let title = Memo::new(move |_| match person.get() {
        None => say!(nav.history),
        Some(id) => model.history(|ledger| match concerns::record(id, ledger) {
            Some(_) => say!(name.history, who = deed::name(id, ledger)),
            None => say!(history.of_one),
        }),
    });
    let listed = Memo::new(move |_| {
        let asked = view.with(asked);
        model.history(|ledger| listed(ledger, asked))
    });
    let ids = Memo::new(move |_| {
        listed.with(|listed| Arc::new(listed.iter().map(|(id, _)| *id).collect::<Vec<_>>()))
    });
    let edges = Memo::new(move |_| listed.with(|listed| edges(listed)));
    let lead = move || match person.get() {
        None => say!(page.history_lead),
        Some(_) => say!(page.history_of_lead),
    };
    let bound = move || {
        let kept = dates::number(HISTORY);
        match model.history(Ledger::older) {
            0 => say!(history.bound, kept = kept),
            older => say_many!(
                usize::try_from(older).unwrap_or(usize::MAX),
                history.bound_older,
                kept = kept.as_str()
            ),
        }
    };
    let head = move || {
        let all = person.get().map(|_| {
            view! {
                <A href=address::link(Route::History) attr:class="button">
                    {say!(history.all)}
                </A>
            }
        });
        view! { <PageHead title=title.get()>{all}</PageHead> }
    };
    view! {
        {head}
        <p class="page-lead">{lead} " " {bound}</p>
        <p class="list-count" role="status">
            {move || say_many!(ids.with(|ids| ids.len()), count.acts)}
        </p>
        <Tools view />
        <TurnDescriptions />
        <GrowList
            keys=ids
            label=say!(list.history)
            more=say!(list.more)
            class="history"
            row_class="history-item"
            show=move |ids: &[FactId]| {
                let person = person.get();
                edges.with(|edges| {
                    model.history(|ledger| {
                        ids.iter().map(|id| shown(*id, person, edges, ledger)).collect()
                    })
                })
            }
            row=move |id, deed| view! { <Deed id deed /> }
        />
        <Show when=move || ids.with(|ids| ids.is_empty())>
            <Nothing view />
        </Show>
    }
}

/// Where a row stands in its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Edge {
    /// The day that it opens; it is named there.
    opens: Option<NaiveDate>,
    closes: bool,
}

/// The facts that open a day or close one.
fn edges(listed: &[(FactId, NaiveDate)]) -> HashMap<FactId, Edge> {
    let mut edges: HashMap<FactId, Edge> = HashMap::new();
    for day in listed.chunk_by(|(_, one), (_, next)| one == next) {
        if let ([(first, on), ..], [.., (last, _)]) = (day, day) {
            edges.entry(*first).or_default().opens = Some(*on);
            edges.entry(*last).or_default().closes = true;
        }
    }
    edges
}

/// Spans of time to choose from, in days, today included.
const SPANS: [u32; 4] = [1, 7, 30, 365];

/// What a view asks for. What it names and nobody knows is passed over.
fn asked(view: &HistoryView) -> Asked {
    let since = |days: u32| {
        let before = Days::new(u64::from(days.saturating_sub(1)));
        clock::today().checked_sub_days(before)
    };
    Asked {
        person: view.person.map(PersonId),
        kind: Kind::parse(&view.kind),
        since: view.days.and_then(since),
    }
}

fn kind_word(kind: Kind) -> String {
    match kind {
        Kind::Decisions => say!(history.decisions),
        Kind::Trash => say!(nav.trash),
        Kind::Connections => say!(nav.connections),
        Kind::Written => say!(history.written),
        Kind::Incoming => say!(history.incoming),
    }
}

fn span_word(days: u32) -> String {
    if days == 1 { say!(history.today) } else { say!(history.days, days = days) }
}

/// Which acts are shown: of one kind, of some days.
#[component]
fn Tools(view: Memo<HistoryView>) -> impl IntoView {
    let navigate = use_navigate();
    let change = StoredValue::new_local(move |change: &dyn Fn(&mut HistoryView)| {
        let mut view = view.get_untracked();
        change(&mut view);
        let address = format!("{}{}", Route::History.path(), view.fragment());
        navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    let chips: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let is_on = move || view.with(|view| Kind::parse(&view.kind) == Some(kind));
            let turn = move |_| {
                let name = if is_on() { "" } else { kind.name() };
                change.with_value(|change| change(&|view| view.kind = name.to_owned()));
            };
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || if is_on() { "true" } else { "false" }
                    on:click=turn
                >
                    {kind_word(kind)}
                </button>
            }
        })
        .collect();
    let choose = move |event: web_sys::Event| {
        let days = event_target_value(&event).parse().ok();
        change.with_value(|change| change(&|view| view.days = days));
    };
    let spans: Vec<_> = SPANS
        .into_iter()
        .map(|days| {
            view! {
                <option
                    value=days.to_string()
                    selected=move || view.with(|view| view.days == Some(days))
                >
                    {span_word(days)}
                </option>
            }
        })
        .collect();
    // One that an address names, and that is none of those to choose from.
    let odd = move || {
        let days = view.with(|view| view.days).filter(|days| !SPANS.contains(days))?;
        let text = span_word(days);
        Some(view! { <option value=days.to_string() selected=true>{text}</option> })
    };
    view! {
        <div class="list-tools">
            <div class="chips" role="group" aria-label=say!(filter.label)>
                {chips}
                <select class="chip" aria-label=say!(history.when) on:change=choose>
                    <option value="" selected=move || view.with(|view| view.days.is_none())>
                        {say!(history.any_time)}
                    </option>
                    {spans}
                    {odd}
                </select>
            </div>
        </div>
    }
}

#[component]
fn Nothing(view: Memo<HistoryView>) -> impl IntoView {
    move || {
        let (heading, text) = match view.get() {
            HistoryView { person, kind, days } if !kind.is_empty() || days.is_some() => {
                let all = person.map(HistoryView::of).unwrap_or_default();
                let href = format!("{}{}", address::link(Route::History), all.fragment());
                return view! {
                    <Empty
                        icon=IconName::History
                        heading=say!(empty.acts)
                        text=say!(empty.acts_text)
                    />
                    <div class="cluster empty-acts">
                        <A href attr:class="button">
                            {say!(filter.clear)}
                        </A>
                    </div>
                }
                .into_any();
            }
            HistoryView { person: Some(_), .. } => {
                (say!(empty.history_of), say!(empty.history_of_text))
            }
            _ => (say!(empty.history), say!(empty.history_text)),
        };
        view! { <Empty icon=IconName::History heading text /> }.into_any()
    }
}

/// What a row shows of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shown {
    edge: Edge,
    what: String,
    whom: Option<String>,
    void: Option<Refusal>,
    stayed: usize,
    is_taken_back: bool,
    /// What its button does, or that it has none since something was done after it.
    turn: Option<Turn>,
    /// Why it cannot be taken back, where that is not plain.
    held: Option<String>,
}

fn shown(
    id: FactId,
    person: Option<PersonId>,
    edges: &HashMap<FactId, Edge>,
    ledger: &Ledger,
) -> Shown {
    let Some(entry) = ledger.entry(id) else { return Shown::default() };
    let act = &entry.fact.act;
    let turn = Turn::of(id, ledger);
    let (void, stayed) = match &entry.outcome {
        Outcome::Void(reason) => (Some(*reason), 0),
        Outcome::Done(effect) => (None, effect.stayed),
    };
    Shown {
        edge: edges.get(&id).copied().unwrap_or_default(),
        what: deed::sentence(act, ledger),
        whom: deed::whom(act, ledger, person),
        void,
        stayed,
        is_taken_back: entry.undone_by.is_some(),
        held: held(id, turn, ledger),
        turn: turn.ok(),
    }
}

/// Why an act cannot be taken back or done again, where that is not plain to see.
fn held(id: FactId, turn: Result<Turn, Refusal>, ledger: &Ledger) -> Option<String> {
    match turn {
        Err(Refusal::ChangedSince) => {
            let is_undone = ledger.entry(id).is_some_and(|entry| entry.undone_by.is_some());
            let since = ledger.blocked_by(id).map(|entry| &entry.fact.act);
            Some(match since {
                _ if is_undone => say!(history.redo_changed_since),
                Some(Act::Purge { .. }) => words::refused(Refusal::Purged),
                Some(act) => say!(history.changed_by, what = deed::sentence(act, ledger)),
                None => say!(history.changed_since),
            })
        }
        Err(Refusal::Purged) => Some(words::refused(Refusal::Purged)),
        _ => None,
    }
}

#[component]
fn Deed(id: FactId, deed: RwSignal<Shown>) -> impl IntoView {
    let model = use_model();
    // A fact never changes: neither does its time.
    let at = untrack(|| model.history(|ledger| ledger.entry(id).map(|entry| entry.fact.at)));
    let day = Memo::new(move |_| deed.with(|deed| deed.edge.opens));
    let heading = move || {
        day.get().map(|day| {
            view! {
                <h2 class="history-day">
                    {dates::weekday(day)} " " <span class="count">{dates::age(day)}</span>
                </h2>
            }
        })
    };
    let time = format!("time-{id}");
    let when = at.map(|at| {
        view! {
            <time class="history-time" id=time.clone() datetime=at.to_rfc3339()>
                {dates::time(at)}
            </time>
        }
    });
    let badges = move || {
        deed.with(|deed| {
            let void = deed.void.map(|reason| {
                view! {
                    <Badge text=say!(history.no_effect) tone=BadgeTone::Warning />
                    <span>{words::refused(reason)}</span>
                }
            });
            let taken_back =
                deed.is_taken_back.then(|| view! { <Badge text=say!(history.taken_back) /> });
            let held = deed.held.clone().map(|why| view! { <span dir="auto">{why}</span> });
            let stayed = deed.stayed;
            let stayed =
                (stayed > 0).then(|| view! { <span>{say_many!(stayed, done.stayed)}</span> });
            view! { {void} {taken_back} {held} {stayed} }
        })
    };
    let has_badges = Memo::new(move |_| {
        deed.with(|it| it.void.is_some() || it.is_taken_back || it.held.is_some() || it.stayed > 0)
    });
    let whom = move || {
        deed.with(|deed| deed.whom.clone())
            .map(|whom| view! { <p class="row-known" dir="auto">{whom}</p> })
    };
    let button = format!("turn-{id}");
    let press = {
        let button = button.clone();
        Callback::new(move |turn: Turn| {
            if turn.is_redo() {
                model.redo(id);
            } else {
                model.undo(id);
            }
            focus_first(vec![button.clone(), HEADING.to_owned()]);
        })
    };
    view! {
        {heading}
        <div
            class="row history-row"
            class:history-gone=move || deed.with(|deed| deed.is_taken_back)
            class:history-last=move || deed.with(|deed| deed.edge.closes)
        >
            {when}
            <div class="row-main">
                <p class="row-who" dir="auto">{move || deed.with(|deed| deed.what.clone())}</p>
                {whom}
                <Show when=move || has_badges.get()>
                    <p class="row-meta">{badges}</p>
                </Show>
            </div>
            <div class="row-acts">
                <TurnButton
                    turn=Signal::derive(move || deed.with(|deed| deed.turn))
                    what=Signal::derive(move || deed.with(|deed| deed.what.clone()))
                    id=button
                    told_apart_by=time
                    on_press=press
                />
            </div>
        </div>
    }
}
