//! JPEG as one of the formats: what it tells, and how it is rebuilt and compared.

use std::borrow::Cow;

use super::{Jpeg, Picture, Rebuilt, marker};
use crate::clean::kept;
use crate::container::{Blocks, Built, Container, Look, drawn};
use crate::format::Format;
use crate::inspect::{Told, segments};
use crate::read::colour::Colour;
use crate::read::iptc::Resources;
use crate::read::{self, XMP, exif_block, first_exif};
use crate::{Caption, Limits, PhotoError, PictureData, Redraw, write};

impl Container for Jpeg<'_> {
    fn format(&self) -> Format {
        Format::Jpeg
    }

    fn size(&self) -> (u32, u32) {
        (self.frame.width, self.frame.height)
    }

    fn orientation(&self) -> u8 {
        let mut payloads = self.segments().filter(|s| s.marker == marker::APP1).map(|s| s.payload);
        read::orientation(first_exif(self), payloads.find_map(|payload| payload.strip_prefix(XMP)))
    }

    fn look(&self) -> Look {
        let Colour { jfif, icc, .. } = Colour::read(self);
        Look { channels: self.frame.components.len(), icc, density: jfif }
    }

    fn blocks(&self) -> Blocks<'_> {
        let app1 = || self.segments().filter(|s| s.marker == marker::APP1).map(|s| s.payload);
        Blocks {
            exif: app1().filter_map(exif_block).map(Cow::Borrowed).collect(),
            xmp: app1().filter_map(|payload| payload.strip_prefix(XMP)).map(Cow::Borrowed).collect(),
            resources: Resources::read(self),
        }
    }

    fn tell(&self, told: &mut Told) {
        segments::tell(self, told);
    }

    fn build(&self, caption: &Caption, _: Redraw, _: &Limits) -> Result<Built, PhotoError> {
        let (rebuilt, picture, built) = self.rebuild(caption)?;
        let bytes = rebuilt.copied(self.bytes)?;
        picture.check(&bytes, caption)?;
        Ok(Built { bytes, ..built })
    }
}

impl Jpeg<'_> {
    /// The clean file, the picture that must be seen in it, and what is to be said of it, the bytes still left out.
    pub(crate) fn rebuild(&self, caption: &Caption) -> Result<(Rebuilt, Picture, Built), PhotoError> {
        let orientation = self.orientation();
        let mut colour = Colour::read(self);
        colour.icc = colour.icc.and_then(|icc| write::icc::scrubbed(&icc, self.frame.components.len()));
        let rebuilt = Rebuilt::of(self, &write::head(&colour, orientation, caption)?);
        let picture = Picture::of(self, &rebuilt.places(), orientation, colour.icc.is_some());

        let look = Look { channels: self.frame.components.len(), icc: colour.icc, density: colour.jfif };
        let mut kept = kept(&look, orientation);
        if colour.adobe.is_some() {
            kept.push("Farbumrechnung".to_owned());
        }
        let built = Built {
            bytes: Vec::new(),
            format: Format::Jpeg,
            orientation,
            drawn: drawn(self.size(), orientation),
            kept,
            picture: PictureData::Unchanged,
        };
        Ok((rebuilt, picture, built))
    }
}
