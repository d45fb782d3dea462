//! The formats that are never rewritten: their picture is decoded and drawn anew, as JPEG or as PNG.
//!
//! Each reader takes its file apart to tell what is in it, and decodes the one picture that viewers show, within
//! the limits. What [`Picture::draw`] writes then goes the way of any other photo: taken apart, rebuilt with the
//! caption, read again.
//!
//! TIFF, HEIC and AVIF photos become JPEG. PNG is for what JPEG would spoil: transparency, line art, palettes.

mod colours;
mod gif;
mod heif;
mod tiff;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use gif::Gif;
pub(crate) use heif::Heif;
pub(crate) use tiff::Tiff;

use crate::container::{self, Built, Container};
use crate::read::colour::Density;
use crate::{Caption, Limits, PhotoError, PictureData, Redraw, jpeg, write};

/// A decoded picture, upright.
pub(super) struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// 1 grey, 2 grey with alpha, 3 RGB, 4 RGB with alpha that is not multiplied in.
    pub channels: usize,
    /// Whether a sample has 16 bits (big-endian) and not 8.
    pub deep: bool,
    /// Row by row, without padding.
    pub samples: Vec<u8>,
    /// The profile of these colours, if they are not sRGB.
    pub icc: Option<Vec<u8>>,
    pub density: Option<Density>,
    /// Whether the picture is of few and flat colours, which JPEG would fray.
    pub flat: bool,
}

/// The way to say that a picture cannot be decoded.
pub(super) fn undrawable(error: impl ToString) -> PhotoError {
    PhotoError::Undrawable { detail: error.to_string() }
}

/// Runs a decoder that is not ours. Should it panic over a hostile file, that file is refused and no more.
pub(super) fn guarded<T>(decode: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| Err(undrawable("die Bilddaten sind ungültig")))
}

impl Picture {
    /// The clean file: coded, taken apart, rebuilt with `caption` (a checked one), and read again.
    ///
    /// # Errors
    /// [`PhotoError::Undrawable`] if it cannot be coded, and what the rebuilding refuses.
    pub(super) fn draw(
        mut self,
        caption: &Caption,
        redraw: Redraw,
        limits: &Limits,
    ) -> Result<Built, PhotoError> {
        let colours = if self.channels < 3 { 1 } else { 3 };
        self.icc = self.icc.and_then(|icc| write::icc::scrubbed(&icc, colours));
        let (built, quality) = if self.flat || self.has_alpha() {
            self.hide_nothing();
            (container::open(&self.png()?, limits)?.build(caption, redraw, limits)?, None)
        } else {
            let quality = redraw.quality.clamp(1, 100);
            (jpeg::parse(&self.jpeg(quality)?, limits)?.build(caption, redraw, limits)?, Some(quality))
        };
        Ok(Built { picture: PictureData::Redrawn { quality }, ..built })
    }

    fn has_alpha(&self) -> bool {
        self.channels.is_multiple_of(2)
    }

    fn pixel_bytes(&self) -> usize {
        self.channels * if self.deep { 2 } else { 1 }
    }

    /// Takes the colours from under pixels that are not seen at all.
    fn hide_nothing(&mut self) {
        let (size, alpha) = (self.pixel_bytes(), if self.deep { 2 } else { 1 });
        if !self.has_alpha() {
            return;
        }
        for pixel in self.samples.chunks_exact_mut(size) {
            if pixel[size - alpha..].iter().all(|&byte| byte == 0) {
                pixel.fill(0);
            }
        }
    }

    /// The picture without alpha as a JPEG. From quality 90 on the encoder keeps every chroma sample.
    fn jpeg(&self, quality: u8) -> Result<Vec<u8>, PhotoError> {
        let eight;
        let samples = if self.deep {
            eight = halved(&self.samples);
            &eight
        } else {
            &self.samples
        };
        let size = |side: u32| u16::try_from(side);
        let (Ok(width), Ok(height)) = (size(self.width), size(self.height)) else {
            return Err(PhotoError::TooManyPixels { width: self.width, height: self.height });
        };
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
        encoder.set_optimized_huffman_tables(true);
        encoder.set_density(match self.density {
            Some(Density { unit: 2, x, y }) => jpeg_encoder::PixelDensity {
                density: (x, y),
                unit: jpeg_encoder::PixelDensityUnit::Centimeters,
            },
            Some(Density { x, y, .. }) => {
                jpeg_encoder::PixelDensity { density: (x, y), unit: jpeg_encoder::PixelDensityUnit::Inches }
            }
            None => jpeg_encoder::PixelDensity::default(),
        });
        if let Some(icc) = &self.icc {
            encoder.add_icc_profile(icc).map_err(undrawable)?;
        }
        let colour =
            if self.channels == 1 { jpeg_encoder::ColorType::Luma } else { jpeg_encoder::ColorType::Rgb };
        encoder.encode(samples, width, height, colour).map_err(undrawable)?;
        Ok(out)
    }

