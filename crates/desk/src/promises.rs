//! Promised photos: announced with the release, and not there when it was planned.
//!
//! Until such a photo comes the page keeps the officer's words. One that comes late only prepares itself; it goes out
//! with the officer's word, or by itself where the officer has said so for this one slot and nothing is left to say
//! against it.

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_release::preflight::{Finding, Place};
use sperrfrist_release::{PhotoSlot, Release, SlotId};
use sperrfrist_seal::ItemId;

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::slots::no_slot;
use crate::view::{
    LaneItem, LaneState, PhotoPromise, PromiseStage, PromisedPhoto, ReleaseView, UnattendedRequest,
};
use crate::{Problem, lanes, rules};

/// So long before its time the desk warns of a photo that is not there.
const SOON: TimeDelta = TimeDelta::minutes(5);
/// Who types does not want to be taken at the first letters: a photo goes out by itself only after so long without a
/// change.
const QUIET: TimeDelta = TimeDelta::minutes(1);

impl Desk {
    /// Sets whether the photo of this one slot goes out by itself as soon as it is there and complete.
    ///
    /// # Errors
    /// [`Problem`] where there is no such slot, or it cannot be kept.
    pub fn set_unattended(&self, request: UnattendedRequest) -> Result<ReleaseView, Problem> {
        let UnattendedRequest { id, slot, unattended } = request;
        self.archive.write(|books| {
            books.release(id)?.release.slot(slot).ok_or_else(no_slot)?;
            books.set_unattended(id, slot, unattended).map_err(Problem::from)
        })?;
        self.view(id)
    }
}

/// The promised photos of a release that are not planned yet, in the order of their lanes.
pub(crate) fn of(dossier: &Dossier, now: DateTime<Utc>) -> Vec<PhotoPromise> {
    let mut reserved =
        lanes::of(dossier).into_iter().filter(|lane| lane.state == LaneState::Reserved).peekable();
    if reserved.peek().is_none() {
        // Of most releases there is none, and every release in sight is asked for each second.
        return Vec::new();
    }
    let findings = findings(dossier, dossier.draft());
    reserved
        .filter_map(|lane| {
            let LaneItem::Photo { slot: id, label } = lane.item else { return None };
            let slot = dossier.draft().slot(id)?;
            // What the page says is what was planned, not what was typed since.
            let planned = dossier.planned.as_ref().and_then(|version| version.frozen.slot(id));
            let stage = match lane.due {
                Some(due) if due <= now => PromiseStage::Over,
                Some(due) if due - SOON <= now => PromiseStage::Soon,
                _ => PromiseStage::Waiting,
            };
            Some(PhotoPromise {
                slot: id,
                label,
                words: planned.unwrap_or(slot).pending_words.clone(),
                due: lane.due,
                stage,
                photo: photo(slot, &findings),
                unattended: dossier.unattended.contains(&id),
            })
        })
        .collect()
}

/// The slots whose photo goes out by itself now.
pub(crate) fn going_out(dossier: &Dossier, now: DateTime<Utc>) -> Vec<SlotId> {
    let is_quiet = now - dossier.stored.changed_at >= QUIET;
    if !is_quiet || !dossier.is_public() {
        return Vec::new();
    }
    let is_new = |slot: SlotId| {
        // What was sent once, and held back perhaps, is the officer's again.
        dossier.generation(ItemId::photo(dossier.draft().id, slot)) == 0
    };
    of(dossier, now)
        .into_iter()
        .filter(|promise| promise.unattended && promise.photo == PromisedPhoto::Ready && is_new(promise.slot))
        .map(|promise| promise.slot)
        .collect()
}

/// The slots whose photo lacks what it must have.
pub(crate) fn incomplete(dossier: &Dossier, release: &Release) -> Vec<SlotId> {
    let must = findings(dossier, release).into_iter().filter(Finding::blocks);
    must.filter_map(|finding| finding.place.slot()).collect()
}

fn photo(slot: &PhotoSlot, findings: &[Finding]) -> PromisedPhoto {
    if slot.photo.is_none() {
        PromisedPhoto::Missing
    } else if findings.iter().any(|finding| finding.place.slot() == Some(slot.id) && is_gap(finding)) {
        PromisedPhoto::Incomplete
    } else {
        PromisedPhoto::Ready
    }
}

/// Whether something is not said of the photo that should be. What is said but could be better keeps nothing waiting.
fn is_gap(finding: &Finding) -> bool {
    finding.blocks()
        || (finding.overridden.is_none()
            && finding.words.is_empty()
            && matches!(finding.place, Place::Photo { field: Some(_), .. }))
}

fn findings(dossier: &Dossier, release: &Release) -> Vec<Finding> {
    rules::report(&dossier.attachments, release, None).findings
}
