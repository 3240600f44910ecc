//! The hinge between the screen and the rest of the house.
//!
//! **Room rule.** State for the screen, dispatch, undo and words. What an act does is
//! decided in `domain`, how it is kept in `store`; a page decides nothing and calls
//! [`model::Model::act`]. Nothing here touches the browser but through `browser`.

pub mod compare;
pub mod copies;
mod core;
pub mod dates;
pub mod keys;
pub mod model;
pub mod planning;
pub mod reading;
pub mod sample;
pub mod shell;
mod upkeep;
pub mod words;
