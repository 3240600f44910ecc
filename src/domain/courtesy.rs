//! Courtesy notes: what one may want to say to somebody, in one's own words, by one's own
//! mail. The program sends nothing.

use std::sync::Arc;

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
