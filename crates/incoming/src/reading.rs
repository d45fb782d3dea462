//! A text that was read, with its changes still open.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sperrfrist_release::import::Unsure;
use ts_rs::TS;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub source: Source,
    pub paragraphs: Vec<Paragraph>,
    /// In the order in which they begin in the text.
    pub changes: Vec<Change>,
    pub pictures: Vec<Picture>,
    /// In the order of [`LeftOutKind`].
    pub left_out: Vec<LeftOut>,
    /// Of the encoding of a text.
    pub unsure: Vec<Unsure>,
}

/// What a text was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "IncomingSource")]
pub enum Source {
    Word,
    Mail,
    Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    pub pieces: Vec<Piece>,
    pub shape: Shape,
    /// The name of its style; two of the same style belong together sooner.
    pub style: String,
    /// What became of its end: without it, it goes on in the next one.
    pub end: Tracked,
    /// Whether nothing that follows can become part of it, as at the end of a cell.
    pub closed: bool,
    /// Where it stands in a row of a table: what parts it from the cell before.
    pub beside: Option<&'static str>,
}

/// What a paragraph is, as far as its style tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Shape {
    #[default]
    Plain,
    /// With its level, from 1.
    Heading(u8),
    Bullet,
    Numbered(Numbered),
}

/// The place of a paragraph in a numbered list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    pub list: u32,
    pub level: usize,
    /// For every level up to its own: where counting begins, and how the number is written.
    pub levels: Vec<(u32, NumberForm)>,
    /// Such as `%1.%2.`.
    pub pattern: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

/// A part of a paragraph of one look and one history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub content: Content,
    pub look: Look,
    pub tracked: Tracked,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Text(String),
    /// By its place in [`Reading::pictures`].
    Picture(usize),
}

/// How words look, as far as a release knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    pub strong: bool,
    pub emphasis: bool,
    /// Where the words lead.
    pub href: Option<String>,
}

/// The changes something belongs to, by their places in [`Reading::changes`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tracked {
    pub inserted: Option<usize>,
    pub deleted: Option<usize>,
}

impl Tracked {
    /// Whether it is in the text when of each change is said whether it was accepted.
    #[must_use]
    pub fn stays(self, accepted: &[bool]) -> bool {
        let said = |change: usize| accepted.get(change).copied().unwrap_or(false);
        self.inserted.is_none_or(said) && !self.deleted.is_some_and(said)
    }

    #[must_use]
    pub fn is_tracked(self) -> bool {
        self.inserted.is_some() || self.deleted.is_some()
    }
}

/// What one person changed in one place: what was taken out and what was put in belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    /// As written in the file; may be empty.
    pub author: String,
    /// The clock on the author's wall. The file does not say in which zone that is.
    pub made: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "IncomingChangeKind")]
pub enum ChangeKind {
    Wording,
    /// The same words, taken from one place to another.
    Moved,
    /// Struck by hand, without the help of the word processor.
    Struck,
}

/// A picture within the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub bytes: Vec<u8>,
    /// The last part of its name in the file.
    pub file_name: String,
    /// As the author described it; empty where nobody did.
    pub alt_text: String,
    /// Whether the word processor shows only a part of it.
    pub cropped: bool,
}

/// What is not in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub kind: LeftOutKind,
    /// May be shorter than there are, where there is nothing to read.
    pub excerpts: Vec<Excerpt>,
    pub count: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Excerpt {
    /// Who wrote it, or what it is; may be empty.
    pub label: String,
    pub words: String,
}

/// Why something is not in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LeftOutKind {
    Comment,
    HiddenParagraph,
    HiddenText,
    Header,
    Footer,
    TextBox,
    Footnote,
    Endnote,
    Placeholder,
    Formula,
    Symbol,
    Field,
    Embedded,
    Formatting,
    LinkedPicture,
    FramePicture,
    Macro,
    Property,
    MailHead,
    MailHistory,
    MailNote,
    Signature,
    Attachment,
    InlinePicture,
}

/// The list while it grows.
#[derive(Debug, Default)]
pub(crate) struct Leaving {
    found: std::collections::BTreeMap<LeftOutKind, LeftOut>,
}

/// How much of each excerpt is shown, in characters, and how many there are of a kind.
const EXCERPT: usize = 2_000;
const EXCERPTS: usize = 200;

impl Leaving {
    pub fn note(&mut self, kind: LeftOutKind, label: &str, words: &str) {
        let words = words.trim();
        let entry = self.entry(kind);
        entry.count += 1;
        if entry.excerpts.len() < EXCERPTS && !(words.is_empty() && label.is_empty()) {
            let words = match words.char_indices().nth(EXCERPT) {
                Some((end, _)) => format!("{} …", &words[..end]),
                None => words.to_owned(),
            };
            entry.excerpts.push(Excerpt { label: label.trim().to_owned(), words });
        }
    }

    /// Notes it only if it says something.
    pub fn note_words(&mut self, kind: LeftOutKind, label: &str, words: &str) {
        if !words.trim().is_empty() {
            self.note(kind, label, words);
        }
    }

    fn entry(&mut self, kind: LeftOutKind) -> &mut LeftOut {
        self.found.entry(kind).or_insert_with(|| LeftOut { kind, excerpts: Vec::new(), count: 0 })
    }

    pub fn done(self) -> Vec<LeftOut> {
        self.found.into_values().collect()
    }
}
