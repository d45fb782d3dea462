//! JPEG by libjpeg-turbo: what it draws is what browsers show. It scales while it decodes.

use turbojpeg::{Colorspace, Decompressor, Error, Image, PixelFormat, ScalingFactor};

use super::super::picture::{Ink, Picture};
use super::super::undrawable;
use crate::PhotoError;
use crate::jpeg::Jpeg;
use crate::read::colour::Colour;

/// How much larger than the largest copy the decoder's smaller picture must be, in hundredths: from there down it
/// goes by Lanczos, so that the copy is as sharp as one of the whole picture.
const ROOM: u64 = 130;

/// The most pixels that all scans of a progressive picture may go over, and the number of scans that is always
/// allowed: more cost minutes and show nothing (libjpeg-turbo, "Two Issues with the JPEG Standard").
const SCANNED_MAX: u64 = 20_000_000_000;
const SCANS_ALLOWED: u64 = 100;

/// Draws a JPEG at its size or at some eighths of it, large enough for a copy of `enough` pixels on its longer side.
///
/// The size of `source` must have passed the limits, which its parser sees to.
pub(super) fn jpeg(
    bytes: &[u8],
    source: &Jpeg<'_>,
    colour: &Colour,
    enough: Option<u32>,
) -> Result<Picture, PhotoError> {
    let mut decoder = Decompressor::new().map_err(undrawable)?;
    let (width, height) = (source.frame.width, source.frame.height);
    let scans = SCANNED_MAX / (u64::from(width) * u64::from(height)).max(1);
    let scans = scans.clamp(SCANS_ALLOWED, u64::from(u16::MAX));
    decoder.set_scan_limit(u32::try_from(scans).unwrap_or(u32::MAX)).map_err(undrawable)?;

    let header = decoder.read_header(bytes).map_err(undrawable)?;
    let (ink, format) = match header.colorspace {
        Colorspace::Gray => (Ink::Grey, PixelFormat::GRAY),
        Colorspace::CMYK | Colorspace::YCCK => (Ink::Cmyk, PixelFormat::CMYK),
        Colorspace::RGB | Colorspace::YCbCr => (Ink::Rgb, PixelFormat::RGB),
    };
    if (header.width, header.height) != (width as usize, height as usize) {
        return Err(undrawable("die Größe ist nicht eindeutig"));
    }
    let scale = ScalingFactor::new(eighths(width.max(height), enough), 8);
    decoder.set_scaling_factor(scale).map_err(undrawable)?;
    let (width, height) = (scale.scale(header.width), scale.scale(header.height));
    let pitch = width * format.size();
    let mut samples = vec![0; pitch * height];
    let image = Image { pixels: samples.as_mut_slice(), width, pitch, height, format };
    match decoder.decompress(bytes, image) {
        Ok(()) => {}
        Err(Error::TurboJpegError(said)) if is_mere_warning(&said) => {}
        Err(error) => return Err(undrawable(error)),
    }
    // Programs that write the Adobe segment store the ink that is missing.
    if ink == Ink::Cmyk && colour.adobe.is_some() {
        samples.iter_mut().for_each(|sample| *sample = 255 - *sample);
    }
    let side = |side: usize| u32::try_from(side).map_err(undrawable);
    Ok(Picture { width: side(width)?, height: side(height)?, ink, samples })
}

/// The least eighths of a picture that leave room for its largest copy.
fn eighths(long: u32, enough: Option<u32>) -> usize {
    let Some(enough) = enough else { return 8 };
    let fits = |&eighths: &usize| u64::from(long) * eighths as u64 * 100 >= u64::from(enough) * ROOM * 8;
    // The decoder is fast at these; at the others it is slower than at the next of these.
    [1, 2, 4].into_iter().find(fits).unwrap_or(8)
}

/// Whether libjpeg only complained and drew the picture all the same, as every browser then shows it. It says so
/// by the text alone (jerror.h: the messages named JWRN).
fn is_mere_warning(said: &str) -> bool {
    ["Corrupt JPEG data", "Premature end of JPEG", "Inconsistent progression", "Invalid SOS parameters"]
        .iter()
        .any(|start| said.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decoder_leaves_room_for_the_largest_copy() {
        assert_eq!(eighths(6000, Some(2048)), 4);
        assert_eq!(eighths(4000, Some(2048)), 8);
        assert_eq!(eighths(6000, Some(320)), 1);
        assert_eq!(eighths(6000, None), 8);
        assert_eq!(eighths(1, Some(u32::MAX)), 8);
    }
}
