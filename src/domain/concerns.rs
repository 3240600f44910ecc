//! Whom a fact concerns: what the history of one person is made of.

use std::collections::HashSet;

use super::batch::Batch;
use super::fact::Act;
use super::id::{InvitationId, PersonId};
use super::ledger::Ledger;
use super::person::Record;

/// What was done, done again or taken back by this act: itself, or what it turns round.
/// `None` where the history does not hold that.
pub fn done<'a>(act: &'a Act, ledger: &'a Ledger) -> Option<&'a Act> {
    match act {
        Act::Undo { fact, .. } | Act::Redo { fact, .. } => {
            // A stored undo may name anything, another undo or itself too: one step only.
            let turned = ledger.entry(*fact).map(|entry| &entry.fact.act);
            turned.filter(|act| !matches!(act, Act::Undo { .. } | Act::Redo { .. }))
        }
        _ => Some(act),
    }
}

/// Whom an act concerns, each once, in the order in which it names them. Undo and redo
/// concern whom the act itself concerned; an import, everybody in its batch.
pub fn people(act: &Act, ledger: &Ledger) -> Vec<PersonId> {
    let Some(act) = done(act, ledger) else { return Vec::new() };
    let mut people = match act {
        Act::Receive(entered) | Act::Send(entered) => vec![entered.person.id],
        Act::Connect { person, .. } => vec![person.id],
        Act::Remove(ids) | Act::PutBack(ids) => ids.clone(),
        Act::Note { person, .. } => vec![*person],
        Act::Tag { people, .. } | Act::Untag { people, .. } => people.clone(),
        Act::Import(batch) => {
            let mut people: Vec<PersonId> = batch.people.iter().map(|row| row.id).collect();
            people.extend(batch.invitations.iter().map(|row| row.person));
            people.extend(batch.accepted.iter().filter_map(|(id, _)| with(*id, ledger)));
            people.extend(&batch.unlisted);
            people
        }
        _ => invitations(act).iter().filter_map(|id| with(*id, ledger)).collect(),
    };
    let mut seen = HashSet::new();
    people.retain(|id| seen.insert(*id));
    people
}

/// The invitations that an act names, for the kinds that act on invitations.
pub fn invitations(act: &Act) -> &[InvitationId] {
    match act {
        Act::Accept(ids)
        | Act::Ignore(ids)
        | Act::Archive(ids)
        | Act::Trash(ids)
        | Act::Restore(ids)
        | Act::Withdraw(ids)
        | Act::Delete(ids)
        | Act::Read(ids)
        | Act::Unread(ids)
        | Act::Wake(ids) => ids,
        Act::Snooze { invitations, .. }
        | Act::Reason { invitations, .. }
        | Act::Purge { invitations, .. } => invitations,
        Act::Guide(_)
        | Act::Courtesy(_)
        | Act::Note { .. }
        | Act::Tag { .. }
        | Act::Untag { .. }
        | Act::Receive(_)
        | Act::Send(_)
        | Act::Connect { .. }
        | Act::Remove(_)
        | Act::PutBack(_)
        | Act::Import(_)
        | Act::Adopt(_)
        | Act::Undo { .. }
        | Act::Redo { .. } => &[],
    }
}

/// With whom an invitation is; of one that an undo took away, what the history says.
fn with(id: InvitationId, ledger: &Ledger) -> Option<PersonId> {
    let known = ledger.network().invitation(id).map(|invitation| invitation.person);
    known.or_else(|| {
        ledger.entries().rev().find_map(|entry| match &entry.fact.act {
            Act::Receive(entered) | Act::Send(entered) => {
                (entered.id == id).then_some(entered.person.id)
            }
            Act::Import(batch) => {
                batch.invitations.iter().find(|row| row.id == id).map(|row| row.person)
            }
            _ => None,
        })
    })
}

/// What is known of somebody; of one whom an undo took away, what the history says.
pub fn record(id: PersonId, ledger: &Ledger) -> Option<&Record> {
    let known = ledger.network().person(id).map(|person| &*person.record);
    known.or_else(|| {
        ledger.entries().rev().find_map(|entry| {
            let named = match &entry.fact.act {
                Act::Receive(entered) | Act::Send(entered) => &entered.person,
                Act::Connect { person, .. } => person,
                Act::Import(batch) => {
                    let row = batch.people.iter().find(|row| row.id == id);
                    return row.map(|row| &*row.record);
                }
                _ => return None,
            };
            (named.id == id).then_some(&*named.record)
        })
    })
}

/// One person, and every invitation with them: so that asking of each fact of a long
/// history whether it concerns them is quick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    person: PersonId,
    invitations: HashSet<InvitationId>,
}

impl Concern {
    /// This person, with the invitations that there are, and those that an undo took away.
    pub fn of(person: PersonId, ledger: &Ledger) -> Concern {
        let network = ledger.network();
        let mut invitations: HashSet<InvitationId> =
            network.invitations_of(person).map(|invitation| invitation.id).collect();
        for entry in ledger.entries() {
            let named: Vec<InvitationId> = match &entry.fact.act {
                Act::Receive(entered) | Act::Send(entered) if entered.person.id == person => {
                    vec![entered.id]
                }
                Act::Import(batch) => {
                    let rows = batch.invitations.iter().filter(|row| row.person == person);
                    rows.map(|row| row.id).collect()
                }
                _ => continue,
            };
            invitations.extend(named.into_iter().filter(|id| with(*id, ledger) == Some(person)));
        }
        Concern { person, invitations }
    }

    /// Whether [`people`] would name them.
    pub fn has(&self, act: &Act, ledger: &Ledger) -> bool {
        let Some(act) = done(act, ledger) else { return false };
        match act {
            Act::Receive(entered) | Act::Send(entered) => entered.person.id == self.person,
            Act::Connect { person, .. } => person.id == self.person,
            Act::Remove(ids) | Act::PutBack(ids) => ids.contains(&self.person),
            Act::Note { person, .. } => *person == self.person,
            Act::Tag { people, .. } | Act::Untag { people, .. } => people.contains(&self.person),
            Act::Import(batch) => self.is_in(batch),
            _ => invitations(act).iter().any(|id| self.invitations.contains(id)),
        }
    }

    fn is_in(&self, batch: &Batch) -> bool {
        batch.people.iter().any(|row| row.id == self.person)
            || batch.invitations.iter().any(|row| row.person == self.person)
            || batch.accepted.iter().any(|(id, _)| self.invitations.contains(id))
            || batch.unlisted.contains(&self.person)
    }
}
