//! The stored types: what stands in the browser and in backups.
//!
//! They are apart from the working types, so that these can change and what was once
//! written stays readable. Each is written in two ways: as JSON in the journal and in
//! backups, and in binary (postcard) in segments and pieces. So:
//!
//! - a field or variant is never renamed, reordered or removed; new ones come last, with
//!   `serde(default)`, and a form that old readers would take for damage gets a new version;
//! - nothing is skipped when it is written: binary readers go by position.

mod act;
mod base;
mod courtesy;
mod guidelines;
mod people;
mod rows;
mod values;

pub(super) use act::texts;
pub use act::{Act, Adopt, Fact, Import};
pub use base::{BaseHead, BasePart};
pub use rows::Part;
pub use values::{Digest, Name};
pub(super) use values::{digests, ids};
