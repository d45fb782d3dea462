//! A letterhead while it is being made: each field as typed, right or wrong, so that nothing typed is lost.

use serde::{Deserialize, Serialize};
use sperrfrist_release::document::{Contact, Issuer};
use toml::Spanned;
use ts_rs::TS;

use super::read::{Written, WrittenColours, WrittenColumn, WrittenLogo, WrittenPage};
use super::reading::{Mark, NO_COLOUR, Reading};
use super::write::unplaced;
use super::{Colour, Fonts, Letterhead, PageSize, Paint, SidePlace};
use crate::check;
use crate::finding::Finding;

/// The fields of a letterhead. Measures are millimetres, with a comma or a point; an empty one is the usual one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LetterheadDraft {
    pub issuer: Issuer,
    pub contact: Contact,
    /// Where there is no logo: words beside the name.
    pub wordmark: Vec<String>,
    /// What is said of the logo; its picture is kept beside the fields.
    pub logo: Option<LogoDraft>,
    pub colours: ColoursDraft,
    pub fonts: Fonts,
    pub column: ColumnDraft,
    pub page: PageDraft,
}

/// The logo, without its picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogoDraft {
    pub alt: String,
    pub height: String,
}

/// Colours as `#0b5d3b`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColoursDraft {
    pub accent: String,
    pub ink: String,
    pub muted: String,
    pub embargo: String,
}

/// The column of the contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColumnDraft {
    pub place: SidePlace,
    pub width: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageDraft {
    pub size: PageSize,
    pub bar: Paint,
    pub left: String,
    pub right: String,
}

impl LetterheadDraft {
    /// The fields of a letterhead as it stands.
    #[must_use]
    pub fn of(letterhead: &Letterhead) -> Self {
        let Letterhead { issuer, contact, logo, wordmark, colours, fonts, column, page } = letterhead;
        Self {
            issuer: issuer.clone(),
            contact: contact.clone(),
            wordmark: wordmark.clone(),
            logo: logo.as_ref().map(|logo| LogoDraft { alt: logo.alt.clone(), height: printed(logo.height) }),
            colours: ColoursDraft {
                accent: colours.accent.to_string(),
                ink: colours.ink.to_string(),
                muted: colours.muted.to_string(),
                embargo: colours.embargo.to_string(),
            },
            fonts: *fonts,
            column: ColumnDraft { place: column.place, width: printed(column.width) },
            page: PageDraft {
                size: page.size,
                bar: page.bar,
                left: printed(page.left),
                right: printed(page.right),
            },
        }
    }

    /// The letterhead as far as it can be made of the fields and of the logo's file, and all that is wrong in them, each
    /// with its field.
    #[must_use]
    pub fn letterhead(&self, logo: Option<&[u8]>) -> (Letterhead, Vec<Finding>) {
        let mut reading = Reading::of(None);
        let Self { issuer, contact, wordmark, logo: told, colours, fonts, column, page } = self;
        let written = Written {
            wordmark: wordmark.iter().filter(|words| !words.trim().is_empty()).cloned().collect(),
            issuer: filled(issuer.clone()),
            contact: contact.clone(),
            logo: told.as_ref().map(|told| WrittenLogo {
                alt: unplaced(told.alt.clone()),
                height: length(&mut reading, &told.height, "logo.height"),
                file: None,
                data: None,
            }),
            colours: WrittenColours {
                accent: colour(&mut reading, &colours.accent, "colours.accent"),
                ink: colour(&mut reading, &colours.ink, "colours.ink"),
                muted: colour(&mut reading, &colours.muted, "colours.muted"),
                embargo: colour(&mut reading, &colours.embargo, "colours.embargo"),
            },
            fonts: *fonts,
            column: WrittenColumn {
                place: Some(column.place),
                width: length(&mut reading, &column.width, "column.width"),
            },
            page: WrittenPage {
                size: Some(page.size),
                bar: Some(page.bar),
                left: length(&mut reading, &page.left, "page.left"),
                right: length(&mut reading, &page.right, "page.right"),
            },
        };
        let mark = |_: &WrittenLogo| Mark { bytes: logo.map(<[u8]>::to_vec), at: 0, name: None };
        let letterhead = reading.letterhead(written, mark);
        let mut findings = reading.findings;
        findings.extend(check::letterhead(&letterhead));
        (letterhead, findings)
    }
}

/// Without the lines that are still empty.
fn filled(mut issuer: Issuer) -> Issuer {
    for part in issuer.addresses.iter_mut().chain([&mut issuer.directions]) {
        part.lines.retain(|line| !line.trim().is_empty());
    }
    issuer.addresses.retain(|address| !address.label.trim().is_empty() || !address.lines.is_empty());
    issuer
}

/// As it is typed here.
fn printed(millimetres: f64) -> String {
    millimetres.to_string().replace('.', ",")
}

fn length(reading: &mut Reading<'_>, typed: &str, field: &'static str) -> Option<Spanned<f64>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let number = typed.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    if number.is_none() {
        reading.push(
            "letterhead.type",
            (None, field),
            format!("»{typed}« ist kein Maß."),
            "Schreiben Sie Millimeter als Zahl, etwa 45 oder 17,5.",
        );
    }
    number.map(unplaced)
}

fn colour(reading: &mut Reading<'_>, typed: &str, field: &'static str) -> Option<Spanned<Colour>> {
    let found = Colour::parse(typed.trim());
    if found.is_none() {
        reading.push("letterhead.colour", (None, field), NO_COLOUR.0, NO_COLOUR.1);
    }
    found.map(unplaced)
}
