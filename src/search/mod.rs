//! Folding and matching of text, so that people find what they type as they type it.
//!
//! **Room rule.** Pure: texts in, answers out. Nothing here knows whose text it is.

pub mod index;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in the form in which it is searched: without accents, in lower case, with single
/// spaces. `Müller` becomes `muller`, `Łukasz` becomes `lukasz`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    let shown = |c: &char| !is_combining_mark(*c) && !is_unseen(*c);
    for c in text.nfkd().filter(shown).flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    folded
}

/// The same for what most names are, several times as quickly.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for byte in text.bytes() {
        // What `char::is_whitespace` takes for a space.
        if matches!(byte, b'\t'..=b'\r' | b' ') {
            space = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        folded.push(char::from(byte.to_ascii_lowercase()));
    }
    folded
}

/// Marks that nobody sees and that stand within words: soft hyphens, joiners, marks of
/// direction.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Letters that Unicode does not take apart, as they are typed without them.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// What somebody looks for: words in any order, each at the beginning of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    pub fn new(text: &str) -> Query {
        Query {
            words: fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
        }
    }

    /// Whether nothing is looked for, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a folded text has all the words. An empty query matches everything.
    pub fn matches(&self, folded: &str) -> bool {
        self.words.iter().all(|word| {
            folded.match_indices(word.as_str()).any(|(at, _)| {
                let before = folded.get(..at).and_then(|before| before.chars().next_back());
                before.is_none_or(|c| !c.is_alphanumeric())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_are_folded() {
        assert_eq!(fold("  Müller\u{a0} ŁUKASZ  "), "muller lukasz");
        assert_eq!(fold("Zoe\u{308} Groß"), "zoe gross");
        assert_eq!(fold("İstanbul Ærø"), "istanbul aero");
        assert_eq!(fold("\u{202e}Fjord\u{200b}line\u{ad}\u{feff}"), "fjordline");
    }

    #[test]
    fn plain_text_is_folded_alike_by_both_ways() {
        // A letter that is not ASCII has the other way taken, and is taken away again.
        let all: String = (0..128u8).map(char::from).collect();
        for text in [&all, "", "  A\tb \x0b c\x1c\x1f ", "Head of  R&D\r\n", &all.repeat(2)] {
            let slow = fold(&format!("é{text}"));
            let fast = fold(&format!("e{text}"));
            assert_eq!(fast, slow, "{text:?}");
        }
    }

    #[test]
    fn words_match_in_any_order_at_the_beginning_of_words() {
        let text = fold("Zoë Brandt-Müller Woodgrove Chief of Staff");
        for query in ["zoe", "woodg zo", "müll", "chief STAFF", "", "  "] {
            assert!(Query::new(query).matches(&text), "{query}");
        }
        for query in ["oe", "zoe fjord", "rove"] {
            assert!(!Query::new(query).matches(&text), "{query}");
        }
    }
}
