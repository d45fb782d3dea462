//! The first page as pixels. `tiff` undoes compression, prediction and byte order; what its numbers mean is read
//! here, so that palettes, Lab and CMYK are drawn as well.

use std::io::Cursor;

use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits as DecoderLimits};

use super::Tiff;
use super::directory::tag;
use crate::redraw::{Picture, colours, undrawable};
use crate::{Limits, PhotoError};

/// Photometric interpretations (TIFF 6.0, section 4 and later).
mod photometric {
    pub const BLACK_IS_ZERO: u8 = 1;
    pub const RGB: u8 = 2;
    pub const PALETTE: u64 = 3;
    pub const CIE_LAB: u64 = 8;
    pub const ICC_LAB: u64 = 9;
}

/// The most samples of a pixel: CMYK, alpha, and some that are of no use to us.
const SAMPLES_MAX: u64 = 16;

pub(super) fn picture(photo: &Tiff<'_>, limits: &Limits) -> Result<Picture, PhotoError> {
    let (width, height) = photo.size;
    let number = |tag| photo.all.first(photo.page(), tag);
    let kind = number(tag::PHOTOMETRIC).unwrap_or(0);
    if number(tag::SAMPLES).unwrap_or(1) > SAMPLES_MAX {
        return Err(PhotoError::Coding { coding: "TIFF mit sehr vielen Kanälen" });
    }
    if number(tag::SAMPLE_FORMAT).is_some_and(|format| !matches!(format, 1 | 4)) {
        return Err(PhotoError::Coding { coding: "TIFF mit Gleitkommazahlen" });
    }

    // The decoder does not know palettes and Lab, but it can undo their coding if they are called grey and RGB.
    let renamed = match kind {
        photometric::PALETTE => Some(photometric::BLACK_IS_ZERO),
        photometric::CIE_LAB | photometric::ICC_LAB => Some(photometric::RGB),
        _ => None,
    };
    let mut copy = Vec::new();
    let bytes = match (renamed, photo.page().entry(tag::PHOTOMETRIC)) {
        (Some(name), Some(entry)) if entry.values.len() == 2 => {
            copy.extend_from_slice(photo.all.bytes);
            let values = &mut copy[entry.values.clone()];
            values.copy_from_slice(&if photo.all.little { [name, 0] } else { [0, name] });
            &copy
        }
        _ => photo.all.bytes,
    };

    let (colour, data) = decoded(bytes, limits)?;
    let pixels = Pixels { width: width as usize, height: height as usize, data };
    let mut picture = Picture {
        width,
        height,
        channels: 3,
        deep: false,
        samples: Vec::new(),
        icc: photo.value(tag::ICC).map(<[u8]>::to_vec),
        density: photo.primary.density,
        flat: false,
    };
    match (kind, colour) {
        (photometric::PALETTE, ColorType::Gray(bits @ 1..=8)) => {
            picture.samples = painted(photo, &pixels.small(bits)?)?;
            picture.flat = true;
        }
        (_, ColorType::Gray(bits @ 1..=7)) => {
            let most = (1_u32 << bits) - 1;
            let spread = |&value: &u8| (u32::from(value) * 255 / most) as u8;
            picture.samples = pixels.small(bits)?.iter().map(spread).collect();
            picture.channels = 1;
            picture.flat = true;
        }
        (photometric::CIE_LAB, ColorType::RGB(8)) => {
            // Here a and b are signed, and 0 is in their middle.
            let mut lab = pixels.eight(3)?;
            lab.iter_mut().enumerate().filter(|(at, _)| at % 3 > 0).for_each(|(_, value)| *value ^= 0x80);
            picture.samples = colours::rgb_of_lab(&lab);
            picture.icc = None;
        }
        (photometric::ICC_LAB, ColorType::RGB(8)) => {
            picture.samples = colours::rgb_of_lab(&pixels.eight(3)?);
            picture.icc = None;
        }
        (_, ColorType::YCbCr(8)) => picture.samples = colours::rgb_of_ycc(&pixels.eight(3)?),
        (_, ColorType::CMYK(8 | 16)) | (_, ColorType::CMYKA(8 | 16)) => {
            let channels = if matches!(colour, ColorType::CMYKA(_)) { 5 } else { 4 };
            let cmyk: Vec<u8> = pixels
                .eight(channels)?
                .chunks_exact(channels)
                .flat_map(|p| [p[0], p[1], p[2], p[3]])
                .collect();
            picture.samples = colours::rgb_of_cmyk(&cmyk, picture.icc.as_deref());
            // The profile was that of the inks.
            picture.icc = None;
        }
        (_, ColorType::Gray(bits @ (8 | 16))) => pixels.plain(&mut picture, 1, bits)?,
        (_, ColorType::GrayA(bits @ (8 | 16)))
        | (_, ColorType::Multiband { bit_depth: bits @ (8 | 16), num_samples: 2 }) => {
            pixels.plain(&mut picture, 2, bits)?;
        }
        (_, ColorType::RGB(bits @ (8 | 16))) => pixels.plain(&mut picture, 3, bits)?,
        (_, ColorType::RGBA(bits @ (8 | 16))) => pixels.plain(&mut picture, 4, bits)?,
        _ => return Err(PhotoError::Coding { coding: "TIFF mit ungewöhnlichen Farben" }),
    }
    if picture.channels.is_multiple_of(2) {
        alpha(photo, &mut picture);
    }
    Ok(picture)
}

