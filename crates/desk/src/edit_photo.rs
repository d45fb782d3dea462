//! The verb "edit photo": what is changed in a picture before it goes out.
//!
//! The original in the vault stays as it is; every picture that goes out is drawn from it with these edits. They hold in every
//! language: whoever is covered in the German version is covered in the others.

use sperrfrist_archive::{ArchiveError, Attachment, Books};
use sperrfrist_release::{Release, ReleaseId};

use crate::Problem;
use crate::caption::chosen;
use crate::desk::Desk;
use crate::picture::to_edits;
use crate::view::{EditPhotoRequest, ReleaseView};

impl Desk {
    /// Keeps the edits of an attached photo, and then looks how large its file is with them.
    ///
    /// # Errors
    /// [`Problem`] where the edits cannot be carried out, the photo is not attached, or they cannot be kept.
    pub fn edit_photo(&self, request: EditPhotoRequest) -> Result<ReleaseView, Problem> {
        let EditPhotoRequest { id, original, edits } = request;
        to_edits(&edits).check()?;
        let now = self.now();
        let family = self.archive.write(|books| {
            books.attachment(id, &original)?;
            let family = family_with(books, id, &original)?;
            for (_, release) in &family {
                books.set_edits(release.id, &original, &edits)?;
                let mut draft = release.clone();
                for photo in chosen(&mut draft, &original) {
                    photo.edits = edits.clone();
                    // What was drawn before an edit is no picture of it any more.
                    photo.renditions.clear();
                }
                if draft != *release {
                    books.update_draft(&draft, now)?;
                }
            }
            Ok::<_, Problem>(family)
        })?;
        self.back_up(now);
        for (_, release) in &family {
            // The edits are kept, whatever becomes of the size.
            let _ = self.measure(release.id);
        }
        self.view(id)
    }
}

/// The release and its versions in other languages, as far as the photo is attached to them.
pub(crate) fn family_with(
    books: &Books<'_>,
    id: ReleaseId,
    original: &str,
) -> Result<Vec<(Attachment, Release)>, ArchiveError> {
    let first_of = |release: &Release| release.version_of.unwrap_or(release.id);
    let first = first_of(&books.release(id)?.release);
    let mut family = Vec::new();
    for other in books.attached_to(original)? {
        let release = books.release(other)?.release;
        if first_of(&release) == first {
            family.push((books.attachment(other, original)?, release));
        }
    }
    Ok(family)
}
