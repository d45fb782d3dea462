//! PNG as one of the formats: what it tells, and how it is rebuilt and compared.

use std::borrow::Cow;

use super::colour::{Colours, Dots, embedded};
use super::palette::{self, Palette};
use super::text::{self, Purpose, RawKind};
use super::{Kind, Png, SIGNATURE, chunk, recode, tell};
use crate::clean::kept;
use crate::container::{Blocks, Built, Container, Look, drawn};
use crate::format::Format;
use crate::inspect::Told;
use crate::read::iptc::Resources;
use crate::read::{self, XMP, exif_block};
use crate::{Caption, Limits, PhotoError, PictureData, Redraw, verify, write};

impl Container for Png<'_> {
    fn format(&self) -> Format {
        Format::Png
    }

    fn size(&self) -> (u32, u32) {
        (self.header.width, self.header.height)
    }

    fn orientation(&self) -> u8 {
        let Blocks { exif, xmp, .. } = self.blocks();
        read::orientation(exif.first().map(|block| &**block), xmp.first().map(|packet| &**packet))
    }

    fn look(&self) -> Look {
        let icc = embedded(self).map(|embedded| embedded.profile);
        Look { channels: self.header.channels(), icc, density: Dots::read(self).map(Dots::density) }
    }

    fn blocks(&self) -> Blocks<'_> {
        let mut blocks = Blocks::default();
        let whole = self.chunks.iter().filter(|chunk| chunk.kind == *b"eXIf").map(|chunk| chunk.data);
        blocks.exif.extend(whole.map(|data| Cow::Borrowed(exif_block(data).unwrap_or(data))));
        let mut resources = Vec::new();
        let mut iim = Vec::new();
        for text in text::texts(self) {
            let purpose = text.purpose();
            let Some(words) = text.text else { continue };
            match purpose {
                Purpose::Xmp => blocks.xmp.push(words),
                Purpose::Raw(kind) if kind != RawKind::Other => {
                    let Some(raw) = text::raw_profile(&words) else { continue };
                    if kind == RawKind::Iptc && raw.starts_with(&[0x1C]) {
                        iim.push((0x0404, raw));
                    } else if kind == RawKind::Iptc {
                        resources.extend(raw);
                    } else if let Some(packet) = raw.strip_prefix(XMP) {
                        blocks.xmp.push(Cow::Owned(packet.to_vec()));
                    } else if kind == RawKind::Xmp {
                        blocks.xmp.push(Cow::Owned(raw));
                    } else {
                        blocks.exif.push(Cow::Owned(exif_block(&raw).unwrap_or(&raw).to_vec()));
                    }
                }
                Purpose::Raw(_) | Purpose::Words => {}
            }
        }
        blocks.resources = Resources::of(&resources);
        blocks.resources.list.append(&mut iim);
        blocks
    }

    fn tell(&self, told: &mut Told) {
        tell::tell(self, told);
    }

    fn build(&self, caption: &Caption, _: Redraw, _: &Limits) -> Result<Built, PhotoError> {
        let orientation = self.orientation();
        let colours = Colours::read(self);
        let dots = Dots::read(self);
        let palette = Palette::read(self);
        let (coded, picture) = match self.coded() {
            Some(coded) => (Cow::Borrowed(coded), PictureData::Unchanged),
            None => (Cow::Owned(recode::recoded(self, palette.as_ref())?), PictureData::HiddenColoursGone),
        };

        let mut bytes = Vec::with_capacity(coded.len() + 4_096);
        bytes.extend(SIGNATURE);
        chunk(&mut bytes, b"IHDR", &self.header.bytes());
        colours.write(&mut bytes);
        if let Some(palette) = &palette {
            chunk(&mut bytes, b"PLTE", &palette.colours);
            if !palette.alphas.is_empty() {
                chunk(&mut bytes, b"tRNS", &palette.alphas);
            }
        }
        if let Some(key) = palette::key(self) {
            chunk(&mut bytes, b"tRNS", &key);
        }
        if let Some(dots) = dots {
            dots.write(&mut bytes);
        }
        if (2..=8).contains(&orientation) {
            chunk(&mut bytes, b"eXIf", &write::orientation(orientation));
        }
        if let Some(packet) = write::xmp::packet(caption) {
            // Not compressed, no language, no translated keyword.
            let head = b"XML:com.adobe.xmp\0\0\0\0\0";
            chunk(&mut bytes, b"iTXt", &[&head[..], packet.as_bytes()].concat());
        }
        chunk(&mut bytes, b"IDAT", &coded);
        chunk(&mut bytes, b"IEND", &[]);

        let seen = verify::png::scan(&bytes, caption)?;
        self.compare(&seen, orientation, &colours, picture)?;
        let look = Look {
            channels: self.header.channels(),
            icc: colours.icc.clone(),
            density: dots.map(Dots::density),
        };
        let mut kept = kept(&look, orientation);
        if let Some(words) = colours.words() {
            kept.push(format!("Farbangaben {words}"));
        }
        Ok(Built {
            bytes,
            format: Format::Png,
            orientation,
            drawn: drawn(self.size(), orientation),
            kept,
            picture,
        })
    }
}

impl Png<'_> {
    /// Whether the independent scanner saw the same picture in the output as the parser in the source.
    fn compare(
        &self,
        seen: &verify::png::Seen<'_>,
        orientation: u8,
        colours: &Colours,
        picture: PictureData,
    ) -> Result<(), PhotoError> {
        let same = match picture {
            PictureData::Unchanged => self.coded() == Some(seen.coded),
            _ => self.is_drawn_like(seen)?,
        };
        let what = if !same || self.header.bytes() != seen.header {
            "die Bilddaten sind nicht dieselben"
        } else if !self.has_palette_of(seen) {
            "die Farbpalette ist nicht dieselbe"
        } else if orientation != seen.orientation {
            "die Ausrichtung ist nicht dieselbe"
        } else if colours.icc.is_some() != seen.icc {
            "das Farbprofil fehlt"
        } else {
            return Ok(());
        };
        Err(PhotoError::NotClean { what: what.to_owned() })
    }

    fn is_drawn_like(&self, seen: &verify::png::Seen<'_>) -> Result<bool, PhotoError> {
        verify::png::same(seen.header, &self.data, seen.coded, &Palette::transparent(self))
    }

    /// Whether every palette entry that pixels show has its colour and its alpha still.
    fn has_palette_of(&self, seen: &verify::png::Seen<'_>) -> bool {
        if self.header.kind != Kind::Palette {
            return true;
        }
        let source = self.chunk(b"PLTE").unwrap_or_default();
        let unseen = Palette::transparent(self);
        self.walk.used.iter().map(|&index| usize::from(index)).filter(|&i| i < source.len() / 3).all(
            |index| {
                let alpha = seen.alphas.get(index).copied().unwrap_or(255);
                let is_unseen = u8::try_from(index).is_ok_and(|index| unseen.contains(&index));
                is_unseen
                    || alpha > 0
                        && source.get(index * 3..index * 3 + 3) == seen.palette.get(index * 3..index * 3 + 3)
            },
        )
    }
}
