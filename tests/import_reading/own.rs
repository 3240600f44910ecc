//! What this program saved: each form, whatever other programs made of it, and what is damaged.

use quietly::domain::id::PersonId;
use quietly::import::{
    Export, FileKind, Looks, MadeOn, MadeOnSource, OwnForm, OwnRow, OwnTie, Refusal, SkipReason,
};

use crate::kit::*;

const ZOE: [&str; 6] = [
    "Zoë",
    "Brandt, PhD",
    "https://www.linkedin.com/in/zo%C3%AB-brandt",
    "zoe@example.org",
    "Woodgrove",
    "=\"Chief\" of Staff",
];

fn own_kind(form: OwnForm) -> FileKind {
    FileKind::Own(form)
}

/// What cards and JSON say alike.
fn is_whole(export: &Export) {
    assert_eq!(skipped(export), []);
    assert_eq!(people(export), [ZOE]);
    assert_eq!(days(export), [day(2026, 1, 4)]);
    let [zoe, mira] = export.own.as_slice() else { panic!("two people") };
    assert_eq!(zoe.row(export), Some(&export.connections[0]));
    let long =
        "Met at the harbour\nin the rain, with a long story that goes on and on and on 🙂 and on";
    assert_eq!(
        *zoe,
        OwnRow {
            id: Some(PersonId(0xaa)),
            tie: OwnTie::Connected { row: 0, listed: true },
            linkedin_note: "From LinkedIn".into(),
            note: long.into(),
            tags: vec!["harbour, north".into(), "data".into()],
        }
    );
    assert_eq!(mira.id, Some(PersonId(0xbb)));
    let OwnTie::Former { row, listed, removed_at, still_listed, .. } = &mira.tie else {
        panic!("{:?}", mira.tie)
    };
    assert_eq!(
        (row.record.first_name.as_str(), row.record.last_name.as_str()),
        ("Mira", "Halvorsen")
    );
    assert_eq!(row.connected_on, unreadable("sometime in spring"));
    assert_eq!((*listed, *still_listed), (false, true));
    assert_eq!(*removed_at, "2026-02-19T08:00:00+01:00".parse().ok());
    assert_eq!((mira.note.as_str(), mira.linkedin_note.as_str()), ("", ""));
}

#[test]
fn each_form_is_read_whatever_its_name() {
    for (text, form) in [(OWN_CARDS, OwnForm::Cards), (OWN_JSON, OwnForm::Json)] {
        for name in ["quietly-connections-2026-02-20.vcf", "people.json", "Connections.csv", "x"] {
            let export = drop_one(name, text).unwrap();
            assert_eq!(export.read[0].kind, own_kind(form));
            assert_eq!(export.read[0].rows, 2);
            is_whole(&export);
            let saved_on = MadeOn { day: date(2026, 2, 20), source: MadeOnSource::Own };
            assert_eq!(export.made_on, Some(saved_on));
        }
    }
    let export = drop_one("Connections.csv", OWN_TABLE).unwrap();
    assert_eq!(export.read[0].kind, own_kind(OwnForm::Table));
    assert_eq!(people(&export), [ZOE, ["Mira", "Halvorsen", "", "", "", ""]]);
    assert_eq!(days(&export), [day(2026, 1, 4), unreadable("sometime in spring")]);
    assert_eq!(export.own.len(), 2);
}

#[test]
fn saved_files_are_found_among_others() {
    let files = vec![
        file("Connections.csv", CONNECTIONS_2026),
        file("a/people.vcf", OWN_CARDS),
        file("b/people.json", OWN_JSON),
        file("c/address book.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nN:;Bob\nEND:VCARD\n"),
        file("d/other.json", "{\"a\": 1}"),
    ];
    let export = drop_files(files).unwrap();
    let read: Vec<FileKind> = export.read.iter().map(|file| file.kind).collect();
    assert_eq!(read, [FileKind::Connections, own_kind(OwnForm::Cards), own_kind(OwnForm::Json)]);
    assert_eq!(export.own.len(), 4);
    for own in &export.own {
        let row = own.row(&export).unwrap();
        assert_eq!(
            row.record.first_name,
            if own.id == Some(PersonId(0xaa)) { "Zoë" } else { "Mira" }
        );
        assert_ne!(row.file, 0, "not LinkedIn's row");
    }
    assert_eq!(export.ignored.len(), 2, "{:?}", export.ignored);
    // What LinkedIn sent says how new LinkedIn's word is.
    assert_eq!(export.made_on.map(|told| told.source), Some(MadeOnSource::NewestRow));
}

