//! What each act does to the network: the laws of the house, one function an act.
//!
//! Each function looks at the network and answers with the writes that the act makes, or
//! with the reason why it has no effect. Nothing changes here.

use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use chrono::NaiveDate;

use super::arriving;
use super::batch::Batch;
use super::courtesy::Templates;
use super::fact::{Act, Entered, Fact, Named, Refusal};
use super::groups::Groups;
use super::guideline::Guidelines;
use super::id::{FactId, InvitationId, PersonId, TabId};
use super::invitation::{Channel, Direction, Invitation, Place, Standing, State};
use super::merge::Merging;
use super::network::{Network, Tick, Version, Write};
use super::person::{Cause, Connection, Edits, Former, Moment, Person, Record, Tie};
use super::stamp::Stamp;
use super::todo::Task;
use super::views::SavedViews;

/// Writes that belong together: undone all or none.
pub(super) type Group = Vec<Write>;

/// Who acts, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// The fact that will have done it.
    pub fact: FactId,
    /// When it is done.
    pub at: Moment,
}

impl By {
    fn today(&self) -> Stamp {
        Stamp::Day(self.at.date_naive())
    }
}

/// Applies a fact that is neither undo nor redo, and returns what it displaced, group by
/// group. Of an act on many it does what can be done; where nothing can, nothing changes
/// and the first reason is returned.
pub fn perform(network: &mut Network, fact: &Fact) -> Result<Groups, Refusal> {
    let by = By { fact: fact.id, at: fact.at };
    let mut displaced = Groups::default();
    let mut refusal = None;
    each_part(&fact.act, |part| {
        match part.writes(network, by) {
            Ok(groups) => displaced.append(groups.map(|write| network.put(write))),
            Err(reason) => {
                refusal.get_or_insert(reason);
            }
        };
        true
    });
    match refusal {
        Some(reason) if displaced.is_empty() => Err(reason),
        None if displaced.is_empty() => Err(Refusal::Nothing),
        _ => {
            displaced.shrink();
            Ok(displaced)
        }
    }
}

/// Whether an act that is neither undo nor redo would take effect now, for at least one
/// of those that it names.
pub fn check(network: &Network, act: &Act, by: By) -> Result<(), Refusal> {
    // An import always does: to find that out by performing it would take as long as that.
    if let Act::Import(_) = act {
        return Ok(());
    }
    let mut refusal = None;
    let mut works = false;
    each_part(act, |part| {
        match part.writes(network, by) {
            Ok(_) => works = true,
            Err(reason) => {
                refusal.get_or_insert(reason);
            }
        }
        !works
    });
    if works { Ok(()) } else { Err(refusal.unwrap_or(Refusal::Nothing)) }
}

/// Whether an act that is neither undo nor redo would take effect now.
pub fn allows(network: &Network, act: &Act) -> bool {
    // Whether an act can be done depends neither on who does it nor on when.
    let anybody = FactId { clock: 0, tab: TabId(0) };
    check(network, act, By { fact: anybody, at: Moment::default() }).is_ok()
}

