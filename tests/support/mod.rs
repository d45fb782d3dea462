//! What the journeys share.

pub mod browser;
pub mod command;
pub mod display;
pub mod process;
pub mod wait;

use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Where screenshots and pages are left for people to look at.
pub fn shown(name: &str) -> PathBuf {
    let folder = root().join("target/demo");
    std::fs::create_dir_all(&folder).expect("target/demo can be made");
    folder.join(name)
}

/// The folder for downloads, as the settings of the reader who lives in `home` name it.
pub fn downloads(home: &Path) -> PathBuf {
    let downloads = home.join("Heruntergeladenes");
    std::fs::create_dir_all(&downloads).expect("a folder");
    std::fs::create_dir_all(home.join("xdg-config")).expect("a folder");
    let settings = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    std::fs::write(home.join("xdg-config/user-dirs.dirs"), settings).expect("settings");
    downloads
}

/// A program of ours, built by the same `cargo test --workspace`.
pub fn program(name: &str) -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_BIN_EXE_sperrfrist"));
    let path = beside.with_file_name(name);
    assert!(path.exists(), "{} is missing; build it with `cargo build --workspace`", path.display());
    path
}

/// What poppler reads in a PDF file.
pub fn text_of_pdf(path: &Path) -> String {
    let read = std::process::Command::new("pdftotext").arg("-layout").arg(path).arg("-").output();
    String::from_utf8_lossy(&read.expect("poppler is installed by the set-up").stdout).into_owned()
}
