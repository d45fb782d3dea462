//! Rebuilds a photo from the parts that are known and needed.
//!
//! **Invariant: a photo leaves clean or not at all.** The result is read again by [`crate::verify`], and its
//! coded picture is compared with the source's, before it is returned.

use serde::{Deserialize, Serialize};

use crate::format::Format;
use crate::inspect::findings;
use crate::jpeg::{self, Jpeg, Part};
use crate::read::colour::{Colour, Density};
use crate::read::icc::Profile;
use crate::verify::Seen;
use crate::{Caption, Fate, Finding, Limits, PhotoError, read, verify, write};

/// A photo that may go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The whole file.
    pub jpeg: Vec<u8>,
    /// What was done.
    pub report: CleanReport,
}

/// What cleaning did to a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CleanReport {
    /// Width in pixels as drawn, that is after turning.
    pub width: u32,
    /// Height in pixels as drawn.
    pub height: u32,
    /// How the picture is turned when drawn, 1 to 8 (Exif tag 274). The same as in the source.
    pub orientation: u8,
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
    /// Whether the coded picture is byte for byte that of the source. It was compared, not assumed.
    pub picture_data_unchanged: bool,
}

/// Rebuilds a photo with nothing in it but its picture, what the picture needs to be drawn right, and the
/// officer's caption.
///
/// # Errors
/// A structural [`PhotoError`] if the picture is not understood, [`PhotoError::Caption`] if the caption cannot be
/// written, [`PhotoError::NotClean`] if the result does not pass the check.
pub fn clean(bytes: &[u8], caption: &Caption, limits: &Limits) -> Result<Cleaned, PhotoError> {
    limits.check_bytes(bytes)?;
    let Format::Jpeg = Format::of(bytes)?;
    let caption = caption.checked()?;
    let source = jpeg::parse(bytes, limits)?;

    let built = Built::from(&source, &caption)?;
    let report = CleanReport {
        width: built.drawn.0,
        height: built.drawn.1,
        orientation: built.orientation,
        bytes_before: bytes.len() as u64,
        bytes_after: built.jpeg.len() as u64,
        removed: removed(&source, &caption),
        kept: built.kept,
        picture_data_unchanged: true,
    };
    Ok(Cleaned { jpeg: built.jpeg, report })
}

/// A rebuilt and checked file.
pub(crate) struct Built {
    pub jpeg: Vec<u8>,
    pub orientation: u8,
    /// Width and height as drawn.
    pub drawn: (u32, u32),
    pub kept: Vec<String>,
}

impl Built {
    /// Rebuilds `source` and checks the result. `caption` must be a checked one.
    pub(crate) fn from(source: &Jpeg<'_>, caption: &Caption) -> Result<Self, PhotoError> {
        let orientation = read::orientation(source);
        let mut colour = Colour::read(source);
        colour.icc = colour.icc.and_then(|icc| write::icc::scrubbed(&icc, source.frame.components.len()));
        let head = write::head(&colour, orientation, caption)?;
        let jpeg = jpeg::rebuild(source, &head);

        let seen = verify::scan(&jpeg, caption)?;
        compare(source, &seen, orientation, colour.icc.is_some())?;

        let drawn = drawn(source, orientation);
        let kept = kept(&colour, orientation);
        Ok(Self { jpeg, orientation, drawn, kept })
    }
}

/// Width and height as drawn: orientations 5 to 8 lie on their side.
pub(crate) fn drawn(jpeg: &Jpeg<'_>, orientation: u8) -> (u32, u32) {
    let (width, height) = (jpeg.frame.width, jpeg.frame.height);
    if orientation >= 5 { (height, width) } else { (width, height) }
}

/// Whether the independent scanner saw the same coded picture in the output as the parser in the source.
fn compare(source: &Jpeg<'_>, seen: &Seen<'_>, orientation: u8, icc: bool) -> Result<(), PhotoError> {
    let mut frame = None;
    let mut tables = Vec::new();
    for part in &source.parts {
        match part {
            Part::Frame(segment) => frame = Some((segment.marker, segment.payload)),
            Part::Table(table) => {
                tables.extend(table.definitions.iter().filter(|d| d.used).map(|d| (table.marker, d.bytes)));
            }
            _ => {}
        }
    }
    let scans_equal = source.scans().map(|scan| (scan.header, scan.coded)).eq(seen.scans.iter().copied());
    let what = if !scans_equal || frame != Some(seen.frame) {
        "die Bilddaten sind nicht dieselben"
    } else if tables != seen.tables {
        "die Tabellen des Bildes sind nicht dieselben"
    } else if orientation != seen.orientation {
        "die Ausrichtung ist nicht dieselbe"
    } else if icc != seen.icc {
        "das Farbprofil fehlt"
    } else {
        return Ok(());
    };
    Err(PhotoError::NotClean { what: what.to_owned() })
}

/// What the source told that the output does not: all that goes, and the photographer's words that the officer
/// did not take over.
fn removed(source: &Jpeg<'_>, caption: &Caption) -> Vec<Finding> {
    let told = findings(source);
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

fn kept(colour: &Colour, orientation: u8) -> Vec<String> {
    let mut kept = Vec::new();
    if orientation > 1 {
        kept.push("Ausrichtung".to_owned());
    }
    if let Some(icc) = &colour.icc {
        let name = Profile::read(icc).and_then(|profile| profile.name());
        kept.push(match name.filter(|name| name != write::icc::NAMELESS) {
            Some(name) => format!("Farbprofil {name}"),
            None => "Farbprofil".to_owned(),
        });
    }
    if colour.adobe.is_some() {
        kept.push("Farbumrechnung".to_owned());
    }
    if let Some(density) = colour.jfif.and_then(density_words) {
        kept.push(format!("Auflösung {density}"));
    }
    kept
}

/// "300 dpi", or nothing for a mere aspect ratio.
pub(crate) fn density_words(density: Density) -> Option<String> {
    let unit = match density.unit {
        1 => "dpi",
        2 => "Punkte je cm",
        _ => return None,
    };
    Some(if density.x == density.y {
        format!("{} {unit}", density.x)
    } else {
        format!("{} × {} {unit}", density.x, density.y)
    })
}
