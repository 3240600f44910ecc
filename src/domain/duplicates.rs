//! Who may be in the network twice. Sure keys make one of people by themselves, when an export
//! shows them together; a name only suggests it, and the user decides.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fact::Act;
use super::id::PersonId;
use super::network::Network;
use super::person::{Cause, Moment, Person, Tie};
use super::profile::ProfileAddress;
use crate::search::fold;

/// What speaks for people being the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The same profile address.
    Profile,
    /// The same e-mail address.
    Email,
    /// The same name, and at most one of them has an address of their own.
    Name,
    /// The same name, and two addresses: LinkedIn takes them for two.
    NameOnly,
}

/// People who may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Twins {
    /// What speaks for it.
    pub why: Why,
    /// Who, in the order of their ids; two at least.
    pub people: Vec<PersonId>,
}

/// People who may be the same, those of whom the most speaks for it first, then by name. Who is
/// known to be two from all the others of a group is not among them.
pub fn twins(network: &Network) -> Vec<Twins> {
    let shown = || network.people().filter(|person| is_shown(network, person));
    let mut profiles: BTreeMap<&ProfileAddress, Vec<&Person>> = BTreeMap::new();
    let mut emails: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
    let mut names: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
    for person in shown() {
        let record = &person.record;
        if let Some(profile) = &record.profile {
            profiles.entry(profile).or_default().push(person);
        }
        if !record.email.is_empty() {
            emails.entry(&record.email).or_default().push(person);
        }
        let has_name = !record.first_name.is_empty() || !record.last_name.is_empty();
        if has_name {
            names.entry(fold(&record.name())).or_default().push(person);
        }
    }
    let by_profile = profiles.into_values().map(|people| (Why::Profile, people));
    let by_email = emails.into_values().map(|people| (Why::Email, people));
    let by_name = names.into_values().map(|people| (by_name(&people), people));
    let mut found: Vec<Twins> = Vec::new();
    for (why, people) in by_profile.chain(by_email).chain(by_name) {
        let people = not_apart(network, &people);
        // Nobody has two names: what is found by a name can be known by a sure key alone.
        let mut sure = found.iter().take_while(|it| it.why < Why::Name);
        let is_known = |it: &Twins| people.iter().all(|id| it.people.contains(id));
        if people.len() > 1 && !sure.any(is_known) {
            found.push(Twins { why, people });
        }
    }
    found.sort_by_cached_key(|it| {
        let first = it.people.first().and_then(|id| network.person(*id));
        (it.why, first.map(|person| fold(&person.record.name())).unwrap_or_default())
    });
    found
}

/// Whether anything of somebody is shown: a connection, a former one, or an invitation.
fn is_shown(network: &Network, person: &Person) -> bool {
    person.tie != Tie::None
        || network.invitations_of(person.id).any(|it| !it.standing.place.is_gone())
}

fn by_name(people: &[&Person]) -> Why {
    let addressed = people.iter().filter(|person| person.record.profile.is_some());
    if addressed.count() > 1 { Why::NameOnly } else { Why::Name }
}

/// Those of whom at least one other is not known to be somebody else.
fn not_apart(network: &Network, people: &[&Person]) -> Vec<PersonId> {
    let may_be = |one: &&&Person| {
        people
            .iter()
            .any(|other| other.id != one.id && network.apart_by(one.id, other.id).is_none())
    };
    people.iter().filter(may_be).map(|person| person.id).collect()
}

/// Whose entry stays when these are made one: that of a connection before that of a former one,
/// one that the newest export shows before others, the older connection before the younger.
pub fn keeper(network: &Network, people: &[PersonId]) -> Option<PersonId> {
    let rank = |person: &&Person| {
        let (kind, since) = match &person.tie {
            Tie::Connected(it) => (if it.listed && !it.missing { 0 } else { 1 }, it.since.moment()),
            Tie::Former(it) => (2, it.was.since.moment()),
            Tie::None => (3, None),
        };
        (kind, since.is_none(), since, person.id)
    };
    people.iter().filter_map(|id| network.person(*id)).min_by_key(rank).map(|it| it.id)
}

/// When one of these was removed here, where making one of them brings back a connection.
pub fn removal_given_up(network: &Network, people: &[PersonId]) -> Option<Moment> {
    let into = network.person(keeper(network, people)?)?;
    into.connection()?;
    let removed = people.iter().filter_map(|id| network.person(*id)?.former());
    let removed = removed.filter_map(|former| match former.cause {
        Cause::Removed(at) => Some(at),
        Cause::NotInNewerExport => None,
    });
    removed.max()
}

/// The act that makes one of somebody who is gone and somebody who is new. Who was removed here
/// stays so: that LinkedIn shows them under another address takes no decision back.
pub fn same(network: &Network, gone: PersonId, new: PersonId) -> Option<Act> {
    if network.person(gone)?.is_removed() {
        network.person(new)?;
        Some(Act::Merge { into: gone, from: vec![new] })
    } else {
        merge(network, &[gone, new])
    }
}

/// The act that makes one of these; `None` where they are fewer than two.
pub fn merge(network: &Network, people: &[PersonId]) -> Option<Act> {
    let into = keeper(network, people)?;
    let from: Vec<PersonId> = people.iter().copied().filter(|id| *id != into).collect();
    (!from.is_empty()).then_some(Act::Merge { into, from })
}

/// Who of these is somebody else's id in another network, as a sure key tells: their profile
/// address, else their e-mail address. Who has the same id there is not among them.
pub fn same_elsewhere(these: &Network, other: &Network) -> BTreeMap<PersonId, PersonId> {
    let (mut profiles, mut emails) = (HashMap::new(), HashMap::new());
    for person in other.people() {
        for record in [person.told(), &person.record] {
            if let Some(profile) = &record.profile {
                profiles.entry(profile.as_str()).or_insert(person.id);
            }
            if !record.email.is_empty() {
                emails.entry(record.email.as_str()).or_insert(person.id);
            }
        }
    }
    let mut taken = HashSet::new();
    let mut same = BTreeMap::new();
    for person in these.people().filter(|person| other.person(person.id).is_none()) {
        let record = &person.record;
        let by_profile = record.profile.as_ref().and_then(|it| profiles.get(it.as_str()));
        let found = by_profile.or_else(|| emails.get(record.email.as_str())).copied();
        // Nobody is two of these.
        if let Some(id) = found.filter(|id| these.person(*id).is_none() && taken.insert(*id)) {
            same.insert(person.id, id);
        }
    }
    same
}
