//! What each block is, by its own looks and by what stands around it.

use crate::document::Kind;

use super::column::{self, Column};
use super::lines::Block;
use super::{Reading, dateline, links, marks};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Kind(Kind),
    Embargo,
    Standing,
    /// A page number.
    Page,
    /// The head of a forwarded mail.
    Mail,
    LinksLabel,
    Link,
    /// Already taken by the contact column.
    Column,
    Heading,
    List,
    /// Running text.
    Prose,
    /// Too short to say.
    Short,
}

/// A block and what it is.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub block: Block<'a>,
    pub role: Role,
}

/// Finds the role of every block, and fills the column on the way.
pub(super) fn assign<'a>(
    blocks: Vec<Block<'a>>,
    column: &mut Column,
    reading: &mut Reading,
) -> Vec<Item<'a>> {
    let asterisk = blocks
        .iter()
        .flat_map(|block| &block.lines)
        .any(|line| line.text.ends_with('*') && line.text.contains('@'));
    let above_links: Vec<bool> = (0..blocks.len())
        .map(|at| {
            let next = blocks.get(at + 1).map(Block::first).unwrap_or_default();
            marks::link_line(next) || links::labelled(next).is_some()
        })
        .collect();
    let mut items = Vec::with_capacity(blocks.len());
    for (block, above_links) in blocks.into_iter().zip(above_links) {
        let role = of_mark(&block, above_links).unwrap_or_else(|| {
            if column::is_column(&block, asterisk) || column.waits_for(&block) {
                column.take(&block, reading);
                Role::Column
            } else {
                of_text(&block)
            }
        });
        items.push(Item { block, role });
    }
    items
}

fn of_mark(block: &Block<'_>, above_links: bool) -> Option<Role> {
    let first = block.first();
    if let Some(kind) =
        marks::kind(first).filter(|_| block.lines[1..].iter().all(|line| marks::number_only(line.text)))
    {
        return Some(Role::Kind(kind));
    }
    let mail = block.lines.iter().filter(|line| marks::mail_head(line.text)).count();
    match () {
        () if marks::embargo(first) => Some(Role::Embargo),
        () if block.lines.len() == 1 && marks::standing(first) => Some(Role::Standing),
        () if marks::page_number(first) => Some(Role::Page),
        () if marks::links_label(first) && above_links => Some(Role::LinksLabel),
        () if marks::link_line(first) => Some(Role::Link),
        () if mail > 1 || mail == 1 && !first.contains(':') => Some(Role::Mail),
        () => None,
    }
}

fn of_text(block: &Block<'_>) -> Role {
    if block.is_heading() {
        return Role::Heading;
    }
    if marks::bullet(block.first()).is_some() {
        return Role::List;
    }
    let chars = block.chars();
    let last = block.lines[block.lines.len() - 1].text;
    let closes = ends_sentence(last);
    let calls = last.ends_with(['?', '!']);
    let prose = chars >= 60 && closes && !calls
        || chars >= 160 && closes
        || chars >= 220
        || dateline::parse(block.first()).is_some()
        || is_salutation(block.first());
    if prose { Role::Prose } else { Role::Short }
}

/// "Sehr geehrte Damen und Herren," opens a speech.
fn is_salutation(line: &str) -> bool {
    let line = line.to_lowercase();
    let opens = ["sehr geehrte", "liebe ", "lieber ", "meine damen", "meine sehr", "verehrte", "ladies and"];
    line.ends_with([',', '!']) && line.len() < 200 && opens.iter().any(|start| line.starts_with(start))
}

/// Whether a text is over, and not only its page.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "«»“”\"'’‘)]*".contains(c);
    text.trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…'])
}
