//! Every word on the screen. The texts are in `locales/`, one file a language; here is
//! what chooses among them.

use chrono::NaiveDate;

use crate::app::model::Fault;
use crate::domain::concerns;
use crate::domain::disclosure::Message;
use crate::domain::fact::{Act, Refusal, Step, Verb};
use crate::domain::invitation::{Channel, Invitation};
use crate::domain::ledger::Ledger;
use crate::store::MediumError;

mod generated {
    //! The texts of `locales/`, checked and compiled.
    #![allow(missing_docs, dead_code, unused_imports, clippy::all, clippy::pedantic)]
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}
pub use generated::i18n::Locale;

/// The language of the page. English is the only one yet.
pub const LOCALE: Locale = Locale::en;

/// A text of the page's language: `say!(nav.inbox)`, `say!(name.accept, who = name)`.
macro_rules! say {
    ($($key:ident).+ $(, $name:ident = $value:expr)* $(,)?) => {
        leptos_i18n::td_string!($crate::app::words::LOCALE, $($key).+ $(, $name = $value)*).to_string()
    };
}
pub(crate) use say;

/// A text that depends on a number: `say_many!(count, count.invitations)`.
macro_rules! say_many {
    ($count:expr, $($key:ident).+ $(, $name:ident = $value:expr)* $(,)?) => {{
        let count = $count;
        let shown = $crate::app::dates::number(count);
        match $crate::app::dates::plural(count) {
            $crate::app::dates::Plural::One => {
                $crate::app::words::say!($($key).+.one, count = shown $(, $name = $value)*)
            }
            $crate::app::dates::Plural::Other => {
                $crate::app::words::say!($($key).+.other, count = shown $(, $name = $value)*)
            }
        }
    }};
}
pub(crate) use say_many;

/// By which way a message would reach the other side, since this program sends none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// The user does the same on LinkedIn.
    LinkedIn,
    /// LinkedIn has let the invitation lapse: the user invites them there.
    LapsedOnLinkedIn,
    /// The user tells them.
    ByHand,
}

impl Way {
    /// Every way, for tests.
    pub const ALL: [Way; 3] = [Way::LinkedIn, Way::LapsedOnLinkedIn, Way::ByHand];

    /// The way for this invitation.
    pub fn of(invitation: &Invitation, today: NaiveDate) -> Way {
        match invitation.channel {
            Channel::LinkedIn if invitation.has_lapsed(today) => Way::LapsedOnLinkedIn,
            Channel::LinkedIn => Way::LinkedIn,
            Channel::ByHand => Way::ByHand,
        }
    }

    /// The way for an act on invitations, or one that does such an act again.
    pub fn of_act(act: &Act, ledger: &Ledger, today: NaiveDate) -> Way {
        let first = match concerns::done(act, ledger) {
            Some(Act::Accept(ids) | Act::Withdraw(ids)) => ids.first(),
            _ => None,
        };
        let invitation = first.and_then(|id| ledger.network().invitation(*id));
        invitation.map_or(Way::ByHand, |invitation| Way::of(invitation, today))
    }
}

/// What the other side learns of a step, in words. The one place where the screen says so.
pub fn told(learned: Option<Message>, way: Way) -> String {
    match (learned, way) {
        (None, _) => say!(told.nothing),
        (Some(Message::Acceptance), Way::LinkedIn) => say!(told.acceptance_linkedin),
        (Some(Message::Acceptance), Way::LapsedOnLinkedIn) => say!(row.lapsed),
        (Some(Message::Acceptance), Way::ByHand) => say!(told.acceptance_by_hand),
        (Some(Message::Invitation), _) => say!(told.invitation),
        (Some(Message::Withdrawal), _) => say!(told.withdrawal),
    }
}

/// What a button does, beside what the other side learns.
pub fn about(verb: Verb) -> String {
    match verb {
        Verb::Accept => say!(about.accept),
        Verb::Ignore => say!(about.ignore),
        Verb::Archive => say!(about.archive),
        Verb::Trash => say!(about.trash),
        Verb::Restore => say!(about.restore),
        Verb::Withdraw => say!(about.withdraw),
        Verb::Delete => say!(about.delete),
        Verb::Remove => say!(about.remove),
        Verb::PutBack => say!(about.put_back),
        Verb::Snooze => say!(about.snooze),
        Verb::Wake => say!(about.wake),
        Verb::Unread
        | Verb::Reason
        | Verb::Note
        | Verb::Tag
        | Verb::Untag
        | Verb::Guide
        | Verb::Courtesy
        | Verb::Parting
        | Verb::Edit
        | Verb::Views => say!(about.own),
        Verb::Merge => say!(about.merge),
        Verb::KeepApart => say!(about.keep_apart),
        Verb::Tick => say!(about.tick),
        Verb::Untick => say!(about.untick),
        Verb::Purge => say!(about.purge),
        Verb::Receive | Verb::Send | Verb::Connect | Verb::Read | Verb::Import | Verb::Adopt => {
            String::new()
        }
    }
}

