//! The body as HTML: every element is written here, every text is escaped; nothing else can get in.

use sperrfrist_release::Body;
use sperrfrist_release::body::{Block, Mark, Text};
pub(crate) use sperrfrist_release::printed::{escape, escaped, first_escaped};

use crate::words;

/// The blocks of a release, the dateline before the first paragraph.
pub(crate) fn html(dateline: &str, body: &Body) -> String {
    let words: usize = body.content.iter().flat_map(Block::runs).map(|run| run.text.len()).sum();
    // With room for the elements and what is escaped, so that it is seldom moved.
    let mut out = String::with_capacity(words + words / 4 + 512);
    let mut dateline = Some(dateline.trim()).filter(|words| !words.is_empty());
    let mut first = true;
    for block in &body.content {
        if block.runs().all(|run| run.text.trim().is_empty()) {
            continue;
        }
        match block {
            Block::Paragraph { content } => {
                out.push_str(if first { "<p class=\"erst\">" } else { "<p>" });
                if let Some(words) = dateline.take() {
                    escape(words, &mut out);
                    out.push(' ');
                }
                runs(content, &mut out);
                out.push_str("</p>\n");
                first = false;
            }
            Block::Subheading { content } => element("h2", content, &mut out),
            Block::Quote { content } => {
                out.push_str(if begins_with_mark(content) {
                    "<blockquote class=\"zitat\">"
                } else {
                    "<blockquote>"
                });
                element("p", content, &mut out);
                out.push_str("</blockquote>\n");
            }
            Block::List { content } => {
                out.push_str("<ul>\n");
                for item in content {
                    element("li", &item.content, &mut out);
                }
                out.push_str("</ul>\n");
            }
            Block::LinkBlock { attrs, content } => {
                out.push_str("<p>");
                linked(&attrs.href, &mut out, |out| runs(content, out));
                out.push_str("</p>\n");
            }
        }
    }
    if let Some(words) = dateline {
        out.insert_str(0, &format!("<p>{}</p>\n", escaped(words)));
    }
    out
}

/// Only a quotation mark may hang into the margin.
fn begins_with_mark(content: &[Text]) -> bool {
    let first = content.iter().find_map(|run| run.text.chars().next());
    matches!(first, Some('»' | '„' | '"' | '“' | '«'))
}

/// The first paragraph as plain text, for lists and feeds.
pub(crate) fn teaser(body: &Body) -> String {
    let first = body.content.iter().find_map(|block| match block {
        Block::Paragraph { .. } => block.lines().into_iter().find(|line| !line.trim().is_empty()),
        _ => None,
    });
    words::beginning(first.unwrap_or_default().trim(), 220)
}

fn element(name: &str, content: &[Text], out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    runs(content, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

fn runs(content: &[Text], out: &mut String) {
    for run in content {
        marked(&run.marks, &run.text, out);
    }
}

fn marked(marks: &[Mark], text: &str, out: &mut String) {
    let Some((mark, inner)) = marks.split_first() else { return escape(text, out) };
    let mut wrap = |name: &str| {
        out.push_str(&format!("<{name}>"));
        marked(inner, text, out);
        out.push_str(&format!("</{name}>"));
    };
    match mark {
        Mark::Strong => wrap("strong"),
        Mark::Emphasis => wrap("em"),
        Mark::Link { attrs } => linked(&attrs.href, out, |out| marked(inner, text, out)),
    }
}

/// A link where its address may stand in a page; else the words alone.
fn linked(href: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    let Some(href) = words::safe(href) else { return inside(out) };
    out.push_str("<a href=\"");
    escape(&href, out);
    out.push_str("\">");
    inside(out);
    out.push_str("</a>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::body::{Href, ListItem, ListItemNode};

    fn run(text: &str, marks: Vec<Mark>) -> Text {
        Text { marks, ..Text::plain(text) }
    }

    fn link(href: &str) -> Mark {
        Mark::Link { attrs: Href { href: href.into() } }
    }

    #[test]
    fn every_node_and_mark_has_its_element() {
        let body = Body::of(vec![
            Block::paragraph("Erster »Absatz« & <mehr>"),
            Block::Subheading { content: vec![Text::plain("Zwischenzeile")] },
            Block::Paragraph {
                content: vec![
                    run("fett ", vec![Mark::Strong]),
                    run("kursiv ", vec![Mark::Emphasis]),
                    run("beides verlinkt", vec![link("https://example.org/?a=1&b=\"2\""), Mark::Strong]),
                ],
            },
            Block::Quote { content: vec![Text::plain("Ein Zitat.")] },
            Block::Quote { content: vec![Text::plain("»Noch eines«, sagte sie.")] },
            Block::List {
                content: vec![ListItem {
                    r#type: ListItemNode::ListItem,
                    content: vec![Text::plain("eins")],
                }],
            },
            Block::LinkBlock {
                attrs: Href { href: "https://example.org".into() },
                content: vec![Text::plain("Mehr")],
            },
            Block::paragraph("  "),
        ]);
        insta::assert_snapshot!(html("Dresden (21.11.2023) –", &body));
    }

    #[test]
    fn a_script_finds_no_way_in() {
        let body = Body::of(vec![
            Block::paragraph("<script>alert(1)</script>"),
            Block::Paragraph { content: vec![run("Klick", vec![link("javascript:alert(1)")])] },
            Block::LinkBlock {
                attrs: Href { href: "data:text/html,<script>".into() },
                content: vec![Text::plain("Klick")],
            },
        ]);
        let html = html("\"><script>", &body);
        assert!(!html.contains("<script") && !html.contains("href"), "{html}");
    }

    #[test]
    fn a_dateline_without_a_paragraph_is_not_lost() {
        assert_eq!(html("Dresden –", &Body::default()), "<p>Dresden –</p>\n");
    }
}
