//! ZIPs, folders and several files at once.

use quietly::import::{Export, FileKind, Looks, MadeOn, MadeOnSource, OtherFile, Refusal};

use crate::kit::*;

const PROFILE: &str =
    "First Name,Last Name,Maiden Name,Address,Headline\nMira,Halvorsen,,,Head of Data\n";
const POSITIONS: &str = "Company Name,Title,Description,Location,Started On,Finished On\n\
     Fjordline,Head of Data,,Oslo,Jan 2024,\nWoodgrove,Analyst,\"Long\ntext\",,Feb 2019,Dec 2023\n";
const NOTES: &str = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n\
     Ama,Owusu,https://www.linkedin.com/in/ama-owusu,Met at NDC,2026-01-05,\n";

fn read_kinds(export: &Export) -> Vec<(&str, FileKind, u32)> {
    export.read.iter().map(|file| (file.path.as_str(), file.kind, file.rows)).collect()
}

fn whole() -> Vec<u8> {
    zip(&[
        ("Connections.csv", CONNECTIONS_2026.as_bytes()),
        ("Invitations.csv", INVITATIONS_2026.as_bytes()),
        ("Profile.csv", PROFILE.as_bytes()),
        ("Positions.csv", POSITIONS.as_bytes()),
        ("Notes.csv", NOTES.as_bytes()),
        ("ImportedContacts.csv", CONTACTS.as_bytes()),
        ("messages.csv", MESSAGES.as_bytes()),
        ("guide_messages.csv", MESSAGES.as_bytes()),
        ("LearningCoachMessages.csv", b"You have no messages."),
        ("Jobs/Saved Jobs.csv", b"Saved Date,Job Url\n"),
        ("Articles/Articles/a.html", b"<html></html>"),
        ("__MACOSX/._Connections.csv", b"\0\x05\x16\x07"),
        (".DS_Store", b"\0\0\0\x01"),
    ])
}

#[test]
fn a_whole_archive_is_read() {
    let export = drop_one("Basic_LinkedInDataExport_02-22-2026.zip", whole()).unwrap();
    let root = "Basic_LinkedInDataExport_02-22-2026.zip";
    assert_eq!(
        read_kinds(&export),
        [
            (format!("{root}/Profile.csv").as_str(), FileKind::Profile, 1),
            (format!("{root}/Connections.csv").as_str(), FileKind::Connections, 5),
            (format!("{root}/Invitations.csv").as_str(), FileKind::Invitations, 3),
            (format!("{root}/Positions.csv").as_str(), FileKind::Positions, 2),
            (format!("{root}/Notes.csv").as_str(), FileKind::Notes, 1),
        ]
    );
    assert_eq!(
        (export.connections.len(), export.invitations.len(), export.hidden_members),
        (4, 3, 1)
    );
    assert_eq!((export.connections[0].file, export.invitations[0].file), (1, 2));
    assert_eq!(export.owner.headline, "Head of Data");
    assert_eq!(export.owner.profile_url, "https://www.linkedin.com/in/mira-halvorsen");
    assert_eq!(export.positions[0].finished_on, "");
    assert_eq!(
        (export.positions[1].company.as_str(), export.positions[1].started_on.as_str()),
        ("Woodgrove", "Feb 2019")
    );
    assert_eq!(export.notes[0].note, "Met at NDC");
    assert_eq!((export.ignored.len(), export.refused.len()), (8, 0));
}

#[test]
fn the_day_of_the_export_is_that_of_the_archive_where_no_row_is_newer() {
    let made_on = |name: &str| drop_one(name, whole()).unwrap().made_on.unwrap();
    let named = |day| MadeOn { day, source: MadeOnSource::ArchiveName };
    // The newest row is of 21 February 2026, and today is 1 March.
    let newest = MadeOn { day: date(2026, 2, 21), source: MadeOnSource::NewestRow };
    assert_eq!(made_on("Complete_LinkedInDataExport_02-25-2026.zip"), named(date(2026, 2, 25)));
    assert_eq!(made_on("Basic_LinkedInDataExport_02-25-2026 (1).zip"), named(date(2026, 2, 25)));
    assert_eq!(made_on("mine_02-20-2026.zip"), named(date(2026, 2, 20)), "another time zone");
    assert_eq!(made_on("mine_03-02-2026.zip"), named(date(2026, 3, 2)), "another time zone");
    assert_eq!(made_on("mine_02-19-2026.zip"), newest);
    assert_eq!(made_on("mine_03-03-2026.zip"), newest);
    assert_eq!(made_on("mine_25-02-2026.zip"), newest);
    assert_eq!(made_on("mine.zip"), newest);
}

#[test]
fn a_row_from_the_future_does_not_date_the_export() {
    let rows = "First Name,Last Name,Connected On\nA,B,01 Jan 2031\nC,D,02 Feb 2025\n";
    assert_eq!(table(rows).made_on.unwrap().day, date(2025, 2, 2));
    assert_eq!(table("First Name,Last Name,Connected On\nA,B,01 Jan 2031\n").made_on, None);
}

