//! The network and its history together: facts are folded in their one order, whatever
//! the order in which they arrive.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::base::{Adopted, Base};
use super::fact::{Act, Fact, Refusal, Step, Verb};
use super::forget::{Forgotten, Unwritten};
use super::groups::Groups;
use super::id::{FactId, InvitationId, TabId};
use super::invitation::Place;
use super::network::{Network, Write};
use super::perform::{self, By};
use super::person::Moment;
use super::take_back::{any_free, author, by_cell, is_as_before, is_as_written, take_back};

/// What came of a fact where it stands in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect.
    Done(Effect),
    /// It had none, for this reason: another tab was before it, say.
    Void(Refusal),
}

/// What a fact displaced: putting it again, last first, takes the fact back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// The values that stood there before, in groups that are undone all or none.
    pub displaced: Groups,
    /// Of an undo or redo: how many groups stayed, because somebody has touched them since.
    pub stayed: usize,
}

/// A fact and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The fact.
    pub fact: Fact,
    /// What came of it.
    pub outcome: Outcome,
    /// The undo that has taken it back, where one has.
    pub undone_by: Option<FactId>,
    /// The fact that brought it in from a backup; `None` where it was done here.
    pub adopted_by: Option<FactId>,
}

impl Entry {
    /// A fact of which nothing has come yet.
    fn new(fact: Fact) -> Entry {
        let outcome = Outcome::Void(Refusal::Nothing);
        Entry { fact, outcome, undone_by: None, adopted_by: None }
    }
}

/// The network and its history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// What older facts have left.
    base: Arc<Base>,
    /// Shared with whoever works on it as it was: an act meanwhile changes a copy.
    network: Arc<Network>,
    entries: BTreeMap<FactId, Entry>,
    /// Whether any entry has taken over a history: then not every entry counts.
    adopts: bool,
    /// Facts that have been changed by forgetting since they were read or written.
    unwritten: BTreeSet<FactId>,
    /// Whether the base has.
    is_base_unwritten: bool,
}

/// How many acts are kept at least, the newest ones: the bound of the history, and so of
/// undo. Older ones are counted.
pub const HISTORY: usize = 20_000;

impl Ledger {
    /// Folds these facts, in whatever order, over a base.
    pub fn fold(base: Arc<Base>, facts: Vec<Fact>) -> Ledger {
        let mut ledger =
            Ledger { network: Arc::new(base.network.clone()), base, ..Ledger::default() };
        for fact in facts {
            if !ledger.base.holds(fact.id.tab, fact.number) {
                ledger.adopts |= fact.act.turns_history();
                ledger.entries.insert(fact.id, Entry::new(fact));
            }
        }
        if ledger.adopts {
            ledger.refold();
        } else {
            let ids: Vec<FactId> = ledger.entries.keys().copied().collect();
            for id in ids {
                ledger.apply(id);
            }
        }
        ledger.forget();
        ledger
    }

    /// The state.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The state as it is now, for work that goes on while acts are done.
    pub fn snapshot(&self) -> Arc<Network> {
        self.network.clone()
    }

    /// What lies below the history.
    pub fn base(&self) -> &Arc<Base> {
        &self.base
    }

    /// How many older facts are counted and no longer kept.
    pub fn older(&self) -> u64 {
        self.counting_base().facts
    }

