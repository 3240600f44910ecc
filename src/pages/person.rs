//! `/people#…`

use leptos::{ev, prelude::*};
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use web_sys::KeyboardEvent;

use super::parts::badges::{Badge, Badges};
use super::parts::courtesy::CourtesyDialog;
use super::parts::edit::EditDialog;
use super::parts::head::{HEADING, PageHead};
use super::parts::open_there::OpenOnLinkedIn;
use super::parts::opened::timeline;
use super::parts::own::{Tags, Written};
use super::parts::people_keys;
use super::parts::row;
use super::parts::save::SavePerson;
use super::parts::task;
use super::parts::verb::{Descriptions, VerbButton, for_person, on_people};
use crate::app::dates;
use crate::app::keys;
use crate::app::model::use_model;
use crate::app::words::{self, Way, say};
use crate::browser::{address, clock};
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::icon::IconName;
use crate::domain::career::{self, When};
use crate::domain::fact::{Act, Verb};
use crate::domain::id::PersonId;
use crate::domain::invitation::{Direction, Invitation, Place, State};
use crate::domain::ledger::Ledger;
use crate::domain::network::Network;
use crate::domain::person::{Person, Record};
use crate::domain::todo::{self, Task};
use crate::route::{MailboxView, PersonView, Route, View};

/// What is shown of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    who: String,
    known: String,
    badges: Vec<Badge>,
    /// What they are to the user, or were, and since when.
    tie: String,
    came: Option<String>,
    email: String,
    link: Option<String>,
    linkedin_note: String,
    /// What the user knows better, and what the exports say instead: each in words.
    edits: Vec<String>,
    /// Why they were removed; nothing to be written where they were not.
    parting: Option<String>,
    /// What is to be done on LinkedIn, or is done: each in words, and with the act that turns it
    /// round.
    todos: Vec<(String, String, Task)>,
    note: String,
    tags: Vec<String>,
    verb: Option<Verb>,
    jobs: Vec<String>,
    /// Each in words, and where it lies.
    invitations: Vec<(String, String)>,
    timeline: Vec<(String, String)>,
}

fn shown(ledger: &Ledger, id: PersonId) -> Option<Shown> {
    let network = ledger.network();
    let person = network.person(id)?;
    let facts = row::of_person(person);
    let tie = if facts.when.is_empty() { say!(person.no_tie) } else { facts.when };
    Some(Shown {
        who: facts.who,
        known: facts.known,
        badges: facts.badges,
        tie,
        came: came_about(network, person),
        email: person.record.email.clone(),
        link: facts.todo.and_then(|todo| todo.link),
        linkedin_note: person.record.linkedin_note.clone(),
        edits: edits(person),
        parting: person.former().map(|_| person.parting().to_owned()),
        todos: todos(network, person),
        note: person.note().to_owned(),
        tags: person.tags().map(str::to_owned).collect(),
        verb: for_person(person),
        jobs: jobs(ledger, id),
        invitations: invitations(network, id),
        timeline: timeline(ledger, id),
    })
}

/// What the exports say where the user knows it better.
fn edits(person: &Person) -> Vec<String> {
    if person.edits().is_none() {
        return Vec::new();
    }
    let (told, shown) = (person.told(), &person.record);
    let profile =
        |record: &Record| record.profile.as_ref().map(ToString::to_string).unwrap_or_default();
    let pairs = [
        (told.name(), shown.name()),
        (row::job(told), row::job(shown)),
        (told.email.clone(), shown.email.clone()),
        (profile(told), profile(shown)),
    ];
    let other = pairs.into_iter().filter(|(told, shown)| told != shown);
    other
        .map(|(told, _)| {
            if told.is_empty() { say!(person.told_nothing) } else { say!(person.told, told = told) }
        })
        .collect()
}

