//! A WebP in its parts (RFC 9649; VP8 in RFC 6386).
//!
//! `parse` takes a file apart, `picture` finds where the coded data of a picture ends and what hides in it,
//! `contained` puts the needed parts together. The coded picture is copied, not made anew, wherever nothing hides
//! in it.

mod contained;
mod parse;
mod picture;
mod tell;

pub(crate) use parse::parse;

use picture::{Examined, Picture};

/// What VP8X says is in the file (RFC 9649, section 2.7.1.1).
pub(crate) mod flag {
    pub const ANIMATION: u8 = 0x02;
    pub const XMP: u8 = 0x04;
    pub const EXIF: u8 = 0x08;
    pub const ALPHA: u8 = 0x10;
    pub const ICC: u8 = 0x20;
}

/// A whole WebP: everything within its RIFF size, and what stands behind it.
#[derive(Debug)]
pub(crate) struct WebP<'a> {
    /// Width and height in pixels, as stored.
    pub canvas: (u32, u32),
    /// The ten bytes of VP8X, if it has one.
    pub extended: Option<&'a [u8]>,
    /// The picture, or the first one of an animation.
    pub picture: Picture<'a>,
    /// Where on the canvas the picture stands, in pixels.
    pub place: (u32, u32),
    /// How many pictures follow the first.
    pub more_frames: usize,
    pub examined: Examined,
    /// Every chunk but VP8X and those of the picture, in the order of the file.
    pub chunks: Vec<Chunk<'a>>,
    /// How many chunks are followed by a padding byte that is not 0.
    pub padded: usize,
    /// What follows the RIFF size.
    pub trailer: &'a [u8],
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Chunk<'a> {
    pub kind: [u8; 4],
    pub data: &'a [u8],
}

impl<'a> WebP<'a> {
    /// The first chunk of that kind, if VP8X says that there is one. Decoders do not look for it otherwise.
    pub(crate) fn flagged(&self, kind: &[u8; 4], flag: u8) -> Option<&'a [u8]> {
        let said = self.extended.is_some_and(|extended| extended[0] & flag != 0);
        self.chunks.iter().find(|chunk| said && &chunk.kind == kind).map(|chunk| chunk.data)
    }

    /// Whether the picture fills the canvas, so that it can stand alone.
    pub(crate) fn is_whole(&self) -> bool {
        self.place == (0, 0) && self.picture.size == self.canvas
    }
}

/// Adds a chunk with its length and, where that is odd, a padding byte to `out`.
pub(crate) fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend(kind);
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

/// The file around finished chunks.
pub(crate) fn riff(chunks: &[u8]) -> Vec<u8> {
    let size = u32::try_from(chunks.len() + 4).unwrap_or(u32::MAX);
    [&b"RIFF"[..], &size.to_le_bytes(), b"WEBP", chunks].concat()
}

/// The ten bytes of VP8X.
pub(crate) fn extended(flags: u8, (width, height): (u32, u32)) -> Vec<u8> {
    let side = |side: u32| side.saturating_sub(1).to_le_bytes();
    [&[flags, 0, 0, 0][..], &side(width)[..3], &side(height)[..3]].concat()
}
