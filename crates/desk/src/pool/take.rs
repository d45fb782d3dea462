//! The verb "take from pool": photos of the pool are attached.

use crate::Problem;
use crate::desk::Desk;
use crate::view::{AttachRequest, ReleaseView, TakeRequest};

impl Desk {
    /// Attaches photos of the pool, in the order in which they are named; one that is attached already stays as it is.
    ///
    /// # Errors
    /// [`Problem`] with the first that is not there, or cannot be cleaned; those before it are attached.
    pub fn take_from_pool(&self, request: TakeRequest) -> Result<ReleaseView, Problem> {
        let id = request.id;
        for original in &request.originals {
            let photo = self.archive.read(|books| books.in_pool(id, original))?;
            let bytes = self.archive.vault().get(original)?;
            self.attach_photo(&bytes, AttachRequest { id, file_name: photo.file_name })?;
        }
        self.view(id)
    }
}
