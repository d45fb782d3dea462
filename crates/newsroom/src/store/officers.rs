//! The people of the press office.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior};
use sperrfrist_seal::DeskId;

use super::Store;
use crate::NewsroomError;
use crate::officers::{Officer, Rights};

/// A person as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfficerRow {
    pub officer: Officer,
    /// Argon2id as a PHC string.
    pub password: Option<String>,
}

impl Store {
    /// Remembers a person.
    pub(crate) fn add_officer(&self, officer: &Officer, now: DateTime<Utc>) -> Result<(), NewsroomError> {
        let insert = "INSERT INTO officers (name, rights, created_at) VALUES (?1, ?2, ?3)";
        let row = (&officer.name, officer.rights.to_text(), now.timestamp_millis());
        match self.connection.execute(insert, row) {
            Ok(_) => Ok(()),
            Err(cause) if cause.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(NewsroomError::OfficerExists { name: officer.name.clone() })
            }
            Err(cause) => Err(self.failed(cause)),
        }
    }

    /// Gives a person a new password. `false` where there is no such person.
    pub(crate) fn set_password(&self, name: &str, phc: &str) -> Result<bool, NewsroomError> {
        let update = "UPDATE officers SET password = ?2 WHERE name = ?1";
        let touched = self.connection.execute(update, (name, phc)).map_err(|cause| self.failed(cause))?;
        Ok(touched == 1)
    }

    /// Forgets a person, with the tokens, and takes nothing new from their desks. `false` where there is none.
    pub(crate) fn remove_officer(&mut self, name: &str, now: DateTime<Utc>) -> Result<bool, NewsroomError> {
        let mut remove = || -> rusqlite::Result<bool> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "UPDATE desks SET revoked_at = ?2 WHERE officer = ?1 AND revoked_at IS NULL",
                (name, now.timestamp_millis()),
            )?;
            transaction.execute("DELETE FROM tokens WHERE officer = ?1", [name])?;
            let removed = transaction.execute("DELETE FROM officers WHERE name = ?1", [name])?;
            transaction.commit()?;
            Ok(removed == 1)
        };
        let removed = remove();
        removed.map_err(|cause| self.failed(cause))
    }

    /// Everybody, by name.
    pub(crate) fn officers(&self) -> Result<Vec<OfficerRow>, NewsroomError> {
        let read = || {
            let mut statement = self
                .connection
                .prepare_cached("SELECT name, rights, password FROM officers ORDER BY name")?;
            statement.query_map([], officer_row)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Whose token it is. One that was made for nobody by name speaks for an office of one.
    pub(crate) fn officer_of_token(&self, token: &str) -> Result<Officer, NewsroomError> {
        let read = || -> rusqlite::Result<Officer> {
            let named: Option<String> = self
                .connection
                .prepare_cached("SELECT officer FROM tokens WHERE name = ?1")?
                .query_row([token], |row| row.get(0))?;
            match named {
                Some(name) => self.connection.officer(&name),
                None => Ok(Officer { name: token.to_owned(), rights: Rights::ALL, is_named: false }),
            }
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Whose seat it is: the person's name, and what that person may do now. `None` for a key nobody knows.
    pub(crate) fn officer_of_desk(&self, desk: &DeskId) -> Result<Option<Officer>, NewsroomError> {
        let read = || -> rusqlite::Result<Option<Officer>> {
            let query = "SELECT desks.officer, tokens.name FROM desks
                         LEFT JOIN tokens ON tokens.sha256 = desks.token_sha256
                         WHERE desks.key = ?1 AND desks.revoked_at IS NULL";
            let found: Option<(Option<String>, Option<String>)> = self
                .connection
                .prepare_cached(query)?
                .query_row([desk.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            match found {
                None => Ok(None),
                Some((Some(name), _)) => self.connection.officer(&name).map(Some),
                // A token that ends with the process has no row; its desk is this machine's.
                Some((None, token)) => Ok(Some(Officer {
                    name: token.unwrap_or_default(),
                    rights: Rights::ALL,
                    is_named: false,
                })),
            }
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Every seat at which somebody can sit, as the person's name and the age recipient.
    pub(crate) fn seats(&self) -> Result<Vec<(String, String)>, NewsroomError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT coalesce(desks.officer, tokens.name), desks.recipient FROM desks
                 JOIN tokens ON tokens.sha256 = desks.token_sha256
                 WHERE desks.recipient IS NOT NULL AND desks.revoked_at IS NULL
                 ORDER BY 1, 2",
            )?;
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(String, String)>>>()
        };
        read().map_err(|cause| self.failed(cause))
    }
}

trait Officers {
    /// A person who is gone has no rights.
    fn officer(&self, name: &str) -> rusqlite::Result<Officer>;
}

impl Officers for Connection {
    fn officer(&self, name: &str) -> rusqlite::Result<Officer> {
        let query = "SELECT name, rights, password FROM officers WHERE name = ?1";
        let row = self.prepare_cached(query)?.query_row([name], officer_row).optional()?;
        let gone = || Officer { name: name.to_owned(), rights: Rights::default(), is_named: true };
        Ok(row.map_or_else(gone, |row| row.officer))
    }
}

fn officer_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<OfficerRow> {
    let rights: String = row.get("rights")?;
    // What this program did not write gives nobody a right.
    let rights = rights.parse().unwrap_or_default();
    Ok(OfficerRow {
        officer: Officer { name: row.get("name")?, rights, is_named: true },
        password: row.get("password")?,
    })
}