    /// The history, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.values()
    }

    /// A fact and what came of it.
    pub fn entry(&self, id: FactId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// What a backup holds: the facts that count, and the base below them.
    pub fn effective(&self) -> (Arc<Base>, Vec<Fact>) {
        let base = self.counting_base();
        (base, self.entries.values().filter(counts).map(|entry| entry.fact.clone()).collect())
    }

    /// The base that the facts which count lie on: that of the last backup that replaced
    /// what was here, or the own one.
    fn counting_base(&self) -> Arc<Base> {
        if !self.adopts {
            return self.base.clone();
        }
        let replaced = self.entries.values().rev().find_map(|entry| match &entry.fact.act {
            Act::Adopt(adopted) if adopted.replaces && entry.undone_by.is_none() => {
                Some(adopted.base.clone())
            }
            _ => None,
        });
        replaced.unwrap_or_else(|| self.base.clone())
    }

    /// The base that would leave about so many of the newest acts, if there are more, and
    /// what was seen between them; and
    /// the facts of these that came in from a backup: nothing else will hold them then.
    ///
    /// What a kept undo speaks of is kept as well, and so is everything as long as the
    /// taking over of a backup is.
    pub fn base_below(&self, newest: usize) -> Option<(Base, Vec<Fact>)> {
        let is_act = |entry: &&Entry| counts(entry) && !matches!(entry.fact.act, Act::Read(_));
        let counting: Vec<&Entry> = self.entries.values().filter(is_act).collect();
        let first_kept = counting.len().checked_sub(newest).filter(|first| *first > 0)?;
        let mut horizon = counting.get(first_kept)?.fact.id;
        for entry in counting.iter().rev() {
            if entry.fact.id < horizon {
                break;
            }
            if let Act::Undo { fact, .. } | Act::Redo { fact, .. } = entry.fact.act {
                horizon = horizon.min(fact);
            }
        }
        if self.entries.range(horizon..).any(|(_, entry)| entry.fact.act.turns_history()) {
            return None;
        }
        let mut base = Base::clone(&self.counting_base());
        let before = base.facts;
        for (tab, below) in &self.base.folded {
            base.fold(*tab, *below);
        }
        for (id, entry) in self.entries.range(..horizon) {
            base.facts += u64::from(counts(&entry));
            base.clock = base.clock.max(id.clock);
            base.fold(id.tab, entry.fact.number.saturating_add(1));
        }
        if base.facts == before {
            return None;
        }
        let mut past = self.clone();
        let (mut later, mut adopted) = (Vec::new(), Vec::new());
        for (id, entry) in self.entries.range(horizon..).filter(|(_, entry)| counts(entry)) {
            later.push(*id);
            adopted.extend(entry.adopted_by.map(|_| entry.fact.clone()));
        }
        for id in later.into_iter().rev() {
            past.unapply(id);
        }
        base.network = Arc::unwrap_or_clone(past.network);
        base.network.forget_authors();
        Some((base, adopted))
    }

    /// Makes the fact that this act would be, without recording it.
    ///
    /// # Errors
    /// The reason why the act would have no effect.
    pub fn decide(&self, act: Act, by: Author) -> Result<Fact, Refusal> {
        let clock = self.entries.last_key_value().map_or(0, |(id, _)| id.clock);
        let clock = clock.max(self.counting_base().clock).saturating_add(1);
        let id = FactId { clock, tab: by.tab };
        match &act {
            Act::Undo { fact, verb } => self.can_turn(*fact, *verb, id, Self::can_undo)?,
            Act::Redo { fact, verb } => self.can_turn(*fact, *verb, id, Self::can_redo)?,
            Act::Adopt(adopted) => self.can_adopt(adopted)?,
            _ => perform::check(&self.network, &act, By { fact: id, at: by.at })?,
        }
        Ok(Fact { id, number: by.number, at: by.at, act })
    }

    /// Takes what is to be forgotten out of the facts, and folds them anew: what comes of
    /// facts that say nothing any more is the one outcome, whatever the order in which they
    /// arrived.
    fn forget(&mut self) {
        let facts = self.entries.values().map(|entry| &entry.fact);
        let forgotten = Forgotten::of(&self.network, facts);
        if forgotten.is_empty() {
            return;
        }
        let was_in_base = forgotten.take_from_base(&mut self.base);
        let mut said = BTreeSet::new();
        for (id, entry) in &mut self.entries {
            if forgotten.take_from(&mut entry.fact) {
                said.insert(entry.adopted_by.unwrap_or(*id));
            }
        }
        if was_in_base || !said.is_empty() {
            self.is_base_unwritten |= was_in_base;
            self.unwritten.extend(said);
            self.refold();
        }
    }

    /// What is kept otherwise than it is now, since it said what is to be forgotten.
    pub fn unwritten(&self) -> Option<Unwritten> {
        let facts = self.unwritten.iter().filter_map(|id| self.entries.get(id));
        let facts: Vec<Fact> = facts.map(|entry| entry.fact.clone()).collect();
        let base = self.is_base_unwritten.then(|| self.base.clone());
        (!facts.is_empty() || base.is_some()).then_some(Unwritten { facts, base })
    }

    /// Notes that all is written as it is.
    pub fn note_written(&mut self) {
        self.unwritten.clear();
        self.is_base_unwritten = false;
    }

    /// Puts a fact into its place in the order. One that is there already changes nothing.
    ///
    /// Total: a fact that cannot take effect stays in the history as void.
    pub fn record(&mut self, fact: Fact) {
        let known = self.entries.get(&fact.id);
        let is_here = known.is_some_and(|entry| entry.adopted_by.is_none());
        if is_here || self.base.holds(fact.id.tab, fact.number) {
            return;
        }
        let id = fact.id;
        let is_newest = self.entries.last_key_value().is_none_or(|(last, _)| *last < id);
        self.adopts |= fact.act.turns_history();
        if self.adopts && (!is_newest || fact.act.turns_history()) {
            self.entries.insert(id, Entry::new(fact));
            self.refold();
            return self.forget();
        }
        // Only these can say anew what was to be forgotten.
        let says =
            matches!(fact.act, Act::Purge { .. } | Act::Import(_) | Act::Receive(_) | Act::Send(_));
        let may_forget = says || !is_newest;
        let later: Vec<FactId> = self.entries.range(id..).rev().map(|(id, _)| *id).collect();
        for id in &later {
            self.unapply(*id);
        }
        self.entries.insert(id, Entry::new(fact));
        self.apply(id);
        for id in later.iter().rev() {
            self.apply(*id);
        }
        if may_forget {
            self.forget();
        }
    }

    fn can_adopt(&self, adopted: &Adopted) -> Result<(), Refusal> {
        let base = self.counting_base();
        if adopted.facts.is_empty() && adopted.base.facts == 0 {
            Err(Refusal::Nothing)
        } else if !adopted.replaces && adopted.base.facts > 0 && adopted.base != base {
            Err(Refusal::OtherHistory)
        } else {
            Ok(())
        }
    }

    /// Folds everything anew: which entries count depends on which histories are taken
    /// over, and that on the whole of the own ones.
    fn refold(&mut self) {
        let own = std::mem::take(&mut self.entries).into_values();
        self.entries = own
            .filter(|entry| entry.adopted_by.is_none())
            .map(|entry| (entry.fact.id, Entry::new(entry.fact)))
            .collect();
        for (id, adopted) in self.turn_history() {
            let theirs: HashSet<FactId> = adopted.facts.iter().map(|fact| fact.id).collect();
            if adopted.replaces {
                for (at, entry) in &mut self.entries {
                    let was_before = *at < id || entry.adopted_by.is_some();
                    if was_before && !theirs.contains(at) && !entry.fact.act.turns_history() {
                        entry.outcome = Outcome::Void(Refusal::Replaced);
                    }
                }
            }
            for fact in &adopted.facts {
                let entry = self
                    .entries
                    .entry(fact.id)
                    .or_insert_with(|| Entry { adopted_by: Some(id), ..Entry::new(fact.clone()) });
                if !entry.fact.act.turns_history() {
                    entry.outcome = Outcome::Void(Refusal::Nothing);
                }
            }
        }
        let base = self.counting_base();
        self.network = Arc::new(base.network.clone());
        let ids: Vec<FactId> =
            self.entries.values().filter(counts).map(|entry| entry.fact.id).collect();
        for id in ids {
            self.apply(id);
        }
    }

    /// What comes of the entries that take over histories and take that back; the
    /// histories that count in the end, in their order.
    fn turn_history(&mut self) -> BTreeMap<FactId, Arc<Adopted>> {
        let turning: Vec<(FactId, Act)> = self
            .entries
            .values()
            .filter(|entry| entry.fact.act.turns_history())
            .map(|entry| (entry.fact.id, entry.fact.act.clone()))
            .collect();
        let mut counting = BTreeMap::new();
        for (id, act) in turning {
            let outcome = match act {
                Act::Adopt(adopted) => {
                    counting.insert(id, adopted);
                    Ok(())
                }
                Act::Undo { fact, verb } => {
                    self.can_turn(fact, verb, id, Self::can_undo).map(|()| {
                        counting.remove(&fact);
                        self.set_undone(fact, Some(id));
                    })
                }
                Act::Redo { fact, verb } => {
                    self.can_turn(fact, verb, id, Self::can_redo).map(|()| {
                        if let Some(Act::Adopt(adopted)) =
                            self.entries.get(&fact).map(|entry| &entry.fact.act)
                        {
                            counting.insert(fact, adopted.clone());
                        }
                        self.set_undone(fact, None);
                    })
                }
                _ => Err(Refusal::NotUndoable),
            };
            if let Some(entry) = self.entries.get_mut(&id) {
                entry.outcome = match outcome {
                    Ok(()) => Outcome::Done(Effect::default()),
                    Err(reason) => Outcome::Void(reason),
                };
            }
        }
        counting
    }

    fn set_undone(&mut self, fact: FactId, by: Option<FactId>) {
        if let Some(entry) = self.entries.get_mut(&fact) {
            entry.undone_by = by;
        }
    }

    /// The act that takes this fact back, if it can be taken back now.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub fn undo_of(&self, id: FactId) -> Result<Act, Refusal> {
        self.can_undo(id)?;
        match self.entries.get(&id).map(|entry| entry.fact.act.step()) {
            Some(Step::Do(verb)) => Ok(Act::Undo { fact: id, verb }),
            _ => Err(Refusal::NotUndoable),
        }
    }

    /// The act that does an undone fact again, if it can be done again now.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub fn redo_of(&self, id: FactId) -> Result<Act, Refusal> {
        self.can_redo(id)?;
        match self.entries.get(&id).map(|entry| entry.fact.act.step()) {
            Some(Step::Do(verb)) => Ok(Act::Redo { fact: id, verb }),
            _ => Err(Refusal::NotUndoable),
        }
    }

    /// Whether the fact `by` may turn round this fact of this kind.
    fn can_turn(
        &self,
        fact: FactId,
        verb: Verb,
        by: FactId,
        can: fn(&Self, FactId) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        // One that comes later is not there yet, even if it arrived first.
        if fact >= by {
            return Err(Refusal::NoSuchFact);
        }
        let entry = self.entries.get(&fact).ok_or(Refusal::NoSuchFact)?;
        // What the other side may learn is read from the kind, so it has to be the true one.
        if entry.fact.act.step() != Step::Do(verb) {
            return Err(Refusal::NotUndoable);
        }
        can(self, fact)
    }

    fn can_undo(&self, id: FactId) -> Result<(), Refusal> {
        let entry = self.entries.get(&id).ok_or(Refusal::NoSuchFact)?;
        let effect = undoable(entry)?;
        if entry.undone_by.is_some() {
            return Err(Refusal::AlreadyUndone);
        }
        if entry.fact.act.turns_history() {
            return Ok(());
        }
        let untouched = |network: &Network, write: &Write| is_as_written(network, write, id);
        let free = any_free(&self.network, &effect.displaced, untouched);
        let is_purged = |it: &InvitationId| {
            self.network.invitation(*it).is_some_and(|it| it.standing.place == Place::Purged)
        };
        match (&entry.fact.act, free) {
            (Act::Delete(ids), Err(_)) if ids.iter().any(is_purged) => Err(Refusal::Purged),
            (_, free) => free,
        }
    }

    /// The act that stands in the way of taking this one back, where one does: it has
    /// changed since what this one did.
    pub fn blocked_by(&self, id: FactId) -> Option<&Entry> {
        let entry = self.entries.get(&id).filter(|entry| entry.undone_by.is_none())?;
        let Outcome::Done(effect) = &entry.outcome else { return None };
        let touched = effect.displaced.iter().flatten();
        let touched = touched.filter(|write| !is_as_written(&self.network, write, id));
        let last = touched.filter_map(|write| author(&self.network, write)).max()?;
        self.entries.get(&last).filter(|entry| entry.fact.id > id)
    }

    fn can_redo(&self, id: FactId) -> Result<(), Refusal> {
        let entry = self.entries.get(&id).ok_or(Refusal::NoSuchFact)?;
        let done = undoable(entry)?;
        let undo = entry.undone_by.ok_or(Refusal::NotUndone)?;
        if entry.fact.act.turns_history() {
            return Ok(());
        }
        let undone = effect(&self.entries, undo).ok_or(Refusal::NoSuchFact)?;
        let before = by_cell(&done.displaced);
        let untouched = |network: &Network, write: &Write| is_as_before(network, write, &before);
        any_free(&self.network, &undone.displaced, untouched)
    }

    /// Applies a recorded fact to the state and notes what came of it.
    fn apply(&mut self, id: FactId) {
        let Some(entry) = self.entries.get(&id) else { return };
        let outcome = match &entry.fact.act {
            Act::Undo { fact, verb } => {
                let (fact, verb) = (*fact, *verb);
                self.can_turn(fact, verb, id, Self::can_undo)
                    .map(|()| self.take_back_done(fact, id))
            }
            Act::Redo { fact, verb } => {
                let (fact, verb) = (*fact, *verb);
                self.can_turn(fact, verb, id, Self::can_redo).map(|()| self.take_back_undone(fact))
            }
            _ => perform::perform(Arc::make_mut(&mut self.network), &entry.fact)
                .map(|displaced| Effect { displaced, stayed: 0 }),
        };
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.outcome = match outcome {
                Ok(effect) => Outcome::Done(effect),
                Err(reason) => Outcome::Void(reason),
            };
        }
    }

    fn take_back_done(&mut self, fact: FactId, undo: FactId) -> Effect {
        let Some(entry) = self.entries.get_mut(&fact) else { return Effect::default() };
        entry.undone_by = Some(undo);
        let Outcome::Done(done) = &entry.outcome else { return Effect::default() };
        take_back(Arc::make_mut(&mut self.network), &done.displaced, |network, write| {
            is_as_written(network, write, fact)
        })
    }

    fn take_back_undone(&mut self, fact: FactId) -> Effect {
        let Some(undo) = self.entries.get_mut(&fact).and_then(|entry| entry.undone_by.take())
        else {
            return Effect::default();
        };
        let entries = &self.entries;
        let (Some(done), Some(undone)) = (effect(entries, fact), effect(entries, undo)) else {
            return Effect::default();
        };
        let before = by_cell(&done.displaced);
        let displaced = &undone.displaced;
        take_back(Arc::make_mut(&mut self.network), displaced, |network, write| {
            is_as_before(network, write, &before)
        })
    }

    /// The exact inverse of `apply`, for the newest fact that is applied.
    fn unapply(&mut self, id: FactId) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        let outcome = std::mem::replace(&mut entry.outcome, Outcome::Void(Refusal::Nothing));
        let Outcome::Done(effect) = outcome else { return };
        let (act, undone) = match entry.fact.act {
            Act::Undo { fact, .. } => (Some(fact), None),
            Act::Redo { fact, .. } => (Some(fact), self.last_undo_before(fact, id)),
            _ => (None, None),
        };
        if let Some(entry) = act.and_then(|fact| self.entries.get_mut(&fact)) {
            entry.undone_by = undone;
        }
        let network = Arc::make_mut(&mut self.network);
        for write in effect.displaced.into_writes().rev() {
            network.put(write);
        }
    }

    /// The undo that a redo did away with: the last one of that fact before it that took
    /// effect.
    fn last_undo_before(&self, fact: FactId, redo: FactId) -> Option<FactId> {
        self.entries.range(..redo).rev().find_map(|(id, entry)| match entry.fact.act {
            Act::Undo { fact: undone, .. }
                if undone == fact && matches!(entry.outcome, Outcome::Done(_)) =>
            {
                Some(*id)
            }
            _ => None,
        })
    }
}

