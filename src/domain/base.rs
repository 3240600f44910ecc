//! What lies below the history: the state that older facts have left, and whole histories
//! that come in from a backup.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fact::Fact;
use super::id::TabId;
use super::network::Network;

/// The state that facts have left which are no longer kept. They are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// The state. Who wrote its cells is forgotten.
    pub network: Network,
    /// How many facts it stands for.
    pub facts: u64,
    /// The greatest clock among them: no later fact may have a smaller one for its own.
    pub clock: u32,
    /// Of each tab, below which number its facts are held.
    pub folded: BTreeMap<TabId, u32>,
}

impl Base {
    /// Notes that it stands for the facts of this tab below this number.
    pub fn fold(&mut self, tab: TabId, below: u32) {
        let held = self.folded.entry(tab).or_default();
        *held = (*held).max(below);
    }

    /// Whether it stands for this fact of this tab.
    pub fn holds(&self, tab: TabId, number: u32) -> bool {
        self.folded.get(&tab).is_some_and(|below| number < *below)
    }
}

/// The history of a backup that was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adopted {
    /// The name of the file.
    pub label: String,
    /// Whether what was done here before is set aside; otherwise both are one history.
    pub replaces: bool,
    /// What lies below the history of the backup.
    pub base: Arc<Base>,
    /// The facts of the backup, none of which is of this kind.
    pub facts: Vec<Fact>,
}
