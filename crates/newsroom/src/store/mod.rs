//! What the newsroom remembers: SQLite, durable before anything is acknowledged.
//!
//! WAL with `synchronous=FULL`: a commit that returned survives the power. Every change is one transaction,
//! and compares and sets; what touches no row changes nothing at all. Not in here: the bytes of the parts
//! (`parts`), and any decision (`gate`, `orders`).

mod armed;
mod desks;
mod former;
mod items;
mod journal;
mod office_key;
mod officers;
mod seen;
mod steps;
mod tokens;

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};

use sperrfrist_seal::NewsroomKeys;

pub(crate) use armed::{AHEAD, Armed};
pub(crate) use former::Former;
pub(crate) use items::{Approval, Arrival, Row, Tombstone, without_parts};
pub use journal::JournalLine;
pub(crate) use officers::OfficerRow;
pub use seen::{DeskSeen, TokenSeen};
pub(crate) use steps::{Change, Event};

use crate::NewsroomError;
use crate::folder::private_file;

const MIGRATIONS: &[&str] = &[
    include_str!("0001.sql"),
    include_str!("0002.sql"),
    include_str!("0003.sql"),
    include_str!("0004.sql"),
    include_str!("0005.sql"),
    include_str!("0006.sql"),
    include_str!("0007.sql"),
];
/// The longest log, in pages: 64 MB.
const LOG_PAGES: i64 = 16_000;
/// How long a statement waits for another process, such as `token new`.
const BUSY: Duration = Duration::from_secs(5);

/// The open database.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Connection,
    /// Whose word counts for what stands here; none before [`Store::bind`].
    keys: Option<Arc<NewsroomKeys>>,
    /// The data folder, for sentences.
    folder: PathBuf,
}

/// What belongs to the newsroom as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteRow {
    pub feed_id: String,
    pub founded_at: DateTime<Utc>,
}

impl Store {
    /// Opens the database, or makes it, and brings it to the form this program knows.
    pub(crate) fn open(folder: &Path, path: &Path) -> Result<Self, NewsroomError> {
        // SQLite gives its companion files the rights of the database.
        private_file(OpenOptions::new().create(true).truncate(false).write(true), path)
            .map_err(|cause| NewsroomError::file(folder, cause))?;
        let fail = |cause| NewsroomError::database(folder, cause);
        let connection = Connection::open(path).map_err(fail)?;
        let mut store = Self { connection, keys: None, folder: folder.to_owned() };
        store.prepare().map_err(fail)?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens the database to look at it, also while a newsroom works with it. Nothing is written, nor made beside it; where
    /// nobody has it open it is taken as it stands, so that a medium that cannot be written to will do.
    pub(crate) fn look(folder: &Path, path: &Path) -> Result<Self, NewsroomError> {
        let fail = |cause| NewsroomError::database(folder, cause);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // The log is there for as long as anybody has the database open, and after a crash.
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let connection = match path.to_str().filter(|_| !Path::new(&log).exists()) {
            Some(path) => Connection::open_with_flags(as_it_stands(path), flags | OpenFlags::SQLITE_OPEN_URI),
            None => Connection::open_with_flags(path, flags),
        };
        let store = Self { connection: connection.map_err(fail)?, keys: None, folder: folder.to_owned() };
        store.connection.busy_timeout(BUSY).map_err(fail)?;
        store.connection.pragma_update(None, "cell_size_check", true).map_err(fail)?;
        store.connection.pragma_update(None, "trusted_schema", false).map_err(fail)?;
        store.refuse_damaged()?;
        store.form()?;
        Ok(store)
    }

    /// What a start would bring to the form of this program cannot be looked at before.
    ///
    /// # Errors
    /// [`NewsroomError::Older`].
    pub(crate) fn refuse_older(&self) -> Result<(), NewsroomError> {
        if self.form()? < MIGRATIONS.len() {
            Err(NewsroomError::Older { path: self.folder.clone() })
        } else {
            Ok(())
        }
    }

    fn refuse_damaged(&self) -> Result<(), NewsroomError> {
        let healthy = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        match healthy.map_err(|cause| self.failed(cause))?.as_str() {
            "ok" => Ok(()),
            _ => Err(NewsroomError::Damaged { path: self.folder.clone() }),
        }
    }

    /// How many of the migrations were done.
    ///
    /// # Errors
    /// [`NewsroomError::Newer`]: more than this program knows.
    fn form(&self) -> Result<usize, NewsroomError> {
        let found: i64 = self
            .connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .map_err(|cause| self.failed(cause))?;
        let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
        if found > known {
            return Err(NewsroomError::Newer { path: self.folder.clone(), found, known });
        }
        Ok(usize::try_from(found).unwrap_or(0))
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.connection.busy_timeout(BUSY)?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        // Moving the log into the database costs some syncs of the disk; that is for quiet moments ([`Store::tidy`]), not
        // for the one in which something is due.
        self.connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        self.connection.pragma_update(None, "cell_size_check", true)?;
        self.connection.pragma_update(None, "trusted_schema", false)
    }

    /// Each step is one transaction together with the number that says it was done.
    fn migrate(&mut self) -> Result<(), NewsroomError> {
        let folder = self.folder.clone();
        let fail = |cause| NewsroomError::database(&folder, cause);
        self.refuse_damaged()?;
        let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fail)?;
        if found > known {
            return Err(NewsroomError::Newer { path: folder, found, known });
        }
        for migration in &MIGRATIONS[usize::try_from(found).unwrap_or(0)..] {
            transaction.execute_batch(migration).map_err(fail)?;
        }
        transaction.pragma_update(None, "user_version", known).map_err(fail)?;
        transaction.commit().map_err(fail)
    }

