//! The verb "reread": what the press would get of a photo, looked at with the same eyes as the original.

use sperrfrist_archive::ArchiveError;
use sperrfrist_photo::{Limits, clean, inspect};

use crate::Problem;
use crate::desk::Desk;
use crate::picture::to_photo;
use crate::view::{CleanView, OfPhoto};

impl Desk {
    /// Cleans the photo with its present words and inspects the result. Keeps nothing.
    ///
    /// # Errors
    /// [`Problem`] where the photo is not attached, or cannot be cleaned.
    pub fn reread_photo(&self, request: OfPhoto) -> Result<CleanView, Problem> {
        let OfPhoto { id, original } = request;
        let attachments = self.archive.read(|books| books.attachments(id))?;
        let photo = attachments
            .into_iter()
            .find(|photo| photo.original == original)
            .ok_or_else(|| ArchiveError::NoAttachment { original: original.clone() })?;
        let limits = Limits::default();
        let bytes = self.archive.vault().get(&original)?;
        let clean = clean(&bytes, &to_photo(photo.caption), &limits)?;
        let findings = inspect(&clean.bytes, &limits)?.findings;
        Ok(CleanView { findings, picture: clean.report.picture, bytes: clean.bytes.len() as u64 })
    }
}
