//! Text blocks ("Textbausteine"): words that stand for a shortcut, and what a release fills into them. Pure.
//!
//! What stands in square brackets is a mark of the editor. Those that a release knows the answer to are filled in; the
//! others stay, and the preflight lets nobody plan them.

use std::ops::Range;

use chrono::Duration;
use chrono_tz::Tz;

use crate::document::Release;
use crate::due::{CivilTime, Due};
use crate::photo::PhotoTime;
use crate::wording;

/// Characters that a shortcut may have.
pub const LONGEST_SHORTCUT: usize = 40;
/// Characters that a text block may have.
pub const LONGEST_WORDS: usize = 20_000;

/// Why something cannot be a shortcut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortcutFault {
    Empty,
    TooLong,
    /// It could not be typed as one word, or typing would set it otherwise ("--", quotation marks).
    NoWord,
}

/// A shortcut as it is kept: letters and digits, with single hyphens, dots or low lines between them.
///
/// # Errors
/// [`ShortcutFault`].
pub fn shortcut(typed: &str) -> Result<String, ShortcutFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(ShortcutFault::Empty);
    }
    if typed.chars().count() > LONGEST_SHORTCUT {
        return Err(ShortcutFault::TooLong);
    }
    let is_word = |part: &str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
    if typed.split(['-', '.', '_']).all(is_word) { Ok(typed.to_owned()) } else { Err(ShortcutFault::NoWord) }
}

/// By what two shortcuts are the same: nobody minds capitals while typing one.
#[must_use]
pub fn folded(shortcut: &str) -> String {
    shortcut.to_lowercase()
}

/// The words of a block as they go into a release: with its day, its time and its place, written as its language writes
/// them. What it does not say stays as it is.
#[must_use]
pub fn filled(words: &str, release: &Release, zone: Tz) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(mark) = next_mark(rest) {
        filled.push_str(&rest[..mark.start]);
        let (name, after) = (&rest[mark.start + 1..mark.end - 1], &rest[mark.end..]);
        rest = after;
        match value(name, release, zone) {
            Some(Value { words, is_time }) => {
                filled.push_str(&words);
                // "17:00 Uhr" stays on one line.
                if is_time && let Some(after) = after.strip_prefix(" Uhr") {
                    filled.push_str("\u{a0}Uhr");
                    rest = after;
                }
            }
            None => filled.push_str(&format!("[{name}]")),
        }
    }
    filled.push_str(rest);
    filled
}

struct Value {
    words: String,
    is_time: bool,
}

fn value(name: &str, release: &Release, zone: Tz) -> Option<Value> {
    let day = |time: CivilTime| Value {
        words: (release.language.words().calendar.date)(time.civil.date()),
        is_time: false,
    };
    let hour = |time: CivilTime| Value { words: wording::clock_time(time.civil.time()), is_time: true };
    match name.trim().to_lowercase().as_str() {
        "datum" => text_time(release).map(day),
        "uhrzeit" => text_time(release).map(hour),
        "foto-datum" => photo_time(release, zone).map(day),
        "foto-uhrzeit" => photo_time(release, zone).map(hour),
        "ort" => {
            let place = release.dateline.place.trim();
            (!place.is_empty()).then(|| Value { words: place.to_owned(), is_time: false })
        }
        _ => None,
    }
}

fn text_time(release: &Release) -> Option<CivilTime> {
    match release.due.as_ref()? {
        Due::At(time) => Some(time.clone()),
        // When a signal comes nobody knows.
        Due::OnSignal(_) => None,
    }
}

/// That of the first photo.
fn photo_time(release: &Release, zone: Tz) -> Option<CivilTime> {
    match &release.photos.first()?.time {
        PhotoTime::At { time } => Some(time.clone()),
        PhotoTime::WithRelease => text_time(release),
        PhotoTime::After { minutes } => {
            let text = text_time(release)?;
            let utc = text.utc.checked_add_signed(Duration::minutes(i64::from(*minutes)))?;
            Some(CivilTime::from_instant(utc, zone))
        }
    }
}

