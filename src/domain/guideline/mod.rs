//! Guidelines: with whom the user wants to be connected, as rules that can be judged.
//!
//! [`rule`] is what is written down, [`judge`] holds it against somebody, [`company`] makes
//! names of companies comparable, [`check`] finds what cannot be meant, [`ready`] has some to
//! start from. A verdict only advises: nothing here decides anything.

pub mod check;
pub mod company;
pub mod judge;
pub mod judging;
pub mod ready;
pub mod rule;

pub use check::{Problem, problems};
pub use judge::{Judge, Judgement, Known, Reason, Subject, Verdict};
pub use judging::{Change, change, judge_in, judge_invitation, verdict_on, verdict_on_person};
pub use ready::ReadyMade;
pub use rule::{Condition, Field, Guidelines, Rule};
