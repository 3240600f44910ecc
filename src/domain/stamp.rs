//! Moments as strangers' files give them: a day, a minute without a time zone, or a text
//! that nobody could read and that is kept all the same.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// When something happened, as precisely as its source says.
///
/// LinkedIn's files carry no time zone, so none is invented here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Stamp {
    /// The source says nothing.
    #[default]
    Unknown,
    /// A calendar day.
    Day(NaiveDate),
    /// A minute of a day, in the unknown time zone of the source.
    Minute(NaiveDateTime),
    /// A text that could not be read as a date, kept as it came.
    Unreadable(String),
}

impl Stamp {
    /// The calendar day, where it is known.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Stamp::Day(day) => Some(*day),
            Stamp::Minute(minute) => Some(minute.date()),
            Stamp::Unknown | Stamp::Unreadable(_) => None,
        }
    }

    /// The moment as far as it is known; the start of the day where only that is known.
    pub fn moment(&self) -> Option<NaiveDateTime> {
        match self {
            Stamp::Day(day) => Some(day.and_time(NaiveTime::MIN)),
            Stamp::Minute(minute) => Some(*minute),
            Stamp::Unknown | Stamp::Unreadable(_) => None,
        }
    }
}
