//! GIF (89a): blocks by the specification, the first frame by `gif`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Picture, guarded, undrawable};
use crate::container::{Blocks, Built, Container, Look};
use crate::finding::{bytes, counted};
use crate::format::Format;
use crate::inspect::Told;
use crate::{Caption, Limits, PhotoError, Redraw};

/// The most blocks that are read. A long animation has some thousands.
const BLOCKS_MAX: usize = 100_000;

/// The most comments that are shown one by one.
const COMMENTS_MAX: usize = 20;

/// A GIF by its blocks.
#[derive(Debug)]
pub(crate) struct Gif<'a> {
    /// The head with its colour table, how the first frame is shown, and the first frame: all that is drawn.
    drawn: [&'a [u8]; 3],
    size: (u32, u32),
    frames: usize,
    comments: Vec<Vec<u8>>,
    texts: usize,
    /// XMP packets of the application extension "XMP DataXMP".
    xmp: Vec<Vec<u8>>,
    /// Name and size of other application extensions.
    applications: BTreeMap<String, usize>,
    /// Bytes of extensions that no one knows.
    unknown: usize,
    trailer: usize,
}

impl<'a> Gif<'a> {
    pub(crate) fn parse(bytes: &'a [u8], limits: &Limits) -> Result<Self, PhotoError> {
        Reader { bytes, at: 0 }.read(limits)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn read(mut self, limits: &Limits) -> Result<Gif<'a>, PhotoError> {
        let head = self.take(13)?;
        let side = |at: usize| u32::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let size = (side(6), side(8));
        limits.check_size(size.0, size.1)?;
        self.skip_table(head[10])?;
        let mut gif = Gif {
            drawn: [&self.bytes[..self.at], &[], &[]],
            size,
            frames: 0,
            comments: Vec::new(),
            texts: 0,
            xmp: Vec::new(),
            applications: BTreeMap::new(),
            unknown: 0,
            trailer: 0,
        };
        for _ in 0..BLOCKS_MAX {
            // A picture whose last byte is lost is shown by every viewer.
            let Some(&kind) = self.bytes.get(self.at) else {
                return if gif.frames > 0 { Ok(gif.whole(limits)?) } else { Err(self.truncated()) };
            };
            self.at += 1;
            match kind {
                0x2C => {
                    let start = self.at - 1;
                    let frame = self.take(9)?;
                    if gif.frames == 0 {
                        let side = |at: usize| u32::from(u16::from_le_bytes([frame[at], frame[at + 1]]));
                        // Without a screen of its own the picture is the screen.
                        if gif.size.0 == 0 || gif.size.1 == 0 {
                            gif.size = (side(4), side(6));
                        }
                    }
                    gif.frames += 1;
                    self.skip_table(frame[8])?;
                    self.take(1)?;
                    self.blocks()?;
                    if gif.frames == 1 {
                        gif.drawn[2] = &self.bytes[start..self.at];
                    }
                }
                0x21 => self.extension(&mut gif)?,
                0x3B => {
                    gif.trailer = self.bytes.len() - self.at;
                    return gif.whole(limits);
                }
                // Empty blocks between the others are skipped by viewers.
                0x00 => {}
                // What follows is no GIF any more; browsers stop here and show what they have.
                _ if gif.frames > 0 => {
                    gif.trailer = self.bytes.len() - self.at + 1;
                    return gif.whole(limits);
                }
                _ => return Err(PhotoError::Damaged { what: "ein unbekannter Block" }),
            }
        }
        Err(PhotoError::TooManyParts)
    }

    fn truncated(&self) -> PhotoError {
        PhotoError::Truncated { bytes: self.bytes.len() as u64 }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], PhotoError> {
        let taken = self.bytes.get(self.at..self.at + count).ok_or_else(|| self.truncated())?;
        self.at += count;
        Ok(taken)
    }

    /// Skips the colour table that the flags announce.
    fn skip_table(&mut self, flags: u8) -> Result<(), PhotoError> {
        if flags & 0x80 != 0 {
            self.take(3 << ((flags & 7) + 1))?;
        }
        Ok(())
    }

    /// The sub-blocks up to their end, with their length bytes.
    fn blocks(&mut self) -> Result<&'a [u8], PhotoError> {
        let start = self.at;
        loop {
            match self.take(1)?[0] {
                0 => return Ok(&self.bytes[start..self.at]),
                length => self.take(usize::from(length))?,
            };
        }
    }

    fn extension(&mut self, gif: &mut Gif<'a>) -> Result<(), PhotoError> {
        let start = self.at - 1;
        let label = self.take(1)?[0];
        let raw = self.blocks()?;
        match label {
            0xF9 if gif.frames == 0 => gif.drawn[1] = &self.bytes[start..self.at],
            0xF9 => {}
            0xFE => gif.comments.push(joined(raw)),
            0x01 => gif.texts += 1,
            0xFF => {
                let name = raw.get(1..12).unwrap_or_default();
                let rest = raw.get(12..).unwrap_or_default();
                match name {
                    b"NETSCAPE2.0" | b"ANIMEXTS1.0" if rest.len() <= 5 => {}
                    b"XMP DataXMP" => {
                        // The packet stands there raw, and a trailer behind it lets readers of sub-blocks find the
                        // end; some programs write plain sub-blocks instead.
                        let packet = memchr::memmem::find(rest, b"\x01\xFF\xFE\xFD").map(|end| &rest[..end]);
                        gif.xmp.push(packet.map_or_else(|| joined(rest), <[u8]>::to_vec));
                    }
                    _ => {
                        let name = String::from_utf8_lossy(name).into_owned();
                        *gif.applications.entry(name).or_default() += rest.len();
                    }
                }
            }
            _ => gif.unknown += raw.len(),
        }
        Ok(())
    }
}

