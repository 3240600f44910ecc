//! The readers of stored values, of backups and of saved people, on bytes that nobody wrote:
//! seeds of every kind, mutated. Nothing may panic, and whatever is opened keeps the laws.
//!
//! A short run with all other tests; a long one by `cargo xtask fuzz`.

use chrono::NaiveDate;
use pollster::block_on;
use proptest::collection::vec;
use proptest::prelude::*;
use quietly::domain::id::TabId;
use quietly::domain::ledger::Ledger;
use quietly::import::{FileKind, InputFile, NoPace, read};
use quietly::store::{Medium, MemoryMedium, Space, Store, read_backup, write_backup};

/// Values of every kind, as programs have written them: key, tab, value. Added to, never
/// changed: each released form stays in it.
const CORPUS: [&str; 2] =
    [include_str!("fixtures/store/first_form.tsv"), include_str!("fixtures/store/second_form.tsv")];

/// People in each form in which they are saved.
const PEOPLE: [&str; 3] = [
    include_str!("fixtures/import/own_table.csv"),
    include_str!("fixtures/import/own_cards.vcf"),
    include_str!("fixtures/import/own_people.json"),
];

fn corpus(at: usize) -> Vec<(String, String)> {
    let lines = CORPUS[at % CORPUS.len()].lines();
    lines.filter_map(|line| line.split_once('\t')).map(|(k, v)| (k.into(), v.into())).collect()
}

/// One way in which a text is changed.
#[derive(Debug, Clone)]
enum Mutation {
    Replace(usize, char),
    Remove(usize, usize),
    Insert(usize, String),
    Copy(usize, usize, usize),
    Truncate(usize),
    /// The checksum is made right again, so that what is behind it is reached.
    Reseal,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = || any::<prop::sample::Index>().prop_map(|index| index.index(4096));
    let special = prop::sample::select(vec![
        ':', '"', '{', '}', '[', ']', ',', '\\', '0', '9', '-', '\u{3400}', '\u{b3ff}', '\u{3401}',
        '\u{0}', '\u{feff}', '💥',
    ]);
    prop_oneof![
        4 => (at(), prop_oneof![special, any::<char>()]).prop_map(|(at, to)| Mutation::Replace(at, to)),
        2 => (at(), 1..40usize).prop_map(|(at, count)| Mutation::Remove(at, count)),
        2 => (at(), ".{0,12}").prop_map(|(at, text)| Mutation::Insert(at, text)),
        1 => (at(), at(), 1..60usize).prop_map(|(from, to, count)| Mutation::Copy(from, to, count)),
        1 => at().prop_map(Mutation::Truncate),
        6 => Just(Mutation::Reseal),
    ]
}

fn mutate(text: &str, mutations: &[Mutation]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for mutation in mutations {
        let end = text.len();
        let place = |at: usize| at % (end + 1);
        match mutation {
            Mutation::Replace(at, to) => {
                if let Some(character) = text.get_mut(place(*at)) {
                    *character = *to;
                }
            }
            Mutation::Remove(at, count) => {
                let from = place(*at);
                text.drain(from..end.min(from + count));
            }
            Mutation::Insert(at, inserted) => {
                let from = place(*at);
                text.splice(from..from, inserted.chars());
            }
            Mutation::Copy(from, to, count) => {
                let from = place(*from);
                let copied: Vec<char> = text[from..end.min(from + count)].to_vec();
                let to = place(*to);
                text.splice(to..to, copied);
            }
            Mutation::Truncate(at) => text.truncate(place(*at)),
            Mutation::Reseal => text = reseal(&text.iter().collect::<String>()).chars().collect(),
        }
    }
    text.into_iter().collect()
}

/// The same value with the checksum that it should have.
fn reseal(text: &str) -> String {
    let Some((version, rest)) = text.split_once(':') else { return text.to_owned() };
    let Some((_, body)) = rest.split_once(':') else { return text.to_owned() };
    let is_packed = body.chars().all(|it| ('\u{3400}'..='\u{b3ff}').contains(&it));
    let checksum =
        if is_packed { crc32fast::hash(&bytes_of(body)) } else { crc32fast::hash(body.as_bytes()) };
    format!("{version}:{checksum:08x}:{body}")
}

