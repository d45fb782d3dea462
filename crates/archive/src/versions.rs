//! Versions: what was frozen when someone planned.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::{Release, ReleaseId, stored};

use crate::books::{instant, millis};
use crate::{ArchiveError, Books};

/// Name of a version within the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionNumber(pub(crate) i64);

/// A frozen release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: VersionNumber,
    pub frozen: Release,
    /// When its text was frozen.
    pub version_at: DateTime<Utc>,
    /// Whether a part of it was refused, so that it never became what is planned.
    pub dropped: bool,
    /// Path of its page, such as `/2023/kooperation`; known once the newsroom has told it.
    pub page_path: Option<String>,
}

impl Books<'_> {
    /// Freezes a release.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn insert_version(
        &self,
        frozen: &Release,
        version_at: DateTime<Utc>,
    ) -> Result<VersionNumber, ArchiveError> {
        self.change_one(
            include_str!("sql/insert_version.sql"),
            named_params! {
                ":release": frozen.id.to_string(),
                ":frozen": stored::to_json(frozen),
                ":version_at": millis(version_at),
            },
        )?;
        Ok(VersionNumber(self.last_number()))
    }

    /// The version of that number.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn version(&self, number: VersionNumber) -> Result<Version, ArchiveError> {
        let found =
            self.rows(include_str!("sql/version.sql"), named_params! { ":number": number.0 }, |row| {
                Ok((
                    row.get::<_, String>("frozen")?,
                    instant(row, "version_at")?,
                    row.get::<_, bool>("dropped")?,
                    row.get::<_, Option<String>>("page_path")?,
                ))
            })?;
        let (frozen, version_at, dropped, page_path) =
            found.into_iter().next().ok_or(ArchiveError::MovedOn)?;
        Ok(Version { number, frozen: stored::from_json(&frozen)?, version_at, dropped, page_path })
    }

    /// Notes that the versions of a release that are not planned yet never will be.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn drop_unplanned_versions(&self, release: ReleaseId) -> Result<(), ArchiveError> {
        self.change(
            include_str!("sql/drop_unplanned_versions.sql"),
            named_params! { ":release": release.to_string() },
        )?;
        Ok(())
    }

    /// The newest version of a release that is not planned, not dropped, and acknowledged whole.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn acknowledged_version(&self, release: ReleaseId) -> Result<Option<VersionNumber>, ArchiveError> {
        let found = self.rows(
            include_str!("sql/acknowledged_version.sql"),
            named_params! { ":release": release.to_string() },
            |row| row.get::<_, Option<i64>>(0),
        )?;
        Ok(found.into_iter().flatten().next().map(VersionNumber))
    }

    /// Notes where the page of a version is or will be.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn set_page_path(&self, number: VersionNumber, path: &str) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/set_page_path.sql"),
            named_params! { ":number": number.0, ":path": path },
        )
    }

    /// Whether another release has the last part of its address already.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn slug_is_taken(&self, slug: &str, by_other_than: ReleaseId) -> Result<bool, ArchiveError> {
        let found = self.rows(
            include_str!("sql/slug_is_taken.sql"),
            named_params! { ":slug": slug, ":release": by_other_than.to_string() },
            |row| row.get(0),
        )?;
        Ok(found.first() == Some(&true))
    }
}
