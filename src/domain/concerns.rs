//! Whom a fact concerns: what the history of one person is made of.

use std::collections::HashSet;

use super::batch::Batch;
use super::fact::Act;
use super::id::{InvitationId, PersonId};
use super::ledger::Ledger;
use super::person::Record;
use super::todo::Task;

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
        Act::Tag { people, .. } | Act::Untag { people, .. } | Act::Parting { people, .. } => {
            people.clone()
        }
        Act::Edit { person, .. } => vec![*person],
        Act::Merge { into, from } => [*into].iter().chain(from).copied().collect(),
        Act::KeepApart(people) => people.clone(),
        Act::Tick(tasks) | Act::Untick(tasks) => {
            let whom = |task: &Task| match task {
                Task::Remove(id) => Some(*id),
                Task::Accept(id) | Task::Withdraw(id) => with(*id, ledger),
            };
            tasks.iter().filter_map(whom).collect()
        }
        Act::Import(batch) => {
            let mut people: Vec<PersonId> = batch.people.iter().map(|row| row.id).collect();
            people.extend(batch.invitations.iter().map(|row| row.person));
            people.extend(batch.accepted.iter().filter_map(|(id, _)| with(*id, ledger)));
            people.extend(&batch.unlisted);
            people.extend(&batch.moved);
            people.extend(&batch.missing);
            people.extend(batch.merged.iter().flat_map(|(from, into)| [*from, *into]));
            people.extend(batch.withdrawn.iter().filter_map(|id| with(*id, ledger)));
            people.extend(batch.own.iter().map(|row| row.person));
            people.extend(batch.partings.iter().map(|(id, _)| *id));
            people.extend(batch.worked.iter().map(|row| row.person));
            people
        }
        _ => invitations(act).iter().filter_map(|id| with(*id, ledger)).collect(),
    };
    let mut seen = HashSet::new();
    for id in &mut people {
        *id = ledger.network().now(*id);
    }
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
        | Act::Views(_)
        | Act::Parting { .. }
        | Act::Edit { .. }
        | Act::Merge { .. }
        | Act::KeepApart(_)
        | Act::Tick(_)
        | Act::Untick(_)
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
    /// Their id, and those of whoever was found to be them.
    people: HashSet<PersonId>,
    invitations: HashSet<InvitationId>,
}

impl Concern {
    /// This person, with the invitations that there are, and those that an undo took away.
    pub fn of(person: PersonId, ledger: &Ledger) -> Concern {
        let network = ledger.network();
        let person = network.now(person);
        let aliases = network.aliases().map(|(id, _)| id).filter(|id| network.now(*id) == person);
        let people: HashSet<PersonId> = aliases.chain([person]).collect();
        let mut invitations: HashSet<InvitationId> =
            network.invitations_of(person).map(|invitation| invitation.id).collect();
        for entry in ledger.entries() {
            let named: Vec<InvitationId> = match &entry.fact.act {
                Act::Receive(entered) | Act::Send(entered)
                    if people.contains(&entered.person.id) =>
                {
                    vec![entered.id]
                }
                Act::Import(batch) => {
                    let rows = batch.invitations.iter();
                    let rows = rows.filter(|row| people.contains(&row.person));
                    rows.map(|row| row.id).collect()
                }
                _ => continue,
            };
            let is_theirs =
                |id: &InvitationId| with(*id, ledger).is_some_and(|id| people.contains(&id));
            invitations.extend(named.into_iter().filter(is_theirs));
        }
        Concern { people, invitations }
    }

    /// Whether [`people`] would name them.
    pub fn has(&self, act: &Act, ledger: &Ledger) -> bool {
        let Some(act) = done(act, ledger) else { return false };
        match act {
            Act::Receive(entered) | Act::Send(entered) => self.is(entered.person.id),
            Act::Connect { person, .. } => self.is(person.id),
            Act::Remove(ids) | Act::PutBack(ids) | Act::KeepApart(ids) => self.is_among(ids),
            Act::Note { person, .. } | Act::Edit { person, .. } => self.is(*person),
            Act::Merge { into, from } => self.is(*into) || self.is_among(from),
            Act::Tag { people, .. } | Act::Untag { people, .. } | Act::Parting { people, .. } => {
                self.is_among(people)
            }
            Act::Tick(tasks) | Act::Untick(tasks) => tasks.iter().any(|task| match task {
                Task::Remove(id) => self.is(*id),
                Task::Accept(id) | Task::Withdraw(id) => self.invitations.contains(id),
            }),
            Act::Import(batch) => self.is_in(batch),
            _ => invitations(act).iter().any(|id| self.invitations.contains(id)),
        }
    }

    fn is(&self, id: PersonId) -> bool {
        self.people.contains(&id)
    }

    fn is_among(&self, ids: &[PersonId]) -> bool {
        ids.iter().any(|id| self.is(*id))
    }

    fn is_in(&self, batch: &Batch) -> bool {
        batch.people.iter().any(|row| self.is(row.id))
            || batch.invitations.iter().any(|row| self.is(row.person))
            || batch.accepted.iter().any(|(id, _)| self.invitations.contains(id))
            || self.is_among(&batch.unlisted)
            || self.is_among(&batch.moved)
            || self.is_among(&batch.missing)
            || batch.merged.iter().any(|(from, into)| self.is(*from) || self.is(*into))
            || batch.withdrawn.iter().any(|id| self.invitations.contains(id))
            || batch.own.iter().any(|row| self.is(row.person))
            || batch.partings.iter().any(|(id, _)| self.is(*id))
            || batch.worked.iter().any(|row| self.is(row.person))
    }
}
