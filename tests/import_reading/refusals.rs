//! Everything that is no export: one sentence that says what it is and what to do.

use quietly::import::{FileKind, Looks, OtherFile, OwnForm, Packed, Refusal, Sheet, SkipReason};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;

use crate::archives::xlsx;
use crate::kit::*;

#[test]
fn nothing_and_empty_files_are_told() {
    assert_eq!(drop_files(vec![]).unwrap_err(), Refusal::NoFiles);
    assert_eq!(refused("Connections.csv", ""), Refusal::EmptyFile);
    assert_eq!(refused("Connections.csv", "\u{feff}\r\n \n"), Refusal::EmptyFile);
}

#[test]
fn what_a_file_looks_like_is_told() {
    let not = |looks| Refusal::NotAnExport(looks);
    let cases: [(&[u8], Refusal); 20] = [
        (b"%PDF-1.7\n\x00\x01", not(Looks::Pdf)),
        (b"\x89PNG\r\n\x1a\n", not(Looks::Picture)),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", not(Looks::Picture)),
        (b"GIF89a", not(Looks::Picture)),
        (b"RIFF\0\0\0\0WEBPVP8 ", not(Looks::Picture)),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", Refusal::Spreadsheet(Sheet::Xls)),
        (b"7z\xBC\xAF\x27\x1C\0", Refusal::OtherArchive(Packed::SevenZip)),
        (b"Rar!\x1A\x07\x01\0", Refusal::OtherArchive(Packed::Rar)),
        (b"\x1F\x8B\x08\0", Refusal::OtherArchive(Packed::Gzip)),
        (b"BZh91AY", Refusal::OtherArchive(Packed::Other)),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", not(Looks::WebPage)),
        (b"<?xml version=\"1.0\"?><a/>", not(Looks::Xml)),
        (b"{\"people\": [1, 2, 3]}", not(Looks::Json)),
        (b"[{\"a\": 1}]", not(Looks::Json)),
        (b"BEGIN:VCARD\nVERSION:3.0\n", not(Looks::AddressCard)),
        (b"Dear diary,\ntoday I met Mira.", not(Looks::PlainText)),
        (b"\x00\x01\x02\x03\x04\xfe\xff\x00\x10\x11\x12\x13", not(Looks::Binary)),
        (b"Date;Amount;Purpose\n1.1.2024;5,00;Bread\n", Refusal::UnknownTable),
        (b"id,name\n1,Mira\n", Refusal::UnknownTable),
        (b"Mira,Halvorsen,15 Mar 2024\n", Refusal::UnknownTable),
    ];
    for (bytes, want) in cases {
        assert_eq!(refused("file.csv", bytes), want, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn documents_that_are_zips_are_told_apart() {
    let docx = zip(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")]);
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let ods = zip_with(
        &[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"x")],
        stored,
    );
    let numbers = zip(&[("Index/Document.iwa", b"x")]);
    assert_eq!(refused("Connections.xlsx", xlsx()), Refusal::Spreadsheet(Sheet::Xlsx));
    assert_eq!(refused("a.docx", docx), Refusal::NotAnExport(Looks::OfficeDocument));
    assert_eq!(refused("a.ods", ods), Refusal::Spreadsheet(Sheet::Ods));
    assert_eq!(refused("a.numbers", numbers), Refusal::Spreadsheet(Sheet::Numbers));
    assert_eq!(
        Refusal::Spreadsheet(Sheet::Xlsx).to_string(),
        "This is an Excel workbook (.xlsx): open it in the spreadsheet and save the sheet as CSV, \
         then drop that."
    );
}

#[test]
fn other_files_of_an_export_are_told() {
    let recommendations =
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nA,B,C,D,E,F,G\n";
    let cases: [(&str, &str, OtherFile); 7] = [
        ("Contacts.csv", CONTACTS, OtherFile::AddressBook),
        ("ImportedContacts.csv", CONTACTS, OtherFile::AddressBook),
        ("messages.csv", MESSAGES, OtherFile::Messages),
        ("x.csv", MESSAGES, OtherFile::Messages),
        ("Profile.csv", "First Name,Last Name,Headline\nA,B,C\n", OtherFile::Profile),
        ("Positions.csv", "Company Name,Title,Started On\nA,B,C\n", OtherFile::Positions),
        ("Recommendations_Given.csv", recommendations, OtherFile::Recommendations),
    ];
    for (path, text, want) in cases {
        assert_eq!(refused(path, text), Refusal::OtherFile(want), "{path}");
    }
    assert_eq!(
        Refusal::OtherFile(OtherFile::AddressBook).to_string(),
        "This is an address book (like Contacts.csv), not your connections: choose Connections.csv \
         or Invitations.csv instead, or the whole ZIP that LinkedIn sent."
    );
}

#[test]
fn an_archive_without_both_files_is_told_with_what_to_request() {
    let wrong = [
        zip(&[("Profile.csv", b"First Name,Last Name,Headline\nA,B,C\n"), ("messages.csv", b"x")]),
        zip(&[("Contacts.csv", CONTACTS.as_bytes())]),
        zip(&[("photos/1.jpg", b"x")]),
        zip(&[("table.csv", b"a,b,c\n1,2,3\n")]),
        zip(&[]),
    ];
    for archive in wrong {
        assert_eq!(refused("a.zip", archive), Refusal::ArchiveLacksBoth);
    }
    assert!(
        Refusal::ArchiveLacksBoth
            .to_string()
            .contains("Settings → Data privacy → Get a copy of your data")
    );
}

#[test]
fn a_promised_file_in_an_archive_that_is_something_else_is_told() {
    let archive = zip(&[("Connections.csv", b""), ("Profile.csv", b"x")]);
    assert_eq!(refused("a.zip", archive), Refusal::EmptyFile);
    let archive = zip(&[("Connections.csv", b"<html><body>Sign in</body></html>")]);
    assert_eq!(refused("a.zip", archive), Refusal::NotAnExport(Looks::WebPage));
}

#[test]
fn an_encrypted_archive_is_told() {
    let options = SimpleFileOptions::default().with_deprecated_encryption(b"secret").unwrap();
    let archive = zip_with(&[("Connections.csv", CONNECTIONS_2019.as_bytes())], options);
    assert_eq!(refused("a.zip", archive), Refusal::Encrypted);
}

#[test]
fn a_truncated_archive_is_told_at_every_length() {
    let archive = zip(&[("Connections.csv", CONNECTIONS_2026.as_bytes())]);
    for length in 4..archive.len() {
        assert_eq!(refused("a.zip", &archive[..length]), Refusal::DamagedArchive, "{length}");
    }
}

#[test]
fn a_changed_byte_of_the_contents_is_told() {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip_with(&[("Connections.csv", CONNECTIONS_2019.as_bytes())], stored);
    let at = archive.windows(5).position(|bytes| bytes == b"Owusu").unwrap();
    archive[at] = b'E';
    assert_eq!(refused("a.zip", archive), Refusal::DamagedArchive);
}

#[test]
fn a_bomb_is_stopped_by_what_comes_out() {
    let zeros = vec![b'\n'; 65 * 1024 * 1024];
    let one = zip(&[("Connections.csv", &zeros)]);
    assert!(one.len() < 1024 * 1024);
    assert_eq!(refused("a.zip", one), Refusal::TooLarge { limit_mib: 64 });
    assert_eq!(refused("Connections.csv", &zeros), Refusal::TooLarge { limit_mib: 64 });

    let part = &zeros[..50 * 1024 * 1024];
    let many =
        zip(&[("Connections.csv", part), ("Connections 2.csv", part), ("Connections 3.csv", part)]);
    assert_eq!(refused("a.zip", many), Refusal::TooLarge { limit_mib: 128 });
}

#[test]
fn a_table_of_endless_rows_is_stopped() {
    let text = "First Name,Last Name,Company,Position\n".to_owned() + &"x\n".repeat(250_001);
    assert_eq!(refused("a.csv", text), Refusal::TooManyRows { limit: 250_000 });
}

#[test]
fn more_files_than_any_export_has_are_refused() {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let names: Vec<String> = (0..100_001).map(|number| number.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(
        refused("a.zip", zip_with(&files, options)),
        Refusal::TooManyFiles { limit: 100_000 }
    );
}

#[test]
fn rows_of_which_none_can_be_read_are_a_failure() {
    let text = "From,To,Sent At,Message,Direction\n\nA,B,1/2/24,,\nA,B,1/3/24,,\n";
    let refusal = refused("Invitations.csv", text);
    assert_eq!(
        refusal,
        Refusal::NoReadableRow {
            kind: FileKind::Invitations,
            rows: 2,
            line: 3,
            reason: SkipReason::UnclearDirection,
        }
    );
    assert_eq!(
        refusal.to_string(),
        "None of the 2 rows of this Invitations.csv could be read (line 3: It does not say whether \
         this invitation was received or sent.) Drop the file as LinkedIn sent it."
    );
}

#[test]
fn column_names_without_rows_are_told() {
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n,,,,,,\n";
    assert_eq!(refused("Connections.csv", header), Refusal::NoRows(FileKind::Connections));
    let archive = zip(&[("Connections.csv", header.as_bytes()), ("Profile.csv", b"x")]);
    assert_eq!(refused("a.zip", archive), Refusal::NoRows(FileKind::Connections));
    assert_eq!(
        refused("Invitations.csv", "From,To,Sent At,Message,Direction"),
        Refusal::NoRows(FileKind::Invitations)
    );
}

#[test]
fn rows_without_column_names_are_told() {
    let text = "Mira,Halvorsen,,,Fjordline,Head of Data,15 Mar 2024\n";
    assert_eq!(refused("Connections.csv", text), Refusal::NoHeader(FileKind::Connections));
}

#[test]
fn every_sentence_ends_and_none_has_a_hole() {
    for refusal in [
        Refusal::Cancelled,
        Refusal::NoFiles,
        Refusal::EmptyFile,
        Refusal::Encrypted,
        Refusal::DamagedArchive,
        Refusal::UnknownPacking,
        Refusal::TooLarge { limit_mib: 64 },
        Refusal::TooManyFiles { limit: 100_000 },
        Refusal::TooManyRows { limit: 250_000 },
        Refusal::ArchiveLacksBoth,
        Refusal::NoneOfOurs,
        Refusal::UnknownTable,
        Refusal::NoHeader(FileKind::Connections),
        Refusal::NoRows(FileKind::Invitations),
        Refusal::NotAnExport(Looks::AddressCard),
        Refusal::NobodyInOwn(FileKind::Own(OwnForm::Cards)),
        Refusal::DamagedOwn {
            kind: FileKind::Own(OwnForm::Json),
            line: 3,
            reason: SkipReason::CutOff,
        },
        Refusal::NewerOwn,
    ] {
        let sentence = refusal.to_string();
        assert!(sentence.ends_with('.') && !sentence.contains(['{', '}']), "{sentence}");
    }
}
