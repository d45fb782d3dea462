//! Releases: the draft as last typed, and where the release stands.

use chrono::{DateTime, Utc};
use rusqlite::{Row, named_params};
use sperrfrist_release::state::State;
use sperrfrist_release::{Release, ReleaseId, stored};

use crate::books::{from_word, instant, millis, word};
use crate::{ArchiveError, Books, VersionNumber};

/// A release as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The draft.
    pub release: Release,
    pub state: State,
    pub created_at: DateTime<Utc>,
    /// When the draft was last saved.
    pub changed_at: DateTime<Utc>,
    /// The version that will be, or is, public.
    pub planned: Option<VersionNumber>,
}

impl Books<'_> {
    /// Keeps a new release.
    ///
    /// # Errors
    /// [`ArchiveError`], also where there is one of that id already.
    pub fn insert_release(
        &self,
        release: &Release,
        state: State,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/insert_release.sql"),
            named_params! {
                ":id": release.id.to_string(),
                ":draft": stored::to_json(release),
                ":state": word(&state),
                ":at": millis(at),
            },
        )?;
        self.index_release(release)
    }

    /// The release of that id.
    ///
    /// # Errors
    /// [`ArchiveError::NoRelease`], [`ArchiveError::Stored`].
    pub fn release(&self, id: ReleaseId) -> Result<Stored, ArchiveError> {
        let found =
            self.rows(include_str!("sql/release.sql"), named_params! { ":id": id.to_string() }, Raw::read)?;
        found.into_iter().next().ok_or(ArchiveError::NoRelease { id })?.stored()
    }

    /// Every release, the last changed first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn releases(&self) -> Result<Vec<Stored>, ArchiveError> {
        let found = self.rows(include_str!("sql/releases.sql"), [], Raw::read)?;
        found.into_iter().map(Raw::stored).collect()
    }

    /// Those of which something waits for its time, and the `most` that were changed last; the last changed first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn newest_releases(&self, most: usize) -> Result<Vec<Stored>, ArchiveError> {
        let params = named_params! { ":most": i64::try_from(most).unwrap_or(i64::MAX) };
        let found = self.rows(include_str!("sql/newest_releases.sql"), params, Raw::read)?;
        found.into_iter().map(Raw::stored).collect()
    }

    /// How many releases there are.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn count_releases(&self) -> Result<usize, ArchiveError> {
        let counts =
            self.rows(include_str!("sql/count_releases.sql"), [], |row| row.get::<_, i64>("releases"))?;
        Ok(counts.first().and_then(|count| usize::try_from(*count).ok()).unwrap_or(0))
    }

    /// The versions of a release in other languages, the last changed first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn versions_of(&self, first: ReleaseId) -> Result<Vec<Stored>, ArchiveError> {
        let first = first.0.hyphenated().to_string();
        let found =
            self.rows(include_str!("sql/versions_of.sql"), named_params! { ":first": first }, Raw::read)?;
        found.into_iter().map(Raw::stored).collect()
    }

    /// Replaces the draft.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where there is no such release.
    pub fn update_draft(&self, release: &Release, at: DateTime<Utc>) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/update_draft.sql"),
            named_params! {
                ":id": release.id.to_string(),
                ":draft": stored::to_json(release),
                ":at": millis(at),
            },
        )?;
        self.index_release(release)
    }

    /// Notes where the release stands.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where there is no such release.
    pub fn set_state(&self, id: ReleaseId, state: State) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/set_state.sql"),
            named_params! { ":id": id.to_string(), ":state": word(&state) },
        )
    }

    /// Notes which version will be, or is, public.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where there is no such release.
    pub fn set_planned(&self, id: ReleaseId, version: VersionNumber) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/set_planned.sql"),
            named_params! { ":id": id.to_string(), ":version": version.0 },
        )
    }
}

/// A row whose draft is not read yet.
struct Raw {
    draft: String,
    state: State,
    created_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    planned: Option<VersionNumber>,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            draft: row.get("draft")?,
            state: from_word(row, "state")?,
            created_at: instant(row, "created_at")?,
            changed_at: instant(row, "changed_at")?,
            planned: row.get::<_, Option<i64>>("planned")?.map(VersionNumber),
        })
    }

    fn stored(self) -> Result<Stored, ArchiveError> {
        let Self { draft, state, created_at, changed_at, planned } = self;
        Ok(Stored { release: stored::from_json(&draft)?, state, created_at, changed_at, planned })
    }
}

#[cfg(test)]
mod tests {
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::ReleaseId;
    use sperrfrist_release::state::State;
    use std::error::Error;

    #[test]
    fn a_draft_is_had_back_as_it_was_saved_and_the_last_changed_comes_first() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (one, mut two) = (draft("Eins"), draft("Zwei"));
        archive.write(|books| books.insert_release(&two, State::Draft, at(0)))?;
        archive.write(|books| books.insert_release(&one, State::Draft, at(1)))?;
        two.headline = "Zwei, geändert".into();
        archive.write(|books| books.update_draft(&two, at(2)))?;
        drop(archive);

        let found = Archive::open(dir.path())?.read(|books| books.releases())?;
        assert_eq!(found.iter().map(|stored| &stored.release).collect::<Vec<_>>(), [&two, &one]);
        assert_eq!((found[0].created_at, found[0].changed_at), (at(0), at(2)));
        Ok(())
    }

    #[test]
    fn a_write_that_fails_in_the_middle_changes_nothing() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        let failed = archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.set_state(ReleaseId::random(), State::Live)
        });
        assert_eq!(failed.expect_err("no such release").code(), "archive.moved_on");
        assert_eq!(
            archive.read(|books| books.release(release.id)).expect_err("rolled back").code(),
            "archive.no_release"
        );
        Ok(())
    }
}
