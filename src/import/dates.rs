//! Dates and times in all the forms that LinkedIn and spreadsheets write.
//!
//! Days and times as LinkedIn writes them are read at once. A column of others is read twice: first
//! to learn in which order it has days and months and in which language its months are, then to
//! read its values. What stays unclear stays a raw text.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::months;
use crate::domain::stamp::Stamp;

/// Different words of a column that are remembered: four languages' worth of months.
const WORDS: usize = 256;

/// Words in dates that say nothing.
const FILLERS: &[&str] = &[
    "a",
    "at",
    "clock",
    "d",
    "de",
    "del",
    "den",
    "di",
    "do",
    "er",
    "gmt",
    "kl",
    "klo",
    "le",
    "las",
    "nd",
    "o",
    "of",
    "r",
    "rd",
    "st",
    "t",
    "th",
    "the",
    "uhr",
    "um",
    "utc",
    "v",
    "z",
    "г",
    "sun",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
];

/// What is known of a column of dates.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// Whether slashes mean month first where nothing shows the order.
    us_slashes: bool,
    /// For each way of writing: whether some value can only be day first, or month first.
    orders: BTreeMap<Way, (bool, bool)>,
    /// Which of the [`MONTHS`] there are, one bit each.
    usual: u16,
    /// Other words of months.
    words: BTreeSet<String>,
}

/// A way of writing dates in numbers: the separator, and whether years have four digits. One
/// column can have several: a spreadsheet rewrites what it takes for a date and leaves the rest.
type Way = (char, bool);

/// The parts of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Parts {
    /// Year, month and day are clear.
    Clear(i32, u32, u32),
    /// A month by its name.
    Named { day: u32, month: String, year: i32 },
    /// Day and month in an order that the column tells.
    Numeric { first: u32, second: u32, year: i32, way: Way },
    /// A spreadsheet's day number.
    Serial(NaiveDate),
}

impl Column {
    /// A column of days, such as `Connected On`: no order of slashes is presumed.
    pub(super) fn of_days() -> Column {
        Column::default()
    }

    /// A column of LinkedIn's own times, `M/D/YY, h:mm AM`.
    pub(super) fn of_times() -> Column {
        Column { us_slashes: true, ..Column::default() }
    }

    /// Takes a value as evidence for the others, and reads it where it needs none of theirs:
    /// else it stays unreadable for now.
    pub(super) fn learn(&mut self, text: &str) -> Stamp {
        if text.is_empty() {
            return Stamp::Unknown;
        }
        if let Some((day, nth, year)) = usual(text) {
            self.note_usual(nth);
            let month = u32::try_from(nth).unwrap_or(u32::MAX).saturating_add(1);
            let day = NaiveDate::from_ymd_opt(year, month, day);
            return day.map_or_else(|| Stamp::Unreadable(text.to_owned()), Stamp::Day);
        }
        match parse(text) {
            Some((Parts::Named { month, .. }, _)) => {
                match MONTHS.iter().position(|it| *it == month) {
                    Some(nth) => self.note_usual(nth),
                    None if self.has_room() => drop(self.words.insert(month)),
                    None => {}
                }
            }
            Some((Parts::Numeric { first, second, way, .. }, _)) => {
                let (day_first, month_first) = self.orders.entry(way).or_default();
                *day_first |= first > 12 && second <= 12;
                *month_first |= second > 12 && first <= 12;
            }
            _ => {}
        }
        Stamp::Unreadable(text.to_owned())
    }

    fn note_usual(&mut self, nth: usize) {
        if self.has_room() {
            self.usual |= 1 << nth;
        }
    }

    fn has_room(&self) -> bool {
        self.words.len().saturating_add(self.usual.count_ones() as usize) < WORDS
    }

    /// Reads as a day what could not be read before the others were known.
    pub(super) fn day(&self, learned: Stamp) -> Stamp {
        match self.minute(learned) {
            Stamp::Minute(minute) => Stamp::Day(minute.date()),
            other => other,
        }
    }

    /// The same as a minute, or as a day where it has no time.
    pub(super) fn minute(&self, learned: Stamp) -> Stamp {
        let Stamp::Unreadable(text) = learned else { return learned };
        let read = parse(&text).and_then(|(parts, time)| Some((self.date(&parts)?, time)));
        match read {
            Some((day, Some(time))) => Stamp::Minute(NaiveDateTime::new(day, time)),
            Some((day, None)) => Stamp::Day(day),
            None => Stamp::Unreadable(text),
        }
    }

