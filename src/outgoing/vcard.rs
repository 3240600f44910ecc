//! vCard 4.0 (RFC 6350), one card for each person, as address books take it.

use crate::domain::person::{Moment, Person};
use crate::forms::{Someone, card};

/// The people as one file, saved at this moment.
pub fn write<'a>(people: impl IntoIterator<Item = &'a Person>, now: Moment) -> String {
    let mut text = String::new();
    for person in people {
        card::write(&mut text, &Someone::of(person), &person.record.name(), now);
    }
    text
}
