//! The verb "stop" ("Anhalten"): nothing of the release that is not public becomes public.

use sperrfrist_archive::{ArchiveError, Books, DeliveryRow};
use sperrfrist_release::ReleaseId;
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
    /// as stopped, the wish is kept, and the newsroom is told as soon as it answers.
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
            let failed = "Angehalten ist noch nichts.";
            if let Err(problem) = self.order(&dossier, Target::Release(id), Order::Stop, failed) {
                if !is_away(&problem) {
                    return Err(problem);
                }
                let queued = self.queue_stop(id, &problem)?;
                self.follow_with_versions(id, |version| self.stop(version));
                return Err(queued);
            }
        }
        self.finish_stop(id)?;
        self.follow_with_versions(id, |version| self.stop(version));
        self.view(id)
    }

    /// Notes as stopped whatever is not public.
    pub(crate) fn finish_stop(&self, id: ReleaseId) -> Result<(), ArchiveError> {
        let now = self.now();
        self.archive.write(|books| {
            let after = Dossier::read(books, id)?;
            give_up(books, &after, Clearance::Stopped, |_| true)?;
            if !after.is_public() && after.stored.state != State::Withdrawn {
                books.set_state(id, State::Stopped)?;
            }
            note(books, id, now, JournalEvent::Stopped, None)
        })
    }

    /// Keeps the wish to stop until the newsroom answers; returns what the officer has to know until then.
    fn queue_stop(&self, id: ReleaseId, why: &Problem) -> Result<Problem, ArchiveError> {
        let now = self.now();
        self.archive.write(|books| {
            let dossier = Dossier::read(books, id)?;
            let is_new = !dossier.is_stop_queued();
            for row in dossier.open_rows() {
                books.record(row, &DeliveryRow { clearance: Clearance::Stopped, ..row.clone() })?;
            }
            if is_new { note(books, id, now, JournalEvent::StopQueued, None) } else { Ok(()) }
        })?;
        let is_open = why.code == "channel.unknown";
        let sentence = if is_open {
            "Ob angehalten ist, ist offen: Der Newsroom hat nicht geantwortet."
        } else {
            "Angehalten ist noch nichts: Der Newsroom ist nicht erreichbar."
        };
        Ok(Problem::new(
            "stop.queued",
            sentence,
            "Sobald er antwortet, wird angehalten; Sperrfrist muss dafür geöffnet bleiben. Eilt es, rufen Sie an, wer \
             den Newsroom betreibt.",
        ))
    }
}

/// Whether the newsroom may carry out the same order once it answers.
fn is_away(problem: &Problem) -> bool {
    let codes = ["channel.unreachable", "channel.unknown", "channel.interrupted", "channel.not_a_newsroom"];
    codes.contains(&problem.code.as_str())
}

/// Whether anything of it could still become public.
fn has_more_to_come(dossier: &Dossier) -> bool {
    dossier.open_rows().next().is_some()
}

/// Notes as stopped what the newsroom said nothing of: it is on its way, or was never there.
pub(crate) fn give_up(
    books: &Books<'_>,
    dossier: &Dossier,
    clearance: Clearance,
    of: impl Fn(&DeliveryRow) -> bool,
) -> Result<(), ArchiveError> {
    for row in dossier.open_rows().filter(|row| of(row)) {
        books.record(row, &DeliveryRow { state: Delivery::Stopped, clearance, ..row.clone() })?;
    }
    Ok(())
}
