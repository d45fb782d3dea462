//! Dates within a text, and the weekday that stands before one.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::scan;

/// A weekday that stands before a date and is not its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misdated {
    /// The weekday, in bytes.
    pub weekday: Range<usize>,
    /// Weekday and date, in bytes.
    pub whole: Range<usize>,
    pub date: NaiveDate,
}

/// Where the text names a date, in bytes.
pub(crate) fn dates(text: &str) -> Vec<Range<usize>> {
    scan::scan(text).places.into_iter().map(|place| place.start..place.end).collect()
}

/// Where the text names that very date, in bytes; without a year it is the one nearby.
pub(crate) fn naming(text: &str, day: NaiveDate) -> Vec<Range<usize>> {
    let found = scan::scan(text);
    let dated = found.dates.into_iter().zip(found.places);
    dated
        .filter(|(date, _)| date.year.map_or_else(|| date.near(day), |_| date.exact()) == Some(day))
        .map(|(_, place)| place.start..place.end)
        .collect()
}

/// The weekdays that do not fit the date after them. `day` supplies the year where it is not said.
pub(crate) fn misdated(text: &str, day: Option<NaiveDate>) -> Vec<Misdated> {
    let found = scan::scan(text);
    let dated = found.dates.into_iter().zip(found.places);
    dated
        .filter_map(|(date, place)| {
            let date = match date.year {
                Some(_) => date.exact()?,
                None => date.near(day?)?,
            };
            let weekday = word_before(&text[..place.start])?;
            let named = scan::weekdays(&text[weekday.start..place.start]).first().copied()?;
            let whole = weekday.start..place.end;
            (named != date.weekday()).then_some(Misdated { weekday, whole, date })
        })
        .collect()
}

/// The last word before "21.11.", "dem 21.11." or "(21.11.".
fn word_before(text: &str) -> Option<Range<usize>> {
    let apart = |text: &str| text.trim_end_matches([' ', '\u{a0}', '\u{202f}', ',', '(']).len();
    let mut end = apart(text);
    for article in ["den", "dem", "der"] {
        if let Some(before) = text[..end].strip_suffix(article)
            && before.ends_with([' ', '\u{a0}'])
        {
            end = apart(before);
            break;
        }
    }
    let end = text[..end].trim_end_matches('.').len();
    let word = text[..end].chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    (word > 0).then_some(end - word..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<(&str, NaiveDate)> {
        let day = NaiveDate::from_ymd_opt(2023, 11, 20);
        misdated(text, day).into_iter().map(|found| (&text[found.weekday], found.date)).collect()
    }

    #[test]
    fn a_weekday_that_is_not_that_of_its_date_is_found_in_every_usual_form() {
        let date = NaiveDate::from_ymd_opt(2023, 11, 21).expect("a Tuesday");
        for text in [
            "Am Montag, 21. November 2023, wird unterzeichnet.",
            "Am Montag, dem 21. November, wird unterzeichnet.",
            "am Montag (21.11.)",
            "Montag, den 21.11.2023",
        ] {
            assert_eq!(wrong(text), [("Montag", date)], "{text}");
        }
        assert_eq!(wrong("Mo., 21.11.2023, 17 Uhr"), [("Mo", date)]);
    }

    #[test]
    fn a_weekday_that_fits_or_belongs_to_nothing_is_left_alone() {
        for text in [
            "Am Dienstag, 21. November 2023, und am Mittwoch, dem 22. November",
            "Der Montag danach: 21. November 2023",
            "Sonntag ist Ruhetag. Am 21. November 2023 wird gearbeitet.",
            "Herr Freitag kommt am 21.11.2023.",
            "so 21.11.2023",
        ] {
            assert_eq!(wrong(text), [], "{text}");
        }
    }
}
