//! Finds dates and times of day in a line, by its signs.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

/// A date as written; the year may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub day: u32,
    pub month: u32,
    pub year: Option<i32>,
}

/// A date and where it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub start: usize,
    pub end: usize,
}

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub time: NaiveTime,
    /// "24 Uhr": the day is over.
    pub midnight: bool,
    /// "gegen", "ca."
    pub approximate: bool,
}

/// What a line holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub dates: Vec<Date>,
    pub places: Vec<Place>,
    pub clocks: Vec<Clock>,
}

impl Date {
    pub fn exact(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }

    /// With the year that brings it closest to `day`, at most half a year before it.
    pub fn near(self, day: NaiveDate) -> Option<NaiveDate> {
        let in_year = |year| NaiveDate::from_ymd_opt(year, self.month, self.day);
        let this = in_year(day.year());
        this.filter(|date| (day - *date).num_days() < 180).or_else(|| in_year(day.year() + 1)).or(this)
    }
}

#[derive(Debug, Clone, Copy)]
struct Sign<'a> {
    text: &'a str,
    start: usize,
    /// Whether it follows the sign before without space.
    close: bool,
}

impl Sign<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is(&self, sign: &str) -> bool {
        self.text == sign
    }

    /// Its value, if it is a number of that many digits.
    fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let all_digits = self.text.bytes().all(|byte| byte.is_ascii_digit());
        (all_digits && digits.contains(&self.text.len())).then(|| self.text.parse().ok()).flatten()
    }

    fn is_digits(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

fn signs(text: &str) -> Vec<Sign<'_>> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Digit,
        Letter,
        Other,
    }
    let class = |c: char| match c {
        _ if c.is_ascii_digit() => Class::Digit,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    };
    let mut signs: Vec<Sign<'_>> = Vec::new();
    let mut last = None;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if c.is_whitespace() {
            last = None;
            continue;
        }
        let own = class(c);
        match signs.last_mut() {
            Some(sign) if last == Some(own) && own != Class::Other => sign.text = &text[sign.start..end],
            _ => signs.push(Sign { text: &text[start..end], start, close: last.is_some() }),
        }
        last = Some(own);
    }
    signs
}

