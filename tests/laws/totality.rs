//! Applying is total: nothing panics, and no fact breaks the laws between the parts.

use chrono::Duration;
use proptest::collection::vec;
use proptest::prelude::*;
use quietly::domain::ledger::{Ledger, Outcome};
use quietly::domain::network::Network;

use crate::world::*;

fn laws_hold(network: &Network) -> Result<(), TestCaseError> {
    prop_assert_eq!(network.violations(), Vec::<String>::new());
    let counts = network.counts(start().date_naive());
    let people = network.connections().len() + network.former_connections().len();
    prop_assert_eq!(counts.connections + counts.former, people);
    Ok(())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn no_act_breaks_a_law(wishes in wishes(40)) {
        let mut player = Player::new(0);
        for wish in &wishes {
            let _ = player.wish(wish);
            laws_hold(player.network())?;
        }
    }

    #[test]
    fn no_nonsense_breaks_a_law_or_panics(facts in vec(wild_fact(), 0..30)) {
        let mut ledger = Ledger::default();
        for fact in facts {
            let id = fact.id;
            ledger.record(fact);
            prop_assert!(ledger.entry(id).is_some(), "a fact is never dropped");
            laws_hold(ledger.network())?;
            for entry in ledger.entries() {
                // Neither do these panic, whatever they answer.
                let _ = (ledger.undo_of(entry.fact.id), ledger.redo_of(entry.fact.id));
            }
        }
    }

    #[test]
    fn only_facts_that_took_effect_are_undone(facts in vec(wild_fact(), 0..30)) {
        let mut ledger = Ledger::default();
        for fact in facts {
            ledger.record(fact);
        }
        for entry in ledger.entries().filter(|entry| entry.undone_by.is_some()) {
            prop_assert!(matches!(entry.outcome, Outcome::Done(_)));
            let undo = entry.undone_by.and_then(|id| ledger.entry(id)).map(|it| &it.outcome);
            prop_assert!(matches!(undo, Some(Outcome::Done(_))));
        }
    }

    #[test]
    fn nothing_is_a_matter_of_time_alone(wishes in wishes(30)) {
        let mut quick = Player::with_pace(0, Duration::seconds(1));
        let mut slow = Player::with_pace(0, Duration::days(3 * 365));
        for wish in &wishes {
            prop_assert_eq!(quick.wish(wish), slow.wish(wish));
            prop_assert_eq!(timeless(quick.network()), timeless(slow.network()));
        }
    }
}

/// The network without the days on which something happened.
fn timeless(network: &Network) -> Vec<String> {
    let invitations = network.invitations().map(|it| {
        let standing = &it.standing;
        let state = std::mem::discriminant(&standing.state);
        format!("{} {state:?} {:?} {:?} {}", it.id, standing.place, standing.back, it.read)
    });
    let people = network.people().map(|it| {
        let listed = it.connection().map(|connection| connection.listed);
        let former = it.former().map(|former| (former.was.listed, former.still_listed));
        format!("{} {:?} {listed:?} {former:?}", it.id, it.record)
    });
    invitations.chain(people).collect()
}
