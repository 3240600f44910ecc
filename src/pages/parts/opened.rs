//! One invitation, opened: all that is known, and what the user writes about it.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::badges::Badges;
use super::courtesy::CourtesyDialog;
use super::deed;
use super::later::Later;
use super::open_there::OpenOnLinkedIn;
use super::own::{Tags, Written};
use super::row::{self, RowFacts};
use super::verb::{VerbButton, on_invitation};
use super::verdict;
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{Way, say};
use crate::browser::clock;
use crate::domain::concerns::Concern;
use crate::domain::fact::{Act, Verb};
use crate::domain::guideline::{judge_in, judge_invitation};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::invitation::Invitation;
use crate::domain::ledger::Ledger;
use crate::domain::network::Network;
use crate::domain::perform::allows;

/// The id of its heading: where the focus goes when it opens.
pub const OPENED: &str = "opened";

/// How many lines its timeline has at most; the history has them all.
const LINES: usize = 8;

/// What the ids of its describing texts begin with are those of the list below.
const SCOPE: &str = "about";

/// What is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    person: PersonId,
    facts: RowFacts,
    verbs: Vec<Verb>,
    way: Way,
    /// Whole.
    message: String,
    note: String,
    tags: Vec<String>,
    reason: String,
    can_snooze: bool,
    /// What the guidelines say of it, and the version under which it was decided.
    verdict: Vec<String>,
    /// What else there is between the two.
    others: Vec<String>,
    /// What was done about this person, newest first.
    timeline: Vec<(String, String)>,
}

fn shown(ledger: &Ledger, id: InvitationId, verbs: &[Verb]) -> Option<Shown> {
    let network = ledger.network();
    let invitation = network.invitation(id)?;
    let person = network.person(invitation.person)?;
    let can = |verb: &Verb| on_invitation(*verb, id).is_some_and(|act| allows(network, &act));
    let until = NaiveDate::MAX;
    let snooze = Act::Snooze { invitations: vec![id], until };
    Some(Shown {
        person: person.id,
        facts: row::of_invitation(network, invitation),
        verbs: verbs.iter().chain([&Verb::Wake, &Verb::Unread]).copied().filter(can).collect(),
        way: Way::of(invitation, clock::today()),
        message: invitation.message.clone(),
        note: person.note().to_owned(),
        tags: person.tags().map(str::to_owned).collect(),
        reason: invitation.reason().to_owned(),
        can_snooze: allows(network, &snooze),
        verdict: verdict_of(network, invitation),
        others: others(network, invitation),
        timeline: timeline(ledger, person.id),
    })
}

fn verdict_of(network: &Network, invitation: &Invitation) -> Vec<String> {
    let guidelines = network.guidelines().filter(|_| invitation.can_be_accepted());
    let verdict = guidelines.map(|guidelines| {
        let judge = judge_in(network, guidelines);
        verdict::sentence(&judge_invitation(network, &judge, invitation))
    });
    let under = invitation.standing.under.and_then(|id| network.nth_version(id));
    let under = under.map(|nth| say!(verdict.under, nth = dates::number(nth)));
    verdict.into_iter().chain(under).collect()
}

/// The tie between the two, and every other invitation, each in words.
fn others(network: &Network, this: &Invitation) -> Vec<String> {
    let tie = network
        .person(this.person)
        .filter(|person| person.connection().is_some() || person.former().is_some())
        .map(row::of_person)
        .map(|facts| {
            let badges = facts.badges.into_iter().map(|badge| badge.text);
            [facts.when].into_iter().chain(badges).collect::<Vec<_>>().join(" · ")
        });
    let invitations = network
        .invitations_of(this.person)
        .filter(|it| it.id != this.id && !it.standing.place.is_gone())
        .map(|it| {
            let facts = row::of_invitation(network, it);
            let badges = facts.badges.into_iter().map(|badge| badge.text);
            let message = Some(facts.message).filter(|message| !message.is_empty());
            let parts = [facts.when].into_iter().chain(badges).chain(message);
            say!(opened.invitation, what = parts.collect::<Vec<_>>().join(" · "))
        });
    tie.into_iter().chain(invitations).collect()
}

/// What was done about somebody, newest first: on which day, and in words.
pub fn timeline(ledger: &Ledger, person: PersonId) -> Vec<(String, String)> {
    let concern = Concern::of(person, ledger);
    ledger
        .entries()
        .rev()
        .map(|entry| &entry.fact)
        .filter(|fact| !matches!(fact.act, Act::Read(_)) && concern.has(&fact.act, ledger))
        .take(LINES)
        .map(|fact| (dates::day(fact.at.date_naive()), deed::sentence(&fact.act, ledger)))
        .collect()
}

