//! The state: everybody and everything that the owner of the network knows of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::batch::{Owner, Source};
use super::courtesy::Templates;
use super::guideline::Guidelines;
use super::id::{FactId, InvitationId, PersonId};
use super::invitation::{Channel, Direction, Invitation, Place, Standing};
use super::person::{Edits, Moment, Own, Person, Record, Tie};
use super::todo::Task;
use super::trail::{Mark, Trail};
use super::views::SavedViews;

/// One line in the list of imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportTrace {
    /// When it was imported.
    pub at: Moment,
    /// Which export it was.
    pub source: Source,
}

/// Guidelines as they were from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Since when.
    pub at: Moment,
    /// What was written down.
    pub guidelines: Arc<Guidelines>,
}

/// One person's professional network.
///
/// It changes in one way only: by [`Network::put`], which hands back what it displaced.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    people: BTreeMap<PersonId, Box<Person>>,
    invitations: BTreeMap<InvitationId, Box<Invitation>>,
    /// The invitations of each person that has any: what `invitations` says, by person.
    invited: BTreeMap<PersonId, Vec<InvitationId>>,
    owner: Option<Box<(Owner, FactId)>>,
    imports: BTreeMap<FactId, ImportTrace>,
    guidelines: BTreeMap<FactId, Version>,
    courtesy: Option<(Templates, FactId)>,
    /// People who were found to be somebody else, and who that is.
    aliases: BTreeMap<PersonId, (PersonId, FactId)>,
    /// Pairs of people whom the user knows to be two, the smaller id first.
    apart: BTreeMap<(PersonId, PersonId), FactId>,
    /// Whether it is done on LinkedIn too.
    ticks: BTreeMap<Task, (Tick, FactId)>,
    views: Option<(SavedViews, FactId)>,
    /// Whose cells were written.
    trail: Trail,
}

/// Whether something is done on LinkedIn too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tick {
    /// The user says so.
    ByHand,
    /// An export shows it.
    ByExport,
    /// It is not, or is to be done anew.
    NotDone,
}

/// The value of one cell of the network: what is to stand there, or what stood there.
///
/// Small, and what is rare in boxes: a large import leaves one for each of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// A person as a whole; `None` where there is none.
    Person(PersonId, Option<Box<Person>>),
    /// A person's record, and the fact that wrote it.
    Record(PersonId, Box<(Arc<Record>, FactId)>),
    /// A person's tie, and the fact that wrote it.
    Tie(PersonId, Box<(Tie, FactId)>),
    /// The note about a person, and the fact that wrote it.
    Note(PersonId, Box<(String, FactId)>),
    /// A person's tags, and the fact that wrote them.
    Tags(PersonId, Box<(BTreeSet<String>, FactId)>),
    /// Why a person was removed, and the fact that wrote that.
    Parting(PersonId, Box<(String, FactId)>),
    /// What the user knows better about a person, and the fact that wrote that.
    Edits(PersonId, Box<(Edits, FactId)>),
    /// Who a person was found to be, and by which fact.
    Alias(PersonId, Option<Box<(PersonId, FactId)>>),
    /// That these two are known to be two, and by which fact.
    Apart(Box<(PersonId, PersonId)>, Option<Box<FactId>>),
    /// Whether something is done on LinkedIn too, and the fact that says so.
    Tick(Box<Task>, Option<Box<(Tick, FactId)>>),
    /// With whom an invitation is, and the fact that says so.
    With(InvitationId, Box<(PersonId, FactId)>),
    /// An invitation as a whole; `None` where there is none.
    Invitation(InvitationId, Option<Box<Invitation>>),
    /// An invitation's standing, and the fact that wrote it.
    Standing(InvitationId, Box<(Standing, FactId)>),
    /// Whether an invitation has been seen.
    Read(InvitationId, bool),
    /// Why the user decided on an invitation, and the fact that wrote that.
    Reason(InvitationId, Option<Box<(String, FactId)>>),
    /// The owner, and the fact that wrote it.
    Owner(Option<Box<(Owner, FactId)>>),
    /// A line in the list of imports.
    Import(FactId, Option<Box<ImportTrace>>),
    /// A version of the guidelines.
    Guidelines(FactId, Option<Box<Version>>),
    /// The templates of courtesy notes, and the fact that wrote them.
    Courtesy(Option<Box<(Templates, FactId)>>),
    /// The saved views of lists, and the fact that wrote them.
    Views(Option<Box<(SavedViews, FactId)>>),
}

