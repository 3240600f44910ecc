//! Opening: everything that is kept, wherever it stands, and what is lost of it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

use super::entry::{self, Unreadable};
use super::keep::Store;
use super::keys::Key;
use super::manifest::Manifest;
use super::medium::{Medium, MediumError};
use super::packing;
use super::parts;
use super::stored::{self, BaseHead, Name, Part};
use crate::domain::base::Base;
use crate::domain::fact::{Act, Fact};
use crate::domain::id::TabId;

/// The how manieth fact of which tab, and its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FactName {
    pub tab: TabId,
    pub number: u32,
    pub clock: u32,
}

impl FactName {
    pub fn of(fact: &stored::Fact) -> FactName {
        FactName { tab: fact.id.0.tab, number: fact.number, clock: fact.id.0.clock }
    }

    pub fn of_working(fact: &Fact) -> FactName {
        FactName { tab: fact.id.tab, number: fact.number, clock: fact.id.clock }
    }
}

/// What stands under a key that was read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// These facts.
    Facts(Vec<FactName>),
    /// A list of what must be there.
    Manifest(Manifest),
    /// Anything else.
    Other,
}

impl Held {
    pub fn entry(fact: &Fact) -> Held {
        Held::Facts(vec![FactName::of_working(fact)])
    }
}

/// Something that cannot be read, or that must be there and is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// What stands under this key is damaged. The bytes are left as they are.
    Damaged(String),
    /// Nothing stands under this key any more.
    Gone(String),
    /// So many acts are not there: the numbers of those that are have gaps.
    Acts(usize),
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Loss::Damaged(key) => write!(f, "{key}: damaged"),
            Loss::Gone(key) => write!(f, "{key}: gone"),
            Loss::Acts(count) => write!(f, "{count} acts"),
        }
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Opened {
    /// What lies below the history; only at the first reading.
    pub base: Arc<Base>,
    /// The facts that were not read before, in no particular order.
    pub facts: Vec<Fact>,
    /// What is lost and the user has not gone on without yet.
    pub losses: Vec<Loss>,
    /// Whether a newer version of this program has written here.
    pub is_newer: bool,
    /// Whether facts that were there before are gone, or the base is another one: another
    /// tab has erased, or folded old facts. Then all has to be read anew.
    pub is_another: bool,
}

/// What one reading has gathered.
#[derive(Default)]
struct Reading {
    facts: Vec<stored::Fact>,
    losses: BTreeSet<Loss>,
    /// Facts that stand inside of others.
    inner: BTreeSet<FactName>,
    /// Up to which clock bases inside of facts reach.
    inner_floors: Vec<u32>,
    is_newer: bool,
}

impl Reading {
    fn lose(&mut self, key: String, why: Unreadable) {
        match why {
            Unreadable::Damaged => self.losses.insert(Loss::Damaged(key)),
            Unreadable::Missing => self.losses.insert(Loss::Gone(key)),
            Unreadable::Newer => {
                self.is_newer = true;
                true
            }
        };
    }
}

impl<M: Medium> Store<M> {
    /// Reads what was not read before: everything at first, later what other tabs have
    /// written since.
    ///
    /// # Errors
    /// Where the medium cannot be reached.
    pub fn read_new(&self) -> Result<Opened, MediumError> {
        let mut reading = Reading::default();
        let mut present = BTreeSet::new();
        for key in self.medium.keys()? {
            let Some(rest) = key.strip_prefix(self.space.prefix()) else { continue };
            match Key::parse(rest) {
                Some(key) => {
                    present.insert(key);
                }
                None => reading.is_newer = true,
            }
        }
        let is_first = self.held.borrow().is_empty();
        let seen = if is_first { BTreeSet::new() } else { self.known() };
        let has_new_base =
            !is_first && present.iter().any(|it| matches!(it, Key::Base(..)) && self.is_news(*it));
        for key in &present {
            if self.is_news(*key) {
                self.read_key(*key, &mut reading)?;
            }
        }
        let mut opened = Opened {
            is_another: has_new_base || !self.follow_removals(&present),
            ..Opened::default()
        };
        let manifest = self.manifest(&present);
        if is_first {
            opened.base = self.read_base(&present, &manifest, &mut reading)?;
        }
        let mut seen: HashSet<(TabId, u32)> = seen.iter().map(|it| (it.tab, it.number)).collect();
        let mut facts = std::mem::take(&mut reading.facts);
        facts.sort_by_key(|fact| fact.id);
        for fact in facts {
            let name = FactName::of(&fact);
            let is_folded = opened.base.holds(name.tab, name.number);
            if is_folded || !seen.insert((name.tab, name.number)) {
                continue;
            }
            let joined = parts::join(fact, &mut |name| self.read_part(name, &mut reading));
            if let Some(joined) = joined {
                if let Act::Adopt(adopted) = &joined.act {
                    reading.inner.extend(adopted.facts.iter().map(FactName::of_working));
                    reading.inner_floors.push(adopted.base.clock);
                }
                opened.facts.push(joined);
            }
        }
        if is_first {
            self.find_gaps(&present, &opened.base, &manifest, &mut reading);
            self.find_unlisted(&present, &opened.base, &manifest, &mut reading);
        }
        opened.is_newer = reading.is_newer;
        let is_news = |loss: &Loss| !manifest.given_up.contains(&loss.to_string());
        opened.losses = reading.losses.into_iter().filter(is_news).collect();
        Ok(opened)
    }

