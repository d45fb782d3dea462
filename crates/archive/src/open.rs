//! Opening: look before touching anything.

use std::path::Path;
use std::sync::{Mutex, RwLock};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::{Archive, ArchiveError, Books, Cache, Vault, backup, drive, folder, schema};

/// The database's file within the archive's folder.
pub(crate) const DATABASE: &str = "archive.db";

pub(crate) fn open(dir: &Path) -> Result<Archive, ArchiveError> {
    drive::refuse_remote(dir)?;
    folder::refuse_foreign(dir)?;
    folder::make(dir)?;
    let lock = folder::lock(dir)?;
    let path = dir.join(DATABASE);
    let is_new = std::fs::metadata(&path).map_or(true, |found| found.len() == 0);
    if is_new && let Some(backup) = backup::newest(dir)? {
        return Err(ArchiveError::Missing { backup });
    }
    folder::private().create(true).truncate(false).open(&path)?;
    let mut connection = match connect(&path, backup::is_of_all_of(dir, &path)) {
        Err(ArchiveError::Damaged { .. }) => {
            return Err(ArchiveError::Damaged { backup: backup::newest(dir)? });
        }
        other => other?,
    };
    schema::migrate(&mut connection, schema::MIGRATIONS)?;
    let transaction = connection.transaction()?;
    Books::new(&transaction).index_the_rest()?;
    transaction.commit()?;
    folder::sync_dir(dir)?;
    Ok(Archive {
        connection: Mutex::new(connection),
        vault: Vault::open(&dir.join("vault"))?,
        outbox: Vault::open(&dir.join("outbox"))?,
        cache: Cache::open(&dir.join("cache"))?,
        dir: dir.to_owned(),
        taking_in: RwLock::new(()),
        backed_up: Mutex::new(None),
        _lock: lock,
    })
}

fn connect(path: &Path, is_known_whole: bool) -> Result<Connection, ArchiveError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    // Both look at the file before the first pragma below may write to it.
    schema::refuse_newer(&connection)?;
    if !is_known_whole && quick_check(&connection)? != "ok" {
        return Err(ArchiveError::Damaged { backup: None });
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

/// What SQLite finds wrong with a database; "ok" if nothing.
pub(crate) fn quick_check(connection: &Connection) -> Result<String, ArchiveError> {
    Ok(connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    type Tested = Result<(), Box<dyn Error>>;

    #[test]
    fn a_second_app_is_refused_with_a_sentence_until_the_first_is_closed() -> Tested {
        let dir = tempfile::tempdir()?;
        let first = Archive::open(dir.path())?;
        let error = Archive::open(dir.path()).expect_err("in use");
        assert_eq!(error.code(), "archive.in_use");
        drop(first);
        Archive::open(dir.path())?;
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn folders_and_files_are_for_their_owner_alone() -> Tested {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir()?;
        let home = dir.path().join("Archiv");
        let archive = Archive::open(&home)?;
        let digest = archive.vault().put(b"photo")?;
        archive.cache().put(&digest, "thumb", b"small")?;
        archive.write(|books| books.insert_release(&draft("Eins"), State::Draft, at(0)))?;
        archive.back_up(chrono::NaiveDate::default())?;
        let mut seen = 0;
        let mut folders = vec![home];
        while let Some(folder) = folders.pop() {
            assert_eq!(std::fs::metadata(&folder)?.permissions().mode() & 0o777, 0o700, "{folder:?}");
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else {
                    assert_eq!(entry.metadata()?.permissions().mode() & 0o777, 0o600, "{entry:?}");
                    seen += 1;
                }
            }
        }
        assert!(seen >= 6, "{seen}");
        Ok(())
    }

    #[test]
    fn a_damaged_database_is_refused_with_its_backup_and_not_touched() -> Tested {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        archive.write(|books| books.insert_release(&draft("Eins"), State::Draft, at(0)))?;
        archive.back_up(chrono::NaiveDate::from_ymd_opt(2023, 11, 21).ok_or("a day")?)?;
        drop(archive);
        let path = dir.path().join(DATABASE);
        let mut bytes = std::fs::read(&path)?;
        let middle = bytes.len() / 2;
        bytes[4096..middle].fill(0x5A);
        std::fs::write(&path, &bytes)?;

        let error = Archive::open(dir.path()).expect_err("damaged");
        assert_eq!(error.code(), "archive.damaged");
        assert!(error.next_step().contains("backups/archive-2023-11-21.db"), "{}", error.next_step());
        assert_eq!(std::fs::read(&path)?, bytes);

        // The way out, as the sentence tells it.
        std::fs::remove_file(&path)?;
        std::fs::copy(dir.path().join("backups/archive-2023-11-21.db"), &path)?;
        let archive = Archive::open(dir.path())?;
        let found = archive.read(|books| books.releases())?;
        assert_eq!(found[0].release.headline, "Eins");
        Ok(())
    }

    #[test]
    fn something_else_in_the_place_of_the_database_is_refused_and_kept() -> Tested {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join(DATABASE);
        std::fs::write(&path, "Das ist keine Datenbank, sondern ein Brief. ".repeat(100))?;
        assert_eq!(Archive::open(dir.path()).expect_err("no database").code(), "archive.damaged");
        assert!(std::fs::read_to_string(&path)?.starts_with("Das ist keine Datenbank"));
        Ok(())
    }

    #[test]
    fn a_lost_database_is_not_replaced_by_an_empty_one_while_there_are_backups() -> Tested {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        archive.back_up(chrono::NaiveDate::default())?;
        drop(archive);
        std::fs::remove_file(dir.path().join(DATABASE))?;
        assert_eq!(Archive::open(dir.path()).expect_err("missing").code(), "archive.missing");
        Ok(())
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_folder_that_cannot_be_written_is_named_as_such() {
        // Not even root may make folders there.
        let error = Archive::open(Path::new("/sys/sperrfrist")).expect_err("read-only");
        assert_eq!(error.code(), "archive.read_only");
    }

    #[test]
    fn a_full_disk_loses_nothing_that_was_saved() -> Tested {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let mut release = draft("Eins");
        archive.write(|books| books.insert_release(&release, State::Draft, at(0)))?;
        let pages: i64 = archive.connection().query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let limit = |pages: i64| {
            archive.connection().query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
        };
        limit(pages)?;
        release.headline = "Zwei ".repeat(50_000);
        let error = archive.write(|books| books.update_draft(&release, at(1))).expect_err("full");
        assert_eq!(error.code(), "archive.disk_full");
        assert_eq!(archive.read(|books| books.release(release.id))?.release.headline, "Eins");
        limit(1_000_000)?;
        archive.write(|books| books.update_draft(&release, at(2)))?;
        assert_eq!(archive.read(|books| books.release(release.id))?.release, release);
        Ok(())
    }
}
