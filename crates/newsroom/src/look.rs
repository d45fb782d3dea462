//! How the newsroom looks and what its house says of itself, as its keeper wrote it: files, read once at the start.

use std::fs;
use std::io;
use std::path::Path;

use sperrfrist_page::{Identity, Theme, ThemeFile};

use crate::NewsroomError;

/// The largest file of a theme, in bytes.
const MOST: u64 = 8 * 1024 * 1024;

/// How many folders deep a theme may be; its own files lie one deep.
const DEPTH: usize = 3;

/// The theme of a newsroom: the files in `theme` in the place of the built-in ones, the particulars in `site`.
///
/// # Errors
/// [`NewsroomError::Theme`] with file and line, [`NewsroomError::Identity`], or what the disk says.
pub fn look(theme: Option<&Path>, site: Option<&Path>) -> Result<Theme, NewsroomError> {
    let identity = site.map(identity).transpose()?.unwrap_or_default();
    let mut files = Vec::new();
    if let Some(folder) = theme {
        collect(folder, "", DEPTH, &mut files)?;
    }
    Theme::with(identity, files).map_err(NewsroomError::Theme)
}

fn identity(path: &Path) -> Result<Identity, NewsroomError> {
    let refused = |detail: String| NewsroomError::Identity { path: path.to_owned(), detail };
    let text = fs::read_to_string(path).map_err(|cause| unreadable(path, cause))?;
    let identity: Identity =
        serde_json::from_str(&text).map_err(|error| refused(format!("Zeile {}: {error}", error.line())))?;
    identity.check().map_err(|error| refused(error.to_string()))?;
    Ok(identity)
}

/// Every file below a folder by its name within the theme. Hidden ones are the editor's and the versioning's.
fn collect(
    folder: &Path,
    within: &str,
    depth: usize,
    files: &mut Vec<ThemeFile>,
) -> Result<(), NewsroomError> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = entries.map_err(|cause| unreadable(folder, cause))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name.starts_with('.') {
            continue;
        }
        let name = format!("{within}{file_name}");
        let kind = fs::metadata(&path).map_err(|cause| unreadable(&path, cause))?;
        if kind.is_dir() && depth > 1 {
            collect(&path, &format!("{name}/"), depth - 1, files)?;
        } else if kind.is_file() && kind.len() <= MOST {
            let bytes = fs::read(&path).map_err(|cause| unreadable(&path, cause))?;
            files.push(ThemeFile { name, bytes });
        } else {
            let cause = io::Error::from(io::ErrorKind::FileTooLarge);
            return Err(NewsroomError::LookFile { path, cause });
        }
    }
    Ok(())
}

fn unreadable(path: &Path, cause: io::Error) -> NewsroomError {
    NewsroomError::LookFile { path: path.to_owned(), cause }
}
