//! What files do to a network, from the rows to the facts.

mod changes;
mod imports;
mod kit;
mod saved;
mod slices;
