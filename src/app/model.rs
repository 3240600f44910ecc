//! The one place where intent comes in and state goes out.

use std::sync::Arc;

use leptos::prelude::*;

pub use super::core::Fault;
use super::core::{Committed, Core};
use crate::app::sample;
use crate::app::words::{self, Way, say};
use crate::browser::{clock, pace, settings};
use crate::components::file_drop::Dropped;
use crate::components::notices::{Notice, NoticeAction, NoticeBoard, Tone};
use crate::domain::batch::Batch;
use crate::domain::disclosure::{self, Delivery};
use crate::domain::fact::{Act, Refusal, Step};
use crate::domain::id::FactId;
use crate::domain::ledger::{Entry, Ledger, Outcome};
use crate::domain::network::Network;
use crate::store::{Medium, MediumError, Space};

/// The model of the page: state out, intent in. A handle that is passed around freely.
#[derive(Clone, Copy)]
pub struct Model {
    pub(super) core: StoredValue<Core, LocalStorage>,
    /// Tells that the network, the history or the fault may have changed.
    pub(super) changed: RwSignal<u32>,
    board: NoticeBoard,
    space: RwSignal<Space>,
    /// Files that were dropped on a page that does not read them.
    arrived: StoredValue<Vec<Dropped>, LocalStorage>,
    /// How many large acts are being written in parts.
    in_parts: StoredValue<u32>,
    /// When the page tidies up after itself.
    pub(super) upkeep: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

impl Model {
    /// Opens what is kept: the sample if it was being tried, else the user's own.
    pub fn open(board: NoticeBoard) -> Model {
        let space = if settings::is_sample() { Space::Sample } else { Space::Own };
        Model {
            core: StoredValue::new_local(Core::open(space)),
            changed: RwSignal::new(0),
            board,
            space: RwSignal::new(space),
            arrived: StoredValue::new_local(Vec::new()),
            in_parts: StoredValue::new(0),
            upkeep: StoredValue::new_local(None),
        }
    }

    /// Reads from the network, and is told when it changes.
    pub fn network<T>(self, read: impl FnOnce(&Network) -> T) -> T {
        self.changed.track();
        self.core.with_value(|core| read(core.ledger.network()))
    }

    /// Reads from the network as it is now, without being told of changes.
    pub fn network_now<T>(self, read: impl FnOnce(&Network) -> T) -> T {
        self.core.with_value(|core| read(core.ledger.network()))
    }

    /// Everything that is wrong with keeping things, the gravest first.
    pub fn faults(self) -> Vec<Fault> {
        self.changed.track();
        self.core.with_value(Core::faults)
    }

    /// Whether something was done that could not be written yet.
    pub fn is_anything_unkept(self) -> bool {
        self.core.with_value(|core| core.store.waiting() > 0)
    }

    /// Whether something goes with the page if it is left now: what could not be written yet,
    /// or what is only written in part.
    pub fn is_lost_with_the_page(self) -> bool {
        self.is_anything_unkept() || self.in_parts.get_value() > 0
    }

    /// Which network is shown.
    pub fn space(self) -> Space {
        self.space.get()
    }

    /// Does what the user wants done, keeps it, and says so in a notice with Undo; or
    /// says why not. True if it was done.
    pub fn act(self, act: Act) -> bool {
        if self.is_read_only() {
            return false;
        }
        let way = self.way(&act);
        let step = act.step();
        let open_on = self.page_to_open(&act);
        let done = self.commit(act);
        self.conclude(done, step, way, open_on)
    }

    /// Says what was done, or why not. True if it was done.
    fn conclude(
        self,
        done: Result<Committed, Refusal>,
        step: Step,
        way: Way,
        open_on: Option<String>,
    ) -> bool {
        match done {
            Ok((fact, kept)) => {
                self.announce(step, way, fact, &kept, open_on);
                true
            }
            Err(reason) => {
                self.warn(words::refused(reason));
                false
            }
        }
    }

    /// Imports a batch into the user's own network, leaving the sample if it is shown.
    pub async fn import(self, batch: Arc<Batch>) -> bool {
        if self.space.get_untracked() == Space::Sample {
            self.switch(Space::Own);
        }
        self.act_in_slices(Act::Import(batch)).await
    }

