//! What an import does: its rows arrive in a network that may know more than the one for which
//! they were planned.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::batch::{Batch, InvitationRow, Listing, PersonRow};
use super::groups::Groups;
use super::id::{IdMap, InvitationId, PersonId};
use super::invitation::{Channel, Invitation, Standing, State};
use super::merge::Merging;
use super::network::{ImportTrace, Network, Tick, Write};
use super::perform::{By, Group, accepted, newcomer, set_standing, set_tie};
use super::person::{Cause, Connection, Former, Person, Record, Tie};
use super::stamp::Stamp;
use super::todo::{self, Task};

/// An import always takes effect: at least it leaves its line in the list of imports.
/// What it does to each person and each invitation is a group of its own, so that undoing
/// it takes back what nobody has touched since.
///
/// The batch was planned for the network that its tab knew. What has come to light since
/// may be more, so what must hold of any import is made sure of here once more.
pub(super) fn import(network: &Network, by: By, batch: &Batch) -> Groups {
    let trace = ImportTrace { at: by.at, source: batch.source.clone() };
    let mut groups = Groups::one(vec![Write::Import(by.fact, Some(Box::new(trace)))]);
    if let Some(owner) = &batch.owner
        && network.owner() != Some(owner)
    {
        groups.push([Write::Owner(Some(Box::new((owner.clone(), by.fact))))]);
    }
    let has_invitations = !batch.invitations.is_empty() || network.invitations().next().is_some();
    let mut arriving = Arriving { has_invitations, ..Arriving::default() };
    arriving.people.reserve(batch.people.len());
    arriving.merge(network, by, batch);
    let is_past = is_past(network, batch);
    // Of two rows of one who was found to be another, that of the connection counts.
    let is_mention = |row: &&PersonRow| row.listing == Listing::Mentioned;
    let connections = batch.people.iter().filter(|row| !is_mention(row));
    for row in connections.chain(batch.people.iter().filter(is_mention)) {
        arriving.person(network, by, row, is_past, &mut groups);
    }
    for merging in std::mem::take(&mut arriving.merging).into_values() {
        groups.push(merging.whole(network, by, false));
    }
    for row in &batch.invitations {
        groups.push_each(arriving.invitation(network, by, row));
    }
    groups.push_each(arriving.settled(network, by, batch));
    groups.push_each(arriving.reached(network, by));
    if !is_past {
        groups.push_each(arriving.unlisted(network, by, batch));
        groups.push_each(arriving.missing(network, by, batch));
        groups.push_each(withdrawn(network, by, batch));
    }
    groups.push_each(arriving.own(network, by, batch));
    groups
}

/// Whether a newer export was read before: then this one fills the past only.
fn is_past(network: &Network, batch: &Batch) -> bool {
    let days = (batch.source.made_on, network.newest_connections());
    matches!(days, (Some(day), Some(newest)) if day < newest)
}

/// What an import has brought so far.
#[derive(Default)]
struct Arriving {
    people: IdMap<PersonId, ()>,
    /// Who is made one of several, by whom they are found to be, until their rows come.
    merging: BTreeMap<PersonId, Merging>,
    /// Who is made one with others, and as whom: whoever stays, as themselves.
    made_one: IdMap<PersonId, PersonId>,
    invitations: HashSet<InvitationId>,
    /// Whether there is any invitation that a connection could answer.
    has_invitations: bool,
    /// Whom it shows as connected, and who therefore is.
    connected: IdMap<PersonId, Stamp>,
    /// Connections made here that it is the first to show.
    reached: Vec<PersonId>,
}

