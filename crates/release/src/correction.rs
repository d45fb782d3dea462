//! A correction of what is public: said openly, without repeating the error.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// "Korrigiert am 21.11.2023, 17:06 Uhr: Name im 2. Absatz."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Correction {
    /// Since when the corrected version is public.
    pub at: DateTime<Utc>,
    /// What was corrected, in the officer's words: "Name im 2. Absatz".
    pub notice: String,
}
