//! The verb "withdraw" ("Zurückziehen"): takes down what is public, and stops the rest.

use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::Step;
use sperrfrist_seal::answer::Order;

use crate::Problem;
use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::orders::Target;
use crate::stop::give_up;
use crate::view::{JournalEvent, OfRelease, ReleaseView};

impl Desk {
    /// Withdraws at once. Called done only after the newsroom has said so.
    ///
    /// # Errors
    /// [`Problem`] where nothing is public, or the newsroom has not answered: then everything is as before.
    pub fn withdraw(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        let id = request.id;
        // Whether it is public is the newsroom's to say, and may have changed since anyone looked.
        self.ask(id).map_err(|problem| problem.after("Noch ist nichts zurückgezogen."))?;
        let dossier = self.dossier(id)?;
        dossier.stored.state.after(Step::Withdraw)?;
        self.underway.cancel(id);
        self.order(&dossier, Target::Release(id), Order::Withdraw, "Noch ist nichts zurückgezogen.")?
            .ok_or_else(unknown_there)?;
        let now = self.now();
        self.archive.write(|books| {
            give_up(books, &Dossier::read(books, id)?, Clearance::Stopped, |_| true)?;
            note(books, id, now, JournalEvent::Withdrawn, None)
        })?;
        self.view(id)
    }
}

fn unknown_there() -> Problem {
    Problem::new(
        "withdraw.unknown_there",
        "Der Newsroom kennt diese Meldung nicht mehr.",
        "Prüfen Sie im Nachweis, was öffentlich zu sehen ist.",
    )
}
