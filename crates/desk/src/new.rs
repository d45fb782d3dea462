//! The verbs "new" and "take": a release that was not here before.

use sperrfrist_release::{Release, ReleaseId};

use crate::Problem;
use crate::desk::Desk;
use crate::view::{JournalEvent, ReleaseView};

impl Desk {
    /// An empty Medieninformation, on the usual letterhead.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept.
    pub fn new_release(&self) -> Result<ReleaseView, Problem> {
        let release = self.with_habits(self.with_letterhead(Release::blank(ReleaseId::random()))?)?;
        self.keep(&release, JournalEvent::Created)?;
        self.view(release.id)
    }

    /// Takes a release from a stored file as it is, under its own id. Its photos' slots come empty: the
    /// pictures were on another desk.
    ///
    /// # Errors
    /// [`Problem`] where there is a release of that id already, or it cannot be kept.
    pub fn take(&self, mut release: Release) -> Result<ReleaseView, Problem> {
        for slot in &mut release.photos {
            slot.photo = None;
        }
        // Whichever letterhead is meant lies on the desk that it comes from.
        release.letterhead = None;
        let id = release.id;
        if self.archive.read(|books| books.release(id)).is_ok() {
            return Err(Problem::new(
                "release.here_already",
                "Diese Meldung liegt schon auf diesem Schreibtisch.",
                "Öffnen Sie sie in der Übersicht.",
            ));
        }
        self.keep(&release, JournalEvent::Imported)?;
        self.view(id)
    }
}
