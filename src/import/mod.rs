//! Strangers' files in; rows and a report out.
//!
//! **Room rule.** Pure, and never panics on any bytes. Nothing here changes the network:
//! it reads what a file says and leaves the decision to the user.

mod archive;
mod connections;
mod dates;
mod encoding;
mod export;
mod finish;
mod header;
mod invitations;
mod limits;
mod marks;
mod months;
mod names;
mod others;
mod own;
mod own_cards;
mod own_json;
mod pace;
mod read;
mod refusal;
mod rows;
mod skipped;
mod sniff;
mod table;

pub use export::{
    ConnectionRow, Direction, Export, FileKind, FileRead, InputFile, InvitationRow, MadeOn,
    MadeOnSource, NoteRow, OwnForm, OwnRow, OwnTie, Owner, PositionRow,
};
pub use pace::{Cancelled, NoPace, Pace, Progress};
pub use read::read;
pub use refusal::{Looks, OtherFile, Packed, Refusal, Sheet};
pub use skipped::{SkipReason, SkippedRow};

mod matching;
mod plan;

pub use plan::{Changed, Options, Plan, Report, plan, plan_in_slices};
