//! Quietly: one's professional network, cultivated quietly, on one's own device.
//!
//! Where to start: [`domain`] says what a network is and what can be done in it;
//! [`import`] reads strangers' files into it; [`store`] keeps it; [`route`] names the
//! pages. These rooms are pure, a crate of their own (`pure.rs`). The page itself (feature `app`) stands around them:
//! `browser` is the door to the outside, `app` the hinge, `pages` and `components` what
//! one sees. `ARCHITECTURE.md` shows the whole house.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub use quietly_pure::{domain, forms, import, outgoing, route, search, store};

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "app")]
pub mod components;
#[cfg(feature = "app")]
pub mod pages;
