//! Making one of people who are the same, without losing anything of either.

use std::collections::BTreeSet;

use super::fact::Refusal;
use super::id::PersonId;
use super::network::{Network, Write};
use super::perform::{By, accepted};
use super::person::{Cause, Connection, Former, Person, Record, Tie};
use super::stamp::Stamp;
use super::todo::Task;

/// What becomes of somebody who is found to be somebody else too.
///
/// What was told of the one that stays counts, unless the newest export shows the other alone;
/// each fills what the other leaves blank. What the user has written stands together. The tie
/// of the one that stays counts, if there is one; of two connections, the one that came about
/// first.
pub(super) fn joined(into: &Person, from: &Person) -> Person {
    let mut one = into.clone();
    let is_shown = |person: &Person| person.connection().is_some_and(|it| it.listed && !it.missing);
    let is_past = is_shown(into) || !is_shown(from);
    let mut told = into.told().clone();
    Record::learn(&mut told, from.told(), is_past);
    one.put_told(told);
    one.tie = tie(&into.tie, &from.tie);
    let Some(theirs) = &from.own else { return one };
    let mut own = one.own.take().unwrap_or_default();
    let edits = own.edits.clone().or(theirs.edits.clone());
    let by = own.edits_by;
    let text = |one: &str, other: &str| match (one.is_empty(), other.is_empty()) {
        (_, true) => one.to_owned(),
        (true, false) => other.to_owned(),
        (false, false) if one == other => one.to_owned(),
        (false, false) => format!("{one}\n\n{other}"),
    };
    own.note = text(&own.note, &theirs.note);
    own.tags.extend(theirs.tags.iter().cloned());
    own.parting = text(&own.parting, &theirs.parting);
    one.own = Some(own);
    one.put_edits((edits, by));
    one
}

fn tie(into: &Tie, from: &Tie) -> Tie {
    match (into, from) {
        (Tie::None, other) | (other, Tie::None) => other.clone(),
        (Tie::Connected(one), Tie::Connected(other)) => Tie::Connected(Connection {
            since: earlier(&one.since, &other.since).clone(),
            listed: one.listed || other.listed,
            missing: one.missing && other.missing,
        }),
        (Tie::Connected(one), Tie::Former(other)) => Tie::Connected(Connection {
            since: earlier(&one.since, &other.was.since).clone(),
            ..one.clone()
        }),
        (Tie::Former(one), Tie::Connected(other)) => match one.cause {
            Cause::NotInNewerExport => Tie::Connected(Connection {
                since: earlier(&one.was.since, &other.since).clone(),
                ..other.clone()
            }),
            // Who was removed stays so; the export has shown them under another address.
            Cause::Removed(_) => Tie::Former(Box::new(Former {
                still_listed: one.still_listed || (other.listed && !other.missing),
                ..(**one).clone()
            })),
        },
        // That one was removed counts, whatever an export has left out.
        (Tie::Former(one), Tie::Former(other)) => {
            let kept = if !one.is_removed() && other.is_removed() { other } else { one };
            let still_listed = one.still_listed || other.still_listed;
            Tie::Former(Box::new(Former { still_listed, ..(**kept).clone() }))
        }
    }
}

fn earlier<'a>(one: &'a Stamp, other: &'a Stamp) -> &'a Stamp {
    match (one.moment(), other.moment()) {
        (Some(a), Some(b)) if b < a => other,
        (None, Some(_)) => other,
        _ => one,
    }
}

/// Who is made one of whom, and what it takes beside their own cells.
pub(super) struct Merging {
    /// The one that stays, with all that the others had.
    pub(super) one: Person,
    /// Who is found to be them.
    pub(super) gone: Vec<PersonId>,
    /// What the others leave: their invitations go over, and their ids.
    pub(super) writes: Vec<Write>,
}

