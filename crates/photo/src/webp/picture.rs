//! A coded picture: where its data ends, and whether it holds what is not drawn.
//!
//! A lossless stream says nothing of its length, so it is decoded to find its end. Behind the last partition of a
//! lossy picture bytes could stand that no decoder reads; where it ends cannot be told from its header, and so it
//! is copied as it is.

use std::cell::Cell;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};

use image_webp::{ColorType, WebPDecoder, WebPEncoder};

use super::{chunk, extended, flag, riff};
use crate::PhotoError;

/// A picture with the alpha that belongs to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Picture<'a> {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// ALPH, only beside a lossy picture.
    pub alpha: Option<&'a [u8]>,
    pub coded: Coded<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Coded<'a> {
    /// The payload of `VP8 `.
    Lossy(&'a [u8]),
    /// The payload of `VP8L`.
    Lossless(&'a [u8]),
}

/// What decoding a picture has shown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Examined {
    /// The bytes of ALPH that decoders read.
    pub alpha_length: usize,
    /// The bytes of `VP8L` that decoders read; all of `VP8 `.
    pub coded_length: usize,
    /// How many pixels hold a colour or an alpha that is not drawn.
    pub hidden: u64,
}

impl<'a> Picture<'a> {
    pub(crate) fn payload(&self) -> &'a [u8] {
        match self.coded {
            Coded::Lossy(data) | Coded::Lossless(data) => data,
        }
    }

    /// The name of the chunk it stands in.
    pub(crate) fn kind(&self) -> &'static [u8; 4] {
        if matches!(self.coded, Coded::Lossy(_)) { b"VP8 " } else { b"VP8L" }
    }

    /// Whether it may be seen through. A lossless picture says so in its header (RFC 9649, section 3.4).
    pub(crate) fn has_alpha(&self) -> bool {
        match self.coded {
            Coded::Lossy(_) => self.alpha.is_some(),
            Coded::Lossless(data) => data.get(4).is_some_and(|byte| byte & 0x10 != 0),
        }
    }

    /// The pixels as red, green, blue and alpha, the colour of fully transparent ones being black.
    pub(crate) fn drawn(&self) -> Result<Vec<u8>, PhotoError> {
        let (mut pixels, _) = decoded(self)?;
        let opaque = !self.has_alpha();
        for pixel in pixels.chunks_exact_mut(4) {
            if opaque {
                pixel[3] = 255;
            } else if pixel[3] == 0 {
                pixel.fill(0);
            }
        }
        Ok(pixels)
    }
}

/// # Errors
/// [`PhotoError::Damaged`] if a picture that must be decoded cannot be.
pub(crate) fn examine(picture: &Picture<'_>) -> Result<Examined, PhotoError> {
    let mut examined = Examined { coded_length: picture.payload().len(), ..Examined::default() };
    match (picture.coded, picture.alpha) {
        (Coded::Lossy(_), None) => {}
        (Coded::Lossy(_), Some(alpha)) => {
            examined.alpha_length = alpha_length(alpha, picture.size)?;
            let (pixels, _) = decoded(picture)?;
            examined.hidden = pictured(&pixels, picture.size);
        }
        (Coded::Lossless(data), _) => {
            let (pixels, length) = lossless(data, picture.size)?;
            examined.coded_length = length;
            examined.hidden = if picture.has_alpha() {
                unexplained(&pixels, picture.size)
            } else {
                pixels.chunks_exact(4).filter(|pixel| pixel[3] != 255).count() as u64
            };
        }
    }
    Ok(examined)
}

/// A lossless picture of these pixels: the payload of `VP8L`.
///
/// # Errors
/// [`PhotoError::Undrawable`] if the encoder fails.
pub(crate) fn encoded(
    pixels: &[u8],
    (width, height): (u32, u32),
    alpha: bool,
) -> Result<Vec<u8>, PhotoError> {
    let mut file = Vec::new();
    let encoder = WebPEncoder::new(&mut file);
    let done = if alpha {
        encoder.encode(pixels, width, height, ColorType::Rgba8)
    } else {
        let opaque: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        encoder.encode(&opaque, width, height, ColorType::Rgb8)
    };
    done.map_err(|error| PhotoError::Undrawable { detail: error.to_string() })?;
    // RIFF, its size, WEBP, VP8L, its size.
    let length = file.get(16..20).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    let payload = file.get(20..).and_then(|rest| rest.get(..length as usize));
    payload.map(<[u8]>::to_vec).ok_or(PhotoError::Undrawable { detail: "VP8L".to_owned() })
}

