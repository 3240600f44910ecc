//! The history as it is looked through: which acts, of what kind, since when, about whom.

use chrono::NaiveDate;

use super::concerns::Concern;
use super::fact::{Fact, Step, Verb};
use super::id::{FactId, PersonId};
use super::ledger::Ledger;

/// The kinds of acts that one looks for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What was decided on invitations.
    Decisions,
    /// What was thrown away, and what of it was deleted.
    Trash,
    /// Who became a connection by hand, was removed or put back, who is whom, and what of it is
    /// done on LinkedIn too.
    Connections,
    /// What the user has written.
    Written,
    /// What came in, by hand or from files.
    Incoming,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Kind; 5] =
        [Kind::Decisions, Kind::Trash, Kind::Connections, Kind::Written, Kind::Incoming];

    /// The kind of an act; none where nothing is decided, as by looking.
    pub fn of(verb: Verb) -> Option<Kind> {
        Some(match verb {
            Verb::Accept
            | Verb::Ignore
            | Verb::Archive
            | Verb::Restore
            | Verb::Withdraw
            | Verb::Snooze
            | Verb::Wake => Kind::Decisions,
            Verb::Trash | Verb::Delete | Verb::Purge => Kind::Trash,
            Verb::Connect
            | Verb::Remove
            | Verb::PutBack
            | Verb::Merge
            | Verb::KeepApart
            | Verb::Tick
            | Verb::Untick => Kind::Connections,
            Verb::Reason
            | Verb::Note
            | Verb::Tag
            | Verb::Untag
            | Verb::Guide
            | Verb::Courtesy
            | Verb::Parting
            | Verb::Edit
            | Verb::Views => Kind::Written,
            Verb::Receive | Verb::Send | Verb::Import | Verb::Adopt => Kind::Incoming,
            Verb::Read | Verb::Unread => return None,
        })
    }

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Decisions => "decisions",
            Kind::Trash => "trash",
            Kind::Connections => "connections",
            Kind::Written => "written",
            Kind::Incoming => "incoming",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What is asked of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// What concerns this person.
    pub person: Option<PersonId>,
    /// What is of this kind, or takes back what is.
    pub kind: Option<Kind>,
    /// What was done on this day or later.
    pub since: Option<NaiveDate>,
}

/// The acts that are asked for, newest first, each with its day. Nobody decides anything by
/// looking, so that what was only seen is never among them.
pub fn listed(ledger: &Ledger, asked: Asked) -> Vec<(FactId, NaiveDate)> {
    let concern = asked.person.map(|person| Concern::of(person, ledger));
    let is_asked = |fact: &Fact| {
        let (Step::Do(verb) | Step::Undo(verb) | Step::Redo(verb)) = fact.act.step();
        let kind = Kind::of(verb);
        kind.is_some()
            && asked.kind.is_none_or(|asked| kind == Some(asked))
            && asked.since.is_none_or(|since| fact.at.date_naive() >= since)
            && concern.as_ref().is_none_or(|concern| concern.has(&fact.act, ledger))
    };
    let facts = ledger.entries().rev().map(|entry| &entry.fact);
    facts.filter(|fact| is_asked(fact)).map(|fact| (fact.id, fact.at.date_naive())).collect()
}
