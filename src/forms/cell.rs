//! Cells of a table that no spreadsheet runs as a formula, and their values again.
//!
//! Before each sign that would begin a formula stands a mark that nobody sees. Such a sign may
//! begin a cell, or stand behind what a program takes for the end of one: where lists are
//! separated by semicolons, spreadsheets do not split at commas.

use std::borrow::Cow;

/// The mark: a space of no width. (Spaces of some width would not do: some programs trim them.)
const MARK: char = '\u{200b}';

/// With which a formula may begin; the wide ones do in Japanese spreadsheets.
const BEGINS: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

/// Behind which a program may see another cell.
const ENDS: [char; 6] = [',', ';', '\t', '|', '\n', '\r'];

/// A value as it is written.
pub fn harmless(value: &str) -> Cow<'_, str> {
    if !value.contains(BEGINS) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(with_marks(value, |marks| marks.saturating_add(1)))
}

/// A value that was written so, as it was. What others have written stays as it is.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(MARK) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(with_marks(text, |marks| marks.saturating_sub(1)))
}

/// The text with another number of marks before each sign that would begin a formula.
fn with_marks(text: &str, number: impl Fn(usize) -> usize) -> String {
    let mut changed = String::with_capacity(text.len().saturating_add(8));
    let mut may_begin = true;
    let mut marks = 0_usize;
    for c in text.chars() {
        if may_begin && c == MARK {
            marks = marks.saturating_add(1);
            continue;
        }
        let begins = may_begin && BEGINS.contains(&c);
        let before = if begins { number(marks) } else { marks };
        changed.extend(std::iter::repeat_n(MARK, before));
        marks = 0;
        changed.push(c);
        may_begin = ENDS.contains(&c) || (may_begin && (c.is_whitespace() || c == '"' || c == '\''))
    }
    changed.extend(std::iter::repeat_n(MARK, marks));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_nothing_else_is_touched() {
        for value in ["=1+1", "+49 30", "-x", "-", "@sum", "＝1", "%x"] {
            assert_eq!(harmless(value), format!("{MARK}{value}"));
        }
        for (value, marked) in [
            (" =1", " \u{200b}=1"),
            ("\t=1", "\t\u{200b}=1"),
            ("'=1", "'\u{200b}=1"),
            ("\u{200b}=1", "\u{200b}\u{200b}=1"),
            ("a;=1;b", "a;\u{200b}=1;b"),
            ("a, \"+1", "a, \"\u{200b}+1"),
            ("a|-1", "a|\u{200b}-1"),
        ] {
            assert_eq!(harmless(value), marked);
        }
        for value in ["", "O'Brien", "a=b", "Anne-Marie", "C++", "a; b", "50% of x"] {
            assert_eq!(harmless(value), value);
        }
    }

    #[test]
    fn what_was_marked_is_read_as_it_was() {
        for value in
            ["=", "\u{200b}=", "\u{200b}\u{200b}=;\u{200b}=", "|||", ";=,+\n-", "'=\u{200b}"]
        {
            assert_eq!(plain(&harmless(value)), value);
        }
        for text in ["=1", "a\u{200b}b", "\u{200b}", "", "a;=1"] {
            assert_eq!(plain(text), text, "of somebody else");
        }
    }
}
