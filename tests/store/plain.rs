//! What is kept is what is opened, in all forms that there have been.

use std::rc::Rc;

use chrono::NaiveDate;
use proptest::prelude::*;
use quietly::domain::base::Base;
use quietly::domain::batch::{Batch, Worked};
use quietly::domain::fact::{Act, Fact};
use quietly::domain::guideline::Guidelines;
use quietly::domain::id::{FactId, InvitationId, PersonId, TabId};
use quietly::domain::invitation::Place;
use quietly::domain::ledger::{Ledger, Outcome};
use quietly::domain::network::Network;
use quietly::store::{
    Backup, BackupError, Loss, Medium, MediumError, MemoryMedium, Space, Store, erase_everything,
    raw_copy, read_backup, usage, write_backup,
};

/// Nothing in these histories is put off.
const TODAY: NaiveDate = NaiveDate::MAX;

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

fn journal(medium: &Rc<MemoryMedium>, tab: u64) -> Store<Rc<MemoryMedium>> {
    Store::new(medium.clone(), Space::Own, TabId(tab))
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
    assert_eq!(opened.losses, []);
    assert_eq!(opened.facts.len(), FIRST_FORM.lines().count());
    let ledger = Ledger::fold(opened.base, opened.facts);
    let counts = ledger.network().counts(TODAY);
    assert_eq!((counts.connections, counts.lists.archive, counts.former), (1, 1, 1));
    assert!(ledger.entries().all(|entry| { matches!(entry.outcome, Outcome::Done(_)) }));
}

/// A short life in the first version of the page: an import, an ignored invitation, a
/// connection removed, that undone and done again. Key, tab, value.
const FIRST_FORM: &str = include_str!("../fixtures/store/first_form.tsv");

/// A longer life in the second form, with values of every kind: key, tab, value.
const SECOND_FORM: &str = include_str!("../fixtures/store/second_form.tsv");

#[test]
fn the_form_of_segments_parts_and_bases_is_kept_for_ever() {
    let medium = MemoryMedium::default();
    for line in SECOND_FORM.lines() {
        let (key, value) = line.split_once('\t').unwrap();
        medium.set(key, value).unwrap();
    }
    let opened = Store::new(&medium, Space::Own, TabId(9)).read_new().unwrap();
    assert_eq!(opened.losses, []);
    let ledger = Ledger::fold(opened.base, opened.facts);
    let counts = ledger.network().counts(TODAY);
    let (_, facts) = ledger.effective();
    assert_eq!((counts.connections, counts.former, counts.lists.inbox), (39, 29, 38));
    assert_eq!((counts.lists.sent, counts.lists.archive, counts.lists.trash), (12, 186, 24));
    let imports = ledger.network().imports().count();
    assert_eq!((ledger.older(), facts.len(), imports), (215, 92, 30));
}

/// A life in which all was written that a user can write, some of it below the history, and
/// some forgotten.
const WRITTEN: &str = include_str!("../fixtures/store/second_form_written.tsv");

#[test]
fn the_form_of_what_users_write_is_kept_for_ever() {
    let medium = MemoryMedium::default();
    for line in WRITTEN.lines() {
        let (key, value) = line.split_once('\t').unwrap();
        medium.set(key, value).unwrap();
    }
    let opened = Store::new(&medium, Space::Own, TabId(9)).read_new().unwrap();
    assert_eq!(opened.losses, []);
    let ledger = Ledger::fold(opened.base, opened.facts);
    assert!(ledger.unwritten().is_none(), "what is forgotten was written anew");
    let written = |network: &Network| {
        let people = || network.people();
        let invitations = || network.invitations();
        [
            people().filter(|it| !it.note().is_empty()).count(),
            people().filter(|it| it.tags().next().is_some()).count(),
            invitations().filter(|it| !it.reason().is_empty()).count(),
            invitations().filter(|it| it.standing.snoozed.is_some()).count(),
            invitations().filter(|it| it.standing.under.is_some()).count(),
            invitations().filter(|it| it.standing.place == Place::Purged).count(),
            network.versions().count(),
            network.courtesy().map_or(0, |it| it.len()),
        ]
    };
    assert_eq!(written(&ledger.base().network), [2, 5, 1, 1, 1, 1, 3, 1]);
    assert_eq!(written(ledger.network()), [7, 15, 8, 3, 5, 3, 11, 1]);
    let conditions = |it: &Guidelines| format!("{:?}", it.rule).matches("Is(").count();
    assert_eq!(ledger.network().guidelines().map(conditions), Some(14));
    assert_eq!((ledger.older(), ledger.effective().1.len()), (56, 145));
}

/// A life with people who are missing, merged, kept apart, edited and ticked off, and with words
/// that a file brought back; some of it below the history.
const PEOPLE: &str = include_str!("../fixtures/store/second_form_people.tsv");

