//! The verb "adopt received" ("Als neuen Entwurf übernehmen"): all of it is kept, or nothing.

use std::collections::HashMap;

use sperrfrist_archive::Attachment;
use sperrfrist_release::state::State;
use sperrfrist_release::{LetterheadId, Person, Release, ReleaseId};
use sperrfrist_seal::{Bundle, BundleError, BundledPhoto};

use super::receive::{Held, Is, origin};
use crate::attach::{Prepared, take_over_what_is_known};
use crate::desk::{Desk, note, note_origin};
use crate::view::{JournalEvent, ReleaseView};
use crate::{Problem, letterheads};

impl Desk {
    /// Makes new drafts of what has come: under names of their own, so that nothing that is here is touched, also where the
    /// same file was taken over before. What this desk knows of an objection holds for them too.
    ///
    /// # Errors
    /// [`Problem`] where it is still locked, a photo in it is none, or it cannot be kept. Nothing of it is kept then, and the
    /// file waits for another try.
    pub fn adopt_received(&self) -> Result<ReleaseView, Problem> {
        let Held { is: Is::Open(bundle), file_name } = self.received.held()? else {
            return Err(BundleError::Locked.into());
        };
        let originals = self.prepared(&bundle)?;
        let fresh: HashMap<ReleaseId, ReleaseId> =
            bundle.releases.iter().map(|one| (one.release.id, ReleaseId::random())).collect();
        let (first, now) = (fresh[&bundle.releases[0].release.id], self.now());
        self.archive.write(|books| {
            let mut on: HashMap<LetterheadId, LetterheadId> = HashMap::new();
            for letterhead in &bundle.letterheads {
                let here = match letterheads::here(books, letterhead)? {
                    Some(here) => here,
                    None => letterheads::take_in(books, letterhead, now)?,
                };
                on.insert(letterhead.id, here);
            }
            for one in &bundle.releases {
                let mut release = Release {
                    id: fresh[&one.release.id],
                    version_of: one.release.version_of.map(|first| fresh[&first]),
                    letterhead: one.release.letterhead.and_then(|id| on.get(&id).copied()),
                    ..one.release.clone()
                };
                let id = release.id;
                books.insert_release(&release, State::Draft, now)?;
                note_origin(books, id, now, &origin(one.release.id, &bundle.digest()), &file_name)?;
                for photo in &one.photos {
                    let mut attachment = originals[&photo.original].clone();
                    take_over_what_is_known(books, id, &mut attachment)?;
                    attachment = as_handed_on(photo, attachment);
                    let chosen = release.photos.iter_mut().filter_map(|slot| slot.photo.as_mut());
                    for chosen in chosen.filter(|chosen| chosen.original.as_ref() == Some(&photo.original)) {
                        chosen.people.clone_from(&attachment.people);
                    }
                    if books.attach(id, &attachment)? {
                        note(books, id, now, JournalEvent::PhotoAttached, None)?;
                    }
                }
                books.update_draft(&release, now)?;
            }
            Ok::<_, Problem>(())
        })?;
        self.received.hold(None);
        for id in fresh.values() {
            // It is kept, whatever becomes of the sizes.
            let _ = self.measure(*id);
        }
        self.back_up(now);
        self.view(first)
    }

    /// Every photo, looked at like one from a camera before the first is kept.
    fn prepared(&self, bundle: &Bundle) -> Result<HashMap<String, Attachment>, Problem> {
        let name = |original: &str| {
            let photos = bundle.releases.iter().flat_map(|one| &one.photos);
            photos
                .clone()
                .find(|photo| photo.original == original)
                .map_or("", |photo| photo.file_name.as_str())
        };
        let mut looked_at = Vec::new();
        for (original, bytes) in &bundle.originals {
            let prepared = Prepared::of(bytes, name(original), "").map_err(|error| {
                Problem::new(
                    error.code(),
                    format!("Das Foto »{}« lässt sich nicht übernehmen. {error}", name(original)),
                    "Bitten Sie darum, die Meldung ohne dieses Foto weiterzugeben. Übernommen ist nichts.",
                )
            })?;
            looked_at.push((original, bytes, prepared));
        }
        let kept = looked_at
            .into_iter()
            .map(|(original, bytes, prepared)| Ok((original.clone(), self.keep_original(bytes, prepared)?)));
        kept.collect()
    }
}

/// With the words, edits and people that were handed on; an objection that is known here stays.
fn as_handed_on(photo: &BundledPhoto, here: Attachment) -> Attachment {
    let mut people = photo.people.clone();
    for known in here.people.iter().filter(|person| person.objection.is_some()) {
        let is_it = |person: &&mut Person| person.name == known.name;
        match people.iter_mut().find(is_it) {
            Some(person) if person.objection.is_none() => person.objection.clone_from(&known.objection),
            Some(_) => {}
            None => people.push(known.clone()),
        }
    }
    Attachment {
        caption: photo.caption.clone(),
        edits: photo.edits.clone(),
        people,
        clean_bytes: None,
        ..here
    }
}
