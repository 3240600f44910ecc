//! Since when something has lain in the trash, or is deleted.

use chrono::NaiveDate;

use super::id::{FactId, InvitationId};
use super::invitation::Place;
use super::ledger::Ledger;

/// For how many days a deletion can be undone, unless the trash is emptied again before.
pub const UNDO_DAYS: u32 = 30;

/// The deleted invitations of which the deletion cannot be undone any more on this day: it is
/// so many days old, or older than the history.
pub fn deleted_for(days: u32, ledger: &Ledger, today: NaiveDate) -> Vec<InvitationId> {
    lying_for(days, Place::Deleted, ledger, today, true)
}

/// What has lain in the trash for so many days on this day. Of what was put there before the
/// history begins nobody knows; it stays.
pub fn trashed_for(days: u32, ledger: &Ledger, today: NaiveDate) -> Vec<InvitationId> {
    lying_for(days, Place::Trash, ledger, today, false)
}

fn lying_for(
    days: u32,
    place: Place,
    ledger: &Ledger,
    today: NaiveDate,
    if_unknown: bool,
) -> Vec<InvitationId> {
    let since = |fact: FactId| Some(ledger.entry(fact)?.fact.at.date_naive());
    ledger
        .network()
        .invitations()
        .filter(|it| it.standing.place == place)
        .filter(|it| match since(it.standing_by) {
            Some(since) => (today - since).num_days() >= i64::from(days),
            None => if_unknown,
        })
        .map(|it| it.id)
        .collect()
}
