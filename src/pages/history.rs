//! `/history`

use std::collections::HashMap;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::parts::deed;
use super::parts::head::{HEADING, PageHead};
use super::parts::turn::{Turn, TurnButton, TurnDescriptions};
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{self, say, say_many};
use crate::browser::address;
use crate::components::badge::{Badge, BadgeTone};
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::grow_list::GrowList;
use crate::components::icon::IconName;
use crate::domain::concerns::{self, Concern};
use crate::domain::fact::{Act, Refusal};
use crate::domain::id::{FactId, PersonId};
use crate::domain::ledger::{HISTORY, Ledger, Outcome};
use crate::route::{HistoryView, Route};

/// What was done, newest first: all of it, or what concerns one person.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let model = use_model();
    let hash = use_location().hash;
    let person = Memo::new(move |_| HistoryView::parse(&hash.get()).person.map(PersonId));
    let title = Memo::new(move |_| match person.get() {
        None => say!(nav.history),
        Some(id) => model.history(|ledger| match concerns::record(id, ledger) {
            Some(_) => say!(name.history, who = deed::name(id, ledger)),
            None => say!(history.of_one),
        }),
    });
    let listed = Memo::new(move |_| model.history(|ledger| listed(ledger, person.get())));
    let ids = Memo::new(move |_| {
        listed.with(|listed| listed.iter().map(|(id, _)| *id).collect::<Vec<_>>())
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
            {move || say_many!(ids.with(Vec::len), count.acts)}
        </p>
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
        <Show when=move || ids.with(Vec::is_empty)>
            <Nothing person />
        </Show>
    }
}

/// The facts that are shown, newest first, each with its day. Nobody decides anything by
/// looking, so that what was seen is not among them.
fn listed(ledger: &Ledger, person: Option<PersonId>) -> Vec<(FactId, NaiveDate)> {
    let concern = person.map(|person| Concern::of(person, ledger));
    let is_listed = |act: &Act| {
        !matches!(act, Act::Read(_))
            && concern.as_ref().is_none_or(|concern| concern.has(act, ledger))
    };
    let facts = ledger.entries().rev().map(|entry| &entry.fact);
    facts.filter(|fact| is_listed(&fact.act)).map(|fact| (fact.id, fact.at.date_naive())).collect()
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

#[component]
fn Nothing(person: Memo<Option<PersonId>>) -> impl IntoView {
    move || {
        let (heading, text) = if person.get().is_some() {
            (say!(empty.history_of), say!(empty.history_of_text))
        } else {
            (say!(empty.history), say!(empty.history_text))
        };
        view! { <Empty icon=IconName::History heading text /> }
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
    is_held: bool,
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
        turn: turn.ok(),
        is_held: turn == Err(Refusal::ChangedSince),
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
            let held = deed.is_held.then(|| view! { <span>{say!(history.changed_since)}</span> });
            let stayed = deed.stayed;
            let stayed =
                (stayed > 0).then(|| view! { <span>{say_many!(stayed, done.stayed)}</span> });
            view! { {void} {taken_back} {held} {stayed} }
        })
    };
    let has_badges = Memo::new(move |_| {
        deed.with(|it| it.void.is_some() || it.is_taken_back || it.is_held || it.stayed > 0)
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
