//! The journal of the newsroom: it only grows, and each line carries a digest over itself and all lines before it.
//!
//! Whoever changes, inserts or removes a line in its midst would have to write every line after it anew; the digest of the
//! last line, noted elsewhere, tells that too.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};
use sperrfrist_seal::{ItemId, sha256_hex};

use super::{Store, instant};
use crate::NewsroomError;

/// One line, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    pub at: DateTime<Utc>,
    /// `seal::ItemId` as text, or `office` where it is the office's key.
    pub item: String,
    pub generation: i64,
    /// A word for what happened, such as `received` or `revealed`.
    pub event: String,
    /// The name of the token with which it was done; empty where only a time had come.
    pub actor: String,
    /// Hexadecimal SHA-256.
    pub chain: Option<String>,
}

/// What is written of an event.
pub(super) struct Entry<'a> {
    pub at: DateTime<Utc>,
    /// As in [`JournalLine::item`].
    pub item: &'a str,
    pub generation: i64,
    pub event: &'a str,
    pub actor: &'a str,
}

/// Adds a line.
pub(super) fn write(connection: &Connection, entry: &Entry<'_>) -> rusqlite::Result<()> {
    let last: Option<(i64, Option<String>)> = connection
        .prepare_cached("SELECT id, chain FROM journal ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (id, before) = last.map_or((1, None), |(id, chain)| (id + 1, chain));
    let (at, item) = (entry.at.timestamp_millis(), entry.item);
    let chain = link(before.as_deref(), (id, at), item, entry.generation, (entry.event, entry.actor));
    connection.prepare_cached(include_str!("journal.sql"))?.execute(named_params! {
        ":id": id,
        ":at": at,
        ":item": item,
        ":generation": entry.generation,
        ":event": entry.event,
        ":actor": entry.actor,
        ":chain": chain,
    })?;
    Ok(())
}

/// No field can hold a line break, so no two lines are written the same.
fn link(
    before: Option<&str>,
    (id, at): (i64, i64),
    item: &str,
    generation: i64,
    (event, actor): (&str, &str),
) -> String {
    let before = before.unwrap_or_default();
    sha256_hex(format!("{before}\n{id}\n{at}\n{item}\n{generation}\n{event}\n{actor}").as_bytes())
}

impl Store {
    /// The whole journal, checked.
    ///
    /// # Errors
    /// [`NewsroomError::Journal`] names the first line that is not as it was written.
    pub(crate) fn journal(&self) -> Result<Vec<JournalLine>, NewsroomError> {
        let read = || {
            let mut statement = self
                .connection
                .prepare("SELECT id, at, item, generation, event, actor, chain FROM journal ORDER BY id")?;
            let line = |row: &rusqlite::Row<'_>| -> rusqlite::Result<(i64, i64, JournalLine)> {
                let at: i64 = row.get("at")?;
                let line = JournalLine {
                    at: instant(at),
                    item: row.get("item")?,
                    generation: row.get("generation")?,
                    event: row.get("event")?,
                    actor: row.get("actor")?,
                    chain: row.get("chain")?,
                };
                Ok((row.get("id")?, at, line))
            };
            statement.query_map([], line)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        let rows = read().map_err(|cause| self.failed(cause))?;
        let unchained: i64 = self
            .connection
            .query_row("SELECT unchained FROM site", [], |row| row.get(0))
            .optional()
            .map_err(|cause| self.failed(cause))?
            .unwrap_or(0);
        let mut before: Option<&str> = None;
        let mut last = 0;
        for (id, at, line) in &rows {
            let expected = link(before, (*id, *at), &line.item, line.generation, (&line.event, &line.actor));
            match &line.chain {
                // From before there was a chain.
                None if before.is_none() && *id <= unchained => {}
                Some(chain) if *id == last + 1 && *chain == expected => before = Some(chain),
                _ => return Err(NewsroomError::Journal { path: self.folder.clone(), line: *id }),
            }
            last = *id;
        }
        Ok(rows.into_iter().map(|(.., line)| line).collect())
    }
}

impl Store {
    /// The items that were stopped or withdrawn last at this instant or before.
    pub(crate) fn given_up_before(&self, before: DateTime<Utc>) -> Result<HashSet<ItemId>, NewsroomError> {
        let read = || {
            let query = "SELECT item FROM journal WHERE event IN ('stopped', 'withdrawn') GROUP BY item HAVING max(at) <= ?1";
            let mut statement = self.connection.prepare(query)?;
            let items = statement.query_map([before.timestamp_millis()], |row| row.get::<_, String>(0))?;
            items.collect::<rusqlite::Result<Vec<_>>>()
        };
        let items = read().map_err(|cause| self.failed(cause))?;
        Ok(items.iter().filter_map(|item| item.parse().ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(folder: &std::path::Path) -> Store {
        let store = Store::open(folder, &folder.join("newsroom.sqlite")).expect("opens");
        for generation in 1..=5 {
            let item = ItemId::text(sperrfrist_release::ReleaseId::random()).to_string();
            let at = DateTime::UNIX_EPOCH;
            let entry = Entry { at, item: &item, generation, event: "received", actor: "Pressestelle" };
            write(&store.connection, &entry).expect("writes");
        }
        store
    }

    #[test]
    fn the_journal_only_grows() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = filled(folder.path());
        assert_eq!(store.journal().expect("whole").len(), 5);
        for change in ["UPDATE journal SET event = 'x'", "DELETE FROM journal"] {
            assert!(store.connection.execute(change, []).is_err(), "{change}");
        }
    }

    #[test]
    fn a_line_that_was_changed_or_taken_out_of_the_midst_is_named() {
        for (change, line) in [
            ("UPDATE journal SET event = 'revealed' WHERE id = 3", 3),
            ("UPDATE journal SET at = at + 1 WHERE id = 1", 1),
            ("UPDATE journal SET actor = 'Niemand' WHERE id = 5", 5),
            ("UPDATE journal SET chain = NULL WHERE id = 2", 2),
            ("UPDATE journal SET chain = NULL WHERE id = 1", 1),
            ("UPDATE journal SET chain = NULL", 1),
            ("DELETE FROM journal WHERE id = 3", 4),
            ("DELETE FROM journal WHERE id = 1", 2),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let store = filled(folder.path());
            let unlock = "DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_shortened";
            store.connection.execute_batch(unlock).expect("unlocks");
            store.connection.execute(change, []).expect("changes");
            match store.journal() {
                Err(NewsroomError::Journal { line: found, .. }) => assert_eq!(found, line, "{change}"),
                other => panic!("{change}: {other:?}"),
            }
        }
    }
}
