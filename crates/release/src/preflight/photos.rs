//! Rules about photos: what has to be said of one, and whether a paper can print it.

use super::{Ask, Flaw, PhotoField, Place, Question, Rule};
use crate::photo::{ALT_TEXT_MAX, Caption, Photo, PhotoSlot};

pub(super) const RULES: &[(Rule, Ask)] = &[
    (Rule::should("photo.missing", "Jedes angekündigte Foto ist da."), missing),
    (Rule::must("photo.alt_text_missing", "Jedes Foto hat einen Alternativtext."), alt_text),
    (Rule::must("photo.alt_text_long", "Kein Alternativtext ist länger als 250 Zeichen."), alt_text_length),
    (Rule::should("photo.caption_missing", "Jedes Foto hat eine Bildunterschrift."), caption),
    (Rule::should("photo.caption_who", "Die Bildunterschriften sagen, wer zu sehen ist."), who),
    (Rule::should("photo.caption_where", "Die Bildunterschriften sagen, wo das war."), place),
    (Rule::should("photo.caption_when", "Die Bildunterschriften sagen, wann das war."), date),
    (Rule::should("photo.credit_missing", "Jedes Foto hat einen Bildnachweis."), credit),
    (Rule::should("photo.usage_terms_open", "Die Nutzungsrechte sind geklärt."), usage_terms),
    (Rule::should("photo.small_for_print", "Die Fotos sind groß genug für den Druck."), size),
];

/// A photo ten by fifteen centimetres at 300 dots per inch, which is what offset printing on paper asks for.
const PRINT: (u32, u32) = (1772, 1181);

fn at(
    slot: &PhotoSlot,
    field: Option<PhotoField>,
    sentence: impl Into<String>,
    remedy: impl Into<String>,
) -> Flaw {
    Flaw::at(Place::Photo { slot: slot.id, field }, sentence, remedy)
}

fn missing(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let slots = &question.release.photos;
    let empty = slots.iter().filter(|slot| slot.photo.is_none());
    let flaws = empty.map(|slot| {
        at(
            slot,
            None,
            format!("Für »{}« fehlt das Foto noch.", slot.label),
            format!("Ordnen Sie ein Foto zu. Bis dahin steht auf der Seite »{}«.", slot.pending_words),
        )
    });
    (!slots.is_empty()).then(|| flaws.collect())
}

