//! Everybody who stands in an export, as they will be known once the whole of it is read.

use std::sync::Arc;

use crate::domain::batch::Listing;
use crate::domain::id::{IdMap, PersonId};
use crate::domain::network::Network;
use crate::domain::person::{Person, Record};

/// Somebody as they will be known once the whole export is read.
pub(super) struct Staged {
    pub(super) id: PersonId,
    pub(super) record: Arc<Record>,
    pub(super) listing: Listing,
    /// The last file of which a row has claimed them.
    pub(super) claimed_by: Option<u16>,
    /// Whether the export lists them as a connection.
    pub(super) is_listed: bool,
    /// Whether they stand in a file that this program saved.
    pub(super) is_saved: bool,
}

impl Staged {
    pub(super) fn new(id: PersonId, record: Arc<Record>) -> Self {
        Staged {
            id,
            record,
            listing: Listing::Mentioned,
            claimed_by: None,
            is_listed: false,
            is_saved: false,
        }
    }

    pub(super) fn record_mut(&mut self) -> &mut Record {
        Arc::make_mut(&mut self.record)
    }
}

/// Everybody who stands in the export, in the order of the rows, so that the report reads like
/// the file.
pub(super) struct Staging {
    pub(super) people: Vec<Staged>,
    /// Where they stand in that.
    places: IdMap<PersonId, u32>,
    /// How somebody begins of whom nothing is known.
    pub(super) nobody: Staged,
}

impl Staging {
    pub(super) fn new() -> Self {
        let nobody = Staged::new(PersonId::default(), Arc::default());
        Staging { people: Vec::new(), places: IdMap::default(), nobody }
    }

    pub(super) fn reserve(&mut self, people: usize) {
        self.people.reserve(people);
        self.places.reserve(people);
    }

    pub(super) fn get(&self, id: PersonId) -> Option<&Staged> {
        self.people.get(*self.places.get(&id)? as usize)
    }

    /// Somebody, who may be new here: then with what the network knows of them.
    pub(super) fn stage(&mut self, id: PersonId, network: &Network) -> &mut Staged {
        let next = self.people.len();
        let place = *self.places.entry(id).or_insert(u32::try_from(next).unwrap_or(u32::MAX));
        let place = place as usize;
        if place == next {
            let known = network.person(id).map(Person::told);
            let record = known.unwrap_or(&self.nobody.record).clone();
            self.people.push(Staged::new(id, record));
        }
        self.people.get_mut(place).unwrap_or(&mut self.nobody)
    }
}
