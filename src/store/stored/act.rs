//! Acts and facts.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::base::BaseHead;
use super::courtesy::Template;
use super::guidelines::Guidelines;
use super::people::{Edits, OwnRow, Task, View, Worked};
use super::rows::{InvitationRow, Owner, PersonRow, Record, Source, names};
use super::values::{Day, Digest, FactRef, Instant, Name, Stamp, digests, ids};
use crate::domain::batch::Batch;
use crate::domain::fact as domain;
use crate::domain::id::PersonId;

names!(Verb for domain::Verb {
    Receive, Send, Connect, Accept, Ignore, Archive, Trash, Restore, Withdraw, Delete, Read,
    Remove, PutBack, Import, Adopt, Unread, Snooze, Wake, Reason, Note, Tag, Untag,
    Guide, Courtesy, Purge, Parting, Edit, Merge, KeepApart, Tick, Untick, Views,
});

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: Digest,
    pub record: Record,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    pub id: Digest,
    pub person: Named,
    pub sent_at: Stamp,
    pub message: String,
}

/// What one import takes over. Of a large one, the rows stand in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Import {
    pub source: Source,
    pub owner: Option<Owner>,
    pub people: Vec<PersonRow>,
    pub invitations: Vec<InvitationRow>,
    pub accepted: Vec<(Digest, Stamp)>,
    pub unlisted: Vec<Digest>,
    pub parts: Vec<Name>,
}

/// What one import takes over, with what earlier forms had no room for: as it stands in a
/// backup. In the browser, each of these stands in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportMore {
    pub import: Import,
    pub missing: Vec<Digest>,
    pub merged: Vec<(Digest, Digest)>,
    pub withdrawn: Vec<Digest>,
    pub own: Vec<OwnRow>,
    pub partings: Vec<(Digest, String)>,
    pub worked: Vec<Worked>,
    pub moved: Vec<Digest>,
}

/// The history of a backup; its facts stand in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Adopt {
    pub label: String,
    pub replaces: bool,
    pub base: Option<BaseHead>,
    pub parts: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    Receive(Entered),
    Send(Entered),
    Connect { person: Named, since: Stamp },
    Accept(Vec<Digest>),
    Ignore(Vec<Digest>),
    Archive(Vec<Digest>),
    Trash(Vec<Digest>),
    Restore(Vec<Digest>),
    Withdraw(Vec<Digest>),
    Delete(Vec<Digest>),
    Read(Vec<Digest>),
    Remove(Vec<Digest>),
    PutBack(Vec<Digest>),
    Import(Box<Import>),
    Undo { fact: FactRef, verb: Verb },
    Redo { fact: FactRef, verb: Verb },
    Adopt(Box<Adopt>),
    Unread(Vec<Digest>),
    Snooze { invitations: Vec<Digest>, until: Day },
    Wake(Vec<Digest>),
    Reason { invitations: Vec<Digest>, text: String },
    Note { person: Digest, text: String },
    Tag { people: Vec<Digest>, tag: String },
    Untag { people: Vec<Digest>, tag: String },
    Guide(Box<Guidelines>),
    Courtesy(Vec<Template>),
    Purge { invitations: Vec<Digest>, people: Vec<Digest> },
    Parting { people: Vec<Digest>, text: String },
    Edit { person: Digest, edits: Edits },
    Merge { into: Digest, from: Vec<Digest> },
    KeepApart(Vec<Digest>),
    Tick(Vec<Task>),
    Untick(Vec<Task>),
    Views(Vec<View>),
    ImportMore(Box<ImportMore>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub id: FactRef,
    pub number: u32,
    pub at: Instant,
    pub act: Act,
}

impl From<&domain::Entered> for Entered {
    fn from(entered: &domain::Entered) -> Self {
        Entered {
            id: entered.id.into(),
            person: (&entered.person).into(),
            sent_at: (&entered.sent_at).into(),
            message: entered.message.clone(),
        }
    }
}

impl From<Entered> for domain::Entered {
    fn from(entered: Entered) -> Self {
        domain::Entered {
            id: entered.id.into(),
            person: entered.person.into(),
            sent_at: entered.sent_at.into(),
            message: entered.message,
        }
    }
}

impl From<&domain::Named> for Named {
    fn from(named: &domain::Named) -> Self {
        Named { id: named.id.into(), record: (&*named.record).into() }
    }
}

impl From<Named> for domain::Named {
    fn from(named: Named) -> Self {
        domain::Named { id: named.id.into(), record: named.record.into() }
    }
}

impl Import {
    /// A batch without its rows of people and invitations.
    pub fn without_rows(batch: &Batch) -> Import {
        Import {
            source: (&batch.source).into(),
            owner: batch.owner.as_ref().map(Owner::from),
            people: Vec::new(),
            invitations: Vec::new(),
            accepted: batch.accepted.iter().map(|(id, on)| ((*id).into(), on.into())).collect(),
            unlisted: digests(&batch.unlisted),
            parts: Vec::new(),
        }
    }

