//! The letterhead of a house, as data: who issues, and how its paper looks.
//!
//! One idea, one type: who issues and whom the press calls are the release's own [`Issuer`] and [`Contact`]. A
//! release that names them keeps every word of its own; one that names none has those of the letterhead. A letterhead
//! is never put over the release of another house.

mod contrast;
mod draft;
mod patterns;
mod read;
mod reading;
mod write;

use serde::{Deserialize, Serialize};
use sperrfrist_release::document::{Contact, Issuer};
use ts_rs::TS;

pub use draft::{ColoursDraft, ColumnDraft, LetterheadDraft, LogoDraft, PageDraft};
pub use patterns::patterns;

use crate::picture::Picture;
use contrast::{WHITE, contrast};

/// A letterhead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Letterhead {
    /// What a release says that names no issuer.
    pub issuer: Issuer,
    /// What a release says that names no contact.
    pub contact: Contact,
    pub logo: Option<Logo>,
    /// Where there is no logo: words beside the name, the first light, the others strong.
    pub wordmark: Vec<String>,
    pub colours: Colours,
    pub fonts: Fonts,
    pub column: Column,
    pub page: PageFormat,
}

/// The mark of the house.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    pub picture: Picture,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Millimetres.
    pub height: f64,
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The colours of the paper. All but the rules have a contrast of at least 4.5 to what they stand on (WCAG 2.2, 1.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The colour of the house: name, labels, links, bars.
    pub accent: Colour,
    /// The text.
    pub ink: Colour,
    /// Captions, running head, footnote.
    pub muted: Colour,
    /// The Sperrvermerk.
    pub embargo: Colour,
}

impl Default for Colours {
    fn default() -> Self {
        Self {
            accent: Colour([0x1f, 0x3d, 0x5c]),
            ink: Colour([0x1b, 0x1f, 0x23]),
            muted: Colour([0x55, 0x60, 0x6b]),
            embargo: Colour([0x9c, 0x1c, 0x1f]),
        }
    }
}

/// The typefaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Fonts {
    pub headline: Typeface,
    pub text: Typeface,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { headline: Typeface::Serif, text: Typeface::Sans }
    }
}

/// A typeface that is brought along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Typeface {
    /// Source Sans 3.
    Sans,
    /// Source Serif 4.
    Serif,
}

impl Fonts {
    /// The families that the headline and the text are set in.
    pub(crate) fn families(self) -> (&'static str, &'static str) {
        let headline = match self.headline {
            Typeface::Sans => SANS,
            Typeface::Serif => "Source Serif 4 Display",
        };
        let text = match self.text {
            Typeface::Sans => SANS,
            Typeface::Serif => "Source Serif 4",
        };
        (headline, text)
    }
}

/// The family that the kind of document and the issuer's name are always set in.
pub(crate) const SANS: &str = "Source Sans 3";

/// The column of the contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    pub place: SidePlace,
    /// Millimetres.
    pub width: f64,
}

impl Default for Column {
    fn default() -> Self {
        Self { place: SidePlace::Right, width: 45.0 }
    }
}

/// Where the contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SidePlace {
    /// Beside the text, on the first page.
    Right,
    /// Below the text.
    Below,
}

/// The page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageFormat {
    pub size: PageSize,
    /// The bar at the head of the page.
    pub bar: Paint,
    /// Margins in millimetres.
    pub left: f64,
    pub right: f64,
}

impl Default for PageFormat {
    fn default() -> Self {
        Self { size: PageSize::A4, bar: Paint::Bar, left: 25.0, right: 17.0 }
    }
}

/// The sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PageSize {
    A4,
    Letter,
}

impl PageSize {
    /// Width and height in millimetres (ISO 216; ANSI/ASME Y14.1).
    pub(crate) fn millimetres(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Letter => (215.9, 279.4),
        }
    }
}

/// How the head of the page is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Paint {
    /// A bar at the upper edge.
    Bar,
    /// The kind of document stands white on a field of the accent.
    Field,
    /// No colour.
    Nothing,
}

impl Colours {
    /// The contrast of each to what it stands on, from 1 to 21, by the name of its field.
    #[must_use]
    pub fn contrasts(&self) -> [(&'static str, f64); 4] {
        [
            ("colours.accent", contrast(self.accent, WHITE)),
            ("colours.ink", contrast(self.ink, WHITE)),
            ("colours.muted", contrast(self.muted, WHITE)),
            ("colours.embargo", contrast(self.embargo, self.embargo.tint())),
        ]
    }
}

impl Colour {
    /// `#0b5d3b`; `None` where it is no colour.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let is_hex = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        if is_hex { Some(Self([part(0)?, part(2)?, part(4)?])) } else { None }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}
