//! The few words that no officer writes, in the language of the release.

use serde::Serialize;
use sperrfrist_release::Language;

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

/// The language as a tag that PDF readers know (ISO 639), and where it is spoken.
pub(crate) fn spoken(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::German | Language::EasyGerman => ("de", "DE"),
        Language::UpperSorbian => ("hsb", "DE"),
        Language::English => ("en", "GB"),
    }
}

pub(crate) fn labels(language: Language) -> Labels {
    match language {
        Language::German | Language::EasyGerman => Labels {
            page: "Seite",
            of: "von",
            dated: "vom",
            date: "Datum",
            contact: "Kontakt",
            photo: "Foto:",
            photos: "Bilder",
            proof: "Entwurf, nicht zur Veröffentlichung",
        },
        Language::UpperSorbian => Labels {
            page: "Strona",
            of: "z",
            dated: "z dnja",
            date: "Datum",
            contact: "Kontakt",
            photo: "Foto:",
            photos: "Wobrazy",
            proof: "Naćisk, nic za wozjewjenje",
        },
        Language::English => Labels {
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
pub(crate) fn corrected(language: Language, date: &str, time: &str, notice: &str) -> String {
    match language {
        Language::German | Language::EasyGerman => format!("Korrigiert am {date}, {time}\u{a0}Uhr: {notice}"),
        Language::UpperSorbian => format!("Skorigowane dnja {date}, {time}\u{a0}hodź.: {notice}"),
        Language::English => format!("Corrected on {date}, {time}: {notice}"),
    }
}

/// The Sperrvermerk of a release that has none in words.
pub(crate) fn embargo(language: Language, date: &str, time: &str) -> String {
    match language {
        Language::German | Language::EasyGerman => format!("Sperrfrist: {date}, {time}\u{a0}Uhr"),
        Language::UpperSorbian => format!("Embargo: {date}, {time}\u{a0}hodź."),
        Language::English => format!("Embargo: {date}, {time} (local time)"),
    }
}
