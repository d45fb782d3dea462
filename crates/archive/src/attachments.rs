//! Attachments: the photos of a release, chosen or not, with their captions.

use rusqlite::{Row, named_params};
use sperrfrist_release::{Caption, Person, PhotoEdits, ReleaseId};

use crate::books::{from_json, json, named};
use crate::{ArchiveError, Books};

/// A photo that was attached to a release. The picture itself is in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Digest of the original: its name in the vault.
    pub original: String,
    pub file_name: String,
    pub caption: Caption,
    /// `photo::Inspection` as JSON.
    pub inspection: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    /// Size of the file for print with this caption and these edits; `None` while it cannot be cleaned.
    pub clean_bytes: Option<u64>,
    pub edits: PhotoEdits,
    pub people: Vec<Person>,
}

impl Books<'_> {
    /// Attaches a photo after those that are there. One that is attached already stays as it is, with its
    /// caption; returns whether it is new.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn attach(&self, release: ReleaseId, photo: &Attachment) -> Result<bool, ArchiveError> {
        let added = self.change(
            include_str!("sql/attach.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": photo.original,
                ":file_name": photo.file_name,
                ":caption": json(&photo.caption),
                ":inspection": photo.inspection,
                ":width": photo.width,
                ":height": photo.height,
                ":bytes": size(photo.bytes),
                ":clean_bytes": photo.clean_bytes.map(size),
                ":edits": json(&photo.edits),
                ":people": json(&photo.people),
            },
        )?;
        if added == 1 {
            self.index_photo(release, &photo.original, &photo.file_name, &photo.caption)?;
        }
        Ok(added == 1)
    }

    /// The photos of a release in the order in which they were attached.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn attachments(&self, release: ReleaseId) -> Result<Vec<Attachment>, ArchiveError> {
        self.rows(
            include_str!("sql/attachments.sql"),
            named_params! { ":release": release.to_string() },
            Attachment::read,
        )
    }

    /// One photo of a release.
    ///
    /// # Errors
    /// [`ArchiveError::NoAttachment`].
    pub fn attachment(&self, release: ReleaseId, original: &str) -> Result<Attachment, ArchiveError> {
        let found = self.rows(
            include_str!("sql/attachment.sql"),
            named_params! { ":release": release.to_string(), ":original": original },
            Attachment::read,
        )?;
        found.into_iter().next().ok_or_else(|| no_attachment(original))
    }

    /// The releases that a photo is attached to.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn attached_to(&self, original: &str) -> Result<Vec<ReleaseId>, ArchiveError> {
        self.rows(include_str!("sql/attached_to.sql"), named_params! { ":original": original }, |row| {
            named(row, "release")
        })
    }

    /// Keeps what is changed in a picture. How large the clean file with these edits is, is open again.
    ///
    /// # Errors
    /// [`ArchiveError::NoAttachment`].
    pub fn set_edits(
        &self,
        release: ReleaseId,
        original: &str,
        edits: &PhotoEdits,
    ) -> Result<(), ArchiveError> {
        let changed = self.change(
            include_str!("sql/set_edits.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": original,
                ":edits": json(edits),
            },
        )?;
        if changed == 1 { Ok(()) } else { Err(no_attachment(original)) }
    }

    /// Keeps what is known of those in a photo.
    ///
    /// # Errors
    /// [`ArchiveError::NoAttachment`].
    pub fn set_people(
        &self,
        release: ReleaseId,
        original: &str,
        people: &[Person],
    ) -> Result<(), ArchiveError> {
        let changed = self.change(
            include_str!("sql/set_people.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": original,
                ":people": json(&people),
            },
        )?;
        if changed == 1 { Ok(()) } else { Err(no_attachment(original)) }
    }

    /// Keeps what the officer says about a photo. How large the clean file with these words is, is open again.
    ///
    /// # Errors
    /// [`ArchiveError::NoAttachment`].
    pub fn set_caption(
        &self,
        release: ReleaseId,
        original: &str,
        caption: &Caption,
    ) -> Result<(), ArchiveError> {
        let changed = self.change(
            include_str!("sql/set_caption.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": original,
                ":caption": json(caption),
            },
        )?;
        if changed != 1 {
            return Err(no_attachment(original));
        }
        let names = self.rows(
            include_str!("sql/file_name_of.sql"),
            named_params! { ":release": release.to_string(), ":original": original },
            |row| row.get::<_, String>("file_name"),
        )?;
        self.index_photo(release, original, names.first().map_or("", String::as_str), caption)
    }

    /// Notes how large the clean file of `measured` is; nothing where its caption or its edits have moved on meanwhile.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn set_clean_bytes(
        &self,
        release: ReleaseId,
        measured: &Attachment,
        clean_bytes: u64,
    ) -> Result<(), ArchiveError> {
        let now = self.attachment(release, &measured.original)?;
        if (&now.caption, &now.edits) != (&measured.caption, &measured.edits) {
            return Ok(());
        }
        self.change(
            include_str!("sql/set_clean_bytes.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": measured.original,
                ":clean_bytes": size(clean_bytes),
            },
        )?;
        Ok(())
    }
}

