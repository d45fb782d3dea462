//! JPEG as one of the formats: what it tells, and how it is rebuilt and compared.

use std::borrow::Cow;

use super::{Jpeg, Part, marker, rebuild};
use crate::clean::kept;
use crate::container::{Blocks, Built, Container, Look, drawn};
use crate::format::Format;
use crate::inspect::{Told, segments};
use crate::read::colour::Colour;
use crate::read::iptc::Resources;
use crate::read::{self, XMP, exif_block, first_exif};
use crate::verify::Seen;
use crate::{Caption, Limits, PhotoError, PictureData, Redraw, verify, write};

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
        let orientation = self.orientation();
        let mut colour = Colour::read(self);
        colour.icc = colour.icc.and_then(|icc| write::icc::scrubbed(&icc, self.frame.components.len()));
        let head = write::head(&colour, orientation, caption)?;
        let bytes = rebuild(self, &head);

        let seen = verify::scan(&bytes, caption)?;
        compare(self, &seen, orientation, colour.icc.is_some())?;

        let look = Look { channels: self.frame.components.len(), icc: colour.icc, density: colour.jfif };
        let mut kept = kept(&look, orientation);
        if colour.adobe.is_some() {
            kept.push("Farbumrechnung".to_owned());
        }
        Ok(Built {
            bytes,
            format: Format::Jpeg,
            orientation,
            drawn: drawn(self.size(), orientation),
            kept,
            picture: PictureData::Unchanged,
        })
    }
}

/// Whether the independent scanner saw the same coded picture in the output as the parser in the source.
fn compare(source: &Jpeg<'_>, seen: &Seen<'_>, orientation: u8, icc: bool) -> Result<(), PhotoError> {
    let mut frame = None;
    let mut tables = Vec::new();
    for part in &source.parts {
        match part {
            Part::Frame(segment) => frame = Some((segment.marker, segment.payload)),
            Part::Table(table) => {
                tables.extend(table.definitions.iter().filter(|d| d.used).map(|d| (table.marker, d.bytes)));
            }
            _ => {}
        }
    }
    let scans_equal = source.scans().map(|scan| (scan.header, scan.coded)).eq(seen.scans.iter().copied());
    let what = if !scans_equal || frame != Some(seen.frame) {
        "die Bilddaten sind nicht dieselben"
    } else if tables != seen.tables {
        "die Tabellen des Bildes sind nicht dieselben"
    } else if orientation != seen.orientation {
        "die Ausrichtung ist nicht dieselbe"
    } else if icc != seen.icc {
        "das Farbprofil fehlt"
    } else {
        return Ok(());
    };
    Err(PhotoError::NotClean { what: what.to_owned() })
}
