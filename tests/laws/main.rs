//! The laws of the model, each a fact that holds for any acts, in any order, by any tabs.
//!
//! The world is small on purpose, so that acts collide all the time. For a long search:
//! `PROPTEST_CASES=20000 cargo test --no-default-features --release --test laws`.

mod career;
mod chronicle;
mod concerns;
mod courtesy;
mod disclosure;
mod forget;
mod guidelines;
mod histories;
mod imports;
mod insights;
mod lists;
mod order;
mod places;
mod refusals;
mod roster;
mod totality;
mod undo;
mod world;
