//! Reading and writing files so that a reader sees the old or the new, never a half.

mod faults;
mod walk;

use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use faults::read_fault;
use faults::{number, write_fault};
pub use walk::{Found, below};

use crate::fault::Fault;

/// Reads a file of at most `limit` bytes.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    read_into(path, limit, |_| &mut bytes)?;
    Ok(bytes)
}

/// Reads a file of at most `limit` bytes into what `room` gives for its size. A file that changes meanwhile is
/// refused: nobody could say what was read.
pub fn read_into<'a>(
    path: &Path,
    limit: u64,
    room: impl FnOnce(u64) -> &'a mut Vec<u8>,
) -> Result<(), Fault> {
    let refuse = |error: io::Error| read_fault(&error).at(path);
    // Asked before opening, for opening a pipe waits until somebody writes into it.
    regular(&fs::metadata(path).map_err(refuse)?).map_err(|fault| fault.at(path))?;
    let file = fs::File::open(path).map_err(refuse)?;
    let before = file.metadata().map_err(refuse)?;
    regular(&before).map_err(|fault| fault.at(path))?;
    if before.len() > limit {
        return Err(Fault::new(
            "file.too_large",
            format!("Die Datei ist größer als {} MB.", limit / 1_000_000),
            "Nennen Sie eine kleinere Datei.",
        )
        .at(path));
    }
    let bytes = room(before.len());
    (&file).take(before.len() + 1).read_to_end(bytes).map_err(refuse)?;
    let after = file.metadata().map_err(refuse)?;
    let is_whole = bytes.len() as u64 == before.len() && after.len() == before.len();
    if !is_whole || before.modified().ok() != after.modified().ok() {
        return Err(Fault::new(
            "file.changing",
            "Die Datei wird gerade noch geschrieben oder verändert.",
            "Warten Sie, bis sie fertig ist, und wiederholen Sie den Befehl.",
        )
        .at(path));
    }
    Ok(())
}

fn regular(kind: &fs::Metadata) -> Result<(), Fault> {
    if kind.is_dir() {
        return Err(Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei."));
    }
    if !kind.is_file() {
        return Err(Fault::new(
            "file.not_regular",
            "Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Leitung.",
            "Nennen Sie eine Datei.",
        ));
    }
    Ok(())
}

/// Reads a text file.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Fault> {
    let text = String::from_utf8(read(path, limit)?).map_err(|_| {
        Fault::new("file.not_text", "Die Datei ist kein UTF-8-Text.", "Speichern Sie sie als UTF-8.").at(path)
    })?;
    // Some editors put a mark before the text that no reader of JSON or tokens expects.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Writes a file whole or not at all: beside its place, to disk, then renamed. A link stays a link, and its file is
/// written; what is no file stays what it is.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let place = place_of(path)?;
    let written = || -> io::Result<()> {
        let mut file = unfinished(folder_of(&place))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&place).map_err(|error| error.error)?;
        keep_names(folder_of(&place))
    };
    written().map_err(|error| write_fault(&error).at(path))
}

/// How much is written or compared at a time, in bytes. It stays in the processor's cache, and the system takes memory
/// for it that it has at hand; for megabytes at once it has to find some, which costs more than the writing. Of 64 kB to
/// 512 kB this cost least.
const CHUNK: usize = 256 * 1_024;

/// A file that is on the disk, but has not its name yet. It goes if it never gets one.
pub struct Unnamed {
    target: PathBuf,
    file: tempfile::NamedTempFile,
}

impl Unnamed {
    /// Writes it beside its place, and reads it again. Its time is always the same, and it has no extended attributes.
    pub fn write(target: &Path, bytes: &[u8]) -> Result<Self, Fault> {
        let written = || -> io::Result<Option<tempfile::NamedTempFile>> {
            let mut file = unfinished(folder_of(target))?;
            let mut again = vec![0; CHUNK.min(bytes.len())];
            for part in bytes.chunks(CHUNK) {
                file.write_all(part)?;
                file.seek_relative(-(part.len() as i64))?;
                let found = &mut again[..part.len()];
                file.read_exact(found)?;
                if found != part {
                    return Ok(None);
                }
            }
            let time = fixed_time();
            file.as_file().set_times(fs::FileTimes::new().set_accessed(time).set_modified(time))?;
            file.as_file().sync_all()?;
            forget_contents(file.as_file());
            Ok(Some(file))
        };
        match written() {
            Ok(Some(file)) => Ok(Self { target: target.to_owned(), file }),
            Ok(None) => Err(Fault::new(
                "file.not_as_written",
                "Was geschrieben wurde, steht nicht so auf dem Datenträger.",
                "Prüfen Sie den Datenträger, oder nennen Sie einen anderen Ordner. Es ist nichts Halbes entstanden.",
            )
            .at(target)),
            Err(error) => Err(write_fault(&error).at(target)),
        }
    }

