//! How much of a stranger's file is taken in, each bound with its reason.

/// MiB in bytes.
const MIB: u64 = 1024 * 1024;

/// A dropped archive, in MiB: complete exports with years of pictures and voice messages stay
/// below, and a page must hold all of it in memory.
pub(super) const ARCHIVE_MIB: u32 = 512;

/// One unpacked file, in MiB: LinkedIn's maximum of 30,000 connections makes about 6 MiB, and
/// UTF-16 doubles it.
pub(super) const FILE_MIB: u32 = 64;

/// All unpacked files of a drop, in MiB: deflate packs up to a thousand to one, so that a small
/// archive could otherwise fill the memory.
pub(super) const DROP_MIB: u32 = 128;

/// A dropped archive, in bytes.
pub(super) const ARCHIVE_BYTES: u64 = ARCHIVE_MIB as u64 * MIB;
/// One unpacked file, in bytes.
pub(super) const FILE_BYTES: u64 = FILE_MIB as u64 * MIB;
/// All unpacked files of a drop, in bytes.
pub(super) const DROP_BYTES: u64 = DROP_MIB as u64 * MIB;

/// Entries of one archive: complete exports have some thousands, and each costs memory before
/// anything is unpacked.
pub(super) const ENTRIES: u32 = 100_000;

/// Rows of one table: eight times LinkedIn's maximum of connections; rows of two bytes would
/// otherwise cost a hundred times their size.
pub(super) const ROWS: u32 = 250_000;

/// Bytes of one record: the longest message and more. A quotation mark that is never closed
/// makes everything after it one record.
pub(super) const RECORD_BYTES: usize = 256 * 1024;

/// Columns of a record: nine times those of the widest era.
pub(super) const COLUMNS: usize = 512;

/// How often reading starts again behind a broken quotation mark: each time costs up to
/// [`RECORD_BYTES`] of work.
pub(super) const RESTARTS: u32 = 2_000;

/// Lines above the line with the column names: LinkedIn writes three, people add some.
pub(super) const PREAMBLE_LINES: usize = 64;
