//! Checks: what the last look from outside found at an address.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::ReleaseId;

use crate::books::{instant, millis};
use crate::{ArchiveError, Books};

/// One look from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `seal::ItemId` as text.
    pub item: String,
    pub url: String,
    pub checked_at: DateTime<Utc>,
    /// The desk's word for what it found.
    pub outcome: String,
    /// SHA-256 of what was seen.
    pub sha256: Option<String>,
}

impl Books<'_> {
    /// Keeps a look, in place of the one before at the same address.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn put_check(&self, release: ReleaseId, check: &Check) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/put_check.sql"),
            named_params! {
                ":release": release.to_string(),
                ":item": check.item,
                ":url": check.url,
                ":checked_at": millis(check.checked_at),
                ":outcome": check.outcome,
                ":sha256": check.sha256,
            },
        )
    }

    /// The last look at each address of a release.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn checks(&self, release: ReleaseId) -> Result<Vec<Check>, ArchiveError> {
        self.rows(include_str!("sql/checks.sql"), named_params! { ":release": release.to_string() }, |row| {
            Ok(Check {
                item: row.get("item")?,
                url: row.get("url")?,
                checked_at: instant(row, "checked_at")?,
                outcome: row.get("outcome")?,
                sha256: row.get("sha256")?,
            })
        })
    }
}
