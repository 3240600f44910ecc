//! The network out again, in forms that other programs take.
//!
//! **Room rule.** Pure: people in, text out. Nothing is left out that the form has room for, and
//! what is written comes in again without a difference.

pub mod csv;
pub mod json;
pub mod vcard;
