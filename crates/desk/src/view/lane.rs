//! A lane of the Zeitplan: one item, and when it opens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::{Opening, SlotId};
use ts_rs::TS;

/// One item on the Zeitplan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Lane {
    pub item: LaneItem,
    pub state: LaneState,
    /// As planned, or as the draft says while nothing is planned.
    pub opening: Option<Opening>,
    /// When it opens; `None` without a time or while the signal is awaited.
    pub due: Option<DateTime<Utc>>,
    /// Since when it is public, by the newsroom's journal.
    pub public_since: Option<DateTime<Utc>>,
    /// "gegen".
    pub approximate: bool,
}

/// What the lane is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LaneItem {
    Text,
    Photo { slot: SlotId, label: String },
}

/// How the lane is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LaneState {
    /// Not planned; the time is only in the draft.
    Draft,
    /// Planned, but there is no photo.
    Reserved,
    /// Held by whoever publishes, and waiting for a second person.
    Proposed,
    /// Planned and held by whoever publishes.
    Locked,
    /// Planned here, not yet acknowledged there.
    Pending,
    Public,
    Stopped,
    Held,
    Withdrawn,
}
