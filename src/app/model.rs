//! The one place where intent comes in and state goes out.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::sample;
use crate::app::words::{self, Way, say};
use crate::browser::clock;
use crate::browser::storage::LocalStorage as BrowserStorage;
use crate::browser::{files, settings};
use crate::components::file_drop::Dropped;
use crate::components::notices::{Notice, NoticeAction, NoticeBoard, Tone};
use crate::domain::batch::Batch;
use crate::domain::disclosure::{self, Delivery};
use crate::domain::fact::{Act, Fact, Refusal, Step, Verb};
use crate::domain::id::FactId;
use crate::domain::ledger::{Author, Entry, Ledger, Outcome};
use crate::domain::network::Network;
use crate::store::{Journal, Medium, MediumError, MemoryMedium, Space, write_backup};

/// What is wrong with keeping things, until it is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The browser does not let this page store anything: nothing will be kept.
    Blocked,
    /// There is no room: so many acts are not kept yet.
    NotKept(usize, MediumError),
    /// So many entries cannot be read. Their bytes are untouched.
    Unreadable(usize),
    /// A newer version of this program has written here: this one only reads.
    Newer,
}

/// The network on the screen, its history and its journal.
struct Core {
    ledger: Ledger,
    journal: Journal<Rc<dyn Medium>>,
    /// The facts that were there when this page was opened. They and this tab's own are
    /// what Ctrl-Z takes back; another tab's are taken back there.
    at_open: BTreeSet<FactId>,
    fault: Option<Fault>,
}

/// What a look into the journal found.
struct Found {
    /// Something that was not there before, or a fault.
    changed: bool,
    /// Something that was there before is gone.
    vanished: bool,
}

impl Core {
    fn open(space: Space) -> Core {
        let (medium, blocked): (Rc<dyn Medium>, bool) = if BrowserStorage.is_available() {
            (Rc::new(BrowserStorage), false)
        } else {
            (Rc::new(MemoryMedium::default()), true)
        };
        let mut core = Core {
            ledger: Ledger::default(),
            journal: Journal::new(medium, space, clock::new_tab()),
            at_open: BTreeSet::new(),
            fault: blocked.then_some(Fault::Blocked),
        };
        core.read_new();
        core.at_open = core.ledger.entries().map(|entry| entry.fact.id).collect();
        core
    }

    /// Takes in what stands in the journal and was not read yet.
    fn read_new(&mut self) -> Found {
        let mut opened = match self.journal.read_new() {
            Ok(opened) => opened,
            Err(_) => {
                self.fault = Some(Fault::Blocked);
                return Found { changed: true, vanished: false };
            }
        };
        let vanished = opened.vanished > 0;
        let damaged = opened.unreadable.len() + opened.missing;
        let fault = if opened.is_newer() {
            Some(Fault::Newer)
        } else if damaged > 0 {
            Some(Fault::Unreadable(damaged))
        } else {
            None
        };
        let changed = !opened.facts.is_empty() || (fault.is_some() && fault != self.fault);
        let may_tell = !matches!(self.fault, Some(Fault::Blocked | Fault::NotKept(..)));
        if fault.is_some() && may_tell && !vanished {
            self.fault = fault;
        }
        // In their order, so that none has to be put in below another.
        opened.facts.sort_by_key(|fact| fact.id);
        for fact in opened.facts {
            self.ledger.record(fact);
        }
        Found { changed, vanished }
    }

    fn commit(&mut self, act: Act) -> Result<(FactId, Result<(), MediumError>), Refusal> {
        let by = Author {
            tab: self.journal.tab(),
            number: self.journal.next_number(),
            at: clock::now(),
        };
        let fact = self.ledger.decide(act, by)?;
        let id = fact.id;
        let kept = self.journal.keep(&fact);
        self.note_kept(&kept);
        self.ledger.record(fact);
        Ok((id, kept))
    }

    fn note_kept(&mut self, kept: &Result<(), MediumError>) {
        match kept {
            Ok(()) if matches!(self.fault, Some(Fault::NotKept(..))) => self.fault = None,
            Ok(()) => {}
            Err(error) => {
                self.fault = Some(Fault::NotKept(self.journal.waiting(), error.clone()));
            }
        }
    }

    fn is_own(&self, fact: &Fact) -> bool {
        fact.id.tab == self.journal.tab() || self.at_open.contains(&fact.id)
    }

    /// The newest act that Ctrl-Z would take back.
    fn last_done(&self) -> Option<FactId> {
        self.ledger
            .entries()
            .rev()
            .find(|entry| {
                let decides = matches!(entry.fact.act.step(), Step::Do(verb) if verb != Verb::Read);
                decides
                    && self.is_own(&entry.fact)
                    && entry.undone_by.is_none()
                    && matches!(entry.outcome, Outcome::Done(_))
            })
            .map(|entry| entry.fact.id)
    }

