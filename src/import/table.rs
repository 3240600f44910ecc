//! A table in a text: its delimiter, the line with its column names, and its rows.

use std::borrow::Cow;
use std::ops::Range;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::export::FileKind;
use super::header::{self, Verdict};
use super::limits;
use super::marks::Marks;
use crate::forms::cell::plain;
use crate::forms::table::Saved;

/// Delimiters that spreadsheets write.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What may stand before a text, and also where two were joined.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A text whose line of column names was found.
pub(super) struct Table {
    text: String,
    delimiter: u8,
    columns: Vec<String>,
    /// Where the rest begins that was not read yet.
    at: usize,
    /// The line, from 1, that stands at `at`.
    line: u32,
    reader: Reader,
    record: Vec<u8>,
    ends: Vec<usize>,
    /// What the last record holds that is not in the text as it is.
    unquoted: String,
    /// Where the values of the last record stand, in the text or in `unquoted`.
    cells: Vec<Range<usize>>,
    restarts: u32,
    /// Whether the last record was broken, so that what follows may be the rest of it.
    after_break: bool,
    texts: bool,
    /// Whether this program saved it, and no other has touched its lines since.
    as_saved: bool,
}

/// One row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// The line, from 1, on which it begins.
    pub(super) line: u32,
    /// Bytes of text that it takes.
    pub(super) bytes: usize,
    /// What it holds.
    pub(super) record: Record<'t>,
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record<'t> {
    /// Its values, some of them not empty.
    Values(Values<'t>),
    /// Nothing: only delimiters, or the column names once more.
    Nothing,
    /// A quotation mark opens that is never closed, or not before other rows.
    Broken,
}

/// The values of a row where they stand: who needs one takes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'t> {
    source: &'t str,
    cells: &'t [Range<usize>],
    /// Whether they are known to be ASCII, so that no mark that nobody sees stands in them.
    are_ascii: bool,
}

impl<'t> Values<'t> {
    /// The value of a column, trimmed, and without what made formulas harmless; empty where
    /// there is no such column or the row is short.
    pub(super) fn text(&self, column: Option<usize>) -> Cow<'t, str> {
        let text = column.and_then(|column| self.cells.get(column)).map(|cell| self.trimmed(cell));
        let text = text.unwrap_or_default();
        if self.are_ascii { Cow::Borrowed(text) } else { plain(text) }
    }

    /// The same to keep.
    pub(super) fn owned(&self, column: Option<usize>) -> String {
        self.text(column).into_owned()
    }

    /// How many values there are up to the last one that is not empty.
    pub(super) fn width(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !self.trimmed(cell).is_empty());
        last.map_or(0, |last| last.saturating_add(1))
    }

    /// Whether these are the column names.
    fn are(&self, columns: &[String]) -> bool {
        let is = |(cell, name): (&Range<usize>, &String)| header::is(self.trimmed(cell), name);
        self.cells.len() == columns.len() && self.cells.iter().zip(columns).all(is)
    }

    fn trimmed(&self, cell: &Range<usize>) -> &'t str {
        trimmed(self.source.get(cell.clone()).unwrap_or_default())
    }
}

impl PartialEq for Values<'_> {
    fn eq(&self, other: &Self) -> bool {
        let trimmed = |it: &Self| it.cells.iter().map(|cell| it.trimmed(cell)).collect::<Vec<_>>();
        trimmed(self) == trimmed(other)
    }
}

impl Eq for Values<'_> {}

/// A record that was found.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// Bytes that it takes.
    bytes: usize,
    /// Whether its values are known: whether it passes no bound.
    is_whole: bool,
    /// Whether its values stand in the text as they are, on one line.
    is_bare: bool,
    /// Whether it is known to be ASCII.
    is_ascii: bool,
}

