//! Forgetting what was said in deleted invitations: out of the facts themselves, so that no
//! history and no store holds it any more.

use std::collections::HashMap;
use std::sync::Arc;

use super::base::{Adopted, Base};
use super::batch::{Batch, InvitationRow, OwnRow};
use super::fact::{Act, Fact};
use super::id::{FactId, InvitationId, PersonId};
use super::invitation::{Invitation, Place};
use super::network::{Network, Write};
use super::person::Edits;

/// What is to be forgotten: it follows from the facts, so that whoever folds the same facts
/// forgets the same.
#[derive(Debug, Default)]
pub struct Forgotten {
    /// Which, and up to which fact what was written about them.
    invitations: HashMap<InvitationId, FactId>,
    /// About whom, and up to which fact.
    notes: HashMap<PersonId, FactId>,
}

impl Forgotten {
    /// What is to be forgotten by these facts and this network below or above them. It does
    /// not matter what came of the facts: what was forgotten once stays so, even where the
    /// forgetting was replaced by a backup, or that was taken back.
    pub fn of<'a>(network: &Network, facts: impl Iterator<Item = &'a Fact>) -> Forgotten {
        let purged = network.invitations().filter(|it| it.standing.place == Place::Purged);
        let invitations = purged.map(|it| (it.id, it.standing_by)).collect();
        let mut forgotten = Forgotten { invitations, notes: HashMap::new() };
        facts.for_each(|fact| forgotten.add(fact));
        forgotten
    }

    fn add(&mut self, fact: &Fact) {
        match &fact.act {
            Act::Purge { invitations, people } => {
                for it in invitations {
                    let until = self.invitations.entry(*it).or_insert(fact.id);
                    *until = fact.id.max(*until);
                }
                for person in people {
                    let until = self.notes.entry(*person).or_insert(fact.id);
                    *until = fact.id.max(*until);
                }
            }
            Act::Adopt(adopted) => adopted.facts.iter().for_each(|fact| self.add(fact)),
            _ => {}
        }
    }

    /// Whether there is nothing to forget.
    pub fn is_empty(&self) -> bool {
        self.invitations.is_empty() && self.notes.is_empty()
    }

    /// Takes it out of a fact, and out of the facts inside of it. True if something stood
    /// there.
    pub fn take_from(&self, fact: &mut Fact) -> bool {
        let id = fact.id;
        match &mut fact.act {
            Act::Receive(entered) | Act::Send(entered) => {
                self.invitations.contains_key(&entered.id) && clear(&mut entered.message)
            }
            Act::Import(batch) => {
                let is_said = |row: &InvitationRow| {
                    self.invitations.contains_key(&row.id) && !row.message.is_empty()
                };
                let is_noted =
                    |row: &OwnRow| self.is_forgotten(row.person, id) && !is_mark(&row.note, id);
                let is_parting = |(person, text): &(PersonId, String)| {
                    self.is_forgotten(*person, id) && !is_mark(text, id)
                };
                let says = |batch: &Batch| {
                    batch.invitations.iter().any(is_said)
                        || batch.own.iter().any(is_noted)
                        || batch.partings.iter().any(is_parting)
                };
                if !says(batch) {
                    return false;
                }
                let batch = Arc::make_mut(batch);
                for row in batch.invitations.iter_mut().filter(|row| is_said(row)) {
                    clear(&mut row.message);
                }
                for row in batch.own.iter_mut().filter(|row| is_noted(row)) {
                    blacken(&mut row.note, id);
                }
                for parting in batch.partings.iter_mut().filter(|it| is_parting(it)) {
                    blacken(&mut parting.1, id);
                }
                true
            }
            // What was said of others at the same time stays.
            Act::Reason { invitations, text } => {
                let is_forgotten = |it| self.invitations.get(it).is_some_and(|until| id < *until);
                !invitations.is_empty() && invitations.iter().all(is_forgotten) && blacken(text, id)
            }
            Act::Note { person, text } => self.is_forgotten(*person, id) && blacken(text, id),
            Act::Parting { people, text } => {
                let is_forgotten = |person: &PersonId| self.is_forgotten(*person, id);
                !people.is_empty() && people.iter().all(is_forgotten) && blacken(text, id)
            }
            Act::Edit { person, edits } => {
                self.is_forgotten(*person, id) && blacken_edits(edits, id)
            }
            Act::Adopt(adopted) => self.take_from_backup(adopted),
            _ => false,
        }
    }

    /// Whether what this fact wrote about this person is forgotten.
    fn is_forgotten(&self, person: PersonId, by: FactId) -> bool {
        self.notes.get(&person).is_some_and(|until| by < *until)
    }

    fn take_from_backup(&self, adopted: &mut Arc<Adopted>) -> bool {
        let mut cleared = Adopted::clone(adopted);
        let mut has_changed = self.take_from_base(&mut cleared.base);
        for fact in &mut cleared.facts {
            has_changed |= self.take_from(fact);
        }
        if has_changed {
            *adopted = Arc::new(cleared);
        }
        has_changed
    }

    /// Takes it out of what lies below a history. True if something stood there.
    pub fn take_from_base(&self, base: &mut Arc<Base>) -> bool {
        let network = &base.network;
        let mut writes = Vec::new();
        for id in self.invitations.keys() {
            let Some(invitation) = network.invitation(*id) else { continue };
            if !invitation.message.is_empty() {
                let quiet = Invitation { message: String::new(), ..invitation.clone() };
                writes.push(Write::Invitation(*id, Some(Box::new(quiet))));
            }
            if let Some(reason) = &invitation.reason {
                let mut reason = reason.clone();
                if blacken(&mut reason.0, reason.1) {
                    writes.push(Write::Reason(*id, Some(reason)));
                }
            }
        }
        for person in self.notes.keys() {
            if let Some(own) = network.person(*person).and_then(|it| it.own.as_ref()) {
                let mut note = (own.note.clone(), own.note_by);
                if blacken(&mut note.0, note.1) {
                    writes.push(Write::Note(*person, Box::new(note)));
                }
                let mut parting = (own.parting.clone(), own.parting_by);
                if blacken(&mut parting.0, parting.1) {
                    writes.push(Write::Parting(*person, Box::new(parting)));
                }
                let mut edits = (own.edits.clone(), own.edits_by);
                if blacken_edits(&mut edits.0, edits.1) {
                    writes.push(Write::Edits(*person, Box::new(edits)));
                }
            }
        }
        let has_changed = !writes.is_empty();
        if has_changed {
            let base = Arc::make_mut(base);
            for write in writes {
                base.network.put(write);
            }
        }
        has_changed
    }
}

/// What is kept otherwise than it is now, since it said something that is forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The facts, as they are now.
    pub facts: Vec<Fact>,
    /// The base, if it said something.
    pub base: Option<Arc<Base>>,
}

fn clear(text: &mut String) -> bool {
    !std::mem::take(text).is_empty()
}

/// Puts a mark in the place of a text. What was written stays something that was written,
/// and what was another text stays another one: so the facts come to the same as before.
fn blacken(text: &mut String, by: FactId) -> bool {
    if is_mark(text, by) {
        return false;
    }
    *text = mark(by);
    true
}

fn mark(by: FactId) -> String {
    format!("…{}", by.clock)
}

/// Whether a text says nothing, or nothing any more.
fn is_mark(text: &str, by: FactId) -> bool {
    text.is_empty() || text == mark(by)
}

/// The same for what the user knows better. Names and addresses stay, as everywhere in the
/// history.
fn blacken_edits(edits: &mut Edits, by: FactId) -> bool {
    let texts = [&mut edits.email, &mut edits.company, &mut edits.position];
    let mut has_changed = false;
    for text in texts.into_iter().flatten() {
        has_changed |= blacken(text, by);
    }
    has_changed
}
