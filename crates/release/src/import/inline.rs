//! Markdown within a line: `**strong**` and `[label](target)`. A mark that would tear or glue a word stays text.

use crate::body::{Href, Mark, Text, TextNode};

use super::words;

/// The runs of a text, and the labels of its links without a target.
pub(super) fn runs(text: &str) -> (Vec<Text>, Vec<String>) {
    let (mut runs, mut blanks) = (Vec::new(), Vec::new());
    let mut plain = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['*', '[']).map(|offset| at + offset) {
        plain.push_str(&text[at..found]);
        let before = plain.chars().next_back().or_else(|| last_char(&runs));
        let marked = strong(text, found, before).or_else(|| link(text, found, before, &mut blanks));
        match marked {
            Some((run, end)) => {
                push(&mut runs, Text::plain(std::mem::take(&mut plain)));
                push(&mut runs, run);
                at = end;
            }
            None => {
                plain.push_str(&text[found..=found]);
                at = found + 1;
            }
        }
    }
    plain.push_str(&text[at..]);
    push(&mut runs, Text::plain(plain));
    (runs, blanks)
}

/// The text without its marks for what is strong; links stay as they are written.
pub(super) fn without_strong(text: &str) -> String {
    let mut flat = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("**").map(|offset| at + offset) {
        flat.push_str(&text[at..found]);
        match strong(text, found, flat.chars().next_back()) {
            Some((run, end)) => {
                flat.push_str(&run.text);
                at = end;
            }
            None => {
                flat.push_str("**");
                at = found + 2;
            }
        }
    }
    flat.push_str(&text[at..]);
    flat
}

fn push(runs: &mut Vec<Text>, run: Text) {
    if run.text.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.marks == run.marks => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

fn last_char(runs: &[Text]) -> Option<char> {
    runs.last().and_then(|run| run.text.chars().next_back())
}

fn strong(text: &str, at: usize, before: Option<char>) -> Option<(Text, usize)> {
    let inner = text[at..].strip_prefix("**")?;
    let end = inner.find("**")?;
    let (said, after) = (&inner[..end], text[at + 2 + end + 2..].chars().next());
    let tight = words::any(said) && said.trim() == said && !said.contains('[');
    let apart = !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric);
    (tight && apart && after != Some('*')).then(|| {
        (Text { r#type: TextNode::Text, text: said.to_owned(), marks: vec![Mark::Strong] }, at + end + 4)
    })
}

fn link(text: &str, at: usize, before: Option<char>, blanks: &mut Vec<String>) -> Option<(Text, usize)> {
    let (label, target, end) = markdown_link(&text[at..])?;
    let end = at + end;
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    if !words::any(label) || !apart(before) || !apart(text[end..].chars().next()) {
        return None;
    }
    let href = Href { href: target.to_owned() };
    if !words::any(target) {
        blanks.push(label.to_owned());
        return Some((Text::plain(label), end));
    }
    // Where the plain text would not print the address beside the label, nothing may be folded away.
    let said = crate::plain::says_address(label, target);
    (href.is_safe() && !said).then(|| {
        (
            Text { r#type: TextNode::Text, text: label.to_owned(), marks: vec![Mark::Link { attrs: href }] },
            end,
        )
    })
}

/// `[label](target)` at the beginning of `text`: label, target, and its length in bytes.
pub(super) fn markdown_link(text: &str) -> Option<(&str, &str, usize)> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find(['[', ']'])?;
    let (label, rest) = (&inner[..close], inner[close..].strip_prefix("](")?);
    let end = rest.find([')', '('])?;
    let target = &rest[..end];
    let fits = rest[end..].starts_with(')') && !target.trim().contains(char::is_whitespace);
    fits.then(|| (label.trim(), target.trim(), 1 + close + 2 + end + 1))
}
