//! Places and states are different things, and every place can be left.

use proptest::prelude::*;
use quietly::domain::fact::Act;
use quietly::domain::id::InvitationId;
use quietly::domain::invitation::{Direction, Invitation, Place, Standing, State};
use quietly::domain::person::{Cause, Tie};

use crate::world::*;

const MOVES: [fn(Vec<InvitationId>) -> Act; 6] =
    [Act::Accept, Act::Ignore, Act::Archive, Act::Trash, Act::Restore, Act::Withdraw];

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_place_can_be_left(before in wishes(35)) {
        let player = after(&before);
        for it in player.network().invitations() {
            let place = it.standing.place;
            let leaves = |player: &Player| {
                player.network().invitation(it.id).is_none_or(|it| it.standing.place != place)
            };
            let left = match place {
                Place::Deleted => {
                    let mut trial = player.clone();
                    let undo = trial.undo(it.standing_by);
                    prop_assert!(undo.is_ok(), "deleting can be undone: {undo:?}");
                    leaves(&trial)
                }
                _ => MOVES.iter().any(|to| {
                    let mut trial = player.clone();
                    trial.act(to(vec![it.id])).is_ok() && leaves(&trial)
                }),
            };
            prop_assert!(left, "{it:?}");
        }
    }

    #[test]
    fn no_act_changes_what_was_deleted_for_good(before in wishes(30), act in act()) {
        let player = after(&before);
        let mut trial = player.clone();
        let _ = trial.act(act);
        let deleted = |it: &&Invitation| it.standing.place == Place::Deleted;
        for old in player.network().invitations().filter(deleted) {
            prop_assert_eq!(trial.network().invitation(old.id), Some(old));
        }
    }

    #[test]
    fn ignoring_leaves_the_invitation_open(before in wishes(25), n in 0..INVITATIONS) {
        let mut player = after(&before);
        if player.act(Act::Ignore(vec![invitation(n)])).is_ok() {
            prop_assert!(player.invitation(n).is_open() && player.invitation(n).is_ignored());
            prop_assert_eq!(player.invitation(n).standing.place, Place::Archive);
            prop_assert!(player.act(Act::Accept(vec![invitation(n)])).is_ok(), "at any later date");
        }
    }

    #[test]
    fn moving_never_changes_the_state(before in wishes(25), n in 0..INVITATIONS) {
        let player = after(&before);
        for to in [Act::Ignore, Act::Archive, Act::Trash, Act::Restore, Act::Delete, Act::Read] {
            let mut trial = player.clone();
            if trial.act(to(vec![invitation(n)])).is_ok() {
                let (old, new) = (player.invitation(n), trial.invitation(n));
                prop_assert_eq!(&new.standing.state, &old.standing.state);
                prop_assert!(player.network().people().eq(trial.network().people()));
            }
        }
    }

    #[test]
    fn withdrawing_never_moves(before in wishes(25), n in 0..INVITATIONS) {
        let mut player = after(&before);
        let old = player.network().invitation(invitation(n)).cloned();
        if player.act(Act::Withdraw(vec![invitation(n)])).is_ok() {
            let new = &player.invitation(n).standing;
            prop_assert!(matches!(new.state, State::Withdrawn(_)));
            prop_assert_eq!(Some(new.place), old.map(|it| it.standing.place));
        }
    }

    #[test]
    fn restoring_from_the_trash_leads_back_to_where_it_lay(
        before in wishes(25),
        n in 0..INVITATIONS,
    ) {
        let mut player = after(&before);
        let old = player.network().invitation(invitation(n)).cloned();
        if player.act(Act::Trash(vec![invitation(n)])).is_ok() {
            prop_assert!(player.act(Act::Restore(vec![invitation(n)])).is_ok());
            // What was put off is taken up again: somebody has just looked at it.
            let old = old.map(|it| Standing { snoozed: None, ..it.standing });
            prop_assert_eq!(Some(&player.invitation(n).standing), old.as_ref());
        }
    }

    #[test]
    fn what_is_accepted_from_anywhere_is_a_connection_and_lies_in_the_archive(
        before in wishes(25),
        n in 0..INVITATIONS,
    ) {
        let mut player = after(&before);
        if player.act(Act::Accept(vec![invitation(n)])).is_ok() {
            let it = player.invitation(n);
            prop_assert!(matches!(it.standing.state, State::Accepted(_)));
            prop_assert_eq!(it.standing.place, Place::Archive);
            let person = it.person;
            let found = player.network().person(person).and_then(|it| it.connection());
            prop_assert!(found.is_some());
            for other in player.network().invitations_of(person) {
                prop_assert!(!other.is_open() || other.standing.place == Place::Deleted);
            }
        }
    }

    #[test]
    fn removing_leaves_a_former_connection_which_can_be_put_back(
        before in wishes(25),
        n in 0..PEOPLE,
    ) {
        let mut player = after(&before);
        let old = player.network().person(person(n)).cloned();
        if player.act(Act::Remove(vec![person(n)])).is_ok() {
            let old = old.and_then(|it| it.connection().cloned());
            let former = player.person(n).former().expect("a former connection");
            prop_assert!(matches!(former.cause, Cause::Removed(_)));
            prop_assert_eq!(Some(&former.was), old.as_ref());
            prop_assert!(player.act(Act::PutBack(vec![person(n)])).is_ok());
            prop_assert_eq!(player.person(n).connection(), old.as_ref());
        }
    }

    #[test]
    fn removing_touches_no_invitation(before in wishes(25), n in 0..PEOPLE) {
        let player = after(&before);
        let mut trial = player.clone();
        let _ = trial.act(Act::Remove(vec![person(n)]));
        prop_assert!(player.network().invitations().eq(trial.network().invitations()));
    }
}

