//! JSON with all that is known of people and all that the user has written about them.

use chrono::NaiveDate;
use serde::Serialize;

use super::since;
use crate::domain::person::{Cause, Person, Tie};
use crate::domain::stamp::Stamp;

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    made_on: NaiveDate,
    people: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct Card<'a> {
    id: String,
    first_name: &'a str,
    last_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    email: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    company: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    position: &'a str,
    /// `connected`, `former` or `none`.
    tie: &'static str,
    /// `2024-03-15`, or the text of a date that nobody could read.
    #[serde(skip_serializing_if = "String::is_empty")]
    connected_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed_at: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    linkedin_note: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

/// The people as one file.
///
/// # Errors
/// The words of the encoder; it has no reason to fail on texts.
pub fn write<'a>(
    people: impl IntoIterator<Item = &'a Person>,
    made_on: NaiveDate,
) -> Result<String, String> {
    let people = people.into_iter().map(card).collect();
    let file = File { format: "quietly-people", version: 1, made_on, people };
    serde_json::to_string_pretty(&file).map_err(|error| error.to_string())
}

fn card(person: &Person) -> Card<'_> {
    let record = &person.record;
    let tie = match &person.tie {
        Tie::Connected(_) => "connected",
        Tie::Former(_) => "former",
        Tie::None => "none",
    };
    let removed_at = person.former().and_then(|former| match former.cause {
        Cause::Removed(at) => Some(at.to_rfc3339()),
        Cause::NotInNewerExport => None,
    });
    let connected_on = match since(person) {
        Stamp::Unreadable(text) => text.clone(),
        stamp => stamp.day().map(|day| day.to_string()).unwrap_or_default(),
    };
    Card {
        id: person.id.to_string(),
        first_name: &record.first_name,
        last_name: &record.last_name,
        url: record.profile.as_ref().and_then(|profile| profile.link()),
        email: &record.email,
        company: &record.company,
        position: &record.position,
        tie,
        connected_on,
        removed_at,
        linkedin_note: &record.linkedin_note,
        note: person.note(),
        tags: person.tags().collect(),
    }
}
