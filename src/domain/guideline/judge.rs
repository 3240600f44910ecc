//! Holding guidelines against somebody, by Kleene's three-valued logic.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::company::fold_company;
use super::rule::{Condition, Field, Guidelines, Rule};
use crate::search::fold;

/// How many reasons a judgement names at most.
const REASONS: usize = 4;

/// What guidelines say of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They fit.
    Fits,
    /// What is needed for it is not known: never a guess.
    CannotTell,
    /// They do not fit.
    DoesNotFit,
}

/// From where somebody is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known {
    /// They were a connection once.
    FormerConnection,
    /// There was an earlier invitation between the two.
    EarlierInvitation,
}

/// Who is judged, as far as anything is known. What is empty is not known, but for tags and
/// the message.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    /// The whole name.
    pub name: &'a str,
    /// The company.
    pub company: &'a str,
    /// The position.
    pub position: &'a str,
    /// The headline, which exports do not tell of others.
    pub headline: &'a str,
    /// The message of the invitation, which may be empty; `None` where no invitation is
    /// judged.
    pub message: Option<&'a str>,
    /// The user's tags.
    pub tags: Option<&'a BTreeSet<String>>,
    /// Whether and from where they are known.
    pub known: Option<Known>,
}

/// A condition that decided, and what it met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The condition.
    pub condition: Condition,
    /// Whether it holds; `None` where that cannot be told.
    pub holds: Option<bool>,
    /// What it met: the company as it is written, or the word that was found. May be empty.
    pub found: String,
    /// From where they are known, where that is the condition and it holds.
    pub known: Option<Known>,
}

/// A verdict and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The conditions that decided, the first few.
    pub reasons: Vec<Reason>,
}

/// Guidelines, made ready once to be held against many.
#[derive(Debug, Clone)]
pub struct Judge {
    root: Option<Node>,
    /// Whether a condition asks for the name.
    asks_name: bool,
    /// Whether a condition asks from where somebody is known.
    asks_known: bool,
    /// Companies as they were met, and folded: many work at the same one.
    companies: RefCell<HashMap<Box<str>, Rc<str>>>,
}

#[derive(Debug, Clone)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    None(Vec<Node>),
    Is(Box<Test>),
}

/// A condition with what it names folded.
#[derive(Debug, Clone)]
struct Test {
    condition: Condition,
    /// Companies, names, or the tag.
    names: HashSet<String>,
    /// Words with a space at both ends, so that only whole ones are found, each beside its
    /// form as typed.
    words: Vec<(String, String)>,
}

/// A subject, of whom each text is folded when it is first asked for.
struct Folded<'a> {
    judge: &'a Judge,
    subject: &'a Subject<'a>,
    company: OnceCell<Rc<str>>,
    name: OnceCell<String>,
    fields: [OnceCell<String>; 3],
}

impl Judge {
    /// Makes guidelines ready. Of the owner's employers, the names. A rule beyond its bounds
    /// is not judged.
    pub fn new<'a>(guidelines: &Guidelines, employers: impl Iterator<Item = &'a str>) -> Judge {
        let employers: HashSet<String> =
            employers.map(fold_company).filter(|name| !name.is_empty()).collect();
        let rule = guidelines.rule.as_ref().filter(|rule| rule.is_within_bounds());
        let asks = |of: fn(&Condition) -> bool| rule.is_some_and(|rule| rule.has(of));
        Judge {
            root: rule.map(|rule| Node::of(rule, &employers)),
            asks_name: asks(|it| matches!(it, Condition::NameIn(_))),
            asks_known: asks(|it| matches!(it, Condition::Known)),
            companies: RefCell::default(),
        }
    }

    /// Whether the name of a subject is looked at.
    pub fn asks_name(&self) -> bool {
        self.asks_name
    }

    /// Whether it is looked at from where a subject is known.
    pub fn asks_known(&self) -> bool {
        self.asks_known
    }

    fn company(&self, name: &str) -> Rc<str> {
        let mut companies = self.companies.borrow_mut();
        if let Some(folded) = companies.get(name) {
            return folded.clone();
        }
        let folded: Rc<str> = fold_company(name).into();
        companies.insert(name.into(), folded.clone());
        folded
    }

    /// What they say of somebody. Without a rule, nothing can be told.
    pub fn verdict(&self, subject: &Subject) -> Verdict {
        match self.root.as_ref().and_then(|root| root.truth(&Folded::of(self, subject))) {
            Some(true) => Verdict::Fits,
            Some(false) => Verdict::DoesNotFit,
            None => Verdict::CannotTell,
        }
    }

    /// The same, and why.
    pub fn judge(&self, subject: &Subject) -> Judgement {
        let mut reasons = Vec::new();
        if let Some(root) = &self.root {
            root.explain(&Folded::of(self, subject), &mut reasons);
        }
        reasons.truncate(REASONS);
        Judgement { verdict: self.verdict(subject), reasons }
    }
}

