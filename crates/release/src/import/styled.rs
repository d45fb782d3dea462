//! A text whose paragraphs and looks are known, as a word processor keeps them.
//!
//! It is read by the same rules as a plain text; only what no plain text can say is added: which line is a heading or
//! an item, and which words are strong, emphasised or lead somewhere.

use chrono_tz::Tz;

use crate::body::{Block, Body, Mark, Text};

use super::roles::ends_sentence;
use super::{Imported, inline, read, words};

/// A line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Styled {
    pub content: Vec<Text>,
    pub shape: Shape,
    /// Whether it follows the line before without a gap, as within an address.
    pub near: bool,
}

/// What a line is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Plain,
    /// With its level, from 1.
    Heading(u8),
    Item,
}

/// The longest strong line that is read as a subheading, in characters.
const LONGEST_SUBHEADING: usize = 90;
/// How far the words of a block are looked for, in bytes: between two of them there may be a contact column, no book.
const REACH: usize = 256 * 1024;
/// From this length on a line is running text, in characters.
const PROSE: usize = 120;

/// Reads lines whose looks are known. Nothing is refused, as in [`read`].
#[must_use]
pub fn read_styled(lines: &[Styled], zone: Tz) -> Imported {
    let mut imported = read(&marked(lines, true), zone);
    if imported.unsure.first().is_some_and(|unsure| unsure.code == "import.verbatim") {
        // Where each line becomes a paragraph as it is, no mark of ours may stand in it.
        imported = read(&marked(lines, false), zone);
    }
    restore(&mut imported.release.body, lines);
    imported
}

impl Styled {
    fn text(&self) -> String {
        self.content.iter().map(|run| run.text.as_str()).collect()
    }

    fn is_strong(&self) -> bool {
        let strong = |run: &Text| run.marks.contains(&Mark::Strong) || !words::any(&run.text);
        words::any(&self.text()) && self.content.iter().all(strong)
    }

    /// Where the whole line leads, if it is nothing but a link.
    fn href(&self) -> Option<&str> {
        let mut leads = None;
        for run in self.content.iter().filter(|run| !run.text.trim().is_empty()) {
            let href = href(run)?;
            if leads.is_some_and(|other| other != href) {
                return None;
            }
            leads = Some(href);
        }
        leads
    }
}

fn href(run: &Text) -> Option<&str> {
    run.marks.iter().find_map(|mark| match mark {
        Mark::Link { attrs } => Some(attrs.href.as_str()),
        _ => None,
    })
}

/// The lines as a text that says what they are by the marks that a plain text may have.
fn marked(lines: &[Styled], with_marks: bool) -> String {
    let mut text = String::new();
    let mut below_prose = false;
    let mut item_before = false;
    for line in lines {
        let said = line.text();
        if !text.is_empty() {
            let together = line.near || item_before && line.shape == Shape::Item;
            text.push_str(if together { "\n" } else { "\n\n" });
        }
        item_before = line.shape == Shape::Item;
        let one_line = || said.split_whitespace().collect::<Vec<_>>().join(" ");
        let subheading = below_prose
            && line.is_strong()
            && said.chars().count() <= LONGEST_SUBHEADING
            && !ends_sentence(&said)
            && !said.contains('\n');
        match line.shape {
            _ if !with_marks => text.push_str(&said),
            Shape::Heading(level) => {
                text.push_str(&"#".repeat(usize::from(level.clamp(1, 6))));
                text.push(' ');
                text.push_str(&one_line());
            }
            Shape::Item => {
                text.push_str("- ");
                text.push_str(&one_line());
            }
            Shape::Plain if subheading => {
                text.push_str("### ");
                text.push_str(&one_line());
            }
            Shape::Plain => match line.href().filter(|href| is_markdown(said.trim(), href)) {
                Some(href) => text.push_str(&format!("[{}]({href})", said.trim())),
                None => text.push_str(&said),
            },
        }
        below_prose |= said.chars().count() >= PROSE && line.shape == Shape::Plain;
    }
    text
}

