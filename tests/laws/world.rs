//! A small world in which acts collide: four people, five invitations, three tabs.

use chrono::{Duration, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use quietly::domain::batch::{
    Batch, InvitationRow, Listing, OwnRow, Owner, PersonRow, Source, Worked,
};
use quietly::domain::courtesy::Template;
use quietly::domain::fact::{Act, Entered, Fact, Named, Refusal, Verb};
use quietly::domain::guideline::Guidelines;
use quietly::domain::id::{FactId, InvitationId, PersonId, TabId};
use quietly::domain::invitation::{Direction, Invitation, Place, State};
use quietly::domain::ledger::{Author, Effect, Ledger, Outcome};
use quietly::domain::network::Network;
use quietly::domain::person::{Edits, Moment, Person, Record};
use quietly::domain::profile::ProfileAddress;
use quietly::domain::stamp::Stamp;
use quietly::domain::todo::Task;
use quietly::domain::views::SavedView;

pub const PEOPLE: u8 = 4;
pub const INVITATIONS: u8 = 5;
pub const TABS: u8 = 3;

/// So many cases, or as many as the environment says.
pub fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(count),
        // What was found belongs into a test of its own, with a name.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

pub fn person(n: u8) -> PersonId {
    PersonId::of(&["person", &n.to_string()])
}

pub fn invitation(n: u8) -> InvitationId {
    InvitationId::of(&["invitation", &n.to_string()])
}

pub fn tab(n: u8) -> TabId {
    TabId(u64::from(n) + 1)
}

pub fn start() -> Moment {
    "2026-03-15T10:00:00+01:00".parse().unwrap()
}

pub fn day(n: u8) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(i64::from(n))
}

pub fn profile(n: u8) -> ProfileAddress {
    ProfileAddress::parse(&format!("linkedin.com/in/p{n}")).unwrap()
}

/// What is known of a person, in one of several versions; version 0 is the least.
pub fn record(n: u8, version: u8) -> Record {
    let company = if version == 0 { String::new() } else { format!("Company {version}") };
    Record {
        first_name: format!("P{n}"),
        profile: Some(profile(n)),
        email: if version == 2 { format!("p{n}@example.org") } else { String::new() },
        company,
        ..Record::default()
    }
}

pub fn named(n: u8) -> Named {
    Named { id: person(n), record: record(n, 0).into() }
}

pub fn entered(n: u8, by: u8) -> Entered {
    Entered {
        id: invitation(n),
        person: named(by),
        sent_at: Stamp::Day(day(n)),
        message: format!("message {n}"),
    }
}

pub fn person_row(n: u8, version: u8, listing: Listing) -> PersonRow {
    PersonRow { id: person(n), record: record(n, version).into(), listing }
}

pub fn listed(n: u8) -> PersonRow {
    person_row(n, 1, Listing::Connection(Stamp::Day(day(n))))
}

pub fn mentioned(n: u8) -> PersonRow {
    person_row(n, 1, Listing::Mentioned)
}

pub fn invitation_row(n: u8, by: u8, direction: Direction) -> InvitationRow {
    let place = match direction {
        Direction::Received => Place::Inbox,
        Direction::Sent => Place::Sent,
    };
    InvitationRow {
        id: invitation(n),
        direction,
        person: person(by),
        sent_at: Stamp::Day(day(n)),
        message: String::new(),
        state: State::Open,
        place,
        read: true,
    }
}

/// A tab: its own view of the history, and what it has made.
#[derive(Debug, Clone)]
pub struct Player {
    pub ledger: Ledger,
    tab: TabId,
    made: u32,
    now: Moment,
    pace: Duration,
}

impl Player {
    pub fn new(n: u8) -> Player {
        Player::with_pace(n, Duration::minutes(1))
    }

    /// A tab between whose acts so much time goes by.
    pub fn with_pace(n: u8, pace: Duration) -> Player {
        Player { ledger: Ledger::default(), tab: tab(n), made: 0, now: start(), pace }
    }

    pub fn author(&self) -> Author {
        Author { tab: self.tab, number: self.made, at: self.now }
    }

    /// Decides and records.
    pub fn act(&mut self, act: Act) -> Result<FactId, Refusal> {
        let fact = self.ledger.decide(act, self.author())?;
        self.made += 1;
        self.now += self.pace;
        let id = fact.id;
        self.ledger.record(fact);
        Ok(id)
    }

    pub fn wish(&mut self, wish: &Wish) -> Result<FactId, Refusal> {
        self.act(wish.resolve(&self.ledger)?)
    }

