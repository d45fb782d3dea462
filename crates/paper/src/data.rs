//! What the template is given: strings ready to be set, and nothing that it could decide by itself.

use chrono::{DateTime, Datelike, DurationRound, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use sperrfrist_release::body::{Block, Mark, Text};
use sperrfrist_release::document::{Contact, Issuer, LinkTarget};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{Correction, Due, FixedWords, Language, PhotoSlot, Release};

use crate::language::spoken;
use crate::letterhead::{Letterhead, Paint, SidePlace};
use crate::sheet::{Sheet, ShownPhoto, Variant};
use crate::words::{self, trimmed};

#[derive(Serialize)]
pub(crate) struct Data {
    pub lang: &'static str,
    pub region: &'static str,
    pub easy: bool,
    /// Set a little closer, where that saves a page with next to nothing on it.
    pub tight: bool,
    /// Each line filled in turn, where Typst finds no best breaks for a paragraph.
    pub greedy: bool,
    /// Whether a letter and its accent are two characters anywhere; else nothing need be looked for that joins such.
    pub marks: bool,
    pub labels: &'static FixedWords,
    pub look: Look,
    pub kind: String,
    pub issuer: String,
    /// The day of the document; the template falls back on nothing.
    pub date_parts: Option<[i32; 3]>,
    pub printed_date: String,
    pub embargo: Vec<String>,
    pub proof: bool,
    pub headline: String,
    pub standing: Vec<String>,
    pub corrections: Vec<String>,
    pub dateline: String,
    pub blocks: Vec<BlockData>,
    pub links_label: String,
    pub links: Vec<Line>,
    pub photos: Vec<PhotoData>,
    pub contact: Option<ContactData>,
    pub places: Vec<PlaceData>,
    pub note: String,
    pub footnote: String,
    pub website: Option<Line>,
}

#[derive(Serialize)]
pub(crate) struct Look {
    accent: String,
    ink: String,
    muted: String,
    embargo: String,
    /// The ground of the Sperrvermerk.
    tint: String,
    headline_font: &'static str,
    text_font: &'static str,
    pub column_width: f64,
    pub below: bool,
    pub page: (f64, f64),
    bar: &'static str,
    pub left: f64,
    pub right: f64,
    logo: Option<LogoData>,
    wordmark: Vec<String>,
}

#[derive(Serialize)]
struct LogoData {
    alt: String,
    height: f64,
}

#[derive(Serialize)]
pub(crate) struct BlockData {
    /// Its place in the body, counted from 0.
    pub number: usize,
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The runs of each line: one, or one for each item.
    pub lines: Vec<Vec<Run>>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Run {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub href: Option<String>,
    /// A new line before it: Leichte Sprache has one sentence on each.
    pub broken: bool,
}

/// A text that may lead somewhere.
#[derive(Serialize)]
pub(crate) struct Line {
    pub label: String,
    pub text: String,
    pub href: Option<String>,
    /// The slot of a photo that it leads to.
    pub photo: Option<usize>,
    pub pending: String,
    /// The address, where the words do not say it.
    pub address: String,
}

#[derive(Serialize)]
pub(crate) struct PhotoData {
    /// Its slot in the release.
    pub number: usize,
    /// Its file, where it is shown.
    pub file: Option<usize>,
    pub ratio: f64,
    pub alt: String,
    pub caption: String,
    pub credit: String,
    /// What the officer wrote, where it is not.
    pub pending: String,
}

#[derive(Serialize)]
pub(crate) struct ContactData {
    pub label: String,
    pub name: String,
    pub numbers_label: String,
    pub numbers: Vec<Line>,
    pub email: Option<Line>,
    pub footnote: bool,
}

#[derive(Serialize)]
pub(crate) struct PlaceData {
    pub label: String,
    pub lines: Vec<String>,
}

/// The issuer and the contact that are printed: the release's own, or those of the letterhead.
pub(crate) fn issued<'a>(release: &'a Release, letterhead: &'a Letterhead) -> (&'a Issuer, &'a Contact) {
    let issuer = if release.issuer == Issuer::default() { &letterhead.issuer } else { &release.issuer };
    let contact = if release.contact == Contact::default() { &letterhead.contact } else { &release.contact };
    (issuer, contact)
}

/// The day of a document: the one it says, else the one of its time.
pub(crate) fn day(release: &Release) -> Option<NaiveDate> {
    let due = match &release.due {
        Some(Due::At(time)) => Some(time.civil.date()),
        Some(Due::OnSignal(signal)) => signal.expected.as_ref().map(|time| time.civil.date()),
        None => None,
    };
    let printed = || NaiveDate::parse_from_str(release.printed_date.trim(), "%d.%m.%Y").ok();
    release.dateline.date.or(due).or_else(printed).filter(|day| (1900..=2200).contains(&day.year()))
}

impl Data {
    pub fn of(sheet: &Sheet<'_>, shown: &[&ShownPhoto<'_>]) -> Self {
        let release = sheet.release;
        let (issuer, contact) = issued(release, sheet.letterhead);
        let labels = release.language.words();
        let (lang, region) = spoken(release.language);
        let easy = release.language == Language::EasyGerman;
        let printed = trimmed(&release.printed_date);
        let kind = trimmed(&release.kind_label);
        let date = day(release);
        Self {
            lang,
            region,
            easy,
            tight: false,
            greedy: false,
            marks: false,
            labels,
            look: Look::of(sheet.letterhead, easy),
            kind: if kind.is_empty() { labels.kind(release.kind).to_owned() } else { kind },
            issuer: trimmed(&issuer.name),
            date_parts: date.map(|day| [day.year(), day.month().cast_signed(), day.day().cast_signed()]),
            printed_date: printed,
            embargo: embargo(sheet),
            proof: sheet.variant == Variant::Proof,
            headline: trimmed(&release.headline),
            standing: filled(&release.standing_lines),
            corrections: corrected(sheet),
            dateline: trimmed(&release.dateline.words),
            blocks: blocks(release, easy),
            links_label: trimmed(&release.links_label),
            links: links(release, shown),
            photos: photos(release, shown),
            contact: contact_data(contact, labels, !trimmed(&issuer.footnote).is_empty()),
            places: places(issuer),
            note: trimmed(&issuer.accessibility_note),
            footnote: trimmed(issuer.footnote.trim().trim_start_matches('*')),
            website: website(issuer),
        }
    }
}