impl Arriving {
    /// Who is made one with whom, where both are there and nobody has said that they are two.
    fn merge(&mut self, network: &Network, by: By, batch: &Batch) {
        let mut into: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
        let mut taken = HashSet::new();
        for (from, to) in &batch.merged {
            let (from, to) = (network.now(*from), network.now(*to));
            let is_known = network.exactly(from).is_some() && network.exactly(to).is_some();
            // Nobody goes over to somebody who goes over to others.
            let is_free =
                !taken.contains(&from) && !taken.contains(&to) && !into.contains_key(&from);
            if from != to && is_known && is_free && may_be_one(network, from, to) {
                taken.insert(from);
                into.entry(to).or_default().push(from);
            }
        }
        for (to, from) in into {
            if let Ok(mut merging) = Merging::of(network, by, to, &from) {
                let are_they = |id: PersonId| id == to || merging.gone.contains(&id);
                let words = batch.own.iter().filter(|row| are_they(network.now(row.person)));
                let partings = batch.partings.iter();
                let partings = partings.filter(|(id, _)| are_they(network.now(*id)));
                let (words, partings) = (words.collect::<Vec<_>>(), partings.collect::<Vec<_>>());
                for row in words {
                    merging.one.add_words(&row.note, &row.tags, "");
                }
                for (_, text) in partings {
                    merging.one.add_words("", &[], text);
                }
                self.people.extend(merging.gone.iter().map(|id| (*id, ())));
                let all = merging.gone.iter().chain([&to]);
                self.made_one.extend(all.map(|id| (*id, to)));
                self.merging.insert(to, merging);
            }
        }
    }

    /// What a row does to its person; of two rows of one person, the first counts.
    fn person(
        &mut self,
        network: &Network,
        by: By,
        row: &PersonRow,
        is_past: bool,
        groups: &mut Groups,
    ) {
        let id = network.now(row.id);
        if self.people.insert(id, ()).is_some() {
            return;
        }
        let row = if is_past { &of_the_past(row) } else { row };
        let merging = self.merging.remove(&id);
        let known = merging.as_ref().map(|it| &it.one).or_else(|| network.exactly(id));
        let old = known.map_or(&Tie::None, |known| &known.tie);
        let new = listed_tie(old, row);
        if self.has_invitations
            && row.listing != Listing::Mentioned
            && let Tie::Connected(now) = new.as_ref().unwrap_or(old)
        {
            self.connected.insert(id, now.since.clone());
            let gone = merging.iter().flat_map(|merging| &merging.gone);
            self.connected.extend(gone.map(|id| (*id, now.since.clone())));
        }
        let Some(known) = known else {
            // Of a first import, that is everybody.
            groups.push([newcomer(id, &row.record, new.unwrap_or_default(), by)]);
            return;
        };
        let was_here_only = known.connection().is_some_and(|it| !it.listed);
        if was_here_only && matches!(&new, Some(Tie::Connected(now)) if now.listed) {
            self.reached.push(id);
        }
        let mut writes = Group::new();
        let mut record = known.told().clone();
        Record::learn(&mut record, &row.record, is_past);
        let tie = new.or_else(|| merging.as_ref().map(|it| it.one.tie.clone()));
        if merging.is_some() || record != *known.told() {
            writes.push(Write::Record(id, Box::new((record, by.fact))));
        }
        writes.extend(tie.map(|tie| set_tie(id, tie, by)));
        if let Some(merging) = merging {
            writes.extend(merging.own(network, by));
            writes.extend(merging.writes);
        }
        // Who is made one with somebody is taken back as a whole.
        if writes.iter().any(|write| matches!(write, Write::Alias(..))) {
            groups.push(writes);
        } else {
            groups.push_each(writes);
        }
    }

    /// Invitations accepted here whose connection LinkedIn shows now: that is done there.
    fn reached(&self, network: &Network, by: By) -> Group {
        let accepted = self.reached.iter().flat_map(|id| network.invitations_of(*id));
        let open = accepted.filter_map(|it| todo::decision(network, it));
        let open = open.filter(|todo| todo.done.is_none());
        open.map(|todo| Write::tick(todo.task, Tick::ByExport, by.fact)).collect()
    }

    /// Those among these whom no row has shown, each once.
    fn not_shown(&self, network: &Network, ids: &[PersonId]) -> BTreeSet<PersonId> {
        let ids = ids.iter().map(|id| network.now(*id));
        ids.filter(|id| !self.people.contains_key(id)).collect()
    }

