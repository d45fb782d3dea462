//! The verb "lift" ("Sperrfrist aufheben"): someone broke the embargo, and what is planned becomes public now.

use sperrfrist_clock::Reading;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{CivilTime, Due, Opening, PhotoTime, Release, SlotId, Timetable};
use sperrfrist_seal::ItemId;

use crate::desk::{Desk, note_words};
use crate::dossier::Dossier;
use crate::schedule::Frozen;
use crate::view::{JournalEvent, LiftRequest, ReleaseView};
use crate::{Problem, words};

impl Desk {
    /// Publishes the planned version at once: the text, then, if asked for, its photos. What is not asked for keeps
    /// its instant. The reason stands in the journal. Under four eyes it waits for the second person, and the view says so.
    ///
    /// # Errors
    /// [`Problem`] where nothing is planned, or the newsroom has not answered. It says what is public by then.
    pub fn lift(&self, request: LiftRequest) -> Result<ReleaseView, Problem> {
        let LiftRequest { id, photos, reason } = request;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(no_reason());
        }
        let before = self.dossier(id)?;
        refuse_unplanned(&before, photos)?;
        if !before.is_public() {
            let failed = "Die Sperrfrist ist noch nicht aufgehoben.";
            self.hand_over(id, failed, &|dossier, now| self.text_lifted(dossier, now))?;
            self.note_lifted(id, reason)?;
        }
        if photos {
            let failed = "Die Fotos sind noch nicht öffentlich.";
            self.hand_over(id, failed, &|dossier, now| self.photos_lifted(dossier, now))?;
            if before.is_public() {
                self.note_lifted(id, reason)?;
            }
        }
        let _ = self.ask(id);
        self.view(id)
    }

    /// The planned version with its text due now, while its photos stay where they are.
    fn text_lifted(&self, dossier: &Dossier, now: &Reading) -> Result<Frozen, Problem> {
        let version = dossier.planned.as_ref().ok_or_else(not_planned)?;
        let mut release = version.frozen.clone();
        let standing = Timetable::of(&release)?;
        release.due = Some(Due::At(self.at_once(now)));
        words::lift(&mut release, version.frozen.due.as_ref());
        for slot in &mut release.photos {
            let before = slot.clone();
            // Its own instant, and no longer its distance from the text.
            if let Some(Opening::At { utc }) = standing.photo(slot.id) {
                slot.time = PhotoTime::At { time: CivilTime::from_instant(utc, self.zone) };
            }
            let dues = (version.frozen.due.as_ref(), release.due.as_ref());
            words::follow_time(release.language, slot, &before, dues, self.zone);
        }
        Ok(Frozen {
            version_at: version.version_at,
            text_stays: false,
            photos_stay: release.photos.iter().map(|slot| slot.id).collect(),
            may_be_due: true,
            may_be_there: false,
            release,
        })
    }

    /// The public version with the photos that wait due now.
    fn photos_lifted(&self, dossier: &Dossier, now: &Reading) -> Result<Frozen, Problem> {
        let version = dossier.planned.as_ref().ok_or_else(not_planned)?;
        let mut release = version.frozen.clone();
        let waits = waiting(dossier);
        for slot in release.photos.iter_mut().filter(|slot| waits.contains(&slot.id)) {
            slot.time = PhotoTime::At { time: self.no_earlier(&version.frozen, now) };
        }
        Ok(Frozen {
            version_at: version.version_at,
            text_stays: true,
            photos_stay: release
                .photos
                .iter()
                .map(|slot| slot.id)
                .filter(|slot| !waits.contains(slot))
                .collect(),
            may_be_due: true,
            may_be_there: true,
            release,
        })
    }

    /// Now, or the time of a text that became due a moment later.
    fn no_earlier(&self, release: &Release, now: &Reading) -> CivilTime {
        let now = self.at_once(now);
        match &release.due {
            Some(Due::At(time)) if time.utc > now.utc => time.clone(),
            _ => now,
        }
    }

    /// What waits for a second person is not lifted yet, and the journal does not call it so.
    fn note_lifted(&self, id: sperrfrist_release::ReleaseId, reason: &str) -> Result<(), Problem> {
        let now = self.now();
        let is_proposed = self.dossier(id)?.newest().any(|row| row.state == Delivery::Held && row.proposed);
        let event = if is_proposed { JournalEvent::LiftProposed } else { JournalEvent::EmbargoLifted };
        self.archive.write(|books| note_words(books, id, now, event, reason))?;
        Ok(())
    }
}

/// The photos that whoever publishes holds and has not shown.
fn waiting(dossier: &Dossier) -> Vec<SlotId> {
    let id = dossier.draft().id;
    let holds = |slot: SlotId| {
        dossier.acknowledged(ItemId::photo(id, slot)).is_some_and(|row| row.state == Delivery::Held)
    };
    let planned =
        dossier.planned.as_ref().map(|version| version.frozen.photos.as_slice()).unwrap_or_default();
    planned.iter().map(|slot| slot.id).filter(|slot| holds(*slot)).collect()
}

fn refuse_unplanned(dossier: &Dossier, photos: bool) -> Result<(), Problem> {
    let text_waits = dossier.stored.state.waits() && dossier.planned.is_some();
    if text_waits || (dossier.is_public() && photos && !waiting(dossier).is_empty()) {
        Ok(())
    } else {
        Err(not_planned())
    }
}

fn not_planned() -> Problem {
    Problem::new(
        "lift.not_planned",
        "Es ist nichts eingeplant, das noch gesperrt wäre.",
        "Planen Sie die Meldung ein, oder veröffentlichen Sie sie sofort.",
    )
}

fn no_reason() -> Problem {
    Problem::new(
        "lift.no_reason",
        "Es fehlt, warum die Sperrfrist aufgehoben wird.",
        "Schreiben Sie zum Beispiel »Eine Agentur hat um 16:20 Uhr gemeldet«. Der Grund steht nur im Protokoll.",
    )
}
