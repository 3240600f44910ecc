//! Somebody with all that is known of them, as plain texts: what stands in a JSON file for each
//! person, and what a card is made of.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::id::PersonId;
use crate::domain::person::{Cause, Moment, Person, Tie};
use crate::domain::stamp::Stamp;

/// What a JSON file says that it is.
pub const FORMAT: &str = "quietly-people";

/// The version of what is written. It goes up when an older reader would misunderstand.
pub const VERSION: u32 = 1;

/// How minutes are written, in no time zone.
const MINUTE: &str = "%Y-%m-%dT%H:%M";

/// What ties somebody to the owner, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TieWord {
    /// Nothing but an invitation, perhaps.
    #[default]
    None,
    /// Connected.
    Connected,
    /// Once connected, and no longer.
    Former,
}

impl TieWord {
    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            TieWord::None => "none",
            TieWord::Connected => "connected",
            TieWord::Former => "former",
        }
    }

    /// The tie of this word.
    pub fn of(word: &str) -> Option<TieWord> {
        let all = [TieWord::None, TieWord::Connected, TieWord::Former];
        all.into_iter().find(|tie| tie.as_str() == word)
    }
}

/// Somebody with all that is known of them. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Someone {
    /// By which they are known where they were saved: 16 hexadecimal digits.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The address of the profile, as a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Position.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// What ties them to the owner.
    pub tie: TieWord,
    /// Since when they are, or were, connected: `2024-03-15` or `2024-03-15T09:05`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub connected_on: String,
    /// The same, where it is a text that nobody could read as a date.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub connected_on_text: String,
    /// Whether no export has shown the connection: it was made here.
    #[serde(skip_serializing_if = "is_false")]
    pub here_only: bool,
    /// When the user removed a former connection; empty for one that merely is in no newer
    /// export.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub removed_at: String,
    /// Why, in the user's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub removal_reason: String,
    /// Whether an export read after that still shows them.
    #[serde(skip_serializing_if = "is_false")]
    pub still_listed: bool,
    /// The note that the user kept on LinkedIn.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub linkedin_note: String,
    /// The user's own note.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The user's own tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Someone {
    /// All that is known of a person.
    pub fn of(person: &Person) -> Someone {
        let record = &person.record;
        let mut someone = Someone {
            id: person.id.to_string(),
            first_name: record.first_name.clone(),
            last_name: record.last_name.clone(),
            url: record.profile.as_ref().and_then(|profile| profile.link()).unwrap_or_default(),
            email: record.email.clone(),
            company: record.company.clone(),
            position: record.position.clone(),
            linkedin_note: record.linkedin_note.clone(),
            note: person.note().to_owned(),
            tags: person.tags().map(str::to_owned).collect(),
            ..Someone::default()
        };
        let connection = match &person.tie {
            Tie::None => return someone,
            Tie::Connected(connection) => {
                someone.tie = TieWord::Connected;
                connection
            }
            Tie::Former(former) => {
                someone.tie = TieWord::Former;
                someone.still_listed = former.still_listed;
                someone.removal_reason = person.parting().to_owned();
                someone.removed_at = match former.cause {
                    Cause::Removed(at) => at.to_rfc3339(),
                    Cause::NotInNewerExport => String::new(),
                };
                &former.was
            }
        };
        someone.here_only = !connection.listed;
        match &connection.since {
            Stamp::Unknown => {}
            Stamp::Day(day) => someone.connected_on = day.to_string(),
            Stamp::Minute(minute) => someone.connected_on = minute.format(MINUTE).to_string(),
            Stamp::Unreadable(text) => someone.connected_on_text = text.clone(),
        }
        someone
    }

    /// Since when they are, or were, connected. What cannot be read stays a text.
    pub fn since(&self) -> Stamp {
        let text = &self.connected_on;
        let day = text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == *text);
        let minute = NaiveDateTime::parse_from_str(text, MINUTE).ok();
        match (text.is_empty(), self.connected_on_text.is_empty()) {
            (true, true) => Stamp::Unknown,
            (true, false) => Stamp::Unreadable(self.connected_on_text.clone()),
            (false, _) => day
                .map(Stamp::Day)
                .or(minute.map(Stamp::Minute))
                .unwrap_or_else(|| Stamp::Unreadable(text.clone())),
        }
    }

    /// By whom they are known where they were saved.
    pub fn id(&self) -> Option<PersonId> {
        let is_whole = self.id.len() == 16 && self.id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_whole { PersonId::from_str(&self.id).ok() } else { None }
    }

    /// When the user removed them.
    pub fn removed_at(&self) -> Option<Moment> {
        DateTime::parse_from_rfc3339(&self.removed_at).ok()
    }

    /// Each of the texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [
            &self.id,
            &self.first_name,
            &self.last_name,
            &self.url,
            &self.email,
            &self.company,
            &self.position,
            &self.connected_on,
            &self.connected_on_text,
            &self.removed_at,
            &self.removal_reason,
            &self.linkedin_note,
            &self.note,
        ]
        .into_iter()
        .chain(&self.tags)
        .map(String::as_str)
    }
}
