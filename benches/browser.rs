//! What `cargo xtask bench` measures, for the program that drives the browser: `run.mjs`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod maker;
mod rules;
mod search;
mod subject;

use std::alloc::System;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use maker::{Chance, Wanted};
use quietly::browser::clock;
use quietly::domain::fact::{Act, Fact};
use quietly::domain::guideline::change;
use quietly::domain::id::{InvitationId, PersonId};
use quietly::domain::invitation::{Direction, Place};
use quietly::import::{Export, Plan};
use search::Search;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use subject::Subject;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, UnwrapThrowExt};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// When the history of the benchmark begins, in seconds since 1970: 2026.
const BEGINNING: i64 = 1_767_225_600;

fn main() {
    console_error_panic_hook::set_once();
}

/// Makes one of the texts of an export: `connections`, `invitations` or `rows`.
#[wasm_bindgen]
pub fn make(
    what: &str,
    connections: usize,
    invitations: usize,
    waiting: usize,
    is_later: bool,
) -> String {
    let made = maker::make(Wanted { connections, invitations, waiting, is_later });
    match what {
        "connections" => made.connections,
        "invitations" => made.invitations,
        _ => made.rows,
    }
}

/// The name of the archive that the texts go into.
#[wasm_bindgen]
pub fn archive_name(is_later: bool) -> String {
    maker::archive_name(is_later)
}

/// How many bytes are taken and not given back.
#[wasm_bindgen]
pub fn live_bytes() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.wrapping_sub(stats.bytes_deallocated)
}

/// How many units of the storage are taken by what is kept.
///
/// # Errors
/// Where the storage cannot be reached.
#[wasm_bindgen]
pub fn units() -> Result<usize, JsError> {
    subject::units()
}

/// An opened network, the list of its connections, and who was found in it last.
#[wasm_bindgen]
pub struct Bench(Subject, Search, Arc<Vec<PersonId>>);

/// What was read and planned, until it is freed.
#[wasm_bindgen]
pub struct Held {
    counts: [usize; 2],
    _held: (Export, Plan),
}

#[wasm_bindgen]
impl Held {
    /// How many connections and invitations it holds.
    pub fn counts(&self) -> Vec<usize> {
        self.counts.to_vec()
    }
}

#[wasm_bindgen]
impl Bench {
    /// Opens what is kept.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open() -> Result<Bench, JsError> {
        Ok(Bench(Subject::open()?, Search::default(), Arc::default()))
    }

    /// How many connections, invitations and facts there are.
    pub fn counts(&self) -> Vec<usize> {
        let network = self.0.ledger.network();
        let connections = network.connections().len();
        vec![connections, network.invitations().count(), self.0.ledger.entries().count()]
    }

    /// Reads an archive and plans its import: all that can be worked with then.
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn read(&self, name: String, bytes: Vec<u8>) -> Result<Held, JsError> {
        let (counts, held) = self.0.read(name, bytes).await?;
        Ok(Held { counts, _held: held })
    }

    /// Imports an archive.
    ///
    /// # Errors
    /// Where it is refused, or cannot be kept.
    pub async fn import(&mut self, name: String, bytes: Vec<u8>) -> Result<(), JsError> {
        self.0.import(name, bytes).await
    }

    /// So many acts, each on another one, as a whole: decided, kept and recorded. Answers
    /// with the milliseconds that all took, and puts back what they did.
    ///
    /// # Errors
    /// Where there are not so many to act on, or they cannot be kept.
    pub fn act(&mut self, verb: &str, count: usize) -> Result<f64, JsError> {
        let (acts, back) = self.acts(verb, count)?;
        let start = now();
        for act in acts {
            self.must(act)?;
        }
        let took = now() - start;
        self.must(back)?;
        Ok(took)
    }

    /// The same acts, of which only the keeping is timed.
    ///
    /// # Errors
    /// Where there are not so many to act on, or they cannot be kept.
    pub fn keep(&mut self, verb: &str, count: usize) -> Result<f64, JsError> {
        let (acts, back) = self.acts(verb, count)?;
        let mut facts: Vec<Fact> = Vec::new();
        for (index, act) in (0..).zip(acts) {
            let fact = self.0.decide(act, clock::now());
            let mut fact = fact.ok_or_else(|| JsError::new("an act was refused"))?;
            // As if those before were recorded already: they are on others.
            fact.id.clock += index;
            fact.number += index;
            facts.push(fact);
        }
        let start = now();
        for fact in &facts {
            self.0.keep(fact)?;
        }
        let took = now() - start;
        for fact in facts {
            self.0.record(fact);
        }
        self.must(back)?;
        Ok(took)
    }

    /// Does so many acts at random, hours apart: removes and puts back connections, ignores
    /// and restores invitations, and takes some of that back.
    ///
    /// # Errors
    /// Where they cannot be kept.
    pub fn live(&mut self, count: usize, seed: u32) -> Result<(), JsError> {
        let mut chance = Chance(seed);
        let network = self.0.ledger.network();
        let people: Vec<PersonId> = network.people().map(|person| person.id).collect();
        let received: Vec<InvitationId> = network
            .invitations()
            .filter(|invitation| invitation.direction == Direction::Received)
            .map(|invitation| invitation.id)
            .collect();
        let last = self.0.ledger.entries().last().map(|entry| entry.fact.at);
        let beginning = DateTime::from_timestamp(BEGINNING, 0).unwrap_throw().fixed_offset();
        let mut at = last.filter(|last| *last > beginning).unwrap_or(beginning);
        let mut done = 0;
        while done < count {
            let act = match chance.below(5) {
                0 | 1 if !received.is_empty() => {
                    self.on_invitation(received[chance.below(received.len())])
                }
                0..=3 => self.on_person(people[chance.below(people.len())]),
                _ => self.take_back(chance.below(50)),
            };
            let Some(act) = act else { continue };
            at += TimeDelta::milliseconds(chance.below(4 * 3_600_000) as i64);
            done += usize::from(self.0.act(act, at)?);
        }
        self.0.rest()
    }

    /// Makes the list of connections ready for a search.
    pub fn prepare_search(&mut self) {
        self.1.prepare(self.0.ledger.network());
    }

    /// What is searched of everybody, folded, in the order of the list.
    pub fn texts(&self) -> Vec<String> {
        self.1.texts(self.0.ledger.network())
    }

    /// Searches, and answers with how many are found.
    pub fn search(&mut self, query: &str) -> usize {
        self.2 = self.1.find(self.0.ledger.network(), query);
        self.2.len()
    }

    /// The places in the list of those that were found last.
    pub fn found_places(&self) -> Vec<u32> {
        self.1.places(&self.2)
    }

    /// Puts guidelines in force.
    ///
    /// # Errors
    /// Where they cannot be kept.
    pub fn guide(&mut self) -> Result<(), JsError> {
        self.must(Act::Guide(rules::ten().into()))
    }

    /// Judges what waits in the inbox by the guidelines in force, with reasons or without.
    /// Answers with the milliseconds, and how many fit, cannot be told, and do not fit.
    ///
    /// # Errors
    /// Where none are in force.
    pub fn judge(&self, with_reasons: bool) -> Result<Vec<f64>, JsError> {
        let network = self.0.ledger.network();
        let start = now();
        let counts = rules::judged(network, with_reasons);
        let took = now() - start;
        let counts = counts.ok_or_else(|| JsError::new("no guidelines are in force"))?;
        Ok([took].into_iter().chain(counts.map(|count| count as f64)).collect())
    }

    /// Looks what a change of the guidelines in force would change, each round another.
    /// Answers with the milliseconds, and how many connections would be outside.
    pub fn change(&self, round: usize) -> Vec<f64> {
        let network = self.0.ledger.network();
        let to = rules::changed(round);
        let start = now();
        let change = change(network, &to);
        let took = now() - start;
        vec![took, change.outside.len() as f64]
    }
}