impl Merging {
    /// Lays out that these are the same as `into`.
    ///
    /// # Errors
    /// Where somebody is not there, or nobody is left to be merged.
    pub(super) fn of(
        network: &Network,
        by: By,
        into: PersonId,
        from: &[PersonId],
    ) -> Result<Merging, Refusal> {
        let into = network.person(into).ok_or(Refusal::NoSuchPerson)?;
        let mut merging = Merging { one: into.clone(), gone: Vec::new(), writes: Vec::new() };
        for id in from {
            let person = network.person(*id).ok_or(Refusal::NoSuchPerson)?;
            if person.id == into.id || merging.gone.contains(&person.id) {
                continue;
            }
            merging.one = joined(&merging.one, person);
            merging.gone.push(person.id);
            for invitation in network.invitations_of(person.id) {
                merging.writes.push(Write::With(invitation.id, Box::new((into.id, by.fact))));
            }
            merging.writes.push(Write::Person(person.id, None));
            merging.writes.push(Write::alias(person.id, into.id, by.fact));
            merging.keep_apart(network, by, person.id);
            if let Some((tick, _)) = network.tick(Task::Remove(person.id))
                && network.tick(Task::Remove(into.id)).is_none()
            {
                let write = Write::tick(Task::Remove(into.id), tick, by.fact);
                if !merging.has(&write) {
                    merging.writes.push(write);
                }
            }
        }
        for id in from {
            if let Some(person) = network.person(*id) {
                merging.keep_keys(network, by, person);
            }
        }
        if merging.gone.is_empty() { Err(Refusal::NotTwo) } else { Ok(merging) }
    }

    /// Whether the cell of this is written already.
    fn has(&self, write: &Write) -> bool {
        self.writes.iter().any(|other| other.cell() == write.cell())
    }

    /// Whom one of them is known not to be, the one that stays is not either.
    fn keep_apart(&mut self, network: &Network, by: By, from: PersonId) {
        let into = self.one.id;
        let others = network.pairs_apart().filter_map(|(one, other)| match from {
            id if id == one => Some(other),
            id if id == other => Some(one),
            _ => None,
        });
        for other in others.filter(|other| *other != into).collect::<Vec<_>>() {
            let write = Write::apart(into, other, by.fact);
            if network.apart_by(into, other).is_none() && !self.has(&write) {
                self.writes.push(write);
            }
        }
    }

    /// The addresses of one of them lead to the one that stays: only one of each can be shown.
    fn keep_keys(&mut self, network: &Network, by: By, person: &Person) {
        for record in [person.told(), &person.record] {
            let profile = record.profile.as_ref();
            let profile = profile.map(|it| PersonId::of(&["profile", it.as_str()]));
            let email = Some(&record.email).filter(|email| !email.is_empty());
            let email = email.map(|email| PersonId::of(&["email", email]));
            for id in profile.into_iter().chain(email) {
                let write = Write::alias(id, self.one.id, by.fact);
                let is_free = network.exactly(id).is_none() && network.alias_by(id).is_none();
                if id != self.one.id && is_free && !self.has(&write) {
                    self.writes.push(write);
                }
            }
        }
    }

    /// The writes of what the user has written about both, where that is more than before.
    pub(super) fn own(&self, network: &Network, by: By) -> Vec<Write> {
        let id = self.one.id;
        let mut writes = Vec::new();
        let before = network.exactly(id).and_then(|it| it.own.clone()).unwrap_or_default();
        let now = self.one.own.clone().unwrap_or_default();
        if now.note != before.note {
            writes.push(Write::Note(id, Box::new((now.note, by.fact))));
        }
        if now.tags != before.tags {
            let tags: BTreeSet<String> = now.tags;
            writes.push(Write::Tags(id, Box::new((tags, by.fact))));
        }
        if now.parting != before.parting {
            writes.push(Write::Parting(id, Box::new((now.parting, by.fact))));
        }
        if now.edits != before.edits {
            writes.push(Write::Edits(id, Box::new((now.edits, by.fact))));
        }
        writes
    }

    /// All writes of a merge by itself. Record and tie are always among them: what the one
    /// that stays has become is this fact's work, so that no older undo takes them away.
    /// `settles` says whether a connection answers the open invitations between the two.
    pub(super) fn whole(self, network: &Network, by: By, settles: bool) -> Vec<Write> {
        let id = self.one.id;
        let own = self.own(network, by);
        let mut writes = self.writes;
        if let Some(connection) = self.one.connection().filter(|_| settles) {
            let since = connection.since.clone();
            let all = self.gone.iter().chain([&id]).flat_map(|id| network.invitations_of(*id));
            let open = all.filter(|it| it.is_open() && !it.standing.place.is_gone());
            writes.extend(open.map(|it| {
                let standing = accepted(it, since.clone());
                Write::Standing(it.id, Box::new((standing, by.fact)))
            }));
        }
        writes.push(Write::Record(id, Box::new((self.one.told().clone(), by.fact))));
        writes.push(Write::Tie(id, Box::new((self.one.tie.clone(), by.fact))));
        writes.extend(own);
        writes
    }
}
