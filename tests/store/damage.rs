//! Each stored value flipped, cut and deleted in turn.

use std::collections::BTreeSet;
use std::rc::Rc;

use quietly::domain::fact::{Act, Fact};
use quietly::domain::id::TabId;
use quietly::domain::ledger::Ledger;
use quietly::store::{Loss, Medium, MemoryMedium, Opened, Space, Store};

use crate::full::values_of;
use crate::kit::{LIMITS, Life, Values, medium_of};

/// What a life has left, swept, with values of every kind: the first life that does.
fn left() -> Values {
    (9..40).find_map(left_by).expect("a life with values of every kind")
}

fn left_by(seed: u64) -> Option<Values> {
    let medium = Rc::new(MemoryMedium::default());
    let mut life = Life::new(medium.clone(), seed);
    let has = |values: &Values, kind: &str| values.keys().any(|key| key.contains(kind));
    for _ in 0..1000 {
        life.step().1.unwrap();
        let entries = || values_of(&*medium).keys().filter(|key| is_entry(key)).count();
        if life.store.waiting() == 0 && entries() > 6 {
            life.store.sweep().unwrap();
            let values = values_of(&*medium);
            if [".s.", ".p.", ".b.", ".m."].iter().all(|kind| has(&values, kind)) {
                return Some(values);
            }
        }
    }
    None
}

fn is_entry(key: &str) -> bool {
    key.matches('.').count() == 3
}

fn open(values: &Values) -> (Opened, MemoryMedium) {
    let medium = medium_of(values);
    let opened = store(&medium).read_new().unwrap();
    (opened, medium)
}

fn store(medium: &MemoryMedium) -> Store<&MemoryMedium> {
    Store::new(medium, Space::Own, TabId(0xabc)).with_limits(LIMITS)
}

fn ids(facts: &[Fact]) -> BTreeSet<String> {
    facts.iter().map(|fact| fact.id.to_string()).collect()
}

/// The key of the entry that nothing written later could tell of: that it is gone looks like
/// a death before it was written.
fn newest_entry(values: &Values) -> Option<String> {
    let (opened, _) = open(values);
    let newest = opened.facts.iter().max_by_key(|fact| fact.id)?;
    let key = format!("quietly.net.{}.{}", newest.id.tab, newest.number);
    values.contains_key(&key).then_some(key)
}

fn damages(key: &str, value: &str) -> Vec<(String, Option<String>)> {
    let characters: Vec<char> = value.chars().collect();
    let mut all = vec![
        ("deleted".to_owned(), None),
        ("emptied".to_owned(), Some(String::new())),
        ("halved".to_owned(), Some(characters.iter().take(characters.len() / 2).collect())),
        ("doubled".to_owned(), Some(format!("{value}{value}"))),
        ("one short".to_owned(), Some(characters.iter().take(characters.len() - 1).collect())),
    ];
    // Every character of what heads the store, and of a header; of bodies a sample.
    let every = if [".m.", ".b."].iter().any(|kind| key.contains(kind)) { 1 } else { 13 };
    for at in (0..characters.len()).filter(|at| *at < 16 || at % every == 0) {
        for change in [1, 0x40] {
            let mut changed = characters.clone();
            let flipped = char::from_u32(u32::from(characters[at]) ^ change);
            changed[at] = flipped.unwrap_or('?');
            all.push((format!("flipped by {change:#x} at {at}"), Some(changed.iter().collect())));
        }
    }
    all
}

#[test]
fn each_damage_is_noticed_nothing_else_is_lost_and_nothing_is_overwritten() {
    let values = left();
    let (whole, _) = open(&values);
    assert_eq!(whole.losses, []);
    let all = ids(&whole.facts);
    let newest = newest_entry(&values);
    let mut tried = 0;
    for (key, value) in &values {
        for (how, damaged) in damages(key, value) {
            let mut values = values.clone();
            match &damaged {
                Some(damaged) => values.insert(key.clone(), damaged.clone()),
                None => values.remove(key),
            };
            let (opened, medium) = open(&values);
            let is_noticed = opened.is_newer || !opened.losses.is_empty();
            let is_death = damaged.is_none() && newest.as_ref() == Some(key);
            assert!(is_noticed || is_death, "{key} {how}");
            // Of the rest, all is found. Without the base, the facts that it stands for
            // are lost, and only those.
            let found = ids(&opened.facts);
            let lost = all.difference(&found).count();
            let may_lose = match key {
                key if is_entry(key) => 1,
                key if key.contains(".s.") => LIMITS.segment,
                _ => 0,
            };
            assert!(lost <= may_lose, "{key} {how}: {lost} facts are lost");
            if opened.is_newer {
                continue;
            }
            // Life goes on, and the bytes stay as they are.
            let store = store(&medium);
            let opened = store.read_new().unwrap();
            let mut ledger = Ledger::fold(opened.base, opened.facts);
            let act = Act::Receive(crate::kit::entered(123_456_789));
            let at = "2027-01-01T10:00:00+01:00".parse().unwrap();
            let by = quietly::domain::ledger::Author { tab: store.tab(), number: 0, at };
            let fact = ledger.decide(act, by).unwrap();
            store.keep(&fact).unwrap();
            ledger.record(fact);
            store.pack(0).unwrap();
            store.sweep().unwrap();
            assert_eq!(medium.get(key).unwrap(), damaged, "{key} {how}: overwritten");
            let again = Store::new(&medium, Space::Own, TabId(0xdef)).read_new().unwrap();
            // A list that is gone is written anew: nothing else went with it.
            let is_mended = damaged.is_none() && key.contains(".m.");
            assert!(is_death || is_mended || !again.losses.is_empty(), "{key} {how}: forgotten");
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn losses_that_the_user_goes_on_without_are_not_told_again_and_new_ones_are() {
    let mut values = left();
    let is_plain = |(key, value): &(&String, &String)| is_entry(key) && !value.contains("parts");
    let entries: Vec<String> = values.iter().filter(is_plain).map(|(key, _)| key.clone()).collect();
    values.insert(entries[0].clone(), "2:00000000:{}".into());
    let part = values.keys().find(|key| key.contains(".p.")).unwrap().clone();
    values.remove(&part);
    let (opened, medium) = open(&values);
    assert!(opened.losses.contains(&Loss::Damaged(entries[0].clone())));
    assert!(opened.losses.contains(&Loss::Gone(part)));
    let before = ids(&opened.facts);
    store(&medium).give_up(&opened.losses).unwrap();
    let (again, medium) = open(&values_of(&medium));
    assert_eq!(again.losses, []);
    assert_eq!(ids(&again.facts), before);
    medium.set(&entries[1], "2:11111111:{}").unwrap();
    let (third, _) = open(&values_of(&medium));
    assert!(third.losses.contains(&Loss::Damaged(entries[1].clone())));
}
