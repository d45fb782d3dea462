//! Letterheads, as the screen Optionen shows and changes them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_paper::LetterheadDraft;
use sperrfrist_release::{LetterheadId, ReleaseId};
use ts_rs::TS;

/// The letterheads of this desk, and those that are brought along to be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Letterheads {
    pub rows: Vec<LetterheadRow>,
    /// Their names.
    pub patterns: Vec<String>,
}

/// A letterhead in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterheadRow {
    pub id: LetterheadId,
    pub name: String,
    /// Whether new releases get it.
    pub is_usual: bool,
    /// Whether releases can choose it: it was right once.
    pub is_sound: bool,
    /// How many releases are printed on it.
    pub used_by: usize,
}

/// A letterhead, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterheadView {
    pub row: LetterheadRow,
    /// As typed.
    pub draft: LetterheadDraft,
    pub logo: Option<LogoView>,
    /// What is wrong in it. While there is something, releases are printed on what was right last.
    pub findings: Vec<LetterheadFinding>,
    pub contrasts: Vec<ContrastView>,
    pub saved_at: DateTime<Utc>,
}

/// The picture of a logo as it is kept, clean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogoView {
    /// "SVG", "PNG" or "JPEG".
    pub format: String,
    pub bytes: usize,
}

/// What is wrong in a letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterheadFinding {
    pub code: String,
    /// `colours.accent`, or `issuer` or `contact` where a part as a whole is meant.
    pub field: String,
    pub sentence: String,
    pub next_step: String,
}

/// The contrast of a colour to what it stands on, from 1 to 21.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContrastView {
    pub field: String,
    pub ratio: f64,
}

/// A verb that needs only the letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfLetterhead {
    pub id: LetterheadId,
}

/// What a new letterhead is a copy of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LetterheadSource {
    /// One that is brought along.
    Pattern { name: String },
    /// One of this desk, as it is being typed.
    Letterhead { id: LetterheadId },
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterheadRequest {
    pub id: LetterheadId,
    pub name: String,
    pub draft: LetterheadDraft,
}

/// The files of a letterhead; their bytes travel beside it, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterheadFilesRequest {
    /// The letterhead, and the logo where it lies beside.
    pub files: Vec<FileView>,
}

/// A file that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    pub name: String,
    pub bytes: usize,
}

/// Makes a letterhead the one that new releases get; without one they get none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsualLetterheadRequest {
    pub id: Option<LetterheadId>,
}

/// On which letterhead a release is printed; without one on plain paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChooseLetterheadRequest {
    pub id: ReleaseId,
    pub letterhead: Option<LetterheadId>,
    /// Whether the release takes issuer and contact of the letterhead in the place of its own.
    pub take: bool,
}

/// The pages of a letterhead as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterheadPagesRequest {
    pub id: LetterheadId,
    pub draft: LetterheadDraft,
    /// The release below it; without one, the sample.
    pub on: Option<ReleaseId>,
}
