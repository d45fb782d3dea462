//! The names of WordprocessingML, in the namespace that Word writes and in the strict one.

use roxmltree::{Document, Node, ParsingOptions};

use crate::IncomingError;

const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// How many elements and texts one part may have.
const NODES: u32 = 3_000_000;

/// A part as a tree. A document type is refused, and with it every entity but the five.
pub(super) fn parse(text: &str) -> Result<Document<'_>, IncomingError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected | roxmltree::Error::NodesLimitReached => IncomingError::Bomb,
        _ => IncomingError::Damaged,
    })
}

/// The local name of an element of WordprocessingML; empty for every other node.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    let tag = node.tag_name();
    if node.is_element() && tag.namespace().is_some_and(|space| MAIN.contains(&space)) {
        tag.name()
    } else {
        ""
    }
}

/// An attribute by its local name, in the namespace of the elements or in none.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mine = |space: Option<&str>| space.is_none_or(|space| MAIN.contains(&space));
    node.attributes().find(|one| one.name() == name && mine(one.namespace())).map(|one| one.value())
}

/// An attribute that names a relationship, such as `r:embed`.
pub(super) fn relation<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let related = |space: Option<&str>| space.is_some_and(|space| space.ends_with("/relationships"));
    node.attributes().find(|one| one.name() == name && related(one.namespace())).map(|one| one.value())
}

/// The first child of that name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| name(*child) == wanted)
}

/// A property that is on or off: there and not said to be off.
pub(super) fn switch(properties: Option<Node<'_, '_>>, wanted: &str) -> Option<bool> {
    let found = child(properties?, wanted)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off")))
}

/// Of two forms of the same content, the one that is left aside.
pub(super) fn is_fallback(node: Node<'_, '_>) -> bool {
    node.has_tag_name((COMPATIBILITY, "Fallback"))
        && node.parent().is_some_and(|parent| {
            parent.children().any(|child| child.has_tag_name((COMPATIBILITY, "Choice")))
        })
}

/// All below a node in the order of the text, each form once.
pub(super) fn below<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut waiting: Vec<Node<'a, 'i>> = node.children().rev().collect();
    while let Some(next) = waiting.pop() {
        if is_fallback(next) {
            continue;
        }
        found.push(next);
        waiting.extend(next.children().rev());
    }
    found
}

/// The words below a node, a line for each paragraph; what was deleted is not among them.
pub(super) fn words(node: Node<'_, '_>) -> String {
    let mut said = String::new();
    for one in below(node) {
        match name(one) {
            "p" if !said.is_empty() && !said.ends_with('\n') => said.push('\n'),
            "t" => said.push_str(one.text().unwrap_or_default()),
            "tab" | "br" | "cr" if name(one.parent().unwrap_or(one)) == "r" => said.push(' '),
            _ => {}
        }
    }
    said
}
