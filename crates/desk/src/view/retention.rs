//! How long originals are kept that nobody has chosen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use ts_rs::TS;

/// How long, and what goes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Retention {
    /// Nothing where they are kept for ever.
    pub days: Option<u32>,
    /// The next day first.
    pub coming: Vec<RetentionRow>,
}

/// Originals of a release that go on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetentionRow {
    #[ts(type = "string")]
    pub day: NaiveDate,
    pub id: ReleaseId,
    pub headline: String,
    #[ts(type = "number")]
    pub photos: usize,
}

/// For how many days; nothing where for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetentionRequest {
    pub days: Option<u32>,
}