impl Look {
    fn of(letterhead: &Letterhead, easy: bool) -> Self {
        let Letterhead { colours, fonts, column, page, .. } = letterhead;
        Self {
            accent: colours.accent.to_string(),
            ink: colours.ink.to_string(),
            muted: colours.muted.to_string(),
            embargo: colours.embargo.to_string(),
            tint: colours.embargo.tint().to_string(),
            headline_font: fonts.families().0,
            text_font: fonts.families().1,
            column_width: column.width,
            below: easy || column.place == SidePlace::Below,
            page: page.size.millimetres(),
            bar: match page.bar {
                Paint::Bar => "bar",
                Paint::Field => "field",
                Paint::Nothing => "nothing",
            },
            left: page.left,
            right: page.right,
            logo: letterhead
                .logo
                .as_ref()
                .map(|logo| LogoData { alt: trimmed(&logo.alt), height: logo.height }),
            wordmark: filled(&letterhead.wordmark),
        }
    }
}

fn filled(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| trimmed(line)).filter(|line| !line.is_empty()).collect()
}

/// The Sperrvermerke as written; where there are none, the one that the time makes.
pub(crate) fn embargo(sheet: &Sheet<'_>) -> Vec<String> {
    if sheet.variant == Variant::Public {
        return Vec::new();
    }
    let release = sheet.release;
    let notes: Vec<String> = release.embargo_notes.iter().map(|note| trimmed(&note.words)).collect();
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    match &release.due {
        due @ Some(Due::At(_)) if notes.is_empty() => {
            release.language.words().embargo_note(due.as_ref()).into_iter().collect()
        }
        _ => notes,
    }
}

