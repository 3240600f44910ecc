//! Files that a spreadsheet saved again.

use encoding_rs::{Encoding, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use quietly::domain::stamp::Stamp;

use crate::kit::*;

fn utf_16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn every_unicode_form_and_line_end_reads_the_same() {
    let want = table(CONNECTIONS_2026);
    let crlf = CONNECTIONS_2026.replace('\n', "\r\n");
    let cr = CONNECTIONS_2026.replace('\n', "\r");
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("BOM", format!("\u{feff}{CONNECTIONS_2026}").into_bytes()),
        ("CRLF", crlf.clone().into_bytes()),
        ("CR", cr.clone().into_bytes()),
        ("UTF-16 LE", utf_16(&crlf, true, true)),
        ("UTF-16 BE", utf_16(&crlf, false, true)),
        ("UTF-16 LE, no mark", utf_16(CONNECTIONS_2026, true, false)),
        ("UTF-16 BE, no mark", utf_16(&cr, false, false)),
        ("sep=", format!("sep=,\n{CONNECTIONS_2026}").into_bytes()),
    ];
    for (form, bytes) in forms {
        let got = table(bytes);
        assert_eq!(people(&got), people(&want), "{form}");
        assert_eq!(days(&got), days(&want), "{form}");
        assert_eq!(got.hidden_members, 1, "{form}");
        let shift = u32::from(form == "sep=");
        assert_eq!(got.connections[0].line, 5 + shift, "{form}");
        assert_eq!(got.connections[3].line, 9 + shift, "{form}");
    }
}

#[test]
fn line_breaks_in_messages_become_lf() {
    let export = table(INVITATIONS_2026.replace('\n', "\r\n"));
    assert_eq!(export.invitations[2].message, "Dear Mira,\n\nI read your \"talk\".\nJo");
    assert_eq!(export.invitations[2].line, 4);
}

#[test]
fn every_delimiter_is_found() {
    for delimiter in [';', '\t', '|'] {
        let text = "Notes:;;;;;;\n\"When exporting; your data\";;;;;;\n;;;;;;\n\
             First Name;Last Name;URL;Email Address;Company;Position;Connected On\n\
             Mira;Halvorsen;;;Fjordline, Inc.;Head of Data;15.03.2024\n;;;;;;\n;;;;;;21.02.2026\n"
            .replace(';', &delimiter.to_string());
        let export = table(&text);
        assert_eq!(
            people(&export),
            [["Mira", "Halvorsen", "", "", "Fjordline, Inc.", "Head of Data"]]
        );
        assert_eq!(days(&export), [day(2024, 3, 15)]);
        assert_eq!((export.hidden_members, export.read[0].rows), (1, 2));
        assert_eq!(export.connections[0].line, 5);
    }
}

#[test]
fn a_preamble_whose_quotes_were_mangled_harms_nothing() {
    for preamble in
        ["Notes:\n\"When exporting, you may\n\n", "Notes:\nWhen \"\"exporting\"\" it\"\n", "\n\n"]
    {
        let export = table(format!("{preamble}{CONNECTIONS_2019}"));
        assert_eq!(names(&export), ["Ama Owusu", "Lars"], "{preamble:?}");
    }
}

#[test]
fn old_encodings_are_recognised() {
    let cases: [(&'static Encoding, &str, &[&str]); 4] = [
        (
            WINDOWS_1252,
            "\n",
            &["Zoë Müller", "Jürgen Großmann", "François Lefèvre", "Søren Ångström"],
        ),
        (
            WINDOWS_1250,
            "\n",
            &[
                "Łukasz Świątek",
                "Jiří Dvořák",
                "Żaneta Wójcik",
                "Šárka Němcová",
                "Grażyna Kościuszko",
                "Michał Zieliński",
            ],
        ),
        (WINDOWS_1251, "\n", &["Анна Иванова", "Дмитрий Соколов", "Ольга Кузнецова"]),
        (SHIFT_JIS, "\n", &["太郎 山田", "花子 鈴木", "さくら 高橋"]),
    ];
    for (encoding, end, people) in cases {
        let mut text = format!("First Name,Last Name,Company,Position,Connected On{end}");
        for person in people {
            text += &format!("{},X,Y,04 Jan 2020{end}", person.replace(' ', ","));
        }
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy);
        assert_eq!(names(&table(bytes)), people, "{}", encoding.name());
    }
}

/// The encoder has no Macintosh form, so this one is written out.
#[test]
fn a_file_from_excel_for_mac_is_recognised() {
    let text =
        b"First Name,Last Name,Company,Position,Connected On\rZo\x91,M\x9Fller,X,Y,04 Jan 2020\r";
    assert_eq!(names(&table(text)), ["Zoë Müller"]);
    assert_eq!(MACINTOSH.name(), "macintosh");
}

#[test]
fn one_broken_letter_does_not_make_utf_8_something_else() {
    let mut bytes = b"First Name,Last Name,Company,Position,Connected On\n".to_vec();
    for _ in 0..30 {
        bytes.extend("Zoë,Brandt,,,04 Jan 2020\n".bytes());
    }
    bytes.extend(b"Jos\xC3,Broken,,,04 Jan 2020\n");
    let export = table(bytes);
    assert_eq!(export.connections[0].record.first_name, "Zoë");
    assert_eq!(export.connections[30].record.first_name, "Jos\u{fffd}");
}

