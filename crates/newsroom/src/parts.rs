//! The parts of the packages, one file each, under the random name the desk gave it.
//!
//! `parts/<first two>/<name>`: written beside its place, synced, renamed, and the folder synced. A file that
//! no item names is what a crash left; it is removed at the next start, and was never reachable.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::NewsroomError;
use crate::folder::{private_file, private_folder, sync_folder};

/// The folder of the parts.
#[derive(Debug)]
pub(crate) struct Parts {
    root: PathBuf,
}

impl Parts {
    pub(crate) fn open(root: PathBuf) -> Result<Self, NewsroomError> {
        private_folder(&root).map_err(|cause| NewsroomError::file(&root, cause))?;
        Ok(Self { root })
    }

    /// To read only; nothing is made.
    pub(crate) fn look(root: PathBuf) -> Self {
        Self { root }
    }

    /// Writes a part so that it is there whole, also after the power went, or not at all.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), NewsroomError> {
        self.try_write(name, bytes).map_err(|cause| {
            let _ = fs::remove_file(self.unfinished(name));
            NewsroomError::file(&self.root, cause)
        })
    }

    fn try_write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(name);
        let folder = place.parent().expect("a part lies in a folder");
        if !folder.is_dir() {
            private_folder(folder)?;
            sync_folder(&self.root)?;
        }
        let unfinished = self.unfinished(name);
        let mut file = private_file(OpenOptions::new().create(true).truncate(true).write(true), &unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, &place)?;
        sync_folder(folder)
    }

    /// Reads a part whole.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>, NewsroomError> {
        let place = self.place(name);
        fs::read(&place).map_err(|cause| NewsroomError::file(&place, cause))
    }

    /// Removes parts that no item names any more. What cannot be removed now goes at the next start.
    pub(crate) fn remove<'a>(&self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            let _ = fs::remove_file(self.place(name));
        }
    }

    /// Removes every file that is not among `named`.
    pub(crate) fn sweep(&self, named: &HashSet<&str>) -> Result<(), NewsroomError> {
        self.try_sweep(named).map_err(|cause| NewsroomError::file(&self.root, cause))
    }

    fn try_sweep(&self, named: &HashSet<&str>) -> io::Result<()> {
        for folder in fs::read_dir(&self.root)? {
            let folder = folder?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(&folder)? {
                let file = file?;
                let kept = file.file_name().to_str().is_some_and(|name| named.contains(name));
                if !kept && file.file_type()?.is_file() {
                    fs::remove_file(file.path())?;
                }
            }
        }
        Ok(())
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder_of(name).join(name)
    }

    fn unfinished(&self, name: &str) -> PathBuf {
        self.folder_of(name).join(format!("{name}.unfinished"))
    }

    fn folder_of(&self, name: &str) -> PathBuf {
        // Names are 32 hexadecimal digits; `seal` refuses any other.
        self.root.join(Path::new(&name[..2]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_as_written_and_swept_when_nobody_names_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let parts = Parts::open(folder.path().join("parts")).expect("opens");
        let (kept, left) = ("aa".repeat(16), "ab".repeat(16));
        parts.write(&kept, b"kept").expect("writes");
        parts.write(&left, b"left").expect("writes");
        fs::write(parts.unfinished(&kept), b"half").expect("writes");
        parts.sweep(&HashSet::from([kept.as_str()])).expect("sweeps");
        assert_eq!(parts.read(&kept).expect("reads"), b"kept");
        assert!(parts.read(&left).is_err());
        assert!(!parts.unfinished(&kept).exists());
    }

    #[cfg(unix)]
    #[test]
    fn parts_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let parts = Parts::open(folder.path().join("parts")).expect("opens");
        let name = "aa".repeat(16);
        parts.write(&name, b"x").expect("writes");
        let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
        assert_eq!(mode(&parts.place(&name)), 0o600);
        assert_eq!(mode(&parts.folder_of(&name)), 0o700);
        assert_eq!(mode(&parts.root), 0o700);
    }
}
