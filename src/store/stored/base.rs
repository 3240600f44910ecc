//! The state below the history.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::courtesy::Template;
use super::guidelines::Guidelines;
use super::people::{Edits, Task, Tick, View};
use super::rows::{Direction, Owner, Place, Record, Source, State, names};
use super::values::{Day, Digest, FactRef, Instant, Name, Stamp};
use crate::domain::base::Base;
use crate::domain::id::FactId;
use crate::domain::invitation::{self as invitations};
use crate::domain::network::{ImportTrace, Version, Write};
use crate::domain::person as people;

names!(Channel for invitations::Channel { LinkedIn, ByHand });

/// What is known of a base before its parts are read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BaseHead {
    pub facts: u64,
    pub clock: u32,
    pub parts: Vec<Name>,
}

/// A part of a base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BasePart {
    Folded(Vec<(Digest, u32)>),
    Owner(Owner),
    Imports(Vec<(FactRef, Instant, Source)>),
    People(Vec<Person>),
    Invitations(Vec<Invitation>),
    Notes(Vec<(Digest, String)>),
    Tags(Vec<(Digest, Vec<String>)>),
    Snoozed(Vec<(Digest, Day)>),
    Reasons(Vec<(Digest, String)>),
    Guidelines(Vec<(FactRef, Instant, Guidelines)>),
    Under(Vec<(Digest, FactRef)>),
    Courtesy(Vec<Template>),
    Missing(Vec<Digest>),
    Partings(Vec<(Digest, String)>),
    Edits(Vec<(Digest, Edits)>),
    Aliases(Vec<(Digest, Digest)>),
    Apart(Vec<(Digest, Digest)>),
    Ticks(Vec<(Task, Tick)>),
    Views(Vec<View>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    pub since: Stamp,
    pub listed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    Removed(Instant),
    NotInNewerExport,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tie {
    None,
    Connected(Connection),
    Former { was: Connection, cause: Cause, still_listed: bool },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: Digest,
    pub record: Record,
    pub tie: Tie,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: Digest,
    pub direction: Direction,
    pub person: Digest,
    pub channel: Channel,
    pub sent_at: Stamp,
    pub message: String,
    pub state: State,
    pub place: Place,
    pub back: Place,
    pub read: bool,
}

impl From<&people::Connection> for Connection {
    fn from(connection: &people::Connection) -> Self {
        Connection { since: (&connection.since).into(), listed: connection.listed }
    }
}

impl From<Connection> for people::Connection {
    fn from(connection: Connection) -> Self {
        let (since, listed) = (connection.since.into(), connection.listed);
        // Who is missing stands in a part of its own.
        people::Connection { since, listed, missing: false }
    }
}

impl From<&people::Tie> for Tie {
    fn from(tie: &people::Tie) -> Self {
        match tie {
            people::Tie::None => Tie::None,
            people::Tie::Connected(connection) => Tie::Connected(connection.into()),
            people::Tie::Former(former) => Tie::Former {
                was: (&former.was).into(),
                cause: match former.cause {
                    people::Cause::Removed(at) => Cause::Removed(Instant(at)),
                    people::Cause::NotInNewerExport => Cause::NotInNewerExport,
                },
                still_listed: former.still_listed,
            },
        }
    }
}

impl From<Tie> for people::Tie {
    fn from(tie: Tie) -> Self {
        match tie {
            Tie::None => people::Tie::None,
            Tie::Connected(connection) => people::Tie::Connected(connection.into()),
            Tie::Former { was, cause, still_listed } => {
                people::Tie::Former(Box::new(people::Former {
                    was: was.into(),
                    cause: match cause {
                        Cause::Removed(at) => people::Cause::Removed(at.0),
                        Cause::NotInNewerExport => people::Cause::NotInNewerExport,
                    },
                    still_listed,
                }))
            }
        }
    }
}

impl From<&people::Person> for Person {
    fn from(person: &people::Person) -> Self {
        let (id, record) = (person.id.into(), (&**person.told()).into());
        Person { id, record, tie: (&person.tie).into() }
    }
}

impl From<Person> for people::Person {
    fn from(person: Person) -> Self {
        people::Person {
            id: person.id.into(),
            record: person.record.into(),
            record_by: FactId::FORGOTTEN,
            tie: person.tie.into(),
            tie_by: FactId::FORGOTTEN,
            own: None,
        }
    }
}

impl From<&invitations::Invitation> for Invitation {
    fn from(it: &invitations::Invitation) -> Self {
        Invitation {
            id: it.id.into(),
            direction: it.direction.into(),
            person: it.person.into(),
            channel: it.channel.into(),
            sent_at: (&it.sent_at).into(),
            message: it.message.clone(),
            state: (&it.standing.state).into(),
            place: it.standing.place.into(),
            back: it.standing.back.into(),
            read: it.read,
        }
    }
}

impl From<Invitation> for invitations::Invitation {
    fn from(it: Invitation) -> Self {
        invitations::Invitation {
            id: it.id.into(),
            direction: it.direction.into(),
            person: it.person.into(),
            channel: it.channel.into(),
            sent_at: it.sent_at.into(),
            message: it.message,
            standing: invitations::Standing {
                back: it.back.into(),
                ..invitations::Standing::lawful(
                    it.direction.into(),
                    it.state.into(),
                    it.place.into(),
                )
            },
            standing_by: FactId::FORGOTTEN,
            with_by: FactId::FORGOTTEN,
            read: it.read,
            reason: None,
        }
    }
}

impl BasePart {
    /// A base in parts of at most so many people or invitations each.
    pub fn cut(base: &Base, rows: usize) -> impl Iterator<Item = BasePart> + '_ {
        let network = &base.network;
        let folded = base.folded.iter().map(|(tab, below)| ((*tab).into(), *below)).collect();
        let imports: Vec<_> = network
            .imports()
            .map(|(id, trace)| (FactRef(id), Instant(trace.at), (&trace.source).into()))
            .collect();
        let all_people: Vec<&people::Person> = network.people().collect();
        let all_invitations: Vec<&invitations::Invitation> = network.invitations().collect();
        let chunks = |length: usize| (0..length).step_by(rows.max(1));
        let people = chunks(all_people.len()).map(move |from| {
            let to = all_people.len().min(from + rows);
            let chunk = all_people.get(from..to).unwrap_or_default();
            BasePart::People(chunk.iter().map(|it| Person::from(*it)).collect())
        });
        let invitations = chunks(all_invitations.len()).map(move |from| {
            let to = all_invitations.len().min(from + rows);
            let chunk = all_invitations.get(from..to).unwrap_or_default();
            BasePart::Invitations(chunk.iter().map(|it| Invitation::from(*it)).collect())
        });
        let owner = network.owner().map(|owner| BasePart::Owner(owner.into()));
        let own = network.people().filter_map(|it| Some((it.id.into(), it.own.as_ref()?)));
        let own: Vec<(Digest, &Box<people::Own>)> = own.collect();
        let notes = own.iter().filter(|(_, own)| !own.note.is_empty());
        let notes: Vec<_> = notes.map(|(id, own)| (*id, own.note.clone())).collect();
        let tags = own.iter().filter(|(_, own)| !own.tags.is_empty());
        let tags: Vec<_> =
            tags.map(|(id, own)| (*id, own.tags.iter().cloned().collect())).collect();
        let partings = own.iter().filter(|(_, own)| !own.parting.is_empty());
        let partings: Vec<_> = partings.map(|(id, own)| (*id, own.parting.clone())).collect();
        let edits = own.iter().filter(|(_, own)| !own.edits.is_empty());
        let edits: Vec<_> = edits.map(|(id, own)| (*id, Edits::from(&own.edits))).collect();
        let missing = network.people().filter(|it| is_missing(&it.tie));
        let missing: Vec<Digest> = missing.map(|it| it.id.into()).collect();
        let aliases: Vec<_> =
            network.aliases().map(|(id, to)| (Digest::from(id), Digest::from(to))).collect();
        let apart: Vec<_> = network
            .pairs_apart()
            .map(|(one, other)| (Digest::from(one), Digest::from(other)))
            .collect();
        let ticks: Vec<_> =
            network.ticks().map(|(task, tick)| (Task::from(task), Tick::from(tick))).collect();
        let views =
            network.views().map(|views| BasePart::Views(views.iter().map(View::from).collect()));
        let snoozed = network.invitations();
        let snoozed: Vec<_> =
            snoozed.filter_map(|it| Some((it.id.into(), Day(it.standing.snoozed?)))).collect();
        let reasons = network.invitations().filter(|it| !it.reason().is_empty());
        let reasons: Vec<_> = reasons.map(|it| (it.id.into(), it.reason().to_owned())).collect();
        let versions: Vec<_> = network
            .versions()
            .map(|(id, version)| {
                (FactRef(id), Instant(version.at), Guidelines::from(&*version.guidelines))
            })
            .collect();
        let under = network.invitations();
        let under: Vec<_> =
            under.filter_map(|it| Some((it.id.into(), FactRef(it.standing.under?)))).collect();
        let courtesy = network
            .courtesy()
            .map(|templates| BasePart::Courtesy(templates.iter().map(Template::from).collect()));
        // What is written by hand comes after whom and what it is about.
        let written = [
            pieces(&notes, rows, BasePart::Notes),
            pieces(&tags, rows, BasePart::Tags),
            pieces(&snoozed, rows, BasePart::Snoozed),
            pieces(&reasons, rows, BasePart::Reasons),
            pieces(&versions, rows, BasePart::Guidelines),
            pieces(&under, rows, BasePart::Under),
            pieces(&missing, rows, BasePart::Missing),
            pieces(&partings, rows, BasePart::Partings),
            pieces(&edits, rows, BasePart::Edits),
            pieces(&aliases, rows, BasePart::Aliases),
            pieces(&apart, rows, BasePart::Apart),
            pieces(&ticks, rows, BasePart::Ticks),
        ];
        [BasePart::Folded(folded), BasePart::Imports(imports)]
            .into_iter()
            .chain(owner)
            .chain(people)
            .chain(invitations)
            .chain(written.into_iter().flatten())
            .chain(courtesy)
            .chain(views)
    }

    /// Puts this part into a base.
    pub fn put_into(self, base: &mut Base) {
        let mut put = |write| {
            base.network.put(write);
        };
        match self {
            BasePart::Folded(folded) => {
                base.folded.extend(folded.into_iter().map(|(tab, below)| (tab.into(), below)));
            }
            BasePart::Courtesy(templates) => {
                let templates = templates.into_iter().map(Into::into).collect();
                put(Write::Courtesy(Some(Box::new((templates, FactId::FORGOTTEN)))));
            }
            BasePart::Owner(owner) => {
                put(Write::Owner(Some(Box::new((owner.into(), FactId::FORGOTTEN)))));
            }
            BasePart::Imports(imports) => {
                for (id, at, source) in imports {
                    let trace = ImportTrace { at: at.0, source: source.into() };
                    put(Write::Import(id.0, Some(Box::new(trace))));
                }
            }
            BasePart::People(people) => {
                for person in people {
                    let person = people::Person::from(person);
                    put(Write::Person(person.id, Some(Box::new(person))));
                }
            }
            BasePart::Invitations(invitations) => {
                for invitation in invitations {
                    let invitation = invitations::Invitation::from(invitation);
                    put(Write::Invitation(invitation.id, Some(Box::new(invitation))));
                }
            }
            BasePart::Notes(notes) => {
                for (id, note) in notes {
                    put(Write::Note(id.into(), Box::new((note, FactId::FORGOTTEN))));
                }
            }
            BasePart::Tags(tags) => {
                for (id, tags) in tags {
                    let tags = tags.into_iter().collect();
                    put(Write::Tags(id.into(), Box::new((tags, FactId::FORGOTTEN))));
                }
            }
            BasePart::Snoozed(snoozed) => {
                for (id, until) in snoozed {
                    let known = base.network.invitation(id.into());
                    let known = known.filter(|it| it.standing.place == invitations::Place::Inbox);
                    let Some(standing) = known.map(|it| it.standing.clone()) else { continue };
                    let standing = invitations::Standing { snoozed: Some(until.0), ..standing };
                    let standing = Box::new((standing, FactId::FORGOTTEN));
                    base.network.put(Write::Standing(id.into(), standing));
                }
            }
            BasePart::Guidelines(versions) => {
                for (id, at, guidelines) in versions {
                    let guidelines = Arc::new(guidelines.into());
                    let version = Version { at: at.0, guidelines };
                    put(Write::Guidelines(id.0, Some(Box::new(version))));
                }
            }
            BasePart::Under(under) => {
                for (id, under) in under {
                    let known = base.network.invitation(id.into());
                    let Some(standing) = known.map(|it| it.standing.clone()) else { continue };
                    let standing = invitations::Standing { under: Some(under.0), ..standing };
                    let standing = Box::new((standing, FactId::FORGOTTEN));
                    base.network.put(Write::Standing(id.into(), standing));
                }
            }
            BasePart::Missing(missing) => {
                for id in missing {
                    let Some(known) = base.network.person(id.into()) else { continue };
                    let mut tie = known.tie.clone();
                    match &mut tie {
                        people::Tie::Connected(connection) => connection.missing = true,
                        people::Tie::Former(former) => former.was.missing = true,
                        people::Tie::None => {}
                    }
                    let tie = Box::new((tie, FactId::FORGOTTEN));
                    base.network.put(Write::Tie(id.into(), tie));
                }
            }
            BasePart::Partings(partings) => {
                for (id, text) in partings {
                    put(Write::Parting(id.into(), Box::new((text, FactId::FORGOTTEN))));
                }
            }
            BasePart::Edits(edits) => {
                for (id, edits) in edits {
                    put(Write::Edits(id.into(), Box::new((edits.into(), FactId::FORGOTTEN))));
                }
            }
            BasePart::Aliases(aliases) => {
                for (id, to) in aliases {
                    put(Write::alias(id.into(), to.into(), FactId::FORGOTTEN));
                }
            }
            BasePart::Apart(pairs) => {
                for (one, other) in pairs {
                    put(Write::apart(one.into(), other.into(), FactId::FORGOTTEN));
                }
            }
            BasePart::Ticks(ticks) => {
                for (task, tick) in ticks {
                    put(Write::tick(task.into(), tick.into(), FactId::FORGOTTEN));
                }
            }
            BasePart::Views(views) => {
                let views = views.into_iter().map(Into::into).collect();
                put(Write::Views(Some(Box::new((views, FactId::FORGOTTEN)))));
            }
            BasePart::Reasons(reasons) => {
                for (id, text) in reasons {
                    put(Write::Reason(id.into(), Some(Box::new((text, FactId::FORGOTTEN)))));
                }
            }
        }
    }
}

fn is_missing(tie: &people::Tie) -> bool {
    match tie {
        people::Tie::Connected(connection) => connection.missing,
        people::Tie::Former(former) => former.was.missing,
        people::Tie::None => false,
    }
}

/// So many at a time, each as a part.
fn pieces<T: Clone>(all: &[T], rows: usize, part: fn(Vec<T>) -> BasePart) -> Vec<BasePart> {
    all.chunks(rows.max(1)).map(|chunk| part(chunk.to_vec())).collect()
}
