//! The verb "open sample": something to try things on.

use sperrfrist_release::import;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{AttachRequest, JournalEvent, ReleaseView};

/// The release to try things on: a Medieninformation as plain text and a photo for it.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// Plain text, as for [`Desk::import_text`].
    pub text: &'a [u8],
    /// A photo as from a camera.
    pub photo: &'a [u8],
    /// The name the photo's file has.
    pub photo_name: &'a str,
}

impl Desk {
    /// Keeps the sample as a new release. Its photo is attached, but neither chosen nor captioned.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be read or kept.
    pub fn open_sample(&self, sample: Sample<'_>) -> Result<ReleaseView, Problem> {
        let decoded = import::decode(sample.text)?;
        let release = self.with_letterhead(import::read(&decoded.text, self.zone).release)?;
        self.keep(&release, JournalEvent::Created)?;
        self.attach_photo(
            sample.photo,
            AttachRequest { id: release.id, file_name: sample.photo_name.to_owned() },
        )
    }
}
