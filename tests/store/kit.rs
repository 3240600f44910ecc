//! A medium that can be killed at each write, and a scripted life over it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use quietly::domain::base::{Adopted, Base};
use quietly::domain::batch::{Batch, InvitationRow, Listing, OwnRow, PersonRow, Source, Worked};
use quietly::domain::courtesy::Template;
use quietly::domain::fact::{Act, Entered, Fact, Named};
use quietly::domain::guideline::{Condition, Field, Guidelines, Rule};
use quietly::domain::id::{FactId, InvitationId, PersonId, TabId};
use quietly::domain::invitation::{Direction, Place, State};
use quietly::domain::ledger::{Author, Ledger};
use quietly::domain::network::Network;
use quietly::domain::person::{Edits, Record};
use quietly::domain::profile::ProfileAddress;
use quietly::domain::stamp::Stamp;
use quietly::domain::todo::Task;
use quietly::domain::views::SavedView;
use quietly::store::{Limits, Medium, MediumError, MemoryMedium, Packed, Space, Store};

/// One change of a medium.
#[derive(Debug, Clone)]
pub enum Change {
    Set(String, String),
    Remove(String),
}

pub type Values = BTreeMap<String, String>;

pub fn apply(values: &mut Values, change: &Change) {
    match change {
        Change::Set(key, value) => {
            values.insert(key.clone(), value.clone());
        }
        Change::Remove(key) => {
            values.remove(key);
        }
    }
}

/// A medium that notes each change, can refuse one, and can have a quota.
#[derive(Default)]
pub struct Noting {
    pub below: MemoryMedium,
    pub changes: RefCell<Vec<Change>>,
    /// Refuses the write with this number, and after that every one if it is to stay down.
    pub refuse: Cell<Option<usize>>,
    pub stays_down: Cell<bool>,
    writes: Cell<usize>,
}

impl Noting {
    pub fn over(below: MemoryMedium) -> Noting {
        Noting { below, ..Noting::default() }
    }

    fn may(&self) -> Result<(), MediumError> {
        let number = self.writes.replace(self.writes.get() + 1);
        match self.refuse.get() {
            Some(at) if number == at || (number > at && self.stays_down.get()) => {
                Err(MediumError::Failed("the plug was pulled".into()))
            }
            _ => Ok(()),
        }
    }
}

impl Medium for Noting {
    fn get(&self, key: &str) -> Result<Option<String>, MediumError> {
        self.below.get(key)
    }
    fn set(&self, key: &str, value: &str) -> Result<(), MediumError> {
        self.may()?;
        self.below.set(key, value)?;
        self.changes.borrow_mut().push(Change::Set(key.into(), value.into()));
        Ok(())
    }
    fn remove(&self, key: &str) -> Result<(), MediumError> {
        self.may()?;
        self.below.remove(key)?;
        self.changes.borrow_mut().push(Change::Remove(key.into()));
        Ok(())
    }
    fn keys(&self) -> Result<Vec<String>, MediumError> {
        self.below.keys()
    }
}

/// Small, so that a short life meets every kind of value many times.
pub const LIMITS: Limits = Limits { rows: 5, large: 8, segment: 24 };

/// After how many facts old ones are folded, and how many are kept.
pub const FOLD_AT: usize = 90;
pub const KEPT: usize = 50;

/// What somebody sees of a network and its history, whoever wrote what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub network: Network,
    /// How many facts there are, those included that are only counted.
    pub facts: u64,
}

impl Seen {
    pub fn of(ledger: &Ledger) -> Seen {
        let mut network = ledger.network().clone();
        network.forget_authors();
        let (base, facts) = ledger.effective();
        Seen { network, facts: base.facts + facts.len() as u64 }
    }
}

