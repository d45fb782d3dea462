//! The tokens of the desks, kept as SHA-256: who reads the database cannot use them.

use chrono::{DateTime, Utc};
use rusqlite::{ErrorCode, TransactionBehavior};

use super::Store;
use crate::NewsroomError;

impl Store {
    /// Remembers a token by its digest.
    pub(crate) fn add_token(
        &self,
        name: &str,
        sha256: &str,
        officer: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), NewsroomError> {
        let insert = "INSERT INTO tokens (name, sha256, created_at, officer) VALUES (?1, ?2, ?3, ?4)";
        match self.connection.execute(insert, (name, sha256, now.timestamp_millis(), officer)) {
            Ok(_) => Ok(()),
            Err(cause) if cause.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(NewsroomError::TokenExists { name: name.to_owned() })
            }
            Err(cause) => Err(self.failed(cause)),
        }
    }

    /// Forgets a token, and takes nothing new from its desk any more. `false` where there is none of that name.
    pub(crate) fn revoke_token(&mut self, name: &str, now: DateTime<Utc>) -> Result<bool, NewsroomError> {
        let mut revoke = || -> rusqlite::Result<bool> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "UPDATE desks SET revoked_at = ?2
                 WHERE token_sha256 = (SELECT sha256 FROM tokens WHERE name = ?1)",
                (name, now.timestamp_millis()),
            )?;
            let removed = transaction.execute("DELETE FROM tokens WHERE name = ?1", [name])?;
            transaction.commit()?;
            Ok(removed == 1)
        };
        let revoked = revoke();
        revoked.map_err(|cause| self.failed(cause))
    }

    /// Takes every token and every password away, and takes nothing new from any desk; people stay entered. A desk whose
    /// token has no row is the one of this very machine.
    pub(crate) fn revoke_everybody(&mut self, now: DateTime<Utc>) -> Result<(), NewsroomError> {
        let mut revoke = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "UPDATE desks SET revoked_at = ?1 WHERE revoked_at IS NULL
                 AND (officer IS NOT NULL OR token_sha256 IN (SELECT sha256 FROM tokens))",
                [now.timestamp_millis()],
            )?;
            transaction.execute("DELETE FROM tokens", [])?;
            transaction.execute("UPDATE officers SET password = NULL", [])?;
            transaction.commit()
        };
        let revoked = revoke();
        revoked.map_err(|cause| self.failed(cause))
    }

    /// Name and digest of all tokens; the digest hexadecimal.
    pub(crate) fn tokens(&self) -> Result<Vec<(String, String)>, NewsroomError> {
        let read = || {
            let mut statement = self.connection.prepare_cached("SELECT name, sha256 FROM tokens")?;
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(String, String)>>>()
        };
        read().map_err(|cause| self.failed(cause))
    }
}
