//! A later time where the office asks for four eyes: an order to the newsroom, and no new package.
//!
//! To delay is one person's right. A new package would wait for a second one, and nothing would appear until that one has
//! looked. The words that name the old time stay as they were approved; the draft has the new ones.

use chrono::{DateTime, Utc};
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{Release, ReleaseId};
use sperrfrist_seal::answer::Office;
use sperrfrist_seal::{ItemId, ItemKind};

use crate::Problem;
use crate::desk::Desk;
use crate::dossier::{self, Dossier};
use crate::follow;
use crate::moved::NewTimes;

impl Desk {
    /// Orders the later time, where that is all that was asked for and whoever planned it cannot decide it alone by a
    /// package. Returns whether it did.
    pub(crate) fn postpone(&self, id: ReleaseId, times: &NewTimes, failed: &str) -> Result<bool, Problem> {
        let office: Result<Office, _> = self.newsroom.office();
        if !office.map_err(|error| Problem::from(error).after(failed))?.four_eyes {
            return Ok(false);
        }
        // What counts is where it stands there: somebody may have moved it by the phone.
        self.ask(id).map_err(|problem| problem.after(failed))?;
        let dossier = self.dossier(id)?;
        let (moved, _) = self.moved(&dossier, &self.clock.now(), times)?;
        let Some(to) = later(&dossier, times) else { return Ok(false) };
        if self.order_later(&dossier, to, failed)?.is_none() {
            return Ok(false);
        }
        if let Some(planned) = &dossier.planned {
            // Or the next plan would bring back the old time.
            self.edit(id, |_, draft| follow_times(draft, &planned.frozen, &moved.release))?;
        }
        Ok(true)
    }
}

fn follow_times(draft: &mut Release, before: &Release, moved: &Release) -> Result<(), Problem> {
    follow::plan(draft, before, moved);
    Ok(())
}

/// The later time of the text with all that follows it, or of the one photo that is left.
fn later(dossier: &Dossier, times: &NewTimes) -> Option<DateTime<Utc>> {
    if dossier.newest().any(|row| row.state == Delivery::Pending) {
        return None;
    }
    let (item, to) = match (&times.text, &times.photos[..]) {
        (Some(text), []) => (dossier.text(), text.utc),
        (None, [(slot, time)]) if dossier.is_public() && photos_waiting(dossier) == 1 => {
            (ItemId::photo(dossier.draft().id, *slot), time.utc)
        }
        _ => return None,
    };
    let row = dossier.acknowledged(item)?;
    let is_approved = row.state == Delivery::Held && row.clearance == Clearance::Cleared && !row.proposed;
    (is_approved && to > dossier::due(row)?).then_some(to)
}

fn photos_waiting(dossier: &Dossier) -> usize {
    let is_photo = |item: &str| matches!(item.parse(), Ok(ItemId { kind: ItemKind::Photo(_), .. }));
    dossier.newest().filter(|row| row.state == Delivery::Held && is_photo(&row.prepared.item)).count()
}
