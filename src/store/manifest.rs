//! The list of what must be there.
//!
//! Opening does not need it: it reads every segment that it finds, and a fact that is found
//! twice counts once. The list is what tells that something is gone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::stored::Name;

/// How many names of replaced segments a list remembers. A tab that slept may still put one
/// of them on a list of its own.
const REPLACED: usize = 64;

/// What must be there, as one tab knew it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Manifest {
    /// The segments.
    pub segments: BTreeSet<Name>,
    /// The head of the base, where there is one.
    pub base: Option<Name>,
    /// Segments and bases whose facts stand in others now, the last ones.
    pub replaced: Vec<Name>,
    /// Losses that the user knows of and goes on without, as [`super::read::Loss`] names
    /// them.
    pub given_up: BTreeSet<String>,
}

impl Manifest {
    /// All lists that were found as one. There is more than one after two tabs have packed
    /// at the same time, or one has died.
    pub fn union(lists: impl IntoIterator<Item = Manifest>) -> Manifest {
        let mut all = Manifest::default();
        for list in lists {
            all.segments.extend(list.segments);
            all.base = all.base.max(list.base);
            all.replaced.extend(list.replaced);
            all.given_up.extend(list.given_up);
        }
        for replaced in &all.replaced {
            all.segments.remove(replaced);
        }
        all
    }

    /// Notes that this was replaced.
    pub fn replace(&mut self, name: Name) {
        self.segments.remove(&name);
        if self.base == Some(name) {
            self.base = None;
        }
        self.replaced.push(name);
        let excess = self.replaced.len().saturating_sub(REPLACED);
        self.replaced.drain(..excess);
    }
}
