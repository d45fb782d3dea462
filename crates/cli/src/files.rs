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
    String::from_utf8(read(path, limit)?).map_err(|_| {
        Fault::new("file.not_text", "Die Datei ist kein UTF-8-Text.", "Speichern Sie sie als UTF-8.").at(path)
    })
}

/// Writes a file whole or not at all: beside its place, to disk, then renamed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = || -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        // The rename itself is durable only when the folder is.
        #[cfg(unix)]
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    };
    written().map_err(|error| write_fault(&error).at(path))
}

/// Makes a folder with all above it.
pub fn make_folder(path: &Path) -> Result<(), Fault> {
    fs::create_dir_all(path).map_err(|error| write_fault(&error).at(path))
}

/// Every file below the paths: files as named, folders with everything in them, in the order of their names.
pub fn below(paths: &[PathBuf]) -> Vec<(PathBuf, Result<(), Fault>)> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => folder(path, &mut found),
            Ok(_) => found.push((path.clone(), Ok(()))),
            Err(error) => found.push((path.clone(), Err(read_fault(&error).at(path)))),
        }
    }
    found
}

fn folder(path: &Path, found: &mut Vec<(PathBuf, Result<(), Fault>)>) {
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
            Ok(kind) if kind.is_dir() => folder(&entry.path(), found),
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
        _ => Fault::new("file.unreadable", format!("Die Datei lässt sich nicht lesen ({error})."), ""),
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
        _ => Fault::new("file.unwritable", format!("Das lässt sich nicht schreiben ({error})."), ""),
    }
}