    pub(super) fn is_news(&self, key: Key) -> bool {
        !self.held.borrow().contains_key(&key)
    }

    /// All facts that were read or written before.
    fn known(&self) -> BTreeSet<FactName> {
        facts_of(self.held.borrow().values())
    }

    /// Forgets keys that are gone. False if facts went with them: somebody who packs writes
    /// them elsewhere before.
    fn follow_removals(&self, present: &BTreeSet<Key>) -> bool {
        let mut held = self.held.borrow_mut();
        let (kept, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut *held).into_iter().partition(|(key, _)| present.contains(key));
        *held = kept;
        let lost = facts_of(gone.values());
        lost.is_empty() || lost.is_subset(&facts_of(held.values()))
    }

    fn value(&self, key: Key) -> Result<Option<String>, MediumError> {
        self.medium.get(&key.in_space(self.space))
    }

    fn read_key(&self, key: Key, reading: &mut Reading) -> Result<(), MediumError> {
        // Parts are read when a fact or a base speaks of them, bases afterwards.
        if matches!(key, Key::Part(..) | Key::Base(..)) {
            return Ok(());
        }
        // Gone since the keys were listed: another tab took it away.
        let Some(value) = self.value(key)? else { return Ok(()) };
        let read = match key {
            Key::Entry(tab, number) => entry::from_text(&value).and_then(|fact| {
                // A good value under a strange key is as suspect as a bad one.
                let is_here = fact.id.0.tab == tab && fact.number == number;
                if is_here { Ok(vec![fact]) } else { Err(Unreadable::Damaged) }
            }),
            Key::Segment(..) => packing::unpack_facts(&value),
            Key::Manifest(..) => match packing::read_json::<Manifest>(&value) {
                Ok(manifest) => {
                    self.held.borrow_mut().insert(key, Held::Manifest(manifest));
                    return Ok(());
                }
                Err(why) => Err(why),
            },
            Key::Part(..) | Key::Base(..) => return Ok(()),
        };
        match read {
            Ok(facts) => {
                let names = facts.iter().map(FactName::of).collect();
                self.held.borrow_mut().insert(key, Held::Facts(names));
                reading.facts.extend(facts);
            }
            Err(why) => reading.lose(key.in_space(self.space), why),
        }
        Ok(())
    }

    /// A part that something speaks of.
    fn read_part(&self, name: Name, reading: &mut Reading) -> Option<Part> {
        let key = Key::part(name);
        let text = self.value(key).ok().flatten();
        let part = match text {
            Some(text) => packing::unpack_part(&text, name.checksum),
            None => Err(Unreadable::Missing),
        };
        match part {
            Ok(part) => {
                self.held.borrow_mut().insert(key, Held::Other);
                Some(part)
            }
            Err(why) => {
                reading.lose(key.in_space(self.space), why);
                None
            }
        }
    }

    /// All lists that are there as one.
    pub(super) fn manifest(&self, present: &BTreeSet<Key>) -> Manifest {
        let held = self.held.borrow();
        Manifest::union(present.iter().filter_map(|key| match held.get(key) {
            Some(Held::Manifest(manifest)) => Some(manifest.clone()),
            _ => None,
        }))
    }

    /// The base that reaches furthest. There are two after a tab has died between writing a
    /// new one and removing the old.
    fn read_base(
        &self,
        present: &BTreeSet<Key>,
        manifest: &Manifest,
        reading: &mut Reading,
    ) -> Result<Arc<Base>, MediumError> {
        let mut heads: Vec<(BaseHead, Key)> = Vec::new();
        for key in present.iter().filter(|key| matches!(key, Key::Base(..))) {
            let Some(value) = self.value(*key)? else { continue };
            match packing::read_json::<BaseHead>(&value) {
                Ok(head) => heads.push((head, *key)),
                Err(why) => reading.lose(key.in_space(self.space), why),
            }
            self.held.borrow_mut().insert(*key, Held::Other);
        }
        if let Some(name) = manifest.base
            && !present.contains(&Key::base(name))
            && !manifest.replaced.contains(&name)
        {
            reading.lose(Key::base(name).in_space(self.space), Unreadable::Missing);
        }
        heads.sort_by_key(|(head, key)| (head.facts, head.clock, *key));
        let Some((head, _)) = heads.pop() else { return Ok(Arc::default()) };
        let base = parts::join_base(&head, &mut |name| self.read_part(name, reading));
        Ok(Arc::new(base))
    }

