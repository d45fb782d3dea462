//! What is written fresh around a clean picture. Nothing here copies bytes of the source file: every segment is
//! made from values that were understood.

pub(crate) mod icc;
pub(crate) mod iptc;
pub(crate) mod xmp;

use crate::jpeg::{marker, segment};
use crate::read::colour::{Colour, Density};
use crate::{Caption, PhotoError};

/// The head of a clean JPEG: finished segments, to stand right behind SOI.
///
/// `caption` must be a checked one.
///
/// # Errors
/// [`PhotoError::Caption`] if the texts do not fit their segment.
pub(crate) fn head(colour: &Colour, orientation: u8, caption: &Caption) -> Result<Vec<u8>, PhotoError> {
    let mut out = Vec::new();
    if let Some(density) = colour.jfif {
        segment(&mut out, marker::APP0, &jfif(density));
    }
    if (2..=8).contains(&orientation) {
        segment(&mut out, marker::APP1, &exif(orientation));
    }
    if let Some(packet) = xmp::segment(caption)? {
        segment(&mut out, marker::APP1, &packet);
    }
    if let Some(resources) = iptc::segment(caption) {
        segment(&mut out, marker::APP13, &resources);
    }
    if let Some(profile) = &colour.icc {
        icc::segments(&mut out, profile);
    }
    if let Some(transform) = colour.adobe {
        segment(&mut out, marker::APP14, &adobe(transform));
    }
    Ok(out)
}

/// JFIF 1.01 without a thumbnail.
fn jfif(density: Density) -> Vec<u8> {
    let mut payload = b"JFIF\0\x01\x01".to_vec();
    payload.push(density.unit);
    payload.extend(density.x.to_be_bytes());
    payload.extend(density.y.to_be_bytes());
    payload.extend([0, 0]);
    payload
}

/// Adobe APP14 in its twelve bytes: name, version 100, two flag words, transform.
fn adobe(transform: u8) -> Vec<u8> {
    let mut payload = b"Adobe\0\x64\0\0\0\0".to_vec();
    payload.push(transform);
    payload
}

/// The payload of an EXIF segment that holds the orientation and nothing else.
fn exif(orientation: u8) -> Vec<u8> {
    [&b"Exif\0\0"[..], &self::orientation(orientation)].concat()
}

/// A TIFF block that holds the orientation and nothing else: one directory with one entry (tag 274, SHORT).
pub(crate) fn orientation(value: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.push(value);
    block.extend([0; 6]);
    block
}
