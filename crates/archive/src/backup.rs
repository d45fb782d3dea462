//! The daily copy of the database: `backups/archive-YYYY-MM-DD.db`, seven kept.
//!
//! SQLite's own backup copies a state that is whole, also while someone saves. Photos are not in it: of the vault goes
//! only what nobody has chosen (`unchosen`), and what a copy says of that falls due again.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::open::{DATABASE, quick_check};
use crate::{ArchiveError, folder};

const FOLDER: &str = "backups";
const KEPT: usize = 7;

/// Makes the backup of `day`, unless it is there.
pub(crate) fn make(dir: &Path, day: NaiveDate) -> Result<(), ArchiveError> {
    let backups = dir.join(FOLDER);
    let path = backups.join(format!("archive-{}.db", day.format("%Y-%m-%d")));
    if path.exists() {
        return Ok(());
    }
    folder::make(&backups)?;
    let part = folder::Part::beside(&path);
    folder::private().create(true).truncate(true).open(part.path())?;
    copy(&dir.join(DATABASE), part.path())?;
    File::open(part.path())?.sync_all()?;
    part.become_file(&path)?;
    for old in names(dir)?.iter().rev().skip(KEPT) {
        std::fs::remove_file(backups.join(old))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), ArchiveError> {
    // A connection of its own: readers do not hold up whoever saves.
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(Duration::from_secs(5))?;
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // All pages in one step: one state, and nothing to be started over when someone saves in between.
    if Backup::new(&source, &mut target)?.step(-1)? != StepResult::Done {
        return Err(ArchiveError::InUse);
    }
    // One file, complete in itself, that can be copied anywhere.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    if quick_check(&target)? != "ok" {
        return Err(ArchiveError::Damaged { backup: None });
    }
    Ok(())
}

/// Whether nothing was written to the database since its newest backup: that is a copy of it, and was looked through page by
/// page. What the write-ahead log holds beside it carries sums of its own (SQLite, "WAL-mode File Format").
pub(crate) fn is_of_all_of(dir: &Path, database: &Path) -> bool {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|found| found.modified());
    let newest = newest(dir).ok().flatten().map(|backup| dir.join(backup));
    newest.is_some_and(|backup| match (changed(&backup), changed(database)) {
        (Ok(copied), Ok(written)) => written < copied,
        _ => false,
    })
}

/// The newest backup, as a path inside the archive's folder.
pub(crate) fn newest(dir: &Path) -> Result<Option<String>, ArchiveError> {
    Ok(names(dir)?.pop().map(|name| format!("{FOLDER}/{name}")))
}

/// The backups' file names, oldest first.
fn names(dir: &Path) -> Result<Vec<String>, ArchiveError> {
    let entries = match std::fs::read_dir(dir.join(FOLDER)) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("archive-") && name.ends_with(".db") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_of_all_until_something_is_written() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let (database, backups) = (dir.path().join(DATABASE), dir.path().join(FOLDER));
        std::fs::create_dir(&backups)?;
        let at = |seconds: u64| std::time::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
        let written = |path: &Path, seconds: u64| File::create(path)?.set_modified(at(seconds));
        written(&database, 10)?;
        assert!(!is_of_all_of(dir.path(), &database), "there is none");
        written(&backups.join("archive-2023-11-20.db"), 5)?;
        assert!(!is_of_all_of(dir.path(), &database), "an older one");
        written(&backups.join("archive-2023-11-21.db"), 10)?;
        assert!(!is_of_all_of(dir.path(), &database), "of the same moment");
        written(&backups.join("archive-2023-11-21.db"), 11)?;
        assert!(is_of_all_of(dir.path(), &database));
        written(&database, 12)?;
        assert!(!is_of_all_of(dir.path(), &database), "written to since");
        Ok(())
    }
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 11, number).expect("a day")
    }

    #[test]
    fn seven_days_are_kept_and_the_oldest_go() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        for number in 1..=9 {
            archive.back_up(day(number))?;
        }
        let names = names(dir.path())?;
        assert_eq!(names.len(), 7);
        assert_eq!(names[0], "archive-2023-11-03.db");
        assert_eq!(names[6], "archive-2023-11-09.db");
        Ok(())
    }

    #[test]
    fn a_backup_is_made_once_a_day_and_holds_what_was_saved_until_then() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let mut release = draft("Am Morgen");
        archive.write(|books| books.insert_release(&release, State::Draft, at(0)))?;
        archive.back_up(day(21))?;
        release.headline = "Am Abend".into();
        archive.write(|books| books.update_draft(&release, at(1)))?;
        archive.back_up(day(21))?;
        drop(archive);

        let elsewhere = tempfile::tempdir()?;
        std::fs::copy(dir.path().join("backups/archive-2023-11-21.db"), elsewhere.path().join("archive.db"))?;
        let restored = Archive::open(elsewhere.path())?;
        assert_eq!(restored.read(|books| books.release(release.id))?.release.headline, "Am Morgen");
        Ok(())
    }

    #[test]
    fn a_backup_that_fails_leaves_no_file_and_is_tried_again() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        std::fs::write(dir.path().join("backups"), b"a file where the folder should be")?;
        assert!(archive.back_up(day(21)).is_err());
        std::fs::remove_file(dir.path().join("backups"))?;
        archive.back_up(day(21))?;
        assert_eq!(names(dir.path())?, ["archive-2023-11-21.db"]);
        assert_eq!(std::fs::read_dir(dir.path().join("backups"))?.count(), 1);
        Ok(())
    }
}
