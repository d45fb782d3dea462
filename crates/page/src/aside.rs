//! The column beside the text: whom the press calls, and where the house is.

use serde::Serialize;
use sperrfrist_release::Release;
use sperrfrist_release::document::Labelled;

use crate::view::Line;
use crate::words;

/// Whom the press calls.
#[derive(Serialize)]
pub(crate) struct ContactView {
    pub label: String,
    pub lines: Vec<Line>,
    /// With its asterisk.
    pub footnote: Option<String>,
}

/// Lines under a label.
#[derive(Serialize)]
pub(crate) struct Place {
    pub label: String,
    pub lines: Vec<Line>,
    /// A paragraph of its own below them.
    pub note: Option<String>,
}

/// `None` where nobody is named.
pub(crate) fn contact(release: &Release) -> Option<ContactView> {
    let contact = &release.contact;
    let mut lines = Vec::new();
    if !contact.name.trim().is_empty() {
        lines.push(Line::plain(&contact.name));
    }
    for number in contact.numbers.iter().filter(|number| !number.number.trim().is_empty()) {
        let fax = number.label.to_lowercase().contains("fax");
        lines.push(Line {
            href: words::telephone(&number.number).filter(|_| !fax),
            before: number.label.clone(),
            ..Line::plain(&number.number)
        });
    }
    if !contact.email.trim().is_empty() {
        lines.push(Line {
            href: words::mail(contact.email.trim()),
            before: contact.email_label.clone(),
            after: if contact.email_has_footnote { "*".into() } else { String::new() },
            ..Line::plain(contact.email.trim())
        });
    }
    let footnote = release.issuer.footnote.trim();
    let footnote = (!footnote.is_empty()).then(|| format!("* {footnote}"));
    let label = match contact.label.trim() {
        "" => release.language.words().contact,
        label => label,
    };
    (!lines.is_empty()).then(|| ContactView { label: label.to_owned(), lines, footnote })
}

/// Addresses, website, directions, and the note on accessibility.
pub(crate) fn places(release: &Release) -> Vec<Place> {
    let issuer = &release.issuer;
    let lines = |part: &Labelled| -> Vec<Line> {
        part.lines.iter().filter(|line| !line.trim().is_empty()).map(Line::plain).collect()
    };
    let label = |part: &Labelled| part.label.trim().trim_end_matches(':').to_owned();
    let mut places: Vec<Place> = issuer
        .addresses
        .iter()
        .map(|part| Place { label: label(part), lines: lines(part), note: None })
        .filter(|place| !place.lines.is_empty())
        .collect();
    if !issuer.website.trim().is_empty() {
        let website = Line {
            href: words::website(&issuer.website),
            before: issuer.website_label.clone(),
            ..Line::plain(issuer.website.trim())
        };
        match places.last_mut() {
            Some(place) => place.lines.push(website),
            None => places.push(Place { label: String::new(), lines: vec![website], note: None }),
        }
    }
    let note = issuer.accessibility_note.trim();
    let directions = Place {
        label: label(&issuer.directions),
        lines: lines(&issuer.directions),
        note: (!note.is_empty()).then(|| note.to_owned()),
    };
    if !directions.lines.is_empty() || directions.note.is_some() {
        places.push(directions);
    }
    places
}
