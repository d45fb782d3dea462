//! The walk through the text: paragraphs, tables, and whatever is wrapped around them.

use chrono::NaiveDateTime;
use roxmltree::Node;

use crate::IncomingError;
use crate::reading::{ChangeKind, Content, Leaving, LeftOutKind, Look, Paragraph, Piece, Shape, Tracked};

use super::fields::Fields;
use super::numbering::Numbering;
use super::package::Relations;
use super::pictures::Place;
use super::styles::Styles;
use super::xml::{attribute, child, name, words};

/// How deep elements may stand in each other. Tables within tables within fields are far from it.
const DEEPEST: usize = 200;

/// What the walk has found. Tracked things name revisions, which are not grouped yet.
pub(super) struct Walked {
    pub paragraphs: Vec<Paragraph>,
    pub revisions: Vec<Revision>,
    pub pictures: Vec<Place>,
    pub left_out: Leaving,
}

/// One element that tracks something, as the word processor wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    pub kind: ChangeKind,
    pub author: String,
    pub made: Option<NaiveDateTime>,
    /// Of something moved, the name that both ends share.
    pub moved: Option<String>,
}

/// What surrounds the place that is looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub tracked: Tracked,
    pub href: Option<String>,
    pub depth: usize,
}

impl Around {
    fn deeper(&self) -> Result<Self, IncomingError> {
        let depth = self.depth + 1;
        if depth > DEEPEST { Err(IncomingError::TooDeep) } else { Ok(Self { depth, ..self.clone() }) }
    }
}

pub(super) struct Walk<'a> {
    pub styles: &'a Styles,
    pub numbering: &'a Numbering,
    pub relations: &'a Relations,
    pub found: Walked,
    pub fields: Fields,
    /// The moves that have begun and not ended. Where one begins another may end, so both ends are told apart.
    moves: Vec<Move>,
    /// The paragraph that is being read.
    pub open: Open,
}

/// One end of a move.
struct Move {
    id: String,
    named: String,
    arrives: bool,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub pieces: Vec<Piece>,
    pub style: String,
    pub hidden: String,
}

pub(super) fn walk(
    body: Node<'_, '_>,
    styles: &Styles,
    numbering: &Numbering,
    relations: &Relations,
    left_out: Leaving,
) -> Result<Walked, IncomingError> {
    let found = Walked { paragraphs: Vec::new(), revisions: Vec::new(), pictures: Vec::new(), left_out };
    let mut walk = Walk {
        styles,
        numbering,
        relations,
        found,
        fields: Fields::default(),
        moves: Vec::new(),
        open: Open::default(),
    };
    walk.blocks(body, &Around::default())?;
    walk.fields.end(&mut walk.found.left_out);
    Ok(walk.found)
}

