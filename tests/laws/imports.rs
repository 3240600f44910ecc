//! An export adds and updates; it never undoes what the user decided.

use proptest::prelude::*;
use quietly::domain::batch::{Batch, Listing, Source};
use quietly::domain::fact::Act;
use quietly::domain::invitation::{Direction, Invitation, Place, State};
use quietly::domain::person::{Cause, Own, Person, Tie};
use quietly::domain::stamp::Stamp;

use crate::world::*;

proptest! {
    #![proptest_config(cases(350))]

    #[test]
    fn an_import_never_undoes_a_decision(before in wishes(25), batch in batch()) {
        let player = after(&before);
        let mut trial = player.clone();
        let import = trial.act(Act::Import(batch.into()));
        prop_assert!(import.is_ok(), "at least it leaves its line");
        for old in player.network().people() {
            let new = trial.network().person(old.id).map(|it| &it.tie);
            match &old.tie {
                Tie::None => {}
                Tie::Connected(_) => prop_assert!(matches!(new, Some(Tie::Connected(_)))),
                Tie::Former(former) => match former.cause {
                    Cause::NotInNewerExport => prop_assert!(!matches!(new, Some(Tie::None) | None)),
                    Cause::Removed(_) => {
                        let Some(Tie::Former(kept)) = new else {
                            return Err(TestCaseError::fail("removed, and back by an import"));
                        };
                        prop_assert_eq!((&kept.was, kept.cause), (&former.was, former.cause));
                    }
                },
            }
        }
        for old in player.network().invitations() {
            let Some(new) = trial.network().invitation(old.id) else {
                return Err(TestCaseError::fail("an import takes an invitation away"));
            };
            prop_assert_eq!((&new.message, new.read), (&old.message, old.read));
            if !old.is_open() || old.standing.place == Place::Deleted {
                let person = trial.network().now(old.person);
                let with_by = new.with_by;
                prop_assert_eq!(new, &Invitation { person, with_by, ..old.clone() }, "decided");
            } else if new.is_open() {
                prop_assert_eq!(&new.standing, &old.standing, "nothing moves by itself");
            }
        }
    }

    #[test]
    fn whom_an_import_shows_as_connected_has_no_open_invitation(
        before in wishes(25),
        batch in batch(),
    ) {
        let mut player = after(&before);
        player.act(Act::Import(batch.clone().into())).unwrap();
        for row in batch.people.iter().filter(|it| it.listing != Listing::Mentioned) {
            if player.network().person(row.id).is_some_and(|it| it.connection().is_some()) {
                for it in player.network().invitations_of(row.id) {
                    prop_assert!(!it.is_open() || it.standing.place == Place::Deleted);
                }
            }
        }
    }

    #[test]
    fn the_same_import_again_changes_one_line_only(before in wishes(20), batch in batch()) {
        let mut player = after(&before);
        let mut batch = batch;
        // Only those who are known are found to be one.
        let network = player.network();
        let has_row = |id| batch.people.iter().any(|row| network.now(row.id) == id);
        batch.merged.retain(|(from, into)| {
            let are_known = [from, into].iter().all(|id| network.exactly(**id).is_some());
            are_known && !has_row(*from)
        });
        player.act(Act::Import(batch.clone().into())).unwrap();
        let once = player.network().clone();
        player.act(Act::Import(batch.into())).unwrap();
        let twice = player.network();
        prop_assert!(once.people().eq(twice.people()));
        prop_assert!(once.invitations().eq(twice.invitations()));
        prop_assert_eq!(once.owner_by(), twice.owner_by());
        prop_assert_eq!(once.imports().count() + 1, twice.imports().count());
    }

    #[test]
    fn undoing_an_import_takes_back_what_nobody_has_touched_and_counts_the_rest(
        before in wishes(10),
        batch in batch(),
        since in wishes(10),
    ) {
        let mut player = after(&before);
        let import = player.act(Act::Import(batch.into())).unwrap();
        let groups = player.effect(import).displaced.len();
        for wish in &since {
            let _ = player.wish(wish);
        }
        let touched = player.network().clone();
        let Ok(undo) = player.undo(import) else { return Ok(()) };
        let effect = player.effect(undo);
        prop_assert_eq!(effect.displaced.len() + effect.stayed, groups);
        let is_untouched = |it: &&Invitation| {
            it.standing_by == import && it.with_by == import && it.reason.is_none()
        };
        for old in touched.invitations().filter(is_untouched) {
            let new = player.network().invitation(old.id);
            prop_assert!(new.is_none_or(|it| it.standing_by != import), "left behind: {:?}", old);
        }
        let is_others = |it: &&Invitation| it.standing_by != import && it.with_by != import;
        for old in touched.invitations().filter(is_others) {
            prop_assert_eq!(player.network().invitation(old.id), Some(old), "taken along");
        }
        let is_other = |own: &Own| {
            ![own.note_by, own.tags_by, own.parting_by, own.edits_by].contains(&import)
        };
        for old in touched.people().filter(|it| it.own.as_ref().is_some_and(|own| is_other(own))) {
            let new = player.network().person(old.id);
            let written = |it: &Person| {
                let tags: Vec<String> = it.tags().map(str::to_owned).collect();
                (it.note().to_owned(), tags, it.parting().to_owned(), it.edits().cloned())
            };
            prop_assert_eq!(new.map(written), Some(written(old)), "unwritten");
        }
        prop_assert!(player.network().imports().all(|(id, _)| id != import));
    }

    #[test]
    fn what_an_export_leaves_blank_stays_known(before in wishes(25), batch in batch()) {
        let player = after(&before);
        let mut trial = player.clone();
        trial.act(Act::Import(batch.into())).unwrap();
        for old in player.network().people() {
            let new = trial.network().person(old.id).expect("nobody goes by an import");
            prop_assert!(old.told().email.is_empty() || !new.told().email.is_empty());
            prop_assert!(old.told().company.is_empty() || !new.told().company.is_empty());
        }
    }

    #[test]
    fn an_older_export_never_overwrites_the_present(
        before in wishes(25),
        newer in batch(),
        older in batch(),
    ) {
        let mut player = after(&before);
        let made = |n| Source { made_on: Some(day(n)), connections: 1, ..Source::default() };
        player.act(Act::Import(Batch { source: made(90), ..newer }.into())).unwrap();
        let present = player.network().clone();
        // Made where the newer one was not known yet: in another tab.
        player.act(Act::Import(Batch { source: made(80), ..older }.into())).unwrap();
        // Whom the older one shows to be the same as somebody is more than they were.
        let network = player.network().clone();
        let is_alone = |id| {
            network.aliases().all(|(from, into)| {
                (from != id && into != id) || present.alias_by(from).is_some()
            })
        };
        for old in present.people().filter(|it| is_alone(it.id)) {
            let new = player.person_by(old.id);
            prop_assert!(old.record.company.is_empty() || new.record.company == old.record.company);
            prop_assert!(old.record.email.is_empty() || new.record.email == old.record.email);
            prop_assert_eq!(new.connection().is_some(), old.connection().is_some());
            if let Some(former) = old.former() {
                prop_assert_eq!(new.former(), Some(former), "it does not tell of today");
            }
        }
        let known = |it: &&quietly::domain::person::Person| present.person(it.id).is_some();
        for new in player.network().people().filter(|it| !known(it)) {
            prop_assert!(new.connection().is_none(), "the newer one would show them");
        }
    }
}

