//! Histories that are taken over, and those of which the oldest part is only counted.

use std::sync::Arc;

use proptest::prelude::*;
use quietly::domain::base::{Adopted, Base};
use quietly::domain::fact::{Act, Fact, Refusal};
use quietly::domain::ledger::Ledger;
use quietly::domain::network::Network;

use crate::world::*;

fn taking_over(player: &Player, replaces: bool) -> Act {
    let (base, facts) = player.ledger.effective();
    Act::Adopt(Arc::new(Adopted { label: "copy".into(), replaces, base, facts }))
}

fn all_facts(ledger: &Ledger) -> Vec<Fact> {
    let own = ledger.entries().filter(|entry| entry.adopted_by.is_none());
    own.map(|entry| entry.fact.clone()).collect()
}

/// The network, whoever wrote its cells.
fn plain(ledger: &Ledger) -> Network {
    let mut network = ledger.network().clone();
    network.forget_authors();
    network
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn replacing_shows_the_backup_and_undoing_that_shows_what_was_here(
        here in wishes(12), there in wishes(12), later in wishes(4),
    ) {
        let theirs = after_as(1, &there);
        let mut player = after(&here);
        let before = player.network().clone();
        let Ok(adopt) = player.act(taking_over(&theirs, true)) else {
            prop_assert_eq!(theirs.ledger.entries().count(), 0);
            return Ok(());
        };
        prop_assert_eq!(plain(&player.ledger), plain(&theirs.ledger));
        let taken = player.network().clone();
        let undo = player.undo(adopt).unwrap();
        prop_assert_eq!(player.network(), &before);
        player.redo(adopt).unwrap();
        prop_assert_eq!(player.network(), &taken);
        prop_assert!(player.ledger.undo_of(undo).is_err());
        // Acts after it are acts on what it shows.
        for wish in &later {
            let _ = player.wish(wish);
        }
        prop_assert_eq!(player.network().violations(), Vec::<String>::new());
    }

    #[test]
    fn adding_is_the_union_of_both_histories(here in wishes(12), there in wishes(12)) {
        let theirs = after_as(1, &there);
        let mut player = after(&here);
        let mut both = all_facts(&player.ledger);
        both.extend(all_facts(&theirs.ledger));
        if player.act(taking_over(&theirs, false)).is_ok() {
            let union = Ledger::fold(Arc::default(), both);
            prop_assert_eq!(player.network(), union.network());
        }
        // A second time it adds nothing.
        let before = player.network().clone();
        let _ = player.act(taking_over(&theirs, false));
        prop_assert_eq!(player.network(), &before);
    }

    #[test]
    fn in_whatever_order_facts_arrive_the_ledger_is_the_same(
        here in wishes(10), there in wishes(8), replaces: bool, later in wishes(6), order: Vec<u32>,
    ) {
        let theirs = after_as(1, &there);
        let mut player = after(&here);
        let adopt = player.act(taking_over(&theirs, replaces));
        for wish in &later {
            let _ = player.wish(wish);
        }
        if let Ok(adopt) = adopt {
            let _ = player.undo(adopt);
        }
        let facts = all_facts(&player.ledger);
        let mut one_by_one = Ledger::default();
        for fact in shuffled(&facts, &order) {
            one_by_one.record(fact);
        }
        prop_assert_eq!(&one_by_one, &player.ledger);
        prop_assert_eq!(&Ledger::fold(Arc::default(), facts), &player.ledger);
    }

    #[test]
    fn folding_the_oldest_facts_changes_nothing_that_is_seen(
        wishes in wishes(40), kept in 1usize..20, later in wishes(10),
    ) {
        let mut player = after(&wishes);
        let all = player.ledger.entries().count() as u64;
        let Some((base, adopted)) = player.ledger.base_below(kept) else { return Ok(()) };
        prop_assert!(adopted.is_empty());
        prop_assert!(all - base.facts >= kept as u64);
        let mut folded = player.clone();
        folded.ledger = Ledger::fold(Arc::new(base), all_facts(&player.ledger));
        prop_assert_eq!(folded.ledger.older() + folded.ledger.entries().count() as u64, all);
        prop_assert_eq!(plain(&folded.ledger), plain(&player.ledger));
        // And what is done afterwards does the same, as long as it speaks of kept facts.
        for wish in &later {
            let Ok(act) = wish.resolve(&folded.ledger) else { continue };
            let (one, other) = (folded.act(act.clone()), player.act(act));
            prop_assert_eq!(one, other);
            prop_assert_eq!(plain(&folded.ledger), plain(&player.ledger));
        }
    }
}

#[test]
fn a_backup_with_an_older_history_of_its_own_can_only_replace() {
    let mut theirs = Player::new(1);
    theirs.act(Act::Receive(entered(0, 0))).unwrap();
    theirs.act(Act::Ignore(vec![invitation(0)])).unwrap();
    theirs.act(Act::Receive(entered(1, 1))).unwrap();
    let (base, _) = theirs.ledger.base_below(1).unwrap();
    theirs.ledger = Ledger::fold(Arc::new(base), all_facts(&theirs.ledger));
    assert_eq!(theirs.ledger.older(), 2);

    let mut player = Player::new(0);
    player.act(Act::Receive(entered(2, 2))).unwrap();
    assert_eq!(player.act(taking_over(&theirs, false)), Err(Refusal::OtherHistory));
    let adopt = player.act(taking_over(&theirs, true)).unwrap();
    assert_eq!(plain(&player.ledger), plain(&theirs.ledger));
    assert_eq!(player.ledger.older(), 2);
    let replaced = player.ledger.entries().next().unwrap();
    assert_eq!(replaced.outcome, quietly::domain::ledger::Outcome::Void(Refusal::Replaced));
    player.undo(adopt).unwrap();
    assert_eq!(player.ledger.older(), 0);
    assert_eq!(player.network().lists(start().date_naive()).inbox, 1);
}

#[test]
fn nothing_to_take_over_is_refused() {
    let empty = Adopted { base: Arc::new(Base::default()), ..Adopted::default() };
    assert_eq!(Player::new(0).act(Act::Adopt(Arc::new(empty))), Err(Refusal::Nothing));
}
