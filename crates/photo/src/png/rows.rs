//! Reads the rows of a picture through, a few at a time, to see where its coded data ends and what hides in it.
//!
//! Only what can hide something is unfiltered: pixels with alpha, palette indices, and rows that do not fill
//! their last byte.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Header, Kind};

/// What reading the rows through has shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Walk {
    /// Where the zlib stream ends, in bytes from its start. `None` if it has a wrong checksum, no end, or more
    /// than the rows.
    pub end: Option<usize>,
    /// How many bytes come out behind the last row, as far as that was counted.
    pub extra: usize,
    /// How many fully transparent pixels have a colour, or are told apart by it.
    pub coloured: u64,
    /// How many rows have bits set behind their last pixel.
    pub padded: u64,
    /// The palette indices that occur, in ascending order.
    pub used: Vec<u8>,
}

impl Walk {
    /// Whether the coded picture holds more than what is drawn, so that it must be coded anew.
    pub(crate) fn hides(&self) -> bool {
        self.end.is_none() || self.extra > 0 || self.coloured > 0 || self.padded > 0
    }
}

/// Why the rows cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The data ends before the last row does.
    Ends,
    /// The data is no zlib stream.
    Broken,
    /// A filter type the standard does not have.
    Filter,
}

/// A row as it is drawn, without its filter.
pub(crate) struct Row<'r> {
    /// Whether a pass begins with it.
    pub first: bool,
    /// The type of its filter, 0 to 4 (section 9.2).
    pub filter: u8,
    pub pixels: &'r [u8],
    /// The bits of its last byte that belong to pixels.
    pub mask: u8,
}

/// `transparent` are the palette indices that are not drawn at all.
///
/// # Errors
/// [`Fault`] unless all rows are there.
pub(crate) fn walk(data: &[u8], header: &Header, transparent: &[u8]) -> Result<Walk, Fault> {
    let mut walk = Walk::default();
    let mut used = [false; 256];
    let depth = usize::from(header.depth);
    // How often each transparent index occurs: two of them drawn alike still tell shapes apart.
    let mut unseen = [0_u64; 256];
    let mut inflater = each_row(data, header, false, |row| {
        if row.pixels.last().is_some_and(|last| last & !row.mask != 0) {
            walk.padded += 1;
        }
        match header.kind {
            Kind::Palette => indices(row.pixels, depth, row.mask, |index| {
                used[usize::from(index)] = true;
                unseen[usize::from(index)] += 1;
            }),
            Kind::GreyAlpha | Kind::Rgba => walk.coloured += coloured(row.pixels, header),
            Kind::Grey | Kind::Rgb => {}
        }
    })?;
    walk.used = (0..=255).filter(|&index| used[usize::from(index)]).collect();
    let mut counts = transparent.iter().map(|&index| unseen[usize::from(index)]).filter(|&count| count > 0);
    if header.kind == Kind::Palette && counts.next().is_some() {
        walk.coloured = counts.sum();
    }
    (walk.end, walk.extra) = inflater.finish();
    Ok(walk)
}

/// Fully transparent pixels whose colour is not black.
fn coloured(pixels: &[u8], header: &Header) -> u64 {
    let sample = usize::from(header.depth / 8);
    let pixel = header.samples() * sample;
    let hidden = pixels.chunks_exact(pixel).filter(|pixel| {
        let (colour, alpha) = pixel.split_at(pixel.len() - sample);
        alpha.iter().all(|&byte| byte == 0) && colour.iter().any(|&byte| byte != 0)
    });
    hidden.count() as u64
}

/// Every index of a row. The bits behind the last pixel are left out.
fn indices(pixels: &[u8], depth: usize, mask: u8, mut see: impl FnMut(u8)) {
    if depth == 8 {
        pixels.iter().for_each(|&index| see(index));
        return;
    }
    let full = 0xFF_u8 >> (8 - depth);
    for (at, &byte) in pixels.iter().enumerate() {
        let mask = if at + 1 == pixels.len() { mask } else { 0xFF };
        for shift in (0..8).step_by(depth).map(|bits| 8 - depth - bits) {
            if mask >> shift & full == full {
                see(byte >> shift & full);
            }
        }
    }
}