/// What is opened from these values, which must be whole.
pub fn open_whole(values: &Values) -> Ledger {
    let medium = medium_of(values);
    let opened = Store::new(&medium, Space::Own, TabId(u64::MAX)).read_new().unwrap();
    assert_eq!(opened.losses, [], "something is lost");
    assert!(!opened.is_newer);
    Ledger::fold(opened.base, opened.facts)
}

pub fn medium_of(values: &Values) -> MemoryMedium {
    let medium = MemoryMedium::default();
    for (key, value) in values {
        medium.set(key, value).unwrap();
    }
    medium
}

/// Numbers that look like chance and are always the same (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// A life: acts, reloads, packing, folding, a backup saved and restored.
pub struct Life<M> {
    pub medium: Rc<M>,
    pub store: Store<Rc<M>>,
    pub ledger: Ledger,
    pub chance: Chance,
    pub saved: Option<(Arc<Base>, Vec<Fact>)>,
    tabs: u64,
    hour: i64,
    imports: u32,
}

/// What a step of a life was, for the tests to tell which were tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Act,
    Import,
    Undo,
    Pack,
    Fold,
    Reload,
    Save,
    Restore,
}

impl<M: Medium> Life<M> {
    pub fn new(medium: Rc<M>, seed: u64) -> Life<M> {
        let store = Store::new(medium.clone(), Space::Own, TabId(seed << 8)).with_limits(LIMITS);
        store.read_new().unwrap();
        Life {
            medium,
            store,
            ledger: Ledger::default(),
            chance: Chance(seed),
            saved: None,
            tabs: seed << 8,
            hour: 0,
            imports: 0,
        }
    }

    /// Does one thing. `Ok` once it is reported as done; an error if it is not kept yet.
    pub fn step(&mut self) -> (Step, Result<(), MediumError>) {
        match self.chance.below(100) {
            0..4 => (Step::Import, self.import()),
            4..16 => (Step::Undo, self.turn()),
            16..21 => (Step::Pack, self.store.pack(10).map(|_| ())),
            21..26 => (Step::Fold, self.fold()),
            26..29 => (Step::Reload, self.reload()),
            29..31 => {
                self.saved = Some(self.ledger.effective());
                (Step::Save, Ok(()))
            }
            31..32 => (Step::Restore, self.restore()),
            _ => (Step::Act, self.act_by_chance()),
        }
    }

    pub fn commit(&mut self, act: Act) -> Result<(), MediumError> {
        self.hour += 1;
        let at = "2026-03-15T10:00:00+01:00".parse::<chrono::DateTime<_>>().unwrap()
            + chrono::Duration::hours(self.hour);
        let number = self.store.next_number();
        let Ok(fact) = self.ledger.decide(act, Author { tab: self.store.tab(), number, at }) else {
            return Ok(());
        };
        let kept = self.store.keep(&fact);
        self.ledger.record(fact);
        kept
    }

    fn import(&mut self) -> Result<(), MediumError> {
        self.imports += 1;
        let batch = batch(&mut self.chance, self.imports);
        self.commit(Act::Import(Arc::new(batch)))
    }

    fn turn(&mut self) -> Result<(), MediumError> {
        let all: Vec<FactId> = self.ledger.entries().map(|entry| entry.fact.id).collect();
        let Some(id) = all.get(self.chance.below(all.len())).copied() else { return Ok(()) };
        match self.ledger.undo_of(id).or_else(|_| self.ledger.redo_of(id)) {
            Ok(act) => self.commit(act),
            Err(_) => Ok(()),
        }
    }

    /// Has what is kept say no more than the facts do.
    pub fn rewrite(&mut self) -> Result<(), MediumError> {
        let Some(unwritten) = self.ledger.unwritten() else { return Ok(()) };
        if self.store.rewrite_at_once(&unwritten)? != Packed::Left {
            self.ledger.note_written();
        }
        Ok(())
    }

