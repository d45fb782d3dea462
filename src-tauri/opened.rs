//! A file that the system hands to the program: by a double click at its start, or by a second start to the one that runs.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sperrfrist_desk::view::{ReceiveRequest, ReceivedView};
use sperrfrist_desk::{Problem, handed_on};
use tauri::{AppHandle, Manager};

use crate::front;
use crate::workplace::Workplace;

/// The file that the window has not asked for yet.
pub struct Opened(Mutex<Option<PathBuf>>);

impl Opened {
    #[must_use]
    pub fn with(file: Option<PathBuf>) -> Self {
        Self(Mutex::new(file))
    }

    fn put(&self, file: PathBuf) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
    }

    fn take(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The file among the arguments of a start in that folder; the first of them is the program.
#[must_use]
pub fn among(arguments: Vec<String>, folder: &Path) -> Option<PathBuf> {
    let named = arguments.into_iter().skip(1).find(|argument| is_ours(Path::new(argument)))?;
    Some(folder.join(named))
}

fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(handed_on::ENDING))
}

/// Tells the window that there is one. It asks by itself when it begins.
pub fn tell(app: &AppHandle, file: Option<PathBuf>) {
    let (Some(file), Some(window)) = (file, front::window(app)) else { return };
    app.state::<Opened>().put(file);
    let _ = window.eval("document.dispatchEvent(new Event('sperrfrist-file'))");
}

/// Looks at the file, once.
///
/// # Errors
/// [`Problem`] where it cannot be read, or the desk refuses it.
pub fn receive(app: &AppHandle) -> Result<Option<ReceivedView>, Problem> {
    let Some(path) = app.state::<Opened>().take() else { return Ok(None) };
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = read(&path).map_err(|cause| {
        Problem::new(
            "bundle.unreadable",
            format!("Die Datei »{file_name}« lässt sich nicht lesen: {cause}."),
            "Sehen Sie nach, ob sie noch dort liegt, und öffnen Sie sie mit Strg+O.",
        )
    })?;
    app.state::<Workplace>().desk()?.receive(&bytes, ReceiveRequest { file_name }).map(Some)
}

/// One byte more than may be is enough to tell that it is too large.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(handed_on::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_found_among_the_arguments_wherever_they_were_given() {
        let found = |given: &[&str]| {
            among(given.iter().map(|one| (*one).to_owned()).collect(), Path::new("/home/roth"))
                .map(|path| path.display().to_string())
        };
        assert_eq!(found(&["sperrfrist", "bsi.sperrfrist"]).as_deref(), Some("/home/roth/bsi.sperrfrist"));
        assert_eq!(
            found(&["sperrfrist", "--sample", "/tmp/A.SPERRFRIST"]).as_deref(),
            Some("/tmp/A.SPERRFRIST")
        );
        assert_eq!(found(&["/opt/own.sperrfrist"]), None, "the program itself is none");
        assert_eq!(found(&["sperrfrist", "--background", "brief.docx"]), None);
    }
}