/// The visible word of a button.
pub fn verb(verb: Verb) -> String {
    match verb {
        Verb::Accept => say!(verb.accept),
        Verb::Ignore => say!(verb.ignore),
        Verb::Archive => say!(verb.archive),
        Verb::Trash => say!(verb.trash),
        Verb::Restore => say!(verb.restore),
        Verb::Withdraw => say!(verb.withdraw),
        Verb::Delete => say!(verb.delete),
        Verb::Remove => say!(verb.remove),
        Verb::PutBack => say!(verb.put_back),
        Verb::Receive | Verb::Send | Verb::Connect => say!(add.button),
        Verb::Read => String::new(),
        Verb::Import => say!(import.go),
        Verb::Adopt => say!(settings.restore_yes),
        Verb::Unread => say!(verb.unread),
        Verb::Snooze => say!(verb.snooze),
        Verb::Wake => say!(verb.wake),
        Verb::Reason => say!(verb.reason),
        Verb::Note => say!(verb.note),
        Verb::Tag => say!(verb.tag),
        Verb::Untag => say!(verb.untag),
        Verb::Guide => say!(verb.guide),
        Verb::Courtesy => say!(verb.courtesy),
        Verb::Purge => say!(verb.purge),
        Verb::Parting => say!(verb.parting),
        Verb::Edit => say!(verb.edit),
        Verb::Merge => say!(verb.merge),
        Verb::KeepApart => say!(verb.keep_apart),
        Verb::Tick => say!(verb.tick),
        Verb::Untick => say!(verb.untick),
        Verb::Views => say!(verb.views),
    }
}

/// The accessible name of a button: verb and person.
pub fn verb_and(verb: Verb, who: &str) -> String {
    match verb {
        Verb::Accept => say!(name.accept, who = who),
        Verb::Ignore => say!(name.ignore, who = who),
        Verb::Archive => say!(name.archive, who = who),
        Verb::Trash => say!(name.trash, who = who),
        Verb::Restore => say!(name.restore, who = who),
        Verb::Withdraw => say!(name.withdraw, who = who),
        Verb::Delete => say!(name.delete, who = who),
        Verb::Remove => say!(name.remove, who = who),
        Verb::PutBack => say!(name.put_back, who = who),
        Verb::Wake => say!(name.wake, who = who),
        Verb::Unread => say!(name.unread, who = who),
        Verb::Tick => say!(name.tick, who = who),
        Verb::Untick => say!(name.untick, who = who),
        other => self::verb(other),
    }
}

/// What was done, to how many, and what the other side learns of it, for a notice.
pub fn done(step: Step, count: usize, learned: Option<Message>, way: Way, stayed: usize) -> String {
    let what = match step {
        Step::Undo(_) => say!(done.undone),
        Step::Redo(_) => say!(done.redone),
        Step::Do(verb) => match verb {
            Verb::Receive => say!(done.receive),
            Verb::Send => say!(done.send),
            Verb::Connect => say!(done.connect),
            Verb::Accept => say!(done.accept),
            Verb::Ignore => say!(done.ignore),
            Verb::Archive => say!(done.archive),
            Verb::Trash => say!(done.trash),
            Verb::Restore => say!(done.restore),
            Verb::Withdraw => say!(done.withdraw),
            Verb::Delete => say!(done.delete),
            Verb::Read => say!(done.read),
            Verb::Remove => say!(done.remove),
            Verb::PutBack => say!(done.put_back),
            Verb::Import => say!(done.import),
            Verb::Adopt => say!(settings.restored),
            Verb::Unread => say!(done.unread),
            Verb::Snooze => say!(done.snooze),
            Verb::Wake => say!(done.wake),
            Verb::Reason => say!(done.reason),
            Verb::Note => say!(done.note),
            Verb::Tag => say!(done.tag),
            Verb::Untag => say!(done.untag),
            Verb::Guide => say!(done.guide),
            Verb::Courtesy => say!(done.courtesy),
            Verb::Purge => say!(done.purge),
            Verb::Parting => say!(done.parting),
            Verb::Edit => say!(done.edit),
            Verb::Merge => say!(done.merge),
            Verb::KeepApart => say!(done.keep_apart),
            Verb::Tick => say!(done.tick),
            Verb::Untick => say!(done.untick),
            Verb::Views => say!(done.views),
        },
    };
    let many = match step {
        Step::Do(verb) if count > 1 => done_many(verb, count),
        _ => None,
    };
    let mut sentences = vec![many.unwrap_or(what)];
    // Of files that come in there is nothing that anybody could be told of.
    let (Step::Do(verb) | Step::Undo(verb) | Step::Redo(verb)) = step;
    let is_of_files = matches!(verb, Verb::Import | Verb::Adopt);
    let is_ones_own = matches!(
        verb,
        Verb::Unread
            | Verb::Guide
            | Verb::Courtesy
            | Verb::Views
            | Verb::Merge
            | Verb::KeepApart
            | Verb::Tick
            | Verb::Untick
    );
    if !is_of_files && !is_ones_own {
        sentences.push(told(learned, way));
    }
    if matches!(step, Step::Do(Verb::Withdraw)) && way != Way::ByHand {
        sentences.push(say!(done.withdraw_on_linkedin));
    }
    if stayed > 0 {
        sentences.push(say_many!(stayed, done.stayed));
    }
    sentences.join(" ")
}