/// One thing that an act does: an act on many has as many parts.
enum Part<'a> {
    Enter(Direction, &'a Entered),
    Connect(&'a Named, &'a Stamp),
    Accept(InvitationId),
    Ignore(InvitationId),
    Archive(InvitationId),
    Trash(InvitationId),
    Restore(InvitationId),
    Withdraw(InvitationId),
    Delete(InvitationId),
    Read(InvitationId),
    Unread(InvitationId),
    Snooze(InvitationId, NaiveDate),
    Wake(InvitationId),
    Reason(InvitationId, &'a str),
    Note(PersonId, &'a str),
    Tag(PersonId, &'a str),
    Untag(PersonId, &'a str),
    Guide(&'a Arc<Guidelines>),
    Courtesy(&'a Templates),
    Purge(InvitationId),
    PurgeOwn(PersonId),
    Parting(PersonId, &'a str),
    Edit(PersonId, &'a Edits),
    Merge(PersonId, &'a [PersonId]),
    KeepApart(&'a [PersonId]),
    Tick(Task, Tick),
    Views(&'a SavedViews),
    Remove(PersonId),
    PutBack(PersonId),
    Import(&'a Batch),
}

/// Calls `visit` with each part, as long as it answers true. What is named twice is done
/// once: else a fact could write one cell twice, and its undo not tell which it meets.
fn each_part<'a>(act: &'a Act, mut visit: impl FnMut(Part<'a>) -> bool) {
    fn all<'a, T: Copy + Eq + Hash>(
        ids: &[T],
        part: impl Fn(T) -> Part<'a>,
        visit: &mut impl FnMut(Part<'a>) -> bool,
    ) {
        let mut seen = HashSet::new();
        for id in ids {
            if seen.insert(*id) && !visit(part(*id)) {
                break;
            }
        }
    }
    match act {
        Act::Receive(entered) => {
            visit(Part::Enter(Direction::Received, entered));
        }
        Act::Send(entered) => {
            visit(Part::Enter(Direction::Sent, entered));
        }
        Act::Connect { person, since } => {
            visit(Part::Connect(person, since));
        }
        Act::Accept(ids) => all(ids, Part::Accept, &mut visit),
        Act::Ignore(ids) => all(ids, Part::Ignore, &mut visit),
        Act::Archive(ids) => all(ids, Part::Archive, &mut visit),
        Act::Trash(ids) => all(ids, Part::Trash, &mut visit),
        Act::Restore(ids) => all(ids, Part::Restore, &mut visit),
        Act::Withdraw(ids) => all(ids, Part::Withdraw, &mut visit),
        Act::Delete(ids) => all(ids, Part::Delete, &mut visit),
        Act::Read(ids) => all(ids, Part::Read, &mut visit),
        Act::Unread(ids) => all(ids, Part::Unread, &mut visit),
        Act::Snooze { invitations, until } => {
            all(invitations, |id| Part::Snooze(id, *until), &mut visit);
        }
        Act::Wake(ids) => all(ids, Part::Wake, &mut visit),
        Act::Reason { invitations, text } => {
            all(invitations, |id| Part::Reason(id, text), &mut visit);
        }
        Act::Note { person, text } => {
            visit(Part::Note(*person, text));
        }
        Act::Tag { people, tag } => all(people, |id| Part::Tag(id, tag), &mut visit),
        Act::Untag { people, tag } => all(people, |id| Part::Untag(id, tag), &mut visit),
        Act::Guide(guidelines) => {
            visit(Part::Guide(guidelines));
        }
        Act::Courtesy(templates) => {
            visit(Part::Courtesy(templates));
        }
        Act::Purge { invitations, people } => {
            all(invitations, Part::Purge, &mut visit);
            all(people, Part::PurgeOwn, &mut visit);
        }
        Act::Parting { people, text } => all(people, |id| Part::Parting(id, text), &mut visit),
        Act::Edit { person, edits } => {
            visit(Part::Edit(*person, edits));
        }
        Act::Merge { into, from } => {
            visit(Part::Merge(*into, from));
        }
        Act::KeepApart(people) => {
            visit(Part::KeepApart(people));
        }
        Act::Tick(tasks) => all(tasks, |task| Part::Tick(task, Tick::ByHand), &mut visit),
        Act::Untick(tasks) => all(tasks, |task| Part::Tick(task, Tick::NotDone), &mut visit),
        Act::Views(views) => {
            visit(Part::Views(views));
        }
        Act::Remove(ids) => all(ids, Part::Remove, &mut visit),
        Act::PutBack(ids) => all(ids, Part::PutBack, &mut visit),
        Act::Import(batch) => {
            visit(Part::Import(batch));
        }
        // These act on the history; the ledger does them.
        Act::Adopt(_) | Act::Undo { .. } | Act::Redo { .. } => {}
    }
}

impl Part<'_> {
    fn writes(&self, network: &Network, by: By) -> Result<Groups, Refusal> {
        let group = match *self {
            Part::Enter(direction, entered) => enter(network, by, direction, entered),
            Part::Connect(person, since) => connect(network, by, person, since),
            Part::Accept(id) => accept(network, by, id),
            Part::Ignore(id) => ignore(network, by, id),
            Part::Archive(id) => archive(network, by, id),
            Part::Trash(id) => trash(network, by, id),
            Part::Restore(id) => restore(network, by, id),
            Part::Withdraw(id) => withdraw(network, by, id),
            Part::Delete(id) => delete(network, by, id),
            Part::Read(id) => read(network, id),
            Part::Unread(id) => unread(network, id),
            Part::Snooze(id, until) => snooze(network, by, id, until),
            Part::Wake(id) => wake(network, by, id),
            Part::Reason(id, text) => reason(network, by, id, text),
            Part::Note(id, text) => note(network, by, id, text),
            Part::Tag(id, tag) => set_tag(network, by, id, tag, true),
            Part::Untag(id, tag) => set_tag(network, by, id, tag, false),
            Part::Guide(guidelines) => guide(network, by, guidelines),
            Part::Courtesy(templates) => courtesy(network, by, templates),
            Part::Purge(id) => purge(network, by, id),
            Part::PurgeOwn(id) => purge_own(network, by, id),
            Part::Parting(id, text) => parting(network, by, id, text),
            Part::Edit(id, edits) => edit(network, by, id, edits),
            Part::Merge(into, from) => {
                Merging::of(network, by, into, from).map(|merging| merging.whole(network, by, true))
            }
            Part::KeepApart(people) => keep_apart(network, by, people),
            Part::Tick(task, tick) => set_tick(network, by, task, tick),
            Part::Views(views) => save_views(network, by, views),
            Part::Remove(id) => remove(network, by, id),
            Part::PutBack(id) => put_back(network, by, id),
            Part::Import(batch) => return Ok(arriving::import(network, by, batch)),
        };
        group.map(Groups::one)
    }
}

pub(super) fn set_tie(id: PersonId, tie: Tie, by: By) -> Write {
    Write::Tie(id, Box::new((tie, by.fact)))
}

pub(super) fn set_standing(id: InvitationId, standing: Standing, by: By) -> Write {
    Write::Standing(id, Box::new((standing, by.fact)))
}

fn find(network: &Network, id: InvitationId) -> Result<&Invitation, Refusal> {
    let invitation = network.invitation(id).ok_or(Refusal::NoSuchInvitation)?;
    match invitation.standing.place {
        place if place.is_gone() => Err(Refusal::Deleted),
        _ => Ok(invitation),
    }
}

fn must_be_open(invitation: &Invitation) -> Result<(), Refusal> {
    match invitation.standing.state {
        State::Open => Ok(()),
        State::Accepted(_) => Err(Refusal::AlreadyAccepted),
        State::Withdrawn(_) => Err(Refusal::AlreadyWithdrawn),
    }
}

fn must_be(invitation: &Invitation, direction: Direction) -> Result<(), Refusal> {
    match (invitation.direction == direction, direction) {
        (true, _) => Ok(()),
        (false, Direction::Received) => Err(Refusal::NotReceived),
        (false, Direction::Sent) => Err(Refusal::NotSent),
    }
}

/// How an open invitation stands once it is accepted: an inbox one goes to the archive,
/// any other stays where it lies.
pub(super) fn accepted(invitation: &Invitation, on: Stamp) -> Standing {
    let leave_inbox = |place| if place == Place::Inbox { Place::Archive } else { place };
    Standing {
        state: State::Accepted(on),
        place: leave_inbox(invitation.standing.place),
        back: leave_inbox(invitation.standing.back),
        snoozed: None,
        under: invitation.standing.under,
    }
}

/// The writes that mark each open invitation between the two as accepted: a connection
/// answers them all.
fn settle(network: &Network, by: By, person: PersonId, except: Option<InvitationId>) -> Group {
    network
        .invitations_of(person)
        .filter(|invitation| {
            invitation.is_open()
                && !invitation.standing.place.is_gone()
                && Some(invitation.id) != except
        })
        .map(|invitation| set_standing(invitation.id, accepted(invitation, by.today()), by))
        .collect()
}

fn is_owner(network: &Network, person: &Named) -> bool {
    let own = network.owner().and_then(|owner| owner.profile.as_ref());
    own.is_some() && own == person.record.profile.as_ref()
}

fn enter(
    network: &Network,
    by: By,
    direction: Direction,
    entered: &Entered,
) -> Result<Group, Refusal> {
    if let Some(known) = network.invitation(entered.id) {
        return Err(match known.standing.place {
            place if place.is_gone() => Refusal::Deleted,
            _ => Refusal::KnownInvitation,
        });
    }
    if is_owner(network, &entered.person) {
        return Err(Refusal::Oneself);
    }
    let mut group = Group::new();
    let person = network.now(entered.person.id);
    match network.person(person) {
        None => group.push(newcomer(person, &entered.person.record, Tie::None, by)),
        Some(known) if direction == Direction::Sent && known.connection().is_some() => {
            return Err(Refusal::AlreadyConnected);
        }
        Some(_) => {}
    }
    let place = match direction {
        Direction::Received => Place::Inbox,
        Direction::Sent => Place::Sent,
    };
    group.push(Write::Invitation(
        entered.id,
        Some(Box::new(Invitation {
            id: entered.id,
            direction,
            person,
            channel: Channel::ByHand,
            sent_at: entered.sent_at.clone(),
            message: entered.message.clone(),
            standing: Standing::at(State::Open, place),
            standing_by: by.fact,
            with_by: by.fact,
            read: direction == Direction::Sent,
            reason: None,
        })),
    ));
    Ok(group)
}

pub(super) fn newcomer(id: PersonId, record: &Arc<Record>, tie: Tie, by: By) -> Write {
    Write::Person(
        id,
        Some(Box::new(Person {
            id,
            record: record.clone(),
            record_by: by.fact,
            tie,
            tie_by: by.fact,
            own: None,
        })),
    )
}

fn connect(network: &Network, by: By, person: &Named, since: &Stamp) -> Result<Group, Refusal> {
    if is_owner(network, person) {
        return Err(Refusal::Oneself);
    }
    let tie = Tie::Connected(here_only(since.clone()));
    let id = network.now(person.id);
    let mut group = match network.person(id) {
        None => vec![newcomer(id, &person.record, tie, by)],
        Some(known) if known.connection().is_some() => return Err(Refusal::AlreadyConnected),
        Some(_) => vec![set_tie(id, tie, by)],
    };
    group.extend(settle(network, by, id, None));
    Ok(group)
}

/// A connection that no export has shown yet.
fn here_only(since: Stamp) -> Connection {
    Connection { since, listed: false, missing: false }
}

fn accept(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    must_be(invitation, Direction::Received)?;
    must_be_open(invitation)?;
    let state = State::Accepted(by.today());
    let standing = Standing { under: network.version(), ..Standing::at(state, Place::Archive) };
    let mut group = vec![set_standing(id, standing, by)];
    let person = network.person(invitation.person).ok_or(Refusal::NoSuchPerson)?;
    if person.connection().is_none() {
        group.push(set_tie(person.id, Tie::Connected(here_only(by.today())), by));
    }
    group.extend(settle(network, by, person.id, Some(id)));
    group.extend(anew(network, by, Task::Accept(id)));
    Ok(group)
}

fn ignore(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    must_be(invitation, Direction::Received)?;
    must_be_open(invitation)?;
    if invitation.standing.place != Place::Inbox {
        return Err(Refusal::WrongPlace);
    }
    let standing =
        Standing { under: network.version(), ..Standing::at(State::Open, Place::Archive) };
    Ok(vec![set_standing(id, standing, by)])
}

fn archive(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    must_be(invitation, Direction::Sent)?;
    if invitation.standing.place != Place::Sent {
        return Err(Refusal::WrongPlace);
    }
    let Standing { state, under, .. } = invitation.standing.clone();
    let standing = Standing { under, ..Standing::at(state, Place::Archive) };
    Ok(vec![set_standing(id, standing, by)])
}

fn trash(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    if invitation.standing.place == Place::Trash {
        return Err(Refusal::WrongPlace);
    }
    Ok(vec![set_standing(id, invitation.standing.trashed(), by)])
}

fn restore(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    let place = invitation.restore_target().ok_or(Refusal::WrongPlace)?;
    let Standing { state, under, .. } = invitation.standing.clone();
    // What lies in the inbox is still to be decided.
    let under = under.filter(|_| place != Place::Inbox);
    let standing = Standing { under, ..Standing::at(state, place) };
    Ok(vec![set_standing(id, standing, by)])
}

fn withdraw(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    must_be(invitation, Direction::Sent)?;
    must_be_open(invitation)?;
    let standing = Standing { state: State::Withdrawn(by.today()), ..invitation.standing.clone() };
    let mut group = vec![set_standing(id, standing, by)];
    group.extend(anew(network, by, Task::Withdraw(id)));
    Ok(group)
}

/// What was done on LinkedIn before is to be done there anew.
fn anew(network: &Network, by: By, task: Task) -> Option<Write> {
    network.tick(task).map(|_| Write::tick(task, Tick::NotDone, by.fact))
}

fn delete(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    if invitation.standing.place != Place::Trash {
        return Err(Refusal::WrongPlace);
    }
    let standing = Standing { place: Place::Deleted, ..invitation.standing.clone() };
    Ok(vec![set_standing(id, standing, by)])
}

/// Forgets an invitation but for its key.
fn purge(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = network.invitation(id).ok_or(Refusal::NoSuchInvitation)?;
    match invitation.standing.place {
        Place::Deleted => {
            Ok(vec![Write::Invitation(id, Some(Box::new(invitation.purged(by.fact))))])
        }
        Place::Purged => Err(Refusal::Purged),
        _ => Err(Refusal::WrongPlace),
    }
}

/// Forgets what the user has written about somebody of whom nothing is shown any more.
fn purge_own(network: &Network, by: By, id: PersonId) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    let id = person.id;
    if !is_out_of_sight(network, person, &[]) {
        return Err(Refusal::WrongPlace);
    }
    let own = person.own.as_ref().ok_or(Refusal::Unchanged)?;
    let mut group = Group::new();
    if !own.note.is_empty() {
        group.push(Write::Note(id, Box::new((String::new(), by.fact))));
    }
    if !own.tags.is_empty() {
        group.push(Write::Tags(id, Box::new((BTreeSet::new(), by.fact))));
    }
    if !own.parting.is_empty() {
        group.push(Write::Parting(id, Box::new((String::new(), by.fact))));
    }
    if !own.edits.is_empty() {
        group.push(Write::Edits(id, Box::new((Edits::default(), by.fact))));
    }
    if group.is_empty() { Err(Refusal::Unchanged) } else { Ok(group) }
}

/// Whether somebody is no connection, never was one, and every invitation with them is
/// forgotten, or is once these are.
fn is_out_of_sight(network: &Network, person: &Person, purged: &[InvitationId]) -> bool {
    let mut invitations = network.invitations_of(person.id);
    person.tie == Tie::None
        && invitations.all(|it| it.standing.place == Place::Purged || purged.contains(&it.id))
}

impl Act {
    /// Forgets what was said in these of the deleted invitations.
    pub fn purge(invitations: Vec<InvitationId>, network: &Network) -> Act {
        let with = invitations.iter().filter_map(|id| network.invitation(*id)).map(|it| it.person);
        let mut people: Vec<PersonId> = with
            .filter_map(|id| network.person(id))
            .filter(|it| it.own.is_some() && is_out_of_sight(network, it, &invitations))
            .map(|it| it.id)
            .collect();
        // What was written about them under another id goes too.
        let aliases = network.aliases().map(|(id, _)| id);
        let aliases: Vec<PersonId> =
            aliases.filter(|id| people.contains(&network.now(*id))).collect();
        people.extend(aliases);
        people.sort_unstable();
        people.dedup();
        Act::Purge { invitations, people }
    }
}

fn courtesy(network: &Network, by: By, templates: &Templates) -> Result<Group, Refusal> {
    if network.courtesy() == Some(templates) {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Courtesy(Some(Box::new((templates.clone(), by.fact))))])
}

fn read(network: &Network, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    if invitation.read { Err(Refusal::WrongPlace) } else { Ok(vec![Write::Read(id, true)]) }
}

fn unread(network: &Network, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    if invitation.read { Ok(vec![Write::Read(id, false)]) } else { Err(Refusal::Unchanged) }
}

/// What comes back is news again.
fn snooze(network: &Network, by: By, id: InvitationId, until: NaiveDate) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    must_be(invitation, Direction::Received)?;
    must_be_open(invitation)?;
    if invitation.standing.place != Place::Inbox {
        return Err(Refusal::WrongPlace);
    }
    if invitation.standing.snoozed == Some(until) {
        return Err(Refusal::Unchanged);
    }
    let standing = Standing { snoozed: Some(until), ..invitation.standing.clone() };
    let mut group = vec![set_standing(id, standing, by)];
    // What is unread already was made so by another act, which may be taken back first.
    if invitation.read {
        group.push(Write::Read(id, false));
    }
    Ok(group)
}

fn wake(network: &Network, by: By, id: InvitationId) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    if invitation.standing.snoozed.is_none() {
        return Err(Refusal::WrongPlace);
    }
    let standing = Standing { snoozed: None, ..invitation.standing.clone() };
    Ok(vec![set_standing(id, standing, by)])
}

fn reason(network: &Network, by: By, id: InvitationId, text: &str) -> Result<Group, Refusal> {
    let invitation = find(network, id)?;
    if invitation.reason() == text {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Reason(id, Some(Box::new((text.to_owned(), by.fact))))])
}

fn note(network: &Network, by: By, id: PersonId, text: &str) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    if person.note() == text {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Note(person.id, Box::new((text.to_owned(), by.fact)))])
}

fn parting(network: &Network, by: By, id: PersonId, text: &str) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    if person.parting() == text {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Parting(person.id, Box::new((text.to_owned(), by.fact)))])
}

fn edit(network: &Network, by: By, id: PersonId, edits: &Edits) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    if person.edits().unwrap_or(&Edits::default()) == edits {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Edits(person.id, Box::new((edits.clone(), by.fact)))])
}

