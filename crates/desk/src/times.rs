//! The verb "set times": when the text and its photos become public, as typed.
//!
//! A time that does not exist, or exists twice, is refused with its ways out. A photo before its release is
//! kept, for nothing typed is lost, and named by the preflight, which lets nobody plan it.

use chrono_tz::Tz;
use sperrfrist_release::due::OnSignal;
use sperrfrist_release::{CivilTime, Due, PhotoTime};

use crate::desk::Desk;
use crate::slots::no_slot;
use crate::view::{DueInput, PhotoTimeInput, ReleaseView, SlotInput, TimeInput, TimesRequest};
use crate::{Problem, words};

impl Desk {
    /// Sets the times. The Sperrvermerk and what a page says of a photo to come follow, where they were made
    /// for the old times.
    ///
    /// # Errors
    /// [`Problem`] where a time cannot be, with choices where there are some; nothing is set then.
    pub fn set_times(&self, request: TimesRequest) -> Result<ReleaseView, Problem> {
        let TimesRequest { id, due, slots } = request;
        let due = self::due(due, self.zone)?;
        let slots = slots
            .into_iter()
            .map(|slot| Ok((photo_time(slot.time.clone(), self.zone)?, slot)))
            .collect::<Result<Vec<_>, Problem>>()?;
        self.edit(id, |_, draft| {
            let due_before = std::mem::replace(&mut draft.due, due);
            words::follow_due(draft, due_before.as_ref());
            let before = draft.photos.clone();
            for (time, input) in slots {
                let slot = draft.slot_mut(input.slot).ok_or_else(no_slot)?;
                let SlotInput { label, approximate, pending_words, .. } = input;
                (slot.time, slot.label, slot.approximate, slot.pending_words) =
                    (time, label, approximate, pending_words);
            }
            let dues = (due_before.as_ref(), draft.due.as_ref());
            for (slot, before) in draft.photos.iter_mut().zip(&before) {
                words::follow_time(draft.language, slot, before, dues, self.zone);
            }
            Ok(())
        })?;
        self.view(id)
    }
}

fn due(input: DueInput, zone: Tz) -> Result<Option<Due>, Problem> {
    Ok(match input {
        DueInput::None => None,
        DueInput::At { time } => Some(Due::At(civil(&time, zone)?)),
        DueInput::OnSignal { words, expected, not_before } => Some(Due::OnSignal(OnSignal {
            words,
            expected: expected.map(|time| civil(&time, zone)).transpose()?,
            not_before: not_before.map(|time| civil(&time, zone)).transpose()?,
        })),
    })
}

fn photo_time(input: PhotoTimeInput, zone: Tz) -> Result<PhotoTime, Problem> {
    Ok(match input {
        PhotoTimeInput::WithRelease => PhotoTime::WithRelease,
        PhotoTimeInput::After { minutes } => PhotoTime::After { minutes },
        PhotoTimeInput::At { time } => PhotoTime::At { time: civil(&time, zone)? },
    })
}

pub(crate) fn civil(input: &TimeInput, zone: Tz) -> Result<CivilTime, Problem> {
    let typed = format!("{} {}", input.date.trim(), input.time.trim());
    Ok(CivilTime::parse(typed.trim(), zone, input.fold)?)
}
