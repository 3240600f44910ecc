//! Cards that this program saved. Those of address books are none of ours.

use super::export::OwnForm;
use super::limits;
use super::own::Own;
use super::pace::Meter;
use super::refusal::{Looks, Refusal};
use super::skipped::SkipReason;
use crate::forms::card::Reading;

/// The card that is being read.
struct Card {
    /// The line on which it begins.
    line: u32,
    /// Bytes of it so far.
    bytes: usize,
    reading: Reading,
}

impl Card {
    /// Leaves out a card that has no end.
    fn give_up(self, own: &mut Own) -> Result<(), Refusal> {
        let is_ours = self.reading.is_ours();
        own.add(self.line, Err(if is_ours { SkipReason::CutOff } else { SkipReason::NotSavedHere }))
    }
}

/// Reads the cards of a text.
pub(super) async fn read(text: &str, mut own: Own, meter: &mut Meter<'_>) -> Result<Own, Refusal> {
    let mut card: Option<Card> = None;
    let mut lines = Unfolded::of(text);
    while let Some((number, line)) = lines.next_line() {
        meter.bytes(line.len() as u64).await?;
        let is = |words: &str| line.trim_end().eq_ignore_ascii_case(words);
        if is("BEGIN:VCARD") {
            let begun = Card { line: number, bytes: 0, reading: Reading::default() };
            if let Some(unended) = card.replace(begun) {
                unended.give_up(&mut own)?;
            }
        } else if is("END:VCARD") {
            if let Some(card) = card.take() {
                end(&mut own, card)?;
                meter.row(0).await?;
            }
        } else if let Some(card) = &mut card {
            card.bytes = card.bytes.saturating_add(line.len());
            if card.bytes <= limits::RECORD_BYTES {
                card.reading.line(&line);
            }
        }
    }
    if let Some(unended) = card {
        unended.give_up(&mut own)?;
    }
    let strangers = own.tally.skipped.iter().all(|row| row.reason == SkipReason::NotSavedHere);
    if own.rows.is_empty() && strangers {
        return Err(Refusal::NotAnExport(Looks::AddressCard));
    }
    own.checked(OwnForm::Cards)
}

fn end(own: &mut Own, card: Card) -> Result<(), Refusal> {
    let Card { line, bytes, reading } = card;
    let saved_on = reading.saved_on();
    let someone = match reading.end() {
        _ if bytes > limits::RECORD_BYTES => Err(SkipReason::NotAPerson),
        Some(someone) => {
            own.saved_on = own.saved_on.max(saved_on);
            Ok(someone)
        }
        None => Err(SkipReason::NotSavedHere),
    };
    own.add(line, someone)
}

/// The lines of a text, with those that were folded made whole.
struct Unfolded<'a> {
    lines: std::iter::Peekable<std::str::Split<'a, char>>,
    number: u32,
}

impl<'a> Unfolded<'a> {
    fn of(text: &'a str) -> Unfolded<'a> {
        Unfolded { lines: text.split('\n').peekable(), number: 0 }
    }

    /// The next line and its number. Of one that passes every bound, the beginning.
    fn next_line(&mut self) -> Option<(u32, String)> {
        let mut line = self.lines.next()?.to_owned();
        self.number = self.number.saturating_add(1);
        let number = self.number;
        let is_more = |next: &&str| next.starts_with([' ', '\t']);
        while let Some(more) = self.lines.next_if(is_more) {
            self.number = self.number.saturating_add(1);
            if line.len() <= limits::RECORD_BYTES {
                line.push_str(more.get(1..).unwrap_or_default());
            }
        }
        Some((number, line))
    }
}
