//! The release as plain text, in the order in which the paper prints it.

use crate::body::{Block, Mark};
use crate::document::{LinkTarget, Release};

/// Every line that is printed, without placeholders for what is pending.
#[must_use]
pub fn lines(release: &Release) -> Vec<String> {
    printed(release, true)
}

/// The same without the Sperrvermerke: what the public reads once it is public.
#[must_use]
pub fn public_lines(release: &Release) -> Vec<String> {
    printed(release, false)
}

fn printed(release: &Release, with_notes: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut push = |line: &str| {
        if !line.trim().is_empty() {
            lines.push(line.to_owned());
        }
    };
    push(&release.kind_label);
    push(&release.issuer.name);
    for note in release.embargo_notes.iter().filter(|_| with_notes) {
        push(&note.words);
    }
    push(&release.headline);
    for line in &release.standing_lines {
        push(line);
    }
    push(&release.dateline.words);
    for block in &release.body.content {
        for line in block.lines() {
            push(&line);
        }
        for address in addresses(block) {
            push(address);
        }
    }
    push(&release.links_label);
    for link in &release.links {
        push(&link.label);
        if let LinkTarget::Address { href } = &link.target
            && !says_address(&link.label, href)
        {
            push(href);
        }
    }
    let contact = &release.contact;
    push(&contact.label);
    push(&contact.name);
    push(&contact.numbers_label);
    for number in &contact.numbers {
        push(&format!("{} {}", number.label, number.number));
    }
    push(&contact.email_label);
    push(&contact.email);
    push(&release.printed_date);
    for part in release.issuer.addresses.iter().chain([&release.issuer.directions]) {
        push(&part.label);
        for line in &part.lines {
            push(line);
        }
    }
    push(&release.issuer.website_label);
    push(&release.issuer.website);
    push(&release.issuer.accessibility_note);
    push(&release.issuer.footnote);
    for line in &release.unplaced {
        push(line);
    }
    lines
}

/// Whether the words of a link already are its address, so that printing both would say it twice.
#[must_use]
pub fn says_address(label: &str, href: &str) -> bool {
    href == label
}

/// The addresses that the links within a block lead to, where its text does not say them.
fn addresses(block: &Block) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut last = None;
    for run in block.runs() {
        let own = run.marks.iter().find_map(|mark| match mark {
            Mark::Link { attrs } => Some(attrs.href.as_str()),
            _ => None,
        });
        // A link of which a part is strong is several runs and one link.
        if let Some(href) = own
            && last != own
            && !says_address(&run.text, href)
        {
            found.push(href);
        }
        last = own;
    }
    if let Block::LinkBlock { attrs, content } = block {
        let label: String = content.iter().map(|run| run.text.as_str()).collect();
        if !says_address(&label, &attrs.href) {
            found.push(&attrs.href);
        }
    }
    found
}
