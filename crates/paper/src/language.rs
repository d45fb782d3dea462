//! The language of a sheet, as a PDF tells it.

use sperrfrist_release::Language;

/// As a tag that PDF readers know (ISO 639), and where it is spoken.
pub(crate) fn spoken(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::German | Language::EasyGerman => ("de", "DE"),
        Language::UpperSorbian => ("hsb", "DE"),
        Language::English => ("en", "GB"),
    }
}
