//! What one export shows to have changed since those that were read before it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::batch::{Batch, Listing, PersonRow};
use super::fact::Act;
use super::id::{FactId, PersonId};
use super::ledger::{Entry, Ledger, Outcome};
use super::network::{Network, Write};
use super::person::{Cause, Person, Record, Tie};
use super::todo::Task;
use crate::search::fold;

/// Somebody of whom an export says something else than was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// Who.
    pub person: PersonId,
    /// What was known.
    pub before: Arc<Record>,
    /// What the export says.
    pub after: Arc<Record>,
}

/// Two who may be the same: one stood in an earlier export alone, or was removed here, and one
/// is new in this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Perhaps {
    /// Who is no longer in the export, or was removed here before it.
    pub gone: PersonId,
    /// Who is new.
    pub new: PersonId,
}

/// What one import has shown, each list in the order of the ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Connections that it brought.
    pub new: Vec<PersonId>,
    /// Connections that an earlier export showed, and this one does not.
    pub gone: Vec<PersonId>,
    /// Connections that an earlier export had missed, and that are there again.
    pub again: Vec<PersonId>,
    /// Connections made here that it shows for the first time: they have reached LinkedIn.
    pub arrived: Vec<PersonId>,
    /// People removed here whom it does not show any more: they are removed there too.
    pub removed: Vec<PersonId>,
    /// Other company or position.
    pub jobs: Vec<Altered>,
    /// Other profile address, or other e-mail address.
    pub addresses: Vec<Altered>,
    /// Other name.
    pub names: Vec<Altered>,
    /// Who may be the same under another address or name; they are among neither the new ones
    /// nor those who are gone.
    pub perhaps: Vec<Perhaps>,
}

impl Changes {
    /// What this import has changed; `None` where the history does not hold it, or it has no
    /// effect any more.
    pub fn of(ledger: &Ledger, import: FactId) -> Option<Changes> {
        let entry = ledger.entry(import).filter(|entry| entry.undone_by.is_none())?;
        let (Act::Import(batch), Outcome::Done(effect)) = (&entry.fact.act, &entry.outcome) else {
            return None;
        };
        let mut changes = Changes::default();
        let rows: HashMap<PersonId, &PersonRow> =
            batch.people.iter().map(|row| (row.id, row)).collect();
        let network = ledger.network();
        let missing: HashSet<PersonId> = batch.missing.iter().copied().collect();
        let unlisted: HashSet<PersonId> = batch.unlisted.iter().copied().collect();
        // Whoever a connection was found to be was one all along.
        let mut were_tied: HashSet<PersonId> = HashSet::new();
        for write in effect.displaced.iter().flatten() {
            match write {
                Write::Person(id, None) if is_connection(&rows, *id) => changes.new.push(*id),
                Write::Tie(id, before) => {
                    changes.tie(*id, &before.0, is_connection(&rows, *id), &missing);
                }
                Write::Record(id, before) => {
                    if let Some(row) = rows.get(id) {
                        changes.record(*id, &before.0, &row.record);
                    }
                }
                // Of who is made one, the tick goes over: that is no news.
                Write::Tick(task, _) => match **task {
                    Task::Remove(id) if unlisted.contains(&id) => changes.removed.push(id),
                    Task::Remove(_) | Task::Accept(_) | Task::Withdraw(_) => {}
                },
                Write::Person(id, Some(person)) if person.tie != Tie::None => {
                    were_tied.extend(batch.merged.iter().find(|it| it.0 == *id).map(|it| it.1));
                }
                _ => {}
            }
        }
        changes.new.retain(|id| !were_tied.contains(id));
        changes.moved(ledger, import, batch);
        changes.find_perhaps(network, &batch.moved);
        changes.sort();
        Some(changes)
    }

