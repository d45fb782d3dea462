//! A Word file: a package of parts, one of which is the text.

mod around;
mod fields;
mod numbering;
mod package;
mod pictures;
mod revisions;
mod runs;
mod styles;
mod walk;
mod xml;

use package::{Package, Relations};
use sperrfrist_release::import::MAX_BYTES;

use crate::IncomingError;
use crate::reading::{Content, Leaving, Reading, Source};

pub(crate) fn read(bytes: &[u8]) -> Result<Reading, IncomingError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let text = package.text(&main)?.ok_or(IncomingError::Damaged)?;
    let relations = package.relations(&main)?;
    let mut left_out = Leaving::default();
    around::note(&mut package, &relations, &mut left_out)?;
    let styles = match part_of(&mut package, &relations, "styles")? {
        Some(text) => styles::Styles::read(xml::parse(&text)?.root_element()),
        None => styles::Styles::default(),
    };
    let numbering = match part_of(&mut package, &relations, "numbering")? {
        Some(text) => numbering::Numbering::read(xml::parse(&text)?.root_element()),
        None => numbering::Numbering::default(),
    };

    let tree = xml::parse(&text)?;
    let body = xml::child(tree.root_element(), "body").ok_or(IncomingError::Damaged)?;
    let walked = walk::walk(body, &styles, &numbering, &relations, left_out)?;
    let walk::Walked { mut paragraphs, revisions, pictures, mut left_out } = walked;
    let pictures = pictures::load(pictures, &mut paragraphs, &mut package, &relations, &mut left_out)?;
    let changes = revisions::group(&mut paragraphs, &revisions);
    let says =
        |content: &Content| matches!(content, Content::Text(text) if text.chars().any(char::is_alphanumeric));
    if !paragraphs.iter().flat_map(|paragraph| &paragraph.pieces).any(|piece| says(&piece.content)) {
        return Err(IncomingError::NoText);
    }
    let length = |content: &Content| match content {
        Content::Text(text) => text.len(),
        Content::Picture(_) => 0,
    };
    let pieces = paragraphs.iter().flat_map(|paragraph| &paragraph.pieces);
    if pieces.map(|piece| length(&piece.content)).sum::<usize>() > MAX_BYTES {
        return Err(IncomingError::TooLong);
    }
    Ok(Reading {
        source: Source::Word,
        paragraphs,
        changes,
        pictures,
        left_out: left_out.done(),
        unsure: Vec::new(),
    })
}

fn main_part(package: &mut Package<'_>) -> Result<String, IncomingError> {
    let relations = package.relations("")?;
    let named = relations.into_values().find(|one| one.kind == "officeDocument" && !one.external);
    Ok(named
        .map(|one| one.target)
        .filter(|name| package.has(name))
        .unwrap_or_else(|| "word/document.xml".into()))
}

fn part_of(
    package: &mut Package<'_>,
    relations: &Relations,
    kind: &str,
) -> Result<Option<String>, IncomingError> {
    match relations.values().find(|one| one.kind == kind && !one.external) {
        Some(found) => package.text(&found.target),
        None => Ok(None),
    }
}
