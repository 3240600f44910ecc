//! Any bytes at all: reading ends, and never panics.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::kit::*;

/// Good files of every kind.
fn good() -> Vec<Vec<u8>> {
    let utf_16 = CONNECTIONS_2026.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        CONNECTIONS_2026.into(),
        CONNECTIONS_2022.into(),
        CONNECTIONS_2019.into(),
        CONNECTIONS_OUTLOOK.into(),
        INVITATIONS_2026.into(),
        INVITATIONS_2022.into(),
        CONNECTIONS_2026.replace(',', ";").replace('\n', "\r\n").into(),
        utf_16,
        OWN_TABLE.into(),
        OWN_CARDS.into(),
        OWN_JSON.into(),
        zip(&[
            ("Connections.csv", CONNECTIONS_2026.as_bytes()),
            ("Invitations.csv", INVITATIONS_2026.as_bytes()),
            ("Profile.csv", b"First Name,Last Name,Headline\nMira,Halvorsen,Data\n"),
        ]),
    ]
}

/// One change of some bytes.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Cut(Index, Index),
    Double(Index, Index),
    Insert(Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let nasty = select(vec![
        &b"\""[..],
        b"\"\"",
        b"\n",
        b"\r",
        b",",
        b";",
        b"\0",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b"99999999999",
        b"PK\x05\x06",
        b"PK\x01\x02",
        b"\xFF\xFF\xFF\xFF",
        b"12/31/99",
        b"00:00",
        b"\xC3",
        b"\r\n ",
        b"BEGIN:VCARD\r\n",
        b"END:VCARD\r\n",
        b"\\",
        b"{",
        b"]",
        b"\"people\":[",
        b"null",
    ]);
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Double(from, to)),
        (any::<Index>(), nasty).prop_map(|(at, bytes)| Change::Insert(at, bytes.to_vec())),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        let range = |a: &Index, b: &Index| {
            let (a, b) = (a.index(length), b.index(length));
            a.min(b)..a.max(b)
        };
        match change {
            Change::Set(at, byte) => bytes[at.index(length)] = *byte,
            Change::Cut(a, b) => drop(bytes.drain(range(a, b))),
            Change::Double(a, b) => bytes.extend_from_within(range(a, b)),
            Change::Insert(at, more) => {
                let at = at.index(length);
                bytes.splice(at..at, more.iter().copied());
            }
        }
    }
    bytes
}

fn name() -> impl Strategy<Value = &'static str> {
    select(vec![
        "Connections.csv",
        "Invitations.csv",
        "a.zip",
        "x/y_02-30-2026.zip",
        "",
        "...",
        "Notes.txt",
        "people.vcf",
        "people.json",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn random_bytes_never_panic(name in name(), bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = drop_one(name, bytes);
    }

    #[test]
    fn changed_files_never_panic(
        name in name(),
        good in select(good()),
        changes in prop::collection::vec(change(), 1..12),
    ) {
        let _ = drop_one(name, changed(good, &changes));
    }

    #[test]
    fn changed_tables_in_good_archives_never_panic(
        good in select(good()),
        changes in prop::collection::vec(change(), 1..12),
    ) {
        let bytes = changed(good, &changes);
        let archive = zip(&[("Connections.csv", &bytes), ("Invitations.csv", &bytes), ("Notes.csv", &bytes)]);
        let _ = drop_one("a.zip", archive);
    }

    #[test]
    fn any_cell_never_panics_and_is_never_lost(cells in prop::collection::vec("\\PC{0,20}", 1..30)) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut text = "First Name,Last Name,Email Address,Company,Position,Connected On\n".to_owned();
        for cell in &cells {
            let cell = quoted(cell);
            text += &format!("Somebody,{cell},{cell},{cell},{cell},{cell}\n");
        }
        let export = table(&text);
        prop_assert_eq!(export.connections.len(), cells.len());
        for (row, cell) in export.connections.iter().zip(&cells) {
            prop_assert_eq!(&row.record.company, cell.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0')
            }));
        }
    }

    #[test]
    fn any_date_never_panics(date in "[0-9a-zA-Zéû./:, -]{0,24}") {
        let text = format!("From,To,Sent At,Direction\nA,B,\"{date}\",INCOMING\n");
        let export = table(&text);
        prop_assert_eq!(export.invitations.len(), 1);
    }
}
