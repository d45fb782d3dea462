//! Whether a dictionary of this machine knows a word, and what it would write in its place.
//!
//! The dictionaries are those that the machine has, in the form of Hunspell; none comes with the app
//! (`docs/decisions/0036-spelling-by-the-machines-dictionary.md`). They are read once, when the first word is asked.
//!
//! Deliberately not here: which words an officer has added, and where in a text a word stands.

mod speller;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use speller::Speller;

/// Where dictionaries lie, besides the folders of `DICPATH`, as Hunspell itself looks for them.
const FOLDERS: &[&str] = &[
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/app/share/hunspell",
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
];

/// A language that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    German,
    English,
    UpperSorbian,
}

impl Tongue {
    /// The names of its dictionaries, the usual one first.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::German => &["de_DE", "de_DE_frami", "de-DE", "de"],
            Self::English => &["en_GB", "en_US", "en-GB", "en-US", "en"],
            Self::UpperSorbian => &["hsb_DE", "hsb-DE", "hsb"],
        }
    }
}

/// The dictionaries of this machine.
#[derive(Debug)]
pub struct Dictionaries {
    folders: Vec<PathBuf>,
    german: OnceLock<Option<Speller>>,
    english: OnceLock<Option<Speller>>,
    upper_sorbian: OnceLock<Option<Speller>>,
}

impl Dictionaries {
    /// Those in the folders of the system, and before them those that `DICPATH` names.
    #[must_use]
    pub fn of_this_machine() -> Self {
        let named: OsString = std::env::var_os("DICPATH").unwrap_or_default();
        let named = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty());
        Self::within(named.chain(FOLDERS.iter().map(PathBuf::from)).collect())
    }

    /// Those in these folders, the first that has one first.
    #[must_use]
    pub fn within(folders: Vec<PathBuf>) -> Self {
        Self { folders, german: OnceLock::new(), english: OnceLock::new(), upper_sorbian: OnceLock::new() }
    }

    /// The dictionary of a language; nothing where there is none that can be read.
    #[must_use]
    pub fn speller(&self, tongue: Tongue) -> Option<&Speller> {
        let kept = match tongue {
            Tongue::German => &self.german,
            Tongue::English => &self.english,
            Tongue::UpperSorbian => &self.upper_sorbian,
        };
        kept.get_or_init(|| self.read(tongue)).as_ref()
    }

    fn read(&self, tongue: Tongue) -> Option<Speller> {
        let within = |name: &&str| self.folders.iter().find_map(|folder| read(folder, name));
        tongue.names().iter().find_map(within)
    }
}

fn read(folder: &Path, name: &str) -> Option<Speller> {
    let aff = std::fs::read(folder.join(format!("{name}.aff"))).ok()?;
    let dic = std::fs::read(folder.join(format!("{name}.dic"))).ok()?;
    Speller::new(&aff, &dic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    #[test]
    fn the_first_folder_with_a_whole_dictionary_is_taken() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let (half, whole) = (dir.path().join("half"), dir.path().join("whole"));
        for folder in [&half, &whole] {
            std::fs::create_dir(folder)?;
            std::fs::write(folder.join("de_DE.aff"), "SET UTF-8\n")?;
        }
        std::fs::write(whole.join("de_DE.dic"), "1\nHaus\n")?;
        let found = Dictionaries::within(vec![dir.path().join("nowhere"), half, whole]);
        let speller = found.speller(Tongue::German).ok_or("found")?;
        assert!(speller.knows("Haus") && !speller.knows("Hauss"));
        assert!(found.speller(Tongue::UpperSorbian).is_none());
        Ok(())
    }
}
