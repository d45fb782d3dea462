//! Files that the window hands to the reader: into the folder for downloads, and never over another one.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::SavedFile;

/// So many files of one name may lie there.
const MOST: u32 = 1_000;

/// Writes it into the reader's folder for downloads, or for documents, or home.
///
/// # Errors
/// [`Problem`] where there is no such folder, or it takes no file.
pub fn save(name: &str, bytes: &[u8]) -> Result<SavedFile, Problem> {
    let folder = [dirs::download_dir(), dirs::document_dir(), dirs::home_dir()];
    let folder = folder.into_iter().flatten().find(|folder| folder.is_dir()).ok_or_else(|| {
        Problem::new(
            "download.no_folder",
            "Es findet sich kein Ordner für die Datei.",
            "Legen Sie in Ihrem persönlichen Ordner einen Ordner »Downloads« an.",
        )
    })?;
    let path = write(&folder, name, bytes).map_err(|cause| {
        Problem::new(
            "download.not_written",
            format!("Die Datei lässt sich nicht in {} schreiben: {cause}.", folder.display()),
            "Prüfen Sie, ob dort Platz ist und Sie dort schreiben dürfen, und versuchen Sie es noch einmal.",
        )
    })?;
    Ok(SavedFile { path: path.display().to_string() })
}

fn write(folder: &Path, wanted: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let (stem, ending) = wanted.rsplit_once('.').unwrap_or((wanted, "txt"));
    for number in 1..=MOST {
        let name = if number == 1 { wanted.to_owned() } else { format!("{stem} ({number}).{ending}") };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut written) => {
                let done = written.write_all(bytes).and_then(|()| written.sync_all());
                if done.is_err() {
                    // Half a file is none.
                    let _ = std::fs::remove_file(&path);
                }
                return done.map(|()| path);
            }
            Err(taken) if taken.kind() == ErrorKind::AlreadyExists => {}
            Err(other) => return Err(other),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_file_of_the_same_name_leaves_the_first_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |text: &str| write(folder.path(), "nachweis.html", text.as_bytes()).expect("written");
        let paths = ["eins", "zwei"].map(file);
        assert_eq!(paths[1].file_name().and_then(|name| name.to_str()), Some("nachweis (2).html"));
        assert_eq!(paths.map(|path| std::fs::read_to_string(path).expect("read")), ["eins", "zwei"]);
    }
}