/// The numbers of the first page as the decoder gives them.
fn decoded(bytes: &[u8], limits: &Limits) -> Result<(ColorType, DecodingResult), PhotoError> {
    let mut allowed = DecoderLimits::default();
    // Two bytes for each of four samples.
    allowed.decoding_buffer_size = usize::try_from(limits.max_pixels.saturating_mul(8)).unwrap_or(usize::MAX);
    allowed.intermediate_buffer_size = usize::try_from(limits.max_bytes).unwrap_or(usize::MAX);
    allowed.ifd_value_size = 16_000_000;
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(undrawable)?.with_limits(allowed);
    let colour = decoder.colortype().map_err(undrawable)?;
    let mut data = DecodingResult::U8(Vec::new());
    let layout = decoder.read_image_to_buffer(&mut data).map_err(undrawable)?;
    if layout.planes > 1 {
        data = interleaved(data, layout.planes, layout.plane_stride.map_or(0, std::num::NonZero::get))?;
    }
    Ok((colour, data))
}

/// Samples that stood plane by plane, pixel by pixel.
fn interleaved(data: DecodingResult, planes: usize, stride: usize) -> Result<DecodingResult, PhotoError> {
    fn mixed<T: Copy + Default>(data: &[T], planes: usize, stride: usize) -> Vec<T> {
        let mut out = vec![T::default(); planes * stride];
        for (plane, samples) in data.chunks_exact(stride.max(1)).take(planes).enumerate() {
            for (to, sample) in out.iter_mut().skip(plane).step_by(planes).zip(samples) {
                *to = *sample;
            }
        }
        out
    }
    match data {
        DecodingResult::U8(data) => Ok(DecodingResult::U8(mixed(&data, planes, stride))),
        DecodingResult::U16(data) => Ok(DecodingResult::U16(mixed(&data, planes, stride / 2))),
        _ => Err(PhotoError::Coding { coding: "TIFF mit ungewöhnlichen Farben" }),
    }
}

/// Decoded numbers of so many pixels.
struct Pixels {
    width: usize,
    height: usize,
    data: DecodingResult,
}

impl Pixels {
    fn missing<T>() -> Result<T, PhotoError> {
        Err(PhotoError::Damaged { what: "ein Teil der Bilddaten fehlt" })
    }

    /// Samples of 8 bits; those of 16 are rounded.
    fn eight(&self, channels: usize) -> Result<Vec<u8>, PhotoError> {
        let count = self.width * self.height * channels;
        match &self.data {
            DecodingResult::U8(data) if data.len() >= count => Ok(data[..count].to_vec()),
            DecodingResult::U16(data) if data.len() >= count => {
                Ok(data[..count].iter().map(|&v| ((u32::from(v) * 255 + 32_767) / 65_535) as u8).collect())
            }
            _ => Self::missing(),
        }
    }