/// The next words in square brackets, brackets and all.
fn next_mark(text: &str) -> Option<Range<usize>> {
    let end = text.find(']')?;
    match text[..end].rfind('[') {
        Some(start) => Some(start..end + 1),
        None => next_mark(&text[end + 1..]).map(|mark| mark.start + end + 1..mark.end + end + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Dateline, ReleaseId};
    use crate::due::{DEFAULT_ZONE, OnSignal};
    use crate::language::Language;
    use crate::photo::{PhotoSlot, SlotId};

    fn time(text: &str) -> CivilTime {
        CivilTime::parse(text, DEFAULT_ZONE, None).expect("a time")
    }

    fn release() -> Release {
        let slot = PhotoSlot {
            time: PhotoTime::After { minutes: 30 },
            ..PhotoSlot::promised(SlotId::random(), "Unterzeichnung")
        };
        Release {
            due: Some(Due::At(time("21.11.2023 17:00"))),
            dateline: Dateline { place: "Dresden".into(), ..Dateline::default() },
            photos: vec![slot],
            ..Release::blank(ReleaseId::random())
        }
    }

    #[test]
    fn what_the_release_knows_is_filled_in_as_its_language_writes_it() {
        let words = "[Ort], [Datum]: um [Uhrzeit] Uhr, Bild gegen [foto-uhrzeit] Uhr am [Foto-Datum]";
        assert_eq!(
            filled(words, &release(), DEFAULT_ZONE),
            "Dresden, 21.11.2023: um 17:00\u{a0}Uhr, Bild gegen 17:30\u{a0}Uhr am 21.11.2023"
        );
        let english = Release { language: Language::English, ..release() };
        assert_eq!(filled("[Datum]", &english, DEFAULT_ZONE), "21 November 2023");
        let own = PhotoTime::At { time: time("22.11.2023 09:00") };
        let mut later = release();
        later.photos[0].time = own;
        assert_eq!(filled("[Foto-Datum] [Foto-Uhrzeit]", &later, DEFAULT_ZONE), "22.11.2023 09:00");
    }

    #[test]
    fn what_it_does_not_know_stays_as_the_mark_that_it_was() {
        let blank = Release::blank(ReleaseId::random());
        for words in [
            "[Datum]",
            "[Uhrzeit] Uhr",
            "[Ort]",
            "[Foto-Uhrzeit]",
            "bis [Frist]",
            "a ] b [",
            "[[x]] [",
            "»[…]«",
            "",
        ] {
            assert_eq!(filled(words, &blank, DEFAULT_ZONE), words);
        }
        let signal = OnSignal { words: "Redebeginn".into(), expected: None, not_before: None };
        let on_signal = Release { due: Some(Due::OnSignal(signal)), ..release() };
        assert_eq!(filled("[Uhrzeit] Uhr, [Ort] ]", &on_signal, DEFAULT_ZONE), "[Uhrzeit] Uhr, Dresden ]");
    }

    #[test]
    fn a_shortcut_is_a_word_that_typing_leaves_alone() {
        for good in ["bsi-kurz", " anmeldung ", "Ä1", "a.b_c-2"] {
            assert_eq!(shortcut(good).as_deref(), Ok(good.trim()));
        }
        let long = "a".repeat(LONGEST_SHORTCUT + 1);
        for (bad, fault) in [
            ("", ShortcutFault::Empty),
            ("  ", ShortcutFault::Empty),
            ("zwei Worte", ShortcutFault::NoWord),
            ("a--b", ShortcutFault::NoWord),
            ("-a", ShortcutFault::NoWord),
            ("a.", ShortcutFault::NoWord),
            ("»a«", ShortcutFault::NoWord),
            ("a\u{a0}b", ShortcutFault::NoWord),
            (long.as_str(), ShortcutFault::TooLong),
        ] {
            assert_eq!(shortcut(bad), Err(fault), "{bad}");
        }
        assert_eq!(folded("Bsi-KURZ"), folded("bsi-kurz"));
    }
}
