//! The verb "check" ("Verbindung prüfen"): everything but publishing.

use sperrfrist_release::state::Delivery;
use sperrfrist_seal::answer::Report;

use crate::Problem;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{Check, ClockCheck, HeldCheck, NewsroomCheck, OfRelease, OutsideCheck};

impl Desk {
    /// Signs in anew, holds the newsroom against its fingerprint, compares the clocks, asks for everything that waits there,
    /// and looks for it from outside.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read. A newsroom that does not answer is a finding.
    pub fn check(&self) -> Result<NewsroomCheck, Problem> {
        self.seal.forget();
        let checked_at = self.now();
        let nothing = NewsroomCheck { checked_at, problem: None, clock: None, held: None, outside: None };
        let synced = match self.ask_time() {
            Ok(time) => time.synced,
            Err(problem) => return Ok(NewsroomCheck { problem: Some(problem), ..nothing }),
        };
        let own = self.clock.own().now();
        let now = self.clock.followed(&own).unwrap_or(own);
        let clock = ClockCheck {
            synced,
            deviation_ms: (own.wall - now.wall).num_milliseconds(),
            uncertainty_ms: u64::try_from(now.uncertainty.as_millis()).unwrap_or(u64::MAX),
        };
        let nothing = NewsroomCheck { clock: Some(clock), ..nothing };

        let mut held = HeldCheck { complete: 0, expected: 0 };
        let mut outside = OutsideCheck { tried: 0, open: 0 };
        for dossier in self.waiting()? {
            let id = dossier.stored.release.id;
            match self.ask(id) {
                Ok(report) => count(&mut held, &self.dossier(id)?, report.as_ref()),
                Err(problem) => return Ok(NewsroomCheck { problem: Some(problem), ..nothing }),
            }
            for row in self.evidence(OfRelease { id })?.rows {
                outside.tried += usize::from(matches!(row.check, Check::Locked | Check::TooEarly));
                outside.open += usize::from(row.check == Check::TooEarly);
            }
        }
        Ok(NewsroomCheck { held: Some(held), outside: Some(outside), ..nothing })
    }
}

/// Counts what should wait there, and what does so as it was sent.
fn count(held: &mut HeldCheck, dossier: &Dossier, report: Option<&Report>) {
    for row in dossier.newest().filter(|row| matches!(row.state, Delivery::Pending | Delivery::Held)) {
        let there = report.iter().flat_map(|report| &report.items).find(|there| {
            there.item.to_string() == row.prepared.item && there.package_sha256 == row.prepared.package
        });
        held.expected += 1;
        held.complete += usize::from(there.is_some());
    }
}