    fn tie(&mut self, id: PersonId, before: &Tie, is_listed: bool, missing: &HashSet<PersonId>) {
        match before {
            Tie::Connected(connection) if !is_listed => {
                if missing.contains(&id) && connection.listed {
                    self.gone.push(id);
                }
            }
            Tie::Connected(connection) if !connection.listed => self.arrived.push(id),
            Tie::Connected(connection) if connection.missing => self.again.push(id),
            Tie::None if is_listed => self.new.push(id),
            Tie::Former(former) if is_listed && former.cause == Cause::NotInNewerExport => {
                self.again.push(id);
            }
            Tie::Connected(_) | Tie::None | Tie::Former(_) => {}
        }
    }

    fn record(&mut self, person: PersonId, before: &Arc<Record>, after: &Arc<Record>) {
        let altered = || Altered { person, before: Arc::clone(before), after: Arc::clone(after) };
        // What was not known before has not changed.
        let was_job = !before.company.is_empty() || !before.position.is_empty();
        let is_job = !after.company.is_empty() || !after.position.is_empty();
        if was_job
            && is_job
            && (before.company != after.company || before.position != after.position)
        {
            self.jobs.push(altered());
        }
        let is_other =
            |before: &str, after: &str| !before.is_empty() && !after.is_empty() && before != after;
        let profile = |record: &Record| {
            record.profile.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default()
        };
        if is_other(&profile(before), &profile(after)) || is_other(&before.email, &after.email) {
            self.addresses.push(altered());
        }
        let names = [&**before, &**after].map(|it| (it.first_name.as_str(), it.last_name.as_str()));
        if names[0] != names[1] && names[0] != ("", "") && names[1] != ("", "") {
            self.names.push(altered());
        }
    }

    /// Who was found, since, to be the same under another address or name: they have moved.
    fn moved(&mut self, ledger: &Ledger, import: FactId, batch: &Batch) {
        let network = ledger.network();
        let gone: BTreeMap<PersonId, PersonId> =
            self.gone.iter().map(|id| (network.now(*id), *id)).collect();
        let new: HashSet<PersonId> = self.new.iter().copied().collect();
        let found: Vec<(PersonId, PersonId)> = self
            .new
            .iter()
            .filter_map(|id| {
                let now = network.now(*id);
                // Also who was here before, and had not gone: removed, perhaps.
                let was_here = (!new.contains(&now)).then_some(now);
                Some((*id, gone.get(&now).copied().or(was_here)?))
            })
            .collect();
        for (new, gone) in found {
            self.new.retain(|id| *id != new);
            self.gone.retain(|id| *id != gone);
            let row = batch.people.iter().find(|row| row.id == new);
            if let (Some(before), Some(row)) = (told_before(ledger, import, gone), row) {
                self.record(network.now(new), &before, &row.record);
            }
        }
    }

    fn find_perhaps(&mut self, network: &Network, moved: &[PersonId]) {
        // What each of the gone ones can be found by, and how surely.
        let keys = |person: &Person| -> Vec<(u8, String)> {
            let record = &person.record;
            let name = fold(&record.name());
            let first = fold(&record.first_name);
            let since = match &person.tie {
                Tie::Connected(connection) => connection.since.day(),
                Tie::Former(former) => former.was.since.day(),
                Tie::None => None,
            };
            let job = fold(&format!("{}\n{}", record.company, record.position));
            let mut keys = Vec::new();
            if let Some(day) = since.filter(|_| !name.is_empty()) {
                keys.push((0, format!("{name}\n{day}")));
            }
            if !name.is_empty() && !job.trim().is_empty() {
                keys.push((1, format!("{name}\n{job}")));
            }
            // A new last name: all else is the same.
            if let Some(day) = since.filter(|_| !first.is_empty() && !job.trim().is_empty()) {
                keys.push((2, format!("{first}\n{job}\n{day}")));
            }
            if !name.is_empty() {
                keys.push((3, name));
            }
            keys
        };
        let mut gone: HashMap<(u8, String), Vec<PersonId>> = HashMap::new();
        for id in &self.gone {
            for key in network.person(*id).map(keys).unwrap_or_default() {
                gone.entry(key).or_default().push(*id);
            }
        }
        // Of those who were removed a name alone says too little.
        for id in moved.iter().chain(&self.removed) {
            let removed = network.person(*id).filter(|person| person.is_removed());
            let keys = removed.map(keys).unwrap_or_default();
            for key in keys.into_iter().filter(|(weakness, _)| *weakness < 3) {
                gone.entry(key).or_default().push(*id);
            }
        }
        let mut new: HashMap<(u8, String), Vec<PersonId>> = HashMap::new();
        for id in &self.new {
            for key in network.person(*id).map(keys).unwrap_or_default() {
                if gone.contains_key(&key) {
                    new.entry(key).or_default().push(*id);
                }
            }
        }
        // The surest first; of several who could be meant, nobody is.
        let mut both: Vec<(&(u8, String), Perhaps)> = new
            .iter()
            .filter_map(|(key, new)| match (new.as_slice(), gone.get(key)?.as_slice()) {
                ([new], [gone]) => Some((key, Perhaps { gone: *gone, new: *new })),
                _ => None,
            })
            .filter(|(_, it)| network.apart_by(it.gone, it.new).is_none())
            .collect();
        both.sort_by(|(a, one), (b, other)| a.0.cmp(&b.0).then(one.cmp(other)));
        let mut taken = HashSet::new();
        for (_, pair) in both {
            if !taken.contains(&pair.gone) && !taken.contains(&pair.new) {
                taken.extend([pair.gone, pair.new]);
                self.perhaps.push(pair);
            }
        }
        self.new.retain(|id| !taken.contains(id));
        self.gone.retain(|id| !taken.contains(id));
        self.removed.retain(|id| !taken.contains(id));
    }

