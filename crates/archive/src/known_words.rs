//! Words that are right here, whatever a dictionary says.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use crate::books::millis;
use crate::{ArchiveError, Books};

impl Books<'_> {
    /// Adds a word; one that is there already stays.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn add_known_word(&self, word: &str, at: DateTime<Utc>) -> Result<(), ArchiveError> {
        let params = named_params! { ":word": word, ":at": millis(at) };
        self.change(include_str!("sql/add_known_word.sql"), params)?;
        Ok(())
    }

    /// Takes a word out again.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn drop_known_word(&self, word: &str) -> Result<(), ArchiveError> {
        self.change(include_str!("sql/drop_known_word.sql"), named_params! { ":word": word })?;
        Ok(())
    }

    /// Every word that was added.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn known_words(&self) -> Result<Vec<String>, ArchiveError> {
        self.rows(include_str!("sql/known_words.sql"), [], |row| row.get("word"))
    }
}
