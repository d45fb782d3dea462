//! A logo leaves its maker's file as a photo does: nothing but the picture is kept.

use sperrfrist_paper::{Picture, PictureFault};
use sperrfrist_photo::{Caption, Edits, Format, Limits, Options, Rights, Size, clean_with, renditions};

use crate::Problem;

/// What is printed a few centimetres high needs no more: pixels on the longer side, and bytes.
const LONG_SIDE: u32 = 2_000;
const BYTES_MAX: usize = 2_000_000;

/// The picture as it is kept: JPEG, PNG or SVG.
///
/// # Errors
/// [`Problem`] where it cannot be read, cleaned or set.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let drawn = if Format::of(bytes).is_ok() { upright(bytes)? } else { bytes.to_vec() };
    let picture = Picture::logo(&drawn).map_err(refused)?;
    if picture.file().len() > BYTES_MAX {
        return Err(refused(PictureFault::Huge));
    }
    Ok(picture.file().to_vec())
}

/// "SVG", "PNG" or "JPEG".
pub(super) fn format(file: &[u8]) -> &'static str {
    match file {
        [0xff, ..] => "JPEG",
        [0x89, ..] => "PNG",
        _ => "SVG",
    }
}

/// A PNG that stands upright goes as it is, without what it tells; everything else is drawn anew as JPEG.
fn upright(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let limits = Limits::default();
    // A house's own mark: whoever drew it is not named on each of its papers.
    let options = Options { rights: Rights::AsSaid, ..Options::default() };
    let clean = clean_with(bytes, &Caption::default(), options, &limits)?;
    let is_small = clean.report.width.max(clean.report.height) <= LONG_SIDE;
    if clean.format == Format::Png && clean.report.orientation == 1 && is_small {
        return Ok(clean.bytes);
    }
    let size = Size { name: "logo".into(), long_side: Some(LONG_SIDE), quality: 92 };
    let mut drawn = renditions(&clean, &Edits::default(), &clean.caption, &[size], &limits)?;
    drawn.pop().map(|rendition| rendition.jpeg).ok_or_else(|| refused(PictureFault::Unreadable))
}

fn refused(fault: PictureFault) -> Problem {
    let (sentence, next) = fault.of_logo();
    Problem::new("letterhead.broken_logo", sentence, next)
}
