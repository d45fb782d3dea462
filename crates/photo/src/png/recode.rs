//! Writes the rows of a picture again, without what hides in them. The pixels that are drawn do not change.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::palette::Palette;
use super::rows::{self, Row, paeth};
use super::{Header, Kind, Png};
use crate::PhotoError;

/// The rows as one new zlib stream. Each keeps the type of its filter, so that it stays about as small.
///
/// # Errors
/// [`PhotoError::Damaged`] if the rows cannot be read, which parsing has found out before.
pub(crate) fn recoded(png: &Png<'_>, palette: Option<&Palette>) -> Result<Vec<u8>, PhotoError> {
    let damaged = PhotoError::Damaged { what: "die Bilddaten lassen sich nicht neu schreiben" };
    let mut out = ZlibEncoder::new(Vec::with_capacity(png.data.len()), Compression::default());
    let step = png.header.pixel_bits().div_ceil(8);
    let (mut above, mut pixels, mut line) = (Vec::new(), Vec::new(), Vec::new());
    let mut written = Ok(());
    let mut write = |row: Row<'_>| {
        if row.first {
            above = vec![0; row.pixels.len()];
        }
        pixels.clear();
        pixels.extend_from_slice(row.pixels);
        bare(&mut pixels, &png.header, palette);
        if let Some(last) = pixels.last_mut() {
            *last &= row.mask;
        }
        line.clear();
        line.push(row.filter);
        filter(row.filter, &pixels, &above, step, &mut line);
        if written.is_ok() {
            written = out.write_all(&line);
        }
        std::mem::swap(&mut above, &mut pixels);
    };
    rows::each_row(&png.data, &png.header, true, &mut write).map_err(|_| damaged.clone())?;
    written.and_then(|()| out.finish()).map_err(|_| damaged)
}

/// Takes away what is not drawn: the colour of fully transparent pixels, and which of several transparent palette
/// entries it was.
fn bare(pixels: &mut [u8], header: &Header, palette: Option<&Palette>) {
    match header.kind {
        Kind::GreyAlpha | Kind::Rgba => {
            let sample = usize::from(header.depth / 8);
            for pixel in pixels.chunks_exact_mut(header.samples() * sample) {
                let alpha = pixel.len() - sample;
                if pixel[alpha..].iter().all(|&byte| byte == 0) {
                    pixel[..alpha].fill(0);
                }
            }
        }
        Kind::Palette => {
            let Some(palette) = palette else { return };
            let depth = header.depth;
            let full = 0xFF_u8 >> (8 - depth);
            for byte in pixels {
                let packed = *byte;
                *byte = 0;
                for shift in (0..8).step_by(usize::from(depth)) {
                    let index = packed >> shift & full;
                    let kept = palette.merged.get(usize::from(index)).copied().unwrap_or(index);
                    *byte |= kept << shift;
                }
            }
        }
        Kind::Grey | Kind::Rgb => {}
    }
}

/// Puts a filter on a row (section 9.2).
fn filter(kind: u8, row: &[u8], above: &[u8], step: usize, out: &mut Vec<u8>) {
    let left = |at: usize| if at < step { 0 } else { row[at - step] };
    let corner = |at: usize| if at < step { 0 } else { above[at - step] };
    out.extend(row.iter().enumerate().map(|(at, &byte)| {
        byte.wrapping_sub(match kind {
            1 => left(at),
            2 => above[at],
            3 => left(at).midpoint(above[at]),
            4 => paeth(left(at), above[at], corner(at)),
            _ => 0,
        })
    }));
}
