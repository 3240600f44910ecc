//! What one drop of files says, as plain rows, before anybody decided anything.

use std::sync::Arc;

use chrono::NaiveDate;

use super::refusal::Refusal;
use super::skipped::SkippedRow;
use crate::domain::id::PersonId;
use crate::domain::person::{Moment, Record};
use crate::domain::stamp::Stamp;

/// One file as it was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its path inside of the dropped folder, or just its name.
    pub path: String,
    /// All of its bytes.
    pub bytes: Vec<u8>,
}

/// What one drop of files says.
///
/// Texts are trimmed, no-break spaces included, and otherwise as the files have them; line
/// breaks inside of a text are LF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Export {
    /// The day on which LinkedIn made the export, where anything tells.
    pub made_on: Option<MadeOn>,
    /// Whose export this is.
    pub owner: Owner,
    /// The people of every connections file, in the order of the files and of their rows.
    pub connections: Vec<ConnectionRow>,
    /// Rows with a date and nothing else: members who hide themselves from exports.
    pub hidden_members: u32,
    /// The rows of every invitations file, likewise in order.
    pub invitations: Vec<InvitationRow>,
    /// The owner's own employers.
    pub positions: Vec<PositionRow>,
    /// The owner's notes on connections.
    pub notes: Vec<NoteRow>,
    /// What files that this program saved say of people beyond the rows above, in order.
    pub own: Vec<OwnRow>,
    /// Rows that could not be read, each with its line and the reason.
    pub skipped: Vec<SkippedRow>,
    /// The files that were read; rows point into this list by index.
    pub read: Vec<FileRead>,
    /// Paths of the files that are none of our business.
    pub ignored: Vec<String>,
    /// Files that looked like ours and could not be read, while others could.
    pub refused: Vec<(String, Refusal)>,
}

impl Export {
    /// Whether a row comes from a file that this program saved.
    pub fn is_own(&self, row: &ConnectionRow) -> bool {
        let file = self.read.get(usize::from(row.file));
        file.is_some_and(|file| matches!(file.kind, FileKind::Own(_)))
    }
}

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// `Connections.csv`, of any era.
    Connections,
    /// `Invitations.csv`, of any era.
    Invitations,
    /// `Profile.csv`: who the owner is.
    Profile,
    /// `Positions.csv`: where the owner worked.
    Positions,
    /// `Notes.csv`: what the owner wrote about connections.
    Notes,
    /// People whom this program saved. They are a part of a list, and tell nothing of who is
    /// not among them, nor of what LinkedIn knows today.
    Own(OwnForm),
}

/// The forms in which this program saves people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OwnForm {
    /// CSV with LinkedIn's columns.
    Table,
    /// vCard.
    Cards,
    /// JSON.
    Json,
}

impl FileKind {
    /// The name that LinkedIn gives such a file, or what it is that this program saved.
    pub fn file_name(self) -> &'static str {
        match self {
            FileKind::Connections => "Connections.csv",
            FileKind::Invitations => "Invitations.csv",
            FileKind::Profile => "Profile.csv",
            FileKind::Positions => "Positions.csv",
            FileKind::Notes => "Notes.csv",
            FileKind::Own(OwnForm::Table) => "CSV file saved by Quietly",
            FileKind::Own(OwnForm::Cards) => "vCard file saved by Quietly",
            FileKind::Own(OwnForm::Json) => "JSON file saved by Quietly",
        }
    }
}

/// One file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// Its path; for a member of an archive, the archive's path, `/`, and the path inside.
    pub path: String,
    /// What it turned out to be.
    pub kind: FileKind,
    /// How many data rows it holds: read ones, hidden members and skipped ones together.
    pub rows: u32,
}

/// The day of an export, and where it is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeOn {
    /// The day.
    pub day: NaiveDate,
    /// What told it.
    pub source: MadeOnSource,
}

