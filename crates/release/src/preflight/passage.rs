//! The texts of a release that are read word by word, and what in them is quoted.

use std::ops::Range;

use super::fix::Edit;
use super::place::{PhotoField, Place, Span};
use crate::body::{Block, Body};
use crate::document::Release;
use crate::quotation::{self, Marks, Quotation};

/// A text with its place.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub place: Place,
    pub text: String,
    /// What stands between quotation marks that open and close here, with them.
    pub quotations: Vec<Quotation>,
    /// What somebody else has said, in bytes: it is never changed here. Without its marks.
    quoted: Vec<Range<usize>>,
}

impl Passage {
    pub fn new(place: Place, text: String) -> Self {
        let marks = quotation::marks(&text);
        let quoted = said(&text, &marks);
        Self { place, text, quotations: marks.quotations, quoted }
    }

    /// Whether a part of it is somebody else's words.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.quoted.iter().any(|quoted| range.start < quoted.end && quoted.start < range.end)
    }

    #[cfg(test)]
    pub fn said(&self) -> Vec<String> {
        self.quoted.iter().map(|range| self.text[range.clone()].to_owned()).collect()
    }

    /// Other words for a part of it; `None` within a quotation.
    pub fn replaced(&self, range: &Range<usize>, now: impl Into<String>) -> Option<Edit> {
        (!self.is_quoted(range)).then(|| Edit::Replace {
            place: self.place.clone(),
            span: Span::of(&self.text, range),
            was: self.text[range.clone()].to_owned(),
            now: now.into(),
        })
    }

    /// Whether it is part of the body.
    pub fn is_body(&self) -> bool {
        matches!(self.place, Place::Line { .. })
    }
}

/// Every text that a reader gets to see and somebody has written for this release, in reading order.
pub(super) fn passages(release: &Release) -> Vec<Passage> {
    let note = |index| Place::EmbargoNote { index };
    let head = (0..release.embargo_notes.len()).map(note).chain([Place::Headline]);
    let head = head.chain((0..release.standing_lines.len()).map(|index| Place::StandingLine { index }));
    let head = head.chain([Place::Dateline]);
    let foot = (0..release.links.len()).map(|index| Place::Link { index }).chain([Place::Contact]);
    let photos = release
        .photos
        .iter()
        .flat_map(|slot| PhotoField::WORDS.map(|field| Place::Photo { slot: slot.id, field: Some(field) }));
    let passage = |place: Place| {
        let text = place.text(release).filter(|text| !text.trim().is_empty())?;
        Some(Passage::new(place, text))
    };
    let mut found: Vec<Passage> = head.filter_map(passage).collect();
    found.extend(lines(&release.body));
    found.extend(foot.chain(photos).filter_map(passage));
    found
}

/// The lines of the body. A quotation may run on over several of them.
fn lines(body: &Body) -> Vec<Passage> {
    let mut found = Vec::new();
    for (block, content) in body.content.iter().enumerate() {
        for (line, text) in content.lines().into_iter().enumerate() {
            let mut passage = Passage::new(Place::Line { block, line }, text);
            let is_quote = matches!(content, Block::Quote { .. });
            if is_quote && passage.quotations.is_empty() {
                passage.quoted.push(0..passage.text.len());
            }
            found.push(passage);
        }
    }
    for at in 0..found.len() {
        let Some((_, opener)) = quotation::marks(&found[at].text).open else { continue };
        let closes = |passage: &Passage| {
            let strays = quotation::marks(&passage.text).strays;
            strays.into_iter().find(|(_, sign)| quotation::closes(opener, *sign)).map(|(at, _)| at)
        };
        let end = (at + 1..found.len()).find_map(|later| Some((later, closes(&found[later])?)));
        if let Some((last, end)) = end {
            for passage in &mut found[at + 1..last] {
                passage.quoted.push(0..passage.text.len());
            }
            found[last].quoted.push(0..end);
        }
    }
    found.retain(|passage| !passage.text.trim().is_empty());
    found
}

/// What is between the marks; where they do not close, all that follows.
fn said(text: &str, marks: &Marks) -> Vec<Range<usize>> {
    let inside = |quotation: &Quotation| {
        quotation.range.start + quotation.opener.len_utf8()..quotation.range.end - quotation.closer.len_utf8()
    };
    let open = marks.open.map(|(start, opener)| start + opener.len_utf8()..text.len());
    marks.quotations.iter().map(inside).chain(open).collect()
}
