//! The verb "read incoming": a Word file or a mail is shown, and nothing of it is kept.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sperrfrist_incoming::{Content, Paragraph, Picture, Reading, Shape, Source, read};
use sperrfrist_photo::{Edits, Limits, PhotoError, Size, clean, renditions};
use sperrfrist_release::Release;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{
    ImportRequest, IncomingChange, IncomingParagraph, IncomingPicture, IncomingPiece, IncomingView,
    LeftOutView, ParagraphRole,
};

impl Desk {
    /// Reads a Word file, a mail or a text: what it says, what is still open in it, and what would be left out.
    ///
    /// # Errors
    /// [`Problem`] where the file is none of these, damaged or too large.
    pub fn read_incoming(&self, bytes: &[u8], request: ImportRequest) -> Result<IncomingView, Problem> {
        // What a file is, its bytes say; its name is the window's.
        let ImportRequest { file_name: _ } = request;
        let reading = read(bytes)?;
        let everything = vec![true; reading.changes.len()];
        let release = reading.release(&everything, self.zone).release;
        let wordings = reading.wordings();
        let changes = reading.changes.iter().zip(wordings).map(|(change, wording)| IncomingChange {
            kind: change.kind,
            author: change.author.clone(),
            made: change.made,
            old: wording.old,
            new: wording.new,
            before: wording.before,
            after: wording.after,
            pictures: wording.pictures,
            paragraphs: wording.paragraphs,
            quoted: wording.quoted,
        });
        Ok(IncomingView {
            source: reading.source,
            changes: changes.collect(),
            pictures: reading.pictures.iter().map(picture).collect(),
            word_count: reading.plain(&everything).split_whitespace().count(),
            paragraphs: paragraphs(&reading, &release),
            left_out: reading
                .left_out
                .into_iter()
                .map(|left| LeftOutView { kind: left.kind, count: left.count, excerpts: left.excerpts })
                .collect(),
        })
    }
}

fn paragraphs(reading: &Reading, release: &Release) -> Vec<IncomingParagraph> {
    let mut heads = vec![
        (ParagraphRole::Kind, squeezed(&release.kind_label)),
        (ParagraphRole::Issuer, squeezed(&release.issuer.name)),
        (ParagraphRole::Headline, squeezed(&release.headline)),
    ];
    let mut shown: Vec<IncomingParagraph> = Vec::new();
    let mut gap = true;
    for paragraph in &reading.paragraphs {
        let text = squeezed(&said(paragraph));
        let head = heads.iter().position(|(_, words)| !words.is_empty() && *words == text);
        let role = match head {
            // Each of them stands in one place.
            Some(at) => heads.remove(at).0,
            None => match paragraph.shape {
                Shape::Heading(_) => ParagraphRole::Subheading,
                Shape::Bullet => ParagraphRole::Item,
                Shape::Plain | Shape::Numbered(_) => ParagraphRole::Plain,
            },
        };
        let lines = reading.source != Source::Word && role == ParagraphRole::Plain;
        if lines && text.is_empty() {
            gap = true;
            continue;
        }
        // The lines of a mail are those of its paragraphs.
        match shown.last_mut().filter(|last| lines && !gap && last.role == ParagraphRole::Plain) {
            Some(last) => {
                let pieces = paragraph.pieces.iter().map(piece);
                last.pieces
                    .extend(pieces.map(|piece| IncomingPiece { text: format!("\n{}", piece.text), ..piece }));
            }
            None => shown.push(IncomingParagraph {
                role,
                pieces: paragraph.pieces.iter().map(piece).collect(),
                end_inserted: paragraph.end.inserted,
                end_deleted: paragraph.end.deleted,
            }),
        }
        gap = false;
    }
    shown
}

/// What a paragraph says with every change accepted.
fn said(paragraph: &Paragraph) -> String {
    let there = paragraph.pieces.iter().filter(|piece| piece.tracked.deleted.is_none());
    there
        .filter_map(|piece| match &piece.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Picture(_) => None,
        })
        .collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn piece(piece: &sperrfrist_incoming::Piece) -> IncomingPiece {
    let (text, picture) = match &piece.content {
        Content::Text(text) => (text.clone(), None),
        Content::Picture(at) => (String::new(), Some(*at)),
    };
    IncomingPiece {
        text,
        picture,
        inserted: piece.tracked.inserted,
        deleted: piece.tracked.deleted,
        strong: piece.look.strong,
        emphasis: piece.look.emphasis,
    }
}

fn picture(picture: &Picture) -> IncomingPicture {
    let drawn = small(&picture.bytes);
    IncomingPicture {
        file_name: picture.file_name.clone(),
        alt_text: picture.alt_text.clone(),
        cropped: picture.cropped,
        thumb: drawn.as_ref().ok().map(|jpeg| format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))),
        refused: drawn.err().map(Problem::from),
    }
}

/// A small picture, drawn anew from the clean file, so that the window never reads a stranger's.
fn small(bytes: &[u8]) -> Result<Vec<u8>, PhotoError> {
    let limits = Limits::default();
    let clean = clean(bytes, &sperrfrist_photo::Caption::default(), &limits)?;
    let size = Size { name: "thumb".into(), long_side: Some(320), quality: 80 };
    let mut drawn = renditions(&clean, &Edits::default(), &clean.caption, &[size], &limits)?;
    Ok(drawn.pop().map(|rendition| rendition.jpeg).unwrap_or_default())
}
