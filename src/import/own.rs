//! People whom this program saved, as rows.

use std::sync::Arc;

use chrono::NaiveDate;

use super::export::{ConnectionRow, FileKind, OwnForm, OwnRow, OwnTie};
use super::limits;
use super::refusal::Refusal;
use super::rows::Tally;
use super::skipped::SkipReason;
use super::table::trimmed;
use crate::domain::person::Record;
use crate::domain::profile::ProfileAddress;
use crate::forms::table::Saved;
use crate::forms::{Someone, TieWord};

/// What one file says that this program saved.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// The index of the file.
    file: u16,
    /// How many rows of connections stand before those of this file.
    before: usize,
    /// Those who were connected, as rows.
    pub(super) connections: Vec<ConnectionRow>,
    /// Everybody.
    pub(super) rows: Vec<OwnRow>,
    /// The day of saving.
    pub(super) saved_on: Option<NaiveDate>,
    pub(super) tally: Tally,
}

impl Own {
    /// Nobody yet, from the file of this index.
    pub(super) fn of(file: u16, before: usize) -> Own {
        Own { file, before, ..Own::default() }
    }

    /// The rows of a table as people: such rows have room for nothing else.
    pub(super) fn of_table(
        file: u16,
        before: usize,
        saved: Saved,
        rows: Vec<ConnectionRow>,
        tally: Tally,
    ) -> Own {
        let mut own = Own { tally, saved_on: Some(saved.on), ..Own::of(file, before) };
        for row in rows {
            let tie = if saved.former { TieWord::Former } else { TieWord::Connected };
            own.tie(row, tie, Someone::default());
        }
        own
    }

    /// Takes in what stands at this line.
    ///
    /// # Errors
    /// That there are more than anybody has.
    pub(super) fn add(
        &mut self,
        line: u32,
        someone: Result<Someone, SkipReason>,
    ) -> Result<(), Refusal> {
        self.tally.rows = self.tally.rows.saturating_add(1);
        if self.tally.rows > limits::ROWS {
            return Err(Refusal::TooManyRows { limit: limits::ROWS });
        }
        let someone = someone.map(lines_broken_alike);
        let row = someone.and_then(|someone| Ok((self.row(line, &someone)?, someone)));
        match row {
            Ok((row, someone)) => self.tie(row, someone.tie, someone),
            Err(reason) => self.tally.skip(self.file, line, reason),
        }
        Ok(())
    }

    fn row(&self, line: u32, someone: &Someone) -> Result<ConnectionRow, SkipReason> {
        let text = |text: &str| trimmed(text).to_owned();
        let url = text(&someone.url);
        let record = Record {
            first_name: text(&someone.first_name),
            last_name: text(&someone.last_name),
            profile: ProfileAddress::parse(&url),
            email: text(&someone.email).to_lowercase(),
            company: text(&someone.company),
            position: text(&someone.position),
            linkedin_note: String::new(),
        };
        let named = [&record.first_name, &record.last_name, &url, &record.email];
        if named.iter().all(|text| text.is_empty()) {
            return Err(SkipReason::Nobody);
        }
        let (record, connected_on) = (Arc::new(record), someone.since());
        let has_job_columns = true;
        Ok(ConnectionRow { file: self.file, line, record, connected_on, has_job_columns })
    }

    fn tie(&mut self, row: ConnectionRow, tie: TieWord, someone: Someone) {
        let listed = !someone.here_only;
        let id = someone.id();
        let tie = match tie {
            TieWord::None => OwnTie::None(Box::new(row)),
            TieWord::Connected => {
                self.connections.push(row);
                let nth = self.connections.len().saturating_sub(1);
                OwnTie::Connected { row: self.before.saturating_add(nth), listed }
            }
            TieWord::Former => OwnTie::Former {
                row: Box::new(row),
                listed,
                removed_at: someone.removed_at(),
                reason: someone.removal_reason,
                still_listed: someone.still_listed,
            },
        };
        self.rows.push(OwnRow {
            id,
            tie,
            linkedin_note: someone.linkedin_note,
            note: someone.note,
            tags: someone.tags,
        });
    }

    /// What was read, unless that is nobody.
    pub(super) fn checked(self, form: OwnForm) -> Result<Own, Refusal> {
        match self.tally.skipped.first() {
            Some(first) if self.rows.is_empty() => Err(Refusal::DamagedOwn {
                kind: FileKind::Own(form),
                line: first.line,
                reason: first.reason.clone(),
            }),
            _ => Ok(self),
        }
    }
}

/// Line breaks are LF here, whatever a text brings.
fn lines_broken_alike(mut someone: Someone) -> Someone {
    let texts = [
        &mut someone.first_name,
        &mut someone.last_name,
        &mut someone.company,
        &mut someone.position,
        &mut someone.connected_on_text,
        &mut someone.linkedin_note,
        &mut someone.note,
        &mut someone.removal_reason,
    ];
    for text in texts.into_iter().chain(&mut someone.tags) {
        if text.contains('\r') {
            *text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
    }
    someone.tags.retain(|tag| !tag.trim().is_empty());
    someone
}
