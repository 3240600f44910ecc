//! The network and its history together: facts are folded in their one order, whatever
//! the order in which they arrive.

use std::collections::{BTreeMap, HashMap};

use super::fact::{Act, Fact, Refusal, Step, Verb};
use super::id::{FactId, PersonId, TabId};
use super::network::{Cell, Network, Write};
use super::perform::{self, By, Group};
use super::person::Moment;

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
    pub displaced: Vec<Group>,
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
}

/// The network and its history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    network: Network,
    entries: BTreeMap<FactId, Entry>,
}

impl Ledger {
    /// The state.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The history, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.values()
    }

    /// A fact and what came of it.
    pub fn entry(&self, id: FactId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// Makes the fact that this act would be, without recording it.
    ///
    /// # Errors
    /// The reason why the act would have no effect.
    pub fn decide(&self, act: Act, by: Author) -> Result<Fact, Refusal> {
        let clock = self.entries.last_key_value().map_or(0, |(id, _)| id.clock);
        let id = FactId { clock: clock.saturating_add(1), tab: by.tab };
        match &act {
            Act::Undo { fact, verb } => self.can_turn(*fact, *verb, id, Self::can_undo)?,
            Act::Redo { fact, verb } => self.can_turn(*fact, *verb, id, Self::can_redo)?,
            _ => perform::check(&self.network, &act, By { fact: id, at: by.at })?,
        }
        Ok(Fact { id, number: by.number, at: by.at, act })
    }

    /// Puts a fact into its place in the order. One that is there already changes nothing.
    ///
    /// Total: a fact that cannot take effect stays in the history as void.
    pub fn record(&mut self, fact: Fact) {
        if self.entries.contains_key(&fact.id) {
            return;
        }
        let later: Vec<FactId> = self.entries.range(fact.id..).rev().map(|(id, _)| *id).collect();
        for id in &later {
            self.unapply(*id);
        }
        let id = fact.id;
        let void = Outcome::Void(Refusal::Nothing);
        self.entries.insert(id, Entry { fact, outcome: void, undone_by: None });
        self.apply(id);
        for id in later.iter().rev() {
            self.apply(*id);
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
        let untouched = |network: &Network, write: &Write| is_as_written(network, write, id);
        any_free(&self.network, &effect.displaced, untouched)
    }

    fn can_redo(&self, id: FactId) -> Result<(), Refusal> {
        let entry = self.entries.get(&id).ok_or(Refusal::NoSuchFact)?;
        let done = undoable(entry)?;
        let undo = entry.undone_by.ok_or(Refusal::NotUndone)?;
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
            _ => perform::perform(&mut self.network, &entry.fact)
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
        take_back(&mut self.network, &done.displaced, |network, write| {
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
        take_back(&mut self.network, displaced, |network, write| {
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
        for write in effect.displaced.into_iter().rev().flat_map(|group| group.into_iter().rev()) {
            self.network.put(write);
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
        (Step::Do(_), Outcome::Done(effect)) => Ok(effect),
    }
}

/// How many invitations each person has: nobody is taken away who still has one.
struct Invited(HashMap<PersonId, usize>);

impl Invited {
    fn of(network: &Network) -> Invited {
        let mut invited = HashMap::new();
        for invitation in network.invitations() {
            *invited.entry(invitation.person).or_insert(0) += 1;
        }
        Invited(invited)
    }

    /// Keeps count when an invitation comes or goes.
    fn follow(&mut self, network: &Network, displaced: &Write) {
        let Write::Invitation(id, before) = displaced else { return };
        if let Some(count) = before.as_ref().and_then(|gone| self.0.get_mut(&gone.person)) {
            *count = count.saturating_sub(1);
        }
        if let Some(come) = network.invitation(*id) {
            *self.0.entry(come.person).or_insert(0) += 1;
        }
    }

    /// Whether putting these would leave no invitation without its person.
    fn allows(&self, network: &Network, group: &[Write]) -> bool {
        group.iter().all(|write| match write {
            Write::Person(id, None) => {
                self.0.get(id).copied().unwrap_or(0) <= leaving(network, group, *id)
            }
            Write::Invitation(_, Some(coming)) => {
                network.person(coming.person).is_some() || brings(group, coming.person)
            }
            _ => true,
        })
    }
}

/// Whether putting these would bring this person.
fn brings(group: &[Write], person: PersonId) -> bool {
    group.iter().any(|write| matches!(write, Write::Person(id, Some(_)) if *id == person))
}

/// How many invitations of this person putting these would take away.
fn leaving(network: &Network, group: &[Write], person: PersonId) -> usize {
    let is_leaving = |write: &&Write| match write {
        Write::Invitation(id, None) => {
            network.invitation(*id).is_some_and(|leaving| leaving.person == person)
        }
        _ => false,
    };
    group.iter().filter(is_leaving).count()
}

/// Whether at least one group can be taken back.
fn any_free(
    network: &Network,
    displaced: &[Group],
    untouched: impl Fn(&Network, &Write) -> bool,
) -> Result<(), Refusal> {
    let invited = Invited::of(network);
    let free = |group: &Group| {
        group.iter().all(|write| untouched(network, write)) && invited.allows(network, group)
    };
    if displaced.iter().any(free) { Ok(()) } else { Err(Refusal::ChangedSince) }
}

/// Puts back what was displaced, last first, group by group; a group of which anything was
/// touched since stays.
fn take_back(
    network: &mut Network,
    displaced: &[Group],
    untouched: impl Fn(&Network, &Write) -> bool,
) -> Effect {
    let mut invited = Invited::of(network);
    let mut effect = Effect::default();
    for group in displaced.iter().rev() {
        let free =
            group.iter().all(|write| untouched(network, write)) && invited.allows(network, group);
        if !free {
            effect.stayed += 1;
            continue;
        }
        let mut taken = Group::with_capacity(group.len());
        for write in group.iter().rev() {
            let before = network.put(write.clone());
            invited.follow(network, &before);
            taken.push(before);
        }
        effect.displaced.push(taken);
    }
    effect
}

/// Whether the cell that this was displaced from still holds what the fact wrote there.
fn is_as_written(network: &Network, displaced: &Write, fact: FactId) -> bool {
    match displaced {
        Write::Person(id, _) => network
            .person(*id)
            .is_some_and(|person| person.record_by == fact && person.tie_by == fact),
        Write::Record(id, ..) => network.person(*id).is_some_and(|it| it.record_by == fact),
        Write::Tie(id, ..) => network.person(*id).is_some_and(|it| it.tie_by == fact),
        Write::Invitation(id, _) | Write::Standing(id, ..) => {
            network.invitation(*id).is_some_and(|it| it.standing_by == fact)
        }
        Write::Owner(_) => network.owner_by() == Some(fact),
        // Nobody decides anything by looking, and a line in a list is nobody else's.
        Write::Read(..) | Write::Import(..) => true,
    }
}

/// Whether a cell that an undo took back still holds what stood there before the fact.
fn is_as_before(network: &Network, taken: &Write, before: &HashMap<Cell, &Write>) -> bool {
    let Some(before) = before.get(&taken.cell()) else { return false };
    match before {
        Write::Person(id, before) => {
            network.person(*id).map(|it| (it.record_by, it.tie_by))
                == before.as_ref().map(|it| (it.record_by, it.tie_by))
        }
        Write::Record(id, _, by) => network.person(*id).is_some_and(|it| it.record_by == *by),
        Write::Tie(id, _, by) => network.person(*id).is_some_and(|it| it.tie_by == *by),
        Write::Invitation(id, before) => {
            network.invitation(*id).map(|it| it.standing_by)
                == before.as_ref().map(|it| it.standing_by)
        }
        Write::Standing(id, _, by) => {
            network.invitation(*id).is_some_and(|it| it.standing_by == *by)
        }
        Write::Owner(before) => network.owner_by() == before.as_ref().map(|(_, by)| *by),
        Write::Read(..) | Write::Import(..) => true,
    }
}

fn by_cell(displaced: &[Group]) -> HashMap<Cell, &Write> {
    displaced.iter().flatten().map(|write| (write.cell(), write)).collect()
}