    /// Samples of 1 to 8 bits, packed into bytes row by row, as a byte each.
    fn small(&self, bits: u8) -> Result<Vec<u8>, PhotoError> {
        let DecodingResult::U8(data) = &self.data else { return Self::missing() };
        let row = (self.width * usize::from(bits)).div_ceil(8);
        let mut out = Vec::with_capacity(self.width * self.height);
        for packed in data.chunks_exact(row.max(1)).take(self.height) {
            for x in 0..self.width {
                let (mut value, start) = (0_u8, x * usize::from(bits));
                for bit in start..start + usize::from(bits) {
                    value = value << 1 | (packed[bit / 8] >> (7 - bit % 8) & 1);
                }
                out.push(value);
            }
        }
        if out.len() == self.width * self.height { Ok(out) } else { Self::missing() }
    }

    /// Samples that are what the output wants.
    fn plain(&self, picture: &mut Picture, channels: usize, bits: u8) -> Result<(), PhotoError> {
        picture.channels = channels;
        match &self.data {
            DecodingResult::U16(data) if bits == 16 => {
                let count = self.width * self.height * channels;
                let Some(data) = data.get(..count) else { return Self::missing() };
                picture.deep = true;
                picture.samples = data.iter().flat_map(|value| value.to_be_bytes()).collect();
            }
            _ => picture.samples = self.eight(channels)?,
        }
        Ok(())
    }
}

/// Indices as the colours of the palette (tag 320: all reds, all greens, all blues, of 16 bits).
fn painted(photo: &Tiff<'_>, indices: &[u8]) -> Result<Vec<u8>, PhotoError> {
    let missing = PhotoError::Damaged { what: "die Farbtabelle fehlt" };
    let entry = photo.page().entry(tag::COLOUR_MAP).ok_or(missing.clone())?;
    let values: Vec<u64> = photo.all.numbers(entry).take(3 * 256).collect();
    let count = values.len() / 3;
    // Some programs write 8 bits where 16 are meant.
    let shift = if values.iter().all(|&value| value < 256) { 0 } else { 8 };
    let mut out = Vec::with_capacity(indices.len() * 3);
    for &index in indices {
        let index = usize::from(index);
        if index >= count {
            return Err(missing);
        }
        out.extend([index, count + index, 2 * count + index].map(|at| (values[at] >> shift) as u8));
    }
    Ok(out)
}

/// Makes the alpha one that is not multiplied into the colours, as PNG has it, and leaves out one that hides nothing.
fn alpha(photo: &Tiff<'_>, picture: &mut Picture) {
    const ASSOCIATED: u64 = 1;
    let extra = photo.all.first(photo.page(), tag::EXTRA_SAMPLES).unwrap_or(ASSOCIATED + 1);
    let bytes = if picture.deep { 2 } else { 1 };
    let pixel = picture.channels * bytes;
    let value = |sample: &[u8]| sample.iter().fold(0_u32, |value, &byte| value << 8 | u32::from(byte));
    let most = if picture.deep { 65_535 } else { 255 };
    if picture.samples.chunks_exact(pixel).all(|p| value(&p[pixel - bytes..]) == most) || extra == 0 {
        picture.samples =
            picture.samples.chunks_exact(pixel).flat_map(|p| &p[..pixel - bytes]).copied().collect();
        picture.channels -= 1;
    } else if extra == ASSOCIATED {
        for p in picture.samples.chunks_exact_mut(pixel) {
            let alpha = value(&p[pixel - bytes..]);
            if alpha == 0 || alpha == most {
                continue;
            }
            for sample in p[..pixel - bytes].chunks_exact_mut(bytes) {
                let full = ((value(sample) * most + alpha / 2) / alpha).min(most);
                sample.copy_from_slice(&full.to_be_bytes()[4 - bytes..]);
            }
        }
    }
}
