//! What is deleted for good is forgotten, and nothing else is.

use std::sync::Arc;

use proptest::prelude::*;

use quietly::domain::base::{Adopted, Base};
use quietly::domain::batch::Batch;
use quietly::domain::fact::{Act, Fact, Refusal};
use quietly::domain::id::FactId;
use quietly::domain::invitation::{Direction, Place};
use quietly::domain::ledger::Ledger;
use quietly::domain::trash::{deleted_for, trashed_for};

use crate::world::{
    Player, after, cases, entered, invitation, invitation_row, listed, mentioned, person, wishes,
};

const SECRET: &str = "a secret word";

fn note(n: u8, text: &str) -> Act {
    Act::Note { person: person(n), text: text.into() }
}

fn reason(n: u8, text: &str) -> Act {
    Act::Reason { invitations: vec![invitation(n)], text: text.into() }
}

/// An import of the invitation of this number by the person of that, with a message.
fn import(n: u8, by: u8) -> Act {
    let mut row = invitation_row(n, by, Direction::Received);
    row.message = SECRET.into();
    let batch = Batch { people: vec![mentioned(by)], invitations: vec![row], ..Batch::default() };
    Act::Import(Arc::new(batch))
}

impl Player {
    fn purge(&mut self, numbers: &[u8]) -> Result<FactId, Refusal> {
        let ids = numbers.iter().copied().map(invitation).collect();
        self.act(Act::purge(ids, self.network()))
    }
}

/// Somebody whose invitation, entered or imported, was noted about, reasoned about, deleted
/// and forgotten.
fn forgetful() -> Player {
    let mut player = Player::new(0);
    player.act(import(0, 0)).unwrap();
    player.act(note(0, SECRET)).unwrap();
    player.act(note(0, "a secret word, and another")).unwrap();
    player.act(reason(0, SECRET)).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    player.purge(&[0]).unwrap();
    player
}

fn ids_of(facts: &[Fact]) -> Vec<FactId> {
    facts.iter().map(|fact| fact.id).collect()
}

fn facts(ledger: &Ledger) -> Vec<Fact> {
    ledger.entries().map(|entry| entry.fact.clone()).collect()
}

#[test]
fn what_is_forgotten_stands_in_no_state_and_in_no_fact() {
    let player = forgetful();
    assert!(!format!("{:?}", player.ledger).contains(SECRET));
    let left = player.invitation(0);
    assert_eq!((left.standing.place, left.message.as_str()), (Place::Purged, ""));
    // The four that said it, each to be written anew.
    assert_eq!(player.ledger.unwritten().unwrap().facts.len(), 4);
}

#[test]
fn the_mark_that_is_left_keeps_it_from_coming_back() {
    let mut player = forgetful();
    let before = player.invitation(0).clone();
    let _ = player.act(import(0, 0));
    assert_eq!(player.invitation(0), &before);
    assert!(!format!("{:?}", player.ledger).contains(SECRET), "not even in the import");
    assert_eq!(player.act(Act::Receive(entered(0, 0))), Err(Refusal::Deleted));
    for act in [Act::Restore, Act::Accept, Act::Trash, Act::Delete] {
        assert_eq!(player.act(act(vec![invitation(0)])), Err(Refusal::Deleted));
    }
    assert_eq!(player.purge(&[0]), Err(Refusal::Purged));
}

#[test]
fn forgetting_is_not_taken_back_and_neither_is_the_deletion_then() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    let delete = player.act(Act::Delete(vec![invitation(0)])).unwrap();
    assert!(player.ledger.undo_of(delete).is_ok());
    let purge = player.purge(&[0]).unwrap();
    assert_eq!(player.undo(delete), Err(Refusal::Purged));
    assert_eq!(player.undo(purge), Err(Refusal::Purged));
}

#[test]
fn only_what_was_deleted_can_be_forgotten() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    assert_eq!(player.purge(&[0]), Err(Refusal::WrongPlace));
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    assert_eq!(player.purge(&[0]), Err(Refusal::WrongPlace));
    assert_eq!(player.purge(&[1]), Err(Refusal::NoSuchInvitation));
}

#[test]
fn a_note_stays_as_long_as_there_is_something_else_between_the_two() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Receive(entered(1, 0))).unwrap();
    player.act(note(0, "met in Oslo")).unwrap();
    for n in [0, 1] {
        player.act(Act::Trash(vec![invitation(n)])).unwrap();
        player.act(Act::Delete(vec![invitation(n)])).unwrap();
    }
    player.purge(&[0]).unwrap();
    assert_eq!(player.person(0).note(), "met in Oslo");
    player.purge(&[1]).unwrap();
    assert_eq!(player.person(0).note(), "");
    assert!(!format!("{:?}", player.ledger).contains("met in Oslo"));
    // What is written afterwards is another note.
    player.act(note(0, "met again")).unwrap();
    assert_eq!(player.person(0).note(), "met again");
}

#[test]
fn a_reason_that_was_given_for_others_too_stays() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Receive(entered(1, 1))).unwrap();
    let both = vec![invitation(0), invitation(1)];
    player.act(Act::Reason { invitations: both, text: "do not know them".into() }).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    player.purge(&[0]).unwrap();
    assert_eq!(player.invitation(1).reason(), "do not know them");
}

#[test]
fn why_somebody_was_removed_is_forgotten_where_a_file_brought_it() {
    let mut player = Player::new(0);
    player.act(import(0, 0)).unwrap();
    let said = Batch {
        people: vec![mentioned(0), listed(1)],
        partings: vec![(person(0), SECRET.into()), (person(1), "never met".into())],
        ..Batch::default()
    };
    player.act(Act::Import(Arc::new(said))).unwrap();
    assert_eq!(player.person(0).parting(), SECRET);
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    player.purge(&[0]).unwrap();
    assert_eq!((player.person(0).parting(), player.person(1).parting()), ("", "never met"));
    assert!(!format!("{:?}", player.ledger).contains(SECRET));
}