/// Whether an entry is a part of the history that counts: not set aside, and not itself
/// about what counts.
fn counts(entry: &&Entry) -> bool {
    entry.outcome != Outcome::Void(Refusal::Replaced) && !entry.fact.act.turns_history()
}

fn effect(entries: &BTreeMap<FactId, Entry>, id: FactId) -> Option<&Effect> {
    match &entries.get(&id)?.outcome {
        Outcome::Done(effect) => Some(effect),
        Outcome::Void(_) => None,
    }
}

/// Who acts: the tab, how many facts it has made, and the time.
#[derive(Debug, Clone, Copy)]
pub struct Author {
    /// The tab.
    pub tab: TabId,
    /// The number of its next fact, from 0.
    pub number: u32,
    /// The time, by the clock of the user's device.
    pub at: Moment,
}

/// What the fact displaced, if it is of a kind that can be undone and took effect.
fn undoable(entry: &Entry) -> Result<&Effect, Refusal> {
    match (entry.fact.act.step(), &entry.outcome) {
        (Step::Do(Verb::Read) | Step::Undo(_) | Step::Redo(_), _) | (_, Outcome::Void(_)) => {
            Err(Refusal::NotUndoable)
        }
        (Step::Do(Verb::Purge), _) => Err(Refusal::Purged),
        (Step::Do(_), Outcome::Done(effect)) => Ok(effect),
    }
}
