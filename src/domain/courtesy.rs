//! Courtesy notes: what one may want to say to somebody, in one's own words, by one's own
//! mail. The program sends nothing.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The user's templates, in the order in which they are offered.
pub type Templates = Arc<[Template]>;

/// A note to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What the user calls it; no two have the same name.
    pub name: String,
    /// The subject of the e-mail.
    pub subject: String,
    /// The note. In both, `{first}` and `{name}` stand for the person, and `{me}` for the
    /// user.
    pub text: String,
}

/// Who is named in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names<'a> {
    /// What one calls them: the first name, or the whole name where no first one is known.
    pub first: &'a str,
    /// Their whole name.
    pub name: &'a str,
    /// The user's own name; may be empty.
    pub me: &'a str,
}

/// A text with the names filled in. What stands in braces and is no name stays.
pub fn filled(text: &str, names: Names) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    // One pass: what is in a name is never taken for a place.
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let places = [("{first}", names.first), ("{name}", names.name), ("{me}", names.me)];
        let place = places.iter().find_map(|(place, name)| Some((from.strip_prefix(place)?, name)));
        rest = match place {
            Some((after, name)) => {
                filled.push_str(name);
                after
            }
            None => {
                filled.push('{');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    filled.push_str(rest);
    // Where a name is not known, no line ends in a blank.
    filled.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// A text with places where it names somebody: what was written for one person serves the
/// next. The inverse of [`filled`], as far as names can be told from words.
pub fn unfilled(text: &str, names: Names) -> String {
    // The whole name first: the first name is a part of it.
    let places = [("{name}", names.name), ("{first}", names.first), ("{me}", names.me)];
    places.into_iter().fold(text.to_owned(), |text, (place, name)| with_place(&text, place, name))
}

/// A text in which a name, where it stands as a word, is this place.
fn with_place(text: &str, place: &str, name: &str) -> String {
    if name.is_empty() {
        return text.to_owned();
    }
    let mut placed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, from) = rest.split_at(at);
        let after = from.get(name.len()..).unwrap_or_default();
        placed.push_str(before);
        let begins = placed.chars().next_back().is_none_or(|it| !it.is_alphanumeric() && it != '{');
        let ends = after.chars().next().is_none_or(|it| !it.is_alphanumeric() && it != '}');
        placed.push_str(if begins && ends { place } else { name });
        rest = after;
    }
    placed.push_str(rest);
    placed
}

/// What may stand in the address of a `mailto:` link as it is.
const IN_ADDRESS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'+');

/// How long a `mailto:` link may be for every mail program to take it, in bytes. (Windows
/// hands over 2,048.)
pub const MAILTO: usize = 2_000;

/// The link that opens a note in the user's own mail program (RFC 6068); `None` where this is
/// no address.
pub fn mailto(address: &str, subject: &str, text: &str) -> Option<String> {
    let (local, host) = address.split_once('@')?;
    let is_plain = |part: &str| {
        !part.is_empty() && !part.contains(|it: char| it.is_whitespace() || it.is_control())
    };
    if !is_plain(local) || !is_plain(host) || host.contains('@') {
        return None;
    }
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let lines: Vec<String> = text.lines().map(encoded).collect();
    Some(format!(
        "mailto:{}?subject={}&body={}",
        utf8_percent_encode(address, IN_ADDRESS),
        encoded(subject),
        lines.join("%0D%0A")
    ))
}
