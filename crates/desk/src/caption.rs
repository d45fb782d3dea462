//! The verb "caption": what the press is told about a photo.

use sperrfrist_archive::{ArchiveError, Attachment, Books};
use sperrfrist_photo::{Limits, PhotoError, Size, clean, renditions};
use sperrfrist_release::{Language, Photo, Release, ReleaseId, people};

use crate::Problem;
use crate::desk::Desk;
use crate::picture::{to_edits, to_photo};
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
            let known = books.attachment(id, &original)?.people;
            let people = people::of_names(&caption.persons, &known);
            books.set_caption(id, &original, &caption)?;
            books.set_people(id, &original, &people)?;
            for photo in chosen(draft, &original) {
                photo.caption = caption.clone();
                photo.people.clone_from(&people);
            }
            Ok(())
        })?;
        self.measure(id)?;
        self.view(id)
    }

    /// Looks how large the clean files are of those photos whose words or edits are new. One that cannot be cleaned with them
    /// stays without a size.
    ///
    /// # Errors
    /// [`Problem`] where an original is gone or damaged, or the size cannot be kept.
    pub(crate) fn measure(&self, id: ReleaseId) -> Result<(), Problem> {
        let (attachments, language) = self.archive.read(|books| {
            Ok::<_, ArchiveError>((books.attachments(id)?, books.release(id)?.release.language))
        })?;
        for photo in attachments.into_iter().filter(|photo| photo.clean_bytes.is_none()) {
            let bytes = self.archive.vault().get(&photo.original)?;
            if let Ok(print) = print(&bytes, &photo, language) {
                let size = print.len() as u64;
                self.archive.write(|books| books.set_clean_bytes(id, &photo, size))?;
            }
        }
        Ok(())
    }
}

/// The largest file that the press would get of a photo.
pub(crate) fn print(bytes: &[u8], photo: &Attachment, language: Language) -> Result<Vec<u8>, PhotoError> {
    let limits = Limits::default();
    let told = Photo { caption: photo.caption.clone(), edits: photo.edits.clone(), ..Photo::default() };
    let clean = clean(bytes, &to_photo(told.told(language)), &limits)?;
    if photo.edits.is_none() {
        return Ok(clean.bytes);
    }
    let mut made = renditions(&clean, &to_edits(&photo.edits), &clean.caption, &[Size::print()], &limits)?;
    Ok(made.remove(0).jpeg)
}

/// The photos of a draft that show this picture.
pub(crate) fn chosen<'a>(draft: &'a mut Release, original: &'a str) -> impl Iterator<Item = &'a mut Photo> {
    let photos = draft.photos.iter_mut().filter_map(|slot| slot.photo.as_mut());
    photos.filter(move |photo| photo.original.as_deref() == Some(original))
}

/// Keeps what is said of a draft's photos at their attachments as well.
pub(crate) fn keep(books: &Books<'_>, draft: &Release) -> Result<(), ArchiveError> {
    for photo in draft.photos.iter().filter_map(|slot| slot.photo.as_ref()) {
        if let Some(original) = &photo.original {
            books.set_caption(draft.id, original, &photo.caption)?;
            books.set_people(draft.id, original, &photo.people)?;
            books.set_edits(draft.id, original, &photo.edits)?;
        }
    }
    Ok(())
}
