//! Which files are meant by the paths of a command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::faults::{folder_fault, read_fault};
use crate::fault::Fault;

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
    // The next one to look at is the last one, and whether it is a folder.
    let mut ahead = vec![(path.to_owned(), true)];
    while let Some((path, is_folder)) = ahead.pop() {
        if !is_folder {
            found.push((path, Ok(())));
            continue;
        }
        match entries(&path) {
            Ok(entries) => {
                let meant = |path: &Path| but.is_none() || fs::canonicalize(path).ok().as_deref() != but;
                ahead.extend(entries.into_iter().rev().filter(|(path, folder)| !folder || meant(path)));
            }
            Err(error) => {
                let fault = folder_fault(&error).at(&path);
                found.push((path, Err(fault)));
            }
        }
    }
}

/// The files and folders in a folder, in the order of their names. Links are not followed inside a folder, so that
/// nothing outside it is touched.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let known = entries.into_iter().filter_map(|entry| {
        let kind = entry.file_type().ok().filter(|kind| kind.is_dir() || kind.is_file())?;
        Some((entry.path(), kind.is_dir()))
    });
    Ok(known.collect())
}
