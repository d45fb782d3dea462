//! Originals that were read in and never chosen, and the way by which they go.
//!
//! First their rows, in one step with whatever the desk notes about it; a mark stays. Then, each by itself, the file and the
//! pictures made of it, and with the file gone the mark. Whatever breaks off in between is taken up again, and a file that
//! something refers to by then stays.
//!
//! **What is attached to any release never goes:** it alone can be planned, and so become public.

use std::sync::{PoisonError, RwLockReadGuard, TryLockError};

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::ReleaseId;

use crate::books::{maybe_instant, millis, named};
use crate::{Archive, ArchiveError, Books};

/// A photo in the pool of a release that is attached to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchosen {
    pub release: ReleaseId,
    pub original: String,
    /// Nothing where nobody noted it.
    pub added_at: Option<DateTime<Utc>>,
}

impl Books<'_> {
    /// Those of one release, or all of them, release by release.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn unchosen(&self, of: Option<ReleaseId>) -> Result<Vec<Unchosen>, ArchiveError> {
        let params = named_params! { ":release": of.map(|of| of.to_string()) };
        self.rows(include_str!("sql/unchosen.sql"), params, |row| {
            Ok(Unchosen {
                release: named(row, "release")?,
                original: row.get("original")?,
                added_at: maybe_instant(row, "added_at")?,
            })
        })
    }

    /// Takes a photo out of the pool of a release, unless it is attached to any; tells whether it did. Its file goes with
    /// [`Archive::sweep_forgotten`], if nothing else refers to it.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn forget_unchosen(
        &self,
        release: ReleaseId,
        original: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, ArchiveError> {
        let params = named_params! { ":release": release.to_string(), ":original": original };
        if self.change(include_str!("sql/pool_drop.sql"), params)? == 0 {
            return Ok(false);
        }
        if !self.is_referred_to(original)? {
            let params = named_params! { ":original": original, ":at": millis(at) };
            self.change(include_str!("sql/forget.sql"), params)?;
        }
        Ok(true)
    }

    fn is_referred_to(&self, original: &str) -> Result<bool, ArchiveError> {
        let params = named_params! { ":original": original };
        let found =
            self.rows(include_str!("sql/is_referred_to.sql"), params, |row| row.get("is_referred_to"))?;
        Ok(found.first().copied().unwrap_or(true))
    }

    fn forgotten(&self, at_most: usize) -> Result<Vec<String>, ArchiveError> {
        let params = named_params! { ":at_most": i64::try_from(at_most).unwrap_or(i64::MAX) };
        self.rows(include_str!("sql/forgotten.sql"), params, |row| row.get("original"))
    }

    fn is_gone(&self, original: &str) -> Result<(), ArchiveError> {
        self.change_one(include_str!("sql/is_gone.sql"), named_params! { ":original": original })
    }
}

impl Archive {
    /// Held from before a photo's bytes are put into the vault until something in the books refers to them, so that a file
    /// that is just coming in again is not swept away.
    pub fn taking_in(&self) -> RwLockReadGuard<'_, ()> {
        self.taking_in.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets go of the files of some forgotten originals, and tells whether there may be more. While photos come in, it does
    /// nothing.
    ///
    /// # Errors
    /// [`ArchiveError`]; what was not done is done the next time.
    pub fn sweep_forgotten(&self, at_most: usize) -> Result<bool, ArchiveError> {
        let _alone = match self.taking_in.try_write() {
            Ok(alone) => alone,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(true),
        };
        let originals = self.read(|books| books.forgotten(at_most))?;
        for original in &originals {
            self.write(|books| {
                if !books.is_referred_to(original)? {
                    self.vault.remove_for_good(original)?;
                    self.cache.forget(original)?;
                }
                books.is_gone(original)
            })?;
        }
        Ok(originals.len() == at_most)
    }
}

#[cfg(test)]
#[path = "unchosen_tests.rs"]
mod tests;
