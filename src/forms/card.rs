//! Cards of vCard 4.0 (RFC 6350): lines, values, and somebody as a card and back.

use chrono::{NaiveDate, NaiveDateTime};

use super::someone::{Someone, TieWord};
use crate::domain::person::Moment;

/// How many octets a line has at most, without its end.
const LINE: usize = 75;

/// With which the name of the program begins that made a card.
const MAKER: &str = "-//Quietly//";

/// Each card has it, so that it is known as one of ours even where an address book has put its
/// own name over it: what they do not know, they leave.
const TIE: &str = "X-QUIETLY-TIE";
const CONNECTED_ON: &str = "X-QUIETLY-CONNECTED-ON";
const CONNECTED_ON_TEXT: &str = "X-QUIETLY-CONNECTED-ON-TEXT";
const HERE_ONLY: &str = "X-QUIETLY-HERE-ONLY";
const REMOVED_AT: &str = "X-QUIETLY-REMOVED-AT";
const REMOVAL_REASON: &str = "X-QUIETLY-REMOVAL-REASON";
const STILL_LISTED: &str = "X-QUIETLY-STILL-LISTED";
const LINKEDIN_NOTE: &str = "X-QUIETLY-LINKEDIN-NOTE";
/// The whole of somebody as JSON, where a text has something that no card can hold.
const EXACT: &str = "X-QUIETLY-EXACT";

/// What stands before the id in a card's own.
const UID: &str = "quietly-";

/// What stands between the user's own note and the one from LinkedIn.
const BETWEEN: &str = "\n\n";

/// How the moment of saving is written: with the user's offset, so that its day is theirs.
const REV: &str = "%Y%m%dT%H%M%S%z";

/// Writes somebody as one card. `shown` is what address books show of them.
pub fn write(text: &mut String, someone: &Someone, shown: &str, now: Moment) {
    line(text, "BEGIN:VCARD");
    line(text, "VERSION:4.0");
    line(text, &format!("PRODID:{MAKER}Quietly//EN"));
    line(text, &format!("UID;VALUE=text:{UID}{}", someone.id));
    line(text, &format!("REV:{}", now.format(REV)));
    // Each card must have a name to show.
    let shown = if shown.trim().is_empty() { "—" } else { shown };
    line(text, &format!("FN:{}", escaped(shown)));
    let (last, first) = (component(&someone.last_name), component(&someone.first_name));
    line(text, &format!("N:{last};{first};;;"));
    if !someone.company.is_empty() {
        line(text, &format!("ORG:{}", component(&someone.company)));
    }
    let mut property = |name: &str, value: &str| {
        if !value.is_empty() {
            line(text, &format!("{name}:{}", escaped(value)));
        }
    };
    property("EMAIL", &someone.email);
    property("TITLE", &someone.position);
    let notes = [someone.note.as_str(), someone.linkedin_note.as_str()];
    let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    property("NOTE", &notes.join(BETWEEN));
    property(TIE, someone.tie.as_str());
    property(CONNECTED_ON, &someone.connected_on);
    property(CONNECTED_ON_TEXT, &someone.connected_on_text);
    property(HERE_ONLY, if someone.here_only { "true" } else { "" });
    property(REMOVED_AT, &someone.removed_at);
    property(REMOVAL_REASON, &someone.removal_reason);
    property(STILL_LISTED, if someone.still_listed { "true" } else { "" });
    property(LINKEDIN_NOTE, &someone.linkedin_note);
    if someone.texts().any(|text| text.contains(has_no_place)) {
        // Texts alone cannot fail to be encoded.
        property(EXACT, &serde_json::to_string(someone).unwrap_or_default());
    }
    let tags: Vec<String> = someone.tags.iter().map(|tag| escaped(tag)).collect();
    if !tags.is_empty() {
        line(text, &format!("CATEGORIES:{}", tags.join(",")));
    }
    if !someone.url.is_empty() {
        // An address, not a text: nothing in it is escaped.
        line(text, &format!("URL:{}", someone.url));
    }
    line(text, "END:VCARD");
}

/// A card as it is being read, line by line.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    someone: Someone,
    named: bool,
    shown: String,
    is_ours: bool,
    exact: Option<String>,
    saved_on: Option<NaiveDate>,
}