    /// Gives it its name, if nothing has that yet, not even a link. Otherwise the file goes: `false`.
    pub fn name(self) -> Result<bool, Fault> {
        match self.file.persist_noclobber(&self.target) {
            Ok(_) => Ok(true),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(write_fault(&error.error).at(&self.target)),
        }
    }
}

/// What is safe on the disk need not stay in memory as well: a batch would drive out what other programs use, and each
/// photo would need fresh memory, which costs more than the copying.
#[cfg(target_os = "linux")]
fn forget_contents(file: &fs::File) {
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
fn forget_contents(_: &fs::File) {}

/// 1980-01-01, the first day that every archive format knows: cleaned photos do not tell when they were cleaned.
fn fixed_time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(315_532_800)
}

/// Whether something has that name, be it a link to nowhere.
pub fn is_taken(path: &Path) -> Result<bool, Fault> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(write_fault(&error).at(path)),
    }
}

/// Whether a file, and no link to one, holds these bytes, no fewer and no more.
pub fn holds(path: &Path, bytes: &[u8]) -> Result<bool, Fault> {
    let compared = || -> io::Result<bool> {
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(false);
        }
        let mut file = fs::File::open(path)?;
        let mut chunk = vec![0; CHUNK.min(bytes.len())];
        for expected in bytes.chunks(CHUNK) {
            let found = &mut chunk[..expected.len()];
            match file.read_exact(found) {
                Ok(()) if found == expected => {}
                Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
                _ => return Ok(false),
            }
        }
        Ok(io::copy(&mut file.take(1), &mut io::sink())? == 0)
    };
    compared().map_err(|error| read_fault(&error).at(path))
}

/// Where a file is to be written: its own place, or that of the file to which a link leads.
fn place_of(path: &Path) -> Result<PathBuf, Fault> {
    let link = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(path.to_owned()),
        Err(error) => return Err(write_fault(&error).at(path)),
        Ok(kind) => kind.is_symlink(),
    };
    let kind = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fault::new(
            "file.dangling_link",
            "Dieser Verweis führt zu einer Datei, die es nicht gibt.",
            "Nennen Sie die Datei selbst, oder entfernen Sie den Verweis.",
        )
        .at(path),
        _ => write_fault(&error).at(path),
    })?;
    if kind.is_dir() {
        return Err(
            Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei darin.").at(path)
        );
    }
    if !kind.is_file() {
        return Err(Fault::new(
            "file.not_regular",
            "Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Leitung.",
            "Nennen Sie eine Datei. Es wurde nichts verändert.",
        )
        .at(path));
    }
    if link {
        fs::canonicalize(path).map_err(|error| write_fault(&error).at(path))
    } else {
        Ok(path.to_owned())
    }
}

/// How files begin that are not yet whole.
const UNFINISHED: &str = ".sperrfrist-unfertig-";

/// A file in the folder without a name that counts. It is locked, so that `sweep` knows it as one that somebody
/// still writes.
fn unfinished(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    // Not every file system knows locks.
    let _ = file.as_file().try_lock();
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A rename itself is durable only when the folder is.
#[cfg(unix)]
pub fn keep_names(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened.
#[cfg(not(unix))]
pub fn keep_names(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes what a command that was killed left unfinished in a folder. What cannot be removed harms nobody.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let left = fs::File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a folder with all above it, and makes sure that files can be written there.
pub fn make_folder(path: &Path) -> Result<(), Fault> {
    let made = || -> io::Result<()> {
        fs::create_dir_all(path)?;
        tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(path)?.close()
    };
    made().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Fault::new(
            "file.not_a_folder",
            "Unter diesem Namen liegt schon eine Datei.",
            "Nennen Sie einen Ordner.",
        )
        .at(path),
        _ => write_fault(&error).at(path),
    })
}

/// A folder that goes with the command.
pub fn passing_folder() -> Result<tempfile::TempDir, Fault> {
    tempfile::tempdir().map_err(|error| {
        Fault::new(
            "file.no_temporary",
            format!("Es lässt sich kein Zwischenordner anlegen{}.", number(&error)),
            "Schaffen Sie Platz, oder nennen Sie mit TMPDIR einen anderen Ort.",
        )
    })
}
