//! Invitations, of both eras, seen from the owner of the export.

use std::collections::BTreeMap;

use super::dates::Column;
use super::export::{Direction, InvitationRow};
use super::pace::Meter;
use super::refusal::Refusal;
use super::rows::{self, Tally};
use super::skipped::SkipReason;
use super::table::Table;
use crate::domain::profile::ProfileAddress;
use crate::domain::stamp::Stamp;

/// What one invitations file says.
#[derive(Debug, Default)]
pub(super) struct Invitations {
    pub(super) rows: Vec<InvitationRow>,
    pub(super) owner: Side,
    pub(super) tally: Tally,
}

/// One of the two people of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Side {
    pub(super) name: String,
    pub(super) url: String,
}

/// A row before it is known which side is the owner.
struct Raw {
    line: u32,
    inviter: Side,
    invitee: Side,
    direction: Option<Direction>,
    sent_at: Stamp,
    message: String,
}

impl Raw {
    /// The owner's side, if the invitation has this direction.
    fn own(&self, direction: Direction) -> &Side {
        match direction {
            Direction::Incoming => &self.invitee,
            Direction::Outgoing => &self.inviter,
        }
    }
}

/// Reads the rows of a table that was found to hold invitations. `profile_name` is the owner's
/// name where their profile tells it.
pub(super) async fn read(
    mut table: Table,
    file: u16,
    profile_name: &str,
    meter: &mut Meter<'_>,
) -> Result<Invitations, Refusal> {
    let from = table.column(&["from"]);
    let to = table.column(&["to"]);
    let inviter_url = table.column(&["inviterprofileurl"]);
    let invitee_url = table.column(&["inviteeprofileurl"]);
    let sent_at = table.column(&["sentat"]);
    let message = table.column(&["message"]);
    let direction = table.column(&["direction"]);

    let mut dates = Column::of_times();
    let mut raw: Vec<Raw> = Vec::new();
    let mut tally = rows::read(&mut table, file, meter, |line, row| {
        let mut read = Raw {
            line,
            inviter: Side { name: row.owned(from), url: row.owned(inviter_url) },
            invitee: Side { name: row.owned(to), url: row.owned(invitee_url) },
            direction: direction_of(&row.text(direction)),
            sent_at: Stamp::Unknown,
            message: row.owned(message),
        };
        if read.inviter == Side::default() && read.invitee == Side::default() {
            return Err(SkipReason::NoOtherSide);
        }
        read.sent_at = dates.learn(&row.text(sent_at));
        raw.push(read);
        Ok(())
    })
    .await?;

    let owner = owner(&raw, profile_name);
    let mut read = Vec::new();
    for row in raw {
        meter.row(0).await?;
        let Some(direction) = row.direction.or_else(|| inferred(&row, &owner)) else {
            tally.skip(file, row.line, SkipReason::UnclearDirection);
            continue;
        };
        let other = match direction {
            Direction::Incoming => row.inviter,
            Direction::Outgoing => row.invitee,
        };
        if other == Side::default() {
            tally.skip(file, row.line, SkipReason::NoOtherSide);
            continue;
        }
        read.push(InvitationRow {
            file,
            line: row.line,
            direction,
            name: other.name,
            url: other.url,
            sent_at: dates.minute(row.sent_at),
            message: row.message,
        });
    }
    tally.skipped.sort_by_key(|row| row.line);
    Ok(Invitations { rows: read, owner, tally })
}

fn direction_of(text: &str) -> Option<Direction> {
    match text.to_lowercase().as_str() {
        "incoming" | "received" => Some(Direction::Incoming),
        "outgoing" | "sent" => Some(Direction::Outgoing),
        _ => None,
    }
}

/// Who the owner is: by the rows that have a direction; else the profile; else the one who
/// stands in every row.
fn owner(rows: &[Raw], profile_name: &str) -> Side {
    let own = || rows.iter().filter_map(|row| Some(row.own(row.direction?)));
    let told = Side {
        name: most(own().map(|side| side.name.as_str()), name_key).unwrap_or_default(),
        url: most(own().map(|side| side.url.as_str()), url_key).unwrap_or_default(),
    };
    let both = || rows.iter().map(|row| [&row.inviter, &row.invitee]);
    let name = [told.name.as_str(), profile_name].into_iter().find(|name| !name.is_empty());
    Side {
        name: name.map_or_else(
            || everywhere(both().map(|sides| sides.map(|side| side.name.as_str())), name_key),
            str::to_owned,
        ),
        url: if told.url.is_empty() {
            everywhere(both().map(|sides| sides.map(|side| side.url.as_str())), url_key)
        } else {
            told.url
        },
    }
}

/// The text that stands most often, in the spelling that came first.
fn most<'a>(texts: impl Iterator<Item = &'a str>, key: fn(&str) -> String) -> Option<String> {
    let mut counts: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    for (place, text) in texts.filter(|text| !text.is_empty()).enumerate() {
        let entry = counts.entry(key(text)).or_insert((0, place, text));
        entry.0 = entry.0.saturating_add(1);
    }
    let best = counts.into_values().max_by_key(|(count, place, _)| (*count, usize::MAX - *place));
    best.map(|(_, _, text)| text.to_owned())
}

/// The one text that stands on one side of every row; empty where there is none, or two.
fn everywhere<'a>(mut rows: impl Iterator<Item = [&'a str; 2]>, key: fn(&str) -> String) -> String {
    let Some(first) = rows.next() else { return String::new() };
    let mut candidates: Vec<&str> = first.into_iter().filter(|text| !text.is_empty()).collect();
    for row in rows {
        let keys = row.map(key);
        candidates.retain(|candidate| keys.contains(&key(candidate)));
    }
    match candidates.as_slice() {
        [one] => (*one).to_owned(),
        _ => String::new(),
    }
}

/// The direction of a row that does not tell it, from where the owner stands in it.
fn inferred(row: &Raw, owner: &Side) -> Option<Direction> {
    let is_owner = |side: &Side| {
        let same = |a: &str, b: &str, key: fn(&str) -> String| {
            (!a.is_empty() && !b.is_empty()).then(|| key(a) == key(b))
        };
        // An address is surer than a name, which two people can share.
        same(&side.url, &owner.url, url_key)
            .or_else(|| same(&side.name, &owner.name, name_key))
            .unwrap_or(false)
    };
    match (is_owner(&row.inviter), is_owner(&row.invitee)) {
        (true, false) => Some(Direction::Outgoing),
        (false, true) => Some(Direction::Incoming),
        _ => None,
    }
}

/// A name as it is compared.
fn name_key(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address as it is compared.
fn url_key(url: &str) -> String {
    ProfileAddress::parse(url).map_or_else(|| url.to_owned(), |address| address.as_str().to_owned())
}
