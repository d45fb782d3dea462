//! What a Word file holds around its text: comments, headers, notes, properties.

use roxmltree::Node;

use crate::IncomingError;
use crate::reading::{Leaving, LeftOutKind};

use super::package::{Package, Relations};
use super::xml::{attribute, below, name, parse, relation, words};

/// Lists all that is around the text.
pub(super) fn note(
    package: &mut Package<'_>,
    relations: &Relations,
    left_out: &mut Leaving,
) -> Result<(), IncomingError> {
    let mut parts: Vec<_> = relations.values().filter(|one| !one.external).collect();
    parts.sort_by(|one, other| one.target.cmp(&other.target));
    for part in parts {
        match part.kind.as_str() {
            "comments" => each(package, &part.target, |node| {
                if name(node) == "comment" {
                    let author = attribute(node, "author").unwrap_or_default();
                    left_out.note(LeftOutKind::Comment, author, &words(node));
                }
            })?,
            "footnotes" => notes(package, &part.target, "footnote", LeftOutKind::Footnote, left_out)?,
            "endnotes" => notes(package, &part.target, "endnote", LeftOutKind::Endnote, left_out)?,
            "header" => frame(package, &part.target, LeftOutKind::Header, left_out)?,
            "footer" => frame(package, &part.target, LeftOutKind::Footer, left_out)?,
            "vbaProject" => left_out.note(LeftOutKind::Macro, "", ""),
            _ => {}
        }
    }
    properties(package, left_out)
}

fn each(
    package: &mut Package<'_>,
    part: &str,
    mut see: impl FnMut(Node<'_, '_>),
) -> Result<(), IncomingError> {
    let Some(text) = package.text(part)? else { return Ok(()) };
    parse(&text)?.root_element().children().for_each(&mut see);
    Ok(())
}

/// The notes themselves; what is drawn between them and the text has a type.
fn notes(
    package: &mut Package<'_>,
    part: &str,
    wanted: &str,
    kind: LeftOutKind,
    left_out: &mut Leaving,
) -> Result<(), IncomingError> {
    each(package, part, |node| {
        let usual = matches!(attribute(node, "type"), None | Some("normal"));
        if name(node) == wanted && usual {
            left_out.note_words(kind, "", &words(node));
        }
    })
}

fn frame(
    package: &mut Package<'_>,
    part: &str,
    kind: LeftOutKind,
    left_out: &mut Leaving,
) -> Result<(), IncomingError> {
    let Some(text) = package.text(part)? else { return Ok(()) };
    let tree = parse(&text)?;
    left_out.note_words(kind, "", &words(tree.root_element()));
    for one in below(tree.root_element()) {
        let picture = match one.tag_name().name() {
            "blip" => relation(one, "embed"),
            "imagedata" => relation(one, "id"),
            _ => None,
        };
        if picture.is_some() {
            left_out.note(LeftOutKind::FramePicture, "", "");
        }
    }
    Ok(())
}

/// What the file tells of those who made it, by the names of its elements.
const PROPERTIES: [(&str, &str); 19] = [
    ("creator", "Verfasser"),
    ("lastModifiedBy", "Zuletzt geändert von"),
    ("Manager", "Manager"),
    ("Company", "Firma"),
    ("TotalTime", "Bearbeitungszeit"),
    ("created", "Erstellt"),
    ("modified", "Geändert"),
    ("lastPrinted", "Gedruckt"),
    ("revision", "Zahl der Speicherungen"),
    ("title", "Titel"),
    ("subject", "Betreff"),
    ("description", "Kommentar"),
    ("keywords", "Stichwörter"),
    ("category", "Kategorie"),
    ("contentStatus", "Status"),
    ("Template", "Vorlage"),
    ("HyperlinkBase", "Basis der Links"),
    ("identifier", "Kennung"),
    ("version", "Version"),
];

fn properties(package: &mut Package<'_>, left_out: &mut Leaving) -> Result<(), IncomingError> {
    let relations = package.relations("")?;
    let mut said: Vec<(usize, String)> = Vec::new();
    let mut own: Vec<(String, String)> = Vec::new();
    for part in relations.values().filter(|one| !one.external) {
        match part.kind.as_str() {
            "core-properties" | "extended-properties" => each(package, &part.target, |node| {
                let at = PROPERTIES.iter().position(|(element, _)| *element == node.tag_name().name());
                let value = node.text().unwrap_or_default().trim();
                let nothing = value.is_empty() || node.tag_name().name() == "TotalTime" && value == "0";
                if let Some(at) = at.filter(|_| !nothing) {
                    said.push((at, value.to_owned()));
                }
            })?,
            "custom-properties" => each(package, &part.target, |node| {
                if let Some(named) = node.attribute("name") {
                    let value: String =
                        node.descendants().filter_map(|one| one.text().filter(|_| one.is_text())).collect();
                    own.push((named.to_owned(), value));
                }
            })?,
            _ => {}
        }
    }
    said.sort();
    for (at, value) in said {
        let (element, label) = PROPERTIES[at];
        let value = if element == "TotalTime" { format!("{value} Minuten") } else { value };
        left_out.note(LeftOutKind::Property, label, &value);
    }
    for (named, value) in own {
        left_out.note(LeftOutKind::Property, &named, &value);
    }
    Ok(())
}