    /// A batch as a whole.
    pub fn whole(batch: &Batch) -> Import {
        Import {
            people: batch.people.iter().map(PersonRow::from).collect(),
            invitations: batch.invitations.iter().map(InvitationRow::from).collect(),
            ..Import::without_rows(batch)
        }
    }
}

impl From<Import> for Batch {
    /// The parts must have been put in before.
    fn from(import: Import) -> Self {
        Batch {
            source: import.source.into(),
            owner: import.owner.map(Into::into),
            people: import.people.into_iter().map(Into::into).collect(),
            invitations: import.invitations.into_iter().map(Into::into).collect(),
            accepted: import.accepted.into_iter().map(|(id, on)| (id.into(), on.into())).collect(),
            unlisted: ids(import.unlisted),
            ..Batch::default()
        }
    }
}

impl ImportMore {
    fn whole(batch: &Batch) -> ImportMore {
        let pairs = batch.merged.iter();
        ImportMore {
            import: Import::whole(batch),
            missing: digests(&batch.missing),
            merged: pairs.map(|(from, into)| ((*from).into(), (*into).into())).collect(),
            withdrawn: digests(&batch.withdrawn),
            own: batch.own.iter().map(OwnRow::from).collect(),
            partings: texts(&batch.partings),
            worked: batch.worked.iter().map(Worked::from).collect(),
            moved: digests(&batch.moved),
        }
    }
}

impl From<ImportMore> for Batch {
    fn from(more: ImportMore) -> Self {
        let pairs = more.merged.into_iter();
        Batch {
            missing: ids(more.missing),
            merged: pairs.map(|(from, into)| (from.into(), into.into())).collect(),
            withdrawn: ids(more.withdrawn),
            own: more.own.into_iter().map(Into::into).collect(),
            partings: more.partings.into_iter().map(|(id, text)| (id.into(), text)).collect(),
            worked: more.worked.into_iter().map(Into::into).collect(),
            moved: ids(more.moved),
            ..Batch::from(more.import)
        }
    }
}

/// Texts about people.
pub fn texts(texts: &[(PersonId, String)]) -> Vec<(Digest, String)> {
    texts.iter().map(|(id, text)| ((*id).into(), text.clone())).collect()
}

impl Fact {
    /// A fact with this act, which is what `of` has become.
    pub fn with_act(of: &domain::Fact, act: Act) -> Fact {
        Fact { id: FactRef(of.id), number: of.number, at: Instant(of.at), act }
    }

    /// The working fact with this act, which is what this one's has become.
    pub fn to_domain(&self, act: domain::Act) -> domain::Fact {
        domain::Fact { id: self.id.0, number: self.number, at: self.at.0, act }
    }
}

impl Act {
    /// An act that needs no parts; `None` for one that takes over a backup.
    pub fn whole(act: &domain::Act) -> Option<Act> {
        Some(match act {
            domain::Act::Receive(entered) => Act::Receive(entered.into()),
            domain::Act::Send(entered) => Act::Send(entered.into()),
            domain::Act::Connect { person, since } => {
                Act::Connect { person: person.into(), since: since.into() }
            }
            domain::Act::Accept(all) => Act::Accept(digests(all)),
            domain::Act::Ignore(all) => Act::Ignore(digests(all)),
            domain::Act::Archive(all) => Act::Archive(digests(all)),
            domain::Act::Trash(all) => Act::Trash(digests(all)),
            domain::Act::Restore(all) => Act::Restore(digests(all)),
            domain::Act::Withdraw(all) => Act::Withdraw(digests(all)),
            domain::Act::Delete(all) => Act::Delete(digests(all)),
            domain::Act::Read(all) => Act::Read(digests(all)),
            domain::Act::Remove(all) => Act::Remove(digests(all)),
            domain::Act::PutBack(all) => Act::PutBack(digests(all)),
            domain::Act::Import(batch) if batch.has_more() => {
                Act::ImportMore(Box::new(ImportMore::whole(batch)))
            }
            domain::Act::Import(batch) => Act::Import(Box::new(Import::whole(batch))),
            domain::Act::Undo { fact, verb } => {
                Act::Undo { fact: FactRef(*fact), verb: (*verb).into() }
            }
            domain::Act::Redo { fact, verb } => {
                Act::Redo { fact: FactRef(*fact), verb: (*verb).into() }
            }
            domain::Act::Unread(all) => Act::Unread(digests(all)),
            domain::Act::Snooze { invitations, until } => {
                Act::Snooze { invitations: digests(invitations), until: Day(*until) }
            }
            domain::Act::Wake(all) => Act::Wake(digests(all)),
            domain::Act::Reason { invitations, text } => {
                Act::Reason { invitations: digests(invitations), text: text.clone() }
            }
            domain::Act::Note { person, text } => {
                Act::Note { person: (*person).into(), text: text.clone() }
            }
            domain::Act::Tag { people, tag } => {
                Act::Tag { people: digests(people), tag: tag.clone() }
            }
            domain::Act::Untag { people, tag } => {
                Act::Untag { people: digests(people), tag: tag.clone() }
            }
            domain::Act::Guide(guidelines) => Act::Guide(Box::new((&**guidelines).into())),
            domain::Act::Courtesy(templates) => {
                Act::Courtesy(templates.iter().map(Into::into).collect())
            }
            domain::Act::Purge { invitations, people } => {
                Act::Purge { invitations: digests(invitations), people: digests(people) }
            }
            domain::Act::Parting { people, text } => {
                Act::Parting { people: digests(people), text: text.clone() }
            }
            domain::Act::Edit { person, edits } => {
                Act::Edit { person: (*person).into(), edits: (&**edits).into() }
            }
            domain::Act::Merge { into, from } => {
                Act::Merge { into: (*into).into(), from: digests(from) }
            }
            domain::Act::KeepApart(all) => Act::KeepApart(digests(all)),
            domain::Act::Tick(tasks) => Act::Tick(tasks.iter().map(|it| (*it).into()).collect()),
            domain::Act::Untick(tasks) => {
                Act::Untick(tasks.iter().map(|it| (*it).into()).collect())
            }
            domain::Act::Views(views) => Act::Views(views.iter().map(View::from).collect()),
            domain::Act::Adopt(_) => return None,
        })
    }

