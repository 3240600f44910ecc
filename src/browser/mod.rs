//! The only door to the outside: storage, clock, chance, files and other tabs.
//!
//! **Room rule.** Whatever asks the browser for something that is not a part of the
//! screen is here, behind a name that says what it is for. No decisions.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod files;
pub mod idle;
pub mod locks;
pub mod pace;
pub mod panic;
pub mod platform;
pub mod settings;
pub mod storage;
pub mod tabs;
