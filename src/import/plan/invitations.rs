//! Invitations: with whom they are, and what has become of them.

use chrono::Months;

use super::{Planner, stamp_text};
use crate::domain::batch::{InvitationRow, Listing};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::invitation::{Direction, Place, State};
use crate::domain::person::{Tie, fold_name};
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;
use crate::import::export::{self, InvitationRow as Row};
use crate::import::matching::{Key, id_of};

impl Planner<'_> {
    /// An invitation that was known by name alone and now comes with an address tells
    /// whose address that is. Done first, so that connections are recognised by it.
    pub(super) fn learn_address(&mut self, row: &Row) {
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

    pub(super) fn invitation(&mut self, row: &Row) {
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
