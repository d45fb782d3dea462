//! Reads a Medieninformation from plain text.
//!
//! The law: the words of the imported release, labels included, are the words of the file, each as often as
//! there. What finds no place is kept in `Release::unplaced`, and what was guessed is listed. Not in here:
//! files; whoever opened one hands over its bytes.

mod body;
mod column;
mod dateline;
mod decode;
mod embargo;
mod head;
mod inline;
#[cfg(test)]
mod law;
mod lines;
mod links;
mod marks;
mod parts;
mod photos;
mod quotes;
mod roles;
mod scan;
mod styled;
mod times;
mod weekdays;
mod words;

use std::collections::HashMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::body::{Block, Body};
use crate::document::{Dateline, EmbargoNote, Issuer, Kind, Release, ReleaseId};
use crate::due::Due;
use crate::photo::SlotId;
use crate::plain;

pub use decode::{Binary, Decoded, ImportError, MAX_BYTES, decode};
pub use styled::{Shape as StyledShape, Styled, read_styled};
pub use times::embargo_time;
pub(crate) use weekdays::{Misdated, dates, misdated, naming};

use self::body::Draft;
use head::Head;
use roles::{Item, Role};

/// A release as it was read, with what its reader should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    pub release: Release,
    /// In the order of the file.
    pub unsure: Vec<Unsure>,
}

/// Something the import had to guess, or could not place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unsure {
    /// Stable name, such as `paragraph.joined`.
    pub code: String,
    /// What was done and why it may be wrong.
    pub sentence: String,
    /// Line of the file, from 1; 0 where something is missing from it altogether.
    pub line: usize,
    /// The words in question; may be empty.
    pub words: String,
}

impl Unsure {
    fn new(code: &str, sentence: impl Into<String>, line: usize, words: impl Into<String>) -> Self {
        Self { code: code.into(), sentence: sentence.into(), line, words: words.into() }
    }
}

/// Reads the text of a release. Nothing is refused: what cannot be understood becomes paragraphs.
#[must_use]
pub fn read(text: &str, zone: Tz) -> Imported {
    let imported = understand(text, zone);
    if keeps_every_word(text, &imported.release) { imported } else { verbatim(text) }
}

/// What is noted while reading.
#[derive(Debug, Default)]
struct Reading {
    unsure: Vec<Unsure>,
    unplaced: Vec<(usize, String)>,
    /// The slots made so far, and the line each was promised in.
    slots: HashMap<SlotId, usize>,
}

impl Reading {
    fn unsure(&mut self, code: &str, sentence: impl Into<String>, line: usize, words: impl Into<String>) {
        self.unsure.push(Unsure::new(code, sentence, line, words));
    }

    fn unplaced(&mut self, words: &str, line: usize) {
        if words::any(words) {
            self.unplaced.push((line, words.trim().to_owned()));
        }
    }

    fn unplaced_block(&mut self, block: &lines::Block<'_>) {
        for line in &block.lines {
            self.unplaced(line.text, line.no);
        }
    }
}

fn understand(text: &str, zone: Tz) -> Imported {
    let mut reading = Reading::default();
    let mut release = Release { kind_label: String::new(), ..Release::blank(ReleaseId::random()) };
    let mut column = column::Column::default();
    let items = roles::assign(lines::blocks(text), &mut column, &mut reading);
    let head = head::of(&items, &mut reading);
    let notes = place_marks(&items, &head, &mut release, &mut reading);
    let mut drafts = body::collect(&items, &head, &mut release, &mut reading);
    place_dateline(&mut drafts, column.dated.take(), &mut release);
    release.issuer = Issuer { name: std::mem::take(&mut release.issuer.name), ..column.issuer };
    release.contact = column.contact;
    release.printed_date = column.printed_date;
    let day = release.dateline.date;
    release.due = embargo::due(&notes, zone, day, &mut reading);
    release.embargo_notes = notes.into_iter().map(|(_, note)| note).collect();
    release.body = body::finish(&drafts, &mut release, &mut reading);
    let day = match &release.due {
        Some(Due::At(time)) => Some(time.civil.date()),
        _ => day,
    };
    photos::times(&drafts, zone, day, &mut release, &mut reading);
    name_what_is_missing(&release, &mut reading);
    finish(release, reading)
}

