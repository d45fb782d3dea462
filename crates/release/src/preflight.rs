//! The rules of the trade, asked before something is planned.
//!
//! First form: what guards the embargo and what a page cannot do without. Each finding names its place, says
//! what is wrong and what to do.

use serde::{Deserialize, Serialize};
use sperrfrist_clock::Reading;
use ts_rs::TS;

use crate::document::{LinkTarget, Release};
use crate::due::Due;
use crate::language::Language;
use crate::photo::{ALT_TEXT_MAX, PhotoSlot, SlotId};
use crate::timetable::Timetable;
use crate::wording;

/// One thing the preflight has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "PreflightFinding")]
pub struct Finding {
    /// Stable name of the rule, such as `embargo.differs`.
    pub code: String,
    pub level: Level,
    pub place: Place,
    /// What is wrong, in a sentence.
    pub sentence: String,
    /// What to do.
    pub remedy: String,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Blocks planning.
    Must,
    Should,
}

/// Where a finding lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Place {
    Due,
    EmbargoNote,
    Headline,
    Dateline,
    Body,
    Contact,
    Link { index: usize },
    Photo { slot: SlotId },
}

/// Whether anything blocks.
#[must_use]
pub fn blocks(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level == Level::Must)
}

/// Asks every rule. `now` is for the rules about the past; without it they are silent.
#[must_use]
pub fn check(release: &Release, now: Option<&Reading>) -> Vec<Finding> {
    let mut found = Vec::new();
    times(release, now, &mut found);
    text(release, &mut found);
    for slot in &release.photos {
        photo(slot, release.language, &mut found);
    }
    found.sort_by_key(|finding| finding.level);
    found
}

fn finding(
    code: &str,
    level: Level,
    place: Place,
    sentence: impl Into<String>,
    remedy: impl Into<String>,
) -> Finding {
    Finding { code: code.into(), level, place, sentence: sentence.into(), remedy: remedy.into() }
}

fn times(release: &Release, now: Option<&Reading>, found: &mut Vec<Finding>) {
    if let Err(error) = Timetable::of(release) {
        found.push(finding(error.code(), Level::Must, Place::Due, error.to_string(), error.next_step()));
    }
    let Some(Due::At(due)) = &release.due else { return };
    if let Some(now) = now
        && due.utc <= now.wall
    {
        found.push(finding(
            "time.past",
            Level::Must,
            Place::Due,
            format!("{} ist schon vorbei.", due.full()),
            "Wählen Sie eine spätere Zeit, oder veröffentlichen Sie sofort.",
        ));
    }
    if let Some(note) = release.online_embargo_note() {
        let stated = crate::import::embargo_time(&note.words, due.zone);
        if stated.is_some_and(|stated| stated.utc != due.utc) {
            found.push(finding(
                "embargo.differs",
                Level::Must,
                Place::EmbargoNote,
                format!("Im Text steht »{}«, geplant ist {}.", note.words, due.full()),
                "Gleichen Sie den Sperrvermerk und den Zeitplan an.",
            ));
        }
    }
    if let Some(date) = release.dateline.date {
        let due_date = due.utc.with_timezone(&due.zone).date_naive();
        if date != due_date {
            found.push(finding(
                "dateline.differs",
                Level::Should,
                Place::Dateline,
                format!(
                    "Vor dem Text steht der {}, öffentlich wird er am {}.",
                    wording::date(date),
                    wording::date(due_date)
                ),
                "Prüfen Sie Datum und Zeitplan.",
            ));
        }
    }
}

