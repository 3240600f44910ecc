//! What the user writes down.

/// How deep groups may lie within groups: strangers' bytes could nest without end.
pub const DEPTH: usize = 8;
/// How many conditions there may be in all.
pub const CONDITIONS: usize = 200;

/// With whom the user wants to be connected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guidelines {
    /// In the user's own words, for themselves; may be empty.
    pub sentence: String,
    /// What can be judged; none where nothing is written down yet.
    pub rule: Option<Rule>,
}

/// A condition, or several combined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// All of these hold. None at all: holds for everybody.
    All(Vec<Rule>),
    /// One of these holds at least. None at all: holds for nobody.
    Any(Vec<Rule>),
    /// None of these holds.
    None(Vec<Rule>),
    /// This holds.
    Is(Condition),
}

/// Something that is so of somebody, is not so, or cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Condition {
    /// Their company is one of these.
    Company(Vec<String>),
    /// Their company is one of the owner's employers.
    OwnEmployer,
    /// One of these words, or words in a row, stands in the field.
    Words(Field, Vec<String>),
    /// They have this tag.
    Tag(String),
    /// A message came with the invitation.
    HasMessage,
    /// They are a former connection, or there was an earlier invitation between the two.
    Known,
    /// Their name is one of these.
    NameIn(Vec<String>),
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Their position.
    Position,
    /// Their headline.
    Headline,
    /// The message of the invitation.
    Message,
}

impl Rule {
    /// Whether there is such a condition in it, however deep.
    pub fn has(&self, is_such: fn(&Condition) -> bool) -> bool {
        match self {
            Rule::All(parts) | Rule::Any(parts) | Rule::None(parts) => {
                parts.iter().any(|part| part.has(is_such))
            }
            Rule::Is(condition) => is_such(condition),
        }
    }

    /// What it is combined of; nothing for a single condition.
    pub fn parts(&self) -> &[Rule] {
        match self {
            Rule::All(parts) | Rule::Any(parts) | Rule::None(parts) => parts,
            Rule::Is(_) => &[],
        }
    }

    /// Whether it is neither too deep nor too large to be judged.
    pub fn is_within_bounds(&self) -> bool {
        fn count(rule: &Rule, depth: usize) -> Option<usize> {
            let own = usize::from(matches!(rule, Rule::Is(_)));
            let depth = depth.checked_sub(1)?;
            let mut parts = rule.parts().iter().map(|part| count(part, depth));
            let sum = parts.try_fold(own, |sum, part| Some(sum.saturating_add(part?)))?;
            (sum <= CONDITIONS).then_some(sum)
        }
        count(self, DEPTH).is_some()
    }

    /// Its conditions, first to last. Of a rule within bounds.
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            Rule::Is(condition) => vec![condition],
            group => group.parts().iter().flat_map(Rule::conditions).collect(),
        }
    }
}