    /// The same as [`Model::act`] for what may be large: it is written in parts, between
    /// which the page breathes, and counts from the moment at which all of it is there. What is
    /// shown follows after a breath, and the notice after another.
    pub async fn act_in_slices(self, act: Act) -> bool {
        if self.is_read_only() {
            return false;
        }
        self.in_parts.update_value(|count| *count += 1);
        let store = self.core.with_value(|core| core.store.clone());
        // A part that finds no room is tried again with the whole act, which then waits.
        let _ = store.prepare(&act, pace::next_task).await;
        pace::next_task().await;
        let way = self.way(&act);
        let step = act.step();
        let done = self.commit_only(act);
        self.in_parts.update_value(|count| *count -= 1);
        pace::next_task().await;
        self.tell_change();
        self.tidy_later();
        pace::next_task().await;
        self.conclude(done, step, way, None)
    }

    /// Notes that invitations have been seen. No notice, and nothing that Ctrl-Z takes
    /// back.
    pub fn see(self, act: Act) {
        if !self.core.with_value(Core::is_newer) {
            // Nothing to say: all of them may have been seen already.
            let _ = self.commit(act);
        }
    }

    /// Takes a fact back, or says why it cannot be.
    pub fn undo(self, fact: FactId) {
        self.reverse(self.core.with_value(|core| core.ledger.undo_of(fact)));
    }

    /// Does again what was taken back, or says why it cannot be.
    pub fn redo(self, fact: FactId) {
        self.reverse(self.core.with_value(|core| core.ledger.redo_of(fact)));
    }

    /// Takes back the last act of this tab.
    pub fn undo_last(self) {
        match self.core.with_value(Core::last_done) {
            Some(fact) => self.undo(fact),
            None => self.warn(say!(nothing_to_undo)),
        }
    }

    /// Does again what was taken back last.
    pub fn redo_last(self) {
        match self.core.with_value(Core::last_undone) {
            Some(fact) => self.redo(fact),
            None => self.warn(say!(nothing_to_redo)),
        }
    }

    fn reverse(self, act: Result<Act, Refusal>) {
        match act {
            Ok(act) => {
                self.act(act);
            }
            Err(reason) => self.warn(words::refused(reason)),
        }
    }

    fn commit(self, act: Act) -> Result<Committed, Refusal> {
        let result = self.commit_only(act);
        self.tell_change();
        self.tidy_later();
        result
    }

    /// The same, before anybody is told.
    fn commit_only(self, act: Act) -> Result<Committed, Refusal> {
        let result = self.core.try_update_value(|core| core.commit(act));
        result.unwrap_or(Err(Refusal::Nothing))
    }

    /// Has everything that reads the model look again.
    pub(super) fn tell_change(self) {
        self.changed.update(|count| *count = count.wrapping_add(1));
    }

    fn is_read_only(self) -> bool {
        let newer = self.core.with_value(Core::is_newer);
        if newer {
            self.warn(words::fault(&Fault::Newer));
        }
        newer
    }

    /// By which way the other side would learn of an act on invitations.
    fn way(self, act: &Act) -> Way {
        let today = clock::today();
        self.core.with_value(|core| Way::of_act(act, &core.ledger, today))
    }

    /// The page on LinkedIn where the user has still to press a button, after this act.
    fn page_to_open(self, act: &Act) -> Option<String> {
        let (Act::Accept(ids) | Act::Withdraw(ids)) = act else { return None };
        let [only] = ids.as_slice() else { return None };
        self.network_now(|network| {
            let invitation = network.invitation(*only)?;
            let person = network.person(invitation.person)?;
            person.record.profile.as_ref()?.link()
        })
    }

    fn announce(
        self,
        step: Step,
        way: Way,
        fact: FactId,
        kept: &Result<(), MediumError>,
        open_on: Option<String>,
    ) {
        let learned = disclosure::may_learn(step, Delivery::NotDelivered);
        let (count, stayed) = self.core.with_value(|core| extent(core.ledger.entry(fact)));
        let text = words::done(step, count, learned, way, stayed);
        let text = match kept {
            Ok(()) => text,
            Err(error) => words::not_kept(&text, error),
        };
        let turned = self.core.with_value(|core| turned(core.ledger.entry(fact)));
        let (label, run): (_, Arc<dyn Fn() + Send + Sync>) = match step {
            Step::Do(_) => (say!(undo), Arc::new(move || self.undo(fact))),
            Step::Undo(_) => (say!(redo), Arc::new(move || self.redo(turned.unwrap_or(fact)))),
            Step::Redo(_) => (say!(undo), Arc::new(move || self.undo(turned.unwrap_or(fact)))),
        };
        self.show(Notice {
            text,
            action: Some(NoticeAction { label, name: None, run }),
            link: open_on.map(|href| (href, say!(open_on_linkedin))),
            tone: if kept.is_ok() { Tone::Done } else { Tone::Warning },
            lasting: false,
        });
    }