/// The name of a cell, without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // Each is what `Write` says under the same name.
pub enum Cell {
    Person(PersonId),
    Record(PersonId),
    Tie(PersonId),
    Note(PersonId),
    Tags(PersonId),
    Parting(PersonId),
    Edits(PersonId),
    Alias(PersonId),
    Apart(PersonId, PersonId),
    Tick(Task),
    With(InvitationId),
    Invitation(InvitationId),
    Standing(InvitationId),
    Read(InvitationId),
    Reason(InvitationId),
    Owner,
    Import(FactId),
    Guidelines(FactId),
    Courtesy,
    Views,
}

const _: () = assert!(size_of::<Write>() <= 32, "what is rare goes into a box");

impl Write {
    /// That something is done on LinkedIn too, or not, as this fact says.
    pub fn tick(task: Task, tick: Tick, by: FactId) -> Write {
        Write::Tick(Box::new(task), Some(Box::new((tick, by))))
    }

    /// That these are known to be two, by this fact.
    pub fn apart(one: PersonId, other: PersonId, by: FactId) -> Write {
        Write::Apart(Box::new((one.min(other), one.max(other))), Some(Box::new(by)))
    }

    /// Who somebody was found to be, by this fact.
    pub fn alias(id: PersonId, to: PersonId, by: FactId) -> Write {
        Write::Alias(id, Some(Box::new((to, by))))
    }

    /// The cell that this is the value of.
    pub fn cell(&self) -> Cell {
        match self {
            Write::Person(id, _) => Cell::Person(*id),
            Write::Record(id, ..) => Cell::Record(*id),
            Write::Tie(id, ..) => Cell::Tie(*id),
            Write::Note(id, ..) => Cell::Note(*id),
            Write::Tags(id, ..) => Cell::Tags(*id),
            Write::Parting(id, ..) => Cell::Parting(*id),
            Write::Edits(id, ..) => Cell::Edits(*id),
            Write::Alias(id, ..) => Cell::Alias(*id),
            Write::Apart(pair, _) => Cell::Apart(pair.0, pair.1),
            Write::Tick(task, _) => Cell::Tick(**task),
            Write::With(id, _) => Cell::With(*id),
            Write::Invitation(id, _) => Cell::Invitation(*id),
            Write::Standing(id, ..) => Cell::Standing(*id),
            Write::Read(id, _) => Cell::Read(*id),
            Write::Reason(id, _) => Cell::Reason(*id),
            Write::Owner(_) => Cell::Owner,
            Write::Import(id, _) => Cell::Import(*id),
            Write::Guidelines(id, _) => Cell::Guidelines(*id),
            Write::Courtesy(_) => Cell::Courtesy,
            Write::Views(_) => Cell::Views,
        }
    }
}

impl Cell {
    /// The person whose cell this is.
    fn person(self) -> Option<PersonId> {
        match self {
            Cell::Person(id)
            | Cell::Record(id)
            | Cell::Tie(id)
            | Cell::Note(id)
            | Cell::Tags(id)
            | Cell::Parting(id)
            | Cell::Edits(id)
            | Cell::Alias(id) => Some(id),
            Cell::Apart(..)
            | Cell::Tick(_)
            | Cell::With(_)
            | Cell::Views
            | Cell::Invitation(_)
            | Cell::Standing(_)
            | Cell::Read(_)
            | Cell::Reason(_)
            | Cell::Owner
            | Cell::Import(_)
            | Cell::Guidelines(_)
            | Cell::Courtesy => None,
        }
    }
}

/// How many there are of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Invitations.
    pub lists: Lists,
    /// Connections.
    pub connections: usize,
    /// Former connections.
    pub former: usize,
}

/// How many invitations lie where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lists {
    /// In the inbox, without those that are put off.
    pub inbox: usize,
    /// Of these, not seen yet.
    pub unread: usize,
    /// In the inbox, and put off until a later day.
    pub snoozed: usize,
    /// Among the sent ones.
    pub sent: usize,
    /// In the archive.
    pub archive: usize,
    /// In the trash.
    pub trash: usize,
}

impl Lists {
    /// How many lie in this place.
    pub fn of(&self, place: Place) -> usize {
        match place {
            Place::Inbox => self.inbox,
            Place::Sent => self.sent,
            Place::Archive => self.archive,
            Place::Trash => self.trash,
            Place::Deleted | Place::Purged => 0,
        }
    }
}

