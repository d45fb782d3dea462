//! The verb "hand on" ("Als Datei weitergeben").

use std::collections::BTreeMap;

use sperrfrist_archive::Books;
use sperrfrist_release::{Release, ReleaseId};
use sperrfrist_seal::{Bundle, Bundled, BundledLetterhead, BundledPhoto, bundle};

use crate::Problem;
use crate::desk::{Desk, note};
use crate::letterheads;
use crate::schedule::slug;
use crate::view::{HandOnRequest, HandOnView, HandedOn, JournalEvent, OfRelease};

impl Desk {
    /// What would be in the file.
    ///
    /// # Errors
    /// [`Problem`] where the release is not here.
    pub fn would_hand_on(&self, request: OfRelease) -> Result<HandOnView, Problem> {
        let (releases, letterheads) = self.archive.read(|books| contents(books, request.id))?;
        let mut sizes = BTreeMap::new();
        self.archive.read(|books| {
            for one in &releases {
                for photo in books.attachments(one.release.id)? {
                    sizes.insert(photo.original, photo.bytes);
                }
            }
            Ok::<_, Problem>(())
        })?;
        Ok(HandOnView {
            languages: releases.iter().map(|one| one.release.language).collect(),
            photos: sizes.len(),
            bytes: sizes.values().sum(),
            letterheads: letterheads.into_iter().map(|letterhead| letterhead.name).collect(),
        })
    }

    /// Makes one file of the draft in all its languages, with its photos as they came and the letterheads.
    ///
    /// # Errors
    /// [`Problem`] where something of it cannot be read, or it is too large for one file.
    pub fn hand_on(&self, request: HandOnRequest) -> Result<HandedOn, Problem> {
        let HandOnRequest { id, is_locked } = request;
        let (releases, letterheads) = self.archive.read(|books| contents(books, id))?;
        let mut originals = BTreeMap::new();
        for photo in releases.iter().flat_map(|one| &one.photos) {
            if !originals.contains_key(&photo.original) {
                originals.insert(photo.original.clone(), self.archive.vault().get(&photo.original)?);
            }
        }
        let now = self.now();
        let headline = releases.first().map(|one| one.release.headline.clone()).unwrap_or_default();
        let made = Bundle { made_at: now, releases, letterheads, originals };
        let passphrase = is_locked.then(bundle::passphrase);
        let bytes = made.encode(passphrase.as_deref())?;
        self.archive.write(|books| note(books, id, now, JournalEvent::HandedOn, None))?;
        let name = match slug::of(&headline) {
            slug if slug.is_empty() => "meldung".to_owned(),
            slug => slug,
        };
        Ok(HandedOn { name: format!("{name}.{}", bundle::ENDING), bytes, passphrase })
    }
}

/// The German release first and its versions behind it, whichever of them was asked for, and what they are printed on.
fn contents(books: &Books<'_>, id: ReleaseId) -> Result<(Vec<Bundled>, Vec<BundledLetterhead>), Problem> {
    let asked = books.release(id)?.release;
    let german = asked.version_of.and_then(|first| books.release(first).ok()).map(|stored| stored.release);
    let family = match german {
        Some(german) => with_versions(books, german)?,
        // What another desk has planned is not here, and so the version goes alone.
        None if asked.version_of.is_some() => vec![Release { version_of: None, ..asked }],
        None => with_versions(books, asked)?,
    };
    let mut releases = Vec::new();
    let mut printed_on = Vec::new();
    for release in family {
        let photos = books.attachments(release.id)?.into_iter().map(|photo| BundledPhoto {
            original: photo.original,
            file_name: photo.file_name,
            caption: photo.caption,
            edits: photo.edits,
            people: photo.people,
        });
        printed_on.extend(release.letterhead.filter(|id| !printed_on.contains(id)));
        releases.push(Bundled { photos: photos.collect(), release: to_go(release) });
    }
    let letterheads =
        printed_on.into_iter().map(|id| letterheads::to_go(books, id)).collect::<Result<Vec<_>, _>>()?;
    Ok((releases, letterheads.into_iter().flatten().collect()))
}

fn with_versions(books: &Books<'_>, first: Release) -> Result<Vec<Release>, Problem> {
    let mut versions: Vec<Release> = Vec::new();
    for stored in books.versions_of(first.id)? {
        // One that was withdrawn has made way for another of its language.
        if !versions.iter().any(|other| other.language == stored.release.language) {
            versions.push(stored.release);
        }
    }
    versions.retain(|version| version.language != first.language);
    Ok([vec![first], versions].concat())
}

/// A draft without what belongs to this desk's plan: the address that it will have, what was corrected in public, what the
/// newsroom has of its photos, and what was set aside here.
fn to_go(mut release: Release) -> Release {
    release.slug.clear();
    release.corrections.clear();
    release.overrides.clear();
    for photo in release.photos.iter_mut().filter_map(|slot| slot.photo.as_mut()) {
        photo.renditions.clear();
        photo.corrections.clear();
    }
    release
}
