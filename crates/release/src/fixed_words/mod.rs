//! The words that no officer writes: what pages and papers say by themselves. Each language is a file of its own.
//!
//! Not in here: what the window says (`ui/text`), and the newsroom's own frame (its name, its navigation, its lists), which
//! is German on every page.

mod easy_german;
mod english;
mod german;
mod upper_sorbian;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use crate::document::Kind;
use crate::due::{CivilTime, Due};
use crate::language::Language;
use crate::photo::{PhotoSlot, PhotoTime};

/// All of them in one language.
#[derive(Debug, Serialize)]
pub struct FixedWords {
    /// As Open Graph names a language: `de_DE`.
    pub locale: &'static str,
    #[serde(skip)]
    pub calendar: Calendar,
    /// Between a number and its tenths.
    pub decimal_mark: char,

    #[serde(skip)]
    pub kinds: Kinds,
    /// All of what a newsroom publishes: "Medieninformationen".
    pub releases: &'static str,
    /// Between a kind of document and its date: "Medieninformation vom 21.11.2023".
    pub dated: &'static str,
    pub date: &'static str,
    pub contact: &'static str,
    pub links: &'static str,
    /// Before the time of the Sperrvermerk, with its colon.
    pub embargo: &'static str,
    /// On what is not to be passed on.
    pub proof: &'static str,
    /// Before the moment of a correction: "Korrigiert am".
    pub corrected: &'static str,
    /// Between a page's number and how many there are: "Seite 1 von 2".
    pub page: &'static str,
    pub of: &'static str,

    /// A photo that is to come: "Bild folgt am 21.11.2023 gegen 17:30 Uhr".
    pub picture_follows: &'static str,
    pub on: &'static str,
    pub at: &'static str,
    pub about: &'static str,
    /// Before the time of one that came later than the text.
    pub picture_added: &'static str,
    /// Before who took a photo, with its colon.
    pub credit: &'static str,
    /// Before a photo's number.
    pub photo: &'static str,
    /// Before the headline of its release, where a photo has no title, with its colon.
    pub photo_for: &'static str,
    pub picture_description: &'static str,
    pub details: &'static str,
    /// `None` where nobody could vouch for the words: the German ones stay, and are marked as German.
    pub left_to_right: Option<&'static str>,
    /// At the end of a caption, where somebody was made unrecognisable. As above.
    #[serde(skip)]
    pub covered: Option<&'static str>,
    pub place: &'static str,
    pub creator: &'static str,
    pub copyright: &'static str,

    /// With `{}` in the place of what is to be fetched.
    pub fetch: &'static str,
    pub for_print: &'static str,
    pub for_web: &'static str,
    pub preview: &'static str,
    pub thumbnail: &'static str,
    pub pixels: &'static str,
    pub accessible_pdf: &'static str,

    /// Past the navigation.
    pub to_content: &'static str,
    /// What the way from the list to the page is called for readers aloud.
    pub path: &'static str,
    pub other_languages: &'static str,
    /// From a photo to its release, with its colon.
    pub to_release: &'static str,
}

/// How days and times are written.
#[derive(Debug)]
pub struct Calendar {
    /// "21.11.2023"
    pub date: fn(NaiveDate) -> String,
    /// With the day of the week: "Di., 21.11.2023"
    pub day: fn(NaiveDate) -> String,
    /// "17:00 Uhr", with a no-break space.
    pub hour: fn(DateTime<Tz>) -> String,
}

/// What each kind of document is called at its head.
#[derive(Debug)]
pub struct Kinds {
    pub medieninformation: &'static str,
    pub rede: &'static str,
    pub statement: &'static str,
    pub terminhinweis: &'static str,
    pub einladung: &'static str,
}

impl Language {
    /// What is said in it by no officer.
    #[must_use]
    pub fn words(self) -> &'static FixedWords {
        match self {
            Self::German => &german::WORDS,
            Self::UpperSorbian => &upper_sorbian::WORDS,
            Self::English => &english::WORDS,
            Self::EasyGerman => &easy_german::WORDS,
        }
    }
}

