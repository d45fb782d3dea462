//! WebP as one of the formats: what it tells, and how it is rebuilt and compared.

use std::borrow::Cow;

use super::{WebP, chunk, extended, flag, picture, riff, tell};
use crate::clean::kept;
use crate::container::{Blocks, Built, Container, Look, drawn};
use crate::format::Format;
use crate::inspect::Told;
use crate::read::{self, exif_block};
use crate::{Caption, Limits, PhotoError, PictureData, Redraw, verify, write};

/// WebP pictures are coded in three colours, whatever they show.
const CHANNELS: usize = 3;

impl Container for WebP<'_> {
    fn format(&self) -> Format {
        Format::WebP
    }

    fn size(&self) -> (u32, u32) {
        self.canvas
    }

    fn orientation(&self) -> u8 {
        let exif = self.flagged(b"EXIF", flag::EXIF).map(|data| exif_block(data).unwrap_or(data));
        read::orientation(exif, self.flagged(b"XMP ", flag::XMP))
    }

    fn look(&self) -> Look {
        let icc = self.flagged(b"ICCP", flag::ICC).map(<[u8]>::to_vec);
        Look { channels: CHANNELS, icc, density: None }
    }

    fn blocks(&self) -> Blocks<'_> {
        let all = |kind: &'static [u8; 4]| {
            self.chunks.iter().filter(move |chunk| &chunk.kind == kind).map(|chunk| chunk.data)
        };
        Blocks {
            exif: all(b"EXIF").map(|data| Cow::Borrowed(exif_block(data).unwrap_or(data))).collect(),
            xmp: all(b"XMP ").map(Cow::Borrowed).collect(),
            ..Blocks::default()
        }
    }

    fn tell(&self, told: &mut Told) {
        tell::tell(self, told);
    }

    fn build(&self, caption: &Caption, _: Redraw, _: &Limits) -> Result<Built, PhotoError> {
        let orientation = self.orientation();
        let icc = self.look().icc.and_then(|icc| write::icc::scrubbed(&icc, CHANNELS));
        let packet = write::xmp::packet(caption);
        let coded = self.coded()?;

        let mut flags = if coded.alpha_flag { flag::ALPHA } else { 0 };
        let mut chunks = Vec::new();
        if let Some(icc) = &icc {
            flags |= flag::ICC;
            chunk(&mut chunks, b"ICCP", icc);
        }
        if let Some(alpha) = coded.alpha {
            chunk(&mut chunks, b"ALPH", alpha);
        }
        chunk(&mut chunks, coded.kind, &coded.payload);
        if (2..=8).contains(&orientation) {
            flags |= flag::EXIF;
            chunk(&mut chunks, b"EXIF", &write::orientation(orientation));
        }
        if let Some(packet) = &packet {
            flags |= flag::XMP;
            chunk(&mut chunks, b"XMP ", packet.as_bytes());
        }
        // A lossless picture says by itself that it may be seen through; a lossy one needs VP8X for it.
        let plain = flags & !flag::ALPHA == 0 && coded.alpha.is_none();
        let mut head = Vec::new();
        if !plain {
            chunk(&mut head, b"VP8X", &extended(flags, self.canvas));
        }
        let bytes = riff(&[head, chunks].concat());

        let seen = verify::webp::scan(&bytes, caption)?;
        self.compare(&seen, &coded, orientation, icc.is_some())?;
        let picture = coded.picture;
        let kept = kept(&Look { channels: CHANNELS, icc, density: None }, orientation);
        let drawn = drawn(self.canvas, orientation);
        Ok(Built { bytes, format: Format::WebP, orientation, drawn, kept, picture })
    }
}

/// The coded picture as it is written.
struct Coding<'a> {
    alpha: Option<&'a [u8]>,
    kind: &'static [u8; 4],
    payload: Cow<'a, [u8]>,
    alpha_flag: bool,
    picture: PictureData,
}

impl<'a> WebP<'a> {
    /// The picture as it stands there, or coded anew without loss: where colours hide in it, and where it is the
    /// first frame of an animation and fills a part of the canvas only.
    fn coded(&self) -> Result<Coding<'a>, PhotoError> {
        let alpha_flag = self.picture.has_alpha();
        if self.is_whole() && self.examined.hidden == 0 {
            return Ok(Coding {
                alpha: self.picture.alpha.and_then(|alpha| alpha.get(..self.examined.alpha_length)),
                kind: self.picture.kind(),
                payload: Cow::Borrowed(&self.picture.payload()[..self.examined.coded_length]),
                alpha_flag,
                picture: PictureData::Unchanged,
            });
        }
        let alpha_flag = alpha_flag || !self.is_whole();
        let payload = Cow::Owned(picture::encoded(&self.drawn()?, self.canvas, alpha_flag)?);
        let lossless = self.is_whole() && self.picture.kind() == b"VP8L";
        let picture =
            if lossless { PictureData::HiddenColoursGone } else { PictureData::Redrawn { quality: None } };
        Ok(Coding { alpha: None, kind: b"VP8L", payload, alpha_flag, picture })
    }

    /// The canvas with the picture on it, as red, green, blue and alpha.
    fn drawn(&self) -> Result<Vec<u8>, PhotoError> {
        let pixels = self.picture.drawn()?;
        if self.is_whole() {
            return Ok(pixels);
        }
        let row = |width: u32| width as usize * 4;
        let mut canvas = vec![0; row(self.canvas.0) * self.canvas.1 as usize];
        let rows = canvas.chunks_exact_mut(row(self.canvas.0)).skip(self.place.1 as usize);
        for (line, source) in rows.zip(pixels.chunks_exact(row(self.picture.size.0))) {
            line[row(self.place.0)..][..source.len()].copy_from_slice(source);
        }
        Ok(canvas)
    }

    /// Whether the independent scanner saw the same picture in the output as the parser in the source.
    fn compare(
        &self,
        seen: &verify::webp::Seen<'_>,
        coded: &Coding<'_>,
        orientation: u8,
        icc: bool,
    ) -> Result<(), PhotoError> {
        let same = match coded.picture {
            PictureData::Unchanged => {
                let payload = self.picture.payload().get(..seen.coded.len());
                let alpha = seen.alpha.is_some() == self.picture.alpha.is_some();
                let begins =
                    self.picture.alpha.unwrap_or_default().starts_with(seen.alpha.unwrap_or_default());
                seen.coded.len() == self.examined.coded_length
                    && payload == Some(seen.coded)
                    && alpha
                    && begins
            }
            _ => verify::webp::pixels(seen)? == self.drawn()?,
        };
        let what = if !same || seen.size != self.canvas {
            "die Bilddaten sind nicht dieselben"
        } else if orientation != seen.orientation {
            "die Ausrichtung ist nicht dieselbe"
        } else if icc != seen.icc {
            "das Farbprofil fehlt"
        } else {
            return Ok(());
        };
        Err(PhotoError::NotClean { what: what.to_owned() })
    }
}
