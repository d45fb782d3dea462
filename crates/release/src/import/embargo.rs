//! From the Sperrvermerke in words to the time that binds us.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::document::{EmbargoNote, Medium};
use crate::due::{Due, OnSignal};

use super::lines::{Block, append};
use super::times::{self, Unstated};
use super::{Reading, inline, marks};

/// The Sperrvermerke of a block, one for each medium.
pub(super) fn notes(block: &Block<'_>, reading: &mut Reading) -> Vec<EmbargoNote> {
    let mut words: Vec<String> = Vec::new();
    for line in &block.lines {
        let line = inline::without_strong(line.text);
        match words.last_mut() {
            Some(last) if marks::bare_embargo(last) => append(last, &line),
            _ => words.push(line),
        }
    }
    let note = |words: String| {
        let media = marks::media(&words);
        if media.len() > 1 {
            reading.unsure(
                "embargo.media",
                "Der Sperrvermerk nennt mehrere Medien; prüfen Sie, welche Zeit für Online gilt.",
                block.no(),
                &*words,
            );
        }
        EmbargoNote { medium: media.first().copied().unwrap_or(Medium::All), words }
    };
    words.into_iter().map(note).collect()
}

/// When the text becomes public, as its Sperrvermerke say. `day` supplies a date that is not said.
pub(super) fn due(
    notes: &[(usize, EmbargoNote)],
    zone: Tz,
    day: Option<NaiveDate>,
    reading: &mut Reading,
) -> Option<Due> {
    // "Bitte Sperrfrist beachten" says nothing of its own where another line says when.
    let binding = |medium| {
        let of_medium = move |(_, note): &&(usize, EmbargoNote)| note.medium == medium;
        notes.iter().filter(of_medium).find(|(_, note)| tells(note)).or_else(|| notes.iter().find(of_medium))
    };
    let Some((no, note)) = binding(Medium::Online).or_else(|| binding(Medium::All)) else {
        if let Some((no, note)) = notes.first() {
            let words = "Der Sperrvermerk gilt nicht für Online-Medien; legen Sie die Zeit selbst fest.";
            reading.unsure("embargo.other_media", words, *no, &*note.words);
        }
        return None;
    };
    let own = |(_, other): &&(usize, EmbargoNote)| other.medium == note.medium && tells(other);
    let read = |note: &EmbargoNote| times::stated(&note.words, zone, day).ok().map(|stated| stated.time.utc);
    if notes.iter().filter(own).any(|(_, other)| read(other) != read(note)) {
        let words = "Zwei Sperrvermerke widersprechen sich; legen Sie die Zeit selbst fest.";
        reading.unsure("embargo.contradiction", words, *no, &*note.words);
        return None;
    }
    if let Some(event) = times::signal(&note.words) {
        return Some(on_signal(event, *no, &note.words, zone, day, reading));
    }
    match times::stated(&note.words, zone, day) {
        Ok(stated) => {
            if stated.assumed {
                let words = format!(
                    "Der Sperrvermerk nennt kein vollständiges Datum; gelesen wurde {}.",
                    stated.time.full()
                );
                reading.unsure("embargo.assumed", words, *no, &*note.words);
            }
            Some(Due::At(stated.time))
        }
        Err(unstated) => {
            let (code, words) = sentence(&unstated);
            reading.unsure(code, words, *no, &*note.words);
            None
        }
    }
}

fn tells(note: &EmbargoNote) -> bool {
    times::says_time(&note.words) || times::signal(&note.words).is_some()
}

fn on_signal(
    event: &str,
    no: usize,
    words: &str,
    zone: Tz,
    day: Option<NaiveDate>,
    reading: &mut Reading,
) -> Due {
    let mut signal = OnSignal { words: event.to_owned(), ..OnSignal::default() };
    let stated = times::stated_roughly(words, zone, day).map(|(stated, _)| stated.time);
    if words.to_lowercase().contains("nicht vor") {
        signal.not_before = stated;
    } else {
        signal.expected = stated;
    }
    if let Some(time) = signal.expected.as_ref().or(signal.not_before.as_ref()) {
        let sentence = format!(
            "Der Sperrvermerk nennt ein Ereignis und die Zeit {}; öffentlich wird die Meldung erst, wenn Sie das \
             Ereignis bestätigen.",
            time.full()
        );
        reading.unsure("embargo.on_signal", sentence, no, words);
    }
    Due::OnSignal(signal)
}

fn sentence(unstated: &Unstated) -> (&'static str, String) {
    let own = |code, words: &str| (code, format!("{words}; legen Sie die Zeit selbst fest."));
    match unstated {
        Unstated::Nothing | Unstated::NoDate => own("embargo.no_time", "Der Sperrvermerk nennt keine Zeit"),
        Unstated::NoHour => own("embargo.no_hour", "Der Sperrvermerk nennt einen Tag, aber keine Uhrzeit"),
        Unstated::Several => own("embargo.several_times", "Der Sperrvermerk nennt mehr als eine Zeit"),
        Unstated::Contradiction => own(
            "embargo.contradiction",
            "Der Sperrvermerk widerspricht sich: Wochentag oder Zeitzone passen nicht zum Datum",
        ),
        Unstated::Approximate => own("embargo.approximate", "Der Sperrvermerk nennt nur eine ungefähre Zeit"),
        Unstated::Civil(error) => (error.code(), format!("{error} {}", error.next_step())),
    }
}
