//! Finding a release by the words of its draft and of its photos, by SQLite's FTS5. The index is kept in the same
//! transaction as what it finds, so it never finds what is not there, and misses nothing.

use rusqlite::{Row, named_params};
use sperrfrist_release::{Caption, Release, ReleaseId, plain};

use crate::books::{from_json, named};
use crate::{ArchiveError, Books};

/// A photo that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPhoto {
    pub release: ReleaseId,
    /// Digest of the original.
    pub original: String,
    pub file_name: String,
    pub caption: Caption,
}

impl Books<'_> {
    /// The releases whose text holds all these words, or words that begin so: the newest first, `most` at most. Case and
    /// accents do not count.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn search_releases(&self, words: &str, most: usize) -> Result<Vec<ReleaseId>, ArchiveError> {
        self.search(include_str!("sql/search_releases.sql"), words, most, |row| named(row, "release"))
    }

    /// The same for photos, by the words of their captions and the names of their persons and files.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn search_photos(&self, words: &str, most: usize) -> Result<Vec<FoundPhoto>, ArchiveError> {
        self.search(include_str!("sql/search_photos.sql"), words, most, FoundPhoto::read)
    }

    fn search<T>(
        &self,
        sql: &str,
        words: &str,
        most: usize,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let query = query(words);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let params = named_params! { ":query": query, ":most": i64::try_from(most).unwrap_or(i64::MAX) };
        match self.rows(sql, params, read) {
            Err(ArchiveError::Database(rusqlite::Error::SqliteFailure(_, Some(said))))
                if said.starts_with(NO_WORD) =>
            {
                Ok(Vec::new())
            }
            found => found,
        }
    }

    /// Lets a release be found by what it says now.
    pub(crate) fn index_release(&self, release: &Release) -> Result<(), ArchiveError> {
        let number = self.number(
            include_str!("sql/number_of_release.sql"),
            named_params! { ":release": release.id.to_string() },
        )?;
        self.change_one(
            include_str!("sql/put_release_words.sql"),
            named_params! { ":number": number, ":headline": release.headline, ":body": body(release) },
        )
    }

    /// The same for a photo of a release.
    pub(crate) fn index_photo(
        &self,
        release: ReleaseId,
        original: &str,
        file_name: &str,
        caption: &Caption,
    ) -> Result<(), ArchiveError> {
        let number = self.number(
            include_str!("sql/number_of_photo.sql"),
            named_params! { ":release": release.to_string(), ":original": original },
        )?;
        self.change_one(
            include_str!("sql/put_photo_words.sql"),
            named_params! { ":number": number, ":words": of_photo(file_name, caption) },
        )
    }

    fn number(&self, sql: &str, params: impl rusqlite::Params) -> Result<i64, ArchiveError> {
        let numbers = self.rows(sql, params, |row| row.get("number"))?;
        numbers.into_iter().next().ok_or(ArchiveError::MovedOn)
    }

    /// Indexes what an older program has kept. A draft that cannot be read is shown with its reason elsewhere, and must not
    /// keep the archive shut.
    pub(crate) fn index_the_rest(&self) -> Result<(), ArchiveError> {
        // Each start asks; counting reads no text.
        let is_all: Vec<bool> =
            self.rows(include_str!("sql/is_all_sought.sql"), [], |row| row.get("is_all"))?;
        if is_all == [true] {
            return Ok(());
        }
        let ids: Vec<ReleaseId> =
            self.rows(include_str!("sql/unsought_releases.sql"), [], |row| named(row, "id"))?;
        for id in ids {
            match self.release(id) {
                Ok(stored) => self.index_release(&stored.release)?,
                Err(ArchiveError::Stored(_)) => {}
                Err(other) => return Err(other),
            }
        }
        for photo in self.rows(include_str!("sql/unsought_photos.sql"), [], FoundPhoto::read)? {
            self.index_photo(photo.release, &photo.original, &photo.file_name, &photo.caption)?;
        }
        Ok(())
    }
}

impl FoundPhoto {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            release: named(row, "release")?,
            original: row.get("original")?,
            file_name: row.get("file_name")?,
            caption: from_json(row, "caption")?,
        })
    }
}

