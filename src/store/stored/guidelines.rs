//! Guidelines, flat: each group says how many parts follow it, so that reading what somebody
//! has made up goes no deeper than it may.

use serde::{Deserialize, Serialize};

use super::rows::names;
use crate::domain::guideline::{self as working, rule};

names!(Field for working::Field { Position, Headline, Message });

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Guidelines {
    pub sentence: String,
    /// None where there is no rule; else a rule, before its parts.
    pub rule: Vec<Token>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Token {
    All(u32),
    Any(u32),
    None(u32),
    Company(Vec<String>),
    OwnEmployer,
    Words(Field, Vec<String>),
    Tag(String),
    HasMessage,
    Known,
    NameIn(Vec<String>),
}

impl From<&working::Guidelines> for Guidelines {
    fn from(guidelines: &working::Guidelines) -> Self {
        let mut rule = Vec::new();
        if let Some(root) = guidelines.rule.as_ref().filter(|rule| rule.is_within_bounds()) {
            put(root, &mut rule);
        }
        Guidelines { sentence: guidelines.sentence.clone(), rule }
    }
}

fn put(rule: &working::Rule, tokens: &mut Vec<Token>) {
    use working::Rule;
    // Within bounds there are some hundreds.
    let count = u32::try_from(rule.parts().len()).unwrap_or(u32::MAX);
    tokens.push(match rule {
        Rule::All(_) => Token::All(count),
        Rule::Any(_) => Token::Any(count),
        Rule::None(_) => Token::None(count),
        Rule::Is(condition) => condition.into(),
    });
    rule.parts().iter().for_each(|part| put(part, tokens));
}

impl From<&working::Condition> for Token {
    fn from(condition: &working::Condition) -> Self {
        use working::Condition;
        match condition {
            Condition::Company(names) => Token::Company(names.clone()),
            Condition::OwnEmployer => Token::OwnEmployer,
            Condition::Words(field, words) => Token::Words((*field).into(), words.clone()),
            Condition::Tag(tag) => Token::Tag(tag.clone()),
            Condition::HasMessage => Token::HasMessage,
            Condition::Known => Token::Known,
            Condition::NameIn(names) => Token::NameIn(names.clone()),
        }
    }
}

impl From<Guidelines> for working::Guidelines {
    /// What is no rule, or one beyond its bounds, is none.
    fn from(guidelines: Guidelines) -> Self {
        let mut tokens = guidelines.rule.into_iter();
        let rule = take(&mut tokens, rule::DEPTH).filter(|_| tokens.next().is_none());
        working::Guidelines {
            sentence: guidelines.sentence,
            rule: rule.filter(working::Rule::is_within_bounds),
        }
    }
}

fn take(tokens: &mut impl Iterator<Item = Token>, depth: usize) -> Option<working::Rule> {
    use working::{Condition, Rule};
    let depth = depth.checked_sub(1)?;
    let parts = |count: u32, tokens: &mut _| {
        // Each takes a token at least, so that a great number ends with them.
        (0..count).map(|_| take(tokens, depth)).collect::<Option<Vec<Rule>>>()
    };
    Some(match tokens.next()? {
        Token::All(count) => Rule::All(parts(count, tokens)?),
        Token::Any(count) => Rule::Any(parts(count, tokens)?),
        Token::None(count) => Rule::None(parts(count, tokens)?),
        Token::Company(names) => Rule::Is(Condition::Company(names)),
        Token::OwnEmployer => Rule::Is(Condition::OwnEmployer),
        Token::Words(field, words) => Rule::Is(Condition::Words(field.into(), words)),
        Token::Tag(tag) => Rule::Is(Condition::Tag(tag)),
        Token::HasMessage => Rule::Is(Condition::HasMessage),
        Token::Known => Rule::Is(Condition::Known),
        Token::NameIn(names) => Rule::Is(Condition::NameIn(names)),
    })
}
