//! A look into the database within one transaction. What can be read and written stands with each noun:
//! `releases`, `versions`, `deliveries`, `attachments`, `checks`, `looks`, `unattended`, `journal`, `newsrooms`,
//! `letterheads`, `search`, `histories`, `snapshots`, `known_words`, `margins`,
//! `contacts`, `text_blocks`, `settings`, `unchosen`.

use chrono::{DateTime, Utc};
use rusqlite::types::Type;
use rusqlite::{Params, Row, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ArchiveError;

/// The archive's rows, within the transaction of [`crate::Archive::read`] or [`crate::Archive::write`].
#[derive(Debug)]
pub struct Books<'a> {
    transaction: &'a Transaction<'a>,
}

impl<'a> Books<'a> {
    pub(crate) fn new(transaction: &'a Transaction<'a>) -> Self {
        Self { transaction }
    }

    /// How many rows were ever written since the archive was opened. Nobody else writes to it, so as long as this stays
    /// the same, everything does.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.transaction.total_changes()
    }

    /// Runs a statement and tells how many rows it touched.
    pub(crate) fn change(&self, sql: &str, params: impl Params) -> Result<usize, ArchiveError> {
        Ok(self.transaction.prepare_cached(sql)?.execute(params)?)
    }

    /// Runs a statement that must touch exactly one row.
    pub(crate) fn change_one(&self, sql: &str, params: impl Params) -> Result<(), ArchiveError> {
        if self.change(sql, params)? == 1 { Ok(()) } else { Err(ArchiveError::MovedOn) }
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let mut statement = self.transaction.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }

    pub(crate) fn last_number(&self) -> i64 {
        self.transaction.last_insert_rowid()
    }
}

/// An instant as the database keeps it.
pub(crate) fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// An instant from the database.
pub(crate) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<Utc>> {
    let found: i64 = row.get(column)?;
    DateTime::from_timestamp_millis(found).ok_or_else(|| {
        rusqlite::Error::IntegralValueOutOfRange(row.as_ref().column_index(column).unwrap_or(0), found)
    })
}

/// An instant that may be missing.
pub(crate) fn maybe_instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let found: Option<i64> = row.get(column)?;
    Ok(found.and_then(DateTime::from_timestamp_millis))
}

/// SQLite's integers are signed; no one plans nine quintillion times.
pub(crate) fn generation(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A plain enum as the one word that serde gives it.
pub(crate) fn word(value: &impl Serialize) -> String {
    json(value).trim_matches('"').to_owned()
}

/// Reads what [`word`] wrote.
pub(crate) fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let found: String = row.get(column)?;
    parsed(row, column, &format!("\"{found}\""))
}

/// Plain data as JSON.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data is writable as JSON")
}

/// Reads what [`json`] wrote.
pub(crate) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let found: String = row.get(column)?;
    parsed(row, column, &found)
}

fn parsed<T: DeserializeOwned>(row: &Row<'_>, column: &str, json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(|cause| {
        let index = row.as_ref().column_index(column).unwrap_or(0);
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(cause))
    })
}

/// Reads a name such as a [`sperrfrist_release::ReleaseId`].
pub(crate) fn named<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let found: String = row.get(column)?;
    found.parse().map_err(|cause| {
        let index = row.as_ref().column_index(column).unwrap_or(0);
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(cause))
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::{DateTime, Utc};
    use sperrfrist_release::{Release, ReleaseId};

    /// So many seconds after the embargo of the first release.
    pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_582_400 + seconds, 0).expect("an instant")
    }

    pub(crate) fn draft(headline: &str) -> Release {
        Release { headline: headline.into(), ..Release::blank(ReleaseId::random()) }
    }
}
