//! What the house that runs the newsroom says of itself: its address, its name, and the pages that every page leads to.
//!
//! It is nobody's release, so it is there from the beginning and says nothing about any.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::view::Line;
use crate::words;

/// As the keeper writes it, in JSON. What is not given is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Identity {
    /// `https://newsroom.example`, without a slash at its end. Without it links stay relative, and what needs whole
    /// addresses (sitemap, Open Graph) is left out.
    pub address: String,
    /// At the head of every page; else that of the newest release's issuer.
    pub name: String,
    /// A sentence above the head, such as whose official website this is. Nothing of the kind is said unasked.
    pub official: String,
    pub contact: Option<Slot>,
    pub imprint: Option<Slot>,
    pub privacy: Option<Slot>,
    pub accessibility: Option<Slot>,
    pub easy_language: Option<Slot>,
    pub sign_language: Option<Slot>,
}

/// Where a page of the house is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Slot {
    /// Elsewhere.
    Address(String),
    /// Here: paragraphs, of which each may have several lines.
    Paragraphs(Vec<String>),
}

/// Why what the keeper wrote cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdentityError {
    #[error("Bei »address« steht keine Adresse wie https://newsroom.example.")]
    Address,
    #[error("Bei »{field}« steht weder eine Adresse mit https:// noch ein Text.")]
    Slot { field: &'static str },
}

/// A page of the house: its name in the file, its path and its heading.
pub(crate) struct Room {
    pub field: &'static str,
    pub path: &'static str,
    pub heading: &'static str,
}

const ROOMS: [Room; 6] = [
    Room { field: "contact", path: "/kontakt", heading: "Kontakt" },
    Room { field: "imprint", path: "/impressum", heading: "Impressum" },
    Room { field: "privacy", path: "/datenschutz", heading: "Datenschutz" },
    Room { field: "accessibility", path: "/barrierefreiheit", heading: "Barrierefreiheit" },
    Room { field: "easyLanguage", path: "/leichte-sprache", heading: "Leichte Sprache" },
    Room { field: "signLanguage", path: "/gebaerdensprache", heading: "Gebärdensprache" },
];

/// A link in the head or the foot of every page.
#[derive(Debug, Serialize)]
pub(crate) struct Way {
    pub label: &'static str,
    pub href: String,
    /// Its own page, which leads nowhere.
    pub path: &'static str,
}

impl Identity {
    /// Whether it can be shown.
    ///
    /// # Errors
    /// What is wrong with it, by the name of the field.
    pub fn check(&self) -> Result<(), IdentityError> {
        let bare =
            |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_alphanumeric() || ".-:[]".contains(c));
        let schemes = ["https://", "http://"];
        if !self.address.is_empty()
            && !schemes.iter().any(|scheme| self.address.strip_prefix(scheme).is_some_and(bare))
        {
            return Err(IdentityError::Address);
        }
        for (room, slot) in self.rooms() {
            let shown = match slot {
                Slot::Address(href) => href.starts_with("http") && words::safe(href).is_some(),
                Slot::Paragraphs(paragraphs) => paragraphs.iter().any(|text| !text.trim().is_empty()),
            };
            if !shown {
                return Err(IdentityError::Slot { field: room.field });
            }
        }
        Ok(())
    }

    fn rooms(&self) -> impl Iterator<Item = (&'static Room, &Slot)> {
        let slots = [
            &self.contact,
            &self.imprint,
            &self.privacy,
            &self.accessibility,
            &self.easy_language,
            &self.sign_language,
        ];
        ROOMS.iter().zip(slots).filter_map(|(room, slot)| Some((room, slot.as_ref()?)))
    }

    /// Where every page leads to.
    pub(crate) fn ways(&self) -> Vec<Way> {
        let way = |(room, slot): (&'static Room, &Slot)| Way {
            label: room.heading,
            href: match slot {
                Slot::Address(href) => href.clone(),
                Slot::Paragraphs(_) => room.path.to_owned(),
            },
            path: room.path,
        };
        self.rooms().map(way).collect()
    }

    /// The pages that are here.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&'static Room, &[String])> {
        self.rooms().filter_map(|(room, slot)| match slot {
            Slot::Address(_) => None,
            Slot::Paragraphs(paragraphs) => Some((room, paragraphs.as_slice())),
        })
    }
}

/// A paragraph, line by line. A line that is an address leads there, and so does the number at the end of one.
pub(crate) fn lines(paragraph: &str) -> Vec<Line> {
    paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).map(line).collect()
}

fn line(text: &str) -> Line {
    if let Some((label, rest)) = text.split_once(": ").or_else(|| text.split_once(' '))
        && ["telefon", "tel.", "mobil"].contains(&label.to_lowercase().as_str())
        && let Some(href) = words::telephone(rest)
    {
        let before = text[..text.len() - rest.len()].trim_end().to_owned();
        return Line { href: Some(href), before, ..Line::plain(rest) };
    }
    let href = words::mail(text)
        .or_else(|| words::safe(text).filter(|href| href.starts_with("http") && !href.contains(' ')));
    Line { href, ..Line::plain(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hrefs(text: &str) -> Vec<Option<String>> {
        lines(text).into_iter().map(|line| line.href).collect()
    }

    #[test]
    fn a_line_that_is_an_address_or_ends_in_a_number_leads_there() {
        let text = "Erika Muster\nTelefon: +49 351 564 10300\npresse@example.org\nhttps://example.org/presse";
        let expected = [
            None,
            Some("tel:+4935156410300"),
            Some("mailto:presse@example.org"),
            Some("https://example.org/presse"),
        ];
        assert_eq!(hrefs(text), expected.map(|href| href.map(str::to_owned)));
        assert_eq!(hrefs("Telefax 0351 564\n01097 Dresden\njavascript:alert(1)"), [None, None, None]);
    }

    #[test]
    fn what_is_no_address_and_no_text_is_named_by_its_field() {
        let with = |imprint: Slot| Identity { imprint: Some(imprint), ..Identity::default() }.check();
        let refused = Err(IdentityError::Slot { field: "imprint" });
        assert_eq!(with(Slot::Address("javascript:alert(1)".into())), refused);
        assert_eq!(with(Slot::Address("Musterstraße 1".into())), refused);
        assert_eq!(with(Slot::Paragraphs(vec![" ".into()])), refused);
        assert_eq!(with(Slot::Address("https://example.org/impressum".into())), Ok(()));
        assert_eq!(with(Slot::Paragraphs(vec!["Landeskanzlei".into()])), Ok(()));
    }

    #[test]
    fn the_address_is_a_scheme_and_a_name_and_nothing_else() {
        let at = |address: &str| Identity { address: address.into(), ..Identity::default() }.check();
        for address in ["", "https://newsroom.example", "http://127.0.0.1:8080"] {
            assert_eq!(at(address), Ok(()), "{address}");
        }
        for address in
            ["newsroom.example", "https://", "https://a.example/", "https://a.example/x", "ftp://a"]
        {
            assert_eq!(at(address), Err(IdentityError::Address), "{address}");
        }
    }
}
