//! CSV with the columns of LinkedIn's own `Connections.csv`, so that it can be imported again.

use chrono::NaiveDate;

use crate::domain::person::{Person, Tie};
use crate::domain::stamp::Stamp;
use crate::forms::cell::harmless;
use crate::forms::table::{COLUMNS, Saved};

/// The people as a file, one row each, in the given order: UTF-8 with its mark, without which
/// spreadsheets take every accent for something else.
///
/// A table says of all in it that they are connections, or that they are former ones: of both, it
/// holds the connections, see [`holds`].
pub fn write<'a>(people: impl IntoIterator<Item = &'a Person>, made_on: NaiveDate) -> String {
    let people = holds(people);
    let former = people.first().is_some_and(|person| person.former().is_some());
    let preamble = Saved { on: made_on, former }.preamble();
    let mut text = format!("\u{feff}{preamble}{COLUMNS}\n");
    for person in people {
        let record = &person.record;
        let link = record.profile.as_ref().and_then(|profile| profile.link());
        let cells = [
            &record.first_name,
            &record.last_name,
            &link.unwrap_or_default(),
            &record.email,
            &record.company,
            &record.position,
            &date(since(person)),
        ];
        for (nth, value) in cells.into_iter().enumerate() {
            if nth > 0 {
                text.push(',');
            }
            cell(&mut text, value);
        }
        text.push('\n');
    }
    text
}

/// Those of these who can stand in one table: the connections, or where there is none, the former
/// ones.
pub fn holds<'a>(people: impl IntoIterator<Item = &'a Person>) -> Vec<&'a Person> {
    let mut people: Vec<&Person> = people.into_iter().filter(|it| it.tie != Tie::None).collect();
    if people.iter().any(|person| person.connection().is_some()) {
        people.retain(|person| person.connection().is_some());
    }
    people
}

/// Since when somebody is or was a connection.
fn since(person: &Person) -> &Stamp {
    match &person.tie {
        Tie::Connected(connection) => &connection.since,
        Tie::Former(former) => &former.was.since,
        Tie::None => &Stamp::Unknown,
    }
}

/// A date as LinkedIn writes it.
fn date(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Unreadable(text) => text.clone(),
        _ => stamp.day().map(|day| day.format("%d %b %Y").to_string()).unwrap_or_default(),
    }
}

fn cell(text: &mut String, value: &str) {
    let value = harmless(value);
    if value.contains([',', '"', '\n', '\r', ';', '\t', '|']) {
        text.push('"');
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&value);
    }
}