/// The pixels with their alpha, whatever the header says about it, and the bytes of the payload that were read.
fn decoded(picture: &Picture<'_>) -> Result<(Vec<u8>, usize), PhotoError> {
    let mut chunks = Vec::new();
    let alpha = picture.alpha.is_some() || matches!(picture.coded, Coded::Lossless(_));
    chunk(&mut chunks, b"VP8X", &extended(if alpha { flag::ALPHA } else { 0 }, picture.size));
    if let Some(alpha) = picture.alpha {
        chunk(&mut chunks, b"ALPH", alpha);
    }
    // The decoder reads the file's head, which is 12 bytes, and the head of this chunk, which is 8.
    let start = chunks.len() + 20;
    chunk(&mut chunks, picture.kind(), picture.payload());
    let read = Cell::new(0);
    let reader = Counting { file: Cursor::new(riff(&chunks)), read: &read };
    let damaged = |_| PhotoError::Damaged { what: "die Bilddaten lassen sich nicht auspacken" };
    let mut decoder = WebPDecoder::new(reader).map_err(damaged)?;
    let mut pixels = vec![0; decoder.output_buffer_size().unwrap_or(0)];
    decoder.read_image(&mut pixels).map_err(damaged)?;
    if !alpha {
        pixels = pixels.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    }
    let read = usize::try_from(read.get()).unwrap_or(usize::MAX).saturating_sub(start);
    Ok((pixels, read.min(picture.payload().len())))
}

/// The pixels of a lossless stream and its length in bytes. The decoder reads up to eight bytes ahead, so the end
/// is the shortest beginning that it still decodes.
fn lossless(data: &[u8], size: (u32, u32)) -> Result<(Vec<u8>, usize), PhotoError> {
    let picture = |data| Picture { size, alpha: None, coded: Coded::Lossless(data) };
    let (pixels, mut length) = decoded(&picture(data))?;
    while length > 5 && decoded(&picture(&data[..length - 1])).is_ok() {
        length -= 1;
    }
    Ok((pixels, length))
}

/// The bytes of ALPH that are read (RFC 9649, section 2.7.1.2): one of flags, then a byte for each pixel or a
/// lossless stream without its header.
fn alpha_length(alpha: &[u8], size: (u32, u32)) -> Result<usize, PhotoError> {
    let damaged = PhotoError::Damaged { what: "die Durchsichtigkeit lässt sich nicht auspacken" };
    let (&flags, data) = alpha.split_first().ok_or(damaged.clone())?;
    let length = if flags & 3 == 0 {
        size.0 as usize * size.1 as usize
    } else {
        let bits = (size.0 - 1) | (size.1 - 1) << 14;
        let header = [&[0x2F][..], &bits.to_le_bytes()].concat();
        lossless(&[&header, data].concat(), size)?.1 - header.len()
    };
    if length <= data.len() { Ok(1 + length) } else { Err(damaged) }
}

/// How many fully transparent pixels have a colour that the encoder cannot have chosen.
///
/// Encoders that throw such colours away leave what costs no bits: black, or what one of the fourteen predictors
/// of the format makes of the pixels around (section 4.1). Anything else was in the source.
fn unexplained(pixels: &[u8], (width, _): (u32, u32)) -> u64 {
    let width = width as usize;
    let at = |index: usize| -> [i32; 4] {
        let pixel = &pixels[index * 4..index * 4 + 4];
        [i32::from(pixel[0]), i32::from(pixel[1]), i32::from(pixel[2]), i32::from(pixel[3])]
    };
    // Predictors work on the colours themselves, or on their difference from green (section 4.3).
    let less_green = |[r, g, b, a]: [i32; 4]| [(r - g) & 255, g, (b - g) & 255, a];
    let is_hidden = |index: &usize| {
        let pixel = at(*index);
        if pixel[3] != 0 || pixel[..3] == [0; 3] {
            return false;
        }
        let (x, y) = (index % width, index / width);
        let neighbours = match (x, y) {
            (0, 0) => return true,
            (_, 0) => [at(index - 1); 4],
            (0, _) => [at(index - width); 4],
            _ => [at(index - 1), at(index - width), at(index - width - 1), at(index - width + 1)],
        };
        !predicts(neighbours, pixel) && !predicts(neighbours.map(less_green), less_green(pixel))
    };
    (0..pixels.len() / 4).filter(is_hidden).count() as u64
}

