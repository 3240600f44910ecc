//! People, and what ties them to the owner of the network.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use unicode_normalization::UnicodeNormalization;

use super::id::{FactId, PersonId};
use super::profile::ProfileAddress;
use super::stamp::Stamp;

/// A moment of an act here: the instant, with the offset that the user's clock had.
pub type Moment = DateTime<FixedOffset>;

/// What is known of a person from exports or by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// First name, as the source writes it; may be empty.
    pub first_name: String,
    /// Last name, as the source writes it; may be empty.
    pub last_name: String,
    /// The sure key, where it is known.
    pub profile: Option<ProfileAddress>,
    /// E-mail address in lower case; empty where it is not known.
    pub email: String,
    /// Company, as of the newest export that names one.
    pub company: String,
    /// Position, as of the newest export that names one.
    pub position: String,
    /// The note that the user kept on LinkedIn (`Notes.csv`).
    pub linkedin_note: String,
}

impl Record {
    /// Whether nothing at all is known.
    pub fn is_nothing(&self) -> bool {
        let Record { first_name, last_name, profile, email, company, position, linkedin_note } =
            self;
        let texts = [first_name, last_name, email, company, position, linkedin_note];
        profile.is_none() && texts.iter().all(|text| text.is_empty())
    }

    /// Takes over what a row tells: what it leaves blank stays known, and the past fills blanks
    /// only. Both names go together, and company and position. What is the same stays shared.
    pub fn learn(known: &mut Arc<Record>, told: &Arc<Record>, is_past: bool) {
        if known.is_nothing() {
            known.clone_from(told);
            return;
        }
        let takes = |part: fn(&Record) -> [&str; 2]| {
            let is_blank = |texts: [&str; 2]| texts.iter().all(|text| text.is_empty());
            let (known, told) = (part(known), part(told));
            !is_blank(told) && known != told && (!is_past || is_blank(known))
        };
        let names = takes(|it| [&it.first_name, &it.last_name]);
        let job = takes(|it| [&it.company, &it.position]);
        let email = takes(|it| [&it.email, ""]);
        let note = takes(|it| [&it.linkedin_note, ""]);
        let profile = told.profile.is_some()
            && known.profile != told.profile
            && (!is_past || known.profile.is_none());
        if !(names || job || email || note || profile) {
            return;
        }
        let record = Arc::make_mut(known);
        if names {
            record.first_name.clone_from(&told.first_name);
            record.last_name.clone_from(&told.last_name);
        }
        if job {
            record.company.clone_from(&told.company);
            record.position.clone_from(&told.position);
        }
        if email {
            record.email.clone_from(&told.email);
        }
        if note {
            record.linkedin_note.clone_from(&told.linkedin_note);
        }
        if profile {
            record.profile.clone_from(&told.profile);
        }
    }

    /// First and last name with a space between; the end of the profile address or the
    /// e-mail address where there is no name; empty where there is nothing at all.
    pub fn name(&self) -> String {
        match (self.first_name.is_empty(), self.last_name.is_empty()) {
            (false, false) => format!("{} {}", self.first_name, self.last_name),
            (false, true) => self.first_name.clone(),
            (true, false) => self.last_name.clone(),
            (true, true) => match &self.profile {
                Some(profile) => profile.as_str().rsplit('/').next().unwrap_or_default().to_owned(),
                None => self.email.clone(),
            },
        }
    }
}

/// A connection: that two people are connected, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// When it came about.
    pub since: Stamp,
    /// Whether an export has shown it. A connection made here is "here only" until then.
    pub listed: bool,
    /// Whether the newest export did not show it any more. Nothing tells why: accounts close,
    /// and either side may have removed the other.
    pub missing: bool,
}

/// Why somebody is a former connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The user removed them here, at this moment.
    Removed(Moment),
    /// They stand in an older export only; a newer one was read before it.
    NotInNewerExport,
}

/// A connection that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The connection as it was; putting back restores it.
    pub was: Connection,
    /// Why it ended.
    pub cause: Cause,
    /// Whether an export read after the end still shows them ("still on LinkedIn").
    pub still_listed: bool,
}

