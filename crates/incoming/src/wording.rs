//! What a change takes out and puts in, as one reads it in a list, and whether somebody is quoted there.

use sperrfrist_release::quotation::quoted;

use crate::reading::{Content, Paragraph, Piece, Reading};

/// A change in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    pub old: String,
    pub new: String,
    /// The word before it and the one after it, where the text goes on.
    pub before: String,
    pub after: String,
    /// How many pictures and ends of paragraphs it takes out or puts in.
    pub pictures: usize,
    pub paragraphs: usize,
    /// Whether it lies within what somebody is quoted with.
    pub quoted: bool,
}

impl Reading {
    /// The changes in words, in their order.
    #[must_use]
    pub fn wordings(&self) -> Vec<Wording> {
        let mut wordings = vec![Wording::default(); self.changes.len()];
        for paragraph in &self.paragraphs {
            words(paragraph, &mut wordings);
            quotes(paragraph, &mut wordings, |piece| piece.tracked.inserted.is_none());
            quotes(paragraph, &mut wordings, |piece| piece.tracked.deleted.is_none());
        }
        wordings
    }
}

fn words(paragraph: &Paragraph, wordings: &mut [Wording]) {
    let mut seen = String::new();
    for (at, piece) in paragraph.pieces.iter().enumerate() {
        let tracked = piece.tracked;
        // What one inserted and another took out again is told with who took it out.
        let change = tracked.deleted.or(tracked.inserted);
        let Some(wording) = change.and_then(|change| wordings.get_mut(change)) else {
            if let Content::Text(text) = &piece.content {
                seen.push_str(text);
            }
            continue;
        };
        if wording.old.is_empty() && wording.new.is_empty() && wording.pictures == 0 {
            wording.before = last_word(&seen);
            wording.after = first_word(&paragraph.pieces[at + 1..]);
        }
        match &piece.content {
            Content::Picture(_) => wording.pictures += 1,
            Content::Text(text) if tracked.deleted.is_some() => wording.old.push_str(text),
            Content::Text(text) => wording.new.push_str(text),
        }
        // Inserted by one and deleted by another: for the first it is something new.
        if let (Some(inserted), Some(_), Content::Text(text)) =
            (tracked.inserted, tracked.deleted, &piece.content)
            && let Some(wording) = wordings.get_mut(inserted)
        {
            wording.new.push_str(text);
        }
    }
    for change in [paragraph.end.inserted, paragraph.end.deleted].into_iter().flatten() {
        if let Some(wording) = wordings.get_mut(change) {
            wording.paragraphs += 1;
            if wording.old.is_empty() && wording.new.is_empty() && wording.pictures == 0 {
                wording.before = last_word(&seen);
            }
            let side = if paragraph.end.deleted.is_some() { &mut wording.old } else { &mut wording.new };
            side.push('\n');
        }
    }
}

fn last_word(text: &str) -> String {
    text.split_whitespace().next_back().unwrap_or_default().to_owned()
}

fn first_word(pieces: &[Piece]) -> String {
    let text: String = pieces
        .iter()
        .filter(|piece| !piece.tracked.is_tracked())
        .filter_map(|piece| match &piece.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Picture(_) => None,
        })
        .take(8)
        .collect();
    text.split_whitespace().next().unwrap_or_default().to_owned()
}

/// Marks the changes that lie within a quotation of the text that these pieces make.
fn quotes(paragraph: &Paragraph, wordings: &mut [Wording], is_there: impl Fn(&Piece) -> bool) {
    let mut text = String::new();
    let mut places = Vec::new();
    for piece in &paragraph.pieces {
        let Content::Text(said) = &piece.content else { continue };
        if !is_there(piece) {
            // It leaves a place without words.
            places.push((piece.tracked, text.len()..text.len()));
            continue;
        }
        let start = text.len();
        text.push_str(said);
        if piece.tracked.is_tracked() {
            places.push((piece.tracked, start..text.len()));
        }
    }
    if places.is_empty() {
        return;
    }
    let quotations = quoted(&text);
    for (tracked, place) in places {
        if quotations.iter().any(|said| place.start < said.end && place.end > said.start) {
            for change in [tracked.inserted, tracked.deleted].into_iter().flatten() {
                if let Some(wording) = wordings.get_mut(change) {
                    wording.quoted = true;
                }
            }
        }
    }
}
