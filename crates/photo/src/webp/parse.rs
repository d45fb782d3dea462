//! Takes a WebP apart as libwebp reads it.
//!
//! Strict where a decoder would fail (sizes beyond the end, a picture of another size than its canvas), lenient
//! where it would go on (unknown chunks, flags that say too much): what it skips is not written again.

use super::picture::{self, Coded, Picture};
use super::{Chunk, WebP, flag};
use crate::{Limits, PhotoError};

/// No program writes more chunks than this; each costs memory.
const CHUNKS_MAX: usize = 20_000;

const DAMAGED: PhotoError = PhotoError::Damaged { what: "die Bildbeschreibung widerspricht sich" };
const NO_PICTURE: PhotoError = PhotoError::Damaged { what: "die Datei enthält kein Bild" };

/// # Errors
/// Every structural [`PhotoError`]. The size is checked against the limits before anything is decoded.
pub(crate) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<WebP<'a>, PhotoError> {
    let truncated = PhotoError::Truncated { bytes: bytes.len() as u64 };
    let size = number(bytes, 4, 4).ok_or(truncated.clone())? as usize;
    let (Some(body), Some(trailer)) =
        (bytes.get(12..size.saturating_add(8)), bytes.get(size.saturating_add(8)..))
    else {
        return Err(truncated);
    };
    let (mut list, padded) = chunks(body).ok_or(truncated.clone())?;

    let first = list.first().ok_or(truncated)?;
    let extended = match &first.kind {
        b"VP8 " | b"VP8L" => None,
        b"VP8X" if first.data.len() >= 10 => Some(first.data),
        _ => return Err(NO_PICTURE),
    };
    let animated = extended.is_some_and(|data| data[0] & flag::ANIMATION != 0);
    let is_frame = |chunk: &Chunk<'_>| chunk.kind == *b"ANMF";
    let (picture, place, more_frames) = if animated {
        let frame = list.iter().find(|chunk| is_frame(chunk)).ok_or(NO_PICTURE)?;
        let (picture, place) = first_frame(frame.data)?;
        (picture, place, list.iter().filter(|chunk| is_frame(chunk)).count() - 1)
    } else {
        (take_picture(&mut list)?, (0, 0), 0)
    };
    list.retain(|chunk| chunk.kind != *b"VP8X");

    let canvas = match extended {
        None => picture.size,
        Some(data) => {
            let side = |at: usize| number(data, at, 3).map(|side| side + 1).ok_or(DAMAGED);
            (side(4)?, side(7)?)
        }
    };
    limits.check_size(canvas.0, canvas.1)?;
    let fits = |start: u32, length: u32, all: u32| u64::from(start) + u64::from(length) <= u64::from(all);
    let inside = fits(place.0, picture.size.0, canvas.0) && fits(place.1, picture.size.1, canvas.1);
    if !inside || !animated && picture.size != canvas {
        return Err(DAMAGED);
    }
    let examined = picture::examine(&picture)?;
    Ok(WebP { canvas, extended, picture, place, more_frames, examined, chunks: list, padded, trailer })
}

/// All chunks, and how many have a padding byte that is not 0. `None` if one goes beyond the end.
fn chunks(body: &[u8]) -> Option<(Vec<Chunk<'_>>, usize)> {
    let mut list = Vec::new();
    let mut padded = 0;
    let mut rest = body;
    while !rest.is_empty() && list.len() < CHUNKS_MAX {
        let (kind, after) = rest.split_first_chunk::<4>()?;
        let length = number(after, 0, 4)? as usize;
        let data = after.get(4..length.checked_add(4)?)?;
        let end = 4 + length;
        // The very last padding byte may be missing.
        padded += usize::from(length % 2 == 1 && after.get(end).is_some_and(|&byte| byte != 0));
        rest = after.get(end + length % 2..).unwrap_or_default();
        list.push(Chunk { kind: *kind, data });
    }
    Some((list, padded))
}

/// Takes the first picture out of the chunks, with the alpha before it.
fn take_picture<'a>(list: &mut Vec<Chunk<'a>>) -> Result<Picture<'a>, PhotoError> {
    let is_coded = |chunk: &Chunk<'_>| matches!(&chunk.kind, b"VP8 " | b"VP8L");
    let at = list.iter().position(is_coded).ok_or(NO_PICTURE)?;
    let coded = list.remove(at);
    let lossy = coded.kind == *b"VP8 ";
    let alpha = list[..at].iter().position(|chunk| lossy && chunk.kind == *b"ALPH");
    let alpha = alpha.map(|at| list.remove(at).data);
    let (size, coded) = if lossy {
        (lossy_size(coded.data)?, Coded::Lossy(coded.data))
    } else {
        (lossless_size(coded.data)?, Coded::Lossless(coded.data))
    };
    Ok(Picture { size, alpha, coded })
}

/// ANMF (section 2.7.1.3): 16 bytes of place and time, then the chunks of the picture.
fn first_frame(data: &[u8]) -> Result<(Picture<'_>, (u32, u32)), PhotoError> {
    let field = |at: usize| number(data, at, 3).ok_or(DAMAGED);
    let place = (field(0)? * 2, field(3)? * 2);
    let size = (field(6)? + 1, field(9)? + 1);
    let (mut list, _) = data.get(16..).and_then(chunks).ok_or(DAMAGED)?;
    let picture = take_picture(&mut list)?;
    if picture.size == size { Ok((picture, place)) } else { Err(DAMAGED) }
}

/// Width and height of a VP8 key frame (RFC 6386, section 9.1).
fn lossy_size(data: &[u8]) -> Result<(u32, u32), PhotoError> {
    let &[t0, t1, t2, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..] = data else { return Err(DAMAGED) };
    let side = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
    let (width, height) = (side(w0, w1), side(h0, h1));
    let first_partition = u32::from_le_bytes([t0, t1, t2, 0]) >> 5;
    let fits = u64::from(first_partition) <= data.len() as u64 - 10;
    if t0 & 1 == 1 || width == 0 || height == 0 || !fits {
        return Err(DAMAGED);
    }
    Ok((width, height))
}

/// Width and height of a VP8L picture (RFC 9649, section 3.4).
fn lossless_size(data: &[u8]) -> Result<(u32, u32), PhotoError> {
    match (data.first(), number(data, 1, 4)) {
        (Some(0x2F), Some(bits)) if bits >> 29 == 0 => Ok(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)),
        _ => Err(DAMAGED),
    }
}

/// A little-endian number of at most four bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |value, &byte| value << 8 | u32::from(byte)))
}
