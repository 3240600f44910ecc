//! Rows that could not be read: where each stands, and why.

use thiserror::Error;

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRow {
    /// Index into [`Export::read`](super::Export::read).
    pub file: u16,
    /// The line, from 1, on which the row begins in the file as dropped.
    pub line: u32,
    /// Why.
    pub reason: SkipReason,
}

/// Why a row was left out, as one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SkipReason {
    /// Values beyond the last column: some may stand in the wrong column.
    #[error(
        "It has {fields} values where the file has {columns} columns, so some may stand in the wrong column."
    )]
    TooManyValues {
        /// Values up to the last one that is not empty.
        fields: u32,
        /// Columns of the header.
        columns: u32,
    },
    /// A quotation mark opens and is not closed where it should be.
    #[error("A quotation mark in it is never closed, so its columns cannot be told apart.")]
    BrokenQuotes,
    /// A connection without name, address and e-mail, though not a hidden member.
    #[error("It has neither a name nor a profile address nor an e-mail address.")]
    Nobody,
    /// An invitation that does not say with whom.
    #[error("It does not say who the other person is.")]
    NoOtherSide,
    /// An invitation whose direction neither the file nor its owner's name tells.
    #[error("It does not say whether this invitation was received or sent.")]
    UnclearDirection,
    /// A card that this program did not save.
    #[error("Quietly did not save this card: it is an entry of an address book.")]
    NotSavedHere,
    /// Something in a saved file that is nobody.
    #[error("It cannot be read as a person, in the way in which Quietly writes them.")]
    NotAPerson,
    /// A saved file ends too early, or is broken in its middle.
    #[error("The file is damaged from here on: what follows could not be read.")]
    CutOff,
    /// A position or a note without its substance.
    #[error("It is empty where its text should stand.")]
    NoText,
}