fn import(people: Vec<quietly::domain::batch::PersonRow>) -> Act {
    Act::Import(Batch { people, ..Batch::default() }.into())
}

#[test]
fn whom_the_user_removed_stays_former_and_is_marked_as_still_listed() {
    let mut player = Player::new(0);
    player.act(import(vec![listed(0)])).unwrap();
    player.act(Act::Remove(vec![person(0)])).unwrap();
    assert!(!player.person(0).former().unwrap().still_listed);
    let again = player.act(import(vec![listed(0)])).unwrap();
    assert!(player.person(0).former().unwrap().still_listed);
    player.undo(again).unwrap();
    assert!(!player.person(0).former().unwrap().still_listed);
    player.redo(again).unwrap();
    player.act(import(vec![listed(0)])).unwrap();
    assert!(player.person(0).former().unwrap().still_listed, "however often it is said");
    player.act(Act::PutBack(vec![person(0)])).unwrap();
    assert_eq!(player.person(0).connection().unwrap().since, Stamp::Day(day(0)));
    assert!(player.person(0).connection().unwrap().listed);
}

#[test]
fn what_was_deleted_for_good_stays_deleted() {
    let mut player = Player::new(0);
    let batch = Batch {
        people: vec![mentioned(0)],
        invitations: vec![invitation_row(0, 0, Direction::Received)],
        ..Batch::default()
    };
    player.act(Act::Import(batch.clone().into())).unwrap();
    player.act(Act::Trash(vec![invitation(0)])).unwrap();
    player.act(Act::Delete(vec![invitation(0)])).unwrap();
    let accepted = vec![(invitation(0), Stamp::Day(day(3)))];
    player.act(Act::Import(Batch { accepted, ..batch }.into())).unwrap();
    assert_eq!(player.invitation(0).standing.place, Place::Deleted);
    assert!(player.invitation(0).is_open());
    player.act(import(vec![listed(0)])).unwrap();
    assert!(player.invitation(0).is_open(), "nor is it answered by a connection");
    assert_eq!(player.invitation(0).standing.place, Place::Deleted);
}

