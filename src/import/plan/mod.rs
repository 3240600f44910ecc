//! From rows to a batch: what an import would add, what it would change, and what is
//! known already. Nothing is changed here.

use std::collections::{BTreeMap, HashSet};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use chrono::{Months, NaiveDate};

use super::export::{self, ConnectionRow, Export, FileKind, InvitationRow as Row, OwnTie};
use super::matching::{Key, Known, Shown, id_of};
use super::pace::{AnyPace, Cancelled, NoPace, Pace, SLICE_STEPS, Steps};
use crate::domain::arriving::{listed_tie, may_be_one};
use crate::domain::batch::{
    Batch, Employment, InvitationRow, Listing, OwnRow, Owner, PersonRow, Source, Worked,
};
use crate::domain::id::{IdMap, InvitationId, PersonId};
use crate::domain::invitation::{Direction, Place, State};
use crate::domain::network::Network;
use crate::domain::person::{Cause, Connection, Former, Person, Record, Tie, fold_name};
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;
use crate::domain::todo::{self, Task};

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

/// What an import would do, in numbers and names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Connections that stand in the export, each person once.
    pub people: u32,
    /// Received invitations that stand in the export, each once.
    pub received: u32,
    /// Sent invitations that stand in the export, each once.
    pub sent: u32,
    /// Invitations of the export whose other side is a connection: accepted ones.
    pub accepted: u32,
    /// Members who hide themselves from exports.
    pub hidden: u32,
    /// Rows that say what another row of the same drop has said.
    pub repeated: u32,
    /// Connections that the network does not have yet.
    pub added_people: u32,
    /// Connections of an older export that a newer one did not show: they are added as
    /// former ones.
    pub added_former: u32,
    /// Known people of whom something changes, by name.
    pub changed_people: Vec<Changed>,
    /// People who stand in the export and of whom nothing changes.
    pub known_people: u32,
    /// Invitations that the network does not know yet.
    pub added_invitations: u32,
    /// Known invitations that this export shows to be accepted.
    pub newly_accepted: u32,
    /// People of whom a saved file brings the user's own words.
    pub own_words: u32,
    /// People of whom an older export tells another job than the one that is known.
    pub past_jobs: u32,
    /// Known people whom an earlier export did not show any more, and who are there again.
    pub returned_people: u32,
    /// Known people whom a sure key shows to be the same as others.
    pub merged_people: u32,
    /// Known invitations of which nothing changes.
    pub known_invitations: u32,
    /// Received ones among the added that wait for a decision.
    pub waiting: u32,
    /// Of those, how many are older than six months.
    pub waiting_old: u32,
    /// Connections that an earlier export showed and this one does not. They stay.
    pub not_in_export: u32,
    /// People removed here who still stand in this export. They stay former connections.
    pub still_listed: u32,
    /// People removed here who stood in an earlier export and not in this one.
    pub unlisted: u32,
    /// Notes that name nobody who could be told for sure.
    pub notes_unplaced: u32,
    /// Rows that name the owner of the export as their own other side.
    pub oneself: u32,
    /// The day of a newer export that was read before: this one fills the past only.
    pub older_than: Option<NaiveDate>,
}

/// A known person of whom an export says something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The name, as the network has it.
    pub name: String,
    /// What is known now.
    pub before: Arc<Record>,
    /// What would be known.
    pub after: Arc<Record>,
}

impl Report {
    /// Whether the import would change anything but the list of imports.
    pub fn changes_nothing(&self) -> bool {
        self.added_people == 0
            && self.added_former == 0
            && self.changed_people.is_empty()
            && self.returned_people == 0
            && self.merged_people == 0
            && self.own_words == 0
            && self.past_jobs == 0
            && self.added_invitations == 0
            && self.newly_accepted == 0
            && self.unlisted == 0
    }
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

/// Somebody as they will be known once the whole export is read.
struct Staged {
    id: PersonId,
    record: Arc<Record>,
    listing: Listing,
    /// The last file of which a row has claimed them.
    claimed_by: Option<u16>,
    /// Whether the export lists them as a connection.
    is_listed: bool,
    /// Whether they stand in a file that this program saved.
    is_saved: bool,
}

impl Staged {
    fn new(id: PersonId, record: Arc<Record>) -> Self {
        Staged {
            id,
            record,
            listing: Listing::Mentioned,
            claimed_by: None,
            is_listed: false,
            is_saved: false,
        }
    }

