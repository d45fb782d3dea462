//! A PNG in its parts (W3C Portable Network Graphics, third edition).
//!
//! `parse` takes a file apart, `rows` reads the coded picture through without keeping it, `palette`, `colour` and
//! `text` understand single chunks, `recode` writes the rows again where something hides in them, `contained`
//! puts the needed parts together. The coded picture is copied, not made anew, wherever nothing hides in it.

mod colour;
mod contained;
mod palette;
mod parse;
mod recode;
mod rows;
mod tell;
mod text;

use std::borrow::Cow;

pub(crate) use parse::parse;

use crate::PhotoError;
use rows::Walk;

/// The eight bytes every PNG begins with (section 5.2).
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A whole PNG: everything up to IEND, and what stands behind it.
#[derive(Debug)]
pub(crate) struct Png<'a> {
    pub header: Header,
    /// Every chunk but IHDR, IEND and the IDATs of the picture, in the order of the file.
    pub chunks: Vec<Chunk<'a>>,
    /// The data of the consecutive IDAT chunks as one piece, with whatever stands behind its zlib stream.
    pub data: Cow<'a, [u8]>,
    /// What reading the rows through has shown.
    pub walk: Walk,
    /// What follows IEND.
    pub trailer: &'a [u8],
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Chunk<'a> {
    pub kind: [u8; 4],
    pub data: &'a [u8],
    /// Whether its checksum is right. Decoders do not read it otherwise.
    pub sound: bool,
    /// Whether it stands before the first IDAT.
    pub before_data: bool,
}

/// IHDR (section 11.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// In pixels, at least 1.
    pub width: u32,
    /// In pixels, at least 1.
    pub height: u32,
    /// Bits of a sample or of a palette index.
    pub depth: u8,
    pub kind: Kind,
    /// Adam7.
    pub interlaced: bool,
}

/// The colour type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

impl Header {
    /// # Errors
    /// [`PhotoError::Damaged`] for a combination that the standard does not have.
    pub(crate) fn read(data: &[u8]) -> Result<Self, PhotoError> {
        let damaged = PhotoError::Damaged { what: "die Bildbeschreibung widerspricht sich" };
        let &[w3, w2, w1, w0, h3, h2, h1, h0, depth, kind, 0, 0, interlace @ (0 | 1)] = data else {
            return Err(damaged);
        };
        let (width, height) = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
        let kind = match (kind, depth) {
            (0, 1 | 2 | 4 | 8 | 16) => Kind::Grey,
            (2, 8 | 16) => Kind::Rgb,
            (3, 1 | 2 | 4 | 8) => Kind::Palette,
            (4, 8 | 16) => Kind::GreyAlpha,
            (6, 8 | 16) => Kind::Rgba,
            _ => return Err(damaged),
        };
        if width == 0 || height == 0 {
            return Err(damaged);
        }
        Ok(Self { width, height, depth, kind, interlaced: interlace == 1 })
    }

    /// The 13 bytes of IHDR.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = [self.width.to_be_bytes(), self.height.to_be_bytes()].concat();
        out.extend([self.depth, self.kind as u8, 0, 0, u8::from(self.interlaced)]);
        out
    }

    /// Samples of a pixel.
    pub(crate) fn samples(&self) -> usize {
        match self.kind {
            Kind::Grey | Kind::Palette => 1,
            Kind::GreyAlpha => 2,
            Kind::Rgb => 3,
            Kind::Rgba => 4,
        }
    }

    /// Colour channels as a profile counts them: 1 or 3.
    pub(crate) fn channels(&self) -> usize {
        if matches!(self.kind, Kind::Grey | Kind::GreyAlpha) { 1 } else { 3 }
    }

    pub(crate) fn has_alpha(&self) -> bool {
        matches!(self.kind, Kind::GreyAlpha | Kind::Rgba)
    }

    /// Bits of a pixel.
    pub(crate) fn pixel_bits(&self) -> usize {
        self.samples() * usize::from(self.depth)
    }

    /// Width and height of each pass that has pixels: seven at most for an interlaced picture (section 8.1),
    /// otherwise one.
    pub(crate) fn passes(&self) -> Vec<(u32, u32)> {
        if !self.interlaced {
            return vec![(self.width, self.height)];
        }
        const ADAM7: [(u32, u32, u32, u32); 7] = [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        let covered = |side: u32, start: u32, step: u32| side.saturating_sub(start).div_ceil(step);
        let all =
            ADAM7.iter().map(|&(x, y, dx, dy)| (covered(self.width, x, dx), covered(self.height, y, dy)));
        all.filter(|&(width, height)| width > 0 && height > 0).collect()
    }
}

impl<'a> Png<'a> {
    /// The first chunk of that kind that decoders read.
    pub(crate) fn chunk(&self, kind: &[u8; 4]) -> Option<&'a [u8]> {
        self.chunks.iter().find(|c| c.sound && c.before_data && &c.kind == kind).map(|c| c.data)
    }

    /// The coded picture: the zlib stream, and nothing behind it. `None` if it must be coded anew.
    pub(crate) fn coded(&self) -> Option<&[u8]> {
        self.walk.end.filter(|_| !self.walk.hides()).and_then(|end| self.data.get(..end))
    }
}

/// Adds a chunk with its length and its checksum to `out`.
pub(crate) fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(kind);
    out.extend(data);
    out.extend(checksum(kind, data).to_be_bytes());
}

/// The CRC-32 of a chunk (section 5.3).
fn checksum(kind: &[u8; 4], data: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(kind);
    crc.update(data);
    crc.finalize()
}
