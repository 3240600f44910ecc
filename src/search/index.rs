//! Many texts, and which of them hold what is typed: best first, small slips forgiven.

use std::collections::HashMap;
use std::ops::Range;

use super::fold;

/// How many letters a word has at least for a slip in it to be forgiven.
const SLIP: usize = 4;
/// With so many that match to the letter, no slips are looked for: what is typed is right.
const ENOUGH: usize = 10;

/// Where in a text a word stands: what weighs more is found first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Beside the point: a note, say.
    Low,
    /// Something of it.
    Middle,
    /// Its name.
    High,
}

/// How well a word of a text answers a word that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Slip,
    Begins,
    Whole,
}

fn points(fit: Fit, weight: Weight) -> u16 {
    let fit = match fit {
        Fit::Slip => 0,
        Fit::Begins => 8,
        Fit::Whole => 12,
    };
    let weight = match weight {
        Weight::Low => 1,
        Weight::Middle => 2,
        Weight::High => 6,
    };
    fit + weight
}

/// What somebody types: words in any order, each at the beginning of a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    words: Vec<String>,
}

impl Typed {
    /// Reads what is typed.
    pub fn new(text: &str) -> Typed {
        let mut words = Vec::new();
        each_word(&fold(text), |word, _| {
            words.push(word.to_owned());
        });
        words.sort_unstable();
        words.dedup();
        Typed { words }
    }

    /// Whether nothing is looked for, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where in a text, in bytes, there is something of what is typed; in order, none within
    /// another.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks: Vec<Range<usize>> = Vec::new();
        if self.is_empty() {
            return marks;
        }
        for (start, word) in words_as_written(text) {
            let end = self.words.iter().filter_map(|typed| matched(word, typed)).max();
            if let Some(end) = end {
                let mark = start..start + end;
                match marks.last_mut() {
                    // A name in Chinese is many words without a gap.
                    Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
                    _ => marks.push(mark),
                }
            }
        }
        marks
    }
}

/// How much of a word as it is written answers what is typed, in bytes.
fn matched(word: &str, typed: &str) -> Option<usize> {
    let folded = fold(word);
    let plain: String = folded.chars().filter(|c| !is_apostrophe(*c)).collect();
    if plain.starts_with(typed) {
        // As many letters as it takes for their folded form to hold what is typed.
        let mut seen = String::new();
        for (at, c) in word.char_indices() {
            seen.push(c);
            let so_far: String = fold(&seen).chars().filter(|c| !is_apostrophe(*c)).collect();
            if so_far.len() >= typed.len() {
                let rest = word.get(at + c.len_utf8()..).unwrap_or_default();
                let accents = rest.chars().take_while(|c| is_accent(*c));
                return Some(at + c.len_utf8() + accents.map(char::len_utf8).sum::<usize>());
            }
        }
        return Some(word.len());
    }
    (typed.chars().count() >= SLIP && begins_with_a_slip(&plain, typed)).then_some(word.len())
}

/// The words of a text as it is written, and where each begins; of those that begin within
/// another too.
fn words_as_written(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut add = |starts: &mut Vec<usize>, end: usize| {
        words.extend(starts.drain(..).filter_map(|at| Some((at, text.get(at..end)?))));
    };
    for (at, c) in text.char_indices() {
        if is_of_a_word(c) {
            if starts.is_empty() || is_whole_word(c) {
                starts.push(at);
            }
        } else if !is_accent(c) {
            add(&mut starts, at);
        }
    }
    add(&mut starts, text.len());
    words
}

/// What belongs to the letter before it, and is nothing by itself once folded.
fn is_accent(c: char) -> bool {
    !c.is_whitespace() && fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '`')
}

fn is_of_a_word(c: char) -> bool {
    // `C++` and `C#` are words.
    c.is_alphanumeric() || is_apostrophe(c) || matches!(c, '+' | '#')
}

