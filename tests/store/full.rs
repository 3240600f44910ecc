//! Full at every size.

use std::collections::BTreeSet;
use std::rc::Rc;

use quietly::store::{Medium, MediumError, MemoryMedium};

use crate::kit::{Change, Life, Noting, Seen, Values, apply, open_whole};

const STEPS: usize = 230;
const SEED: u64 = 7;

fn units(key: &str, value: &str) -> usize {
    key.encode_utf16().count() + value.encode_utf16().count()
}

/// The sizes that the storage has after each write of a life.
fn sizes(seed: u64) -> BTreeSet<usize> {
    let medium = Rc::new(Noting::default());
    let mut life = Life::new(medium.clone(), seed);
    for _ in 0..STEPS {
        life.step().1.unwrap();
    }
    let mut values = Values::new();
    let mut sizes = BTreeSet::new();
    for change in medium.changes.borrow().iter() {
        apply(&mut values, change);
        if let Change::Set(..) = change {
            sizes.insert(values.iter().map(|(key, value)| units(key, value)).sum());
        }
    }
    sizes
}

#[test]
fn at_whatever_size_it_is_full_nothing_is_lost_and_all_is_kept_once_there_is_room() {
    let sizes = sizes(SEED);
    assert!(sizes.len() > 150, "{}", sizes.len());
    let mut refused = 0;
    for size in sizes {
        let medium = Rc::new(MemoryMedium::default());
        // One unit less than this write needs.
        medium.set_quota(Some(size - 1));
        let mut life = Life::new(medium.clone(), SEED);
        // What could be seen since all was kept last: facts are kept one by one, in order.
        let mut since_kept = vec![Seen::of(&life.ledger)];
        for _ in 0..STEPS {
            let (_, result) = life.step();
            if life.store.waiting() == 0 {
                since_kept.clear();
            }
            since_kept.push(Seen::of(&life.ledger));
            if let Err(error) = result {
                assert_eq!(error, MediumError::Full);
                refused += 1;
                let opened = Seen::of(&open_whole(&values_of(&*medium)));
                assert!(since_kept.contains(&opened), "full at {size}");
                // The rest of this life would be the same again.
                if since_kept.len() > 6 {
                    break;
                }
            }
        }
        medium.set_quota(None);
        life.store.retry().unwrap();
        let opened = Seen::of(&open_whole(&values_of(&*medium)));
        assert!(opened == Seen::of(&life.ledger), "full at {size}, at the end");
    }
    assert!(refused > 150, "{refused}");
}

pub fn values_of(medium: &impl Medium) -> Values {
    let keys = medium.keys().unwrap();
    keys.into_iter().filter_map(|key| medium.get(&key).unwrap().map(|value| (key, value))).collect()
}
