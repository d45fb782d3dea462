//! What an officer's desk hears of a release, and of the clock.

use std::sync::Arc;

use chrono::Utc;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::answer::{ItemReport, Report, Time};

use crate::holdings::{Held, Holdings};
use crate::newsroom::House;
use crate::refusal::Denied;

impl House {
    /// Everything that is known of a release.
    pub(crate) fn report(&self, release: ReleaseId) -> Result<Report, Denied> {
        let holdings = self.holdings();
        let items = holdings.of_release(release);
        if items.is_empty() {
            return Err(Denied::nothing_held());
        }
        let page_path = holdings.text(release).and_then(|text| text.path()).map(str::to_owned);
        let items = items.iter().map(|held| item_report(&holdings, held)).collect();
        Ok(Report { page_path, items, time: self.time() })
    }

    pub(crate) fn time(&self) -> Time {
        let now = self.clock.now();
        // Rounded up, so that nobody believes it better than it is.
        let uncertainty = now.uncertainty.as_micros().div_ceil(1_000);
        Time {
            now: now.wall.with_timezone(&Utc),
            uncertainty_ms: u64::try_from(uncertainty).unwrap_or(u64::MAX),
            synced: now.synced,
        }
    }
}

fn item_report(holdings: &Holdings, held: &Arc<Held>) -> ItemReport {
    let row = &held.row;
    let gate = holdings.gate_item(held);
    ItemReport {
        item: row.item,
        generation: row.generation,
        package_sha256: row.package_sha256.clone(),
        opening: gate.opening,
        clearance: row.clearance,
        signal: gate.signal,
        due: gate.due(),
        held_at: row.held_at,
        first_public_at: row.revealed_at,
        paths: holdings.paths(held),
        deleted_at: row.deleted_at,
    }
}