/// How many there are of each of these.
fn of_people(network: &Network) -> [usize; 8] {
    let people = || network.people();
    [
        people().filter(|it| it.connection().is_some_and(|it| it.missing)).count(),
        people().filter(|it| it.former().is_some_and(|it| it.was.missing)).count(),
        people().filter(|it| !it.parting().is_empty()).count(),
        people().filter(|it| it.edits().is_some()).count(),
        network.aliases().count(),
        network.pairs_apart().count(),
        network.ticks().count(),
        network.views().map_or(0, |views| views.len()),
    ]
}

#[test]
fn the_form_of_what_is_known_of_people_is_kept_for_ever() {
    let medium = MemoryMedium::default();
    for line in PEOPLE.lines() {
        let (key, value) = line.split_once('\t').unwrap();
        medium.set(key, value).unwrap();
    }
    let opened = Store::new(&medium, Space::Own, TabId(9)).read_new().unwrap();
    assert_eq!(opened.losses, []);
    let ledger = Ledger::fold(opened.base, opened.facts);
    assert_eq!(of_people(&ledger.base().network), [1, 0, 1, 1, 2, 0, 1, 1]);
    // Nine who were merged, and seven addresses that lead to whom they were merged with.
    assert_eq!(of_people(ledger.network()), [1, 0, 9, 3, 16, 4, 1, 1]);
    let (_, facts) = ledger.effective();
    let batches = facts.iter().filter_map(|fact| match &fact.act {
        Act::Import(batch) => Some(batch),
        _ => None,
    });
    let more = batches.fold([0; 4], |[missing, merged, withdrawn, own], it| {
        let (missing, merged) = (missing + it.missing.len(), merged + it.merged.len());
        [missing, merged, withdrawn + it.withdrawn.len(), own + it.own.len()]
    });
    assert_eq!(more, [7, 3, 4, 5]);
}

/// What a saved file and an older export bring beside rows.
fn words_and_work() -> Batch {
    let [mira, tom] = [11, 12].map(PersonId);
    Batch {
        partings: vec![(mira, "we never spoke".into())],
        worked: vec![
            Worked { person: mira, company: "Fjordline".into(), position: "CTO".into() },
            Worked { person: tom, ..Worked::default() },
        ],
        moved: vec![tom],
        ..Batch::default()
    }
}

/// An import of that.
const WORKED: &str = include_str!("../fixtures/store/second_form_worked.tsv");

#[test]
fn the_form_of_older_jobs_and_of_reasons_for_removing_is_kept_for_ever() {
    let medium = Rc::new(MemoryMedium::default());
    for line in WORKED.lines() {
        let (key, value) = line.split_once('\t').unwrap();
        medium.set(key, value).unwrap();
    }
    let opened = journal(&medium, 9).read_new().unwrap();
    assert_eq!((opened.losses, opened.facts.len()), (vec![], 1));
    assert_eq!(opened.facts[0].act, Act::Import(words_and_work().into()));
}

#[test]
fn when_it_is_full_facts_wait_in_order_and_go_when_there_is_room() {
    let medium = Rc::new(MemoryMedium::default());
    let journal = journal(&medium, 1);
    journal.keep(&ignore(1, 0)).unwrap();
    let full = usage(&medium).unwrap().history;
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
    let opened = super::plain::journal(&medium, 2).read_new().unwrap();
    assert_eq!((opened.facts.len(), opened.losses), (3, vec![]));
}

#[test]
fn what_a_newer_version_wrote_is_told_apart_from_damage() {
    for (key, value) in [
        ("quietly.net.00000000000000aa.0", "3:00000000:something new"),
        ("quietly.net.s.00000000000000aa.0", "3:00000000:something new"),
        ("quietly.net.x.00000000000000aa.0", "2:00000000:a key of a new kind"),
    ] {
        let medium = Rc::new(MemoryMedium::default());
        medium.set(key, value).unwrap();
        let opened = journal(&medium, 1).read_new().unwrap();
        assert!(opened.is_newer, "{key}");
        assert_eq!(opened.losses, [], "{key}");
        assert_eq!(journal(&medium, 1).pack(0).unwrap(), quietly::store::Packed::Left);
    }
    let medium = Rc::new(MemoryMedium::default());
    medium.set("quietly.net.00000000000000aa.0", "2:00000000:{}").unwrap();
    let opened = journal(&medium, 1).read_new().unwrap();
    assert!(!opened.is_newer);
    let key = "quietly.net.00000000000000aa.0".to_owned();
    assert_eq!(opened.losses, [Loss::Damaged(key)]);
}

#[test]
fn the_sample_and_other_programs_are_never_touched() {
    let medium = Rc::new(MemoryMedium::default());
    medium.set("theirs", "x").unwrap();
    journal(&medium, 1).keep(&ignore(1, 0)).unwrap();
    Store::new(medium.clone(), Space::Sample, TabId(1)).keep(&ignore(1, 0)).unwrap();
    erase_everything(&medium, Some(Space::Sample)).unwrap();
    assert_eq!(journal(&medium, 2).read_new().unwrap().facts.len(), 1);
    erase_everything(&medium, None).unwrap();
    assert_eq!(medium.keys().unwrap(), ["theirs"]);
}

