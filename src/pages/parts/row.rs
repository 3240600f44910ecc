//! What the rows of lists show of people and invitations.

use leptos::prelude::*;

use super::badges::{Badge, Badges};
use super::open_there::OpenOnLinkedIn;
use crate::app::dates;
use crate::app::words::say;
use crate::browser::{address, clock};
use crate::domain::id::PersonId;
use crate::domain::invitation::{Channel, Direction, Invitation, Place, State};
use crate::domain::network::Network;
use crate::domain::person::{Cause, Person, Record, Tie};
use crate::route::{HistoryView, PersonView, Route, View};

/// How somebody is called on the screen.
pub fn called(record: &Record) -> String {
    let name = record.name();
    if name.trim().is_empty() { say!(name.nobody) } else { name }
}

/// Company and position, as far as they are known.
pub fn job(record: &Record) -> String {
    match (record.position.is_empty(), record.company.is_empty()) {
        (true, true) => String::new(),
        (false, true) => record.position.clone(),
        (true, false) => record.company.clone(),
        (false, false) => {
            say!(row.at, position = record.position.as_str(), company = record.company.as_str())
        }
    }
}

/// A sentence to act upon, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Todo {
    /// The sentence, if there is more to say than the link.
    pub text: Option<String>,
    /// The person's page on LinkedIn, if it is known.
    pub link: Option<String>,
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowFacts {
    /// Who it is.
    pub who: String,
    /// What is known of them.
    pub known: String,
    /// How their message begins, or the user's note.
    pub message: String,
    /// Dates and ages.
    pub when: String,
    /// States.
    pub badges: Vec<Badge>,
    /// What is still to be done on LinkedIn.
    pub todo: Option<Todo>,
    /// The person whose history it leads to.
    pub person: Option<PersonId>,
}

/// What the row of an invitation shows.
pub fn of_invitation(network: &Network, invitation: &Invitation) -> RowFacts {
    let nobody = Record::default();
    let person = network.person(invitation.person);
    let record = person.map_or(&nobody, |person| &person.record);
    let connected = person.is_some_and(|person| person.connection().is_some());
    let mut badges = Vec::new();
    let is_put_off = invitation.is_snoozed(clock::today());
    if !invitation.read && invitation.standing.place == Place::Inbox && !is_put_off {
        badges.push(Badge::loud(say!(row.new)));
    }
    if let Some(until) = invitation.standing.snoozed {
        let date = dates::day(until);
        badges.push(if is_put_off {
            Badge::quiet(say!(row.snoozed, date = date))
        } else {
            Badge::quiet(say!(row.returned, date = date))
        });
    }
    badges.extend(state(invitation));
    let today = clock::today();
    let is_open_sent = invitation.direction == Direction::Sent && invitation.is_open();
    if is_open_sent && invitation.has_lapsed(today) {
        badges.push(Badge::quiet(say!(row.sent_lapsed)));
    }
    if let Some(from) = invitation.can_be_sent_again().filter(|from| today < *from) {
        badges.push(Badge::quiet(say!(row.not_again_until, date = dates::day(from))));
    }
    if connected && invitation.is_open() {
        badges.push(Badge::quiet(say!(row.already_connected)));
    }
    if invitation.channel == Channel::ByHand {
        badges.push(Badge::quiet(say!(row.by_hand)));
    }
    let when = match invitation.sent_at.day() {
        Some(day) => {
            say!(row.sent_on, date = dates::stamp(&invitation.sent_at), age = dates::age(day))
        }
        None => dates::stamp(&invitation.sent_at),
    };
    RowFacts {
        who: called(record),
        known: job(record),
        message: invitation.excerpt(),
        when,
        badges,
        todo: Some(todo(invitation, person)),
        person: Some(invitation.person),
    }
}

fn state(invitation: &Invitation) -> Vec<Badge> {
    // In a list of both directions, say which one it is.
    let mixed = matches!(invitation.standing.place, Place::Archive | Place::Trash);
    let direction = match invitation.direction {
        Direction::Received => say!(row.received),
        Direction::Sent => say!(row.sent),
    };
    let mut badges: Vec<Badge> = mixed.then(|| Badge::quiet(direction)).into_iter().collect();
    if invitation.standing.place == Place::Inbox {
        // Whatever lies there is open.
        return badges;
    }
    badges.push(match (&invitation.standing.state, invitation.direction) {
        (State::Open, Direction::Received) if invitation.is_ignored() => {
            Badge::quiet(say!(row.ignored))
        }
        (State::Open, Direction::Sent) if invitation.channel == Channel::LinkedIn => {
            Badge::quiet(say!(row.sent_open))
        }
        (State::Open, _) => Badge::quiet(say!(row.open)),
        (State::Accepted(on), _) => Badge::good(match on.day() {
            Some(day) => say!(row.accepted_on, date = dates::day(day)),
            None => say!(row.accepted),
        }),
        (State::Withdrawn(on), _) => Badge::quiet(match on.day() {
            Some(day) => say!(row.withdrawn_on, date = dates::day(day)),
            None => say!(row.withdrawn),
        }),
    });
    badges
}

