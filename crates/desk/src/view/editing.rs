//! What the window shows of a release's past: the steps that can be taken back, and the versions to compare with.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::{Release, ReleaseId};
use ts_rs::TS;

/// What became of the history since it was last kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryChange {
    /// The oldest step that still is one.
    pub first: u32,
    /// The steps from `first` up to before this one are as they were kept.
    pub keep: u32,
    /// The step that comes next: those from it on are undone.
    pub position: u32,
    /// The steps from `keep` on, as the window's JSON.
    pub steps: Vec<String>,
}

/// The history as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    pub first: u32,
    pub position: u32,
    pub steps: Vec<String>,
}

/// What made a version be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SnapshotKind {
    /// Somebody wanted it kept.
    Kept,
    /// It was planned.
    Planned,
    /// It will be public, or is.
    Current,
}

/// A version of a release in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotRow {
    /// Its name within the release.
    pub key: String,
    pub kind: SnapshotKind,
    pub at: DateTime<Utc>,
    pub word_count: usize,
}

/// The versions of a release, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Snapshots {
    pub rows: Vec<SnapshotRow>,
}

/// A version of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfSnapshot {
    pub id: ReleaseId,
    pub key: String,
}

/// A version with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotView {
    pub row: SnapshotRow,
    pub release: Release,
}
