//! Why a file or a whole drop is refused: each reason one sentence that says what it is and
//! what to do.

use thiserror::Error;

use super::export::FileKind;
use super::pace::Cancelled;
use super::skipped::SkipReason;

/// How to get the right file, for the end of a sentence.
const REQUEST: &str =
    "request it on LinkedIn under Settings → Data privacy → Get a copy of your data";

/// Why a drop, or one file of it, was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The user cancelled.
    #[error("The import was cancelled; nothing was changed.")]
    Cancelled,
    /// There was no file at all in the drop.
    #[error("No file was dropped: choose the ZIP that LinkedIn sent, or Connections.csv.")]
    NoFiles,
    /// A file without a single byte or letter.
    #[error("This file is empty: download the export again, or {REQUEST}.")]
    EmptyFile,
    /// Neither an archive nor a table.
    #[error("This is {0}: choose the ZIP that LinkedIn sent, or Connections.csv from it.")]
    NotAnExport(Looks),
    /// A spreadsheet's own format.
    #[error("This is {0}: open it in the spreadsheet and save the sheet as CSV, then drop that.")]
    Spreadsheet(Sheet),
    /// A packed file that is not a ZIP.
    #[error("This is {0}, not a ZIP: unpack it and drop the folder or Connections.csv from it.")]
    OtherArchive(Packed),
    /// The files in the archive need a password.
    #[error(
        "This ZIP is protected with a password: unpack it and drop the folder or Connections.csv from it."
    )]
    Encrypted,
    /// The archive ends too early, or its contents do not fit their checksums.
    #[error("This ZIP is damaged or was not downloaded completely: download it again.")]
    DamagedArchive,
    /// A file in the archive is packed in a way that is not understood.
    #[error("This ZIP is packed in a way that cannot be read here: unpack it and drop the folder.")]
    UnknownPacking,
    /// The dropped archive, or what it unpacks to, passes a bound.
    #[error(
        "This is larger than any LinkedIn export (more than {limit_mib} MiB): choose the ZIP that LinkedIn sent, or Connections.csv from it."
    )]
    TooLarge {
        /// The bound that was passed, in MiB.
        limit_mib: u32,
    },
    /// More files in an archive or in a drop than any export has.
    #[error(
        "This holds more files than any LinkedIn export (more than {limit}): choose the ZIP that LinkedIn sent, or Connections.csv from it."
    )]
    TooManyFiles {
        /// The bound that was passed.
        limit: u32,
    },
    /// More rows than any member can have.
    #[error(
        "This table is longer than any LinkedIn export (more than {limit} rows): choose the file that LinkedIn sent."
    )]
    TooManyRows {
        /// The bound that was passed.
        limit: u32,
    },
    /// An archive with neither of the two files.
    #[error(
        "This ZIP holds neither Connections.csv nor Invitations.csv: choose the export that LinkedIn sent, or {REQUEST}."
    )]
    ArchiveLacksBoth,
    /// Several files, with neither of the two among them.
    #[error(
        "None of these files is Connections.csv or Invitations.csv: choose the export that LinkedIn sent, or {REQUEST}."
    )]
    NoneOfOurs,
    /// Another file of the export.
    #[error(
        "This is {0}: choose Connections.csv or Invitations.csv instead, or the whole ZIP that LinkedIn sent."
    )]
    OtherFile(OtherFile),
    /// A table that is something else.
    #[error(
        "This table is not from LinkedIn, its column names are unknown: choose Connections.csv or the ZIP that LinkedIn sent."
    )]
    UnknownTable,
    /// A file named like ours whose line of column names is missing or not understood.
    #[error(
        "The line with the column names of {name} is missing, so its values cannot be told apart: drop the file as LinkedIn sent it.",
        name = .0.file_name()
    )]
    NoHeader(FileKind),
    /// Column names and nothing below.
    #[error("This {name} has no rows: if that is wrong, {REQUEST}.", name = .0.file_name())]
    NoRows(FileKind),
    /// There are rows, and none could be read.
    #[error(
        "None of the {rows} rows of this {name} could be read (line {line}: {reason}) Drop the file as LinkedIn sent it.",
        name = .kind.file_name()
    )]
    NoReadableRow {
        /// What the file is.
        kind: FileKind,
        /// How many rows it has.
        rows: u32,
        /// Line of the first one.
        line: u32,
        /// What is wrong with the first one.
        reason: SkipReason,
    },
    /// A file that this program saved, and of which nobody could be read.
    #[error(
        "Nobody in this {name} could be read (line {line}: {reason}) Drop the file as Quietly saved it, or save the people again.",
        name = .kind.file_name()
    )]
    DamagedOwn {
        /// What the file is.
        kind: FileKind,
        /// The first line that could not be read.
        line: u32,
        /// What is wrong with it.
        reason: SkipReason,
    },
    /// A file that this program saved when nobody was in the list.
    #[error("There is nobody in this {name}: save the people again.", name = .0.file_name())]
    NobodyInOwn(FileKind),
    /// A file that a newer version of this program saved.
    #[error("A newer version of Quietly saved this file: reload the page and drop it again.")]
    NewerOwn,
}

