//! Dates, ages and numbers as people read them, by the browser's `Intl`.

use std::thread::LocalKey;

use chrono::{NaiveDate, NaiveTime};
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::words::say;
use crate::browser::clock;
use crate::domain::person::Moment;
use crate::domain::stamp::Stamp;

/// Which form of a word a number takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// As in "1 day".
    One,
    /// As in "2 days".
    Other,
}

thread_local! {
    // Made once: making one takes longer than using it a hundred times.
    static PLURALS: Intl::PluralRules = Intl::PluralRules::new(&locales(), &Object::new());
    static NUMBERS: Function =
        Intl::NumberFormat::new(&locales(), &Object::new()).format();
    static DAYS: Function = Intl::DateTimeFormat::new(
        &locales(),
        &options(&[
            ("timeZone", "UTC"),
            ("year", "numeric"),
            ("month", "short"),
            ("day", "numeric"),
        ]),
    )
    .format();
    static MONTHS: Function = Intl::DateTimeFormat::new(
        &locales(),
        &options(&[("timeZone", "UTC"), ("year", "numeric"), ("month", "long")]),
    )
    .format();
    static SHORT_MONTHS: Function =
        Intl::DateTimeFormat::new(&locales(), &options(&[("timeZone", "UTC"), ("month", "short")]))
            .format();
    static WEEKDAYS: Function = Intl::DateTimeFormat::new(
        &locales(),
        &options(&[
            ("timeZone", "UTC"),
            ("weekday", "long"),
            ("year", "numeric"),
            ("month", "long"),
            ("day", "numeric"),
        ]),
    )
    .format();
    static TIMES: Function = Intl::DateTimeFormat::new(
        &locales(),
        &options(&[("timeZone", "UTC"), ("hour", "numeric"), ("minute", "2-digit")]),
    )
    .format();
    static AGES: Intl::RelativeTimeFormat =
        Intl::RelativeTimeFormat::new(&locales(), &options(&[("numeric", "auto")]));
}

fn options(values: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (key, value) in values {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    options
}

/// What a formatter of `Intl` makes of a number.
fn format(formatter: &'static LocalKey<Function>, number: f64) -> Option<String> {
    formatter.with(|formatter| {
        let text = formatter.call1(&JsValue::UNDEFINED, &JsValue::from_f64(number));
        text.ok().and_then(|text| text.as_string())
    })
}

/// Which form of a word this number takes in the language of the page.
pub fn plural(count: usize) -> Plural {
    match PLURALS.with(|rules| String::from(rules.select(count as f64))).as_str() {
        "one" => Plural::One,
        _ => Plural::Other,
    }
}

/// A number; from 10,000 on with separators.
pub fn number(count: usize) -> String {
    let plain = count.to_string();
    if count < 10_000 { plain } else { format(&NUMBERS, count as f64).unwrap_or(plain) }
}

/// A calendar day, such as "15 Mar 2024".
pub fn day(day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    format(&DAYS, midnight as f64).unwrap_or_else(|| day.to_string())
}

/// A month of a year, such as "March 2024". Months count from 1.
pub fn month(year: i32, month: u32) -> String {
    of_month(&MONTHS, year, month)
}

/// A month without its year, as short as it can be said, such as "Mar".
pub fn short_month(year: i32, month: u32) -> String {
    of_month(&SHORT_MONTHS, year, month)
}

fn of_month(formatter: &'static LocalKey<Function>, year: i32, month: u32) -> String {
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
    let midnight = first.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    format(formatter, midnight as f64).unwrap_or_else(|| format!("{year}-{month:02}"))
}

/// A calendar day as a heading, such as "Friday, 15 March 2024".
pub fn weekday(day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    format(&WEEKDAYS, midnight as f64).unwrap_or_else(|| day.to_string())
}

/// The time of day, as the clock of the user's device showed it then.
pub fn time(moment: Moment) -> String {
    let shown = moment.naive_local().and_utc().timestamp_millis();
    format(&TIMES, shown as f64).unwrap_or_else(|| moment.format("%H:%M").to_string())
}

/// A date as its source gives it.
pub fn stamp(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Unknown => say!(row.no_date),
        Stamp::Unreadable(text) => say!(row.unreadable_date, text = text.as_str()),
        Stamp::Day(_) | Stamp::Minute(_) => stamp.day().map(day).unwrap_or_default(),
    }
}

/// How long ago a day was, such as "3 months ago".
pub fn age(day: NaiveDate) -> String {
    let days = clock::today().signed_duration_since(day).num_days();
    let (value, unit) = match days {
        ..31 => (days, "day"),
        31..365 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    AGES.with(|ages| String::from(ages.format(-(value as f64), unit)))
}

/// The user's own English where they have one, so that dates look as they are used to.
fn locale() -> &'static str {
    let language = web_sys::window().and_then(|window| window.navigator().language());
    match language.as_deref() {
        Some("en-US" | "en") => "en-US",
        _ => "en-GB",
    }
}

fn locales() -> Array {
    Array::of1(&JsValue::from_str(locale()).unchecked_into())
}