fn text(release: &Release, found: &mut Vec<Finding>) {
    if release.headline.trim().is_empty() {
        found.push(finding(
            "headline.missing",
            Level::Must,
            Place::Headline,
            "Die Überschrift fehlt.",
            "Schreiben Sie eine Überschrift.",
        ));
    }
    if release.body.is_blank() {
        found.push(finding(
            "body.missing",
            Level::Must,
            Place::Body,
            "Der Text fehlt.",
            "Schreiben Sie mindestens einen Absatz.",
        ));
    }
    if release.dateline.place.trim().is_empty() {
        found.push(finding(
            "dateline.missing",
            Level::Should,
            Place::Dateline,
            "Ort und Datum vor dem Text fehlen.",
            "Ergänzen Sie zum Beispiel »Dresden (21.11.2023) –«.",
        ));
    }
    let contact = &release.contact;
    if contact.name.trim().is_empty() || (contact.email.trim().is_empty() && contact.numbers.is_empty()) {
        found.push(finding(
            "contact.missing",
            Level::Should,
            Place::Contact,
            "Es fehlt, wen die Presse fragen kann.",
            "Ergänzen Sie Name und Telefon oder E-Mail-Adresse.",
        ));
    }
    let unsafe_links = release.body.content.iter().flat_map(|block| {
        let own = match block {
            crate::body::Block::LinkBlock { attrs, .. } => Some(attrs),
            _ => None,
        };
        own.into_iter().chain(block.runs().flat_map(|run| {
            run.marks.iter().filter_map(|mark| match mark {
                crate::body::Mark::Link { attrs } => Some(attrs),
                _ => None,
            })
        }))
    });
    for href in unsafe_links.filter(|href| !href.is_safe()) {
        found.push(finding(
            "link.unsafe",
            Level::Must,
            Place::Body,
            format!("Der Link »{}« führt nirgends hin.", href.href),
            "Verwenden Sie eine Adresse mit https:// oder mailto:.",
        ));
    }
    for (index, link) in release.links.iter().enumerate() {
        let missing = match &link.target {
            LinkTarget::Address { href } => !crate::body::Href { href: href.clone() }.is_safe(),
            LinkTarget::Photo { slot } => release.slot(*slot).is_none(),
            LinkTarget::Missing => true,
        };
        if missing {
            found.push(finding(
                "link.without_target",
                Level::Should,
                Place::Link { index },
                format!("Der Link »{}« hat kein Ziel.", link.label),
                "Verknüpfen Sie ihn mit einer Adresse oder einem Foto.",
            ));
        }
    }
}

fn photo(slot: &PhotoSlot, language: Language, found: &mut Vec<Finding>) {
    let place = || Place::Photo { slot: slot.id };
    let Some(photo) = &slot.photo else {
        found.push(finding(
            "photo.missing",
            Level::Should,
            place(),
            format!("Für »{}« fehlt das Foto noch.", slot.label),
            format!("Ordnen Sie ein Foto zu. Bis dahin steht auf der Seite »{}«.", slot.pending_words),
        ));
        return;
    };
    let caption = &photo.caption;
    // Of a version it is not enough that the German one has it.
    let language = if language.is_usual() { String::new() } else { format!(" ({})", language.name()) };
    let mut lack = |code: &str, level, missing: bool, sentence: &str, remedy: &str| {
        if missing {
            let sentence = format!("{}{language}.", sentence.trim_end_matches('.'));
            found.push(finding(code, level, place(), sentence, remedy));
        }
    };
    lack(
        "photo.alt_text_missing",
        Level::Must,
        caption.alt_text.trim().is_empty(),
        "Der Alternativtext fehlt.",
        "Beschreiben Sie in ein bis zwei Sätzen, was zu sehen ist.",
    );
    lack(
        "photo.alt_text_long",
        Level::Must,
        caption.alt_text.chars().count() > ALT_TEXT_MAX,
        "Der Alternativtext ist länger als 250 Zeichen.",
        "Kürzen Sie ihn; Einzelheiten gehören in die erweiterte Beschreibung.",
    );
    lack(
        "photo.caption_missing",
        Level::Should,
        caption.caption.trim().is_empty(),
        "Die Bildunterschrift fehlt.",
        "Schreiben Sie, wer wann wo zu sehen ist.",
    );
    lack(
        "photo.credit_missing",
        Level::Should,
        caption.credit.trim().is_empty(),
        "Der Bildnachweis fehlt.",
        "Nennen Sie die Quelle, wie sie gedruckt werden soll.",
    );
    lack(
        "photo.usage_terms_open",
        Level::Should,
        caption.usage_terms.trim().is_empty(),
        "Die Nutzungsrechte sind noch offen.",
        "Legen Sie fest, wie das Foto genutzt werden darf.",
    );
}

/// "geplant ist …" for a due of either kind, for findings and dialogs.
#[must_use]
pub fn due_in_words(due: &Due) -> String {
    match due {
        Due::At(time) => time.full(),
        Due::OnSignal(signal) => match &signal.not_before {
            Some(time) => format!("{}, nicht vor {}", signal.words, time.full()),
            None => signal.words.clone(),
        },
    }
}
