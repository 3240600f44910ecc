//! What all rows together come to: the batch, and the numbers of the report.

use std::collections::HashSet;

use super::report::{Changed, Report};
use super::staging::Staging;
use super::{Plan, Planner};
use crate::domain::arriving::listed_tie;
use crate::domain::batch::{Batch, Listing, PersonRow, Source};
use crate::domain::id::{IdMap, InvitationId, PersonId};
use crate::domain::person::{Cause, Person, Tie};
use crate::domain::todo::{self, Task};
use crate::import::export::{Export, FileKind};
use crate::import::matching::Key;
use crate::import::pace::{Cancelled, Steps};

impl Planner<'_> {
    pub(super) async fn finish(
        mut self,
        export: &Export,
        steps: &mut Steps<'_>,
    ) -> Result<Plan, Cancelled> {
        self.take_over_notes();
        let people = self.changed_people(steps).await?;
        self.newly_accepted(&people, steps).await?;
        let (mut unlisted, mut moved, mut gone_missing) = (Vec::new(), Vec::new(), Vec::new());
        let connections_read = export.read.iter().any(|f| f.kind == FileKind::Connections);
        if connections_read && self.older_than.is_none() {
            for person in self.network.people() {
                steps.step().await?;
                if self.is_listed(person.id) || self.merged.contains_key(&person.id) {
                    continue;
                }
                if let Some(connection) = person.connection().filter(|it| it.listed) {
                    self.report.not_in_export += 1;
                    if !connection.missing {
                        gone_missing.push(person.id);
                    }
                }
                if self.is_unlisted(person) {
                    self.known.sort_names(steps).await?;
                    let list = if self.may_have_moved(person) { &mut moved } else { &mut unlisted };
                    list.push(person.id);
                }
            }
        }
        // Giving back what tens of thousands of texts take is a slice of its own.
        drop(std::mem::take(&mut self.known));
        steps.breathe().await?;
        let saved_only = self.staged.people.iter().filter(|it| it.is_saved && !it.is_listed);
        let saved_only = count(saved_only.count());
        drop(std::mem::replace(&mut self.staged, Staging::new()));
        let withdrawn = self.withdrawn(export);
        self.report.unlisted = count(unlisted.len());
        self.report.hidden = export.hidden_members;
        let only_partings = self.partings.keys().filter(|id| !self.own.contains_key(id));
        self.report.own_words = count(self.own.len() + only_partings.count());
        self.report.older_than = self.older_than;
        // The same older export once more tells nothing new.
        let is_same = |source: &Source| {
            source.made_on.is_some()
                && source.made_on == self.options.made_on
                && source.connections == self.report.people
        };
        if self.network.imports().any(|(_, trace)| is_same(&trace.source)) {
            self.worked.clear();
            self.report.past_jobs = 0;
        }
        let owner = self.owner.filter(|owner| self.network.owner() != Some(owner));
        // What this program saved is no export, and tells nothing of how old the data is.
        let is_export = export.read.iter().any(|file| !matches!(file.kind, FileKind::Own(_)));
        let source = Source {
            label: self.options.label.clone(),
            made_on: self.options.made_on.filter(|_| is_export),
            connections: self.report.people,
            received: self.report.received,
            sent: self.report.sent,
            hidden: self.report.hidden,
        };
        let batch = Batch {
            source,
            owner,
            people,
            invitations: self.invitations,
            accepted: self.accepted,
            unlisted,
            moved,
            missing: gone_missing,
            merged: self.merged.into_iter().collect(),
            withdrawn,
            own: self.own.into_values().collect(),
            partings: self.partings.into_iter().collect(),
            worked: self.worked,
        };
        self.report.people += saved_only;
        Ok(Plan { report: self.report, batch })
    }

    /// Whether somebody removed here is shown by this export to be removed on LinkedIn too: an
    /// older one would show them.
    fn is_unlisted(&self, person: &Person) -> bool {
        let Some(former) = person.former() else { return false };
        let is_done = todo::removal(self.network, person).is_some_and(|todo| todo.done.is_some());
        let Cause::Removed(at) = former.cause else { return former.still_listed };
        let is_later = self.options.made_on.is_none_or(|day| day >= at.date_naive());
        // Whom the newest export did not show before they were removed, none will show again.
        let was_there = former.was.listed && !former.was.missing;
        former.still_listed || (was_there && is_later && !is_done)
    }

    /// Whether this export shows a connection of the same name and day: somebody who may be
    /// there under another address, so that nothing shows them to be removed on LinkedIn. Who
    /// was a connection beside them before they were removed is somebody else.
    fn may_have_moved(&self, person: &Person) -> bool {
        let was_beside = |id: PersonId| {
            let other = self.network.person(id);
            other.is_some_and(|it| it.connection().is_some() && it.tie_by < person.tie_by)
        };
        let since = person.former().and_then(|former| former.was.since.day());
        since.is_some()
            && self.known.listed_by_name().all(Key::of_record(&person.record)).any(|id| {
                let listing = self.staged.get(id).map(|staged| &staged.listing);
                matches!(listing, Some(Listing::Connection(day)) if day.day() == since)
                    && self.network.apart_by(person.id, id).is_none()
                    && !was_beside(id)
            })
    }

    /// Invitations withdrawn here that this export does not show any more.
    fn withdrawn(&self, export: &Export) -> Vec<InvitationId> {
        let has_invitations = export.read.iter().any(|it| it.kind == FileKind::Invitations);
        if self.older_than.is_some() || !has_invitations {
            return Vec::new();
        }
        let open = todo::list(self.network).into_iter().filter(|todo| todo.done.is_none());
        open.filter_map(|todo| match todo.task {
            Task::Withdraw(id) => {
                let is_later = match (todo.since, self.options.made_on) {
                    (Some(since), Some(day)) => day >= since,
                    _ => true,
                };
                (is_later && !self.seen.contains(&id)).then_some(id)
            }
            Task::Remove(_) | Task::Accept(_) => None,
        })
        .collect()
    }

    /// The rows of people that are new or change, and their part of the report.
    async fn changed_people(&mut self, steps: &mut Steps<'_>) -> Result<Vec<PersonRow>, Cancelled> {
        let mut rows = Vec::new();
        let merged_into: HashSet<PersonId> = self.merged.values().copied().collect();
        let nothing = self.staged.nobody.record.clone();
        for staged in &mut self.staged.people {
            steps.step().await?;
            // What is known of them moves on; the rest is asked for still.
            let record = std::mem::replace(&mut staged.record, nothing.clone());
            let (id, listing) = (staged.id, staged.listing.clone());
            let row = PersonRow { id, record, listing };
            let Some(known) = self.network.person(id) else {
                count_added(&mut self.report, &row);
                rows.push(row);
                continue;
            };
            let tie = listed_tie(&known.tie, &row);
            if merged_into.contains(&id) {
                self.report.merged_people += 1;
                rows.push(row);
                continue;
            }
            if known.tie == Tie::None && tie.is_some() {
                count_added(&mut self.report, &row);
                rows.push(row);
                continue;
            }
            if known.is_removed() && matches!(row.listing, Listing::Connection(_)) {
                self.report.still_listed += 1;
            }
            let is_missing = known.connection().is_some_and(|it| it.missing);
            if *known.told() == row.record && is_missing && tie.is_some() {
                self.report.returned_people += 1;
                rows.push(row);
                continue;
            }
            if *known.told() == row.record && tie.is_none() {
                self.report.known_people += u32::from(staged.is_listed || staged.is_saved);
                continue;
            }
            self.report.changed_people.push(Changed {
                name: known.record.name(),
                before: known.told().clone(),
                after: row.record.clone(),
            });
            rows.push(row);
        }
        Ok(rows)
    }

    /// Open invitations, known before, whose other side this export shows as connected.
    async fn newly_accepted(
        &mut self,
        people: &[PersonRow],
        steps: &mut Steps<'_>,
    ) -> Result<(), Cancelled> {
        if self.network.invitations().next().is_none() {
            return Ok(());
        }
        let changed: IdMap<PersonId, &PersonRow> = people.iter().map(|row| (row.id, row)).collect();
        for invitation in self.network.invitations() {
            steps.step().await?;
            let Some(person) = self.network.person(invitation.person) else { continue };
            let tie = changed.get(&person.id).and_then(|row| listed_tie(&person.tie, row));
            let since = match tie.as_ref().unwrap_or(&person.tie) {
                Tie::Connected(connection) if self.is_listed(person.id) => connection.since.clone(),
                _ => {
                    self.report.known_invitations += u32::from(self.seen.contains(&invitation.id));
                    continue;
                }
            };
            if invitation.is_open() && !invitation.standing.place.is_gone() {
                self.report.newly_accepted += 1;
                self.accepted.push((invitation.id, since));
            } else {
                self.report.known_invitations += u32::from(self.seen.contains(&invitation.id));
            }
        }
        Ok(())
    }
}

fn count_added(report: &mut Report, row: &PersonRow) {
    match row.listing {
        Listing::Connection(_) | Listing::Saved(Tie::Connected(_)) => report.added_people += 1,
        Listing::FormerConnection(_) | Listing::Saved(Tie::Former(_)) => report.added_former += 1,
        Listing::Saved(Tie::None) | Listing::Mentioned => {}
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
