//! Whether the coded picture of a PNG holds what is drawn and nothing else. Its rows are read by the `png` crate.

use std::io::Cursor;

use flate2::{Decompress, FlushDecompress, Status};
use png::{Decoder, Limits, Reader, Transformations};

use super::Seen;
use crate::PhotoError;
use crate::verify::unclean;

/// The bytes of a pixel and the bytes of its colour in them, for colours with alpha.
fn with_alpha(header: &[u8]) -> Option<(usize, usize)> {
    match (header[9], header[8]) {
        (4, 8) => Some((2, 1)),
        (4, 16) => Some((4, 2)),
        (6, 8) => Some((4, 3)),
        (6, 16) => Some((8, 6)),
        _ => None,
    }
}

/// Width and height in pixels.
fn size(header: &[u8]) -> (u64, u64) {
    let number = |bytes: &[u8]| bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte));
    (number(&header[..4]), number(&header[4..8]))
}

/// Bits of a pixel.
fn bits(header: &[u8]) -> u64 {
    u64::from(header[8]) * [1, 0, 3, 1, 2, 0, 4].get(usize::from(header[9])).copied().unwrap_or(0)
}

/// # Errors
/// [`PhotoError::NotClean`] if the stream holds more or less than its rows, or the rows hold what is not drawn.
pub(super) fn check(seen: &Seen<'_>) -> Result<(), PhotoError> {
    if unpacked_length(seen.coded)? != expected_length(seen.header) {
        return unclean("die Bilddaten haben eine falsche Länge");
    }
    let header = seen.header;
    let depth = header[8];
    let mut used = [false; 256];
    let mut clean = true;
    if let Some((pixel, colour)) = with_alpha(header) {
        each_row(header, seen.coded, |_, row| {
            clean &= row.chunks_exact(pixel).all(|p| {
                p[colour..].iter().any(|&byte| byte > 0) || p[..colour].iter().all(|&byte| byte == 0)
            });
        })?;
    } else if header[9] == 3 || depth < 8 {
        each_row(header, seen.coded, |width, row| {
            let samples = row.len() * 8 / usize::from(depth);
            for at in 0..samples {
                let value = sample(row, at, depth);
                if (at as u64) < width {
                    used[usize::from(value)] = true;
                } else {
                    clean &= value == 0;
                }
            }
        })?;
    }
    if !clean {
        return unclean("Farben, die nicht zu sehen sind");
    }
    if header[9] == 3 { check_entries(seen, &used) } else { Ok(()) }
}

/// Every entry of the palette is used and seen, or it is black; of the transparent ones there is at most one.
fn check_entries(seen: &Seen<'_>, used: &[bool; 256]) -> Result<(), PhotoError> {
    let entries = seen.palette.len() / 3;
    let alpha = |index: usize| seen.alphas.get(index).copied().unwrap_or(255);
    let unseen = (0..256).filter(|&index| used[index] && alpha(index) == 0).count();
    let plain = (0..entries).all(|index| {
        let black = seen.palette[index * 3..index * 3 + 3] == [0; 3];
        if used[index] { alpha(index) > 0 || black } else { alpha(index) == 255 && black }
    });
    // A palette has at least one entry, even if all pixels lie beyond it.
    let last_used = entries == 1 || used[entries - 1];
    if unseen <= 1 && plain && last_used { Ok(()) } else { unclean("Farben, die nicht zu sehen sind") }
}

/// The sample at that place of a row of samples of `depth` bits, 8 at most.
fn sample(row: &[u8], at: usize, depth: u8) -> u8 {
    let bit = at * usize::from(depth);
    let shifted = row[bit / 8].wrapping_shl((bit % 8) as u32);
    shifted >> (8 - depth.min(8))
}

/// Width and height of each pass that has pixels (W3C PNG, section 8).
fn passes(header: &[u8]) -> Vec<(u64, u64)> {
    let (width, height) = size(header);
    if header[12] == 0 {
        return vec![(width, height)];
    }
    // The columns and rows of each pass: those that leave this remainder when divided by that step.
    let count = |side: u64, remainder: u64, step: u64| (side + step - 1 - remainder) / step;
    [(0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2)]
        .into_iter()
        .map(|(x, across, y, down)| (count(width, x, across), count(height, y, down)))
        .filter(|&(width, height)| width > 0 && height > 0)
        .collect()
}

