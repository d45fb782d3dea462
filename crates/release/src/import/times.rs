//! Dates and times of day in running German text, and in English where it is the same.
//!
//! What is ambiguous is no time: two dates, a span of hours, a weekday that does not fit its date, "gegen".

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::due::{CivilTime, CivilTimeError};

use super::scan::{self, Clock, Date};

/// The time a Sperrvermerk states in words, where it states one, and one only, and no event.
#[must_use]
pub fn embargo_time(words: &str, zone: Tz) -> Option<CivilTime> {
    if signal(words).is_some() {
        return None;
    }
    stated(words, zone, None).ok().map(|stated| stated.time)
}

/// A time found in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub time: CivilTime,
    /// Whether day or year came from elsewhere in the text.
    pub assumed: bool,
}

/// Why words state no time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unstated {
    Nothing,
    /// Two dates, two times, a span.
    Several,
    NoDate,
    NoHour,
    /// The weekday or the named zone does not fit the date.
    Contradiction,
    /// "gegen 17 Uhr".
    Approximate,
    Civil(CivilTimeError),
}

/// The one time in `words`. `day` supplies what is not said: the date, or its year.
pub(super) fn stated(words: &str, zone: Tz, day: Option<NaiveDate>) -> Result<Stated, Unstated> {
    let found = scan::scan(words);
    let mut clocks = found.clocks;
    clocks.dedup_by(|a, b| a.time == b.time);
    let clock = match clocks.as_slice() {
        [] if found.dates.is_empty() => return Err(Unstated::Nothing),
        [] => return Err(Unstated::NoHour),
        [clock] => *clock,
        _ => return Err(Unstated::Several),
    };
    if clock.approximate {
        return Err(Unstated::Approximate);
    }
    at(&found.dates, clock, words, zone, day)
}

/// The same for the time of a photo, which may be "gegen".
pub(super) fn stated_roughly(words: &str, zone: Tz, day: Option<NaiveDate>) -> Option<(Stated, bool)> {
    let found = scan::scan(words);
    let [clock] = found.clocks.as_slice() else { return None };
    at(&found.dates, *clock, words, zone, day).ok().map(|stated| (stated, clock.approximate))
}

fn at(
    dates: &[Date],
    clock: Clock,
    words: &str,
    zone: Tz,
    day: Option<NaiveDate>,
) -> Result<Stated, Unstated> {
    let (date, assumed) = match dates {
        [] => (day.ok_or(Unstated::NoDate)?, true),
        [first, rest @ ..] if rest.iter().all(|date| date == first) => match first.year {
            Some(_) => (first.exact().ok_or(Unstated::Nothing)?, false),
            None => (first.near(day.ok_or(Unstated::NoDate)?).ok_or(Unstated::Nothing)?, true),
        },
        _ => return Err(Unstated::Several),
    };
    let mut weekdays = scan::weekdays(words);
    weekdays.dedup();
    if weekdays.iter().any(|weekday: &Weekday| *weekday != date.weekday()) {
        return Err(Unstated::Contradiction);
    }
    let (date, time) = if clock.midnight {
        (date.checked_add_days(Days::new(1)).ok_or(Unstated::Nothing)?, NaiveTime::MIN)
    } else {
        (date, clock.time)
    };
    let civil = date.and_time(time);
    let time = match scan::named_offset(words) {
        None => CivilTime::resolve(civil, zone, None).map_err(Unstated::Civil)?,
        Some(hours) => {
            let instant: DateTime<Utc> =
                civil.checked_sub_signed(Duration::hours(hours)).ok_or(Unstated::Nothing)?.and_utc();
            let time = CivilTime::from_instant(instant, zone);
            if hours > 0 && time.civil != civil {
                return Err(Unstated::Contradiction);
            }
            time
        }
    };
    Ok(Stated { time, assumed })
}

/// Whether there is a date or a time of day in the words.
pub(super) fn says_time(words: &str) -> bool {
    let found = scan::scan(words);
    !found.dates.is_empty() || !found.clocks.is_empty()
}

/// The event a Sperrvermerk waits for, in its own words: "Redebeginn".
pub(super) fn signal(words: &str) -> Option<&str> {
    const ENDINGS: [&str; 9] = [
        "beginn",
        "schluss",
        "unterzeichnung",
        "eröffnung",
        "übergabe",
        "verkündung",
        "widerruf",
        "auftakt",
        "verleihung",
    ];
    const EVENTS: [&str; 6] = ["ende", "veranstaltungsende", "sitzungsende", "weiteres", "delivery", "start"];
    let own = match words.split_once(':') {
        Some((label, rest)) if !label.contains(|c: char| c.is_ascii_digit()) => rest,
        _ => words,
    };
    // The end of the embargo itself is no event.
    let lower = own.to_lowercase().replace("ende der sperrfrist", "");
    let event = super::words::words(&lower).any(|word| {
        let stem = word.strip_suffix('s').unwrap_or(word);
        EVENTS.contains(&word)
            || ENDINGS.iter().any(|ending| stem.ends_with(ending) || word.ends_with(ending))
    });
    event.then(|| own.trim_matches(|c: char| c.is_whitespace() || c == '*'))
}
