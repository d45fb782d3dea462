//! A WebP as Sperrfrist writes it, and no other.

use std::io::Cursor;

use super::{is_plain_exif, profile, unclean, words};
use crate::{Caption, PhotoError};

/// What the scanner saw of the picture itself.
#[derive(Debug)]
pub(crate) struct Seen<'a> {
    /// The whole file.
    file: &'a [u8],
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The payload of ALPH.
    pub alpha: Option<&'a [u8]>,
    /// The payload of `VP8 ` or `VP8L`.
    pub coded: &'a [u8],
    /// 1 to 8.
    pub orientation: u8,
    /// Whether there is a colour profile.
    pub icc: bool,
}

/// The chunks that may be there, in their only order.
const PLACES: [&[u8]; 7] = [b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L", b"EXIF", b"XMP "];

/// # Errors
/// [`PhotoError::NotClean`].
pub(crate) fn scan<'a>(webp: &'a [u8], caption: &Caption) -> Result<Seen<'a>, PhotoError> {
    let (Some(head), Some(mut rest)) = (webp.get(..12), webp.get(12..)) else {
        return unclean("kein Bildanfang");
    };
    if &head[..4] != b"RIFF" || &head[8..] != b"WEBP" {
        return unclean("kein Bildanfang");
    }
    if little(&head[4..8]) != webp.len() as u64 - 8 {
        return unclean("die Datei hat eine falsche Länge");
    }
    let mut found: [Option<&'a [u8]>; 7] = [None; 7];
    let mut next = 0;
    while !rest.is_empty() {
        let (kind, data, after) = piece(rest)?;
        rest = after;
        let Some(place) = PLACES.iter().position(|known| *known == kind) else {
            return unclean(format!("ein Abschnitt {}", String::from_utf8_lossy(kind)));
        };
        if place < next {
            return unclean("ein Abschnitt an falscher Stelle");
        }
        next = place + 1;
        found[place] = Some(data);
    }
    let [extended, icc, alpha, lossy, lossless, exif, xmp] = found;
    let (coded, size, sees_through) = match (lossy, lossless) {
        (Some(coded), None) => (coded, lossy_size(coded)?, alpha.is_some()),
        (None, Some(coded)) if alpha.is_none() => {
            let (size, sees_through) = lossless_size(coded)?;
            (coded, size, sees_through)
        }
        _ => return unclean("nicht genau ein Bild"),
    };

    let flags = [(icc, 0x20), (exif, 0x08), (xmp, 0x04)];
    let flags = flags.iter().filter(|(data, _)| data.is_some()).map(|(_, flag)| flag).sum::<u8>();
    match extended {
        None if flags > 0 || alpha.is_some() => return unclean("Angaben ohne Dateikopf"),
        None => {}
        Some(_) if flags == 0 && alpha.is_none() => return unclean("ein Dateikopf, den niemand braucht"),
        Some(data) => {
            let expected = flags | if sees_through { 0x10 } else { 0 };
            let canvas = |range: std::ops::Range<usize>| data.get(range).map(|side| little(side) as u32 + 1);
            let same = canvas(4..7) == Some(size.0) && canvas(7..10) == Some(size.1);
            if data.len() != 10 || data[..4] != [expected, 0, 0, 0] || !same {
                return unclean("ein Dateikopf, der nicht stimmt");
            }
        }
    }
    if let Some(alpha) = alpha {
        let raw = alpha.first().is_some_and(|flags| flags & 3 == 0);
        if alpha.len() < 2 || raw && alpha.len() as u64 != 1 + u64::from(size.0) * u64::from(size.1) {
            return unclean("Durchsichtigkeit in einer falschen Länge");
        }
    }
    if let Some(icc) = icc {
        profile::check(icc)?;
    }
    let orientation = match exif {
        None => 1,
        Some(block) => is_plain_exif(block)?,
    };
    words::check_xmp(xmp, caption)?;
    Ok(Seen { file: webp, size, alpha, coded, orientation, icc: icc.is_some() })
}

/// The pixels as red, green, blue and alpha.
///
/// # Errors
/// [`PhotoError::NotClean`] if they cannot be drawn.
pub(crate) fn pixels(seen: &Seen<'_>) -> Result<Vec<u8>, PhotoError> {
    let drawn = image_webp::WebPDecoder::new(Cursor::new(seen.file)).and_then(|mut decoder| {
        let mut buffer = vec![0; decoder.output_buffer_size().unwrap_or(0)];
        decoder.read_image(&mut buffer)?;
        Ok((buffer, decoder.has_alpha()))
    });
    match drawn {
        Ok((buffer, true)) => Ok(buffer),
        Ok((buffer, false)) => {
            Ok(buffer.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect())
        }
        Err(error) => unclean(format!("das Bild lässt sich nicht zeichnen: {error}")),
    }
}

/// A piece of the file: type, data, and what follows its padding.
type Piece<'a> = (&'a [u8], &'a [u8], &'a [u8]);

fn piece(bytes: &[u8]) -> Result<Piece<'_>, PhotoError> {
    let (Some(kind), Some(length)) = (bytes.get(..4), bytes.get(4..8)) else {
        return unclean("der letzte Abschnitt bricht ab");
    };
    let end = little(length) as usize + 8;
    let padding = end % 2;
    match (bytes.get(8..end), bytes.get(end..end + padding), bytes.get(end + padding..)) {
        (Some(data), Some([] | [0]), Some(after)) => Ok((kind, data, after)),
        _ => unclean("ein Abschnitt hat eine falsche Länge"),
    }
}

fn little(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, &byte| value * 256 + u64::from(byte))
}

fn lossy_size(coded: &[u8]) -> Result<(u32, u32), PhotoError> {
    let size = match coded {
        [t0, _, _, 0x9D, 0x01, 0x2A, sides @ ..] if t0 % 2 == 0 => {
            let side = |at: usize| sides.get(at..at + 2).map(|side| little(side) as u32 % 16_384);
            side(0).zip(side(2))
        }
        _ => None,
    };
    size.map_or_else(|| unclean("eine falsche Bildbeschreibung"), Ok)
}

/// Width and height, and whether the picture may be seen through.
fn lossless_size(coded: &[u8]) -> Result<((u32, u32), bool), PhotoError> {
    let bits = coded.strip_prefix(&[0x2F]).and_then(|rest| rest.get(..4)).map(|bits| little(bits) as u32);
    match bits {
        Some(bits) if bits >> 29 == 0 => {
            Ok(((bits % 16_384 + 1, bits / 16_384 % 16_384 + 1), bits & 1 << 28 != 0))
        }
        _ => unclean("eine falsche Bildbeschreibung"),
    }
}