/// The corrections that are printed: of the text, and of each photo that is shown.
pub(crate) fn corrections<'a>(sheet: &Sheet<'a>) -> Vec<&'a Correction> {
    let is_shown = |slot: &&PhotoSlot| sheet.photos.iter().any(|photo| photo.slot == slot.id);
    let photos = sheet.release.photos.iter().filter(is_shown);
    let photos = photos.filter_map(|slot| slot.photo.as_ref()).flat_map(|photo| &photo.corrections);
    let mut all: Vec<_> = sheet.release.corrections.iter().chain(photos).collect();
    all.sort_by_key(|correction| (correction.at, &correction.notice));
    all.dedup();
    all
}

fn corrected(sheet: &Sheet<'_>) -> Vec<String> {
    let say = sheet.release.language.words();
    let words = |correction: &Correction| {
        let moment = say.calendar.moment(minute(correction.at), DEFAULT_ZONE);
        let notice = trimmed(&correction.notice);
        let stop = if notice.is_empty() || notice.ends_with(['.', '!', '?', '…', '«']) { "" } else { "." };
        format!("{} {moment}: {notice}{stop}", say.corrected)
    };
    corrections(sheet).into_iter().map(words).collect()
}

/// A paper names the minute.
fn minute(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.duration_trunc(TimeDelta::minutes(1)).unwrap_or(instant)
}

fn blocks(release: &Release, easy: bool) -> Vec<BlockData> {
    let mut blocks = Vec::new();
    for (number, block) in release.body.content.iter().enumerate() {
        if block.lines().iter().all(|line| trimmed(line).is_empty()) {
            continue;
        }
        let (kind, lines) = match block {
            Block::Paragraph { content } => ("paragraph", vec![runs(content, easy)]),
            Block::Subheading { content } => ("subheading", vec![runs(content, false)]),
            Block::Quote { content } => ("quote", vec![runs(content, easy)]),
            Block::List { content } => {
                let items = content
                    .iter()
                    .filter(|item| item.content.iter().any(|run| !trimmed(&run.text).is_empty()));
                ("list", items.map(|item| runs(&item.content, easy)).collect())
            }
            Block::LinkBlock { attrs, content } => {
                let href = words::safe(&attrs.href);
                let mut line = runs(content, false);
                for run in &mut line {
                    run.href.clone_from(&href);
                }
                ("link", vec![line])
            }
        };
        blocks.push(BlockData { number, kind, lines });
    }
    blocks
}

fn runs(content: &[Text], easy: bool) -> Vec<Run> {
    let mut line = Vec::new();
    for text in content {
        let mut run = Run { text: words::set(&text.text), ..Run::default() };
        for mark in &text.marks {
            match mark {
                Mark::Strong => run.strong = true,
                Mark::Emphasis => run.emphasis = true,
                Mark::Link { attrs } => run.href = words::safe(&attrs.href),
            }
        }
        if easy {
            line.extend(sentences(&run));
        } else {
            line.push(run);
        }
    }
    line
}

/// One run for each sentence of a run.
fn sentences(run: &Run) -> Vec<Run> {
    let mut parts = crate::words::sentences(&run.text).into_iter();
    let mut lines: Vec<Run> = parts.next().map(|text| Run { text, ..run.clone() }).into_iter().collect();
    lines.extend(parts.map(|text| Run { text, broken: true, ..run.clone() }));
    lines
}