impl Network {
    /// Puts a value into its cell and returns what stood there before, so that putting
    /// that again takes this back. A value for a person or an invitation that is not
    /// there changes nothing.
    pub fn put(&mut self, write: Write) -> Write {
        if let Some(person) = write.cell().person() {
            self.trail.note(person);
        }
        match write {
            Write::Person(id, person) => {
                let before = match person {
                    Some(person) => self.people.insert(id, person),
                    None => self.people.remove(&id),
                };
                Write::Person(id, before)
            }
            Write::Record(id, mut record) => {
                if let Some(person) = self.people.get_mut(&id) {
                    record.0 = person.put_told(std::mem::take(&mut record.0));
                    std::mem::swap(&mut person.record_by, &mut record.1);
                }
                Write::Record(id, record)
            }
            Write::Tie(id, mut tie) => {
                if let Some(person) = self.people.get_mut(&id) {
                    std::mem::swap(&mut person.tie, &mut tie.0);
                    std::mem::swap(&mut person.tie_by, &mut tie.1);
                }
                Write::Tie(id, tie)
            }
            Write::Note(id, mut note) => {
                self.change_own(id, |own| {
                    std::mem::swap(&mut own.note, &mut note.0);
                    std::mem::swap(&mut own.note_by, &mut note.1);
                });
                Write::Note(id, note)
            }
            Write::Tags(id, mut tags) => {
                self.change_own(id, |own| {
                    std::mem::swap(&mut own.tags, &mut tags.0);
                    std::mem::swap(&mut own.tags_by, &mut tags.1);
                });
                Write::Tags(id, tags)
            }
            Write::Parting(id, mut parting) => {
                self.change_own(id, |own| {
                    std::mem::swap(&mut own.parting, &mut parting.0);
                    std::mem::swap(&mut own.parting_by, &mut parting.1);
                });
                Write::Parting(id, parting)
            }
            Write::Edits(id, mut edits) => {
                if let Some(person) = self.people.get_mut(&id) {
                    *edits = person.put_edits(std::mem::replace(
                        &mut *edits,
                        (Edits::default(), FactId::FORGOTTEN),
                    ));
                }
                Write::Edits(id, edits)
            }
            Write::Alias(id, alias) => Write::Alias(id, set(&mut self.aliases, id, alias)),
            Write::Apart(pair, by) => {
                let before = set(&mut self.apart, *pair, by);
                Write::Apart(pair, before)
            }
            Write::Tick(task, tick) => {
                let before = set(&mut self.ticks, *task, tick);
                Write::Tick(task, before)
            }
            Write::With(id, mut with) => {
                let Some(invitation) = self.invitations.get_mut(&id) else {
                    return Write::With(id, with);
                };
                let person = with.0;
                std::mem::swap(&mut invitation.person, &mut with.0);
                std::mem::swap(&mut invitation.with_by, &mut with.1);
                self.forget_invited(with.0, id);
                self.note_invited(person, id);
                Write::With(id, with)
            }
            Write::Invitation(id, invitation) => {
                let coming = invitation.as_ref().map(|coming| coming.person);
                let before = match invitation {
                    Some(invitation) => self.invitations.insert(id, invitation),
                    None => self.invitations.remove(&id),
                };
                if let Some(gone) = &before {
                    self.forget_invited(gone.person, id);
                }
                if let Some(person) = coming {
                    self.note_invited(person, id);
                }
                Write::Invitation(id, before)
            }
            Write::Standing(id, mut standing) => {
                if let Some(invitation) = self.invitations.get_mut(&id) {
                    std::mem::swap(&mut invitation.standing, &mut standing.0);
                    std::mem::swap(&mut invitation.standing_by, &mut standing.1);
                }
                Write::Standing(id, standing)
            }
            Write::Read(id, read) => match self.invitations.get_mut(&id) {
                Some(invitation) => Write::Read(id, std::mem::replace(&mut invitation.read, read)),
                None => Write::Read(id, read),
            },
            Write::Reason(id, reason) => match self.invitations.get_mut(&id) {
                Some(it) => Write::Reason(id, std::mem::replace(&mut it.reason, reason)),
                None => Write::Reason(id, reason),
            },
            Write::Owner(owner) => Write::Owner(std::mem::replace(&mut self.owner, owner)),
            Write::Import(id, trace) => {
                let before = match trace {
                    Some(trace) => self.imports.insert(id, *trace),
                    None => self.imports.remove(&id),
                };
                Write::Import(id, before.map(Box::new))
            }
            Write::Guidelines(id, version) => {
                let before = match version {
                    Some(version) => self.guidelines.insert(id, *version),
                    None => self.guidelines.remove(&id),
                };
                Write::Guidelines(id, before.map(Box::new))
            }
            Write::Courtesy(templates) => {
                let before = std::mem::replace(&mut self.courtesy, templates.map(|it| *it));
                Write::Courtesy(before.map(Box::new))
            }
            Write::Views(views) => {
                let before = std::mem::replace(&mut self.views, views.map(|it| *it));
                Write::Views(before.map(Box::new))
            }
        }
    }

