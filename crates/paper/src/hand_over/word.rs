//! A Word file (Office Open XML, ISO/IEC 29500), for houses that go on in Word.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Hyperlink, HyperlinkType, IndentLevel, Level, LevelJc, LevelText,
    NumberFormat, Numbering, NumberingId, Paragraph, RunFonts, SpecialIndentType, Start, StyleType,
};

use super::{Piece, Style, pieces};
use crate::data::Run;
use crate::finding::{Finding, Place};
use crate::letterhead::Colour;
use crate::sheet::Sheet;

/// The only list there is.
const LIST: usize = 2;

/// A typeface that every Word has.
const FONT: &str = "Arial";

/// Half points, as Word counts.
const TEXT_SIZE: usize = 22;

/// The sheet as a Word file. Word breaks lines and pages by itself, so nothing stands in its way that would stand in
/// the way of a PDF.
///
/// # Errors
/// The one finding that it cannot be written.
pub fn docx(sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Finding>> {
    let mut docx = Docx::new()
        // A4 in twentieths of a point.
        .page_size(11_906, 16_838)
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT))
        .default_size(TEXT_SIZE)
        .add_abstract_numbering(bullets())
        .add_numbering(Numbering::new(LIST, LIST));
    for style in styles(sheet) {
        docx = docx.add_style(style);
    }
    for piece in pieces(sheet) {
        docx = docx.add_paragraph(paragraph(&piece));
    }
    let mut file = Cursor::new(Vec::new());
    docx.build().pack(&mut file).map_err(|_| {
        vec![Finding {
            code: "paper.word",
            place: Place::Sheet,
            sentence: "Die Word-Datei lässt sich nicht schreiben.".to_owned(),
            next_step: "Sichern Sie die Meldung als PDF.".to_owned(),
        }]
    })?;
    Ok(file.into_inner())
}

fn bullets() -> AbstractNumbering {
    let bullet =
        Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"));
    AbstractNumbering::new(LIST).add_level(bullet.indent(
        Some(567),
        Some(SpecialIndentType::Hanging(284)),
        None,
        None,
    ))
}

/// Word's own names where it has one, so that its navigation, and a screen reader, know a heading.
fn styles(sheet: &Sheet<'_>) -> Vec<docx_rs::Style> {
    let colours = &sheet.letterhead.colours;
    let of = |style: Style, name: &str| docx_rs::Style::new(id(style), StyleType::Paragraph).name(name);
    let hex = |colour: Colour| colour.to_string().trim_start_matches('#').to_uppercase();
    vec![
        of(Style::Notice, "Sperrvermerk").bold().color(hex(colours.embargo)),
        of(Style::Kind, "Kopfzeile der Meldung").color(hex(colours.muted)),
        of(Style::Headline, "heading 1").bold().size(36).color(hex(colours.accent)).outline_lvl(0),
        of(Style::Standing, "Vermerk").italic(),
        of(Style::Subheading, "heading 2").bold().size(26).outline_lvl(1),
        of(Style::Quote, "Quote").italic().indent(Some(567), None, None, None),
        of(Style::Label, "Zwischentitel").bold(),
        docx_rs::Style::new("Verweis", StyleType::Character)
            .name("Hyperlink")
            .color("0B57D0")
            .underline("single"),
    ]
}

fn id(style: Style) -> &'static str {
    match style {
        Style::Notice => "Sperrvermerk",
        Style::Kind => "Kopf",
        Style::Headline => "Heading1",
        Style::Standing => "Vermerk",
        Style::Subheading => "Heading2",
        Style::Quote => "Quote",
        Style::Label => "Zwischentitel",
        Style::Paragraph | Style::Item | Style::Line => "Normal",
    }
}

fn paragraph(piece: &Piece) -> Paragraph {
    use docx_rs::LineSpacing;
    let after = if matches!(piece.style, Style::Label | Style::Line | Style::Item) { 0 } else { 160 };
    let before = if piece.style == Style::Label { 240 } else { 0 };
    let mut paragraph = Paragraph::new()
        .style(id(piece.style))
        .line_spacing(LineSpacing::new().before(before).after(after).line(276));
    if piece.style == Style::Item {
        paragraph = paragraph.numbering(NumberingId::new(LIST), IndentLevel::new(0));
    }
    for run in &piece.runs {
        paragraph = match &run.href {
            None => paragraph.add_run(set(run)),
            Some(href) => paragraph.add_hyperlink(
                Hyperlink::new(href, HyperlinkType::External).add_run(set(run).style("Verweis")),
            ),
        };
    }
    paragraph
}

fn set(run: &Run) -> docx_rs::Run {
    let mut set = docx_rs::Run::new();
    if run.broken {
        set = set.add_break(BreakType::TextWrapping);
    }
    set = set.add_text(&run.text);
    if run.strong {
        set = set.bold();
    }
    if run.emphasis {
        set = set.italic();
    }
    set
}
