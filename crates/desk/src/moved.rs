//! What is planned at other times, and all that hangs on them. Pure.

use chrono_tz::Tz;
use sperrfrist_release::mentions::{self, Mention};
use sperrfrist_release::{CivilTime, Due, PhotoTime, Release, SlotId, import};

use crate::slots::no_slot;
use crate::{Problem, words};

/// The times that were asked for; who is not named follows the text at the same distance.
#[derive(Debug, Clone)]
pub(crate) struct NewTimes {
    pub text: Option<CivilTime>,
    pub photos: Vec<(SlotId, CivilTime)>,
    /// Whether the text is to name the new times where it names the old ones.
    pub in_words: bool,
}

/// A version at its new times.
#[derive(Debug, Clone)]
pub(crate) struct Moved {
    pub release: Release,
    /// Where its text names a time that moves, written anew only where that was asked for.
    pub mentions: Vec<Mention>,
}

/// Moves a version. `stays` tells the photos that no time can move any more.
///
/// # Errors
/// [`Problem`] for a slot that there is not.
pub(crate) fn moved(
    version: &Release,
    times: &NewTimes,
    stays: impl Fn(SlotId) -> bool,
    zone: Tz,
) -> Result<Moved, Problem> {
    let mut release = version.clone();
    if let Some(text) = &times.text {
        release.due = Some(Due::At(text.clone()));
        follow_notes(&mut release, version);
    }
    for slot in &mut release.photos {
        if stays(slot.id) {
            continue;
        }
        let before = slot.clone();
        let named = times.photos.iter().find(|(id, _)| *id == slot.id).map(|(_, time)| time.clone());
        if let Some(time) = named.or_else(|| followed(version, times.text.as_ref(), &before.time)) {
            slot.time = PhotoTime::At { time };
        }
        let dues = (version.due.as_ref(), release.due.as_ref());
        words::follow_time(version.language, slot, &before, dues, zone);
    }
    if times.photos.iter().any(|(id, _)| version.slot(*id).is_none()) {
        return Err(no_slot());
    }
    let mentions = follow_text(&mut release, version, zone);
    if !times.in_words {
        release.body.clone_from(&version.body);
    }
    Ok(Moved { release, mentions })
}

/// A fixed time at the same distance from the text as before.
fn followed(version: &Release, text: Option<&CivilTime>, time: &PhotoTime) -> Option<CivilTime> {
    let (PhotoTime::At { time }, Some(Due::At(before)), Some(text)) = (time, &version.due, text) else {
        return None;
    };
    Some(CivilTime::from_instant(text.utc + (time.utc - before.utc), time.zone))
}

/// Lets each Sperrvermerk follow that names the old time, in whatever form; where there is none, none is made.
fn follow_notes(release: &mut Release, before: &Release) {
    if release.embargo_notes.is_empty() {
        return;
    }
    let made = words::embargo_note(before.language, release.due.as_ref());
    let Some(due) = &before.due else { return };
    if let (Due::At(old), Some(made)) = (due, made) {
        for note in &mut release.embargo_notes {
            if import::embargo_time(&note.words, old.zone).is_some_and(|stated| stated.utc == old.utc) {
                note.words.clone_from(&made);
            }
        }
    }
    words::follow_due(release, before.due.as_ref());
}

/// Lets the text name the new times. Two items that change places do not follow each other twice.
fn follow_text(release: &mut Release, before: &Release, zone: Tz) -> Vec<Mention> {
    let (old, new) = (clocks(before, zone), clocks(release, zone));
    let mut steps: Vec<_> = old.into_iter().zip(new).filter_map(|(old, new)| Some((old?, new?))).collect();
    // 17:30 becomes 18:15 before 17:00 becomes 17:30.
    steps.retain(|(old, new)| old.utc != new.utc);
    steps.sort_by_key(|(old, _)| old.utc);
    if steps.iter().all(|(old, new)| new.utc > old.utc) {
        steps.reverse();
    }
    let mut mentions = Vec::new();
    let mut done = Vec::new();
    for (old, new) in steps {
        let (old, new) = (old.civil.time(), new.civil.time());
        if old != new && !done.contains(&old) {
            done.push(old);
            mentions.extend(mentions::replace(&mut release.body, old, new));
        }
    }
    mentions
}

