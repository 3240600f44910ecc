//! Whoever goes out comes in again without a difference, and other programs read the files.

use chrono::{NaiveDate, NaiveDateTime};
use pollster::block_on;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use quietly::domain::fact::{Act, Entered, Named};
use quietly::domain::id::{InvitationId, PersonId, TabId};
use quietly::domain::ledger::{Author, Ledger};
use quietly::domain::network::Network;
use quietly::domain::person::{Cause, Moment, Person, Record, Tie};
use quietly::domain::profile::ProfileAddress;
use quietly::domain::stamp::Stamp;
use quietly::import::{
    ConnectionRow, Export, FileKind, InputFile, MadeOn, MadeOnSource, NoPace, Options, OwnForm,
    OwnTie, Plan, plan, read,
};
use quietly::outgoing::{csv, json, vcard};

const NOW: &str = "2026-06-20T00:30:00+02:00";

fn now() -> Moment {
    NOW.parse().unwrap()
}

fn today() -> NaiveDate {
    now().date_naive()
}

fn act(ledger: &mut Ledger, act: Act) {
    let number = u32::try_from(ledger.entries().count()).unwrap();
    let by = Author { tab: TabId(7), number, at: now() };
    let fact = ledger.decide(act, by).unwrap();
    ledger.record(fact);
}

const FORMS: [OwnForm; 3] = [OwnForm::Table, OwnForm::Cards, OwnForm::Json];

fn saved<'a>(form: OwnForm, people: impl Iterator<Item = &'a Person>) -> String {
    match form {
        OwnForm::Table => csv::write(people, today()),
        OwnForm::Cards => vcard::write(people, now()),
        OwnForm::Json => json::write(people, today()).unwrap(),
    }
}

fn read_back(text: &str) -> Export {
    // Contents decide, not the name.
    let file = InputFile { path: "people.txt".into(), bytes: text.as_bytes().to_vec() };
    let export = block_on(read(vec![file], today(), &NoPace)).unwrap();
    assert!(export.skipped.is_empty(), "{:?}", export.skipped);
    assert_eq!(export.hidden_members, 0);
    assert_eq!(export.made_on, Some(MadeOn { day: today(), source: MadeOnSource::Own }));
    export
}

fn planned(network: &Network, text: &str) -> Plan {
    let export = read_back(text);
    let made_on = export.made_on.map(|told| told.day);
    let options = Options { label: "own".into(), made_on, today: today(), old_into_archive: false };
    plan(network, &export, &options)
}

fn imported(text: &str) -> Ledger {
    let mut ledger = Ledger::default();
    let plan = planned(ledger.network(), text);
    act(&mut ledger, Act::Import(plan.batch.into()));
    ledger
}

/// What somebody is to become.
#[derive(Debug, Clone)]
struct Wish {
    names: (String, String),
    job: (String, String),
    linkedin_note: String,
    /// Whether there is an address, and whether an e-mail.
    known_by: (bool, bool),
    since: Stamp,
    note: String,
    reason: String,
    tags: Vec<String>,
    tie: Fate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Connected,
    Former,
    Untied,
}

/// Texts as strangers write them: with what tables, spreadsheets and cards make something of.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[=+@%|'\"a-zé,;:\\\\\n\t\u{200b}山🙂＝ -]{0,12}",
        2 => "\\PC{0,12}",
        1 => any::<String>(),
        1 => prop::sample::select(vec![
            "-", "+49 30 1234", "'=1", "=HYPERLINK(\"https://x\")", "a;=1;b", "x\r\ny", "\\n", "\\",
            "מירה", "\u{202e}abc", "👩‍👩‍👧‍👦 family", "e\u{301}", "\u{b}\u{1f}", "BEGIN:VCARD", "\",\n\"",
            "First Name", "a,b,c,d,e,f,g", "{\"people\":[]}",
        ]).prop_map(str::to_owned),
    ]
}

