//! The store: facts are kept here, one write an act.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::entry;
use super::keys::{Key, Space};
use super::medium::{Medium, MediumError};
use super::packing;
use super::parts::{self, Limits};
use super::read::Held;
use super::stored::{self, Name, Part};
use crate::domain::fact::{Act, Fact};
use crate::domain::id::TabId;

/// What keeps the facts of one space on a medium, for one opening of the page.
pub struct Store<M> {
    pub(super) medium: M,
    pub(super) space: Space,
    tab: TabId,
    pub(super) limits: Limits,
    /// The number of this tab's next fact.
    next: Cell<u32>,
    /// The number of this tab's next part, segment, base or list.
    next_name: Cell<u32>,
    /// What was read or written, by key: what is not among it is news of another tab.
    pub(super) held: RefCell<BTreeMap<Key, Held>>,
    /// Facts that could not be written yet, oldest first.
    waiting: RefCell<VecDeque<Fact>>,
    /// How many acts are being prepared: their parts must not be taken for left-overs.
    preparing: Cell<u32>,
    /// Acts whose parts are written already.
    prepared: RefCell<Vec<(Act, stored::Act)>>,
}

impl<M: Medium> Store<M> {
    /// A store for one opening of the page.
    ///
    /// `tab` must be fresh: no two openings ever share one.
    pub fn new(medium: M, space: Space, tab: TabId) -> Self {
        Store {
            medium,
            space,
            tab,
            limits: Limits::default(),
            next: Cell::new(0),
            next_name: Cell::new(0),
            held: RefCell::default(),
            waiting: RefCell::default(),
            preparing: Cell::new(0),
            prepared: RefCell::default(),
        }
    }

    /// The same with other limits, for tests of what would take thousands of facts.
    pub fn with_limits(self, limits: Limits) -> Self {
        Store { limits, ..self }
    }

    /// The space that is kept.
    pub fn space(&self) -> Space {
        self.space
    }

    /// The medium below.
    pub fn medium(&self) -> &M {
        &self.medium
    }

    /// The tab that writes.
    pub fn tab(&self) -> TabId {
        self.tab
    }

    /// The number of this tab's next fact.
    pub fn next_number(&self) -> u32 {
        self.next.get()
    }

    /// Writes a fact of this tab. Those that could not be written before go first, so
    /// that the order of a tab's facts is the order of its writes.
    ///
    /// # Errors
    /// Where the medium refused. The fact waits in memory, and [`Store::retry`] tries
    /// again.
    pub fn keep(&self, fact: &Fact) -> Result<(), MediumError> {
        self.next.set(fact.number.saturating_add(1));
        let kept = self.retry().and_then(|()| self.write(fact));
        if kept.is_err() {
            self.waiting.borrow_mut().push_back(fact.clone());
        }
        kept
    }

    /// Tries to write the facts that wait.
    ///
    /// # Errors
    /// Where the medium refused; those that could not be written go on waiting.
    pub fn retry(&self) -> Result<(), MediumError> {
        loop {
            let Some(fact) = self.waiting.borrow().front().cloned() else { return Ok(()) };
            self.write(&fact)?;
            self.waiting.borrow_mut().pop_front();
        }
    }

    /// How many facts wait to be written.
    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// Has a fact of an earlier opening of this page wait for being kept.
    pub fn put_off(&self, fact: Fact) {
        self.waiting.borrow_mut().push_back(fact);
    }

    /// How many entries are there that could be packed.
    pub fn entries(&self) -> usize {
        self.held.borrow().keys().filter(|key| matches!(key, Key::Entry(..))).count()
    }

    /// Takes the facts that wait out of here, to be kept in another way.
    pub fn take_waiting(&self) -> Vec<Fact> {
        self.waiting.take().into()
    }

