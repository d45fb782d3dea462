//! How times and addresses are written on a page.

use chrono::{DateTime, DurationRound, NaiveDate, TimeDelta, Utc};
use sperrfrist_release::FixedWords;
use sperrfrist_release::due::DEFAULT_ZONE;
pub(crate) use sperrfrist_release::printed::{mail, safe, telephone, website};

/// "Di., 21.11.2023, 17:00 Uhr": a page names the minute, also where a signal was given within it.
pub(crate) fn full_time(say: &FixedWords, instant: DateTime<Utc>) -> String {
    say.calendar.full_time(minute(instant), DEFAULT_ZONE)
}

/// "21.11.2023, 17:06 Uhr", within a sentence.
pub(crate) fn moment(say: &FixedWords, instant: DateTime<Utc>) -> String {
    say.calendar.moment(minute(instant), DEFAULT_ZONE)
}

/// "Di., 21.11.2023," and "17:00 Uhr".
pub(crate) fn day_and_hour(say: &FixedWords, instant: DateTime<Utc>) -> (String, String) {
    (format!("{},", (say.calendar.day)(day(instant))), say.calendar.hour_of(minute(instant), DEFAULT_ZONE))
}

/// "17:30 Uhr" on the day of `of`, else with the day.
pub(crate) fn hour_or_full(say: &FixedWords, instant: DateTime<Utc>, of: DateTime<Utc>) -> String {
    if day(instant) == day(of) {
        say.calendar.hour_of(minute(instant), DEFAULT_ZONE)
    } else {
        full_time(say, instant)
    }
}

/// The day on which readers are.
pub(crate) fn day(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&DEFAULT_ZONE).date_naive()
}

/// RFC 3339, for machines.
pub(crate) fn rfc3339(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// What readers are told no finer than this.
pub(crate) fn minute(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.duration_trunc(TimeDelta::minutes(1)).unwrap_or(instant)
}

/// The beginning of a text, cut between words, at most `most` characters.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = &text[..end];
    let whole = cut.rsplit_once(' ').map_or(cut, |(before, _)| before);
    format!("{}\u{a0}…", whole.trim_end_matches([',', ';', ':', '–', ' ']))
}

/// With a full stop at its end, unless it ends as a sentence does.
pub(crate) fn stopped(sentence: &str) -> String {
    let sentence = sentence.trim();
    if sentence.is_empty() || sentence.ends_with(['.', '!', '?', '…', '«']) {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}

/// Without characters that neither XML 1.0 (section 2.2) nor a reader knows.
pub(crate) fn printable(text: String) -> String {
    let is_unprintable = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    // Nearly every page has none of them, and is neither read by character nor copied.
    let bytes = text.as_bytes();
    // Counted to the end rather than left early: so the processor takes many bytes at a time.
    let single = |b: u8| (b < 0x20 && b != b'\t' && b != b'\n' && b != b'\r') | (b == 0x7f);
    let singles = bytes.iter().fold(false, |found, b| found | single(*b));
    // Those of two and three bytes begin with C2 and EF.
    let mut first_bytes = memchr::memchr2_iter(0xc2, 0xef, bytes);
    let longer = |at: usize| bytes[at] == 0xef || bytes[at + 1] < 0xa0;
    if singles || first_bytes.any(longer) { text.replace(is_unprintable, "") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unprintable_stays_and_all_else_does() {
        let stays = "\t\r\nä\u{a0}ﬁ\u{ad}€😀\u{fffd}";
        assert_eq!(printable(stays.into()), stays);
        for gone in ['\0', '\u{8}', '\u{1f}', '\u{7f}', '\u{80}', '\u{9f}', '\u{fffe}', '\u{ffff}'] {
            assert_eq!(printable(format!("a{gone}b")), "ab", "{gone:?}");
        }
    }
}