    /// Those removed here whom LinkedIn does not show any more either: that is done there.
    fn unlisted(&self, network: &Network, by: By, batch: &Batch) -> Group {
        let mut writes = Group::new();
        for id in self.not_shown(network, &batch.unlisted) {
            let Some(person) = network.person(id) else { continue };
            if let Some(former) = person.former().filter(|former| former.still_listed) {
                let gone = Former { still_listed: false, ..former.clone() };
                writes.push(set_tie(id, Tie::Former(Box::new(gone)), by));
            }
            if let Some(todo) = todo::removal(network, person).filter(|todo| todo.done.is_none()) {
                writes.push(Write::tick(todo.task, Tick::ByExport, by.fact));
            }
        }
        writes
    }

    /// Connections that LinkedIn has listed and does not list any more.
    fn missing(&self, network: &Network, by: By, batch: &Batch) -> Group {
        let gone = self.not_shown(network, &batch.missing).into_iter().filter_map(|id| {
            let connection = network.person(id)?.connection()?;
            let was_there = connection.listed && !connection.missing;
            let tie = Tie::Connected(Connection { missing: true, ..connection.clone() });
            was_there.then(|| set_tie(id, tie, by))
        });
        gone.collect()
    }

    /// What a file of this program's own holds of the user's words: tags are added to those
    /// that stand here, a note counts where there is none.
    fn own(&self, network: &Network, by: By, batch: &Batch) -> Group {
        let mut writes = Group::new();
        let mut seen = HashSet::new();
        for row in &batch.own {
            let id = network.now(row.person);
            let is_somebody = self.people.contains_key(&id) || network.exactly(id).is_some();
            if !is_somebody || self.is_made_one(id) || !seen.insert(id) {
                continue;
            }
            let known = network.person(id);
            let note = known.map_or("", Person::note);
            if !row.note.is_empty() && note.is_empty() {
                writes.push(Write::Note(id, Box::new((row.note.clone(), by.fact))));
            }
            let known: BTreeSet<String> =
                known.into_iter().flat_map(Person::tags).map(str::to_owned).collect();
            let said = row.tags.iter().filter(|tag| !tag.trim().is_empty()).cloned();
            let tags: BTreeSet<String> = known.iter().cloned().chain(said).collect();
            if tags != known {
                writes.push(Write::Tags(id, Box::new((tags, by.fact))));
            }
        }
        let mut seen = HashSet::new();
        for (person, text) in &batch.partings {
            let id = network.now(*person);
            let known = network.exactly(id);
            let is_somebody = self.people.contains_key(&id) || known.is_some();
            let is_said =
                text.is_empty() || known.is_some_and(|person| !person.parting().is_empty());
            if is_somebody && !is_said && !self.is_made_one(id) && seen.insert(id) {
                writes.push(Write::Parting(id, Box::new((text.clone(), by.fact))));
            }
        }
        writes
    }

    /// Whether somebody is made one with somebody by this import. A cell is written once: their
    /// words have been written with that.
    fn is_made_one(&self, id: PersonId) -> bool {
        self.made_one.contains_key(&id)
    }

    /// A row's invitation, unless it is known or would be with nobody.
    fn invitation(&mut self, network: &Network, by: By, row: &InvitationRow) -> Option<Write> {
        let person = network.now(row.person);
        // Who is found by this very import to be somebody else.
        let person = self.made_one.get(&person).copied().unwrap_or(person);
        let is_somebody = self.people.contains_key(&person) || network.exactly(person).is_some();
        if network.invitation(row.id).is_some() || !is_somebody || !self.invitations.insert(row.id)
        {
            return None;
        }
        let state = match (self.connected.get(&person), &row.state) {
            (Some(since), State::Open) => &State::Accepted(since.clone()),
            (_, state) => state,
        };
        Some(Write::Invitation(
            row.id,
            Some(Box::new(Invitation {
                id: row.id,
                direction: row.direction,
                person,
                channel: Channel::LinkedIn,
                sent_at: row.sent_at.clone(),
                message: row.message.clone(),
                standing: Standing::lawful(row.direction, state.clone(), row.place),
                standing_by: by.fact,
                with_by: by.fact,
                read: row.read,
                reason: None,
            })),
        ))
    }

