//! Who and what the network knows already, found by what rows carry.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use siphasher::sip::SipHasher13;

use super::pace::{Cancelled, Steps};
use crate::domain::id::{IdMap, InvitationId, PersonId};
use crate::domain::invitation::Direction;
use crate::domain::network::Network;
use crate::domain::person::{Record, Tie, fold_name};
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;

/// A digest of what a row carries, as ids are digests of what makes somebody known: what is
/// looked up by it needs no copy of any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(u64);

impl Key {
    fn of(carried: impl Hash) -> Key {
        let mut hasher = SipHasher13::new();
        carried.hash(&mut hasher);
        Key(hasher.finish())
    }

    /// That of a name in several parts, equal where [`fold_name`] makes it one.
    pub fn of_name(parts: &[&str]) -> Key {
        let mut hasher = SipHasher13::new();
        if parts.iter().all(|part| part.is_ascii()) {
            let (mut has_begun, mut is_gap) = (false, false);
            for part in parts {
                for letter in part.bytes() {
                    if char::from(letter).is_whitespace() {
                        is_gap = true;
                        continue;
                    }
                    if is_gap && has_begun {
                        hasher.write_u8(b' ');
                    }
                    hasher.write_u8(letter.to_ascii_lowercase());
                    (has_begun, is_gap) = (true, false);
                }
                is_gap = true;
            }
        } else {
            hasher.write(fold_name(&parts.join(" ")).as_bytes());
        }
        Key(hasher.finish())
    }

    /// That of the name by which somebody is known.
    pub fn of_record(record: &Record) -> Key {
        if record.first_name.is_empty() && record.last_name.is_empty() {
            Key::of_name(&[&record.name()])
        } else {
            Key::of_name(&[&record.first_name, &record.last_name])
        }
    }
}

/// How many people who share something are told apart by the rest: of more, nobody is meant.
const NAMESAKES: usize = 100;

/// People by what they share; nearly everybody shares it with nobody.
#[derive(Default)]
pub struct Sharing {
    first: IdMap<Key, PersonId>,
    others: IdMap<Key, Vec<PersonId>>,
}

impl Sharing {
    /// Room for so many people more.
    pub fn reserve(&mut self, people: usize) {
        self.first.reserve(people);
    }

    /// Notes somebody, once.
    pub fn add(&mut self, key: Key, person: PersonId) {
        let first = *self.first.entry(key).or_insert(person);
        if first != person {
            let others = self.others.entry(key).or_default();
            if others.len() < NAMESAKES && !others.contains(&person) {
                others.push(person);
            }
        }
    }

    /// Everybody with this, in the order in which they were noted.
    pub fn all(&self, key: Key) -> impl Iterator<Item = PersonId> {
        let others = self.others.get(&key).into_iter().flatten();
        self.first.get(&key).into_iter().chain(others).copied()
    }

    /// The one person with this; none where there are more.
    pub fn only(&self, key: Key) -> Option<PersonId> {
        self.first.get(&key).copied().filter(|_| !self.others.contains_key(&key))
    }

    /// Whether anybody has this.
    pub fn has(&self, key: Key) -> bool {
        self.first.contains_key(&key)
    }
}

/// Invitations between the owner and one person in one direction, with what tells them
/// apart.
type Sent = Vec<(Stamp, String, InvitationId)>;

/// Connections and former ones by what else than a sure key makes somebody known. Most exports
/// have a sure key in every row: so they are noted first, and sorted into maps once somebody asks.
#[derive(Default)]
struct Connections {
    noted: Vec<Noted>,
    /// How many of these are in the maps.
    sorted: usize,
    by_day: Sharing,
    by_company: Sharing,
    known_by_name: Sharing,
    listed_by_name: Sharing,
    since: IdMap<PersonId, Stamp>,
    /// Whether of some connection nothing tells since when.
    has_undated: bool,
    /// Whether some connection has no profile address.
    has_unaddressed: bool,
}

/// A connection or a former one, as it was known when it was noted.
struct Noted {
    person: PersonId,
    record: Arc<Record>,
    since: Stamp,
    shown: Shown,
}

/// What shows a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The network has it.
    Known,
    /// A row of the export.
    Listed,
    /// Another row of the export than one before.
    Again,
}

