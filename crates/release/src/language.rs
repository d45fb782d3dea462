//! The languages a release is written in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language of a release's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    #[default]
    German,
    UpperSorbian,
    English,
    /// Leichte Sprache: German in larger type, one sentence a line (DIN SPEC 33429).
    EasyGerman,
}

impl Language {
    /// Every language, the usual one first.
    pub const ALL: [Self; 4] = [Self::German, Self::UpperSorbian, Self::English, Self::EasyGerman];

    /// Its tag (BCP 47). "simple" is the variant that IANA registered for simplified language.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::EasyGerman => "de-simple",
            Self::UpperSorbian => "hsb",
            Self::English => "en",
        }
    }

    /// Its name in itself, as a reader looks for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::German => "Deutsch",
            Self::UpperSorbian => "Hornjoserbsce",
            Self::English => "English",
            Self::EasyGerman => "Leichte Sprache",
        }
    }

    /// Whether it is the usual one, of which nothing need be said.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
