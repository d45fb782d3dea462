//! Consents: who is asked to agree to the text of a release, and to which text somebody has.

use chrono::{DateTime, Utc};
use rusqlite::{Row, named_params};
use sperrfrist_release::{Release, ReleaseId, stored};

use crate::books::{instant, maybe_instant, millis};
use crate::{ArchiveError, Books, Snapshot};

/// Somebody whose consent is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    pub number: u32,
    pub office: String,
    pub name: String,
    pub asked_at: DateTime<Utc>,
    pub asked_for: Snapshot,
    pub given: Option<Given>,
}

/// A consent that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub at: DateTime<Utc>,
    pub by: String,
    pub text: Snapshot,
}

impl Books<'_> {
    /// The number under which the draft is kept as it reads now; it is kept anew unless the last one kept is the same.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn snapshot_of(&self, draft: &Release, at: DateTime<Utc>) -> Result<u32, ArchiveError> {
        let last = |books: &Self| Ok::<_, ArchiveError>(books.snapshots(draft.id)?.pop());
        if let Some(last) = last(self)?.filter(|last| last.release == *draft) {
            return Ok(last.number);
        }
        self.insert_snapshot(draft, at)?;
        last(self)?.map(|last| last.number).ok_or(ArchiveError::MovedOn)
    }

    /// Notes whose consent is wanted to the text of that snapshot.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn insert_consent(
        &self,
        release: ReleaseId,
        office: &str,
        name: &str,
        text: u32,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/insert_consent.sql"),
            named_params! {
                ":release": release.to_string(),
                ":office": office,
                ":name": name,
                ":text": text,
                ":at": millis(at),
            },
        )
    }

    /// Asks once more, for another text; what was given before stays on record, for its own text.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn ask_again(
        &self,
        release: ReleaseId,
        number: u32,
        text: u32,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/ask_again.sql"),
            named_params! { ":release": release.to_string(), ":number": number, ":text": text, ":at": millis(at) },
        )
    }

    /// Notes that it was given, by whom and for which text.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn give_consent(
        &self,
        release: ReleaseId,
        number: u32,
        by: &str,
        text: u32,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("../sql/give_consent.sql"),
            named_params! {
                ":release": release.to_string(),
                ":number": number,
                ":by": by,
                ":text": text,
                ":at": millis(at),
            },
        )
    }

    /// Takes back that it was given.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn take_back_consent(&self, release: ReleaseId, number: u32) -> Result<(), ArchiveError> {
        let params = named_params! { ":release": release.to_string(), ":number": number };
        self.change_one(include_str!("../sql/take_back_consent.sql"), params)
    }

    /// Asks no longer.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn drop_consent(&self, release: ReleaseId, number: u32) -> Result<(), ArchiveError> {
        let params = named_params! { ":release": release.to_string(), ":number": number };
        self.change_one(include_str!("../sql/drop_consent.sql"), params)
    }

    pub(super) fn consents(&self, release: ReleaseId) -> Result<Vec<Consent>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        let rows = self.rows(include_str!("../sql/consents.sql"), params, Raw::read)?;
        rows.into_iter().map(Raw::consent).collect()
    }
}

/// A snapshot whose draft is not read yet.
struct RawText(u32, String, DateTime<Utc>);

/// A row whose texts are not read yet.
struct Raw {
    number: u32,
    office: String,
    name: String,
    asked_at: DateTime<Utc>,
    asked_for: RawText,
    given: Option<(DateTime<Utc>, String, RawText)>,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let given = match maybe_instant(row, "given_at")? {
            Some(at) => {
                let text = RawText(
                    row.get("given_number")?,
                    row.get("given_draft")?,
                    instant(row, "given_kept_at")?,
                );
                Some((at, row.get("given_by")?, text))
            }
            None => None,
        };
        Ok(Self {
            number: row.get("number")?,
            office: row.get("office")?,
            name: row.get("name")?,
            asked_at: instant(row, "asked_at")?,
            asked_for: RawText(
                row.get("asked_number")?,
                row.get("asked_draft")?,
                instant(row, "asked_kept_at")?,
            ),
            given,
        })
    }

    fn consent(self) -> Result<Consent, ArchiveError> {
        let Self { number, office, name, asked_at, asked_for, given } = self;
        let given = given.map(|(at, by, text)| Ok::<_, ArchiveError>(Given { at, by, text: text.read()? }));
        Ok(Consent {
            number,
            office,
            name,
            asked_at,
            asked_for: asked_for.read()?,
            given: given.transpose()?,
        })
    }
}

impl RawText {
    fn read(self) -> Result<Snapshot, ArchiveError> {
        let Self(number, draft, kept_at) = self;
        Ok(Snapshot { number, release: stored::from_json(&draft)?, kept_at })
    }
}
