//! A table in a text: its delimiter, the line with its column names, and its rows.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::export::FileKind;
use super::header::{self, Verdict};
use super::limits;
use crate::forms::cell::plain;
use crate::forms::table::Saved;

/// Delimiters that spreadsheets write.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

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
    restarts: u32,
    /// Whether the last record was broken, so that what follows may be the rest of it.
    after_break: bool,
    texts: bool,
    /// Whether this program saved it, and no other has touched its lines since.
    as_saved: bool,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line, from 1, on which it begins.
    pub(super) line: u32,
    /// Bytes of text that it takes.
    pub(super) bytes: usize,
    /// What it holds.
    pub(super) record: Record,
}

/// What a row holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Record {
    /// Its values, trimmed; some of them not empty.
    Values(Vec<String>),
    /// Nothing: only delimiters, or the column names once more.
    Nothing,
    /// A quotation mark opens that is never closed, or not before other rows.
    Broken,
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
            record: vec![0; limits::RECORD_BYTES],
            ends: vec![0; limits::COLUMNS],
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
    pub(super) fn next_row(&mut self) -> Option<Row> {
        self.skip_line_breaks();
        let (line, start) = (self.line, self.at);
        let (consumed, values) = self.read()?;
        let raw = self.text.get(start..start.saturating_add(consumed)).unwrap_or_default();
        let spans_lines = raw.trim_end_matches('\n').contains('\n');
        let full = values.as_ref().is_some_and(|values| values.len() == self.columns.len());
        let broken = match &values {
            None => true,
            Some(_) if spans_lines && !(self.texts && full) => !well_quoted(raw, self.delimiter),
            // What follows a broken record may be the rest of its text.
            Some(_) => self.after_break && !full,
        };
        let record = match values {
            Some(values) if !broken => {
                self.after_break = false;
                self.skip(consumed);
                self.checked(values)
            }
            _ => {
                self.after_break = true;
                self.restart();
                Record::Broken
            }
        };
        Some(Row { line, bytes: self.at.saturating_sub(start), record })
    }

    /// One record from `at`: how many bytes it takes, and its values unless it passes a bound.
    fn read(&mut self) -> Option<(usize, Option<Vec<String>>)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        self.reader.reset();
        let (result, consumed, written, ended) =
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
        match result {
            ReadRecordResult::Record => {
                Some((consumed, Some(values(&self.record, self.ends.get(..ended)?))))
            }
            ReadRecordResult::End => None,
            _ => Some((consumed, None)),
        }
    }

    /// Judges the values of a well-formed record.
    fn checked(&self, values: Vec<String>) -> Record {
        let mut values = values;
        // A whole row in one cell: a spreadsheet opened the file with another delimiter.
        if self.columns.len() > 1
            && !self.as_saved
            && let [first, rest @ ..] = values.as_slice()
            && rest.iter().all(String::is_empty)
            && !first.is_empty()
        {
            let inner = split(first, self.delimiter);
            if inner.len() > 1 && inner.len() >= self.columns.len().div_ceil(2) {
                values = inner;
            }
        }
        let repeats_header = !self.as_saved
            && values.len() == self.columns.len()
            && values.iter().zip(&self.columns).all(|(value, name)| header::folded(value) == *name);
        if repeats_header || values.iter().all(String::is_empty) {
            Record::Nothing
        } else {
            Record::Values(values)
        }
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

/// The values of one record, trimmed, and without what made formulas harmless.
fn values(record: &[u8], ends: &[usize]) -> Vec<String> {
    let mut start = 0_usize;
    ends.iter()
        .map(|end| {
            let bytes = record.get(start..*end).unwrap_or_default();
            start = *end;
            plain(trimmed(&String::from_utf8_lossy(bytes))).into_owned()
        })
        .collect()
}

/// Without white space at both ends, no-break and zero-width ones included.
pub(super) fn trimmed(text: &str) -> &str {
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
    let line = line.split('\n').next().unwrap_or_default();
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut record = vec![0; line.len().saturating_add(1)];
    let mut ends = vec![0; line.len().saturating_add(2)];
    let (_, _, written, ended) = reader.read_record(line.as_bytes(), &mut record, &mut ends);
    let (_, _, _, more) = reader.read_record(
        &[],
        record.get_mut(written..).unwrap_or_default(),
        ends.get_mut(ended..).unwrap_or_default(),
    );
    values(&record, ends.get(..ended.saturating_add(more)).unwrap_or_default())
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
