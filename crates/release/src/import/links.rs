//! Links on lines of their own, and where they lead.

use crate::document::{Link, LinkTarget, Release};

use super::{Reading, inline, marks, photos, words};

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written<'a> {
    /// Empty for a bare address.
    pub label: &'a str,
    /// Empty where there is none.
    pub target: &'a str,
}

/// The links of a line that holds nothing else: Markdown links, or one bare address.
pub(super) fn of_line(line: &str) -> Option<Vec<Written<'_>>> {
    let mut rest = marks::bullet(line).unwrap_or(line).trim_matches('*').trim();
    if let Some(address) = address(rest) {
        return Some(vec![Written { label: "", target: address }]);
    }
    let mut links = Vec::new();
    while !rest.is_empty() {
        rest = rest.strip_prefix('!').unwrap_or(rest);
        let (label, target, end) = inline::markdown_link(rest)?;
        links.push(Written { label, target });
        rest = rest[end..].trim_start_matches(|c: char| c.is_whitespace() || ",;|·•/".contains(c));
        if !words::any(rest) {
            break;
        }
    }
    links.iter().any(|link| words::any(link.label) || words::any(link.target)).then_some(links)
}

/// `Label: https://…` below the word "Links:".
pub(super) fn labelled(line: &str) -> Option<Written<'_>> {
    let line = marks::bullet(line).unwrap_or(line);
    let (label, last) = line.rsplit_once(char::is_whitespace)?;
    let target = address(last)?;
    let label = label.trim_end().trim_end_matches(':');
    words::any(label).then_some(Written { label, target })
}

/// A whole line that is an address with its scheme, perhaps in angle brackets.
fn address(line: &str) -> Option<&str> {
    let bare = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(line);
    let scheme = bare.starts_with("https://") || bare.starts_with("http://") || bare.starts_with("mailto:");
    (scheme && !bare.contains(char::is_whitespace) && words::any(&bare[7..])).then_some(bare)
}

/// Gives a link its place in the release; where it promises a photo, the photo its slot.
pub(super) fn place(written: &Written<'_>, no: usize, release: &mut Release, reading: &mut Reading) {
    let Written { label, target } = *written;
    let bare = !words::any(label);
    let label = if bare { target } else { label };
    if !words::any(label) {
        return;
    }
    let empty = !words::any(target) || target.starts_with('#');
    let target = if empty && photos::speaks_of_photo(label) {
        if words::any(target) {
            reading.unplaced(target, no);
        }
        LinkTarget::Photo { slot: photos::promise(label, no, release, reading) }
    } else if !words::any(target) {
        reading.unsure("link.missing", "Der Link hat noch kein Ziel.", no, label);
        LinkTarget::Missing
    } else {
        if crate::plain::says_address(label, target) && !bare {
            // The address stands twice in the file and is printed once.
            reading.unplaced(target, no);
        }
        LinkTarget::Address { href: target.to_owned() }
    };
    release.links.push(Link { label: label.to_owned(), target });
}
