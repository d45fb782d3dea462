//! The words that follow a time: the Sperrvermerk and what a page says of a photo to come.
//!
//! Only words that were made here are ever replaced; what an officer has written stays.

use chrono_tz::Tz;
use sperrfrist_release::document::{EmbargoNote, Medium};
use sperrfrist_release::{CivilTime, Due, PhotoSlot, PhotoTime, Release, wording};

/// "Sperrfrist: 21.11.2023, 17:00 Uhr", "Sperrfrist: Redebeginn"; `None` where there is nothing to say.
#[must_use]
pub(crate) fn embargo_note(due: Option<&Due>) -> Option<String> {
    match due? {
        Due::At(time) => Some(format!("Sperrfrist: {}", wording::date_and_hour(time.civil))),
        Due::OnSignal(signal) => {
            let words = signal.words.trim();
            (!words.is_empty()).then(|| format!("Sperrfrist: {words}"))
        }
    }
}

/// "Bild folgt gegen 17:30 Uhr". A date is named where it is not the release's.
#[must_use]
pub(crate) fn pending(slot: &PhotoSlot, due: Option<&Due>, zone: Tz) -> String {
    let release = match due {
        Some(Due::At(time)) => Some(time.clone()),
        Some(Due::OnSignal(_)) | None => None,
    };
    let photo = match (&slot.time, &release) {
        (PhotoTime::At { time }, _) => Some(time.clone()),
        (PhotoTime::After { minutes }, Some(release)) => release
            .utc
            .checked_add_signed(chrono::Duration::minutes(i64::from(*minutes)))
            .map(|utc| CivilTime::from_instant(utc, zone)),
        (PhotoTime::WithRelease | PhotoTime::After { .. }, _) => None,
    };
    let Some(photo) = photo else { return "Bild folgt".into() };
    let about = if slot.approximate { "gegen" } else { "um" };
    if release.is_some_and(|release| release.civil.date() != photo.civil.date()) {
        format!("Bild folgt am {} {about} {}", date(&photo), hour(&photo))
    } else {
        format!("Bild folgt {about} {}", hour(&photo))
    }
}

/// Lets the Sperrvermerk follow `release.due`: made where there is none, replaced where it was made for
/// `before`.
pub(crate) fn follow_due(release: &mut Release, before: Option<&Due>) {
    if release.due.as_ref() == before {
        return;
    }
    let old = embargo_note(before);
    let new = embargo_note(release.due.as_ref());
    let made = release
        .embargo_notes
        .iter()
        .position(|note| old.as_ref().is_some_and(|old| is_same(&note.words, old)));
    match (made, new) {
        (Some(at), Some(words)) => release.embargo_notes[at].words = words,
        (Some(at), None) => {
            release.embargo_notes.remove(at);
        }
        (None, Some(words)) if release.embargo_notes.is_empty() => {
            release.embargo_notes.push(EmbargoNote { medium: Medium::All, words });
        }
        (None, _) => {}
    }
}

/// Takes away the Sperrvermerk that was made for `due`: what is published at once is not embargoed.
pub(crate) fn lift(release: &mut Release, due: Option<&Due>) {
    if let Some(made) = embargo_note(due) {
        release.embargo_notes.retain(|note| !is_same(&note.words, &made));
    }
}

/// Lets a slot's words follow its time, where they were made for `before` under `due_before`.
pub(crate) fn follow_time(
    slot: &mut PhotoSlot,
    before: &PhotoSlot,
    due_before: Option<&Due>,
    due: Option<&Due>,
    zone: Tz,
) {
    let made = |words: &str| {
        words.trim().is_empty()
            || is_same(words, "Bild folgt")
            || is_same(words, &pending(before, due_before, zone))
    };
    let unchanged = is_same(&slot.pending_words, &before.pending_words);
    if slot.pending_words.trim().is_empty() || (unchanged && made(&before.pending_words)) {
        slot.pending_words = pending(slot, due, zone);
    }
}

/// No-break spaces are a matter of printing.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        text.split([' ', '\u{a0}', '\u{202f}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    plain(one) == plain(other)
}

fn date(time: &CivilTime) -> String {
    wording::date(time.civil.date())
}

