//! The verb "delete" ("Beim Newsroom löschen"): what was withdrawn or stopped leaves the newsroom's disk.

use sperrfrist_release::state::State;
use sperrfrist_seal::answer::Order;

use crate::Problem;
use crate::desk::{Desk, note};
use crate::orders::Target;
use crate::view::{JournalEvent, OfRelease, ReleaseView};

impl Desk {
    /// Removes texts and photos from the newsroom; its journal and a tombstone stay, and so does everything on this
    /// desk.
    ///
    /// # Errors
    /// [`Problem`] where the release is neither withdrawn nor stopped, the newsroom holds nothing of it, or has not
    /// answered: then nothing counts as deleted.
    pub fn delete(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        let id = request.id;
        let failed = "Noch ist nichts gelöscht.";
        self.ask(id).map_err(|problem| problem.after(failed))?;
        let dossier = self.dossier(id)?;
        if !matches!(dossier.stored.state, State::Withdrawn | State::Stopped) {
            return Err(still_wanted());
        }
        self.order(&dossier, Target::Release(id), Order::Delete, failed)?.ok_or_else(nothing_there)?;
        let now = self.now();
        self.archive.write(|books| note(books, id, now, JournalEvent::Deleted, None))?;
        self.view(id)
    }
}

fn still_wanted() -> Problem {
    Problem::new(
        "delete.still_wanted",
        "Gelöscht wird nur, was zurückgezogen oder angehalten ist.",
        "Ziehen Sie die Meldung zuerst zurück, oder halten Sie sie an.",
    )
}

fn nothing_there() -> Problem {
    Problem::new(
        "delete.nothing_there",
        "Der Newsroom hat von dieser Meldung nichts.",
        "Es gibt dort nichts zu löschen.",
    )
}
