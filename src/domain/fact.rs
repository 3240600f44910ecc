//! Acts and facts: what somebody wants done, and the record that it was done.

use std::sync::Arc;

use chrono::NaiveDate;

use super::base::Adopted;
use super::batch::Batch;
use super::courtesy::Templates;
use super::guideline::Guidelines;
use super::id::{FactId, InvitationId, PersonId};
use super::invitation::Direction;
use super::person::{Edits, Moment, Record};
use super::stamp::Stamp;
use super::todo::Task;
use super::views::SavedViews;

/// Somebody who is named in an act: known already, or described for the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Who is meant.
    pub id: PersonId,
    /// What is known of them; used only where the network does not know them yet.
    pub record: Arc<Record>,
}

/// An invitation that the user enters by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Which one.
    pub id: InvitationId,
    /// The other person.
    pub person: Named,
    /// When it was sent.
    pub sent_at: Stamp,
    /// The message that came with it; may be empty.
    pub message: String,
}

/// What somebody wants done. Applied in a network it takes effect or is refused, with one
/// reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Enter a received invitation by hand.
    Receive(Entered),
    /// Enter an invitation that the owner sent.
    Send(Entered),
    /// Enter a connection by hand.
    Connect {
        /// The other person.
        person: Named,
        /// Since when.
        since: Stamp,
    },
    /// Accept received invitations.
    Accept(Vec<InvitationId>),
    /// Archive open received invitations from the inbox. They stay open.
    Ignore(Vec<InvitationId>),
    /// Put sent invitations away.
    Archive(Vec<InvitationId>),
    /// Move invitations to the trash. This never withdraws.
    Trash(Vec<InvitationId>),
    /// Take invitations out of archive or trash.
    Restore(Vec<InvitationId>),
    /// Withdraw sent invitations.
    Withdraw(Vec<InvitationId>),
    /// Delete invitations from the trash for good.
    Delete(Vec<InvitationId>),
    /// Note that the user has seen invitations.
    Read(Vec<InvitationId>),
    /// Mark invitations as not seen.
    Unread(Vec<InvitationId>),
    /// Put open received invitations in the inbox off until a later day.
    Snooze {
        /// Which.
        invitations: Vec<InvitationId>,
        /// The day from which on they are back.
        until: NaiveDate,
    },
    /// Take back invitations that are put off.
    Wake(Vec<InvitationId>),
    /// Write down why one decided on invitations as one did; empty takes it away.
    Reason {
        /// Which.
        invitations: Vec<InvitationId>,
        /// Why.
        text: String,
    },
    /// Write a private note about a person; empty takes it away.
    Note {
        /// About whom.
        person: PersonId,
        /// The note.
        text: String,
    },
    /// Give people a tag.
    Tag {
        /// Whom.
        people: Vec<PersonId>,
        /// The tag, as it is typed.
        tag: String,
    },
    /// Take a tag away from people.
    Untag {
        /// From whom.
        people: Vec<PersonId>,
        /// The tag.
        tag: String,
    },
    /// Write down why somebody was removed; empty takes it away.
    Parting {
        /// Whom.
        people: Vec<PersonId>,
        /// Why.
        text: String,
    },
    /// Write down what one knows better than the exports; empty takes it away.
    Edit {
        /// About whom.
        person: PersonId,
        /// What, instead of all that was written before.
        edits: Box<Edits>,
    },
    /// Make one of people who are the same.
    Merge {
        /// Whose entry stays.
        into: PersonId,
        /// Who are found to be them.
        from: Vec<PersonId>,
    },
    /// Remember that these people are not the same, whatever they are called.
    KeepApart(Vec<PersonId>),
    /// Note that something is done on LinkedIn too.
    Tick(Vec<Task>),
    /// Note that it is not.
    Untick(Vec<Task>),
    /// Keep these saved views of lists, instead of those before.
    Views(SavedViews),
    /// Remove connections.
    Remove(Vec<PersonId>),
    /// Put former connections back.
    PutBack(Vec<PersonId>),
    /// Take over what an export says.
    Import(Arc<Batch>),
    /// Take over the history of a backup.
    Adopt(Arc<Adopted>),
    /// Write down new guidelines: a new version of them.
    Guide(Arc<Guidelines>),
    /// Keep these templates of courtesy notes, instead of those before.
    Courtesy(Templates),
    /// Forget what was said in deleted invitations. This is not undone.
    Purge {
        /// Which.
        invitations: Vec<InvitationId>,
        /// With whom there is nothing else: what was written about them goes too.
        people: Vec<PersonId>,
    },
    /// Take back what a fact did.
    Undo {
        /// The fact that is undone.
        fact: FactId,
        /// What kind of act it was.
        verb: Verb,
    },
    /// Do again what an undo took back.
    Redo {
        /// The fact that was undone.
        fact: FactId,
        /// What kind of act it was.
        verb: Verb,
    },
}

