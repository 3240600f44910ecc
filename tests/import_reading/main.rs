//! Reading strangers' files: every era, every quirk, and everything that is no export.

mod archives;
mod columns;
mod eras;
mod invitations;
mod kit;
mod own;
mod pace;
mod refusals;
mod resaved;
mod wild;