    fn png(&self) -> Result<Vec<u8>, PhotoError> {
        let mut info = png::Info::with_size(self.width, self.height);
        info.color_type = match self.channels {
            1 => png::ColorType::Grayscale,
            2 => png::ColorType::GrayscaleAlpha,
            3 => png::ColorType::Rgb,
            _ => png::ColorType::Rgba,
        };
        info.bit_depth = if self.deep { png::BitDepth::Sixteen } else { png::BitDepth::Eight };
        info.icc_profile = self.icc.as_deref().map(Into::into);
        info.pixel_dims = self.density.map(per_metre);
        let mut out = Vec::new();
        let encoder = png::Encoder::with_info(&mut out, info).map_err(undrawable)?;
        let mut writer = encoder.write_header().map_err(undrawable)?;
        writer.write_image_data(&self.samples).map_err(undrawable)?;
        writer.finish().map_err(undrawable)?;
        Ok(out)
    }

    /// The picture as it is seen by this orientation, 1 to 8 (Exif 3.0, tag 274).
    fn upright(mut self, orientation: u8) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (w, h, size) = (self.width as usize, self.height as usize, self.pixel_bytes());
        let (width, height) = if orientation >= 5 { (h, w) } else { (w, h) };
        let mut turned = Vec::with_capacity(self.samples.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match orientation {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                let at = (from_y * w + from_x) * size;
                turned.extend_from_slice(&self.samples[at..at + size]);
            }
        }
        if orientation >= 5 {
            (self.width, self.height) = (self.height, self.width);
            self.density = self.density.map(|Density { unit, x, y }| Density { unit, x: y, y: x });
        }
        self.samples = turned;
        self
    }
}

/// Samples of 16 bits as samples of 8, rounded.
fn halved(deep: &[u8]) -> Vec<u8> {
    let round = |pair: &[u8]| {
        let value = u32::from(u16::from_be_bytes([pair[0], pair[1]]));
        ((value * 255 + 32_767) / 65_535) as u8
    };
    deep.chunks_exact(2).map(round).collect()
}

fn per_metre(density: Density) -> png::PixelDimensions {
    let metre = |dots: u16| {
        let dots = u32::from(dots);
        // An inch is 25.4 mm.
        if density.unit == 2 { dots * 100 } else { (dots * 10_000 + 127) / 254 }
    };
    png::PixelDimensions { xppu: metre(density.x), yppu: metre(density.y), unit: png::Unit::Meter }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(width: u32, height: u32) -> Picture {
        Picture {
            width,
            height,
            channels: 1,
            deep: false,
            samples: (0..(width * height) as u8).collect(),
            icc: None,
            density: None,
            flat: false,
        }
    }

    #[test]
    fn each_orientation_is_turned_as_viewers_turn_it() {
        // 0 1 2
        // 3 4 5
        let turned: [(u8, [u8; 6]); 8] = [
            (1, [0, 1, 2, 3, 4, 5]),
            (2, [2, 1, 0, 5, 4, 3]),
            (3, [5, 4, 3, 2, 1, 0]),
            (4, [3, 4, 5, 0, 1, 2]),
            (5, [0, 3, 1, 4, 2, 5]),
            (6, [3, 0, 4, 1, 5, 2]),
            (7, [5, 2, 4, 1, 3, 0]),
            (8, [2, 5, 1, 4, 0, 3]),
        ];
        for (orientation, samples) in turned {
            let upright = numbered(3, 2).upright(orientation);
            assert_eq!(upright.samples, samples, "{orientation}");
            assert_eq!(upright.width, if orientation >= 5 { 2 } else { 3 }, "{orientation}");
        }
    }

    #[test]
    fn nothing_is_hidden_under_transparent_pixels() {
        let mut picture = numbered(1, 1);
        picture.channels = 4;
        picture.samples = vec![1, 2, 3, 0, 4, 5, 6, 1];
        picture.hide_nothing();
        assert_eq!(picture.samples, [0, 0, 0, 0, 4, 5, 6, 1]);
    }

    #[test]
    fn a_density_is_the_same_in_metres() {
        let metres = |unit, x| per_metre(Density { unit, x, y: x }).xppu;
        assert_eq!((metres(1, 300), metres(1, 72), metres(2, 118)), (11_811, 2_835, 11_800));
    }

    #[test]
    fn a_panicking_decoder_is_an_error() {
        assert!(matches!(guarded::<()>(|| panic!("test")), Err(PhotoError::Undrawable { .. })));
    }
}
