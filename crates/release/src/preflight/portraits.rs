//! Rules about who is to be seen in a photo: by what right, whether somebody has objected, and whether who was made
//! unrecognisable is named all the same.

use super::{Ask, Flaw, PhotoField, Place, Question, Rule};
use crate::people::Person;
use crate::photo::{Photo, PhotoSlot};

pub(super) const RULES: &[(Rule, Ask)] = &[
    (Rule::must("photo.objection", "Niemand auf den Fotos hat widersprochen."), objection),
    (Rule::must("photo.hidden_named", "Wer unkenntlich ist, wird nicht genannt."), named),
    (Rule::should("photo.ground_open", "Für jede Person ist die Rechtsgrundlage geklärt."), ground),
];

/// Asks about everybody in each photo; `None` where nobody is known to be in any.
fn everybody(
    question: &Question<'_>,
    flaws: impl Fn(&PhotoSlot, &Photo, &Person) -> Vec<Flaw>,
) -> Option<Vec<Flaw>> {
    let mut is_asked = false;
    let mut found = Vec::new();
    for slot in &question.release.photos {
        let Some(photo) = &slot.photo else { continue };
        for person in photo.everybody().iter().filter(|person| !person.name.trim().is_empty()) {
            is_asked = true;
            found.extend(flaws(slot, photo, person));
        }
    }
    is_asked.then_some(found)
}

fn at(
    slot: &PhotoSlot,
    field: Option<PhotoField>,
    sentence: impl Into<String>,
    remedy: impl Into<String>,
) -> Flaw {
    Flaw::at(Place::Photo { slot: slot.id, field }, sentence, remedy)
}

fn objection(question: &Question<'_>) -> Option<Vec<Flaw>> {
    everybody(question, |slot, photo, person| {
        let objection = person.objection.as_ref().filter(|_| !photo.edits.hides(&person.name));
        let flaw = objection.map(|objection| {
            at(
                slot,
                None,
                format!("{} hat widersprochen, auf dem Foto gezeigt zu werden.", person.name.trim()),
                "Nehmen Sie ein anderes Foto, schneiden Sie die Person weg, machen Sie sie unkenntlich, oder nennen \
                 Sie den Grund, aus dem das Foto trotzdem gezeigt wird.",
            )
            .quoting(&objection.words)
        });
        flaw.into_iter().collect()
    })
}

/// Whoever reads the name beside a covered face knows whose it is.
fn named(question: &Question<'_>) -> Option<Vec<Flaw>> {
    everybody(question, |slot, photo, person| {
        if !photo.edits.hides(&person.name) {
            return Vec::new();
        }
        let says = |field: &PhotoField| {
            let surname = person.name.split_whitespace().next_back().unwrap_or_default();
            let mut words = field.of(&photo.caption).split(|c: char| !(c.is_alphanumeric() || c == '-'));
            words.any(|word| word == surname || word.strip_suffix('s') == Some(surname))
        };
        let fields = PhotoField::WORDS.into_iter().filter(says);
        let flaws = fields.map(|field| {
            at(
                slot,
                Some(field),
                format!("{} ist im Foto nicht zu erkennen, wird aber genannt.", person.name.trim()),
                "Streichen Sie den Namen aus den Angaben zum Foto.",
            )
            .quoting(field.of(&photo.caption))
        });
        flaws.collect()
    })
}

fn ground(question: &Question<'_>) -> Option<Vec<Flaw>> {
    everybody(question, |slot, photo, person| {
        let is_open = person.ground.is_none() && !photo.edits.hides(&person.name);
        let flaw = is_open.then(|| {
            at(
                slot,
                None,
                format!("{}: Die Rechtsgrundlage ist noch offen.", person.name.trim()),
                "Sagen Sie bei den Personen, aus welchem Recht das Foto sie zeigt.",
            )
        });
        flaw.into_iter().collect()
    })
}
