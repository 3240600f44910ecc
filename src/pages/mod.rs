//! One address, one file.
//!
//! **Room rule.** A page shows state and passes intent to [`crate::app::model::Model`]; it
//! decides nothing, and no page uses another. What two pages share stands in `parts`.

pub mod archive;
pub mod changes;
pub mod connections;
pub mod duplicates;
pub mod guidelines;
pub mod history;
pub mod home;
pub mod import;
pub mod inbox;
pub mod insights;
pub mod not_found;
pub mod parts;
pub mod person;
pub mod sent;
pub mod settings;
pub mod todo;
pub mod trash;
