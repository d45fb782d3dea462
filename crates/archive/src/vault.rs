//! Files under the name of their content: `vault/ab/<SHA-256>`.
//!
//! A file is written beside its place, synced, and renamed into it, so a name never stands for half a file.
//! What is read is held against its name again: a flipped bit on the disk is noticed, not published.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{ArchiveError, folder};

/// Where files are written before they get their name.
const UNFINISHED: &str = "unfinished";

/// A folder of files named by their SHA-256.
#[derive(Debug)]
pub struct Vault {
    dir: PathBuf,
}

impl Vault {
    pub(crate) fn open(dir: &Path) -> Result<Self, ArchiveError> {
        folder::make(dir)?;
        // What a killed process has left unfinished has no name yet, and nobody asks for it.
        let unfinished = dir.join(UNFINISHED);
        if unfinished.exists() {
            std::fs::remove_dir_all(&unfinished)?;
        }
        folder::make(&unfinished)?;
        Ok(Self { dir: dir.to_owned() })
    }

    /// Keeps `bytes` durably and returns their name: SHA-256, 64 hexadecimal digits. The same bytes are kept
    /// once.
    ///
    /// # Errors
    /// [`ArchiveError`]; nothing is left behind then.
    pub fn put(&self, bytes: &[u8]) -> Result<String, ArchiveError> {
        let digest = digest(bytes);
        // A file that is there but not what its name says is written anew.
        if self.get(&digest).is_ok() {
            return Ok(digest);
        }
        let path = self.path(&digest)?;
        let shelf = path.parent().unwrap_or(&self.dir);
        if !shelf.is_dir() {
            folder::make(shelf)?;
            folder::sync_dir(&self.dir)?;
        }
        let part = folder::Part::within(&self.dir.join(UNFINISHED), &digest);
        folder::write_by_way_of(part, &path, bytes)?;
        Ok(digest)
    }

    /// The bytes of that name, checked.
    ///
    /// # Errors
    /// [`ArchiveError::FileMissing`], [`ArchiveError::FileChanged`], or what the disk reports.
    pub fn get(&self, digest: &str) -> Result<Vec<u8>, ArchiveError> {
        let bytes = match std::fs::read(self.path(digest)?) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                return Err(ArchiveError::FileMissing { digest: digest.to_owned() });
            }
            other => other?,
        };
        if self::digest(&bytes) == digest {
            Ok(bytes)
        } else {
            Err(ArchiveError::FileChanged { digest: digest.to_owned() })
        }
    }

    /// Forgets a file; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn remove(&self, digest: &str) -> Result<(), ArchiveError> {
        match std::fs::remove_file(self.path(digest)?) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(cause.into()),
            _ => Ok(()),
        }
    }

    /// The same, and not before the disk has it: a file that came back after a fault would be nobody's.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn remove_for_good(&self, digest: &str) -> Result<(), ArchiveError> {
        self.remove(digest)?;
        let path = self.path(digest)?;
        match path.parent() {
            Some(shelf) if shelf.is_dir() => folder::sync_dir(shelf),
            _ => Ok(()),
        }
    }

    /// The names of all files.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn names(&self) -> Result<Vec<String>, ArchiveError> {
        let mut names = Vec::new();
        for shelf in std::fs::read_dir(&self.dir)? {
            let shelf = shelf?;
            if shelf.file_name() == UNFINISHED {
                continue;
            }
            for file in std::fs::read_dir(shelf.path())? {
                names.push(file?.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }

    /// A name from outside must not lead anywhere else.
    fn path(&self, digest: &str) -> Result<PathBuf, ArchiveError> {
        if digest.len() != 64 || !digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(ArchiveError::FileMissing { digest: digest.to_owned() });
        }
        Ok(self.dir.join(&digest[..2]).join(digest))
    }
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    type Tested = Result<(), Box<dyn Error>>;

    fn vault() -> Result<(tempfile::TempDir, Vault), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let vault = Vault::open(&dir.path().join("vault"))?;
        Ok((dir, vault))
    }

    fn files(dir: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
        let mut found = Vec::new();
        for shelf in std::fs::read_dir(dir)? {
            for file in std::fs::read_dir(shelf?.path())? {
                found.push(file?.path());
            }
        }
        Ok(found)
    }

    #[test]
    fn what_is_put_in_is_had_back_and_kept_once() -> Tested {
        let (_dir, vault) = vault()?;
        let digest = vault.put(b"photo")?;
        assert_eq!(vault.put(b"photo")?, digest);
        assert_eq!(vault.get(&digest)?, b"photo");
        assert_eq!(files(&vault.dir)?, [vault.dir.join(&digest[..2]).join(&digest)]);
        Ok(())
    }

    #[test]
    fn a_flipped_bit_is_noticed_and_healed_by_putting_the_photo_in_again() -> Tested {
        let (_dir, vault) = vault()?;
        let digest = vault.put(b"photo")?;
        std::fs::write(vault.path(&digest)?, b"phot0")?;
        assert_eq!(vault.get(&digest).expect_err("changed").code(), "archive.file_changed");
        vault.put(b"photo")?;
        assert_eq!(vault.get(&digest)?, b"photo");
        Ok(())
    }

    #[test]
    fn what_a_killed_process_left_unfinished_is_cleared_away() -> Tested {
        let (_dir, vault) = vault()?;
        std::fs::write(vault.dir.join(UNFINISHED).join("ab.part"), b"half a pho")?;
        let vault = Vault::open(&vault.dir)?;
        assert!(files(&vault.dir)?.is_empty());
        Ok(())
    }

    #[test]
    fn a_name_that_is_no_digest_leads_nowhere() -> Tested {
        let (dir, vault) = vault()?;
        std::fs::write(dir.path().join("secret"), b"secret")?;
        for name in ["../secret", "", "../../../../../../../../../../../../etc/passwd", &"A".repeat(64)] {
            assert_eq!(vault.get(name).expect_err("nowhere").code(), "archive.file_missing", "{name}");
        }
        Ok(())
    }

    #[test]
    fn an_unfinished_write_leaves_no_file() -> Tested {
        let (_dir, vault) = vault()?;
        let digest = digest(b"photo");
        // The final name is taken by a folder that cannot be replaced, so the last step fails.
        let path = vault.path(&digest)?;
        std::fs::create_dir_all(path.join("taken"))?;
        assert!(vault.put(b"photo").is_err());
        let found = files(&vault.dir)?;
        assert_eq!(found, [path]);
        Ok(())
    }
}
