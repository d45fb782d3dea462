//! What every format offers the rest of this room: a format is one folder that implements [`Container`], and one
//! line in [`open`].

use std::borrow::Cow;

use crate::format::Format;
use crate::inspect::Told;
use crate::read::colour::Density;
use crate::read::iptc::Resources;
use crate::{Caption, Limits, PhotoError, PictureData, Redraw, jpeg, png, redraw, webp};

/// A photo taken apart, of whatever format. Nothing is decoded yet.
pub(crate) trait Container {
    fn format(&self) -> Format;

    /// Width and height in pixels, as stored.
    fn size(&self) -> (u32, u32);

    /// How the picture is turned when drawn, 1 to 8 (Exif 3.0, tag 274).
    fn orientation(&self) -> u8;

    /// What a viewer needs for the right colours and the right size on paper.
    fn look(&self) -> Look;

    /// The metadata that stands in standard blocks, wherever this format keeps them.
    fn blocks(&self) -> Blocks<'_>;

    /// Everything else the file tells beyond its picture: what only this format has.
    fn tell(&self, told: &mut Told);

    /// Makes the clean file and checks it. `caption` must be a checked one.
    fn build(&self, caption: &Caption, redraw: Redraw, limits: &Limits) -> Result<Built, PhotoError>;
}

/// What a viewer needs beside the pixels.
#[derive(Debug, Default)]
pub(crate) struct Look {
    /// Colour channels without alpha: 1, 3 or 4. A profile for another number is not used.
    pub channels: usize,
    /// The ICC profile as it stands in the file.
    pub icc: Option<Vec<u8>>,
    pub density: Option<Density>,
}

/// Metadata in standard blocks.
#[derive(Debug, Default)]
pub(crate) struct Blocks<'a> {
    /// TIFF blocks of EXIF, the one that viewers read first.
    pub exif: Vec<Cow<'a, [u8]>>,
    /// XMP packets, the one that viewers read first.
    pub xmp: Vec<Cow<'a, [u8]>>,
    /// Photoshop resources with the IPTC in them.
    pub resources: Resources,
}

/// A rebuilt and checked file.
pub(crate) struct Built {
    pub bytes: Vec<u8>,
    pub format: Format,
    pub orientation: u8,
    /// Width and height as drawn.
    pub drawn: (u32, u32),
    /// What was kept because the picture needs it, in German.
    pub kept: Vec<String>,
    pub picture: PictureData,
}

/// Takes a file apart by what it is.
///
/// # Errors
/// Every structural [`PhotoError`].
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Box<dyn Container + 'a>, PhotoError> {
    limits.check_bytes(bytes)?;
    match Format::of(bytes)? {
        Format::Jpeg => Ok(Box::new(jpeg::parse(bytes, limits)?)),
        Format::Tiff => Ok(Box::new(redraw::Tiff::parse(bytes, limits)?)),
        Format::Gif => Ok(Box::new(redraw::Gif::parse(bytes, limits)?)),
        format @ (Format::Heic | Format::Avif) => Ok(Box::new(redraw::Heif::parse(bytes, format, limits)?)),
        Format::Png => Ok(Box::new(png::parse(bytes, limits)?)),
        Format::WebP => Ok(Box::new(webp::parse(bytes, limits)?)),
    }
}

/// Width and height as drawn: orientations 5 to 8 lie on their side.
pub(crate) fn drawn((width, height): (u32, u32), orientation: u8) -> (u32, u32) {
    if orientation >= 5 { (height, width) } else { (width, height) }
}
