//! A run: words of one look.

use roxmltree::Node;

use crate::reading::{ChangeKind, LeftOutKind, Look, Tracked};

use super::pictures;
use super::styles::Switches;
use super::walk::{Around, Revision, Walk};
use super::xml::{attribute, below, child, name, words};

impl Walk<'_> {
    pub fn run(&mut self, run: Node<'_, '_>, around: &Around) {
        let properties = child(run, "rPr");
        if let Some(properties) = properties {
            self.formatting(properties);
        }
        let style = properties
            .and_then(|node| child(node, "rStyle"))
            .and_then(|node| attribute(node, "val"))
            .unwrap_or("");
        let holds = self.styles.effective(&self.open.style, style, Switches::read(properties));
        let look = Look { strong: holds.strong, emphasis: holds.emphasis, href: around.href.clone() };
        let tracked = if holds.struck && around.tracked.deleted.is_none() {
            self.struck(around.tracked)
        } else {
            around.tracked
        };
        for one in parts(run) {
            match name(one) {
                "fldChar" => {
                    let kind = attribute(one, "fldCharType").unwrap_or_default();
                    self.fields.character(kind, &mut self.found.left_out);
                }
                "instrText" | "delInstrText" => self.fields.code(one.text().unwrap_or_default()),
                "drawing" | "pict" => self.drawing(one, tracked, holds.hidden),
                "object" => self.found.left_out.note(LeftOutKind::Embedded, "", ""),
                _ => {
                    let Some(said) = self.said(one) else { continue };
                    if !self.fields.is_shown() {
                        self.fields.code(&said);
                    } else if holds.hidden {
                        self.open.hidden.push_str(&said);
                    } else {
                        let href = self.fields.href().or_else(|| look.href.clone());
                        self.say(&said, &Look { href, ..look.clone() }, tracked);
                    }
                }
            }
        }
    }

    /// What one element of a run says.
    fn said(&mut self, one: Node<'_, '_>) -> Option<String> {
        match name(one) {
            "t" | "delText" => {
                let text = one.text().unwrap_or_default();
                let kept = one.attributes().any(|one| one.name() == "space" && one.value() == "preserve");
                let text = if kept { text } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                // What no text holds would make the release unreadable elsewhere; a line break is an element.
                let clean = |c: char| match c {
                    '\t' | '\n' | '\r' => ' ',
                    c => c,
                };
                Some(text.chars().filter(|c| !c.is_control() || c.is_whitespace()).map(clean).collect())
            }
            "tab" | "ptab" => Some(" ".to_owned()),
            "br" if matches!(attribute(one, "type"), Some("page" | "column")) => Some("\u{c}".to_owned()),
            "br" | "cr" => Some("\n".to_owned()),
            "noBreakHyphen" => Some("\u{2011}".to_owned()),
            "sym" => {
                let font = attribute(one, "font").unwrap_or_default();
                let code = attribute(one, "char").unwrap_or_default();
                let sign = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
                // Signs of a symbol font lie in the private area, and mean nothing without the font.
                match sign.filter(|sign| !('\u{e000}'..='\u{f8ff}').contains(sign) && !sign.is_control()) {
                    Some(sign) if !font.to_lowercase().contains("wingdings") && font != "Symbol" => {
                        Some(sign.to_string())
                    }
                    _ => {
                        self.found.left_out.note(LeftOutKind::Symbol, font, code);
                        None
                    }
                }
            }
            _ => None,
        }
    }

    /// Words struck by hand were meant to go; whether they do is decided like everything else.
    fn struck(&mut self, tracked: Tracked) -> Tracked {
        let revision = Revision { kind: ChangeKind::Struck, author: String::new(), made: None, moved: None };
        Tracked { deleted: Some(self.revision(revision)), ..tracked }
    }

    /// A drawing may hold pictures, text boxes, charts, and all of these at once.
    fn drawing(&mut self, drawing: Node<'_, '_>, tracked: Tracked, hidden: bool) {
        let all = below(drawing);
        for one in &all {
            match one.tag_name().name() {
                "txbxContent" if !within(*one, drawing, "txbxContent") => {
                    self.found.left_out.note_words(LeftOutKind::TextBox, "", &words(*one));
                }
                "chart" | "relIds"
                    if ["id", "dm"].iter().any(|at| super::xml::relation(*one, at).is_some()) =>
                {
                    self.found.left_out.note(LeftOutKind::Embedded, "", "");
                }
                _ => {}
            }
        }
        for place in pictures::places(&all, drawing, hidden) {
            self.picture(place, tracked);
        }
    }
}

/// Whether another element of that name stands around it, below `top`.
fn within(node: Node<'_, '_>, top: Node<'_, '_>, named: &str) -> bool {
    node.ancestors().skip(1).take_while(|one| *one != top).any(|one| one.tag_name().name() == named)
}

/// The elements of a run. Of two forms of one thing the first, and of a ruby the word itself.
fn parts<'a, 'i>(run: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut waiting: Vec<Node<'a, 'i>> = run.children().rev().collect();
    while let Some(next) = waiting.pop() {
        if !next.is_element() || super::xml::is_fallback(next) {
            continue;
        }
        let opens = matches!(next.tag_name().name(), "AlternateContent" | "Choice" | "Fallback")
            || matches!(name(next), "ruby" | "rubyBase" | "r");
        if opens {
            waiting.extend(next.children().rev());
        } else {
            found.push(next);
        }
    }
    found
}
