//! From pixels to a JPEG, which then goes the way of any photo.

use super::picture::{Ink, Picture};
use super::undrawable;
use crate::PhotoError;

/// From this quality on the colours are stored at the full size: what goes to print keeps its red edges.
const FULL_COLOUR: u8 = 90;

/// A baseline JPEG of that quality, 1 to 100.
#[cfg(feature = "turbojpeg")]
pub(super) fn jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoError> {
    use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

    let (format, sampling) = match picture.ink {
        Ink::Grey => (PixelFormat::GRAY, Subsamp::Gray),
        Ink::Rgb if quality >= FULL_COLOUR => (PixelFormat::RGB, Subsamp::None),
        Ink::Rgb => (PixelFormat::RGB, Subsamp::Sub2x2),
        Ink::Cmyk => return Err(undrawable("CMYK")),
    };
    let mut encoder = Compressor::new().map_err(undrawable)?;
    encoder.set_quality(i32::from(quality)).map_err(undrawable)?;
    encoder.set_subsamp(sampling).map_err(undrawable)?;
    let image = Image {
        pixels: picture.samples.as_slice(),
        width: picture.width as usize,
        pitch: picture.row(),
        height: picture.height as usize,
        format,
    };
    encoder.compress_to_vec(image).map_err(undrawable)
}

/// A baseline JPEG of that quality, 1 to 100.
#[cfg(not(feature = "turbojpeg"))]
pub(super) fn jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoError> {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    let colour = match picture.ink {
        Ink::Grey => ColorType::Luma,
        Ink::Rgb => ColorType::Rgb,
        Ink::Cmyk => return Err(undrawable("CMYK")),
    };
    let (Ok(width), Ok(height)) = (u16::try_from(picture.width), u16::try_from(picture.height)) else {
        return Err(PhotoError::TooManyPixels { width: picture.width, height: picture.height });
    };
    let mut encoded = Vec::new();
    let mut encoder = Encoder::new(&mut encoded, quality);
    encoder.set_sampling_factor(if quality >= FULL_COLOUR {
        SamplingFactor::F_1_1
    } else {
        SamplingFactor::F_2_2
    });
    encoder.encode(&picture.samples, width, height, colour).map_err(undrawable)?;
    Ok(encoded)
}