    /// Known invitations that the import answers: those that the batch names, and those
    /// that its tab did not know of, with people whom it shows as connected.
    fn settled(&self, network: &Network, by: By, batch: &Batch) -> impl Iterator<Item = Write> {
        let named: BTreeMap<InvitationId, &Stamp> =
            batch.accepted.iter().map(|(id, on)| (*id, on)).collect();
        network.invitations().filter_map(move |known| {
            let on = named.get(&known.id).copied().or_else(|| self.connected.get(&known.person))?;
            let is_there = !known.standing.place.is_gone();
            (known.is_open() && is_there)
                .then(|| set_standing(known.id, accepted(known, on.clone()), by))
        })
    }
}

/// Whether an import may make one of these two: nobody has said that they are two, and none of
/// them was removed here while the other was not. That is for the user to decide.
pub fn may_be_one(network: &Network, one: PersonId, other: PersonId) -> bool {
    let ties = [one, other].map(|id| network.person(id).map_or(&Tie::None, |person| &person.tie));
    let is_removed = |tie: &Tie| match tie {
        Tie::Former(former) => former.is_removed(),
        Tie::None | Tie::Connected(_) => false,
    };
    let is_decided =
        ties.iter().any(|tie| is_removed(tie)) && ties.iter().all(|it| **it != Tie::None);
    !is_decided && network.apart_by(one, other).is_none()
}

/// Invitations withdrawn here that LinkedIn does not show any more: that is done there.
fn withdrawn(network: &Network, by: By, batch: &Batch) -> impl Iterator<Item = Write> {
    let ids: BTreeSet<InvitationId> = batch.withdrawn.iter().copied().collect();
    ids.into_iter().filter_map(move |id| {
        let todo = Task::Withdraw(id).todo(network).filter(|todo| todo.done.is_none())?;
        Some(Write::tick(todo.task, Tick::ByExport, by.fact))
    })
}

/// What a row says of a connection if a newer export was read before.
fn of_the_past(row: &PersonRow) -> PersonRow {
    let listing = match &row.listing {
        Listing::Connection(since) => Listing::FormerConnection(since.clone()),
        Listing::Mentioned | Listing::FormerConnection(_) | Listing::Saved(_) => {
            row.listing.clone()
        }
    };
    PersonRow { listing, ..row.clone() }
}

/// What a tie becomes when an export shows the person so; `None` where it stays. What the
/// user decided here is never undone by an export.
pub fn listed_tie(tie: &Tie, row: &PersonRow) -> Option<Tie> {
    match (&row.listing, tie) {
        (Listing::Mentioned, _) => None,
        (Listing::Connection(since), Tie::None) => Some(connected(since)),
        (Listing::Connection(since), Tie::Connected(known)) => {
            let better = known.since == Stamp::Unknown && *since != Stamp::Unknown;
            match (known.listed && !known.missing, better) {
                (true, false) => None,
                (true, true) => Some(connected(since)),
                (false, _) if *since == Stamp::Unknown => Some(connected(&known.since)),
                (false, _) => Some(connected(since)),
            }
        }
        (Listing::Connection(since), Tie::Former(former)) => match former.cause {
            Cause::NotInNewerExport => Some(connected(since)),
            Cause::Removed(_) if former.still_listed => None,
            Cause::Removed(_) => {
                Some(Tie::Former(Box::new(Former { still_listed: true, ..(**former).clone() })))
            }
        },
        (Listing::FormerConnection(since), Tie::None) => Some(Tie::Former(Box::new(Former {
            was: Connection { since: since.clone(), listed: true, missing: false },
            cause: Cause::NotInNewerExport,
            still_listed: false,
        }))),
        (Listing::Saved(saved), Tie::None) => Some(saved.clone()).filter(|tie| *tie != Tie::None),
        (Listing::FormerConnection(_) | Listing::Saved(_), Tie::Connected(_) | Tie::Former(_)) => {
            None
        }
    }
}

fn connected(since: &Stamp) -> Tie {
    Tie::Connected(Connection { since: since.clone(), listed: true, missing: false })
}