    pub fn undo(&mut self, id: FactId) -> Result<FactId, Refusal> {
        self.act(self.ledger.undo_of(id)?)
    }

    pub fn redo(&mut self, id: FactId) -> Result<FactId, Refusal> {
        self.act(self.ledger.redo_of(id)?)
    }

    pub fn network(&self) -> &Network {
        self.ledger.network()
    }

    pub fn invitation(&self, n: u8) -> &Invitation {
        self.network().invitation(invitation(n)).expect("such an invitation")
    }

    pub fn person(&self, n: u8) -> &Person {
        self.network().person(person(n)).expect("such a person")
    }

    pub fn person_by(&self, id: PersonId) -> &Person {
        self.network().person(id).expect("such a person")
    }

    /// What came of a fact that took effect.
    pub fn effect(&self, id: FactId) -> &Effect {
        match &self.ledger.entry(id).expect("such a fact").outcome {
            Outcome::Done(effect) => effect,
            Outcome::Void(reason) => panic!("void: {reason}"),
        }
    }

    /// The fact that this act would be if nobody looked whether it takes effect.
    pub fn unchecked(&self, act: Act) -> Fact {
        let clock = self.ledger.entries().next_back().map_or(0, |entry| entry.fact.id.clock);
        let id = FactId { clock: clock + 1, tab: self.tab };
        Fact { id, number: self.made, at: self.now, act }
    }
}

/// A network after these wishes, as far as they could be granted.
pub fn after(wishes: &[Wish]) -> Player {
    after_as(0, wishes)
}

/// The same by another tab.
pub fn after_as(n: u8, wishes: &[Wish]) -> Player {
    let mut player = Player::new(n);
    for wish in wishes {
        // A refused wish is part of the game.
        let _ = player.wish(wish);
    }
    player
}

/// What somebody wants, before it is known whether there is anything to undo.
#[derive(Debug, Clone)]
pub enum Wish {
    Act(Box<Act>),
    /// To take back the fact so many from the end.
    Undo(usize),
    /// To do again the fact so many from the end.
    Redo(usize),
}

impl Wish {
    pub fn resolve(&self, ledger: &Ledger) -> Result<Act, Refusal> {
        match self {
            Wish::Act(act) => Ok((**act).clone()),
            Wish::Undo(back) => ledger.undo_of(from_end(ledger, *back)?),
            Wish::Redo(back) => ledger.redo_of(from_end(ledger, *back)?),
        }
    }
}

fn from_end(ledger: &Ledger, back: usize) -> Result<FactId, Refusal> {
    let ids: Vec<FactId> = ledger.entries().map(|entry| entry.fact.id).collect();
    if ids.is_empty() {
        return Err(Refusal::NoSuchFact);
    }
    Ok(ids[ids.len() - 1 - back % ids.len()])
}

/// Anything that can be wanted, undo and redo often among it.
pub fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![
        6 => act().prop_map(|act| Wish::Act(Box::new(act))),
        2 => (0usize..12).prop_map(Wish::Undo),
        2 => (0usize..12).prop_map(Wish::Redo),
    ]
}

pub fn wishes(most: usize) -> impl Strategy<Value = Vec<Wish>> {
    vec(wish(), 0..most)
}

/// Any act but undo and redo, of such as the program itself would make.
pub fn act() -> impl Strategy<Value = Act> {
    act_with(batch().boxed())
}

/// Any act but undo and redo, with batches that no planner would make.
pub fn wild_act() -> impl Strategy<Value = Act> {
    act_with(wild_batch().boxed())
}

