//! Files as LinkedIn sent them.

use quietly::import::{Direction, FileKind, FileRead, MadeOn, MadeOnSource, Owner};

use crate::kit::*;

#[test]
fn a_file_of_2026_is_read_whole() {
    let export = table(CONNECTIONS_2026);
    assert_eq!(
        people(&export),
        [
            [
                "Mira",
                "Halvorsen",
                "https://www.linkedin.com/in/mira-halvorsen-3b2a91",
                "",
                "Fjordline Analytics, Inc.",
                "Head of Data"
            ],
            [
                "Zoë",
                "Brandt, PhD",
                "https://www.linkedin.com/in/zo%C3%AB-brandt",
                "zoe@example.org",
                "Woodgrove",
                "\"Chief\" of Staff"
            ],
            ["Jānis", "Ozoliņš", "https://www.linkedin.com/in/janis-ozolins", "", "", ""],
            ["", "", "https://www.linkedin.com/in/nobody-by-name", "", "", ""],
        ]
    );
    assert_eq!(
        days(&export),
        [day(2024, 3, 15), day(2026, 1, 4), day(2024, 2, 29), day(2025, 12, 1),]
    );
    let lines: Vec<u32> = export.connections.iter().map(|row| row.line).collect();
    assert_eq!(lines, [5, 6, 8, 9]);
    assert_eq!(export.hidden_members, 1);
    assert_eq!(export.skipped, []);
    assert_eq!(
        export.read,
        [FileRead { path: "anything.csv".to_owned(), kind: FileKind::Connections, rows: 5 }]
    );
    // The hidden member's row is the newest.
    assert_eq!(
        export.made_on,
        Some(MadeOn { day: date(2026, 2, 21), source: MadeOnSource::NewestRow })
    );
    assert!(export.connections.iter().all(|row| row.has_job_columns));
}

#[test]
fn a_file_of_2022_has_a_preamble_and_no_addresses() {
    let export = table(CONNECTIONS_2022);
    assert_eq!(
        people(&export),
        [
            ["Tomas", "Brekke", "", "", "Northwind", "Engineer"],
            ["Tomas", "Brekke", "", "tomas@example.org", "Contoso", "Architect"],
        ]
    );
    assert_eq!(days(&export), [day(2022, 2, 7), day(2022, 2, 9)]);
    assert_eq!(export.hidden_members, 1);
}

#[test]
fn a_file_of_2019_has_no_preamble() {
    let export = table(CONNECTIONS_2019);
    assert_eq!(
        people(&export),
        [["Ama", "Owusu", "", "", "Adatum", "Buyer"], ["Lars", "", "", "lars@example.org", "", ""],]
    );
    assert_eq!(days(&export), [day(2018, 10, 2), day(2018, 11, 30)]);
    assert_eq!(export.connections[0].line, 2);
}

#[test]
fn the_outlook_form_keeps_middle_names_and_suffixes() {
    let export =
        drop_one("linkedin_connections_export_microsoft_outlook.csv", CONNECTIONS_OUTLOOK).unwrap();
    assert_eq!(
        people(&export),
        [
            ["Greta Ann", "Solberg, PhD", "", "greta@example.org", "Litware", "Editor"],
            [
                "Piotr",
                "Zając",
                "https://www.linkedin.com/in/piotr-zajac",
                "piotr@example.org",
                "Fabrikam, Ltd",
                ""
            ],
            // A page of one's own is no profile.
            ["Noor", "Haddad", "", "noor@example.org", "", ""],
        ]
    );
    assert!(export.connections.iter().all(|row| row.connected_on == Default::default()));
    assert_eq!(export.made_on, None);
}

#[test]
fn invitations_of_2026_are_seen_from_the_owner() {
    let export = table(INVITATIONS_2026);
    let rows: Vec<_> = export
        .invitations
        .iter()
        .map(|row| {
            (row.line, row.direction, row.name.as_str(), row.url.as_str(), row.message.as_str())
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                2,
                Direction::Incoming,
                "Tomas Brekke",
                "https://www.linkedin.com/in/tomas-brekke",
                "Hi Mira, we met at NDC"
            ),
            (3, Direction::Outgoing, "Ama Owusu", "https://www.linkedin.com/in/ama-owusu", ""),
            (
                4,
                Direction::Incoming,
                "Jo Lind",
                "https://www.linkedin.com/in/jo-lind",
                "Dear Mira,\n\nI read your \"talk\".\nJo"
            ),
        ]
    );
    assert_eq!(
        times(&export),
        [minute(2024, 3, 15, 9, 5), minute(2026, 1, 29, 14, 37), minute(2025, 12, 1, 0, 0),]
    );
    assert_eq!(
        export.owner,
        Owner {
            first_name: "Mira".to_owned(),
            last_name: "Halvorsen".to_owned(),
            headline: String::new(),
            profile_url: "https://www.linkedin.com/in/mira-halvorsen".to_owned(),
        }
    );
}

#[test]
fn invitations_before_2023_have_no_addresses() {
    let export = table(INVITATIONS_2022);
    let rows: Vec<_> =
        export.invitations.iter().map(|row| (row.direction, row.name.as_str())).collect();
    assert_eq!(rows, [(Direction::Incoming, "Tomas Brekke"), (Direction::Outgoing, "Li Wei")]);
    assert_eq!(times(&export), [minute(2021, 11, 2, 12, 30), minute(2022, 2, 3, 8, 0)]);
    assert_eq!(export.owner.profile_url, "");
}
