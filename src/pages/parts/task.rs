//! Things to be done on LinkedIn, in words.

use crate::app::words::{self, say};
use crate::domain::fact::{Act, Verb};
use crate::domain::invitation::Invitation;
use crate::domain::network::{Network, Tick};
use crate::domain::todo::{Task, Todo};

/// What is to be done there, without with whom.
pub fn what(network: &Network, todo: &Todo, today: chrono::NaiveDate) -> String {
    let has_lapsed =
        |id| network.invitation(id).is_some_and(|it: &Invitation| it.has_lapsed(today));
    match todo.task {
        Task::Remove(_) => say!(todo.remove),
        // LinkedIn does not know of it any more.
        Task::Accept(id) if has_lapsed(id) => say!(todo.invite),
        Task::Accept(_) => say!(todo.accept),
        Task::Withdraw(id) if has_lapsed(id) => say!(todo.withdraw_lapsed),
        Task::Withdraw(_) => say!(todo.withdraw),
    }
}

/// How it is known to be done; empty where it is not.
pub fn how(todo: &Todo) -> String {
    match todo.done {
        Some(Tick::ByExport) => say!(todo.by_export),
        Some(Tick::ByHand) => say!(todo.by_hand),
        Some(Tick::NotDone) | None => String::new(),
    }
}

/// What turns it round: notes it as done, or as not done.
pub fn turn(todo: &Todo) -> (Verb, Act) {
    if todo.done.is_some() {
        (Verb::Untick, Act::Untick(vec![todo.task]))
    } else {
        (Verb::Tick, Act::Tick(vec![todo.task]))
    }
}

/// The word and the name of the button that turns it round.
pub fn words_of(verb: Verb, who: &str) -> (String, String) {
    (words::verb(verb), words::verb_and(verb, who))
}