#[test]
fn backups_that_were_taken_over_forget_as_well() {
    let saved = {
        let mut player = Player::new(1);
        player.act(import(0, 0)).unwrap();
        player.act(Act::Trash(vec![invitation(0)])).unwrap();
        facts(&player.ledger)
    };
    let mut player = Player::new(0);
    let backup =
        Adopted { label: "copy.txt".into(), replaces: false, base: Arc::default(), facts: saved };
    let adopt = player.act(Act::Adopt(Arc::new(backup))).unwrap();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    assert!(format!("{:?}", player.ledger).contains(SECRET));
    player.purge(&[0]).unwrap();
    assert!(!format!("{:?}", player.ledger).contains(SECRET));
    assert_eq!(ids_of(&player.ledger.unwritten().unwrap().facts), [adopt]);
}

#[test]
fn what_lies_below_the_history_forgets_as_well() {
    let mut player = Player::new(0);
    player.act(import(0, 0)).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    let (base, _) = player.ledger.base_below(1).unwrap();
    let delete = facts(&player.ledger).pop().unwrap();
    let mut ledger = Ledger::fold(Arc::new(base), vec![delete]);
    assert!(format!("{ledger:?}").contains(SECRET));
    let purge = player.unchecked(Act::purge(vec![invitation(0)], player.network()));
    ledger.record(purge);
    assert!(!format!("{ledger:?}").contains(SECRET));
    assert!(ledger.unwritten().unwrap().base.is_some());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_forgotten_history_folds_to_the_same_from_what_it_said_and_from_what_it_says(
        wishes in wishes(25), more in wishes(8),
    ) {
        let mut player = after(&wishes);
        let said = facts(&player.ledger);
        let all: Vec<_> = player.network().invitations().map(|it| it.id).collect();
        // Some of them may not be there to be deleted.
        let _ = player.act(Act::Trash(all.clone()));
        let _ = player.act(Act::Delete(all.clone()));
        let _ = player.act(Act::purge(all, player.network()));
        for wish in &more {
            let _ = player.wish(wish);
        }
        let says = facts(&player.ledger);
        let rest = says.get(said.len()..).unwrap_or_default();
        let anew = Ledger::fold(Arc::<Base>::default(), says.clone());
        prop_assert!(anew.unwritten().is_none(), "it is forgotten once");
        let from_said = Ledger::fold(Arc::default(), [said, rest.to_vec()].concat());
        prop_assert_eq!(anew.network(), player.network());
        prop_assert_eq!(from_said.network(), player.network());
        prop_assert!(anew.entries().eq(player.ledger.entries()));
        prop_assert!(from_said.entries().eq(player.ledger.entries()));
        prop_assert_eq!(player.network().violations(), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_deleted_is_not_forgotten(wishes in wishes(25), n in 0u8..5) {
        let mut player = after(&wishes);
        let before: Vec<_> = player.network().invitations().cloned().collect();
        let id = invitation(n);
        if player.act(Act::purge(vec![id], player.network())).is_ok() {
            for it in before.iter().filter(|it| it.id != id) {
                prop_assert_eq!(player.network().invitation(it.id), Some(it));
            }
        } else {
            let after: Vec<_> = player.network().invitations().cloned().collect();
            prop_assert_eq!(after, before);
        }
    }
}

#[test]
fn a_backup_that_replaces_the_forgetting_does_not_bring_back_what_was_said() {
    let mut player = Player::new(0);
    player.act(import(0, 0)).unwrap();
    player.act(note(0, SECRET)).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    let (base, saved) = player.ledger.effective();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    player.purge(&[0]).unwrap();
    let backup = Adopted { label: "copy.txt".into(), replaces: true, base, facts: saved };
    player.act(Act::Adopt(Arc::new(backup))).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Trash);
    assert!(!format!("{:?}", player.ledger).contains(SECRET));
}

#[test]
fn what_was_deleted_long_ago_and_what_lies_in_the_trash_for_long_are_told_by_their_days() {
    // An act a day.
    let mut player = Player::with_pace(0, chrono::Duration::days(1));
    for n in [0, 1, 2] {
        player.act(Act::Receive(entered(n, n))).unwrap();
    }
    for n in [0, 1, 2] {
        player.act(Act::Trash(vec![invitation(n)])).unwrap();
    }
    let delete = player.act(Act::Delete(vec![invitation(0)])).unwrap();
    let deleted_on = player.ledger.entry(delete).unwrap().fact.at.date_naive();
    let after = |days| deleted_on + chrono::Duration::days(days);
    assert_eq!(deleted_for(30, &player.ledger, after(29)), []);
    assert_eq!(deleted_for(30, &player.ledger, after(30)), [invitation(0)]);
    // The others were thrown away on the two days before.
    assert_eq!(trashed_for(30, &player.ledger, after(27)), []);
    assert_eq!(trashed_for(30, &player.ledger, after(28)), [invitation(1)]);
    let mut both = trashed_for(30, &player.ledger, after(29));
    both.sort_by_key(|id| *id != invitation(1));
    assert_eq!(both, [invitation(1), invitation(2)]);

    // What is older than the history cannot be undone, and nobody knows since when it lies.
    let (base, _) = player.ledger.base_below(1).unwrap();
    let delete = facts(&player.ledger).pop().unwrap();
    let ledger = Ledger::fold(Arc::new(base), vec![delete]);
    assert_eq!(trashed_for(30, &ledger, after(900)), []);
}
