//! Letterheads: as last typed, and as last right.

use chrono::{DateTime, Utc};
use rusqlite::{Row, named_params};
use sperrfrist_release::{LetterheadId, ReleaseId};

use crate::books::{instant, millis, named};
use crate::{ArchiveError, Books};

/// A letterhead as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLetterhead {
    pub id: LetterheadId,
    pub name: String,
    /// The fields as typed, as the desk's JSON.
    pub draft: String,
    /// The picture of the logo, clean.
    pub logo: Option<Vec<u8>>,
    /// The last state in which nothing was wrong, as TOML.
    pub sound: Option<String>,
    pub changed_at: DateTime<Utc>,
    /// Whether new releases get it.
    pub is_usual: bool,
}

impl Books<'_> {
    /// Keeps a letterhead, in the place of what it was. Whether it is the usual one stays as it is.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn put_letterhead(&self, letterhead: &StoredLetterhead) -> Result<(), ArchiveError> {
        let StoredLetterhead { id, name, draft, logo, sound, changed_at, is_usual: _ } = letterhead;
        self.change_one(
            include_str!("sql/put_letterhead.sql"),
            named_params! {
                ":id": id.to_string(),
                ":name": name,
                ":draft": draft,
                ":logo": logo,
                ":sound": sound,
                ":at": millis(*changed_at),
            },
        )
    }

    /// The letterhead of that id, where there is one.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn letterhead(&self, id: LetterheadId) -> Result<Option<StoredLetterhead>, ArchiveError> {
        let params = named_params! { ":id": id.to_string() };
        Ok(self.rows(include_str!("sql/letterhead.sql"), params, read)?.into_iter().next())
    }

    /// Every letterhead, by name.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn letterheads(&self) -> Result<Vec<StoredLetterhead>, ArchiveError> {
        self.rows(include_str!("sql/letterheads.sql"), [], read)
    }

    /// Makes it the one that new releases get; without one they get none.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where there is no such letterhead, or it was never right.
    pub fn set_usual_letterhead(&self, id: Option<LetterheadId>) -> Result<(), ArchiveError> {
        self.change(include_str!("sql/forget_usual_letterhead.sql"), [])?;
        match id {
            Some(id) => {
                let params = named_params! { ":id": id.to_string() };
                self.change_one(include_str!("sql/set_usual_letterhead.sql"), params)
            }
            None => Ok(()),
        }
    }

    /// Every release on it that is not withdrawn, as drafted or as planned, the last changed first.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn printed_on(&self, id: LetterheadId) -> Result<Vec<ReleaseId>, ArchiveError> {
        let params = named_params! { ":letterhead": id.0.hyphenated().to_string() };
        self.rows(include_str!("sql/printed_on.sql"), params, |row| named(row, "id"))
    }

    /// Forgets a letterhead.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where there is no such letterhead.
    pub fn drop_letterhead(&self, id: LetterheadId) -> Result<(), ArchiveError> {
        self.change_one(include_str!("sql/drop_letterhead.sql"), named_params! { ":id": id.to_string() })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredLetterhead> {
    Ok(StoredLetterhead {
        id: named(row, "id")?,
        name: row.get("name")?,
        draft: row.get("draft")?,
        logo: row.get("logo")?,
        sound: row.get("sound")?,
        changed_at: instant(row, "changed_at")?,
        is_usual: row.get("usual")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::at;
    use std::error::Error;

    #[test]
    fn one_letterhead_is_the_usual_one_and_only_if_it_was_right_once() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let of = |name: &str, sound: Option<&str>| StoredLetterhead {
            id: LetterheadId::random(),
            name: name.into(),
            draft: "{}".into(),
            logo: Some(vec![0xff, 0xd8]),
            sound: sound.map(str::to_owned),
            changed_at: at(0),
            is_usual: false,
        };
        let (haus, amt, half) = (of("haus", Some("a")), of("Amt", Some("b")), of("Halb", None));
        archive.write(|books| {
            books.put_letterhead(&haus)?;
            books.put_letterhead(&amt)?;
            books.put_letterhead(&half)?;
            books.set_usual_letterhead(Some(haus.id))
        })?;
        let refused = archive.write(|books| books.set_usual_letterhead(Some(half.id)));
        assert_eq!(refused.expect_err("never right").code(), "archive.moved_on");
        let usual = StoredLetterhead { is_usual: true, ..haus.clone() };
        assert_eq!(archive.read(|books| books.letterheads())?, [amt.clone(), half, usual]);

        let renamed = StoredLetterhead { name: "Haus, neu".into(), changed_at: at(1), ..haus.clone() };
        archive.write(|books| books.put_letterhead(&renamed))?;
        let kept = StoredLetterhead { is_usual: true, ..renamed };
        assert_eq!(archive.read(|books| books.letterhead(haus.id))?, Some(kept));
        archive.write(|books| books.set_usual_letterhead(Some(amt.id)))?;
        archive.write(|books| books.drop_letterhead(haus.id))?;
        assert_eq!(archive.read(|books| books.letterhead(haus.id))?, None);
        Ok(())
    }
}
