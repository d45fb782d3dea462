//! The release as printed pages.

use serde::{Deserialize, Serialize};
use sperrfrist_release::{Release, ReleaseId};
use ts_rs::TS;

/// For whom the pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PaperVariant {
    /// With the Sperrvermerk on each page.
    Embargoed,
    /// As it becomes public.
    Public,
    /// "Entwurf, nicht zur Veröffentlichung", with numbered lines.
    Proof,
}

/// A release as it stands in the window at this moment, kept or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PagesRequest {
    pub release: Release,
    pub variant: PaperVariant,
    /// Whether the photos are shown, or what is said in their place.
    pub with_photos: bool,
}

/// Pages as they were just set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PagesView {
    /// Names these pages: `paper://localhost/<revision>/<page>`.
    #[ts(type = "number")]
    pub revision: u64,
    /// The pages that there are; none where nothing could be set.
    pub pages: Vec<PageView>,
    /// Where each block of the body begins.
    pub blocks: Vec<BlockPlaceView>,
    /// What would keep it from being a file.
    pub findings: Vec<PaperFinding>,
}

/// Width and height of a page in points, 72 to the inch.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageView {
    pub width: f64,
    pub height: f64,
}

/// Where a block of the body begins.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockPlaceView {
    /// Counted from 0, as in the body.
    pub block: usize,
    /// Counted from 0.
    pub page: usize,
    /// From the upper edge, in parts of the page's height.
    pub y: f64,
}

/// What keeps a release from being a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperFinding {
    pub code: String,
    /// "3. Absatz".
    pub place: String,
    /// The block of the body that is meant, counted from 0.
    pub block: Option<usize>,
    pub sentence: String,
    pub next_step: String,
}

/// As what the draft is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PaperFormat {
    Pdf,
    /// A Word file (Office Open XML), without pictures.
    Word,
    /// A mail that the mail program opens as a draft, with the PDF (RFC 5322).
    Mail,
}

/// The file that is wanted, of the draft as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperFileRequest {
    pub id: ReleaseId,
    pub variant: PaperVariant,
    pub with_photos: bool,
    pub format: PaperFormat,
}

/// A file, and the name it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    pub name: String,
    pub bytes: Vec<u8>,
}
