//! People in files that this program saved.

use std::sync::Arc;

use super::{Planner, row_name};
use crate::domain::batch::{Listing, OwnRow};
use crate::domain::id::PersonId;
use crate::domain::person::{Cause, Connection, Former, Record, Tie, fold_name};
use crate::import::export::{self, ConnectionRow, Export, OwnTie};

impl Planner<'_> {
    /// Somebody in a file that this program saved: what it says counts where nothing is known.
    pub(super) fn own(&mut self, own: &export::OwnRow, export: &Export) {
        let Some(row) = own.row(export) else { return };
        self.enter(row.file);
        let has_key = row.record.profile.is_some() || !row.record.email.is_empty();
        let id = match own.id.filter(|_| !has_key) {
            Some(id) if self.is_called(id, row) || self.record(id).is_none() => {
                self.network.now(id)
            }
            _ => self.resolve(row),
        };
        let file = row.file;
        let shown = self.network.person(id).map(|person| person.record.clone());
        // What the user knows better was saved too, and is no news of what an export told.
        let row = &shown.map_or_else(|| row.clone(), |shown| news(row, &shown));
        let staged = self.stage(id);
        staged.claimed_by = Some(file);
        Record::learn(&mut staged.record, &row.record, true);
        if staged.record.linkedin_note.is_empty() {
            staged.record_mut().linkedin_note.clone_from(&own.linkedin_note);
        }
        if staged.listing == Listing::Mentioned {
            staged.listing = Listing::Saved(saved_tie(own, row));
        }
        if std::mem::replace(&mut staged.is_saved, true) {
            self.report.repeated += 1;
        }
        self.own_words(id, own);
    }

    /// Whether somebody is known by the name of a row.
    fn is_called(&self, id: PersonId, row: &ConnectionRow) -> bool {
        self.record(id).is_some_and(|record| fold_name(&record.name()) == row_name(row))
    }

    /// The user's own words about somebody, as far as they are not here.
    fn own_words(&mut self, id: PersonId, own: &export::OwnRow) {
        let known = self.network.person(id);
        let has_note = known.is_some_and(|person| !person.note().is_empty());
        let has_tag = |tag: &String| known.is_some_and(|person| person.has_tag(tag));
        let has_parting = known.is_some_and(|person| !person.parting().is_empty());
        let is_former =
            known.is_none_or(|person| person.tie == Tie::None || person.former().is_some());
        let parting = match &own.tie {
            OwnTie::Former { reason, .. } if is_former && !has_parting => reason.clone(),
            OwnTie::Former { .. } | OwnTie::Connected { .. } | OwnTie::None(_) => String::new(),
        };
        if !parting.is_empty() {
            self.partings.entry(id).or_insert(parting);
        }
        let note = own.note.as_str();
        let note = if has_note { "" } else { note };
        let tags: Vec<&String> = own.tags.iter().filter(|tag| !has_tag(tag)).collect();
        if note.is_empty() && tags.is_empty() {
            return;
        }
        // Several who are found to be one bring what each of them has.
        let row = self.own.entry(id).or_insert_with(|| OwnRow { person: id, ..OwnRow::default() });
        if row.note.is_empty() {
            note.clone_into(&mut row.note);
        }
        for tag in tags {
            if !row.tags.contains(tag) {
                row.tags.push(tag.clone());
            }
        }
    }
}

/// A row without what is known already, in whatever words.
fn news(row: &ConnectionRow, shown: &Record) -> ConnectionRow {
    let mut news = row.clone();
    let record = Arc::make_mut(&mut news.record);
    if !shown.first_name.is_empty() || !shown.last_name.is_empty() {
        (record.first_name, record.last_name) = (String::new(), String::new());
    }
    if !shown.company.is_empty() || !shown.position.is_empty() {
        (record.company, record.position) = (String::new(), String::new());
    }
    if !shown.email.is_empty() {
        record.email = String::new();
    }
    if shown.profile.is_some() {
        record.profile = None;
    }
    news
}

/// What ties somebody to the owner, as a file that this program saved says.
fn saved_tie(own: &export::OwnRow, row: &ConnectionRow) -> Tie {
    let connection =
        |listed: bool| Connection { since: row.connected_on.clone(), listed, missing: false };
    match &own.tie {
        OwnTie::None(_) => Tie::None,
        OwnTie::Connected { listed, .. } => Tie::Connected(connection(*listed)),
        OwnTie::Former { listed, removed_at, still_listed, .. } => Tie::Former(Box::new(Former {
            was: connection(*listed),
            cause: removed_at.map_or(Cause::NotInNewerExport, Cause::Removed),
            still_listed: *still_listed,
        })),
    }
}
