//! The release as a document (PDF): one for each state that the plan foresees, set before anything goes out.
//!
//! Whoever publishes sets no type. So the text's package carries the document without photos, and whatever opens a
//! later state carries the document of that state. Each says of what it was made, in which edition; the newsroom shows
//! it only while all of that is public.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use sperrfrist_archive::Archive;
use sperrfrist_paper::{Letterhead, Picture, Sheet, ShownPhoto, Variant, pdf};
use sperrfrist_release::{Language, Opening, PhotoSlot, Release, SlotId, Timetable};
use sperrfrist_seal::{Edition, ItemId, Part, Role};

use super::pack::{Packed, picture_of};
use crate::letterheads;

const PDF: &str = "application/pdf";

/// What the editions of a version are, and which of them are yet to be sealed.
#[derive(Debug, Default)]
pub(super) struct Editions {
    all: BTreeMap<ItemId, u64>,
    new: HashSet<ItemId>,
}

impl Editions {
    pub(super) fn stays(&mut self, item: ItemId, generation: u64) {
        self.all.insert(item, generation);
    }

    pub(super) fn is_new(&mut self, item: ItemId, generation: u64) {
        self.all.insert(item, generation);
        self.new.insert(item);
    }

    fn of(&self, item: ItemId) -> Option<Edition> {
        Some(Edition { item, generation: *self.all.get(&item)? })
    }
}

/// A document, and the item whose package it goes with.
pub(super) struct Document {
    pub item: ItemId,
    pub part: Part,
}

/// Why a document could not be set, in a sentence.
#[derive(Debug, Clone)]
struct Unset(String);

/// What came of setting them.
#[derive(Default)]
pub(super) struct Outcome {
    pub documents: Vec<Document>,
    /// Why one of them could not be set.
    pub refused: Option<String>,
}

/// The documents that are new: each that something new is printed in. Where one cannot be set, the release goes without it:
/// neither a sign that no font has nor an original that is gone may keep a text, or its correction, from the press. The
/// journal says why.
pub(super) fn documents(
    archive: &Archive,
    release: &Release,
    timetable: &Timetable,
    packed: &[Packed],
    editions: &Editions,
) -> Outcome {
    let mut pictures: BTreeMap<SlotId, Result<Picture, Unset>> = BTreeMap::new();
    let letterhead = letterheads::of_release(archive, release).map_err(|problem| Unset(problem.sentence));
    let mut outcome = Outcome::default();
    for stage in stages(release, timetable, editions) {
        let Some(carrier) = stage.iter().rev().find(|edition| editions.new.contains(&edition.item)) else {
            continue;
        };
        let is_shown = |slot: &&PhotoSlot| {
            let item = ItemId::photo(release.id, slot.id);
            stage.iter().any(|edition| edition.item == item)
        };
        let mut shown = Vec::new();
        for slot in release.photos.iter().filter(is_shown) {
            let picture = pictures
                .entry(slot.id)
                .or_insert_with(|| picture(archive, packed, slot, release.language))
                .clone();
            shown.push(picture.map(|picture| (slot, picture)));
        }
        let shown: Result<Vec<_>, Unset> = shown.into_iter().collect();
        match letterhead.clone().and_then(|letterhead| set(release, &letterhead, &shown?)) {
            Ok(bytes) => {
                let part = Part { made_of: stage.clone(), ..Part::new(Role::Document, PDF, bytes) };
                outcome.documents.push(Document { item: carrier.item, part });
            }
            Err(Unset(why)) => outcome.refused = Some(why),
        }
    }
    outcome
}

fn picture(
    archive: &Archive,
    packed: &[Packed],
    slot: &PhotoSlot,
    language: Language,
) -> Result<Picture, Unset> {
    let jpeg = picture_of(archive, packed, slot, language).map_err(|problem| Unset(problem.sentence))?;
    Picture::photo(&jpeg)
        .map_err(|_| Unset(format!("{}: Das Foto lässt sich nicht auf Papier setzen.", slot.label)))
}

fn set(
    release: &Release,
    letterhead: &Letterhead,
    photos: &[(&PhotoSlot, Picture)],
) -> Result<Vec<u8>, Unset> {
    let told: Vec<_> = photos
        .iter()
        .filter_map(|(slot, picture)| Some((slot.id, picture, slot.photo.as_ref()?.told(release.language))))
        .collect();
    let shown = told.iter().map(|(slot, picture, caption)| ShownPhoto {
        slot: *slot,
        picture: (*picture).clone(),
        caption,
    });
    let sheet = Sheet { release, letterhead, photos: &shown.collect::<Vec<_>>(), variant: Variant::Public };
    pdf(&sheet).map_err(|findings| Unset(findings.first().map(ToString::to_string).unwrap_or_default()))
}

/// What is public together, the text first: alone, and then with the photos of each later time, in the order of the times.
fn stages(release: &Release, timetable: &Timetable, editions: &Editions) -> Vec<Vec<Edition>> {
    let Some(text) = editions.of(ItemId::text(release.id)) else { return Vec::new() };
    let mut photos: Vec<(Opening, Edition)> = release
        .photos
        .iter()
        .filter_map(|slot| {
            let edition = editions.of(ItemId::photo(release.id, slot.id))?;
            Some((timetable.photo(slot.id)?, edition))
        })
        .collect();
    photos.sort_by_key(|(opening, _)| order(*opening));
    let mut stages = vec![vec![text]];
    let mut last = None;
    for (opening, edition) in photos {
        let mut stage = stages.last().cloned().unwrap_or_default();
        if last == Some(opening) && stages.len() > 1 {
            stages.pop();
        }
        stage.push(edition);
        stages.push(stage);
        last = Some(opening);
    }
    stages
}

/// Times in their order; what waits for a signal comes after those, by how long after it.
fn order(opening: Opening) -> (bool, DateTime<Utc>, u32) {
    match opening {
        Opening::At { utc } => (false, utc, 0),
        Opening::Signal { after_minutes, not_before } => {
            (true, not_before.unwrap_or(DateTime::UNIX_EPOCH), after_minutes)
        }
    }
}
