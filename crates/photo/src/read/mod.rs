//! Readers for what stands around a picture, each for one standard and without an opinion about it.
//!
//! They take hostile bytes: every length is checked, nothing recurses, nothing grows beyond its input.

pub(crate) mod colour;
pub(crate) mod icc;
pub(crate) mod iptc;
pub(crate) mod tiff;
pub(crate) mod xmp;

use crate::jpeg::{Jpeg, marker};

const EXIF: [&[u8]; 2] = [b"Exif\0\0", b"Exif\0\xFF"];
pub(crate) const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// The TIFF block of an EXIF segment (Exif 3.0, section 4.7.2), if the APP1 payload is one.
pub(crate) fn exif_block(payload: &[u8]) -> Option<&[u8]> {
    EXIF.iter().find_map(|id| payload.strip_prefix(*id))
}

/// The TIFF block of the first EXIF segment. Later ones are not read by viewers.
pub(crate) fn first_exif<'a>(jpeg: &Jpeg<'a>) -> Option<&'a [u8]> {
    jpeg.segments()
        .filter(|segment| segment.marker == marker::APP1)
        .find_map(|segment| exif_block(segment.payload))
}

/// How the picture is turned, 1 to 8 (Exif 3.0, tag 274): what the first EXIF says, or else the first XMP.
pub(crate) fn orientation(exif: Option<&[u8]>, xmp: Option<&[u8]>) -> u8 {
    let known = |value: u8| (1..=8).contains(&value).then_some(value);
    let from_exif = exif.and_then(|block| tiff::Primary::read(block).orientation);
    if let Some(value) = from_exif {
        return known(value).unwrap_or(1);
    }
    xmp.and_then(xmp::Packet::read).and_then(|packet| packet.orientation).and_then(known).unwrap_or(1)
}