fn todos(network: &Network, person: &Person) -> Vec<(String, String, Task)> {
    let decided = network.invitations_of(person.id).filter_map(|it| todo::decision(network, it));
    let all = todo::removal(network, person).into_iter().chain(decided);
    all.map(|todo| {
        let what = task::what(network, &todo, clock::today());
        let (verb, _) = task::turn(&todo);
        let how = task::how(&todo);
        let said = if how.is_empty() { what } else { format!("{what}: {how}") };
        (said, words::verb(verb), todo.task)
    })
    .collect()
}

/// How a connection came about, as far as anything tells.
fn came_about(network: &Network, person: &Person) -> Option<String> {
    let connection = person.connection().or(person.former().map(|former| &former.was))?;
    let accepted = network
        .invitations_of(person.id)
        .filter(|it| {
            matches!(it.standing.state, State::Accepted(_)) && !it.standing.place.is_gone()
        })
        .max_by_key(|it| it.sent_at.moment());
    Some(match accepted {
        Some(invitation) => {
            let date = dates::stamp(&invitation.sent_at);
            match invitation.direction {
                Direction::Received => say!(person.by_received, date = date),
                Direction::Sent => say!(person.by_sent, date = date),
            }
        }
        None if connection.listed => say!(person.by_export),
        None => say!(person.by_hand),
    })
}

fn jobs(ledger: &Ledger, id: PersonId) -> Vec<String> {
    let jobs = career::jobs(ledger, id).into_iter();
    jobs.map(|job| {
        let record = Record { company: job.company, position: job.position, ..Record::default() };
        let words = row::job(&record);
        match job.when {
            When::Since(day) => say!(person.job_since, job = words, from = dates::day(day)),
            When::Now => say!(person.job_now, job = words),
            When::Until(day) => say!(person.job_until, job = words, until = dates::day(day)),
            When::Seen(day) => say!(person.job_seen, job = words, day = dates::day(day)),
        }
    })
    .collect()
}

fn invitations(network: &Network, id: PersonId) -> Vec<(String, String)> {
    let there = network.invitations_of(id).filter(|it| !it.standing.place.is_gone());
    let mut there: Vec<&Invitation> = there.collect();
    there.sort_by_key(|it| std::cmp::Reverse(it.sent_at.moment()));
    let one = |it: &Invitation| {
        let facts = row::of_invitation(network, it);
        let badges = facts.badges.into_iter().map(|badge| badge.text);
        let direction = match it.direction {
            Direction::Received => say!(row.received),
            Direction::Sent => say!(row.sent),
        };
        // In archive and trash a badge says so already.
        let direction =
            Some(direction).filter(|_| matches!(it.standing.place, Place::Inbox | Place::Sent));
        let message = Some(facts.message).filter(|message| !message.is_empty());
        let parts = direction.into_iter().chain([facts.when]).chain(badges).chain(message);
        let view = MailboxView { open: Some(it.id.0), ..MailboxView::default() };
        let route = match it.standing.place {
            Place::Inbox => Route::Inbox,
            Place::Sent => Route::Sent,
            Place::Archive => Route::Archive,
            Place::Trash | Place::Deleted | Place::Purged => Route::Trash,
        };
        let link = format!("{}{}", address::link(route), view.fragment());
        (parts.collect::<Vec<_>>().join(" · "), link)
    };
    there.into_iter().map(one).collect()
}