fn act_with(batch: BoxedStrategy<Batch>) -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (some_invitation(), 0..PEOPLE).prop_map(|(n, by)| Act::Receive(entered(n, by))),
        2 => (some_invitation(), 0..PEOPLE).prop_map(|(n, by)| Act::Send(entered(n, by))),
        1 => (0..PEOPLE, stamp())
            .prop_map(|(n, since)| Act::Connect { person: named(n), since }),
        3 => ids().prop_map(Act::Accept),
        3 => ids().prop_map(Act::Ignore),
        2 => ids().prop_map(Act::Archive),
        3 => ids().prop_map(Act::Trash),
        3 => ids().prop_map(Act::Restore),
        2 => ids().prop_map(Act::Withdraw),
        2 => ids().prop_map(Act::Delete),
        1 => ids().prop_map(Act::Read),
        1 => ids().prop_map(Act::Unread),
        2 => (ids(), 60u8..90).prop_map(|(invitations, n)| Act::Snooze {
            invitations,
            until: day(n),
        }),
        1 => ids().prop_map(Act::Wake),
        1 => (ids(), word()).prop_map(|(invitations, text)| Act::Reason { invitations, text }),
        1 => ((0..PEOPLE).prop_map(person), word())
            .prop_map(|(person, text)| Act::Note { person, text }),
        1 => word().prop_map(|sentence| {
            Act::Guide(Guidelines { sentence, rule: None }.into())
        }),
        1 => word().prop_map(|text| {
            let name = text.clone();
            Act::Courtesy([Template { name, subject: String::new(), text }].into())
        }),
        1 => (people(), word()).prop_map(|(people, tag)| Act::Tag { people, tag }),
        1 => (people(), word()).prop_map(|(people, tag)| Act::Untag { people, tag }),
        1 => (people(), word()).prop_map(|(people, text)| Act::Parting { people, text }),
        2 => (0..PEOPLE, edits()).prop_map(|(n, edits)| {
            Act::Edit { person: person(n), edits: Box::new(edits) }
        }),
        2 => (0..PEOPLE, people()).prop_map(|(n, from)| Act::Merge { into: person(n), from }),
        1 => people().prop_map(Act::KeepApart),
        1 => tasks().prop_map(Act::Tick),
        1 => tasks().prop_map(Act::Untick),
        1 => word().prop_map(|name| {
            Act::Views([SavedView { name, fragment: "#q=a".into() }].into())
        }),
        3 => people().prop_map(Act::Remove),
        2 => people().prop_map(Act::PutBack),
        4 => batch.prop_map(|batch| Act::Import(batch.into())),
    ]
}

/// An act that can be undone: looking cannot.
pub fn undoable_act() -> impl Strategy<Value = Act> {
    act().prop_filter("looking is not undone", |act| !matches!(act, Act::Read(_)))
}

fn some_invitation() -> impl Strategy<Value = u8> {
    0..INVITATIONS
}

/// Several of them, perhaps none, perhaps one twice.
fn ids() -> impl Strategy<Value = Vec<InvitationId>> {
    vec(some_invitation().prop_map(invitation), 0..4)
}

fn people() -> impl Strategy<Value = Vec<PersonId>> {
    vec((0..PEOPLE).prop_map(person), 0..3)
}

/// What somebody knows better, perhaps nothing.
fn edits() -> impl Strategy<Value = Edits> {
    let text = || option::of(word());
    (text(), text(), option::weighted(0.3, (0..PEOPLE).prop_map(profile))).prop_map(
        |(first_name, company, profile)| Edits { first_name, company, profile, ..Edits::default() },
    )
}

fn tasks() -> impl Strategy<Value = Vec<Task>> {
    let task = prop_oneof![
        (0..PEOPLE).prop_map(|n| Task::Remove(person(n))),
        some_invitation().prop_map(|n| Task::Accept(invitation(n))),
        some_invitation().prop_map(|n| Task::Withdraw(invitation(n))),
    ];
    vec(task, 0..3)
}

/// What somebody writes, perhaps nothing.
fn word() -> impl Strategy<Value = String> {
    select(vec!["", "met", "later"]).prop_map(str::to_owned)
}

fn stamp() -> impl Strategy<Value = Stamp> {
    prop_oneof![Just(Stamp::Unknown), (0u8..60).prop_map(|n| Stamp::Day(day(n)))]
}

fn listing() -> impl Strategy<Value = Listing> {
    prop_oneof![
        2 => Just(Listing::Mentioned),
        3 => stamp().prop_map(Listing::Connection),
        1 => stamp().prop_map(Listing::FormerConnection),
    ]
}

fn owner() -> impl Strategy<Value = Option<Owner>> {
    option::weighted(
        0.2,
        (0..PEOPLE).prop_map(|n| Owner {
            name: "Me".into(),
            profile: Some(profile(n)),
            ..Owner::default()
        }),
    )
}

fn source() -> impl Strategy<Value = Source> {
    (option::of((0u8..60).prop_map(day)), 0u32..3).prop_map(|(made_on, connections)| Source {
        label: "export.zip".into(),
        made_on,
        connections,
        ..Source::default()
    })
}

fn row_of_person() -> impl Strategy<Value = PersonRow> {
    (0..PEOPLE, 0u8..3, listing()).prop_map(|(n, version, listing)| person_row(n, version, listing))
}

fn row_of_invitation() -> impl Strategy<Value = InvitationRow> {
    let direction = select(vec![Direction::Received, Direction::Sent]);
    (some_invitation(), 0..PEOPLE, direction).prop_map(|(n, by, to)| invitation_row(n, by, to))
}