fn links(release: &Release, shown: &[&ShownPhoto<'_>]) -> Vec<Line> {
    let links = release.links.iter().filter(|link| !trimmed(&link.label).is_empty());
    links
        .map(|link| {
            let mut line = Line::plain(&link.label);
            match &link.target {
                LinkTarget::Address { href } => {
                    line.href = words::safe(href);
                    let bare = href.trim().trim_start_matches("https://").trim_start_matches("http://");
                    if line.href.is_some() && !line.text.contains(bare.trim_end_matches('/')) {
                        line.address = trimmed(bare.trim_start_matches("mailto:").trim_end_matches('/'));
                    }
                }
                LinkTarget::Photo { slot } => {
                    if shown.iter().any(|photo| photo.slot == *slot) {
                        line.photo = release.photos.iter().position(|known| known.id == *slot);
                    } else if let Some(slot) = release.slot(*slot) {
                        line.pending = trimmed(&slot.pending_words);
                    }
                }
                LinkTarget::Missing => {}
            }
            line
        })
        .collect()
}

/// The slots in their order; one that says nothing, or of which a link already says it, is left out.
fn photos(release: &Release, shown: &[&ShownPhoto<'_>]) -> Vec<PhotoData> {
    let mut photos = Vec::new();
    for (number, slot) in release.photos.iter().enumerate() {
        let is_linked = release
            .links
            .iter()
            .any(|link| matches!(&link.target, LinkTarget::Photo { slot: named } if *named == slot.id));
        if let Some(file) = shown.iter().position(|photo| photo.slot == slot.id) {
            let photo = shown[file];
            photos.push(PhotoData {
                number,
                file: Some(file),
                ratio: photo.picture.ratio(),
                alt: trimmed(&photo.caption.alt_text),
                caption: trimmed(&photo.caption.caption),
                credit: trimmed(words::credited(&photo.caption.credit)),
                pending: String::new(),
            });
        } else if !is_linked && !trimmed(&slot.pending_words).is_empty() {
            photos.push(PhotoData {
                number,
                file: None,
                ratio: 1.0,
                alt: String::new(),
                caption: String::new(),
                credit: String::new(),
                pending: trimmed(&slot.pending_words),
            });
        }
    }
    photos
}

fn contact_data(contact: &Contact, labels: &FixedWords, is_noted: bool) -> Option<ContactData> {
    let numbers: Vec<Line> = contact
        .numbers
        .iter()
        .filter(|number| !trimmed(&number.number).is_empty())
        .map(|number| {
            let fax = number.label.to_lowercase().contains("fax");
            Line {
                label: trimmed(&number.label),
                href: words::telephone(&number.number).filter(|_| !fax),
                ..Line::plain(&number.number)
            }
        })
        .collect();
    let email = trimmed(&contact.email);
    let email = (!email.is_empty()).then(|| Line {
        label: trimmed(&contact.email_label),
        href: words::mail(&email),
        ..Line::plain(&email)
    });
    let name = trimmed(&contact.name);
    if name.is_empty() && numbers.is_empty() && email.is_none() {
        return None;
    }
    Some(ContactData {
        label: or(label(&contact.label), labels.contact),
        name,
        numbers_label: label(&contact.numbers_label),
        numbers,
        email,
        footnote: contact.email_has_footnote && is_noted,
    })
}

fn places(issuer: &Issuer) -> Vec<PlaceData> {
    let parts = issuer.addresses.iter().chain([&issuer.directions]);
    let of = |part: &sperrfrist_release::document::Labelled| PlaceData {
        label: label(&part.label),
        lines: filled(&part.lines),
    };
    parts.map(of).filter(|place| !place.lines.is_empty()).collect()
}

fn website(issuer: &Issuer) -> Option<Line> {
    let printed = trimmed(&issuer.website);
    (!printed.is_empty()).then(|| Line {
        label: trimmed(&issuer.website_label),
        href: words::website(&printed),
        ..Line::plain(&printed)
    })
}

/// A label without the colon that a bold line of its own does not need.
fn label(words: &str) -> String {
    trimmed(words).trim_end_matches(':').trim_end().to_owned()
}

fn or(words: String, usual: &str) -> String {
    if words.is_empty() { usual.to_owned() } else { words }
}

impl Line {
    fn plain(text: &str) -> Self {
        Self {
            label: String::new(),
            text: trimmed(text),
            href: None,
            photo: None,
            pending: String::new(),
            address: String::new(),
        }
    }
}
