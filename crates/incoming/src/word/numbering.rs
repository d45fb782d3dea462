//! The lists of a document: which have bullets, and how the others count.

use std::collections::HashMap;

use roxmltree::Node;

use crate::reading::{NumberForm, Numbered, Shape};

use super::xml::{attribute, child, name};

#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
}

#[derive(Debug, Clone, Default)]
struct List {
    /// Which list counts together with which.
    counter: u32,
    levels: Vec<Level>,
}

#[derive(Debug, Clone)]
struct Level {
    form: Option<NumberForm>,
    start: u32,
    pattern: String,
}

/// Word knows nine levels.
const LEVELS: usize = 9;

impl Numbering {
    pub fn read(root: Node<'_, '_>) -> Self {
        let kinds: HashMap<&str, Vec<Level>> = root
            .children()
            .filter(|node| name(*node) == "abstractNum")
            .filter_map(|node| Some((attribute(node, "abstractNumId")?, levels(node))))
            .collect();
        let mut lists = HashMap::new();
        for node in root.children().filter(|node| name(*node) == "num") {
            let Some(id) = attribute(node, "numId") else { continue };
            let kind =
                child(node, "abstractNumId").and_then(|node| attribute(node, "val")).unwrap_or_default();
            let mut levels = kinds.get(kind).cloned().unwrap_or_default();
            let mut restarts = false;
            for over in node.children().filter(|node| name(*node) == "lvlOverride") {
                let at = attribute(over, "ilvl").and_then(|level| level.parse::<usize>().ok()).unwrap_or(0);
                let start = child(over, "startOverride").and_then(|node| attribute(node, "val"));
                if let (Some(level), Some(start)) =
                    (levels.get_mut(at), start.and_then(|start| start.parse().ok()))
                {
                    level.start = start;
                    restarts = true;
                }
            }
            // Lists of one kind go on counting each other, unless one of them starts anew.
            let counter = if restarts { id } else { kind };
            let counter =
                counter.parse::<u32>().unwrap_or(0).saturating_mul(2).saturating_add(u32::from(restarts));
            lists.insert(id.to_owned(), List { counter, levels });
        }
        Self { lists }
    }

    /// What a paragraph of that list and level is.
    pub fn shape(&self, list: &str, level: usize) -> Shape {
        let Some(list) = self.lists.get(list) else { return Shape::Bullet };
        let level = level.min(LEVELS - 1);
        let Some(own) = list.levels.get(level).filter(|own| own.form.is_some()) else { return Shape::Bullet };
        Shape::Numbered(Numbered {
            list: list.counter,
            level,
            levels: list.levels[..=level]
                .iter()
                .map(|level| (level.start, level.form.unwrap_or(NumberForm::Decimal)))
                .collect(),
            pattern: own.pattern.clone(),
        })
    }
}

fn levels(node: Node<'_, '_>) -> Vec<Level> {
    let mut levels = Vec::new();
    for one in node.children().filter(|node| name(*node) == "lvl").take(LEVELS) {
        let of = |what: &str| child(one, what).and_then(|node| attribute(node, "val"));
        levels.push(Level {
            form: match of("numFmt").unwrap_or("decimal") {
                "bullet" | "none" => None,
                "lowerLetter" => Some(NumberForm::LowerLetter),
                "upperLetter" => Some(NumberForm::UpperLetter),
                "lowerRoman" => Some(NumberForm::LowerRoman),
                "upperRoman" => Some(NumberForm::UpperRoman),
                _ => Some(NumberForm::Decimal),
            },
            start: of("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            pattern: of("lvlText").unwrap_or("%1.").to_owned(),
        });
    }
    levels
}
