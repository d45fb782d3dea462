//! The verb "overview": every release with its lanes, and who publishes by which clock.

use chrono::{DateTime, Utc};
use sperrfrist_archive::Look;
use sperrfrist_release::state::{Delivery, State};
use sperrfrist_seal::ItemId;

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{Alarm, Overview, OverviewRequest, ReleaseRow, Status};
use crate::{Problem, changes, journal, lanes, promises, watch};

impl Desk {
    /// All releases, the last changed first.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn overview(&self) -> Result<Overview, Problem> {
        self.overview_of(OverviewRequest { most: usize::MAX })
    }

    /// The releases of which something is planned, and of the rest those that were changed last.
    ///
    /// # Errors
    /// As [`Desk::overview`].
    pub fn overview_of(&self, request: OverviewRequest) -> Result<Overview, Problem> {
        let now = self.clock.now();
        let seen = self.in_sight(request.most)?;
        let mut releases = Vec::with_capacity(seen.dossiers.len());
        let mut alarms: Vec<Alarm> = Vec::new();
        for dossier in &seen.dossiers {
            let dossier = self.refresh(dossier.clone(), &now)?;
            releases.push(row(&dossier, now.wall));
            for alarm in seen.early.iter().filter_map(|look| alarm(&dossier, look, now.wall)) {
                // Found again by a later look, it is still the same one.
                if !alarms.iter().any(|known| known.release == alarm.release && known.item == alarm.item) {
                    alarms.push(alarm);
                }
            }
        }
        // What was written since belongs to the next answer.
        let status = Status { changes: seen.changes, ..self.status()? };
        Ok(Overview { releases, older: seen.older, status, alarms })
    }
}

/// The alarm of a look that found something early, as long as somebody can still act on it: until the item's time, and
/// unless it was stopped or planned anew.
pub(crate) fn alarm(dossier: &Dossier, look: &Look, now: DateTime<Utc>) -> Option<Alarm> {
    let item: ItemId = look.item.parse().ok()?;
    let row = dossier.acknowledged(item).filter(|_| item.release == dossier.draft().id)?;
    let goes_out = matches!(row.state, Delivery::Held | Delivery::Live);
    let planned = watch::instant(dossier, item);
    let is_early = planned.is_none_or(|planned| now < planned);
    (goes_out && row.prepared.generation == look.generation && is_early).then(|| Alarm {
        release: item.release,
        headline: dossier.draft().headline.clone(),
        item: journal::named(item, dossier.draft()),
        planned,
        found_at: look.looked_at.unwrap_or(look.due),
    })
}

fn row(dossier: &Dossier, now: DateTime<Utc>) -> ReleaseRow {
    let draft = dossier.draft();
    let differs = |frozen| changes::count(frozen, draft) > 0;
    ReleaseRow {
        id: draft.id,
        headline: draft.headline.clone(),
        kind_label: if draft.kind_label.is_empty() {
            draft.kind.label().into()
        } else {
            draft.kind_label.clone()
        },
        state: dossier.stored.state,
        is_stop_queued: dossier.is_stop_queued(),
        lanes: lanes::of(dossier),
        promises: promises::of(dossier, now),
        changed_at: dossier.stored.changed_at,
        draft_differs: dossier.stored.state != State::Draft
            && dossier.planned.as_ref().is_some_and(|version| differs(&version.frozen)),
    }
}
