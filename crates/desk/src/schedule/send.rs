//! Sends what a plan has noted, and believes only receipts.

use sperrfrist_archive::ArchiveError;
use sperrfrist_channels::ChannelError;
use sperrfrist_seal::answer::{Order, Receipt};

use super::plan::{Plan, Sending};
use crate::Problem;
use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::heard::{adopt, settle};
use crate::orders::Target;
use crate::underway::Guard;
use crate::view::JournalEvent;

/// Why sending did not come to its end.
pub(super) enum Failed {
    /// Someone stopped the release meanwhile.
    Stopped(Problem),
    Underway(Problem),
}

impl<E: Into<Problem>> From<E> for Failed {
    fn from(problem: E) -> Self {
        Self::Underway(problem.into())
    }
}

impl Desk {
    /// Sends photos, then the text, and then holds back what has no place any more.
    pub(super) fn send(&self, guard: &Guard<'_>, dossier: &Dossier, plan: &Plan) -> Result<(), Failed> {
        for sending in &plan.sendings {
            if guard.is_cancelled() {
                return Err(Failed::Stopped(stopped()));
            }
            self.send_one(guard, dossier, sending)?;
        }
        for item in &plan.dropped {
            let failed = "Ein Foto, das keinen Platz mehr hat, ist noch nicht zurückgehalten.";
            self.order(&self.dossier(item.release)?, Target::Item(*item), Order::Hold, failed)?;
        }
        if plan.sendings.is_empty() && dossier.stored.planned != Some(plan.version) {
            // Every package of the version is there already; no receipt will say so.
            let now = self.now();
            self.archive.write(|books| {
                adopt(books, dossier, plan.version, now)?;
                settle(books, dossier.draft().id, now)
            })?;
        }
        Ok(())
    }

    fn send_one(&self, guard: &Guard<'_>, dossier: &Dossier, sending: &Sending) -> Result<(), Failed> {
        let Sending { item, generation, package } = sending;
        let (name, id) = (item.to_string(), item.release);
        let bytes = self.archive.outbox().get(package)?;
        let answer: Result<Receipt, ChannelError> = self.newsroom.put(&name, &bytes);
        let receipt = match answer {
            Ok(receipt) => receipt,
            Err(error) => {
                let is_unknown_seat =
                    matches!(&error, ChannelError::Refused { code, .. } if code == "package.signature");
                if is_unknown_seat {
                    self.seal.forget();
                }
                if is_final(&error) {
                    self.archive.write(|books| {
                        books.abandon(&name, *generation)?;
                        books.drop_unplanned_versions(id)
                    })?;
                    self.archive.outbox().remove(package)?;
                }
                return Err(if is_unknown_seat { unknown_seat().into() } else { error.into() });
            }
        };
        if receipt.item != *item || receipt.generation != *generation || receipt.package_sha256 != *package {
            return Err(wrong_receipt().into());
        }
        let now = self.now();
        let kept = self.archive.write(|books| {
            let json = serde_json::to_string(&receipt).expect("a receipt is plain data");
            books.acknowledge(&name, *generation, receipt.held_at, receipt.proposed, &json)?;
            note(books, id, now, JournalEvent::Held, Some(*item))?;
            settle(books, id, now)
        });
        match kept {
            Ok(()) => {}
            // The row is not pending any more: a stop came between sending and receipt, and the newsroom may
            // have heard of it before it had anything to stop.
            Err(ArchiveError::MovedOn) if guard.is_cancelled() => {
                self.order(dossier, Target::Release(id), Order::Stop, "Noch ist nichts angehalten.")?;
                return Err(Failed::Stopped(stopped()));
            }
            // Someone read it back before we did.
            Err(ArchiveError::MovedOn) => {}
            Err(error) => return Err(error.into()),
        }
        // What is acknowledged need not be sent again; a file that stays is no harm.
        let _ = self.archive.outbox().remove(package);
        Ok(())
    }
}

/// Whether sending the same bytes again would be refused again.
fn is_final(error: &ChannelError) -> bool {
    match error {
        ChannelError::Refused { status, .. } => {
            (400..500).contains(status) && *status != 408 && *status != 429
        }
        ChannelError::TooLarge { .. } => true,
        _ => false,
    }
}

/// After `restore` the newsroom takes nothing from any key it knew before.
fn unknown_seat() -> Problem {
    Problem::new(
        "package.signature",
        "Der Newsroom nimmt die Unterschrift dieses Schreibtischs nicht an. Vielleicht wurde er aus einer Sicherung \
         wiederhergestellt, oder der Zugang wurde entzogen.",
        "Lassen Sie sich einen neuen Zugangsschlüssel geben (sperrfrist-newsroom token new NAME), und koppeln Sie damit \
         neu: in der App unter »Kanäle«, am Terminal mit einer neuen Datei für --token-file. Was eingeplant ist, bleibt \
         erhalten.",
    )
}

fn stopped() -> Problem {
    Problem::new(
        "schedule.stopped",
        "Die Meldung wurde inzwischen angehalten.",
        "Planen Sie sie neu ein, wenn sie doch erscheinen soll.",
    )
}

fn wrong_receipt() -> Problem {
    Problem::new(
        "schedule.wrong_receipt",
        "Der Newsroom hat etwas anderes bestätigt, als gesendet wurde.",
        "Planen Sie die Meldung noch einmal ein. Bleibt es dabei, prüfen Sie den Stand des Newsrooms.",
    )
}
