//! Looks: what was found from outside at a moment that was fixed before. They only grow; the database itself refuses
//! to change or take out one.

use chrono::{DateTime, Utc};
use rusqlite::{Row, named_params};
use sperrfrist_release::ReleaseId;

use crate::books::{generation, instant, maybe_instant, millis, named};
use crate::{ArchiveError, Books};

/// A look that was due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub release: ReleaseId,
    /// `seal::ItemId` as text.
    pub item: String,
    pub generation: u64,
    /// The opening that it is about.
    pub due: DateTime<Utc>,
    /// The desk's word for which of them it is.
    pub kind: String,
    /// `None` where nobody looked.
    pub looked_at: Option<DateTime<Utc>>,
    /// The desk's word for what was found.
    pub verdict: String,
    /// What was asked and what was answered, as the desk's JSON.
    pub told: String,
}

impl Books<'_> {
    /// Keeps a look; the first word of it counts. Returns whether this was the first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn put_look(&self, look: &Look) -> Result<bool, ArchiveError> {
        let rows = self.change(
            include_str!("sql/put_look.sql"),
            named_params! {
                ":release": look.release.to_string(),
                ":item": look.item,
                ":generation": generation(look.generation),
                ":due": millis(look.due),
                ":kind": look.kind,
                ":looked_at": look.looked_at.map(millis),
                ":verdict": look.verdict,
                ":told": look.told,
            },
        )?;
        Ok(rows == 1)
    }

    /// The looks of a release, by the openings they are about.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn looks(&self, release: ReleaseId) -> Result<Vec<Look>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        self.rows(include_str!("sql/looks.sql"), params, Look::read)
    }

    /// The looks of all releases that found this.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn looks_with_verdict(&self, verdict: &str) -> Result<Vec<Look>, ArchiveError> {
        let params = named_params! { ":verdict": verdict };
        self.rows(include_str!("sql/looks_with_verdict.sql"), params, Look::read)
    }

    /// The releases of which something waits for its time, or is public and lacks the look of kind `last`.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn watched(&self, last: &str) -> Result<Vec<ReleaseId>, ArchiveError> {
        let params = named_params! { ":last": last };
        self.rows(include_str!("sql/watched.sql"), params, |row| named(row, "release"))
    }

    /// The releases of which something waits for its time, or became public after `since`.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn due_soon(&self, since: DateTime<Utc>) -> Result<Vec<ReleaseId>, ArchiveError> {
        let params = named_params! { ":since": millis(since) };
        self.rows(include_str!("sql/due_soon.sql"), params, |row| named(row, "release"))
    }
}

impl Look {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            release: named(row, "release")?,
            item: row.get("item")?,
            generation: row.get::<_, i64>("generation")?.unsigned_abs(),
            due: instant(row, "due")?,
            kind: row.get("kind")?,
            looked_at: maybe_instant(row, "looked_at")?,
            verdict: row.get("verdict")?,
            told: row.get("told")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::tests::{at, draft};
    use crate::{Archive, Prepared};
    use sperrfrist_release::Opening;
    use sperrfrist_release::state::State;
    use std::error::Error;

    fn look(release: ReleaseId, kind: &str) -> Look {
        Look {
            release,
            item: release.to_string(),
            generation: 1,
            due: at(3_600),
            kind: kind.into(),
            looked_at: Some(at(0)),
            verdict: "locked".into(),
            told: "[]".into(),
        }
    }

    #[test]
    fn the_first_word_of_a_look_counts_and_nothing_takes_it_back() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        archive.write(|books| books.insert_release(&release, State::Draft, at(0)))?;
        let first = look(release.id, "hour");
        let late = Look { looked_at: None, verdict: "missed".into(), ..first.clone() };
        assert!(archive.write(|books| books.put_look(&first))?);
        assert!(!archive.write(|books| books.put_look(&late))?);
        assert_eq!(archive.read(|books| books.looks(release.id))?, std::slice::from_ref(&first));
        assert_eq!(archive.read(|books| books.looks_with_verdict("locked"))?, [first]);
        for forbidden in ["UPDATE looks SET verdict = 'x'", "DELETE FROM looks"] {
            assert!(archive.write(|books| books.change(forbidden, [])).is_err());
        }
        Ok(())
    }

    #[test]
    fn a_release_is_watched_until_its_last_look() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        let watched = || archive.read(|books| books.watched("after"));
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.insert_delivery(&Prepared {
                item: release.id.to_string(),
                generation: 1,
                release: release.id,
                version: books.insert_version(&release, at(0))?,
                opening: Opening::At { utc: at(3_600) },
                content: "c".into(),
                package: "p".into(),
                manifest: "{}".into(),
                prepared_at: at(0),
            })
        })?;
        assert_eq!(watched()?, []);
        archive.write(|books| books.acknowledge(&release.id.to_string(), 1, at(1), false, "{}"))?;
        assert_eq!(watched()?, [release.id]);
        archive.write(|books| {
            let held = books.deliveries(release.id)?.remove(0);
            let live = crate::DeliveryRow {
                state: sperrfrist_release::state::Delivery::Live,
                first_public_at: Some(at(3_600)),
                ..held.clone()
            };
            books.record(&held, &live)
        })?;
        assert_eq!(watched()?, [release.id]);
        archive.write(|books| books.put_look(&look(release.id, "after")))?;
        assert_eq!(watched()?, []);
        Ok(())
    }
}
