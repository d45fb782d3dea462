//! The photos that a text promises: "Ein Bild … wird am 21. November (gegen 17:30 Uhr) bereitgestellt."

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::document::Release;
use crate::due::Due;
use crate::photo::{PhotoSlot, PhotoTime, SlotId};
use crate::wording;

use super::body::Draft;
use super::{Reading, times, words};

/// Whether words speak of a photo.
pub(super) fn speaks_of_photo(text: &str) -> bool {
    words::words(text).any(|word| photo_word(word).is_some())
}

/// "Bild" or "Foto", and whether there are several.
fn photo_word(word: &str) -> Option<(&'static str, bool)> {
    let word = word.to_lowercase();
    let is = |all: &[&str]| all.contains(&word.as_str());
    match () {
        () if is(&["bild", "pressebild", "gruppenbild", "bilddatei"]) => Some(("Bild", false)),
        () if is(&["bilder", "pressebilder", "gruppenbilder"]) => Some(("Bilder", true)),
        () if is(&["bildmaterial", "fotomaterial"]) => Some(("Bildmaterial", false)),
        () if is(&["photo", "picture"]) => Some(("Foto", false)),
        () if is(&["photos", "pictures"]) => Some(("Fotos", true)),
        () if word.ends_with("foto") => Some(("Foto", false)),
        () if word.ends_with("fotos") => Some(("Fotos", true)),
        () => None,
    }
}

/// Makes a slot for a photo that is not there yet.
pub(super) fn promise(label: &str, no: usize, release: &mut Release, reading: &mut Reading) -> SlotId {
    let slot =
        PhotoSlot { pending_words: pending_words(label, ""), ..PhotoSlot::promised(SlotId::random(), label) };
    let id = slot.id;
    release.photos.push(slot);
    reading.slots.insert(id, no);
    id
}

/// "Bild folgt gegen 17:30 Uhr".
fn pending_words(label: &str, when: &str) -> String {
    let (noun, several) = words::words(label).find_map(photo_word).unwrap_or(("Bild", false));
    let verb = if several { "folgen" } else { "folgt" };
    format!("{noun} {verb} {when}").trim_end().to_owned()
}

/// A sentence that promises a photo.
struct Promise<'a> {
    no: usize,
    sentence: &'a str,
}

/// Finds what the text says about the times of its photos, and gives them to the slots.
pub(super) fn times(
    drafts: &[Draft],
    zone: Tz,
    day: Option<NaiveDate>,
    release: &mut Release,
    reading: &mut Reading,
) {
    // More than a few dozen are no press release, and are not worth comparing each with each.
    let promises: Vec<Promise<'_>> = drafts.iter().flat_map(promises).take(30).collect();
    if release.photos.is_empty() {
        for Promise { no, sentence } in &promises {
            let label = label(sentence);
            promise(&label, *no, release, reading);
            reading.unsure(
                "photo.promised",
                "Der Text verspricht ein Foto; dafür wurde ein Platz angelegt.",
                *no,
                label,
            );
        }
    }
    for at in 0..release.photos.len() {
        let slot = &release.photos[at];
        let no = reading.slots.get(&slot.id).copied().unwrap_or_default();
        let said = of_slot(slot, &promises);
        let Some(Promise { no: said_at, sentence }) = said else {
            reading.unsure(
                "photo.no_time",
                "Für dieses Foto nennt der Text keine Zeit; es ist mit der Meldung vorgesehen.",
                no,
                slot.label.clone(),
            );
            continue;
        };
        let due = release.due.clone();
        let slot = &mut release.photos[at];
        let from = slot.label.clone();
        if let Some(minutes) = minutes_after(sentence) {
            slot.time = PhotoTime::After { minutes };
            let words = format!("Das Foto »{from}« ist {minutes} Minuten nach der Meldung vorgesehen.");
            reading.unsure("photo.after", words, *said_at, *sentence);
        } else {
            fixed(slot, sentence, *said_at, zone, day, due.as_ref(), reading);
        }
    }
}

