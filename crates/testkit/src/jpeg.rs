//! Photos made by code: small real JPEGs, and everything that cameras, phones and programs put around them.
//!
//! Builders for tests are free to panic: they are given what they ask for, never a stranger's file.

mod camera;
mod exif;
mod leaks;
mod noise;
mod packets;
mod scene;

pub use camera::camera_load;
pub use exif::{Entry, Exif};
pub use leaks::{Leak, one_leak};
pub use noise::grainy_picture;
pub use packets::{extended_xmp, icc, iptc, mpf, photoshop, samsung_trailer, xmp};
pub use scene::scene;

use jpeg_encoder::{ColorType, Encoder};

/// How a picture of [`picture_as`] is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// One scan, YCbCr.
    Baseline,
    /// Several scans of growing precision.
    Progressive,
    /// One scan with a restart marker every two blocks.
    Restarts,
    /// A scan for each component.
    Separate,
    /// One component.
    Grey,
    /// Four components with an Adobe segment.
    Cmyk,
}

/// All codings.
pub const CODINGS: [Coding; 6] =
    [Coding::Baseline, Coding::Progressive, Coding::Restarts, Coding::Separate, Coding::Grey, Coding::Cmyk];

/// A real baseline JPEG of that many pixels with a gradient in it, and JFIF as its only metadata.
#[must_use]
pub fn picture(width: u16, height: u16) -> Vec<u8> {
    picture_as(Coding::Baseline, width, height)
}

/// A real baseline JPEG of that many pixels, each of the colour that `pixel` gives it.
///
/// # Panics
/// If a side is 0.
#[must_use]
pub fn picture_of(width: u16, height: u16, pixel: impl Fn(u16, u16) -> [u8; 3]) -> Vec<u8> {
    let across = |y| (0..width).map(move |x| (x, y));
    let samples: Vec<u8> = (0..height).flat_map(across).flat_map(|(x, y)| pixel(x, y)).collect();
    let mut out = Vec::new();
    let encoder = Encoder::new(&mut out, 92);
    encoder.encode(&samples, width, height, ColorType::Rgb).expect("a picture with sides can be encoded");
    out
}

/// A real JPEG of that many pixels with a gradient in it.
///
/// # Panics
/// If a side is 0.
#[must_use]
pub fn picture_as(coding: Coding, width: u16, height: u16) -> Vec<u8> {
    let (kind, channels) = match coding {
        Coding::Grey => (ColorType::Luma, 1),
        Coding::Cmyk => (ColorType::Cmyk, 4),
        Coding::Baseline | Coding::Progressive | Coding::Restarts | Coding::Separate => (ColorType::Rgb, 3),
    };
    let mut samples = Vec::with_capacity(usize::from(width) * usize::from(height) * channels);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let colour = [x * 255 / u32::from(width), y * 255 / u32::from(height), (x * y) % 256, 16];
            samples.extend(colour[..channels].iter().map(|&value| u8::try_from(value).unwrap_or(255)));
        }
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 88);
    encoder.set_progressive(coding == Coding::Progressive);
    // The encoder measures its tables component by component, and so it writes them.
    encoder.set_optimized_huffman_tables(coding == Coding::Separate);
    if coding == Coding::Restarts {
        encoder.set_restart_interval(2);
    }
    encoder.encode(&samples, width, height, kind).expect("a picture with sides can be encoded");
    out
}

/// A marker segment: `FF`, the marker, the length, the payload.
///
/// # Panics
/// If the payload has more than 65,533 bytes.
#[must_use]
pub fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).expect("a segment holds at most 65,533 bytes");
    [&[0xFF, marker][..], &length.to_be_bytes(), payload].concat()
}

/// Where [`insert`] puts something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Right behind SOI.
    Start,
    /// Before the frame header.
    BeforeFrame,
    /// Behind the frame header.
    AfterFrame,
    /// Before the second scan, or before EOI if there is only one.
    BetweenScans,
    /// Right before EOI.
    BeforeEnd,
    /// Behind EOI.
    AfterEnd,
}

/// All places.
pub const PLACES: [Place; 6] = [
    Place::Start,
    Place::BeforeFrame,
    Place::AfterFrame,
    Place::BetweenScans,
    Place::BeforeEnd,
    Place::AfterEnd,
];

/// The JPEG with `bytes` at that place.
///
/// # Panics
/// If `jpeg` is not a whole JPEG as [`picture`] makes them.
#[must_use]
pub fn insert(jpeg: &[u8], place: Place, bytes: &[u8]) -> Vec<u8> {
    let at = match place {
        Place::Start => 2,
        Place::BeforeFrame => frame(jpeg).0,
        Place::AfterFrame => frame(jpeg).1,
        Place::BetweenScans => scans(jpeg).get(1).copied().unwrap_or(jpeg.len() - 2),
        Place::BeforeEnd => jpeg.len() - 2,
        Place::AfterEnd => jpeg.len(),
    };
    [&jpeg[..at], bytes, &jpeg[at..]].concat()
}

/// Where the segments before the first scan stand: offset, marker, offset of the next.
fn segments(jpeg: &[u8]) -> Vec<(usize, u8, usize)> {
    let mut list = Vec::new();
    let mut at = 2;
    loop {
        let marker = jpeg[at + 1];
        let next = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        list.push((at, marker, next));
        if marker == 0xDA {
            return list;
        }
        at = next;
    }
}

fn frame(jpeg: &[u8]) -> (usize, usize) {
    let found = segments(jpeg).into_iter().find(|(_, marker, _)| matches!(marker, 0xC0..=0xC2));
    found.map(|(start, _, end)| (start, end)).expect("a JPEG has a frame header")
}

/// Where the scans stand, with the tables that come right before them left to the scan before.
fn scans(jpeg: &[u8]) -> Vec<usize> {
    let first = segments(jpeg).last().map_or(0, |(start, ..)| *start);
    (first..jpeg.len() - 1).filter(|&at| jpeg[at] == 0xFF && jpeg[at + 1] == 0xDA).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_coding_makes_a_whole_jpeg() {
        for coding in CODINGS {
            let jpeg = picture_as(coding, 40, 24);
            assert!(jpeg.starts_with(&[0xFF, 0xD8]) && jpeg.ends_with(&[0xFF, 0xD9]), "{coding:?}");
            let several = matches!(coding, Coding::Progressive | Coding::Separate);
            assert_eq!(scans(&jpeg).len() > 1, several, "{coding:?}");
        }
    }

    #[test]
    fn what_is_inserted_stands_at_its_place() {
        let jpeg = picture(16, 16);
        for place in PLACES {
            assert_eq!(insert(&jpeg, place, b"abc").len(), jpeg.len() + 3);
        }
        assert!(insert(&jpeg, Place::AfterEnd, b"abc").ends_with(b"\xFF\xD9abc"));
    }
}