impl Refusal {
    /// Whether it tells of a table that was found to be one of ours.
    pub(super) fn is_of_ours(&self) -> bool {
        matches!(
            self,
            Refusal::NoReadableRow { .. }
                | Refusal::TooManyRows { .. }
                | Refusal::DamagedOwn { .. }
                | Refusal::NobodyInOwn(_)
                | Refusal::NewerOwn
        )
    }
}

impl From<Cancelled> for Refusal {
    fn from(Cancelled: Cancelled) -> Self {
        Refusal::Cancelled
    }
}

/// What a file that is no export looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Looks {
    /// `%PDF`.
    #[error("a PDF document")]
    Pdf,
    /// PNG, JPEG, GIF, WebP and the like.
    #[error("a picture")]
    Picture,
    /// A word processor's document or a presentation.
    #[error("an office document, not a table")]
    OfficeDocument,
    /// A web page.
    #[error("a web page")]
    WebPage,
    /// JSON of another program.
    #[error("a JSON file that Quietly did not save")]
    Json,
    /// XML of some kind.
    #[error("an XML file")]
    Xml,
    /// Cards of an address book, which are no connections.
    #[error("an address book (vCard), not your connections")]
    AddressCard,
    /// Text without any table in it.
    #[error("a text without a table")]
    PlainText,
    /// Bytes that are no text in any encoding.
    #[error("not a text file")]
    Binary,
}

/// A spreadsheet's own format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Sheet {
    /// `.xlsx`.
    #[error("an Excel workbook (.xlsx)")]
    Xlsx,
    /// `.xls`, or another old Office file, which share their first bytes.
    #[error("an old Excel workbook (.xls)")]
    Xls,
    /// `.ods`.
    #[error("an OpenDocument spreadsheet (.ods)")]
    Ods,
    /// `.numbers`.
    #[error("a Numbers spreadsheet")]
    Numbers,
}

/// A packed file that is not a ZIP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Packed {
    /// 7-Zip.
    #[error("a 7z archive")]
    SevenZip,
    /// RAR.
    #[error("a RAR archive")]
    Rar,
    /// gzip, `.tar.gz` included.
    #[error("a gzip archive")]
    Gzip,
    /// bzip2, xz, zstd or tar.
    #[error("another kind of archive")]
    Other,
}

/// Another file of a LinkedIn export, or one that is easily taken for one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OtherFile {
    /// `Contacts.csv`, `ImportedContacts.csv`, or any program's address book.
    #[error("an address book (like Contacts.csv), not your connections")]
    AddressBook,
    /// `messages.csv`, and those of the guide and the coaches.
    #[error("a file of messages (like messages.csv)")]
    Messages,
    /// `Profile.csv`.
    #[error("your profile (Profile.csv)")]
    Profile,
    /// `Positions.csv`.
    #[error("the list of your own positions (Positions.csv)")]
    Positions,
    /// `Notes.csv`.
    #[error("the list of your notes (Notes.csv)")]
    Notes,
    /// Recommendations given or received.
    #[error("a list of recommendations")]
    Recommendations,
    /// Any other file of the export.
    #[error("another file of the LinkedIn export")]
    Other,
}