#[test]
fn a_sheet_opened_with_the_wrong_delimiter_is_read_all_the_same() {
    let text = "\"First Name,Last Name,Email Address,Company,Position,Connected On\"\n\
                \"Mira,Halvorsen,,\"\"Fjordline, Inc.\"\",Head of Data,15 Mar 2024\"\n\
                Ama,Owusu,,Adatum,Buyer,02 Oct 2018\n";
    let export = table(text);
    assert_eq!(
        people(&export),
        [
            ["Mira", "Halvorsen", "", "", "Fjordline, Inc.", "Head of Data"],
            ["Ama", "Owusu", "", "", "Adatum", "Buyer"],
        ]
    );
}

/// A file of connections with these dates.
fn dated(dates: &[&str]) -> Vec<Stamp> {
    let mut text = "First Name,Last Name,Company,Position,Connected On\n".to_owned();
    for date in dates {
        text += &format!("A,B,C,D,\"{date}\"\n");
    }
    days(&table(text))
}

#[test]
fn a_day_is_read_in_every_form() {
    for (text, want) in [
        ("15 Mar 2024", day(2024, 3, 15)),
        ("15 March 2024", day(2024, 3, 15)),
        ("March 15, 2024", day(2024, 3, 15)),
        ("Friday, March 15, 2024", day(2024, 3, 15)),
        ("7-Feb-22", day(2022, 2, 7)),
        ("27-juil-25", day(2025, 7, 27)),
        ("27-juil.-25", day(2025, 7, 27)),
        ("02-oct-18", day(2018, 10, 2)),
        ("2024-03-15", day(2024, 3, 15)),
        ("2024/3/5", day(2024, 3, 5)),
        ("2024-03-15T09:05:00Z", day(2024, 3, 15)),
        ("2024-Mar-15", day(2024, 3, 15)),
        ("20240315", day(2024, 3, 15)),
        ("15.03.2024", day(2024, 3, 15)),
        ("5.3.24", day(2024, 3, 5)),
        ("15. März 2024", day(2024, 3, 15)),
        ("1er août 2023", day(2023, 8, 1)),
        ("5 de dezembro de 2021", day(2021, 12, 5)),
        ("5 gru 2021", day(2021, 12, 5)),
        ("5 PAŹ 2021", day(2021, 10, 5)),
        ("5 kvě 2021", day(2021, 5, 5)),
        ("5 ağu 2021", day(2021, 8, 5)),
        ("5 Kasım 2021", day(2021, 11, 5)),
        ("5. joulukuuta 2021", day(2021, 12, 5)),
        ("5 mrt. 2021", day(2021, 3, 5)),
        ("5-ene-21", day(2021, 1, 5)),
        ("5/dez/2021", day(2021, 12, 5)),
        ("5 giu 2021", day(2021, 6, 5)),
        ("5 des. 2021", day(2021, 12, 5)),
        ("5 maj 2021", day(2021, 5, 5)),
        ("5 мая 2021", day(2021, 5, 5)),
        ("2024年3月15日", day(2024, 3, 15)),
        ("2024년 3월 15일", day(2024, 3, 15)),
        ("45366", day(2024, 3, 15)),
        ("45366.5", day(2024, 3, 15)),
        ("3/15/24", day(2024, 3, 15)),
        ("15/3/24", day(2024, 3, 15)),
        ("5/5/24", day(2024, 5, 5)),
        ("", Stamp::Unknown),
    ] {
        assert_eq!(dated(&[text]), [want], "{text}");
    }
}

#[test]
fn a_day_that_cannot_be_or_is_unclear_keeps_its_text() {
    for text in [
        "31 Feb 2024",
        "31/02/2024",
        "2023-02-29",
        "00 Jan 2024",
        "15/15/24",
        "3/4/24",
        "3-4-2024",
        "Mar 2024",
        "Jan-24",
        "15 Mar",
        "########",
        "soon",
        "5 lis 2021",
        "5 jui 2021",
        "15 Mar 0024",
        "999999999999999999999",
        "5 Mar 2024 2024",
        "1 2 3 4 5 6",
        "/",
        "-",
        "15 Mar 2024 25:99",
    ] {
        assert_eq!(dated(&[text]), [unreadable(text)], "{text}");
    }
}

#[test]
fn the_column_decides_the_order_of_slashes() {
    assert_eq!(dated(&["3/4/24", "15/4/24"]), [day(2024, 4, 3), day(2024, 4, 15)]);
    assert_eq!(dated(&["3/4/24", "4/15/24"]), [day(2024, 3, 4), day(2024, 4, 15)]);
    assert_eq!(dated(&["3-4-2024", "15-4-2024"]), [day(2024, 4, 3), day(2024, 4, 15)]);
    assert_eq!(
        dated(&["3/4/24", "15/4/24", "4/15/24"]),
        [unreadable("3/4/24"), day(2024, 4, 15), day(2024, 4, 15),]
    );
}

#[test]
fn the_column_decides_what_an_ambiguous_month_means() {
    assert_eq!(dated(&["5 lis 2021", "6 paź 2021"]), [day(2021, 11, 5), day(2021, 10, 6)]);
    assert_eq!(dated(&["5 lis 2021", "6 ruj 2021"]), [day(2021, 10, 5), day(2021, 9, 6)]);
}

#[test]
fn a_hidden_member_stays_hidden_with_any_date() {
    let export = table(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n,,,,,someday\nA,B,,,,\n",
    );
    assert_eq!((export.hidden_members, names(&export)), (1, vec!["A B".to_owned()]));
}
