//! The smaller copies of a clean photo: upright, in sRGB, with the same words.

use fast_image_resize::images::Image as Pixels;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::container::Container;
use crate::read::colour::Colour;
use crate::{Caption, Cleaned, Limits, PhotoError, Redraw, jpeg, rights};

/// A smaller copy to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// What it is called: `web`, `preview`.
    pub name: String,
    /// The longer side in pixels. A photo that is smaller keeps its size.
    pub long_side: u32,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
}

impl Size {
    /// For the newsroom's pages: 2048 pixels.
    #[must_use]
    pub fn web() -> Self {
        Self { name: "web".to_owned(), long_side: 2048, quality: 85 }
    }

    /// For lists and for the desk: 800 pixels.
    #[must_use]
    pub fn preview() -> Self {
        Self { name: "preview".to_owned(), long_side: 800, quality: 80 }
    }
}

/// A smaller copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// The name of its [`Size`].
    pub name: String,
    /// The whole file: upright, sRGB, with the caption, checked like the photo itself.
    pub jpeg: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Draws a clean photo in each of the sizes, with `caption`, commonly [`Cleaned::caption`]. The photo is decoded
/// once. The rights in the clean photo stay in its copies, as in [`crate::clean`].
///
/// # Errors
/// [`PhotoError::Undrawable`] if the picture cannot be decoded or encoded (arithmetic coding and
/// sequential scans of single components are not drawn), and
/// what [`crate::clean`] refuses.
pub fn renditions(
    clean: &Cleaned,
    caption: &Caption,
    sizes: &[Size],
    limits: &Limits,
) -> Result<Vec<Rendition>, PhotoError> {
    let (caption, _) = rights::settled(&clean.caption, caption)?;
    if sizes.is_empty() {
        return Ok(Vec::new());
    }
    let picture = drawn(&clean.bytes, clean.report.orientation, limits)?;
    sizes.iter().map(|size| rendition(&picture, size, &caption, limits)).collect()
}

fn undrawable(error: impl ToString) -> PhotoError {
    PhotoError::Undrawable { detail: error.to_string() }
}

/// A picture of eight bits a channel: grey or RGB.
struct Picture {
    width: u32,
    height: u32,
    grey: bool,
    samples: Vec<u8>,
}

impl Picture {
    fn layout(&self) -> (PixelType, jpeg_encoder::ColorType, usize) {
        if self.grey {
            (PixelType::U8, jpeg_encoder::ColorType::Luma, 1)
        } else {
            (PixelType::U8x3, jpeg_encoder::ColorType::Rgb, 3)
        }
    }
}

/// The picture upright and in sRGB.
fn drawn(bytes: &[u8], orientation: u8, limits: &Limits) -> Result<Picture, PhotoError> {
    let source = jpeg::parse(bytes, limits)?;
    if source.frame.coding.arithmetic {
        return Err(undrawable("arithmetisch kodiert"));
    }
    // zune-jpeg 0.5.15 draws such pictures in wrong colours when their chroma is subsampled both ways.
    if !source.frame.coding.progressive && source.scans().count() > 1 {
        return Err(undrawable("Farben in getrennten Durchläufen gespeichert"));
    }
    let mut decoder =
        image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(bytes)).map_err(undrawable)?;
    let (width, height) = decoder.dimensions();
    limits.check_size(width, height)?;
    let mut allowed = image::Limits::default();
    allowed.max_image_width = Some(limits.max_side);
    allowed.max_image_height = Some(limits.max_side);
    allowed.max_alloc = Some(limits.max_pixels.saturating_mul(4));
    allowed.reserve(decoder.total_bytes()).map_err(undrawable)?;
    decoder.set_limits(allowed).map_err(undrawable)?;

    let mut image = DynamicImage::from_decoder(decoder).map_err(undrawable)?;
    if let Some(turn) = Orientation::from_exif(orientation) {
        image.apply_orientation(turn);
    }
    let grey = matches!(image, DynamicImage::ImageLuma8(_) | DynamicImage::ImageLumaA8(_));
    let (width, height) = (image.width(), image.height());
    let samples = if grey { image.into_luma8().into_raw() } else { image.into_rgb8().into_raw() };
    let mut picture = Picture { width, height, grey, samples };
    if let Some(profile) = Colour::read(&source).icc {
        to_srgb(&mut picture, &profile);
    }
    Ok(picture)
}

/// Takes the colours from a profile to sRGB. A profile that the colour engine cannot use leaves them as they are,
/// which is what a viewer without that profile would show. The decoder has already made RGB of CMYK by itself.
fn to_srgb(picture: &mut Picture, profile: &[u8]) {
    let Ok(source) = ColorProfile::new_from_slice(profile) else { return };
    let (layout, srgb) = match (source.color_space, picture.grey) {
        (DataColorSpace::Rgb, false) => (Layout::Rgb, ColorProfile::new_srgb()),
        (DataColorSpace::Gray, true) => (Layout::Gray, ColorProfile::new_gray_with_gamma(2.2)),
        _ => return,
    };
    let Ok(transform) = source.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
    else {
        return;
    };
    let row = picture.width as usize * picture.layout().2;
    let mut line = vec![0; row];
    for samples in picture.samples.chunks_exact_mut(row) {
        if transform.transform(samples, &mut line).is_err() {
            return;
        }
        samples.copy_from_slice(&line);
    }
}

fn rendition(
    picture: &Picture,
    size: &Size,
    caption: &Caption,
    limits: &Limits,
) -> Result<Rendition, PhotoError> {
    let (width, height) = fitted(picture.width, picture.height, size.long_side.max(1));
    let (pixel, colour, _) = picture.layout();
    let mut small = Pixels::new(width, height, pixel);
    let source =
        fast_image_resize::images::ImageRef::new(picture.width, picture.height, &picture.samples, pixel)
            .map_err(undrawable)?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut small, &options).map_err(undrawable)?;

    let (Ok(short_width), Ok(short_height)) = (u16::try_from(width), u16::try_from(height)) else {
        return Err(PhotoError::TooManyPixels { width, height });
    };
    let mut encoded = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut encoded, size.quality.clamp(1, 100));
    encoder.encode(small.buffer(), short_width, short_height, colour).map_err(undrawable)?;

    // The encoder's output goes the way of any photo: taken apart, rebuilt with the words, read again.
    let built = jpeg::parse(&encoded, limits)?.build(caption, Redraw::default(), limits)?;
    Ok(Rendition { name: size.name.clone(), jpeg: built.bytes, width, height })
}

/// The size with `long_side` as its longer side, at least one pixel each way, never larger than the picture.
fn fitted(width: u32, height: u32, long_side: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= long_side {
        return (width, height);
    }
    let scaled = |side: u32| {
        let rounded = (u64::from(side) * u64::from(long_side) * 2 + u64::from(long)) / (u64::from(long) * 2);
        u32::try_from(rounded).unwrap_or(long_side).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_the_shape_and_never_grows() {
        assert_eq!(fitted(6000, 4000, 2048), (2048, 1365));
        assert_eq!(fitted(4000, 6000, 2048), (1365, 2048));
        assert_eq!(fitted(640, 480, 2048), (640, 480));
        assert_eq!(fitted(60_000, 3, 800), (800, 1));
    }
}
