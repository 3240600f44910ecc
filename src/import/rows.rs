//! What all kinds of tables have in common: reading rows in slices, and counting them.

use super::limits;
use super::pace::Meter;
use super::refusal::Refusal;
use super::skipped::{SkipReason, SkippedRow};
use super::table::{Record, Table, Values};

/// What came of the rows of one table.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Data rows in it.
    pub(super) rows: u32,
    /// Those that could not be read, in their order.
    pub(super) skipped: Vec<SkippedRow>,
}

impl Tally {
    /// Leaves a row out.
    pub(super) fn skip(&mut self, file: u16, line: u32, reason: SkipReason) {
        self.skipped.push(SkippedRow { file, line, reason });
    }
}

/// Hands every row that has as many values as the table has columns, or fewer, to `each` with its
/// line, which says what is wrong with it, if anything is.
pub(super) async fn read(
    table: &mut Table,
    file: u16,
    meter: &mut Meter<'_>,
    mut each: impl FnMut(u32, Values<'_>) -> Result<(), SkipReason>,
) -> Result<Tally, Refusal> {
    let mut tally = Tally::default();
    let columns = table.width();
    while let Some(row) = table.next_row() {
        if meter.ends_with_row(row.bytes as u64) {
            meter.breathe().await?;
        }
        let line = row.line;
        let outcome = match row.record {
            Record::Nothing => continue,
            Record::Broken => Err(SkipReason::BrokenQuotes),
            Record::Values(values) => {
                let fields = values.width();
                if fields > columns {
                    let (fields, columns) = (count(fields), count(columns));
                    Err(SkipReason::TooManyValues { fields, columns })
                } else {
                    each(line, values)
                }
            }
        };
        tally.rows = tally.rows.saturating_add(1);
        if tally.rows > limits::ROWS {
            return Err(Refusal::TooManyRows { limit: limits::ROWS });
        }
        if let Err(reason) = outcome {
            tally.skip(file, line, reason);
        }
    }
    Ok(tally)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