fn hour(time: &CivilTime) -> String {
    format!("{} Uhr", wording::clock_time(time.civil.time()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::due::{DEFAULT_ZONE, OnSignal};
    use sperrfrist_release::{ReleaseId, SlotId};

    fn time(text: &str) -> CivilTime {
        CivilTime::parse(text, DEFAULT_ZONE, None).expect("a time")
    }

    fn due(text: &str) -> Option<Due> {
        Some(Due::At(time(text)))
    }

    fn slot(time: PhotoTime, approximate: bool) -> PhotoSlot {
        PhotoSlot { time, approximate, ..PhotoSlot::promised(SlotId::random(), "Bild") }
    }

    #[test]
    fn a_sperrvermerk_is_made_follows_the_time_and_goes_with_it() {
        let mut release = Release::blank(ReleaseId::random());
        let words = |release: &Release| {
            release.embargo_notes.iter().map(|note| note.words.clone()).collect::<Vec<_>>()
        };
        release.due = due("21.11.2023 17:00");
        follow_due(&mut release, None);
        assert_eq!(words(&release), ["Sperrfrist: 21.11.2023, 17:00 Uhr"]);
        release.due = due("21.11.2023 18:15");
        follow_due(&mut release, due("21.11.2023 17:00").as_ref());
        assert_eq!(words(&release), ["Sperrfrist: 21.11.2023, 18:15 Uhr"]);
        release.due = Some(Due::OnSignal(OnSignal { words: "Redebeginn".into(), ..OnSignal::default() }));
        follow_due(&mut release, due("21.11.2023 18:15").as_ref());
        assert_eq!(words(&release), ["Sperrfrist: Redebeginn"]);
        let before = release.due.take();
        follow_due(&mut release, before.as_ref());
        assert_eq!(words(&release), [""; 0]);
    }

    #[test]
    fn a_sperrvermerk_in_the_officers_own_words_stays() {
        let mut release = Release::blank(ReleaseId::random());
        let own = EmbargoNote { medium: Medium::All, words: "Frei ab Dienstag, 17 Uhr".into() };
        release.embargo_notes.push(own.clone());
        release.due = due("21.11.2023 18:15");
        follow_due(&mut release, due("21.11.2023 17:00").as_ref());
        assert_eq!(release.embargo_notes, [own]);
    }

    #[test]
    fn the_words_for_a_photo_to_come_say_when() {
        let five = due("21.11.2023 17:00");
        let words = |time, approximate| pending(&slot(time, approximate), five.as_ref(), DEFAULT_ZONE);
        assert_eq!(words(PhotoTime::WithRelease, true), "Bild folgt");
        assert_eq!(words(PhotoTime::After { minutes: 30 }, true), "Bild folgt gegen 17:30 Uhr");
        assert_eq!(words(PhotoTime::At { time: time("21.11.2023 17:30") }, false), "Bild folgt um 17:30 Uhr");
        assert_eq!(
            words(PhotoTime::At { time: time("22.11.2023 09:00") }, true),
            "Bild folgt am 22.11.2023 gegen 09:00 Uhr"
        );
    }

    #[test]
    fn made_words_follow_and_own_words_stay() {
        let five = due("21.11.2023 17:00");
        let before = PhotoSlot {
            pending_words: "Bild folgt gegen 17:30\u{a0}Uhr".into(),
            ..slot(PhotoTime::After { minutes: 30 }, true)
        };
        let mut moved = PhotoSlot { time: PhotoTime::After { minutes: 45 }, ..before.clone() };
        follow_time(&mut moved, &before, five.as_ref(), five.as_ref(), DEFAULT_ZONE);
        assert_eq!(moved.pending_words, "Bild folgt gegen 17:45 Uhr");

        let mut typed = PhotoSlot { pending_words: "Foto nach dem Festakt".into(), ..moved.clone() };
        follow_time(&mut typed, &moved, five.as_ref(), five.as_ref(), DEFAULT_ZONE);
        assert_eq!(typed.pending_words, "Foto nach dem Festakt");
        let mut later = PhotoSlot { time: PhotoTime::WithRelease, ..typed.clone() };
        follow_time(&mut later, &typed, five.as_ref(), five.as_ref(), DEFAULT_ZONE);
        assert_eq!(later.pending_words, "Foto nach dem Festakt");
    }
}