/// All that is known of one person, and what the user writes about them.
#[component]
pub fn PersonPage() -> impl IntoView {
    let model = use_model();
    let hash = use_location().hash;
    let person = Memo::new(move |_| PersonView::parse(&hash.get()).person.map(PersonId));
    let shown = Memo::new(move |_| {
        let person = person.get()?;
        model.history(|ledger| shown(ledger, person))
    });
    // With another person all begins anew, also what is being written.
    let there = Memo::new(move |_| person.get().filter(|_| shown.with(Option::is_some)));
    let title = Memo::new(move |_| {
        shown.with(|it| it.as_ref().map_or_else(|| say!(person.title), |it| it.who.clone()))
    });
    view! {
        {move || {
            if there.get().is_some() {
                view! { <Somebody title person shown /> }.into_any()
            } else {
                view! {
                    <PageHead title=say!(person.title) />
                    <Empty
                        icon=IconName::People
                        heading=say!(person.nobody)
                        text=say!(person.nobody_text)
                    />
                    <div class="cluster empty-acts">
                        <A href=address::link(Route::Connections) attr:class="button">
                            {say!(nav.connections)}
                        </A>
                    </div>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Somebody(
    title: Memo<String>,
    person: Memo<Option<PersonId>>,
    shown: Memo<Option<Shown>>,
) -> impl IntoView {
    fn read<T: Default>(shown: Memo<Option<Shown>>, read: fn(&Shown) -> T) -> T {
        shown.with(|shown| shown.as_ref().map(read).unwrap_or_default())
    }
    let model = use_model();
    let who = Signal::derive(move || read(shown, |it| it.who.clone()));
    let verb = Memo::new(move |_| read(shown, |it| it.verb));
    let is_writing = RwSignal::new(false);
    let is_editing = RwSignal::new(false);
    let press = move |verb: Verb| {
        let Some(id) = person.get_untracked() else { return };
        if on_people(verb, vec![id]).is_some_and(|act| model.act(act)) {
            focus_first(vec![format!("act-{id}"), HEADING.to_owned()]);
        }
    };
    listen(verb, press);
    let act = move || {
        verb.get().map(|verb| {
            let id = person.get_untracked().map(|id| format!("act-{id}")).unwrap_or_default();
            view! {
                <VerbButton
                    verb
                    way=Way::ByHand
                    who
                    id
                    on_press=Callback::new(move |()| press(verb))
                />
            }
        })
    };
    let badges = Signal::derive(move || read(shown, |it| it.badges.clone()));
    let facts = move || {
        shown.get().map(|it| {
            let email = (!it.email.is_empty()).then(|| {
                let href = format!("mailto:{}", it.email);
                view! {
                    <dt>{say!(person.email)}</dt>
                    <dd>
                        <a href=href>{it.email}</a>
                    </dd>
                }
            });
            let link = it.link.map(|href| {
                view! {
                    <dt>{say!(person.profile)}</dt>
                    <dd>
                        <OpenOnLinkedIn href=Some(href) />
                    </dd>
                }
            });
            let came = it.came.map(|came| {
                view! {
                    <dt>{say!(person.came)}</dt>
                    <dd>{came}</dd>
                }
            });
            let note = (!it.linkedin_note.is_empty()).then(|| {
                view! {
                    <dt>{say!(person.linkedin_note)}</dt>
                    <dd class="person-note" dir="auto">
                        {it.linkedin_note}
                    </dd>
                }
            });
            let edits = (!it.edits.is_empty()).then(|| {
                view! {
                    <dt>{say!(person.edited)}</dt>
                    <dd dir="auto">{it.edits.join("; ")}</dd>
                }
            });
            view! {
                <dl class="person-facts">
                    <dt>{say!(person.tie)}</dt>
                    <dd>{it.tie} " " <Badges badges /></dd>
                    {came}
                    {email}
                    {link}
                    {edits}
                    {note}
                </dl>
            }
        })
    };
    let list = |heading: String, lines: Vec<AnyView>| {
        (!lines.is_empty()).then(|| {
            view! {
                <section class="stack person-part">
                    <h2>{heading}</h2>
                    <ul class="opened-lines">{lines}</ul>
                </section>
            }
        })
    };
    let jobs = move || {
        let jobs = read(shown, |it| it.jobs.clone()).into_iter();
        let lines = jobs.map(|job| view! { <li dir="auto">{job}</li> }.into_any()).collect();
        list(say!(person.jobs), lines)
    };
    let invitations = move || {
        let invitations = read(shown, |it| it.invitations.clone()).into_iter();
        let line = |(words, href): (String, String)| {
            view! {
                <li dir="auto">
                    <a class="row-history" href=href>
                        {words}
                    </a>
                </li>
            }
            .into_any()
        };
        list(say!(person.invitations), invitations.map(line).collect())
    };
    let timeline = move || {
        let lines = read(shown, |it| it.timeline.clone()).into_iter();
        let line = |(day, what): (String, String)| {
            view! {
                <li dir="auto">
                    <span class="opened-day">{day}</span>
                    " "
                    {what}
                </li>
            }
            .into_any()
        };
        list(say!(nav.history), lines.map(line).collect())
    };
    let todos = move || {
        let todos = read(shown, |it| it.todos.clone()).into_iter();
        let line = |(what, word, task): (String, String, Task)| {
            let turn = move |_| {
                let act = model.network_now(|network| Some(task::turn(&task.todo(network)?).1));
                if let Some(act) = act {
                    model.act(act);
                }
            };
            let name = say!(todo.of, what = word.as_str(), who = what.as_str());
            view! {
                <li class="cluster">
                    <span>{what}</span>
                    <button
                        type="button"
                        class="button button-small"
                        aria-label=name
                        on:click=turn
                    >
                        {word}
                    </button>
                </li>
            }
            .into_any()
        };
        list(say!(nav.todo), todos.map(line).collect())
    };
    let parting = Signal::derive(move || read(shown, |it| it.parting.clone().unwrap_or_default()));
    let was_removed = Memo::new(move |_| read(shown, |it| it.parting.is_some()));
    let history = move || person.get().map(row::history_of);
    view! {
        <PageHead title>
            {act}
            <SavePerson person />
            <button type="button" class="button" on:click=move |_| is_editing.set(true)>
                {say!(edit.button)}
            </button>
            <button type="button" class="button" on:click=move |_| is_writing.set(true)>
                {say!(courtesy.write)}
            </button>
        </PageHead>
        <Descriptions verbs=&[Verb::Remove, Verb::PutBack] />
        <p class="page-lead" dir="auto">
            {move || read(shown, |it| it.known.clone())}
        </p>
        <div class="person">
            <section class="panel stack">{facts}</section>
            <section class="panel stack">
                <Tags
                    person=person.into()
                    tags=Signal::derive(move || read(shown, |it| it.tags.clone()))
                    field="tag-person"
                />
                <Written
                    label=say!(opened.note)
                    hint=say!(opened.note_hint)
                    keep=say!(verb.note)
                    multiline=true
                    text=Signal::derive(move || read(shown, |it| it.note.clone()))
                    on_keep=Callback::new(move |text: String| {
                        if let Some(person) = person.get_untracked() {
                            model.act(Act::Note { person, text });
                        }
                    })
                />
                <Show when=move || was_removed.get()>
                    <Written
                        label=say!(person.parting)
                        hint=say!(person.parting_hint)
                        keep=words::verb(Verb::Parting)
                        text=parting
                        on_keep=Callback::new(move |text: String| {
                            if let Some(person) = person.get_untracked() {
                                model.act(Act::Parting { people: vec![person], text });
                            }
                        })
                    />
                </Show>
            </section>
        </div>
        {todos}
        {jobs}
        {invitations}
        {timeline}
        <p>
            <a class="row-history" href=history>
                {move || say!(name.history, who = who.get())}
            </a>
        </p>
        <CourtesyDialog open=is_writing to=person />
        <EditDialog open=is_editing person />
    }
}

/// Listens for the key of lists that removes somebody or puts them back, as long as the page
/// is there.
fn listen(verb: Memo<Option<Verb>>, press: impl Fn(Verb) + 'static) {
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if keys::plain(&event).as_deref() == Some(people_keys::REMOVE)
            && let Some(verb) = verb.get_untracked()
        {
            event.prevent_default();
            press(verb);
        }
    });
    on_cleanup(move || keys.remove());
}
