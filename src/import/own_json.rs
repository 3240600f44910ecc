//! People whom this program saved as JSON. Read one after the other, so that the page can
//! breathe between them, and one that is broken is not the end of all.

use chrono::NaiveDate;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::export::OwnForm;
use super::limits;
use super::own::Own;
use super::pace::Meter;
use super::refusal::{Looks, Refusal};
use super::skipped::SkipReason;
use crate::forms::{FORMAT, VERSION};

/// Reads the people of a text.
pub(super) async fn read(text: &str, mut own: Own, meter: &mut Meter<'_>) -> Result<Own, Refusal> {
    let mut scan = Scan { text, at: 0, line: 1 };
    let mut format = String::new();
    let mut version = 0;
    scan.eat(b'{');
    let is_whole = loop {
        let Some(name) = scan.value().and_then(parsed::<String>) else { break scan.eat(b'}') };
        if !scan.eat(b':') {
            break false;
        }
        if name == "people" {
            if !people(&mut scan, &mut own, meter).await? {
                break false;
            }
        } else {
            let Some(value) = scan.value() else { break false };
            match name.as_str() {
                "format" => format = parsed(value).unwrap_or_default(),
                "version" => version = parsed(value).unwrap_or_default(),
                "made_on" => own.saved_on = parsed::<NaiveDate>(value),
                _ => {}
            }
        }
        if !scan.eat(b',') {
            break scan.eat(b'}');
        }
    };
    if version > VERSION {
        return Err(Refusal::NewerOwn);
    }
    if format != FORMAT {
        return Err(Refusal::NotAnExport(Looks::Json));
    }
    if !is_whole {
        let line = scan.line;
        own.add(line, Err(SkipReason::CutOff))?;
    }
    own.checked(OwnForm::Json)
}

/// Reads the list of people; says whether it came to its end.
async fn people(
    scan: &mut Scan<'_>,
    own: &mut Own,
    meter: &mut Meter<'_>,
) -> Result<bool, Refusal> {
    if !scan.eat(b'[') {
        return Ok(false);
    }
    if scan.eat(b']') {
        return Ok(true);
    }
    loop {
        scan.skip_white();
        let line = scan.line;
        let Some(value) = scan.value() else { return Ok(false) };
        meter.row(value.len() as u64).await?;
        let someone = if value.len() > limits::RECORD_BYTES { None } else { parsed(value) };
        own.add(line, someone.ok_or(SkipReason::NotAPerson))?;
        if !scan.eat(b',') {
            return Ok(scan.eat(b']'));
        }
    }
}

fn parsed<T: DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_str(value).ok()
}

/// A place in a text.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The line, from 1, of that place.
    line: u32,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes on by so many bytes.
    fn step(&mut self, bytes: usize) {
        let end = self.at.saturating_add(bytes);
        let passed = self.text.as_bytes().get(self.at..end).unwrap_or_default();
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at = end;
    }

    fn skip_white(&mut self) {
        let rest = self.rest();
        self.step(rest.len().saturating_sub(rest.trim_start().len()));
    }

    /// Steps over this sign, if it is the next one.
    fn eat(&mut self, sign: u8) -> bool {
        self.skip_white();
        let is_next = self.rest().as_bytes().first() == Some(&sign);
        if is_next {
            self.step(1);
        }
        is_next
    }

    /// Steps over the next value, whatever it is, and gives its text.
    fn value(&mut self) -> Option<&'a str> {
        self.skip_white();
        let rest = self.rest();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let end = values.byte_offset();
        self.step(end);
        rest.get(..end)
    }
}
