//! What one import takes over: only what was not known before.

use std::sync::Arc;

use chrono::NaiveDate;

use super::id::{InvitationId, PersonId};
use super::invitation::{Direction, Place, State};
use super::person::Record;
use super::profile::ProfileAddress;
use super::stamp::Stamp;

/// What one import takes over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// Which export it was and what stood in it.
    pub source: Source,
    /// The owner of the export, where the network did not know or knew less.
    pub owner: Option<Owner>,
    /// People that are new, or of whom something changed.
    pub people: Vec<PersonRow>,
    /// Invitations that are new.
    pub invitations: Vec<InvitationRow>,
    /// Known invitations of which this export shows that they were accepted, and when.
    pub accepted: Vec<(InvitationId, Stamp)>,
    /// People removed here who stood in an earlier export and no longer stand in this one.
    pub unlisted: Vec<PersonId>,
}

/// Which export it was: one line in the list of imports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The name of the file or folder, as the user dropped it.
    pub label: String,
    /// The day of the export, where it is known.
    pub made_on: Option<NaiveDate>,
    /// How many connections stood in it.
    pub connections: u32,
    /// How many received invitations stood in it.
    pub received: u32,
    /// How many sent invitations stood in it.
    pub sent: u32,
    /// How many hidden members stood in it: rows with a date and nothing else.
    pub hidden: u32,
}

/// The owner of an export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// First and last name.
    pub name: String,
    /// Headline of the profile.
    pub headline: String,
    /// The owner's own profile address.
    pub profile: Option<ProfileAddress>,
    /// The owner's positions, current and former.
    pub positions: Vec<Employment>,
}

/// One of the owner's positions (`Positions.csv`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Employment {
    /// The company.
    pub company: String,
    /// The title.
    pub title: String,
    /// As the file writes it, such as `Jan 2024`.
    pub started_on: String,
    /// The same; empty for a current one.
    pub finished_on: String,
}

/// How an export shows somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listing {
    /// Only as the other side of an invitation or in a note.
    Mentioned,
    /// As a connection, since then.
    Connection(Stamp),
    /// As a connection, in an export that is older than one read before, and that does
    /// not show them.
    FormerConnection(Stamp),
}

/// A person as an export shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who is meant.
    pub id: PersonId,
    /// What the record is to be: the old one with what the export adds or changes.
    pub record: Arc<Record>,
    /// Whether and how they are a connection.
    pub listing: Listing,
}

/// An invitation as an export shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Which one.
    pub id: InvitationId,
    /// Who invited whom.
    pub direction: Direction,
    /// The other person.
    pub person: PersonId,
    /// When it was sent.
    pub sent_at: Stamp,
    /// The message that came with it.
    pub message: String,
    /// What has become of it, as far as the export tells.
    pub state: State,
    /// Where it goes.
    pub place: Place,
    /// Whether it counts as seen.
    pub read: bool,
}