impl Walk<'_> {
    fn blocks(&mut self, node: Node<'_, '_>, around: &Around) -> Result<(), IncomingError> {
        let around = around.deeper()?;
        for one in node.children() {
            match name(one) {
                "p" => self.paragraph(one, &around)?,
                "tbl" => self.table(one, &around)?,
                "sdt" => self.content_control(one, &around, Self::blocks)?,
                "ins" | "del" | "moveFrom" | "moveTo" => {
                    let around = self.tracking(one, &around);
                    self.blocks(one, &around)?;
                }
                "altChunk" => self.found.left_out.note(LeftOutKind::Embedded, "", ""),
                "sectPr" | "tblPr" | "tblGrid" | "sdtPr" => self.formatting(one),
                _ if self.marker(one) => {}
                _ if one.is_element() && !super::xml::is_fallback(one) => self.blocks(one, &around)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, table: Node<'_, '_>, around: &Around) -> Result<(), IncomingError> {
        let around = around.deeper()?;
        if let Some(before) = self.found.paragraphs.last_mut() {
            before.closed = true;
        }
        for one in table.children() {
            match name(one) {
                "tr" => self.row(one, &around)?,
                "sdt" => self.content_control(one, &around, Self::table)?,
                "tblPr" | "tblGrid" => self.formatting(one),
                _ if self.marker(one) => {}
                _ if one.is_element() => self.table(one, &around)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, row: Node<'_, '_>, around: &Around) -> Result<(), IncomingError> {
        let around = self.tracked_by(child(row, "trPr"), ["ins", "del"], around).deeper()?;
        let mut cells = Vec::new();
        self.cells(row, &around, &mut cells)?;
        let short = |cell: &(usize, usize)| {
            cell.1 - cell.0 == 1
                && self.found.paragraphs[cell.0]
                    .pieces
                    .iter()
                    .all(|piece| matches!(&piece.content, Content::Text(text) if text.chars().count() <= 60))
        };
        // A row of short cells is one line: a label and what belongs to it.
        if cells.len() > 1 && cells.iter().all(short) {
            let part = if cells.len() == 2 { " " } else { " | " };
            for cell in &cells[1..] {
                self.found.paragraphs[cell.0].beside = Some(part);
            }
        }
        Ok(())
    }

    fn cells(
        &mut self,
        row: Node<'_, '_>,
        around: &Around,
        cells: &mut Vec<(usize, usize)>,
    ) -> Result<(), IncomingError> {
        let around = around.deeper()?;
        for one in row.children() {
            match name(one) {
                "tc" => {
                    let properties = child(one, "tcPr");
                    let around = self.tracked_by(properties, ["cellIns", "cellDel"], &around);
                    let start = self.found.paragraphs.len();
                    self.blocks(one, &around)?;
                    let end = self.found.paragraphs.len();
                    if let Some(last) = self.found.paragraphs[start..].last_mut() {
                        last.closed = true;
                        cells.push((start, end));
                    }
                }
                "trPr" | "tblPrEx" => self.formatting(one),
                "sdt" | "sdtContent" | "customXml" => self.cells(one, &around, cells)?,
                _ => {
                    self.marker(one);
                }
            }
        }
        Ok(())
    }

    /// A content control; a text that only asks to be replaced is no text.
    fn content_control(
        &mut self,
        control: Node<'_, '_>,
        around: &Around,
        walk: fn(&mut Self, Node<'_, '_>, &Around) -> Result<(), IncomingError>,
    ) -> Result<(), IncomingError> {
        let Some(content) = child(control, "sdtContent") else { return Ok(()) };
        let properties = child(control, "sdtPr");
        if super::xml::switch(properties, "showingPlcHdr") == Some(true) {
            self.found.left_out.note_words(LeftOutKind::Placeholder, "", &words(content));
            return Ok(());
        }
        walk(self, content, &around.deeper()?)
    }

    fn paragraph(&mut self, node: Node<'_, '_>, around: &Around) -> Result<(), IncomingError> {
        let properties = child(node, "pPr");
        let style = properties
            .and_then(|node| child(node, "pStyle"))
            .and_then(|node| attribute(node, "val"))
            .unwrap_or(self.styles.usual())
            .to_owned();
        self.open = Open { style: style.clone(), ..Open::default() };
        self.inline(node, around)?;
        let Open { pieces, hidden, .. } = std::mem::take(&mut self.open);
        let hides = !hidden.trim().is_empty();
        if hides {
            let blank =
                |piece: &Piece| matches!(&piece.content, Content::Text(text) if text.trim().is_empty());
            let whole = pieces.iter().all(blank);
            let kind = if whole { LeftOutKind::HiddenParagraph } else { LeftOutKind::HiddenText };
            self.found.left_out.note(kind, "", &hidden);
            if whole {
                return Ok(());
            }
        }
        let mark = properties.and_then(|node| child(node, "rPr"));
        let end = self.tracked_by(mark, ["ins", "del"], around);
        let end = self.tracked_by(mark, ["moveTo", "moveFrom"], &end).tracked;
        if let Some(properties) = properties {
            self.formatting(properties);
        }
        let shape = match self.styles.heading(&style, properties) {
            Some(level) => Shape::Heading(level),
            None => self
                .styles
                .numbering(&style, properties)
                .map_or(Shape::Plain, |(list, level)| self.numbering.shape(&list, level)),
        };
        self.found.paragraphs.push(Paragraph { pieces, shape, style, end, closed: false, beside: None });
        Ok(())
    }

    /// What stands within a paragraph.
    fn inline(&mut self, node: Node<'_, '_>, around: &Around) -> Result<(), IncomingError> {
        let around = around.deeper()?;
        for one in node.children() {
            match name(one) {
                "r" => self.run(one, &around),
                "pPr" => {}
                "hyperlink" => {
                    let target = super::xml::relation(one, "id").and_then(|id| self.relations.get(id));
                    let href = target.filter(|found| found.external).map(|found| found.target.clone());
                    self.inline(one, &Around { href: href.or(around.href.clone()), ..around.clone() })?;
                }
                "ins" | "del" | "moveFrom" | "moveTo" => {
                    let around = self.tracking(one, &around);
                    self.inline(one, &around)?;
                }
                "fldSimple" => {
                    let code = attribute(one, "instr").unwrap_or_default();
                    let href = self.fields.simple(code, &mut self.found.left_out);
                    self.inline(one, &Around { href: href.or(around.href.clone()), ..around.clone() })?;
                }
                "sdt" => self.content_control(one, &around, Self::inline)?,
                _ if one.tag_name().name() == "oMath" || one.tag_name().name() == "oMathPara" => {
                    self.formula(one);
                }
                _ if self.marker(one) => {}
                _ if one.is_element() && !super::xml::is_fallback(one) => self.inline(one, &around)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn formula(&mut self, node: Node<'_, '_>) {
        let said: String = super::xml::below(node)
            .into_iter()
            .filter(|one| one.is_element() && one.tag_name().name() == "t")
            .filter_map(|one| one.text())
            .collect();
        self.found.left_out.note(LeftOutKind::Formula, "", &said);
    }

    /// The beginnings and ends of ranges, of which only those of moves matter.
    fn marker(&mut self, node: Node<'_, '_>) -> bool {
        let id = || attribute(node, "id").unwrap_or_default().to_owned();
        match name(node) {
            "moveFromRangeStart" | "moveToRangeStart" => {
                let named = attribute(node, "name").unwrap_or_default().to_owned();
                let arrives = name(node) == "moveToRangeStart";
                self.moves.push(Move { id: id(), named, arrives });
                true
            }
            "moveFromRangeEnd" | "moveToRangeEnd" => {
                let id = id();
                self.moves.retain(|open| open.id != id);
                true
            }
            _ => false,
        }
    }

    /// A change of nothing but looks is as it looks now.
    pub fn formatting(&mut self, properties: Node<'_, '_>) {
        for one in super::xml::below(properties) {
            let changed = name(one).ends_with("Change");
            if changed {
                let author = attribute(one, "author").unwrap_or_default();
                self.found.left_out.note(LeftOutKind::Formatting, author, "");
            }
        }
    }

    /// Around what an element puts in or takes out.
    fn tracking(&mut self, element: Node<'_, '_>, around: &Around) -> Around {
        let inserts = matches!(name(element), "ins" | "moveTo" | "cellIns");
        let moved = match name(element) {
            "moveTo" | "moveFrom" => self.moves.iter().rfind(|open| open.arrives == inserts),
            _ => None,
        };
        let moved = moved.map(|open| open.named.clone());
        let revision = Revision {
            kind: ChangeKind::Wording,
            author: attribute(element, "author").unwrap_or_default().trim().to_owned(),
            made: attribute(element, "date").and_then(instant),
            moved,
        };
        let mut around = around.clone();
        let place = if inserts { &mut around.tracked.inserted } else { &mut around.tracked.deleted };
        *place = Some(self.revision(revision));
        around
    }

    fn tracked_by(&mut self, properties: Option<Node<'_, '_>>, by: [&str; 2], around: &Around) -> Around {
        let mut around = around.clone();
        for wanted in by {
            if let Some(element) = properties.and_then(|node| child(node, wanted)) {
                around = self.tracking(element, &around);
            }
        }
        around
    }

    pub fn revision(&mut self, revision: Revision) -> usize {
        match self.found.revisions.last() {
            Some(last) if *last == revision => {}
            _ => self.found.revisions.push(revision),
        }
        self.found.revisions.len() - 1
    }

    /// Adds words to the paragraph that is open.
    pub fn say(&mut self, text: &str, look: &Look, tracked: Tracked) {
        if text.is_empty() {
            return;
        }
        match self.open.pieces.last_mut() {
            Some(Piece { content: Content::Text(said), look: same, tracked: alike })
                if same == look && *alike == tracked =>
            {
                said.push_str(text);
            }
            _ => self.open.pieces.push(Piece {
                content: Content::Text(text.to_owned()),
                look: look.clone(),
                tracked,
            }),
        }
    }
}

/// Word writes the clock on the wall and a Z behind it; neither seconds nor the Z mean anything.
fn instant(text: &str) -> Option<NaiveDateTime> {
    let civil = text.get(..19)?;
    NaiveDateTime::parse_from_str(civil, "%Y-%m-%dT%H:%M:%S").ok()
}