/// The bytes of all rows with their filter types (section 7.2).
fn expected_length(header: &[u8]) -> u64 {
    passes(header).iter().map(|(width, height)| (1 + (width * bits(header)).div_ceil(8)) * height).sum()
}

/// What comes out of the stream, which must end with its last byte.
fn unpacked_length(coded: &[u8]) -> Result<u64, PhotoError> {
    let mut inflate = Decompress::new(true);
    let mut scratch = vec![0; 262_144];
    loop {
        let before = (inflate.total_in(), inflate.total_out());
        let rest = coded.get(before.0 as usize..).unwrap_or_default();
        match inflate.decompress(rest, &mut scratch, FlushDecompress::None) {
            Ok(Status::StreamEnd) if inflate.total_in() == coded.len() as u64 => {
                return Ok(inflate.total_out());
            }
            Ok(Status::Ok) if (inflate.total_in(), inflate.total_out()) != before => {}
            _ => return unclean("die Bilddaten enden nicht mit ihrem letzten Byte"),
        }
    }
}

type Rows = Reader<Cursor<Vec<u8>>>;

/// A reader for the bare rows: a PNG of header and data alone, for nothing else changes them.
fn reader(header: &[u8], coded: &[u8]) -> Result<Rows, PhotoError> {
    let mut bare = b"\x89PNG\r\n\x1A\n".to_vec();
    let mut add = |kind: &[u8; 4], data: &[u8]| {
        bare.extend((data.len() as u32).to_be_bytes());
        bare.extend(kind);
        bare.extend(data);
        bare.extend([0; 4]);
    };
    add(b"IHDR", header);
    if header[9] == 3 {
        add(b"PLTE", &[0; 768][..3 << header[8].min(8)]);
    }
    add(b"IDAT", coded);
    add(b"IEND", &[]);
    let mut decoder = Decoder::new_with_limits(Cursor::new(bare), Limits { bytes: 512_000_000 });
    decoder.ignore_checksums(true);
    decoder.set_transformations(Transformations::IDENTITY);
    decoder.read_info().or_else(undrawable)
}

fn undrawable<T>(error: png::DecodingError) -> Result<T, PhotoError> {
    unclean(format!("das Bild lässt sich nicht zeichnen: {error}"))
}

/// Calls `see` with the width in pixels and the bytes of every row of every pass.
fn each_row(header: &[u8], coded: &[u8], mut see: impl FnMut(u64, &[u8])) -> Result<(), PhotoError> {
    let mut rows = reader(header, coded)?;
    for (width, height) in passes(header) {
        for _ in 0..height {
            let Some(row) = rows.next_interlaced_row().or_else(undrawable)? else {
                return unclean("es fehlen Bildzeilen");
            };
            see(width, row.data());
        }
    }
    Ok(())
}

/// Whether two coded pictures are drawn alike: `unseen` are the palette indices of the first that are transparent.
///
/// # Errors
/// [`PhotoError::NotClean`] if either cannot be drawn.
pub(crate) fn same(header: &[u8], first: &[u8], second: &[u8], unseen: &[u8]) -> Result<bool, PhotoError> {
    let (mut a, mut b) = (reader(header, first)?, reader(header, second)?);
    let depth = header[8];
    for (width, height) in passes(header) {
        for _ in 0..height {
            let rows =
                (a.next_interlaced_row().or_else(undrawable)?, b.next_interlaced_row().or_else(undrawable)?);
            let (Some(left), Some(right)) = rows else { return Ok(false) };
            let (left, right) = (left.data(), right.data());
            let equal = if let Some((pixel, colour)) = with_alpha(header) {
                left.chunks_exact(pixel).zip(right.chunks_exact(pixel)).all(|(l, r)| {
                    l == r || l[colour..] == r[colour..] && l[colour..].iter().all(|&byte| byte == 0)
                })
            } else if depth > 8 || header[9] == 2 {
                left == right
            } else {
                (0..width as usize).all(|at| {
                    let (l, r) = (sample(left, at, depth), sample(right, at, depth));
                    l == r || unseen.contains(&l) && unseen.contains(&r)
                })
            };
            if !equal {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
