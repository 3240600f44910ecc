//! Killed at every point.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::full::values_of;
use crate::kit::{Life, Noting, Seen, Step, Values, apply, medium_of, open_whole};

const STEPS: usize = 520;

/// The medium, what was seen when so many changes had been written, and how many steps of
/// which kind there were.
type Lived = (Rc<Noting>, Vec<(usize, Seen)>, BTreeMap<Step, usize>);

/// Lives a life, and says after each step how many changes had been written and what was
/// then seen.
fn live(seed: u64) -> Lived {
    let medium = Rc::new(Noting::default());
    let mut life = Life::new(medium.clone(), seed);
    let mut seen = vec![(0, Seen::of(&life.ledger))];
    let mut steps: BTreeMap<Step, usize> = BTreeMap::new();
    for _ in 0..STEPS {
        let (step, result) = life.step();
        result.unwrap();
        *steps.entry(step).or_default() += 1;
        seen.push((medium.changes.borrow().len(), Seen::of(&life.ledger)));
    }
    (medium, seen, steps)
}

/// Death before and after each write, and the last writes forgotten, however many: what is
/// left is always what the first so many writes made. Opened again, it is the state after
/// the last step that was reported as done, or that plus the one in flight.
#[test]
fn wherever_it_dies_what_opens_is_the_last_finished_act_or_the_one_in_flight() {
    let mut all_steps: BTreeSet<Step> = BTreeSet::new();
    let mut had_base = false;
    for seed in [1, 2, 3] {
        let (medium, seen, steps) = live(seed);
        let acts = steps
            .iter()
            .filter(|(step, _)| {
                matches!(step, Step::Act | Step::Import | Step::Undo | Step::Restore)
            })
            .map(|(_, count)| count)
            .sum::<usize>();
        assert!(acts >= 300, "{acts} acts");
        all_steps.extend(steps.keys());
        let changes = medium.changes.borrow();
        let mut values = Values::new();
        for written in 0..=changes.len() {
            if let Some(change) = written.checked_sub(1).and_then(|last| changes.get(last)) {
                apply(&mut values, change);
            }
            had_base |= values.keys().any(|key| key.contains(".b."));
            let opened = Seen::of(&open_whole(&values));
            // All steps that had written just so much by their end, and the next one.
            let finished = seen.partition_point(|(at, _)| *at <= written);
            let (_, last) = &seen[finished - 1];
            let in_flight = seen.get(finished).map(|(_, seen)| seen);
            assert!(
                opened == *last || Some(&opened) == in_flight,
                "seed {seed}, after write {written} of {}: {:?}",
                changes.len(),
                written.checked_sub(1).and_then(|last| changes.get(last)),
            );
        }
    }
    assert_eq!(all_steps.len(), 8, "{all_steps:?}");
    assert!(had_base, "old facts were folded");
}

/// Each write fails, alone or with everything after it. Nothing is lost in memory; what was
/// reported as kept is kept; and once writing works again, all of it is.
fn fail_at_each_write(stays_down: bool) {
    let (medium, ..) = live(4);
    let writes = medium.changes.borrow().len();
    for refuse in 0..writes {
        let medium = Rc::new(Noting::default());
        medium.refuse.set(Some(refuse));
        medium.stays_down.set(stays_down);
        let mut life = Life::new(medium.clone(), 4);
        let mut last_kept = Seen::of(&life.ledger);
        let mut failed = 0;
        for _ in 0..STEPS {
            let (_, result) = life.step();
            match result {
                Ok(()) if life.store.waiting() == 0 => last_kept = Seen::of(&life.ledger),
                Ok(()) => {}
                Err(_) => {
                    failed += 1;
                    // Death at once.
                    let opened = Seen::of(&open_whole(&values_of(&*medium)));
                    let now = Seen::of(&life.ledger);
                    assert!(opened == last_kept || opened == now, "write {refuse}");
                    if failed > 3 {
                        break;
                    }
                }
            }
        }
        medium.refuse.set(None);
        life.store.retry().unwrap();
        assert_eq!(life.store.waiting(), 0);
        let opened = Seen::of(&open_whole(&values_of(&*medium)));
        assert!(opened == Seen::of(&life.ledger), "write {refuse}, at the end");
    }
}

#[test]
fn whichever_write_fails_nothing_that_was_reported_is_lost() {
    fail_at_each_write(false);
}

#[test]
fn if_every_write_fails_from_one_on_nothing_that_was_reported_is_lost() {
    fail_at_each_write(true);
}

/// What a tab has left when it died is swept away by the next one that is alone, and
/// nothing else is.
#[test]
fn left_overs_are_swept_away_wherever_it_died() {
    use quietly::domain::id::TabId;
    use quietly::store::{Medium, Space, Store};
    let (medium, ..) = live(5);
    let changes = medium.changes.borrow();
    let mut values = Values::new();
    for change in changes.iter() {
        apply(&mut values, change);
        let before = Seen::of(&open_whole(&values));
        let left = medium_of(&values);
        let store = Store::new(&left, Space::Own, TabId(77)).with_limits(crate::kit::LIMITS);
        store.read_new().unwrap();
        store.sweep().unwrap();
        let swept: Values = left
            .keys()
            .unwrap()
            .into_iter()
            .map(|key| (key.clone(), left.get(&key).unwrap().unwrap()))
            .collect();
        assert!(Seen::of(&open_whole(&swept)) == before);
        let parts = |values: &Values| values.keys().filter(|key| key.contains(".p.")).count();
        assert!(parts(&swept) <= parts(&values));
    }
}
