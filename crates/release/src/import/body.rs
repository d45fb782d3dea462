//! The running text: paragraphs, lists, subheadings, and the paragraph that a page break has torn apart.

use crate::body::{Block as BodyBlock, Body, Href, ListItem, ListItemNode, Text};
use crate::document::Release;

use super::head::Head;
use super::lines::{Block, append, ends_in_hyphen};
use super::roles::{Item, Role, ends_sentence};
use super::{Reading, inline, links, marks, photos, quotes, words};

/// A block of the text before its marks are read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Draft {
    Paragraph { no: usize, text: String },
    Subheading { no: usize, text: String },
    List { items: Vec<(usize, String)> },
    Link { label: String, href: String },
}

/// Collects the text below the head; links that stand below it go into the release.
pub(super) fn collect(
    items: &[Item<'_>],
    head: &Head,
    release: &mut Release,
    reading: &mut Reading,
) -> Vec<Draft> {
    let mut text = Growing::default();
    for at in &head.sublines {
        let block = &items[*at].block;
        text.drafts.push(Draft::Subheading { no: block.no(), text: inline::without_strong(&block.joined()) });
    }
    let last_prose = items.iter().rposition(|item| item.role == Role::Prose).unwrap_or(0);
    for ((at, item), next) in items.iter().enumerate().zip(what_follows(items)).skip(head.start) {
        if [head.kind, head.issuer, head.headline].contains(&Some(at)) {
            continue;
        }
        let block = &item.block;
        text.interrupted |= block.new_page;
        match item.role {
            Role::Embargo | Role::Standing | Role::Column | Role::Page | Role::Mail => {
                text.interrupted = true;
            }
            Role::LinksLabel if release.links_label.is_empty() => {
                block.first().clone_into(&mut release.links_label);
                text.below_links_label = true;
            }
            Role::LinksLabel => reading.unplaced_block(block),
            Role::Link => text.links(block, at < last_prose, release, reading),
            Role::Heading => text.subheading(block),
            Role::List => text.list(block, release, reading),
            Role::Prose | Role::Short | Role::Kind(_) => text.running(item, next, release, reading),
        }
    }
    text.drafts
}

/// What comes after a line, as far as it tells what the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Whole sentences.
    Text,
    Column,
    Other,
}