    fn record_mut(&mut self) -> &mut Record {
        Arc::make_mut(&mut self.record)
    }
}

/// Everybody who stands in the export, in the order of the rows, so that the report reads like
/// the file.
struct Staging {
    people: Vec<Staged>,
    /// Where they stand in that.
    places: IdMap<PersonId, u32>,
    /// How somebody begins of whom nothing is known.
    nobody: Staged,
}

impl Staging {
    fn new() -> Self {
        let nobody = Staged::new(PersonId::default(), Arc::default());
        Staging { people: Vec::new(), places: IdMap::default(), nobody }
    }

    fn reserve(&mut self, people: usize) {
        self.people.reserve(people);
        self.places.reserve(people);
    }

    fn get(&self, id: PersonId) -> Option<&Staged> {
        self.people.get(*self.places.get(&id)? as usize)
    }

    /// Somebody, who may be new here: then with what the network knows of them.
    fn stage(&mut self, id: PersonId, network: &Network) -> &mut Staged {
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

    /// An invitation that was known by name alone and now comes with an address tells
    /// whose address that is. Done first, so that connections are recognised by it.
    fn learn_address(&mut self, row: &Row) {
        let Some(profile) = ProfileAddress::parse(&row.url) else { return };
        if self.known.by_profile(id_of(&profile)).is_some() {
            return;
        }
        let name = Key::of_name(&[&row.name]);
        if let Some(person) = self.known.sender(direction(row.direction), name, &row.sent_at)
            && self.record(person).is_some_and(|record| record.profile.is_none())
        {
            self.known.learn_profile(id_of(&profile), person);
            self.stage(person).record_mut().profile = Some(profile);
        }
    }

    /// Of another file, rows may name the same people again.
    fn enter(&mut self, file: u16) {
        if file != self.file {
            self.file = file;
            self.occurrences.clear();
        }
    }

    /// Somebody in a file that this program saved: what it says counts where nothing is known.
    fn own(&mut self, own: &export::OwnRow, export: &Export) {
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
        merge(&mut staged.record, &row.record, true);
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

    fn connection(&mut self, row: &ConnectionRow) {
        self.enter(row.file);
        let id = self.resolve(row);
        let past = self.older_than.is_some();
        if past && !self.is_listed(id) {
            self.past_job(id, row);
        }
        let staged = self.staged.stage(id, self.network);
        staged.claimed_by = Some(row.file);
        merge(&mut staged.record, &row.record, past);
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
    fn resolve(&mut self, row: &ConnectionRow) -> PersonId {
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
    fn may_be_told_by_name(&self, row: &ConnectionRow) -> bool {
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

    fn note(&mut self, note: &export::NoteRow) {
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

    fn take_over_notes(&mut self) {
        let past = self.older_than.is_some();
        for (id, notes) in std::mem::take(&mut self.notes) {
            let record = self.stage(id).record_mut();
            if record.linkedin_note.is_empty() || !past {
                record.linkedin_note = notes.join("\n\n");
            }
        }
    }

    fn set_owner(&mut self, export: &Export) {
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

    fn invitation(&mut self, row: &Row) {
        let direction = direction(row.direction);
        let profile = ProfileAddress::parse(&row.url);
        let own = self.owner.as_ref().and_then(|owner| owner.profile.as_ref());
        if own.is_some() && own == profile.as_ref() {
            self.report.oneself += 1;
            return;
        }
        let person = self.other_side(row, direction, profile);
        let known = self.known.invitation(person, direction, &row.sent_at, &row.message);
        let id = known.unwrap_or_else(|| {
            let sent = match &row.sent_at {
                Stamp::Unknown => format!("message:{}", row.message),
                stamp => stamp_text(stamp),
            };
            let direction = match direction {
                Direction::Received => "received",
                Direction::Sent => "sent",
            };
            InvitationId::of(&[direction, &person.to_string(), &sent])
        });
        if !self.seen.insert(id) {
            self.report.repeated += 1;
            return;
        }
        match direction {
            Direction::Received => self.report.received += 1,
            Direction::Sent => self.report.sent += 1,
        }
        let connected_since = self.connected_since(person, &row.sent_at);
        if connected_since.is_some() {
            self.report.accepted += 1;
        }
        if self.network.invitation(id).is_some() {
            return;
        }
        self.known.learn_invitation(person, direction, &row.sent_at, &row.message, id);
        self.known.learn_sender(person, direction, Key::of_name(&[&row.name]), &row.sent_at);
        self.add_invitation(id, direction, person, row, connected_since);
    }

    fn add_invitation(
        &mut self,
        id: InvitationId,
        direction: Direction,
        person: PersonId,
        row: &Row,
        connected_since: Option<Stamp>,
    ) {
        let waiting = direction == Direction::Received && connected_since.is_none();
        let old = self.is_old(&row.sent_at);
        let place = match direction {
            Direction::Sent => Place::Sent,
            Direction::Received if !waiting => Place::Archive,
            Direction::Received if old && self.options.old_into_archive => Place::Archive,
            Direction::Received => Place::Inbox,
        };
        self.report.added_invitations += 1;
        self.report.waiting += u32::from(waiting);
        self.report.waiting_old += u32::from(waiting && old);
        self.invitations.push(InvitationRow {
            id,
            direction,
            person,
            sent_at: row.sent_at.clone(),
            message: row.message.clone(),
            state: connected_since.map_or(State::Open, State::Accepted),
            place,
            read: !(waiting && self.is_news(&row.sent_at)),
        });
    }

    /// Whether it was sent after the newest export that was read before. On a first
    /// import nothing is news.
    fn is_news(&self, sent_at: &Stamp) -> bool {
        match (sent_at.day(), self.network.newest_export()) {
            (Some(day), Some(newest)) => day > newest,
            _ => false,
        }
    }

    fn is_old(&self, sent_at: &Stamp) -> bool {
        let limit = self.options.today.checked_sub_months(Months::new(6));
        match (sent_at.day(), limit) {
            (Some(day), Some(limit)) => day < limit,
            _ => false,
        }
    }

    /// The other side of an invitation: by address, else as somebody whom this very
    /// invitation has named before, else as the one connection of that name that came
    /// about after it, else somebody known by this invitation alone. Two invitations of
    /// one name are not taken to be of one person.
    fn other_side(
        &mut self,
        row: &Row,
        direction: Direction,
        profile: Option<ProfileAddress>,
    ) -> PersonId {
        if let Some(profile) = profile {
            let given = id_of(&profile);
            let id = self.network.now(self.known.by_profile(given).unwrap_or(given));
            self.known.learn_profile(given, id);
            self.mention(id, &row.name, Some(profile));
            return id;
        }
        let name = Key::of_name(&[&row.name]);
        if let Some(id) = self.known.sender(direction, name, &row.sent_at) {
            return id;
        }
        if let Some(id) = self.connection_named(name, &row.sent_at) {
            return id;
        }
        let name = fold_name(&row.name);
        let kind = match direction {
            Direction::Received => "received",
            Direction::Sent => "sent",
        };
        let id = PersonId::of(&["invitation", kind, &name, &stamp_text(&row.sent_at)]);
        let id = self.network.now(id);
        self.mention(id, &row.name, None);
        id
    }

    fn mention(&mut self, id: PersonId, name: &str, profile: Option<ProfileAddress>) {
        let record = self.stage(id).record_mut();
        if record.first_name.is_empty() && record.last_name.is_empty() {
            let (first, last) = name.rsplit_once(' ').unwrap_or((name, ""));
            record.first_name = first.trim().to_owned();
            record.last_name = last.trim().to_owned();
        }
        if record.profile.is_none() {
            record.profile = profile;
        }
    }

    fn connection_named(&self, name: Key, sent_at: &Stamp) -> Option<PersonId> {
        let listed = self.known.listed_by_name();
        let people = if listed.has(name) { listed } else { self.known.known_by_name() };
        let only = people.only(name)?;
        let since = self.connected_since(only, sent_at)?;
        came_before(sent_at, &since).then_some(only)
    }

    /// Since when this person is a connection, of this export or as known; of a former one
    /// only for what was sent before the connection came about: later ones are new.
    fn connected_since(&self, person: PersonId, sent_at: &Stamp) -> Option<Stamp> {
        if let Some(staged) = self.staged.get(person) {
            match &staged.listing {
                Listing::Connection(since) | Listing::FormerConnection(since) => {
                    return Some(since.clone());
                }
                Listing::Saved(Tie::Connected(connection)) => {
                    return Some(connection.since.clone());
                }
                Listing::Mentioned | Listing::Saved(_) => {}
            }
        }
        match &self.network.person(person)?.tie {
            Tie::Connected(connection) => Some(connection.since.clone()),
            Tie::Former(former) => {
                let since = &former.was.since;
                came_before(sent_at, since).then(|| since.clone())
            }
            Tie::None => None,
        }
    }

    /// Whether this export lists somebody as a connection.
    fn is_listed(&self, id: PersonId) -> bool {
        self.staged.get(id).is_some_and(|staged| staged.is_listed)
    }

    fn stage(&mut self, id: PersonId) -> &mut Staged {
        self.staged.stage(id, self.network)
    }

    async fn finish(mut self, export: &Export, steps: &mut Steps<'_>) -> Result<Plan, Cancelled> {
        self.take_over_notes();
        let people = self.changed_people(steps).await?;
        self.newly_accepted(&people, steps).await?;
        let (mut unlisted, mut moved, mut gone_missing) = (Vec::new(), Vec::new(), Vec::new());
        let connections_read = export.read.iter().any(|f| f.kind == export::FileKind::Connections);
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
            if let Some(former) = known.former()
                && matches!(former.cause, Cause::Removed(_))
                && matches!(row.listing, Listing::Connection(_))
            {
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

/// Takes over what a row says: an export fills what is blank, and a newer one replaces
/// what has changed. What it leaves blank stays known. Company and position go together.
fn merge(known: &mut Arc<Record>, told: &Arc<Record>, past: bool) {
    if known.is_nothing() {
        known.clone_from(told);
        return;
    }
    let may_replace = |is_known: bool| !past || !is_known;
    let names = |it: &Record| !it.first_name.is_empty() || !it.last_name.is_empty();
    if names(told)
        && may_replace(names(known))
        && (&known.first_name, &known.last_name) != (&told.first_name, &told.last_name)
    {
        let record = Arc::make_mut(known);
        record.first_name.clone_from(&told.first_name);
        record.last_name.clone_from(&told.last_name);
    }
    if told.profile.is_some()
        && may_replace(known.profile.is_some())
        && known.profile != told.profile
    {
        Arc::make_mut(known).profile.clone_from(&told.profile);
    }
    if !told.email.is_empty() && may_replace(!known.email.is_empty()) && known.email != told.email {
        Arc::make_mut(known).email.clone_from(&told.email);
    }
    let job = |it: &Record| !it.company.is_empty() || !it.position.is_empty();
    if job(told)
        && may_replace(job(known))
        && (&known.company, &known.position) != (&told.company, &told.position)
    {
        let record = Arc::make_mut(known);
        record.company.clone_from(&told.company);
        record.position.clone_from(&told.position);
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

/// Whether an invitation of this moment can have led to a connection of that day. Files
/// without time zones can be a day off.
fn came_before(sent_at: &Stamp, since: &Stamp) -> bool {
    let sent = sent_at.day().and_then(|day| day.pred_opt());
    matches!((sent, since.day()), (Some(sent), Some(since)) if since >= sent)
}

fn direction(direction: export::Direction) -> Direction {
    match direction {
        export::Direction::Incoming => Direction::Received,
        export::Direction::Outgoing => Direction::Sent,
    }
}

fn employment(row: &export::PositionRow) -> Employment {
    Employment {
        company: row.company.clone(),
        title: row.title.clone(),
        started_on: row.started_on.clone(),
        finished_on: row.finished_on.clone(),
    }
}

fn row_name(row: &ConnectionRow) -> String {
    fold_name(&join(&row.record.first_name, &row.record.last_name))
}

fn join(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// A date as text that never changes, for ids.
pub(super) fn stamp_text(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Unknown => String::new(),
        Stamp::Day(day) => day.to_string(),
        Stamp::Minute(minute) => minute.format("%Y-%m-%d %H:%M").to_string(),
        Stamp::Unreadable(text) => text.clone(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
