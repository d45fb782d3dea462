//! Comments: what one colleague says to another about a place of a release.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use serde::{Deserialize, Serialize};
use sperrfrist_release::{ReleaseId, SlotId};

use crate::books::{from_json, instant, json, maybe_instant, millis};
use crate::{ArchiveError, Books};

/// A comment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub number: u32,
    pub anchor: Anchor,
    pub author: String,
    /// May be empty.
    pub recipient: String,
    pub words: String,
    pub written_at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}

/// Where a comment stands: by the words that are there, for their place moves with each paragraph that is put before them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Anchor {
    /// The release as a whole.
    Release,
    Headline,
    /// A line of the body.
    Line {
        words: String,
    },
    /// The place of a photo, and what it was called.
    Photo {
        slot: SlotId,
        label: String,
    },
}

impl Books<'_> {
    /// Keeps a comment.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn insert_comment(
        &self,
        release: ReleaseId,
        anchor: &Anchor,
        author: &str,
        recipient: &str,
        words: &str,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/insert_comment.sql"),
            named_params! {
                ":release": release.to_string(),
                ":anchor": json(anchor),
                ":author": author,
                ":recipient": recipient,
                ":words": words,
                ":at": millis(at),
            },
        )
    }

    /// Notes where it stands, and whether it is settled. What it says is never changed.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn update_comment(
        &self,
        release: ReleaseId,
        number: u32,
        anchor: &Anchor,
        settled_at: Option<DateTime<Utc>>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/update_comment.sql"),
            named_params! {
                ":release": release.to_string(),
                ":number": number,
                ":anchor": json(anchor),
                ":settled_at": settled_at.map(millis),
            },
        )
    }

    /// Deletes a comment.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn drop_comment(&self, release: ReleaseId, number: u32) -> Result<(), ArchiveError> {
        let params = named_params! { ":release": release.to_string(), ":number": number };
        self.change_one(include_str!("../sql/drop_comment.sql"), params)
    }

    /// Those of a release, the oldest first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn comments(&self, release: ReleaseId) -> Result<Vec<Comment>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        self.rows(include_str!("../sql/comments.sql"), params, |row| {
            Ok(Comment {
                number: row.get("number")?,
                anchor: from_json(row, "anchor")?,
                author: row.get("author")?,
                recipient: row.get("recipient")?,
                words: row.get("words")?,
                written_at: instant(row, "written_at")?,
                settled_at: maybe_instant(row, "settled_at")?,
            })
        })
    }

    /// Who has written the last comment at this desk.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn last_author(&self) -> Result<Option<String>, ArchiveError> {
        Ok(self.rows(include_str!("../sql/last_author.sql"), [], |row| row.get("author"))?.pop())
    }
}