/// The words of a photo's caption and its persons, with the name of its file.
fn of_photo(file_name: &str, caption: &Caption) -> String {
    let Caption { headline, caption: text, alt_text, creator, credit, persons, location, city, .. } = caption;
    let named = persons.iter().map(String::as_str);
    let said = [file_name, headline, text, alt_text, creator, credit, location, city];
    said.into_iter().chain(named).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

fn body(release: &Release) -> String {
    let mut lines = plain::lines(release);
    lines.retain(|line| *line != release.headline);
    lines.join("\n")
}

/// What FTS5 says of a run of letters that it takes for several words: one with a letter that came after its Unicode (6.1).
/// There is no such word in the index.
const NO_WORD: &str = "fts5: phrase queries are not supported";

/// FTS5's own syntax stays out: each run of letters and digits is one word, quoted, and may go on.
fn query(words: &str) -> String {
    let runs = words.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
    runs.map(|run| format!("\"{run}\"*")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use proptest::prelude::*;
    use rusqlite::Connection;
    use sperrfrist_release::state::State;
    use sperrfrist_release::{Body, Caption, PhotoEdits, Release, body::Block};

    use super::*;
    use crate::Archive;
    use crate::attachments::Attachment;
    use crate::books::tests::{at, draft};

    type Tested = Result<(), Box<dyn Error>>;

    fn saying(headline: &str, text: &str) -> Release {
        Release { body: Body::of(vec![Block::paragraph(text)]), ..draft(headline) }
    }

    fn found(archive: &Archive, words: &str) -> Result<Vec<ReleaseId>, ArchiveError> {
        archive.read(|books| books.search_releases(words, 20))
    }

    #[test]
    fn a_release_is_found_by_the_words_it_says_now_the_newest_first() -> Tested {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let mut one = saying("Kooperation vereinbart", "Die BSI-Präsidentin dankt dem Übungsleiter.");
        let two = saying("Übung beendet", "Die Präsidentin reist ab.");
        archive.write(|books| {
            books.insert_release(&one, State::Draft, at(0))?;
            books.insert_release(&two, State::Draft, at(1))
        })?;
        assert_eq!(found(&archive, "präsid")?, [two.id, one.id]);
        assert_eq!(found(&archive, "PRASIDENTIN dankt")?, [one.id]);
        assert_eq!(found(&archive, "Koop BSI")?, [one.id]);
        assert_eq!(found(&archive, "übung")?, [two.id, one.id]);
        assert_eq!(found(&archive, "sidentin")?, []);
        assert_eq!(found(&archive, "  ")?, []);
        one.body = Body::of(vec![Block::paragraph("Neu gefasst.")]);
        archive.write(|books| books.update_draft(&one, at(2)))?;
        assert_eq!(found(&archive, "präsid")?, [two.id]);
        assert_eq!(found(&archive, "gefasst")?, [one.id]);
        Ok(())
    }

    #[test]
    fn a_photo_is_found_by_its_caption_and_its_persons() -> Tested {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        let photo = Attachment {
            original: "a".repeat(64),
            file_name: "DSC_4417.jpg".into(),
            caption: Caption::default(),
            inspection: "{}".into(),
            width: 6000,
            height: 4000,
            bytes: 5_000_000,
            clean_bytes: None,
            edits: PhotoEdits::default(),
            people: Vec::new(),
        };
        let caption = Caption { persons: vec!["Henrike Aldenhoff".into()], ..Caption::default() };
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.attach(release.id, &photo)?;
            books.set_caption(release.id, &photo.original, &caption)
        })?;
        let photos = |words: &str| archive.read(|books| books.search_photos(words, 20));
        assert_eq!(photos("dsc 4417")?.len(), 1);
        assert_eq!(photos("417")?, []);
        let found = photos("ALDENH")?;
        assert_eq!((found[0].release, &found[0].caption), (release.id, &caption));
        archive.write(|books| books.set_caption(release.id, &photo.original, &Caption::default()))?;
        assert_eq!(photos("aldenh")?, []);
        assert_eq!(photos("dsc_4417")?.len(), 1);
        Ok(())
    }

    #[test]
    fn what_an_older_program_has_kept_is_found_after_the_next_start() -> Tested {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = saying("Alt", "Archivgut");
        archive.write(|books| books.insert_release(&release, State::Draft, at(0)))?;
        drop(archive);
        Connection::open(dir.path().join("archive.db"))?
            .execute_batch("DELETE FROM release_words; DELETE FROM sought_releases;")?;
        assert_eq!(found(&Archive::open(dir.path())?, "archivg")?, [release.id]);
        Ok(())
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_no_syntax(words in any::<String>()) {
            let dir = tempfile::tempdir().expect("a folder");
            let archive = Archive::open(dir.path()).expect("opens");
            prop_assert!(found(&archive, &words).is_ok());
        }
    }
}