/// A text with the line breaks that all texts have here.
fn text() -> impl Strategy<Value = String> {
    any_text().prop_map(|text| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text as the importer hands it on.
fn value() -> impl Strategy<Value = String> {
    let is_outer = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0');
    text().prop_map(move |text| text.trim_matches(is_outer).to_owned())
}

fn stamp() -> impl Strategy<Value = Stamp> {
    let day = |days: u16| {
        NaiveDate::from_ymd_opt(2003, 5, 5).unwrap() + chrono::Days::new(u64::from(days))
    };
    let minute = move |(days, minute): (u16, i64)| {
        NaiveDateTime::from(day(days)) + chrono::Duration::minutes(minute)
    };
    prop_oneof![
        4 => (0_u16..8000).prop_map(move |days| Stamp::Day(day(days))),
        1 => (0_u16..8000, 0_i64..1440).prop_map(move |it| Stamp::Minute(minute(it))),
        1 => Just(Stamp::Unknown),
        1 => prop::sample::select(vec!["in spring, or so", "=1+1", "31 Feb 2024", "03/04/2024", "\\,"])
            .prop_map(|text| Stamp::Unreadable(text.to_owned())),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    let tags = btree_set(text().prop_filter("a tag", |tag| !tag.trim().is_empty()), 0..3);
    let own = (text(), text(), tags.prop_map(|tags| tags.into_iter().collect()));
    let tie =
        prop::sample::select(vec![Fate::Connected, Fate::Connected, Fate::Former, Fate::Untied]);
    let known_by = any::<(bool, bool)>();
    ((value(), value()), (value(), value()), value(), known_by, stamp(), own, tie).prop_map(
        |(names, job, linkedin_note, known_by, since, (note, reason, tags), tie)| Wish {
            names,
            job,
            linkedin_note,
            known_by,
            since,
            note,
            reason,
            tags,
            tie,
        },
    )
}

fn plain_wish() -> Wish {
    Wish {
        names: ("Zoë".into(), "Brandt, PhD".into()),
        job: ("Woodgrove; Ltd".into(), "Chief".into()),
        linkedin_note: String::new(),
        known_by: (true, true),
        since: Stamp::Day("2015-01-04".parse().unwrap()),
        note: String::new(),
        reason: String::new(),
        tags: Vec::new(),
        tie: Fate::Connected,
    }
}

fn people_of(wishes: &[Wish]) -> Ledger {
    let mut ledger = Ledger::default();
    for (n, wish) in wishes.iter().enumerate() {
        let named = !wish.names.0.is_empty() || !wish.names.1.is_empty();
        let has_address = wish.known_by.0 || !named;
        let address = format!("https://linkedin.com/in/p{n}, \"é\"");
        let email = format!("p{n},+=@example.org");
        let record = Record {
            first_name: wish.names.0.clone(),
            last_name: wish.names.1.clone(),
            profile: ProfileAddress::parse(&address).filter(|_| has_address),
            email: if wish.known_by.1 { email } else { String::new() },
            company: wish.job.0.clone(),
            position: wish.job.1.clone(),
            linkedin_note: wish.linkedin_note.clone(),
        };
        let id = PersonId::of(&["some", &n.to_string()]);
        let person = Named { id, record: record.into() };
        act(
            &mut ledger,
            match wish.tie {
                Fate::Untied => Act::Receive(Entered {
                    id: InvitationId::of(&[&n.to_string()]),
                    person,
                    sent_at: Stamp::Unknown,
                    message: String::new(),
                }),
                Fate::Connected | Fate::Former => {
                    Act::Connect { person, since: wish.since.clone() }
                }
            },
        );
        if wish.tie == Fate::Former {
            act(&mut ledger, Act::Remove(vec![id]));
            if !wish.reason.is_empty() {
                act(&mut ledger, Act::Parting { people: vec![id], text: wish.reason.clone() });
            }
        }
        if !wish.note.is_empty() {
            act(&mut ledger, Act::Note { person: id, text: wish.note.clone() });
        }
        for tag in &wish.tags {
            act(&mut ledger, Act::Tag { people: vec![id], tag: tag.clone() });
        }
    }
    ledger
}

/// What a row says of somebody: all but where it stands.
type Said = (String, String, Option<ProfileAddress>, String, String, String, Stamp);

fn since(person: &Person) -> Stamp {
    match &person.tie {
        Tie::None => Stamp::Unknown,
        Tie::Connected(connection) => connection.since.clone(),
        Tie::Former(former) => former.was.since.clone(),
    }
}

fn known(person: &Person) -> Said {
    let it = &person.record;
    let job = (it.company.clone(), it.position.clone());
    let names = (it.first_name.clone(), it.last_name.clone());
    (names.0, names.1, it.profile.clone(), it.email.clone(), job.0, job.1, since(person))
}

fn said(row: &ConnectionRow) -> Said {
    let it = &row.record;
    let job = (it.company.clone(), it.position.clone());
    let names = (it.first_name.clone(), it.last_name.clone());
    (names.0, names.1, it.profile.clone(), it.email.clone(), job.0, job.1, row.connected_on.clone())
}

/// Whether somebody is known by what a row can carry.
fn has_a_row(person: &&Person) -> bool {
    let it = &person.record;
    it.profile.is_some()
        || [&it.first_name, &it.last_name, &it.email].iter().any(|it| !it.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cards_and_json_are_read_as_they_were_saved(wishes in vec(wish(), 1..6)) {
        let ledger = people_of(&wishes);
        let people: Vec<&Person> = ledger.network().people().collect();
        for form in [OwnForm::Cards, OwnForm::Json] {
            let export = read_back(&saved(form, people.iter().copied()));
            prop_assert_eq!(export.read[0].kind, FileKind::Own(form));
            prop_assert_eq!(export.own.len(), people.len());
            for (own, person) in export.own.iter().zip(&people) {
                prop_assert_eq!(own.id, Some(person.id));
                prop_assert_eq!(said(own.row(&export).unwrap()), known(person));
                prop_assert_eq!(&own.linkedin_note, &person.record.linkedin_note);
                prop_assert_eq!(own.note.as_str(), person.note());
                prop_assert_eq!(own.tags.iter().map(String::as_str).collect::<Vec<_>>(), person.tags().collect::<Vec<_>>());
                match (&own.tie, &person.tie) {
                    (OwnTie::None(_), Tie::None) => {}
                    (OwnTie::Connected { listed, .. }, Tie::Connected(connection)) => {
                        prop_assert_eq!(*listed, connection.listed);
                    }
                    (OwnTie::Former { listed, removed_at, still_listed, .. }, Tie::Former(former)) => {
                        prop_assert_eq!(*listed, former.was.listed);
                        prop_assert_eq!(*still_listed, former.still_listed);
                        prop_assert_eq!(removed_at.map(Cause::Removed), Some(former.cause));
                    }
                    (own, known) => prop_assert!(false, "{own:?} for {known:?}"),
                }
            }
            let connected = people.iter().filter(|it| it.connection().is_some());
            prop_assert_eq!(export.connections.len(), connected.count());
        }
    }

    #[test]
    fn a_table_is_read_as_it_was_saved(wishes in vec(wish(), 1..6), former in any::<bool>()) {
        let tie = if former { Fate::Former } else { Fate::Connected };
        let wishes: Vec<Wish> = wishes.into_iter().map(|wish| Wish { tie, ..wish }).collect();
        let ledger = people_of(&wishes);
        let people: Vec<&Person> = ledger.network().people().filter(has_a_row).collect();
        let export = read_back(&saved(OwnForm::Table, people.iter().copied()));
        prop_assert_eq!(export.read[0].kind, FileKind::Own(OwnForm::Table));
        prop_assert_eq!(export.connections.is_empty(), former);
        let rows: Vec<Said> = export.own.iter().map(|own| said(own.row(&export).unwrap())).collect();
        let known: Vec<Said> = people.iter().map(|person| {
            let mut known = known(person);
            if let Stamp::Minute(minute) = known.6 {
                known.6 = Stamp::Day(minute.date());
            }
            known
        }).collect();
        prop_assert_eq!(rows, known);
    }

    #[test]
    fn what_was_saved_and_imported_again_changes_nothing(wishes in vec(wish(), 1..6)) {
        let wishes: Vec<Wish> = wishes
            .into_iter()
            .map(|wish| Wish { tie: Fate::Connected, known_by: (true, wish.known_by.1), ..wish })
            .collect();
        let ledger = people_of(&wishes);
        for form in FORMS {
            let again = imported(&saved(form, ledger.network().people()));
            let mut known_before: Vec<Said> = ledger.network().people().map(known).collect();
            let mut known_again: Vec<Said> = again.network().people().map(known).collect();
            for known in known_before.iter_mut().chain(&mut known_again) {
                if let (OwnForm::Table, Stamp::Minute(minute)) = (form, &known.6) {
                    known.6 = Stamp::Day(minute.date());
                }
            }
            known_before.sort_by(|a, b| a.2.cmp(&b.2));
            known_again.sort_by(|a, b| a.2.cmp(&b.2));
            prop_assert_eq!(known_again, known_before);
            let twice = planned(again.network(), &saved(form, again.network().people()));
            prop_assert!(twice.report.changes_nothing(), "{:?}", twice.report);
        }
    }

    #[test]
    fn no_cell_begins_like_a_formula_however_the_line_is_split(wishes in vec(wish(), 1..6)) {
        let ledger = people_of(&wishes);
        let text = saved(OwnForm::Table, ledger.network().people());
        let rows = text.split_once(csv_header()).unwrap().1;
        for delimiter in [b',', b';', b'\t', b'|'] {
            // As a program reads it that knows of quotation marks, and as one that does not.
            for quoting in [true, false] {
                let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
                let mut rest = rows.as_bytes();
                let mut cell = vec![0_u8; rows.len() + 1];
                loop {
                    let (result, read, written) = reader.read_field(rest, &mut cell);
                    rest = &rest[read..];
                    match result {
                        csv_core::ReadFieldResult::Field { .. } => {
                            let value = String::from_utf8_lossy(&cell[..written]);
                            let begin = value.trim_start().trim_start_matches(['"', '\'']).trim_start();
                            let runs = begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                            prop_assert!(!runs, "{value:?}");
                        }
                        csv_core::ReadFieldResult::End => break,
                        _ => {}
                    }
                }
            }
        }
    }

    #[test]
    fn a_card_is_whole_and_its_lines_are_short(wishes in vec(wish(), 1..6)) {
        let ledger = people_of(&wishes);
        let text = saved(OwnForm::Cards, ledger.network().people());
        prop_assert!(text.ends_with("\r\n"));
        let fits = |line: &str| line.len() <= 75 && !line.chars().any(|c| c.is_control() && c != '\t');
        prop_assert!(text.split("\r\n").all(fits));
        let unfolded = text.replace("\r\n ", "");
        let lines: Vec<&str> = unfolded.split_terminator("\r\n").collect();
        let count = |wanted: &str| lines.iter().filter(|line| line.starts_with(wanted)).count();
        for once in ["BEGIN:VCARD", "VERSION:4.0", "PRODID:-//Quietly//", "UID;", "REV:2026", "FN:", "N:", "END:VCARD"] {
            prop_assert_eq!(count(once), wishes.len(), "{}", once);
        }
        prop_assert!(!lines.contains(&"FN:"), "everybody has a name to show");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_address_goes_out_and_comes_back_as_itself(
        host in "(www\\.){0,3}(uk\\.)?([a-zA-Zİß]{1,4}\\.)?(org|linkedin\\.com)",
        path in "(/(in|IN|%[0-9a-fA-F]{2}|[a-zé/?#%;,=+\"'İΣ\n 山-]|%2F|%20|www\\.){0,6}){0,4}",
    ) {
        let Some(address) = ProfileAddress::parse(&format!("https://{host}{path}")) else { return Ok(()) };
        let link = address.link();
        prop_assert!(link.is_some(), "{address}");
        prop_assert_eq!(ProfileAddress::parse(&link.unwrap()), Some(address));
    }
}

fn csv_header() -> &'static str {
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
}

#[test]
fn a_table_reads_as_linkedin_writes_it() {
    let ledger = people_of(&[plain_wish()]);
    let text = saved(OwnForm::Table, ledger.network().people());
    let lines: Vec<&str> = text.lines().collect();
    // The mark of UTF-8, and three lines as LinkedIn has them.
    assert_eq!(lines[0], "\u{feff}Notes:");
    assert!(lines[1].starts_with("\"Saved by Quietly on 2026-06-20. "), "{}", lines[1]);
    assert_eq!(lines[2], "");
    assert_eq!(format!("{}\n", lines[3]), csv_header());
    assert_eq!(
        lines[4],
        "Zoë,\"Brandt, PhD\",https://www.linkedin.com/in/p0%2C%20%22%C3%A9%22,\"p0,\u{200b}+=@example.org\",\
         \"Woodgrove; Ltd\",Chief,04 Jan 2015"
    );
    assert_eq!(lines.len(), 5);
}

#[test]
fn a_table_of_former_connections_makes_nobody_a_connection() {
    let ledger = people_of(&[Wish { tie: Fate::Former, ..plain_wish() }]);
    let text = saved(OwnForm::Table, ledger.network().people());
    let export = read_back(&text);
    assert_eq!(export.connections, []);
    assert!(matches!(
        export.own[0].tie,
        OwnTie::Former { removed_at: None, listed: true, still_listed: false, .. }
    ));
}

#[test]
fn a_saved_selection_says_nothing_of_those_who_are_not_in_it() {
    let ledger = people_of(&[plain_wish(), plain_wish()]);
    // Listed, by an export.
    let linkedin = saved(OwnForm::Table, ledger.network().people());
    let (_, linkedin) = linkedin.split_once(csv_header()).unwrap();
    let file = InputFile {
        path: "Connections.csv".into(),
        bytes: format!("{}{linkedin}", csv_header()).into_bytes(),
    };
    let export = block_on(read(vec![file], today(), &NoPace)).unwrap();
    assert_eq!(export.read[0].kind, FileKind::Connections);
    let options =
        Options { label: String::new(), made_on: None, today: today(), old_into_archive: false };
    let mut ledger = Ledger::default();
    let batch = plan(ledger.network(), &export, &options).batch;
    act(&mut ledger, Act::Import(batch.into()));
    for form in FORMS {
        let selection = saved(form, ledger.network().people().take(1));
        let report = planned(ledger.network(), &selection).report;
        assert_eq!((report.people, report.not_in_export), (1, 0), "{form:?}");
        assert!(report.changes_nothing(), "{form:?}");
    }
}

#[test]
fn a_card_reads_as_the_standard_says() {
    let mut ledger = people_of(&[Wish {
        note: "one\ntwo".into(),
        linkedin_note: "three".into(),
        tags: vec!["a,b".into(), "c".into()],
        job: ("Woodgrove; Ltd".into(), "Chief; of Staff".into()),
        ..plain_wish()
    }]);
    let id = ledger.network().people().next().unwrap().id;
    let card = saved(OwnForm::Cards, ledger.network().people());
    let uid = format!("UID;VALUE=text:quietly-{id}");
    assert_eq!(
        card.split_terminator("\r\n").collect::<Vec<_>>(),
        [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "PRODID:-//Quietly//Quietly//EN",
            &uid,
            "REV:20260620T003000+0200",
            "FN:Zoë Brandt\\, PhD",
            "N:Brandt\\, PhD;Zoë;;;",
            "ORG:Woodgrove\\; Ltd",
            "EMAIL:p0\\,+=@example.org",
            "TITLE:Chief; of Staff",
            "NOTE:one\\ntwo\\n\\nthree",
            "X-QUIETLY-TIE:connected",
            "X-QUIETLY-CONNECTED-ON:2015-01-04",
            "X-QUIETLY-HERE-ONLY:true",
            "X-QUIETLY-LINKEDIN-NOTE:three",
            "CATEGORIES:a\\,b,c",
            "URL:https://www.linkedin.com/in/p0%2C%20%22%C3%A9%22",
            "END:VCARD",
        ]
    );
    act(&mut ledger, Act::Remove(vec![id]));
    let card = saved(OwnForm::Cards, ledger.network().people());
    assert!(card.contains("\r\nX-QUIETLY-TIE:former\r\n"));
    assert!(card.contains("\r\nX-QUIETLY-REMOVED-AT:2026-06-20T00:30:00+02:00\r\n"));
}

#[test]
fn json_holds_what_is_known_and_what_the_user_wrote() {
    let ledger = people_of(&[Wish {
        tags: vec!["berlin".into()],
        job: (String::new(), String::new()),
        tie: Fate::Former,
        ..plain_wish()
    }]);
    let text = saved(OwnForm::Json, ledger.network().people());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let id = ledger.network().people().next().unwrap().id.to_string();
    assert_eq!(
        value,
        serde_json::json!({
            "format": "quietly-people",
            "version": 1,
            "made_on": "2026-06-20",
            "people": [{
                "id": id,
                "first_name": "Zoë",
                "last_name": "Brandt, PhD",
                "url": "https://www.linkedin.com/in/p0%2C%20%22%C3%A9%22",
                "email": "p0,+=@example.org",
                "tie": "former",
                "connected_on": "2015-01-04",
                "here_only": true,
                "removed_at": "2026-06-20T00:30:00+02:00",
                "tags": ["berlin"],
            }],
        })
    );
}

#[test]
fn a_table_of_connections_takes_no_former_one_along() {
    let former = Wish { tie: Fate::Former, ..plain_wish() };
    let names = ("Ana".to_owned(), "Silva".to_owned());
    let ledger = people_of(&[plain_wish(), former.clone()]);
    let people = || ledger.network().people();
    assert_eq!(csv::holds(people()).len(), 1);
    let again = imported(&saved(OwnForm::Table, people()));
    assert_eq!(again.network().people().count(), 1);
    assert_eq!(again.network().connections().len(), 1);
    // Where there is no other, they have a table of their own.
    let ledger = people_of(&[Wish { names, ..former }]);
    let again = imported(&saved(OwnForm::Table, ledger.network().people()));
    assert_eq!(again.network().connections().len(), 0);
    assert_eq!(again.network().people().count(), 1);
}
