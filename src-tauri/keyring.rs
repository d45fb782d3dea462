//! The system's keyring: the Secret Service on Linux, the Credential Manager on Windows, the Keychain on macOS.

use keyring::{Entry, Error};
use sperrfrist_desk::{Keyring, KeyringAway};

/// Under which name the keyring shows our secrets.
const SERVICE: &str = "Sperrfrist";

/// Where it cannot be reached or stays locked, nothing is told but that: its errors may quote what was to be kept.
pub struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn read(&self, name: &str) -> Result<Option<String>, KeyringAway> {
        match entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(_) => Err(KeyringAway),
        }
    }

    fn keep(&self, name: &str, secret: &str) -> Result<(), KeyringAway> {
        entry(name)?.set_password(secret).map_err(|_| KeyringAway)
    }

    fn forget(&self, name: &str) -> Result<(), KeyringAway> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(_) => Err(KeyringAway),
        }
    }
}

fn entry(name: &str) -> Result<Entry, KeyringAway> {
    Entry::new(SERVICE, name).map_err(|_| KeyringAway)
}
