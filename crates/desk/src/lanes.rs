//! The lanes of the Zeitplan: what each item of a release waits for.

use sperrfrist_archive::DeliveryRow;
use sperrfrist_release::gate::{Clearance, Opening};
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{Due, PhotoSlot, Release, Timetable};
use sperrfrist_seal::ItemId;

use crate::dossier::{self, Dossier};
use crate::view::{Lane, LaneItem, LaneState};

/// Text first, then the photos in the draft's order, then those that are planned and no longer in the draft.
#[must_use]
pub(crate) fn of(dossier: &Dossier) -> Vec<Lane> {
    let draft = dossier.draft();
    let text = lane(dossier, dossier.text(), LaneItem::Text, false).unwrap_or_else(|| Lane {
        item: LaneItem::Text,
        state: LaneState::Draft,
        opening: text_opening(draft),
        due: instant(text_opening(draft)),
        public_since: None,
        approximate: false,
    });
    let planned =
        dossier.planned.as_ref().map(|version| version.frozen.photos.as_slice()).unwrap_or_default();
    let dropped = planned.iter().filter(|slot| draft.slot(slot.id).is_none());
    // What was planned, is not in the draft any more and never was public is nobody's business any more.
    let dropped = dropped.filter(|slot| {
        dossier
            .acknowledged(ItemId::photo(draft.id, slot.id))
            .is_some_and(|row| matches!(row.state, Delivery::Held | Delivery::Live))
    });
    let photos = draft.photos.iter().chain(dropped).map(|slot| photo(dossier, slot, text.state));
    std::iter::once(text.clone()).chain(photos).collect()
}

fn photo(dossier: &Dossier, slot: &PhotoSlot, text: LaneState) -> Lane {
    let draft = dossier.draft();
    let item = LaneItem::Photo { slot: slot.id, label: slot.label.clone() };
    if let Some(lane) = lane(dossier, ItemId::photo(draft.id, slot.id), item.clone(), slot.approximate) {
        return lane;
    }
    let promised = dossier.planned.as_ref().filter(|version| version.frozen.slot(slot.id).is_some());
    let (state, opening) = match promised {
        Some(version) => {
            let state = match text {
                LaneState::Stopped | LaneState::Withdrawn => text,
                _ => LaneState::Reserved,
            };
            (state, photo_opening(&version.frozen, slot))
        }
        None => (LaneState::Draft, photo_opening(draft, slot)),
    };
    Lane { item, state, opening, due: instant(opening), public_since: None, approximate: slot.approximate }
}

/// The lane of an item that was sent, or is about to be.
fn lane(dossier: &Dossier, item: ItemId, shown: LaneItem, approximate: bool) -> Option<Lane> {
    let row = dossier.acknowledged(item).or_else(|| dossier.pending(item))?;
    Some(Lane {
        item: shown,
        state: state(row),
        opening: Some(row.prepared.opening),
        due: dossier::due(row),
        public_since: row.first_public_at,
        approximate,
    })
}

fn state(row: &DeliveryRow) -> LaneState {
    match (row.state, row.clearance) {
        (Delivery::Pending, _) => LaneState::Pending,
        (Delivery::Held, _) if row.proposed => LaneState::Proposed,
        (Delivery::Held, _) => LaneState::Locked,
        (Delivery::Live, _) => LaneState::Public,
        (Delivery::Stopped, Clearance::Held) => LaneState::Held,
        (Delivery::Stopped, _) => LaneState::Stopped,
        (Delivery::Withdrawn, _) => LaneState::Withdrawn,
    }
}

fn text_opening(release: &Release) -> Option<Opening> {
    match release.due.as_ref()? {
        Due::At(time) => Some(Opening::At { utc: time.utc }),
        Due::OnSignal(signal) => Some(Opening::Signal {
            after_minutes: 0,
            not_before: signal.not_before.as_ref().map(|time| time.utc),
        }),
    }
}

/// The opening of one slot, also where another slot has no possible time.
fn photo_opening(release: &Release, slot: &PhotoSlot) -> Option<Opening> {
    let alone = Release { photos: vec![slot.clone()], ..release.clone() };
    match Timetable::of(&alone) {
        Ok(timetable) => timetable.photo(slot.id),
        // It is drawn where it was put, and the preflight says what is wrong with it.
        Err(_) => match &slot.time {
            sperrfrist_release::PhotoTime::At { time } => Some(Opening::At { utc: time.utc }),
            _ => None,
        },
    }
}

fn instant(opening: Option<Opening>) -> Option<chrono::DateTime<chrono::Utc>> {
    match opening? {
        Opening::At { utc } => Some(utc),
        Opening::Signal { .. } => None,
    }
}
