//! The journal: each fact under a key of its own.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashSet, VecDeque};

use super::entry::{self, Unreadable};
use super::medium::{Medium, MediumError, units};
use crate::domain::fact::Fact;
use crate::domain::id::{FactId, TabId};

/// What all keys of this program begin with.
pub const PREFIX: &str = "quietly.";

/// Which network a journal keeps. They never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Space {
    /// The user's own.
    Own,
    /// The sample to try things with.
    Sample,
}

impl Space {
    fn prefix(self) -> &'static str {
        match self {
            Space::Own => "quietly.net.",
            Space::Sample => "quietly.sample.",
        }
    }
}

/// Whether this is the key of a fact in this space.
pub fn is_fact_key(space: Space, key: &str) -> bool {
    key.starts_with(space.prefix())
}

/// What was found when a journal was read.
#[derive(Debug, Default)]
pub struct Opened {
    /// The facts, in no particular order.
    pub facts: Vec<Fact>,
    /// Keys whose values cannot be read, and why. They are left as they are.
    pub unreadable: Vec<(String, Unreadable)>,
    /// How many entries must have been there and are gone: gaps in a tab's numbers.
    pub missing: usize,
    /// How many entries were read before and are gone now: another tab erased or replaced
    /// them.
    pub vanished: usize,
}

impl Opened {
    /// Whether a newer version of this program has written here.
    pub fn is_newer(&self) -> bool {
        self.unreadable.iter().any(|(_, why)| *why == Unreadable::Newer)
    }
}

/// A journal of facts over a medium.
pub struct Journal<M> {
    medium: M,
    space: Space,
    tab: TabId,
    next: Cell<u32>,
    /// Keys that were read or written: what is not among them is news of another tab.
    seen: RefCell<HashSet<String>>,
    /// Facts that could not be written yet, oldest first.
    waiting: RefCell<VecDeque<Fact>>,
}

impl<M: Medium> Journal<M> {
    /// A journal for one opening of the page.
    ///
    /// `tab` must be fresh: no two openings ever share one.
    pub fn new(medium: M, space: Space, tab: TabId) -> Self {
        Journal {
            medium,
            space,
            tab,
            next: Cell::new(0),
            seen: RefCell::default(),
            waiting: RefCell::default(),
        }
    }

    /// The space that this journal keeps.
    pub fn space(&self) -> Space {
        self.space
    }

    /// The medium below.
    pub fn medium(&self) -> &M {
        &self.medium
    }

    /// The tab that writes.
    pub fn tab(&self) -> TabId {
        self.tab
    }

    /// The number of this tab's next fact.
    pub fn next_number(&self) -> u32 {
        self.next.get()
    }

    /// Reads the facts that were not read before: all of them at first, later what other
    /// tabs have written since.
    ///
    /// # Errors
    /// Where the medium cannot be reached.
    pub fn read_new(&self) -> Result<Opened, MediumError> {
        let mut opened = Opened::default();
        let mut numbers: BTreeMap<TabId, (usize, u32)> = BTreeMap::new();
        let mut still_there = 0;
        for key in self.medium.keys()? {
            let Some(rest) = key.strip_prefix(self.space.prefix()) else { continue };
            let Some((tab, number)) = parse_key(rest) else {
                opened.unreadable.push((key, Unreadable::Newer));
                continue;
            };
            let of_tab = numbers.entry(tab).or_default();
            *of_tab = (of_tab.0 + 1, of_tab.1.max(number));
            if self.seen.borrow().contains(&key) {
                still_there += 1;
                continue;
            }
            // Gone since the keys were listed: another tab erased it.
            let Some(value) = self.medium.get(&key)? else { continue };
            match entry::from_text(&value) {
                Ok(fact) if fact.id.tab == tab && fact.number == number => {
                    opened.facts.push(fact);
                    still_there += 1;
                    self.seen.borrow_mut().insert(key);
                }
                // A good value under a strange key is as suspect as a bad one.
                Ok(_) => opened.unreadable.push((key, Unreadable::Damaged)),
                Err(why) => opened.unreadable.push((key, why)),
            }
        }
        opened.vanished = self.seen.borrow().len().saturating_sub(still_there);
        opened.missing =
            numbers.values().map(|(count, last)| (*last as usize + 1).saturating_sub(*count)).sum();
        Ok(opened)
    }

