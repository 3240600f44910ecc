//! Where somebody worked, as one export after the other has shown them.

use chrono::NaiveDate;

use super::fact::Act;
use super::id::PersonId;
use super::ledger::{Ledger, Outcome};
use super::person::Record;

/// A job, and which exports showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Company; may be empty.
    pub company: String,
    /// Position; may be empty.
    pub position: String,
    /// The day of the first export that showed it, or of its import.
    pub from: NaiveDate,
    /// The day of the export that showed another; none for the one that is known now.
    pub until: Option<NaiveDate>,
}

/// The jobs of somebody, the newest export's first, as far as the history reaches.
///
/// Imports that were taken back, or that a backup replaced, tell nothing.
pub fn jobs(ledger: &Ledger, person: PersonId) -> Vec<Job> {
    let mut shown: Vec<(NaiveDate, &Record)> = ledger
        .entries()
        .filter(|entry| matches!(entry.outcome, Outcome::Done(_)) && entry.undone_by.is_none())
        .filter_map(|entry| {
            let Act::Import(batch) = &entry.fact.act else { return None };
            let row = batch.people.iter().find(|row| row.id == person)?;
            let day = batch.source.made_on.unwrap_or_else(|| entry.fact.at.date_naive());
            Some((day, &*row.record))
        })
        .filter(|(_, record)| !record.company.is_empty() || !record.position.is_empty())
        .collect();
    // An older export that was read later tells of the past.
    shown.sort_by_key(|(day, _)| *day);
    let mut jobs: Vec<Job> = Vec::new();
    for (day, record) in shown {
        if let Some(last) = jobs.last_mut() {
            if last.company == record.company && last.position == record.position {
                continue;
            }
            last.until = Some(day);
        }
        jobs.push(Job {
            company: record.company.clone(),
            position: record.position.clone(),
            from: day,
            until: None,
        });
    }
    jobs.reverse();
    jobs
}