fn keep_apart(network: &Network, by: By, people: &[PersonId]) -> Result<Group, Refusal> {
    let mut ids = BTreeSet::new();
    for id in people {
        ids.insert(network.person(*id).ok_or(Refusal::NoSuchPerson)?.id);
    }
    if ids.len() < 2 {
        return Err(Refusal::NotTwo);
    }
    let mut group = Group::new();
    for one in &ids {
        for other in ids.range(one..).skip(1) {
            if network.apart_by(*one, *other).is_none() {
                group.push(Write::apart(*one, *other, by.fact));
            }
        }
    }
    if group.is_empty() { Err(Refusal::Unchanged) } else { Ok(group) }
}

fn set_tick(network: &Network, by: By, task: Task, tick: Tick) -> Result<Group, Refusal> {
    let todo = task.todo(network).ok_or(Refusal::NothingToDo)?;
    if todo.done.is_some() == (tick != Tick::NotDone) {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::tick(todo.task, tick, by.fact)])
}

fn save_views(network: &Network, by: By, views: &SavedViews) -> Result<Group, Refusal> {
    if network.views().map_or(views.is_empty(), |known| known == views) {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Views(Some(Box::new((views.clone(), by.fact))))])
}

fn set_tag(
    network: &Network,
    by: By,
    id: PersonId,
    tag: &str,
    has: bool,
) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    if tag.trim().is_empty() {
        return Err(Refusal::Nothing);
    }
    let mut tags: BTreeSet<String> = person.tags().map(str::to_owned).collect();
    let changed = if has { tags.insert(tag.to_owned()) } else { tags.remove(tag) };
    if !changed {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Write::Tags(person.id, Box::new((tags, by.fact)))])
}

