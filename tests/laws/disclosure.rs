//! Only what the design names produces a message.

use proptest::prelude::*;
use quietly::domain::disclosure::{Delivery, Message, may_learn};
use quietly::domain::fact::{Act, Step, Verb};

use crate::world::*;

const DELIVERIES: [Delivery; 2] = [Delivery::NotDelivered, Delivery::Delivered];

/// The table of the design, written out once more: who changes the one must change the
/// other, and think.
fn expected(step: Step, delivery: Delivery) -> Option<Message> {
    let (Step::Do(verb) | Step::Redo(verb)) = step else { return None };
    match (verb, delivery) {
        (Verb::Accept, _) => Some(Message::Acceptance),
        (Verb::Send, _) => Some(Message::Invitation),
        (Verb::Withdraw, Delivery::Delivered) => Some(Message::Withdrawal),
        _ => None,
    }
}

#[test]
fn every_step_tells_what_the_design_names_and_nothing_else() {
    let mut told = Vec::new();
    for verb in Verb::ALL {
        for step in [Step::Do(verb), Step::Undo(verb), Step::Redo(verb)] {
            for delivery in DELIVERIES {
                let message = may_learn(step, delivery);
                assert_eq!(message, expected(step, delivery), "{step:?}, {delivery:?}");
                told.extend(message.map(|_| (step, delivery)));
            }
        }
    }
    // Two verbs that always tell, one that tells if delivered; each done and done again.
    assert_eq!(told.len(), 2 * (2 + 2 + 1));
    assert!(told.iter().all(|(step, _)| !matches!(step, Step::Undo(_))));
}

#[test]
fn the_quiet_acts_are_quiet() {
    let loud = [Verb::Accept, Verb::Send, Verb::Withdraw];
    for verb in Verb::ALL.into_iter().filter(|verb| !loud.contains(verb)) {
        for step in [Step::Do(verb), Step::Undo(verb), Step::Redo(verb)] {
            for delivery in DELIVERIES {
                assert_eq!(may_learn(step, delivery), None, "{step:?}, {delivery:?}");
            }
        }
    }
}

#[test]
fn no_kind_of_act_is_missing_from_the_list_of_all() {
    let mut verbs = Verb::ALL.to_vec();
    verbs.sort_unstable();
    verbs.dedup();
    assert_eq!(verbs.len(), Verb::ALL.len());
    // The compiler asks who adds a kind to count it here.
    let count = |verb| match verb {
        Verb::Receive | Verb::Send | Verb::Connect | Verb::Accept | Verb::Ignore => 5,
        Verb::Archive | Verb::Trash | Verb::Restore | Verb::Withdraw | Verb::Delete => 5,
        Verb::Read | Verb::Remove | Verb::PutBack | Verb::Import | Verb::Adopt => 5,
        Verb::Unread | Verb::Snooze | Verb::Wake | Verb::Reason => 4,
        Verb::Note | Verb::Tag | Verb::Untag | Verb::Guide => 4,
        Verb::Courtesy | Verb::Purge => 2,
        Verb::Parting | Verb::Edit | Verb::Merge | Verb::KeepApart => 4,
        Verb::Tick | Verb::Untick | Verb::Views => 3,
    };
    let one_of_each = [
        Verb::Receive,
        Verb::Archive,
        Verb::Read,
        Verb::Unread,
        Verb::Note,
        Verb::Purge,
        Verb::Merge,
        Verb::Tick,
    ];
    assert_eq!(one_of_each.map(count).iter().sum::<usize>(), Verb::ALL.len());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn in_any_state_an_act_tells_what_its_kind_tells(wishes in wishes(35)) {
        let player = after(&wishes);
        for entry in player.ledger.entries() {
            for delivery in DELIVERIES {
                let names = match &entry.fact.act {
                    Act::Accept(_) | Act::Send(_) => true,
                    Act::Withdraw(_) => delivery == Delivery::Delivered,
                    Act::Redo { fact, .. } => {
                        let of = player.ledger.entry(*fact).map(|it| it.fact.act.clone());
                        match of {
                            Some(Act::Accept(_) | Act::Send(_)) => true,
                            Some(Act::Withdraw(_)) => delivery == Delivery::Delivered,
                            _ => false,
                        }
                    }
                    _ => false,
                };
                let message = may_learn(entry.fact.act.step(), delivery);
                prop_assert_eq!(message.is_some(), names, "{:?}", entry.fact.act);
            }
        }
    }

    #[test]
    fn undo_and_redo_name_the_kind_of_what_they_turn_round(wishes in wishes(35)) {
        let player = after(&wishes);
        for entry in player.ledger.entries() {
            let (Act::Undo { fact, verb } | Act::Redo { fact, verb }) = &entry.fact.act else {
                continue;
            };
            let of = player.ledger.entry(*fact).map(|it| it.fact.act.step());
            prop_assert_eq!(of, Some(Step::Do(*verb)));
        }
    }
}
