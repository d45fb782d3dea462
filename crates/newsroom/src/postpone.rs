//! "Später": what is not public yet is moved to a later time, by one order and without a new package. Never earlier.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::ItemKind;

use crate::newsroom::{House, milliseconds};
use crate::orders::raised;
use crate::refusal::Denied;
use crate::store::{Change, Event};

/// The furthest that something is moved at once.
const FURTHEST: TimeDelta = TimeDelta::days(366);

impl House {
    /// Moves what of a release is not public yet, so that the text (or, where that is public, the next photo) opens at
    /// `to`; the distances between them stay. Blocks.
    pub(crate) fn postpone(
        &self,
        release: ReleaseId,
        to: DateTime<Utc>,
        known: Option<u64>,
        actor: &str,
    ) -> Result<(), Denied> {
        let mut store = self.deciding()?;
        let to = milliseconds(to);
        let mut changes = Vec::new();
        {
            let holdings = self.holdings();
            let items = holdings.of_release(release);
            if items.is_empty() {
                return Err(Denied::nothing_held());
            }
            let waits = |clearance| matches!(clearance, Clearance::Cleared | Clearance::Proposed);
            let waiting =
                items.iter().filter(|held| held.row.revealed_at.is_none() && waits(held.row.clearance));
            let waiting: Vec<_> =
                waiting.filter_map(|held| Some((held, holdings.gate_item(held).due()?))).collect();
            let text = waiting.iter().find(|(held, _)| held.row.item.kind == ItemKind::Text);
            let first = text.or_else(|| waiting.iter().min_by_key(|(_, due)| *due));
            let Some((_, first)) = first else { return Err(nothing_to_move()) };
            if to == *first {
                // It is there already: the answer to the order was lost.
                return Ok(());
            }
            let shift = to - *first;
            if shift < TimeDelta::zero() {
                return Err(never_earlier());
            }
            if shift > FURTHEST {
                return Err(too_far());
            }
            for (held, due) in &waiting {
                if known.is_some_and(|known| known < held.row.generation) {
                    return Err(Denied::stale());
                }
                let raised = raised(held.row.generation, known);
                let event = Event::Postponed { to: *due + shift, raised };
                changes.push(Change::new(held.row.item, held.row.generation, event));
            }
        }
        let at = milliseconds(self.clock.now().wall);
        if !store.change(&changes, at, actor)? {
            return Err(Denied::stale());
        }
        let mut holdings = self.holdings_mut();
        for change in changes {
            holdings.apply(change, at);
        }
        Ok(())
    }
}

fn never_earlier() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "postpone.earlier",
        "Das wäre früher als geplant. Von hier aus geht es nur später.",
        "Wählen Sie eine spätere Zeit, oder planen Sie die Meldung am PC neu ein.",
    )
}

fn too_far() -> Denied {
    Denied::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "postpone.far",
        "Das ist mehr als ein Jahr später.",
        "Prüfen Sie das Datum, oder halten Sie die Meldung an.",
    )
}

fn nothing_to_move() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "postpone.nothing",
        "Hier wartet nichts auf seine Zeit: Es ist schon öffentlich, angehalten oder wartet auf ein Zeichen.",
        "Was öffentlich ist, lässt sich korrigieren oder zurückziehen.",
    )
}
