//! Leichte Sprache (DIN SPEC 33429): usual words, long ones with a hyphen, months and days in full.

use chrono::Datelike;

use super::{Calendar, FixedWords, Kinds};
use crate::wording;

const DAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

pub(super) static WORDS: FixedWords = FixedWords {
    locale: "de_DE",
    calendar: Calendar {
        date: wording::long_date,
        day: |day| {
            format!("{}, {}", DAYS[day.weekday().num_days_from_monday() as usize], wording::long_date(day))
        },
        hour: |local| {
            let time = wording::short_clock_time(local.time());
            format!("{}\u{a0}Uhr", time.strip_suffix(":00").unwrap_or(&time))
        },
    },
    decimal_mark: ',',
    kinds: Kinds {
        medieninformation: "Medien-Information",
        rede: "Rede",
        statement: "Erklärung",
        terminhinweis: "Termin",
        einladung: "Einladung",
    },
    releases: "Medien-Informationen",
    dated: "vom",
    date: "Datum",
    contact: "Kontakt",
    links: "Hier steht mehr",
    embargo: "Sperr-Frist:",
    proof: "Entwurf. Bitte nicht weiter-geben.",
    corrected: "Wir haben etwas verbessert am",
    page: "Seite",
    of: "von",
    picture_follows: "Ein Bild kommt",
    on: "am",
    at: "um",
    about: "ungefähr um",
    picture_added: "Neues Bild seit",
    credit: "Foto:",
    photo: "Foto",
    photo_for: "Foto zu:",
    picture_description: "Das ist auf dem Bild",
    details: "Mehr zum Foto",
    left_to_right: Some("Von links nach rechts"),
    covered: Some("(Eine Person ist nicht zu erkennen.)"),
    place: "Ort",
    creator: "Das Foto ist von",
    copyright: "Rechte",
    fetch: "{} speichern",
    for_print: "Groß, zum Drucken",
    for_web: "Mittel, für das Internet",
    preview: "Klein",
    thumbnail: "Sehr klein",
    pixels: "Bild-Punkte",
    accessible_pdf: "PDF ohne Barrieren",
    to_content: "Zum Inhalt",
    path: "Sie sind hier",
    other_languages: "Andere Sprachen",
    to_release: "Zum Text:",
};