/// A batch as the planner makes them: nobody and nothing twice.
pub fn batch() -> impl Strategy<Value = Batch> {
    wild_batch_of(row_of_invitation().boxed()).prop_map(|mut batch| {
        let mut seen = std::collections::HashSet::new();
        batch.people.retain(|row| seen.insert(row.id));
        let mut seen = std::collections::HashSet::new();
        batch.invitations.retain(|row| seen.insert(row.id));
        // What is new in the batch is not known to it.
        batch.accepted.retain(|(id, _)| seen.insert(*id));
        // Who is found to be somebody else has no row.
        batch.merged.truncate(1);
        let shown = |id: PersonId| batch.people.iter().any(|row| row.id == id);
        batch.merged.retain(|(from, into)| from != into && !shown(*from) && shown(*into));
        batch.own.truncate(1);
        batch.partings.truncate(1);
        batch
    })
}

/// Any batch: rows twice, of nobody, in states and places that do not go together.
pub fn wild_batch() -> impl Strategy<Value = Batch> {
    let state = prop_oneof![
        Just(State::Open),
        stamp().prop_map(State::Accepted),
        stamp().prop_map(State::Withdrawn),
    ];
    let place =
        select(vec![Place::Inbox, Place::Sent, Place::Archive, Place::Trash, Place::Deleted]);
    let row = (row_of_invitation(), state, place).prop_map(|(row, state, place)| InvitationRow {
        state,
        place,
        ..row
    });
    wild_batch_of(row.boxed())
}

fn wild_batch_of(row: BoxedStrategy<InvitationRow>) -> impl Strategy<Value = Batch> {
    let accepted = (some_invitation().prop_map(invitation), stamp());
    let unlisted = vec((0..PEOPLE).prop_map(person), 0..3);
    let rows = (vec(row_of_person(), 0..5), vec(row, 0..4), vec(accepted, 0..3), unlisted);
    let somebody = || (0..PEOPLE).prop_map(person);
    let own = (somebody(), word(), vec(word(), 0..2)).prop_map(|(person, note, tags)| OwnRow {
        person,
        note,
        tags,
    });
    let worked = (somebody(), word(), word()).prop_map(|(person, company, position)| Worked {
        person,
        company,
        position,
    });
    let more = (
        vec(somebody(), 0..3),
        vec((somebody(), somebody()), 0..2),
        vec(some_invitation().prop_map(invitation), 0..2),
        vec(own, 0..2),
        vec((somebody(), word()), 0..2),
        vec(worked, 0..2),
        vec(somebody(), 0..2),
    );
    (source(), owner(), rows, more).prop_map(
        |(
            source,
            owner,
            (people, invitations, accepted, unlisted),
            (missing, merged, withdrawn, own, partings, worked, moved),
        )| Batch {
            source,
            owner,
            people,
            invitations,
            accepted,
            unlisted,
            missing,
            merged,
            withdrawn,
            own,
            partings,
            worked,
            moved,
        },
    )
}

/// A fact that no program would make: any id, any time, undoing anything.
pub fn wild_fact() -> impl Strategy<Value = Fact> {
    let reference = || (fact_id(), select(Verb::ALL.to_vec()));
    let act = prop_oneof![
        4 => wild_act(),
        1 => (ids(), people())
            .prop_map(|(invitations, people)| Act::Purge { invitations, people }),
        1 => reference().prop_map(|(fact, verb)| Act::Undo { fact, verb }),
        1 => reference().prop_map(|(fact, verb)| Act::Redo { fact, verb }),
        // These hit, once the clocks are right.
        2 => (fact_id()).prop_map(|fact| Act::Undo { fact, verb: Verb::Trash }),
    ];
    (fact_id(), any::<u32>(), -2_000_000i64..2_000_000, act).prop_map(
        |(id, number, minutes, act)| Fact {
            id,
            number,
            at: start() + Duration::minutes(minutes),
            act,
        },
    )
}

fn fact_id() -> impl Strategy<Value = FactId> {
    (0u32..12, 0..TABS).prop_map(|(clock, n)| FactId { clock, tab: tab(n) })
}

/// The order that these numbers give to so many things.
pub fn shuffled<T: Clone>(things: &[T], by: &[u32]) -> Vec<T> {
    let mut keyed: Vec<(u32, usize)> = (0..things.len())
        .map(|at| (by.get(at % by.len().max(1)).copied().unwrap_or(0).rotate_left(at as u32), at))
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, at)| things[at].clone()).collect()
}
