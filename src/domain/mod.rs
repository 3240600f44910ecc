//! What a professional network is, and the laws between its parts.
//!
//! **Room rule.** Pure: no browser, no clock, no randomness, no storage. Time, ids and
//! rows come in as values; facts come out. Nothing here knows how anything is shown,
//! stored or read from a file.

pub mod stamp;
