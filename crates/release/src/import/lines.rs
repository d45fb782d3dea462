//! The lines of a text and the blocks they form. Nothing is understood here yet.

use super::marks;

/// A line that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// As an editor counts, from 1.
    pub no: usize,
    /// Without surrounding space, mail quotation marks and heading marks.
    pub text: &'a str,
    /// The level of a Markdown heading, else 0.
    pub heading: u8,
}

/// Lines without a gap between them; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub lines: Vec<Line<'a>>,
    /// Whether a page break stands before it.
    pub new_page: bool,
}

impl Block<'_> {
    pub fn no(&self) -> usize {
        self.lines[0].no
    }

    pub fn first(&self) -> &str {
        self.lines[0].text
    }

    pub fn is_heading(&self) -> bool {
        self.lines[0].heading > 0
    }

    /// Its lines as one.
    pub fn joined(&self) -> String {
        let mut whole = String::new();
        for line in &self.lines {
            append(&mut whole, line.text);
        }
        whole
    }

    pub fn chars(&self) -> usize {
        self.lines.iter().map(|line| line.text.chars().count() + 1).sum()
    }
}

/// Continues a text with its next line. A hyphen at the end keeps its word together: "E-Mail-" "Adresse".
pub(super) fn append(whole: &mut String, line: &str) {
    if !(whole.is_empty() || ends_in_hyphen(whole) && starts_second_half(line)) {
        whole.push(' ');
    }
    whole.push_str(line);
}

/// Whether a word seems to be divided at the end of the line.
pub(super) fn ends_in_hyphen(line: &str) -> bool {
    let mut back = line.chars().rev();
    matches!(back.next(), Some('-' | '\u{2010}')) && back.next().is_some_and(char::is_alphabetic)
}

/// "Bürger- und Ordnungsamt" is no divided word.
fn starts_second_half(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.starts_with(char::is_alphabetic) && !["und", "oder", "bzw.", "sowie", "and", "or"].contains(&first)
}

/// Every line, the empty ones as `None`; `true` where a page break stands.
fn split(text: &str) -> Vec<(Option<Line<'_>>, bool)> {
    let mut lines = Vec::new();
    let (mut no, mut start) = (1, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        lines.push((line(no, &text[start..at]), false));
        start = at + c.len_utf8();
        if c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
            start += 1;
        }
        match c {
            '\u{c}' => lines.push((None, true)),
            '\n' | '\r' => no += 1,
            _ => {}
        }
    }
    lines.push((line(no, &text[start..]), false));
    lines
}

fn line(no: usize, text: &str) -> Option<Line<'_>> {
    let edge = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    let mut text = text.trim_matches(edge);
    while let Some(quoted) = text.strip_prefix('>') {
        text = quoted.trim_start_matches(edge);
    }
    let ruler = |c: char| c.is_whitespace() || "-=_*~–—#.·•|+".contains(c);
    if text.chars().all(ruler) {
        return None;
    }
    let unmarked = text.trim_start_matches('#');
    let level = text.len() - unmarked.len();
    if (1..=6).contains(&level) && unmarked.starts_with(char::is_whitespace) {
        let text = unmarked.trim_matches(edge).trim_end_matches([' ', '#']);
        let heading = u8::try_from(level).unwrap_or(6);
        return (!text.is_empty()).then_some(Line { no, text, heading });
    }
    Some(Line { no, text, heading: 0 })
}

/// The blocks of a text. A line that says by itself what it is stands alone, also without a gap around it.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let (mut gap, mut new_page) = (true, false);
    let mut prose_seen = false;
    for (line, breaks) in split(text) {
        let Some(line) = line else {
            gap = true;
            new_page |= breaks;
            continue;
        };
        match blocks.last_mut() {
            Some(block) if !gap && !parts(block, &line, prose_seen) => block.lines.push(line),
            _ => {
                blocks.push(Block { lines: vec![line], new_page });
                new_page = false;
            }
        }
        gap = false;
        prose_seen |= line.text.chars().count() > 160;
    }
    blocks
}

fn parts(block: &Block<'_>, next: &Line<'_>, prose_seen: bool) -> bool {
    let last = block.lines[block.lines.len() - 1];
    if marks::embargo(last.text) {
        // The media below the word, or the time below it, belong to it.
        return !marks::embargo_goes_on(last.text, next.text);
    }
    if block.lines.len() > 1 && marks::embargo(block.first()) {
        return !marks::embargo_goes_on(last.text, next.text);
    }
    let alone = |line: &Line<'_>| {
        line.heading > 0
            || marks::kind(line.text).is_some()
            || marks::standing(line.text)
            || marks::page_number(line.text)
            || marks::links_label(line.text)
            || marks::link_line(line.text)
    };
    if marks::kind(last.text).is_some() && marks::number_only(next.text) {
        return false;
    }
    if alone(&last) || alone(next) || marks::embargo(next.text) || super::parts::begins(next.text) {
        return true;
    }
    if marks::bullet(next.text).is_some() && marks::bullet(last.text).is_none() {
        return marks::bullet(block.first()).is_none() && last.text.ends_with(':');
    }
    if super::dateline::parse(next.text).is_some() {
        return true;
    }
    let goes_on = next.text.starts_with(char::is_lowercase);
    let named = marks::issuer(block.first()) && marks::issuer(last.text);
    !prose_seen && !goes_on && named && !marks::issuer(next.text)
}
