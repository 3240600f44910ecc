//! Where somebody worked, as one export after the other has shown them.

use std::collections::HashSet;

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
    // Whoever was found to be them has worked where they did.
    let network = ledger.network();
    let person = network.now(person);
    let aliases = network.aliases().map(|(id, _)| id).filter(|id| network.now(*id) == person);
    let ids: HashSet<PersonId> = aliases.chain([person]).collect();
    let mut shown: Vec<(NaiveDate, &Record)> = ledger
        .entries()
        .filter(|entry| matches!(entry.outcome, Outcome::Done(_)) && entry.undone_by.is_none())
        .filter_map(|entry| match &entry.fact.act {
            Act::Import(batch) => Some((batch, entry.fact.at.date_naive())),
            _ => None,
        })
        .flat_map(|(batch, imported_on)| {
            let day = batch.source.made_on.unwrap_or(imported_on);
            let rows = batch.people.iter().filter(|row| ids.contains(&row.id));
            rows.map(move |row| (day, &*row.record))
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