/// Scripts that put no spaces between words: each sign may begin one.
fn is_whole_word(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Calls `visit` with each word of a folded text, without apostrophes, and whether another
/// word begins within it.
fn each_word(folded: &str, mut visit: impl FnMut(&str, bool)) {
    for word in folded.split(|c| !is_of_a_word(c)) {
        if word.is_empty() || !word.contains(char::is_alphanumeric) {
            continue;
        }
        if word.contains(is_apostrophe) {
            let joined: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
            visit(&joined, true);
        } else {
            visit(word, word.chars().any(is_whole_word));
        }
    }
}

/// Whether a word begins with another, but for one letter more, less, other, or swapped with
/// the next.
fn begins_with_a_slip(word: &str, typed: &str) -> bool {
    let (word, typed) = (word.as_bytes(), typed.as_bytes());
    let same = word.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let (Some(w), Some(t)) = (word.get(same..), typed.get(same..)) else { return false };
    let begins = |word: &[u8], typed: &[u8]| word.starts_with(typed);
    let [first, rest @ ..] = t else { return true };
    // One more, one other, one less, two swapped.
    begins(w, rest)
        || w.get(1..).is_some_and(|w| begins(w, rest) || begins(w, t))
        || matches!((w, rest), ([a, b, w @ ..], [second, rest @ ..])
            if b == first && a == second && begins(w, rest))
}

/// The words of many texts, and in which of them each stands.
///
/// A text has a number, from 0, which it keeps; said anew, the new text counts.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// All words, in the order of their letters, one after another.
    letters: String,
    /// Where each word ends in `letters`, and where its places end in `places`.
    words: Vec<(u32, u32)>,
    /// Text and weight, by word.
    places: Vec<(u32, Weight)>,
    /// Of each text what is known while somebody looks for something; nothing in between. It is
    /// kept, so that a key costs what it finds and not as much as there is.
    answers: Vec<Answer>,
}

/// How far a text answers what is looked for.
#[derive(Debug, Clone, Copy, Default)]
struct Answer {
    /// How many words it has had.
    had: u16,
    /// What they were worth.
    sum: u16,
    /// The best of the word that is looked for now.
    best: u16,
}

/// Collects texts for an index.
#[derive(Debug, Clone, Default)]
pub struct Collector {
    words: HashMap<Box<str>, u32>,
    places: Vec<(u32, u32, Weight)>,
    texts: u32,
}

impl Collector {
    /// The next text: its parts with their weights, folded. Answers with its number.
    pub fn add<'a>(&mut self, parts: impl IntoIterator<Item = (&'a str, Weight)>) -> u32 {
        let text = self.texts;
        self.texts += 1;
        for (part, weight) in parts {
            each_word(part, |word, has_others| {
                self.word(word, text, weight);
                if has_others {
                    let ends = word.char_indices().skip(1).filter(|(_, c)| is_whole_word(*c));
                    let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
                    for at in ends {
                        self.word(word.get(at..).unwrap_or_default(), text, weight);
                    }
                }
            });
            if part.contains(is_apostrophe) {
                // `d'Angelo` is looked for as `dangelo` and as `angelo`.
                for word in part.split(|c: char| is_apostrophe(c) || !is_of_a_word(c)) {
                    if word.chars().count() > 1 {
                        self.word(word, text, weight);
                    }
                }
            }
        }
        text
    }

    fn word(&mut self, word: &str, text: u32, weight: Weight) {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let number = match self.words.get(word) {
            Some(number) => *number,
            None => {
                self.words.insert(word.into(), next);
                next
            }
        };
        self.places.push((number, text, weight));
    }

    /// The index of what was added.
    pub fn finish(self) -> Index {
        let mut words: Vec<(Box<str>, u32)> = self.words.into_iter().collect();
        words.sort_unstable();
        let mut counts = vec![0_u32; words.len()];
        for (word, ..) in &self.places {
            if let Some(count) = counts.get_mut(*word as usize) {
                *count += 1;
            }
        }
        let mut index =
            Index { answers: vec![Answer::default(); self.texts as usize], ..Index::default() };
        // Where the places of each word begin, by its number.
        let mut next = vec![0_u32; words.len()];
        let mut end = 0;
        for (word, number) in &words {
            index.letters.push_str(word);
            if let (Some(next), Some(count)) =
                (next.get_mut(*number as usize), counts.get(*number as usize))
            {
                *next = end;
                end += count;
            }
            let letters = u32::try_from(index.letters.len()).unwrap_or(u32::MAX);
            index.words.push((letters, end));
        }
        index.places = vec![(0, Weight::Low); self.places.len()];
        for (word, text, weight) in self.places {
            if let Some(at) = next.get_mut(word as usize) {
                if let Some(place) = index.places.get_mut(*at as usize) {
                    *place = (text, weight);
                }
                *at += 1;
            }
        }
        index
    }
}

/// What was found: the number of a text, and how well it answers; more is better.
pub type Found = (u32, u16);

impl Index {
    /// The texts that have all the words, in no order, each with how well it answers. Slips are
    /// forgiven where few have them to the letter.
    ///
    /// `is_asked` says of a text whether it may be found at all.
    pub fn find(&mut self, typed: &Typed, is_asked: impl Fn(u32) -> bool) -> Vec<Found> {
        let found = self.find_with(typed, false, &is_asked);
        if found.len() >= ENOUGH {
            return found;
        }
        self.find_with(typed, true, &is_asked)
    }

