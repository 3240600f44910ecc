//! Templates of courtesy notes.

use serde::{Deserialize, Serialize};

use crate::domain::courtesy as domain;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub name: String,
    pub subject: String,
    pub text: String,
}

impl From<&domain::Template> for Template {
    fn from(it: &domain::Template) -> Self {
        Template { name: it.name.clone(), subject: it.subject.clone(), text: it.text.clone() }
    }
}

impl From<Template> for domain::Template {
    fn from(it: Template) -> Self {
        domain::Template { name: it.name, subject: it.subject, text: it.text }
    }
}