/// The pane that shows an invitation.
#[component]
pub fn OpenedPane(
    /// Which one.
    id: InvitationId,
    /// What can be done in its list.
    verbs: &'static [Verb],
    /// Does something to it.
    on_press: Callback<Verb>,
    /// Closes the pane.
    on_close: Callback<()>,
) -> impl IntoView {
    let model = use_model();
    let shown = Memo::new(move |_| model.history(|ledger| shown(ledger, id, verbs)));
    let part = move |read: fn(&Shown) -> String| {
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(read).unwrap_or_default()))
    };
    let who = part(|shown| shown.facts.who.clone());
    let known = part(|shown| shown.facts.known.clone());
    let badges = Signal::derive(move || {
        shown.with(|it| it.as_ref().map(|it| it.facts.badges.clone()).unwrap_or_default())
    });
    let todo = move || {
        shown.with(|it| it.as_ref().and_then(|it| it.facts.todo.clone()).unwrap_or_default())
    };
    let text = move || todo().text.map(|text| view! { <span>{text}</span> });
    let possible = Memo::new(move |_| shown.get().map(|shown| shown.verbs).unwrap_or_default());
    let way = move || shown.with(|shown| shown.as_ref().map_or(Way::ByHand, |shown| shown.way));
    let history =
        move || shown.with(|shown| shown.as_ref().map(|shown| row::history_of(shown.person)));
    let page = move || shown.with(|shown| shown.as_ref().map(|shown| row::page_of(shown.person)));
    let others = move || {
        let others = shown.get().map(|shown| shown.others).unwrap_or_default();
        (!others.is_empty()).then(|| {
            let lines: Vec<_> =
                others.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect();
            view! {
                <h3>{say!(opened.others)}</h3>
                <ul class="opened-lines">{lines}</ul>
            }
        })
    };
    let verdicts = move || {
        let lines = shown.get().map(|shown| shown.verdict).unwrap_or_default();
        lines.into_iter().map(|line| view! { <p class="hint">{line}</p> }).collect::<Vec<_>>()
    };
    let timeline = move || {
        let lines = shown.get().map(|shown| shown.timeline).unwrap_or_default();
        lines
            .into_iter()
            .map(|(day, what)| {
                view! {
                    <li dir="auto">
                        <span class="opened-day">{day}</span>
                        " "
                        {what}
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    let person = Signal::derive(move || shown.with(|it| it.as_ref().map(|it| it.person)));
    let is_writing = RwSignal::new(false);
    let put_off = Callback::new(move |until| {
        model.act(Act::Snooze { invitations: vec![id], until });
    });
    let can_snooze =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|it| it.can_snooze)));
    view! {
        <section class="opened panel stack" aria-labelledby=OPENED>
            <div class="opened-head">
                <h2 id=OPENED tabindex="-1" dir="auto">
                    {who}
                </h2>
                <button
                    type="button"
                    class="button button-small button-quiet"
                    on:click=move |_| on_close.run(())
                >
                    {say!(close)}
                </button>
            </div>
            <Show when=move || { !known.with(String::is_empty) }>
                <p class="row-known" dir="auto">
                    {known}
                </p>
            </Show>
            <p class="row-meta">
                <span>{part(|shown| shown.facts.when.clone())}</span>
                <Badges badges />
                {text}
                <OpenOnLinkedIn href=Signal::derive(move || todo().link) />
            </p>
            <Show when=move || { shown.with(|it| it.as_ref().is_some_and(|it| !it.message.is_empty())) }>
                <p class="row-message" dir="auto">
                    {part(|shown| shown.message.clone())}
                </p>
            </Show>
            {verdicts}
            <div class="cluster">
                <For each=move || possible.get() key=|verb| *verb let(verb)>
                    <VerbButton
                        verb
                        way=way()
                        who
                        id=format!("opened-{verb:?}").to_lowercase()
                        scope=SCOPE
                        on_press=Callback::new(move |()| on_press.run(verb))
                    />
                </For>
            </div>
            <Show when=move || can_snooze.get()>
                <Later on_choose=put_off />
            </Show>
            <div class="cluster">
                <button
                    type="button"
                    class="button button-small"
                    on:click=move |_| is_writing.set(true)
                >
                    {say!(courtesy.write)}
                </button>
            </div>
            <Tags
                person
                tags=Signal::derive(move || shown.get().map(|it| it.tags).unwrap_or_default())
                field=format!("tag-{id}")
            />
            <Written
                label=say!(opened.note)
                hint=say!(opened.note_hint)
                keep=say!(verb.note)
                multiline=true
                text=part(|shown| shown.note.clone())
                on_keep=Callback::new(move |text: String| {
                    let Some(person) = shown.with(|it| it.as_ref().map(|it| it.person)) else {
                        return;
                    };
                    model.act(Act::Note { person, text });
                })
            />
            <Written
                label=say!(opened.reason)
                hint=say!(opened.reason_hint)
                keep=say!(verb.reason)
                usual=vec![
                    say!(opened.reason_unknown),
                    say!(opened.reason_field),
                    say!(opened.reason_sales),
                    say!(opened.reason_meet),
                ]
                text=part(|shown| shown.reason.clone())
                on_keep=Callback::new(move |text: String| {
                    model.act(Act::Reason { invitations: vec![id], text });
                })
            />
            {others}
            <h3>{say!(nav.history)}</h3>
            <ul class="opened-lines">{timeline}</ul>
            <div class="cluster">
                <a class="row-history" href=page>
                    {say!(person.open)}
                </a>
                <a class="row-history" href=history>
                    {move || say!(name.history, who = who.get())}
                </a>
            </div>
            <CourtesyDialog open=is_writing to=person />
        </section>
    }
}
