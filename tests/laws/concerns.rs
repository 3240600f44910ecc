//! Whom a fact concerns is the same asked either way, and stays so once it is taken back.

use proptest::collection::vec;
use proptest::prelude::*;
use quietly::domain::batch::{Batch, OwnRow, Worked};
use quietly::domain::concerns::{Concern, people, record};
use quietly::domain::fact::{Act, Verb};
use quietly::domain::id::{FactId, PersonId};
use quietly::domain::invitation::Direction;
use quietly::domain::ledger::Ledger;
use quietly::domain::stamp::Stamp;

use crate::world::*;

fn asked_either_way(ledger: &Ledger) -> Result<(), TestCaseError> {
    for n in 0..PEOPLE {
        let concern = Concern::of(person(n), ledger);
        for entry in ledger.entries() {
            let act = &entry.fact.act;
            let named = people(act, ledger).contains(&ledger.network().now(person(n)));
            prop_assert_eq!(concern.has(act, ledger), named, "{}: {:?}", n, act);
        }
    }
    Ok(())
}

#[test]
fn an_import_concerns_everybody_whom_its_batch_names() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Send(entered(1, 1))).unwrap();
    let own = OwnRow { person: person(2), note: "met in Oslo".into(), tags: Vec::new() };
    let worked = Worked { person: person(3), ..Worked::default() };
    let nobody = Batch::default;
    let batches = [
        (Batch { people: vec![listed(4)], ..nobody() }, 4),
        (Batch { invitations: vec![invitation_row(2, 4, Direction::Sent)], ..nobody() }, 4),
        (Batch { accepted: vec![(invitation(0), Stamp::Unknown)], ..nobody() }, 0),
        (Batch { withdrawn: vec![invitation(1)], ..nobody() }, 1),
        (Batch { unlisted: vec![person(2)], ..nobody() }, 2),
        (Batch { moved: vec![person(2)], ..nobody() }, 2),
        (Batch { missing: vec![person(2)], ..nobody() }, 2),
        (Batch { merged: vec![(person(3), person(2))], ..nobody() }, 2),
        (Batch { own: vec![own], ..nobody() }, 2),
        (Batch { partings: vec![(person(2), "never met".into())], ..nobody() }, 2),
        (Batch { worked: vec![worked], ..nobody() }, 3),
    ];
    for (batch, n) in batches {
        let told = format!("{batch:?}");
        let act = Act::Import(batch.into());
        assert!(people(&act, &player.ledger).contains(&person(n)), "{told}");
        assert!(Concern::of(person(n), &player.ledger).has(&act, &player.ledger), "{told}");
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_fact_is_in_the_history_of_whom_it_concerns(wishes in wishes(30)) {
        asked_either_way(&after(&wishes).ledger)?;
    }

    #[test]
    fn nonsense_concerns_somebody_or_nobody_and_never_panics(facts in vec(wild_fact(), 0..25)) {
        let mut ledger = Ledger::default();
        for fact in facts {
            ledger.record(fact);
        }
        asked_either_way(&ledger)?;
    }

    #[test]
    fn whom_an_act_concerns_stays_known_when_all_is_taken_back(wishes in wishes(20)) {
        let mut player = after(&wishes);
        let ids: Vec<FactId> = player.ledger.entries().map(|entry| entry.fact.id).collect();
        let concerned = |player: &Player| -> Vec<Vec<PersonId>> {
            let acts = ids.iter().filter_map(|id| player.ledger.entry(*id));
            acts.map(|entry| people(&entry.fact.act, &player.ledger)).collect()
        };
        // An invitation that was entered twice, with two people, is with whom it is now.
        let with_one = |player: &Player| {
            (0..INVITATIONS).all(|n| {
                let with: std::collections::HashSet<_> = player
                    .ledger
                    .entries()
                    .filter_map(|entry| match &entry.fact.act {
                        Act::Receive(it) | Act::Send(it) => {
                            (it.id == invitation(n)).then_some(vec![it.person.id])
                        }
                        Act::Import(batch) => {
                            let rows = batch.invitations.iter();
                            let rows = rows.filter(|row| row.id == invitation(n));
                            Some(rows.map(|row| row.person).collect())
                        }
                        _ => None,
                    })
                    .flatten()
                    .collect();
                with.len() <= 1
            })
        };
        if !with_one(&player) {
            return Ok(());
        }
        // Who was found to be somebody else is they as long as that is not taken back.
        let makes_one = |act: &Act| match act {
            Act::Merge { .. } => true,
            Act::Import(batch) => !batch.merged.is_empty(),
            _ => false,
        };
        if player.ledger.entries().any(|entry| makes_one(&entry.fact.act)) {
            return Ok(());
        }
        let before = concerned(&player);
        for id in ids.iter().rev() {
            // Looking is not taken back, and a redone act only once.
            let _ = player.undo(*id);
        }
        prop_assert_eq!(&concerned(&player), &before);
        for id in before.into_iter().flatten() {
            let known = player.ledger.entries().any(|entry| match &entry.fact.act {
                Act::Receive(it) | Act::Send(it) => it.person.id == id,
                Act::Connect { person, .. } => person.id == id,
                Act::Import(batch) => batch.people.iter().any(|row| row.id == id),
                _ => false,
            });
            prop_assert_eq!(record(id, &player.ledger).is_some(), known);
        }
    }
}

#[test]
fn undo_and_redo_concern_whom_the_act_concerned() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 1))).unwrap();
    let ignore = player.act(Act::Ignore(vec![invitation(0)])).unwrap();
    let undo = player.undo(ignore).unwrap();
    let redo = player.redo(ignore).unwrap();
    for id in [ignore, undo, redo] {
        let act = &player.ledger.entry(id).unwrap().fact.act;
        assert_eq!(people(act, &player.ledger), [person(1)]);
    }
}

#[test]
fn an_import_concerns_everybody_in_its_batch_once() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(3, 3))).unwrap();
    let import = player
        .act(Act::Import(
            Batch {
                people: vec![listed(0), mentioned(1)],
                invitations: vec![invitation_row(1, 1, Direction::Received)],
                accepted: vec![(invitation(3), Stamp::Unknown)],
                unlisted: vec![person(2), person(0)],
                ..Batch::default()
            }
            .into(),
        ))
        .unwrap();
    let concerned =
        |player: &Player| people(&player.ledger.entry(import).unwrap().fact.act, &player.ledger);
    assert_eq!(concerned(&player), [person(0), person(1), person(3), person(2)]);
    player.undo(import).unwrap();
    assert_eq!(concerned(&player), [person(0), person(1), person(3), person(2)]);
    assert_eq!(record(person(0), &player.ledger).unwrap().first_name, "P0");
}

#[test]
fn an_undo_of_nothing_concerns_nobody() {
    let mut ledger = Ledger::default();
    let id = FactId { clock: 1, tab: tab(0) };
    // One that names itself must not be followed for ever.
    let act = Act::Undo { fact: id, verb: Verb::Trash };
    let fact = quietly::domain::fact::Fact { id, number: 0, at: start(), act: act.clone() };
    ledger.record(fact);
    assert_eq!(people(&act, &ledger), []);
}
