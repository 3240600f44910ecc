//! Facts to stored text and back, so that nothing is lost.
//!
//! **Room rule.** Pure: the medium is a trait, and the browser's storage is one of its
//! kinds. Nothing here knows what a fact means; nothing here is shown.
//!
//! Each fact is one entry under a key of its own, written once and never again: one act
//! is one write, two tabs never write one key, and what cannot be read is never
//! overwritten. A snapshot that takes in old entries can be put under this without the
//! rest of the house noticing.

mod backup;
mod entry;
mod journal;
mod medium;

pub use backup::{BackupError, read_backup, write_backup};
pub use entry::Unreadable;
pub use journal::{Journal, Opened, Space, Usage, erase_everything, is_fact_key, usage};
pub use medium::{Medium, MediumError, MemoryMedium};
