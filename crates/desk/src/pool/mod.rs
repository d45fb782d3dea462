//! The pool of a release: thousands of photos to choose from.
//!
//! What lies in it is not attached and says nothing in the release; one that is taken is attached like any other. A row of it is
//! small, so that the window can have all of them at once and draw the few that are in sight.

mod add;
mod take;

use sperrfrist_archive::PoolPhoto;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{OfRelease, PoolView, PooledPhoto};

impl Desk {
    /// Everything in the pool of a release, in the order in which it was read in.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn pool(&self, request: OfRelease) -> Result<PoolView, Problem> {
        let photos = self.archive.read(|books| books.pool(request.id))?;
        Ok(PoolView { photos: photos.into_iter().map(shown).collect() })
    }
}

fn shown(photo: PoolPhoto) -> PooledPhoto {
    let PoolPhoto { original, file_name, width, height, bytes, taken, words } = photo;
    PooledPhoto { original, file_name, width, height, bytes, taken, words }
}
