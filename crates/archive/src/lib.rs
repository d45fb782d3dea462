//! What is kept on the PC: releases, frozen versions, deliveries, photos, letterheads, backups.
//!
//! One folder (0700, its files 0600) holds a SQLite database, a vault of photos named by their digest, an outbox
//! of packages that are on their way, a cache that may be deleted at any time, and seven daily backups. One
//! process at a time works in it.
//!
//! **Invariant: nothing typed is lost.** What [`Archive::write`] has returned from is on the disk, whole; a
//! crash, a full disk or a pulled plug leaves the state before or the state after, never something between.
//!
//! Deliberately not here: what the things kept mean (`release`, `desk`), and any clock: times come in as
//! parameters.

mod attachments;
mod backup;
mod books;
mod cache;
mod checks;
mod contacts;
mod deliveries;
mod drive;
mod error;
mod folder;
mod histories;
mod journal;
mod known_words;
mod letterheads;
mod looks;
mod margins;
mod newsrooms;
mod open;
mod pool;
mod releases;
mod schema;
mod search;
mod settings;
mod snapshots;
mod text_blocks;
mod unattended;
mod unchosen;
mod vault;
mod versions;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};

pub use attachments::Attachment;
pub use books::Books;
pub use cache::Cache;
pub use checks::Check;
pub use contacts::StoredContact;
pub use deliveries::{DeliveryRow, Prepared};
pub use error::ArchiveError;
pub use histories::KeptHistory;
pub use journal::Line;
pub use letterheads::StoredLetterhead;
pub use looks::Look;
pub use margins::{Anchor, Authorisation, Comment, Consent, Given, Margin};
pub use newsrooms::{PairedNewsroom, SecretPlace};
pub use pool::PoolPhoto;
pub use releases::Stored;
pub use search::FoundPhoto;
pub use snapshots::Snapshot;
pub use text_blocks::TextBlock;
pub use unchosen::Unchosen;
pub use vault::Vault;
pub use versions::{Version, VersionNumber};

/// The opened archive. Every method takes `&self` and may block for as long as a disk takes.
#[derive(Debug)]
pub struct Archive {
    connection: Mutex<Connection>,
    vault: Vault,
    outbox: Vault,
    cache: Cache,
    dir: PathBuf,
    /// Read while a photo comes in, written while files go.
    taking_in: RwLock<()>,
    /// The last day of which a backup is known to be there.
    backed_up: Mutex<Option<NaiveDate>>,
    /// Held as long as the archive is open, so that a second app is refused.
    _lock: std::fs::File,
}

impl Archive {
    /// Opens the archive in `dir`, and makes it where there is none.
    ///
    /// # Errors
    /// [`ArchiveError`]; what is damaged, of a newer form or in use is refused and left exactly as it is.
    pub fn open(dir: &Path) -> Result<Self, ArchiveError> {
        open::open(dir)
    }

    /// Reads, and sees one state of the whole archive.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`ArchiveError`].
    pub fn read<T, E: From<ArchiveError>>(
        &self,
        work: impl FnOnce(&Books<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection.transaction().map_err(ArchiveError::from)?;
        work(&Books::new(&transaction))
    }

    /// Changes the archive: all of `work`, durably, or nothing of it. While `work` runs everyone else waits, so
    /// nothing slow belongs into it.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`ArchiveError`]; nothing is changed then.
    pub fn write<T, E: From<ArchiveError>>(
        &self,
        work: impl FnOnce(&Books<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(ArchiveError::from)?;
        let answer = work(&Books::new(&transaction))?;
        // With WAL and `synchronous=FULL` this returns after the disk has it.
        transaction.commit().map_err(ArchiveError::from)?;
        Ok(answer)
    }

    /// The originals of the photos.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Packages that were prepared and are not acknowledged yet.
    #[must_use]
    pub fn outbox(&self) -> &Vault {
        &self.outbox
    }

    /// Clears the outbox of packages that nobody waits for any more: embargoed text lies nowhere without need.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn sweep_outbox(&self) -> Result<(), ArchiveError> {
        let pending = self.read(|books| books.pending_packages())?;
        for package in self.outbox.names()? {
            if !pending.contains(&package) {
                self.outbox.remove(&package)?;
            }
        }
        Ok(())
    }

    /// Pictures that can be made again.
    #[must_use]
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Makes the backup of `day` where there is none yet, and keeps the seven newest. Saving goes on meanwhile.
    ///
    /// # Errors
    /// [`ArchiveError`]; an unfinished backup leaves no file, and the next call tries again.
    pub fn back_up(&self, day: NaiveDate) -> Result<(), ArchiveError> {
        let mut backed_up = self.backed_up.lock().unwrap_or_else(PoisonError::into_inner);
        if *backed_up != Some(day) {
            backup::make(&self.dir, day)?;
            *backed_up = Some(day);
        }
        Ok(())
    }

    /// A panic in the middle of a transaction has rolled it back, so the connection is good.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