#[test]
fn an_ignored_one_whose_sender_is_now_connected_becomes_accepted() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Ignore(vec![invitation(0)])).unwrap();
    let before = player.network().clone();
    // As from a tab that did not know of the invitation: the batch does not name it.
    let import = player.act(import(vec![listed(0)])).unwrap();
    let standing = &player.invitation(0).standing;
    assert_eq!(standing.state, State::Accepted(Stamp::Day(day(0))));
    assert_eq!(standing.place, Place::Archive);
    player.undo(import).unwrap();
    assert_eq!(player.network(), &before);
}

#[test]
fn undoing_an_import_says_how_many_stayed() {
    let mut player = Player::new(0);
    let batch = Batch {
        people: vec![mentioned(0), mentioned(1)],
        invitations: vec![
            invitation_row(0, 0, Direction::Received),
            invitation_row(1, 1, Direction::Received),
        ],
        ..Batch::default()
    };
    let import = player.act(Act::Import(batch.into())).unwrap();
    player.act(Act::Ignore(vec![invitation(0)])).unwrap();
    let undo = player.undo(import).unwrap();
    // The ignored invitation, and the person who must not leave it alone.
    assert_eq!(player.effect(undo).stayed, 2);
    assert_eq!(player.network().invitations().count(), 1);
    assert_eq!(player.network().people().count(), 1);
    assert!(player.invitation(0).is_ignored());
}

#[test]
fn a_row_that_stands_twice_in_a_batch_is_taken_once() {
    let mut player = Player::new(0);
    let row = invitation_row(0, 0, Direction::Received);
    let batch = Batch {
        people: vec![mentioned(0), listed(0)],
        invitations: vec![row.clone(), row],
        ..Batch::default()
    };
    let import = player.act(Act::Import(batch.into())).unwrap();
    let network = player.network().clone();
    player.undo(import).unwrap();
    assert!(player.network().is_empty());
    player.redo(import).unwrap();
    assert_eq!(player.network(), &network);
}

#[test]
fn an_older_export_adds_whom_the_newer_did_not_show_as_former() {
    let mut player = Player::new(0);
    let row = person_row(0, 1, Listing::FormerConnection(Stamp::Day(day(0))));
    player.act(import(vec![row])).unwrap();
    let former = player.person(0).former().unwrap();
    assert_eq!(former.cause, Cause::NotInNewerExport);
    player.act(import(vec![listed(0)])).unwrap();
    assert!(player.person(0).connection().is_some(), "an export shows them again");
}
