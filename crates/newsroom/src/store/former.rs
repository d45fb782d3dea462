//! The addresses at which something was public. They are written with the step that leaves them.

use rusqlite::Transaction;
use sperrfrist_seal::{ItemId, NewsroomKeys};

use super::Store;
use crate::NewsroomError;

/// An address that an item had while it was public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Former {
    /// Absolute.
    pub path: String,
    pub item: ItemId,
}

impl Former {
    /// As it is signed.
    fn said(&self) -> Vec<u8> {
        format!("sperrfrist former\n{}\n{}", self.path, self.item).into_bytes()
    }
}

impl Store {
    /// Every address that somebody has left; one that somebody else has written in here is none.
    pub(crate) fn former(&self) -> Result<Vec<Former>, NewsroomError> {
        let read = || {
            let mut statement = self.connection.prepare("SELECT path, item, word FROM former")?;
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<rusqlite::Result<Vec<(String, String, Option<String>)>>>()
        };
        let rows = read().map_err(|cause| self.failed(cause))?;
        let former = rows.into_iter().filter_map(|(path, item, word)| {
            let former = Former { path, item: item.parse().ok()? };
            let (keys, word) = self.keys.as_ref().zip(word)?;
            keys.id().has_signed(&former.said(), &word).then_some(former)
        });
        Ok(former.collect())
    }
}

/// Remembers addresses for whoever left them last.
pub(super) fn leave(
    transaction: &Transaction<'_>,
    keys: Option<&NewsroomKeys>,
    leaves: &[Former],
) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO former (path, item, word) VALUES (?1, ?2, ?3)
         ON CONFLICT (path) DO UPDATE SET item = excluded.item, word = excluded.word",
    )?;
    for former in leaves {
        let word = keys.map(|keys| keys.sign(&former.said()));
        statement.execute((&former.path, former.item.to_string(), word))?;
    }
    Ok(())
}
