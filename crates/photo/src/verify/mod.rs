//! Reads a finished photo again and refuses whatever is not on the list.
//!
//! **Invariant: nothing in here is shared with the rebuilding.** It has its own scanner, its own tables, its own
//! readers for EXIF, XMP, IIM and ICC, all of them stricter than a decoder: no fill byte, no unknown segment, no
//! byte that is not accounted for. An error made twice would have to be made in two different ways.

pub(crate) mod png;
mod profile;
mod scanner;
mod slots;
pub(crate) mod webp;
mod words;

pub(crate) use scanner::{Seen, scan};

use crate::{Caption, PhotoError};

/// Checks that a finished photo holds its picture, what the picture needs to be drawn, the words of
/// `expected_caption`, and nothing else.
///
/// # Errors
/// [`PhotoError::NotClean`] names what was found; [`PhotoError::Caption`] if the caption itself is faulty.
pub fn verify(photo: &[u8], expected_caption: &Caption) -> Result<(), PhotoError> {
    let caption = expected_caption.checked()?;
    match photo {
        [0xFF, 0xD8, ..] => scan(photo, &caption).map(drop),
        [0x89, b'P', ..] => png::scan(photo, &caption).map(drop),
        [b'R', b'I', ..] => webp::scan(photo, &caption).map(drop),
        _ => unclean("ein Format, das Sperrfrist nicht schreibt"),
    }
}

/// The orientation of an EXIF block in its only form: big-endian, one directory, one entry (tag 274, SHORT, one
/// value from 2 to 8).
fn is_plain_exif(block: &[u8]) -> Result<u8, PhotoError> {
    match block.strip_prefix(b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0") {
        Some(&[value @ 2..=8, 0, 0, 0, 0, 0, 0]) => Ok(value),
        _ => unclean("EXIF mit mehr als der Ausrichtung"),
    }
}

/// The one way to fail in here.
fn unclean<T>(what: impl Into<String>) -> Result<T, PhotoError> {
    Err(PhotoError::NotClean { what: what.into() })
}
