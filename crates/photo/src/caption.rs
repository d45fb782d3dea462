//! The officer's words about a photo: what is written into the clean file.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, Timelike};
use serde::{Deserialize, Serialize};

use crate::{CaptionFault, PhotoError};

/// The length an alt text aims at, in characters.
pub const ALT_TEXT_AIM: usize = 125;

/// The length an alt text ends at, in characters (IPTC Photo Metadata 2023.1, "Alt Text (Accessibility)").
pub const ALT_TEXT_MAX: usize = 250;

/// The most that any other single field may hold, in characters: all of them together must fit one segment.
const FIELD_MAX: usize = 5_000;

/// The most persons that are named in one photo.
const PERSONS_MAX: usize = 200;

/// The bytes that all texts may take together, so that the XMP packet fits its one segment of 65,533 bytes.
const ALL_MAX: usize = 40_000;

/// What the press is told about a photo: `caption.json`. Every field may be left out.
///
/// The fields follow IPTC Photo Metadata 2023.1; where each is written stands in `write::xmp` and
/// `write::iptc`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Caption {
    /// The headline of the photo, one line.
    pub headline: String,
    /// The caption (Bildunterschrift): who, what, where, when.
    pub caption: String,
    /// The picture in words for those who do not see it, at most [`ALT_TEXT_MAX`] characters.
    pub alt_text: String,
    /// A longer description, where the alt text is not enough.
    pub extended_alt_text: String,
    /// The photographer.
    pub creator: String,
    /// The credit line as it is to be printed.
    pub credit: String,
    /// The copyright notice.
    pub copyright: String,
    /// What the press may do with the photo.
    pub usage_terms: String,
    /// The address of the licence, or of a statement of the rights.
    pub web_statement: String,
    /// Who grants a licence.
    pub licensor: String,
    /// The address of whoever grants a licence.
    pub licensor_url: String,
    /// What a newsroom has to observe, before the release the Sperrfrist.
    pub instructions: String,
    /// When the press may use the photo. Only IIM has a place for it; a photo that is public says nothing here.
    pub release_at: Option<DateTime<FixedOffset>>,
    /// The persons shown, left to right.
    pub persons: Vec<String>,
    /// The place within the city: the building, the square.
    pub location: String,
    /// The city shown.
    pub city: String,
    /// The country shown.
    pub country: String,
    /// The day of the photo, without a time of day: `2025-03-14`.
    pub date: Option<NaiveDate>,
    /// The clock time on that day, only if it is to be public: `10:45:12`. Without a day it is not written.
    pub time: Option<NaiveTime>,
    /// Why the rights are told otherwise than in the file (see [`RightsChange`](crate::RightsChange)). It is
    /// written into no file and published nowhere.
    pub rights_reason: String,
}