impl FixedWords {
    /// At the end of a caption, where somebody was made unrecognisable.
    #[must_use]
    pub fn covered(&self) -> &'static str {
        self.covered.or(german::WORDS.covered).unwrap_or_default()
    }
}

impl Calendar {
    /// "Di., 21.11.2023, 17:00 Uhr"
    #[must_use]
    pub fn full_time(&self, instant: DateTime<Utc>, zone: Tz) -> String {
        let local = instant.with_timezone(&zone);
        format!("{}, {}", (self.day)(local.date_naive()), (self.hour)(local))
    }

    /// "21.11.2023, 17:00 Uhr", within a sentence.
    #[must_use]
    pub fn moment(&self, instant: DateTime<Utc>, zone: Tz) -> String {
        let local = instant.with_timezone(&zone);
        format!("{}, {}", (self.date)(local.date_naive()), (self.hour)(local))
    }

    /// "17:00 Uhr"
    #[must_use]
    pub fn hour_of(&self, instant: DateTime<Utc>, zone: Tz) -> String {
        (self.hour)(instant.with_timezone(&zone))
    }
}

impl FixedWords {
    /// The usual word at the head of the paper.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Medieninformation => self.kinds.medieninformation,
            Kind::Rede => self.kinds.rede,
            Kind::Statement => self.kinds.statement,
            Kind::Terminhinweis => self.kinds.terminhinweis,
            Kind::Einladung => self.kinds.einladung,
        }
    }

    /// The Sperrvermerk that a time makes: "Sperrfrist: 21.11.2023, 17:00 Uhr", "Sperrfrist: Redebeginn"; `None` where there
    /// is nothing to say.
    #[must_use]
    pub fn embargo_note(&self, due: Option<&Due>) -> Option<String> {
        match due? {
            Due::At(time) => Some(format!("{} {}", self.embargo, self.calendar.moment(time.utc, time.zone))),
            Due::OnSignal(signal) => {
                let words = signal.words.trim();
                (!words.is_empty()).then(|| format!("{} {words}", self.embargo))
            }
        }
    }

    /// What a page says in the place of a photo: "Bild folgt gegen 17:30 Uhr". A date is named where it is not the
    /// release's.
    #[must_use]
    pub fn pending(&self, slot: &PhotoSlot, due: Option<&Due>, zone: Tz) -> String {
        let release = match due {
            Some(Due::At(time)) => Some(time.clone()),
            Some(Due::OnSignal(_)) | None => None,
        };
        let photo = match (&slot.time, &release) {
            (PhotoTime::At { time }, _) => Some(time.clone()),
            (PhotoTime::After { minutes }, Some(release)) => release
                .utc
                .checked_add_signed(Duration::minutes(i64::from(*minutes)))
                .map(|utc| CivilTime::from_instant(utc, zone)),
            (PhotoTime::WithRelease | PhotoTime::After { .. }, _) => None,
        };
        let Some(photo) = photo else { return self.picture_follows.into() };
        let about = if slot.approximate { self.about } else { self.at };
        let hour = self.calendar.hour_of(photo.utc, photo.zone);
        if release.is_some_and(|release| release.civil.date() != photo.civil.date()) {
            let date = (self.calendar.date)(photo.civil.date());
            format!("{} {} {date} {about} {hour}", self.picture_follows, self.on)
        } else {
            format!("{} {about} {hour}", self.picture_follows)
        }
    }

    /// The usual words before the first paragraph: "Dresden (21.11.2023) –".
    #[must_use]
    pub fn dateline(&self, place: &str, date: NaiveDate) -> String {
        format!("{place} ({}) –", (self.calendar.date)(date))
    }

    /// "Foto 2 herunterladen"
    #[must_use]
    pub fn fetching(&self, what: &str) -> String {
        self.fetch.replace("{}", what)
    }

    /// "4,1 MB" or "612 KB", in thousands, with a no-break space.
    #[must_use]
    pub fn size(&self, bytes: u64) -> String {
        if bytes < 999_500 {
            return format!("{}\u{a0}KB", bytes.div_ceil(1_000));
        }
        let tenths = (bytes + 50_000) / 100_000;
        format!("{}{}{}\u{a0}MB", tenths / 10, self.decimal_mark, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::due::{DEFAULT_ZONE, OnSignal};
    use crate::photo::SlotId;

    fn time(text: &str) -> CivilTime {
        CivilTime::parse(text, DEFAULT_ZONE, None).expect("a time")
    }

    /// In the order of the languages.
    fn each(say: impl Fn(&FixedWords) -> String) -> [String; 4] {
        Language::ALL.map(|language| say(language.words()).replace('\u{a0}', " "))
    }

    #[test]
    fn a_time_is_written_as_each_language_writes_it() {
        let half_past = time("21.11.2023 17:30");
        assert_eq!(
            each(|words| words.calendar.full_time(half_past.utc, DEFAULT_ZONE)),
            [
                "Di., 21.11.2023, 17:30 Uhr",
                "wut, 21.11.2023, 17:30 hodź.",
                "Tue, 21 November 2023, 17:30 CET",
                "Dienstag, 21. November 2023, 17:30 Uhr",
            ]
        );
        let nine = time("03.07.2024 09:00");
        assert_eq!(
            each(|words| words.calendar.moment(nine.utc, DEFAULT_ZONE)),
            [
                "03.07.2024, 09:00 Uhr",
                "3.7.2024, 9:00 hodź.",
                "3 July 2024, 09:00 CEST",
                "3. Juli 2024, 9 Uhr",
            ]
        );
    }

    #[test]
    fn a_sperrvermerk_is_made_in_each_language() {
        let five = Due::At(time("21.11.2023 17:00"));
        assert_eq!(
            each(|words| words.embargo_note(Some(&five)).expect("a time")),
            [
                "Sperrfrist: 21.11.2023, 17:00 Uhr",
                "Embargo: 21.11.2023, 17:00 hodź.",
                "Embargo: 21 November 2023, 17:00 CET",
                "Sperr-Frist: 21. November 2023, 17 Uhr",
            ]
        );
        let speech = Due::OnSignal(OnSignal { words: " Redebeginn ".into(), ..OnSignal::default() });
        let german = Language::German.words();
        assert_eq!(german.embargo_note(Some(&speech)).as_deref(), Some("Sperrfrist: Redebeginn"));
        assert_eq!(german.embargo_note(Some(&Due::OnSignal(OnSignal::default()))), None);
        assert_eq!(german.embargo_note(None), None);
    }

    #[test]
    fn the_words_for_a_photo_to_come_say_when() {
        let five = Due::At(time("21.11.2023 17:00"));
        let say = |words: &FixedWords, time, approximate| {
            let slot = PhotoSlot { time, approximate, ..PhotoSlot::promised(SlotId::random(), "Bild") };
            words.pending(&slot, Some(&five), DEFAULT_ZONE)
        };
        assert_eq!(
            each(|words| say(words, PhotoTime::After { minutes: 30 }, true)),
            [
                "Bild folgt gegen 17:30 Uhr",
                "Wobraz sćěhuje wokoło 17:30 hodź.",
                "Picture follows around 17:30 CET",
                "Ein Bild kommt ungefähr um 17:30 Uhr",
            ]
        );
        let next_day = PhotoTime::At { time: time("22.11.2023 09:00") };
        assert_eq!(
            each(|words| say(words, next_day.clone(), false)),
            [
                "Bild folgt am 22.11.2023 um 09:00 Uhr",
                "Wobraz sćěhuje dnja 22.11.2023 w 9:00 hodź.",
                "Picture follows on 22 November 2023 at 09:00 CET",
                "Ein Bild kommt am 22. November 2023 um 9 Uhr",
            ]
        );
        assert_eq!(say(Language::German.words(), PhotoTime::WithRelease, true), "Bild folgt");
    }

    #[test]
    fn sizes_are_written_as_in_a_file_manager() {
        let say = |bytes| each(|words| words.size(bytes));
        assert_eq!(say(96_000), ["96 KB"; 4]);
        assert_eq!(say(611_001), ["612 KB"; 4]);
        assert_eq!(say(999_999), ["1,0 MB", "1,0 MB", "1.0 MB", "1,0 MB"]);
        assert_eq!(say(4_149_000), ["4,1 MB", "4,1 MB", "4.1 MB", "4,1 MB"]);
    }
}
