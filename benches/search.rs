//! Searching connections: the same texts and the same keys for this program and for those that
//! are measured beside it.

use std::sync::Arc;

use quietly::domain::id::PersonId;
use quietly::domain::network::Network;
use quietly::domain::roster::{Asked, Roster};
use quietly::search::fold;
use quietly::search::index::Typed;

/// The list of connections, made ready for a search.
#[derive(Default)]
pub struct Search {
    roster: Roster,
    people: Arc<Vec<PersonId>>,
}

impl Search {
    /// Makes it ready.
    pub fn prepare(&mut self, network: &Network) {
        self.roster = Roster::default();
        self.roster.prepare(network);
        self.people = self.roster.list(network, &Asked::default()).people;
    }

    /// What is searched of everybody, folded, in the order of the list.
    pub fn texts(&self, network: &Network) -> Vec<String> {
        let people = self.people.iter().filter_map(|id| network.person(*id));
        let text = |record: &quietly::domain::person::Record| {
            let parts = [&record.name(), &record.company, &record.position, &record.email];
            let parts: Vec<&str> =
                parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            fold(&parts.join(" "))
        };
        people.map(|person| text(&person.record)).collect()
    }

    /// The places in the list of those that are found, best first.
    pub fn find(&mut self, network: &Network, query: &str) -> Arc<Vec<PersonId>> {
        let asked = Asked { typed: Typed::new(query), ..Asked::default() };
        self.roster.list(network, &asked).people
    }

    /// The place in the list of each of these.
    pub fn places(&self, found: &[PersonId]) -> Vec<u32> {
        let places: std::collections::HashMap<PersonId, u32> =
            (0..).zip(self.people.iter()).map(|(at, id)| (*id, at)).collect();
        found.iter().filter_map(|id| places.get(id).copied()).collect()
    }
}