impl Former {
    /// Whether the user has removed them here.
    pub fn is_removed(&self) -> bool {
        matches!(self.cause, Cause::Removed(_))
    }
}

/// What ties a person to the owner of the network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Tie {
    /// Nothing but an invitation, perhaps.
    #[default]
    None,
    /// Connected.
    Connected(Connection),
    /// Once connected, and no longer.
    Former(Box<Former>),
}

/// Somebody in the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who is meant.
    pub id: PersonId,
    /// What is known of them: what exports told, and over that what the user knows better.
    /// Shared with the facts that told it.
    pub record: Arc<Record>,
    /// The fact that last told something of it; the user's own edits have their own.
    pub record_by: FactId,
    /// What ties them to the owner.
    pub tie: Tie,
    /// The fact that last wrote the tie.
    pub tie_by: FactId,
    /// What the user has written about them; none where that is nothing.
    pub own: Option<Box<Own>>,
}

/// What the user has written about somebody. It is theirs alone, and follows the person from
/// invitation to connection to former connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// A private note; may be empty.
    pub note: String,
    /// The fact that last wrote the note.
    pub note_by: FactId,
    /// Tags, as they were typed.
    pub tags: BTreeSet<String>,
    /// The fact that last wrote the tags.
    pub tags_by: FactId,
    /// Why they were removed, in the user's words; may be empty.
    pub parting: String,
    /// The fact that last wrote that.
    pub parting_by: FactId,
    /// What the user knows better than the exports.
    pub edits: Edits,
    /// The fact that last wrote the edits.
    pub edits_by: FactId,
    /// What the exports told, where edits lie over it.
    told: Option<Arc<Record>>,
}

/// What the user knows better than the exports about somebody: what is written here counts,
/// whatever an import says, and empties what is known where it is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Profile address.
    pub profile: Option<ProfileAddress>,
    /// E-mail address, in lower case.
    pub email: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Position.
    pub position: Option<String>,
}

impl Edits {
    /// Whether the user knows nothing better.
    pub fn is_empty(&self) -> bool {
        *self == Edits::default()
    }

    /// What is known, with this over it.
    pub fn over(&self, told: &Record) -> Record {
        let text = |edit: &Option<String>, told: &String| edit.as_ref().unwrap_or(told).clone();
        Record {
            first_name: text(&self.first_name, &told.first_name),
            last_name: text(&self.last_name, &told.last_name),
            profile: self.profile.as_ref().or(told.profile.as_ref()).cloned(),
            email: text(&self.email, &told.email),
            company: text(&self.company, &told.company),
            position: text(&self.position, &told.position),
            linkedin_note: told.linkedin_note.clone(),
        }
    }

    /// What has to be written over `told` for it to be as `wanted`. An address that is wanted
    /// away stays: nothing else tells who is meant.
    pub fn between(told: &Record, wanted: &Record) -> Edits {
        let text = |told: &String, wanted: &String| (told != wanted).then(|| wanted.clone());
        Edits {
            first_name: text(&told.first_name, &wanted.first_name),
            last_name: text(&told.last_name, &wanted.last_name),
            profile: wanted.profile.clone().filter(|it| told.profile.as_ref() != Some(it)),
            email: text(&told.email, &wanted.email),
            company: text(&told.company, &wanted.company),
            position: text(&told.position, &wanted.position),
        }
    }

    /// These, and where they say nothing, the others. What the others empty stays as it is.
    pub fn or(self, others: Edits) -> Edits {
        let text = |one: Option<String>, other: Option<String>| {
            one.or_else(|| other.filter(|text| !text.is_empty()))
        };
        Edits {
            first_name: text(self.first_name, others.first_name),
            last_name: text(self.last_name, others.last_name),
            profile: self.profile.or(others.profile),
            email: text(self.email, others.email),
            company: text(self.company, others.company),
            position: text(self.position, others.position),
        }
    }
}

impl Default for Own {
    fn default() -> Own {
        Own {
            note: String::new(),
            note_by: FactId::FORGOTTEN,
            tags: BTreeSet::new(),
            tags_by: FactId::FORGOTTEN,
            parting: String::new(),
            parting_by: FactId::FORGOTTEN,
            edits: Edits::default(),
            edits_by: FactId::FORGOTTEN,
            told: None,
        }
    }
}

