//! What a verb would change, before it does.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::preflight::{Place, Span, Telling};
use ts_rs::TS;

/// What would move with new times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Moving {
    pub hangs: Vec<Hangs>,
}

/// Where a name would be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Naming {
    pub places: Vec<NamePlace>,
}

/// One place that says a name, as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamePlace {
    /// `headline`, `contact`, `body.3.0`, `photos.<slot>.caption` and the like.
    pub key: String,
    pub before: String,
    pub after: String,
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
    /// Words that the new time may make untrue; nobody changes them but the officer.
    Told {
        telling: Telling,
        place: Place,
        span: Span,
        words: String,
        /// The day on which the text would be read.
        read: DateTime<Utc>,
    },
}
