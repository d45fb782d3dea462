//! HEIC and AVIF: one container (ISO/IEC 23008-12 over ISO/IEC 14496-12), two codings.
//!
//! `heifer` reads the boxes and decodes HEVC, `re_rav1d` decodes AV1. What holds for both is done here: grids,
//! overlays, transparency, turning, colours, and telling what else is in the file.

mod av1;
mod boxes;
mod decode;
mod tell;

use std::borrow::Cow;

use boxes::Top;
use heifer::heifer_isobmff::boxes::{ColorInfo, Property};
use heifer::heifer_isobmff::{HeifFile, ItemId};

use super::{Picture, colours, guarded};
use crate::container::{Blocks, Built, Container, Look};
use crate::format::Format;
use crate::inspect::Told;
use crate::read::exif_block;
use crate::read::iptc::Resources;
use crate::{Caption, Limits, PhotoError, Redraw};

/// The most metadata items of a kind that are read.
const METADATA_MAX: usize = 9;

/// A HEIC or AVIF by its boxes and items.
pub(crate) struct Heif<'a> {
    format: Format,
    file: HeifFile<'a>,
    top: Top<'a>,
    /// Upright, in pixels.
    size: (u32, u32),
    /// Whether the picture has no colours.
    grey: bool,
}

/// What the boxes say that cannot be.
fn damaged(_: heifer::heifer_isobmff::Error) -> PhotoError {
    PhotoError::Damaged { what: "die Verzeichnisse im Bild widersprechen sich" }
}

impl<'a> Heif<'a> {
    pub(crate) fn parse(bytes: &'a [u8], format: Format, limits: &Limits) -> Result<Self, PhotoError> {
        let top = Top::read(bytes)?;
        let file = HeifFile::parse(&bytes[..top.end]).map_err(damaged)?;
        let size = decode::upright_size(&file)?;
        limits.check_size(size.0, size.1)?;
        let grey = decode::is_grey(&file);
        Ok(Self { format, file, top, size, grey })
    }

    /// The items of a type (and MIME type, if any), those of the picture that is shown first.
    fn metadata(&self, is: impl Fn(&[u8; 4], Option<&str>) -> bool) -> Vec<Cow<'a, [u8]>> {
        let mut ids: Vec<ItemId> = self
            .file
            .items
            .iter()
            .filter(|item| is(&item.item_type.0, item.content_type.as_deref()))
            .map(|item| item.id)
            .collect();
        ids.sort_by_key(|&id| !self.file.referenced_items(id, b"cdsc").contains(&self.file.primary_id));
        ids.truncate(METADATA_MAX);
        ids.into_iter().filter_map(|id| self.file.item_data(id).ok()).collect()
    }

    /// Primaries and transfer (ITU-T H.273), if the file says them.
    fn code_points(&self) -> Option<(u16, u16)> {
        decode::colour(&self.file, self.file.primary_id, |colour| match colour {
            ColorInfo::Nclx { primaries, transfer, .. } => Some((*primaries, *transfer)),
            ColorInfo::Icc(_) => None,
        })
    }

    fn icc(&self) -> Option<Vec<u8>> {
        decode::colour(&self.file, self.file.primary_id, |colour| match colour {
            ColorInfo::Icc(icc) if !icc.is_empty() => Some(icc.clone()),
            _ => None,
        })
    }

    fn decoded(&self, limits: &Limits) -> Result<Picture, PhotoError> {
        let (mut image, code_points) = decode::primary(&self.file, limits)?;
        let (width, height) = (image.width, image.height);
        if (width, height) != self.size {
            return Err(PhotoError::Damaged { what: "das Bild hat eine andere Größe als angekündigt" });
        }
        let icc = self.icc();
        if icc.is_none()
            && let Some((primaries, transfer)) = self.code_points().or(code_points)
        {
            colours::to_srgb(&mut image.data, primaries, transfer);
        }
        let alpha = image.has_alpha && image.data.chunks_exact(4).any(|pixel| pixel[3] != 255);
        let (channels, samples) = match (self.grey, alpha) {
            (true, false) => (1, image.data.chunks_exact(4).map(|pixel| pixel[0]).collect()),
            (false, false) => (3, image.into_rgb8()),
            (_, true) => (4, image.data),
        };
        Ok(Picture { width, height, channels, deep: false, samples, icc, density: None, flat: false })
    }
}

/// The TIFF block of an Exif item: behind four bytes that say how far behind (ISO/IEC 23008-12, annex A.2.1).
fn tiff_block(item: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let start = |item: &[u8]| {
        let offset = item.first_chunk::<4>().and_then(|o| usize::try_from(u32::from_be_bytes(*o)).ok())?;
        let start = offset.checked_add(4).filter(|&start| start < item.len())?;
        // Some programs keep the name that stands before the block in a JPEG.
        Some(if exif_block(&item[start..]).is_some() { start + 6 } else { start })
    };
    let start = start(&item).unwrap_or(0);
    match item {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[start..]),
        Cow::Owned(bytes) => Cow::Owned(bytes[start..].to_vec()),
    }
}

impl Container for Heif<'_> {
    fn format(&self) -> Format {
        self.format
    }

    fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The size is that of the upright picture already; an orientation in the Exif counts for nothing here.
    fn orientation(&self) -> u8 {
        1
    }

    fn look(&self) -> Look {
        Look { channels: if self.grey { 1 } else { 3 }, icc: self.icc(), density: None }
    }

    fn blocks(&self) -> Blocks<'_> {
        Blocks {
            exif: self.metadata(|kind, _| kind == b"Exif").into_iter().map(tiff_block).collect(),
            xmp: self.metadata(|kind, mime| kind == b"mime" && mime == Some(tell::XMP)),
            resources: Resources::default(),
        }
    }

    fn tell(&self, told: &mut Told) {
        tell::tell(self, told);
    }

    fn build(&self, caption: &Caption, redraw: Redraw, limits: &Limits) -> Result<Built, PhotoError> {
        guarded(|| self.decoded(limits))?.draw(caption, redraw, limits)
    }
}

/// The properties of an item in their order.
fn properties<'f>(file: &'f HeifFile<'_>, id: ItemId) -> impl Iterator<Item = &'f Property> {
    file.item_properties(id).ok().into_iter().flatten()
}
