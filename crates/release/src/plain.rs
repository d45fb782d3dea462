//! The release as plain text, in the order in which the paper prints it.

use crate::document::Release;

/// Every line that is printed, without placeholders for what is pending.
#[must_use]
pub fn lines(release: &Release) -> Vec<String> {
    let mut lines = Vec::new();
    let mut push = |line: &str| {
        if !line.trim().is_empty() {
            lines.push(line.to_owned());
        }
    };
    push(&release.kind_label);
    push(&release.issuer.name);
    for note in &release.embargo_notes {
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
    }
    push(&release.links_label);
    for link in &release.links {
        push(&link.label);
        if let crate::document::LinkTarget::Address { href } = &link.target
            && *href != link.label
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
    push(&contact.email);
    push(&release.printed_date);
    for part in release.issuer.addresses.iter().chain([&release.issuer.directions]) {
        push(&part.label);
        for line in &part.lines {
            push(line);
        }
    }
    push(&release.issuer.website);
    push(&release.issuer.accessibility_note);
    push(&release.issuer.footnote);
    for line in &release.unplaced {
        push(line);
    }
    lines
}
