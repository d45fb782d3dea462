//! Authorisations: whoever is quoted and is asked whether these words may stand.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::ReleaseId;

use crate::books::{instant, maybe_instant, millis};
use crate::{ArchiveError, Books};

/// A quotation that somebody has authorised, or was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorisation {
    pub number: u32,
    /// The words that were asked about, or that were authorised.
    pub words: String,
    /// The quotation as it reads now, or did when it was last seen.
    pub anchor: String,
    pub name: String,
    pub asked_at: DateTime<Utc>,
    pub given_at: Option<DateTime<Utc>>,
}

impl Books<'_> {
    /// Notes that a quotation is to be authorised, or was.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn insert_authorisation(
        &self,
        release: ReleaseId,
        words: &str,
        name: &str,
        asked_at: DateTime<Utc>,
        given_at: Option<DateTime<Utc>>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/insert_authorisation.sql"),
            named_params! {
                ":release": release.to_string(),
                ":words": words,
                ":name": name,
                ":asked_at": millis(asked_at),
                ":given_at": given_at.map(millis),
            },
        )
    }

    /// Writes it anew under its number.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn update_authorisation(&self, release: ReleaseId, is: &Authorisation) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/update_authorisation.sql"),
            named_params! {
                ":release": release.to_string(),
                ":number": is.number,
                ":words": is.words,
                ":anchor": is.anchor,
                ":name": is.name,
                ":asked_at": millis(is.asked_at),
                ":given_at": is.given_at.map(millis),
            },
        )
    }

    /// Forgets it.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn drop_authorisation(&self, release: ReleaseId, number: u32) -> Result<(), ArchiveError> {
        let params = named_params! { ":release": release.to_string(), ":number": number };
        self.change_one(include_str!("../sql/drop_authorisation.sql"), params)
    }

    /// Those of a release.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn authorisations(&self, release: ReleaseId) -> Result<Vec<Authorisation>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        self.rows(include_str!("../sql/authorisations.sql"), params, |row| {
            Ok(Authorisation {
                number: row.get("number")?,
                words: row.get("words")?,
                anchor: row.get("anchor")?,
                name: row.get("name")?,
                asked_at: instant(row, "asked_at")?,
                given_at: maybe_instant(row, "given_at")?,
            })
        })
    }
}
