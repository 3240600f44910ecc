//! What the user knows better of people, who is whom, and what is done on LinkedIn too.

use serde::{Deserialize, Serialize};

use super::rows::names;
use super::values::Digest;
use crate::domain::batch;
use crate::domain::network;
use crate::domain::person;
use crate::domain::profile::ProfileAddress;
use crate::domain::todo;
use crate::domain::views;

names!(Tick for network::Tick { ByHand, ByExport, NotDone });

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub profile: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub position: Option<String>,
}

impl From<&person::Edits> for Edits {
    fn from(edits: &person::Edits) -> Self {
        Edits {
            first_name: edits.first_name.clone(),
            last_name: edits.last_name.clone(),
            profile: edits.profile.as_ref().map(|profile| profile.as_str().to_owned()),
            email: edits.email.clone(),
            company: edits.company.clone(),
            position: edits.position.clone(),
        }
    }
}

impl From<Edits> for person::Edits {
    fn from(edits: Edits) -> Self {
        person::Edits {
            first_name: edits.first_name,
            last_name: edits.last_name,
            profile: edits.profile.map(ProfileAddress::from_normal_form),
            email: edits.email,
            company: edits.company,
            position: edits.position,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    Remove(Digest),
    Accept(Digest),
    Withdraw(Digest),
}

impl From<todo::Task> for Task {
    fn from(task: todo::Task) -> Self {
        match task {
            todo::Task::Remove(id) => Task::Remove(id.into()),
            todo::Task::Accept(id) => Task::Accept(id.into()),
            todo::Task::Withdraw(id) => Task::Withdraw(id.into()),
        }
    }
}

impl From<Task> for todo::Task {
    fn from(task: Task) -> Self {
        match task {
            Task::Remove(id) => todo::Task::Remove(id.into()),
            Task::Accept(id) => todo::Task::Accept(id.into()),
            Task::Withdraw(id) => todo::Task::Withdraw(id.into()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub name: String,
    pub fragment: String,
}

impl From<&views::SavedView> for View {
    fn from(view: &views::SavedView) -> Self {
        View { name: view.name.clone(), fragment: view.fragment.clone() }
    }
}

impl From<View> for views::SavedView {
    fn from(view: View) -> Self {
        views::SavedView { name: view.name, fragment: view.fragment }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    pub person: Digest,
    pub company: String,
    pub position: String,
}

impl From<&batch::Worked> for Worked {
    fn from(row: &batch::Worked) -> Self {
        let (company, position) = (row.company.clone(), row.position.clone());
        Worked { person: row.person.into(), company, position }
    }
}

impl From<Worked> for batch::Worked {
    fn from(row: Worked) -> Self {
        let (company, position) = (row.company, row.position);
        batch::Worked { person: row.person.into(), company, position }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRow {
    pub person: Digest,
    pub note: String,
    pub tags: Vec<String>,
}

impl From<&batch::OwnRow> for OwnRow {
    fn from(row: &batch::OwnRow) -> Self {
        OwnRow { person: row.person.into(), note: row.note.clone(), tags: row.tags.clone() }
    }
}

impl From<OwnRow> for batch::OwnRow {
    fn from(row: OwnRow) -> Self {
        batch::OwnRow { person: row.person.into(), note: row.note, tags: row.tags }
    }
}
