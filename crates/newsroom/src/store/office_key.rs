//! The office's key as the desks left it here; nothing in it can be opened with the newsroom's own keys.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, TransactionBehavior, named_params};
use sperrfrist_seal::OfficeKey;

use super::Store;
use super::items::number;
use super::journal::{self, Entry};
use crate::NewsroomError;

/// What stands in the journal in the place of an item.
const SUBJECT: &str = "office";

impl Store {
    /// The newest, if a desk has made one.
    pub(crate) fn office_key(&self) -> Result<Option<OfficeKey>, NewsroomError> {
        let read = || {
            let query = "SELECT generation, recipient, wrapped_for, envelope FROM office_key";
            let row = |row: &rusqlite::Row<'_>| {
                let (generation, wrapped_for): (i64, String) = (row.get(0)?, row.get(2)?);
                Ok((generation, row.get(1)?, wrapped_for, row.get(3)?))
            };
            self.connection.prepare_cached(query)?.query_row([], row).optional()
        };
        let Some((generation, recipient, wrapped_for, envelope)) =
            read().map_err(|cause| self.failed(cause))?
        else {
            return Ok(None);
        };
        let damaged = || NewsroomError::Damaged { path: self.folder.clone() };
        Ok(Some(OfficeKey {
            generation: u64::try_from(generation).map_err(|_| damaged())?,
            recipient,
            wrapped_for: serde_json::from_str(&wrapped_for).map_err(|_| damaged())?,
            envelope,
        }))
    }

    /// Puts this one in the place of the one before it; `false`, and nothing changed, where that one is not there any more.
    pub(crate) fn put_office_key(
        &mut self,
        key: &OfficeKey,
        at: DateTime<Utc>,
        actor: &str,
    ) -> Result<bool, NewsroomError> {
        let wrapped_for = serde_json::to_string(&key.wrapped_for).expect("recipients are plain data");
        let generation = number(key.generation);
        let mut put = || -> rusqlite::Result<bool> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let is_there = transaction
                .query_row("SELECT EXISTS (SELECT 1 FROM office_key)", [], |row| row.get::<_, bool>(0))?;
            // The statement below compares with the one before; the first has none.
            if !is_there && key.generation != 1 {
                return Ok(false);
            }
            let touched =
                transaction.prepare_cached(include_str!("put_office_key.sql"))?.execute(named_params! {
                    ":generation": generation,
                    ":recipient": key.recipient,
                    ":wrapped_for": wrapped_for,
                    ":envelope": key.envelope,
                })?;
            if touched != 1 {
                return Ok(false);
            }
            let entry = Entry { at, item: SUBJECT, generation, event: "office key", actor };
            journal::write(&transaction, &entry)?;
            transaction.commit()?;
            Ok(true)
        };
        let put = put();
        put.map_err(|cause| self.failed(cause))
    }
}
