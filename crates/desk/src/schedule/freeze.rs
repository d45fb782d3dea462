//! The version that is to be planned: frozen from the draft, or from what is planned already.

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::Reading;
use sperrfrist_release::state::Step;
use sperrfrist_release::{CivilTime, Due, PhotoSlot, Release, SlotId};

use super::slug;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::{Problem, promises, settled, words};

/// A version before it is packed.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub release: Release,
    /// When its text was frozen.
    pub version_at: DateTime<Utc>,
    /// Whether the text stays as whoever publishes has it.
    pub text_stays: bool,
    /// The photos that stay as whoever publishes has them.
    pub photos_stay: Vec<SlotId>,
    /// Whether the text may be due already.
    pub may_be_due: bool,
    /// Whether it is well that all of it is there already.
    pub may_be_there: bool,
}

impl Desk {
    /// The draft; of a release that is public already only the photos that are missing there, of the slots in `only` where
    /// that is given.
    pub(super) fn freeze(
        &self,
        dossier: &Dossier,
        now: &Reading,
        at_once: bool,
        only: Option<&[SlotId]>,
    ) -> Result<Frozen, Problem> {
        if dossier.is_public() {
            return with_late_photos(dossier, only);
        }
        dossier.stored.state.after(Step::Schedule)?;
        self.must_have_first(dossier.draft())?;
        let mut release = dossier.draft().clone();
        settled::settle(dossier, &mut release, now.wall, self.zone);
        let incomplete = promises::incomplete(dossier, &release);
        for slot in release.photos.iter_mut().filter(|slot| incomplete.contains(&slot.id)) {
            slot.photo = None;
        }
        if at_once {
            let before = release.due.replace(Due::At(self.at_once(now)));
            words::lift(&mut release, before.as_ref());
        }
        if release.slug.is_empty() {
            release.slug = self.new_slug(&release)?;
        }
        Ok(Frozen {
            release,
            version_at: now.wall,
            text_stays: false,
            photos_stay: Vec::new(),
            may_be_due: at_once,
            may_be_there: true,
        })
    }

    /// The instant of a reading as a time to publish at. The newsroom's clock counts in milliseconds.
    pub(crate) fn at_once(&self, now: &Reading) -> CivilTime {
        CivilTime::from_instant(now.wall.trunc_subsecs(3), self.zone)
    }

    pub(crate) fn new_slug(&self, release: &Release) -> Result<String, Problem> {
        let id = release.id;
        Ok(self
            .archive
            .read(|books| slug::with_tail(&release.headline, id, |slug| books.slug_is_taken(slug, id)))?)
    }
}

/// The public version with the photos of the draft in its slots, and their times. Its text does not move: that
/// would be a correction. A photo that lacks something stays behind where another one is there to go.
fn with_late_photos(dossier: &Dossier, only: Option<&[SlotId]>) -> Result<Frozen, Problem> {
    let step = || dossier.stored.state.after(Step::Schedule).map(drop);
    let Some(public) = &dossier.planned else {
        step()?;
        return Err(sperrfrist_archive::ArchiveError::MovedOn.into());
    };
    let incomplete = promises::incomplete(dossier, dossier.draft());
    let is_asked = |slot: SlotId| only.is_none_or(|only| only.contains(&slot));
    let original = |slot: &PhotoSlot| slot.photo.as_ref().and_then(|photo| photo.original.clone());
    let is_news = |slot: &PhotoSlot| {
        let before = public.frozen.slot(slot.id);
        slot.photo.is_some() && before.is_some_and(|before| original(before) != original(slot))
    };
    let mut news = dossier.draft().photos.iter().filter(|slot| is_asked(slot.id) && is_news(slot));
    let another_goes = news.any(|slot| !incomplete.contains(&slot.id));
    let mut release = public.frozen.clone();
    release.overrides.clone_from(&dossier.draft().overrides);
    for slot in &mut release.photos {
        if !is_asked(slot.id) || (another_goes && incomplete.contains(&slot.id)) {
            continue;
        }
        // A photo that is out changes by a correction, and is taken back by withdrawing.
        if let Some(drafted) = dossier.draft().slot(slot.id).filter(|slot| !dossier.is_out(slot.id)) {
            slot.time = drafted.time.clone();
            if let Some(photo) = &drafted.photo {
                slot.photo = Some(photo.clone());
            }
        }
    }
    if release.photos.iter().all(|slot| slot.photo.is_none()) {
        step()?;
    }
    Ok(Frozen {
        release,
        version_at: public.version_at,
        text_stays: true,
        photos_stay: Vec::new(),
        may_be_due: true,
        // What is public and has no photo to come can only be corrected.
        may_be_there: false,
    })
}
