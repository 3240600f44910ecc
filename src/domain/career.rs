//! Where somebody worked, as one export after the other has shown them.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::batch::{Batch, Listing};
use super::fact::Act;
use super::id::PersonId;
use super::ledger::{Ledger, Outcome};

/// A job, and which exports showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Company; may be empty.
    pub company: String,
    /// Position; may be empty.
    pub position: String,
    /// When, as far as exports tell.
    pub when: When,
}

/// When somebody had a job. A day is that of an export, or of its import where that is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// They have it now; this is the first export that showed it.
    Since(NaiveDate),
    /// They have it now; the history does not reach back to an export that showed it.
    Now,
    /// They had it; this is the first export that showed another.
    Until(NaiveDate),
    /// This is the last export that showed it; what came next is not known.
    Seen(NaiveDate),
}

/// Company and position.
type Work<'a> = (&'a str, &'a str);

/// The jobs of somebody, the newest export's first, as far as the history reaches.
///
/// Imports that were taken back, or that a backup replaced, tell nothing.
pub fn jobs(ledger: &Ledger, person: PersonId) -> Vec<Job> {
    // Whoever was found to be them has worked where they did.
    let network = ledger.network();
    let person = network.now(person);
    let aliases = network.aliases().map(|(id, _)| id).filter(|id| network.now(*id) == person);
    let ids: HashSet<PersonId> = aliases.chain([person]).collect();
    let counts = ledger
        .entries()
        .filter(|entry| matches!(entry.outcome, Outcome::Done(_)) && entry.undone_by.is_none());
    let mut shown: Vec<(NaiveDate, Work)> = Vec::new();
    for entry in counts {
        let Act::Import(batch) = &entry.fact.act else { continue };
        let day = batch.source.made_on.unwrap_or_else(|| entry.fact.at.date_naive());
        let known = shown.iter().max_by_key(|(day, _)| *day).map(|(_, work)| *work);
        let told = told(batch, &ids, known);
        shown.extend(told.into_iter().filter(|work| *work != ("", "")).map(|work| (day, work)));
    }
    // An older export that was read later tells of the past.
    shown.sort_by_key(|(day, _)| *day);
    let told = network.person(person).map(|person| person.told());
    let now = told.map_or(("", ""), |told| (told.company.as_str(), told.position.as_str()));
    in_turn(&shown, now)
}

/// Where a batch shows those of these ids to have worked, if what was known then is this.
fn told<'a>(batch: &'a Batch, ids: &HashSet<PersonId>, known: Option<Work<'a>>) -> Vec<Work<'a>> {
    let rows = || batch.people.iter().filter(|row| ids.contains(&row.id));
    let work = |row: &'a super::batch::PersonRow| {
        (row.record.company.as_str(), row.record.position.as_str())
    };
    // Rows of an older export hold what is known since. Who is only mentioned, or missing a job
    // there, tells nothing new.
    let is_past = |listing: &Listing| matches!(listing, Listing::FormerConnection(_));
    let mut told: Vec<Work> = rows()
        .filter(|row| batch.worked.is_empty() || !is_past(&row.listing))
        .filter(|row| row.listing != Listing::Mentioned)
        .map(work)
        .collect();
    for worked in batch.worked.iter().filter(|worked| ids.contains(&worked.person)) {
        let said = (worked.company.as_str(), worked.position.as_str());
        let row = rows().find(|row| row.id == worked.person).map(work);
        told.extend(if said == ("", "") { row.or(known) } else { Some(said) });
    }
    told
}

/// One job after the other, the last one first.
fn in_turn(shown: &[(NaiveDate, Work)], now: Work) -> Vec<Job> {
    /// A job, and the first and the last export that showed it.
    struct Stay<'a>(Work<'a>, NaiveDate, NaiveDate);
    let mut stays: Vec<Stay> = Vec::new();
    for (day, work) in shown {
        match stays.last_mut() {
            Some(last) if last.0 == *work => last.2 = *day,
            _ => stays.push(Stay(*work, *day, *day)),
        }
    }
    let job = |(company, position): Work, when| Job {
        company: company.to_owned(),
        position: position.to_owned(),
        when,
    };
    let mut jobs = Vec::new();
    let mut next: Option<NaiveDate> = None;
    for Stay(work, first, last) in stays.into_iter().rev() {
        let when = match next {
            Some(next) => When::Until(next),
            None if work == now || now == ("", "") => When::Since(first),
            None => {
                jobs.push(job(now, When::Now));
                When::Seen(last)
            }
        };
        next = Some(first);
        jobs.push(job(work, when));
    }
    jobs
}
