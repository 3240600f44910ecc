//! The pure rooms of Quietly: no browser, no clock, no chance. Built for speed, and the
//! page around them for size.
//!
//! Where to start: [`domain`] says what a network is and what can be done in it;
//! [`import`] reads strangers' files into it; [`store`] keeps it; [`search`] folds and
//! matches text; [`outgoing`] writes files for other programs, in [`forms`] that
//! [`import`] reads again; [`route`] names the pages.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod domain;
pub mod forms;
pub mod import;
pub mod outgoing;
pub mod route;
pub mod search;
pub mod store;