    fn find_with(
        &mut self,
        typed: &Typed,
        forgiving: bool,
        is_asked: &impl Fn(u32) -> bool,
    ) -> Vec<Found> {
        let mut answers = std::mem::take(&mut self.answers);
        // Who has the first word is all that can have every one.
        let mut touched: Vec<u32> = Vec::new();
        for (nth, word) in (0_u16..).zip(&typed.words) {
            let mut touch = |places: &[(u32, Weight)], fit: Fit| {
                for (text, weight) in places {
                    let Some(answer) = answers.get_mut(*text as usize) else { continue };
                    if answer.had != nth {
                        continue;
                    }
                    if nth == 0 && answer.best == 0 {
                        touched.push(*text);
                    }
                    answer.best = answer.best.max(points(fit, *weight));
                }
            };
            for at in self.beginning_with(word.as_bytes(), 0..self.words.len()) {
                let is_whole = self.word(at).is_some_and(|it| it.len() == word.len());
                touch(self.places_of(at), if is_whole { Fit::Whole } else { Fit::Begins });
            }
            if forgiving && word.chars().count() >= SLIP {
                self.each_slip(word, |other| touch(self.places_of(other), Fit::Slip));
            }
            for text in &touched {
                if let Some(answer) = answers.get_mut(*text as usize).filter(|it| it.best > 0) {
                    answer.had += 1;
                    answer.sum = answer.sum.saturating_add(std::mem::take(&mut answer.best));
                }
            }
        }
        let all = u16::try_from(typed.words.len()).unwrap_or(u16::MAX);
        let found = touched.into_iter().filter_map(|text| {
            let answer = std::mem::take(answers.get_mut(text as usize)?);
            (answer.had == all && is_asked(text)).then_some((text, answer.sum))
        });
        let found = found.collect();
        self.answers = answers;
        found
    }