/// What told the day of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeOnSource {
    /// The date in the archive's name, which the rows do not contradict.
    ArchiveName,
    /// The newest row: the export is at least as new as that.
    NewestRow,
    /// A file that this program saved says it.
    Own,
}

/// Whose export this is. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// First name; of a name known from invitations alone, all words but the last.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Headline of the profile.
    pub headline: String,
    /// Profile address, as the invitations have it.
    pub profile_url: String,
}

/// One row of a connections file: a person with a name, a profile address or an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionRow {
    /// Index into [`Export::read`].
    pub file: u16,
    /// The line, from 1, on which the row begins in the file as dropped.
    pub line: u32,
    /// Who it is: the first name with the middle name and the last name with the suffix
    /// (`Brandt, PhD`) in files that have them, and the rest as of the export. What a plan
    /// takes over as it is, it shares.
    pub record: Arc<Record>,
    /// The day of connecting: never a minute.
    pub connected_on: Stamp,
    /// Whether the file has a column for company or position at all: where not, their being
    /// empty means nothing.
    pub has_job_columns: bool,
}

/// Who invited whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The other side invited the owner of the export.
    Incoming,
    /// The owner of the export invited the other side.
    Outgoing,
}

/// One row of an invitations file, seen from the owner of the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Index into [`Export::read`].
    pub file: u16,
    /// The line, from 1, on which the row begins in the file as dropped.
    pub line: u32,
    /// Who invited whom.
    pub direction: Direction,
    /// The other side's name; empty where only the address is known.
    pub name: String,
    /// The other side's profile address; empty where there is none.
    pub url: String,
    /// When it was sent, in no known time zone.
    pub sent_at: Stamp,
    /// The message; empty where there is none.
    pub message: String,
}

/// One employer of the owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionRow {
    /// Name of the company.
    pub company: String,
    /// The owner's title there.
    pub title: String,
    /// The month of the beginning as the file has it (`Jan 2024`).
    pub started_on: String,
    /// The month of the end as the file has it; empty for a current one.
    pub finished_on: String,
}

/// One note of the owner on a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// First name of the connection.
    pub first_name: String,
    /// Last name of the connection.
    pub last_name: String,
    /// Profile address of the connection.
    pub url: String,
    /// The note.
    pub note: String,
    /// When it was written, as the file has it.
    pub created_on: String,
    /// When it was last changed, as the file has it.
    pub edited_on: String,
}

/// Somebody in a file that this program saved, with what no row above has room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// By which they were known where they were saved.
    pub id: Option<PersonId>,
    /// Who it is, and what tied them to the owner.
    pub tie: OwnTie,
    /// The note that the user kept on LinkedIn; empty where there is none.
    pub linkedin_note: String,
    /// The user's own note; empty where there is none.
    pub note: String,
    /// The user's own tags.
    pub tags: Vec<String>,
}

/// Who somebody in a saved file is, and what tied them to the owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnTie {
    /// Nothing but an invitation, perhaps.
    None(Box<ConnectionRow>),
    /// Connected. Their row stands among [`Export::connections`].
    Connected {
        /// At which place.
        row: usize,
        /// Whether an export had shown the connection.
        listed: bool,
    },
    /// Once connected, and no longer.
    Former {
        /// The connection as it was.
        row: Box<ConnectionRow>,
        /// Whether an export had shown the connection.
        listed: bool,
        /// When the user removed them; unknown for one that merely is in no newer export, and
        /// in a table, which has no room for it.
        removed_at: Option<Moment>,
        /// Why, in the user's words; may be empty.
        reason: String,
        /// Whether an export read after that still showed them.
        still_listed: bool,
    },
}

impl OwnRow {
    /// Who it is, as a row of `export`, where this stands.
    pub fn row<'a>(&'a self, export: &'a Export) -> Option<&'a ConnectionRow> {
        match &self.tie {
            OwnTie::None(row) | OwnTie::Former { row, .. } => Some(row),
            OwnTie::Connected { row, .. } => export.connections.get(*row),
        }
    }
}
