//! Snapshots: drafts as an officer wanted them kept, beside the versions that were planned.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::{Release, ReleaseId, stored};

use crate::books::{instant, millis};
use crate::{ArchiveError, Books, Version, VersionNumber};

/// A draft as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub number: u32,
    pub release: Release,
    pub kept_at: DateTime<Utc>,
}

impl Books<'_> {
    /// Keeps a draft as it is.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn insert_snapshot(&self, draft: &Release, at: DateTime<Utc>) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/insert_snapshot.sql"),
            named_params! {
                ":release": draft.id.to_string(),
                ":draft": stored::to_json(draft),
                ":at": millis(at),
            },
        )
    }

    /// The snapshots of a release, the oldest first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn snapshots(&self, release: ReleaseId) -> Result<Vec<Snapshot>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        let rows = self.rows(include_str!("sql/snapshots.sql"), params, |row| {
            Ok((row.get("number")?, row.get::<_, String>("draft")?, instant(row, "kept_at")?))
        })?;
        let read = |(number, draft, kept_at): (u32, String, _)| {
            Ok(Snapshot { number, release: stored::from_json(&draft)?, kept_at })
        };
        rows.into_iter().map(read).collect()
    }

    /// The versions of a release that were planned, the oldest first; those that were refused are among them.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn versions(&self, release: ReleaseId) -> Result<Vec<Version>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        let numbers = self.rows(include_str!("sql/versions.sql"), params, |row| row.get("number"))?;
        numbers.into_iter().map(|number| self.version(VersionNumber(number))).collect()
    }
}

impl VersionNumber {
    /// The number for those who show it.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    #[test]
    fn a_snapshot_stays_as_it_was_kept() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (mut release, other) = (draft("Eins"), draft("Zwei"));
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.insert_release(&other, State::Draft, at(0))?;
            books.insert_snapshot(&release, at(1))?;
            books.insert_snapshot(&other, at(1))
        })?;
        release.headline = "Eins, geändert".into();
        archive.write(|books| {
            books.update_draft(&release, at(2))?;
            books.insert_snapshot(&release, at(3))?;
            books.insert_version(&release, at(4))
        })?;
        let kept = archive.read(|books| books.snapshots(release.id))?;
        let seen: Vec<_> = kept.iter().map(|kept| (kept.release.headline.as_str(), kept.kept_at)).collect();
        assert_eq!(seen, [("Eins", at(1)), ("Eins, geändert", at(3))]);
        assert_eq!(archive.read(|books| books.versions(release.id))?.len(), 1);
        assert_eq!(archive.read(|books| books.versions(other.id))?, []);
        Ok(())
    }
}
