//! Under which keys what is kept.

use std::fmt;

use super::stored::{Digest, Name};
use crate::domain::id::TabId;

/// What all keys of this program begin with.
pub const PREFIX: &str = "quietly.";

/// Which network a store keeps. They never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Space {
    /// The user's own.
    Own,
    /// The sample to try things with.
    Sample,
}

impl Space {
    /// What the keys of this space begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Space::Own => "quietly.net.",
            Space::Sample => "quietly.sample.",
        }
    }
}

/// Whether this is a key of this space.
pub fn is_in_space(space: Space, key: &str) -> bool {
    key.starts_with(space.prefix())
}

/// What stands under a key of a space. The tab and number are those of the writer: no key
/// is ever written twice, nor by two tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// One fact, the how manieth of its tab: `<tab>.<number>`.
    Entry(TabId, u32),
    /// Many facts: `s.<tab>.<number>`.
    Segment(TabId, u32),
    /// A part of a large fact or of a base: `p.<tab>.<number>`.
    Part(TabId, u32),
    /// The head of a base: `b.<tab>.<number>`.
    Base(TabId, u32),
    /// The list of what must be there: `m.<tab>.<number>`.
    Manifest(TabId, u32),
}

impl Key {
    /// Reads what follows the prefix of a space.
    pub(super) fn parse(rest: &str) -> Option<Key> {
        let numbered = |text: &str| -> Option<(TabId, u32)> {
            let (tab, number) = text.split_once('.')?;
            Some((tab.parse().ok()?, number.parse().ok()?))
        };
        let key = match rest.split_once('.')? {
            ("s", name) => numbered(name).map(|(tab, number)| Key::Segment(tab, number)),
            ("p", name) => numbered(name).map(|(tab, number)| Key::Part(tab, number)),
            ("b", name) => numbered(name).map(|(tab, number)| Key::Base(tab, number)),
            ("m", name) => numbered(name).map(|(tab, number)| Key::Manifest(tab, number)),
            _ => numbered(rest).map(|(tab, number)| Key::Entry(tab, number)),
        }?;
        // Any other spelling of the same is not ours.
        (key.to_string() == rest).then_some(key)
    }

    pub(super) fn part(name: Name) -> Key {
        Key::Part(name.tab.into(), name.number)
    }

    pub(super) fn segment(name: Name) -> Key {
        Key::Segment(name.tab.into(), name.number)
    }

    pub(super) fn base(name: Name) -> Key {
        Key::Base(name.tab.into(), name.number)
    }

    /// This key as a name, with the checksum of what stands under it.
    pub(super) fn named(self, checksum: u32) -> Name {
        let (Key::Entry(tab, number)
        | Key::Segment(tab, number)
        | Key::Part(tab, number)
        | Key::Base(tab, number)
        | Key::Manifest(tab, number)) = self;
        Name { tab: Digest::from(tab), number, checksum }
    }

    /// The whole key, as the medium knows it.
    pub(super) fn in_space(self, space: Space) -> String {
        format!("{}{self}", space.prefix())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Entry(tab, number) => write!(f, "{tab}.{number}"),
            Key::Segment(tab, number) => write!(f, "s.{tab}.{number}"),
            Key::Part(tab, number) => write!(f, "p.{tab}.{number}"),
            Key::Base(tab, number) => write!(f, "b.{tab}.{number}"),
            Key::Manifest(tab, number) => write!(f, "m.{tab}.{number}"),
        }
    }
}