/// What is left to do on LinkedIn about an invitation: an acceptance that it does not know
/// of yet.
fn todo(invitation: &Invitation, person: Option<&Person>) -> Todo {
    let link = person.and_then(|person| person.record.profile.as_ref()?.link());
    let here_only =
        person.and_then(Person::connection).is_some_and(|connection| !connection.listed);
    let accepted_here = invitation.direction == Direction::Received
        && matches!(invitation.standing.state, State::Accepted(_))
        && invitation.channel == Channel::LinkedIn
        && here_only;
    let text = accepted_here.then(|| {
        if invitation.has_lapsed(clock::today()) {
            say!(row.lapsed)
        } else {
            say!(row.accept_there)
        }
    });
    Todo { text, link }
}

/// What the row of a connection, or of a former one, shows.
pub fn of_person(person: &Person) -> RowFacts {
    let record = &person.record;
    let mut badges = Vec::new();
    let when = match &person.tie {
        Tie::Connected(connection) => {
            if !connection.listed {
                badges.push(Badge::quiet(say!(row.here_only)));
            }
            if connection.missing {
                badges.push(Badge::quiet(say!(row.missing)));
            }
            since(&connection.since)
        }
        Tie::Former(former) => {
            badges.push(Badge::quiet(match former.cause {
                Cause::Removed(at) => {
                    say!(row.removed_on, date = dates::day(at.date_naive()))
                }
                Cause::NotInNewerExport => say!(row.not_in_newer),
            }));
            if former.still_listed {
                badges.push(Badge::quiet(say!(row.still_listed)));
            }
            since(&former.was.since)
        }
        Tie::None => String::new(),
    };
    let message = if record.linkedin_note.is_empty() {
        String::new()
    } else {
        say!(row.linkedin_note, note = record.linkedin_note.as_str())
    };
    RowFacts {
        who: called(record),
        known: job(record),
        message,
        when,
        badges,
        todo: Some(Todo {
            text: None,
            link: record.profile.as_ref().and_then(|profile| profile.link()),
        }),
        person: Some(person.id),
    }
}

fn since(since: &crate::domain::stamp::Stamp) -> String {
    if *since == crate::domain::stamp::Stamp::Unknown {
        say!(row.connected)
    } else {
        say!(row.connected_on, date = dates::stamp(since))
    }
}

/// The address of the history of one person.
pub fn history_of(person: PersonId) -> String {
    let view = HistoryView::of(person.0);
    format!("{}{}", address::link(Route::History), view.fragment())
}

/// The address of the page of one person.
pub fn page_of(person: PersonId) -> String {
    let view = PersonView { person: Some(person.0) };
    format!("{}{}", address::link(Route::Person), view.fragment())
}

/// The part of a row that tells; the part that acts stands beside it.
#[component]
pub fn RowMain(
    /// What it shows.
    #[prop(into)]
    facts: Signal<RowFacts>,
    /// Opens what the row is about.
    #[prop(optional)]
    on_open: Option<Callback<()>>,
) -> impl IntoView {
    let known = move || facts.with(|facts| facts.known.clone());
    let message = move || facts.with(|facts| facts.message.clone());
    let badges = Signal::derive(move || facts.with(|facts| facts.badges.clone()));
    let todo = move || facts.with(|facts| facts.todo.clone().unwrap_or_default());
    let text = move || todo().text.map(|text| view! { <span>{text}</span> });
    // A plain link, which the router follows too: `A` would watch the address in each row.
    let history = move || {
        facts.with(|facts| facts.person).map(|person| {
            let name = move || facts.with(|facts| say!(name.history, who = facts.who.as_str()));
            view! {
                <a class="row-history" href=history_of(person) aria-label=name>
                    {say!(nav.history)}
                </a>
            }
        })
    };
    let who = Signal::derive(move || facts.with(|facts| facts.who.clone()));
    let name = match on_open {
        Some(on_open) => view! {
            <button
                type="button"
                class="row-open"
                aria-label=move || say!(name.open, who = who.get())
                on:click=move |_| on_open.run(())
            >
                {who}
            </button>
        }
        .into_any(),
        None => view! { {who} }.into_any(),
    };
    view! {
        <div class="row-main">
            <p class="row-who" dir="auto">{name}</p>
            <Show when=move || !known().is_empty()>
                <p class="row-known" dir="auto">{known}</p>
            </Show>
            <Show when=move || !message().is_empty()>
                <p class="row-message" dir="auto">{message}</p>
            </Show>
            <p class="row-meta">
                <span class="row-when">{move || facts.with(|facts| facts.when.clone())}</span>
                <Badges badges />
                {text}
                <OpenOnLinkedIn href=Signal::derive(move || todo().link) who />
                {history}
            </p>
        </div>
    }
}