#[test]
fn contents_decide_and_names_only_help() {
    // In a folder inside, with member ids, copies and other cases.
    let archive = zip(&[
        ("export\\sub/CONNECTIONS_34875879 (1).CSV", CONNECTIONS_2019.as_bytes()),
        ("export/sub/Invitations_34875879.csv", INVITATIONS_2022.as_bytes()),
    ]);
    let export = drop_one("renamed.bin", archive).unwrap();
    assert_eq!((export.connections.len(), export.invitations.len()), (2, 2));

    // Under names that say nothing.
    let archive = zip(&[
        ("kontakte.csv", CONNECTIONS_2019.as_bytes()),
        ("messages.csv", MESSAGES.as_bytes()),
    ]);
    let export = drop_one("a.zip", archive).unwrap();
    assert_eq!(read_kinds(&export), [("a.zip/kontakte.csv", FileKind::Connections, 2)]);
    assert_eq!(export.ignored, ["a.zip/messages.csv"]);

    // A bare file under the name of something else.
    assert_eq!(drop_one("Contacts.csv", CONNECTIONS_2019).unwrap().connections.len(), 2);
    assert_eq!(drop_one("Connections", CONNECTIONS_2019).unwrap().connections.len(), 2);
}

#[test]
fn decoys_beside_ours_are_left_alone() {
    let export = drop_files(vec![
        file("x/Contacts.csv", CONTACTS),
        file("x/messages.csv", MESSAGES),
        file("x/coach_messages.csv", MESSAGES.lines().next().unwrap()),
        file("x/Rich Media/photo.jpg", b"\xFF\xD8\xFF\xE0"),
        file("x/Articles/a.html", "<html>"),
        file("x/.DS_Store", "junk"),
        file("x/Ad_Targeting.csv", "Member Age,Company Names,Company Names\n1,2,3\n"),
        file("x/Connections.csv", CONNECTIONS_2019),
    ])
    .unwrap();
    assert_eq!(read_kinds(&export), [("x/Connections.csv", FileKind::Connections, 2)]);
    assert_eq!(export.ignored.len(), 7);
    assert_eq!(export.refused, []);
}

#[test]
fn the_same_file_packed_and_unpacked_is_delivered_twice() {
    let export = drop_files(vec![
        file("a.zip", zip(&[("Connections.csv", CONNECTIONS_2019.as_bytes())])),
        file("a/Connections.csv", CONNECTIONS_2019),
        file("b.zip", zip(&[("Invitations.csv", INVITATIONS_2022.as_bytes())])),
    ])
    .unwrap();
    let files: Vec<u16> = export.connections.iter().map(|row| row.file).collect();
    assert_eq!(files, [0, 0, 1, 1]);
    assert_eq!(export.invitations.len(), 2);
}

#[test]
fn a_bad_file_among_good_ones_is_told_and_does_no_harm() {
    let mut broken = zip(&[("Invitations.csv", INVITATIONS_2022.as_bytes())]);
    broken.truncate(broken.len() - 30);
    let export = drop_files(vec![
        file("Connections.csv", CONNECTIONS_2019),
        file("Invitations.csv", "%PDF-1.7"),
        file("old.zip", broken),
        file("Profile.csv", "nothing"),
        file("Positions.csv", ""),
    ])
    .unwrap();
    assert_eq!(export.connections.len(), 2);
    let refused: Vec<_> =
        export.refused.iter().map(|(path, why)| (path.as_str(), why.clone())).collect();
    assert_eq!(
        refused,
        [
            ("Invitations.csv", Refusal::NotAnExport(Looks::Pdf)),
            ("old.zip", Refusal::DamagedArchive),
            ("Positions.csv", Refusal::EmptyFile),
            ("Profile.csv", Refusal::NotAnExport(Looks::PlainText)),
        ]
    );
}

#[test]
fn several_other_files_are_told_together() {
    let both = vec![file("Contacts.csv", CONTACTS), file("ImportedContacts.csv", CONTACTS)];
    assert_eq!(drop_files(both).unwrap_err(), Refusal::OtherFile(OtherFile::AddressBook));
    let mixed = vec![file("Contacts.csv", CONTACTS), file("messages.csv", MESSAGES)];
    assert_eq!(drop_files(mixed).unwrap_err(), Refusal::NoneOfOurs);
    let bad = vec![file("Contacts.csv", CONTACTS), file("Connections.xlsx", xlsx())];
    assert!(matches!(drop_files(bad).unwrap_err(), Refusal::Spreadsheet(_)));
}

#[test]
fn an_empty_table_beside_a_full_one_is_fine() {
    let archive = zip(&[
        (
            "Connections.csv",
            b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
        ),
        ("Invitations.csv", INVITATIONS_2022.as_bytes()),
    ]);
    let export = drop_one("a.zip", archive).unwrap();
    assert_eq!(
        read_kinds(&export),
        [
            ("a.zip/Connections.csv", FileKind::Connections, 0),
            ("a.zip/Invitations.csv", FileKind::Invitations, 2),
        ]
    );
}

/// As small as a workbook can be.
pub fn xlsx() -> Vec<u8> {
    zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")])
}