#[test]
fn cards_that_an_address_book_has_written_again_are_still_ours() {
    let again = OWN_CARDS
        .replace("\r\n ", "")
        .replace("\r\n", "\n")
        .replace("VERSION:4.0", "VERSION:3.0")
        .replace("PRODID:-//Quietly//Quietly//EN", "PRODID:-//Sabre//Sabre VObject 4.5//EN")
        .replace("EMAIL:", "item1.EMAIL;type=INTERNET;X=\"a:b\":")
        .replace("BEGIN:VCARD", "begin:vcard")
        .replace(
            "\nN:Brandt\\, PhD;Zoë;;;",
            "\nn;LANGUAGE=de:Brandt\\, PhD;Zoë;;;\nPHOTO:data:x,y",
        );
    is_whole(&drop_one("contacts.vcf", again).unwrap());
}

#[test]
fn a_note_that_was_changed_in_an_address_book_is_the_users() {
    let changed = OWN_CARDS.replace("\\n\\nFrom LinkedIn", "!");
    let export = drop_one("contacts.vcf", changed).unwrap();
    assert!(export.own[0].note.ends_with("and on!"), "{}", export.own[0].note);
    assert_eq!(export.own[0].linkedin_note, "From LinkedIn");
}

#[test]
fn an_address_book_is_refused_in_one_sentence() {
    let apple = "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14//EN\r\nN:Bob;Uncle;;;\r\n\
                 FN:Uncle Bob\r\nEND:VCARD\r\n";
    for text in [apple.to_owned(), apple.repeat(3), apple[..60].to_owned()] {
        let refusal = refused("contacts.vcf", text);
        assert_eq!(refusal, Refusal::NotAnExport(Looks::AddressCard));
        assert_eq!(
            refusal.to_string(),
            "This is an address book (vCard), not your connections: choose the ZIP that LinkedIn \
             sent, or Connections.csv from it."
        );
    }
    let mixed = format!("{apple}{OWN_CARDS}{apple}");
    let export = drop_one("contacts.vcf", mixed).unwrap();
    assert_eq!(people(&export), [ZOE]);
    let lines: Vec<u32> = skipped(&export).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 38]);
    assert!(skipped(&export).iter().all(|(_, why)| *why == SkipReason::NotSavedHere));
}

#[test]
fn json_may_be_laid_out_anew() {
    let value: serde_json::Value = serde_json::from_str(OWN_JSON).unwrap();
    // Keys in the order of their letters, in one line; and with what newer versions may add.
    let line = value.to_string().replacen('{', "{\"extra\":[{\"a\":[1,\"]}\"]}],", 1);
    let line = line.replace("\"first_name\"", "\"nickname\":null,\"first_name\"");
    is_whole(&drop_one("people.json", line).unwrap());
}

