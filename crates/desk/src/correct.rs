//! The verb "correct" ("Korrigieren"): the draft takes the place of what is public.
//!
//! Only what differs goes out: a text without its photos, a caption without the text. What is public says that it was
//! corrected; what is still locked changes without a word. Times do not change here.

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_archive::ArchiveError;
use sperrfrist_clock::Reading;
use sperrfrist_release::state::Step;
use sperrfrist_release::{Correction, Photo, PhotoSlot, Release, ReleaseId, SlotId};

use crate::Problem;
use crate::desk::{Desk, note_words};
use crate::dossier::Dossier;
use crate::schedule::Frozen;
use crate::view::{CorrectRequest, JournalEvent, ReleaseView};

const FAILED: &str = "Die Korrektur ist noch nicht öffentlich.";
const TEXT_FAILED: &str = "Die Fotos sind korrigiert, der Text ist es noch nicht.";
const PHOTOS_FAILED: &str = "Noch nicht alle Fotos sind korrigiert.";

impl Desk {
    /// Publishes what the draft says otherwise than the public version, with a notice of what was corrected.
    ///
    /// # Errors
    /// [`Problem`] where nothing is public, nothing differs, something public changes without a notice, or the
    /// newsroom has not answered. It says what is public by then.
    pub fn correct(&self, request: CorrectRequest) -> Result<ReleaseView, Problem> {
        let CorrectRequest { id, notice, delivered } = request;
        self.correct_to(id, &notice, delivered, &|dossier| Some(dossier.draft().clone()))
    }

    /// The same with what `target` makes of the release in place of the draft.
    pub(crate) fn correct_to(
        &self,
        id: ReleaseId,
        notice: &str,
        delivered: bool,
        target: &dyn Fn(&Dossier) -> Option<Release>,
    ) -> Result<ReleaseView, Problem> {
        let notice = notice.trim();
        let target = |dossier: &Dossier| target(dossier).ok_or(ArchiveError::MovedOn);
        // Whether it is public is the newsroom's to say, and may have changed since anyone looked.
        self.ask(id).map_err(|problem| problem.after(FAILED))?;
        let dossier = self.dossier(id)?;
        // A speech as it was held is a version of its own, and no correction of what was handed out before.
        let is_delivered = delivered && !public(&dossier)?.delivered;
        let differs = Differing::of(&dossier, &target(&dossier)?, is_delivered)?;
        if !differs.text && differs.photos.is_empty() {
            return Err(nothing_differs());
        }
        if notice.is_empty() && !is_delivered && differs.concerns_public(&dossier) {
            return Err(no_notice());
        }
        let text = |failed| {
            self.hand_over(id, failed, &|dossier, now| {
                let mut frozen = text_corrected(dossier, &target(dossier)?, now, notice, is_delivered)?;
                if frozen.release.slug.is_empty() {
                    frozen.release.slug = self.new_slug(&frozen.release)?;
                }
                Ok(frozen)
            })
        };
        let photos = |failed| {
            self.hand_over(id, failed, &|dossier, now| {
                photos_corrected(dossier, &target(dossier)?, now, notice)
            })
        };
        match (differs.text, !differs.photos.is_empty()) {
            // The document of the text alone would show once more what is not to be seen any longer.
            (true, true) if differs.pictures => {
                photos(FAILED)?;
                text(TEXT_FAILED)?;
            }
            (true, true) => {
                text(FAILED)?;
                photos(PHOTOS_FAILED)?;
            }
            (true, false) => {
                text(FAILED)?;
            }
            (false, _) => {
                photos(FAILED)?;
            }
        }
        let now = self.now();
        self.archive.write(|books| note_words(books, id, now, JournalEvent::Corrected, notice))?;
        let _ = self.ask(id);
        self.view(id)
    }
}

/// What a draft says otherwise than what is public.
#[derive(Debug)]
struct Differing {
    text: bool,
    photos: Vec<SlotId>,
    /// Whether there is another picture among them, or one that is edited otherwise.
    pictures: bool,
}

impl Differing {
    fn of(dossier: &Dossier, target: &Release, is_delivered: bool) -> Result<Self, Problem> {
        let public = public(dossier)?;
        let text = with_text_of(public, target);
        let differs = |slot: &&PhotoSlot| {
            drafted(target, slot.id).is_some_and(|drafted| !same_words(slot.photo.as_ref(), drafted))
        };
        let is_redrawn = |slot: &&PhotoSlot| {
            let picture = |photo: &Photo| (photo.original.clone(), photo.edits.clone());
            drafted(target, slot.id).map(picture) != slot.photo.as_ref().map(picture)
        };
        Ok(Self {
            text: is_delivered || text != *public,
            photos: text.photos.iter().filter(differs).map(|slot| slot.id).collect(),
            pictures: text.photos.iter().filter(differs).any(|slot| is_redrawn(&slot)),
        })
    }

