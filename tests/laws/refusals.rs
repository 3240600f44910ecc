//! A refused command changes nothing.

use proptest::prelude::*;
use quietly::domain::fact::{Act, Refusal};
use quietly::domain::ledger::Outcome;
use quietly::domain::perform;

use crate::world::*;

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_refused_act_changes_nothing_even_if_it_is_recorded(
        before in wishes(25),
        act in wild_act(),
    ) {
        let mut player = after(&before);
        let network = player.network().clone();
        let verdict = player.ledger.decide(act.clone(), player.author());
        prop_assert_eq!(player.network(), &network, "deciding changes nothing");
        prop_assert_eq!(perform::allows(&network, &act), verdict.is_ok());

        let fact = player.unchecked(act);
        player.ledger.record(fact.clone());
        let outcome = player.ledger.entry(fact.id).map(|entry| &entry.outcome);
        match (verdict, outcome) {
            (Ok(decided), Some(Outcome::Done(_))) => prop_assert_eq!(decided, fact),
            (Err(refused), Some(Outcome::Void(void))) => {
                prop_assert_eq!(&refused, void, "one reason, before and after");
                prop_assert_eq!(player.network(), &network);
            }
            (verdict, outcome) => prop_assert!(false, "{verdict:?} but {outcome:?}"),
        }
    }

    #[test]
    fn a_refused_undo_or_redo_changes_nothing_even_if_it_is_recorded(before in wishes(25)) {
        let player = after(&before);
        let network = player.network();
        for entry in player.ledger.entries() {
            let id = entry.fact.id;
            let verb = match entry.fact.act.step() {
                quietly::domain::fact::Step::Do(verb)
                | quietly::domain::fact::Step::Undo(verb)
                | quietly::domain::fact::Step::Redo(verb) => verb,
            };
            let tries = [
                (player.ledger.undo_of(id), Act::Undo { fact: id, verb }),
                (player.ledger.redo_of(id), Act::Redo { fact: id, verb }),
            ];
            for (verdict, act) in tries {
                let mut trial = player.clone();
                let fact = trial.unchecked(act);
                trial.ledger.record(fact.clone());
                let outcome = trial.ledger.entry(fact.id).map(|entry| &entry.outcome);
                match (verdict, outcome) {
                    (Ok(act), Some(Outcome::Done(_))) => prop_assert_eq!(act, fact.act),
                    (Err(refused), Some(Outcome::Void(void))) => {
                        prop_assert_eq!(&refused, void);
                        prop_assert_eq!(trial.network(), network);
                    }
                    (verdict, outcome) => prop_assert!(false, "{verdict:?} but {outcome:?}"),
                }
            }
        }
    }

    #[test]
    fn an_act_on_many_names_a_reason_only_if_it_works_for_none(before in wishes(25)) {
        let player = after(&before);
        for n in 0..INVITATIONS {
            let alone = player.ledger.decide(Act::Ignore(vec![invitation(n)]), player.author());
            let among = Act::Ignore((0..INVITATIONS).map(invitation).collect());
            if alone.is_ok() {
                prop_assert!(player.ledger.decide(among, player.author()).is_ok());
            }
        }
    }
}

#[test]
fn an_act_on_nothing_is_refused_as_such() {
    let mut player = Player::new(0);
    for act in [Act::Accept(vec![]), Act::Trash(vec![]), Act::Remove(vec![]), Act::Read(vec![])] {
        assert_eq!(player.act(act), Err(Refusal::Nothing));
    }
}

#[test]
fn each_cause_has_its_reason() {
    let mut player = Player::new(0);
    let x = || vec![invitation(0)];
    let y = || vec![invitation(1)];
    let p = || vec![person(0)];
    assert_eq!(player.act(Act::Accept(x())), Err(Refusal::NoSuchInvitation));
    assert_eq!(player.act(Act::Remove(p())), Err(Refusal::NoSuchPerson));
    player.act(Act::Receive(entered(0, 0))).unwrap();
    player.act(Act::Send(entered(1, 1))).unwrap();
    assert_eq!(player.act(Act::Receive(entered(0, 0))), Err(Refusal::KnownInvitation));
    assert_eq!(player.act(Act::Withdraw(x())), Err(Refusal::NotSent));
    assert_eq!(player.act(Act::Archive(x())), Err(Refusal::NotSent));
    assert_eq!(player.act(Act::Accept(y())), Err(Refusal::NotReceived));
    assert_eq!(player.act(Act::Ignore(y())), Err(Refusal::NotReceived));
    assert_eq!(player.act(Act::Restore(x())), Err(Refusal::WrongPlace));
    assert_eq!(player.act(Act::Delete(x())), Err(Refusal::WrongPlace));
    assert_eq!(player.act(Act::Remove(p())), Err(Refusal::NotConnected));
    assert_eq!(player.act(Act::PutBack(p())), Err(Refusal::NotFormer));
    player.act(Act::Withdraw(y())).unwrap();
    assert_eq!(player.act(Act::Withdraw(y())), Err(Refusal::AlreadyWithdrawn));
    let accept = player.act(Act::Accept(x())).unwrap();
    assert_eq!(player.act(Act::Accept(x())), Err(Refusal::AlreadyAccepted));
    assert_eq!(player.act(Act::Ignore(x())), Err(Refusal::AlreadyAccepted));
    assert_eq!(player.act(Act::Send(entered(2, 0))), Err(Refusal::AlreadyConnected));
    assert_eq!(player.redo(accept), Err(Refusal::NotUndone));
    player.act(Act::Trash(x())).unwrap();
    assert_eq!(player.act(Act::Trash(x())), Err(Refusal::WrongPlace));
    assert_eq!(player.undo(accept), Err(Refusal::ChangedSince));
    let delete = player.act(Act::Delete(x())).unwrap();
    assert_eq!(player.act(Act::Accept(x())), Err(Refusal::Deleted));
    assert_eq!(player.act(Act::Receive(entered(0, 0))), Err(Refusal::Deleted));
    player.undo(delete).unwrap();
    assert_eq!(player.undo(delete), Err(Refusal::AlreadyUndone));
    let look = player.act(Act::Read(x())).unwrap_or_else(|reason| panic!("{reason}"));
    assert_eq!(player.undo(look), Err(Refusal::NotUndoable));
    assert!(player.act(Act::Read(x())).is_err(), "it has been seen");
}