impl Caption {
    /// Whether nothing is said at all. Such a photo gets neither XMP nor IPTC.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { rights_reason: self.rights_reason.clone(), ..Self::default() }
    }

    /// The caption as it is written: line ends as LF, no control characters, no space at either end, times in
    /// whole seconds.
    ///
    /// # Errors
    /// [`PhotoError::Caption`] names the first field that cannot be written: an alt text of more than
    /// [`ALT_TEXT_MAX`] characters, a text too long to fit, a year that IIM cannot say.
    pub fn checked(&self) -> Result<Self, PhotoError> {
        let mut checked = Self {
            date: self.date,
            time: self.date.and(self.time).and_then(|time| time.with_nanosecond(0)),
            release_at: self.release_at.map(in_whole_seconds),
            rights_reason: tidied(&self.rights_reason),
            ..Self::default()
        };
        let mut total = 0;
        for (name, text) in self.texts() {
            let text = tidied(text);
            let length = text.chars().count();
            let max = if name == "altText" { ALT_TEXT_MAX } else { FIELD_MAX };
            if length > max {
                return Err(PhotoError::Caption {
                    field: name,
                    fault: CaptionFault::TooLong { length, max },
                });
            }
            total += text.len();
            if let Some(field) = checked.text_mut(name) {
                *field = text;
            }
        }
        checked.persons =
            self.persons.iter().map(|name| tidied(name)).filter(|name| !name.is_empty()).collect();
        let length = checked.persons.len();
        if length > PERSONS_MAX {
            let fault = CaptionFault::TooMany { length, max: PERSONS_MAX };
            return Err(PhotoError::Caption { field: "persons", fault });
        }
        total += checked.persons.iter().map(String::len).sum::<usize>();
        if total > ALL_MAX {
            let fault = CaptionFault::TooLong { length: total, max: ALL_MAX };
            return Err(PhotoError::Caption { field: "caption", fault });
        }
        let years = [
            ("date", checked.date.map(|date| date.year())),
            ("releaseAt", checked.release_at.map(|time| time.year())),
        ];
        match years.into_iter().find(|(_, year)| year.is_some_and(|year| !(1..=9999).contains(&year))) {
            Some((field, _)) => Err(PhotoError::Caption { field, fault: CaptionFault::Year }),
            None => Ok(checked),
        }
    }

    /// The single texts under their names in `caption.json`, in the order of the form.
    pub(crate) fn texts(&self) -> [(&'static str, &str); 15] {
        [
            ("headline", &self.headline),
            ("caption", &self.caption),
            ("altText", &self.alt_text),
            ("extendedAltText", &self.extended_alt_text),
            ("creator", &self.creator),
            ("credit", &self.credit),
            ("copyright", &self.copyright),
            ("usageTerms", &self.usage_terms),
            ("webStatement", &self.web_statement),
            ("licensor", &self.licensor),
            ("licensorUrl", &self.licensor_url),
            ("instructions", &self.instructions),
            ("location", &self.location),
            ("city", &self.city),
            ("country", &self.country),
        ]
    }

    /// A single text by its name in `caption.json`; nothing for a name that is no text.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts().into_iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }

    /// A single text by its name in `caption.json`.
    pub(crate) fn text_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "headline" => &mut self.headline,
            "caption" => &mut self.caption,
            "altText" => &mut self.alt_text,
            "extendedAltText" => &mut self.extended_alt_text,
            "creator" => &mut self.creator,
            "credit" => &mut self.credit,
            "copyright" => &mut self.copyright,
            "usageTerms" => &mut self.usage_terms,
            "webStatement" => &mut self.web_statement,
            "licensor" => &mut self.licensor,
            "licensorUrl" => &mut self.licensor_url,
            "instructions" => &mut self.instructions,
            "location" => &mut self.location,
            "city" => &mut self.city,
            "country" => &mut self.country,
            _ => return None,
        })
    }
}

/// The same moment as IIM says it: in whole seconds, its offset in whole minutes (IIM 4.2, section 1.5.16).
fn in_whole_seconds(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let minutes = time.offset().fix().local_minus_utc().div_euclid(60);
    let whole = time.with_nanosecond(0).unwrap_or(time);
    FixedOffset::east_opt(minutes * 60).map_or(whole, |offset| whole.with_timezone(&offset))
}

/// Without what XML 1.0 (section 2.2) cannot say, and with LF as the only line end.
pub(crate) fn tidied(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unix
        .chars()
        .filter(|&c| c == '\n' || c == '\t' || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')))
        .collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alt_text_of_250_characters_is_taken_and_of_251_refused() {
        let caption = |length| Caption { alt_text: "ä".repeat(length), ..Caption::default() };
        assert!(caption(250).checked().is_ok());
        let error = caption(251).checked().expect_err("too long");
        assert_eq!(error.code(), "photo.caption");
        assert!(error.to_string().contains("251"), "{error}");
    }

    #[test]
    fn control_characters_and_foreign_line_ends_are_tidied_away() {
        let caption = Caption { caption: " a\r\nb\u{0}c\rd \u{FFFF}".to_owned(), ..Caption::default() };
        assert_eq!(caption.checked().expect("fits").caption, "a\nbc\nd");
    }

    #[test]
    fn a_field_no_one_knows_is_refused() {
        assert!(
            serde_json::from_str::<Caption>(r#"{"altText": "Zwei Frauen", "date": "2025-03-14"}"#).is_ok()
        );
        assert!(serde_json::from_str::<Caption>(r#"{"alttext": "Zwei Frauen"}"#).is_err());
    }
}
