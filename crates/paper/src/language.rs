//! The languages a release is written in, and the few words that no officer writes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language of a release's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    #[default]
    German,
    UpperSorbian,
    English,
    /// Leichte Sprache: German in larger type, one sentence a line (DIN SPEC 33429).
    EasyGerman,
}

/// The words that the paper adds to those of the release.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Labels {
    /// Between the page's number and the number of pages: "Seite 1 von 2".
    pub page: &'static str,
    pub of: &'static str,
    /// Before the date in the running head: "Medieninformation vom 21.11.2023".
    pub dated: &'static str,
    pub date: &'static str,
    pub contact: &'static str,
    pub photo: &'static str,
    pub photos: &'static str,
    pub proof: &'static str,
}

impl Language {
    /// Every language, the usual one first.
    pub const ALL: [Self; 4] = [Self::German, Self::UpperSorbian, Self::English, Self::EasyGerman];

    /// Its tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::German | Self::EasyGerman => "de",
            Self::UpperSorbian => "hsb",
            Self::English => "en",
        }
    }

    pub(crate) fn region(self) -> &'static str {
        if self == Self::English { "GB" } else { "DE" }
    }

    pub(crate) fn labels(self) -> Labels {
        match self {
            Self::German | Self::EasyGerman => Labels {
                page: "Seite",
                of: "von",
                dated: "vom",
                date: "Datum",
                contact: "Kontakt",
                photo: "Foto:",
                photos: "Bilder",
                proof: "Entwurf, nicht zur Veröffentlichung",
            },
            Self::UpperSorbian => Labels {
                page: "Strona",
                of: "z",
                dated: "z dnja",
                date: "Datum",
                contact: "Kontakt",
                photo: "Foto:",
                photos: "Wobrazy",
                proof: "Naćisk, nic za wozjewjenje",
            },
            Self::English => Labels {
                page: "Page",
                of: "of",
                dated: "of",
                date: "Date",
                contact: "Contact",
                photo: "Photo:",
                photos: "Pictures",
                proof: "Draft, not for publication",
            },
        }
    }

    /// "Korrigiert am 21.11.2023, 17:06 Uhr: Name im 2. Absatz."
    pub(crate) fn corrected(self, date: &str, time: &str, notice: &str) -> String {
        match self {
            Self::German | Self::EasyGerman => format!("Korrigiert am {date}, {time}\u{a0}Uhr: {notice}"),
            Self::UpperSorbian => format!("Skorigowane dnja {date}, {time}\u{a0}hodź.: {notice}"),
            Self::English => format!("Corrected on {date}, {time}: {notice}"),
        }
    }

    /// The Sperrvermerk of a release that has none in words.
    pub(crate) fn embargo(self, date: &str, time: &str) -> String {
        match self {
            Self::German | Self::EasyGerman => format!("Sperrfrist: {date}, {time}\u{a0}Uhr"),
            Self::UpperSorbian => format!("Embargo: {date}, {time}\u{a0}hodź."),
            Self::English => format!("Embargo: {date}, {time} (local time)"),
        }
    }
}