#[test]
fn the_whole_round_of_a_received_invitation() {
    let mut player = Player::new(0);
    let x = || vec![invitation(0)];
    let at = |player: &Player| player.invitation(0).standing.place;
    player.act(Act::Receive(entered(0, 0))).unwrap();
    assert_eq!(at(&player), Place::Inbox);
    player.act(Act::Ignore(x())).unwrap();
    player.act(Act::Trash(x())).unwrap();
    assert!(player.invitation(0).is_ignored(), "also in the trash");
    player.act(Act::Restore(x())).unwrap();
    assert_eq!(at(&player), Place::Archive, "where it lay");
    player.act(Act::Restore(x())).unwrap();
    assert_eq!(at(&player), Place::Inbox);
    player.act(Act::Trash(x())).unwrap();
    player.act(Act::Accept(x())).unwrap();
    assert_eq!(at(&player), Place::Archive);
    assert!(matches!(player.person(0).tie, Tie::Connected(_)));
}

#[test]
fn a_trashed_sent_invitation_is_still_open_and_can_be_withdrawn_there() {
    let mut player = Player::new(0);
    let x = || vec![invitation(0)];
    player.act(Act::Send(entered(0, 0))).unwrap();
    player.act(Act::Trash(x())).unwrap();
    assert_eq!(player.invitation(0).direction, Direction::Sent);
    assert!(player.invitation(0).is_open());
    player.act(Act::Withdraw(x())).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Trash);
    player.act(Act::Restore(x())).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Sent);
}

#[test]
fn an_inbox_invitation_that_is_settled_in_the_trash_is_restored_to_the_archive() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    player
        .act(Act::Connect { person: named(0), since: quietly::domain::stamp::Stamp::Unknown })
        .unwrap();
    assert!(matches!(player.invitation(0).standing.state, State::Accepted(_)));
    player.act(Act::Restore(vec![invitation(0)])).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Archive);
}

#[test]
fn accepting_one_leaves_another_that_was_deleted_for_good_as_it_was() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Receive(entered(1, 0))).unwrap();
    player.act(Act::Trash(vec![invitation(1)])).unwrap();
    let delete = player.act(Act::Delete(vec![invitation(1)])).unwrap();
    player.act(Act::Accept(vec![invitation(0)])).unwrap();
    assert!(player.invitation(1).is_open());
    player.undo(delete).unwrap();
    assert_eq!(player.invitation(1).standing.place, Place::Trash);
}

#[test]
fn a_long_message_begins_in_a_list_and_tears_nothing_apart() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    let excerpt = |message: &str| {
        Invitation { message: message.to_owned(), ..player.invitation(0).clone() }.excerpt()
    };
    assert_eq!(excerpt(""), "");
    assert_eq!(excerpt("Hi, we met.\n"), "Hi, we met.");
    let short = "x".repeat(280);
    assert_eq!(excerpt(&short), short);
    assert_eq!(excerpt(&"ab ".repeat(200)), format!("{} …", "ab ".repeat(93).trim_end()));
    assert_eq!(excerpt(&"ü".repeat(5_000)), format!("{} …", "ü".repeat(280)));
    assert_eq!(excerpt("1\n2\n3\n4\n5\n6\n7"), "1\n2\n3\n4\n5\n6 …");
}
