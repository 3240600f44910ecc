//! What was done, in words: the sentences of the history.

use super::row;
use crate::app::dates;
use crate::app::words::{say, say_many};
use crate::domain::base::Adopted;
use crate::domain::batch::Source;
use crate::domain::concerns::{self, done, people};
use crate::domain::fact::{Act, Step, Verb};
use crate::domain::id::PersonId;
use crate::domain::ledger::Ledger;

/// What was done, such as "Ignored Tomas Brekke" or "Took back: Removed 12 connections".
pub fn sentence(act: &Act, ledger: &Ledger) -> String {
    let what = match done(act, ledger) {
        Some(done) => what(done, ledger),
        None => say!(did.unknown),
    };
    match act.step() {
        Step::Do(_) => what,
        Step::Undo(_) => say!(did.undone, what = what.as_str()),
        Step::Redo(_) => say!(did.redone, what = what.as_str()),
    }
}

/// Whom it concerned, where the sentence does not say so: of many the first two. Whose
/// history is shown stands first.
pub fn whom(act: &Act, ledger: &Ledger, first: Option<PersonId>) -> Option<String> {
    let done = done(act, ledger)?;
    let mut people = people(done, ledger);
    if let Some(at) = first.and_then(|first| people.iter().position(|id| *id == first)) {
        people.get_mut(..=at)?.rotate_right(1);
    }
    let name = |id: &PersonId| name(*id, ledger);
    let who = match people.as_slice() {
        [] => return None,
        [one] => name(one),
        [one, other] => {
            say!(history.two, one = name(one), other = name(other))
        }
        [first, second, more @ ..] => {
            say_many!(more.len(), history.more, first = name(first), second = name(second))
        }
    };
    match done {
        Act::Import(_) => Some(say!(history.brought, who = who.as_str())),
        _ => (named(done) > 1).then_some(who),
    }
}

/// How somebody is called, also when an undo has taken them away.
pub fn name(id: PersonId, ledger: &Ledger) -> String {
    concerns::record(id, ledger).map_or_else(|| say!(name.nobody), row::called)
}

/// How many people or invitations an act names.
fn named(act: &Act) -> usize {
    match act {
        Act::Remove(ids) | Act::PutBack(ids) => ids.len(),
        Act::Tag { people, .. } | Act::Untag { people, .. } | Act::Parting { people, .. } => {
            people.len()
        }
        Act::Merge { from, .. } => from.len() + 1,
        Act::KeepApart(people) => people.len(),
        Act::Tick(tasks) | Act::Untick(tasks) => tasks.len(),
        Act::Receive(_)
        | Act::Send(_)
        | Act::Connect { .. }
        | Act::Note { .. }
        | Act::Edit { .. } => 1,
        _ => concerns::invitations(act).len(),
    }
}

fn what(act: &Act, ledger: &Ledger) -> String {
    let (Step::Do(verb) | Step::Undo(verb) | Step::Redo(verb)) = act.step();
    match act {
        Act::Import(batch) => return imported(&batch.source),
        Act::Adopt(adopted) => return taken_over(adopted),
        Act::Guide(_) => return say!(did.guide),
        Act::Courtesy(_) => return say!(did.courtesy),
        Act::Views(_) => return say!(did.views),
        // Who was made one is one by now.
        Act::Merge { into, .. } => return to_one(verb, &name(*into, ledger)),
        _ => {}
    }
    let what = match (named(act), people(act, ledger).as_slice()) {
        (1, [one]) => to_one(verb, &name(*one, ledger)),
        (count, _) => to_many(verb, count),
    };
    match act {
        Act::Snooze { until, .. } => say!(did.until, what = what, date = dates::day(*until)),
        Act::Tag { tag, .. } | Act::Untag { tag, .. } => {
            say!(did.with_words, what = what, words = tag.as_str())
        }
        Act::Note { text, .. } | Act::Reason { text, .. } | Act::Parting { text, .. }
            if !text.is_empty() =>
        {
            say!(did.with_words, what = what, words = text.as_str())
        }
        _ => what,
    }
}