    /// Writes a fact of this tab. Those that could not be written before go first, so
    /// that the order of a tab's facts is the order of its writes.
    ///
    /// # Errors
    /// Where the medium refused. The fact waits in memory, and [`Journal::retry`] tries
    /// again.
    pub fn keep(&self, fact: &Fact) -> Result<(), MediumError> {
        self.next.set(fact.number.saturating_add(1));
        let kept = self.retry().and_then(|()| self.write(fact));
        if kept.is_err() {
            self.waiting.borrow_mut().push_back(fact.clone());
        }
        kept
    }

    /// Tries to write the facts that wait.
    ///
    /// # Errors
    /// Where the medium refused; those that could not be written go on waiting.
    pub fn retry(&self) -> Result<(), MediumError> {
        loop {
            let Some(fact) = self.waiting.borrow().front().cloned() else { return Ok(()) };
            self.write(&fact)?;
            self.waiting.borrow_mut().pop_front();
        }
    }

    /// How many facts wait to be written.
    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// Writes facts from elsewhere, such as a backup, under the keys that they had.
    ///
    /// # Errors
    /// Where the medium refused; those written so far are then removed again, so that a
    /// restore is done as a whole or not at all.
    pub fn keep_all(&self, facts: &[Fact]) -> Result<(), MediumError> {
        let mut written: Vec<String> = Vec::new();
        for fact in facts {
            let key = self.key(fact.id, fact.number);
            if self.medium.get(&key)?.is_some() {
                continue;
            }
            if let Err(error) = self.write(fact) {
                for key in &written {
                    self.medium.remove(key)?;
                    self.seen.borrow_mut().remove(key);
                }
                return Err(error);
            }
            written.push(key);
        }
        Ok(())
    }

    /// Removes every entry of this space that is not among these facts, unreadable ones
    /// excepted: those may still be rescued.
    ///
    /// # Errors
    /// Where the medium cannot be reached.
    pub fn keep_only(&self, facts: &[Fact]) -> Result<(), MediumError> {
        let kept: HashSet<String> =
            facts.iter().map(|fact| self.key(fact.id, fact.number)).collect();
        for key in self.medium.keys()? {
            if !is_fact_key(self.space, &key) || kept.contains(&key) {
                continue;
            }
            let Some(value) = self.medium.get(&key)? else { continue };
            if entry::from_text(&value).is_ok() {
                self.medium.remove(&key)?;
            }
        }
        Ok(())
    }

    fn write(&self, fact: &Fact) -> Result<(), MediumError> {
        let text = entry::to_text(fact).map_err(|error| MediumError::Failed(error.to_string()))?;
        let key = self.key(fact.id, fact.number);
        self.medium.set(&key, &text)?;
        self.seen.borrow_mut().insert(key);
        Ok(())
    }

    fn key(&self, id: FactId, number: u32) -> String {
        format!("{}{}.{number}", self.space.prefix(), id.tab)
    }
}

fn parse_key(rest: &str) -> Option<(TabId, u32)> {
    let (tab, number) = rest.split_once('.')?;
    Some((tab.parse().ok()?, number.parse().ok()?))
}

/// What takes how much of the storage, in UTF-16 units of keys and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// The user's own network.
    pub own: usize,
    /// The sample.
    pub sample: usize,
    /// Settings of this program.
    pub settings: usize,
    /// Other pages of the same origin.
    pub others: usize,
}

/// Measures what takes how much of the storage.
///
/// # Errors
/// Where the medium cannot be reached.
pub fn usage(medium: &impl Medium) -> Result<Usage, MediumError> {
    let mut usage = Usage::default();
    for key in medium.keys()? {
        let taken = units(&key, &medium.get(&key)?.unwrap_or_default());
        let part = if is_fact_key(Space::Own, &key) {
            &mut usage.own
        } else if is_fact_key(Space::Sample, &key) {
            &mut usage.sample
        } else if key.starts_with(PREFIX) {
            &mut usage.settings
        } else {
            &mut usage.others
        };
        *part += taken;
    }
    Ok(usage)
}

/// Removes every key of this program, or of one of its spaces, and no other.
///
/// # Errors
/// Where the medium cannot be reached.
pub fn erase_everything(medium: &impl Medium, space: Option<Space>) -> Result<(), MediumError> {
    let prefix = space.map_or(PREFIX, Space::prefix);
    for key in medium.keys()? {
        if key.starts_with(prefix) {
            medium.remove(&key)?;
        }
    }
    Ok(())
}
