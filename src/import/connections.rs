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
    let mut people: Vec<(ConnectionRow, String)> = Vec::new();
    let mut hidden: Vec<String> = Vec::new();
    let tally = rows::read(&mut table, file, meter, |mut row| {
        let date = row.take(connected_on);
        let mut address = row.take(url);
        let page = row.take(web_page);
        // The Outlook form has room for any page of a person.
        if address.is_empty() && page.to_ascii_lowercase().contains("linkedin.com/") {
            address = page;
        }
        let mut email = String::new();
        for column in emails {
            let next = row.take(column);
            if email.is_empty() {
                email = next;
            }
        }
        let record = Record {
            first_name: joined(row.take(first), " ", &row.take(middle)),
            last_name: joined(row.take(last), ", ", &row.take(suffix)),
            profile: ProfileAddress::parse(&address),
            email: email.to_lowercase(),
            company: row.take(company),
            position: row.take(position),
            linkedin_note: String::new(),
        };
        let named = [&record.first_name, &record.last_name, &address, &record.email]
            .iter()
            .any(|text| !text.is_empty());
        let job = !record.company.is_empty() || !record.position.is_empty();
        let person = ConnectionRow {
            file,
            line: row.line,
            record: Arc::new(record),
            url: address,
            connected_on: Stamp::Unknown,
            has_job_columns,
        };
        match (named, job, date.is_empty()) {
            (true, ..) => {
                dates.learn(&date);
                people.push((person, date));
                Ok(())
            }
            (false, false, false) => {
                dates.learn(&date);
                hidden.push(date);
                Ok(())
            }
            (false, ..) => Err(SkipReason::Nobody),
        }
    })
    .await?;

    let mut read = Connections { tally, ..Connections::default() };
    for (mut person, date) in people {
        meter.row(0).await?;
        person.connected_on = dates.day(&date);
        read.rows.push(person);
    }
    for date in hidden {
        meter.row(0).await?;
        read.hidden_members = read.hidden_members.saturating_add(1);
        read.hidden_days.extend(dates.day(&date).day());
    }
    Ok(read)
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