impl<'a> Folded<'a> {
    fn of(judge: &'a Judge, subject: &'a Subject<'a>) -> Folded<'a> {
        Folded {
            judge,
            subject,
            company: OnceCell::new(),
            name: OnceCell::new(),
            fields: [const { OnceCell::new() }; 3],
        }
    }

    fn company(&self) -> &str {
        self.company.get_or_init(|| self.judge.company(self.subject.company))
    }

    /// The folded words of a field, single spaces between and around them; `None` where the
    /// field is not known.
    fn field(&self, field: Field) -> Option<&str> {
        let [position, headline, message] = &self.fields;
        let (cell, text) = match field {
            Field::Position => (position, known(self.subject.position)?),
            Field::Headline => (headline, known(self.subject.headline)?),
            Field::Message => (message, self.subject.message?),
        };
        Some(cell.get_or_init(|| words(text)))
    }
}

fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// A text as folded words with one space between and around them.
fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len() + 2);
    words.push(' ');
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        // "C++" and "C#" are words; "data+design" is two.
        let ends_word = matches!(c, '+' | '#')
            && !words.ends_with(' ')
            && letters.peek().is_none_or(|next| !next.is_alphanumeric());
        if c.is_alphanumeric() || ends_word {
            words.push(c);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// What is looked for among such words: whole ones, but for scripts that write no spaces.
fn sought(text: &str) -> String {
    let words = words(text);
    let is_dense = |c: Option<char>| c.is_some_and(writes_no_spaces);
    let inner = words.trim();
    let begins = if is_dense(inner.chars().next()) { "" } else { " " };
    let ends = if is_dense(inner.chars().next_back()) { "" } else { " " };
    format!("{begins}{inner}{ends}")
}

/// Whether this is of a script in which words stand without spaces between them: Chinese,
/// Japanese, Thai, Lao, Khmer, Burmese.
fn writes_no_spaces(c: char) -> bool {
    matches!(
        c,
        '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

impl Node {
    fn of(rule: &Rule, employers: &HashSet<String>) -> Node {
        let all = |parts: &[Rule]| parts.iter().map(|part| Node::of(part, employers)).collect();
        match rule {
            Rule::All(parts) => Node::All(all(parts)),
            Rule::Any(parts) => Node::Any(all(parts)),
            Rule::None(parts) => Node::None(all(parts)),
            Rule::Is(condition) => Node::Is(Box::new(Test::of(condition, employers))),
        }
    }

    fn truth(&self, subject: &Folded) -> Option<bool> {
        match self {
            Node::All(parts) => decided(parts, subject, false).map(|met| !met),
            Node::Any(parts) => decided(parts, subject, true),
            Node::None(parts) => decided(parts, subject, true).map(|met| !met),
            Node::Is(test) => test.truth(subject),
        }
    }

    /// Adds the conditions that decide: of a group, the first part that decides it alone,
    /// else those that are unknown, else all.
    fn explain(&self, subject: &Folded, reasons: &mut Vec<Reason>) {
        let (parts, deciding) = match self {
            Node::All(parts) => (parts, false),
            Node::Any(parts) | Node::None(parts) => (parts, true),
            Node::Is(test) => {
                reasons.push(test.reason(subject));
                return;
            }
        };
        let truths: Vec<Option<bool>> = parts.iter().map(|part| part.truth(subject)).collect();
        let of = |truth: Option<bool>| {
            parts.iter().zip(&truths).filter(move |(_, it)| **it == truth).map(|(part, _)| part)
        };
        if let Some(part) = of(Some(deciding)).next() {
            part.explain(subject, reasons);
        } else if truths.contains(&None) {
            of(None).for_each(|part| part.explain(subject, reasons));
        } else {
            parts.iter().for_each(|part| part.explain(subject, reasons));
        }
    }
}

/// Whether one of these is so, as Kleene has it: one that is decides, else one that is not
/// known leaves it open.
fn decided(parts: &[Node], subject: &Folded, so: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.truth(subject) {
            Some(truth) if truth == so => return Some(true),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(false) }
}

impl Test {
    fn of(condition: &Condition, employers: &HashSet<String>) -> Test {
        let names = match condition {
            Condition::Company(names) => {
                names.iter().map(|name| fold_company(name)).filter(|it| !it.is_empty()).collect()
            }
            Condition::OwnEmployer => employers.clone(),
            Condition::NameIn(names) => {
                names.iter().map(|name| fold(name)).filter(|it| !it.is_empty()).collect()
            }
            Condition::Tag(tag) => HashSet::from([fold(tag)]),
            _ => HashSet::new(),
        };
        let words = match condition {
            Condition::Words(_, typed) => {
                let words = typed.iter().map(|word| (sought(word), word.clone()));
                words.filter(|(word, _)| !word.trim().is_empty()).collect()
            }
            _ => Vec::new(),
        };
        Test { condition: condition.clone(), names, words }
    }

    fn truth(&self, of: &Folded) -> Option<bool> {
        let subject = of.subject;
        match &self.condition {
            Condition::Company(_) => {
                known(subject.company).map(|_| self.names.contains(of.company()))
            }
            // As long as no employer is known, nobody can be told to be from one.
            Condition::OwnEmployer if self.names.is_empty() => None,
            Condition::OwnEmployer => {
                known(subject.company).map(|_| self.names.contains(of.company()))
            }
            Condition::Words(field, _) => {
                let text = of.field(*field)?;
                Some(self.words.iter().any(|(word, _)| text.contains(word.as_str())))
            }
            Condition::Tag(_) => {
                let mut tags = subject.tags.into_iter().flatten();
                Some(tags.any(|tag| self.names.contains(&fold(tag))))
            }
            Condition::HasMessage => subject.message.map(|message| !message.trim().is_empty()),
            Condition::Known => Some(subject.known.is_some()),
            Condition::NameIn(_) => known(subject.name)
                .map(|name| self.names.contains(of.name.get_or_init(|| fold(name)))),
        }
    }

    fn reason(&self, of: &Folded) -> Reason {
        let holds = self.truth(of);
        let subject = of.subject;
        let found = match &self.condition {
            Condition::Company(_) | Condition::OwnEmployer => subject.company.to_owned(),
            Condition::Words(field, _) => {
                let text = of.field(*field).unwrap_or_default();
                let found = self.words.iter().find(|(word, _)| text.contains(word.as_str()));
                found.map(|(_, typed)| typed.clone()).unwrap_or_default()
            }
            Condition::NameIn(_) => subject.name.to_owned(),
            Condition::Tag(tag) => tag.clone(),
            Condition::HasMessage | Condition::Known => String::new(),
        };
        let known = subject.known.filter(|_| self.condition == Condition::Known);
        Reason { condition: self.condition.clone(), holds, found, known }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guidelines(rule: Rule) -> Guidelines {
        Guidelines { sentence: String::new(), rule: Some(rule) }
    }

    fn is(condition: Condition) -> Rule {
        Rule::Is(condition)
    }

    fn company(names: &[&str]) -> Condition {
        Condition::Company(names.iter().map(|name| (*name).to_owned()).collect())
    }

    fn words_in(field: Field, words: &[&str]) -> Condition {
        Condition::Words(field, words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn verdict(rule: Rule, subject: &Subject) -> Verdict {
        Judge::new(&guidelines(rule), ["Fjordline Analytics, Inc."].into_iter()).verdict(subject)
    }

    const MIRA: Subject = Subject {
        name: "Mira Brandt",
        company: "fjordline analytics",
        position: "Head of Data",
        headline: "",
        message: Some(""),
        tags: None,
        known: None,
    };

    #[test]
    fn each_condition_holds_does_not_or_cannot_be_told() {
        use Verdict::{CannotTell, DoesNotFit, Fits};
        let nobody = Subject::default();
        for (condition, mira, unknown) in [
            (company(&["Woodgrove", "Fjordline Analytics Ltd"]), Fits, CannotTell),
            (company(&["Fjordline"]), DoesNotFit, CannotTell),
            (Condition::OwnEmployer, Fits, CannotTell),
            (words_in(Field::Position, &["data"]), Fits, CannotTell),
            (words_in(Field::Position, &["head of"]), Fits, CannotTell),
            (words_in(Field::Position, &["dat", "of head"]), DoesNotFit, CannotTell),
            (words_in(Field::Position, &["c++", "#", "d"]), DoesNotFit, CannotTell),
            (words_in(Field::Headline, &["data"]), CannotTell, CannotTell),
            (words_in(Field::Message, &["data"]), DoesNotFit, CannotTell),
            (Condition::HasMessage, DoesNotFit, CannotTell),
            (Condition::Tag("met".into()), DoesNotFit, DoesNotFit),
            (Condition::Known, DoesNotFit, DoesNotFit),
            (Condition::NameIn(vec!["MIRA BRANDT".into()]), Fits, CannotTell),
        ] {
            assert_eq!(verdict(is(condition.clone()), &MIRA), mira, "{condition:?}");
            assert_eq!(verdict(is(condition.clone()), &nobody), unknown, "{condition:?}");
        }
        let judge = Judge::new(&guidelines(is(Condition::OwnEmployer)), [].into_iter());
        assert_eq!(judge.verdict(&MIRA), CannotTell, "no employer is known");
        assert_eq!(Judge::new(&Guidelines::default(), [].into_iter()).verdict(&MIRA), CannotTell);
    }

    #[test]
    fn words_are_whole_where_there_are_words() {
        for (position, word, fits) in [
            ("Senior C++ Developer", "c++", true),
            ("Senior C++ Developer", "c", false),
            ("C#/.NET", "c#", true),
            ("C#/.NET", ".net", true),
            ("Data+Design", "design", true),
            ("数据科学家", "数据", true),
            ("データ分析", "分析", true),
            ("Head of 数据", "head of 数", true),
            ("Data Scientist", "data sci", false),
            ("Vice\u{ad}president", "vicepresident", true),
        ] {
            let subject = Subject { position, ..MIRA };
            let verdict = verdict(is(words_in(Field::Position, &[word])), &subject);
            assert_eq!(verdict == Verdict::Fits, fits, "{word} in {position}");
        }
    }

    #[test]
    fn groups_follow_kleene() {
        // What holds, what does not, and what cannot be told of her.
        let (yes, no) = (is(Condition::OwnEmployer), is(Condition::Known));
        let unknown = is(words_in(Field::Headline, &["x"]));
        let truth = |rule| match verdict(rule, &MIRA) {
            Verdict::Fits => Some(true),
            Verdict::DoesNotFit => Some(false),
            Verdict::CannotTell => None,
        };
        let (t, f, u) = (Some(true), Some(false), None);
        for (a, b, all, any) in [
            (&yes, &yes, t, t),
            (&yes, &no, f, t),
            (&yes, &unknown, u, t),
            (&no, &no, f, f),
            (&no, &unknown, f, u),
            (&unknown, &unknown, u, u),
        ] {
            for pair in [vec![a.clone(), b.clone()], vec![b.clone(), a.clone()]] {
                assert_eq!(truth(Rule::All(pair.clone())), all);
                assert_eq!(truth(Rule::Any(pair.clone())), any);
                assert_eq!(truth(Rule::None(pair)), any.map(|it| !it));
            }
        }
        assert_eq!(truth(Rule::All(vec![])), t);
        assert_eq!(truth(Rule::Any(vec![])), f);
        assert_eq!(truth(Rule::None(vec![])), t);
    }

    #[test]
    fn only_what_decides_is_a_reason() {
        let rule = Rule::All(vec![
            Rule::Any(vec![is(Condition::Known), is(Condition::OwnEmployer)]),
            Rule::None(vec![is(words_in(Field::Position, &["sales", "crypto"]))]),
        ]);
        let judge = Judge::new(&guidelines(rule), ["Fjordline Analytics"].into_iter());
        let mira = judge.judge(&MIRA);
        assert_eq!(mira.verdict, Verdict::Fits);
        let told: Vec<_> = mira.reasons.iter().map(|it| (&it.condition, it.holds)).collect();
        let sales = words_in(Field::Position, &["sales", "crypto"]);
        assert_eq!(told, [(&Condition::OwnEmployer, Some(true)), (&sales, Some(false))]);
        assert_eq!(mira.reasons.first().map(|it| it.found.as_str()), Some("fjordline analytics"));

        let seller = Subject { position: "Crypto Sales", ..MIRA };
        let seller = judge.judge(&seller);
        assert_eq!(seller.verdict, Verdict::DoesNotFit);
        let told: Vec<_> = seller.reasons.iter().map(|it| (&*it.found, it.holds)).collect();
        assert_eq!(told, [("sales", Some(true))]);

        let stranger = judge.judge(&Subject { company: "", ..MIRA });
        assert_eq!(stranger.verdict, Verdict::CannotTell);
        let told: Vec<_> = stranger.reasons.iter().map(|it| (&it.condition, it.holds)).collect();
        assert_eq!(told, [(&Condition::OwnEmployer, None)]);
    }

    #[test]
    fn a_rule_without_end_is_not_judged() {
        let mut deep = is(Condition::Known);
        for _ in 0..50 {
            deep = Rule::None(vec![deep]);
        }
        assert!(!deep.is_within_bounds());
        assert_eq!(verdict(deep, &MIRA), Verdict::CannotTell);
    }
}
