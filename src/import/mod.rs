//! Strangers' files in; rows and a report out.
//!
//! **Room rule.** Pure, and never panics on any bytes. Nothing here changes the network:
//! it reads what a file says and leaves the decision to the user.