/// The kinds of acts, without what they act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // Each is what `Act` says under the same name.
pub enum Verb {
    Receive,
    Send,
    Connect,
    Accept,
    Ignore,
    Archive,
    Trash,
    Restore,
    Withdraw,
    Delete,
    Read,
    Remove,
    PutBack,
    Import,
    Adopt,
    Unread,
    Snooze,
    Wake,
    Reason,
    Note,
    Tag,
    Untag,
    Guide,
    Courtesy,
    Purge,
    Parting,
    Edit,
    Merge,
    KeepApart,
    Tick,
    Untick,
    Views,
}

impl Verb {
    /// Every kind, for tests and tables.
    pub const ALL: [Verb; 32] = [
        Verb::Receive,
        Verb::Send,
        Verb::Connect,
        Verb::Accept,
        Verb::Ignore,
        Verb::Archive,
        Verb::Trash,
        Verb::Restore,
        Verb::Withdraw,
        Verb::Delete,
        Verb::Read,
        Verb::Remove,
        Verb::PutBack,
        Verb::Import,
        Verb::Adopt,
        Verb::Unread,
        Verb::Snooze,
        Verb::Wake,
        Verb::Reason,
        Verb::Note,
        Verb::Tag,
        Verb::Untag,
        Verb::Guide,
        Verb::Courtesy,
        Verb::Purge,
        Verb::Parting,
        Verb::Edit,
        Verb::Merge,
        Verb::KeepApart,
        Verb::Tick,
        Verb::Untick,
        Verb::Views,
    ];
}

/// A kind of act and whether it is done, undone or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Done for the first time.
    Do(Verb),
    /// Taken back.
    Undo(Verb),
    /// Done again after it was taken back.
    Redo(Verb),
}

impl Act {
    /// What kind of step this act is.
    pub fn step(&self) -> Step {
        match self {
            Act::Receive(_) => Step::Do(Verb::Receive),
            Act::Send(_) => Step::Do(Verb::Send),
            Act::Connect { .. } => Step::Do(Verb::Connect),
            Act::Accept(_) => Step::Do(Verb::Accept),
            Act::Ignore(_) => Step::Do(Verb::Ignore),
            Act::Archive(_) => Step::Do(Verb::Archive),
            Act::Trash(_) => Step::Do(Verb::Trash),
            Act::Restore(_) => Step::Do(Verb::Restore),
            Act::Withdraw(_) => Step::Do(Verb::Withdraw),
            Act::Delete(_) => Step::Do(Verb::Delete),
            Act::Read(_) => Step::Do(Verb::Read),
            Act::Unread(_) => Step::Do(Verb::Unread),
            Act::Snooze { .. } => Step::Do(Verb::Snooze),
            Act::Wake(_) => Step::Do(Verb::Wake),
            Act::Reason { .. } => Step::Do(Verb::Reason),
            Act::Note { .. } => Step::Do(Verb::Note),
            Act::Tag { .. } => Step::Do(Verb::Tag),
            Act::Untag { .. } => Step::Do(Verb::Untag),
            Act::Guide(_) => Step::Do(Verb::Guide),
            Act::Courtesy(_) => Step::Do(Verb::Courtesy),
            Act::Purge { .. } => Step::Do(Verb::Purge),
            Act::Parting { .. } => Step::Do(Verb::Parting),
            Act::Edit { .. } => Step::Do(Verb::Edit),
            Act::Merge { .. } => Step::Do(Verb::Merge),
            Act::KeepApart(_) => Step::Do(Verb::KeepApart),
            Act::Tick(_) => Step::Do(Verb::Tick),
            Act::Untick(_) => Step::Do(Verb::Untick),
            Act::Views(_) => Step::Do(Verb::Views),
            Act::Remove(_) => Step::Do(Verb::Remove),
            Act::PutBack(_) => Step::Do(Verb::PutBack),
            Act::Import(_) => Step::Do(Verb::Import),
            Act::Adopt(_) => Step::Do(Verb::Adopt),
            Act::Undo { verb, .. } => Step::Undo(*verb),
            Act::Redo { verb, .. } => Step::Redo(*verb),
        }
    }

