//! The verb "caption": what the press is told about a photo.

use sperrfrist_photo::{Limits, clean};

use crate::Problem;
use crate::desk::Desk;
use crate::picture::to_photo;
use crate::view::{CaptionRequest, ReleaseView};

impl Desk {
    /// Keeps the words first, and then looks how large the clean file with them is. Words that cannot be
    /// written into a file are kept too; the preflight names them.
    ///
    /// # Errors
    /// [`Problem`] where the photo is not attached, or the words cannot be kept.
    pub fn caption(&self, request: CaptionRequest) -> Result<ReleaseView, Problem> {
        let CaptionRequest { id, original, caption } = request;
        self.edit(id, |books, draft| {
            books.set_caption(id, &original, &caption)?;
            for photo in draft.photos.iter_mut().filter_map(|slot| slot.photo.as_mut()) {
                if photo.original.as_ref() == Some(&original) {
                    photo.caption = caption.clone();
                }
            }
            Ok(())
        })?;
        let bytes = self.archive.vault().get(&original)?;
        if let Ok(clean) = clean(&bytes, &to_photo(caption.clone()), &Limits::default()) {
            let size = clean.report.bytes_after;
            self.archive.write(|books| books.set_clean_bytes(id, &original, &caption, size))?;
        }
        self.view(id)
    }
}
