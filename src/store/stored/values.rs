//! Ids, dates and moments: as text in JSON, as numbers in binary.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::id::{FactId, InvitationId, PersonId, TabId};
use crate::domain::person::Moment;
use crate::domain::stamp;

/// Defines a stored value by its text and its binary form.
macro_rules! stored_value {
    ($name:ident, $to_text:expr, $from_text:expr, $binary:ty, $to_binary:expr, $from_binary:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(&$to_text(self))
                } else {
                    Serialize::serialize(&$to_binary(self), serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = if deserializer.is_human_readable() {
                    let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                    $from_text(&text)
                } else {
                    let binary: $binary = Deserialize::deserialize(deserializer)?;
                    $from_binary(binary)
                };
                value.ok_or_else(|| de::Error::custom(concat!("not a ", stringify!($name))))
            }
        }
    };
}

/// A digest or a random number of 64 bits: 16 hexadecimal digits, or eight bytes with the
/// highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub u64);

stored_value!(
    Digest,
    |it: &Digest| format!("{:016x}", it.0),
    |text: &str| u64::from_str_radix(text, 16).ok().map(Digest),
    [u8; 8],
    |it: &Digest| it.0.to_be_bytes(),
    |bytes| Some(Digest(u64::from_be_bytes(bytes)))
);

macro_rules! digest_of {
    ($($id:ident),*) => {$(
        impl From<$id> for Digest {
            fn from(id: $id) -> Self { Digest(id.0) }
        }
        impl From<Digest> for $id {
            fn from(digest: Digest) -> Self { $id(digest.0) }
        }
    )*};
}
digest_of!(PersonId, InvitationId, TabId);

/// Ids of people or invitations as digests.
pub(in crate::store) fn digests<T: Copy + Into<Digest>>(ids: &[T]) -> Vec<Digest> {
    ids.iter().map(|id| (*id).into()).collect()
}

/// Digests as ids.
pub(in crate::store) fn ids<T: From<Digest>>(digests: Vec<Digest>) -> Vec<T> {
    digests.into_iter().map(T::from).collect()
}

/// Which fact: `clock.tab`, or both numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef(pub FactId);

stored_value!(
    FactRef,
    |it: &FactRef| it.0.to_string(),
    |text: &str| text.parse().ok().map(FactRef),
    (u32, Digest),
    |it: &FactRef| (it.0.clock, Digest::from(it.0.tab)),
    |(clock, tab): (u32, Digest)| Some(FactRef(FactId { clock, tab: tab.into() }))
);

/// A calendar day: `2024-03-15`, or the days since the first of January of the year 1, that
/// day being 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

stored_value!(
    Day,
    |it: &Day| it.0.to_string(),
    |text: &str| text.parse().ok().map(Day),
    i32,
    |it: &Day| chrono::Datelike::num_days_from_ce(&it.0),
    |days| NaiveDate::from_num_days_from_ce_opt(days).map(Day)
);

/// A moment without a time zone: `2024-03-15T10:00:00`, or seconds since the start of 1970
/// and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local(pub NaiveDateTime);

stored_value!(
    Local,
    |it: &Local| format!("{:?}", it.0),
    |text: &str| text.parse().ok().map(Local),
    (i64, u32),
    |it: &Local| (it.0.and_utc().timestamp(), it.0.and_utc().timestamp_subsec_nanos()),
    |(seconds, nanos)| DateTime::from_timestamp(seconds, nanos).map(|it| Local(it.naive_utc()))
);

/// An instant with the offset that the user's clock had: RFC 3339, or seconds since the
/// start of 1970 in UTC, nanoseconds, and the offset in seconds east of Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant(pub Moment);

stored_value!(
    Instant,
    |it: &Instant| it.0.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
    |text: &str| DateTime::parse_from_rfc3339(text).ok().map(Instant),
    (i64, u32, i32),
    |it: &Instant| {
        (it.0.timestamp(), it.0.timestamp_subsec_nanos(), it.0.offset().local_minus_utc())
    },
    |(seconds, nanos, east)| {
        let offset = FixedOffset::east_opt(east)?;
        Some(Instant(DateTime::from_timestamp(seconds, nanos)?.with_timezone(&offset)))
    }
);

/// When something happened, as precisely as its source says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stamp {
    #[default]
    Unknown,
    Day(Day),
    Minute(Local),
    Unreadable(String),
}

impl From<&stamp::Stamp> for Stamp {
    fn from(stamp: &stamp::Stamp) -> Self {
        match stamp {
            stamp::Stamp::Unknown => Stamp::Unknown,
            stamp::Stamp::Day(day) => Stamp::Day(Day(*day)),
            stamp::Stamp::Minute(minute) => Stamp::Minute(Local(*minute)),
            stamp::Stamp::Unreadable(text) => Stamp::Unreadable(text.clone()),
        }
    }
}

impl From<Stamp> for stamp::Stamp {
    fn from(stamp: Stamp) -> Self {
        match stamp {
            Stamp::Unknown => stamp::Stamp::Unknown,
            Stamp::Day(day) => stamp::Stamp::Day(day.0),
            Stamp::Minute(minute) => stamp::Stamp::Minute(minute.0),
            Stamp::Unreadable(text) => stamp::Stamp::Unreadable(text),
        }
    }
}

/// The name of a stored part: the opening of the page that wrote it, and a number. With the
/// checksum that the part must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    pub tab: Digest,
    pub number: u32,
    pub checksum: u32,
}
