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

/// A mark that nobody sees and that every import here trims: before it, a spreadsheet would run
/// the cell as a formula. (Spaces would not do: some programs trim them first.)
const MARK: char = '\u{200b}';

/// A value that no spreadsheet runs as a formula.
fn harmless(value: &str) -> String {
    let runs = value.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
    if runs { format!("{MARK}{value}") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_nothing_else_is_touched() {
        for value in ["=1+1", "+49 30", "-x", "@sum", " =1", "\t=1", "\r\n@x"] {
            assert_eq!(harmless(value), format!("{MARK}{value}"));
        }
        for value in ["", "O'Brien", "a=b", "'=1", "\u{200b}=1"] {
            assert_eq!(harmless(value), value);
        }
    }
}
