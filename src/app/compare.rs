//! Two exports beside each other, without importing either.

use std::sync::Arc;

use chrono::NaiveDate;

use super::reading::Reading;
use crate::browser::pace;
use crate::domain::changes::Changes;
use crate::domain::duplicates;
use crate::domain::fact::Act;
use crate::domain::id::{FactId, TabId};
use crate::domain::ledger::{Author, Ledger};
use crate::domain::network::{Network, Write};
use crate::domain::person::Moment;
use crate::import::{Cancelled, Options, Pace, plan_in_slices};

/// What two exports show.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What to call the earlier and the later one.
    pub labels: [String; 2],
    /// Both as a network of their own, which nobody keeps. Who is in the user's is found in it by
    /// their id there.
    pub network: Arc<Network>,
    /// What has changed from the earlier to the later one.
    pub changes: Changes,
}

/// Compares two exports, in slices, beside the user's `own` network: the one that is known to be older is the earlier one, else
/// the one that comes first. `None` where nothing comes of them.
///
/// # Errors
/// [`Cancelled`] when nobody wants it any more.
pub async fn compare(
    one: &Reading,
    other: &Reading,
    own: &Network,
    today: NaiveDate,
    pace: &impl Pace,
) -> Result<Option<Compared>, Cancelled> {
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
        let plan = plan_in_slices(&ledger.snapshot(), &reading.export, &options, pace).await?;
        pace::next_task().await;
        let author = Author { tab: TabId(0), number, at: Moment::default() };
        let Ok(fact) = ledger.decide(Act::Import(plan.batch.into()), author) else {
            return Ok(None);
        };
        last = Some(fact.id);
        ledger.record(fact);
        pace::next_task().await;
    }
    let Some(mut changes) = last.and_then(|last| Changes::of(&ledger, last)) else {
        return Ok(None);
    };
    pace::next_task().await;
    let here = duplicates::same_elsewhere(ledger.network(), own);
    changes.rename(|id| here.get(&id).copied().unwrap_or(id));
    let mut network = ledger.snapshot();
    drop(ledger);
    for (theirs, ours) in here {
        Arc::make_mut(&mut network).put(Write::alias(ours, theirs, FactId::FORGOTTEN));
    }
    let labels = [early.label.clone(), late.label.clone()];
    Ok(Some(Compared { labels, network, changes }))
}
