//! Folders and files that only their owner may read, written so that they are there whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::ArchiveError;
use crate::open::DATABASE;

/// What shows that a folder is an archive, or was about to become one.
const OURS: [&str; 4] = [DATABASE, "lock", "vault", "backups"];

/// Refuses a folder that holds other things: whoever it belongs to could not get in any more.
pub(crate) fn refuse_foreign(dir: &Path) -> Result<(), ArchiveError> {
    // What cannot be read is told by what is done next.
    let Ok(entries) = std::fs::read_dir(dir) else { return Ok(()) };
    // A fresh file system has a folder of its own.
    let names: Vec<_> =
        entries.flatten().map(|entry| entry.file_name()).filter(|name| name != "lost+found").collect();
    let ours = names.iter().any(|name| OURS.iter().any(|known| name == known));
    if names.is_empty() || ours { Ok(()) } else { Err(ArchiveError::Foreign) }
}

/// Makes a folder, and those above it, for its owner alone.
pub(crate) fn make(dir: &Path) -> Result<(), ArchiveError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = std::fs::metadata(dir)?.permissions().mode();
        if found & 0o077 != 0 {
            std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// How every file of the archive is created.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes `bytes` to `path` by way of a file beside it: whoever looks finds the whole of it or nothing.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ArchiveError> {
    write_by_way_of(Part::beside(path), path, bytes)
}

/// As [`write_whole`], by way of `part`, which must be on the same file system.
pub(crate) fn write_by_way_of(part: Part, path: &Path, bytes: &[u8]) -> Result<(), ArchiveError> {
    let mut file = private().create(true).truncate(true).open(&part.0)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    part.become_file(path)
}

/// An unfinished file, removed again unless it becomes what it is meant to be.
pub(crate) struct Part(PathBuf);

impl Part {
    /// `.part` is added to the name; the archive's lock lets no other process have the same idea, and the
    /// thread's name in it no other thread.
    pub(crate) fn beside(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:?}.part", std::thread::current().id()));
        Self(path.with_file_name(name))
    }

    /// In a folder for unfinished files.
    pub(crate) fn within(dir: &Path, name: &str) -> Self {
        Self::beside(&dir.join(name))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Gives the finished file its name, durably. Its bytes must be synced already.
    pub(crate) fn become_file(self, path: &Path) -> Result<(), ArchiveError> {
        std::fs::rename(&self.0, path)?;
        sync_dir(path.parent().unwrap_or(Path::new(".")))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A new name is durable only after its folder is synced.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), ArchiveError> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Takes the folder for this process until the file is dropped.
pub(crate) fn lock(dir: &Path) -> Result<File, ArchiveError> {
    let file = private().create(true).truncate(false).open(dir.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(ArchiveError::InUse),
        Err(std::fs::TryLockError::Error(cause)) => Err(cause.into()),
    }
}

#[cfg(test)]
mod tests {
    use crate::Archive;

    #[test]
    fn a_folder_with_other_things_in_it_is_refused_and_left_as_it_is()
    -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        std::fs::write(dir.path().join("Haushalt.ods"), b"anderes")?;
        #[cfg(unix)]
        std::fs::set_permissions(dir.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let error = Archive::open(dir.path()).expect_err("foreign");
        assert_eq!(error.code(), "archive.foreign_folder");
        assert_eq!(std::fs::read_dir(dir.path())?.count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(dir.path())?.permissions().mode() & 0o777, 0o755);
        }
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn an_empty_folder_and_an_archive_that_others_may_enter_are_narrowed()
    -> Result<(), Box<dyn std::error::Error>> {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir()?;
        for _ in ["empty", "an archive"] {
            std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o755))?;
            drop(Archive::open(dir.path())?);
            assert_eq!(std::fs::metadata(dir.path())?.permissions().mode() & 0o777, 0o700);
        }
        Ok(())
    }
}