fn to_one(verb: Verb, who: &str) -> String {
    match verb {
        Verb::Receive => say!(did.receive, who = who),
        Verb::Send => say!(did.send, who = who),
        Verb::Connect => say!(did.connect, who = who),
        Verb::Accept => say!(did.accept, who = who),
        Verb::Ignore => say!(did.ignore, who = who),
        Verb::Archive => say!(did.archive, who = who),
        Verb::Trash => say!(did.trash, who = who),
        Verb::Restore => say!(did.restore, who = who),
        Verb::Withdraw => say!(did.withdraw, who = who),
        Verb::Delete => say!(did.delete, who = who),
        Verb::Read => say!(did.read, who = who),
        Verb::Remove => say!(did.remove, who = who),
        Verb::PutBack => say!(did.put_back, who = who),
        Verb::Import => say!(did.import, label = who),
        Verb::Adopt => say!(did.adopt, label = who),
        Verb::Unread => say!(did.unread, who = who),
        Verb::Snooze => say!(did.snooze, who = who),
        Verb::Wake => say!(did.wake, who = who),
        Verb::Reason => say!(did.reason, who = who),
        Verb::Note => say!(did.note, who = who),
        Verb::Tag => say!(did.tag, who = who),
        Verb::Untag => say!(did.untag, who = who),
        Verb::Guide => say!(did.guide),
        Verb::Courtesy => say!(did.courtesy),
        Verb::Purge => say!(did.purge, who = who),
        Verb::Parting => say!(did.parting, who = who),
        Verb::Edit => say!(did.edit, who = who),
        Verb::Merge => say!(did.merge, who = who),
        Verb::KeepApart => say!(did.keep_apart, who = who),
        Verb::Tick => say!(did.tick, who = who),
        Verb::Untick => say!(did.untick, who = who),
        Verb::Views => say!(did.views),
    }
}

fn to_many(verb: Verb, count: usize) -> String {
    match verb {
        Verb::Accept => say_many!(count, did_many.accept),
        Verb::Ignore => say_many!(count, did_many.ignore),
        Verb::Archive => say_many!(count, did_many.archive),
        Verb::Trash => say_many!(count, did_many.trash),
        Verb::Restore => say_many!(count, did_many.restore),
        Verb::Withdraw => say_many!(count, did_many.withdraw),
        Verb::Delete => say_many!(count, did_many.delete),
        Verb::Read => say_many!(count, did_many.read),
        Verb::Remove => say_many!(count, did_many.remove),
        Verb::PutBack => say_many!(count, did_many.put_back),
        Verb::Unread => say_many!(count, did_many.unread),
        Verb::Snooze => say_many!(count, did_many.snooze),
        Verb::Wake => say_many!(count, did_many.wake),
        Verb::Reason => say_many!(count, did_many.reason),
        Verb::Tag => say_many!(count, did_many.tag),
        Verb::Untag => say_many!(count, did_many.untag),
        Verb::Purge => say_many!(count, did_many.purge),
        Verb::Parting => say_many!(count, did_many.parting),
        Verb::KeepApart => say_many!(count, did_many.keep_apart),
        Verb::Tick => say_many!(count, did_many.tick),
        Verb::Untick => say_many!(count, did_many.untick),
        // These name one person each.
        Verb::Receive
        | Verb::Send
        | Verb::Connect
        | Verb::Import
        | Verb::Adopt
        | Verb::Note
        | Verb::Guide
        | Verb::Edit
        | Verb::Merge
        | Verb::Views
        | Verb::Courtesy => to_one(verb, &say!(name.nobody)),
    }
}

/// Which backup was taken over, and how.
fn taken_over(adopted: &Adopted) -> String {
    let label = adopted.label.as_str();
    if adopted.replaces {
        say!(did.adopt, label = label)
    } else {
        say!(did.adopt_added, label = label)
    }
}

/// What was imported, and what stood in it.
fn imported(source: &Source) -> String {
    let connections = source.connections as usize;
    let invitations = source.received as usize + source.sent as usize;
    let mut counts = Vec::new();
    if connections > 0 {
        counts.push(say_many!(connections, count.connections));
    }
    if invitations > 0 {
        counts.push(say_many!(invitations, count.invitations));
    }
    let label = source.label.as_str();
    if counts.is_empty() {
        say!(did.import, label = label)
    } else {
        say!(did.import_of, label = label, what = counts.join(", "))
    }
}
