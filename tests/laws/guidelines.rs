//! Guidelines: what may change a verdict, and what may not.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use quietly::domain::fact::Act;
use quietly::domain::guideline::{
    Condition, Field, Guidelines, Judge, Known, Rule, Subject, Verdict, change, judge_in, problems,
    verdict_on,
};
use quietly::domain::ledger::Ledger;

use crate::world::{after, cases, shuffled, wishes};

const WORDS: [&str; 5] = ["data", "Fjordline", "Müller GmbH", "head of", ""];

fn text() -> impl Strategy<Value = String> {
    select(WORDS.to_vec()).prop_map(str::to_owned)
}

fn condition() -> impl Strategy<Value = Condition> {
    let field = select(vec![Field::Position, Field::Headline, Field::Message]);
    prop_oneof![
        vec(text(), 0..3).prop_map(Condition::Company),
        Just(Condition::OwnEmployer),
        (field, vec(text(), 0..3)).prop_map(|(field, words)| Condition::Words(field, words)),
        text().prop_map(Condition::Tag),
        Just(Condition::HasMessage),
        Just(Condition::Known),
        vec(text(), 0..3).prop_map(Condition::NameIn),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    condition().prop_map(Rule::Is).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Rule::All),
            vec(inner.clone(), 0..4).prop_map(Rule::Any),
            vec(inner, 0..4).prop_map(Rule::None),
        ]
    })
}

#[derive(Debug, Clone)]
struct Somebody {
    name: String,
    company: String,
    position: String,
    message: Option<String>,
    tags: BTreeSet<String>,
    known: Option<Known>,
}

impl Somebody {
    fn subject(&self) -> Subject<'_> {
        Subject {
            name: &self.name,
            company: &self.company,
            position: &self.position,
            headline: "",
            message: self.message.as_deref(),
            tags: Some(&self.tags),
            known: self.known,
        }
    }
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let known = select(vec![None, Some(Known::FormerConnection), Some(Known::EarlierInvitation)]);
    (text(), text(), text(), option::of(text()), btree_set(text(), 0..3), known).prop_map(
        |(name, company, position, message, tags, known)| Somebody {
            name,
            company,
            position,
            message,
            tags,
            known,
        },
    )
}

fn judge(rule: &Rule) -> Judge {
    let guidelines = Guidelines { sentence: String::new(), rule: Some(rule.clone()) };
    Judge::new(&guidelines, ["Fjordline, Inc."].into_iter())
}

/// The same rule with one more in the first any-of that stands in no negated place.
fn with_one_more(rule: &Rule, more: &Rule) -> Option<Rule> {
    let within = |parts: &[Rule]| {
        let at = parts.iter().position(|part| with_one_more(part, more).is_some())?;
        let mut parts = parts.to_vec();
        parts[at] = with_one_more(&parts[at], more)?;
        Some(parts)
    };
    match rule {
        Rule::Any(parts) => {
            Some(Rule::Any([parts.as_slice(), std::slice::from_ref(more)].concat()))
        }
        Rule::All(parts) => within(parts).map(Rule::All),
        Rule::None(_) | Rule::Is(_) => None,
    }
}

fn turned(rule: &Rule, by: &[u32]) -> Rule {
    let turn = |parts: &[Rule]| {
        let parts: Vec<Rule> = parts.iter().map(|part| turned(part, by)).collect();
        shuffled(&parts, by)
    };
    match rule {
        Rule::All(parts) => Rule::All(turn(parts)),
        Rule::Any(parts) => Rule::Any(turn(parts)),
        Rule::None(parts) => Rule::None(turn(parts)),
        Rule::Is(condition) => Rule::Is(condition.clone()),
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn one_more_way_in_takes_nobody_away(rule in rule(), more in rule(), who in somebody()) {
        let Some(wider) = with_one_more(&rule, &more) else { return Ok(()) };
        if !wider.is_within_bounds() {
            return Ok(());
        }
        if judge(&rule).verdict(&who.subject()) == Verdict::Fits {
            prop_assert_eq!(judge(&wider).verdict(&who.subject()), Verdict::Fits);
        }
    }

    #[test]
    fn order_makes_no_difference(rule in rule(), who in somebody(), by in vec(any::<u32>(), 1..5)) {
        let verdict = judge(&rule).verdict(&who.subject());
        prop_assert_eq!(judge(&turned(&rule, &by)).verdict(&who.subject()), verdict);
    }

    #[test]
    fn a_judgement_is_its_verdict_and_names_what_decided(rule in rule(), who in somebody()) {
        let judge = judge(&rule);
        let judgement = judge.judge(&who.subject());
        prop_assert_eq!(judgement.verdict, judge.verdict(&who.subject()));
        if judgement.verdict == Verdict::CannotTell {
            prop_assert!(judgement.reasons.iter().all(|reason| reason.holds.is_none()));
            prop_assert!(!judgement.reasons.is_empty());
        } else {
            prop_assert!(judgement.reasons.iter().all(|reason| reason.holds.is_some()));
        }
    }

    #[test]
    fn to_learn_more_never_turns_a_verdict_round(
        rule in rule(),
        who in somebody(),
        company in text(),
        position in text(),
        message in text(),
    ) {
        let before = judge(&rule).verdict(&who.subject());
        let mut informed = who.clone();
        let learn = |known: &mut String, now: String| if known.is_empty() { *known = now };
        learn(&mut informed.company, company);
        learn(&mut informed.position, position);
        informed.message.get_or_insert(message);
        let after = judge(&rule).verdict(&informed.subject());
        prop_assert!(before == Verdict::CannotTell || before == after, "{before:?}, {after:?}");
    }

    #[test]
    fn whatever_is_typed_is_judged(typed in vec(".{0,30}", 0..4), text in ".{0,60}", rule in rule()) {
        let rule = Rule::Any(vec![
            Rule::Is(Condition::Company(typed.clone())),
            Rule::Is(Condition::Words(Field::Message, typed.clone())),
            Rule::Is(Condition::NameIn(typed)),
            rule,
        ]);
        let subject =
            Subject { name: &text, company: &text, message: Some(&text), ..Subject::default() };
        judge(&rule).judge(&subject);
        problems(&Guidelines { sentence: text.clone(), rule: Some(rule) });
    }

    #[test]
    fn a_judged_state_replays_to_the_same_verdicts(before in wishes(25), rule in rule()) {
        let mut player = after(&before);
        let guidelines = Guidelines { sentence: "mine".into(), rule: Some(rule) };
        // What would change is what does.
        let foretold = change(player.network(), &guidelines);
        let was = player.network().clone();
        player.act(Act::Guide(guidelines.clone().into())).unwrap();
        let judge_of = |network: &quietly::domain::network::Network| {
            judge_in(network, network.guidelines().expect("they are in force"))
        };
        let network = player.network();
        let judge = judge_of(network);
        for id in &foretold.resurfacing {
            let invitation = network.invitation(*id).expect("such an invitation");
            prop_assert!(invitation.is_ignored());
            prop_assert_eq!(verdict_on(network, &judge, invitation), Verdict::Fits);
        }
        prop_assert!(was.invitations().eq(network.invitations()), "a verdict only advises");

        let facts = player.ledger.entries().map(|entry| entry.fact.clone()).collect();
        let again = Ledger::fold(std::sync::Arc::default(), facts);
        let replayed = judge_of(again.network());
        for (one, other) in network.invitations().zip(again.network().invitations()) {
            prop_assert_eq!(
                verdict_on(network, &judge, one),
                verdict_on(again.network(), &replayed, other)
            );
        }
    }
}
