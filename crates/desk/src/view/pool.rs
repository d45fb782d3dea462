//! The pool of a release, as the contact sheet shows it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use ts_rs::TS;

/// Everything in a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PoolView {
    pub photos: Vec<PooledPhoto>,
}

/// A photo that may be taken. Its pictures are where those of a [`super::PhotoView`] are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PooledPhoto {
    /// SHA-256 of the original, hexadecimal.
    pub original: String,
    pub file_name: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    #[ts(type = "number")]
    pub bytes: u64,
    /// The day on which it was taken, as the file says it.
    #[ts(type = "string | null")]
    pub taken: Option<NaiveDate>,
    /// What the file says of what is to be seen, for searching.
    pub words: String,
}

/// Photos of the pool to be attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeRequest {
    pub id: ReleaseId,
    pub originals: Vec<String>,
}

/// Words for many attached photos at once. `None` leaves a field as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaptionManyRequest {
    pub id: ReleaseId,
    pub originals: Vec<String>,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub usage_terms: Option<String>,
    /// Whether what somebody has written already stays.
    pub only_empty: bool,
}