    /// The act whose undo came last, unless something was done since.
    fn last_undone(&self) -> Option<FactId> {
        for entry in self.ledger.entries().rev().filter(|entry| self.is_own(&entry.fact)) {
            match entry.fact.act {
                Act::Undo { fact, .. } => {
                    let undone = self.ledger.entry(fact).and_then(|it| it.undone_by);
                    if undone == Some(entry.fact.id) {
                        return Some(fact);
                    }
                }
                Act::Read(_) | Act::Redo { .. } => {}
                _ => return None,
            }
        }
        None
    }
}

/// The model of the page: state out, intent in. A handle that is passed around freely.
#[derive(Clone, Copy)]
pub struct Model {
    core: StoredValue<Core, LocalStorage>,
    /// Tells that the network, the history or the fault may have changed.
    changed: RwSignal<u32>,
    board: NoticeBoard,
    space: RwSignal<Space>,
    /// Files that were dropped on a page that does not read them.
    arrived: StoredValue<Vec<Dropped>, LocalStorage>,
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

    /// What is wrong with keeping things.
    pub fn fault(self) -> Option<Fault> {
        self.changed.track();
        self.core.with_value(|core| core.fault.clone())
    }

    /// Whether something was done that could not be written yet.
    pub fn is_anything_unkept(self) -> bool {
        self.core.with_value(|core| core.journal.waiting() > 0)
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
        match self.commit(act) {
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
    pub fn import(self, batch: Batch) -> bool {
        if self.space.get_untracked() == Space::Sample {
            self.switch(Space::Own);
        }
        self.act(Act::Import(batch))
    }

    /// Notes that invitations have been seen. No notice, and nothing that Ctrl-Z takes
    /// back.
    pub fn see(self, act: Act) {
        if !self.core.with_value(|core| core.fault == Some(Fault::Newer)) {
            // Nothing to say: all of them may have been seen already.
            let _ = self.commit(act);
        }
    }

    /// Takes a fact back, or says why it cannot be.
    pub fn undo(self, fact: FactId) {
        self.reverse(self.core.with_value(|core| core.ledger.undo_of(fact)));
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
            Some(fact) => self.reverse(self.core.with_value(|core| core.ledger.redo_of(fact))),
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

    fn commit(self, act: Act) -> Result<(FactId, Result<(), MediumError>), Refusal> {
        let result = self.core.try_update_value(|core| core.commit(act));
        self.changed.update(|count| *count = count.wrapping_add(1));
        result.unwrap_or(Err(Refusal::Nothing))
    }

    fn is_read_only(self) -> bool {
        let newer = self.core.with_value(|core| core.fault == Some(Fault::Newer));
        if newer {
            self.warn(words::fault(&Fault::Newer));
        }
        newer
    }

    /// By which way the other side would learn of an act on invitations.
    fn way(self, act: &Act) -> Way {
        let first = match act {
            Act::Accept(ids) | Act::Withdraw(ids) => ids.first().copied(),
            _ => None,
        };
        let today = clock::now().date_naive();
        self.network_now(|network| {
            first
                .and_then(|id| network.invitation(id))
                .map_or(Way::ByHand, |invitation| Way::of(invitation, today))
        })
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
        let stayed = self.core.with_value(|core| stayed(core.ledger.entry(fact)));
        let text = words::done(step, learned, way, stayed);
        let text = match kept {
            Ok(()) => text,
            Err(error) => words::not_kept(&text, error),
        };
        let redone = self.core.with_value(|core| redone(core.ledger.entry(fact)));
        let (label, run): (_, Arc<dyn Fn() + Send + Sync>) = match step {
            Step::Do(_) => (say!(undo), Arc::new(move || self.undo(fact))),
            Step::Undo(_) => (say!(redo), Arc::new(move || self.redo_last())),
            Step::Redo(_) => (say!(undo), Arc::new(move || self.undo(redone.unwrap_or(fact)))),
        };
        self.board.show(Notice {
            text,
            action: Some(NoticeAction { label, name: None, run }),
            link: open_on.map(|href| (href, say!(open_on_linkedin))),
            tone: if kept.is_ok() { Tone::Done } else { Tone::Warning },
            lasting: false,
        });
    }

    /// Says something that went wrong.
    pub fn warn(self, text: String) {
        self.board.show(Notice {
            text,
            action: None,
            link: None,
            tone: Tone::Warning,
            lasting: false,
        });
    }

    /// Says something that went well and needs no undo.
    pub fn tell(self, text: String) {
        self.board.show(Notice {
            text,
            action: None,
            link: None,
            tone: Tone::Done,
            lasting: false,
        });
    }

    /// Looks for what other tabs have written, and tries again to write what waits.
    pub fn look_around(self) {
        let changed = self.core.try_update_value(|core| {
            let found = core.read_new();
            let waits = core.journal.waiting() > 0;
            if found.vanished && !waits {
                // Erased or replaced in another tab: what is kept is what counts.
                *core = Core::open(core.journal.space());
            } else if !found.vanished && waits {
                let kept = core.journal.retry();
                core.note_kept(&kept);
            }
            found.changed || found.vanished || waits
        });
        if changed == Some(true) {
            self.changed.update(|count| *count = count.wrapping_add(1));
        }
    }

    /// Shows the other network, from what is kept of it.
    pub fn switch(self, space: Space) {
        if let Err(error) = settings::set_sample(space == Space::Sample) {
            self.warn(error);
        }
        self.core.set_value(Core::open(space));
        self.space.set(space);
        self.changed.update(|count| *count = count.wrapping_add(1));
    }

    /// Shows a fresh sample beside the user's own network.
    pub fn start_sample(self) {
        let erased =
            self.medium(|medium| crate::store::erase_everything(&medium, Some(Space::Sample)));
        if let Err(error) = erased {
            self.warn(words::why(&error));
        }
        self.switch(Space::Sample);
        let batch = sample::batch(&say!(sample.label), clock::now().date_naive());
        if self.commit(Act::Import(batch)).is_err() {
            self.warn(words::refused(Refusal::Nothing));
        }
    }

    /// Leaves the sample for the user's own network.
    pub fn leave_sample(self) {
        self.switch(Space::Own);
        self.board.clear();
    }

    /// Keeps dropped files until the page that reads them is there.
    pub fn put_arrived(self, files: Vec<Dropped>) {
        self.arrived.set_value(files);
    }

    /// The dropped files that nobody has read yet.
    pub fn take_arrived(self) -> Vec<Dropped> {
        self.arrived.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Reads the user's own network even while the sample is shown, and is told when
    /// anything changes.
    pub fn own_network<T>(self, read: impl FnOnce(&Network) -> T) -> T {
        self.changed.track();
        if self.space.get_untracked() == Space::Own {
            self.network_now(read)
        } else {
            read(Core::open(Space::Own).ledger.network())
        }
    }

    /// All facts of the network on the screen, for a backup; unkept ones included.
    pub fn facts(self) -> Vec<Fact> {
        self.core.with_value(|core| core.ledger.entries().map(|entry| entry.fact.clone()).collect())
    }

    /// Lets the browser save everything to a file.
    pub fn save_to_file(self) {
        let facts = self.facts();
        let text = match write_backup(facts.iter()) {
            Ok(text) => text,
            Err(error) => return self.warn(error.to_string()),
        };
        let name = format!("quietly-{}.txt", clock::now().date_naive());
        match files::save(&name, &text) {
            Ok(()) => self.tell(say!(settings.saved)),
            Err(error) => self.warn(error),
        }
    }

    /// Opens the user's own network anew, after everything was erased.
    pub fn reopen(self) {
        self.core.set_value(Core::open(Space::Own));
        self.space.set(Space::Own);
        self.changed.update(|count| *count = count.wrapping_add(1));
    }

    /// Takes over the facts of a backup: beside those that are here, or instead of them.
    ///
    /// # Errors
    /// Where they could not be stored; then nothing has changed.
    pub fn restore(self, facts: &[Fact], replace: bool) -> Result<(), MediumError> {
        let space = self.space.get_untracked();
        let result = self.core.try_update_value(|core| {
            core.journal.keep_all(facts)?;
            if replace {
                core.journal.keep_only(facts)?;
            }
            *core = Core::open(space);
            Ok(())
        });
        self.changed.update(|count| *count = count.wrapping_add(1));
        result.unwrap_or(Ok(()))
    }

    /// Reads from the history, and is told when it changes.
    pub fn history<T>(self, read: impl FnOnce(&Ledger) -> T) -> T {
        self.changed.track();
        self.core.with_value(|core| read(&core.ledger))
    }

    /// Reads from the medium below.
    pub fn medium<T>(self, read: impl FnOnce(&dyn Medium) -> T) -> T {
        self.changed.track();
        self.core.with_value(|core| read(core.journal.medium().as_ref()))
    }
}

fn stayed(entry: Option<&Entry>) -> usize {
    match entry.map(|entry| &entry.outcome) {
        Some(Outcome::Done(effect)) => effect.stayed,
        _ => 0,
    }
}

/// The fact that a redo did again.
fn redone(entry: Option<&Entry>) -> Option<FactId> {
    match entry.map(|entry| &entry.fact.act) {
        Some(Act::Redo { fact, .. }) => Some(*fact),
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
