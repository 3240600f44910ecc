//! Time and chance.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};

use crate::domain::id::TabId;
use crate::domain::person::Moment;

/// Now, with the offset that the user's clock has from UTC.
pub fn now() -> Moment {
    let date = js_sys::Date::new_0();
    // The browser counts minutes west of Greenwich, chrono seconds east of it.
    let east = -(date.get_timezone_offset() as i32) * 60;
    let utc = DateTime::from_timestamp_millis(date.get_time() as i64).unwrap_or_default();
    match FixedOffset::east_opt(east) {
        Some(offset) => offset.from_utc_datetime(&utc.naive_utc()),
        None => utc.fixed_offset(),
    }
}

/// The day that it is for the user.
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// An id for this opening of the page, drawn at random.
pub fn new_tab() -> TabId {
    let mut bytes = [0u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let drawn = crypto.is_some_and(|it| it.get_random_values_with_u8_array(&mut bytes).is_ok());
    if drawn {
        TabId(u64::from_le_bytes(bytes))
    } else {
        // Every browser has had `crypto` for a decade; chance enough if one has not.
        TabId((js_sys::Math::random() * 2f64.powi(53)) as u64)
    }
}
