//! PNGs made by code: small real pictures of every kind, and everything that programs put around and into them.

mod leaks;

pub use leaks::one_leak;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// How a picture of [`picture_as`] is coded: the colour type of IHDR, the bits of a sample, and whether it is
/// interlaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coding {
    /// 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha.
    pub kind: u8,
    /// Bits of a sample.
    pub depth: u8,
    /// Adam7.
    pub interlaced: bool,
}

/// All fifteen kinds and depths of the standard, each plain and interlaced.
#[must_use]
pub fn codings() -> Vec<Coding> {
    let kinds: [(u8, &[u8]); 5] =
        [(0, &[1, 2, 4, 8, 16]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])];
    let all = kinds.iter().flat_map(|&(kind, depths)| depths.iter().map(move |&depth| (kind, depth)));
    all.flat_map(|(kind, depth)| [false, true].map(|interlaced| Coding { kind, depth, interlaced })).collect()
}

/// A real RGB picture of that many pixels with a gradient in it, and nothing but its picture.
#[must_use]
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    picture_as(Coding { kind: 2, depth: 8, interlaced: false }, width, height)
}

/// A real picture of that many pixels with a gradient in it. Alpha grows from left to right and is nowhere 0; a
/// palette has as many entries as the picture uses.
#[must_use]
pub fn picture_as(coding: Coding, width: u32, height: u32) -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    out.extend(header(coding, width, height));
    if coding.kind == 3 {
        let entries = (1_u32 << coding.depth).min(width * height);
        let colours: Vec<u8> = (0..entries).flat_map(|i| [i as u8, 255 - i as u8, 7]).collect();
        out.extend(chunk(b"PLTE", &colours));
    }
    out.extend(chunk(b"IDAT", &zlib(&rows(coding, width, height))));
    out.extend(chunk(b"IEND", &[]));
    out
}

/// A picture of eight bits in RGB with alpha whose given pixels are these samples, in rows from the top.
#[must_use]
pub fn rgba(width: u32, height: u32, samples: &[u8]) -> Vec<u8> {
    let coding = Coding { kind: 6, depth: 8, interlaced: false };
    let lines = samples.chunks_exact(width as usize * 4).flat_map(|row| [&[0][..], row].concat());
    let rows: Vec<u8> = lines.collect();
    file(&[header(coding, width, height), chunk(b"IDAT", &zlib(&rows))].concat())
}

/// The file around finished chunks, from IHDR to the last before IEND.
#[must_use]
pub fn file(chunks: &[u8]) -> Vec<u8> {
    [SIGNATURE, chunks, &chunk(b"IEND", &[])].concat()
}

/// IHDR.
#[must_use]
pub fn header(coding: Coding, width: u32, height: u32) -> Vec<u8> {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend([coding.depth, coding.kind, 0, 0, u8::from(coding.interlaced)]);
    chunk(b"IHDR", &data)
}

/// A chunk: length, type, data, checksum.
#[must_use]
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes()[..], kind, data, &crc.sum().to_be_bytes()].concat()
}

/// A zlib stream of these bytes.
///
/// # Panics
/// Never: memory does not refuse to be written to.
#[must_use]
pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// The rows of all passes, each with a filter type, the types taking turns.
#[must_use]
pub fn rows(coding: Coding, width: u32, height: u32) -> Vec<u8> {
    let samples = [1, 0, 3, 1, 2, 0, 4][usize::from(coding.kind)];
    let passes: &[(u32, u32, u32, u32)] = if coding.interlaced {
        &[(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    } else {
        &[(0, 0, 1, 1)]
    };
    let bits = samples * usize::from(coding.depth);
    let mut out = Vec::new();
    for &(left, top, across, down) in passes {
        let columns: Vec<u32> = (left..width).step_by(across as usize).collect();
        if columns.is_empty() {
            continue;
        }
        let mut above = vec![0; (columns.len() * bits).div_ceil(8)];
        for (number, y) in (top..height).step_by(down as usize).enumerate() {
            let mut row = Bits::default();
            for &x in &columns {
                for sample in 0..samples {
                    row.push(value(coding, sample, (x, y), (width, height)), coding.depth);
                }
            }
            let filter = (number % 5) as u8;
            out.push(filter);
            let step = bits.div_ceil(8);
            out.extend(filtered(filter, &row.bytes, &above, step));
            above = row.bytes;
        }
    }
    out
}

/// The sample of a pixel: a gradient, with alpha growing to the right and nowhere 0.
fn value(coding: Coding, sample: usize, (x, y): (u32, u32), (width, height): (u32, u32)) -> u32 {
    let full = (1_u32 << coding.depth) - 1;
    let is_alpha = matches!((coding.kind, sample), (4, 1) | (6, 3));
    match sample {
        _ if coding.kind == 3 => (y * width + x) % (full + 1).min(width * height),
        _ if is_alpha => 1 + (full - 1) * x / width,
        0 => full * x / width,
        1 => full * y / height,
        _ => (x * y * 37) & full,
    }
}

/// Samples packed from the highest bit down.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn push(&mut self, value: u32, depth: u8) {
        for bit in (0..depth).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().expect("just pushed");
            *last |= ((value >> bit & 1) as u8) << (7 - self.used % 8);
            self.used += 1;
        }
    }
}

fn filtered(filter: u8, row: &[u8], above: &[u8], step: usize) -> Vec<u8> {
    let before = |at: usize, bytes: &[u8]| if at < step { 0 } else { i32::from(bytes[at - step]) };
    let of = |at: usize| {
        let (a, b, c) = (before(at, row), i32::from(above[at]), before(at, above));
        let guess = match filter {
            1 => a,
            2 => b,
            3 => (a + b) / 2,
            4 => [a, b, c].into_iter().min_by_key(|side| (a + b - c - side).abs()).unwrap_or(a),
            _ => 0,
        };
        row[at].wrapping_sub(guess as u8)
    };
    (0..row.len()).map(of).collect()
}

/// Where [`insert`] puts something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Right behind IHDR.
    Start,
    /// Right before the first IDAT.
    BeforeData,
    /// Right behind the last IDAT.
    AfterData,
    /// Behind IEND.
    AfterEnd,
}

/// All places.
pub const PLACES: [Place; 4] = [Place::Start, Place::BeforeData, Place::AfterData, Place::AfterEnd];

/// The PNG with `bytes` at that place.
#[must_use]
pub fn insert(png: &[u8], place: Place, bytes: &[u8]) -> Vec<u8> {
    let list = chunks(png);
    let data = || list.iter().filter(|(kind, ..)| kind == b"IDAT");
    let at = match place {
        Place::Start => list[0].2,
        Place::BeforeData => data().next().map_or(0, |(_, start, _)| *start),
        Place::AfterData => data().next_back().map_or(0, |(_, _, end)| *end),
        Place::AfterEnd => png.len(),
    };
    [&png[..at], bytes, &png[at..]].concat()
}

/// Type, start and end of every chunk up to IEND.
///
/// # Panics
/// If it is no whole PNG.
#[must_use]
pub fn chunks(png: &[u8]) -> Vec<([u8; 4], usize, usize)> {
    let mut list: Vec<([u8; 4], usize, usize)> = Vec::new();
    let mut at = 8;
    while list.last().is_none_or(|(kind, ..)| kind != b"IEND") {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")) as usize;
        let kind = png[at + 4..at + 8].try_into().expect("four bytes");
        list.push((kind, at, at + 12 + length));
        at += 12 + length;
    }
    list
}