    fn concerns_public(&self, dossier: &Dossier) -> bool {
        self.text || self.photos.iter().any(|slot| dossier.is_out(*slot))
    }
}

/// The public version with the draft's words; the photos and all times are those of the public version.
fn text_corrected(
    dossier: &Dossier,
    target: &Release,
    now: &Reading,
    notice: &str,
    is_delivered: bool,
) -> Result<Frozen, Problem> {
    let mut release = with_text_of(public(dossier)?, target);
    release.overrides.clone_from(&dossier.draft().overrides);
    if is_delivered {
        release.delivered = true;
        release.standing_lines.retain(|line| !line.contains("gilt das gesprochene Wort"));
    } else {
        release.corrections.push(correction(now, notice));
    }
    Ok(Frozen {
        photos_stay: release.photos.iter().map(|slot| slot.id).collect(),
        version_at: now.wall,
        text_stays: false,
        may_be_due: true,
        may_be_there: true,
        release,
    })
}

/// The public version with those photos of the draft that differ; one that is public says that it was corrected.
fn photos_corrected(
    dossier: &Dossier,
    target: &Release,
    now: &Reading,
    notice: &str,
) -> Result<Frozen, Problem> {
    let mut release = public(dossier)?.clone();
    release.overrides.clone_from(&dossier.draft().overrides);
    let mut stay = Vec::new();
    for slot in &mut release.photos {
        let drafted = drafted(target, slot.id);
        let Some(drafted) = drafted.filter(|drafted| !same_words(slot.photo.as_ref(), drafted)) else {
            stay.push(slot.id);
            continue;
        };
        let mut corrections = slot.photo.as_ref().map(|photo| photo.corrections.clone()).unwrap_or_default();
        if dossier.is_out(slot.id) {
            corrections.push(correction(now, notice));
        }
        slot.photo = Some(Photo { corrections, ..drafted.clone() });
    }
    Ok(Frozen {
        photos_stay: stay,
        version_at: version_at(dossier, now),
        text_stays: true,
        may_be_due: true,
        may_be_there: true,
        release,
    })
}

/// The version that the public reads.
fn public(dossier: &Dossier) -> Result<&Release, Problem> {
    dossier.stored.state.after(Step::Correct)?;
    let version = dossier.planned.as_ref().ok_or(ArchiveError::MovedOn)?;
    Ok(&version.frozen)
}

/// Everything of a draft that a page prints but its photos. Times with their Sperrvermerk, address and what was corrected before stay; a slot
/// that is gone from the draft stays too, for what is public is taken back by withdrawing.
fn with_text_of(public: &Release, draft: &Release) -> Release {
    let mut photos = public.photos.clone();
    for slot in &mut photos {
        if let Some(drafted) = draft.slot(slot.id) {
            slot.label.clone_from(&drafted.label);
        }
    }
    Release {
        due: public.due.clone(),
        embargo_notes: public.embargo_notes.clone(),
        // One without an address asks for a new one.
        slug: if draft.slug.is_empty() { String::new() } else { public.slug.clone() },
        corrections: public.corrections.clone(),
        delivered: public.delivered,
        unplaced: public.unplaced.clone(),
        // To set something aside changes no word.
        overrides: public.overrides.clone(),
        photos,
        ..draft.clone()
    }
}

fn drafted(target: &Release, slot: SlotId) -> Option<&Photo> {
    target.slot(slot)?.photo.as_ref()
}

/// Whether it is the same picture, edited the same, with the same words. One that was never sent is no correction.
fn same_words(public: Option<&Photo>, drafted: &Photo) -> bool {
    public.is_none_or(|public| {
        public.original == drafted.original
            && public.caption == drafted.caption
            && public.edits == drafted.edits
    })
}

fn version_at(dossier: &Dossier, now: &Reading) -> DateTime<Utc> {
    dossier.planned.as_ref().map_or(now.wall, |version| version.version_at)
}

/// It is public at once; the page names the minute.
fn correction(now: &Reading, notice: &str) -> Correction {
    Correction { at: now.wall.trunc_subsecs(0), notice: notice.to_owned() }
}

fn nothing_differs() -> Problem {
    Problem::new(
        "correct.nothing_differs",
        "Der Entwurf sagt nichts anderes als die öffentliche Fassung.",
        "Ändern Sie zuerst die Stelle, die falsch ist; öffentlich wird sie erst mit der Korrektur.",
    )
}

pub(crate) fn no_notice() -> Problem {
    Problem::new(
        "correct.no_notice",
        "Es fehlt der Hinweis, was korrigiert wurde.",
        "Nennen Sie die Stelle, ohne den Fehler zu wiederholen, zum Beispiel »Name im 2. Absatz«.",
    )
}
