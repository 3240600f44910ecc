//! Guidelines to start from.

use super::rule::{Condition, Field, Guidelines, Rule};
use crate::domain::batch::Owner;

/// The tag for people whom one has met.
pub const MET: &str = "met in person";

/// Usual guidelines, to be changed at will.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadyMade {
    /// People I have worked with.
    WorkedWith,
    /// My field.
    MyField,
    /// People I have met.
    Met,
    /// Open to all.
    Everybody,
}

impl ReadyMade {
    /// Every one of them.
    pub const ALL: [ReadyMade; 4] =
        [ReadyMade::WorkedWith, ReadyMade::MyField, ReadyMade::Met, ReadyMade::Everybody];

    /// Its rule, as far as it can be made from what is known of the owner.
    pub fn guidelines(self, owner: Option<&Owner>) -> Guidelines {
        let rule = match self {
            ReadyMade::WorkedWith => Rule::Any(vec![
                Rule::Is(Condition::OwnEmployer),
                Rule::Is(Condition::Tag("worked together".to_owned())),
            ]),
            ReadyMade::MyField => {
                Rule::Any(vec![Rule::Is(Condition::Words(Field::Position, field_of(owner)))])
            }
            ReadyMade::Met => Rule::Any(vec![Rule::Is(Condition::Tag(MET.to_owned()))]),
            ReadyMade::Everybody => Rule::All(Vec::new()),
        };
        Guidelines { sentence: String::new(), rule: Some(rule) }
    }
}

/// The titles that the owner has had, each once.
fn field_of(owner: Option<&Owner>) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for position in owner.into_iter().flat_map(|owner| &owner.positions) {
        let title = position.title.trim();
        if !title.is_empty() && !titles.iter().any(|it| it == title) {
            titles.push(title.to_owned());
        }
    }
    titles
}