/// Calls `see` with every row in order. Unless `all`, rows in which nothing can hide are counted, but not shown.
///
/// # Errors
/// [`Fault`] unless all rows are there.
pub(crate) fn each_row<'d>(
    data: &'d [u8],
    header: &Header,
    all: bool,
    mut see: impl FnMut(Row<'_>),
) -> Result<Inflater<'d>, Fault> {
    let mut inflater = Inflater::new(data);
    let bits = header.pixel_bits();
    let looked_at = all || header.has_alpha() || header.kind == Kind::Palette || bits < 8;
    for (width, height) in header.passes() {
        let row_bits = width as usize * bits;
        let length = row_bits.div_ceil(8);
        let mask = 0xFF_u8 << (length * 8 - row_bits);
        let mut line = vec![0; 1 + length];
        let mut above = vec![0; 1 + length];
        for row in 0..height {
            inflater.read(&mut line)?;
            let filter = line[0];
            if filter > 4 {
                return Err(Fault::Filter);
            }
            if looked_at {
                unfilter(filter, &mut line[1..], &above[1..], bits.div_ceil(8));
                see(Row { first: row == 0, filter, pixels: &line[1..], mask });
                std::mem::swap(&mut line, &mut above);
            }
        }
    }
    Ok(inflater)
}

/// Takes the filter off a row (section 9.2). `step` is the distance in bytes to the pixel before.
fn unfilter(filter: u8, row: &mut [u8], above: &[u8], step: usize) {
    match filter {
        1 => {
            for at in step..row.len() {
                row[at] = row[at].wrapping_add(row[at - step]);
            }
        }
        2 => {
            for (byte, up) in row.iter_mut().zip(above) {
                *byte = byte.wrapping_add(*up);
            }
        }
        3 => {
            for at in 0..row.len() {
                let left = if at < step { 0 } else { row[at - step] };
                row[at] = row[at].wrapping_add(left.midpoint(above[at]));
            }
        }
        4 => {
            for at in 0..row.len() {
                let (left, corner) = if at < step { (0, 0) } else { (row[at - step], above[at - step]) };
                row[at] = row[at].wrapping_add(paeth(left, above[at], corner));
            }
        }
        _ => {}
    }
}

/// The neighbour that is nearest to `left + above - corner` (section 9.4).
pub(crate) fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(above), i16::from(corner));
    let (to_left, to_above, to_corner) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if to_left <= to_above && to_left <= to_corner {
        left
    } else if to_above <= to_corner {
        above
    } else {
        corner
    }
}

/// What comes out of the zlib stream at a time, in bytes.
const BUFFER: usize = 65_536;

/// How far behind the last row it is counted, in bytes. All of it goes, however much it is.
const EXTRA_MAX: usize = 16_000_000;

/// A zlib stream that is read a buffer at a time and knows where it ends.
pub(crate) struct Inflater<'d> {
    data: &'d [u8],
    inflate: Decompress,
    buffer: Vec<u8>,
    /// What of the buffer was not read yet.
    ready: std::ops::Range<usize>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// The stream has come to its end, checksum and all.
    Ended,
    Broken,
}

impl<'d> Inflater<'d> {
    fn new(data: &'d [u8]) -> Self {
        let inflate = Decompress::new(true);
        Self { data, inflate, buffer: vec![0; BUFFER], ready: 0..0, state: State::Open }
    }

    /// Fills the buffer again. Afterwards it is empty only if nothing more comes.
    fn fill(&mut self) {
        self.ready = 0..0;
        while self.ready.is_empty() && self.state == State::Open {
            let (consumed, produced) = (self.inflate.total_in(), self.inflate.total_out());
            let rest = &self.data[usize::try_from(consumed).unwrap_or(usize::MAX).min(self.data.len())..];
            self.state = match self.inflate.decompress(rest, &mut self.buffer, FlushDecompress::None) {
                Ok(Status::StreamEnd) => State::Ended,
                Ok(Status::Ok | Status::BufError) if self.inflate.total_in() > consumed => State::Open,
                Ok(Status::Ok | Status::BufError) if self.inflate.total_out() > produced => State::Open,
                Ok(_) | Err(_) => State::Broken,
            };
            let count = usize::try_from(self.inflate.total_out() - produced).unwrap_or(usize::MAX);
            self.ready = 0..count.min(self.buffer.len());
        }
    }

    fn read(&mut self, mut out: &mut [u8]) -> Result<(), Fault> {
        while !out.is_empty() {
            if self.ready.is_empty() {
                self.fill();
            }
            if self.ready.is_empty() {
                let all_read = self.inflate.total_in() >= self.data.len() as u64;
                return Err(if self.state == State::Ended || all_read { Fault::Ends } else { Fault::Broken });
            }
            let count = out.len().min(self.ready.len());
            let (now, later) = out.split_at_mut(count);
            now.copy_from_slice(&self.buffer[self.ready.start..self.ready.start + count]);
            self.ready.start += count;
            out = later;
        }
        Ok(())
    }

    /// Where the stream ends, if it ends as it should, and how many bytes were left in it.
    fn finish(&mut self) -> (Option<usize>, usize) {
        let mut extra = self.ready.len();
        while self.state == State::Open && extra < EXTRA_MAX {
            self.fill();
            extra += self.ready.len();
        }
        let end = usize::try_from(self.inflate.total_in()).ok();
        (end.filter(|_| self.state == State::Ended && extra == 0), extra)
    }
}