    /// Shows a notice, once what it tells of is seen: nobody is to wait for its words.
    fn show(self, notice: Notice) {
        pace::after_paint(move || {
            self.board.show(notice);
        });
    }

    /// Says something that went wrong.
    pub fn warn(self, text: String) {
        self.show(Notice { text, action: None, link: None, tone: Tone::Warning, lasting: false });
    }

    /// Says something that went well and needs no undo.
    pub fn tell(self, text: String) {
        self.show(Notice { text, action: None, link: None, tone: Tone::Done, lasting: false });
    }

    /// Looks for what other tabs have written, and tries again to write what waits.
    pub fn look_around(self) {
        if self.core.try_update_value(Core::look) == Some(true) {
            self.tell_change();
        }
    }

    /// Shows the other network, from what is kept of it.
    pub fn switch(self, space: Space) {
        if let Err(error) = settings::set_sample(space == Space::Sample) {
            self.warn(error);
        }
        self.core.set_value(Core::open(space));
        self.space.set(space);
        self.tell_change();
    }

    /// Shows a fresh sample beside the user's own network.
    pub fn start_sample(self) {
        let erased =
            self.medium(|medium| crate::store::erase_everything(&medium, Some(Space::Sample)));
        if let Err(error) = erased {
            self.warn(words::why(&error));
        }
        self.switch(Space::Sample);
        let batch = sample::batch(&say!(sample.label), clock::today());
        if self.commit(Act::Import(Arc::new(batch))).is_err() {
            self.warn(words::refused(Refusal::Nothing));
        }
    }

    /// Leaves the sample for the user's own network.
    pub fn leave_sample(self) {
        self.switch(Space::Own);
        pace::after_paint(move || self.board.clear());
    }

    /// Keeps dropped files until the page that reads them is there.
    pub fn put_arrived(self, files: Vec<Dropped>) {
        self.arrived.set_value(files);
    }

    /// The dropped files that nobody has read yet.
    pub fn take_arrived(self) -> Vec<Dropped> {
        self.arrived.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// The network that is shown, as it is now, for work that goes on meanwhile.
    pub fn snapshot_now(self) -> Arc<Network> {
        self.core.with_value(|core| core.ledger.snapshot())
    }

    /// The user's own network as it is now, even while the sample is shown. Tells when anything
    /// has changed.
    pub fn own_snapshot(self) -> Arc<Network> {
        self.changed.track();
        if self.space.get_untracked() == Space::Own {
            self.core.with_value(|core| core.ledger.snapshot())
        } else {
            Core::open(Space::Own).ledger.snapshot()
        }
    }

    /// Which of all changes was the last: as long as it is the same, so is the network.
    pub fn last_change(self) -> u32 {
        self.changed.get_untracked()
    }

    /// Notes which network is shown.
    pub(super) fn set_space(self, space: Space) {
        self.space.set(space);
    }

    /// Reads from the history, and is told when it changes.
    pub fn history<T>(self, read: impl FnOnce(&Ledger) -> T) -> T {
        self.changed.track();
        self.core.with_value(|core| read(&core.ledger))
    }

    /// Reads from the medium below.
    pub fn medium<T>(self, read: impl FnOnce(&dyn Medium) -> T) -> T {
        self.changed.track();
        self.core.with_value(|core| read(core.store.medium().as_ref()))
    }
}

/// To how many a fact was done, and how many stayed as they were.
fn extent(entry: Option<&Entry>) -> (usize, usize) {
    match entry.map(|entry| &entry.outcome) {
        Some(Outcome::Done(effect)) => (effect.displaced.len(), effect.stayed),
        _ => (0, 0),
    }
}

/// The fact that an undo took back, or a redo did again.
fn turned(entry: Option<&Entry>) -> Option<FactId> {
    match entry.map(|entry| &entry.fact.act) {
        Some(Act::Undo { fact, .. } | Act::Redo { fact, .. }) => Some(*fact),
        _ => None,
    }
}

/// The model of the page that this component is part of.
///
/// # Panics
/// Outside of the shell, which provides it.
pub fn use_model() -> Model {
    expect_context::<Model>()
}
