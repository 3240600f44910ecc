//! What is kept is what is opened, and what cannot be read is left alone.

use std::rc::Rc;

use proptest::prelude::*;
use quietly::domain::fact::{Act, Fact};
use quietly::domain::id::{FactId, InvitationId, PersonId, TabId};
use quietly::store::{
    BackupError, Journal, Medium, MediumError, MemoryMedium, Space, Unreadable, erase_everything,
    read_backup, usage, write_backup,
};

fn fact(tab: u64, number: u32, act: Act) -> Fact {
    Fact {
        id: FactId { clock: number + 1, tab: TabId(tab) },
        number,
        at: "2026-03-15T10:00:00.250+01:00".parse().unwrap(),
        act,
    }
}

fn ignore(tab: u64, number: u32) -> Fact {
    fact(tab, number, Act::Ignore(vec![InvitationId(u64::from(number) + 10)]))
}

fn journal(medium: &Rc<MemoryMedium>, tab: u64) -> Journal<Rc<MemoryMedium>> {
    Journal::new(medium.clone(), Space::Own, TabId(tab))
}

#[test]
fn facts_of_all_tabs_come_back_and_each_tab_hears_the_news_once() {
    let medium = Rc::new(MemoryMedium::default());
    let (one, two) = (journal(&medium, 1), journal(&medium, 2));
    one.keep(&ignore(1, 0)).unwrap();
    two.keep(&ignore(2, 0)).unwrap();
    one.keep(&ignore(1, 1)).unwrap();
    assert_eq!(one.read_new().unwrap().facts, [ignore(2, 0)]);
    assert_eq!(one.read_new().unwrap().facts, []);
    let mut all = journal(&medium, 3).read_new().unwrap().facts;
    all.sort_by_key(|fact| fact.id);
    assert_eq!(all, [ignore(1, 0), ignore(2, 0), ignore(1, 1)]);
}

#[test]
fn the_form_of_an_entry_is_kept_for_ever() {
    // What the first version wrote. A change that breaks this loses people's decisions.
    let medium = Rc::new(MemoryMedium::default());
    for line in FIRST_FORM.lines() {
        let (key, value) = line.split_once('\t').unwrap();
        medium.set(key, value).unwrap();
    }
    let opened = journal(&medium, 9).read_new().unwrap();
    assert_eq!(opened.unreadable, []);
    assert_eq!(opened.missing, 0);
    assert_eq!(opened.facts.len(), FIRST_FORM.lines().count());
    let mut ledger = quietly::domain::ledger::Ledger::default();
    for fact in opened.facts {
        ledger.record(fact);
    }
    let counts = ledger.network().counts();
    assert_eq!((counts.connections, counts.archive, counts.former), (1, 1, 1));
    assert!(
        ledger
            .entries()
            .all(|entry| { matches!(entry.outcome, quietly::domain::ledger::Outcome::Done(_)) })
    );
}

/// A short life in the first version of the page: an import, an ignored invitation, a
/// connection removed, that undone and done again. Key, tab, value.
const FIRST_FORM: &str = include_str!("fixtures/store/first_form.tsv");

#[test]
fn a_large_entry_is_deflated_and_damage_in_it_is_noticed() {
    let ids: Vec<PersonId> = (0..2_000).map(|n| PersonId(n * 7_919)).collect();
    let large = fact(1, 0, Act::Remove(ids));
    let medium = Rc::new(MemoryMedium::default());
    journal(&medium, 1).keep(&large).unwrap();
    let key = medium.keys().unwrap()[0].clone();
    let good = medium.get(&key).unwrap().unwrap();
    assert!(good.starts_with("1d:"), "{}", &good[..20]);
    assert!(good.len() * 2 < serde_json::to_string(&large).unwrap().len());
    assert_eq!(journal(&medium, 2).read_new().unwrap().facts, [large]);
    for at in (0..good.len()).step_by(97) {
        let mut bytes = good.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        medium.set(&key, &String::from_utf8(bytes).unwrap()).unwrap();
        assert_eq!(journal(&medium, 2).read_new().unwrap().unreadable.len(), 1, "byte {at}");
    }
}

#[test]
fn when_it_is_full_facts_wait_in_order_and_go_when_there_is_room() {
    let medium = Rc::new(MemoryMedium::default());
    let journal = journal(&medium, 1);
    journal.keep(&ignore(1, 0)).unwrap();
    let full = usage(&medium).unwrap().own;
    medium.set_quota(Some(full));
    assert_eq!(journal.keep(&ignore(1, 1)), Err(MediumError::Full));
    assert_eq!(journal.keep(&ignore(1, 2)), Err(MediumError::Full));
    assert_eq!(journal.waiting(), 2);
    // Room for one more: the older one goes first.
    medium.set_quota(Some(full * 2 + 8));
    assert_eq!(journal.retry(), Err(MediumError::Full));
    assert_eq!(journal.waiting(), 1);
    medium.set_quota(None);
    journal.retry().unwrap();
    let opened = crate::journal(&medium, 2).read_new().unwrap();
    assert_eq!((opened.facts.len(), opened.missing), (3, 0));
}

