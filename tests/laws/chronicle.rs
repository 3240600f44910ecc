//! The history as it is looked through.

use proptest::prelude::*;

use quietly::domain::chronicle::{Asked, Kind, listed};
use quietly::domain::concerns::Concern;
use quietly::domain::fact::{Act, Step, Verb};

use crate::world::{Player, after, cases, entered, invitation, person, wishes};

#[test]
fn every_kind_of_act_but_looking_is_of_one_kind_that_has_a_name() {
    for verb in Verb::ALL {
        let looks = matches!(verb, Verb::Read | Verb::Unread);
        assert_eq!(Kind::of(verb).is_none(), looks, "{verb:?}");
    }
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.name()), Some(kind));
        assert!(Verb::ALL.iter().any(|verb| Kind::of(*verb) == Some(kind)), "{kind:?}");
    }
    assert_eq!(Kind::parse("all"), None);
}

#[test]
fn what_stands_in_the_way_of_an_undo_is_named() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    let ignore = player.act(Act::Ignore(vec![invitation(0)])).unwrap();
    let accept = player.act(Act::Accept(vec![invitation(0)])).unwrap();
    let blocking = |player: &Player, id| player.ledger.blocked_by(id).map(|it| it.fact.id);
    assert_eq!(blocking(&player, ignore), Some(accept));
    assert_eq!(blocking(&player, accept), None);
    player.undo(accept).unwrap();
    assert_eq!(blocking(&player, ignore), None);
    assert!(player.undo(ignore).is_ok());
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_kinds_are_parts_of_the_whole_and_so_are_the_days(wishes in wishes(30), back in 0i64..3) {
        let player = after(&wishes);
        let ledger = &player.ledger;
        let all = listed(ledger, Asked::default());
        let mut by_kind: Vec<_> = Kind::ALL
            .into_iter()
            .flat_map(|kind| listed(ledger, Asked { kind: Some(kind), ..Asked::default() }))
            .collect();
        by_kind.sort_by(|one, other| other.cmp(one));
        prop_assert_eq!(&by_kind, &all);
        let newest = all.first().map(|(_, day)| *day);
        let since = newest.map(|day| day - chrono::Duration::days(back));
        let late = listed(ledger, Asked { since, ..Asked::default() });
        let expected = all.iter().filter(|(_, day)| since.is_none_or(|since| *day >= since));
        prop_assert!(late.iter().eq(expected));
    }

    #[test]
    fn of_one_person_it_is_what_concerns_them(wishes in wishes(30), n in 0u8..4) {
        let player = after(&wishes);
        let ledger = &player.ledger;
        let concern = Concern::of(person(n), ledger);
        let of_one = listed(ledger, Asked { person: Some(person(n)), ..Asked::default() });
        for (id, _) in listed(ledger, Asked::default()) {
            let entry = ledger.entry(id).unwrap();
            prop_assert_ne!(entry.fact.act.step(), Step::Do(Verb::Read));
            prop_assert_eq!(
                of_one.iter().any(|(one, _)| *one == id),
                concern.has(&entry.fact.act, ledger)
            );
        }
    }

    #[test]
    fn what_blocks_an_undo_came_after_it(wishes in wishes(30)) {
        let player = after(&wishes);
        for (id, _) in listed(&player.ledger, Asked::default()) {
            if let Some(entry) = player.ledger.blocked_by(id) {
                prop_assert!(entry.fact.id > id);
            }
        }
    }
}