#[test]
fn what_is_damaged_is_told_and_the_rest_is_read() {
    let cut = &OWN_JSON[..OWN_JSON.find("\"still_listed\"").unwrap()];
    let export = drop_one("people.json", cut).unwrap();
    assert_eq!(people(&export), [ZOE]);
    assert_eq!(skipped(&export), [(23, SkipReason::CutOff)]);
    let cut = &OWN_CARDS[..OWN_CARDS.rfind("X-QUIETLY-STILL").unwrap()];
    let export = drop_one("people.vcf", cut).unwrap();
    assert_eq!(people(&export), [ZOE]);
    assert_eq!(skipped(&export), [(19, SkipReason::CutOff)]);
    let odd = OWN_JSON.replace("\"tie\": \"former\"", "\"tie\": 3");
    let export = drop_one("people.json", odd).unwrap();
    assert_eq!(skipped(&export), [(23, SkipReason::NotAPerson)]);
    let nobody = OWN_JSON.replace("\"Mira\"", "\" \"").replace("\"Halvorsen\"", "\"\"");
    let export = drop_one("people.json", nobody).unwrap();
    assert_eq!(skipped(&export), [(23, SkipReason::Nobody)]);
    let long = OWN_JSON.replace("sometime", &"some".repeat(80_000));
    let export = drop_one("people.json", long).unwrap();
    assert_eq!(skipped(&export), [(23, SkipReason::NotAPerson)]);
}

#[test]
fn a_file_of_which_nobody_can_be_read_is_refused() {
    let cut = &OWN_JSON[..OWN_JSON.find("\"company\"").unwrap()];
    let kind = own_kind(OwnForm::Json);
    let refusal = refused("people.json", cut);
    assert_eq!(refusal, Refusal::DamagedOwn { kind, line: 6, reason: SkipReason::CutOff });
    assert_eq!(
        refusal.to_string(),
        "Nobody in this JSON file saved by Quietly could be read (line 6: The file is damaged from \
         here on: what follows could not be read.) Drop the file as Quietly saved it, or save the \
         people again."
    );
    let empty = "{\"format\":\"quietly-people\",\"version\":1,\"people\":[]}";
    assert_eq!(refused("people.json", empty), Refusal::NobodyInOwn(kind));
    let newer = OWN_JSON.replace("\"version\": 1", "\"version\": 2");
    assert_eq!(refused("people.json", newer), Refusal::NewerOwn);
    let head = OWN_TABLE.lines().take(4).collect::<Vec<_>>().join("\n");
    let kind = own_kind(OwnForm::Table);
    assert_eq!(refused("Connections.csv", head), Refusal::NobodyInOwn(kind));
    let cut = &OWN_CARDS[..OWN_CARDS.find("EMAIL").unwrap()];
    let kind = own_kind(OwnForm::Cards);
    assert_eq!(
        refused("people.vcf", cut),
        Refusal::DamagedOwn { kind, line: 1, reason: SkipReason::CutOff }
    );
}

#[test]
fn a_saved_table_that_a_spreadsheet_saved_again_is_still_ours() {
    let again = OWN_TABLE
        .trim_start_matches('\u{feff}')
        .replace("URL,Email Address", "URL;Email Address")
        .replace(',', ";")
        .replace("connection all the same", "connection")
        .replace('\n', "\r\n");
    let export = drop_one("x.csv", again).unwrap();
    assert_eq!(export.read[0].kind, own_kind(OwnForm::Table));
    assert_eq!(export.connections.len(), 2);
}

#[test]
fn an_endless_list_is_bounded() {
    let person = "{\"first_name\":\"A\"},";
    let text = format!("{{\"format\":\"quietly-people\",\"people\":[{}", person.repeat(250_001));
    assert_eq!(refused("people.json", text), Refusal::TooManyRows { limit: 250_000 });
    let card = "BEGIN:VCARD\nX-QUIETLY-TIE:none\nN:A\nEND:VCARD\n";
    assert_eq!(
        refused("people.vcf", card.repeat(250_001)),
        Refusal::TooManyRows { limit: 250_000 }
    );
    let folded = format!(
        "BEGIN:VCARD\nX-QUIETLY-TIE:none\nN:A\nNOTE:x{}\nEND:VCARD\n",
        "\n x".repeat(400_000)
    );
    let kind = own_kind(OwnForm::Cards);
    assert_eq!(
        refused("people.vcf", folded),
        Refusal::DamagedOwn { kind, line: 1, reason: SkipReason::NotAPerson }
    );
}
