//! Undo gives back the state before, in any order in which it is allowed; redo after undo
//! is the identity.

use proptest::collection::vec;
use proptest::prelude::*;
use quietly::domain::batch::Batch;
use quietly::domain::fact::{Act, Refusal, Verb};
use quietly::domain::id::FactId;
use quietly::domain::invitation::{Direction, Invitation, Place, State};
use quietly::domain::stamp::Stamp;

use crate::world::*;

/// Takes one of these back wholly, the one that `choice` picks among those of which
/// nothing would stay. None is left out for ever: the newest can always be taken back.
fn undo_one(
    player: &mut Player,
    left: &mut Vec<FactId>,
    choice: usize,
) -> Result<(), TestCaseError> {
    let whole: Vec<usize> = (0..left.len())
        .filter(|at| {
            let mut trial = player.clone();
            trial.undo(left[*at]).is_ok_and(|undo| trial.effect(undo).stayed == 0)
        })
        .collect();
    prop_assert!(whole.contains(&(left.len() - 1)), "the newest can always be taken back");
    let at = whole[choice % whole.len()];
    player.undo(left[at]).map_err(|reason| TestCaseError::fail(reason.to_string()))?;
    left.remove(at);
    Ok(())
}

proptest! {
    #![proptest_config(cases(350))]

    #[test]
    fn undo_right_after_an_act_gives_back_exactly_the_network_before(
        before in wishes(25),
        act in undoable_act(),
    ) {
        let mut player = after(&before);
        let network = player.network().clone();
        if let Ok(id) = player.act(act) {
            let undo = player.undo(id);
            prop_assert!(undo.is_ok(), "{undo:?}");
            prop_assert_eq!(player.network(), &network);
        }
    }

    #[test]
    fn undoing_all_in_any_allowed_order_gives_the_network_of_the_beginning(
        before in wishes(12),
        acts in vec(undoable_act(), 1..9),
        choices in vec(any::<usize>(), 9),
    ) {
        let mut player = after(&before);
        let network = player.network().clone();
        let mut left: Vec<FactId> =
            acts.into_iter().filter_map(|act| player.act(act).ok()).collect();
        let mut choices = choices.into_iter();
        while !left.is_empty() {
            undo_one(&mut player, &mut left, choices.next().unwrap_or(0))?;
        }
        prop_assert_eq!(player.network(), &network);
    }

    #[test]
    fn redoing_all_in_the_order_of_the_acts_gives_the_network_before_the_undos(
        before in wishes(12),
        acts in vec(undoable_act(), 1..7),
    ) {
        let mut player = after(&before);
        let done: Vec<FactId> = acts.into_iter().filter_map(|act| player.act(act).ok()).collect();
        let network = player.network().clone();
        for id in done.iter().rev() {
            prop_assert!(player.undo(*id).is_ok());
        }
        for id in &done {
            let redo = player.redo(*id);
            prop_assert!(redo.is_ok(), "{redo:?}");
        }
        prop_assert_eq!(player.network(), &network);
    }

    #[test]
    fn redo_after_undo_is_the_identity_as_often_as_one_likes(before in wishes(25)) {
        let player = after(&before);
        for entry in player.ledger.entries() {
            let id = entry.fact.id;
            let mut trial = player.clone();
            if trial.undo(id).is_err() {
                continue;
            }
            let undone = trial.network().clone();
            for _ in 0..2 {
                let redo = trial.redo(id);
                prop_assert!(redo.is_ok(), "{redo:?}");
                prop_assert_eq!(trial.network(), player.network());
                prop_assert_eq!(trial.redo(id), Err(Refusal::NotUndone));
                prop_assert!(trial.undo(id).is_ok());
                prop_assert_eq!(trial.network(), &undone);
                prop_assert_eq!(trial.undo(id), Err(Refusal::AlreadyUndone));
            }
        }
    }

    #[test]
    fn an_undo_never_changes_what_a_later_act_wrote(before in wishes(25)) {
        let player = after(&before);
        for entry in player.ledger.entries() {
            let id = entry.fact.id;
            let mut trial = player.clone();
            if trial.undo(id).is_err() {
                continue;
            }
            for old in player.network().invitations().filter(|it| it.standing_by > id) {
                let new = trial.network().invitation(old.id);
                prop_assert_eq!(new.map(|it| &it.standing), Some(&old.standing));
            }
            for old in player.network().people().filter(|it| it.tie_by > id) {
                prop_assert_eq!(trial.network().person(old.id).map(|it| &it.tie), Some(&old.tie));
            }
        }
    }

    #[test]
    fn a_redo_never_changes_what_was_decided_since_the_undo(before in wishes(30)) {
        let player = after(&before);
        for entry in player.ledger.entries() {
            let Some(undo) = entry.undone_by else { continue };
            let mut trial = player.clone();
            if trial.redo(entry.fact.id).is_err() {
                continue;
            }
            for old in player.network().invitations().filter(|it| it.standing_by > undo) {
                let new = trial.network().invitation(old.id);
                prop_assert_eq!(new.map(|it| &it.standing), Some(&old.standing));
            }
            let by = |it: &Invitation| it.reason.as_ref().is_some_and(|reason| reason.1 > undo);
            for old in player.network().invitations().filter(|it| by(it)) {
                let new = trial.network().invitation(old.id);
                prop_assert_eq!(new.map(Invitation::reason), Some(old.reason()));
            }
            for old in player.network().people() {
                let new = trial.network().person(old.id).expect("a redo takes nobody away");
                prop_assert!(old.tie_by < undo || new.tie == old.tie);
                prop_assert!(old.record_by < undo || new.told() == old.told());
                let written = old.own.as_ref();
                let stays = written.is_none_or(|own| {
                    (own.note_by < undo || new.note() == old.note())
                        && (own.tags_by < undo || new.tags().eq(old.tags()))
                });
                prop_assert!(stays, "written about since");
            }
        }
    }
}

