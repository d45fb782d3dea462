//! Rebuilds a photo from the parts that are known and needed, or draws it anew where that cannot be done.
//!
//! **Invariant: a photo leaves clean or not at all.** The result is read again by [`crate::verify`], and where its
//! coded picture is to be the same, that is compared, before it is returned.

use serde::{Deserialize, Serialize};

use crate::container::{self, Built, Container, Look};
use crate::format::Format;
use crate::inspect::{Told, findings};
use crate::read::icc::Profile;
use crate::{Caption, Fate, Finding, Limits, PhotoError, Rights, RightsChange, rights, write};

/// A photo that may go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its format: that of the source where it could be rebuilt, JPEG or PNG where it was drawn anew.
    pub format: Format,
    /// The words as they are written in it: the officer's, and the rights that were carried over. Its renditions
    /// and its check want these.
    pub caption: Caption,
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

/// What there is to choose when a photo is cleaned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// How it is drawn anew, if it must be.
    pub redraw: Redraw,
    /// What becomes of the rights it tells.
    pub rights: Rights,
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
    /// What became of the rights that the source tells.
    pub rights: Vec<RightsChange>,
    /// What was kept because the picture needs it, in German.
    pub kept: Vec<String>,
    /// Whether the coded picture is that of the source.
    pub picture: PictureData,
}

/// Makes a photo with nothing in it but its picture, what the picture needs to be drawn right, and the officer's
/// caption. What cannot be rebuilt is drawn anew by [`Redraw::default`].
///
/// Rights that the photo tells and the caption leaves empty are carried over (§ 95c UrhG).
///
/// # Errors
/// A structural [`PhotoError`] if the picture is not understood, [`PhotoError::Caption`] if the caption cannot be
/// written, [`PhotoError::RightsReplaced`] if it tells the rights otherwise than the photo and not why,
/// [`PhotoError::NotClean`] if the result does not pass the check.
pub fn clean(bytes: &[u8], caption: &Caption, limits: &Limits) -> Result<Cleaned, PhotoError> {
    clean_with(bytes, caption, Options::default(), limits)
}

/// Like [`clean`], with a say in how.
///
/// # Errors
/// As [`clean`].
pub fn clean_with(
    bytes: &[u8],
    caption: &Caption,
    options: Options,
    limits: &Limits,
) -> Result<Cleaned, PhotoError> {
    let photo = container::open(bytes, limits)?;
    let settled = Settled::of(photo.as_ref(), caption, options.rights)?;
    let built = photo.build(&settled.caption, options.redraw, limits)?;
    let report = settled.report(photo.as_ref(), &built, (bytes.len(), built.bytes.len()));
    Ok(Cleaned { bytes: built.bytes, format: built.format, caption: settled.caption, report })
}

/// What is decided before a photo is built: the words that are written into it, and what is to be said of those
/// that are not.
pub(crate) struct Settled {
    pub caption: Caption,
    rights: Vec<RightsChange>,
    removed: Vec<Finding>,
}

impl Settled {
    pub(crate) fn of(photo: &dyn Container, caption: &Caption, rights: Rights) -> Result<Self, PhotoError> {
        let told = findings(photo);
        let (caption, rights) = rights::settled(&told.caption, caption, rights)?;
        let removed = removed(&told, &caption);
        Ok(Self { caption, rights, removed })
    }

    /// `sizes` are those of the source and of the clean file, in bytes.
    pub(crate) fn report(
        &self,
        photo: &dyn Container,
        built: &Built,
        (before, after): (usize, usize),
    ) -> CleanReport {
        CleanReport {
            width: built.drawn.0,
            height: built.drawn.1,
            orientation: built.orientation,
            format_before: photo.format(),
            format_after: built.format,
            bytes_before: before as u64,
            bytes_after: after as u64,
            removed: self.removed.clone(),
            rights: self.rights.clone(),
            kept: built.kept.clone(),
            picture: built.picture,
        }
    }
}

/// What the source told that the output does not: all that goes, and the photographer's words that the officer
/// did not take over. What became of the rights is told apart.
fn removed(told: &Told, caption: &Caption) -> Vec<Finding> {
    let differs = |field: &str| match field {
        "persons" => told.caption.persons != caption.persons,
        "date" => told.caption.date != caption.date,
        "time" => told.caption.time != caption.time,
        "releaseAt" => told.caption.release_at != caption.release_at,
        rights if rights::is_right(rights) => false,
        text => told.caption.text(text).trim() != caption.text(text),
    };
    let is_removed = |finding: &Finding| match finding.fate {
        Fate::Goes => true,
        Fate::Stays => false,
        Fate::YouDecide => finding.code.strip_prefix("caption.").is_none_or(differs),
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