impl Bench {
    /// So many acts, and the one that takes all of them back.
    fn acts(&self, verb: &str, count: usize) -> Result<(Vec<Act>, Act), JsError> {
        let network = self.0.ledger.network();
        let (acts, back): (Vec<Act>, Act) = if verb == "remove" {
            let all = network.people().filter(|person| person.connection().is_some());
            let ids: Vec<PersonId> = all.map(|person| person.id).take(count).collect();
            (ids.iter().map(|id| Act::Remove(vec![*id])).collect(), Act::PutBack(ids))
        } else {
            let all = network.invitations().filter(|it| it.standing.place == Place::Inbox);
            let ids: Vec<InvitationId> = all.map(|it| it.id).take(count).collect();
            (ids.iter().map(|id| Act::Ignore(vec![*id])).collect(), Act::Restore(ids))
        };
        let is_enough = acts.len() == count;
        if is_enough { Ok((acts, back)) } else { Err(JsError::new("there is nothing to act on")) }
    }

    fn must(&mut self, act: Act) -> Result<(), JsError> {
        let done = self.0.act(act, clock::now())?;
        if done { Ok(()) } else { Err(JsError::new("an act was refused")) }
    }

    fn on_person(&self, id: PersonId) -> Option<Act> {
        let person = self.0.ledger.network().person(id)?;
        match person.connection() {
            Some(_) => Some(Act::Remove(vec![id])),
            None => person.former().map(|_| Act::PutBack(vec![id])),
        }
    }

    fn on_invitation(&self, id: InvitationId) -> Option<Act> {
        match self.0.ledger.network().invitation(id)?.standing.place {
            Place::Inbox => Some(Act::Ignore(vec![id])),
            Place::Archive => Some(Act::Restore(vec![id])),
            _ => None,
        }
    }

    /// Undoes the fact that has so many after it, but no import.
    fn take_back(&self, back: usize) -> Option<Act> {
        let entry = self.0.ledger.entries().rev().nth(back)?;
        if matches!(entry.fact.act, Act::Import(_)) {
            return None;
        }
        self.0.ledger.undo_of(entry.fact.id).ok()
    }
}

fn now() -> f64 {
    let window = web_sys::window().unwrap_throw();
    window.performance().unwrap_throw().now()
}