#[test]
fn an_act_that_names_one_thing_twice_does_it_once() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Ignore(vec![invitation(0)])).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    let restore = player.act(Act::Restore(vec![invitation(0), invitation(0)])).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Archive, "not twice restored");
    player.undo(restore).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Trash);
    player.redo(restore).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Archive);
}

#[test]
fn what_was_decided_anew_after_an_undo_is_not_redone_over() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    let ignore = player.act(Act::Ignore(vec![invitation(0)])).unwrap();
    player.undo(ignore).unwrap();
    let trash = player.act(Act::Trash(vec![invitation(0)])).unwrap();
    assert_eq!(player.redo(ignore), Err(Refusal::ChangedSince));
    player.undo(trash).unwrap();
    player.redo(ignore).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Archive);
}

#[test]
fn an_invitation_is_not_redone_without_its_person() {
    let mut player = Player::new(0);
    let batch = Batch { people: vec![listed(0)], ..Batch::default() };
    let import = player.act(Act::Import(batch.into())).unwrap();
    let receive = player.act(Act::Receive(entered(0, 0))).unwrap();
    player.undo(receive).unwrap();
    player.undo(import).unwrap();
    assert_eq!(player.network().people().count(), 0);
    assert_eq!(player.redo(receive), Err(Refusal::ChangedSince));
    player.redo(import).unwrap();
    player.redo(receive).unwrap();
    assert_eq!(player.invitation(0).person, person(0));
}

#[test]
fn somebody_whom_an_undo_would_take_away_stays_while_an_invitation_names_them() {
    let mut player = Player::new(0);
    let connect = player.act(Act::Connect { person: named(0), since: Stamp::Unknown }).unwrap();
    let receive = player.act(Act::Receive(entered(0, 0))).unwrap();
    assert_eq!(player.undo(connect), Err(Refusal::ChangedSince));
    player.undo(receive).unwrap();
    player.undo(connect).unwrap();
    assert!(player.network().is_empty());
}

#[test]
fn accepting_one_settles_all_between_the_two_and_its_undo_opens_them_again() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Receive(entered(1, 0))).unwrap();
    player.act(Act::Send(entered(2, 0))).unwrap();
    player.act(Act::Receive(entered(3, 1))).unwrap();
    player.act(Act::Ignore(vec![invitation(1)])).unwrap();
    player.act(Act::Trash(vec![invitation(1)])).unwrap();
    let before = player.network().clone();
    let accept = player.act(Act::Accept(vec![invitation(0), invitation(1)])).unwrap();
    for (n, place) in [(0, Place::Archive), (1, Place::Trash), (2, Place::Sent)] {
        let standing = &player.invitation(n).standing;
        assert!(matches!(standing.state, State::Accepted(_)), "invitation {n}");
        assert_eq!(standing.place, place, "invitation {n}");
    }
    assert!(player.invitation(3).is_open(), "somebody else's");
    player.undo(accept).unwrap();
    assert_eq!(player.network(), &before);
}

#[test]
fn an_undo_that_names_the_wrong_kind_of_act_is_void() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    let trash = player.act(Act::Trash(vec![invitation(0)])).unwrap();
    let wrong = Act::Undo { fact: trash, verb: Verb::Accept };
    assert_eq!(player.act(wrong), Err(Refusal::NotUndoable));
    player.undo(trash).unwrap();
    // Else trashing would tell the other side that they were accepted.
    let wrong = Act::Redo { fact: trash, verb: Verb::Accept };
    assert_eq!(player.act(wrong), Err(Refusal::NotUndoable));
    assert_eq!(player.invitation(0).direction, Direction::Received);
}