    /// Changes what the user has written about somebody; what becomes nothing is not held.
    fn change_own(&mut self, id: PersonId, change: impl FnOnce(&mut Own)) {
        if let Some(person) = self.people.get_mut(&id) {
            let mut own = person.own.take().unwrap_or_default();
            change(&mut own);
            person.own = (*own != Own::default()).then_some(own);
        }
    }

    /// Puts an invitation into the list of its person.
    fn note_invited(&mut self, person: PersonId, id: InvitationId) {
        let ids = self.invited.entry(person).or_default();
        let at = ids.partition_point(|it| *it < id);
        ids.insert(at, id);
    }

    /// Takes an invitation out of the list of its person.
    fn forget_invited(&mut self, person: PersonId, id: InvitationId) {
        if let Some(ids) = self.invited.get_mut(&person) {
            ids.retain(|it| *it != id);
            if ids.is_empty() {
                self.invited.remove(&person);
            }
        }
    }

    /// Gives each invitation whose person is not there a nameless one: where what was known
    /// of them is lost, the invitation is still shown.
    pub fn name_nobodies(&mut self) {
        self.trail.begin_anew();
        for invitation in self.invitations.values() {
            let id = invitation.person;
            self.people.entry(id).or_insert_with(|| {
                Box::new(Person {
                    id,
                    record: Arc::default(),
                    record_by: FactId::FORGOTTEN,
                    tie: Tie::None,
                    tie_by: FactId::FORGOTTEN,
                    own: None,
                })
            });
        }
    }

    /// Forgets which facts wrote what: they are no longer kept, and nobody can ask for
    /// them.
    pub fn forget_authors(&mut self) {
        self.trail.begin_anew();
        for person in self.people.values_mut() {
            person.record_by = FactId::FORGOTTEN;
            person.tie_by = FactId::FORGOTTEN;
            person.own = person.own.take().and_then(|mut own| {
                own.note_by = FactId::FORGOTTEN;
                own.tags_by = FactId::FORGOTTEN;
                own.parting_by = FactId::FORGOTTEN;
                own.edits_by = FactId::FORGOTTEN;
                (*own != Own::default()).then_some(own)
            });
        }
        for invitation in self.invitations.values_mut() {
            invitation.standing_by = FactId::FORGOTTEN;
            invitation.with_by = FactId::FORGOTTEN;
            invitation.reason = invitation.reason.take().and_then(|mut reason| {
                reason.1 = FactId::FORGOTTEN;
                (!reason.0.is_empty()).then_some(reason)
            });
        }
        if let Some(owner) = &mut self.owner {
            owner.1 = FactId::FORGOTTEN;
        }
        let said = self.courtesy.iter_mut().map(|it| &mut it.1);
        let said = said.chain(self.views.iter_mut().map(|it| &mut it.1));
        let said = said.chain(self.aliases.values_mut().map(|it| &mut it.1));
        let said = said.chain(self.ticks.values_mut().map(|it| &mut it.1));
        for by in said.chain(self.apart.values_mut()) {
            *by = FactId::FORGOTTEN;
        }
    }

    /// Where the trail of what is written of people stands now.
    pub fn mark(&self) -> Mark {
        self.trail.mark()
    }

    /// Of whom something was written since, some more than once; `None` where anybody may have
    /// changed.
    pub fn written_since(&self, mark: &Mark) -> Option<&[PersonId]> {
        self.trail.since(mark)
    }

