//! People and invitations as exports show them, and the parts that large facts are cut into.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::act::Fact;
use super::base::{BasePart, Tie};
use super::people::{OwnRow, Worked};
use super::values::{Day, Digest, Stamp};
use crate::domain::batch as domain;
use crate::domain::invitation;
use crate::domain::person;
use crate::domain::profile::ProfileAddress;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    pub first_name: String,
    pub last_name: String,
    pub profile: Option<String>,
    pub email: String,
    pub company: String,
    pub position: String,
    pub linkedin_note: String,
}

impl From<&person::Record> for Record {
    fn from(record: &person::Record) -> Self {
        Record {
            first_name: record.first_name.clone(),
            last_name: record.last_name.clone(),
            profile: record.profile.as_ref().map(|profile| profile.as_str().to_owned()),
            email: record.email.clone(),
            company: record.company.clone(),
            position: record.position.clone(),
            linkedin_note: record.linkedin_note.clone(),
        }
    }
}

impl From<Record> for Arc<person::Record> {
    fn from(record: Record) -> Self {
        Arc::new(person::Record {
            first_name: record.first_name,
            last_name: record.last_name,
            profile: record.profile.map(ProfileAddress::from_normal_form),
            email: record.email,
            company: record.company,
            position: record.position,
            linkedin_note: record.linkedin_note,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Listing {
    Mentioned,
    Connection(Stamp),
    FormerConnection(Stamp),
    Saved(Tie),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    pub id: Digest,
    pub record: Record,
    pub listing: Listing,
}

impl From<&domain::PersonRow> for PersonRow {
    fn from(row: &domain::PersonRow) -> Self {
        PersonRow {
            id: row.id.into(),
            record: (&*row.record).into(),
            listing: match &row.listing {
                domain::Listing::Mentioned => Listing::Mentioned,
                domain::Listing::Connection(since) => Listing::Connection(since.into()),
                domain::Listing::FormerConnection(since) => Listing::FormerConnection(since.into()),
                domain::Listing::Saved(tie) => Listing::Saved(tie.into()),
            },
        }
    }
}

impl From<PersonRow> for domain::PersonRow {
    fn from(row: PersonRow) -> Self {
        domain::PersonRow {
            id: row.id.into(),
            record: row.record.into(),
            listing: match row.listing {
                Listing::Mentioned => domain::Listing::Mentioned,
                Listing::Connection(since) => domain::Listing::Connection(since.into()),
                Listing::FormerConnection(since) => domain::Listing::FormerConnection(since.into()),
                Listing::Saved(tie) => domain::Listing::Saved(tie.into()),
            },
        }
    }
}

/// Defines a stored enum of bare names beside a working one.
macro_rules! names {
    ($name:ident for $working:path { $($variant:ident),* $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($variant),* }

        impl From<$working> for $name {
            fn from(working: $working) -> Self {
                use $working as Working;
                match working { $(Working::$variant => $name::$variant),* }
            }
        }

        impl From<$name> for $working {
            fn from(stored: $name) -> Self {
                use $working as Working;
                match stored { $($name::$variant => Working::$variant),* }
            }
        }
    };
}
pub(super) use names;

names!(Direction for invitation::Direction { Received, Sent });
names!(Place for invitation::Place { Inbox, Sent, Archive, Trash, Deleted, Purged });

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    Open,
    Accepted(Stamp),
    Withdrawn(Stamp),
}

impl From<&invitation::State> for State {
    fn from(state: &invitation::State) -> Self {
        match state {
            invitation::State::Open => State::Open,
            invitation::State::Accepted(on) => State::Accepted(on.into()),
            invitation::State::Withdrawn(on) => State::Withdrawn(on.into()),
        }
    }
}

impl From<State> for invitation::State {
    fn from(state: State) -> Self {
        match state {
            State::Open => invitation::State::Open,
            State::Accepted(on) => invitation::State::Accepted(on.into()),
            State::Withdrawn(on) => invitation::State::Withdrawn(on.into()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    pub id: Digest,
    pub direction: Direction,
    pub person: Digest,
    pub sent_at: Stamp,
    #[serde(default)]
    pub message: String,
    pub state: State,
    pub place: Place,
    pub read: bool,
}

impl From<&domain::InvitationRow> for InvitationRow {
    fn from(row: &domain::InvitationRow) -> Self {
        InvitationRow {
            id: row.id.into(),
            direction: row.direction.into(),
            person: row.person.into(),
            sent_at: (&row.sent_at).into(),
            message: row.message.clone(),
            state: (&row.state).into(),
            place: row.place.into(),
            read: row.read,
        }
    }
}

impl From<InvitationRow> for domain::InvitationRow {
    fn from(row: InvitationRow) -> Self {
        domain::InvitationRow {
            id: row.id.into(),
            direction: row.direction.into(),
            person: row.person.into(),
            sent_at: row.sent_at.into(),
            message: row.message,
            state: row.state.into(),
            place: row.place.into(),
            read: row.read,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    pub label: String,
    pub made_on: Option<Day>,
    pub connections: u32,
    pub received: u32,
    pub sent: u32,
    pub hidden: u32,
}

impl From<&domain::Source> for Source {
    fn from(source: &domain::Source) -> Self {
        Source {
            label: source.label.clone(),
            made_on: source.made_on.map(Day),
            connections: source.connections,
            received: source.received,
            sent: source.sent,
            hidden: source.hidden,
        }
    }
}

impl From<Source> for domain::Source {
    fn from(source: Source) -> Self {
        domain::Source {
            label: source.label,
            made_on: source.made_on.map(|day| day.0),
            connections: source.connections,
            received: source.received,
            sent: source.sent,
            hidden: source.hidden,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    pub name: String,
    pub headline: String,
    pub profile: Option<String>,
    pub positions: Vec<Employment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Employment {
    pub company: String,
    pub title: String,
    pub started_on: String,
    pub finished_on: String,
}

impl From<&domain::Owner> for Owner {
    fn from(owner: &domain::Owner) -> Self {
        let position = |it: &domain::Employment| Employment {
            company: it.company.clone(),
            title: it.title.clone(),
            started_on: it.started_on.clone(),
            finished_on: it.finished_on.clone(),
        };
        Owner {
            name: owner.name.clone(),
            headline: owner.headline.clone(),
            profile: owner.profile.as_ref().map(|profile| profile.as_str().to_owned()),
            positions: owner.positions.iter().map(position).collect(),
        }
    }
}

impl From<Owner> for domain::Owner {
    fn from(owner: Owner) -> Self {
        let position = |it: Employment| domain::Employment {
            company: it.company,
            title: it.title,
            started_on: it.started_on,
            finished_on: it.finished_on,
        };
        domain::Owner {
            name: owner.name,
            headline: owner.headline,
            profile: owner.profile.map(ProfileAddress::from_normal_form),
            positions: owner.positions.into_iter().map(position).collect(),
        }
    }
}

/// A part of a large fact, so many rows of an import or so many facts of a backup; or a part
/// of a base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    People(Vec<PersonRow>),
    Invitations(Vec<InvitationRow>),
    Facts(Vec<Fact>),
    Base(BasePart),
    Missing(Vec<Digest>),
    Merged(Vec<(Digest, Digest)>),
    Withdrawn(Vec<Digest>),
    Own(Vec<OwnRow>),
    Partings(Vec<(Digest, String)>),
    Worked(Vec<Worked>),
    Moved(Vec<Digest>),
}
