//! Which photos a version in another language has: those of the German one, each in the same place.
//!
//! What is chosen, emptied or taken away there is so in each version, and is to be captioned anew. Times and words are the
//! version's own, and so is a photo that it has besides.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sperrfrist_archive::{ArchiveError, Attachment, Books};
use sperrfrist_release::document::LinkTarget;
use sperrfrist_release::state::State;
use sperrfrist_release::{Photo, PhotoSlot, Release, ReleaseId};

use crate::Problem;
use crate::desk::Desk;

impl Desk {
    /// Changes the places of a release for photos, or what is in them; its versions follow in the same step.
    pub(crate) fn edit_places(
        &self,
        id: ReleaseId,
        change: impl FnOnce(&Books<'_>, &mut Release) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let now = self.now();
        self.edit(id, |books, draft| {
            let before = draft.clone();
            change(books, draft)?;
            Ok(follow(books, &before, draft, self.zone, now)?)
        })?;
        for version in self.archive.read(|books| books.versions_of(id))? {
            let _ = self.measure(version.release.id);
        }
        Ok(())
    }
}

/// Attaches what the places of a version show, as it is attached to `source`. What was captioned already stays so.
pub(crate) fn attach(
    books: &Books<'_>,
    source: ReleaseId,
    version: &mut Release,
) -> Result<(), ArchiveError> {
    let attachments = books.attachments(source)?;
    let own = books.attachments(version.id)?;
    for photo in version.photos.iter_mut().filter_map(|slot| slot.photo.as_mut()) {
        let is_it = |attached: &&Attachment| photo.original.as_ref() == Some(&attached.original);
        if let Some(attached) = own.iter().find(is_it) {
            photo.caption = attached.caption.clone();
            photo.edits = attached.edits.clone();
            photo.people = attached.people.clone();
        } else if let Some(attached) = attachments.iter().find(is_it) {
            let (caption, people) = (photo.caption.clone(), photo.people.clone());
            let attached = Attachment { caption, people, clean_bytes: None, ..attached.clone() };
            books.attach(version.id, &attached)?;
        }
    }
    Ok(())
}

fn follow(
    books: &Books<'_>,
    before: &Release,
    after: &Release,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<(), ArchiveError> {
    for stored in books.versions_of(after.id)?.into_iter().filter(|stored| stored.state != State::Withdrawn) {
        let mut version = stored.release.clone();
        adapt(&mut version, before, after, zone);
        if version != stored.release {
            attach(books, after.id, &mut version)?;
            books.update_draft(&version, now)?;
        }
    }
    Ok(())
}

fn adapt(version: &mut Release, before: &Release, after: &Release, zone: Tz) {
    let original = |slot: Option<&PhotoSlot>| slot?.photo.as_ref()?.original.clone();
    for gone in before.photos.iter().filter(|slot| after.slot(slot.id).is_none()) {
        version.photos.retain(|slot| slot.id != gone.id);
        for link in &mut version.links {
            if link.target == (LinkTarget::Photo { slot: gone.id }) {
                link.target = LinkTarget::Missing;
            }
        }
    }
    for slot in &after.photos {
        let was = before.slot(slot.id);
        let has_changed = original(was) != original(Some(slot));
        match version.slot_mut(slot.id) {
            Some(own) if has_changed => own.photo = slot.photo.as_ref().map(Photo::to_caption),
            None if was.is_none() => version.photos.push(after.slot_in(slot, version.language, zone)),
            // One that the version has given up is not forced on it.
            Some(_) | None => {}
        }
    }
}
