//! Whom the rows of connections and notes mean, and what they tell of them.

use super::{Planner, join, row_name, stamp_text};
use crate::domain::arriving::may_be_one;
use crate::domain::batch::{Employment, Listing, Owner, Worked};
use crate::domain::id::PersonId;
use crate::domain::person::Record;
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;
use crate::import::export::{ConnectionRow, Export, NoteRow, PositionRow};
use crate::import::matching::{Key, Shown, id_of};

impl Planner<'_> {
    pub(super) fn connection(&mut self, row: &ConnectionRow) {
        self.enter(row.file);
        let id = self.resolve(row);
        let past = self.older_than.is_some();
        if past && !self.is_listed(id) {
            self.past_job(id, row);
        }
        let staged = self.staged.stage(id, self.network);
        staged.claimed_by = Some(row.file);
        Record::learn(&mut staged.record, &row.record, past);
        if let Listing::Mentioned = staged.listing {
            staged.listing = if past {
                Listing::FormerConnection(row.connected_on.clone())
            } else {
                Listing::Connection(row.connected_on.clone())
            };
        }
        let is_repeated = std::mem::replace(&mut staged.is_listed, true);
        let shown = if is_repeated { Shown::Again } else { Shown::Listed };
        self.known.learn_connection(id, &staged.record, &row.connected_on, shown);
        if is_repeated {
            self.report.repeated += 1;
        } else {
            self.report.people += 1;
        }
    }

    /// Where an older export shows somebody to have worked: their row will hold what is known
    /// since.
    fn past_job(&mut self, person: PersonId, row: &ConnectionRow) {
        let told = &*row.record;
        if !row.has_job_columns || (told.company.is_empty() && told.position.is_empty()) {
            return;
        }
        // Where nothing is known, their row itself tells it.
        let is_known = self.record(person).is_none_or(|record| {
            let known = (record.company.as_str(), record.position.as_str());
            known == ("", "") || known == (told.company.as_str(), told.position.as_str())
        });
        let mut worked = Worked { person, ..Worked::default() };
        if !is_known {
            worked.company.clone_from(&told.company);
            worked.position.clone_from(&told.position);
            self.report.past_jobs += 1;
        }
        self.worked.push(worked);
    }

    /// Who a row means: by profile address, then e-mail, then by what else makes it sure.
    pub(super) fn resolve(&mut self, row: &ConnectionRow) -> PersonId {
        let profile = row.record.profile.as_ref().map(id_of);
        let email = row.record.email.as_str();
        if let Some(id) = profile.and_then(|profile| self.known.by_profile(profile)) {
            self.find_same(id, email);
            return id;
        }
        // Of one file, two rows with addresses of their own are two people.
        let is_another = |id: &PersonId| {
            let has_profile = self.record(*id).is_some_and(|record| record.profile.is_some());
            profile.is_some() && has_profile && self.is_claimed(*id)
        };
        let sure = if email.is_empty() { None } else { self.known.by_email(email) };
        let sure = sure.filter(|id| !is_another(id));
        let id = sure.or_else(|| self.by_name(row));
        let id = id.unwrap_or_else(|| match (profile, email.is_empty()) {
            (Some(profile), _) => profile,
            (None, false) => PersonId::of(&["email", email]),
            (None, true) => self.row_id(row),
        });
        let id = self.network.now(id);
        if let Some(profile) = profile {
            self.known.learn_profile(profile, id);
        }
        if !email.is_empty() {
            self.known.learn_email(email, id);
        }
        id
    }

    /// A row that has the profile address of one and the e-mail address of another shows that
    /// they are the same, unless the other has a profile address of their own, or the user
    /// knows them to be two.
    fn find_same(&mut self, id: PersonId, email: &str) {
        let Some(other) = self.known.by_email(email).filter(|other| *other != id) else { return };
        let has_profile = self.record(other).is_none_or(|record| record.profile.is_some());
        // Only those who were there before: of this export, each row is somebody.
        let are_known = self.network.exactly(id).is_some() && self.network.exactly(other).is_some();
        if are_known
            && !has_profile
            && may_be_one(self.network, id, other)
            && self.staged.get(other).is_none()
        {
            self.merged.entry(other).or_insert(id);
            self.known.learn_email_anew(email, id);
        }
    }

    /// Whether a name can tell who a row means: never where the row has a profile address and so
    /// does each connection, since two addresses contradict each other.
    pub(super) fn may_be_told_by_name(&self, row: &ConnectionRow) -> bool {
        row.record.profile.is_none() || self.known.has_unaddressed()
    }

    /// Somebody of the same name who was connected on the same day, or who was at the same
    /// company in files that have no date, and whom nothing contradicts.
    fn by_name(&self, row: &ConnectionRow) -> Option<PersonId> {
        if !self.may_be_told_by_name(row) {
            return None;
        }
        let told = &*row.record;
        let name = Key::of_name(&[&told.first_name, &told.last_name]);
        let compatible = |id: &PersonId| {
            let Some(record) = self.record(*id) else { return false };
            let other_profile = record.profile.is_some() && told.profile.is_some();
            let other_email = !record.email.is_empty() && !told.email.is_empty();
            !self.is_claimed(*id) && !other_profile && !other_email
        };
        let same_job = |id: &PersonId| {
            self.record(*id).is_some_and(|record| {
                record.company == told.company && record.position == told.position
            })
        };
        let undated = row.connected_on == Stamp::Unknown;
        let dated = self.known.by_name_and_day(name, &row.connected_on);
        let mut candidates: Vec<PersonId> = dated.filter(compatible).collect();
        if row.connected_on.day().is_none() {
            // No day tells them apart: the same unreadable text must, or the same job.
            candidates.retain(|id| {
                self.known.since(*id) == row.connected_on && (!undated || same_job(id))
            });
        } else if candidates.len() > 1
            && let Some(best) = candidates.iter().copied().find(|id| same_job(id))
        {
            candidates = vec![best];
        }
        candidates.first().copied().or_else(|| {
            // With a date on both sides, the dates have already told them apart.
            if !undated && !self.known.has_undated() {
                return None;
            }
            let only = self.known.by_name_and_company(name, &told.company).filter(compatible)?;
            (undated || self.known.since(only) == Stamp::Unknown).then_some(only)
        })
    }

    /// The id of somebody without a sure key: by name, date, and which of several such
    /// rows of its file this is.
    fn row_id(&mut self, row: &ConnectionRow) -> PersonId {
        let name = row_name(row);
        let day = stamp_text(&row.connected_on);
        let undated_job = match row.connected_on {
            Stamp::Unknown => format!("{}|{}", row.record.company, row.record.position),
            _ => String::new(),
        };
        loop {
            let nth = self.occurrences.entry((name.clone(), day.clone())).or_insert(0);
            *nth += 1;
            let nth = nth.to_string();
            let id = PersonId::of(&["row", &name, &day, &undated_job, &nth]);
            // Another row of this file may have been recognised as the person of this id.
            if !self.is_claimed(id) {
                return id;
            }
        }
    }

    pub(super) fn note(&mut self, note: &NoteRow) {
        if note.note.is_empty() {
            return;
        }
        let name = Key::of_name(&[&note.first_name, &note.last_name]);
        let by_name = || self.known.listed_by_name().only(name);
        let id = match ProfileAddress::parse(&note.url) {
            Some(profile) => self.known.by_profile(id_of(&profile)).unwrap_or_else(|| {
                let id = self.network.now(id_of(&profile));
                self.known.learn_profile(id_of(&profile), id);
                let record = self.stage(id).record_mut();
                record.profile = Some(profile);
                record.first_name = note.first_name.clone();
                record.last_name = note.last_name.clone();
                id
            }),
            None => match by_name() {
                Some(id) => id,
                None => {
                    self.report.notes_unplaced += 1;
                    return;
                }
            },
        };
        let notes = self.notes.entry(id).or_default();
        if !notes.contains(&note.note) {
            notes.push(note.note.clone());
        }
    }

    pub(super) fn take_over_notes(&mut self) {
        let past = self.older_than.is_some();
        for (id, notes) in std::mem::take(&mut self.notes) {
            let record = self.stage(id).record_mut();
            if record.linkedin_note.is_empty() || !past {
                record.linkedin_note = notes.join("\n\n");
            }
        }
    }

    pub(super) fn set_owner(&mut self, export: &Export) {
        let said = Owner {
            name: join(&export.owner.first_name, &export.owner.last_name),
            headline: export.owner.headline.clone(),
            profile: ProfileAddress::parse(&export.owner.profile_url),
            positions: export.positions.iter().map(employment).collect(),
        };
        if said == Owner::default() {
            return;
        }
        let mut owner = self.owner.clone().unwrap_or_default();
        let newer = self.older_than.is_none();
        if !said.name.is_empty() && (newer || owner.name.is_empty()) {
            owner.name = said.name;
        }
        if !said.headline.is_empty() && (newer || owner.headline.is_empty()) {
            owner.headline = said.headline;
        }
        if said.profile.is_some() && (newer || owner.profile.is_none()) {
            owner.profile = said.profile;
        }
        if !said.positions.is_empty() && (newer || owner.positions.is_empty()) {
            owner.positions = said.positions;
        }
        self.owner = Some(owner);
    }
}

fn employment(row: &PositionRow) -> Employment {
    Employment {
        company: row.company.clone(),
        title: row.title.clone(),
        started_on: row.started_on.clone(),
        finished_on: row.finished_on.clone(),
    }
}
