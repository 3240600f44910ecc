//! What cannot be meant.

use std::collections::BTreeSet;

use super::rule::{Condition, Guidelines, Rule};

/// Up to how many different conditions all cases are tried.
const TRIED: usize = 12;

/// Something about guidelines that is hardly meant so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// No rule is written down.
    Nothing,
    /// Nobody can ever fit: it contradicts itself.
    FitsNobody,
    /// Everybody fits, whoever they are, although there are conditions.
    FitsEverybody,
    /// A group in it has nothing in it.
    EmptyGroup,
    /// A condition in it names nothing: no company, no word, no tag or no name.
    EmptyCondition,
    /// It is too deep or too large to be judged.
    TooLarge,
}

/// What is wrong with guidelines, each once, in a stable order.
pub fn problems(guidelines: &Guidelines) -> BTreeSet<Problem> {
    let mut found = BTreeSet::new();
    let Some(rule) = &guidelines.rule else {
        found.insert(Problem::Nothing);
        return found;
    };
    if !rule.is_within_bounds() {
        found.insert(Problem::TooLarge);
        return found;
    }
    let conditions: BTreeSet<&Condition> = rule.conditions().into_iter().collect();
    if has_empty_group(rule, true) {
        found.insert(Problem::EmptyGroup);
    }
    if conditions.iter().any(|condition| names_nothing(condition)) {
        found.insert(Problem::EmptyCondition);
    }
    let conditions: Vec<&Condition> = conditions.into_iter().collect();
    if (1..=TRIED).contains(&conditions.len()) {
        let cases = 1u32 << conditions.len();
        let holds = |case: u32| {
            holds(rule, &|condition| {
                let at = conditions.iter().position(|it| *it == condition);
                at.is_some_and(|at| case & (1 << at) != 0)
            })
        };
        let fitting = (0..cases).filter(|case| holds(*case)).count();
        if fitting == 0 {
            found.insert(Problem::FitsNobody);
        } else if fitting == cases as usize {
            found.insert(Problem::FitsEverybody);
        }
    } else if conditions.is_empty() && !holds(rule, &|_| false) {
        found.insert(Problem::FitsNobody);
    }
    found
}

/// "All of nothing" as a whole is how one is open to everybody; anywhere else it is a gap.
fn has_empty_group(rule: &Rule, is_whole: bool) -> bool {
    match rule {
        Rule::Is(_) => false,
        Rule::All(parts) if is_whole && parts.is_empty() => false,
        group => {
            group.parts().is_empty() || group.parts().iter().any(|it| has_empty_group(it, false))
        }
    }
}

fn names_nothing(condition: &Condition) -> bool {
    match condition {
        Condition::Company(texts) | Condition::Words(_, texts) | Condition::NameIn(texts) => {
            texts.iter().all(|text| text.trim().is_empty())
        }
        Condition::Tag(tag) => tag.trim().is_empty(),
        Condition::OwnEmployer | Condition::HasMessage | Condition::Known => false,
    }
}

fn holds(rule: &Rule, is: &dyn Fn(&Condition) -> bool) -> bool {
    match rule {
        Rule::All(parts) => parts.iter().all(|part| holds(part, is)),
        Rule::Any(parts) => parts.iter().any(|part| holds(part, is)),
        Rule::None(parts) => !parts.iter().any(|part| holds(part, is)),
        Rule::Is(condition) => is(condition),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rule: Option<Rule>) -> Vec<Problem> {
        let guidelines = Guidelines { sentence: String::new(), rule };
        problems(&guidelines).into_iter().collect()
    }

    #[test]
    fn what_cannot_be_meant_is_found() {
        let known = || Rule::Is(Condition::Known);
        let met = || Rule::Is(Condition::Tag("met".into()));
        for (rule, expected) in [
            (None, vec![Problem::Nothing]),
            (Some(known()), vec![]),
            (Some(Rule::All(vec![])), vec![]),
            (Some(Rule::Any(vec![])), vec![Problem::FitsNobody, Problem::EmptyGroup]),
            (Some(Rule::All(vec![known(), Rule::None(vec![known()])])), vec![Problem::FitsNobody]),
            (
                Some(Rule::Any(vec![known(), Rule::None(vec![known()])])),
                vec![Problem::FitsEverybody],
            ),
            (
                Some(Rule::Any(vec![known(), met(), Rule::All(vec![])])),
                vec![Problem::FitsEverybody, Problem::EmptyGroup],
            ),
            (Some(Rule::Is(Condition::Tag(" ".into()))), vec![Problem::EmptyCondition]),
            (Some(Rule::Is(Condition::Company(vec![]))), vec![Problem::EmptyCondition]),
        ] {
            assert_eq!(found(rule.clone()), expected, "{rule:?}");
        }
    }
}
