//! The journal's words, as the archive keeps them.

use sperrfrist_archive::Line;
use sperrfrist_release::Release;
use sperrfrist_seal::{ItemId, ItemKind};

use crate::view::{JournalEntry, JournalEvent, LaneItem};

/// Every event with its word. A word that was once written is never changed.
const WORDS: [(JournalEvent, &str); 32] = [
    (JournalEvent::Created, "created"),
    (JournalEvent::Imported, "imported"),
    (JournalEvent::PhotoAttached, "photoAttached"),
    (JournalEvent::Planned, "planned"),
    (JournalEvent::PlannedAnew, "plannedAnew"),
    (JournalEvent::Held, "held"),
    (JournalEvent::SignalGiven, "signalGiven"),
    (JournalEvent::Stopped, "stopped"),
    (JournalEvent::HeldBack, "heldBack"),
    (JournalEvent::Withdrawn, "withdrawn"),
    (JournalEvent::Rescheduled, "rescheduled"),
    (JournalEvent::EmbargoLifted, "embargoLifted"),
    (JournalEvent::Corrected, "corrected"),
    (JournalEvent::StopQueued, "stopQueued"),
    (JournalEvent::Deleted, "deleted"),
    (JournalEvent::WentPublic, "wentPublic"),
    (JournalEvent::LockChecked, "lockChecked"),
    (JournalEvent::LockBroken, "lockBroken"),
    (JournalEvent::SentByItself, "sentByItself"),
    (JournalEvent::Proposed, "proposed"),
    (JournalEvent::Approved, "approved"),
    (JournalEvent::LiftProposed, "liftProposed"),
    (JournalEvent::WithoutDocument, "withoutDocument"),
    (JournalEvent::LeftBehind, "leftBehind"),
    (JournalEvent::TakenOver, "takenOver"),
    (JournalEvent::Overridden, "overridden"),
    (JournalEvent::OverrideTakenBack, "overrideTakenBack"),
    (JournalEvent::Objected, "objected"),
    (JournalEvent::ObjectionTakenBack, "objectionTakenBack"),
    (JournalEvent::UnchosenDeleted, "unchosenDeleted"),
    (JournalEvent::HandedOn, "handedOn"),
    (JournalEvent::Received, "received"),
];

pub(crate) fn word(event: JournalEvent) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == event).map_or("", |(_, word)| word)
}

/// A line as it is shown; `None` for one that a newer program wrote.
pub(crate) fn entry(line: &Line, release: &Release) -> Option<JournalEntry> {
    let (event, _) = WORDS.iter().find(|(_, word)| *word == line.event)?;
    let item = line.item.as_ref().and_then(|item| item.parse().ok()).map(|item| named(item, release));
    Some(JournalEntry { at: line.at, event: *event, item, words: line.words.clone() })
}

/// An item by the label of its slot; the label is empty where the slot is gone.
pub(crate) fn named(item: ItemId, release: &Release) -> LaneItem {
    match item.kind {
        ItemKind::Text => LaneItem::Text,
        ItemKind::Photo(slot) => LaneItem::Photo {
            slot,
            label: release.slot(slot).map(|slot| slot.label.clone()).unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_word_of_its_own_that_is_its_serialised_name() {
        for (event, word) in WORDS {
            assert_eq!(serde_json::to_string(&event).expect("writes"), format!("\"{word}\""));
            assert_eq!(super::word(event), word);
        }
    }
}