/// Every date and time of day in `text`.
pub(super) fn scan(text: &str) -> Found {
    let signs = signs(text);
    let mut found = Found::default();
    let mut at = 0;
    let mut taken = vec![false; signs.len()];
    while at < signs.len() {
        match date(&signs[at..]) {
            Some((date, length)) if at == 0 || !signs[at].close || !signs[at - 1].is(".") => {
                found.dates.push(date);
                found.places.push(Place { start: signs[at].start, end: signs[at + length - 1].end() });
                taken[at..at + length].fill(true);
                at += length;
            }
            _ => at += 1,
        }
    }
    let mut at = 0;
    while at < signs.len() {
        // No time of day is longer than that many signs.
        let free = taken[at..].iter().take(8).take_while(|taken| !**taken).count();
        match clock(&signs[at..at + free]) {
            Some((mut clock, length)) => {
                let before = &signs[..at];
                if let Some(earlier) = span_start(before, &taken) {
                    found.clocks.push(earlier);
                }
                clock.approximate = roughly(before);
                found.clocks.push(clock);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn date(signs: &[Sign<'_>]) -> Option<(Date, usize)> {
    let first = signs.first()?;
    let sign = |at: usize| signs.get(at);
    let is = |at: usize, text: &str| sign(at).is_some_and(|sign| sign.is(text));
    let year_at = |at: usize| {
        let sign = sign(at)?;
        let year = sign.number(4..=4).filter(|year| (1900..2200).contains(year));
        // "21.11. 17 Uhr" is no year 2017: two digits count only without a space before them.
        let short = || sign.number(2..=2).filter(|_| sign.close && !is(at + 1, ":")).map(|year| year + 2000);
        year.or_else(short).and_then(|year| i32::try_from(year).ok())
    };
    let valid = |day: u32, month: u32, year: Option<i32>, length: usize| {
        NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day).map(|_| (Date { day, month, year }, length))
    };
    if let Some(year) = first.number(4..=4)
        && is(1, "-")
        && is(3, "-")
    {
        let (month, day) = (sign(2)?.number(2..=2)?, sign(4)?.number(2..=2)?);
        return valid(day, month, i32::try_from(year).ok(), 5);
    }
    if let Some(day) = first.number(1..=2) {
        let dot = is(1, ".");
        let next = 1 + usize::from(dot);
        if let Some(month) = sign(next).and_then(|sign| month(sign.text)) {
            let after = next + 1 + usize::from(is(next + 1, "."));
            return match year_at(after).filter(|_| sign(after).is_some_and(|sign| sign.text.len() == 4)) {
                Some(year) => valid(day, month, Some(year), after + 1),
                None => valid(day, month, None, next + 1),
            };
        }
        let month = sign(2).filter(|_| dot).and_then(|sign| sign.number(1..=2))?;
        if !is(3, ".") {
            return None;
        }
        return match year_at(4) {
            Some(year) => valid(day, month, Some(year), 5),
            None if sign(4).is_some_and(|sign| sign.close && sign.is_digits()) => None,
            None => valid(day, month, None, 4),
        };
    }
    // "November 21, 2023".
    let month = month(first.text)?;
    let day = sign(1)?.number(1..=2)?;
    let after = 2 + usize::from(is(2, ","));
    let year = year_at(after).filter(|_| sign(after).is_some_and(|sign| sign.text.len() == 4))?;
    valid(day, month, Some(year), after + 1)
}

fn clock(signs: &[Sign<'_>]) -> Option<(Clock, usize)> {
    let hour = signs.first()?.number(1..=2)?;
    let sign = |at: usize| signs.get(at);
    let two = |at: usize| sign(at).filter(|sign| sign.close).and_then(|sign| sign.number(2..=2));
    let oclock = |at: usize| {
        sign(at).is_some_and(|sign| ["Uhr", "uhr", "UHR", "h", "Hrs", "hrs"].contains(&sign.text))
    };
    let half_day = |at: usize| {
        let marks = sign(at)?.text.to_lowercase();
        let dotted =
            sign(at + 1).is_some_and(|sign| sign.is(".")) && sign(at + 2).is_some_and(|sign| sign.is("m"));
        match marks.as_str() {
            "am" => Some((false, 1)),
            "pm" => Some((true, 1)),
            "a" if dotted => Some((false, 3)),
            "p" if dotted => Some((true, 3)),
            _ => None,
        }
    };
    let (mut minute, mut second, mut length, mut sure) = (0, 0, 1, false);
    if let Some(value) = sign(1).filter(|sign| sign.close && sign.is(":")).and_then(|_| two(2)) {
        (minute, length, sure) = (value, 3, true);
        if let Some(value) = sign(3).filter(|sign| sign.close && sign.is(":")).and_then(|_| two(4)) {
            (second, length) = (value, 5);
        }
    } else if let Some(value) = sign(1).filter(|sign| sign.close && sign.is(".")).and_then(|_| two(2))
        && (oclock(3) || half_day(3).is_some())
    {
        (minute, length) = (value, 3);
    }
    if oclock(length) {
        (length, sure) = (length + 1, true);
        let minutes = sign(length).and_then(|sign| sign.number(2..=2));
        let another = sign(length + 1).is_some_and(|sign| sign.is(".") || sign.is(":"));
        if let Some(value) = minutes.filter(|_| minute == 0 && length == 2 && !another) {
            (minute, length) = (value, 3);
        }
    }
    let mut hour = hour;
    if let Some((afternoon, more)) = half_day(length).filter(|_| (1..=12).contains(&hour)) {
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        (length, sure) = (length + more, true);
    }
    let midnight = hour == 24 && minute == 0 && second == 0;
    let time = NaiveTime::from_hms_opt(if midnight { 0 } else { hour }, minute, second).filter(|_| sure)?;
    Some((Clock { time, midnight, approximate: false }, length))
}

/// "17 bis 18 Uhr": the 17.
fn span_start(before: &[Sign<'_>], taken: &[bool]) -> Option<Clock> {
    let [.., hour, until] = before else { return None };
    let spans = ["bis", "-", "–", "und", "oder", "/", "to"].contains(&until.text);
    let hour = hour.number(1..=2).filter(|_| spans && !taken[before.len() - 2])?;
    let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
    Some(Clock { time, midnight: false, approximate: false })
}

fn roughly(before: &[Sign<'_>]) -> bool {
    const WORDS: [&str; 9] =
        ["gegen", "ca", "circa", "etwa", "ungefähr", "rund", "about", "around", "approximately"];
    let last = before.iter().rev().find(|sign| !sign.is("."));
    last.is_some_and(|sign| WORDS.contains(&sign.text.to_lowercase().as_str()))
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["januar", "jänner", "jan", "january"],
        &["februar", "feb", "febr", "february"],
        &["märz", "mär", "mrz", "march", "mar"],
        &["april", "apr"],
        &["mai", "may"],
        &["juni", "jun", "june"],
        &["juli", "jul", "july"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt", "october", "oct"],
        &["november", "nov"],
        &["dezember", "dez", "december", "dec"],
    ];
    let word = word.to_lowercase();
    (1..).zip(NAMES).find(|(_, names)| names.contains(&word.as_str())).map(|(month, _)| month)
}

/// The weekdays that are named in `text`.
pub(super) fn weekdays(text: &str) -> Vec<Weekday> {
    const NAMES: [(&[&str], Weekday); 7] = [
        (&["montag", "mo", "monday"], Weekday::Mon),
        (&["dienstag", "di", "tuesday"], Weekday::Tue),
        (&["mittwoch", "mi", "wednesday"], Weekday::Wed),
        (&["donnerstag", "do", "thursday"], Weekday::Thu),
        (&["freitag", "fr", "friday"], Weekday::Fri),
        (&["samstag", "sonnabend", "sa", "saturday"], Weekday::Sat),
        (&["sonntag", "so", "sunday"], Weekday::Sun),
    ];
    let signs = signs(text);
    let day = |(at, sign): (usize, &Sign<'_>)| {
        let name = sign.text.to_lowercase();
        // "Di." and "Di," are a day; "so" and "do" within a sentence are not.
        let closed = || signs.get(at + 1).is_some_and(|next| next.close && (next.is(".") || next.is(",")));
        let (_, day) = NAMES.iter().find(|(names, _)| names.contains(&name.as_str()))?;
        (name.len() > 2 || closed() && sign.text.starts_with(char::is_uppercase)).then_some(*day)
    };
    signs.iter().enumerate().filter_map(day).collect()
}

/// The offset from UTC that is named, in hours.
pub(super) fn named_offset(text: &str) -> Option<i64> {
    signs(text).iter().find_map(|sign| match sign.text {
        "MEZ" | "CET" => Some(1),
        "MESZ" | "CEST" => Some(2),
        "UTC" | "GMT" => Some(0),
        _ => None,
    })
}
