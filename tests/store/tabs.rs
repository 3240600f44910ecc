//! Two to four tabs over one storage, each with a cached copy that follows late.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use quietly::domain::fact::Act;
use quietly::domain::id::{FactId, InvitationId, TabId};
use quietly::domain::ledger::{Author, Ledger};
use quietly::store::{Limits, Medium, MediumError, Space, Store};

use crate::kit::{Chance, Change, Seen, Values, apply, batch, entered, open_whole};

const LIMITS: Limits = Limits { rows: 5, large: 8, segment: 6 };

/// The storage as the browser has it: all changes in the order in which they came.
#[derive(Default)]
struct Shared {
    changes: RefCell<Vec<(usize, Change)>>,
}

/// What one process sees of it: its own changes at once, those of others late.
struct View {
    shared: Rc<Shared>,
    me: usize,
    values: RefCell<Values>,
    heard: Cell<usize>,
}

impl View {
    fn new(shared: &Rc<Shared>, me: usize) -> View {
        let view =
            View { shared: shared.clone(), me, values: RefCell::default(), heard: Cell::new(0) };
        // A new process reads the storage as it is.
        for (_, change) in shared.changes.borrow().iter() {
            apply(&mut view.values.borrow_mut(), change);
        }
        view.heard.set(shared.changes.borrow().len());
        view
    }

    /// Hears of so many more changes.
    fn hear(&self, count: usize) {
        let changes = self.shared.changes.borrow();
        let to = changes.len().min(self.heard.get().saturating_add(count));
        for (by, change) in changes.get(self.heard.get()..to).unwrap_or_default() {
            if *by != self.me {
                apply(&mut self.values.borrow_mut(), change);
            }
        }
        self.heard.set(to);
    }

    fn change(&self, change: Change) {
        apply(&mut self.values.borrow_mut(), &change);
        self.shared.changes.borrow_mut().push((self.me, change));
    }
}

impl Medium for View {
    fn get(&self, key: &str) -> Result<Option<String>, MediumError> {
        Ok(self.values.borrow().get(key).cloned())
    }
    fn set(&self, key: &str, value: &str) -> Result<(), MediumError> {
        self.change(Change::Set(key.into(), value.into()));
        Ok(())
    }
    fn remove(&self, key: &str) -> Result<(), MediumError> {
        self.change(Change::Remove(key.into()));
        Ok(())
    }
    fn keys(&self) -> Result<Vec<String>, MediumError> {
        Ok(self.values.borrow().keys().cloned().collect())
    }
}

struct Tab {
    view: Rc<View>,
    store: Store<Rc<View>>,
    ledger: Ledger,
}

struct Browser {
    shared: Rc<Shared>,
    tabs: Vec<Tab>,
    opened: usize,
    made: Vec<FactId>,
    chance: Chance,
}

#[derive(Debug, Clone)]
enum Op {
    /// An act on the invitation with this number of those that the tab knows.
    Act(usize, usize, u8),
    Import(usize),
    Undo(usize, usize),
    /// Changes of others come to be heard.
    Hear(usize, usize),
    /// The tab looks at its copy: a storage event, focus, waking up.
    Look(usize),
    Pack(usize),
    Reload(usize),
    /// All other tabs are closed, and old facts folded.
    Alone(usize),
}

impl Browser {
    fn new(tabs: usize, seed: u64) -> Browser {
        let mut browser = Browser {
            shared: Rc::default(),
            tabs: Vec::new(),
            opened: 0,
            made: Vec::new(),
            chance: Chance(seed),
        };
        for _ in 0..tabs {
            let tab = browser.open();
            browser.tabs.push(tab);
        }
        // Something to act upon, known to all.
        let import = Act::Import(Arc::new(batch(&mut browser.chance, 1)));
        browser.commit(0, import);
        browser
    }

    fn open(&mut self) -> Tab {
        self.opened += 1;
        let view = Rc::new(View::new(&self.shared, self.opened));
        let tab = TabId(self.opened as u64 * 0x1000_0001);
        let store = Store::new(view.clone(), Space::Own, tab).with_limits(LIMITS);
        let opened = store.read_new().unwrap();
        assert_eq!(opened.losses, []);
        Tab { view, store, ledger: Ledger::fold(opened.base, opened.facts) }
    }

    fn commit(&mut self, tab: usize, act: Act) {
        let at = "2026-03-15T10:00:00+01:00".parse().unwrap();
        let Tab { store, ledger, .. } = &mut self.tabs[tab];
        let by = Author { tab: store.tab(), number: store.next_number(), at };
        if let Ok(fact) = ledger.decide(act, by) {
            store.keep(&fact).unwrap();
            self.made.push(fact.id);
            ledger.record(fact);
        }
    }