    /// Has everybody go by another id.
    pub fn rename(&mut self, called: impl Fn(PersonId) -> PersonId) {
        let lists =
            [&mut self.new, &mut self.gone, &mut self.again, &mut self.arrived, &mut self.removed];
        for id in lists.into_iter().flatten() {
            *id = called(*id);
        }
        for list in [&mut self.jobs, &mut self.addresses, &mut self.names] {
            for altered in list {
                altered.person = called(altered.person);
            }
        }
        for pair in &mut self.perhaps {
            *pair = Perhaps { gone: called(pair.gone), new: called(pair.new) };
        }
        self.sort();
    }

    fn sort(&mut self) {
        for list in
            [&mut self.new, &mut self.gone, &mut self.again, &mut self.arrived, &mut self.removed]
        {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut self.jobs, &mut self.addresses, &mut self.names] {
            list.sort_by_key(|it| it.person);
        }
        self.perhaps.sort_unstable();
    }
}

/// What the last import before this one that said something of somebody said.
fn told_before(ledger: &Ledger, import: FactId, person: PersonId) -> Option<Arc<Record>> {
    let before = ledger.entries().rev().filter(|entry| entry.fact.id < import);
    let counts =
        |entry: &&Entry| entry.undone_by.is_none() && matches!(entry.outcome, Outcome::Done(_));
    before.filter(counts).find_map(|entry| match &entry.fact.act {
        Act::Import(batch) => {
            let row = batch.people.iter().find(|row| row.id == person)?;
            Some(row.record.clone())
        }
        _ => None,
    })
}

fn is_connection(rows: &HashMap<PersonId, &PersonRow>, id: PersonId) -> bool {
    rows.get(&id).is_some_and(|row| matches!(row.listing, Listing::Connection(_)))
}

/// Connections made here that no export has shown yet, in the order of their ids: they may not
/// have reached LinkedIn.
pub fn awaited(network: &Network) -> Vec<PersonId> {
    let awaited = network.people().filter(|it| it.connection().is_some_and(|it| !it.listed));
    awaited.map(|person| person.id).collect()
}

/// People removed here whom LinkedIn still lists, in the order of their ids.
pub fn still_listed(network: &Network) -> Vec<PersonId> {
    let listed = network.people().filter(|it| it.former().is_some_and(|it| it.still_listed));
    listed.map(|person| person.id).collect()
}

/// The imports that count, the newest first.
pub fn imports(ledger: &Ledger) -> Vec<FactId> {
    ledger.network().imports().rev().map(|(id, _)| id).collect()
}