    /// What must have been there and is not: numbers of a tab and values of the one clock
    /// both go up by one, so that a gap in either tells.
    fn find_gaps(
        &self,
        present: &BTreeSet<Key>,
        base: &Base,
        manifest: &Manifest,
        reading: &mut Reading,
    ) {
        for name in &manifest.segments {
            if !present.contains(&Key::segment(*name)) {
                reading.lose(Key::segment(*name).in_space(self.space), Unreadable::Missing);
            }
        }
        let known = self.known();
        let mut numbers: BTreeMap<TabId, BTreeSet<u32>> = BTreeMap::new();
        // An entry that cannot be read is told of by itself.
        let entries = present.iter().filter_map(|key| match key {
            Key::Entry(tab, number) => Some((*tab, *number)),
            _ => None,
        });
        for (tab, number) in known.iter().map(|it| (it.tab, it.number)).chain(entries) {
            numbers.entry(tab).or_default().insert(number);
        }
        let of_tabs: usize = numbers
            .iter()
            .map(|(tab, numbers)| {
                let from = base.folded.get(tab).copied().unwrap_or(0);
                gaps(from, numbers.range(from..).copied())
            })
            .fold(0, usize::saturating_add);
        let floor = reading.inner_floors.iter().copied().fold(base.clock, u32::max);
        let clocks: BTreeSet<u32> = known
            .iter()
            .map(|it| it.clock)
            .chain(reading.inner.iter().map(|it| it.clock))
            .filter(|clock| *clock > floor)
            .collect();
        let told =
            present.iter().filter(|key| matches!(key, Key::Entry(..)) && self.is_news(**key));
        let of_clock = gaps(floor.saturating_add(1), clocks.into_iter());
        let missing = of_tabs.max(of_clock.saturating_sub(told.count()));
        if missing > 0 {
            reading.losses.insert(Loss::Acts(missing));
        }
    }

    /// A segment that no list names although its facts stand nowhere else: the list itself
    /// is gone. (After a death between the two writes, they stand in entries as well.)
    fn find_unlisted(
        &self,
        present: &BTreeSet<Key>,
        base: &Base,
        manifest: &Manifest,
        reading: &mut Reading,
    ) {
        let held = self.held.borrow();
        let is_listed = |key: &Key| match key {
            Key::Segment(tab, number) => manifest
                .segments
                .iter()
                .any(|name| TabId::from(name.tab) == *tab && name.number == *number),
            _ => false,
        };
        let (segments, others): (Vec<_>, Vec<_>) = held
            .iter()
            .filter(|(key, _)| present.contains(key))
            .partition(|(key, _)| matches!(key, Key::Segment(..)) && !is_listed(key));
        let mut elsewhere = facts_of(others.into_iter().map(|(_, held)| held));
        elsewhere.extend(&reading.inner);
        let is_alone = |(_, held): &(&Key, &Held)| match held {
            Held::Facts(facts) => facts
                .iter()
                .any(|fact| !elsewhere.contains(fact) && !base.holds(fact.tab, fact.number)),
            _ => false,
        };
        let has_damaged_list =
            present.iter().any(|key| matches!(key, Key::Manifest(..)) && !held.contains_key(key));
        let has_list = held.values().any(|held| matches!(held, Held::Manifest(_)));
        let has_base = present.iter().any(|key| matches!(key, Key::Base(..)));
        let is_gone = segments.iter().any(is_alone) || (has_base && !has_list);
        if is_gone && !has_damaged_list {
            let list = format!("{}m", self.space.prefix());
            reading.lose(list, Unreadable::Missing);
        }
    }
}

/// How many numbers are left out from this one up to the greatest of these.
fn gaps(from: u32, numbers: impl Iterator<Item = u32>) -> usize {
    let mut next = from;
    let mut missing = 0usize;
    for number in numbers {
        missing = missing.saturating_add(number.saturating_sub(next) as usize);
        next = number.saturating_add(1);
    }
    missing
}

fn facts_of<'a>(held: impl Iterator<Item = &'a Held>) -> BTreeSet<FactName> {
    held.filter_map(|held| match held {
        Held::Facts(facts) => Some(facts),
        Held::Manifest(_) | Held::Other => None,
    })
    .flatten()
    .copied()
    .collect()
}