    fn date(&self, parts: &Parts) -> Option<NaiveDate> {
        let (year, month, day) = match parts {
            Parts::Serial(day) => return Some(*day),
            Parts::Clear(year, month, day) => (*year, *month, *day),
            Parts::Named { day, month, year } => {
                let usual = (0..).zip(MONTHS).filter(|(nth, _)| self.usual >> nth & 1 == 1);
                let words = self.words.iter().map(String::as_str).chain(usual.map(|it| it.1));
                (*year, months::month(month, words)?, *day)
            }
            Parts::Numeric { first, second, year, way } => {
                if first == second || self.day_first(*first, *second, *way)? {
                    (*year, *second, *first)
                } else {
                    (*year, *first, *second)
                }
            }
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Whether the first of two numbers is the day; `None` where nothing tells.
    fn day_first(&self, first: u32, second: u32, way: Way) -> Option<bool> {
        if first > 12 || second > 12 {
            return Some(first > 12);
        }
        let all =
            self.orders.values().fold((false, false), |all, one| (all.0 | one.0, all.1 | one.1));
        let same_way = self.orders.get(&way).copied().unwrap_or_default();
        match (same_way, all) {
            ((true, false), _) => Some(true),
            ((false, true), _) => Some(false),
            ((true, true), _) => None,
            _ if way.0 == '.' => Some(true),
            (_, (true, false)) => Some(true),
            (_, (false, true)) => Some(false),
            (_, (true, true)) => None,
            (_, (false, false)) => (way.0 == '/' && self.us_slashes).then_some(false),
        }
    }
}

/// A word or a text as it is compared: lower case, no accents, one kind of blank.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

/// Forms that are brought to one before the text is taken apart.
const SAME: &[(&str, &str)] = &[
    ("年", "-"),
    ("月", "-"),
    ("日", " "),
    ("년", "-"),
    ("월", "-"),
    ("일", " "),
    ("午前", "am "),
    ("上午", "am "),
    ("오전", "am "),
    ("午後", "pm "),
    ("下午", "pm "),
    ("오후", "pm "),
];

/// Forms of AM and PM, after folding.
const HALVES: &[(&str, &str)] = &[
    ("a. m.", "am"),
    ("a.m.", "am"),
    ("a.m", "am"),
    ("p. m.", "pm"),
    ("p.m.", "pm"),
    ("p.m", "pm"),
];

/// A piece of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A number, and how many digits it is written with.
    Number(u32, usize),
    Word(String),
    /// Anything else, blanks included.
    Mark(char),
}

fn parse(text: &str) -> Option<(Parts, Option<NaiveTime>)> {
    // No date is longer; what is longer need not be taken apart.
    if text.len() > 80 {
        return None;
    }
    usual_time(text).or_else(|| serial(text)).or_else(|| parse_any(text))
}

/// A time as LinkedIn writes it, `3/15/24, 9:05 AM`: read at once, since there are thousands.
fn usual_time(text: &str) -> Option<(Parts, Option<NaiveTime>)> {
    let (text, is_afternoon) = match text.strip_suffix(" AM") {
        Some(text) => (text, false),
        None => (text.strip_suffix(" PM")?, true),
    };
    let (date, time) = text.split_once(", ")?;
    let number = |text: &str| -> Option<u32> {
        let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|it| it.is_ascii_digit());
        if is_number { text.parse().ok() } else { None }
    };
    let (first, rest) = date.split_once('/')?;
    let (second, year) = rest.split_once('/')?;
    let (hour, minute) = time.split_once(':')?;
    let (year, hour) = (Some(year).filter(|it| it.len() == 2)?, number(hour)?);
    let minute = Some(minute).filter(|it| it.len() == 2).and_then(number)?;
    let hour = match (hour, is_afternoon) {
        (1..=11, _) => hour,
        (12, _) => 0,
        _ => return None,
    };
    let hour = if is_afternoon { hour + 12 } else { hour };
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let (first, second) = (number(first)?, number(second)?);
    let year = full_year(number(year)?, 2)?;
    Some((Parts::Numeric { first, second, year, way: ('/', false) }, Some(time)))
}

/// Names of months as LinkedIn writes them; each means one month in every language.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Day, month (from 0) and year as LinkedIn writes them, `15 Mar 2024`: read at once, since there
/// are tens of thousands.
fn usual(text: &str) -> Option<(u32, usize, i32)> {
    let [d1, d2, b' ', m1, m2, m3, b' ', y1 @ b'1'..=b'2', y2, y3, y4] = *text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: u32, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let month = [m1, m2, m3].map(|letter| letter.to_ascii_lowercase());
    let nth = MONTHS.iter().position(|name| name.as_bytes() == month)?;
    let year = number(&[y1, y2, y3, y4]).filter(|year| matches!(year, 1900..=2099))?;
    Some((number(&[d1, d2])?, nth, i32::try_from(year).ok()?))
}

