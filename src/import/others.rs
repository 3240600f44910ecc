//! The small files: who the owner is, where they worked, what they noted.

use super::export::{NoteRow, Owner, PositionRow};
use super::pace::Meter;
use super::refusal::Refusal;
use super::rows::{self, Tally};
use super::skipped::SkipReason;
use super::table::Table;

/// Reads a profile: its first row that has a name.
pub(super) async fn profile(
    mut table: Table,
    file: u16,
    meter: &mut Meter<'_>,
) -> Result<(Owner, Tally), Refusal> {
    let first = table.column(&["firstname"]);
    let last = table.column(&["lastname"]);
    let headline = table.column(&["headline"]);
    let mut owner = Owner::default();
    let tally = rows::read(&mut table, file, meter, |_, row| {
        let read = Owner {
            first_name: row.owned(first),
            last_name: row.owned(last),
            headline: row.owned(headline),
            profile_url: String::new(),
        };
        if read.first_name.is_empty() && read.last_name.is_empty() {
            return Err(SkipReason::NoText);
        }
        if owner == Owner::default() {
            owner = read;
        }
        Ok(())
    })
    .await?;
    Ok((owner, tally))
}

/// Reads positions: those with a company or a title.
pub(super) async fn positions(
    mut table: Table,
    file: u16,
    meter: &mut Meter<'_>,
) -> Result<(Vec<PositionRow>, Tally), Refusal> {
    let company = table.column(&["companyname"]);
    let title = table.column(&["title"]);
    let started_on = table.column(&["startedon"]);
    let finished_on = table.column(&["finishedon"]);
    let mut positions = Vec::new();
    let tally = rows::read(&mut table, file, meter, |_, row| {
        let read = PositionRow {
            company: row.owned(company),
            title: row.owned(title),
            started_on: row.owned(started_on),
            finished_on: row.owned(finished_on),
        };
        if read.company.is_empty() && read.title.is_empty() {
            return Err(SkipReason::NoText);
        }
        positions.push(read);
        Ok(())
    })
    .await?;
    Ok((positions, tally))
}

/// Reads notes: those with a text and with somebody whom they are about.
pub(super) async fn notes(
    mut table: Table,
    file: u16,
    meter: &mut Meter<'_>,
) -> Result<(Vec<NoteRow>, Tally), Refusal> {
    let first = table.column(&["connectionfirstname"]);
    let last = table.column(&["connectionlastname"]);
    let url = table.column(&["connectionprofileurl"]);
    let note = table.column(&["note"]);
    let created_on = table.column(&["createdon"]);
    let edited_on = table.column(&["editedon"]);
    let mut notes = Vec::new();
    let tally = rows::read(&mut table, file, meter, |_, row| {
        let read = NoteRow {
            first_name: row.owned(first),
            last_name: row.owned(last),
            url: row.owned(url),
            note: row.owned(note),
            created_on: row.owned(created_on),
            edited_on: row.owned(edited_on),
        };
        if read.note.is_empty() {
            return Err(SkipReason::NoText);
        }
        if [&read.first_name, &read.last_name, &read.url].iter().all(|text| text.is_empty()) {
            return Err(SkipReason::Nobody);
        }
        notes.push(read);
        Ok(())
    })
    .await?;
    Ok((notes, tally))
}
