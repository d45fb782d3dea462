//! The verb "withdraw" ("Zurückziehen"): takes down what is public, and stops the rest.

use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::Step;
use sperrfrist_seal::answer::Order;

use crate::Problem;
use crate::desk::{Desk, note_words};
use crate::dossier::Dossier;
use crate::orders::Target;
use crate::stop::give_up;
use crate::view::{JournalEvent, OfRelease, ReleaseView, WithdrawRequest};

impl Desk {
    /// Withdraws at once, with a notice in its place or without a trace. Called done only after the newsroom has said so.
    ///
    /// # Errors
    /// [`Problem`] where nothing is public, or the newsroom has not answered: then everything is as before.
    pub fn withdraw(&self, request: WithdrawRequest) -> Result<ReleaseView, Problem> {
        let WithdrawRequest { id, tombstone, reason } = request;
        let tombstone = tombstone.as_deref().map(str::trim).filter(|sentence| !sentence.is_empty());
        // Whether it is public is the newsroom's to say, and may have changed since anyone looked.
        self.ask(id).map_err(|problem| problem.after("Noch ist nichts zurückgezogen."))?;
        let dossier = self.dossier(id)?;
        dossier.stored.state.after(Step::Withdraw)?;
        self.underway.cancel(id);
        let failed = "Noch ist nichts zurückgezogen.";
        self.order_saying(&dossier, Target::Release(id), Order::Withdraw, tombstone, failed)?
            .ok_or_else(unknown_there)?;
        let now = self.now();
        self.archive.write(|books| {
            give_up(books, &Dossier::read(books, id)?, Clearance::Stopped, |_| true)?;
            note_words(books, id, now, JournalEvent::Withdrawn, reason.trim())
        })?;
        self.follow_with_versions(id, |OfRelease { id: version }| {
            let request = WithdrawRequest { id: version, tombstone: None, reason: reason.clone() };
            // One that is not public yet has nothing to withdraw, and is not to come.
            self.withdraw(request).or_else(|_| self.stop(OfRelease { id: version }))
        });
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