fn parse_any(text: &str) -> Option<(Parts, Option<NaiveTime>)> {
    let mut tokens = tokens(text)?;
    let time = take_time(&mut tokens)?;
    Some((date(&tokens)?, time))
}

/// A spreadsheet's number of days since 1899-12-30, with the time as a fraction.
fn serial(text: &str) -> Option<(Parts, Option<NaiveTime>)> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 5 || !digits(whole) || !fraction.is_none_or(digits) {
        return None;
    }
    let days: u64 = whole.parse().ok()?;
    // 1990 to 2099.
    if !(32_874..=73_050).contains(&days) {
        return None;
    }
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = start.checked_add_days(Days::new(days))?;
    let Some(fraction) = fraction else { return Some((Parts::Serial(day), None)) };
    let part: f64 = format!("0.{fraction}").parse().ok()?;
    let minutes = (part * 1440.0).round() as u32;
    if minutes >= 1440 {
        return Some((Parts::Serial(day.succ_opt()?), Some(NaiveTime::MIN)));
    }
    let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
    Some((Parts::Serial(day), Some(time)))
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut text = text.to_owned();
    if !text.is_ascii() {
        for (from, to) in SAME {
            text = text.replace(from, to);
        }
    }
    let mut text = folded(&text);
    for (from, to) in HALVES {
        text = text.replace(from, to);
    }
    let mut tokens: Vec<Token> = Vec::new();
    for c in text.trim().chars() {
        match (c.to_digit(10), tokens.last_mut()) {
            (Some(digit), Some(Token::Number(number, length))) => {
                *number = number.checked_mul(10)?.checked_add(digit)?;
                *length = length.saturating_add(1);
            }
            (Some(digit), _) => tokens.push(Token::Number(digit, 1)),
            (None, Some(Token::Word(word))) if c.is_alphabetic() => word.push(c),
            (None, _) if c.is_alphabetic() => tokens.push(Token::Word(c.to_string())),
            (None, Some(Token::Mark(' '))) if c == ' ' => {}
            (None, _) => tokens.push(Token::Mark(c)),
        }
    }
    Some(tokens)
}

/// Takes the time out of a date; `None` where there is one that cannot be.
#[allow(clippy::option_option, reason = "no time and an impossible time are different things")]
fn take_time(tokens: &mut Vec<Token>) -> Option<Option<NaiveTime>> {
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number(..))).count();
    let words = tokens.iter().filter(|token| matches!(token, Token::Word(_))).count();
    let time_at = |marks: &[Token]| {
        tokens.windows(3).rposition(|three| match three {
            [Token::Number(_, 1..=2), mark, Token::Number(_, 2)] => marks.contains(mark),
            _ => false,
        })
    };
    let colon = tokens.windows(3).position(|three| {
        matches!(three, [Token::Number(_, 1..=2), Token::Mark(':'), Token::Number(_, 2)])
    });
    let hour_word = || time_at(&[Token::Word("h".to_owned())]);
    // `15.3.2024 9.05`: only where a whole date stands before.
    let dot = || {
        let whole = numbers == 5 || (numbers == 4 && words > 0);
        if whole { time_at(&[Token::Mark('.')]) } else { None }
    };
    let Some(start) = colon.or_else(hour_word).or_else(dot) else {
        return Some(None);
    };
    let number = |at: usize| match tokens.get(at) {
        Some(Token::Number(number, _)) => Some(*number),
        _ => None,
    };
    let (mut hour, minute) = (number(start)?, number(start.checked_add(2)?)?);
    let mut end = start.checked_add(3)?;
    // Seconds and their parts.
    while let (Some(Token::Mark(':' | '.')), Some(Token::Number(..))) =
        (tokens.get(end), tokens.get(end.checked_add(1)?))
    {
        end = end.checked_add(2)?;
    }
    // An offset from UTC behind it says nothing of the other times.
    if let (Some(Token::Mark('+' | '-')), Some(Token::Number(_, 2 | 4))) =
        (tokens.get(end), tokens.get(end.checked_add(1)?))
    {
        end = tokens.len();
    }
    tokens.drain(start..end.min(tokens.len()));
    let half = |token: &Token| match token {
        Token::Word(word) if word == "am" => Some(false),
        Token::Word(word) if word == "pm" => Some(true),
        _ => None,
    };
    let afternoon = tokens.iter().find_map(half);
    tokens.retain(|token| half(token).is_none());
    match afternoon {
        Some(true) if hour == 0 => return None,
        Some(true) if hour < 12 => hour = hour.checked_add(12)?,
        Some(false) if hour == 12 => hour = 0,
        Some(false) if hour > 12 => return None,
        _ => {}
    }
    NaiveTime::from_hms_opt(hour, minute, 0).map(Some)
}

