//! Reading and writing files so that a reader sees the old or the new, never a half.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// Reads a file of at most `limit` bytes.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
    let refuse = |error: io::Error| read_fault(&error).at(path);
    let kind = fs::metadata(path).map_err(refuse)?;
    if kind.is_dir() {
        return Err(Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei.").at(path));
    }
    if !kind.is_file() {
        return Err(Fault::new(
            "file.not_regular",
            "Das ist keine gewöhnliche Datei.",
            "Nennen Sie eine Datei.",
        )
        .at(path));
    }
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(refuse)?.take(limit + 1).read_to_end(&mut bytes).map_err(refuse)?;
    if bytes.len() as u64 > limit {
        return Err(Fault::new(
            "file.too_large",
            format!("Die Datei ist größer als {} MB.", limit / 1_000_000),
            "Nennen Sie eine kleinere Datei.",
        )
        .at(path));
    }
    Ok(bytes)
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
        let (folder, file) = beside(&place, bytes)?;
        file.persist(&place).map_err(|error| error.error)?;
        keep_name(&folder)
    };
    written().map_err(|error| write_fault(&error).at(path))
}

/// What became of a file that should be new.
pub enum NewFile {
    Written,
    /// Something has that name already, and was left as it is.
    Taken,
}

/// Writes a file whole or not at all, and only where nothing has its name, not even a link.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<NewFile, Fault> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(write_fault(&error).at(path)),
        Ok(_) => return Ok(NewFile::Taken),
    }
    let written = || -> io::Result<NewFile> {
        let (folder, file) = beside(path, bytes)?;
        match file.persist_noclobber(path) {
            Ok(_) => keep_name(&folder).map(|()| NewFile::Written),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(NewFile::Taken),
            Err(error) => Err(error.error),
        }
    };
    written().map_err(|error| write_fault(&error).at(path))
}

/// What lies under a name: the bytes of a file of at most `limit` bytes; nothing where it is longer, a link, or no
/// file at all.
pub fn read_as_it_lies(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
    let kind = fs::symlink_metadata(path).map_err(|error| read_fault(&error).at(path))?;
    if !kind.is_file() || kind.len() > limit {
        return Ok(None);
    }
    read(path, limit).map(Some)
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

/// A file that is whole and on the disk, but has not its name yet. It is locked, so that `sweep` knows it as one
/// that somebody still writes.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<(PathBuf, tempfile::NamedTempFile)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    // Not every file system knows locks.
    let _ = file.as_file().try_lock();
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok((folder.to_owned(), file))
}

/// The rename itself is durable only when the folder is.
#[cfg(unix)]
fn keep_name(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened.
#[cfg(not(unix))]
fn keep_name(_: &Path) -> io::Result<()> {
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

/// A file, or why it cannot be had.
pub type Found = (PathBuf, Result<(), Fault>);

/// Every file below the paths: files as named, folders with everything in them, in the order of their names. One
/// folder may be passed over where it is met on the way; where it is named itself, it is meant.
pub fn below(paths: &[PathBuf], but: Option<&Path>) -> Vec<Found> {
    let but = but.and_then(|path| fs::canonicalize(path).ok());
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => folder(path, but.as_deref(), &mut found),
            Ok(_) => found.push((path.clone(), Ok(()))),
            Err(error) => found.push((path.clone(), Err(read_fault(&error).at(path)))),
        }
    }
    found
}

fn folder(path: &Path, but: Option<&Path>, found: &mut Vec<Found>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            found.push((path.to_owned(), Err(read_fault(&error).at(path))));
            return;
        }
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                let path = entry.path();
                if but.is_none() || fs::canonicalize(&path).ok().as_deref() != but {
                    folder(&path, but, found);
                }
            }
            // Links are not followed inside a folder, so that nothing outside it is touched.
            Ok(kind) if kind.is_file() => found.push((entry.path(), Ok(()))),
            _ => {}
        }
    }
}

fn read_fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Fault::new("file.absent", "Diese Datei gibt es nicht.", "Prüfen Sie Namen und Ordner.")
        }
        io::ErrorKind::PermissionDenied => Fault::new(
            "file.not_permitted",
            "Diese Datei darf nicht gelesen werden.",
            "Prüfen Sie die Rechte der Datei.",
        ),
        io::ErrorKind::IsADirectory => {
            Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei.")
        }
        io::ErrorKind::NotADirectory => below_a_file(),
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => bad_name(),
        _ => Fault::new(
            "file.unreadable",
            format!("Die Datei lässt sich nicht lesen{}.", number(error)),
            "Prüfen Sie den Datenträger, und nehmen Sie eine andere Kopie der Datei.",
        ),
    }
}

fn write_fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => Fault::new(
            "file.no_folder",
            "Den Ordner gibt es nicht.",
            "Legen Sie ihn an oder nennen Sie einen anderen.",
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Fault::new(
            "file.read_only",
            "Hier darf nicht geschrieben werden.",
            "Nennen Sie einen Ordner, in den Sie schreiben dürfen. Es wurde nichts verändert.",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::new(
            "file.disk_full",
            "Der Datenträger ist voll.",
            "Schaffen Sie Platz und wiederholen Sie den Befehl. Es ist nichts Halbes entstanden.",
        ),
        io::ErrorKind::IsADirectory => {
            Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei darin.")
        }
        io::ErrorKind::NotADirectory => below_a_file(),
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => bad_name(),
        _ => Fault::new(
            "file.unwritable",
            format!("Das lässt sich nicht schreiben{}.", number(error)),
            "Prüfen Sie den Datenträger, oder nennen Sie einen anderen Ordner. Es ist nichts Halbes entstanden.",
        ),
    }
}

fn below_a_file() -> Fault {
    Fault::new(
        "file.not_a_folder",
        "Ein Teil dieses Pfades ist eine Datei und kein Ordner.",
        "Prüfen Sie Namen und Ordner.",
    )
}

fn bad_name() -> Fault {
    Fault::new(
        "file.bad_name",
        "Diesen Namen nimmt der Datenträger nicht an; er ist zu lang oder enthält unerlaubte Zeichen.",
        "Nennen Sie einen anderen Namen.",
    )
}

/// What the system calls it, for whoever is asked for help.
fn number(error: &io::Error) -> String {
    error.raw_os_error().map(|number| format!(" (Fehler {number} des Betriebssystems)")).unwrap_or_default()
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
