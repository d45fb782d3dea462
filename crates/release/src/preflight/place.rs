//! Where a finding lies: a text of the release, and a part of it.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::body::{Block, Text};
use crate::document::Release;
use crate::photo::{Caption, SlotId};

/// Where a finding lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Place {
    Due,
    EmbargoNote {
        index: usize,
    },
    Headline,
    StandingLine {
        index: usize,
    },
    Dateline,
    /// The text as a whole.
    Body,
    /// A block of the text; of a list the item `line`, else 0.
    Line {
        block: usize,
        line: usize,
    },
    Contact,
    Number {
        index: usize,
    },
    Link {
        index: usize,
    },
    Photo {
        slot: SlotId,
        /// What is said of the photo; nothing where it concerns the photo itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        field: Option<PhotoField>,
    },
}

/// What is said of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PhotoField {
    Headline,
    Caption,
    AltText,
    ExtendedAltText,
    Credit,
    UsageTerms,
}

/// Part of a text, counted as the window counts: in UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Place {
    /// The slot of the photo that it concerns.
    #[must_use]
    pub fn slot(&self) -> Option<SlotId> {
        match self {
            Self::Photo { slot, .. } => Some(*slot),
            _ => None,
        }
    }

    /// Whether both are the same text, wherever in it. Lines of the body are one: what is put in before them moves them.
    #[must_use]
    pub(super) fn is_same_text(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Line { .. }, Self::Line { .. }) => true,
            _ => self == other,
        }
    }

    /// The text that stands there; `None` where there is none, or no such place.
    #[must_use]
    pub fn text(&self, release: &Release) -> Option<String> {
        match self {
            Self::EmbargoNote { index } => release.embargo_notes.get(*index).map(|note| note.words.clone()),
            Self::Headline => Some(release.headline.clone()),
            Self::StandingLine { index } => release.standing_lines.get(*index).cloned(),
            Self::Dateline => Some(release.dateline.words.clone()),
            Self::Line { block, line } => release.body.content.get(*block)?.lines().get(*line).cloned(),
            Self::Contact => Some(release.contact.name.clone()),
            Self::Number { index } => release.contact.numbers.get(*index).map(|number| number.number.clone()),
            Self::Link { index } => release.links.get(*index).map(|link| link.label.clone()),
            Self::Photo { slot, field: Some(field) } => {
                Some(field.of(&release.slot(*slot)?.photo.as_ref()?.caption).to_owned())
            }
            Self::Photo { field: None, .. } | Self::Due | Self::Body => None,
        }
    }

    /// Writes other words over a part of that text, if it reads `was`; says whether it did.
    pub(super) fn replace(&self, release: &mut Release, span: Span, was: &str, now: &str) -> bool {
        let text = match self {
            Self::EmbargoNote { index } => release.embargo_notes.get_mut(*index).map(|note| &mut note.words),
            Self::Headline => Some(&mut release.headline),
            Self::StandingLine { index } => release.standing_lines.get_mut(*index),
            Self::Dateline => Some(&mut release.dateline.words),
            Self::Line { block, line } => {
                let content = release.body.content.get_mut(*block).and_then(|block| line_mut(block, *line));
                return content.is_some_and(|content| replace_in_runs(content, span, was, now));
            }
            Self::Contact => Some(&mut release.contact.name),
            Self::Number { index } => {
                release.contact.numbers.get_mut(*index).map(|number| &mut number.number)
            }
            Self::Link { index } => release.links.get_mut(*index).map(|link| &mut link.label),
            Self::Photo { slot, field: Some(field) } => {
                let photo = release.slot_mut(*slot).and_then(|slot| slot.photo.as_mut());
                photo.map(|photo| field.of_mut(&mut photo.caption))
            }
            Self::Photo { field: None, .. } | Self::Due | Self::Body => None,
        };
        let Some(text) = text else { return false };
        let Some(range) = span.bytes(text).filter(|range| &text[range.clone()] == was) else { return false };
        text.replace_range(range, now);
        true
    }
}

impl PhotoField {
    pub(super) const WORDS: [Self; 4] = [Self::Headline, Self::Caption, Self::AltText, Self::ExtendedAltText];

    pub(super) fn of(self, caption: &Caption) -> &str {
        match self {
            Self::Headline => &caption.headline,
            Self::Caption => &caption.caption,
            Self::AltText => &caption.alt_text,
            Self::ExtendedAltText => &caption.extended_alt_text,
            Self::Credit => &caption.credit,
            Self::UsageTerms => &caption.usage_terms,
        }
    }

    fn of_mut(self, caption: &mut Caption) -> &mut String {
        match self {
            Self::Headline => &mut caption.headline,
            Self::Caption => &mut caption.caption,
            Self::AltText => &mut caption.alt_text,
            Self::ExtendedAltText => &mut caption.extended_alt_text,
            Self::Credit => &mut caption.credit,
            Self::UsageTerms => &mut caption.usage_terms,
        }
    }
}

impl Span {
    /// From bytes.
    pub(super) fn of(text: &str, range: &Range<usize>) -> Self {
        let units = |text: &str| text.encode_utf16().count();
        let start = units(&text[..range.start]);
        Self { start, end: start + units(&text[range.clone()]) }
    }

    /// In bytes; `None` where it does not lie within the text, or cuts a character.
    #[must_use]
    pub fn bytes(self, text: &str) -> Option<Range<usize>> {
        let at = |units: usize| {
            let mut passed = 0;
            let starts = text.char_indices().map(|(at, c)| {
                let start = passed;
                passed += c.len_utf16();
                (start, at)
            });
            let found = starts.take_while(|(start, _)| *start <= units).last();
            match found {
                Some((start, at)) if start == units => Some(at),
                _ => (text.encode_utf16().count() == units).then_some(text.len()),
            }
        };
        let (start, end) = (at(self.start)?, at(self.end)?);
        (start <= end).then_some(start..end)
    }
}

/// The runs of a line of a block.
fn line_mut(block: &mut Block, line: usize) -> Option<&mut Vec<Text>> {
    match block {
        Block::List { content } => content.get_mut(line).map(|item| &mut item.content),
        Block::Paragraph { content }
        | Block::Subheading { content }
        | Block::Quote { content }
        | Block::LinkBlock { content, .. } => (line == 0).then_some(content),
    }
}

/// The words take the marks of the run in which they begin; the editor knows no empty run.
fn replace_in_runs(runs: &mut Vec<Text>, span: Span, was: &str, now: &str) -> bool {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let Some(range) = span.bytes(&whole).filter(|range| &whole[range.clone()] == was) else { return false };
    let mut passed = 0;
    let mut is_written = false;
    runs.retain_mut(|run| {
        let (from, to) = (passed, passed + run.text.len());
        passed = to;
        let own = range.start.max(from)..range.end.min(to);
        let is_touched = own.start < own.end;
        if is_touched {
            let instead = if std::mem::replace(&mut is_written, true) { "" } else { now };
            run.text.replace_range(own.start - from..own.end - from, instead);
        }
        !(is_touched && run.text.is_empty())
    });
    is_written
}