    /// Whether this takes over a history or takes that back: it changes what counts, and no
    /// cell of the network.
    pub fn turns_history(&self) -> bool {
        matches!(
            self.step(),
            Step::Do(Verb::Adopt) | Step::Undo(Verb::Adopt) | Step::Redo(Verb::Adopt)
        )
    }

    /// The direction of an invitation that this act enters.
    pub fn enters(&self) -> Option<(Direction, &Entered)> {
        match self {
            Act::Receive(entered) => Some((Direction::Received, entered)),
            Act::Send(entered) => Some((Direction::Sent, entered)),
            _ => None,
        }
    }
}

/// That something was done: an act, when, and its place in the one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Id and place in the order.
    pub id: FactId,
    /// The how manieth fact of its tab this is, from 0; a gap tells that one is missing.
    pub number: u32,
    /// When it was done, by the clock of the user's device.
    pub at: Moment,
    /// What was done.
    pub act: Act,
}

/// Why an act has no effect. One reason for each cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The act names nothing to act on.
    #[error("nothing was chosen")]
    Nothing,
    /// No such invitation.
    #[error("there is no such invitation")]
    NoSuchInvitation,
    /// No such person.
    #[error("there is no such person")]
    NoSuchPerson,
    /// The invitation is known already.
    #[error("this invitation is known already")]
    KnownInvitation,
    /// Only received invitations can be accepted or ignored.
    #[error("only received invitations can be accepted or ignored")]
    NotReceived,
    /// Only sent invitations can be withdrawn or archived unanswered.
    #[error("only sent invitations can be withdrawn")]
    NotSent,
    /// It has been accepted already.
    #[error("it has been accepted already")]
    AlreadyAccepted,
    /// It has been withdrawn already.
    #[error("it has been withdrawn already")]
    AlreadyWithdrawn,
    /// It lies there already, or this act does not lead from where it lies.
    #[error("it does not lie where this would take it from")]
    WrongPlace,
    /// It has been deleted for good.
    #[error("it has been deleted for good")]
    Deleted,
    /// They are a connection already.
    #[error("they are a connection already")]
    AlreadyConnected,
    /// They are no connection.
    #[error("they are not a connection")]
    NotConnected,
    /// They are no former connection.
    #[error("they are not a former connection")]
    NotFormer,
    /// The person is the owner of the network.
    #[error("this is the owner of the network")]
    Oneself,
    /// The history holds no such fact.
    #[error("the history does not reach back to it")]
    NoSuchFact,
    /// This kind of fact is not undone, or had no effect.
    #[error("there is nothing to take back")]
    NotUndoable,
    /// It has been taken back already.
    #[error("it has been taken back already")]
    AlreadyUndone,
    /// It has not been taken back, or was done again.
    #[error("it has not been taken back")]
    NotUndone,
    /// It was set aside when a backup replaced what was here.
    #[error("a backup has replaced it")]
    Replaced,
    /// The backup holds an older history of its own that cannot be mixed with this one.
    #[error("its older history is not the same as the one here; it can only replace it")]
    OtherHistory,
    /// What was said there is forgotten for good.
    #[error("what was said there is forgotten for good")]
    Purged,
    /// They are one already, or it takes two.
    #[error("it takes two people for that")]
    NotTwo,
    /// There is nothing of it to be done on LinkedIn.
    #[error("there is nothing of it to be done on LinkedIn")]
    NothingToDo,
    /// It is so already.
    #[error("it is so already")]
    Unchanged,
    /// Everything that it changed has been changed again since.
    #[error("it has been changed again since")]
    ChangedSince,
}
