//! The store, tested like a database: killed, filled up, damaged and shared at every point.
//!
//! A life of some hundred acts is lived over a medium that writes down each write. Every
//! state in which it could have been left is then opened again.

mod damage;
mod death;
mod forget;
mod full;
mod kit;
mod plain;
mod tabs;
