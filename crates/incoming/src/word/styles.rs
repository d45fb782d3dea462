//! What the styles of a document say of its runs and paragraphs.

use std::collections::HashMap;

use roxmltree::Node;

use super::xml::{attribute, child, name, switch};

/// How deep styles may stand on each other.
const DEEPEST: usize = 24;

#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    usual: String,
    defaults: Switches,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    switches: Switches,
    outline: Option<u8>,
    numbering: Option<(String, usize)>,
}

/// The properties of words that matter here, as far as something is said of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Switches {
    pub strong: Option<bool>,
    pub emphasis: Option<bool>,
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
}

impl Switches {
    pub fn read(properties: Option<Node<'_, '_>>) -> Self {
        let either = |one: Option<bool>, other: Option<bool>| match (one, other) {
            (None, None) => None,
            (one, other) => Some(one.unwrap_or(false) || other.unwrap_or(false)),
        };
        Self {
            strong: switch(properties, "b"),
            emphasis: switch(properties, "i"),
            hidden: either(switch(properties, "vanish"), switch(properties, "specVanish")),
            struck: either(switch(properties, "strike"), switch(properties, "dstrike")),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
        }
    }
}

/// What of these properties holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effective {
    pub strong: bool,
    pub emphasis: bool,
    pub hidden: bool,
    pub struck: bool,
}

impl Styles {
    pub fn read(root: Node<'_, '_>) -> Self {
        let mut styles = Self::default();
        let defaults = child(root, "docDefaults").and_then(|node| child(node, "rPrDefault"));
        styles.defaults = Switches::read(defaults.and_then(|node| child(node, "rPr")));
        for node in root.children().filter(|node| name(*node) == "style") {
            let Some(id) = attribute(node, "styleId") else { continue };
            let of =
                |what: &str| child(node, what).and_then(|node| attribute(node, "val")).unwrap_or_default();
            let paragraph = child(node, "pPr");
            let usual = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
            if usual && attribute(node, "type") == Some("paragraph") {
                id.clone_into(&mut styles.usual);
            }
            let style = Style {
                name: of("name").to_lowercase(),
                based_on: of("basedOn").to_owned(),
                switches: Switches::read(child(node, "rPr")),
                outline: outline(paragraph),
                numbering: numbering(paragraph),
            };
            styles.all.insert(id.to_owned(), style);
        }
        styles
    }

    /// The style of a paragraph that names none.
    pub fn usual(&self) -> &str {
        &self.usual
    }

    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        std::iter::successors(self.all.get(id), |style| self.all.get(&style.based_on)).take(DEEPEST)
    }

    fn switches(&self, id: &str) -> Switches {
        self.chain(id).fold(Switches::default(), |said, style| said.or(style.switches))
    }

    /// What holds for a run: what it says itself; else the styles of paragraph and run, of which two that say the
    /// same cancel each other out, as in Word.
    pub fn effective(&self, paragraph: &str, run: &str, own: Switches) -> Effective {
        let (paragraph, run) = (self.switches(paragraph), self.switches(run));
        let holds = |of: fn(&Switches) -> Option<bool>| {
            of(&own).unwrap_or_else(|| {
                let styled = of(&paragraph).unwrap_or(false) ^ of(&run).unwrap_or(false);
                styled || of(&self.defaults).unwrap_or(false)
            })
        };
        Effective {
            strong: holds(|switches| switches.strong),
            emphasis: holds(|switches| switches.emphasis),
            hidden: holds(|switches| switches.hidden),
            struck: holds(|switches| switches.struck),
        }
    }

    /// The level of a heading, from 1. Word writes the names of its own styles in English in every language.
    pub fn heading(&self, id: &str, own: Option<Node<'_, '_>>) -> Option<u8> {
        if let Some(level) = outline(own) {
            return level.checked_add(1).filter(|level| *level <= 9);
        }
        for style in self.chain(id) {
            match style.name.as_str() {
                "title" => return Some(1),
                "subtitle" => return Some(2),
                named => {
                    let level = named.strip_prefix("heading ").and_then(|level| level.parse().ok());
                    if level.is_some() {
                        return level;
                    }
                }
            }
            if let Some(level) = style.outline {
                return level.checked_add(1).filter(|level| *level <= 9);
            }
        }
        None
    }

    /// The list and the level of a paragraph; a list of its own says more than its style.
    pub fn numbering(&self, id: &str, own: Option<Node<'_, '_>>) -> Option<(String, usize)> {
        let found = numbering(own).or_else(|| self.chain(id).find_map(|style| style.numbering.clone()));
        found.filter(|(list, _)| list != "0")
    }
}

fn outline(properties: Option<Node<'_, '_>>) -> Option<u8> {
    attribute(child(properties?, "outlineLvl")?, "val")?.parse().ok()
}

fn numbering(properties: Option<Node<'_, '_>>) -> Option<(String, usize)> {
    let found = child(properties?, "numPr")?;
    let list = attribute(child(found, "numId")?, "val")?.to_owned();
    let level =
        child(found, "ilvl").and_then(|node| attribute(node, "val")).and_then(|level| level.parse().ok());
    Some((list, level.unwrap_or(0)))
}
