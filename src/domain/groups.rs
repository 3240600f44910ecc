//! Writes in groups: what belongs together, and is undone all or none.

use super::network::Write;

/// Writes in groups, in the order in which they are made. Flat, since an import makes tens
/// of thousands of groups of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Groups {
    writes: Vec<Write>,
    /// Where each group ends.
    ends: Vec<u32>,
}

impl Groups {
    /// Of one group.
    pub fn one(group: Vec<Write>) -> Groups {
        let mut groups = Groups::default();
        groups.push(group);
        groups
    }

    /// Adds a group after the others.
    pub fn push(&mut self, group: impl IntoIterator<Item = Write>) {
        self.writes.extend(group);
        // There are no four billion writes in the memory of a page.
        self.ends.push(u32::try_from(self.writes.len()).unwrap_or(u32::MAX));
    }

    /// Adds each of these as a group of its own.
    pub fn push_each(&mut self, writes: impl IntoIterator<Item = Write>) {
        for write in writes {
            self.push([write]);
        }
    }

    /// Adds groups after the others.
    pub fn append(&mut self, other: Groups) {
        if self.is_empty() {
            *self = other;
            return;
        }
        let before = self.ends.last().copied().unwrap_or(0);
        self.writes.extend(other.writes);
        self.ends.extend(other.ends.into_iter().map(|end| before.saturating_add(end)));
    }

    /// What these become, write by write, in their order.
    pub fn map(self, become_of: impl FnMut(Write) -> Write) -> Groups {
        Groups { writes: self.writes.into_iter().map(become_of).collect(), ends: self.ends }
    }

    /// Gives back memory that is held for more groups.
    pub fn shrink(&mut self) {
        self.writes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The groups, first to last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &[Write]> {
        (0..self.ends.len()).map(|at| {
            let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
            let from = at.checked_sub(1).map_or(0, end);
            self.writes.get(from..end(at)).unwrap_or_default()
        })
    }

    /// All writes, first to last.
    pub fn into_writes(self) -> impl DoubleEndedIterator<Item = Write> {
        self.writes.into_iter()
    }
}