impl Attachment {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            original: row.get("original")?,
            file_name: row.get("file_name")?,
            caption: from_json(row, "caption")?,
            inspection: row.get("inspection")?,
            width: row.get("width")?,
            height: row.get("height")?,
            bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
            clean_bytes: row.get::<_, Option<i64>>("clean_bytes")?.map(i64::unsigned_abs),
            edits: from_json(row, "edits")?,
            people: from_json(row, "people")?,
        })
    }
}

fn no_attachment(original: &str) -> ArchiveError {
    ArchiveError::NoAttachment { original: original.to_owned() }
}

fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    fn photo(name: &str) -> Attachment {
        Attachment {
            original: name.repeat(64),
            file_name: format!("{name}.jpg"),
            caption: Caption::default(),
            inspection: "{}".into(),
            width: 6000,
            height: 4000,
            bytes: 5_000_000,
            clean_bytes: None,
            edits: PhotoEdits::default(),
            people: Vec::new(),
        }
    }

    #[test]
    fn photos_keep_their_order_and_a_photo_attached_twice_keeps_its_caption() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        let (b, a) = (photo("b"), photo("a"));
        let caption = Caption { alt_text: "Zwei Frauen unterschreiben.".into(), ..Caption::default() };
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.attach(release.id, &b)?;
            books.attach(release.id, &a)?;
            books.set_caption(release.id, &b.original, &caption)?;
            books.set_clean_bytes(release.id, &books.attachment(release.id, &b.original)?, 7)?;
            books.set_clean_bytes(release.id, &b, 8)?;
            assert!(!books.attach(release.id, &b)?);
            Ok::<_, ArchiveError>(())
        })?;
        let found = archive.read(|books| books.attachments(release.id))?;
        assert_eq!(found, [Attachment { caption, clean_bytes: Some(7), ..b }, a]);
        Ok(())
    }

    #[test]
    fn edits_and_people_are_kept_and_new_edits_open_the_size_again() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (one, other) = (draft("Eins"), draft("Zwei"));
        let photo = photo("a");
        let edits = PhotoEdits { straighten: -12, ..PhotoEdits::default() };
        let people = [Person::named("Anna Beispiel")];
        archive.write(|books| {
            for release in [&one, &other] {
                books.insert_release(release, State::Draft, at(0))?;
                books.attach(release.id, &photo)?;
            }
            let before = books.attachment(one.id, &photo.original)?;
            books.set_clean_bytes(one.id, &before, 7)?;
            books.set_edits(one.id, &photo.original, &edits)?;
            books.set_people(one.id, &photo.original, &people)?;
            books.set_clean_bytes(one.id, &before, 8)?;
            let now = books.attachment(one.id, &photo.original)?;
            assert_eq!((&now.edits, &now.people[..], now.clean_bytes), (&edits, &people[..], None));
            books.set_clean_bytes(one.id, &now, 9)?;
            books.set_edits(one.id, &photo.original, &edits)?;
            assert_eq!(books.attachment(one.id, &photo.original)?.clean_bytes, Some(9));
            assert_eq!(books.attachment(other.id, &photo.original)?, photo, "another release is left alone");
            let mut there = books.attached_to(&photo.original)?;
            there.sort();
            let mut both = [one.id, other.id];
            both.sort();
            assert_eq!(there, both);
            assert!(books.set_edits(one.id, "b", &edits).is_err());
            Ok::<_, ArchiveError>(())
        })?;
        Ok(())
    }
}
