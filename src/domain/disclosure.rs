//! What the other side may learn. This is the whole of it.

use super::fact::{Step, Verb};

/// Whether an invitation has reached the other side by way of this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// It has not: it came from a LinkedIn export, was entered by hand, or still waits.
    NotDelivered,
    /// It has.
    Delivered,
}

/// The one message that the other side may get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Message {
    /// "Your invitation has been accepted."
    Acceptance,
    /// "You are invited to connect."
    Invitation,
    /// "The invitation has been withdrawn."
    Withdrawal,
}

/// What the other side may learn of a step: at most one message.
///
/// Total, and without a catch-all arm on purpose: who adds a kind of act must say here
/// what it tells, and the screen takes its words from here.
pub fn may_learn(step: Step, delivery: Delivery) -> Option<Message> {
    match step {
        Step::Do(verb) | Step::Redo(verb) => match verb {
            Verb::Accept => Some(Message::Acceptance),
            Verb::Send => Some(Message::Invitation),
            Verb::Withdraw => match delivery {
                Delivery::Delivered => Some(Message::Withdrawal),
                Delivery::NotDelivered => None,
            },
            Verb::Receive
            | Verb::Connect
            | Verb::Ignore
            | Verb::Archive
            | Verb::Trash
            | Verb::Restore
            | Verb::Delete
            | Verb::Read
            | Verb::Remove
            | Verb::PutBack
            | Verb::Import
            | Verb::Adopt
            | Verb::Unread
            | Verb::Snooze
            | Verb::Wake
            | Verb::Reason
            | Verb::Note
            | Verb::Tag
            | Verb::Untag
            | Verb::Guide
            | Verb::Courtesy
            | Verb::Purge
            | Verb::Parting
            | Verb::Edit
            | Verb::Merge
            | Verb::KeepApart
            | Verb::Tick
            | Verb::Untick
            | Verb::Views => None,
        },
        // What was undone in time was never delivered, whatever it was.
        Step::Undo(_) => None,
    }
}