/// Whether a label and its address can be written as a Markdown link that is read the same.
fn is_markdown(label: &str, href: &str) -> bool {
    let says_more = !crate::plain::says_address(label, href);
    says_more
        && inline::markdown_link(&format!("[{label}]({href})"))
            .is_some_and(|found| (found.0, found.1) == (label, href))
}

/// All that is read of the lines, without the space between, and the marks of each byte.
struct Source<'a> {
    text: String,
    marks: Vec<&'a [Mark]>,
    /// Where lines begin.
    starts: Vec<usize>,
}

/// Gives the words of the body the marks that they have in the lines. The body keeps the order of the lines, so its words
/// are looked for from where the last were found.
fn restore(body: &mut Body, lines: &[Styled]) {
    let mut source = Source { text: String::new(), marks: Vec::new(), starts: Vec::new() };
    for line in lines {
        source.starts.push(source.text.len());
        for run in &line.content {
            for c in run.text.chars().filter(|c| !c.is_whitespace()) {
                source.text.push(c);
                source.marks.resize(source.text.len(), run.marks.as_slice());
            }
        }
    }
    let mut from = 0;
    for block in &mut body.content {
        let heading = matches!(block, Block::Subheading { .. });
        match block {
            Block::Paragraph { content } | Block::Subheading { content } | Block::Quote { content } => {
                from = source.mark(content, from, heading);
            }
            Block::List { content } => {
                for item in content {
                    from = source.mark(&mut item.content, from, false);
                }
            }
            Block::LinkBlock { .. } => {}
        }
    }
}

impl Source<'_> {
    /// Marks the runs of one text, and answers from where the next is looked for.
    fn mark(&self, content: &mut Vec<Text>, from: usize, heading: bool) -> usize {
        let wanted: String =
            content.iter().flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace()).collect();
        let Some(start) = self.find(&wanted, from) else { return from };
        let mut at = start;
        let mut marked: Vec<Text> = Vec::new();
        for run in content.iter() {
            for c in run.text.chars() {
                let mut marks = run.marks.clone();
                if c.is_whitespace() {
                    // A space between two words of the same look has it too.
                    let near = |at: usize| self.marks.get(at).copied().unwrap_or_default();
                    let both = at > start && at < start + wanted.len() && near(at - 1) == near(at);
                    add(&mut marks, if both { near(at) } else { &[] }, heading);
                } else {
                    add(&mut marks, self.marks[at], heading);
                    at += c.len_utf8();
                }
                match marked.last_mut() {
                    Some(last) if last.marks == marks => last.text.push(c),
                    _ => marked.push(Text { text: c.to_string(), marks, ..Text::plain("") }),
                }
            }
        }
        *content = marked;
        start + wanted.len()
    }

    /// Where a text stands: at the beginning of a line rather than within one.
    fn find(&self, wanted: &str, from: usize) -> Option<usize> {
        if wanted.is_empty() {
            return None;
        }
        let mut end = self.text.len().min(from + wanted.len() + REACH);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = self.text.get(from..end)?;
        let first = rest.find(wanted)? + from;
        let begun = self.starts.partition_point(|start| *start < first);
        let mut near = self.starts[begun..].iter().take_while(|start| **start < end);
        let at_line = near.find(|start| self.text[**start..].starts_with(wanted));
        Some(at_line.copied().unwrap_or(first))
    }
}

