//! The forms in which people leave and come back: what those who write and those who read
//! must agree on, both ways side by side.
//!
//! **Room rule.** Pure: texts and plain values. Nothing here decides what becomes of a person.
//! What is written here is read here without a difference.

pub mod card;
pub mod cell;
mod someone;
pub mod table;

pub use someone::{FORMAT, Someone, TieWord, VERSION};
