//! What keeps a sheet from becoming a file: where, why, and what helps.

use serde::Serialize;
use ts_rs::TS;

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable name, such as `paper.missing_glyph`.
    pub code: &'static str,
    /// What is the matter, for the reader.
    pub sentence: String,
    pub place: Place,
    /// What to do now.
    pub next_step: String,
}

/// Where something stands. Numbers count from 0, as in the release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Place {
    /// The sheet as a whole.
    Sheet,
    KindLabel,
    EmbargoNote {
        number: usize,
    },
    Headline,
    StandingLine {
        number: usize,
    },
    Correction {
        number: usize,
    },
    Dateline,
    /// A block of the body.
    Block {
        number: usize,
    },
    /// A link below the text.
    Link {
        number: usize,
    },
    /// A slot, by its position in the release.
    Photo {
        number: usize,
    },
    Contact,
    Issuer,
    /// The letterhead; line and column count from 1 and are absent where the file as a whole is meant, or there is none.
    Letterhead {
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        line: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        column: Option<usize>,
        /// `colours.accent`, as in the file; empty where none is meant.
        field: &'static str,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sheet => f.write_str("Dokument"),
            Self::KindLabel => f.write_str("Bezeichnung"),
            Self::EmbargoNote { number } => write!(f, "{}. Sperrvermerk", number + 1),
            Self::Headline => f.write_str("Überschrift"),
            Self::StandingLine { number } => write!(f, "{}. Zeile unter der Überschrift", number + 1),
            Self::Correction { number } => write!(f, "{}. Korrekturhinweis", number + 1),
            Self::Dateline => f.write_str("Ortsmarke"),
            Self::Block { number } => write!(f, "{}. Absatz", number + 1),
            Self::Link { number } => write!(f, "{}. Link", number + 1),
            Self::Photo { number } => write!(f, "{}. Bild", number + 1),
            Self::Contact => f.write_str("Kontakt"),
            Self::Issuer => f.write_str("Absender"),
            Self::Letterhead { line: Some(line), column: Some(column), .. } => {
                write!(f, "Briefkopf, Zeile {line}, Spalte {column}")
            }
            Self::Letterhead { .. } => f.write_str("Briefkopf"),
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} {}", self.place, self.sentence, self.next_step)
    }
}

impl Finding {
    pub(crate) fn new(
        code: &'static str,
        place: Place,
        sentence: impl Into<String>,
        next_step: impl Into<String>,
    ) -> Self {
        Self { code, sentence: sentence.into(), place, next_step: next_step.into() }
    }
}