/// Adds the marks that a run does not have yet. A subheading is strong by itself.
fn add(marks: &mut Vec<Mark>, more: &[Mark], heading: bool) {
    for mark in more {
        let said = match mark {
            Mark::Strong => heading || marks.contains(mark),
            Mark::Emphasis => marks.contains(mark),
            Mark::Link { .. } => marks.iter().any(|mark| matches!(mark, Mark::Link { .. })),
        };
        if !said {
            marks.push(mark.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Href, TextNode};
    use crate::due::DEFAULT_ZONE;

    fn run(text: &str, marks: &[Mark]) -> Text {
        Text { r#type: TextNode::Text, text: text.into(), marks: marks.to_vec() }
    }

    fn plain(text: &str) -> Styled {
        Styled { content: vec![run(text, &[])], shape: Shape::Plain, near: false }
    }

    fn link(href: &str) -> Mark {
        Mark::Link { attrs: Href { href: href.into() } }
    }

    fn release() -> Vec<Styled> {
        let prose =
            "Das Bundesamt und der Freistaat haben sich auf die Umsetzung von Maßnahmen verständigt, die ";
        vec![
            plain("Medieninformation"),
            plain("Sächsische Staatskanzlei"),
            Styled { shape: Shape::Heading(1), ..plain("Freistaat und Bundesamt arbeiten zusammen") },
            Styled {
                content: vec![
                    run("Dresden (21.11.2023) – ", &[]),
                    run(prose, &[]),
                    run("sofort", &[Mark::Strong]),
                    run(" gelten. Mehr steht ", &[]),
                    run("im Netz", &[link("https://example.org/mehr"), Mark::Emphasis]),
                    run(".", &[]),
                ],
                shape: Shape::Plain,
                near: false,
            },
            Styled { content: vec![run("Was nun folgt", &[Mark::Strong])], shape: Shape::Plain, near: false },
            plain(
                "Die Partner unterstützen sich bei Vorfällen und klären gemeinsam auf, auch in den Schulen des Landes.",
            ),
            Styled { shape: Shape::Item, ..plain("eine Übung") },
            Styled {
                content: vec![run("ein ", &[]), run("Plan", &[Mark::Emphasis])],
                shape: Shape::Item,
                near: true,
            },
        ]
    }

    #[test]
    fn looks_come_through_the_rules_of_a_plain_text() {
        let read = read_styled(&release(), DEFAULT_ZONE).release;
        assert_eq!(read.headline, "Freistaat und Bundesamt arbeiten zusammen");
        assert_eq!(read.issuer.name, "Sächsische Staatskanzlei");
        assert_eq!(read.dateline.place, "Dresden");
        let [
            Block::Paragraph { content: first },
            Block::Subheading { content: sub },
            Block::Paragraph { .. },
            Block::List { content: items },
        ] = read.body.content.as_slice()
        else {
            panic!("{:#?}", read.body);
        };
        let looks: Vec<(&str, &[Mark])> =
            first.iter().skip(1).map(|run| (run.text.as_str(), run.marks.as_slice())).collect();
        assert_eq!(
            looks,
            [
                ("sofort", &[Mark::Strong][..]),
                (" gelten. Mehr steht ", &[]),
                ("im Netz", &[link("https://example.org/mehr"), Mark::Emphasis]),
                (".", &[]),
            ]
        );
        assert_eq!(sub, &[run("Was nun folgt", &[])]);
        assert_eq!(items[1].content, [run("ein ", &[]), run("Plan", &[Mark::Emphasis])]);
    }

    #[test]
    fn a_line_that_is_a_link_becomes_one() {
        let mut lines = release();
        lines.push(plain("Links:"));
        lines.push(Styled {
            content: vec![run("Die Vereinbarung", &[link("https://example.org/v")])],
            shape: Shape::Plain,
            near: false,
        });
        let read = read_styled(&lines, DEFAULT_ZONE).release;
        assert_eq!(read.links.len(), 1, "{read:#?}");
        assert_eq!(read.links[0].label, "Die Vereinbarung");
    }

    #[test]
    fn marks_in_a_text_without_a_place_for_them_do_no_harm() {
        for text in ["", " ", "**", "[a](", "# ", "- ", "a\nb"] {
            let lines = [
                Styled { content: vec![run(text, &[Mark::Strong])], shape: Shape::Heading(9), near: true },
                Styled {
                    content: vec![run(text, &[link("https://example.org")])],
                    shape: Shape::Item,
                    near: true,
                },
                Styled { content: vec![run(text, &[Mark::Emphasis])], shape: Shape::Plain, near: false },
            ];
            let _ = read_styled(&lines, DEFAULT_ZONE);
        }
    }
}