/// Asks of each photo that is there; `None` of `flaw` means that there is nothing to ask of this one.
fn each<F>(question: &Question<'_>, flaw: F) -> Option<Vec<Flaw>>
where
    F: Fn(&PhotoSlot, &Photo) -> Option<Option<Flaw>>,
{
    let mut is_asked = false;
    let mut flaws = Vec::new();
    for slot in &question.release.photos {
        let Some(answer) = slot.photo.as_ref().and_then(|photo| flaw(slot, photo)) else { continue };
        is_asked = true;
        flaws.extend(answer);
    }
    is_asked.then_some(flaws)
}

/// Asks of each photo whether a field is filled.
fn filled(question: &Question<'_>, field: PhotoField, sentence: &str, remedy: &str) -> Option<Vec<Flaw>> {
    each(question, |slot, photo| {
        let is_empty = field.of(&photo.caption).trim().is_empty();
        Some(is_empty.then(|| at(slot, Some(field), in_its_language(question, sentence), remedy)))
    })
}

/// Of a version it is not enough that the German one has it: "Der Alternativtext fehlt (Obersorbisch)."
fn in_its_language(question: &Question<'_>, sentence: &str) -> String {
    let language = question.release.language;
    if language.is_usual() {
        return sentence.into();
    }
    format!("{} ({}).", sentence.trim_end_matches('.'), language.name())
}

fn alt_text(question: &Question<'_>) -> Option<Vec<Flaw>> {
    filled(
        question,
        PhotoField::AltText,
        "Der Alternativtext fehlt.",
        "Beschreiben Sie in ein bis zwei Sätzen, was zu sehen ist.",
    )
}

fn alt_text_length(question: &Question<'_>) -> Option<Vec<Flaw>> {
    each(question, |slot, photo| {
        let text = &photo.caption.alt_text;
        let flaw = || {
            at(
                slot,
                Some(PhotoField::AltText),
                "Der Alternativtext ist länger als 250 Zeichen.",
                "Kürzen Sie ihn; Einzelheiten gehören in die erweiterte Beschreibung.",
            )
            .quoting(text)
        };
        (!text.trim().is_empty()).then(|| (text.chars().count() > ALT_TEXT_MAX).then(flaw))
    })
}

fn caption(question: &Question<'_>) -> Option<Vec<Flaw>> {
    filled(
        question,
        PhotoField::Caption,
        "Die Bildunterschrift fehlt.",
        "Schreiben Sie, wer wann wo zu sehen ist.",
    )
}

fn credit(question: &Question<'_>) -> Option<Vec<Flaw>> {
    filled(
        question,
        PhotoField::Credit,
        "Der Bildnachweis fehlt.",
        "Nennen Sie die Quelle, wie sie gedruckt werden soll.",
    )
}

fn usage_terms(question: &Question<'_>) -> Option<Vec<Flaw>> {
    filled(
        question,
        PhotoField::UsageTerms,
        "Die Nutzungsrechte sind noch offen.",
        "Legen Sie fest, wie das Foto genutzt werden darf.",
    )
}

/// Asks of each caption that is written whether it says something.
fn says(
    question: &Question<'_>,
    is_said: impl Fn(&Caption) -> Option<bool>,
    sentence: &str,
    remedy: &str,
) -> Option<Vec<Flaw>> {
    if !question.is_german() {
        return None;
    }
    each(question, |slot, photo| {
        let words = &photo.caption.caption;
        let is_said = if words.trim().is_empty() { None } else { is_said(&photo.caption) }?;
        let flaw = || at(slot, Some(PhotoField::Caption), sentence, remedy).quoting(words);
        Some((!is_said).then(flaw))
    })
}

fn who(question: &Question<'_>) -> Option<Vec<Flaw>> {
    says(
        question,
        |caption| {
            if caption.persons.is_empty() {
                return shows_people(caption).then_some(false);
            }
            let surname = |person: &String| person.split_whitespace().next_back().map(str::to_owned);
            let mut surnames = caption.persons.iter().filter_map(surname);
            Some(surnames.all(|surname| caption.caption.contains(&surname)))
        },
        "Die Bildunterschrift nennt nicht alle, die zu sehen sind.",
        "Nennen Sie Namen und Amt von links nach rechts, und tragen Sie die Personen bei den Angaben ein.",
    )
}

/// Whether what is described is somebody. A crowd is nobody by name.
fn shows_people(caption: &Caption) -> bool {
    const ONE: [&str; 12] = [
        "Frau",
        "Mann",
        "Frauen",
        "Männer",
        "Person",
        "Personen",
        "Ministerin",
        "Minister",
        "Präsidentin",
        "Präsident",
        "Bürgermeisterin",
        "Bürgermeister",
    ];
    caption.alt_text.split(|c: char| !c.is_alphanumeric()).any(|word| ONE.contains(&word))
}

fn place(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let town = question.release.dateline.place.trim();
    says(
        question,
        |caption| {
            let places = [&caption.city, &caption.location].map(|place| place.trim());
            let mut known = places.into_iter().chain([town]).filter(|place| !place.is_empty()).peekable();
            known.peek()?;
            Some(known.any(|place| caption.caption.contains(place)))
        },
        "Die Bildunterschrift sagt nicht, wo das war.",
        "Nennen Sie den Ort.",
    )
}

fn date(question: &Question<'_>) -> Option<Vec<Flaw>> {
    says(
        question,
        |caption| {
            let words = &caption.caption;
            let year = caption.date.map(|date| chrono::Datelike::year(&date).to_string());
            let has_year = year.is_some_and(|year| words.contains(&year));
            Some(has_year || !crate::import::dates(words).is_empty())
        },
        "Die Bildunterschrift sagt nicht, wann das war.",
        "Nennen Sie den Tag.",
    )
}

fn size(question: &Question<'_>) -> Option<Vec<Flaw>> {
    each(question, |slot, _| {
        let (_, (width, height)) = question.known.pixels.iter().find(|(id, _)| *id == slot.id)?;
        let (long, short) = (width.max(height), width.min(height));
        let flaw = || {
            at(
                slot,
                None,
                format!("Das Foto ist mit {width} × {height} Pixeln klein für den Druck."),
                "Nehmen Sie die Datei aus der Kamera und keine verkleinerte: Für 10 × 15 cm sind es 1772 × 1181 Pixel.",
            )
        };
        Some((*long < PRINT.0 || *short < PRINT.1).then(flaw))
    })
}
