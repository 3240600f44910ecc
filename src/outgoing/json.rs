//! JSON with all that is known of people and all that the user has written about them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::person::Person;
use crate::forms::{FORMAT, Someone, VERSION};

#[derive(Serialize)]
struct File {
    format: &'static str,
    version: u32,
    made_on: NaiveDate,
    people: Vec<Someone>,
}

/// The people as one file.
///
/// # Errors
/// The words of the encoder; it has no reason to fail on texts.
pub fn write<'a>(
    people: impl IntoIterator<Item = &'a Person>,
    made_on: NaiveDate,
) -> Result<String, String> {
    let people = people.into_iter().map(Someone::of).collect();
    let file = File { format: FORMAT, version: VERSION, made_on, people };
    serde_json::to_string_pretty(&file).map_err(|error| error.to_string())
}
