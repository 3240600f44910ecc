//! The network out again, in forms that other programs take.
//!
//! **Room rule.** Pure: people in, text out. Nothing is left out that the form has room for.

pub mod csv;
pub mod json;
pub mod vcard;

use crate::domain::person::{Person, Tie};
use crate::domain::stamp::Stamp;

/// Since when somebody is or was a connection.
fn since(person: &Person) -> &Stamp {
    match &person.tie {
        Tie::Connected(connection) => &connection.since,
        Tie::Former(former) => &former.was.since,
        Tie::None => &Stamp::Unknown,
    }
}
