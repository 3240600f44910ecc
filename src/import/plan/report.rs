//! What an import would do, for the user.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::person::Record;

/// What an import would do, in numbers and names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Connections that stand in the export, each person once.
    pub people: u32,
    /// Received invitations that stand in the export, each once.
    pub received: u32,
    /// Sent invitations that stand in the export, each once.
    pub sent: u32,
    /// Invitations of the export whose other side is a connection: accepted ones.
    pub accepted: u32,
    /// Members who hide themselves from exports.
    pub hidden: u32,
    /// Rows that say what another row of the same drop has said.
    pub repeated: u32,
    /// Connections that the network does not have yet.
    pub added_people: u32,
    /// Connections of an older export that a newer one did not show: they are added as
    /// former ones.
    pub added_former: u32,
    /// Known people of whom something changes, by name.
    pub changed_people: Vec<Changed>,
    /// People who stand in the export and of whom nothing changes.
    pub known_people: u32,
    /// Invitations that the network does not know yet.
    pub added_invitations: u32,
    /// Known invitations that this export shows to be accepted.
    pub newly_accepted: u32,
    /// People of whom a saved file brings the user's own words.
    pub own_words: u32,
    /// People of whom an older export tells another job than the one that is known.
    pub past_jobs: u32,
    /// Known people whom an earlier export did not show any more, and who are there again.
    pub returned_people: u32,
    /// Known people whom a sure key shows to be the same as others.
    pub merged_people: u32,
    /// Known invitations of which nothing changes.
    pub known_invitations: u32,
    /// Received ones among the added that wait for a decision.
    pub waiting: u32,
    /// Of those, how many are older than six months.
    pub waiting_old: u32,
    /// Connections that an earlier export showed and this one does not. They stay.
    pub not_in_export: u32,
    /// People removed here who still stand in this export. They stay former connections.
    pub still_listed: u32,
    /// People removed here who stood in an earlier export and not in this one.
    pub unlisted: u32,
    /// Notes that name nobody who could be told for sure.
    pub notes_unplaced: u32,
    /// Rows that name the owner of the export as their own other side.
    pub oneself: u32,
    /// The day of a newer export that was read before: this one fills the past only.
    pub older_than: Option<NaiveDate>,
}

/// A known person of whom an export says something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The name, as the network has it.
    pub name: String,
    /// What is known now.
    pub before: Arc<Record>,
    /// What would be known.
    pub after: Arc<Record>,
}

impl Report {
    /// Whether the import would change anything but the list of imports.
    pub fn changes_nothing(&self) -> bool {
        self.added_people == 0
            && self.added_former == 0
            && self.changed_people.is_empty()
            && self.returned_people == 0
            && self.merged_people == 0
            && self.own_words == 0
            && self.past_jobs == 0
            && self.added_invitations == 0
            && self.newly_accepted == 0
            && self.unlisted == 0
    }
}
