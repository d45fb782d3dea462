//! The status line.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;

/// Who publishes, and by which clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// This machine's time.
    pub now: DateTime<Utc>,
    /// The time of a newsroom on a server at `now`; `None` until it was told, and where this machine's time is the time.
    pub newsroom_time: Option<NewsroomTime>,
    /// `None` while the newsroom answers.
    pub unreachable: Option<Unreachable>,
    pub publisher: Publisher,
    /// Public address of the newsroom, such as `http://127.0.0.1:8080`.
    pub newsroom_url: String,
    /// IANA name, such as `Europe/Berlin`.
    pub zone: String,
    /// As long as this stays the same, nothing was written to the archive.
    #[ts(type = "number")]
    pub changes: u64,
}

/// What a newsroom said of its clock, carried on to this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsroomTime {
    pub now: DateTime<Utc>,
    /// By how much `now` may be off.
    pub uncertainty_ms: u64,
    /// Whether the newsroom vouches for its clock; else everything there stays sealed.
    pub synced: bool,
}

/// A newsroom that does not answer, or not as it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unreachable {
    pub since: DateTime<Utc>,
    pub problem: Problem,
}

/// Who lets things go public at their time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Publisher {
    /// The newsroom inside this app: the PC must be on.
    ThisPc,
    /// A newsroom on a server: the PC may be off.
    Server,
}