fn guide(network: &Network, by: By, guidelines: &Arc<Guidelines>) -> Result<Group, Refusal> {
    if network.guidelines().unwrap_or(&Guidelines::default()) == &**guidelines {
        return Err(Refusal::Unchanged);
    }
    let version = Version { at: by.at, guidelines: guidelines.clone() };
    Ok(vec![Write::Guidelines(by.fact, Some(Box::new(version)))])
}

fn remove(network: &Network, by: By, id: PersonId) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    let connection = person.connection().ok_or(Refusal::NotConnected)?;
    let former =
        Former { was: connection.clone(), cause: Cause::Removed(by.at), still_listed: false };
    let mut group = vec![set_tie(person.id, Tie::Former(Box::new(former)), by)];
    group.extend(anew(network, by, Task::Remove(person.id)));
    Ok(group)
}

fn put_back(network: &Network, by: By, id: PersonId) -> Result<Group, Refusal> {
    let person = network.person(id).ok_or(Refusal::NoSuchPerson)?;
    let former = person.former().ok_or(Refusal::NotFormer)?;
    let listed = former.was.listed || former.still_listed;
    let missing = former.was.missing && !former.still_listed;
    let connection = Connection { listed, missing, ..former.was.clone() };
    Ok(vec![set_tie(person.id, Tie::Connected(connection), by)])
}
