//! The verbs "add slot" and "remove slot": places for photos, also for photos that do not exist yet.

use chrono_tz::Tz;
use sperrfrist_release::document::LinkTarget;
use sperrfrist_release::{PhotoSlot, Release, SlotId};

use crate::desk::Desk;
use crate::habits::{self, habits};
use crate::view::{OfRelease, PhotoHabit, ReleaseView, SlotRequest};
use crate::{Problem, words};

/// What a slot is called until someone says what it is to show.
const LABEL: &str = "Foto";

impl Desk {
    /// Promises one more photo, public with the release.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept.
    pub fn add_slot(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        self.edit_places(request.id, |books, draft| {
            let slot = promised(draft, SlotId::random(), habits(books)?.photo, self.zone);
            draft.photos.push(slot);
            Ok(())
        })?;
        self.view(request.id)
    }

    /// Takes a slot out of the draft; its photo stays attached. What is planned of it is held back when the
    /// draft is planned anew.
    ///
    /// # Errors
    /// [`Problem`] where there is no such slot, or the draft cannot be kept.
    pub fn remove_slot(&self, request: SlotRequest) -> Result<ReleaseView, Problem> {
        self.edit_places(request.id, |_, draft| {
            draft.slot(request.slot).ok_or_else(no_slot)?;
            draft.photos.retain(|slot| slot.id != request.slot);
            for link in &mut draft.links {
                if link.target == (LinkTarget::Photo { slot: request.slot }) {
                    link.target = LinkTarget::Missing;
                }
            }
            Ok(())
        })?;
        self.view(request.id)
    }
}

/// A new place in a release, at the usual time, with the words of its language for a photo to come.
pub(crate) fn promised(release: &Release, id: SlotId, habit: PhotoHabit, zone: Tz) -> PhotoSlot {
    let time = habits::photo_time(habit, release, zone);
    let mut slot = PhotoSlot { time, ..PhotoSlot::promised(id, LABEL) };
    slot.pending_words = words::pending(release.language, &slot, release.due.as_ref(), zone);
    slot
}

pub(crate) fn no_slot() -> Problem {
    Problem::new(
        "slot.none",
        "Diesen Platz für ein Foto gibt es nicht mehr.",
        "Öffnen Sie die Meldung neu, oder legen Sie einen Platz an.",
    )
}
