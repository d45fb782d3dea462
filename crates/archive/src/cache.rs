//! Pictures made from the vault, for the screen and for documents. The whole folder may be deleted at any time.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::{ArchiveError, folder};

/// A folder of files named by what they were made from and what for.
#[derive(Debug)]
pub struct Cache {
    dir: PathBuf,
}

impl Cache {
    pub(crate) fn open(dir: &Path) -> Result<Self, ArchiveError> {
        folder::make(dir)?;
        Ok(Self { dir: dir.to_owned() })
    }

    /// What was kept for `digest` under `name`, if it still is.
    #[must_use]
    pub fn get(&self, digest: &str, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.path(digest, name)?).ok()
    }

    /// Keeps a picture until someone empties the folder.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn put(&self, digest: &str, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        let Some(path) = self.path(digest, name) else {
            return Err(ArchiveError::FileMissing { digest: digest.to_owned() });
        };
        folder::make(&self.dir)?;
        folder::write_whole(&path, bytes)
    }

    /// Lets go of every picture that was made of `digest`.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn forget(&self, digest: &str) -> Result<(), ArchiveError> {
        let begins = format!("{digest}-");
        let files = match std::fs::read_dir(&self.dir) {
            // Somebody has emptied it.
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        for file in files {
            let file = file?;
            if file.file_name().to_string_lossy().starts_with(&begins) {
                std::fs::remove_file(file.path())?;
            }
        }
        Ok(())
    }

    /// Both parts come from outside and must stay a plain file name.
    fn path(&self, digest: &str, name: &str) -> Option<PathBuf> {
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (plain(digest) && plain(name)).then(|| self.dir.join(format!("{digest}-{name}.jpg")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deleted_cache_is_made_again() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let cache = Cache::open(&dir.path().join("cache"))?;
        cache.put("ab", "thumb", b"small")?;
        std::fs::remove_dir_all(dir.path().join("cache"))?;
        assert_eq!(cache.get("ab", "thumb"), None);
        cache.put("ab", "thumb", b"small")?;
        assert_eq!(cache.get("ab", "thumb").as_deref(), Some(&b"small"[..]));
        Ok(())
    }

    #[test]
    fn a_name_with_a_path_in_it_is_refused() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let cache = Cache::open(&dir.path().join("cache"))?;
        assert!(cache.put("../ab", "thumb", b"small").is_err());
        assert_eq!(cache.get("ab", "../../etc/passwd"), None);
        Ok(())
    }
}