    /// The newsroom's own row; made on first use.
    pub(crate) fn site(&self, now: DateTime<Utc>) -> Result<SiteRow, NewsroomError> {
        let read = || {
            self.connection
                .query_row("SELECT feed_id, founded_at FROM site WHERE id = 1", [], |row| {
                    Ok(SiteRow { feed_id: row.get(0)?, founded_at: instant(row.get(1)?) })
                })
                .optional()
        };
        if let Some(site) = read().map_err(|cause| self.failed(cause))? {
            return Ok(site);
        }
        let feed_id = sperrfrist_release::ReleaseId::random().0.hyphenated().to_string();
        self.connection
            .execute(
                "INSERT INTO site (id, feed_id, founded_at) VALUES (1, ?1, ?2)",
                (&feed_id, now.timestamp_millis()),
            )
            .map_err(|cause| self.failed(cause))?;
        Ok(SiteRow { feed_id, founded_at: instant(now.timestamp_millis()) })
    }

    /// Binds the folder to the keys it was first opened with.
    ///
    /// # Errors
    /// [`NewsroomError::OtherKeys`]: what lies here is sealed for others; [`NewsroomError::IsBackup`].
    pub(crate) fn bind(&mut self, keys: &Arc<NewsroomKeys>) -> Result<(), NewsroomError> {
        let fingerprint = keys.id().fingerprint();
        let is_backup = self.connection.query_row("SELECT is_backup FROM site", [], |row| row.get(0));
        if is_backup.map_err(|cause| self.failed(cause))? {
            return Err(NewsroomError::IsBackup { path: self.folder.clone() });
        }
        let bind = || {
            self.connection
                .execute("UPDATE site SET fingerprint = ?1 WHERE fingerprint IS NULL", [&fingerprint])?;
            self.connection.query_row("SELECT fingerprint FROM site", [], |row| row.get::<_, String>(0))
        };
        let bound = bind().map_err(|cause| self.failed(cause))?;
        if bound != fingerprint {
            return Err(NewsroomError::OtherKeys { path: self.folder.clone() });
        }
        self.keys = Some(Arc::clone(keys));
        Ok(())
    }

    /// Says whether this is a backup, which nobody serves.
    pub(crate) fn mark_backup(&self, is_backup: bool) -> Result<(), NewsroomError> {
        let marked = self.connection.execute("UPDATE site SET is_backup = ?1", [is_backup]);
        marked.map(drop).map_err(|cause| self.failed(cause))
    }

    /// Moves the log into the database.
    pub(crate) fn tidy(&self) -> Result<(), NewsroomError> {
        let moved = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        moved.map_err(|cause| self.failed(cause))
    }

    /// Writes everything into the one file, and lets go of it.
    pub(crate) fn close(self) -> Result<(), NewsroomError> {
        let Self { connection, folder, .. } = self;
        let whole = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        whole
            .and_then(|()| connection.close().map_err(|(_, cause)| cause))
            .map_err(|cause| NewsroomError::database(&folder, cause))
    }

    /// Copies the database as it stands at one moment, also while others work with it.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<(), NewsroomError> {
        let copied = || -> rusqlite::Result<()> {
            let mut copy = Connection::open(path)?;
            Backup::new(&self.connection, &mut copy)?.run_to_completion(1_000, Duration::ZERO, None)
        };
        private_file(OpenOptions::new().create(true).truncate(false).write(true), path)
            .map_err(|cause| NewsroomError::file(path, cause))?;
        copied().map_err(|cause| NewsroomError::database(path, cause))
    }

    fn failed(&self, cause: rusqlite::Error) -> NewsroomError {
        NewsroomError::database(&self.folder, cause)
    }
}

/// The address of a database that nobody writes to (sqlite.org/uri.html).
fn as_it_stands(path: &str) -> String {
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1")
}

/// A stored time.
fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &Path) -> Result<Store, NewsroomError> {
        Store::open(folder, &folder.join("newsroom.sqlite"))
    }

    #[test]
    fn the_newsroom_keeps_its_feed_id() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = open(folder.path()).expect("opens").site(DateTime::UNIX_EPOCH).expect("a site");
        let again = open(folder.path())
            .expect("opens")
            .site(DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1))
            .expect("a site");
        assert_eq!(first, again);
    }

    #[test]
    fn data_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path()).expect("opens");
        store.connection.pragma_update(None, "user_version", 99).expect("sets");
        drop(store);
        let error = open(folder.path()).expect_err("newer");
        assert_eq!(error.code(), "newsroom.newer");
    }

    #[test]
    fn a_damaged_database_is_told_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("newsroom.sqlite");
        std::fs::write(&path, vec![7; 8192]).expect("writes");
        assert_eq!(open(folder.path()).expect_err("damaged").code(), "newsroom.damaged");
        assert_eq!(std::fs::read(&path).expect("reads"), vec![7; 8192]);
    }

    #[test]
    fn every_table_is_strict() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path()).expect("opens");
        let lax: i64 = store
            .connection
            .query_row(
                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'",
                [],
                |row| row.get(0),
            )
            .expect("counts");
        assert_eq!(lax, 0);
    }
}
