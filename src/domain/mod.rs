//! What a professional network is, and the laws between its parts.
//!
//! **Room rule.** Pure: no browser, no clock, no randomness, no storage. Time, ids and
//! rows come in as values; facts come out. Nothing here knows how anything is shown,
//! stored or read from a file.
//!
//! In reading order: [`person`] and [`invitation`] are the things, [`network`] is the
//! state, [`fact`] what can be done, [`perform`] what each act does ([`arriving`]: an import), [`ledger`]
//! the fold of the facts with undo and redo ([`take_back`], [`base`]), [`concerns`] whom a fact is
//! about, [`disclosure`] what the other side may learn.

pub mod arriving;
pub mod base;
pub mod batch;
pub mod by_hand;
pub mod career;
pub mod changes;
pub mod chronicle;
pub mod concerns;
pub mod courtesy;
pub mod disclosure;
pub mod duplicates;
pub mod fact;
pub mod field;
pub mod forget;
pub mod groups;
pub mod guideline;
pub mod id;
pub mod insights;
pub mod invitation;
pub mod ledger;
pub mod listing;
pub mod merge;
pub mod network;
pub mod perform;
pub mod person;
pub mod profile;
pub mod roster;
pub mod span;
pub mod stamp;
pub mod take_back;
pub mod todo;
pub mod trail;
pub mod trash;
pub mod views;