impl Connections {
    fn note(&mut self, noted: Noted) {
        self.has_undated |= noted.since == Stamp::Unknown;
        self.has_unaddressed |= noted.record.profile.is_none();
        self.noted.push(noted);
    }

    /// Sorts in those who were noted since, in their order.
    async fn sort(&mut self, steps: &mut Steps<'_>) -> Result<(), Cancelled> {
        let first = self.sorted == 0;
        let more = self.noted.len().saturating_sub(self.sorted);
        if first {
            self.by_day.reserve(more);
            self.by_company.reserve(more);
            self.since.reserve(more);
        }
        while let Some(Noted { person, record, since, shown }) = self.noted.get(self.sorted) {
            let (person, name) = (*person, Key::of_record(record));
            self.since.entry(person).or_insert_with(|| since.clone());
            self.by_day.add(Key::of((name, since.day())), person);
            if !record.company.is_empty() {
                self.by_company.add(Key::of((name, &record.company)), person);
            }
            match shown {
                Shown::Known => self.known_by_name.add(name, person),
                Shown::Listed => self.listed_by_name.add(name, person),
                Shown::Again => {}
            }
            self.sorted = self.sorted.saturating_add(1);
            steps.aside(self.sorted).await?;
        }
        Ok(())
    }
}

/// The people and invitations of a network, by what rows carry.
#[derive(Default)]
pub struct Known {
    /// By the id that their profile address gives.
    profiles: IdMap<PersonId, PersonId>,
    emails: IdMap<Key, PersonId>,
    connections: Connections,
    invitations: IdMap<(PersonId, Direction), Sent>,
    /// People by an invitation that names them.
    senders: Sharing,
}

impl Known {
    /// Reads all of it into maps.
    pub(super) async fn of(network: &Network, steps: &mut Steps<'_>) -> Result<Known, Cancelled> {
        let mut known = Known::default();
        for person in network.people() {
            steps.step().await?;
            let record = person.told();
            if let Some(profile) = &record.profile {
                known.profiles.insert(id_of(profile), person.id);
            }
            if !record.email.is_empty() {
                known.learn_email_anew(&record.email, person.id);
            }
            let since = match &person.tie {
                Tie::Connected(connection) => &connection.since,
                Tie::Former(former) => &former.was.since,
                Tie::None => continue,
            };
            known.learn_connection(person.id, record, since, Shown::Known);
        }
        // What the user knows better tells who is meant too, where no export says otherwise.
        for person in network.people() {
            let Some(edits) = person.edits() else { continue };
            if let Some(profile) = &edits.profile {
                known.learn_profile(id_of(profile), person.id);
            }
            if let Some(email) = edits.email.as_ref().filter(|email| !email.is_empty()) {
                known.learn_email(email, person.id);
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
                let name = Key::of_record(&person.record);
                known.learn_sender(person.id, invitation.direction, name, &invitation.sent_at);
            }
        }
        Ok(known)
    }

    /// Room for so many people more.
    pub fn reserve(&mut self, people: usize) {
        self.profiles.reserve(people);
        self.connections.noted.reserve(people);
    }

    /// Somebody by the id that their profile address gives.
    pub fn by_profile(&self, profile: PersonId) -> Option<PersonId> {
        self.profiles.get(&profile).copied()
    }

    /// Notes whose profile address gives this id.
    pub fn learn_profile(&mut self, profile: PersonId, person: PersonId) {
        self.profiles.entry(profile).or_insert(person);
    }

    /// Somebody by e-mail address in lower case.
    pub fn by_email(&self, email: &str) -> Option<PersonId> {
        self.emails.get(&Key::of(email)).copied()
    }

    /// Notes whose e-mail address this is.
    pub fn learn_email(&mut self, email: &str, person: PersonId) {
        self.emails.entry(Key::of(email)).or_insert(person);
    }

    /// Notes that this e-mail address is somebody else's than was known.
    pub fn learn_email_anew(&mut self, email: &str, person: PersonId) {
        self.emails.insert(Key::of(email), person);
    }

    /// Notes a connection, or a former one, with all that is known of it by now.
    pub fn learn_connection(
        &mut self,
        person: PersonId,
        record: &Arc<Record>,
        since: &Stamp,
        shown: Shown,
    ) {
        let (record, since) = (record.clone(), since.clone());
        self.connections.note(Noted { person, record, since, shown });
    }