    fn fold(&mut self) -> Result<(), MediumError> {
        self.rewrite()?;
        if self.ledger.entries().count() < FOLD_AT {
            return Ok(());
        }
        let Some((base, adopted)) = self.ledger.base_below(KEPT) else { return Ok(()) };
        self.store.rebase_at_once(&base, &adopted)?;
        self.reload()
    }

    /// Opens the page anew. What waits to be kept stays in the memory of the old page, so
    /// nobody reloads it then.
    pub fn reload(&mut self) -> Result<(), MediumError> {
        if self.store.waiting() > 0 {
            return self.store.retry();
        }
        self.tabs += 1;
        let store = Store::new(self.medium.clone(), Space::Own, TabId(self.tabs));
        self.store = store.with_limits(LIMITS);
        let opened = self.store.read_new()?;
        let before = Seen::of(&self.ledger);
        self.ledger = Ledger::fold(opened.base, opened.facts);
        assert_eq!(opened.losses, []);
        assert!(Seen::of(&self.ledger) == before, "after a reload");
        Ok(())
    }

    fn restore(&mut self) -> Result<(), MediumError> {
        let Some((base, facts)) = self.saved.clone() else { return Ok(()) };
        let replaces = self.chance.below(2) == 0;
        let adopted = Adopted { label: "copy.txt".into(), replaces, base, facts };
        self.commit(Act::Adopt(Arc::new(adopted)))
    }

    fn act_by_chance(&mut self) -> Result<(), MediumError> {
        let network = self.ledger.network();
        let invitations: Vec<InvitationId> = network.invitations().map(|it| it.id).collect();
        let people: Vec<PersonId> = network.people().map(|it| it.id).collect();
        let mut some = |from: usize| {
            (0..1 + self.chance.below(2)).map(|_| self.chance.below(from)).collect::<Vec<_>>()
        };
        let these: Vec<InvitationId> =
            some(invitations.len()).iter().filter_map(|at| invitations.get(*at).copied()).collect();
        let those: Vec<PersonId> =
            some(people.len()).iter().filter_map(|at| people.get(*at).copied()).collect();
        let word = ["", "met in person", "Łódź 👋"][self.chance.below(3)].to_owned();
        let until = chrono::NaiveDate::from_ymd_opt(2031, 1, 1).unwrap();
        let act = match self.chance.below(30) {
            0 => Act::Receive(entered(self.chance.next())),
            1 => Act::Send(entered(self.chance.next())),
            2 => Act::Accept(these),
            3 => Act::Ignore(these),
            4 => Act::Trash(these),
            5 => Act::Restore(these),
            6 => Act::Withdraw(these),
            7 => Act::Delete(these),
            8 => Act::Read(these),
            9 => Act::Archive(these),
            10 => Act::Remove(those),
            11 => Act::PutBack(those),
            12 => Act::Unread(these),
            13 => Act::Snooze { invitations: these, until },
            14 => Act::Wake(these),
            15 => Act::Reason { invitations: these, text: word },
            16 => match those.first() {
                Some(person) => Act::Note { person: *person, text: word },
                None => Act::PutBack(those),
            },
            17 => Act::Tag { people: those, tag: word },
            18 => Act::Untag { people: those, tag: word },
            19 => Act::purge(these, network),
            20 => Act::Delete(these),
            21 => Act::Courtesy(
                [Template { name: word.clone(), subject: word.clone(), text: word }].into(),
            ),
            22 => Act::Parting { people: those, text: word },
            23 => match those.first() {
                Some(person) => {
                    let edits = Edits { company: Some(word), ..Edits::default() };
                    Act::Edit { person: *person, edits: Box::new(edits) }
                }
                None => Act::Remove(those),
            },
            24 => match those.split_first() {
                Some((into, from)) => Act::Merge { into: *into, from: from.to_vec() },
                None => Act::Remove(those),
            },
            25 => Act::KeepApart(those),
            26 => Act::Tick(those.into_iter().map(Task::Remove).collect()),
            27 => Act::Untick(those.into_iter().map(Task::Remove).collect()),
            28 => Act::Views([SavedView { name: word, fragment: "#q=a".into() }].into()),
            _ => Act::Guide(Arc::new(guidelines(word))),
        };
        self.commit(act)
    }
}

