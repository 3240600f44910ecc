//! Parts of a screen that could be given to another app tomorrow.
//!
//! **Room rule.** Nothing here knows what an invitation is: no domain, no store, no words
//! of its own. Everything comes in as values and callbacks.

pub mod badge;
pub mod bar_chart;
pub mod dialog;
pub mod disclosure;
pub mod dropped;
pub mod empty;
pub mod field;
pub mod file_drop;
pub mod focus;
pub mod grow_list;
pub mod icon;
pub mod notices;
pub mod progress;
pub mod unique;
pub mod virtual_list;
