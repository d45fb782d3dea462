//! The verb "caption": what the press is told about a photo.

use sperrfrist_archive::{ArchiveError, Books};
use sperrfrist_photo::{Limits, clean};
use sperrfrist_release::{Release, ReleaseId};

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
        self.measure(id)?;
        self.view(id)
    }

    /// Looks how large the clean files are of those photos whose words are new. One that cannot be cleaned with them stays
    /// without a size.
    ///
    /// # Errors
    /// [`Problem`] where an original is gone or damaged, or the size cannot be kept.
    pub(crate) fn measure(&self, id: ReleaseId) -> Result<(), Problem> {
        let attachments = self.archive.read(|books| books.attachments(id))?;
        for photo in attachments.into_iter().filter(|photo| photo.clean_bytes.is_none()) {
            let bytes = self.archive.vault().get(&photo.original)?;
            if let Ok(clean) = clean(&bytes, &to_photo(photo.caption.clone()), &Limits::default()) {
                let size = clean.report.bytes_after;
                self.archive
                    .write(|books| books.set_clean_bytes(id, &photo.original, &photo.caption, size))?;
            }
        }
        Ok(())
    }
}

/// Keeps the captions of a draft's photos at their attachments as well.
pub(crate) fn keep(books: &Books<'_>, draft: &Release) -> Result<(), ArchiveError> {
    for photo in draft.photos.iter().filter_map(|slot| slot.photo.as_ref()) {
        if let Some(original) = &photo.original {
            books.set_caption(draft.id, original, &photo.caption)?;
        }
    }
    Ok(())
}
