//! The margin of a release: what is noted about it and is no part of it, so that it cannot get into anything that leaves.
//!
//! What a text agrees with, and where an anchor is found again, the desk knows.

mod authorisations;
mod comments;
mod consents;

use sperrfrist_release::ReleaseId;

use crate::{ArchiveError, Books};

pub use authorisations::Authorisation;
pub use comments::{Anchor, Comment};
pub use consents::{Consent, Given};

/// Everything that stands in the margin of a release, each in the order in which it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Margin {
    pub consents: Vec<Consent>,
    pub authorisations: Vec<Authorisation>,
    pub comments: Vec<Comment>,
}

impl Books<'_> {
    /// The margin of a release.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn margin(&self, release: ReleaseId) -> Result<Margin, ArchiveError> {
        Ok(Margin {
            consents: self.consents(release)?,
            authorisations: self.authorisations(release)?,
            comments: self.comments(release)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use rusqlite::Connection;
    use sperrfrist_release::Release;
    use sperrfrist_release::state::State;
    use std::error::Error;
    use std::path::Path;

    fn written(archive: &Archive, release: &Release) -> Result<(), ArchiveError> {
        archive.write(|books| {
            books.insert_release(release, State::Draft, at(0))?;
            let text = books.snapshot_of(release, at(0))?;
            books.insert_consent(release.id, "Hausleitung", "Frau Ahrens", text, at(1))?;
            books.insert_authorisation(release.id, "Das gilt.", "J. Wiedebusch", at(2), None)?;
            let anchor = Anchor::Line { words: "Sie gilt ab sofort.".into() };
            books.insert_comment(release.id, &anchor, "M. Roth", "Frau Ahrens", "Stimmt die Zahl?", at(3))
        })
    }

    fn margin(archive: &Archive, release: &Release) -> Result<Margin, ArchiveError> {
        archive.read(|books| books.margin(release.id))
    }

    #[test]
    fn a_margin_is_had_back_as_it_was_written_and_belongs_to_its_release_alone() -> Result<(), Box<dyn Error>>
    {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (one, two) = (draft("Eins"), draft("Zwei"));
        written(&archive, &one)?;
        archive.write(|books| books.insert_release(&two, State::Draft, at(0)))?;
        assert_eq!(margin(&archive, &two)?, Margin::default());
        let found = margin(&archive, &one)?;
        let (consent, comment) = (&found.consents[0], &found.comments[0]);
        assert_eq!(
            (consent.office.as_str(), &consent.asked_for.release, &consent.given),
            ("Hausleitung", &one, &None)
        );
        assert_eq!((comment.author.as_str(), comment.settled_at), ("M. Roth", None));
        // By another release's name nothing is changed.
        let foreign = archive.write(|books| books.drop_consent(two.id, consent.number));
        assert_eq!(foreign.expect_err("of another").code(), "archive.moved_on");

        archive.write(|books| {
            let text = books.snapshot_of(&one, at(9))?;
            assert_eq!(text, consent.asked_for.number, "the same words are kept once");
            books.give_consent(one.id, consent.number, "Frau Ahrens", text, at(5))?;
            books.update_comment(one.id, comment.number, &Anchor::Headline, Some(at(6)))
        })?;
        drop(archive);
        let archive = Archive::open(dir.path())?;
        let found = margin(&archive, &one)?;
        let given = found.consents[0].given.as_ref().ok_or("given")?;
        assert_eq!((given.by.as_str(), given.at, &given.text.release), ("Frau Ahrens", at(5), &one));
        assert_eq!(found.comments[0].anchor, Anchor::Headline);
        assert_eq!(archive.read(|books| books.last_author())?.as_deref(), Some("M. Roth"));

        archive.write(|books| books.take_back_consent(one.id, consent.number))?;
        assert_eq!(margin(&archive, &one)?.consents[0].given, None);
        archive.write(|books| {
            books.drop_consent(one.id, consent.number)?;
            books.drop_authorisation(one.id, found.authorisations[0].number)?;
            books.drop_comment(one.id, found.comments[0].number)
        })?;
        assert_eq!(margin(&archive, &one)?, Margin::default());
        Ok(())
    }

    fn rows(database: &Path) -> Result<i64, rusqlite::Error> {
        Connection::open(database)?.query_row(
            "SELECT (SELECT count(*) FROM consents) + (SELECT count(*) FROM authorisations) + (SELECT count(*) FROM comments)",
            [],
            |row| row.get(0),
        )
    }

    #[test]
    fn a_backup_holds_the_margin_and_a_release_takes_it_along_when_it_goes() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (one, two) = (draft("Eins"), draft("Zwei"));
        written(&archive, &one)?;
        written(&archive, &two)?;
        archive.back_up(at(0).date_naive())?;
        drop(archive);
        assert_eq!(rows(&dir.path().join("backups/archive-2023-11-21.db"))?, 6);

        let database = dir.path().join("archive.db");
        let connection = Connection::open(&database)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let name = one.id.to_string();
        for rows_of in ["sought_releases WHERE release", "snapshots WHERE release", "releases WHERE id"] {
            connection.execute(&format!("DELETE FROM {rows_of} = ?1"), [&name])?;
        }
        drop(connection);
        assert_eq!(rows(&database)?, 3);
        Ok(())
    }
}