    /// Writes the parts of a large act before it is done, a part at a time, with a breath
    /// between two. Whoever keeps the fact of this very act afterwards writes its entry
    /// alone. Does nothing for small acts.
    ///
    /// # Errors
    /// Where the medium refused; nothing of it is left then.
    pub async fn prepare(&self, act: &Act, breathe: impl AsyncFn()) -> Result<(), MediumError> {
        if !parts::is_large(act, self.limits) {
            return Ok(());
        }
        let mut written = Vec::new();
        self.preparing.set(self.preparing.get() + 1);
        let stored = parts::cut(act, self.limits, &mut async |part| {
            breathe().await;
            self.put_part(&part, &mut written)
        })
        .await;
        self.preparing.set(self.preparing.get() - 1);
        if stored.is_err() {
            self.remove_parts(&written);
        }
        self.prepared.borrow_mut().push((act.clone(), stored?));
        Ok(())
    }

    fn write(&self, fact: &Fact) -> Result<(), MediumError> {
        let mut written = Vec::new();
        let result = self.stored_act(&fact.act, &mut written).and_then(|act| {
            let key = Key::Entry(fact.id.tab, fact.number);
            let text = entry::to_text(&stored::Fact::with_act(fact, act));
            self.put(key, &text.map_err(MediumError::Failed)?, Held::entry(fact))
        });
        if result.is_err() {
            self.remove_parts(&written);
        }
        result
    }

    /// An act as it is stored, once its parts are written.
    pub(super) fn stored_act(
        &self,
        act: &Act,
        written: &mut Vec<Name>,
    ) -> Result<stored::Act, MediumError> {
        let mut prepared = self.prepared.borrow_mut();
        if let Some(at) = prepared.iter().position(|(of, _)| is_the_same(of, act)) {
            return Ok(prepared.swap_remove(at).1);
        }
        at_once(parts::cut(act, self.limits, &mut async |part| self.put_part(&part, written)))
    }

    pub(super) fn put_part(
        &self,
        part: &Part,
        written: &mut Vec<Name>,
    ) -> Result<Name, MediumError> {
        let (text, checksum) = packing::pack_part(part).map_err(MediumError::Failed)?;
        let key = Key::Part(self.tab, self.fresh_number());
        self.put(key, &text, Held::Other)?;
        let name = key.named(checksum);
        written.push(name);
        Ok(name)
    }

    /// Puts back what a write that failed half-way has left. Where even that fails, it lies
    /// about unnamed until somebody tidies up.
    pub(super) fn remove_parts(&self, names: &[Name]) {
        for name in names {
            let _ = self.remove(Key::part(*name));
        }
    }

    /// Whether parts are written of which no fact speaks yet.
    pub(super) fn is_preparing(&self) -> bool {
        self.preparing.get() > 0 || !self.prepared.borrow().is_empty()
    }

    pub(super) fn fresh_number(&self) -> u32 {
        self.next_name.replace(self.next_name.get().saturating_add(1))
    }

    pub(super) fn tab_key(&self, key: fn(TabId, u32) -> Key) -> Key {
        key(self.tab, self.fresh_number())
    }

    pub(super) fn put(&self, key: Key, text: &str, held: Held) -> Result<(), MediumError> {
        self.medium.set(&key.in_space(self.space), text)?;
        self.held.borrow_mut().insert(key, held);
        Ok(())
    }

    pub(super) fn remove(&self, key: Key) -> Result<(), MediumError> {
        self.medium.remove(&key.in_space(self.space))?;
        self.held.borrow_mut().remove(&key);
        Ok(())
    }
}

/// Whether these are not only equal but one.
fn is_the_same(one: &Act, other: &Act) -> bool {
    match (one, other) {
        (Act::Import(one), Act::Import(other)) => Arc::ptr_eq(one, other),
        (Act::Adopt(one), Act::Adopt(other)) => Arc::ptr_eq(one, other),
        _ => false,
    }
}

/// What comes of a future that never waits for anything.
pub(super) fn at_once<T>(
    future: impl Future<Output = Result<T, MediumError>>,
) -> Result<T, MediumError> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(MediumError::Failed("it was not written at once".to_owned())),
    }
}
