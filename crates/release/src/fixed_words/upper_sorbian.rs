//! Upper Sorbian. Days and times as in the Unicode CLDR; what nobody could vouch for stays German.

use chrono::Datelike;

use super::{Calendar, FixedWords, Kinds};
use crate::wording;

const DAYS: [&str; 7] = ["pón", "wut", "srj", "štw", "pja", "sob", "nje"];

fn date(day: chrono::NaiveDate) -> String {
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

pub(super) static WORDS: FixedWords = FixedWords {
    locale: "hsb_DE",
    calendar: Calendar {
        date,
        day: |day| format!("{}, {}", DAYS[day.weekday().num_days_from_monday() as usize], date(day)),
        hour: |local| format!("{}\u{a0}hodź.", wording::short_clock_time(local.time())),
    },
    decimal_mark: ',',
    kinds: Kinds {
        medieninformation: "Nowinska zdźělenka",
        rede: "Narěč",
        statement: "Wuprajenje",
        terminhinweis: "Pokazka na termin",
        einladung: "Přeprošenje",
    },
    releases: "Nowinske zdźělenki",
    dated: "z dnja",
    date: "Datum",
    contact: "Kontakt",
    links: "Wotkazy",
    embargo: "Embargo:",
    proof: "Naćisk, nic za wozjewjenje",
    corrected: "Skorigowane dnja",
    page: "Strona",
    of: "z",
    picture_follows: "Wobraz sćěhuje",
    on: "dnja",
    at: "w",
    about: "wokoło",
    picture_added: "Wobraz přidaty",
    credit: "Foto:",
    photo: "Foto",
    photo_for: "Foto k zdźělence:",
    picture_description: "Wopisanje wobraza",
    details: "Podrobnosće",
    left_to_right: None,
    covered: None,
    place: "Městno",
    creator: "Awtor",
    copyright: "Copyright",
    fetch: "{} sćahnyć",
    for_print: "Ćišć",
    for_web: "Web",
    preview: "Přehlad",
    thumbnail: "Miniatura",
    pixels: "px",
    accessible_pdf: "PDF, bjezbarjerny",
    to_content: "K wobsahej",
    path: "Šćežka",
    other_languages: "Druhe rěče",
    to_release: "K zdźělence:",
};
