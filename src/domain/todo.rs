//! What is still to be done on LinkedIn: this program cannot press LinkedIn's buttons.
//!
//! What was removed, accepted or withdrawn here, and came from LinkedIn, stands there as it
//! did until the user does the same there. They tick it off, or an export shows it done.

use chrono::NaiveDate;

use super::id::{InvitationId, PersonId};
use super::invitation::{Channel, Direction, Invitation, State};
use super::network::{Network, Tick};
use super::person::{Cause, Person};

/// One thing to be done on LinkedIn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Task {
    /// Remove this connection.
    Remove(PersonId),
    /// Accept this invitation; one that has lapsed there is to be sent by the user.
    Accept(InvitationId),
    /// Withdraw this invitation.
    Withdraw(InvitationId),
}

/// Something to be done on LinkedIn, or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// What.
    pub task: Task,
    /// With whom.
    pub person: PersonId,
    /// Since when it is to be done, where that is known.
    pub since: Option<NaiveDate>,
    /// How it is known to be done; none where it still is to be.
    pub done: Option<Tick>,
}

/// All that is to be done, and what of it is done, the newest first.
pub fn list(network: &Network) -> Vec<Todo> {
    let mut all: Vec<Todo> = all(network).collect();
    all.sort_by_key(|todo| (std::cmp::Reverse(todo.since), todo.task));
    all
}

/// The same in no particular order.
fn all(network: &Network) -> impl Iterator<Item = Todo> {
    let removals = network.people().filter_map(|person| removal(network, person));
    let decided = network.invitations().filter_map(|it| decision(network, it));
    removals.chain(decided)
}

/// The removal of somebody, if it is or was to be done on LinkedIn.
pub fn removal(network: &Network, person: &Person) -> Option<Todo> {
    let former = person.former()?;
    let Cause::Removed(at) = former.cause else { return None };
    // A connection made here stands on LinkedIn only once it was accepted there.
    let is_there =
        || network.invitations_of(person.id).any(|it| done(network, Task::Accept(it.id)).is_some());
    let task = Task::Remove(person.id);
    // Whom the newest export did not show any more, LinkedIn has removed already.
    let was_there = former.was.listed && !former.was.missing;
    (was_there || former.still_listed || is_there()).then(|| Todo {
        task,
        person: person.id,
        since: Some(at.date_naive()),
        done: done(network, task),
    })
}

/// How something is known to be done; none where it is not.
fn done(network: &Network, task: Task) -> Option<Tick> {
    network.tick(task).map(|(tick, _)| tick).filter(|tick| *tick != Tick::NotDone)
}

/// The acceptance or withdrawal of an invitation, if it is or was to be done on LinkedIn.
pub fn decision(network: &Network, invitation: &Invitation) -> Option<Todo> {
    if invitation.channel != Channel::LinkedIn || invitation.standing.place.is_gone() {
        return None;
    }
    let connection = network.person(invitation.person)?.connection();
    let (task, since) = match (&invitation.standing.state, invitation.direction) {
        (State::Accepted(on), Direction::Received) => (Task::Accept(invitation.id), on),
        (State::Withdrawn(on), Direction::Sent) => (Task::Withdraw(invitation.id), on),
        _ => return None,
    };
    let done = done(network, task);
    let is_meant = match (task, connection) {
        // Whom an export shows as a connection has been accepted there; what was accepted here
        // has been ticked off by that.
        (Task::Accept(_), Some(connection)) => !connection.listed || done.is_some(),
        // What had lapsed before it was withdrawn, LinkedIn has withdrawn itself.
        (Task::Withdraw(_), None) => !since.day().is_some_and(|day| invitation.has_lapsed(day)),
        (Task::Accept(_), None) | (Task::Withdraw(_), Some(_)) | (Task::Remove(_), _) => false,
    };
    is_meant.then(|| Todo { task, person: invitation.person, since: since.day(), done })
}

impl Task {
    /// The same as something to be done, if it is or was.
    pub fn todo(self, network: &Network) -> Option<Todo> {
        match self {
            Task::Remove(id) => removal(network, network.person(id)?),
            Task::Accept(id) | Task::Withdraw(id) => {
                decision(network, network.invitation(id)?).filter(|todo| todo.task == self)
            }
        }
    }
}

/// How much is still to be done.
pub fn waiting(network: &Network) -> usize {
    all(network).filter(|todo| todo.done.is_none()).count()
}
