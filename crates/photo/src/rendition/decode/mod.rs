//! From the bytes of a clean photo to its pixels, under limits.

mod pure;
#[cfg(feature = "turbojpeg")]
mod turbo;

use super::picture::Picture;
use crate::read::colour::Colour;
use crate::{Cleaned, Format, Limits, PhotoError, jpeg};

/// A decoded photo, as it is stored: not turned, in its own colours.
pub(super) struct Decoded {
    pub picture: Picture,
    /// Width and height of the photo, of which `picture` may be a smaller copy.
    pub full: (u32, u32),
    /// The ICC profile that says what the colours are.
    pub profile: Option<Vec<u8>>,
}

/// Decodes a photo. `enough` is the longer side of the largest copy to be made of it, or `None` if every pixel is
/// needed: a decoder that can leave out what no copy shows does so.
pub(super) fn decode(photo: &Cleaned, enough: Option<u32>, limits: &Limits) -> Result<Decoded, PhotoError> {
    limits.check_bytes(&photo.bytes)?;
    if photo.format != Format::Jpeg {
        return pure::lossless(&photo.bytes, photo.format, limits);
    }
    let source = jpeg::parse(&photo.bytes, limits)?;
    let colour = Colour::read(&source);
    let full = (source.frame.width, source.frame.height);
    let picture = jpeg(&photo.bytes, &source, &colour, enough, limits)?;
    Ok(Decoded { picture, full, profile: colour.icc })
}

#[cfg(feature = "turbojpeg")]
fn jpeg(
    bytes: &[u8],
    source: &jpeg::Jpeg<'_>,
    colour: &Colour,
    enough: Option<u32>,
    limits: &Limits,
) -> Result<Picture, PhotoError> {
    // What the one refuses, the other may draw.
    turbo::jpeg(bytes, source, colour, enough)
        .or_else(|refused| pure::jpeg(bytes, source, limits).map_err(|_| refused))
}

#[cfg(not(feature = "turbojpeg"))]
fn jpeg(
    bytes: &[u8],
    source: &jpeg::Jpeg<'_>,
    _: &Colour,
    _: Option<u32>,
    limits: &Limits,
) -> Result<Picture, PhotoError> {
    pure::jpeg(bytes, source, limits)
}