impl Reading {
    /// Takes in one line of it, unfolded.
    pub fn line(&mut self, line: &str) {
        let Some((name, value)) = property(line) else { return };
        let text = || unescaped(value);
        let someone = &mut self.someone;
        match name.as_str() {
            "PRODID" => self.is_ours |= value.starts_with(MAKER),
            "UID" => someone.id = text().strip_prefix(UID).unwrap_or_default().to_owned(),
            "REV" => self.saved_on = day(value),
            "FN" => self.shown = text(),
            "N" => {
                let mut parts = split(value, ';').into_iter();
                someone.last_name = parts.next().unwrap_or_default();
                someone.first_name = parts.next().unwrap_or_default();
                self.named = true;
            }
            // Of several, the first.
            "EMAIL" if someone.email.is_empty() => someone.email = text(),
            "ORG" if someone.company.is_empty() => {
                someone.company = split(value, ';').into_iter().next().unwrap_or_default();
            }
            "TITLE" if someone.position.is_empty() => someone.position = text(),
            "URL" if someone.url.is_empty() => someone.url = value.to_owned(),
            "NOTE" => someone.note = text(),
            "CATEGORIES" => someone.tags.extend(split(value, ',')),
            TIE => {
                self.is_ours = true;
                someone.tie = TieWord::of(&text()).unwrap_or_default();
            }
            CONNECTED_ON => someone.connected_on = text(),
            CONNECTED_ON_TEXT => someone.connected_on_text = text(),
            HERE_ONLY => someone.here_only = value == "true",
            REMOVED_AT => someone.removed_at = text(),
            REMOVAL_REASON => someone.removal_reason = text(),
            STILL_LISTED => someone.still_listed = value == "true",
            LINKEDIN_NOTE => someone.linkedin_note = text(),
            EXACT => self.exact = Some(text()),
            _ => {}
        }
    }

    /// Whether the card was made here, as far as it was read.
    pub fn is_ours(&self) -> bool {
        self.is_ours
    }

    /// The day on which the card was saved.
    pub fn saved_on(&self) -> Option<NaiveDate> {
        self.saved_on
    }

    /// Who it is; `None` for a card that was not made here.
    pub fn end(self) -> Option<Someone> {
        let Reading { mut someone, named, shown, is_ours, exact, .. } = self;
        if !is_ours {
            return None;
        }
        if let Some(exact) = exact.and_then(|exact| serde_json::from_str(&exact).ok()) {
            return Some(exact);
        }
        if !named {
            someone.first_name = shown;
        }
        // Both notes stand in the one that address books show.
        if let Some(own) = someone.note.strip_suffix(&someone.linkedin_note)
            && !someone.linkedin_note.is_empty()
        {
            someone.note = own.strip_suffix(BETWEEN).unwrap_or(own).to_owned();
        }
        Some(someone)
    }
}

/// The day of a moment of saving.
fn day(value: &str) -> Option<NaiveDate> {
    let digits = value.get(..8)?;
    NaiveDateTime::parse_from_str(&format!("{digits}T000000"), "%Y%m%dT%H%M%S")
        .ok()
        .map(|moment| moment.date())
}

/// The name and the value of a line: without a group, and without parameters.
fn property(line: &str) -> Option<(String, &str)> {
    let mut is_quoted = false;
    let colon = line.find(|c| {
        is_quoted ^= c == '"';
        c == ':' && !is_quoted
    })?;
    let (before, value) = (line.get(..colon)?, line.get(colon.checked_add(1)?..)?);
    let name = before.split(';').next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default();
    Some((name.to_ascii_uppercase(), value))
}

/// Whether no card can hold this character.
fn has_no_place(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// A text as one of the parts of a value: with what parts them marked. Elsewhere a semicolon
/// parts nothing, and some address books would show the mark.
fn component(text: &str) -> String {
    escaped(text).replace(';', "\\;")
}

/// A text as a value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            c if has_no_place(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The text that a value says.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(c) => text.push(c),
                None => text.push('\\'),
            },
            c => text.push(c),
        }
    }
    text
}

/// The texts of a value that has several.
fn split(value: &str, separator: char) -> Vec<String> {
    let mut is_escaped = false;
    let parts = value.split(|c| {
        let parts = c == separator && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        parts
    });
    parts.map(unescaped).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_split_where_nothing_is_escaped() {
        assert_eq!(split("a\\;b;c\\\\;d;", ';'), ["a;b", "c\\", "d", ""]);
        assert_eq!(split("", ','), [""]);
        assert_eq!(unescaped("a\\nb\\,\\\\n\\"), "a\nb,\\n\\");
    }

    #[test]
    fn a_line_is_a_name_and_a_value_whatever_stands_between() {
        for (line, name, value) in [
            ("fn:A:B", "FN", "A:B"),
            ("item1.URL;type=pref:https://x", "URL", "https://x"),
            ("EMAIL;X=\"a:b;c\":m@x", "EMAIL", "m@x"),
            ("NOTE:", "NOTE", ""),
        ] {
            assert_eq!(property(line), Some((name.to_owned(), value)));
        }
        assert_eq!(property("no colon"), None);
        assert_eq!(property("A;B=\"never closed:x"), None);
    }
}
