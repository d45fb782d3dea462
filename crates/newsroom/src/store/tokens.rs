//! The tokens of the desks, kept as SHA-256: who reads the database cannot use them.

use chrono::{DateTime, Utc};
use rusqlite::ErrorCode;

use super::Store;
use crate::NewsroomError;

impl Store {
    /// Remembers a token by its digest.
    pub(crate) fn add_token(
        &self,
        name: &str,
        sha256: &str,
        now: DateTime<Utc>,
    ) -> Result<(), NewsroomError> {
        let insert = "INSERT INTO tokens (name, sha256, created_at) VALUES (?1, ?2, ?3)";
        match self.connection.execute(insert, (name, sha256, now.timestamp_millis())) {
            Ok(_) => Ok(()),
            Err(cause) if cause.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(NewsroomError::TokenExists { name: name.to_owned() })
            }
            Err(cause) => Err(self.failed(cause)),
        }
    }

    /// The digests of all tokens, hexadecimal.
    pub(crate) fn tokens(&self) -> Result<Vec<String>, NewsroomError> {
        let read = || {
            let mut statement = self.connection.prepare_cached("SELECT sha256 FROM tokens")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
        };
        read().map_err(|cause| self.failed(cause))
    }
}
