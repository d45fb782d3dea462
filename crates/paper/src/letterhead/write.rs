//! A letterhead as one file to be handed on, its logo in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use toml::Spanned;

use super::Letterhead;
use super::read::{Written, WrittenColours, WrittenColumn, WrittenLogo, WrittenPage};

impl Letterhead {
    /// As [`Letterhead::read`] reads it.
    ///
    /// # Panics
    /// Never: a letterhead is strings and numbers.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let Self { issuer, contact, logo, wordmark, colours, fonts, column, page } = self;
        let written = Written {
            wordmark: wordmark.clone(),
            issuer: issuer.clone(),
            contact: contact.clone(),
            logo: logo.as_ref().map(|logo| WrittenLogo {
                alt: unplaced(logo.alt.clone()),
                height: Some(unplaced(logo.height)),
                file: None,
                data: Some(unplaced(BASE64.encode(logo.picture.file()))),
            }),
            colours: WrittenColours {
                accent: Some(unplaced(colours.accent)),
                ink: Some(unplaced(colours.ink)),
                muted: Some(unplaced(colours.muted)),
                embargo: Some(unplaced(colours.embargo)),
            },
            fonts: *fonts,
            column: WrittenColumn { place: Some(column.place), width: Some(unplaced(column.width)) },
            page: WrittenPage {
                size: Some(page.size),
                bar: Some(page.bar),
                left: Some(unplaced(page.left)),
                right: Some(unplaced(page.right)),
            },
        };
        let toml = toml::to_string(&written).expect("strings and numbers are TOML");
        format!("# Ein Briefkopf für Sperrfrist. Maße in Millimetern.\n\n{toml}")
    }
}

/// What stands in no file yet.
pub(super) fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}
