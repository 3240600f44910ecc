//! Quietly: one's professional network, cultivated quietly, on one's own device.
#![forbid(unsafe_code)]

pub mod domain;
pub mod import;

#[cfg(feature = "app")]
pub mod components;
