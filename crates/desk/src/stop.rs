//! The verb "stop" ("Anhalten"): nothing of the release that is not public becomes public.

use sperrfrist_archive::{ArchiveError, Books, DeliveryRow};
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::{Delivery, State, Step, StepError};
use sperrfrist_seal::answer::Order;

use crate::Problem;
use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::orders::Target;
use crate::view::{JournalEvent, OfRelease, ReleaseView};

impl Desk {
    /// Stops at once, also while the release is being planned. Called done only after the newsroom has said
    /// so.
    ///
    /// # Errors
    /// [`Problem`] where everything is public already, or the newsroom has not answered: then nothing counts
    /// as stopped.
    pub fn stop(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        let id = request.id;
        let dossier = self.dossier(id)?;
        if dossier.is_public() {
            if !has_more_to_come(&dossier) {
                return Err(StepError(dossier.stored.state, Step::Stop).into());
            }
        } else {
            dossier.stored.state.after(Step::Stop)?;
        }
        let is_underway = self.underway.cancel(id);
        if is_underway || !dossier.deliveries.is_empty() {
            self.order(&dossier, Target::Release(id), Order::Stop, "Noch ist nichts angehalten.")?;
        }
        let now = self.now();
        self.archive.write(|books| {
            let after = Dossier::read(books, id)?;
            give_up(books, &after, Clearance::Stopped, |_| true)?;
            if !after.is_public() && after.stored.state != State::Withdrawn {
                books.set_state(id, State::Stopped)?;
            }
            note(books, id, now, JournalEvent::Stopped, None)
        })?;
        self.view(id)
    }
}

/// Whether anything of it could still become public.
fn has_more_to_come(dossier: &Dossier) -> bool {
    dossier.deliveries.iter().any(|row| matches!(row.state, Delivery::Pending | Delivery::Held))
}

/// Notes as stopped what the newsroom said nothing of: it is on its way, or was never there.
pub(crate) fn give_up(
    books: &Books<'_>,
    dossier: &Dossier,
    clearance: Clearance,
    of: impl Fn(&DeliveryRow) -> bool,
) -> Result<(), ArchiveError> {
    let open = |row: &&DeliveryRow| matches!(row.state, Delivery::Pending | Delivery::Held) && of(row);
    for row in dossier.deliveries.iter().filter(open) {
        books.record(row, &DeliveryRow { state: Delivery::Stopped, clearance, ..row.clone() })?;
    }
    Ok(())
}
