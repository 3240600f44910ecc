//! What the tests of reading share.

use std::io::{Cursor, Write};

use chrono::{NaiveDate, NaiveDateTime};
use quietly::domain::stamp::Stamp;
use quietly::import::{Export, InputFile, NoPace, Refusal, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Files as LinkedIn sent them in each era.
pub const CONNECTIONS_2026: &str = include_str!("../fixtures/import/connections_2026.csv");
pub const CONNECTIONS_2022: &str = include_str!("../fixtures/import/connections_2022.csv");
pub const CONNECTIONS_2019: &str = include_str!("../fixtures/import/connections_2019.csv");
pub const CONNECTIONS_OUTLOOK: &str =
    include_str!("../fixtures/import/connections_outlook_2014.csv");
pub const INVITATIONS_2026: &str = include_str!("../fixtures/import/invitations_2026.csv");
pub const INVITATIONS_2022: &str = include_str!("../fixtures/import/invitations_2022.csv");

/// An address book, as exports have it.
pub const CONTACTS: &str = "Source,First Name,Last Name,Companies,Title,Emails,Phone Numbers,\
     Created At,Addresses,Sites,Full Name,Birthday,Profiles\n\
     MOBILE,Uncle,Bob,,,bob@example.org,555,1/1/20,,,Uncle Bob,,\n";

/// Messages, as exports have them.
pub const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,\
     RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
     1,,Tomas Brekke,,Mira Halvorsen,,2024-03-15 09:05:00 UTC,,Hello,INBOX\n";

/// Two people, in each of the forms in which they are saved here.
pub const OWN_TABLE: &str = include_str!("../fixtures/import/own_table.csv");
pub const OWN_CARDS: &str = include_str!("../fixtures/import/own_cards.vcf");
pub const OWN_JSON: &str = include_str!("../fixtures/import/own_people.json");

/// The day on which the tests read.
pub fn today() -> NaiveDate {
    date(2026, 3, 1)
}

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn day(year: i32, month: u32, day: u32) -> Stamp {
    Stamp::Day(date(year, month, day))
}

pub fn minute(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Stamp {
    Stamp::Minute(
        NaiveDateTime::from(date(year, month, day))
            + chrono::Duration::minutes((hour * 60 + minute).into()),
    )
}

pub fn unreadable(text: &str) -> Stamp {
    Stamp::Unreadable(text.to_owned())
}

pub fn file(path: &str, bytes: impl AsRef<[u8]>) -> InputFile {
    InputFile { path: path.to_owned(), bytes: bytes.as_ref().to_vec() }
}

pub fn drop_files(files: Vec<InputFile>) -> Result<Export, Refusal> {
    pollster::block_on(read(files, today(), &NoPace))
}

pub fn drop_one(path: &str, bytes: impl AsRef<[u8]>) -> Result<Export, Refusal> {
    drop_files(vec![file(path, bytes)])
}

/// Reads one table that must be readable.
pub fn table(bytes: impl AsRef<[u8]>) -> Export {
    drop_one("anything.csv", bytes).unwrap()
}

/// Reads a drop that must be refused.
pub fn refused(path: &str, bytes: impl AsRef<[u8]>) -> Refusal {
    drop_one(path, bytes).unwrap_err()
}

/// A ZIP of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(files, SimpleFileOptions::default())
}

pub fn zip_with(files: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(*path, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// First name, last name, address, e-mail, company, position.
pub fn people(export: &Export) -> Vec<[String; 6]> {
    export
        .connections
        .iter()
        .map(|row| {
            let it = &row.record;
            let link = it.profile.as_ref().and_then(|profile| profile.link()).unwrap_or_default();
            let [first, last] = [&it.first_name, &it.last_name].map(Clone::clone);
            [first, last, link, it.email.clone(), it.company.clone(), it.position.clone()]
        })
        .collect()
}

/// First and last names.
pub fn names(export: &Export) -> Vec<String> {
    export
        .connections
        .iter()
        .map(|row| format!("{} {}", row.record.first_name, row.record.last_name).trim().to_owned())
        .collect()
}

/// The stamps of all connections.
pub fn days(export: &Export) -> Vec<Stamp> {
    export.connections.iter().map(|row| row.connected_on.clone()).collect()
}

/// The stamps of all invitations.
pub fn times(export: &Export) -> Vec<Stamp> {
    export.invitations.iter().map(|row| row.sent_at.clone()).collect()
}

/// Lines and reasons of the rows that were left out.
pub fn skipped(export: &Export) -> Vec<(u32, quietly::import::SkipReason)> {
    export.skipped.iter().map(|row| (row.line, row.reason.clone())).collect()
}
