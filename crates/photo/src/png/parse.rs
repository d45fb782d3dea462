//! Takes a PNG apart, from its signature to IEND, as libpng and browsers read it.
//!
//! Strict where a decoder would fail (a broken header, a missing palette, a picture that breaks off), lenient
//! where it would go on (checksums of chunks it does not need, a missing end): what it skips is not part of the
//! picture and is not written again.

use std::borrow::Cow;

use super::palette::Palette;
use super::{Chunk, Header, Kind, Png, SIGNATURE, checksum, rows};
use crate::{Limits, PhotoError};

/// No program writes more chunks beside the picture than this; each costs memory.
const CHUNKS_MAX: usize = 20_000;

/// No program cuts a picture into more pieces than this; each costs memory.
const PIECES_MAX: usize = 2_000_000;

/// # Errors
/// Every structural [`PhotoError`]. The size is checked against the limits before anything is inflated.
pub(crate) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Png<'a>, PhotoError> {
    let truncated = PhotoError::Truncated { bytes: bytes.len() as u64 };
    let mut reader = Reader { rest: bytes.get(SIGNATURE.len()..).unwrap_or_default() };

    let first = reader.next().ok_or(truncated.clone())?;
    if first.kind == *b"CgBI" {
        return Err(PhotoError::Coding { coding: "PNG für iPhone-Programme (CgBI)" });
    }
    if first.kind != *b"IHDR" {
        return Err(PhotoError::Damaged { what: "die Bildbeschreibung fehlt" });
    }
    if !first.whole {
        return Err(truncated);
    }
    if !first.sound() {
        return Err(PhotoError::Damaged { what: "die Prüfsumme der Bildbeschreibung stimmt nicht" });
    }
    let header = Header::read(first.data)?;
    limits.check_size(header.width, header.height)?;

    let mut chunks: Vec<Chunk<'a>> = Vec::new();
    let mut pieces: Vec<&'a [u8]> = Vec::new();
    // Decoders take the IDATs that follow each other, and no later ones.
    let mut in_data = false;
    let mut ended = false;
    while let Some(raw) = reader.peek() {
        let before_data = pieces.is_empty();
        if !raw.is_named() {
            if before_data {
                return Err(PhotoError::Damaged { what: "ein Abschnitt hat keinen Namen" });
            }
            break;
        }
        if !raw.whole && before_data && raw.kind != *b"IDAT" {
            return Err(truncated);
        }
        reader.skip(&raw);
        match &raw.kind {
            b"IEND" => {
                ended = true;
                break;
            }
            b"IDAT" if before_data || in_data => {
                in_data = true;
                pieces.push(raw.data);
                if pieces.len() > PIECES_MAX {
                    return Err(PhotoError::TooManyParts);
                }
            }
            b"IHDR" => return Err(PhotoError::Damaged { what: "zwei Bilder in einem" }),
            kind => {
                in_data = false;
                if chunks.len() >= CHUNKS_MAX {
                    return Err(PhotoError::TooManyParts);
                }
                chunks.push(Chunk { kind: *kind, data: raw.data, sound: raw.sound(), before_data });
            }
        }
    }
    if pieces.is_empty() {
        return Err(if ended {
            PhotoError::Damaged { what: "die Datei enthält kein Bild" }
        } else {
            truncated
        });
    }
    let data = match pieces[..] {
        [only] => Cow::Borrowed(only),
        _ => Cow::Owned(pieces.concat()),
    };
    let mut png = Png { header, chunks, data, walk: rows::Walk::default(), trailer: reader.rest };
    check_palette(&png)?;
    png.walk = rows::walk(&png.data, &header, &Palette::transparent(&png)).map_err(|fault| match fault {
        rows::Fault::Ends if ended => PhotoError::Damaged { what: "es fehlen Bildzeilen" },
        rows::Fault::Ends => truncated,
        rows::Fault::Broken => PhotoError::Damaged { what: "die Bilddaten lassen sich nicht auspacken" },
        rows::Fault::Filter => PhotoError::Damaged { what: "eine Bildzeile ist unbekannt gefiltert" },
    })?;
    // All rows are there, but the file breaks off in the end of their stream: the rest was to say they are right.
    if png.walk.end.is_none() && png.walk.extra == 0 && !ended {
        return Err(PhotoError::Truncated { bytes: bytes.len() as u64 });
    }
    Ok(png)
}

/// A palette picture needs one palette that reads.
fn check_palette(png: &Png<'_>) -> Result<(), PhotoError> {
    if png.header.kind != Kind::Palette {
        return Ok(());
    }
    let mut palettes = png.chunks.iter().filter(|chunk| chunk.before_data && chunk.kind == *b"PLTE");
    match (palettes.next(), palettes.next()) {
        (Some(only), None)
            if only.sound && only.data.len() % 3 == 0 && (3..=768).contains(&only.data.len()) =>
        {
            Ok(())
        }
        _ => Err(PhotoError::Damaged { what: "die Farbpalette fehlt oder ist nicht lesbar" }),
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

/// A chunk as it stands there, which may be cut off by the end of the file.
struct Raw<'a> {
    kind: [u8; 4],
    data: &'a [u8],
    checksum: Option<u32>,
    whole: bool,
}

impl Raw<'_> {
    fn sound(&self) -> bool {
        self.checksum == Some(checksum(&self.kind, self.data))
    }

    fn is_named(&self) -> bool {
        self.kind.iter().all(u8::is_ascii_alphabetic)
    }
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<Raw<'a>> {
        let (length, rest) = self.rest.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let data = rest.get(..length).unwrap_or(rest);
        let checksum = rest.get(data.len()..).and_then(|rest| rest.first_chunk::<4>());
        let checksum = checksum.map(|bytes| u32::from_be_bytes(*bytes));
        Some(Raw { kind: *kind, data, checksum, whole: data.len() == length && checksum.is_some() })
    }

    fn skip(&mut self, raw: &Raw<'_>) {
        self.rest = self.rest.get(raw.data.len() + 12..).unwrap_or_default();
    }

    fn next(&mut self) -> Option<Raw<'a>> {
        let raw = self.peek()?;
        self.skip(&raw);
        Some(raw)
    }
}
