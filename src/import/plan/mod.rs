//! From rows to a batch: what an import would add, what it would change, and what is
//! known already. Nothing is changed here.

mod invitations;
mod outcome;
mod own;
mod people;
mod report;
mod staging;

use std::collections::{BTreeMap, HashSet};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use chrono::NaiveDate;

use self::staging::{Staged, Staging};
use super::export::{ConnectionRow, Export, InvitationRow as Row};
use super::matching::Known;
use super::pace::{AnyPace, Cancelled, NoPace, Pace, SLICE_STEPS, Steps};
use crate::domain::batch::{Batch, InvitationRow, OwnRow, Owner, Worked};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::network::Network;
use crate::domain::person::{Record, fold_name};
use crate::domain::stamp::Stamp;

pub use report::{Changed, Report};

/// What the user chose, and what the outside knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The name of the file or folder, for the list of imports.
    pub label: String,
    /// The day of the export: as the files tell, or as the user corrects it.
    pub made_on: Option<NaiveDate>,
    /// Today, on the user's calendar.
    pub today: NaiveDate,
    /// Whether received ones older than six months go straight into the archive.
    pub old_into_archive: bool,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// For the user, before anything changes.
    pub report: Report,
    /// For the network, once the user says so.
    pub batch: Batch,
}

/// Lays out what importing this would do to this network, in one go.
pub fn plan(network: &Network, export: &Export, options: &Options) -> Plan {
    let whole = pin!(plan_in_slices(network, export, options, &NoPace));
    match whole.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(plan)) => plan,
        // It never waits, and nobody cancels it.
        Poll::Ready(Err(Cancelled)) | Poll::Pending => Plan::default(),
    }
}

/// The same in slices. Whoever lets others change the network meanwhile hands in a snapshot.
///
/// # Errors
/// [`Cancelled`] when nobody wants it any more.
pub async fn plan_in_slices(
    network: &Network,
    export: &Export,
    options: &Options,
    pace: &impl Pace,
) -> Result<Plan, Cancelled> {
    plan_at(network, export, options, pace).await
}

async fn plan_at(
    network: &Network,
    export: &Export,
    options: &Options,
    pace: &dyn AnyPace,
) -> Result<Plan, Cancelled> {
    // Whom the network knows is gone through twice: to know them, and for who is missing. Rows
    // are told whose they are, and then what they change.
    let here = 2 * network.people().count() + 2 * network.invitations().count();
    let rows = export.connections.len() + export.notes.len() + export.own.len();
    let steps = &mut Steps::new(pace, here + 2 * rows + 2 * export.invitations.len());
    let known = Known::of(network, steps).await?;
    let mut planner = Planner::new(network, options, known);
    planner.expect(export.connections.len());
    for row in &export.invitations {
        planner.learn_address(row);
        steps.step().await?;
    }
    for rows in export.connections.chunks(SLICE_STEPS) {
        for row in rows.iter().filter(|row| !export.is_own(row)) {
            if planner.may_be_told_by_name(row) {
                planner.known.sort_names(steps).await?;
            }
            planner.connection(row);
        }
        steps.slice(rows.len()).await?;
    }
    for note in &export.notes {
        planner.known.sort_names(steps).await?;
        planner.note(note);
        steps.step().await?;
    }
    for own in &export.own {
        planner.known.sort_names(steps).await?;
        planner.own(own, export);
        steps.step().await?;
    }
    planner.set_owner(export);
    // Those with an address first: what they tell helps to know the others.
    let (addressed, bare): (Vec<&Row>, Vec<&Row>) =
        export.invitations.iter().partition(|row| !row.url.is_empty());
    for row in addressed {
        planner.invitation(row);
        steps.step().await?;
    }
    for row in bare {
        planner.known.sort_names(steps).await?;
        planner.invitation(row);
        steps.step().await?;
    }
    planner.finish(export, steps).await
}

struct Planner<'a> {
    network: &'a Network,
    options: &'a Options,
    known: Known,
    /// The newest export so far, if this one is older.
    older_than: Option<NaiveDate>,
    staged: Staging,
    file: u16,
    /// How many keyless rows of the current file had this name and date.
    occurrences: BTreeMap<(String, String), u32>,
    /// What the export's notes say of whom, in their order.
    notes: BTreeMap<PersonId, Vec<String>>,
    owner: Option<Owner>,
    invitations: Vec<InvitationRow>,
    seen: HashSet<InvitationId>,
    accepted: Vec<(InvitationId, Stamp)>,
    /// Who is found by a sure key to be whom.
    merged: BTreeMap<PersonId, PersonId>,
    own: BTreeMap<PersonId, OwnRow>,
    partings: BTreeMap<PersonId, String>,
    worked: Vec<Worked>,
    report: Report,
}

impl<'a> Planner<'a> {
    fn new(network: &'a Network, options: &'a Options, known: Known) -> Self {
        let newest = network.newest_connections();
        let older_than = match (options.made_on, newest) {
            (Some(day), Some(newest)) if day < newest => Some(newest),
            _ => None,
        };
        Planner {
            network,
            options,
            known,
            older_than,
            staged: Staging::new(),
            file: 0,
            occurrences: BTreeMap::new(),
            notes: BTreeMap::new(),
            owner: network.owner().cloned(),
            invitations: Vec::new(),
            seen: HashSet::new(),
            accepted: Vec::new(),
            merged: BTreeMap::new(),
            own: BTreeMap::new(),
            partings: BTreeMap::new(),
            worked: Vec::new(),
            report: Report::default(),
        }
    }

    /// Makes room for so many connections.
    fn expect(&mut self, connections: usize) {
        self.known.reserve(connections);
        self.staged.reserve(connections);
    }

    /// Of another file, rows may name the same people again.
    fn enter(&mut self, file: u16) {
        if file != self.file {
            self.file = file;
            self.occurrences.clear();
        }
    }

    /// Whether a row of the current file has claimed them: no other row without a key claims
    /// them again.
    fn is_claimed(&self, id: PersonId) -> bool {
        self.staged.get(id).is_some_and(|staged| staged.claimed_by == Some(self.file))
    }

    /// What is known of somebody by now, this export included.
    fn record(&self, id: PersonId) -> Option<&Record> {
        let staged = self.staged.get(id).map(|staged| &*staged.record);
        staged.or_else(|| self.network.person(id).map(|person| &**person.told()))
    }

    /// Whether this export lists somebody as a connection.
    fn is_listed(&self, id: PersonId) -> bool {
        self.staged.get(id).is_some_and(|staged| staged.is_listed)
    }

    fn stage(&mut self, id: PersonId) -> &mut Staged {
        self.staged.stage(id, self.network)
    }
}

fn row_name(row: &ConnectionRow) -> String {
    fold_name(&join(&row.record.first_name, &row.record.last_name))
}

fn join(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// A date as text that never changes, for ids.
fn stamp_text(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Unknown => String::new(),
        Stamp::Day(day) => day.to_string(),
        Stamp::Minute(minute) => minute.format("%Y-%m-%d %H:%M").to_string(),
        Stamp::Unreadable(text) => text.clone(),
    }
}