#[test]
fn a_damaged_entry_is_noticed_told_and_left_as_it_is() {
    let medium = Rc::new(MemoryMedium::default());
    let writer = journal(&medium, 1);
    for number in 0..3 {
        writer.keep(&ignore(1, number)).unwrap();
    }
    let key = medium.keys().unwrap()[1].clone();
    let good = medium.get(&key).unwrap().unwrap();
    for at in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[at] ^= 1;
        let bad = String::from_utf8(bytes).unwrap();
        medium.set(&key, &bad).unwrap();
        let opened = journal(&medium, 2).read_new().unwrap();
        assert_eq!((opened.facts.len(), opened.unreadable.len()), (2, 1), "byte {at}");
        assert_eq!(medium.get(&key).unwrap(), Some(bad));
    }
    medium.remove(&key).unwrap();
    let opened = journal(&medium, 2).read_new().unwrap();
    assert_eq!((opened.facts.len(), opened.missing), (2, 1));
}

#[test]
fn what_a_newer_version_wrote_is_told_apart_from_damage() {
    let medium = Rc::new(MemoryMedium::default());
    medium.set("quietly.net.00000000000000aa.0", "2:something new").unwrap();
    let opened = journal(&medium, 1).read_new().unwrap();
    assert!(opened.is_newer());
    assert_eq!(opened.unreadable[0].1, Unreadable::Newer);
}

#[test]
fn the_sample_and_other_programs_are_never_touched() {
    let medium = Rc::new(MemoryMedium::default());
    medium.set("theirs", "x").unwrap();
    journal(&medium, 1).keep(&ignore(1, 0)).unwrap();
    Journal::new(medium.clone(), Space::Sample, TabId(1)).keep(&ignore(1, 0)).unwrap();
    erase_everything(&medium, Some(Space::Sample)).unwrap();
    assert_eq!(journal(&medium, 2).read_new().unwrap().facts.len(), 1);
    erase_everything(&medium, None).unwrap();
    assert_eq!(medium.keys().unwrap(), ["theirs"]);
}

#[test]
fn a_restore_that_does_not_fit_changes_nothing() {
    let medium = Rc::new(MemoryMedium::default());
    let facts: Vec<Fact> = (0..5).map(|number| ignore(1, number)).collect();
    medium.set_quota(Some(400));
    assert_eq!(journal(&medium, 2).keep_all(&facts), Err(MediumError::Full));
    assert_eq!(medium.keys().unwrap(), Vec::<String>::new());
}

#[test]
fn a_backup_that_was_cut_or_changed_is_refused() {
    let facts: Vec<Fact> = (0..4).map(|number| ignore(1, number)).collect();
    let text = write_backup(facts.iter()).unwrap();
    assert_eq!(read_backup(&text), Ok(facts));
    for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
        assert!(read_backup(&text[..end]).is_err(), "cut at {end}");
    }
    assert_eq!(read_backup("apples"), Err(BackupError::NotABackup));
    assert_eq!(read_backup("Quietly backup, version 2, 0 entries"), Err(BackupError::Newer));
}

proptest! {
    #[test]
    fn what_is_kept_is_what_is_opened(
        clock in 0..u32::MAX,
        tab: u64,
        number: u32,
        ids in prop::collection::vec(any::<u64>(), 0..5),
        seconds in 0i64..4_000_000_000,
        offset in -50_000i32..50_000,
    ) {
        let at = chrono::DateTime::from_timestamp(seconds, 123_000_000).unwrap();
        let at = at.with_timezone(&chrono::FixedOffset::east_opt(offset / 60 * 60).unwrap());
        let act = Act::Remove(ids.into_iter().map(PersonId).collect());
        let fact = Fact { id: FactId { clock, tab: TabId(tab) }, number, at, act };
        let medium = Rc::new(MemoryMedium::default());
        journal(&medium, tab).keep(&fact).unwrap();
        prop_assert_eq!(journal(&medium, !tab).read_new().unwrap().facts, [fact]);
    }

    #[test]
    fn no_bytes_make_the_readers_panic(text in ".{0,200}") {
        let _ = read_backup(&text);
        let _ = read_backup(&format!("Quietly backup, version 1, 1 entries\n{text}"));
        let medium = Rc::new(MemoryMedium::default());
        medium.set(&format!("quietly.net.{text}"), &text).unwrap();
        medium.set("quietly.net.00000000000000aa.0", &text).unwrap();
        let opened = journal(&medium, 1).read_new().unwrap();
        prop_assert!(opened.facts.is_empty());
        prop_assert!(!opened.unreadable.is_empty());
    }
}