/// The bytes of sub-blocks without their length bytes.
fn joined(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = raw;
    while let [length, after @ ..] = rest {
        let length = usize::from(*length).min(after.len());
        out.extend(&after[..length]);
        rest = &after[length..];
    }
    out
}

impl<'a> Gif<'a> {
    fn whole(self, limits: &Limits) -> Result<Self, PhotoError> {
        if self.frames == 0 || self.size.0 == 0 || self.size.1 == 0 {
            return Err(PhotoError::Damaged { what: "die Datei enthält kein Bild" });
        }
        limits.check_size(self.size.0, self.size.1)?;
        Ok(self)
    }

    /// The first frame on the logical screen, as viewers show it before anything moves.
    fn decoded(&self, limits: &Limits) -> Result<Picture, PhotoError> {
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::RGBA);
        let most = limits.max_pixels.saturating_mul(4);
        options
            .set_memory_limit(gif::MemoryLimit::Bytes(most.try_into().unwrap_or(std::num::NonZeroU64::MIN)));
        // The decoder stops at extensions that no one knows, so it never sees any.
        let alone = [&self.drawn.concat()[..], b"\x3B"].concat();
        let mut decoder = options.read_info(&alone[..]).map_err(undrawable)?;
        let info = decoder.next_frame_info().map_err(undrawable)?.ok_or_else(|| undrawable("kein Bild"))?;
        let (left, top) = (u32::from(info.left), u32::from(info.top));
        let (frame_width, frame_height) = (u32::from(info.width), u32::from(info.height));
        limits.check_size(frame_width, frame_height)?;
        let mut frame = vec![0; decoder.buffer_size()];
        decoder.read_into_buffer(&mut frame).map_err(undrawable)?;

        let (width, height) = self.size;
        let mut samples = vec![0; width as usize * height as usize * 4];
        let seen = frame_width.min(width.saturating_sub(left)) as usize * 4;
        let rows = frame.chunks_exact((frame_width as usize * 4).max(4));
        let screen = samples.chunks_exact_mut(width as usize * 4).skip(top as usize);
        for (to, from) in screen.zip(rows) {
            if seen > 0 {
                let start = left as usize * 4;
                to[start..start + seen].copy_from_slice(&from[..seen]);
            }
        }
        let mut picture = Picture {
            width,
            height,
            channels: 4,
            deep: false,
            samples,
            icc: None,
            density: None,
            flat: true,
        };
        if picture.samples.chunks_exact(4).all(|pixel| pixel[3] == 255) {
            picture.samples = picture.samples.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
            picture.channels = 3;
        }
        Ok(picture)
    }
}

impl Container for Gif<'_> {
    fn format(&self) -> Format {
        Format::Gif
    }

    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn orientation(&self) -> u8 {
        1
    }

    fn look(&self) -> Look {
        Look { channels: 3, ..Look::default() }
    }

    fn blocks(&self) -> Blocks<'_> {
        Blocks {
            xmp: self.xmp.iter().map(|packet| Cow::Borrowed(&packet[..])).collect(),
            ..Blocks::default()
        }
    }

    fn tell(&self, told: &mut Told) {
        for comment in self.comments.iter().take(COMMENTS_MAX) {
            told.goes("com", "Kommentar", String::from_utf8_lossy(comment));
        }
        if self.texts > 0 {
            told.goes("gif.text", "Text über dem Bild", counted(self.texts, "Block", "Blöcke"));
        }
        for (name, size) in &self.applications {
            told.goes("gif.application", "Programmdaten", format!("{name}, {}", bytes(*size)));
        }
        if self.unknown > 0 {
            told.goes("gif.unknown", "Unbekannte Erweiterung", bytes(self.unknown));
        }
        if self.frames > 1 {
            let count = counted(self.frames - 1, "Einzelbild", "Einzelbilder");
            told.goes("gif.frames", "Weitere Einzelbilder", count);
        }
        if self.trailer > 0 {
            told.goes("trailer", "Bytes hinter dem Bild", bytes(self.trailer));
        }
    }

    fn build(&self, caption: &Caption, redraw: Redraw, limits: &Limits) -> Result<Built, PhotoError> {
        guarded(|| self.decoded(limits))?.draw(caption, redraw, limits)
    }
}
