//! Decoders in Rust alone: for PNG and WebP, and for JPEG where libjpeg-turbo is not built in or refuses.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder};

use super::super::picture::{Ink, Picture};
use super::super::undrawable;
use super::Decoded;
use crate::{Format, Limits, PhotoError, jpeg};

/// Draws what zune-jpeg draws right. It makes RGB of CMYK by itself.
pub(super) fn jpeg(bytes: &[u8], source: &jpeg::Jpeg<'_>, limits: &Limits) -> Result<Picture, PhotoError> {
    let coding = source.frame.coding;
    if coding.arithmetic {
        return Err(undrawable("arithmetisch kodiert"));
    }
    // zune-jpeg 0.5.15 draws such pictures in wrong colours when their chroma is subsampled both ways.
    if !coding.progressive && source.scans().count() > 1 {
        return Err(undrawable("Farben in getrennten Durchläufen gespeichert"));
    }
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(undrawable)?;
    Ok(picture(read(decoder, limits)?))
}

/// Draws PNG and WebP, on white where they are transparent.
pub(super) fn lossless(bytes: &[u8], format: Format, limits: &Limits) -> Result<Decoded, PhotoError> {
    let cursor = Cursor::new(bytes);
    match format {
        Format::Png => decoded(PngDecoder::new(cursor).map_err(undrawable)?, limits),
        Format::WebP => decoded(WebPDecoder::new(cursor).map_err(undrawable)?, limits),
        other => Err(PhotoError::Unsupported { format: other.name() }),
    }
}

fn decoded(mut decoder: impl ImageDecoder, limits: &Limits) -> Result<Decoded, PhotoError> {
    let profile = decoder.icc_profile().ok().flatten();
    let picture = picture(read(decoder, limits)?);
    Ok(Decoded { full: (picture.width, picture.height), picture, profile })
}

fn read(mut decoder: impl ImageDecoder, limits: &Limits) -> Result<DynamicImage, PhotoError> {
    let (width, height) = decoder.dimensions();
    limits.check_size(width, height)?;
    let mut allowed = image::Limits::default();
    allowed.max_image_width = Some(limits.max_side);
    allowed.max_image_height = Some(limits.max_side);
    // Four channels of sixteen bits, and as much again for the decoder's own work.
    allowed.max_alloc = Some(limits.max_pixels.saturating_mul(16));
    allowed.reserve(decoder.total_bytes()).map_err(undrawable)?;
    decoder.set_limits(allowed).map_err(undrawable)?;
    DynamicImage::from_decoder(decoder).map_err(undrawable)
}

fn picture(image: DynamicImage) -> Picture {
    let (width, height) = (image.width(), image.height());
    let color = image.color();
    let (ink, samples) = match (color.has_color(), color.has_alpha()) {
        (false, false) => (Ink::Grey, image.into_luma8().into_raw()),
        (true, false) => (Ink::Rgb, image.into_rgb8().into_raw()),
        (false, true) => (Ink::Grey, on_white::<2, 1>(image.into_luma_alpha8().as_raw())),
        (true, true) => (Ink::Rgb, on_white::<4, 3>(image.into_rgba8().as_raw())),
    };
    Picture { width, height, ink, samples }
}

/// Pixels of `N` samples, of which the last says how opaque they are, as `M` samples on white paper.
fn on_white<const N: usize, const M: usize>(samples: &[u8]) -> Vec<u8> {
    let (pixels, _) = samples.as_chunks::<N>();
    let mut out = Vec::with_capacity(pixels.len() * M);
    for pixel in pixels {
        let opaque = u32::from(pixel[N - 1]);
        let paper = 255 * (255 - opaque);
        for &value in &pixel[..M] {
            let mixed = (u32::from(value) * opaque + paper + 127) / 255;
            out.push(u8::try_from(mixed).unwrap_or(u8::MAX));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparent_parts_are_white() {
        assert_eq!(on_white::<4, 3>(&[10, 20, 30, 0, 10, 20, 30, 255]), [255, 255, 255, 10, 20, 30]);
        assert_eq!(on_white::<2, 1>(&[0, 51]), [204]);
    }
}
