//! Who and what the network knows already, found by what rows carry.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::pace::{Cancelled, Pace, Steps};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::invitation::Direction;
use crate::domain::network::Network;
use crate::domain::person::Tie;
use crate::domain::person::fold_name;
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;

/// Invitations between the owner and one person in one direction, with what tells them
/// apart.
type Sent = Vec<(Stamp, String, InvitationId)>;

/// The people and invitations of a network, by what rows carry.
#[derive(Default)]
pub struct Known {
    profiles: HashMap<ProfileAddress, PersonId>,
    emails: HashMap<String, PersonId>,
    by_day: HashMap<(String, Option<NaiveDate>), Vec<PersonId>>,
    by_company: HashMap<(String, String), Vec<PersonId>>,
    connections: HashMap<String, Vec<PersonId>>,
    since: HashMap<PersonId, Stamp>,
    invitations: HashMap<(PersonId, Direction), Sent>,
    /// People by an invitation that names them.
    senders: HashMap<(Direction, String, Stamp), Vec<PersonId>>,
}

impl Known {
    /// Reads all of it into maps.
    pub(super) async fn of<P: Pace>(
        network: &Network,
        steps: &mut Steps<'_, P>,
    ) -> Result<Known, Cancelled> {
        let mut known = Known::default();
        for person in network.people() {
            steps.step().await?;
            let record = person.told();
            if let Some(profile) = &record.profile {
                known.profiles.insert(profile.clone(), person.id);
            }
            if !record.email.is_empty() {
                known.emails.insert(record.email.clone(), person.id);
            }
            let since = match &person.tie {
                Tie::Connected(connection) => &connection.since,
                Tie::Former(former) => &former.was.since,
                Tie::None => continue,
            };
            let name = fold_name(&record.name());
            known.learn_connection(person.id, &name, since, &record.company);
            known.connections.entry(name).or_default().push(person.id);
        }
        // What the user knows better tells who is meant too, where no export says otherwise.
        for person in network.people() {
            let Some(edits) = person.edits() else { continue };
            if let Some(profile) = &edits.profile {
                known.learn_profile(profile.clone(), person.id);
            }
            if let Some(email) = edits.email.as_ref().filter(|email| !email.is_empty()) {
                known.learn_email(email.clone(), person.id);
            }
        }
        for invitation in network.invitations() {
            steps.step().await?;
            known.learn_invitation(
                invitation.person,
                invitation.direction,
                &invitation.sent_at,
                &invitation.message,
                invitation.id,
            );
            if let Some(person) = network.person(invitation.person) {
                let name = fold_name(&person.record.name());
                known.learn_sender(person.id, invitation.direction, &name, &invitation.sent_at);
            }
        }
        Ok(known)
    }

    /// Somebody by profile address.
    pub fn by_profile(&self, profile: &ProfileAddress) -> Option<PersonId> {
        self.profiles.get(profile).copied()
    }

    /// Notes whose profile address this is.
    pub fn learn_profile(&mut self, profile: ProfileAddress, person: PersonId) {
        self.profiles.entry(profile).or_insert(person);
    }

    /// Somebody by e-mail address in lower case.
    pub fn by_email(&self, email: &str) -> Option<PersonId> {
        self.emails.get(email).copied()
    }

    /// Notes whose e-mail address this is.
    pub fn learn_email(&mut self, email: String, person: PersonId) {
        self.emails.entry(email).or_insert(person);
    }

    /// Notes that this e-mail address is somebody else's than was known.
    pub fn learn_email_anew(&mut self, email: String, person: PersonId) {
        self.emails.insert(email, person);
    }

    /// Notes a connection, or a former one.
    pub fn learn_connection(&mut self, person: PersonId, name: &str, since: &Stamp, company: &str) {
        self.since.entry(person).or_insert_with(|| since.clone());
        let same_day = self.by_day.entry((name.to_owned(), since.day())).or_default();
        if !same_day.contains(&person) {
            same_day.push(person);
        }
        if !company.is_empty() {
            let colleagues =
                self.by_company.entry((name.to_owned(), company.to_owned())).or_default();
            if !colleagues.contains(&person) {
                colleagues.push(person);
            }
        }
    }

    /// Connections and former ones of this name since this day; of no day, those of no day.
    pub fn by_name_and_day(&self, name: &str, since: &Stamp) -> &[PersonId] {
        let found = self.by_day.get(&(name.to_owned(), since.day()));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Connections and former ones of this name at this company; none for no company.
    pub fn by_name_and_company(&self, name: &str, company: &str) -> &[PersonId] {
        let found = self.by_company.get(&(name.to_owned(), company.to_owned()));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Connections and former ones of this name.
    pub fn connections_named(&self, name: &str) -> Option<&[PersonId]> {
        self.connections.get(name).map(Vec::as_slice)
    }

    /// Since when somebody is or was a connection.
    pub fn since(&self, person: PersonId) -> Stamp {
        self.since.get(&person).cloned().unwrap_or_default()
    }

    /// The one person of this name who sent, or got, an invitation at this very moment.
    pub fn sender(&self, direction: Direction, name: &str, sent_at: &Stamp) -> Option<PersonId> {
        sent_at.day()?;
        match self.senders.get(&(direction, name.to_owned(), sent_at.clone()))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Notes who sent, or got, an invitation.
    pub fn learn_sender(
        &mut self,
        person: PersonId,
        direction: Direction,
        name: &str,
        sent_at: &Stamp,
    ) {
        let key = (direction, name.to_owned(), sent_at.clone());
        let people = self.senders.entry(key).or_default();
        if !people.contains(&person) {
            people.push(person);
        }
    }

    /// A known invitation: same person, same direction, same moment as far as both know.
    /// Of undated ones, the message tells them apart.
    pub fn invitation(
        &self,
        person: PersonId,
        direction: Direction,
        sent_at: &Stamp,
        message: &str,
    ) -> Option<InvitationId> {
        let sent = self.invitations.get(&(person, direction))?;
        sent.iter()
            .find(|(stamp, text, _)| match (stamp, sent_at) {
                (Stamp::Unknown, Stamp::Unknown) => text == message,
                (a, b) if a == b => true,
                // One of the two sources knows the day only.
                (Stamp::Day(day), Stamp::Minute(minute))
                | (Stamp::Minute(minute), Stamp::Day(day)) => minute.date() == *day,
                _ => false,
            })
            .map(|(_, _, id)| *id)
    }

    /// Notes an invitation.
    pub fn learn_invitation(
        &mut self,
        person: PersonId,
        direction: Direction,
        sent_at: &Stamp,
        message: &str,
        id: InvitationId,
    ) {
        let sent = self.invitations.entry((person, direction)).or_default();
        sent.push((sent_at.clone(), message.to_owned(), id));
    }
}
