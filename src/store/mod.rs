//! Facts to stored text and back, so that nothing is lost.
//!
//! **Room rule.** Pure: the medium is a trait, and the browser's storage is one of its
//! kinds. Nothing here knows what a fact means; nothing here is shown.
//!
//! In reading order: [`medium`] is what lies below, `keys` says what stands where, `stored`
//! and `packing` how; `keep` keeps facts, one write an act; `read` opens what is kept and
//! tells what is lost; `pack` takes old entries into segments; `backup` is the file.
//! `docs/storage.md` describes all of it for somebody who writes a reader.
//!
//! - No key is written twice, nor by two tabs. So what cannot be read is never overwritten,
//!   and reading a stale copy does no harm.
//! - Opening takes the union of all facts that are found, wherever they stand. A fact that
//!   is found twice counts once.
//! - Nothing is removed before what replaces it is written, by the same tab.

mod backup;
mod entry;
mod keep;
mod keys;
mod manifest;
mod medium;
mod pack;
mod packing;
mod parts;
mod read;
mod stored;
mod usage;

pub use backup::{Backup, BackupError, raw_copy, read_backup, write_backup};
pub use entry::Unreadable;
pub use keep::Store;
pub use keys::{PREFIX, Space, is_in_space};
pub use medium::{Medium, MediumError, MemoryMedium};
pub use pack::Packed;
pub use parts::Limits;
pub use read::{Loss, Opened};
pub use usage::{Usage, erase_everything, usage};