/// Whether one of the predictors makes the colour of `pixel` of those to the left, above, above left and above
/// right.
fn predicts([left, above, corner, right]: [[i32; 4]; 4], pixel: [i32; 4]) -> bool {
    let each = |rule: &dyn Fn(usize) -> i32| [rule(0), rule(1), rule(2), rule(3)];
    let mean = |a: [i32; 4], b: [i32; 4]| each(&|i| (a[i] + b[i]) / 2);
    let distance = |a: [i32; 4], b: [i32; 4]| (0..4).map(|i| (a[i] - b[i]).abs()).sum::<i32>();
    let selected = if distance(above, corner) < distance(left, corner) { left } else { above };
    let half = mean(left, above);
    let guesses = [
        left,
        above,
        right,
        corner,
        mean(mean(left, right), above),
        mean(left, corner),
        half,
        mean(corner, above),
        mean(above, right),
        mean(mean(left, corner), mean(above, right)),
        selected,
        each(&|i| (left[i] + above[i] - corner[i]).clamp(0, 255)),
        each(&|i| (half[i] + (half[i] - corner[i]) / 2).clamp(0, 255)),
    ];
    guesses.iter().any(|guess| guess[..3] == pixel[..3])
}

/// The side of the blocks that encoders fill with one colour where they are fully transparent, in pixels.
const BLOCK: usize = 8;

/// How much lossy coding may spread the colours of such a block.
const SPREAD: u8 = 24;

/// How many pixels lie in fully transparent blocks that show something all the same.
///
/// A lossy picture has some colour everywhere, so only what is no flat area counts, and only where no visible
/// pixel is near enough to have bled into it.
fn pictured(pixels: &[u8], (width, height): (u32, u32)) -> u64 {
    let (width, height) = (width as usize, height as usize);
    let (columns, rows) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
    let pixels_of = |column: usize, row: usize| {
        let xs = column * BLOCK..((column + 1) * BLOCK).min(width);
        let ys = row * BLOCK..((row + 1) * BLOCK).min(height);
        ys.flat_map(move |y| xs.clone().map(move |x| &pixels[(y * width + x) * 4..][..4]))
    };
    let empty: Vec<bool> = (0..rows * columns)
        .map(|index| pixels_of(index % columns, index / columns).all(|pixel| pixel[3] == 0))
        .collect();
    let is_apart = |column: usize, row: usize| {
        let mut near = (row.saturating_sub(1)..(row + 2).min(rows))
            .flat_map(|r| (column.saturating_sub(1)..(column + 2).min(columns)).map(move |c| (c, r)));
        near.all(|(c, r)| empty[r * columns + c])
    };
    let spread = |column: usize, row: usize| {
        let mut range = [(255, 0); 3];
        for pixel in pixels_of(column, row) {
            for ((low, high), &value) in range.iter_mut().zip(pixel) {
                (*low, *high) = (value.min(*low), value.max(*high));
            }
        }
        range.iter().map(|&(low, high)| high.saturating_sub(low)).max().unwrap_or(0)
    };
    let shown = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .filter(|&(column, row)| is_apart(column, row) && spread(column, row) > SPREAD);
    shown.map(|(column, row)| pixels_of(column, row).count() as u64).sum()
}

/// A file in memory that knows how far it was read.
struct Counting<'c> {
    file: Cursor<Vec<u8>>,
    read: &'c Cell<u64>,
}

impl Counting<'_> {
    fn note(&self) {
        self.read.set(self.read.get().max(self.file.position()));
    }
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.note();
        Ok(count)
    }
}

impl BufRead for Counting<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.file.consume(amount);
        self.note();
    }
}

impl Seek for Counting<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
