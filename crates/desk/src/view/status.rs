//! The status line.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who publishes, and by which clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// This machine's time.
    pub now: DateTime<Utc>,
    /// The newsroom's time at `now`; `None` when it cannot be reached.
    pub newsroom_time: Option<DateTime<Utc>>,
    pub publisher: Publisher,
    /// Public address of the newsroom, such as `http://127.0.0.1:8080`.
    pub newsroom_url: String,
    /// IANA name, such as `Europe/Berlin`.
    pub zone: String,
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
