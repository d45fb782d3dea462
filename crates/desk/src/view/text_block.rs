//! Text blocks, as Optionen and the editor know them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::{Language, ReleaseId};
use ts_rs::TS;

/// For which release they are wanted; nothing where for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextBlocksRequest {
    pub release: Option<ReleaseId>,
}

/// Every text block, by its shortcut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextBlocks {
    pub rows: Vec<TextBlockRow>,
}

/// A text block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextBlockRow {
    pub number: u32,
    pub shortcut: String,
    /// Of the releases into which it is put.
    pub language: Language,
    /// As it was typed, paragraph by paragraph.
    pub words: String,
    /// The words as they go into the release that was asked about.
    pub filled: String,
    pub used_at: Option<DateTime<Utc>>,
}

/// A text block to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextBlockRequest {
    /// The one that this changes; nothing where it is a new one.
    pub number: Option<u32>,
    pub shortcut: String,
    pub language: Language,
    pub words: String,
}

/// A text block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfTextBlock {
    pub number: u32,
}
