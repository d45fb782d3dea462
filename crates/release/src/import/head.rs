//! The head of the document: where the text begins, and which lines above it are issuer and headline.

use super::lines::Block;
use super::roles::{Item, Role};
use super::{Reading, dateline, marks};

/// What the head holds, by position among the items.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Where the text begins.
    pub start: usize,
    pub kind: Option<usize>,
    pub issuer: Option<usize>,
    pub headline: Option<usize>,
    /// Lines between headline and text.
    pub sublines: Vec<usize>,
    /// What found no place.
    pub spare: Vec<usize>,
}

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 250;

/// Reads the head.
pub(super) fn of(items: &[Item<'_>], reading: &mut Reading) -> Head {
    let kind = kind(items);
    let embargo = items.iter().position(|item| item.role == Role::Embargo);
    let is_prose = |item: &Item<'_>| item.role == Role::Prose;
    let anchor = kind.or(embargo.filter(|at| near_the_top(items, *at))).unwrap_or(0);
    let prose = items[anchor..].iter().position(is_prose).map(|at| anchor + at);
    let end = prose.unwrap_or(items.len());
    let candidates: Vec<usize> = (0..end)
        .filter(|at| Some(*at) != kind)
        .filter(|at| matches!(items[*at].role, Role::Short | Role::Heading | Role::Kind(_)))
        .collect();
    let usable = |at: &usize| {
        !marks::technical(items[*at].block.first()) && items[*at].block.chars() <= LONGEST_HEADLINE
    };
    let mut named: Vec<usize> = candidates.iter().copied().filter(usable).collect();
    let mut head = Head { kind, ..Head::default() };
    head.issuer = issuer(items, &named, kind, reading);
    named.retain(|at| Some(*at) != head.issuer);
    head.headline = headline(items, &named, &head, end);
    head.start = prose.or(head.headline.or(head.issuer).map(|at| at + 1)).unwrap_or(0);
    for (at, item) in items.iter().enumerate().take(head.start) {
        if [head.kind, head.issuer, head.headline].contains(&Some(at)) {
            continue;
        }
        match item.role {
            Role::Short | Role::Heading
                if named.binary_search(&at).is_ok()
                    && head.headline.is_some_and(|headline| headline < at) =>
            {
                head.sublines.push(at);
            }
            Role::Short | Role::Heading | Role::Kind(_) | Role::Prose | Role::List => head.spare.push(at),
            _ => {}
        }
    }
    head
}

/// The first line that names a kind, if it stands above the text and not somewhere in it.
fn kind(items: &[Item<'_>]) -> Option<usize> {
    let at = items.iter().position(|item| matches!(item.role, Role::Kind(_)))?;
    near_the_top(items, at).then_some(at)
}

fn near_the_top(items: &[Item<'_>], at: usize) -> bool {
    let prose = |items: &[Item<'_>]| items.iter().filter(|item| item.role == Role::Prose).count();
    let (above, below) = (prose(&items[..at]), prose(&items[at..]));
    // A mail that brings the paper may say a few sentences of its own.
    let dated = || {
        let first = items[at..].iter().find(|item| item.role == Role::Prose);
        first.is_some_and(|item| dateline::parse(item.block.first()).is_some())
    };
    above == 0 || above <= 3 && (above < below || dated())
}

fn issuer(items: &[Item<'_>], named: &[usize], kind: Option<usize>, reading: &mut Reading) -> Option<usize> {
    // The only line there is is the headline, whatever it looks like.
    let (_, others) = named.split_last()?;
    let looks = |at: &&usize| {
        let block = &items[**at].block;
        !block.is_heading() && block.lines.len() <= 3 && marks::issuer(&block.joined())
    };
    if let Some(at) = others.iter().find(looks) {
        return Some(*at);
    }
    let kind = kind?;
    // Above the kind only if the paper begins there, and not a mail that brings it.
    let whole = !items[..kind].iter().any(|item| matches!(item.role, Role::Prose | Role::Mail));
    let beside = |at: &&usize| {
        let block: &Block<'_> = &items[**at].block;
        (**at == kind + 1 || whole && **at + 1 == kind) && !block.is_heading() && block.chars() <= 80
    };
    let at = others.iter().find(beside)?;
    let block = &items[*at].block;
    reading.unsure(
        "issuer.guessed",
        "Diese Zeile wurde als Herausgeber gelesen.",
        block.no(),
        block.joined(),
    );
    Some(*at)
}

/// A Markdown heading of the highest level; else the first line below the last mark of the head.
fn headline(items: &[Item<'_>], named: &[usize], head: &Head, end: usize) -> Option<usize> {
    let heading = named
        .iter()
        .filter(|at| items[**at].block.is_heading())
        .min_by_key(|at| items[**at].block.lines[0].heading);
    if let Some(at) = heading {
        return Some(*at);
    }
    let is_mark = |at: &usize| {
        matches!(items[*at].role, Role::Embargo | Role::Standing)
            || [head.kind, head.issuer].contains(&Some(*at))
    };
    let last_mark = (0..end).rfind(is_mark);
    let below = named.iter().find(|at| last_mark.is_none_or(|mark| **at > mark));
    below.or_else(|| named.iter().find(|at| head.issuer.is_none_or(|issuer| **at > issuer))).copied()
}
