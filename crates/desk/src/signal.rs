//! The verb "signal": the release that waits for a signal gets it.

use sperrfrist_release::gate::Opening;
use sperrfrist_release::state::Delivery;
use sperrfrist_seal::answer::Order;

use crate::Problem;
use crate::desk::{Desk, note};
use crate::orders::Target;
use crate::view::{JournalEvent, OfRelease, ReleaseView};

impl Desk {
    /// Gives the signal. It opens nothing before its not-before time.
    ///
    /// # Errors
    /// [`Problem`] where nothing waits for a signal, or the newsroom has not answered: then it is not given.
    pub fn signal(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        let id = request.id;
        let dossier = self.dossier(id)?;
        let text = dossier.acknowledged(dossier.text());
        let waits = text.is_some_and(|row| {
            row.state == Delivery::Held && matches!(row.prepared.opening, Opening::Signal { .. })
        });
        if !waits {
            return Err(nothing_waits());
        }
        self.order(&dossier, Target::Release(id), Order::Signal, "Das Signal ist noch nicht gegeben.")?
            .ok_or_else(nothing_waits)?;
        let now = self.now();
        self.archive.write(|books| note(books, id, now, JournalEvent::SignalGiven, None))?;
        self.view(id)
    }
}

fn nothing_waits() -> Problem {
    Problem::new(
        "signal.nothing_waits",
        "Die Meldung wartet auf kein Signal.",
        "Planen Sie sie mit »auf Signal« ein, wenn sie darauf warten soll.",
    )
}
