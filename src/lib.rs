//! Quietly: one's professional network, cultivated quietly, on one's own device.
#![forbid(unsafe_code)]

pub mod domain;
pub mod import;
pub mod store;

#[cfg(feature = "app")]
pub mod components;