    /// The working act; `None` for one that takes over a backup.
    pub fn into_domain(self) -> Option<domain::Act> {
        Some(match self {
            Act::Receive(entered) => domain::Act::Receive(entered.into()),
            Act::Send(entered) => domain::Act::Send(entered.into()),
            Act::Connect { person, since } => {
                domain::Act::Connect { person: person.into(), since: since.into() }
            }
            Act::Accept(all) => domain::Act::Accept(ids(all)),
            Act::Ignore(all) => domain::Act::Ignore(ids(all)),
            Act::Archive(all) => domain::Act::Archive(ids(all)),
            Act::Trash(all) => domain::Act::Trash(ids(all)),
            Act::Restore(all) => domain::Act::Restore(ids(all)),
            Act::Withdraw(all) => domain::Act::Withdraw(ids(all)),
            Act::Delete(all) => domain::Act::Delete(ids(all)),
            Act::Read(all) => domain::Act::Read(ids(all)),
            Act::Remove(all) => domain::Act::Remove(ids(all)),
            Act::PutBack(all) => domain::Act::PutBack(ids(all)),
            Act::Import(import) => domain::Act::Import(Arc::new(Batch::from(*import))),
            Act::ImportMore(more) => domain::Act::Import(Arc::new(Batch::from(*more))),
            Act::Undo { fact, verb } => domain::Act::Undo { fact: fact.0, verb: verb.into() },
            Act::Redo { fact, verb } => domain::Act::Redo { fact: fact.0, verb: verb.into() },
            Act::Unread(all) => domain::Act::Unread(ids(all)),
            Act::Snooze { invitations, until } => {
                domain::Act::Snooze { invitations: ids(invitations), until: until.0 }
            }
            Act::Wake(all) => domain::Act::Wake(ids(all)),
            Act::Reason { invitations, text } => {
                domain::Act::Reason { invitations: ids(invitations), text }
            }
            Act::Note { person, text } => domain::Act::Note { person: person.into(), text },
            Act::Tag { people, tag } => domain::Act::Tag { people: ids(people), tag },
            Act::Untag { people, tag } => domain::Act::Untag { people: ids(people), tag },
            Act::Guide(guidelines) => domain::Act::Guide(Arc::new((*guidelines).into())),
            Act::Courtesy(templates) => {
                domain::Act::Courtesy(templates.into_iter().map(Into::into).collect())
            }
            Act::Purge { invitations, people } => {
                domain::Act::Purge { invitations: ids(invitations), people: ids(people) }
            }
            Act::Parting { people, text } => domain::Act::Parting { people: ids(people), text },
            Act::Edit { person, edits } => {
                domain::Act::Edit { person: person.into(), edits: Box::new(edits.into()) }
            }
            Act::Merge { into, from } => domain::Act::Merge { into: into.into(), from: ids(from) },
            Act::KeepApart(all) => domain::Act::KeepApart(ids(all)),
            Act::Tick(tasks) => domain::Act::Tick(tasks.into_iter().map(Into::into).collect()),
            Act::Untick(tasks) => domain::Act::Untick(tasks.into_iter().map(Into::into).collect()),
            Act::Views(views) => domain::Act::Views(views.into_iter().map(Into::into).collect()),
            Act::Adopt(_) => return None,
        })
    }
}
