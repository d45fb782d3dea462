//! What the app is told from outside.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::opened;
use crate::this_pc::IN_BACKGROUND;

/// Where the app keeps its things, and with what it begins.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of archive and newsroom; `None` where nobody names one. What is kept in a folder for
    /// temporary files would be gone after the next start of the computer.
    pub home: Option<PathBuf>,
    /// Where printed pages go without a dialog, as PDF, instead of to a printer.
    pub print_to: Option<PathBuf>,
    /// A release that somebody has handed on, to be shown.
    pub file: Option<PathBuf>,
    /// `--sample`: an empty desk begins with the sample release.
    pub sample: bool,
    /// The app begins without its window, as it does when somebody signs in.
    pub in_background: bool,
}

impl Options {
    /// Reads `SPERRFRIST_HOME`, `SPERRFRIST_PRINT_TO` and the arguments; without the first the folder is the system's place for
    /// application data.
    #[must_use]
    pub fn from_environment() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let told = |argument: &str| std::env::args_os().any(|given| given == argument);
        Self {
            home: set("SPERRFRIST_HOME").map(PathBuf::from).or_else(|| usual_home(set)),
            print_to: set("SPERRFRIST_PRINT_TO").map(PathBuf::from),
            file: std::env::current_dir()
                .ok()
                .and_then(|folder| opened::among(std::env::args().collect(), &folder)),
            sample: told("--sample"),
            in_background: told(IN_BACKGROUND),
        }
    }
}

/// XDG Base Directory Specification on Linux, Known Folders on Windows, File System Programming Guide on macOS.
fn usual_home(set: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let base = if cfg!(target_os = "windows") {
        set("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| PathBuf::from(home).join("Library/Application Support"))
    } else {
        set("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| set("HOME").map(|home| PathBuf::from(home).join(".local/share")))
    };
    base.map(|base| base.join("sperrfrist"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_named_folder_there_is_none() {
        assert_eq!(usual_home(|_| None), None);
    }
}
