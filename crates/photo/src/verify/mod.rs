//! Reads a finished photo again and refuses whatever is not on the list.
//!
//! **Invariant: nothing in here is shared with the rebuilding.** It has its own scanner, its own tables, its own
//! readers for EXIF, XMP, IIM and ICC, all of them stricter than a decoder: no fill byte, no unknown segment, no
//! byte that is not accounted for. An error made twice would have to be made in two different ways.

mod profile;
mod scanner;
mod slots;
mod words;

pub(crate) use scanner::scan;

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
        _ => unclean("ein Format, das Sperrfrist nicht schreibt"),
    }
}

/// The one way to fail in here.
fn unclean<T>(what: impl Into<String>) -> Result<T, PhotoError> {
    Err(PhotoError::NotClean { what: what.into() })
}
