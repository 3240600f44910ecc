//! People, and what ties them to the owner of the network.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use unicode_normalization::UnicodeNormalization;

use super::id::{FactId, PersonId};
use super::profile::ProfileAddress;
use super::stamp::Stamp;

/// A moment of an act here: the instant, with the offset that the user's clock had.
pub type Moment = DateTime<FixedOffset>;

/// What is known of a person from exports or by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// First name, as the source writes it; may be empty.
    pub first_name: String,
    /// Last name, as the source writes it; may be empty.
    pub last_name: String,
    /// The sure key, where it is known.
    pub profile: Option<ProfileAddress>,
    /// E-mail address in lower case; empty where it is not known.
    pub email: String,
    /// Company, as of the newest export that names one.
    pub company: String,
    /// Position, as of the newest export that names one.
    pub position: String,
    /// The note that the user kept on LinkedIn (`Notes.csv`).
    pub linkedin_note: String,
}

impl Record {
    /// First and last name with a space between; the end of the profile address or the
    /// e-mail address where there is no name; empty where there is nothing at all.
    pub fn name(&self) -> String {
        match (self.first_name.is_empty(), self.last_name.is_empty()) {
            (false, false) => format!("{} {}", self.first_name, self.last_name),
            (false, true) => self.first_name.clone(),
            (true, false) => self.last_name.clone(),
            (true, true) => match &self.profile {
                Some(profile) => profile.as_str().rsplit('/').next().unwrap_or_default().to_owned(),
                None => self.email.clone(),
            },
        }
    }
}

/// A connection: that two people are connected, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// When it came about.
    pub since: Stamp,
    /// Whether an export has shown it. A connection made here is "here only" until then.
    pub listed: bool,
}

/// Why somebody is a former connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The user removed them here, at this moment.
    Removed(Moment),
    /// They stand in an older export only; a newer one was read before it.
    NotInNewerExport,
}

/// A connection that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The connection as it was; putting back restores it.
    pub was: Connection,
    /// Why it ended.
    pub cause: Cause,
    /// Whether an export read after the end still shows them ("still on LinkedIn").
    pub still_listed: bool,
}

/// What ties a person to the owner of the network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Tie {
    /// Nothing but an invitation, perhaps.
    #[default]
    None,
    /// Connected.
    Connected(Connection),
    /// Once connected, and no longer.
    Former(Box<Former>),
}

/// Somebody in the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who is meant.
    pub id: PersonId,
    /// What is known of them; shared with the facts that told it.
    pub record: Arc<Record>,
    /// The fact that last wrote the record.
    pub record_by: FactId,
    /// What ties them to the owner.
    pub tie: Tie,
    /// The fact that last wrote the tie.
    pub tie_by: FactId,
    /// What the user has written about them; none where that is nothing.
    pub own: Option<Box<Own>>,
}

/// What the user has written about somebody. It is theirs alone, and follows the person from
/// invitation to connection to former connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// A private note; may be empty.
    pub note: String,
    /// The fact that last wrote the note.
    pub note_by: FactId,
    /// Tags, as they were typed.
    pub tags: BTreeSet<String>,
    /// The fact that last wrote the tags.
    pub tags_by: FactId,
}

impl Default for Own {
    fn default() -> Own {
        Own {
            note: String::new(),
            note_by: FactId::FORGOTTEN,
            tags: BTreeSet::new(),
            tags_by: FactId::FORGOTTEN,
        }
    }
}

impl Person {
    /// The connection, where there is one now.
    pub fn connection(&self) -> Option<&Connection> {
        match &self.tie {
            Tie::Connected(connection) => Some(connection),
            Tie::None | Tie::Former(_) => None,
        }
    }

    /// The private note about them; empty where there is none.
    pub fn note(&self) -> &str {
        self.own.as_ref().map_or("", |own| own.note.as_str())
    }

    /// Their tags, in the order of their letters.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.own.iter().flat_map(|own| own.tags.iter().map(String::as_str))
    }

    /// Whether they have this tag.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.tags.contains(tag))
    }

    /// The former connection, where there is one.
    pub fn former(&self) -> Option<&Former> {
        match &self.tie {
            Tie::Former(former) => Some(former),
            Tie::None | Tie::Connected(_) => None,
        }
    }
}

/// A name in the one form in which names are compared: composed, in lower case, with
/// single spaces. Accents stay: Müller is not Muller.
pub fn fold_name(name: &str) -> String {
    let composed: String = name.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