    /// Somebody, by id: by that of somebody who was found to be them, too.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.exactly(id).or_else(|| self.exactly(self.now(id)))
    }

    /// Somebody by just this id.
    pub fn exactly(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id).map(|person| &**person)
    }

    /// Who this person was found to be; the same id where that is nobody else.
    pub fn now(&self, id: PersonId) -> PersonId {
        let mut now = id;
        // Stored facts may lead in circles: nobody is found to be more people than there are.
        for _ in 0..=self.aliases.len() {
            match self.aliases.get(&now) {
                Some((to, _)) if !self.people.contains_key(&now) => now = *to,
                _ => break,
            }
        }
        now
    }

    /// Everybody who was found to be somebody else, and who that is at first hand.
    pub fn aliases(&self) -> impl Iterator<Item = (PersonId, PersonId)> {
        self.aliases.iter().map(|(id, (to, _))| (*id, *to))
    }

    /// The fact by which somebody was found to be somebody else.
    pub fn alias_by(&self, id: PersonId) -> Option<FactId> {
        self.aliases.get(&id).map(|(_, by)| *by)
    }

    /// The pairs of people who are known to be two, the smaller id first.
    pub fn pairs_apart(&self) -> impl Iterator<Item = (PersonId, PersonId)> {
        self.apart.keys().copied()
    }

    /// The fact that says that these two are two; `None` where nobody says so.
    pub fn apart_by(&self, one: PersonId, other: PersonId) -> Option<FactId> {
        self.apart.get(&(one.min(other), one.max(other))).copied()
    }

    /// Whether something is done on LinkedIn too, and by which fact; `None` where nothing was
    /// ever said of it.
    pub fn tick(&self, task: Task) -> Option<(Tick, FactId)> {
        self.ticks.get(&task).copied()
    }

    /// What was said of things being done on LinkedIn too.
    pub fn ticks(&self) -> impl Iterator<Item = (Task, Tick)> {
        self.ticks.iter().map(|(task, (tick, _))| (*task, *tick))
    }

    /// The saved views of lists; `None` as long as none was saved.
    pub fn views(&self) -> Option<&SavedViews> {
        self.views.as_ref().map(|(views, _)| views)
    }

    /// The fact that last wrote the saved views.
    pub fn views_by(&self) -> Option<FactId> {
        self.views.as_ref().map(|(_, by)| *by)
    }

    /// An invitation, by id.
    pub fn invitation(&self, id: InvitationId) -> Option<&Invitation> {
        self.invitations.get(&id).map(|invitation| &**invitation)
    }

    /// Everybody, in the order of their ids.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values().map(|person| &**person)
    }

    /// Every invitation, deleted ones included, in the order of their ids.
    pub fn invitations(&self) -> impl Iterator<Item = &Invitation> {
        self.invitations.values().map(|invitation| &**invitation)
    }

    /// Every invitation between the owner and this person, deleted ones included, in the
    /// order of their ids.
    pub fn invitations_of(&self, person: PersonId) -> impl Iterator<Item = &Invitation> {
        let ids = self.invited.get(&person).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.invitation(*id))
    }

    /// The owner, where an export has told.
    pub fn owner(&self) -> Option<&Owner> {
        self.owner.as_ref().map(|owner| &owner.0)
    }

    /// The fact that last told who the owner is.
    pub fn owner_by(&self) -> Option<FactId> {
        self.owner.as_ref().map(|owner| owner.1)
    }

    /// The imports, in the order in which they were made.
    pub fn imports(&self) -> impl DoubleEndedIterator<Item = (FactId, &ImportTrace)> {
        self.imports.iter().map(|(id, trace)| (*id, trace))
    }

    /// The versions of the guidelines, in the order in which they were written down.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = (FactId, &Version)> {
        self.guidelines.iter().map(|(id, version)| (*id, version))
    }

    /// The guidelines that are in force; `None` where nothing is written down yet.
    pub fn guidelines(&self) -> Option<&Guidelines> {
        self.guidelines.values().next_back().map(|version| &*version.guidelines)
    }

    /// The templates of courtesy notes; `None` as long as the user has written none.
    pub fn courtesy(&self) -> Option<&Templates> {
        self.courtesy.as_ref().map(|(templates, _)| templates)
    }

    /// The fact that last wrote the templates.
    pub fn courtesy_by(&self) -> Option<FactId> {
        self.courtesy.as_ref().map(|(_, by)| *by)
    }

    /// Which version of the guidelines is in force.
    pub fn version(&self) -> Option<FactId> {
        self.guidelines.keys().next_back().copied()
    }

    /// The how manieth version this is, from 1; `None` for one that is not there any more.
    pub fn nth_version(&self, id: FactId) -> Option<usize> {
        self.guidelines.contains_key(&id).then(|| self.guidelines.range(..=id).count())
    }

    /// The day of the newest export that was imported: how old the data is.
    pub fn newest_export(&self) -> Option<NaiveDate> {
        self.imports.values().filter_map(|trace| trace.source.made_on).max()
    }

    /// The day of the newest export that showed connections: an older one tells of the past.
    /// An import of invitations alone shows nobody to be gone.
    pub fn newest_connections(&self) -> Option<NaiveDate> {
        let traces = self.imports.values().filter(|trace| trace.source.connections > 0);
        traces.filter_map(|trace| trace.source.made_on).max()
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
            && self.invitations.is_empty()
            && self.imports.is_empty()
            && self.guidelines.is_empty()
            && self.courtesy.is_none()
            && self.views.is_none()
    }

    /// The invitations of one place, newest first. Undated ones stand last, but for those
    /// entered by hand, which somebody has just got.
    pub fn in_place(&self, place: Place) -> Vec<&Invitation> {
        let mut found: Vec<_> =
            self.invitations().filter(|invitation| invitation.standing.place == place).collect();
        found.sort_by_key(|invitation| {
            let moment = invitation.sent_at.moment();
            let is_fresh = moment.is_none() && invitation.channel == Channel::ByHand;
            (std::cmp::Reverse(is_fresh), std::cmp::Reverse(moment), invitation.id)
        });
        found
    }

    /// The connections, newest first; undated ones last.
    pub fn connections(&self) -> Vec<&Person> {
        self.tied(|person| person.connection().map(|connection| connection.since.moment()))
    }

    /// The former connections, by when they came about, newest first; undated ones last.
    pub fn former_connections(&self) -> Vec<&Person> {
        self.tied(|person| person.former().map(|former| former.was.since.moment()))
    }

    fn tied<K: Ord>(&self, key: impl Fn(&Person) -> Option<K>) -> Vec<&Person> {
        let mut found: Vec<_> =
            self.people().filter_map(|person| Some((key(person)?, person))).collect();
        found.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.id.cmp(&other.id)));
        found.into_iter().map(|(_, person)| person).collect()
    }

    /// How many invitations lie where on this day.
    pub fn lists(&self, today: NaiveDate) -> Lists {
        let mut counts = Lists::default();
        for invitation in self.invitations.values() {
            match invitation.standing.place {
                Place::Inbox if invitation.is_snoozed(today) => counts.snoozed += 1,
                Place::Inbox => {
                    counts.inbox += 1;
                    counts.unread += usize::from(!invitation.read);
                }
                Place::Sent => counts.sent += 1,
                Place::Archive => counts.archive += 1,
                Place::Trash => counts.trash += 1,
                Place::Deleted | Place::Purged => {}
            }
        }
        counts
    }

    /// How many there are of everything on this day. It looks at every person: what is asked
    /// after each act asks for [`Network::lists`].
    pub fn counts(&self, today: NaiveDate) -> Counts {
        let mut counts = Counts { lists: self.lists(today), ..Counts::default() };
        for person in self.people.values() {
            match person.tie {
                Tie::Connected(_) => counts.connections += 1,
                Tie::Former(_) => counts.former += 1,
                Tie::None => {}
            }
        }
        counts
    }

    /// Whether the laws between the parts hold; a sentence for each that does not. For
    /// tests and checks: no act can break them.
    pub fn violations(&self) -> Vec<String> {
        let mut found = Vec::new();
        for id in self.aliases.keys().filter(|id| self.people.contains_key(id)) {
            found.push(format!("person {id} was found to be somebody else and is still there"));
        }
        for invitation in self.invitations.values() {
            let id = invitation.id;
            let standing = &invitation.standing;
            if !self.people.contains_key(&invitation.person) {
                found.push(format!("invitation {id} is with nobody"));
            }
            let in_inbox = standing.place == Place::Inbox;
            if in_inbox && !(invitation.is_open() && invitation.direction == Direction::Received) {
                found.push(format!("invitation {id} lies in the inbox, not open and received"));
            }
            if standing.snoozed.is_some() && !in_inbox {
                found.push(format!("invitation {id} is put off and does not lie in the inbox"));
            }
            if standing.place == Place::Sent && invitation.direction != Direction::Sent {
                found.push(format!("invitation {id} lies among the sent ones, not sent"));
            }
        }
        found
    }
}

/// Puts a value under a key, or takes it away, and returns what was there.
fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<Box<V>>) -> Option<Box<V>> {
    let before = match value {
        Some(value) => map.insert(key, *value),
        None => map.remove(&key),
    };
    before.map(Box::new)
}