    fn word(&self, at: usize) -> Option<&str> {
        let (end, _) = *self.words.get(at)?;
        let start = at.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |word| word.0);
        self.letters.get(start as usize..end as usize)
    }

    fn places_of(&self, at: usize) -> &[(u32, Weight)] {
        let Some((_, end)) = self.words.get(at) else { return &[] };
        let start = at.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |word| word.1);
        self.places.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// Calls `visit` with each word that begins with what is typed but for a slip, and perhaps
    /// with some of them twice, or with some that begin with it to the letter.
    ///
    /// Most words begin with another letter: of those only few can be meant, and where they
    /// stand among the others is known.
    fn each_slip(&self, typed: &str, mut visit: impl FnMut(usize)) {
        let all = 0..self.words.len();
        let typed_bytes = typed.as_bytes();
        let [first, rest @ ..] = typed_bytes else { return };
        let mut visit_all = |prefix: &[u8], within: Range<usize>| {
            self.beginning_with(prefix, within).for_each(&mut visit);
        };
        // The first letter is left out, or swapped with the next.
        visit_all(rest, all.clone());
        if let [second, rest @ ..] = rest {
            visit_all(&[&[*second, *first], rest].concat(), all.clone());
        }
        // It is another, or there is another before it.
        let mut at = 0;
        while let Some(other) = self.word(at).and_then(|word| word.as_bytes().first()) {
            let same = self.beginning_with(&[*other], at..all.end);
            at = same.end.max(at + 1);
            visit_all(&[&[*other], rest].concat(), same.clone());
            visit_all(&[&[*other], typed_bytes].concat(), same);
        }
        // The slip comes later.
        for at in self.beginning_with(&[*first], all) {
            if self.word(at).is_some_and(|word| begins_with_a_slip(word, typed)) {
                visit(at);
            }
        }
    }

    /// Which of these words begin so.
    fn beginning_with(&self, prefix: &[u8], within: Range<usize>) -> Range<usize> {
        // Of each word only as much as it takes to tell.
        let begins = |at: usize| {
            let word = self.word(at).unwrap_or_default().as_bytes();
            word.get(..prefix.len()).unwrap_or(word)
        };
        let first = |is_before: &dyn Fn(&[u8]) -> bool, within: Range<usize>| {
            let (mut low, mut high) = (within.start, within.end);
            while low < high {
                let middle = low + (high - low) / 2;
                if is_before(begins(middle)) { low = middle + 1 } else { high = middle }
            }
            low
        };
        let start = first(&|word| word < prefix, within.clone());
        start..first(&|word| word <= prefix, start..within.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[(&str, &str)]) -> Index {
        let mut collector = Collector::default();
        for (name, rest) in texts {
            let (name, rest) = (fold(name), fold(rest));
            collector.add([(name.as_str(), Weight::High), (rest.as_str(), Weight::Low)]);
        }
        collector.finish()
    }

    fn find(index: &mut Index, typed: &str) -> Vec<u32> {
        let mut found = index.find(&Typed::new(typed), |_| true);
        found.sort_by_key(|(text, points)| (std::cmp::Reverse(*points), *text));
        found.into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn words_are_found_in_any_order_by_how_they_begin() {
        let mut index = index(&[
            ("Zoë Brandt-Müller", "Chief of Staff, Woodgrove"),
            ("Łukasz Nowak", "C++ at Fjordline"),
            ("Sinéad O'Brien", "Head of R&D; sinead@example.org"),
            ("山田 太郎", "東京工業大学"),
        ]);
        for (typed, found) in [
            ("zoe", &[0_u32][..]),
            ("müll zo", &[0]),
            ("STAFF chief", &[0]),
            ("lukasz", &[1]),
            ("c++", &[1]),
            ("obrien", &[2]),
            ("o'brien", &[2]),
            ("o’bri", &[2]),
            ("brien", &[2]),
            ("sinead@ex", &[2]),
            ("太郎", &[3]),
            ("工業", &[3]),
            ("oe", &[]),
            ("zoe nowak", &[]),
        ] {
            assert_eq!(find(&mut index, typed), found, "{typed}");
        }
    }

    #[test]
    fn the_best_come_first() {
        let mut index = index(&[
            ("Ida Strand", "Writes to Mark"),
            ("Mark Ost", ""),
            ("Markus Ost", ""),
            ("Marc Ost", ""),
            ("Amark Ost", ""),
        ]);
        assert_eq!(find(&mut index, "mark"), [1, 2, 0, 3, 4]);
    }

    #[test]
    fn one_slip_is_forgiven_in_words_of_four_letters() {
        let mut index = index(&[("Halvorsen", ""), ("Okonkwo", ""), ("Lee", "")]);
        for slip in ["halvrosen", "halvosen", "halvoorsen", "galvorsen", "hlavor", "halvorsenn"] {
            assert_eq!(find(&mut index, slip), [0], "{slip}");
        }
        for none in ["alvro", "lae", "okkonkow", "vorsen"] {
            assert_eq!(find(&mut index, none), [0_u32; 0], "{none}");
        }
    }

    #[test]
    fn slips_are_found_wherever_the_word_stands() {
        let words: Vec<String> = ["anders", "nders", "andres", "nader", "sander", "ander"]
            .iter()
            .flat_map(|word| ["", "a", "n", "ż", "xy"].map(|end| format!("{word}{end}")))
            .flat_map(|word| ["", "b", "a", "é"].map(|begin| format!("{begin}{word}")))
            .collect();
        let texts: Vec<(&str, &str)> = words.iter().map(|word| (word.as_str(), "")).collect();
        let index = index(&texts);
        for typed in words.iter().map(|word| fold(word)) {
            let mut visited: Vec<String> = Vec::new();
            index.each_slip(&typed, |at| visited.push(index.word(at).unwrap().to_owned()));
            for word in words.iter().map(|word| fold(word)) {
                let is_slip = begins_with_a_slip(&word, &typed);
                assert_eq!(visited.contains(&word), is_slip, "{word} for {typed}");
            }
        }
    }

    #[test]
    fn marks_stand_where_the_match_is_written() {
        let marked = |typed: &str, text: &str| -> Vec<String> {
            let marks = Typed::new(typed).marks(text);
            marks.into_iter().map(|mark| text[mark].to_owned()).collect()
        };
        assert_eq!(marked("mul zo", "Zoë Brandt-Müller"), ["Zo", "Mül"]);
        assert_eq!(marked("zoe", "Zoe\u{308} Brandt"), ["Zoe\u{308}"]);
        assert_eq!(marked("strasse", "Große Straße 3"), ["Straße"]);
        assert_eq!(marked("obr", "Sinéad O’Brien"), ["O’Br"]);
        assert_eq!(marked("太郎", "山田太郎"), ["太郎"]);
        assert_eq!(marked("halvrosen", "Mira Halvorsen"), ["Halvorsen"]);
        assert_eq!(marked("", "Mira"), [""; 0]);
    }
}