impl Person {
    /// What exports told of them, without what the user knows better.
    pub fn told(&self) -> &Arc<Record> {
        self.own.as_ref().and_then(|own| own.told.as_ref()).unwrap_or(&self.record)
    }

    /// What the user knows better; none where that is nothing.
    pub fn edits(&self) -> Option<&Edits> {
        self.own.as_ref().map(|own| &own.edits).filter(|edits| !edits.is_empty())
    }

    /// Puts what exports told, and returns what they told before.
    pub(super) fn put_told(&mut self, told: Arc<Record>) -> Arc<Record> {
        match self.own.as_mut().filter(|own| own.told.is_some()) {
            Some(own) => {
                self.record = Arc::new(own.edits.over(&told));
                own.told.replace(told).unwrap_or_default()
            }
            None => std::mem::replace(&mut self.record, told),
        }
    }

    /// Puts what the user knows better and who wrote that, and returns what was there before.
    pub(super) fn put_edits(&mut self, edits: (Edits, FactId)) -> (Edits, FactId) {
        let told = self.told().clone();
        let mut own = self.own.take().unwrap_or_default();
        let before = (std::mem::replace(&mut own.edits, edits.0), own.edits_by);
        own.edits_by = edits.1;
        if own.edits.is_empty() {
            own.told = None;
            self.record = told;
        } else {
            self.record = Arc::new(own.edits.over(&told));
            own.told = Some(told);
        }
        self.own = (*own != Own::default()).then_some(own);
        before
    }

    /// Adds what else the user has written about them: a text counts where there is none.
    pub(super) fn add_words(&mut self, note: &str, tags: &[String], parting: &str) {
        let mut own = self.own.take().unwrap_or_default();
        let fill = |known: &mut String, text: &str| {
            if known.is_empty() {
                text.clone_into(known);
            }
        };
        fill(&mut own.note, note);
        fill(&mut own.parting, parting);
        own.tags.extend(tags.iter().filter(|tag| !tag.trim().is_empty()).cloned());
        self.own = (*own != Own::default()).then_some(own);
    }

    /// Why they were removed, in the user's words; empty where nothing is written.
    pub fn parting(&self) -> &str {
        self.own.as_ref().map_or("", |own| own.parting.as_str())
    }

    /// The connection, where there is one now.
    pub fn connection(&self) -> Option<&Connection> {
        match &self.tie {
            Tie::Connected(connection) => Some(connection),
            Tie::None | Tie::Former(_) => None,
        }
    }

    /// The private note about them; empty where there is none.
    pub fn note(&self) -> &str {
        self.own.as_ref().map_or("", |own| own.note.as_str())
    }

    /// Their tags, in the order of their letters.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.own.iter().flat_map(|own| own.tags.iter().map(String::as_str))
    }

    /// Whether they have this tag.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.tags.contains(tag))
    }

    /// Whether the user has removed them here.
    pub fn is_removed(&self) -> bool {
        self.former().is_some_and(Former::is_removed)
    }

    /// The former connection, where there is one.
    pub fn former(&self) -> Option<&Former> {
        match &self.tie {
            Tie::Former(former) => Some(former),
            Tie::None | Tie::Connected(_) => None,
        }
    }
}

/// A name in the one form in which names are compared: composed, in lower case, with
/// single spaces. Accents stay: Müller is not Muller.
pub fn fold_name(name: &str) -> String {
    if name.is_ascii() {
        // What most names are is composed already.
        let mut folded = String::with_capacity(name.len());
        for word in name.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        }
        return folded;
    }
    let composed: String = name.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_alike_by_both_ways() {
        // A letter that is not ASCII has the other way taken, and is taken away again.
        let all: String = (0..128u8).map(char::from).collect();
        for name in [&all, "", "  Mira \t HALVORSEN ", "a\x0bb\x1cc", "O'Neill, PhD"] {
            let slow = fold_name(&format!("é{name}"));
            assert_eq!(
                format!("é{}", fold_name(&format!("e{name}")).split_at(1).1),
                slow,
                "{name:?}"
            );
        }
    }
}
