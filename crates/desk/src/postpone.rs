//! A later time where the office asks for four eyes: an order to the newsroom, and no new package.
//!
//! To delay is one person's right. A new package would wait for a second one, and nothing would appear until that one has
//! looked. The words that name the old time stay as they were approved; the draft has the new ones.

use chrono::{DateTime, Utc};
use sperrfrist_archive::Version;
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{PhotoSlot, ReleaseId};
use sperrfrist_seal::answer::Office;
use sperrfrist_seal::{ItemId, ItemKind};

use crate::Problem;
use crate::desk::Desk;
use crate::dossier::{self, Dossier};
use crate::moved::{NewTimes, moved};

impl Desk {
    /// Orders the later time, where that is all that was asked for and whoever planned it cannot decide it alone by a
    /// package. Returns whether it did.
    pub(crate) fn postpone(&self, id: ReleaseId, times: &NewTimes, failed: &str) -> Result<bool, Problem> {
        let office: Result<Office, _> = self.newsroom.office();
        if !office.map_err(|error| Problem::from(error).after(failed))?.four_eyes {
            return Ok(false);
        }
        let before = self.dossier(id)?;
        // What counts is where it stands there: somebody may have moved it by the phone.
        self.ask(id).map_err(|problem| problem.after(failed))?;
        let dossier = self.dossier(id)?;
        // What cannot be moved is refused as it would be in a package.
        self.moved(&dossier, &self.clock.now(), times)?;
        match later(&dossier, times) {
            None => return Ok(false),
            // It is there already: the answer to the order was lost, or somebody has done the same.
            Some(Later::Stands) => {}
            Some(Later::To(to)) => {
                if self.order_later(&dossier, to, failed)?.is_none() {
                    return Ok(false);
                }
            }
        }
        if times.in_words {
            self.say_later(&before, times)?;
        }
        Ok(true)
    }

    /// Lets the draft's text name the new time, where nobody has changed it or the time meanwhile.
    fn say_later(&self, before: &Dossier, times: &NewTimes) -> Result<(), Problem> {
        let draft = before.draft();
        let is_as_planned = |planned: &Version| {
            let same = |slot: &PhotoSlot| {
                planned.frozen.slot(slot.id).is_none_or(|planned| planned.time == slot.time)
            };
            planned.frozen.due == draft.due && draft.photos.iter().all(same)
        };
        if !before.planned.as_ref().is_some_and(is_as_planned) {
            return Ok(());
        }
        let said = moved(draft, times, |slot| before.is_out(slot), self.zone)?.release.body;
        self.edit(draft.id, |_, now| {
            if now.body == draft.body {
                now.body = said;
            }
            Ok(())
        })
    }
}

/// What a later time asks of the newsroom.
enum Later {
    /// It stands there.
    Stands,
    To(DateTime<Utc>),
}

/// The later time of the text with all that follows it, or of the one photo that is left.
fn later(dossier: &Dossier, times: &NewTimes) -> Option<Later> {
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
    match dossier::due(row) {
        Some(due) if is_approved && to == due => Some(Later::Stands),
        Some(due) if is_approved && to > due => Some(Later::To(to)),
        _ => None,
    }
}

fn photos_waiting(dossier: &Dossier) -> usize {
    let is_photo = |item: &str| matches!(item.parse(), Ok(ItemId { kind: ItemKind::Photo(_), .. }));
    dossier.newest().filter(|row| row.state == Delivery::Held && is_photo(&row.prepared.item)).count()
}