/// What comes after each item, page numbers apart.
fn what_follows(items: &[Item<'_>]) -> Vec<Option<Next>> {
    let mut following = vec![None; items.len()];
    let mut next = None;
    for (item, own) in items.iter().zip(&mut following).rev() {
        *own = next;
        next = match item.role {
            Role::Page => next,
            Role::Prose => Some(Next::Text),
            Role::Short if item.block.lines.last().is_some_and(|line| ends_sentence(line.text)) => {
                Some(Next::Text)
            }
            Role::Column => Some(Next::Column),
            _ => Some(Next::Other),
        };
    }
    following
}

/// The text as it grows.
#[derive(Debug, Default)]
struct Growing {
    drafts: Vec<Draft>,
    /// Whether something else stood between the last paragraph and what comes now.
    interrupted: bool,
    below_links_label: bool,
}

impl Growing {
    fn running(&mut self, item: &Item<'_>, next: Option<Next>, release: &mut Release, reading: &mut Reading) {
        let block = &item.block;
        let labelled: Option<Vec<_>> =
            block.lines.iter().map(|line| links::labelled(line.text).map(|link| (link, line.no))).collect();
        if let Some(found) = labelled.filter(|_| self.below_links_label) {
            for (link, no) in found {
                links::place(&link, no, release, reading);
            }
            return;
        }
        self.below_links_label = false;
        let mut paragraphs = paragraphs(block, reading).into_iter();
        if let Some((no, first)) = paragraphs.next() {
            let only = block.lines.len() == 1;
            if self.continues(&first) {
                self.join(no, &first, reading);
            } else if only && item.role != Role::Prose && self.is_lost(&first, next) {
                reading.unplaced(&first, no);
            } else if only && item.role != Role::Prose && self.is_subheading(&first, next) {
                reading.unsure(
                    "subheading.guessed",
                    "Diese Zeile wurde als Zwischenüberschrift gelesen.",
                    no,
                    &*first,
                );
                self.drafts.push(Draft::Subheading { no, text: inline::without_strong(&first) });
            } else {
                self.drafts.push(Draft::Paragraph { no, text: first });
            }
        }
        self.drafts.extend(paragraphs.map(|(no, text)| Draft::Paragraph { no, text }));
        self.interrupted = false;
    }

    /// Whether the last paragraph was torn apart and goes on here.
    fn continues(&self, next: &str) -> bool {
        let Some(Draft::Paragraph { text: last, .. }) = self.drafts.last() else { return false };
        let goes_on = next.starts_with(char::is_lowercase);
        let long = last.chars().count() >= 80;
        !ends_sentence(last) && (goes_on && (self.interrupted || long) || self.interrupted && long)
    }

    fn join(&mut self, no: usize, next: &str, reading: &mut Reading) {
        let Some(Draft::Paragraph { text, .. }) = self.drafts.last_mut() else { return };
        let seam = format!("{} … {}", last_words(text), first_words(next));
        reading.unsure(
            "paragraph.joined",
            "Der Absatz war durch einen Seitenumbruch oder die Kontaktspalte geteilt und wurde zusammengefügt.",
            no,
            seam,
        );
        append(text, next);
    }

    /// A short line among the lines of the column, which nobody can place.
    fn is_lost(&self, line: &str, next: Option<Next>) -> bool {
        self.interrupted && !ends_sentence(line) && matches!(next, None | Some(Next::Column))
    }

    fn is_subheading(&self, line: &str, next: Option<Next>) -> bool {
        let quoted = line.starts_with(['»', '„', '"', '“', '(']);
        let begins = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '*');
        let short = line.chars().count() <= 90;
        let open = ends_sentence(line) || line.ends_with([',', ';', '«', '“']) || marks::technical(line);
        short && begins && !quoted && !open && next == Some(Next::Text) && !self.drafts.is_empty()
    }

    fn subheading(&mut self, block: &Block<'_>) {
        let text = inline::without_strong(&block.joined());
        self.drafts.push(Draft::Subheading { no: block.no(), text });
        (self.interrupted, self.below_links_label) = (false, false);
    }

    fn list(&mut self, block: &Block<'_>, release: &mut Release, reading: &mut Reading) {
        let mut found: Vec<(usize, String)> = Vec::new();
        for line in &block.lines {
            match (marks::bullet(line.text), found.last_mut()) {
                (Some(item), _) => found.push((line.no, item.to_owned())),
                (None, Some((_, item))) => append(item, line.text),
                (None, None) => found.push((line.no, line.text.to_owned())),
            }
        }
        if self.below_links_label && found.iter().all(|(_, item)| links::labelled(item).is_some()) {
            for (no, item) in &found {
                if let Some(link) = links::labelled(item) {
                    links::place(&link, *no, release, reading);
                }
            }
            return;
        }
        match self.drafts.last_mut() {
            Some(Draft::List { items }) => items.append(&mut found),
            _ => self.drafts.push(Draft::List { items: found }),
        }
        (self.interrupted, self.below_links_label) = (false, false);
    }

    /// Links in the middle of the text stay there; the others stand below it.
    fn links(&mut self, block: &Block<'_>, text_follows: bool, release: &mut Release, reading: &mut Reading) {
        for line in &block.lines {
            for link in links::of_line(line.text).unwrap_or_default() {
                let label = if words::any(link.label) { link.label } else { link.target };
                let href = Href { href: link.target.to_owned() };
                let once = label == link.target && words::any(link.label);
                if text_follows && !self.below_links_label && href.is_safe() && !once {
                    self.drafts.push(Draft::Link { label: label.to_owned(), href: href.href });
                } else {
                    links::place(&link, line.no, release, reading);
                }
            }
        }
        self.interrupted = true;
    }
}