/// What is left is a date.
fn date(tokens: &[Token]) -> Option<Parts> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut months: Vec<(usize, &str)> = Vec::new();
    let mut separators: Vec<char> = Vec::new();
    for token in tokens {
        match token {
            Token::Number(number, length) => numbers.push((*number, *length)),
            Token::Word(word) if FILLERS.contains(&word.as_str()) => {}
            Token::Word(word) if !months::meanings(word).is_empty() => {
                months.push((numbers.len(), word));
            }
            Token::Word(_) => return None,
            // What stands between the first two numbers or behind the second.
            Token::Mark(mark) if matches!(numbers.len(), 1 | 2) => separators.push(*mark),
            Token::Mark(_) => {}
        }
    }
    match (months.as_slice(), numbers.as_slice()) {
        ([], [(compact, 8)]) => {
            let (year, rest) = (compact / 10_000, compact % 10_000);
            Some(Parts::Clear(full_year(year, 4)?, rest / 100, rest % 100))
        }
        ([], [(year, 4), (month, 1..=2), (day, 1..=2)]) => {
            Some(Parts::Clear(full_year(*year, 4)?, *month, *day))
        }
        ([], [(first, 1..=2), (second, 1..=2), (year, length)]) => {
            let way = (*separators.iter().find(|mark| **mark != ' ').unwrap_or(&' '), *length == 4);
            Some(Parts::Numeric {
                first: *first,
                second: *second,
                year: full_year(*year, *length)?,
                way,
            })
        }
        // `15 Mar 2024`, `Mar 15, 2024`.
        ([(0 | 1, month)], [(day, 1..=2), (year, length)]) => Some(Parts::Named {
            day: *day,
            month: (*month).to_owned(),
            year: full_year(*year, *length)?,
        }),
        // `2024-Mar-15`.
        ([(1, month)], [(year, 4), (day, 1..=2)]) => {
            Some(Parts::Named { day: *day, month: (*month).to_owned(), year: full_year(*year, 4)? })
        }
        _ => None,
    }
}

/// A year of four digits, or of two: LinkedIn opened in 2003, so those are of this century.
fn full_year(year: u32, length: usize) -> Option<i32> {
    let year = match length {
        4 if (1900..2200).contains(&year) => year,
        2 if year < 70 => year.checked_add(2000)?,
        _ => return None,
    };
    i32::try_from(year).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_form_is_read_like_any_other() {
        for day in ["00", "01", "15", "31", "32", "99", "1a"] {
            for month in ["Jan", "feb", "MAY", "Sep", "Dec", "Mai", "Mon", "the", "sept"] {
                for year in ["0000", "0024", "1899", "1900", "2024", "2099", "2100", "9999", "20x4"]
                {
                    let text = format!("{day} {month} {year}");
                    let mut column = Column::of_days();
                    let learned = column.learn(&text);
                    let any = parse_any(&text).and_then(|(parts, _)| column.date(&parts));
                    let any = any.map_or(Stamp::Unreadable(text.clone()), Stamp::Day);
                    assert!(learned == any || !matches!(learned, Stamp::Day(_)), "{text}");
                    assert_eq!(column.day(learned), any, "{text}");
                }
            }
        }
        assert!(usual("15 Mar 2024").is_some());
    }

    #[test]
    fn the_usual_times_are_read_like_any_other() {
        let mut usual = 0;
        for day in
            ["3/15/24", "12/1/2024", "0/0/00", "31/12/69", "1/1/70", "3/15", "1/2/3", "/1/24"]
        {
            for time in ["9:05", "0:00", "12:00", "12:59", "11:60", "13:01", "9:5", "009:05", ":05"]
            {
                for half in [" AM", " PM", " am", "AM", "  PM", " AM ", ""] {
                    for between in [", ", " ", ",", ",  "] {
                        let text = format!("{day}{between}{time}{half}");
                        if let Some(read) = usual_time(&text) {
                            assert_eq!(Some(read), parse_any(&text), "{text}");
                            usual += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(usual, 3 * 3 * 2);
    }

    #[test]
    fn usual_months_count_for_what_others_mean() {
        // Czechs, Croats and Poles have another `lis` each, or the same; Poles alone have `mar`.
        for (beside, means) in [("15 Mar 2024", Some(11)), ("15 Jul 2024", None)] {
            let mut column = Column::of_days();
            let [_, learned] = [beside, "1 lis 2024"].map(|text| column.learn(text));
            let day = column.day(learned).day();
            assert_eq!(day, means.and_then(|month| NaiveDate::from_ymd_opt(2024, month, 1)));
        }
    }
}
