//! The desks whose signature counts, by their public keys.

use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;
use sperrfrist_seal::DeskId;

use super::Store;
use crate::NewsroomError;

impl Store {
    /// Remembers the key of the desk that has this token. `false`, and nothing changed, where another desk has it. A key
    /// that was revoked stays so.
    pub(crate) fn register(
        &mut self,
        desk: &DeskId,
        token_sha256: &str,
        recipient: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<bool, NewsroomError> {
        let key = desk.to_string();
        let register = || -> rusqlite::Result<bool> {
            let known: Option<String> = self
                .connection
                .query_row("SELECT key FROM desks WHERE token_sha256 = ?1", [token_sha256], |row| row.get(0))
                .optional()?;
            if let Some(known) = known {
                if known != key {
                    return Ok(false);
                }
                let update = "UPDATE desks SET recipient = coalesce(?2, recipient) WHERE key = ?1";
                self.connection.execute(update, (&known, recipient))?;
                return Ok(true);
            }
            // Keys are public: one that belongs to somebody does not change hands by a new token of somebody else.
            let is_anothers = "SELECT EXISTS (SELECT 1 FROM desks WHERE key = ?1 AND officer IS NOT
                               (SELECT officer FROM tokens WHERE sha256 = ?2))";
            if self.connection.query_row(is_anothers, [&key, token_sha256], |row| row.get(0))? {
                return Ok(false);
            }
            // A desk that comes with a new token is the same desk.
            let word = self.keys.as_ref().map(|keys| keys.sign(&introduced(&key)));
            self.connection.execute(
                "INSERT INTO desks (key, token_sha256, registered_at, word, recipient, officer)
                 VALUES (?1, ?2, ?3, ?4, ?5, (SELECT officer FROM tokens WHERE sha256 = ?2))
                 ON CONFLICT (key) DO UPDATE SET token_sha256 = excluded.token_sha256, word = excluded.word,
                   recipient = excluded.recipient, officer = excluded.officer",
                (&key, token_sha256, now.timestamp_millis(), word, recipient),
            )?;
            Ok(true)
        };
        register().map_err(|cause| self.failed(cause))
    }

    /// The desks that may plan something new.
    pub(crate) fn desks(&self) -> Result<Vec<DeskId>, NewsroomError> {
        self.desks_where("revoked_at IS NULL")
    }

    /// These, and those that once could.
    pub(crate) fn desks_ever(&self) -> Result<Vec<DeskId>, NewsroomError> {
        self.desks_where("TRUE")
    }

    fn desks_where(&self, rule: &str) -> Result<Vec<DeskId>, NewsroomError> {
        let read = || {
            let mut statement =
                self.connection.prepare(&format!("SELECT key, word FROM desks WHERE {rule}"))?;
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(String, Option<String>)>>>()
        };
        let rows = read().map_err(|cause| self.failed(cause))?;
        // A desk that somebody else has written in here is none.
        let is_introduced = |key: &str, word: &Option<String>| match (&self.keys, word) {
            (Some(keys), Some(word)) => keys.id().has_signed(&introduced(key), word),
            _ => false,
        };
        let introduced = rows.iter().filter(|(key, word)| is_introduced(key, word));
        let damaged = |_| NewsroomError::Damaged { path: self.folder.clone() };
        introduced.map(|(key, _)| key.parse().map_err(damaged)).collect()
    }
}

/// What the newsroom signs when a desk introduces itself.
fn introduced(key: &str) -> Vec<u8> {
    format!("sperrfrist desk\n{key}").into_bytes()
}
