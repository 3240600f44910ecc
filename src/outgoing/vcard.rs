//! vCard 4.0 (RFC 6350), one card for each person, as address books take it.

use super::since;
use crate::domain::person::Person;

/// How many octets a line has at most, without its end.
const LINE: usize = 75;

/// The people as one file.
pub fn write<'a>(people: impl IntoIterator<Item = &'a Person>) -> String {
    let mut text = String::new();
    for person in people {
        card(&mut text, person);
    }
    text
}

fn card(text: &mut String, person: &Person) {
    let record = &person.record;
    let name = record.name();
    // Each card must have a name to show.
    let shown = if name.trim().is_empty() { "—" } else { &name };
    line(text, "BEGIN:VCARD");
    line(text, "VERSION:4.0");
    line(text, &format!("UID;VALUE=text:quietly-{}", person.id));
    line(text, &format!("FN:{}", escaped(shown)));
    line(text, &format!("N:{};{};;;", escaped(&record.last_name), escaped(&record.first_name)));
    let mut property = |name: &str, value: &str| {
        if !value.is_empty() {
            line(text, &format!("{name}:{}", escaped(value)));
        }
    };
    property("EMAIL", &record.email);
    property("ORG", &record.company);
    property("TITLE", &record.position);
    let note: Vec<&str> =
        [person.note(), &record.linkedin_note].into_iter().filter(|it| !it.is_empty()).collect();
    property("NOTE", &note.join("\n\n"));
    let tags: Vec<String> = person.tags().map(escaped).collect();
    if !tags.is_empty() {
        line(text, &format!("CATEGORIES:{}", tags.join(",")));
    }
    if let Some(link) = record.profile.as_ref().and_then(|profile| profile.link()) {
        // An address, not a text: nothing in it is escaped.
        line(text, &format!("URL:{link}"));
    }
    if let Some(day) = since(person).day() {
        line(text, &format!("X-CONNECTED-ON:{}", day.format("%Y%m%d")));
    }
    line(text, "END:VCARD");
}

/// A text as a value: with what parts values marked.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            // No other control has a place in a card.
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// One line, folded where it is too long: never within a character.
fn line(text: &mut String, content: &str) {
    let mut length = 0;
    for c in content.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}
