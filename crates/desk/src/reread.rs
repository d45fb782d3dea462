//! The verb "reread": what the press would get of a photo, looked at with the same eyes as the original.

use sperrfrist_archive::ArchiveError;
use sperrfrist_photo::{Limits, clean, inspect};

use crate::Problem;
use crate::caption::print;
use crate::desk::Desk;
use crate::picture::to_photo;
use crate::view::{CleanView, EditedView, OfPhoto};

impl Desk {
    /// Makes the photo for print with its present words and edits, and inspects the result. Keeps nothing.
    ///
    /// # Errors
    /// [`Problem`] where the photo is not attached, or cannot be cleaned.
    pub fn reread_photo(&self, request: OfPhoto) -> Result<CleanView, Problem> {
        let OfPhoto { id, original } = request;
        let (photo, language) = self.archive.read(|books| {
            Ok::<_, ArchiveError>((books.attachment(id, &original)?, books.release(id)?.release.language))
        })?;
        let limits = Limits::default();
        let bytes = self.archive.vault().get(&original)?;
        let report = clean(&bytes, &to_photo(photo.caption.clone()), &limits)?.report;
        let made = print(&bytes, &photo, language)?;
        let findings = inspect(&made, &limits)?.findings;
        let edits = &photo.edits;
        let edited = (!edits.is_none()).then(|| EditedView {
            straightened: edits.straighten,
            cut: edits.crop.is_some(),
            covered: edits.cover.len(),
        });
        Ok(CleanView { findings, picture: report.picture, edited, bytes: made.len() as u64 })
    }
}
