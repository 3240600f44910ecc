//! Connections, of all eras.

use std::sync::Arc;

use chrono::NaiveDate;

use super::dates::Column;
use super::export::ConnectionRow;
use super::pace::Meter;
use super::refusal::Refusal;
use super::rows::{self, Tally};
use super::skipped::SkipReason;
use super::table::Table;
use crate::domain::person::Record;
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;

/// What one connections file says.
#[derive(Debug, Default)]
pub(super) struct Connections {
    pub(super) rows: Vec<ConnectionRow>,
    pub(super) hidden_members: u32,
    /// Days of the hidden members' rows, which tell how new the export is.
    pub(super) hidden_days: Vec<NaiveDate>,
    pub(super) tally: Tally,
}

/// Reads the rows of a table that was found to hold connections.
pub(super) async fn read(
    mut table: Table,
    file: u16,
    meter: &mut Meter<'_>,
) -> Result<Connections, Refusal> {
    let outlook = table.column(&["webpage"]).is_some() || table.column(&["jobtitle"]).is_some();
    let first = table.column(&["firstname"]);
    let middle = table.column(&["middlename"]).filter(|_| outlook);
    let last = table.column(&["lastname"]);
    let suffix = table.column(&["suffix"]).filter(|_| outlook);
    let url = table.column(&["url", "profileurl", "linkedinurl"]);
    let web_page = table.column(&["webpage"]);
    let emails =
        ["emailaddress", "email", "email2address", "email3address"].map(|n| table.column(&[n]));
    let company = table.column(&["company"]);
    let position = table.column(&["position", "jobtitle"]);
    let connected_on = table.column(&["connectedon"]);
    let has_job_columns = company.is_some() || position.is_some();

    let mut dates = Column::of_days();
    let mut read = Connections::default();
    let mut hidden: Vec<Stamp> = Vec::new();
    let tally = rows::read(&mut table, file, meter, |line, row| {
        let mut address = row.text(url);
        // The Outlook form has room for any page of a person.
        if address.is_empty() {
            let page = row.text(web_page);
            if page.to_ascii_lowercase().contains("linkedin.com/") {
                address = page;
            }
        }
        let email = emails.iter().map(|column| row.text(*column)).find(|it| !it.is_empty());
        let record = Record {
            first_name: joined(row.owned(first), " ", &row.text(middle)),
            last_name: joined(row.owned(last), ", ", &row.text(suffix)),
            profile: ProfileAddress::parse(&address),
            email: email.map(|email| email.to_lowercase()).unwrap_or_default(),
            company: row.owned(company),
            position: row.owned(position),
            linkedin_note: String::new(),
        };
        let named = [&record.first_name, &record.last_name, &*address, &record.email]
            .iter()
            .any(|text| !text.is_empty());
        let job = !record.company.is_empty() || !record.position.is_empty();
        let date = row.text(connected_on);
        match (named, job, date.is_empty()) {
            (true, ..) => {
                read.rows.push(ConnectionRow {
                    file,
                    line,
                    record: Arc::new(record),
                    connected_on: dates.learn(&date),
                    has_job_columns,
                });
                Ok(())
            }
            (false, false, false) => {
                hidden.push(dates.learn(&date));
                Ok(())
            }
            (false, ..) => Err(SkipReason::Nobody),
        }
    })
    .await?;

    let unread = |row: &&mut ConnectionRow| matches!(row.connected_on, Stamp::Unreadable(_));
    for row in read.rows.iter_mut().filter(unread) {
        meter.row(0).await?;
        row.connected_on = dates.day(std::mem::take(&mut row.connected_on));
    }
    for date in hidden {
        meter.row(0).await?;
        read.hidden_members = read.hidden_members.saturating_add(1);
        read.hidden_days.extend(dates.day(date).day());
    }
    Ok(Connections { tally, ..read })
}

/// Two parts of a name as one: `Brandt` and `PhD` as `Brandt, PhD`, which is how members write
/// a suffix into their last name where the form has no column for it.
fn joined(name: String, between: &str, addition: &str) -> String {
    match (name.is_empty(), addition.is_empty()) {
        (_, true) => name,
        (true, false) => addition.to_owned(),
        (false, false) => format!("{name}{between}{addition}"),
    }
}
