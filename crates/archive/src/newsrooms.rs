//! The newsroom with which the desk is paired, and what is public at those with which it was.

use chrono::{DateTime, Utc};
use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;

use crate::books::{from_word, instant, maybe_instant, millis, word};
use crate::{ArchiveError, Books};

/// Where the secrets of a pairing are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SecretPlace {
    /// The system's keyring.
    Keyring,
    /// A file of the archive's folder.
    File,
}

/// A newsroom on a server. Token and desk key are not in here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairedNewsroom {
    /// `seal::NewsroomId::fingerprint`.
    pub fingerprint: String,
    /// Such as `https://newsroom.example`; without a slash at its end.
    pub url: String,
    /// Under which name its secrets are kept.
    pub secret: String,
    pub place: SecretPlace,
    pub paired_at: DateTime<Utc>,
    pub left_at: Option<DateTime<Utc>>,
}

impl Books<'_> {
    /// The newsroom with which the desk is paired; `None` where it works with that of the app.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn current_newsroom(&self) -> Result<Option<PairedNewsroom>, ArchiveError> {
        Ok(self.rows(include_str!("sql/current_newsroom.sql"), [], newsroom)?.into_iter().next())
    }

    /// The newsroom of that fingerprint, where there was ever one.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn newsroom(&self, fingerprint: &str) -> Result<Option<PairedNewsroom>, ArchiveError> {
        let params = named_params! { ":fingerprint": fingerprint };
        Ok(self.rows(include_str!("sql/newsroom.sql"), params, newsroom)?.into_iter().next())
    }

    /// Keeps a newsroom, in the place of what was known of it.
    ///
    /// # Errors
    /// [`ArchiveError`], also where the desk is paired with another one.
    pub fn put_newsroom(&self, newsroom: &PairedNewsroom) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/put_newsroom.sql"),
            named_params! {
                ":fingerprint": newsroom.fingerprint,
                ":url": newsroom.url,
                ":secret": newsroom.secret,
                ":place": word(&newsroom.place),
                ":paired_at": millis(newsroom.paired_at),
                ":left_at": newsroom.left_at.map(millis),
            },
        )
    }

    /// Notes that the desk goes from one newsroom to another: what went public at the one is elsewhere now, and what is
    /// public at the other is here again. Both are fingerprints.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn change_newsroom(&self, from: &str, to: &str) -> Result<(), ArchiveError> {
        self.change(include_str!("sql/leave_public.sql"), named_params! { ":newsroom": from })?;
        self.change(include_str!("sql/find_again.sql"), named_params! { ":newsroom": to })?;
        Ok(())
    }

    /// Notes that what waits of a release stays at a newsroom (its fingerprint) that the desk leaves.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn leave_behind(&self, release: ReleaseId, newsroom: &str) -> Result<(), ArchiveError> {
        let params = named_params! { ":release": release.to_string(), ":newsroom": newsroom };
        self.change(include_str!("sql/leave_behind.sql"), params)?;
        Ok(())
    }

    /// The fingerprint of the other newsroom at which a release went public, or was left behind.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn elsewhere(&self, release: ReleaseId) -> Result<Option<String>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        Ok(self.rows(include_str!("sql/elsewhere.sql"), params, |row| row.get(0))?.into_iter().next())
    }
}

fn newsroom(row: &Row<'_>) -> rusqlite::Result<PairedNewsroom> {
    Ok(PairedNewsroom {
        fingerprint: row.get("fingerprint")?,
        url: row.get("url")?,
        secret: row.get("secret")?,
        place: from_word(row, "place")?,
        paired_at: instant(row, "paired_at")?,
        left_at: maybe_instant(row, "left_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::at;
    use std::error::Error;

    fn one(fingerprint: &str) -> PairedNewsroom {
        PairedNewsroom {
            fingerprint: fingerprint.into(),
            url: "https://newsroom.example".into(),
            secret: "ab".into(),
            place: SecretPlace::Keyring,
            paired_at: at(0),
            left_at: None,
        }
    }

    #[test]
    fn a_desk_works_with_one_newsroom_and_remembers_the_others() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        assert_eq!(archive.read(|books| books.current_newsroom())?, None);
        archive.write(|books| books.put_newsroom(&one("a")))?;
        assert_eq!(archive.read(|books| books.current_newsroom())?, Some(one("a")));
        assert!(archive.write(|books| books.put_newsroom(&one("b"))).is_err());
        let left = PairedNewsroom { left_at: Some(at(9)), ..one("a") };
        archive.write(|books| {
            books.put_newsroom(&left)?;
            books.put_newsroom(&one("b"))
        })?;
        assert_eq!(archive.read(|books| books.current_newsroom())?, Some(one("b")));
        assert_eq!(archive.read(|books| books.newsroom("a"))?, Some(left));
        Ok(())
    }
}
