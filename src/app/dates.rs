//! Dates, ages and numbers as people read them, by the browser's `Intl`.

use chrono::{Datelike, NaiveDate};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::words::say;
use crate::browser::clock;
use crate::domain::stamp::Stamp;

/// Which form of a word a number takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// As in "1 day".
    One,
    /// As in "2 days".
    Other,
}

/// Which form of a word this number takes in the language of the page.
pub fn plural(count: usize) -> Plural {
    let rules = Intl::PluralRules::new(&locales(), &Object::new());
    match String::from(rules.select(count as f64)).as_str() {
        "one" => Plural::One,
        _ => Plural::Other,
    }
}

/// A number; from 10,000 on with separators.
pub fn number(count: usize) -> String {
    if count < 10_000 {
        return count.to_string();
    }
    let format = Intl::NumberFormat::new(&locales(), &Object::new());
    let format: js_sys::Function = format.format();
    format
        .call1(&JsValue::UNDEFINED, &JsValue::from_f64(count as f64))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| count.to_string())
}

/// A calendar day, such as "15 Mar 2024".
pub fn day(day: NaiveDate) -> String {
    let options = Object::new();
    for (key, value) in
        [("timeZone", "UTC"), ("year", "numeric"), ("month", "short"), ("day", "numeric")]
    {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let milliseconds = Date::utc(f64::from(day.year()), f64::from(day.month0()))
        + f64::from(day.day0()) * 86_400_000.0;
    let date = Date::new(&JsValue::from_f64(milliseconds));
    String::from(date.to_locale_date_string(locale(), &options))
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
    let days = clock::now().date_naive().signed_duration_since(day).num_days();
    let (value, unit) = match days {
        ..31 => (days, "day"),
        31..365 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    let options = Object::new();
    // Setting a property of a new plain object cannot fail.
    let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
    let format = Intl::RelativeTimeFormat::new(&locales(), &options);
    String::from(format.format(-(value as f64), unit))
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
