//! What an import would do, worked out in slices and always for the network as it is.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::Model;
use crate::browser::pace::BrowserPace;
use crate::domain::batch::Batch;
use crate::import::{Export, Options, Plan, Report, plan_in_slices};

/// What an import would do, and for which network that was worked out.
#[derive(Debug, Clone)]
pub struct Planned {
    /// For the user.
    pub report: Arc<Report>,
    batch: Arc<Batch>,
    last_change: u32,
}

/// A plan that is worked out anew whenever the network changes, or what the user chose.
#[derive(Clone, Copy)]
pub struct Planning {
    model: Model,
    planned: RwSignal<Option<Planned>>,
    is_current: RwSignal<bool>,
}

impl Planning {
    /// Begins to plan; none is begun as long as `is_over`, when nobody asks for it any more.
    pub fn new(
        model: Model,
        export: Arc<Export>,
        options: Memo<Options>,
        is_over: Signal<bool>,
    ) -> Planning {
        let planned = RwSignal::new(None);
        let is_current = RwSignal::new(false);
        let running = StoredValue::new_local(Rc::new(Cell::new(false)));
        let end = move || running.with_value(|running| running.set(true));
        Effect::new(move || {
            end();
            let options = options.get();
            if is_over.get() {
                return;
            }
            let network = model.own_snapshot();
            let last_change = model.last_change();
            is_current.set(false);
            let cancelled = Rc::new(Cell::new(false));
            running.set_value(cancelled.clone());
            let export = export.clone();
            spawn_local(async move {
                let pace = BrowserPace::new(|_| {}, cancelled);
                let plan = plan_in_slices(&network, &export, &options, &pace).await;
                // What is cancelled tells nothing: another plan is on its way, or nobody waits.
                if let Ok(Plan { report, batch }) = plan {
                    let (report, batch) = (Arc::new(report), Arc::new(batch));
                    planned.set(Some(Planned { report, batch, last_change }));
                    is_current.set(true);
                }
            });
        });
        on_cleanup(end);
        Planning { model, planned, is_current }
    }

    /// Reads from the last report that was worked out; none as long as there is none. Where it
    /// is not current, it has to be shown so.
    pub fn report<T>(self, read: impl FnOnce(&Report) -> T) -> Option<T> {
        self.planned.with(|planned| planned.as_ref().map(|planned| read(&planned.report)))
    }

    /// Whether any report has been worked out.
    pub fn is_there(self) -> bool {
        self.planned.with(Option::is_some)
    }

    /// Whether the report is of the network as it is, and of what the user chose.
    pub fn is_current(self) -> bool {
        self.is_current.get()
    }

    /// What is to be imported, where that has been worked out for the network as it is.
    pub fn batch(self) -> Option<Arc<Batch>> {
        let planned = self.planned.get_untracked().filter(|_| self.is_current.get_untracked())?;
        (planned.last_change == self.model.last_change()).then_some(planned.batch)
    }
}