/// Looks for the line with the column names. `hint` is what the file's name promises.
pub(super) fn find(text: &str, hint: Option<FileKind>) -> Option<(Verdict, Head)> {
    let mut at = 0_usize;
    for (index, line) in text.split('\n').take(limits::PREAMBLE_LINES).enumerate() {
        let next = at.saturating_add(line.len()).saturating_add(1);
        if !line.trim().is_empty() && line.len() <= limits::RECORD_BYTES {
            let best = DELIMITERS
                .into_iter()
                .filter_map(|delimiter| {
                    let columns: Vec<String> =
                        cells(line, delimiter).iter().map(|cell| header::folded(cell)).collect();
                    let verdict = header::verdict(&columns, hint)?;
                    Some((
                        columns.len(),
                        verdict,
                        Head {
                            delimiter,
                            saved: Saved::read(text.get(..at).unwrap_or_default()),
                            is_bare: split(line, delimiter).len() == columns.len(),
                            columns,
                            at: next.min(text.len()),
                            line: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(2),
                        },
                    ))
                })
                .max_by_key(|(width, ..)| *width);
            if let Some((_, verdict, head)) = best {
                return Some((verdict, head));
            }
        }
        at = next;
    }
    None
}

/// Where a table begins.
pub(super) struct Head {
    delimiter: u8,
    columns: Vec<String>,
    /// What the lines above say, where this program saved it.
    pub(super) saved: Option<Saved>,
    /// Whether each column name is a value of its own, and not all of them one value.
    is_bare: bool,
    at: usize,
    line: u32,
}

/// Whether the first line of a text has more than one column.
pub(super) fn has_columns(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else { return false };
    DELIMITERS.into_iter().any(|delimiter| {
        let width = split(first, delimiter).len();
        let same = second.is_none_or(|second| split(second, delimiter).len() == width);
        // A comma or a bar may stand in any sentence.
        width > 2 || (width == 2 && same)
    })
}

impl Table {
    /// The rows below `head`. `texts` says that its values may be long texts with line breaks.
    pub(super) fn new(text: String, head: Head, texts: bool) -> Table {
        let reader = ReaderBuilder::new().delimiter(head.delimiter).build();
        Table {
            text,
            delimiter: head.delimiter,
            columns: head.columns,
            at: head.at,
            line: head.line,
            reader,
            record: Vec::new(),
            ends: Vec::new(),
            unquoted: String::new(),
            cells: Vec::new(),
            restarts: 0,
            after_break: false,
            texts,
            as_saved: head.saved.is_some() && head.is_bare,
        }
    }