/// The bytes of packed units: what `docs/storage.md` says, written a second time.
fn bytes_of(units: &str) -> Vec<u8> {
    let bits: Vec<bool> = units
        .chars()
        .flat_map(|unit| {
            let value = u32::from(unit) - 0x3400;
            (0..15).rev().map(move |bit| value >> bit & 1 == 1)
        })
        .collect();
    bits.chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |all, bit| all << 1 | u8::from(*bit)))
        .collect()
}

fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(3000),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_stands_in_the_storage_it_is_opened_or_told_of(
        seed in 0..CORPUS.len(),
        which in any::<prop::sample::Index>(),
        mutations in vec(mutation(), 0..6),
        other in any::<prop::sample::Index>(),
    ) {
        let values = corpus(seed);
        let medium = MemoryMedium::default();
        for (key, value) in &values {
            medium.set(key, value).unwrap();
        }
        // One value is mutated, and may land under the key of another.
        let (key, value) = which.get(&values);
        let changed = mutate(value, &mutations);
        let is_changed = changed != *value;
        medium.set(key, &changed).unwrap();
        if mutations.len() == 5 {
            medium.set(&other.get(&values).0, &changed).unwrap();
        }
        let store = Store::new(&medium, Space::Own, TabId(1));
        let opened = store.read_new().unwrap();
        let is_told = opened.is_newer || !opened.losses.is_empty();
        let was_resealed = mutations.iter().any(|it| matches!(it, Mutation::Reseal));
        prop_assert!(!is_changed || is_told || was_resealed, "{key}");
        let ledger = Ledger::fold(opened.base, opened.facts);
        prop_assert_eq!(ledger.network().violations(), Vec::<String>::new());
        // And what is packed and saved of it is opened again.
        store.pack(0).unwrap();
        store.sweep().unwrap();
        let (base, facts) = ledger.effective();
        let text = write_backup(&base, &facts, Space::Own).unwrap();
        prop_assert!(read_backup(&text).unwrap().facts == facts, "another backup");
    }

    #[test]
    fn whatever_a_file_holds_it_is_read_or_refused(
        mutations in vec(mutation(), 0..6), seed in 0..CORPUS.len(),
    ) {
        let lines: Vec<String> = corpus(seed).into_iter().map(|(_, value)| value).collect();
        let text = format!("Quietly backup, version 2, {} lines\n{}", lines.len(), lines.join("\n"));
        let _ = read_backup(&mutate(&text, &mutations));
        let values: std::collections::BTreeMap<_, _> = corpus(seed).into_iter().collect();
        let copy = serde_json::json!({
            "program": "quietly", "what": "stored values", "saved": "", "values": values,
        });
        let copy = mutate(&copy.to_string(), &mutations);
        if let Ok(backup) = read_backup(&copy) {
            let ledger = Ledger::fold(backup.base, backup.facts);
            prop_assert_eq!(ledger.network().violations(), Vec::<String>::new());
        }
    }

    #[test]
    fn whatever_a_file_of_people_holds_it_is_read_or_refused(
        mutations in vec(mutation(), 0..8), seed in 0..PEOPLE.len(), cut in any::<bool>(),
    ) {
        let text = mutate(PEOPLE[seed], &mutations);
        let mut bytes = text.into_bytes();
        if cut {
            // Within a letter, perhaps.
            bytes.pop();
        }
        let file = InputFile { path: "people".into(), bytes };
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        match block_on(read(vec![file], today, &NoPace)) {
            Ok(export) => {
                let own = export.read.iter().all(|file| matches!(file.kind, FileKind::Own(_)));
                let rows: u32 = export.read.iter().map(|file| file.rows).sum();
                let hidden = export.hidden_members as usize;
                let people = if own { export.own.len() } else { export.connections.len() };
                prop_assert_eq!(people + hidden + export.skipped.len(), rows as usize);
                for own in &export.own {
                    let row = own.row(&export);
                    prop_assert!(row.is_some_and(|row| row.record.first_name.trim() == row.record.first_name));
                }
            }
            Err(refusal) => {
                let sentence = refusal.to_string();
                prop_assert!(sentence.ends_with('.'), "{}", sentence);
            }
        }
    }
}