    fn look(&mut self, tab: usize) {
        let Tab { store, ledger, .. } = &mut self.tabs[tab];
        let opened = store.read_new().unwrap();
        assert_eq!(opened.losses, []);
        assert!(!opened.is_another, "nobody has erased anything");
        for fact in opened.facts {
            ledger.record(fact);
        }
    }

    fn run(&mut self, op: &Op) {
        let count = self.tabs.len();
        match *op {
            Op::Act(tab, n, what) => {
                let tab = tab % count;
                let network = self.tabs[tab].ledger.network();
                let all: Vec<InvitationId> = network.invitations().map(|it| it.id).collect();
                let Some(id) = all.get(n % all.len().max(1)).copied() else { return };
                let person = network.invitation(id).map(|it| it.person);
                let act = match what % 7 {
                    0 => Act::Ignore(vec![id]),
                    1 => Act::Accept(vec![id]),
                    2 => Act::Trash(vec![id]),
                    3 => Act::Restore(vec![id]),
                    4 => Act::Remove(person.into_iter().collect()),
                    5 => Act::PutBack(person.into_iter().collect()),
                    _ => Act::Receive(entered(self.chance.next())),
                };
                self.commit(tab, act);
            }
            Op::Import(tab) => {
                let import = batch(&mut self.chance, 2);
                self.commit(tab % count, Act::Import(Arc::new(import)));
            }
            Op::Undo(tab, back) => {
                let tab = tab % count;
                let ledger = &self.tabs[tab].ledger;
                let id = ledger.entries().rev().nth(back).map(|entry| entry.fact.id);
                let act = id.and_then(|id| ledger.undo_of(id).or_else(|_| ledger.redo_of(id)).ok());
                if let Some(act) = act {
                    self.commit(tab, act);
                }
            }
            Op::Hear(tab, count_of) => self.tabs[tab % count].view.hear(count_of),
            Op::Look(tab) => self.look(tab % count),
            Op::Pack(tab) => {
                self.tabs[tab % count].store.pack(1).unwrap();
            }
            Op::Reload(tab) => {
                let tab = tab % count;
                self.tabs[tab] = self.open();
            }
            Op::Alone(tab) => {
                let tab = tab % count;
                // Whoever is opened alone has a fresh copy.
                for closed in 0..count {
                    self.tabs[closed] = self.open();
                }
                let Tab { store, ledger, .. } = &self.tabs[tab];
                if let Some((base, adopted)) = ledger.base_below(5) {
                    store.rebase_at_once(&base, &adopted).unwrap();
                }
                for opened in 0..count {
                    self.tabs[opened] = self.open();
                }
            }
        }
    }
}

fn op() -> impl Strategy<Value = Op> {
    let tab = || 0..4usize;
    prop_oneof![
        10 => (tab(), 0..8usize, any::<u8>()).prop_map(|(tab, n, what)| Op::Act(tab, n, what)),
        1 => tab().prop_map(Op::Import),
        3 => (tab(), 0..5usize).prop_map(|(tab, back)| Op::Undo(tab, back)),
        6 => (tab(), 1..8usize).prop_map(|(tab, count)| Op::Hear(tab, count)),
        4 => tab().prop_map(Op::Look),
        3 => tab().prop_map(Op::Pack),
        1 => tab().prop_map(Op::Reload),
        1 => tab().prop_map(Op::Alone),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES")
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(4000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn tabs_that_hear_late_pack_and_sleep_end_in_one_state_and_no_act_is_lost(
        tabs in 2..5usize, seed: u64, ops in vec(op(), 1..70),
    ) {
        let mut browser = Browser::new(tabs, seed);
        for op in &ops {
            browser.run(op);
        }
        // In the end everybody hears of everything, and looks.
        for tab in 0..tabs {
            browser.tabs[tab].view.hear(usize::MAX);
            browser.look(tab);
        }
        let mut values = Values::new();
        for (_, change) in browser.shared.changes.borrow().iter() {
            apply(&mut values, change);
        }
        let truth = open_whole(&values);
        for tab in &browser.tabs {
            prop_assert!(*tab.view.values.borrow() == values, "the model of the browser");
            prop_assert!(Seen::of(&tab.ledger) == Seen::of(&truth));
        }
        let kept = truth.older() + truth.entries().count() as u64;
        prop_assert_eq!(kept, browser.made.len() as u64, "acts");
        for id in &browser.made {
            prop_assert!(truth.entry(*id).is_some() || truth.older() > 0);
        }
    }
}
