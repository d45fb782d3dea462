//! The Übersicht.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::State;
use ts_rs::TS;

use super::{Alarm, Lane, PhotoPromise, Status};

/// Everything the Übersicht shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    pub releases: Vec<ReleaseRow>,
    /// How many more there are, changed longer ago.
    #[ts(type = "number")]
    pub older: usize,
    pub status: Status,
    /// What was found public before its time, and whose time is still to come.
    pub alarms: Vec<Alarm>,
}

/// How much of the Übersicht is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverviewRequest {
    /// So many of those of which nothing is planned.
    #[ts(type = "number")]
    pub most: usize,
}

/// A release in the list and on the day's Zeitplan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseRow {
    pub id: ReleaseId,
    /// May be empty in a draft.
    pub headline: String,
    pub kind_label: String,
    pub state: State,
    /// As in [`super::ReleaseView::is_stop_queued`].
    pub is_stop_queued: bool,
    /// Text first, then the photos.
    pub lanes: Vec<Lane>,
    /// Photos that were announced and are not planned yet.
    pub promises: Vec<PhotoPromise>,
    pub changed_at: DateTime<Utc>,
    /// Whether the draft has moved on since it was planned.
    pub draft_differs: bool,
}
