//! CSV with the columns of LinkedIn's own `Connections.csv`, so that it can be imported again.

use super::since;
use crate::domain::person::Person;
use crate::domain::stamp::Stamp;

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// The people as a file: UTF-8, one row each, in the given order.
pub fn write<'a>(people: impl IntoIterator<Item = &'a Person>) -> String {
    let mut text = HEADER.to_owned();
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

/// A date as LinkedIn writes it.
fn date(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Unreadable(text) => text.clone(),
        _ => stamp.day().map(|day| day.format("%d %b %Y").to_string()).unwrap_or_default(),
    }
}

fn cell(text: &mut String, value: &str) {
    let value = harmless(value);
    if value.contains([',', '"', '\n', '\r', ';', '\t']) {
        text.push('"');
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&value);
    }
}

/// The mark before a cell that a spreadsheet would run as a formula.
const MARK: char = '\'';

/// Whether a spreadsheet runs what begins so, once the marks before it are taken away.
fn runs(value: &str) -> bool {
    value.trim_start_matches(MARK).starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A value that no spreadsheet runs as a formula. [`meant`] takes that back.
fn harmless(value: &str) -> String {
    if runs(value) { format!("{MARK}{value}") } else { value.to_owned() }
}

/// What a cell means that [`write`] may have made harmless.
pub fn meant(value: &str) -> &str {
    match value.strip_prefix(MARK) {
        Some(rest) if runs(rest) => rest,
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_mean_the_same() {
        for value in ["=1+1", "+49 30", "-x", "@sum", "'=1", "''@a", "\t=1"] {
            let cell = harmless(value);
            assert!(cell.starts_with(MARK), "{value}");
            assert_eq!(meant(&cell), value);
        }
        for value in ["", "O'Brien", "'Tis", "a=b", "'", "''"] {
            assert_eq!(harmless(value), value);
            assert_eq!(meant(value), value);
        }
    }
}
