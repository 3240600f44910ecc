//! Whoever goes out comes in again without a difference, and other programs read the files.

use chrono::NaiveDate;
use pollster::block_on;
use proptest::collection::vec;
use proptest::prelude::*;

use quietly::domain::fact::{Act, Named};
use quietly::domain::id::{PersonId, TabId};
use quietly::domain::ledger::{Author, Ledger};
use quietly::domain::network::Network;
use quietly::domain::person::{Person, Record};
use quietly::domain::profile::ProfileAddress;
use quietly::domain::stamp::Stamp;
use quietly::import::{InputFile, NoPace, Options, Plan, plan, read};
use quietly::outgoing::{csv, json, vcard};

const NOW: &str = "2026-06-20T10:00:00+02:00";

fn today() -> NaiveDate {
    "2026-06-20".parse().unwrap()
}

fn act(ledger: &mut Ledger, number: u32, act: Act) {
    let by = Author { tab: TabId(7), number, at: NOW.parse().unwrap() };
    let fact = ledger.decide(act, by).unwrap();
    ledger.record(fact);
}

fn planned(network: &Network, text: &str) -> Plan {
    let file = InputFile { path: "Connections.csv".into(), bytes: text.as_bytes().to_vec() };
    let export = block_on(read(vec![file], today(), &NoPace)).unwrap();
    assert!(export.skipped.is_empty(), "{:?}", export.skipped);
    let made_on = export.made_on.map(|told| told.day);
    let options = Options { label: "own".into(), made_on, today: today(), old_into_archive: false };
    plan(network, &export, &options)
}

fn imported(text: &str) -> Ledger {
    let mut ledger = Ledger::default();
    let plan = planned(ledger.network(), text);
    act(&mut ledger, 0, Act::Import(plan.batch.into()));
    ledger
}

/// Texts as strangers write them: with what CSV, spreadsheets and cards make something of.
fn text() -> impl Strategy<Value = String> {
    let wild = "[=+@'\"a-zé,;\\\\\n山🙂 -]{0,12}";
    // The importer trims, and puts spaces for line breaks in names.
    wild.prop_map(|text| text.replace('\n', " ").trim().to_owned())
}

fn row() -> impl Strategy<Value = (String, String, String, String, u16)> {
    (text(), text(), text(), text(), 0_u16..3000)
}

fn people_of(rows: &[(String, String, String, String, u16)]) -> Ledger {
    let mut ledger = Ledger::default();
    for (n, (first, last, company, position, day)) in (0_u32..).zip(rows) {
        let profile = ProfileAddress::parse(&format!("linkedin.com/in/p{n}"));
        let record = Record {
            first_name: first.clone(),
            last_name: last.clone(),
            company: company.clone(),
            position: position.clone(),
            email: if day % 3 == 0 { format!("p{n}@example.org") } else { String::new() },
            profile,
            ..Record::default()
        };
        let id = PersonId::of(&["profile", &format!("linkedin.com/in/p{n}")]);
        let since = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
        let since = Stamp::Day(since + chrono::Days::new(u64::from(*day)));
        let person = Named { id, record: record.into() };
        act(&mut ledger, n, Act::Connect { person, since });
    }
    ledger
}

