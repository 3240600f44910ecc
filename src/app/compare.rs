//! Two exports beside each other, without importing either.

use chrono::NaiveDate;

use super::reading::Reading;
use crate::domain::changes::Changes;
use crate::domain::fact::Act;
use crate::domain::id::TabId;
use crate::domain::ledger::{Author, Ledger};
use crate::domain::person::Moment;
use crate::import::{Options, plan};

/// What two exports show.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What to call the earlier and the later one.
    pub labels: [String; 2],
    /// Both in a history of their own, which nobody keeps.
    pub ledger: Ledger,
    /// What has changed from the earlier to the later one.
    pub changes: Changes,
}

/// Compares two exports: the one that is known to be older is the earlier one, else the one
/// that comes first. `None` where nothing comes of them.
pub fn compare(one: &Reading, other: &Reading, today: NaiveDate) -> Option<Compared> {
    let day = |reading: &Reading| reading.export.made_on.map(|made_on| made_on.day);
    let (early, late) = match (day(one), day(other)) {
        (Some(a), Some(b)) if b < a => (other, one),
        _ => (one, other),
    };
    let mut ledger = Ledger::default();
    let mut last = None;
    for (number, reading) in (0_u32..).zip([early, late]) {
        let options = Options {
            label: reading.label.clone(),
            // In this order, whatever else their days say.
            made_on: None,
            today,
            old_into_archive: false,
        };
        let batch = plan(ledger.network(), &reading.export, &options).batch;
        let author = Author { tab: TabId(0), number, at: Moment::default() };
        let fact = ledger.decide(Act::Import(batch.into()), author).ok()?;
        last = Some(fact.id);
        ledger.record(fact);
    }
    let changes = Changes::of(&ledger, last?)?;
    let labels = [early.label.clone(), late.label.clone()];
    Some(Compared { labels, ledger, changes })
}
