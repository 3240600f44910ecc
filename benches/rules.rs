//! Guidelines as somebody may have written them after some years: ten conditions, and each
//! kind that exports tell something of.

use std::hint::black_box;

use quietly::domain::guideline::{
    Condition, Field, Guidelines, Rule, Verdict, judge_in, judge_invitation, verdict_on,
};
use quietly::domain::invitation::Place;
use quietly::domain::network::Network;

/// What the tenth condition finds in titles, one of these after the other.
const UNWANTED: [&str; 8] = [
    "analyst",
    "scientist",
    "consultant",
    "architect",
    "designer",
    "specialist",
    "officer",
    "advisor",
];

/// The guidelines in force.
pub fn ten() -> Guidelines {
    with("recruiter")
}

/// The same but for one word, each round another.
pub fn changed(round: usize) -> Guidelines {
    with(UNWANTED[round % UNWANTED.len()])
}

fn with(unwanted: &str) -> Guidelines {
    let is = Rule::Is;
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let words = |field, found: &[&str]| is(Condition::Words(field, texts(found)));
    let wanted = Rule::Any(vec![
        is(Condition::OwnEmployer),
        is(Condition::Company(texts(&["Nordlan Group", "Sanvi Labs", "Berka Bank"]))),
        is(Condition::Tag("met in person".to_owned())),
        is(Condition::Known),
        words(Field::Message, &["conference", "oslo", "your talk"]),
        words(Field::Position, &["data", "platform", "machine learning", "head of"]),
        is(Condition::HasMessage),
    ]);
    let refused = Rule::None(vec![
        is(Condition::NameIn(texts(&["Anna Nordlan", "Jan Sanvi"]))),
        words(Field::Message, &["offer", "hiring"]),
        words(Field::Position, &["assistant", unwanted]),
    ]);
    Guidelines {
        sentence: "People whose work is near to mine, and no sales.".to_owned(),
        rule: Some(Rule::All(vec![wanted, refused])),
    }
}

/// How many in the inbox fit, cannot be told, and do not fit, by what is in force.
pub fn judged(network: &Network, with_reasons: bool) -> Option<[usize; 3]> {
    let judge = judge_in(network, network.guidelines()?);
    let mut counts = [0; 3];
    for it in network.invitations().filter(|it| it.standing.place == Place::Inbox) {
        let verdict = if with_reasons {
            black_box(judge_invitation(network, &judge, it)).verdict
        } else {
            verdict_on(network, &judge, it)
        };
        counts[match verdict {
            Verdict::Fits => 0,
            Verdict::CannotTell => 1,
            Verdict::DoesNotFit => 2,
        }] += 1;
    }
    Some(counts)
}