/// What was done to many at once; `None` for kinds that are never done so.
fn done_many(verb: Verb, count: usize) -> Option<String> {
    Some(match verb {
        Verb::Accept => say_many!(count, done_many.accept),
        Verb::Ignore => say_many!(count, done_many.ignore),
        Verb::Archive => say_many!(count, done_many.archive),
        Verb::Trash => say_many!(count, done_many.trash),
        Verb::Restore => say_many!(count, done_many.restore),
        Verb::Withdraw => say_many!(count, done_many.withdraw),
        Verb::Delete => say_many!(count, done_many.delete),
        Verb::Remove => say_many!(count, done_many.remove),
        Verb::PutBack => say_many!(count, done_many.put_back),
        Verb::Unread => say_many!(count, done_many.unread),
        Verb::Snooze => say_many!(count, done_many.snooze),
        Verb::Wake => say_many!(count, done_many.wake),
        Verb::Tag => say_many!(count, done_many.tag),
        Verb::Untag => say_many!(count, done_many.untag),
        Verb::Purge => say_many!(count, done_many.purge),
        Verb::Tick => say_many!(count, done_many.tick),
        Verb::Untick => say_many!(count, done_many.untick),
        Verb::Parting
        | Verb::Edit
        | Verb::Merge
        | Verb::KeepApart
        | Verb::Views
        | Verb::Receive
        | Verb::Send
        | Verb::Connect
        | Verb::Read
        | Verb::Import
        | Verb::Adopt
        | Verb::Reason
        | Verb::Note
        | Verb::Guide
        | Verb::Courtesy => return None,
    })
}

/// What was done but could not be kept.
pub fn not_kept(done: &str, error: &MediumError) -> String {
    say!(not_kept, done = done, why = why(error))
}

/// Why something could not be stored.
pub fn why(error: &MediumError) -> String {
    match error {
        MediumError::Blocked => say!(why.blocked),
        MediumError::Full => say!(why.full),
        MediumError::Failed(words) => say!(why.failed, words = words.as_str()),
    }
}

/// A fault of keeping, with what to do.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Blocked => say!(fault.blocked),
        Fault::NotKept(acts, error) => say_many!(*acts, fault.not_kept, why = why(error)),
        Fault::Lost(losses) => say_many!(losses.len(), fault.lost),
        Fault::Newer => say!(fault.newer),
    }
}

/// Why something was not done.
pub fn refused(reason: Refusal) -> String {
    match reason {
        Refusal::Nothing => say!(refused.nothing),
        Refusal::NoSuchInvitation => say!(refused.no_such_invitation),
        Refusal::NoSuchPerson => say!(refused.no_such_person),
        Refusal::KnownInvitation => say!(refused.known_invitation),
        Refusal::NotReceived => say!(refused.not_received),
        Refusal::NotSent => say!(refused.not_sent),
        Refusal::AlreadyAccepted => say!(refused.already_accepted),
        Refusal::AlreadyWithdrawn => say!(refused.already_withdrawn),
        Refusal::WrongPlace => say!(refused.wrong_place),
        Refusal::Deleted => say!(refused.deleted),
        Refusal::AlreadyConnected => say!(refused.already_connected),
        Refusal::NotConnected => say!(refused.not_connected),
        Refusal::NotFormer => say!(refused.not_former),
        Refusal::Oneself => say!(refused.oneself),
        Refusal::Replaced => say!(refused.replaced),
        Refusal::OtherHistory => say!(refused.other_history),
        Refusal::NoSuchFact => say!(refused.no_such_fact),
        Refusal::NotUndoable => say!(refused.not_undoable),
        Refusal::AlreadyUndone => say!(refused.already_undone),
        Refusal::NotUndone => say!(refused.not_undone),
        Refusal::NotTwo => say!(refused.not_two),
        Refusal::NothingToDo => say!(refused.nothing_to_do),
        Refusal::Unchanged => say!(refused.unchanged),
        Refusal::Purged => say!(refused.purged),
        Refusal::ChangedSince => say!(refused.changed_since),
    }
}
