//! The release as others take it over: the words of a mail, and a Word file.
//!
//! Both say what the pages say, in the same order and with the same links; pictures are handed over as files.

mod mail;
mod word;

pub use mail::MailBody;
pub use word::docx;

use crate::data::{ContactData, Data, Line, PhotoData, Run};
use crate::sheet::{Sheet, ShownPhoto};

/// A paragraph: what it is, and its words.
struct Piece {
    style: Style,
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// The Sperrvermerk, or that it is a draft.
    Notice,
    /// Kind, issuer and date.
    Kind,
    Headline,
    /// "Es gilt das gesprochene Wort.", and what was corrected.
    Standing,
    Paragraph,
    Subheading,
    Quote,
    Item,
    /// Over lines that belong together.
    Label,
    /// One of them.
    Line,
}

fn pieces(sheet: &Sheet<'_>) -> Vec<Piece> {
    let in_slots = |photo: &&ShownPhoto<'_>| sheet.release.slot(photo.slot).is_some();
    let shown: Vec<&ShownPhoto<'_>> = sheet.photos.iter().filter(in_slots).collect();
    let data = Data::of(sheet, &shown);
    let mut pieces = Vec::new();
    let mut say = |style: Style, words: &str| {
        if !words.is_empty() {
            pieces.push(Piece { style, runs: vec![run(words)] });
        }
    };
    if data.proof {
        say(Style::Notice, data.labels.proof);
    }
    data.embargo.iter().for_each(|note| say(Style::Notice, note));
    let head = [&data.kind, &data.issuer, &data.printed_date];
    let head: Vec<&str> = head.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    say(Style::Kind, &head.join(" · "));
    say(Style::Headline, &data.headline);
    data.standing.iter().for_each(|line| say(Style::Standing, line));
    data.corrections.iter().for_each(|line| say(Style::Standing, line));
    body(&data, &mut pieces);
    photos(&data.photos, data.labels.credit, &mut pieces);
    links(&data, &mut pieces);
    if let Some(contact) = &data.contact {
        contacted(contact, &mut pieces);
    }
    for place in &data.places {
        section(&place.label, place.lines.iter().map(|line| vec![run(line)]), &mut pieces);
    }
    if let Some(website) = &data.website {
        section("", [line(website)].into_iter(), &mut pieces);
    }
    for words in [&data.note, &data.footnote] {
        section(
            "",
            Some(words).filter(|words| !words.is_empty()).map(|words| vec![run(words)]).into_iter(),
            &mut pieces,
        );
    }
    // What has no ink has no place in XML either.
    pieces.iter_mut().flat_map(|piece| &mut piece.runs).for_each(|run| run.text.retain(|c| !c.is_control()));
    pieces
}

fn body(data: &Data, pieces: &mut Vec<Piece>) {
    let mut dateline = Some(data.dateline.as_str()).filter(|words| !words.is_empty());
    for block in &data.blocks {
        let style = match block.kind {
            "subheading" => Style::Subheading,
            "quote" => Style::Quote,
            "list" => Style::Item,
            _ => Style::Paragraph,
        };
        for line in &block.lines {
            let mut runs = line.clone();
            if block.kind == "paragraph"
                && let Some(words) = dateline.take()
            {
                runs.insert(0, run(&format!("{words} ")));
            }
            pieces.push(Piece { style, runs });
        }
    }
    if let Some(words) = dateline {
        pieces.push(Piece { style: Style::Paragraph, runs: vec![run(words)] });
    }
}

fn photos(photos: &[PhotoData], label: &str, pieces: &mut Vec<Piece>) {
    for photo in photos {
        let credit =
            if photo.credit.is_empty() { String::new() } else { format!("{label} {}", photo.credit) };
        let said = [&photo.caption, &credit, &photo.pending];
        let said: Vec<&str> =
            said.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        if !said.is_empty() {
            pieces.push(Piece { style: Style::Standing, runs: vec![run(&said.join(" "))] });
        }
    }
}

fn links(data: &Data, pieces: &mut Vec<Piece>) {
    let lines = data.links.iter().map(|link| {
        let mut runs = line(link);
        if !link.pending.is_empty() {
            runs.push(run(&format!(" {}", link.pending)));
        }
        runs
    });
    section(&data.links_label, lines, pieces);
}

fn contacted(contact: &ContactData, pieces: &mut Vec<Piece>) {
    let name = Some(&contact.name).filter(|name| !name.is_empty()).map(|name| vec![run(name)]);
    let called =
        Some(&contact.numbers_label).filter(|label| !label.is_empty() && !contact.numbers.is_empty());
    let called = called.map(|label| vec![run(&format!("{label}:"))]);
    let numbers = contact.numbers.iter().map(line);
    let email = contact.email.as_ref().map(line);
    section(&contact.label, name.into_iter().chain(called).chain(numbers).chain(email), pieces);
}

fn section(label: &str, lines: impl Iterator<Item = Vec<Run>>, pieces: &mut Vec<Piece>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    // Where nothing is said over them, an empty label still parts them from what stands before.
    pieces.push(Piece { style: Style::Label, runs: vec![run(label)] });
    pieces.extend(lines.map(|runs| Piece { style: Style::Line, runs }));
}

fn line(line: &Line) -> Vec<Run> {
    let mut runs = Vec::new();
    if !line.label.is_empty() {
        runs.push(run(&format!("{}: ", line.label.trim_end_matches(':'))));
    }
    runs.push(Run { href: line.href.clone(), ..run(&line.text) });
    runs
}

fn run(words: &str) -> Run {
    Run { text: words.to_owned(), ..Run::default() }
}
