//! Where the secrets of a pairing are kept: the system's keyring, or a file where there is none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sperrfrist_archive::SecretPlace;
use sperrfrist_seal::secret_file;

use crate::Problem;

/// The system's keyring. Every call blocks, and may ask a person for a password.
pub trait Keyring: Send + Sync {
    /// The secret of that name; `None` where there is none.
    ///
    /// # Errors
    /// [`KeyringAway`].
    fn read(&self, name: &str) -> Result<Option<String>, KeyringAway>;

    /// Keeps a secret, in the place of another one of that name.
    ///
    /// # Errors
    /// [`KeyringAway`].
    fn keep(&self, name: &str, secret: &str) -> Result<(), KeyringAway>;

    /// Removes it, where it is.
    ///
    /// # Errors
    /// [`KeyringAway`].
    fn forget(&self, name: &str) -> Result<(), KeyringAway>;
}

/// The keyring cannot be reached, or stays locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyringAway;

/// Keyring and folder.
#[derive(Clone)]
pub(crate) struct Safe {
    keyring: Arc<dyn Keyring>,
    folder: PathBuf,
}

impl Safe {
    pub(crate) fn new(keyring: Arc<dyn Keyring>, folder: &Path) -> Self {
        Self { keyring, folder: folder.to_owned() }
    }

    /// Keeps a secret in the keyring, or in a file for its owner alone where the keyring cannot be reached or does not
    /// give back what it was given.
    pub(crate) fn keep(&self, name: &str, secret: &str) -> Result<SecretPlace, Problem> {
        if self.keyring.keep(name, secret).is_ok() {
            if self.keyring.read(name).is_ok_and(|kept| kept.as_deref() == Some(secret)) {
                return Ok(SecretPlace::Keyring);
            }
            let _ = self.keyring.forget(name);
        }
        let path = self.path(name);
        secret_file::write_new(&path, secret).map_err(|error| not_kept(&path, &error))?;
        Ok(SecretPlace::File)
    }

    /// The secret of that name, wherever it is.
    pub(crate) fn find(&self, name: &str) -> Option<(String, SecretPlace)> {
        [SecretPlace::File, SecretPlace::Keyring]
            .into_iter()
            .find_map(|place| Some((self.read(place, name).ok()?, place)))
    }

    /// The secret of that name at that place.
    pub(crate) fn read(&self, place: SecretPlace, name: &str) -> Result<String, Problem> {
        match place {
            SecretPlace::Keyring => match self.keyring.read(name) {
                Ok(Some(secret)) => Ok(secret),
                Ok(None) => {
                    Err(lost("Im Schlüsselbund dieses Rechners fehlt der Schlüssel für den Newsroom."))
                }
                Err(KeyringAway) => Err(away()),
            },
            SecretPlace::File => {
                let path = self.path(name);
                fs::read_to_string(&path).map_err(|error| {
                    lost(&format!(
                        "Der Schlüssel für den Newsroom in {} ist nicht lesbar ({error}).",
                        path.display()
                    ))
                })
            }
        }
    }

    /// Removes it. What cannot be removed is told.
    pub(crate) fn forget(&self, place: SecretPlace, name: &str) -> Result<(), Problem> {
        match place {
            SecretPlace::Keyring => self.keyring.forget(name).map_err(|KeyringAway| away()),
            SecretPlace::File => match fs::remove_file(self.path(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(not_kept(&self.path(name), &error))
                }
                _ => Ok(()),
            },
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("newsroom-{name}.key"))
    }
}

fn away() -> Problem {
    Problem::new(
        "keyring.away",
        "Der Schlüsselbund dieses Rechners ist nicht erreichbar oder verschlossen; darin liegt der Schlüssel für den Newsroom.",
        "Entsperren Sie den Schlüsselbund, und starten Sie Sperrfrist neu. Was eingeplant ist, bleibt eingeplant.",
    )
}

fn lost(sentence: &str) -> Problem {
    Problem::new(
        "keyring.lost",
        sentence,
        "Lassen Sie sich einen neuen Zugangsschlüssel geben. Was eingeplant ist, bleibt eingeplant.",
    )
}

fn not_kept(path: &Path, error: &io::Error) -> Problem {
    Problem::new(
        "keyring.file",
        format!("Die Schlüsseldatei {} lässt sich nicht schreiben ({error}).", path.display()),
        "Schaffen Sie Platz, oder prüfen Sie die Rechte des Ordners.",
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::HashMap;
    use std::sync::Mutex;

    /// A keyring in memory, which can be locked.
    #[derive(Debug, Default)]
    struct Ring {
        secrets: Mutex<HashMap<String, String>>,
        is_locked: bool,
        forgets_at_once: bool,
    }

    impl Keyring for Ring {
        fn read(&self, name: &str) -> Result<Option<String>, KeyringAway> {
            if self.is_locked {
                Err(KeyringAway)
            } else {
                Ok(self.secrets.lock().expect("one").get(name).cloned())
            }
        }

        fn keep(&self, name: &str, secret: &str) -> Result<(), KeyringAway> {
            if self.is_locked {
                return Err(KeyringAway);
            }
            if !self.forgets_at_once {
                self.secrets.lock().expect("one").insert(name.into(), secret.into());
            }
            Ok(())
        }

        fn forget(&self, name: &str) -> Result<(), KeyringAway> {
            self.secrets.lock().expect("one").remove(name);
            Ok(())
        }
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).expect("reads").count()
    }

    #[test]
    fn a_secret_lies_in_the_keyring_and_in_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let safe = Safe::new(Arc::new(Ring::default()), folder.path());
        assert_eq!(safe.keep("ab", "geheim"), Ok(SecretPlace::Keyring));
        assert_eq!(safe.find("ab"), Some(("geheim".into(), SecretPlace::Keyring)));
        assert_eq!(files(folder.path()), 0);
        safe.forget(SecretPlace::Keyring, "ab").expect("forgets");
        assert_eq!(safe.find("ab"), None);
        assert_eq!(safe.read(SecretPlace::Keyring, "ab").expect_err("gone").code, "keyring.lost");
    }

    #[test]
    fn without_a_keyring_that_keeps_it_lies_in_a_file_for_its_owner_alone() {
        for ring in
            [Ring { is_locked: true, ..Ring::default() }, Ring { forgets_at_once: true, ..Ring::default() }]
        {
            let folder = tempfile::tempdir().expect("a folder");
            let is_locked = ring.is_locked;
            let safe = Safe::new(Arc::new(ring), folder.path());
            assert_eq!(safe.keep("ab", "geheim"), Ok(SecretPlace::File));
            assert_eq!(safe.read(SecretPlace::File, "ab").as_deref(), Ok("geheim"));
            assert_eq!(files(folder.path()), 1);
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                let mode = fs::metadata(safe.path("ab")).expect("is there").permissions().mode();
                assert_eq!(mode & 0o777, 0o600);
            }
            if is_locked {
                assert_eq!(safe.read(SecretPlace::Keyring, "ab").expect_err("locked").code, "keyring.away");
            }
            safe.forget(SecretPlace::File, "ab").expect("forgets");
            assert_eq!(files(folder.path()), 0);
        }
    }
}