/// Gives the lines that say what they are their places, and the lines of the head theirs.
fn place_marks(
    items: &[Item<'_>],
    head: &Head,
    release: &mut Release,
    reading: &mut Reading,
) -> Vec<(usize, EmbargoNote)> {
    let words = |at: usize| inline::without_strong(&items[at].block.joined());
    if let Some(headline) = head.headline {
        release.headline = words(headline);
        let block = &items[headline].block;
        if block.lines.len() > 1 {
            reading.unsure(
                "headline.lines",
                "Die Überschrift steht auf mehreren Zeilen; vielleicht ist ein Teil davon eine Unterzeile.",
                block.no(),
                &*release.headline,
            );
        }
        release.kind = marks::kind_of_headline(&release.headline).unwrap_or(release.kind);
    }
    if let Some(issuer) = head.issuer {
        release.issuer.name = issuer_name(&items[issuer].block);
    }
    if let Some(at) = head.kind {
        release.kind_label = words(at);
        if let Role::Kind(kind) = items[at].role {
            release.kind = kind;
        }
    }
    for at in &head.spare {
        reading.unplaced_block(&items[*at].block);
    }
    let mut notes = Vec::new();
    for (at, Item { block, role }) in items.iter().enumerate() {
        match role {
            Role::Embargo => {
                notes.extend(embargo::notes(block, reading).into_iter().map(|note| (block.no(), note)));
            }
            Role::Standing => release.standing_lines.push(words(at)),
            Role::Page | Role::Mail => reading.unplaced_block(block),
            Role::LinksLabel if at < head.start => reading.unplaced_block(block),
            Role::Link if at < head.start => {
                for line in &block.lines {
                    for link in links::of_line(line.text).unwrap_or_default() {
                        links::place(&link, line.no, release, reading);
                    }
                }
            }
            _ => {}
        }
    }
    notes
}

/// "Stadt Musterhausen" above "Pressestelle" are two parts of a name; a line in small letters goes on.
fn issuer_name(block: &lines::Block<'_>) -> String {
    let mut name = String::new();
    for line in &block.lines {
        let line = inline::without_strong(line.text);
        if line.starts_with(char::is_lowercase) || name.is_empty() || lines::ends_in_hyphen(&name) {
            lines::append(&mut name, &line);
        } else {
            name.push_str(", ");
            name.push_str(&line);
        }
    }
    name
}

/// Takes the dateline off the first paragraph; a dated line of the letterhead may stand in for it.
fn place_dateline(drafts: &mut Vec<Draft>, dated: Option<Dateline>, release: &mut Release) {
    let first = drafts.iter().position(|draft| matches!(draft, Draft::Paragraph { .. }));
    if let Some(at) = first
        && let Draft::Paragraph { text, .. } = &mut drafts[at]
        && let Some((dateline, length)) = dateline::parse(text)
    {
        release.dateline = dateline;
        *text = text[length..].trim_start().to_owned();
        if text.is_empty() {
            drafts.remove(at);
        }
    } else if let Some(dated) = dated {
        release.dateline = dated;
    }
}

fn name_what_is_missing(release: &Release, reading: &mut Reading) {
    let mut missing = |is: bool, code: &str, sentence: &str| {
        if is {
            reading.unsure(code, sentence, 0, "");
        }
    };
    missing(
        release.kind_label.is_empty() && release.kind == Kind::Medieninformation,
        "kind.missing",
        "Der Text sagt nicht, was er ist; er wurde als Medieninformation gelesen.",
    );
    missing(
        release.issuer.name.is_empty(),
        "issuer.missing",
        "Wer die Meldung herausgibt, wurde nicht gefunden.",
    );
    missing(release.headline.is_empty(), "headline.missing", "Eine Überschrift wurde nicht gefunden.");
    missing(release.embargo_notes.is_empty(), "embargo.missing", "Ein Sperrvermerk wurde nicht gefunden.");
    missing(
        release.dateline.date.is_none() && release.dateline.place.is_empty(),
        "dateline.missing",
        "Ort und Datum vor dem Text wurden nicht gefunden.",
    );
    let contact = &release.contact;
    missing(
        contact.name.is_empty() && contact.email.is_empty() && contact.numbers.is_empty(),
        "contact.missing",
        "Ein Kontakt für die Presse wurde nicht gefunden.",
    );
}

fn finish(mut release: Release, mut reading: Reading) -> Imported {
    reading.unplaced.sort_by_key(|(line, _)| *line);
    let mut last = None;
    for (line, words) in &reading.unplaced {
        // Lines that stand together are one thing to look at.
        match (last, reading.unsure.last_mut()) {
            (Some(before), Some(note)) if line - before <= 1 => {
                note.words.push_str(" / ");
                note.words.push_str(words);
            }
            _ => reading.unsure.push(Unsure::new(
                "text.unplaced",
                "Für diesen Text gibt es keinen Platz; er steht unter »Nicht zugeordnet«.",
                *line,
                &**words,
            )),
        }
        last = Some(*line);
    }
    release.unplaced = reading.unplaced.into_iter().map(|(_, words)| words).collect();
    reading.unsure.sort_by_key(|unsure| unsure.line);
    Imported { release, unsure: reading.unsure }
}

/// The law, asked of every import.
fn keeps_every_word(text: &str, release: &Release) -> bool {
    let lines = plain::lines(release);
    words::count([text]) == words::count(lines.iter().map(String::as_str))
}

/// Every line as a paragraph: what is left to do for a text that cannot be taken apart without loss.
fn verbatim(text: &str) -> Imported {
    let lines = text.lines().map(str::trim).filter(|line| words::any(line));
    let release = Release {
        kind_label: String::new(),
        body: Body::of(lines.map(Block::paragraph).collect()),
        ..Release::blank(ReleaseId::random())
    };
    let sentence = "Der Text ließ sich nicht ohne Verlust zerlegen; jede Zeile wurde ein Absatz.";
    Imported { release, unsure: vec![Unsure::new("import.verbatim", sentence, 1, "")] }
}
