//! The pool: photos that were read in for a release in great number, to choose from.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, named_params};
use sperrfrist_release::ReleaseId;

use crate::books::millis;
use crate::{ArchiveError, Books};

/// A photo in the pool of a release. The picture itself is in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolPhoto {
    /// Digest of the original: its name in the vault.
    pub original: String,
    pub file_name: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    /// The day on which it was taken, as the file says it.
    pub taken: Option<NaiveDate>,
    /// What the file says of what is to be seen, for searching.
    pub words: String,
}

impl Books<'_> {
    /// Puts a photo behind those that are there. One that is there already stays as it is, but for when
    /// it came; returns whether it is new.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn pool_add(
        &self,
        release: ReleaseId,
        photo: &PoolPhoto,
        at: DateTime<Utc>,
    ) -> Result<bool, ArchiveError> {
        let added = self.change(
            include_str!("sql/pool_add.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": photo.original,
                ":file_name": photo.file_name,
                ":width": photo.width,
                ":height": photo.height,
                ":bytes": i64::try_from(photo.bytes).unwrap_or(i64::MAX),
                ":taken": photo.taken.map(|day| day.to_string()),
                ":words": photo.words,
                ":at": millis(at),
            },
        )?;
        if added == 0 {
            // Whoever reads it in once more may want it.
            let params = named_params! { ":release": release.to_string(), ":original": photo.original, ":at": millis(at) };
            self.change(include_str!("sql/pool_touch.sql"), params)?;
        }
        Ok(added == 1)
    }

    /// The pool of a release in the order in which it was read in.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn pool(&self, release: ReleaseId) -> Result<Vec<PoolPhoto>, ArchiveError> {
        self.rows(
            include_str!("sql/pool.sql"),
            named_params! { ":release": release.to_string() },
            PoolPhoto::read,
        )
    }

    /// One photo of the pool of a release.
    ///
    /// # Errors
    /// [`ArchiveError::NoAttachment`].
    pub fn in_pool(&self, release: ReleaseId, original: &str) -> Result<PoolPhoto, ArchiveError> {
        let found = self.rows(
            include_str!("sql/in_pool.sql"),
            named_params! { ":release": release.to_string(), ":original": original },
            PoolPhoto::read,
        )?;
        found.into_iter().next().ok_or_else(|| ArchiveError::NoAttachment { original: original.to_owned() })
    }
}

impl PoolPhoto {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            original: row.get("original")?,
            file_name: row.get("file_name")?,
            width: row.get("width")?,
            height: row.get("height")?,
            bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
            taken: row.get::<_, Option<String>>("taken")?.and_then(|day| day.parse().ok()),
            words: row.get("words")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    #[test]
    fn a_pool_keeps_its_order_and_each_photo_once() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        let photo = |name: &str| PoolPhoto {
            original: name.repeat(64),
            file_name: format!("{name}.jpg"),
            width: 6000,
            height: 4000,
            bytes: 5_000_000,
            taken: NaiveDate::from_ymd_opt(2023, 11, 21),
            words: "Am Pult".into(),
        };
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            assert!(books.pool_add(release.id, &photo("b"), at(1))?);
            assert!(books.pool_add(release.id, &photo("a"), at(1))?);
            assert!(!books.pool_add(release.id, &photo("b"), at(2))?);
            assert_eq!(books.pool(release.id)?, [photo("b"), photo("a")]);
            assert_eq!(books.in_pool(release.id, &"a".repeat(64))?, photo("a"));
            assert!(books.in_pool(release.id, "c").is_err());
            Ok::<_, ArchiveError>(())
        })?;
        Ok(())
    }
}
