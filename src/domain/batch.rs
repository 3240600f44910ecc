//! What one import takes over: only what was not known before.

use std::sync::Arc;

use chrono::NaiveDate;

use super::id::{InvitationId, PersonId};
use super::invitation::{Direction, Place, State};
use super::person::{Record, Tie};
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
    /// People removed here whom LinkedIn listed, and who do not stand in this export.
    pub unlisted: Vec<PersonId>,
    /// The same, where somebody of their name and day does: they may be there under another
    /// address, and nothing is known to be done.
    pub moved: Vec<PersonId>,
    /// Connections that an earlier export showed and this one does not.
    pub missing: Vec<PersonId>,
    /// People whom a sure key of this export shows to be one: who is found to be whom.
    pub merged: Vec<(PersonId, PersonId)>,
    /// Invitations withdrawn here that do not stand in this export any more.
    pub withdrawn: Vec<InvitationId>,
    /// What a file that this program wrote holds of the user's own words.
    pub own: Vec<OwnRow>,
    /// The same of why people were removed.
    pub partings: Vec<(PersonId, String)>,
    /// Where an export that is older than one read before shows people to have worked: their
    /// rows hold what is known since.
    pub worked: Vec<Worked>,
}

impl Batch {
    /// Whether it says more than rows and what they answer: what earlier stored forms had no
    /// room for.
    pub fn has_more(&self) -> bool {
        !self.missing.is_empty()
            || !self.moved.is_empty()
            || !self.merged.is_empty()
            || !self.withdrawn.is_empty()
            || !self.own.is_empty()
            || !self.partings.is_empty()
            || !self.worked.is_empty()
    }
}

/// What the user has written about somebody, as a file that this program wrote holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnRow {
    /// About whom.
    pub person: PersonId,
    /// The private note; may be empty.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// Where an older export shows somebody to have worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Worked {
    /// Who.
    pub person: PersonId,
    /// The company; with the position, empty where it is the job that was known already, or
    /// that their row tells.
    pub company: String,
    /// The position; see there.
    pub position: String,
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
    /// In a file that this program saved, tied to the owner like this: that counts where
    /// nothing else is known, and tells nothing of what LinkedIn shows today.
    Saved(Tie),
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