/// The paragraphs of a block: its lines are one text unless a line was clearly meant to be the last.
fn paragraphs(block: &Block<'_>, reading: &mut Reading) -> Vec<(usize, String)> {
    let width = block.lines.iter().map(|line| line.text.chars().count()).max().unwrap_or_default();
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut last = "";
    for line in &block.lines {
        match paragraphs.last_mut() {
            Some((_, text)) if !parted(last, line.text, width) => {
                if ends_in_hyphen(last) && line.text.starts_with(char::is_lowercase) {
                    reading.unsure(
                        "word.divided",
                        "Am Zeilenende steht ein Trennstrich; prüfen Sie das Wort.",
                        line.no,
                        format!("{} {}", last_words(last), first_words(line.text)),
                    );
                }
                append(text, line.text);
            }
            _ => paragraphs.push((line.no, line.text.to_owned())),
        }
        last = line.text;
    }
    paragraphs
}

/// Whether a paragraph ends between two lines: the first is over, and the next word would have fitted into it.
fn parted(last: &str, next: &str, width: usize) -> bool {
    const UNWRAPPED: usize = 110;
    let length = last.chars().count();
    let word = next.split_whitespace().next().unwrap_or_default();
    let numbered = |line: &str| {
        line.split_once(['.', ')']).is_some_and(|(number, rest)| {
            (1..=2).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_digit())
                && rest.starts_with(' ')
        })
    };
    let room = length + 1 + word.chars().count() <= width;
    ends_sentence(last) && (length > UNWRAPPED || room) || numbered(last) && numbered(next)
}

fn last_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(4).collect();
    words.reverse();
    words.join(" ")
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

/// Reads the marks of the drafts: the body as the editor knows it.
pub(super) fn finish(drafts: &[Draft], release: &mut Release, reading: &mut Reading) -> Body {
    // The dateline is printed before the first paragraph; as a quotation it would lose it to the next one.
    let dated = drafts
        .iter()
        .position(|draft| matches!(draft, Draft::Paragraph { .. }))
        .filter(|_| !release.dateline.words.is_empty());
    let mut content = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        content.push(match draft {
            Draft::Paragraph { no, text } => match whole_strong(text) {
                Some(text) => BodyBlock::Subheading { content: vec![Text::plain(text)] },
                None => {
                    let content = runs(text, *no, release, reading);
                    let said: String = content.iter().map(|run| run.text.as_str()).collect();
                    if dated != Some(at) && quotes::is_quote(&said) {
                        BodyBlock::Quote { content }
                    } else {
                        BodyBlock::Paragraph { content }
                    }
                }
            },
            Draft::Subheading { no, text } => {
                BodyBlock::Subheading { content: runs(text, *no, release, reading) }
            }
            Draft::List { items } => {
                let item = |(no, text): &(usize, String)| ListItem {
                    r#type: ListItemNode::ListItem,
                    content: runs(text, *no, release, reading),
                };
                BodyBlock::List { content: items.iter().map(item).collect() }
            }
            Draft::Link { label, href } => BodyBlock::LinkBlock {
                attrs: Href { href: href.clone() },
                content: vec![Text::plain(&**label)],
            },
        });
    }
    Body::of(content)
}

/// A short paragraph that is strong from end to end is a subheading in Markdown from a word processor.
fn whole_strong(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("**")?.strip_suffix("**")?;
    (inner.chars().count() <= 90 && !inner.contains("**") && !ends_sentence(inner) && inner.trim() == inner)
        .then_some(inner)
}

fn runs(text: &str, no: usize, release: &mut Release, reading: &mut Reading) -> Vec<Text> {
    let (runs, blanks) = inline::runs(text);
    for label in blanks {
        if photos::speaks_of_photo(&label) {
            photos::promise(&label, no, release, reading);
        } else {
            reading.unsure("link.missing", "Der Link hat noch kein Ziel.", no, label);
        }
    }
    runs
}
