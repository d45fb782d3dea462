//! What hangs on the times of a release.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What would move with new times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Moving {
    pub hangs: Vec<Hangs>,
}

/// One place that hangs on a time, as it is and as it would be. An instant is missing while a signal is awaited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Hangs {
    Text {
        before: Option<DateTime<Utc>>,
        after: Option<DateTime<Utc>>,
    },
    Photo {
        label: String,
        before: Option<DateTime<Utc>>,
        after: Option<DateTime<Utc>>,
    },
    EmbargoNote {
        before: String,
        after: String,
    },
    /// What the page says of a photo to come.
    PendingWords {
        before: String,
        after: String,
    },
    /// A place of the text that names a time.
    Mention {
        before: String,
        after: String,
    },
}
