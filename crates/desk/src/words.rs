//! The words that follow a time: the Sperrvermerk and what a page says of a photo to come.
//!
//! Only words that were made here are ever replaced; what an officer has written stays.

use chrono_tz::Tz;
use sperrfrist_release::document::{EmbargoNote, Medium};
use sperrfrist_release::printed::is_same;
use sperrfrist_release::{Due, Language, PhotoSlot, Release};

/// The Sperrvermerk that a time makes, in the language of the release.
#[must_use]
pub(crate) fn embargo_note(language: Language, due: Option<&Due>) -> Option<String> {
    language.words().embargo_note(due).map(|words| typed(&words))
}

/// What a page says until a photo is there, in the language of the release.
#[must_use]
pub(crate) fn pending(language: Language, slot: &PhotoSlot, due: Option<&Due>, zone: Tz) -> String {
    typed(&language.words().pending(slot, due, zone))
}

/// As an officer would type it: no-break spaces are a matter of printing.
fn typed(words: &str) -> String {
    words.replace('\u{a0}', " ")
}

/// Lets the Sperrvermerk follow `release.due`: made where there is none, replaced where it was made for
/// `before`.
pub(crate) fn follow_due(release: &mut Release, before: Option<&Due>) {
    if release.due.as_ref() == before {
        return;
    }
    let old = embargo_note(release.language, before);
    let new = embargo_note(release.language, release.due.as_ref());
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
    if let Some(made) = embargo_note(release.language, due) {
        release.embargo_notes.retain(|note| !is_same(&note.words, &made));
    }
}

/// Lets a slot's words follow its time, where they were made for `before` under `due_before`.
pub(crate) fn follow_time(
    language: Language,
    slot: &mut PhotoSlot,
    before: &PhotoSlot,
    (due_before, due): (Option<&Due>, Option<&Due>),
    zone: Tz,
) {
    let made = |words: &str| {
        words.trim().is_empty()
            || is_same(words, language.words().picture_follows)
            || is_same(words, &pending(language, before, due_before, zone))
    };
    let unchanged = is_same(&slot.pending_words, &before.pending_words);
    if slot.pending_words.trim().is_empty() || (unchanged && made(&before.pending_words)) {
        slot.pending_words = pending(language, slot, due, zone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::due::{DEFAULT_ZONE, OnSignal};
    use sperrfrist_release::{CivilTime, PhotoTime, ReleaseId, SlotId};

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
    fn the_words_of_a_version_follow_in_its_language() {
        let mut release = Release { language: Language::English, ..Release::blank(ReleaseId::random()) };
        release.due = due("21.11.2023 17:00");
        follow_due(&mut release, None);
        release.due = due("03.07.2024 18:15");
        follow_due(&mut release, due("21.11.2023 17:00").as_ref());
        assert_eq!(release.embargo_notes.len(), 1);
        assert_eq!(release.embargo_notes[0].words, "Embargo: 3 July 2024, 18:15 CEST");
        let before = PhotoSlot {
            pending_words: "Picture follows around 17:30\u{a0}CET".into(),
            ..slot(PhotoTime::After { minutes: 30 }, true)
        };
        let mut moved = PhotoSlot { time: PhotoTime::After { minutes: 45 }, ..before.clone() };
        let five = due("21.11.2023 17:00");
        follow_time(Language::English, &mut moved, &before, (five.as_ref(), five.as_ref()), DEFAULT_ZONE);
        assert_eq!(moved.pending_words, "Picture follows around 17:45 CET");
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
    fn made_words_follow_and_own_words_stay() {
        let five = due("21.11.2023 17:00");
        let before = PhotoSlot {
            pending_words: "Bild folgt gegen 17:30\u{a0}Uhr".into(),
            ..slot(PhotoTime::After { minutes: 30 }, true)
        };
        let mut moved = PhotoSlot { time: PhotoTime::After { minutes: 45 }, ..before.clone() };
        follow_time(Language::German, &mut moved, &before, (five.as_ref(), five.as_ref()), DEFAULT_ZONE);
        assert_eq!(moved.pending_words, "Bild folgt gegen 17:45 Uhr");

        let mut typed = PhotoSlot { pending_words: "Foto nach dem Festakt".into(), ..moved.clone() };
        follow_time(Language::German, &mut typed, &moved, (five.as_ref(), five.as_ref()), DEFAULT_ZONE);
        assert_eq!(typed.pending_words, "Foto nach dem Festakt");
        let mut later = PhotoSlot { time: PhotoTime::WithRelease, ..typed.clone() };
        follow_time(Language::German, &mut later, &typed, (five.as_ref(), five.as_ref()), DEFAULT_ZONE);
        assert_eq!(later.pending_words, "Foto nach dem Festakt");
    }
}
