//! Attachments: the photos of a release, chosen or not, with their captions.

use rusqlite::{Row, named_params};
use sperrfrist_release::{Caption, ReleaseId};

use crate::books::{from_json, json};
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
    /// Size of the clean file with this caption; `None` while it cannot be cleaned.
    pub clean_bytes: Option<u64>,
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
            return Err(ArchiveError::NoAttachment { original: original.to_owned() });
        }
        let names = self.rows(
            include_str!("sql/file_name_of.sql"),
            named_params! { ":release": release.to_string(), ":original": original },
            |row| row.get::<_, String>("file_name"),
        )?;
        self.index_photo(release, original, names.first().map_or("", String::as_str), caption)
    }

    /// Notes how large the clean file with this caption is; nothing where the caption has moved on meanwhile.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn set_clean_bytes(
        &self,
        release: ReleaseId,
        original: &str,
        caption: &Caption,
        clean_bytes: u64,
    ) -> Result<(), ArchiveError> {
        self.change(
            include_str!("sql/set_clean_bytes.sql"),
            named_params! {
                ":release": release.to_string(),
                ":original": original,
                ":caption": json(caption),
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
        })
    }
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
            books.set_clean_bytes(release.id, &b.original, &caption, 7)?;
            books.set_clean_bytes(release.id, &b.original, &Caption::default(), 8)?;
            assert!(!books.attach(release.id, &b)?);
            Ok::<_, ArchiveError>(())
        })?;
        let found = archive.read(|books| books.attachments(release.id))?;
        assert_eq!(found, [Attachment { caption, clean_bytes: Some(7), ..b }, a]);
        Ok(())
    }
}