#[test]
fn a_backup_that_was_cut_or_changed_is_refused() {
    let facts: Vec<Fact> = (0..4).map(|number| ignore(1, number)).collect();
    let text = write_backup(&Base::default(), &facts, Space::Own).unwrap();
    assert_eq!(read_backup(&text), Ok(Backup { facts: facts.clone(), ..Backup::default() }));
    let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
        assert!(read_backup(&text[..end]).is_err(), "cut at {end}");
    }
    let from = lines[0] + 1;
    for at in from..text.len() - 1 {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(read_backup(&changed).is_err(), "changed at {at}");
    }
    assert_eq!(read_backup("apples"), Err(BackupError::NotABackup));
    assert_eq!(read_backup("{\"program\":\"apples\"}"), Err(BackupError::NotABackup));
    assert_eq!(read_backup("Quietly backup, version 3, 0 lines"), Err(BackupError::Newer));
    let sample = write_backup(&Base::default(), &facts, Space::Sample).unwrap();
    assert!(read_backup(&sample).unwrap().is_sample);
}

#[test]
fn a_backup_of_the_first_version_is_still_read() {
    let entries: Vec<&str> =
        FIRST_FORM.lines().map(|line| line.split_once('\t').unwrap().1).collect();
    let text =
        format!("Quietly backup, version 1, {} entries\n{}\n", entries.len(), entries.join("\n"));
    let backup = read_backup(&text).unwrap();
    let ledger = Ledger::fold(backup.base, backup.facts);
    assert_eq!(ledger.network().counts(TODAY).former, 1);
}

#[test]
fn a_copy_of_the_stored_values_is_restored_as_far_as_it_can_be_read() {
    let medium = Rc::new(MemoryMedium::default());
    let writer = journal(&medium, 1);
    for number in 0..3 {
        writer.keep(&ignore(1, number)).unwrap();
    }
    medium.set("theirs", "not ours").unwrap();
    let copy = raw_copy(&medium, "2026-11-23T10:00:00Z").unwrap();
    assert!(!copy.contains("theirs"));
    assert_eq!(read_backup(&copy).unwrap().facts.len(), 3);
    medium.set("quietly.net.0000000000000001.1", "2:00000000:{}").unwrap();
    let copy = raw_copy(&medium, "").unwrap();
    let backup = read_backup(&copy).unwrap();
    assert_eq!((backup.facts.len(), backup.losses), (2, 1));
    assert!(copy.contains("2:00000000:{}"), "the damaged bytes are in it");
}

proptest! {
    #[test]
    fn what_is_kept_is_what_is_opened(
        clock in 0..u32::MAX,
        tab: u64,
        number in 0..u32::MAX,
        ids in prop::collection::vec(any::<u64>(), 0..5),
        words in ".{0,40}",
        kind in 0..6,
        seconds in 0i64..4_000_000_000,
        offset in -50_000i32..50_000,
    ) {
        let at = chrono::DateTime::from_timestamp(seconds, 123_000_000).unwrap();
        let at = at.with_timezone(&chrono::FixedOffset::east_opt(offset / 60 * 60).unwrap());
        let people: Vec<PersonId> = ids.iter().copied().map(PersonId).collect();
        let invitations: Vec<InvitationId> = ids.iter().copied().map(InvitationId).collect();
        let act = match kind {
            0 => Act::Remove(people),
            1 => Act::Tag { people, tag: words },
            2 => Act::Untag { people, tag: words },
            3 => Act::Note { person: PersonId(tab), text: words },
            4 => Act::Reason { invitations, text: words },
            _ => Act::Snooze { invitations, until: at.date_naive() },
        };
        let fact = Fact { id: FactId { clock, tab: TabId(tab) }, number, at, act };
        let medium = Rc::new(MemoryMedium::default());
        journal(&medium, tab).keep(&fact).unwrap();
        prop_assert_eq!(journal(&medium, !tab).read_new().unwrap().facts, [fact]);
    }

    #[test]
    fn no_bytes_make_the_readers_panic(text in ".{0,200}") {
        let _ = read_backup(&text);
        let _ = read_backup(&format!("Quietly backup, version 1, 1 entries\n{text}"));
        let _ = read_backup(&format!("Quietly backup, version 2, 1 lines\n{text}"));
        let medium = Rc::new(MemoryMedium::default());
        medium.set(&format!("quietly.net.{text}"), &text).unwrap();
        medium.set("quietly.net.00000000000000aa.0", &text).unwrap();
        let opened = journal(&medium, 1).read_new().unwrap();
        prop_assert!(opened.facts.is_empty());
        prop_assert!(opened.is_newer || !opened.losses.is_empty());
    }
}