fn known(network: &Network) -> Vec<(PersonId, Record, Option<NaiveDate>)> {
    let one = |person: &Person| {
        let since = person.connection().and_then(|it| it.since.day());
        (person.id, (*person.record).clone(), since)
    };
    network.people().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_csv_comes_in_again_without_a_difference(rows in vec(row(), 1..6)) {
        let ledger = people_of(&rows);
        let text = csv::write(ledger.network().people());
        let again = imported(&text);
        prop_assert_eq!(known(again.network()), known(ledger.network()));
        let twice = planned(again.network(), &csv::write(again.network().people()));
        prop_assert!(twice.report.changes_nothing(), "{:?}", twice.report);
    }

    #[test]
    fn no_cell_begins_like_a_formula(rows in vec(row(), 1..6)) {
        let ledger = people_of(&rows);
        let text = csv::write(ledger.network().people());
        let mut reader = csv_core::Reader::new();
        let (mut rest, mut cell) = (text.as_bytes(), [0_u8; 512]);
        loop {
            let (result, read, written) = reader.read_field(rest, &mut cell);
            rest = &rest[read..];
            match result {
                csv_core::ReadFieldResult::Field { .. } => {
                    prop_assert!(!cell[..written].starts_with(b"="));
                    prop_assert!(!cell[..written].starts_with(b"+"));
                    prop_assert!(!cell[..written].starts_with(b"-"));
                    prop_assert!(!cell[..written].starts_with(b"@"));
                }
                csv_core::ReadFieldResult::End => break,
                _ => {}
            }
        }
    }

    #[test]
    fn a_card_is_whole_and_its_lines_are_short(rows in vec(row(), 1..6)) {
        let ledger = people_of(&rows);
        let text = vcard::write(ledger.network().people());
        prop_assert!(text.ends_with("\r\n"));
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
        let unfolded = text.replace("\r\n ", "");
        let lines: Vec<&str> = unfolded.split_terminator("\r\n").collect();
        let count = |wanted: &str| lines.iter().filter(|line| **line == wanted).count();
        prop_assert_eq!(count("BEGIN:VCARD"), rows.len());
        prop_assert_eq!(count("END:VCARD"), rows.len());
        prop_assert_eq!(count("VERSION:4.0"), rows.len());
        for person in ledger.network().people().filter(|it| !it.record.company.is_empty()) {
            let organizations = lines.iter().filter_map(|line| line.strip_prefix("ORG:"));
            let mut meant = organizations.map(|value| value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\"));
            prop_assert!(meant.any(|value| value == person.record.company));
        }
    }
}

#[test]
fn a_card_reads_as_the_standard_says() {
    let mut ledger = people_of(&[(
        "Zoë".into(),
        "Brandt, PhD".into(),
        "Woodgrove; Ltd".into(),
        "Chief".into(),
        3,
    )]);
    let id = ledger.network().people().next().unwrap().id;
    act(&mut ledger, 1, Act::Note { person: id, text: "one\ntwo".into() });
    act(&mut ledger, 2, Act::Tag { people: vec![id], tag: "a,b".into() });
    let card = vcard::write(ledger.network().people());
    let uid = format!("UID;VALUE=text:quietly-{id}");
    assert_eq!(
        card.split_terminator("\r\n").collect::<Vec<_>>(),
        [
            "BEGIN:VCARD",
            "VERSION:4.0",
            &uid,
            "FN:Zoë Brandt\\, PhD",
            "N:Brandt\\, PhD;Zoë;;;",
            "EMAIL:p0@example.org",
            "ORG:Woodgrove\\; Ltd",
            "TITLE:Chief",
            "NOTE:one\\ntwo",
            "CATEGORIES:a\\,b",
            "URL:https://www.linkedin.com/in/p0",
            "X-CONNECTED-ON:20150104",
            "END:VCARD",
        ]
    );
}

#[test]
fn json_holds_what_is_known_and_what_the_user_wrote() {
    let mut ledger = people_of(&[("Zoë".into(), "Brandt".into(), String::new(), String::new(), 0)]);
    let id = ledger.network().people().next().unwrap().id;
    act(&mut ledger, 1, Act::Tag { people: vec![id], tag: "berlin".into() });
    act(&mut ledger, 2, Act::Remove(vec![id]));
    let text = json::write(ledger.network().people(), today()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["format"], "quietly-people");
    let person = &value["people"][0];
    assert_eq!(person["first_name"], "Zoë");
    assert_eq!(person["tie"], "former");
    assert_eq!(person["connected_on"], "2015-01-01");
    assert_eq!(person["removed_at"], "2026-06-20T10:00:00+02:00");
    assert_eq!(person["tags"][0], "berlin");
    assert_eq!(person.get("company"), None);
}
