//! Spans of time by which things are counted and found again: years and months, and how long
//! something took.

use chrono::{Datelike, NaiveDate};

/// When something was: in one year, in one month of a year, or nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// In this year.
    Year(i32),
    /// In this month of this year; months count from 1.
    Month(i32, u32),
    /// Its source gives no date that can be read.
    Unknown,
}

impl Period {
    /// Its name in an address.
    pub fn name(self) -> String {
        match self {
            Period::Year(year) => format!("year-{year}"),
            Period::Month(year, month) => format!("month-{year}-{month:02}"),
            Period::Unknown => "undated".to_owned(),
        }
    }

    /// The period of this name.
    pub fn parse(name: &str) -> Option<Period> {
        if name == "undated" {
            return Some(Period::Unknown);
        }
        match name.split_once('-')? {
            ("year", year) => Some(Period::Year(year.parse().ok()?)),
            ("month", month) => {
                let (year, month) = month.rsplit_once('-')?;
                let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Period::Month(year.parse().ok()?, month))
            }
            _ => None,
        }
    }

    /// Whether this day lies in it; no day lies in what nobody knows.
    pub fn holds(self, day: Option<NaiveDate>) -> bool {
        match self {
            Period::Year(year) => day.is_some_and(|day| day.year() == year),
            Period::Month(year, month) => {
                day.is_some_and(|day| (day.year(), day.month()) == (year, month))
            }
            Period::Unknown => day.is_none(),
        }
    }
}

/// How long something took, or how old it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// Less than a day: on the same day.
    Day,
    /// Up to a week.
    Week,
    /// Up to a month.
    Month,
    /// Up to three months.
    Quarter,
    /// Up to half a year.
    HalfYear,
    /// Up to a year.
    Year,
    /// Longer.
    Longer,
    /// Nobody can tell: a date is missing.
    Unknown,
}

impl Span {
    /// Every span, the shortest first.
    pub const ALL: [Span; 8] = [
        Span::Day,
        Span::Week,
        Span::Month,
        Span::Quarter,
        Span::HalfYear,
        Span::Year,
        Span::Longer,
        Span::Unknown,
    ];

    /// The span that so many days are.
    pub fn of_days(days: i64) -> Span {
        match days {
            ..=0 => Span::Day,
            1..=7 => Span::Week,
            8..=30 => Span::Month,
            31..=91 => Span::Quarter,
            92..=183 => Span::HalfYear,
            184..=365 => Span::Year,
            366.. => Span::Longer,
        }
    }

    /// How old what is of this day is today. What is dated later than today is of today: the
    /// sources tell no time zone.
    pub fn of_age(day: Option<NaiveDate>, today: NaiveDate) -> Span {
        day.map_or(Span::Unknown, |day| Span::of_days(today.signed_duration_since(day).num_days()))
    }

    /// How long it was from one day to another. An end before the beginning is a contradiction,
    /// of which nobody can tell.
    pub fn between(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Span {
        match (from, to) {
            (Some(from), Some(to)) if from <= to => {
                Span::of_days(to.signed_duration_since(from).num_days())
            }
            _ => Span::Unknown,
        }
    }

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Span::Day => "day",
            Span::Week => "week",
            Span::Month => "month",
            Span::Quarter => "quarter",
            Span::HalfYear => "half-year",
            Span::Year => "year",
            Span::Longer => "longer",
            Span::Unknown => "unknown",
        }
    }

    /// The span of this name.
    pub fn parse(name: &str) -> Option<Span> {
        Span::ALL.into_iter().find(|span| span.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_name_leads_back() {
        for period in [
            Period::Year(2024),
            Period::Year(-3),
            Period::Month(2024, 3),
            Period::Month(-3, 12),
            Period::Unknown,
        ] {
            assert_eq!(Period::parse(&period.name()), Some(period));
        }
        assert_eq!(Period::Month(2024, 3).name(), "month-2024-03");
        for none in ["", "year-", "year-soon", "month-2024", "month-2024-13", "month-2024-00"] {
            assert_eq!(Period::parse(none), None, "{none}");
        }
        for span in Span::ALL {
            assert_eq!(Span::parse(span.name()), Some(span));
        }
    }

    #[test]
    fn a_period_holds_its_days() {
        let (last, first) = (day("2023-12-31"), day("2024-01-01"));
        assert!(Period::Year(2023).holds(last) && !Period::Year(2023).holds(first));
        assert!(Period::Month(2023, 12).holds(last) && !Period::Month(2024, 12).holds(last));
        assert!(Period::Unknown.holds(None) && !Period::Unknown.holds(last));
        assert!(!Period::Year(2023).holds(None) && !Period::Month(2023, 12).holds(None));
    }

    #[test]
    fn days_fall_into_spans() {
        for (days, span) in [
            (-1, Span::Day),
            (0, Span::Day),
            (1, Span::Week),
            (7, Span::Week),
            (8, Span::Month),
            (30, Span::Month),
            (31, Span::Quarter),
            (91, Span::Quarter),
            (92, Span::HalfYear),
            (183, Span::HalfYear),
            (184, Span::Year),
            (365, Span::Year),
            (366, Span::Longer),
        ] {
            assert_eq!(Span::of_days(days), span, "{days}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_not_guessed() {
        let (early, late) = (day("2024-03-01"), day("2024-03-08"));
        assert_eq!(Span::between(early, late), Span::Week);
        assert_eq!(Span::between(late, early), Span::Unknown);
        assert_eq!(Span::between(None, late), Span::Unknown);
        assert_eq!(Span::between(early, None), Span::Unknown);
        assert_eq!(Span::of_age(late, early.unwrap()), Span::Day);
        assert_eq!(Span::of_age(None, early.unwrap()), Span::Unknown);
    }
}
