//! The journal: what happened, in the order in which it did. It only grows; the database itself refuses to
//! change or shorten it.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::ReleaseId;

use crate::books::{instant, millis, named};
use crate::{ArchiveError, Books};

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub at: DateTime<Utc>,
    /// The desk's word for what happened.
    pub event: String,
    /// `seal::ItemId` as text, where it is about one item; of a release that was handed on, what it came from.
    pub item: Option<String>,
    /// What a person gave as the reason, or said to the public.
    pub words: Option<String>,
}

impl Books<'_> {
    /// Adds a line.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn note(&self, release: ReleaseId, line: &Line) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/note.sql"),
            named_params! {
                ":release": release.to_string(),
                ":at": millis(line.at),
                ":event": line.event,
                ":item": line.item,
                ":words": line.words,
            },
        )
    }

    /// The journal of a release, newest first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn journal(&self, release: ReleaseId) -> Result<Vec<Line>, ArchiveError> {
        self.rows(include_str!("sql/journal.sql"), named_params! { ":release": release.to_string() }, |row| {
            Ok(Line {
                at: instant(row, "at")?,
                event: row.get("event")?,
                item: row.get("item")?,
                words: row.get("words")?,
            })
        })
    }

    /// Every line of an event that is about something, of all releases, oldest first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn noted(&self, event: &str) -> Result<Vec<(ReleaseId, DateTime<Utc>, String)>, ArchiveError> {
        self.rows(include_str!("sql/noted.sql"), named_params! { ":event": event }, |row| {
            Ok((named(row, "release")?, instant(row, "at")?, row.get("item")?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    #[test]
    fn the_journal_grows_and_can_neither_be_changed_nor_shortened() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        let line = |seconds, event: &str| Line {
            at: at(seconds),
            event: event.into(),
            item: None,
            words: Some("weil".into()),
        };
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.note(release.id, &line(0, "created"))?;
            books.note(release.id, &line(5, "planned"))
        })?;
        for forbidden in ["UPDATE journal SET event = 'x'", "DELETE FROM journal"] {
            assert!(archive.write(|books| books.change(forbidden, [])).is_err());
        }
        assert_eq!(
            archive.read(|books| books.journal(release.id))?,
            [line(5, "planned"), line(0, "created")]
        );
        Ok(())
    }
}
