//! The verb "open": everything the screens of one release show.

use crate::Problem;
use crate::desk::Desk;
use crate::view::{OfRelease, ReleaseView};

impl Desk {
    /// One release, with what the newsroom says of it where that may have changed.
    ///
    /// # Errors
    /// [`Problem`] where there is no such release, or it cannot be read.
    pub fn open_release(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        let dossier = self.dossier(request.id)?;
        let dossier = self.refresh(dossier, &self.clock.now())?;
        Ok(self.shown(dossier))
    }
}