    /// The place of the first column of one of these names.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.iter().position(|column| column == name))
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The next row.
    pub(super) fn next_row(&mut self) -> Option<Row<'_>> {
        self.row_by(|table| table.read_bare().or_else(|| table.read_any()))
    }

    fn row_by(&mut self, read: fn(&mut Table) -> Option<Found>) -> Option<Row<'_>> {
        self.skip_line_breaks();
        let (line, start) = (self.line, self.at);
        let found = read(self)?;
        let raw = self.text.get(start..start.saturating_add(found.bytes)).unwrap_or_default();
        let spans_lines = !found.is_bare && raw.trim_end_matches('\n').contains('\n');
        let ends_line = raw.ends_with('\n');
        let full = self.cells.len() == self.columns.len();
        let broken = match () {
            () if !found.is_whole => true,
            () if spans_lines && !(self.texts && full) => !well_quoted(raw, self.delimiter),
            // What follows a broken record may be the rest of its text.
            () => self.after_break && !full,
        };
        self.after_break = broken;
        if broken {
            self.restart();
            return Some(Row {
                line,
                bytes: self.at.saturating_sub(start),
                record: Record::Broken,
            });
        }
        if found.is_bare {
            self.at = self.at.saturating_add(found.bytes);
            self.line = self.line.saturating_add(u32::from(ends_line));
        } else {
            self.skip(found.bytes);
        }
        let is_bare = !self.part_single(&found) && found.is_bare;
        let values = self.values(is_bare, found.is_ascii);
        let repeats_header = !self.as_saved && values.are(&self.columns);
        let is_nothing = repeats_header || values.width() == 0;
        let record = if is_nothing { Record::Nothing } else { Record::Values(values) };
        Some(Row { line, bytes: self.at.saturating_sub(start), record })
    }

    /// The values of the record that was found last.
    fn values(&self, are_bare: bool, are_ascii: bool) -> Values<'_> {
        let source = if are_bare { &self.text } else { &self.unquoted };
        Values { source, cells: &self.cells, are_ascii }
    }

    /// One line from `at` whose values stand there as they are, quoted or not, as nearly all do:
    /// none where they do not, or where it comes near a bound.
    fn read_bare(&mut self) -> Option<Found> {
        self.cells.clear();
        let rest = self.text.as_bytes().get(self.at..)?;
        if rest.starts_with(BYTE_ORDER_MARK) {
            return None;
        }
        let rest = rest.get(..limits::RECORD_BYTES).unwrap_or(rest);
        let start = self.at;
        let mut begin = 0_usize;
        // Where a quoted value ends, once that is known.
        let mut quoted: Option<Option<usize>> = None;
        // What was decoded has no CR.
        let mut marks = Marks::new(rest, [self.delimiter, b'\n', b'"']);
        loop {
            let (at, mark) = marks.next().unwrap_or((rest.len(), b'\n'));
            let is_end = mark == self.delimiter || mark == b'\n';
            let end = match quoted {
                None if is_end => at,
                None if mark == b'"' && at == begin => {
                    quoted = Some(None);
                    continue;
                }
                Some(None) if mark == self.delimiter => continue,
                Some(None) if mark == b'"' => {
                    quoted = Some(Some(at));
                    continue;
                }
                Some(Some(end)) if is_end && end.saturating_add(1) == at => end,
                _ => return None,
            };
            let from = begin.saturating_add(usize::from(quoted.is_some()));
            self.cells.push(start.saturating_add(from)..start.saturating_add(end));
            quoted = None;
            begin = at.saturating_add(1);
            if mark == b'\n' {
                let bytes = begin.min(rest.len());
                let is_within =
                    bytes > 0 && bytes < limits::RECORD_BYTES && self.cells.len() < limits::COLUMNS;
                let is_ascii = marks.are_in_ascii();
                return is_within.then_some(Found {
                    bytes,
                    is_whole: true,
                    is_bare: true,
                    is_ascii,
                });
            }
        }
    }

    /// One record from `at`, with whatever quotation marks.
    fn read_any(&mut self) -> Option<Found> {
        self.record.resize(limits::RECORD_BYTES, 0);
        self.ends.resize(limits::COLUMNS, 0);
        self.cells.clear();
        let rest = self.text.as_bytes().get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        self.reader.reset();
        let (result, bytes, written, ended) =
            self.reader.read_record(rest, &mut self.record, &mut self.ends);
        let (result, ended) = match result {
            // The last record has no line break behind it.
            ReadRecordResult::InputEmpty => {
                let (result, _, _, more) = self.reader.read_record(
                    &[],
                    self.record.get_mut(written..).unwrap_or_default(),
                    self.ends.get_mut(ended..).unwrap_or_default(),
                );
                (result, ended.saturating_add(more))
            }
            other => (other, ended),
        };
        let is_whole = match result {
            ReadRecordResult::Record => true,
            ReadRecordResult::End => return None,
            _ => false,
        };
        if is_whole {
            self.cells.extend(ranges(self.ends.get(..ended)?));
            self.unquoted.clear();
            self.unquoted.push_str(text(&self.record, &self.cells));
        }
        Some(Found { bytes, is_whole, is_bare: false, is_ascii: false })
    }

    /// Parts a whole row in one cell: a spreadsheet opened the file with another delimiter.
    fn part_single(&mut self, found: &Found) -> bool {
        let values = self.values(found.is_bare, found.is_ascii);
        if self.as_saved || self.columns.len() < 2 || values.width() != 1 {
            return false;
        }
        let (unquoted, cells) = parted(&values.text(Some(0)), self.delimiter);
        let is_row = cells.len() > 1 && cells.len() >= self.columns.len().div_ceil(2);
        if is_row {
            (self.unquoted, self.cells) = (unquoted, cells);
        }
        is_row
    }

    /// Goes on behind so many bytes.
    fn skip(&mut self, bytes: usize) {
        let end = self.at.saturating_add(bytes).min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..end).unwrap_or_default();
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at = end;
    }

    fn skip_line_breaks(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.skip(rest.iter().take_while(|byte| **byte == b'\n').count());
    }

    /// Gives up a broken record: only its first line is lost, unless that happened too often.
    fn restart(&mut self) {
        self.restarts = self.restarts.saturating_add(1);
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let first_line = rest.iter().position(|byte| *byte == b'\n');
        match first_line {
            Some(length) if self.restarts <= limits::RESTARTS => {
                self.skip(length.saturating_add(1));
            }
            _ => self.skip(rest.len()),
        }
    }
}

