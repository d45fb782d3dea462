//! The verb "reschedule" ("Termin verschiebt sich"): new times for what is planned.
//!
//! It moves the planned version, not the draft: what was typed since stays where it is. The text goes first and by
//! itself, for to move it is what hurries; its photos show nothing while it is not there.

use chrono::{DateTime, Utc};
use sperrfrist_clock::Reading;
use sperrfrist_release::mentions::Mention;
use sperrfrist_release::preflight::{self, Told};
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{CivilTime, Due, Opening, Release, SlotId, Timetable, wording};
use sperrfrist_seal::ItemId;

use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::moved::{Moved, NewTimes, moved};
use crate::schedule::Frozen;
use crate::times::civil;
use crate::view::{Hangs, JournalEvent, Moving, ReleaseView, RescheduleRequest};
use crate::{Problem, settled};

impl Desk {
    /// Moves what is planned and not public yet.
    ///
    /// # Errors
    /// [`Problem`] where a time cannot be or has passed, nothing is planned, or the newsroom has not answered. It says
    /// what has moved by then.
    pub fn reschedule(&self, request: RescheduleRequest) -> Result<ReleaseView, Problem> {
        let id = request.id;
        let times = self.new_times(&request)?;
        let until = standing(&self.dossier(id)?, self.zone);
        let failed = format!("Verschoben ist noch nichts.{until}");
        if self.postpone(id, &times, &failed)? {
            let now = self.now();
            self.archive.write(|books| note(books, id, now, JournalEvent::Rescheduled, None))?;
            return self.view(id);
        }
        let moved = self.hand_over(id, &failed, &|dossier, now| Ok(self.moved(dossier, now, &times)?.0))?;
        let failed = "Die Meldung hat ihre neue Zeit, ihre Fotos noch nicht alle.";
        let failed = if times.text.is_some() { failed } else { &failed_photos(&until) };
        self.hand_over(id, failed, &|dossier, _| with_photos_following(dossier, &moved))?;
        let now = self.now();
        self.archive.write(|books| note(books, id, now, JournalEvent::Rescheduled, None))?;
        let _ = self.ask(id);
        self.view(id)
    }

    /// What would move with these times. Nothing is done, and nobody is asked.
    ///
    /// # Errors
    /// [`Problem`] as [`Desk::reschedule`] would say it.
    pub fn moving(&self, request: RescheduleRequest) -> Result<Moving, Problem> {
        let times = self.new_times(&request)?;
        let dossier = self.dossier(request.id)?;
        let (frozen, mentions) = self.moved(&dossier, &self.clock.now(), &times)?;
        let before = planned(&dossier)?;
        let (old, new) = (Timetable::of(before)?, Timetable::of(&frozen.release)?);
        let mut hangs = Vec::new();
        if old.text != new.text {
            hangs.push(Hangs::Text { before: instant(old.text), after: instant(new.text) });
        }
        for slot in &frozen.release.photos {
            let (Some(was), Some(is)) = (old.photo(slot.id), new.photo(slot.id)) else { continue };
            if was != is {
                let label = slot.label.clone();
                hangs.push(Hangs::Photo { label, before: instant(was), after: instant(is) });
            }
        }
        for (was, is) in before.embargo_notes.iter().zip(&frozen.release.embargo_notes) {
            if was != is {
                hangs.push(Hangs::EmbargoNote { before: was.words.clone(), after: is.words.clone() });
            }
        }
        for slot in &frozen.release.photos {
            let was = before.slot(slot.id).map(|slot| slot.pending_words.clone()).unwrap_or_default();
            if was != slot.pending_words {
                hangs.push(Hangs::PendingWords { before: was, after: slot.pending_words.clone() });
            }
        }
        hangs.extend(
            mentions.into_iter().map(|place| Hangs::Mention { before: place.before, after: place.after }),
        );
        hangs.extend(untrue(&dossier, before, &frozen.release, self.zone));
        Ok(Moving { hangs })
    }

    fn new_times(&self, request: &RescheduleRequest) -> Result<NewTimes, Problem> {
        let photos = request.photos.iter();
        Ok(NewTimes {
            text: request.text.as_ref().map(|time| civil(time, self.zone)).transpose()?,
            photos: photos
                .map(|photo| Ok((photo.slot, civil(&photo.time, self.zone)?)))
                .collect::<Result<_, Problem>>()?,
            in_words: request.in_words,
        })
    }