/// The times of text and photos, in the order of the slots.
fn clocks(release: &Release, zone: Tz) -> Vec<Option<CivilTime>> {
    let text = match &release.due {
        Some(Due::At(time)) => Some(time.clone()),
        Some(Due::OnSignal(_)) | None => None,
    };
    let photos = release.photos.iter().map(|slot| match (&slot.time, &text) {
        (PhotoTime::At { time }, _) => Some(time.clone()),
        (PhotoTime::After { minutes }, Some(text)) => text
            .utc
            .checked_add_signed(chrono::Duration::minutes(i64::from(*minutes)))
            .map(|utc| CivilTime::from_instant(utc, zone)),
        (PhotoTime::WithRelease | PhotoTime::After { .. }, _) => None,
    });
    std::iter::once(text.clone()).chain(photos).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::body::Block;
    use sperrfrist_release::document::{EmbargoNote, Medium};
    use sperrfrist_release::due::DEFAULT_ZONE;
    use sperrfrist_release::{Body, PhotoSlot, ReleaseId};

    fn time(text: &str) -> CivilTime {
        CivilTime::parse(&format!("21.11.2023 {text}"), DEFAULT_ZONE, None).expect("a time")
    }

    fn planned() -> Release {
        let mut release = Release::blank(ReleaseId::random());
        release.due = Some(Due::At(time("17:00")));
        let note = |medium, words: &str| EmbargoNote { medium, words: words.into() };
        release.embargo_notes = vec![
            note(Medium::Online, "Sperrfrist: 21.11.2023, 17:00 Uhr"),
            note(Medium::Print, "Sperrfrist: 22.11.2023, 05:00 Uhr"),
        ];
        release.body =
            Body::of(vec![Block::paragraph("Ein Bild folgt gegen 17:30 Uhr, der Text um 17:00 Uhr.")]);
        let slot = PhotoSlot {
            time: PhotoTime::At { time: time("17:30") },
            approximate: true,
            pending_words: "Bild folgt gegen 17:30 Uhr".into(),
            ..PhotoSlot::promised(SlotId::random(), "Bild")
        };
        release.photos.push(slot);
        release
    }

    fn to(text: Option<&str>, photo: Option<(SlotId, &str)>) -> NewTimes {
        NewTimes {
            text: text.map(time),
            photos: photo.into_iter().map(|(slot, at)| (slot, time(at))).collect(),
            in_words: true,
        }
    }

    #[test]
    fn all_that_hangs_on_the_time_moves_with_it() {
        let release = planned();
        let Moved { release, mentions } =
            moved(&release, &to(Some("17:30"), None), |_| false, DEFAULT_ZONE).expect("moves");
        assert_eq!(release.photos[0].time, PhotoTime::At { time: time("18:00") });
        assert_eq!(release.photos[0].pending_words, "Bild folgt gegen 18:00 Uhr");
        let notes: Vec<_> = release.embargo_notes.iter().map(|note| note.words.as_str()).collect();
        assert_eq!(notes, ["Sperrfrist: 21.11.2023, 17:30 Uhr", "Sperrfrist: 22.11.2023, 05:00 Uhr"]);
        assert_eq!(
            release.body.content[0].lines(),
            ["Ein Bild folgt gegen 18:00 Uhr, der Text um 17:30 Uhr."]
        );
        assert_eq!(mentions.len(), 2);
    }

    #[test]
    fn earlier_too_and_each_at_a_time_of_its_own() {
        let release = planned();
        let slot = release.photos[0].id;
        let earlier = moved(&release, &to(Some("16:30"), None), |_| false, DEFAULT_ZONE).expect("moves");
        assert_eq!(
            earlier.release.body.content[0].lines(),
            ["Ein Bild folgt gegen 17:00 Uhr, der Text um 16:30 Uhr."]
        );
        let own = to(Some("18:00"), Some((slot, "18:10")));
        let own = moved(&release, &own, |_| false, DEFAULT_ZONE).expect("moves").release;
        assert_eq!(own.photos[0].time, PhotoTime::At { time: time("18:10") });
        let alone = to(None, Some((slot, "18:10")));
        let alone = moved(&release, &alone, |_| false, DEFAULT_ZONE).expect("moves").release;
        assert_eq!((alone.due, &alone.embargo_notes), (release.due.clone(), &release.embargo_notes));
        assert_eq!(alone.photos[0].pending_words, "Bild folgt gegen 18:10 Uhr");
    }

    #[test]
    fn own_words_and_a_public_photo_stay() {
        let mut release = planned();
        release.embargo_notes[0].words = "Frei ab Redebeginn".into();
        release.photos[0].pending_words = "Foto nach dem Festakt".into();
        let stays = moved(&release, &to(Some("18:00"), None), |_| true, DEFAULT_ZONE).expect("moves").release;
        assert_eq!(stays.embargo_notes, release.embargo_notes);
        assert_eq!(stays.photos, release.photos);
        assert!(
            moved(&release, &to(None, Some((SlotId::random(), "18:00"))), |_| false, DEFAULT_ZONE).is_err()
        );
    }

    #[test]
    fn the_text_stays_as_written_where_nobody_asked() {
        let release = planned();
        let times = NewTimes { in_words: false, ..to(Some("18:00"), None) };
        let Moved { release: moved, mentions } =
            moved(&release, &times, |_| false, DEFAULT_ZONE).expect("moves");
        assert_eq!(moved.body, release.body);
        assert_eq!(mentions.len(), 2);
    }
}
