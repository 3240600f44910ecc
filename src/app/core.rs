//! The network on the screen, its history and what keeps it: no signals here.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::browser::clock;
use crate::browser::storage::LocalStorage as BrowserStorage;
use crate::domain::fact::{Act, Fact, Refusal, Step, Verb};
use crate::domain::id::FactId;
use crate::domain::ledger::{Author, Entry, Ledger, Outcome};
use crate::store::{Loss, Medium, MediumError, MemoryMedium, Space, Store};

/// What is wrong with keeping things, until it is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The browser does not let this page store anything: nothing will be kept.
    Blocked,
    /// So many acts are not kept yet, and why.
    NotKept(usize, MediumError),
    /// Something that was kept cannot be read, or is gone.
    Lost(Vec<Loss>),
    /// A newer version of this program has written here: this one only reads.
    Newer,
}

/// The store below a page: the browser's, or memory where that is blocked.
pub(super) type PageStore = Store<Rc<dyn Medium>>;

/// The network on the screen, its history and its store.
pub(super) struct Core {
    pub ledger: Ledger,
    pub store: Rc<PageStore>,
    /// The facts that were there when this page was opened. They and this tab's own are
    /// what Ctrl-Z takes back; another tab's are taken back there, or from the history.
    own: BTreeSet<FactId>,
    is_blocked: bool,
    /// Why the last write was refused, as long as something waits.
    refused: Option<MediumError>,
    losses: Vec<Loss>,
    is_newer: bool,
}

/// A fact that was made, and whether it is kept.
pub(super) type Committed = (FactId, Result<(), MediumError>);

impl Core {
    /// Opens what is kept of a space.
    pub fn open(space: Space) -> Core {
        let (medium, is_blocked): (Rc<dyn Medium>, bool) = if BrowserStorage.is_available() {
            (Rc::new(BrowserStorage), false)
        } else {
            (Rc::new(MemoryMedium::default()), true)
        };
        let store = Rc::new(Store::new(medium, space, clock::new_tab()));
        let mut core = Core {
            ledger: Ledger::default(),
            store,
            own: BTreeSet::new(),
            is_blocked,
            refused: None,
            losses: Vec::new(),
            is_newer: false,
        };
        match core.store.read_new() {
            Ok(opened) => {
                core.losses = opened.losses;
                core.is_newer = opened.is_newer;
                core.ledger = Ledger::fold(opened.base, opened.facts);
            }
            Err(_) => core.is_blocked = true,
        }
        core.own = core.ledger.entries().map(|entry| entry.fact.id).collect();
        core
    }

    /// Opens anew what is kept, with what waits to be kept on top: that stays in memory
    /// whatever another tab has done.
    pub fn reopen(&mut self) {
        let mut fresh = Core::open(self.store.space());
        let is_own = |id: &FactId| id.tab == self.store.tab() || self.own.contains(id);
        fresh.own.retain(is_own);
        for fact in self.store.take_waiting() {
            fresh.own.insert(fact.id);
            fresh.ledger.record(fact.clone());
            fresh.store.put_off(fact);
        }
        fresh.refused = self.refused.clone();
        *self = fresh;
        self.retry();
    }

    /// Takes in what other tabs have written. True if anything has changed on the screen.
    pub fn look(&mut self) -> bool {
        let opened = match self.store.read_new() {
            Ok(opened) => opened,
            Err(_) => return !std::mem::replace(&mut self.is_blocked, true),
        };
        if opened.is_another {
            self.reopen();
            return true;
        }
        let mut has_changed = !opened.facts.is_empty();
        has_changed |= opened.is_newer && !std::mem::replace(&mut self.is_newer, true);
        for loss in opened.losses {
            if !self.losses.contains(&loss) {
                self.losses.push(loss);
                has_changed = true;
            }
        }
        let mut facts = opened.facts;
        // In their order, so that none has to be put in below another.
        facts.sort_by_key(|fact| fact.id);
        for fact in facts {
            self.ledger.record(fact);
        }
        if self.store.waiting() > 0 {
            self.retry();
            has_changed = true;
        }
        has_changed
    }

    /// Decides, keeps and records.
    pub fn commit(&mut self, act: Act) -> Result<Committed, Refusal> {
        let (tab, number) = (self.store.tab(), self.store.next_number());
        let fact = self.ledger.decide(act, Author { tab, number, at: clock::now() })?;
        let id = fact.id;
        let kept = self.store.keep(&fact);
        self.note_kept(&kept);
        self.ledger.record(fact);
        Ok((id, kept))
    }

    fn retry(&mut self) {
        let kept = self.store.retry();
        if kept == Err(MediumError::Full) {
            // Packing makes room where there is enough left to begin with it.
            if self.store.pack(1).is_ok() {
                let again = self.store.retry();
                return self.note_kept(&again);
            }
        }
        self.note_kept(&kept);
    }

    fn note_kept(&mut self, kept: &Result<(), MediumError>) {
        self.refused = kept.as_ref().err().cloned();
    }

    /// Everything that is wrong, the gravest first.
    pub fn faults(&self) -> Vec<Fault> {
        let waiting = self.store.waiting();
        let not_kept =
            self.refused.clone().filter(|_| waiting > 0).map(|why| Fault::NotKept(waiting, why));
        let lost = (!self.losses.is_empty()).then(|| Fault::Lost(self.losses.clone()));
        let newer = self.is_newer.then_some(Fault::Newer);
        let blocked = self.is_blocked.then_some(Fault::Blocked);
        [newer, blocked, not_kept, lost].into_iter().flatten().collect()
    }

    /// Whether a newer version has written here.
    pub fn is_newer(&self) -> bool {
        self.is_newer
    }

    /// What is lost and was not given up.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    fn is_own(&self, fact: &Fact) -> bool {
        fact.id.tab == self.store.tab() || self.own.contains(&fact.id)
    }

    /// The newest act that Ctrl-Z would take back: what another tab has built upon since is
    /// passed over.
    pub fn last_done(&self) -> Option<FactId> {
        self.ledger
            .entries()
            .rev()
            .find(|entry| {
                is_decision(entry)
                    && self.is_own(&entry.fact)
                    && entry.undone_by.is_none()
                    && self.ledger.undo_of(entry.fact.id).is_ok()
            })
            .map(|entry| entry.fact.id)
    }

    /// The act whose undo came last, unless something was done since.
    pub fn last_undone(&self) -> Option<FactId> {
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

/// Whether this is something that somebody decided, and that took effect: not a look, and
/// not the taking back of another.
pub(super) fn is_decision(entry: &Entry) -> bool {
    matches!(entry.fact.act.step(), Step::Do(verb) if !matches!(verb, Verb::Read | Verb::Unread))
        && matches!(entry.outcome, Outcome::Done(_))
}