    /// The planned version at its new times, while the photos stay where they are.
    pub(crate) fn moved(
        &self,
        dossier: &Dossier,
        now: &Reading,
        times: &NewTimes,
    ) -> Result<(Frozen, Vec<Mention>), Problem> {
        let mut version = planned(dossier)?.clone();
        let is_public = dossier.is_public();
        settled::settle(dossier, &mut version, now.wall, self.zone);
        let version = &version;
        if is_public && times.text.is_some() {
            return Err(too_late(
                "Die Meldung ist schon öffentlich; ihre Zeit lässt sich nicht mehr verschieben.",
            ));
        }
        if let Some((slot, _)) = times.photos.iter().find(|(slot, _)| dossier.is_out(*slot)) {
            let label = version.slot(*slot).map(|slot| slot.label.clone()).unwrap_or_default();
            return Err(too_late(&format!("Das Foto »{label}« ist schon öffentlich.")));
        }
        let asked = times.text.iter().chain(times.photos.iter().map(|(_, time)| time));
        if let Some(past) = asked.into_iter().find(|time| time.utc <= now.wall) {
            return Err(past_already(past));
        }
        // What the public has read changes by a correction, and only by one.
        let times = NewTimes { in_words: times.in_words && !is_public, ..times.clone() };
        let Moved { release, mentions } = moved(version, &times, |slot| dossier.is_out(slot), self.zone)?;
        let frozen = Frozen {
            version_at: dossier.planned.as_ref().map_or(now.wall, |planned| planned.version_at),
            // A public page is sent again only for what it says of a photo to come.
            text_stays: is_public && announce_the_same(version, &release),
            photos_stay: release.photos.iter().map(|slot| slot.id).collect(),
            may_be_due: is_public,
            may_be_there: true,
            release,
        };
        Ok((frozen, mentions))
    }
}

/// The photos of the version that was just planned, at the times it gives them: they still stand at those from before.
fn with_photos_following(dossier: &Dossier, moved: &Release) -> Result<Frozen, Problem> {
    let version = dossier.planned.as_ref().ok_or_else(nothing_planned)?;
    let release = moved.clone();
    let is_to_stay = |slot: SlotId| {
        dossier.is_out(slot)
            || dossier
                .acknowledged(ItemId::photo(release.id, slot))
                .is_none_or(|row| row.state != Delivery::Held)
    };
    Ok(Frozen {
        version_at: version.version_at,
        text_stays: true,
        // One that is held back, or was never sent, waits for its own verb.
        photos_stay: release.photos.iter().map(|slot| slot.id).filter(|slot| is_to_stay(*slot)).collect(),
        may_be_due: true,
        may_be_there: true,
        release,
    })
}

/// The version that whoever publishes holds, and will show.
fn planned(dossier: &Dossier) -> Result<&Release, Problem> {
    let is_planned = dossier.stored.state.waits() || dossier.is_public();
    let version = dossier.planned.as_ref().filter(|_| is_planned).ok_or_else(nothing_planned)?;
    Ok(&version.frozen)
}

/// What the text tells that may not hold at its new time; what is public has been read already.
fn untrue(dossier: &Dossier, before: &Release, after: &Release, zone: chrono_tz::Tz) -> Vec<Hangs> {
    let (Some(Due::At(was)), Some(Due::At(is))) = (&before.due, &after.due) else { return Vec::new() };
    if was.utc == is.utc || dossier.is_public() {
        return Vec::new();
    }
    let day = |time: &CivilTime| time.utc.with_timezone(&zone).date_naive();
    let found = preflight::told(after, day(was), day(is)).into_iter();
    found
        .map(|Told { telling, place, span, words }| Hangs::Told { telling, place, span, words, read: is.utc })
        .collect()
}

fn announce_the_same(one: &Release, other: &Release) -> bool {
    one.photos.iter().zip(&other.photos).all(|(one, other)| one.pending_words == other.pending_words)
}

fn instant(opening: Opening) -> Option<DateTime<Utc>> {
    match opening {
        Opening::At { utc } => Some(utc),
        Opening::Signal { .. } => None,
    }
}

/// " Es gilt weiter 17:00 Uhr."
fn standing(dossier: &Dossier, zone: chrono_tz::Tz) -> String {
    let due = dossier.acknowledged(dossier.text()).filter(|row| row.state == Delivery::Held);
    due.and_then(crate::dossier::due)
        .map(|due| format!(" Es gilt weiter {}.", wording::full_time(due, zone)))
        .unwrap_or_default()
}

fn failed_photos(until: &str) -> String {
    format!("Das Foto ist noch nicht verschoben.{until}")
}

fn nothing_planned() -> Problem {
    Problem::new(
        "reschedule.not_planned",
        "Es ist nichts eingeplant, das sich verschieben ließe.",
        "Legen Sie die Zeiten im Zeitplan fest, und planen Sie die Meldung ein.",
    )
}

fn too_late(sentence: &str) -> Problem {
    Problem::new(
        "reschedule.too_late",
        sentence,
        "Was öffentlich ist, lässt sich korrigieren oder zurückziehen.",
    )
}

fn past_already(time: &CivilTime) -> Problem {
    Problem::new(
        "time.past",
        format!("{} ist schon vorbei.", time.full()),
        "Wählen Sie eine spätere Zeit, oder heben Sie die Sperrfrist auf.",
    )
}