/// Guidelines with something of everything in them.
fn guidelines(sentence: String) -> Guidelines {
    let one = || vec![sentence.clone()];
    let parts = [
        Condition::Company(one()),
        Condition::OwnEmployer,
        Condition::Words(Field::Message, one()),
        Condition::Tag(sentence.clone()),
        Condition::HasMessage,
        Condition::Known,
        Condition::NameIn(one()),
    ];
    let parts: Vec<Rule> = parts.map(Rule::Is).into();
    let nested = Rule::Any(vec![Rule::None(parts.clone()), Rule::All(vec![]), Rule::All(parts)]);
    Guidelines { rule: Some(nested), sentence }
}

fn record(n: u64, version: u32) -> Arc<Record> {
    Arc::new(Record {
        first_name: format!("Person {n}"),
        profile: ProfileAddress::parse(&format!("linkedin.com/in/p{n}")),
        company: format!("Company {version}"),
        ..Record::default()
    })
}

fn person(n: u64) -> PersonId {
    PersonId::of(&["person", &n.to_string()])
}

pub fn entered(n: u64) -> Entered {
    let who = n % 40;
    Entered {
        id: InvitationId(n),
        person: Named { id: person(who), record: record(who, 0) },
        sent_at: Stamp::Unknown,
        message: format!("message {n}"),
    }
}

/// An import of some people and invitations, more than stand in one part.
pub fn batch(chance: &mut Chance, number: u32) -> Batch {
    let day = |chance: &mut Chance| {
        let days = chance.below(3000) as i64;
        Stamp::Day(
            chrono::NaiveDate::from_ymd_opt(2015, 1, 1).unwrap() + chrono::Duration::days(days),
        )
    };
    let count = 4 + chance.below(18) as u64;
    let first = chance.next() % 60;
    let people: Vec<PersonRow> = (first..first + count)
        .map(|n| PersonRow {
            id: person(n),
            record: record(n, number),
            listing: Listing::Connection(day(chance)),
        })
        .collect();
    let invitations = people
        .iter()
        .take(7)
        .map(|row| InvitationRow {
            id: InvitationId(chance.next()),
            direction: Direction::Received,
            person: row.id,
            sent_at: day(chance),
            message: if chance.below(2) == 0 { String::new() } else { "said in an import".into() },
            state: State::Open,
            place: Place::Inbox,
            read: false,
        })
        .collect();
    let some = |chance: &mut Chance| person(chance.next() % 60);
    let missing = (0..chance.below(3)).map(|_| some(chance)).collect();
    let merged = (0..chance.below(2)).map(|_| (some(chance), some(chance))).collect();
    let withdrawn = (0..chance.below(2)).map(|_| InvitationId(chance.next() % 40)).collect();
    let own = (0..chance.below(2))
        .map(|_| OwnRow {
            person: some(chance),
            note: "from a file".into(),
            tags: vec!["kept".into()],
        })
        .collect();
    let made_on = chrono::NaiveDate::from_ymd_opt(2026, 1, 1 + number % 28);
    let source =
        Source { label: format!("export {number}"), made_on, connections: 1, ..Source::default() };
    let of = |n: u32| person(u64::from(n % 60));
    let partings = (0..number % 2).map(|n| (of(number + n), "from a file".into())).collect();
    let worked = (0..number % 3)
        .map(|n| Worked {
            person: of(number + n),
            company: "an older one".into(),
            ..Worked::default()
        })
        .collect();
    let moved = (0..number % 2).map(of).collect();
    let more =
        Batch { missing, merged, withdrawn, own, partings, worked, moved, ..Batch::default() };
    Batch { source, people, invitations, ..more }
}