/// Where values stand that end there.
fn ranges(ends: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let begins = std::iter::once(0).chain(ends.iter().copied());
    begins.zip(ends).map(|(begin, end)| begin..*end)
}

/// All that these values hold: of a text, taken apart at its quotation marks and delimiters, it is
/// a text again.
fn text<'r>(record: &'r [u8], cells: &[Range<usize>]) -> &'r str {
    let held = cells.last().and_then(|last| record.get(..last.end)).unwrap_or_default();
    std::str::from_utf8(held).unwrap_or_default()
}

/// Without white space at both ends, no-break and zero-width ones included.
pub(super) fn trimmed(text: &str) -> &str {
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    if ends.iter().all(|end| end.is_some_and(u8::is_ascii_graphic)) {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0'))
}

/// The values of a line; of a line that is one value which is a line itself, those of that.
fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let outer = split(line, delimiter);
    match outer.as_slice() {
        [first, rest @ ..]
            if rest.iter().all(String::is_empty) && first.as_bytes().contains(&delimiter) =>
        {
            split(first, delimiter)
        }
        _ => outer,
    }
}

/// The values of one line.
fn split(line: &str, delimiter: u8) -> Vec<String> {
    let (unquoted, cells) = parted(line, delimiter);
    let values = Values { source: &unquoted, cells: &cells, are_ascii: false };
    (0..cells.len()).map(|column| values.owned(Some(column))).collect()
}

/// What one line holds, and where its values stand in that.
fn parted(line: &str, delimiter: u8) -> (String, Vec<Range<usize>>) {
    let line = line.split('\n').next().unwrap_or_default();
    if !line.contains(['"', '\r', '\u{feff}']) {
        let breaks = line.bytes().enumerate().filter(|(_, byte)| *byte == delimiter);
        let begins = std::iter::once(0).chain(breaks.clone().map(|(at, _)| at.saturating_add(1)));
        let ends = breaks.map(|(at, _)| at).chain([line.len()]);
        return (line.to_owned(), begins.zip(ends).map(|(begin, end)| begin..end).collect());
    }
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut record = vec![0; line.len().saturating_add(1)];
    let mut ends = vec![0; line.len().saturating_add(2)];
    let (_, _, written, ended) = reader.read_record(line.as_bytes(), &mut record, &mut ends);
    let (_, _, _, more) = reader.read_record(
        &[],
        record.get_mut(written..).unwrap_or_default(),
        ends.get_mut(ended..).unwrap_or_default(),
    );
    let ended = ended.saturating_add(more);
    let cells: Vec<Range<usize>> = ranges(ends.get(..ended).unwrap_or_default()).collect();
    (text(&record, &cells).to_owned(), cells)
}

