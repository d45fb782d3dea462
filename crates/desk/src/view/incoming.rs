//! A Word file or a mail that is being read in: its text with the changes still open, and what was left out.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sperrfrist_incoming::{ChangeKind, Excerpt, LeftOutKind, Source};
use ts_rs::TS;

use crate::Problem;

/// What was read. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncomingView {
    pub source: Source,
    pub paragraphs: Vec<IncomingParagraph>,
    /// In the order in which they begin in the text.
    pub changes: Vec<IncomingChange>,
    pub left_out: Vec<LeftOutView>,
    pub pictures: Vec<IncomingPicture>,
    /// With every change accepted.
    #[ts(type = "number")]
    pub word_count: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncomingParagraph {
    pub role: ParagraphRole,
    pub pieces: Vec<IncomingPiece>,
    /// The change that put in its end, by its place in [`IncomingView::changes`].
    #[ts(type = "number | null")]
    pub end_inserted: Option<usize>,
    #[ts(type = "number | null")]
    pub end_deleted: Option<usize>,
}

/// What a paragraph will be, as far as one can tell before everything is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ParagraphRole {
    Kind,
    Issuer,
    Headline,
    Subheading,
    Item,
    Plain,
}

/// Words of one look and one history, or a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncomingPiece {
    pub text: String,
    /// By its place in [`IncomingView::pictures`].
    #[ts(type = "number | null")]
    pub picture: Option<usize>,
    #[ts(type = "number | null")]
    pub inserted: Option<usize>,
    #[ts(type = "number | null")]
    pub deleted: Option<usize>,
    pub strong: bool,
    pub emphasis: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncomingChange {
    pub kind: ChangeKind,
    pub author: String,
    /// The clock on the author's wall, without a zone.
    pub made: Option<NaiveDateTime>,
    pub old: String,
    pub new: String,
    /// The word before it and the one after it.
    pub before: String,
    pub after: String,
    #[ts(type = "number")]
    pub pictures: usize,
    /// How many ends of paragraphs it puts in or takes out.
    #[ts(type = "number")]
    pub paragraphs: usize,
    /// Whether somebody is quoted there.
    pub quoted: bool,
}

/// What is not in the text, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutView {
    pub kind: LeftOutKind,
    #[ts(type = "number")]
    pub count: usize,
    pub excerpts: Vec<Excerpt>,
}

/// A picture in the text, or one that hangs on a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncomingPicture {
    pub file_name: String,
    pub alt_text: String,
    /// Whether Word shows only a part of it; the photo is the whole.
    pub cropped: bool,
    /// A small JPEG as an address with its data.
    pub thumb: Option<String>,
    /// Why it cannot become a photo.
    pub refused: Option<Problem>,
}

/// What was decided of a file; its bytes travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AdoptRequest {
    /// Of each change, whether it was accepted.
    pub accepted: Vec<bool>,
}
