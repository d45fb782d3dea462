//! How dates and times are written for German readers (DIN 5008, numeric form with weekday). For readers of a release in
//! its own language: `fixed_words`.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;

/// "Di., 21.11.2023, 17:00 Uhr", with a no-break space before "Uhr".
#[must_use]
pub fn full_time(instant: DateTime<Utc>, zone: Tz) -> String {
    let civil = instant.with_timezone(&zone).naive_local();
    format!("{}., {}, {}\u{a0}Uhr", weekday(civil.weekday()), date(civil.date()), clock_time(civil.time()))
}

/// "17:00 Uhr", with a no-break space.
#[must_use]
pub fn hour(instant: DateTime<Utc>, zone: Tz) -> String {
    format!("{}\u{a0}Uhr", clock_time(instant.with_timezone(&zone).time()))
}

/// "21.11.2023".
#[must_use]
pub fn date(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// "21. November 2023".
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!("{}. {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}

/// "17:00", with seconds only where they say something.
#[must_use]
pub fn clock_time(time: NaiveTime) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match time.second() {
        0 => format!("{hour:02}:{minute:02}"),
        second => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// "9:00": the same without a nought before it.
#[must_use]
pub fn short_clock_time(time: NaiveTime) -> String {
    let full = clock_time(time);
    full.strip_prefix('0').map(str::to_owned).unwrap_or(full)
}

/// A headline for a menu or a notice: up to a whole word, then "…".
#[must_use]
pub fn short_headline(headline: &str) -> String {
    const LONGEST: usize = 44;
    let Some((cut, _)) = headline.char_indices().nth(LONGEST) else { return headline.to_owned() };
    let head = &headline[..cut];
    let whole = head.rfind(' ').filter(|space| *space > cut / 2).unwrap_or(cut);
    format!("{}\u{a0}…", head[..whole].trim_end())
}

/// "21.11.2023, 17:00 Uhr", as a Sperrvermerk states it.
#[must_use]
pub fn date_and_hour(civil: NaiveDateTime) -> String {
    format!("{}, {} Uhr", date(civil.date()), clock_time(civil.time()))
}

/// "Dienstag".
#[must_use]
pub fn weekday_in_full(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Montag",
        Weekday::Tue => "Dienstag",
        Weekday::Wed => "Mittwoch",
        Weekday::Thu => "Donnerstag",
        Weekday::Fri => "Freitag",
        Weekday::Sat => "Samstag",
        Weekday::Sun => "Sonntag",
    }
}

/// "Di", without the full stop.
#[must_use]
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Mo",
        Weekday::Tue => "Di",
        Weekday::Wed => "Mi",
        Weekday::Thu => "Do",
        Weekday::Fri => "Fr",
        Weekday::Sat => "Sa",
        Weekday::Sun => "So",
    }
}