/// Whether every quoted value of a record ends where a value may end.
fn well_quoted(raw: &str, delimiter: u8) -> bool {
    let mut bytes = raw.trim_end_matches('\n').bytes().peekable();
    let mut at_start = true;
    while let Some(byte) = bytes.next() {
        if byte == b'"' && at_start {
            loop {
                match bytes.next() {
                    None => return false,
                    Some(b'"') if bytes.peek() == Some(&b'"') => {
                        bytes.next();
                    }
                    Some(b'"') => break,
                    Some(_) => {}
                }
            }
            match bytes.peek() {
                None | Some(b'\n') => {}
                Some(next) if *next == delimiter => {}
                Some(_) => return false,
            }
        }
        at_start = byte == delimiter;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All texts of up to so many of these pieces.
    fn texts(pieces: &[&str], most: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut longest = all.clone();
        for _ in 0..most {
            longest = longest
                .iter()
                .flat_map(|text| pieces.iter().map(move |piece| format!("{text}{piece}")))
                .collect();
            all.extend(longest.iter().cloned());
        }
        all
    }

    /// Reads a row, and says all that is known behind it.
    fn read<'t>(
        table: &'t mut Table,
        by: fn(&mut Table) -> Option<Found>,
    ) -> Option<(Row<'t>, Vec<String>)> {
        let row = table.row_by(by)?;
        let values = match row.record {
            Record::Values(values) => {
                (0..values.width()).map(|column| values.owned(Some(column))).collect()
            }
            Record::Nothing | Record::Broken => Vec::new(),
        };
        Some((row, values))
    }

    #[test]
    fn lines_without_quotation_marks_are_read_like_any_other() {
        let pieces = [",", ";", "\n", "\"", " ", "a", "é", "\u{200b}=", "\u{feff}"];
        let texts = texts(&pieces, 5);
        for (columns, long, as_saved) in
            [(1, false, false), (2, false, false), (2, true, true), (3, true, false)]
        {
            let [mut one, mut other] = [b',', b','].map(|delimiter| {
                let names = ["a", "", "a"].map(str::to_owned);
                let columns = names.into_iter().take(columns).collect();
                let head = Head { delimiter, columns, saved: None, is_bare: true, at: 0, line: 1 };
                Table { as_saved, ..Table::new(String::new(), head, long) }
            });
            for text in &texts {
                for table in [&mut one, &mut other] {
                    table.text.clone_from(text);
                    (table.at, table.line, table.restarts) = (0, 1, 0);
                    table.after_break = false;
                }
                loop {
                    let row =
                        read(&mut one, |table| table.read_bare().or_else(|| table.read_any()));
                    assert_eq!(row, read(&mut other, Table::read_any), "{text:?}");
                    if row.is_none() {
                        break;
                    }
                }
                assert_eq!((one.at, one.line), (other.at, other.line), "{text:?}");
            }
        }
    }

    #[test]
    fn a_line_at_its_bounds_is_read_like_any_other() {
        for length in [limits::RECORD_BYTES - 1, limits::RECORD_BYTES, limits::RECORD_BYTES + 1] {
            for width in [1, limits::COLUMNS - 1, limits::COLUMNS, limits::COLUMNS + 1] {
                let text = format!("{}{}\nb", ",".repeat(width - 1), "a".repeat(length));
                for text in [text.as_str(), &text[width..], &text[..width]] {
                    let [mut one, mut other] = [0, 1].map(|_| {
                        let columns = vec![String::new(); width];
                        let head = Head {
                            delimiter: b',',
                            columns,
                            saved: None,
                            is_bare: true,
                            at: 0,
                            line: 1,
                        };
                        Table::new(text.to_owned(), head, false)
                    });
                    for _ in 0..3 {
                        let row = one.next_row();
                        assert_eq!(row, other.row_by(Table::read_any), "{width} {length}");
                    }
                }
            }
        }
    }
}
