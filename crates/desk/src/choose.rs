//! The verb "choose": which photo a slot shows.

use sperrfrist_archive::ArchiveError;
use sperrfrist_release::{Photo, SlotId};

use crate::Problem;
use crate::desk::Desk;
use crate::habits::habits;
use crate::slots::{self, no_slot};
use crate::view::{ChooseRequest, ReleaseView};

impl Desk {
    /// Puts an attached photo into a slot, out of the one it was in. Without a photo the slot is emptied,
    /// without a slot one is made.
    ///
    /// # Errors
    /// [`Problem`] where there is no such slot or photo, or the draft cannot be kept.
    pub fn choose_photo(&self, request: ChooseRequest) -> Result<ReleaseView, Problem> {
        let ChooseRequest { id, slot, original } = request;
        self.edit_places(id, |books, draft| {
            let habit = habits(books)?.photo;
            let Some(original) = original else {
                if let Some(slot) = slot {
                    draft.slot_mut(slot).ok_or_else(no_slot)?.photo = None;
                }
                return Ok(());
            };
            let attachments = books.attachments(id)?;
            let attached = attachments
                .into_iter()
                .find(|photo| photo.original == original)
                .ok_or_else(|| ArchiveError::NoAttachment { original: original.clone() })?;
            let photo = Photo {
                original: Some(attached.original),
                file_name: Some(attached.file_name),
                caption: attached.caption,
                edits: attached.edits,
                people: attached.people,
                ..Photo::default()
            };
            for other in &mut draft.photos {
                if other.photo.as_ref().is_some_and(|other| other.original == photo.original) {
                    other.photo = None;
                }
            }
            let slot = slot.unwrap_or_else(|| {
                let made = SlotId::random();
                let promised = slots::promised(draft, made, habit, self.zone);
                draft.photos.push(promised);
                made
            });
            draft.slot_mut(slot).ok_or_else(no_slot)?.photo = Some(photo);
            Ok(())
        })?;
        self.view(id)
    }
}
