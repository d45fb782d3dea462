//! What the app is told from outside.

use std::ffi::OsString;
use std::path::PathBuf;

/// Where the app keeps its things, and with what it begins.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of archive and newsroom.
    pub home: PathBuf,
    /// `--sample`: an empty desk begins with the sample release.
    pub sample: bool,
}

impl Options {
    /// Reads `SPERRFRIST_HOME` and the arguments; without the former the folder is the system's place for
    /// application data.
    #[must_use]
    pub fn from_environment() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            home: set("SPERRFRIST_HOME").map_or_else(|| usual_home(set), PathBuf::from),
            sample: std::env::args_os().any(|argument| argument == "--sample"),
        }
    }
}

/// XDG Base Directory Specification on Linux, Known Folders on Windows, File System Programming Guide on macOS.
fn usual_home(set: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let base = if cfg!(target_os = "windows") {
        set("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| PathBuf::from(home).join("Library/Application Support"))
    } else {
        set("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| set("HOME").map(|home| PathBuf::from(home).join(".local/share")))
    };
    base.unwrap_or_else(std::env::temp_dir).join("sperrfrist")
}
