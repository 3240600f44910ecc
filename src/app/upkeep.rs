//! Tidying up when nobody waits: old entries into segments, the oldest facts into the base.
//! No act ever waits for it.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::core::Core;
use super::model::Model;
use crate::browser::{clock, idle, locks, pace, settings};
use crate::domain::fact::Act;
use crate::domain::id::InvitationId;
use crate::domain::invitation::Place;
use crate::domain::ledger::{HISTORY, Ledger};
use crate::domain::network::Network;
use crate::domain::trash;
use crate::store::Packed;

/// From how many entries on they are packed.
const PACK_AT: usize = 100;

/// How long nobody must have done anything before.
const CALM: Duration = Duration::from_millis(1500);

/// How many acts more than those that are promised may gather before the oldest are folded:
/// the base is a large write, and large writes are to be rare.
const SLACK: usize = 2_000;

/// Held by every tab for as long as it lives.
const OPEN: &str = "quietly.open";
/// Held by the tab that packs.
const PACK: &str = "quietly.pack";

impl Model {
    /// Begins the upkeep, when the page has come up.
    pub fn begin_upkeep(self) {
        locks::hold(OPEN);
        idle::when_idle(move || {
            self.clear_trash();
            spawn_local(self.fold_if_alone());
            self.tidy_later();
        });
    }

    /// Deletes what has lain in the trash for as long as the user wants it kept, and forgets
    /// what was deleted so long ago that it cannot be undone.
    fn clear_trash(self) {
        // Nothing is cleared away of what may not be whole.
        if self.core.try_with_value(|core| core.faults().is_empty()) != Some(true) {
            return;
        }
        let today = clock::today();
        let of = |list: fn(u32, &Ledger, NaiveDate) -> Vec<InvitationId>, days| {
            let ids = self.core.try_with_value(|core| list(days, &core.ledger, today));
            ids.unwrap_or_default()
        };
        self.forget(of(trash::deleted_for, trash::UNDO_DAYS));
        let old = settings::retention().map(|days| of(trash::trashed_for, days));
        if let Some(old) = old.filter(|old| !old.is_empty()) {
            self.act(Act::Delete(old));
        }
    }

    /// Forgets what was said in deleted invitations. Nothing to say: the deletion has told.
    fn forget(self, deleted: Vec<InvitationId>) {
        if !deleted.is_empty() {
            self.see(self.network_now(|network| Act::purge(deleted, network)));
        }
    }

    /// Empties the trash: what was deleted before is forgotten then. True if it was done.
    pub fn empty_trash(self) -> bool {
        let all = |place| {
            let network = |network: &Network| {
                let all = network.invitations().filter(|it| it.standing.place == place);
                all.map(|it| it.id).collect::<Vec<_>>()
            };
            self.network_now(network)
        };
        let earlier = all(Place::Deleted);
        let done = self.act(Act::Delete(all(Place::Trash)));
        if done {
            self.forget(earlier);
            spawn_local(self.fold_if_alone());
        }
        done
    }

    /// Packs once nobody has done anything for a while, if it is worth it.
    pub(super) fn tidy_later(self) {
        // The page may be gone by now.
        let is_worth_it =
            self.core.try_with_value(|core| core.store.entries() >= PACK_AT && !core.is_newer());
        if is_worth_it != Some(true) {
            return;
        }
        let pack = move || idle::when_idle(move || locks::if_free(PACK, move || self.pack()));
        let handle = set_timeout_with_handle(pack, CALM).ok();
        let earlier = self.upkeep.try_update_value(|upkeep| std::mem::replace(upkeep, handle));
        if let Some(Some(earlier)) = earlier {
            earlier.clear();
        }
    }

    fn pack(self) {
        let Some(store) = self.core.try_with_value(|core| core.store.clone()) else { return };
        // Where there is no room for it, the entries stay as they are: nothing is lost, and
        // the next act that finds no room says so.
        if let Err(error) = store.pack(PACK_AT) {
            leptos::logging::warn!("not packed: {error}");
        }
    }

    /// Folds the oldest facts, and sweeps away what dead tabs have left. Only if no other
    /// tab is open: it might know of facts that this one has not seen.
    async fn fold_if_alone(self) {
        if locks::holders(OPEN).await != Some(1) {
            return;
        }
        let Some(store) = self.core.try_with_value(|core| core.store.clone()) else { return };
        let below = self.core.try_with_value(|core| {
            let acts = core.ledger.entries().filter(|it| !matches!(it.fact.act, Act::Read(_)));
            let many = acts.count() > HISTORY + SLACK;
            many.then(|| core.ledger.base_below(HISTORY)).flatten()
        });
        let unwritten = self.core.try_with_value(|core| core.ledger.unwritten());
        if let Some(unwritten) = unwritten.flatten() {
            match store.rewrite(&unwritten, pace::next_task).await {
                Ok(Packed::Left) => {}
                Ok(_) => {
                    self.core.try_update_value(|core| core.ledger.note_written());
                }
                Err(error) => leptos::logging::warn!("not written anew: {error}"),
            }
            return;
        }
        let done = match below.flatten() {
            Some((base, adopted)) => {
                let base = Arc::new(base);
                store.rebase(&base, &adopted, pace::next_task).await.map(|_| true)
            }
            None => store.sweep().map(|()| false),
        };
        match done {
            Ok(true) => {
                self.core.try_update_value(Core::reopen);
                self.tell_change();
            }
            Ok(false) => {}
            Err(error) => leptos::logging::warn!("not folded: {error}"),
        }
    }
}