    /// Gets ready to tell connections by name. Who is noted afterwards is not told until then.
    pub(super) async fn sort_names(&mut self, steps: &mut Steps<'_>) -> Result<(), Cancelled> {
        self.connections.sort(steps).await
    }

    /// Whether some connection has no profile address, so that it can be that of a row with one.
    pub fn has_unaddressed(&self) -> bool {
        self.connections.has_unaddressed
    }

    /// Connections and former ones of this name since this day; of no day, those of no day.
    pub fn by_name_and_day(&self, name: Key, since: &Stamp) -> impl Iterator<Item = PersonId> {
        self.connections.by_day.all(Key::of((name, since.day())))
    }

    /// The one connection or former one of this name at this company; none for no company.
    pub fn by_name_and_company(&self, name: Key, company: &str) -> Option<PersonId> {
        self.connections.by_company.only(Key::of((name, company)))
    }

    /// Connections and former ones of this name that the network has.
    pub fn known_by_name(&self) -> &Sharing {
        &self.connections.known_by_name
    }

    /// Connections of this export by name.
    pub fn listed_by_name(&self) -> &Sharing {
        &self.connections.listed_by_name
    }

    /// Whether of some connection nothing tells since when.
    pub fn has_undated(&self) -> bool {
        self.connections.has_undated
    }

    /// Since when somebody is or was a connection.
    pub fn since(&self, person: PersonId) -> Stamp {
        self.connections.since.get(&person).cloned().unwrap_or_default()
    }

    /// The one person of this name who sent, or got, an invitation at this very moment.
    pub fn sender(&self, direction: Direction, name: Key, sent_at: &Stamp) -> Option<PersonId> {
        sent_at.day()?;
        self.senders.only(Key::of((direction, name, sent_at)))
    }

    /// Notes who sent, or got, an invitation.
    pub fn learn_sender(
        &mut self,
        person: PersonId,
        direction: Direction,
        name: Key,
        sent_at: &Stamp,
    ) {
        self.senders.add(Key::of((direction, name, sent_at)), person);
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

/// The id that a profile address gives to whom nothing else makes known.
pub fn id_of(profile: &ProfileAddress) -> PersonId {
    PersonId::of(&["profile", profile.as_str()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_name_is_that_of_its_folded_form() {
        let all: String = (0..128_u8).map(char::from).collect();
        for first in ["", "Mira", " Ana  Maria\t", "Zo\u{eb}", "Zoe\u{308}", "\u{b}", &all] {
            for last in ["", "HALVORSEN", " O'Neill,\u{a0}PhD ", "\n", "\u{17d}i\u{17e}ek"] {
                let folded = fold_name(&format!("{first} {last}"));
                let mut hasher = SipHasher13::new();
                hasher.write(folded.as_bytes());
                assert_eq!(Key::of_name(&[first, last]), Key(hasher.finish()), "{folded}");
            }
        }
        assert_ne!(Key::of_name(&["ab", "c"]), Key::of_name(&["a", "bc"]));
        assert_eq!(Key::of_name(&["Ana Maria", "Lima"]), Key::of_name(&["ana", "maria LIMA"]));
    }

    #[test]
    fn who_shares_something_is_told_in_order_and_once() {
        let key = Key::of("Mira");
        let mut sharing = Sharing::default();
        assert!(!sharing.has(key) && sharing.only(key).is_none());
        for id in [7, 7, 3, 9, 3, 7] {
            sharing.add(key, PersonId(id));
            let only = sharing.only(key);
            assert_eq!(only.is_some(), sharing.all(key).count() == 1);
        }
        assert_eq!(sharing.all(key).collect::<Vec<_>>(), [7, 3, 9].map(PersonId));
    }

    #[test]
    fn of_very_many_who_share_something_a_bounded_number_is_looked_at() {
        let key = Key::of("Mira");
        let mut sharing = Sharing::default();
        for id in 0..10 * NAMESAKES {
            sharing.add(key, PersonId(id as u64));
        }
        assert_eq!(sharing.all(key).count(), 1 + NAMESAKES);
        assert_eq!(sharing.only(key), None);
    }
}