fn fixed(
    slot: &mut PhotoSlot,
    sentence: &str,
    no: usize,
    zone: Tz,
    day: Option<NaiveDate>,
    due: Option<&Due>,
    reading: &mut Reading,
) {
    let Some((stated, approximate)) = times::stated_roughly(sentence, zone, day) else {
        reading.unsure(
            "photo.no_time",
            "Für dieses Foto nennt der Text keine eindeutige Zeit; es ist mit der Meldung vorgesehen.",
            no,
            sentence,
        );
        return;
    };
    let time = stated.time;
    let hour = wording::clock_time(time.civil.time());
    let said = if approximate { format!("gegen {hour} Uhr") } else { format!("um {hour} Uhr") };
    let same_day = day.is_none_or(|day| day == time.civil.date());
    let when = if same_day { said } else { format!("am {} {said}", wording::date(time.civil.date())) };
    slot.pending_words = pending_words(&slot.label, &when);
    slot.approximate = approximate;
    if approximate || stated.assumed {
        let why = match (approximate, stated.assumed) {
            (true, true) => "der Text nennt die Zeit nur ungefähr, und das Datum wurde ergänzt",
            (true, false) => "der Text nennt die Zeit nur ungefähr",
            _ => "das Datum wurde ergänzt",
        };
        let planned = format!("Das Foto »{}« ist für {} vorgesehen; {why}.", slot.label, time.full());
        reading.unsure("photo.time", planned, no, sentence);
    }
    if let Some(Due::At(release)) = due
        && time.utc < release.utc
    {
        let earlier = format!("Das Foto »{}« wäre vor der Meldung öffentlich.", slot.label);
        reading.unsure("photo.before_release", earlier, no, sentence);
    }
    slot.time = PhotoTime::At { time };
}

/// The promise that shares most words with the label of a slot.
fn of_slot<'p, 'a>(slot: &PhotoSlot, promises: &'p [Promise<'a>]) -> Option<&'p Promise<'a>> {
    let label: Vec<String> = words::words(&slot.label).map(str::to_lowercase).collect();
    let shared = |promise: &&Promise<'_>| {
        let said: std::collections::HashSet<String> =
            words::words(promise.sentence).map(str::to_lowercase).collect();
        label.iter().filter(|word| said.contains(*word)).count()
    };
    // Of equals the first, hence the reversed order.
    promises.iter().rev().max_by_key(shared)
}

fn promises(draft: &Draft) -> impl Iterator<Item = Promise<'_>> {
    let (no, text) = match draft {
        Draft::Paragraph { no, text } => (*no, text.as_str()),
        _ => (0, ""),
    };
    sentences(text)
        .into_iter()
        .filter(|sentence| speaks_of_photo(sentence) && is_promise(sentence))
        .map(move |sentence| Promise { no, sentence })
}

fn is_promise(sentence: &str) -> bool {
    const WORDS: [&str; 13] = [
        "bereitgestellt",
        "bereit gestellt",
        "zur verfügung",
        "folgt",
        "folgen",
        "nachgereicht",
        "abrufbar",
        "verfügbar",
        "veröffentlicht",
        "eingestellt",
        "available",
        "provided",
        "bereit stehen",
    ];
    let sentence = sentence.to_lowercase();
    WORDS.iter().any(|word| sentence.contains(word))
}

/// The sentences of a paragraph; "21. November", "Prof. Popp" and "z. B." do not end one.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let rest = &text[at + 1..];
        let last = text[start..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let short = last.chars().count() <= 4 && !last.starts_with(char::is_lowercase);
        let begins = rest.trim_start().starts_with(|c: char| c.is_uppercase() || "»„\"".contains(c));
        if rest.starts_with(char::is_whitespace) && begins && !short {
            sentences.push(text[start..=at].trim());
            start = at + 1;
        }
    }
    sentences.push(text[start..].trim());
    sentences
}

/// "Bild von der Unterzeichnung": from the word for the photo to the verb.
fn label(sentence: &str) -> String {
    const ENDS: [&str; 14] = [
        "wird", "werden", "steht", "stehen", "folgt", "folgen", "finden", "durch", "ist", "sind", "im", "am",
        "will", "are",
    ];
    let from = sentence.split_whitespace().skip_while(|word| !speaks_of_photo(word));
    let mut label = String::new();
    for word in from
        .take(8)
        .enumerate()
        .take_while(|(at, word)| *at == 0 || !ENDS.contains(word))
        .map(|(_, word)| word)
    {
        super::lines::append(&mut label, word);
    }
    label.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// "30 Minuten nach dem Ende der Sperrfrist".
fn minutes_after(sentence: &str) -> Option<u32> {
    let words: Vec<&str> = words::words(sentence).collect();
    words.windows(3).find_map(|three| match three {
        [number, "Minuten", "nach" | "später"] => number.parse().ok().filter(|minutes| *minutes <= 1_440),
        _ => None,
    })
}
