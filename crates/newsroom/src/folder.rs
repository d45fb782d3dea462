//! The data folder: for its owner alone (0700), and for one newsroom at a time.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::NewsroomError;

pub(crate) const DATABASE: &str = "newsroom.sqlite";

/// How often it is tried to get the lock, and after which time again.
const GLANCES: u32 = 10;
const GLANCE: Duration = Duration::from_millis(20);

/// The folder with everything the newsroom keeps.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// Held as long as a newsroom works with the folder. The system releases it also after a crash.
#[derive(Debug)]
pub(crate) struct FolderLock {
    file: File,
}

impl Folder {
    /// Opens the folder, or makes it.
    pub(crate) fn open(root: &Path) -> Result<Self, NewsroomError> {
        if is_foreign(root) {
            return Err(NewsroomError::ForeignFolder { path: root.to_owned() });
        }
        private_folder(root).map_err(|cause| match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::ReadOnlyFilesystem => {
                NewsroomError::file(root, cause)
            }
            _ if root.is_dir() => NewsroomError::file(root, cause),
            _ => NewsroomError::NoFolder { path: root.to_owned(), cause },
        })?;
        Ok(Self { root: root.to_owned() })
    }

    /// A folder that holds a newsroom, as it is: nothing is made, and nothing narrowed.
    pub(crate) fn look(root: &Path) -> Result<Self, NewsroomError> {
        match fs::metadata(root.join(DATABASE)) {
            Ok(_) => Ok(Self { root: root.to_owned() }),
            Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => {
                Err(NewsroomError::Disk { path: root.to_owned(), cause })
            }
            Err(cause) => Err(NewsroomError::NoFolder { path: root.to_owned(), cause }),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.root.join(DATABASE)
    }

    pub(crate) fn parts(&self) -> PathBuf {
        self.root.join("parts")
    }

    /// Makes this process the only newsroom of the folder.
    pub(crate) fn lock(&self) -> Result<FolderLock, NewsroomError> {
        let file =
            private_file(OpenOptions::new().create(true).truncate(false).write(true), &self.lock_file())
                .map_err(|cause| NewsroomError::file(&self.root, cause))?;
        let mut glances = GLANCES;
        loop {
            glances -= 1;
            match file.try_lock() {
                Ok(()) => return Ok(FolderLock { file }),
                // Somebody may only be looking whether it is taken.
                Err(TryLockError::WouldBlock) if glances > 0 => std::thread::sleep(GLANCE),
                Err(TryLockError::WouldBlock) => {
                    return Err(NewsroomError::InUse { path: self.root.clone() });
                }
                Err(TryLockError::Error(cause)) => return Err(NewsroomError::file(&self.root, cause)),
            }
        }
    }

    /// What the newsroom that works with the folder has noted; empty where it has not, `None` where there is none.
    pub(crate) fn occupant(&self) -> Result<Option<String>, NewsroomError> {
        let failed = |cause| NewsroomError::file(&self.root, cause);
        let mut file = match File::open(self.lock_file()) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(failed(cause)),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => {
                let mut note = String::new();
                file.read_to_string(&mut note).map_err(failed)?;
                Ok(Some(note))
            }
            Err(TryLockError::Error(cause)) => Err(failed(cause)),
        }
    }

    fn lock_file(&self) -> PathBuf {
        self.root.join("lock")
    }
}

impl FolderLock {
    /// Leaves a note for whoever looks ([`Folder::occupant`]).
    pub(crate) fn note(&self, note: &str) -> io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.seek(io::SeekFrom::Start(0))?;
        file.write_all(note.as_bytes())
    }
}

/// Whether a folder holds something, and not a newsroom: it belongs to somebody else, who could not get in
/// any more if we narrowed it. What cannot be read is told by what is done next.
fn is_foreign(root: &Path) -> bool {
    let Ok(entries) = fs::read_dir(root) else { return false };
    // A start that broke off may have left the other two; a fresh file system has its own folder.
    let ours = |name: &OsStr| ["lock", "parts", "lost+found"].iter().any(|known| name == *known);
    !root.join(DATABASE).is_file() && entries.flatten().any(|entry| !ours(&entry.file_name()))
}

/// Makes a folder that only its owner may enter, or narrows one that is ours.
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700).create(path)?;
        let permissions = fs::metadata(path)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(path)
}

/// Opens a file that only its owner may read.
pub(crate) fn private_file(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Makes what happened to the names in a folder durable.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
