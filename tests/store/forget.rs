//! What is forgotten is gone from what is kept.

use std::rc::Rc;

use quietly::domain::fact::Act;
use quietly::domain::id::{InvitationId, TabId};
use quietly::domain::invitation::Place;
use quietly::domain::ledger::Ledger;
use quietly::store::{Medium, MemoryMedium, Packed, Space, Store};

use crate::kit::{LIMITS, Life, Noting, Seen, Values, apply, medium_of};

/// Everything that is kept, as it is read before anything is forgotten.
fn all_that_is_kept(medium: &impl Medium) -> String {
    let store = Store::new(medium, Space::Own, TabId(u64::MAX));
    let opened = store.read_new().unwrap();
    assert_eq!(opened.losses, []);
    format!("{:?} {:?}", opened.base, opened.facts)
}

/// A life in which messages came in, by hand and by import, packed, folded, and taken over
/// from a backup. Returned with one such invitation that is in the trash.
fn lived(seed: u64) -> (Life<MemoryMedium>, InvitationId, String) {
    let medium = Rc::new(MemoryMedium::default());
    let mut life = Life::new(medium, seed);
    for _ in 0..150 {
        life.step().1.unwrap();
    }
    let open = |ledger: &Ledger| {
        let mut all = ledger.network().invitations();
        all.find(|it| it.message.starts_with("message") && !it.standing.place.is_gone())
            .map(|it| (it.id, it.message.clone()))
    };
    let (id, message) = open(&life.ledger).expect("an invitation with a message of its own");
    let _ = life.commit(Act::Trash(vec![id]));
    life.commit(Act::Delete(vec![id])).unwrap();
    (life, id, message)
}

#[test]
fn what_was_said_is_in_no_value_any_more() {
    for seed in 20..40 {
        let (mut life, id, message) = lived(seed);
        let quoted = format!("{message:?}");
        assert!(all_that_is_kept(&life.medium).contains(&quoted), "seed {seed}");
        life.commit(Act::purge(vec![id], life.ledger.network())).unwrap();
        let place = life.ledger.network().invitation(id).unwrap().standing.place;
        assert_eq!(place, Place::Purged);
        let before = Seen::of(&life.ledger);
        life.rewrite().unwrap();
        let kept = all_that_is_kept(&life.medium);
        assert!(!kept.contains(&quoted), "seed {seed}: {message} is kept");
        life.reload().unwrap();
        assert!(Seen::of(&life.ledger) == before, "seed {seed}");
        assert!(life.ledger.unwritten().is_none(), "seed {seed}: nothing is left to do");
    }
}

/// Whoever reads what was not written anew yet forgets as well, and knows what to write.
#[test]
fn what_was_not_written_anew_yet_is_forgotten_when_it_is_read() {
    for seed in 40..50 {
        let (mut life, id, message) = lived(seed);
        life.commit(Act::purge(vec![id], life.ledger.network())).unwrap();
        life.reload().unwrap();
        let ledger = format!("{:?}", life.ledger);
        assert!(!ledger.contains(&format!("{message:?}")), "seed {seed}");
        assert!(life.ledger.unwritten().is_some(), "seed {seed}");
    }
}

/// Killed at every write of it, nothing is lost and the rest is done the next time.
#[test]
fn wherever_writing_anew_dies_all_facts_are_there() {
    for seed in 50..56 {
        let (mut life, id, message) = lived(seed);
        life.commit(Act::purge(vec![id], life.ledger.network())).unwrap();
        let expected = Seen::of(&life.ledger);
        let before: Values = life
            .medium
            .keys()
            .unwrap()
            .into_iter()
            .map(|key| (key.clone(), life.medium.get(&key).unwrap().unwrap()))
            .collect();
        let noting = Rc::new(Noting::over(medium_of(&before)));
        let unwritten = life.ledger.unwritten().unwrap();
        let store = |medium| Store::new(medium, Space::Own, TabId(1 << 60)).with_limits(LIMITS);
        let rewriting = store(noting.clone());
        rewriting.read_new().unwrap();
        let done = rewriting.rewrite_at_once(&unwritten).unwrap();
        assert!(matches!(done, Packed::Entries(_)));
        let changes = noting.changes.borrow().clone();
        assert!(changes.len() > 3);
        for written in 0..=changes.len() {
            let mut values = before.clone();
            changes.iter().take(written).for_each(|change| apply(&mut values, change));
            let medium = Rc::new(medium_of(&values));
            let store = Store::new(medium.clone(), Space::Own, TabId(1 << 61));
            let opened = store.with_limits(LIMITS).read_new().unwrap();
            assert_eq!(opened.losses, [], "seed {seed}, write {written}");
            let ledger = Ledger::fold(opened.base, opened.facts);
            assert!(Seen::of(&ledger) == expected, "seed {seed}, write {written}");
            let again = Store::new(medium.clone(), Space::Own, TabId(1 << 62)).with_limits(LIMITS);
            again.read_new().unwrap();
            if let Some(unwritten) = ledger.unwritten() {
                again.rewrite_at_once(&unwritten).unwrap();
            } else {
                again.sweep().unwrap();
            }
            let kept = all_that_is_kept(&medium);
            assert!(!kept.contains(&format!("{message:?}")), "seed {seed}, write {written}");
        }
    }
}

/// While something waits to be kept, or was not read yet, nothing is written anew.
#[test]
fn news_of_another_tab_is_told_first() {
    let (mut life, id, _) = lived(60);
    life.commit(Act::purge(vec![id], life.ledger.network())).unwrap();
    let other = Store::new(life.medium.clone(), Space::Own, TabId(1 << 62));
    let opened = other.read_new().unwrap();
    let ledger = Ledger::fold(opened.base, opened.facts);
    let author = quietly::domain::ledger::Author {
        tab: TabId(1 << 62),
        number: 0,
        at: "2027-01-01T10:00:00+01:00".parse().unwrap(),
    };
    let act = Act::Receive(crate::kit::entered(7_777));
    other.keep(&ledger.decide(act, author).unwrap()).unwrap();
    let unwritten = life.ledger.unwritten().unwrap();
    let done = life.store.rewrite_at_once(&unwritten).unwrap();
    assert_eq!(done, Packed::Left);
}
