//! Who may speak here, for the administrator's eyes.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Store, instant};
use crate::NewsroomError;

/// A token, without what it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenSeen {
    pub name: String,
    pub created_at: DateTime<Utc>,
    /// Whether a desk has introduced itself with it.
    pub is_registered: bool,
}

/// A desk whose signature counts, or once did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeskSeen {
    /// The beginning of its public key, hexadecimal.
    pub key: String,
    pub registered_at: DateTime<Utc>,
    /// Since then it may plan nothing new.
    pub revoked_at: Option<DateTime<Utc>>,
    /// The name of its token; none once that is revoked.
    pub token: Option<String>,
}

impl Store {
    /// The tokens in the order in which they were made.
    pub(crate) fn tokens_seen(&self) -> Result<Vec<TokenSeen>, NewsroomError> {
        let read = || {
            let query = "SELECT name, created_at, sha256 IN (SELECT token_sha256 FROM desks) FROM tokens ORDER BY created_at, name";
            let token = |row: &rusqlite::Row<'_>| {
                Ok(TokenSeen {
                    name: row.get(0)?,
                    created_at: instant(row.get(1)?),
                    is_registered: row.get(2)?,
                })
            };
            self.connection.prepare(query)?.query_map([], token)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// The desks in the order in which they introduced themselves.
    pub(crate) fn desks_seen(&self) -> Result<Vec<DeskSeen>, NewsroomError> {
        let read = || {
            let query = "SELECT substr(key, 1, 16), registered_at, revoked_at, name
                 FROM desks LEFT JOIN tokens ON sha256 = token_sha256 ORDER BY registered_at, key";
            let desk = |row: &rusqlite::Row<'_>| {
                Ok(DeskSeen {
                    key: row.get(0)?,
                    registered_at: instant(row.get(1)?),
                    revoked_at: row.get::<_, Option<i64>>(2)?.map(instant),
                    token: row.get(3)?,
                })
            };
            self.connection.prepare(query)?.query_map([], desk)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// The fingerprint of the keys for which everything here is sealed, and whether this is a backup; nothing before the
    /// first start.
    pub(crate) fn bound_to(&self) -> Result<(Option<String>, bool), NewsroomError> {
        use rusqlite::OptionalExtension;
        let query = "SELECT fingerprint, is_backup FROM site";
        let bound = self.connection.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?))).optional();
        Ok(bound.map_err(|cause| self.failed(cause))?.unwrap_or((None, false)))
    }
}
