//! What a decoder needs beside the picture to draw it in its colours and its size: JFIF, Adobe APP14, ICC.

use super::{first_exif, icc, tiff};
use crate::jpeg::{Jpeg, marker};

/// Dots per length (JFIF 1.02, "APP0"): unit 0 is an aspect ratio, 1 per inch, 2 per centimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Density {
    pub unit: u8,
    pub x: u16,
    pub y: u16,
}

impl Density {
    /// "300 dpi", or nothing for a mere aspect ratio.
    pub(crate) fn words(self) -> Option<String> {
        let unit = match self.unit {
            1 => "dpi",
            2 => "Punkte je cm",
            _ => return None,
        };
        Some(if self.x == self.y {
            format!("{} {unit}", self.x)
        } else {
            format!("{} × {} {unit}", self.x, self.y)
        })
    }
}

/// The colour segments of a picture, as libjpeg would read them: the last one before the first scan counts.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Colour {
    /// JFIF with its density. It says YCbCr to decoders.
    pub jfif: Option<Density>,
    /// The transform of Adobe APP14: 0 none, 1 YCbCr, 2 YCCK.
    pub adobe: Option<u8>,
    /// The ICC profile as it was put together from its segments.
    pub icc: Option<Vec<u8>>,
}

impl Colour {
    pub(crate) fn read(jpeg: &Jpeg<'_>) -> Self {
        let mut colour = Self { icc: icc::assembled(jpeg), ..Self::default() };
        for segment in jpeg.segments().filter(|segment| segment.before_scans) {
            match segment.marker {
                marker::APP0 => colour.jfif = jfif(segment.payload).or(colour.jfif),
                marker::APP14 => colour.adobe = adobe(segment.payload).or(colour.adobe),
                _ => {}
            }
        }
        colour.take_density_of_exif(jpeg);
        colour
    }

    /// The density of the EXIF goes with the EXIF, so it moves to JFIF, where that does not change the colours.
    fn take_density_of_exif(&mut self, jpeg: &Jpeg<'_>) {
        let Some(density) = first_exif(jpeg).and_then(|block| tiff::Primary::read(block).density) else {
            return;
        };
        match self.jfif {
            Some(Density { unit: 0, x, y }) if x == y => self.jfif = Some(density),
            None if density.unit == 1 && (density.x, density.y) == (72, 72) => {}
            None if is_ycc_anyway(jpeg, self.adobe) => self.jfif = Some(density),
            _ => {}
        }
    }
}

/// Whether decoders take the picture for grey or YCbCr without a JFIF segment.
fn is_ycc_anyway(jpeg: &Jpeg<'_>, adobe: Option<u8>) -> bool {
    let ids: Vec<u8> = jpeg.frame.components.iter().map(|component| component.id).collect();
    match ids.len() {
        1 => adobe.is_none(),
        3 => adobe == Some(1) || adobe.is_none() && ids == [1, 2, 3],
        _ => false,
    }
}

/// JFIF as libjpeg knows it: the name and at least 14 bytes.
pub(crate) fn jfif(payload: &[u8]) -> Option<Density> {
    let &[unit, x1, x0, y1, y0, ..] = payload.strip_prefix(b"JFIF\0")?.get(2..)? else { return None };
    if payload.len() < 14 {
        return None;
    }
    let unit = if unit > 2 { 0 } else { unit };
    Some(Density { unit, x: u16::from_be_bytes([x1, x0]), y: u16::from_be_bytes([y1, y0]) })
}

/// Adobe APP14 as libjpeg knows it: the name and at least 12 bytes, the transform being the twelfth.
pub(crate) fn adobe(payload: &[u8]) -> Option<u8> {
    payload.strip_prefix(b"Adobe")?;
    payload.get(11).copied()
}
