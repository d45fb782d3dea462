//! Rebuilds a photo from the parts that are known and needed, or draws it anew where that cannot be done.
//!
//! **Invariant: a photo leaves clean or not at all.** The result is read again by [`crate::verify`], and where its
//! coded picture is to be the same, that is compared, before it is returned.

use serde::{Deserialize, Serialize};

use crate::container::{self, Built, Container, Look};
use crate::format::Format;
use crate::inspect::findings;
use crate::read::icc::Profile;
use crate::{Caption, Fate, Finding, Limits, PhotoError, write};

/// A photo that may go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its format: that of the source where it could be rebuilt, JPEG or PNG where it was drawn anew.
    pub format: Format,
    /// What was done.
    pub report: CleanReport,
}

/// How a photo is drawn anew, if it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redraw {
    /// JPEG quality, 1 to 100.
    pub quality: u8,
}

impl Default for Redraw {
    /// 92: no loss that a press photo would show.
    fn default() -> Self {
        Self { quality: 92 }
    }
}

/// Whether the coded picture is that of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum PictureData {
    /// Byte for byte. It was compared, not assumed.
    Unchanged,
    /// Coded anew without loss, because it held what is not drawn: mostly colours under fully transparent pixels.
    HiddenColoursGone,
    /// Drawn anew, because the format cannot be rebuilt: as JPEG of this quality (1 to 100), or without loss as PNG.
    Redrawn {
        /// `None` for PNG.
        quality: Option<u8>,
    },
}

/// What cleaning did to a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CleanReport {
    /// Width in pixels as drawn, that is after turning.
    pub width: u32,
    /// Height in pixels as drawn.
    pub height: u32,
    /// How the picture is turned when drawn, 1 to 8 (Exif tag 274).
    pub orientation: u8,
    /// The format of the source.
    pub format_before: Format,
    /// The format of the clean file.
    pub format_after: Format,
    /// Size of the source file in bytes.
    #[ts(type = "number")]
    pub bytes_before: u64,
    /// Size of the clean file in bytes.
    #[ts(type = "number")]
    pub bytes_after: u64,
    /// What is no longer in the file.
    pub removed: Vec<Finding>,
    /// What was kept because the picture needs it, in German.
    pub kept: Vec<String>,
    /// Whether the coded picture is that of the source.
    pub picture: PictureData,
}

/// Makes a photo with nothing in it but its picture, what the picture needs to be drawn right, and the officer's
/// caption. What cannot be rebuilt is drawn anew by [`Redraw::default`].
///
/// # Errors
/// A structural [`PhotoError`] if the picture is not understood, [`PhotoError::Caption`] if the caption cannot be
/// written, [`PhotoError::NotClean`] if the result does not pass the check.
pub fn clean(bytes: &[u8], caption: &Caption, limits: &Limits) -> Result<Cleaned, PhotoError> {
    clean_with(bytes, caption, Redraw::default(), limits)
}

/// Like [`clean`], with a say in how a photo is drawn anew, if it must be.
///
/// # Errors
/// As [`clean`].
pub fn clean_with(
    bytes: &[u8],
    caption: &Caption,
    redraw: Redraw,
    limits: &Limits,
) -> Result<Cleaned, PhotoError> {
    let photo = container::open(bytes, limits)?;
    let caption = caption.checked()?;
    let Built { bytes: clean, format, orientation, drawn: (width, height), kept, picture } =
        photo.build(&caption, redraw, limits)?;
    let report = CleanReport {
        width,
        height,
        orientation,
        format_before: photo.format(),
        format_after: format,
        bytes_before: bytes.len() as u64,
        bytes_after: clean.len() as u64,
        removed: removed(photo.as_ref(), &caption),
        kept,
        picture,
    };
    Ok(Cleaned { bytes: clean, format, report })
}

/// What the source told that the output does not: all that goes, and the photographer's words that the officer
/// did not take over.
fn removed(photo: &dyn Container, caption: &Caption) -> Vec<Finding> {
    let told = findings(photo);
    let differs = |finding: &Finding| match finding.code.strip_prefix("caption.") {
        Some("persons") => told.caption.persons != caption.persons,
        Some("date") => told.caption.date != caption.date,
        Some(field) => {
            let before = told.caption.texts().into_iter().find(|(name, _)| *name == field);
            let after = caption.texts().into_iter().find(|(name, _)| *name == field);
            before.map(|(_, text)| text.trim()) != after.map(|(_, text)| text)
        }
        None => true,
    };
    let is_removed = |finding: &Finding| match finding.fate {
        Fate::Goes => true,
        Fate::Stays => false,
        Fate::YouDecide => differs(finding),
    };
    told.list.iter().filter(|finding| is_removed(finding)).cloned().collect()
}

/// What was kept for the picture's sake, in German. `look` is that of the clean file.
pub(crate) fn kept(look: &Look, orientation: u8) -> Vec<String> {
    let mut kept = Vec::new();
    if orientation > 1 {
        kept.push("Ausrichtung".to_owned());
    }
    if let Some(icc) = &look.icc {
        let name = Profile::read(icc).and_then(|profile| profile.name());
        kept.push(match name.filter(|name| name != write::icc::NAMELESS) {
            Some(name) => format!("Farbprofil {name}"),
            None => "Farbprofil".to_owned(),
        });
    }
    if let Some(density) = look.density.and_then(|density| density.words()) {
        kept.push(format!("Auflösung {density}"));
    }
    kept
}
