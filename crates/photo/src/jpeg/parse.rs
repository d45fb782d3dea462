//! Takes a JPEG apart, from SOI to the first EOI, as libjpeg reads it.
//!
//! Strict where a decoder would fail (unknown markers, lengths beyond the end, a picture that breaks off),
//! lenient where it would go on (fill bytes, junk between segments, stray restart markers): what it skips is
//! not part of the picture and is not written again.

use super::frame::Frame;
use super::tables::Tables;
use super::{Jpeg, Part, Scan, Segment, marker};
use crate::{Limits, PhotoError};

/// No camera and no program writes more segments than this; each costs memory.
const PARTS_MAX: usize = 20_000;

/// No camera and no program writes more scans than this; each costs a decoder a pass over the picture.
const SCANS_MAX: usize = 500;

/// # Errors
/// Every structural [`PhotoError`]. The size is checked against the limits as soon as the frame header is read.
pub(crate) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Jpeg<'a>, PhotoError> {
    Parser { bytes, at: 2, limits, parts: Vec::new(), frame: None, scans: 0, tables: Tables::default() }.run()
}

/// The restart markers of a scan, as far as it was read.
struct Restarts {
    /// How many there can be. `None`: nobody knows yet.
    most: Option<usize>,
    seen: usize,
    in_order: bool,
}

impl Restarts {
    fn of(most: Option<usize>) -> Self {
        Self { most, seen: 0, in_order: true }
    }

    fn take(&mut self, restart: u8) {
        self.in_order &= usize::from(restart - marker::RST0) == self.seen % 8;
        self.seen += 1;
    }

    /// Whether no restart can follow that a decoder would mind.
    fn are_over(&self) -> bool {
        self.in_order && self.most.is_some_and(|most| self.seen >= most)
    }
}

struct Parser<'a, 'l> {
    bytes: &'a [u8],
    at: usize,
    limits: &'l Limits,
    parts: Vec<Part<'a>>,
    frame: Option<Frame>,
    scans: usize,
    tables: Tables,
}

impl<'a> Parser<'a, '_> {
    fn run(mut self) -> Result<Jpeg<'a>, PhotoError> {
        loop {
            let marker = self.next_marker()?;
            match marker {
                marker::EOI => return self.finish(),
                marker::TEM | marker::RST0..=marker::RST7 => {}
                marker::SOS => self.scan()?,
                marker::DQT | marker::DHT | marker::DAC | marker::DRI => self.table(marker)?,
                marker::DNL => self.lines()?,
                marker::APP0..=marker::APP15 | marker::COM => {
                    let payload = self.payload()?;
                    let before_scans = self.scans == 0;
                    self.push(Part::Segment(Segment { marker, payload, before_scans }))?;
                }
                0xC0..=0xCF if marker != 0xC8 => self.frame(marker)?,
                0xDE | 0xDF => return Err(PhotoError::Coding { coding: "hierarchisches JPEG" }),
                marker::SOI => {
                    return Err(PhotoError::Damaged { what: "ein zweiter Bildanfang mitten im Bild" });
                }
                // Behind the picture decoders do not mind what they do not know; libjpeg has stopped reading there.
                _ if self.scans > 0 => self.push(Part::Junk(&self.bytes[self.at - 2..self.at]))?,
                _ => {
                    let offset = self.at.saturating_sub(2) as u64;
                    return Err(PhotoError::UnknownMarker { marker, offset });
                }
            }
        }
    }

    fn finish(self) -> Result<Jpeg<'a>, PhotoError> {
        match self.frame {
            Some(frame) if self.scans > 0 && frame.height > 0 => {
                let mut jpeg =
                    Jpeg { bytes: self.bytes, parts: self.parts, frame, trailer: &self.bytes[self.at..] };
                self.tables.mark_used(&mut jpeg.parts);
                Ok(jpeg)
            }
            _ => Err(PhotoError::Damaged { what: "die Datei enthält kein Bild" }),
        }
    }

    fn truncated(&self) -> PhotoError {
        PhotoError::Truncated { bytes: self.bytes.len() as u64 }
    }

    fn push(&mut self, part: Part<'a>) -> Result<(), PhotoError> {
        if self.parts.len() >= PARTS_MAX {
            return Err(PhotoError::TooManyParts);
        }
        self.parts.push(part);
        Ok(())
    }

    /// The next marker, past junk and fill bytes. `FF 00` outside of a scan is junk too.
    fn next_marker(&mut self) -> Result<u8, PhotoError> {
        let start = self.at;
        let mut at = start;
        loop {
            let found = memchr::memchr(0xFF, &self.bytes[at..]).ok_or_else(|| self.truncated())?;
            let junk_end = at + found;
            at = junk_end;
            while self.bytes.get(at) == Some(&0xFF) {
                at += 1;
            }
            let marker = *self.bytes.get(at).ok_or_else(|| self.truncated())?;
            at += 1;
            if marker != 0 {
                if junk_end > start {
                    self.push(Part::Junk(&self.bytes[start..junk_end]))?;
                }
                self.at = at;
                return Ok(marker);
            }
        }
    }

    /// The payload of the segment whose marker was just read.
    fn payload(&mut self) -> Result<&'a [u8], PhotoError> {
        let length = match self.bytes.get(self.at..self.at + 2) {
            Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
            _ => return Err(self.truncated()),
        };
        if length < 2 {
            return Err(PhotoError::Damaged { what: "ein Abschnitt hat eine unmögliche Länge" });
        }
        let payload = self.bytes.get(self.at + 2..self.at + length).ok_or_else(|| self.truncated())?;
        self.at += length;
        Ok(payload)
    }

    fn frame(&mut self, marker: u8) -> Result<(), PhotoError> {
        let payload = self.payload()?;
        if self.frame.is_some() {
            return Err(PhotoError::Damaged { what: "zwei Bilder in einem" });
        }
        let frame = Frame::read(marker, payload)?;
        self.limits.check_size(frame.width, frame.height)?;
        self.frame = Some(frame);
        self.push(Part::Frame(Segment { marker, payload, before_scans: true }))
    }

    fn table(&mut self, marker: u8) -> Result<(), PhotoError> {
        let payload = self.payload()?;
        let table = self.tables.define(marker, payload, self.parts.len())?;
        self.push(Part::Table(table))
    }

    fn scan(&mut self) -> Result<(), PhotoError> {
        let header = self.payload()?;
        let Some(frame) = &self.frame else {
            return Err(PhotoError::Damaged { what: "Bilddaten ohne Bildbeschreibung" });
        };
        self.scans += 1;
        if self.scans > SCANS_MAX {
            return Err(PhotoError::TooManyParts);
        }
        let mut restarts = Restarts::of(self.tables.used_by_scan(frame, header)?);
        let mut header = Some(header);
        loop {
            let start = self.at;
            self.at = self.coded_end(start, &mut restarts)?;
            let scan = |header| Scan { header, coded: &self.bytes[start..self.at], at: start };
            self.push(header.take().map_or(Part::Resumed(scan(&[])), |header| Part::Scan(scan(header))))?;
            let Some(resumed) = self.resumed(&restarts) else { return Ok(()) };
            self.push(Part::Junk(&self.bytes[self.at..resumed]))?;
            self.at = resumed;
        }
    }

    /// Where the entropy-coded data ends: at the first marker that is neither a stuffed byte nor a restart, and at a
    /// restart for which the picture has no interval left, for behind it no decoder reads. Where the restarts are
    /// not in their order, decoders search among them, and all are kept. Fill bytes before the end are left out.
    fn coded_end(&self, start: usize, restarts: &mut Restarts) -> Result<usize, PhotoError> {
        let mut at = start;
        loop {
            let end = at + unstuffed(&self.bytes[at..]).ok_or_else(|| self.truncated())?;
            at = end;
            while self.bytes.get(at) == Some(&0xFF) {
                at += 1;
            }
            match self.bytes.get(at) {
                None => return Err(self.truncated()),
                Some(0x00) => at += 1,
                Some(&restart @ marker::RST0..=marker::RST7) => {
                    if restarts.are_over() {
                        return Ok(end);
                    }
                    restarts.take(restart);
                    at += 1;
                }
                Some(_) => return Ok(end),
            }
        }
    }

    /// The restart at which decoders go on where the coded data of a scan broke off at a reserved marker: the next
    /// that comes before any other marker (T.81, table B.1; libjpeg's `jpeg_resync_to_restart`).
    fn resumed(&self, restarts: &Restarts) -> Option<usize> {
        if restarts.most == Some(0) || restarts.are_over() {
            return None;
        }
        let mut broken = false;
        let mut at = self.at;
        loop {
            let start = at + memchr::memchr(0xFF, self.bytes.get(at..)?)?;
            at = start;
            while self.bytes.get(at) == Some(&0xFF) {
                at += 1;
            }
            match *self.bytes.get(at)? {
                marker::RST0..=marker::RST7 if broken => return Some(start),
                0x01..=0xBF => broken = true,
                0x00 => {}
                _ => return None,
            }
            at += 1;
        }
    }

    /// DNL says the number of lines after the first scan (T.81, B.2.5). Where the frame header has said it,
    /// decoders ignore it, and so it is dropped.
    fn lines(&mut self) -> Result<(), PhotoError> {
        let payload = self.payload()?;
        let Some(frame) = &mut self.frame else { return Ok(()) };
        if frame.height != 0 || self.scans != 1 {
            return Ok(());
        }
        let &[high, low] = payload else {
            return Err(PhotoError::Damaged { what: "die Zeilenzahl ist unlesbar" });
        };
        frame.height = u32::from(u16::from_be_bytes([high, low]));
        self.limits.check_size(frame.width, frame.height)?;
        self.push(Part::Segment(Segment { marker: marker::DNL, payload, before_scans: false }))
    }
}

/// Where the first `FF` stands that no zero follows. Most blocks have none, and are looked at as a whole.
fn unstuffed(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let mut at = 0;
    while let Some(block) = bytes.get(at..=at + BLOCK) {
        let pairs = block[..BLOCK].iter().zip(&block[1..]);
        let found =
            pairs.fold(0, |found, (&byte, &next)| found | u8::from(byte == 0xFF) & u8::from(next != 0));
        if found != 0 {
            break;
        }
        at += BLOCK;
    }
    let rest = &bytes[at..];
    let is_it = |&index: &usize| rest.get(index + 1) != Some(&0);
    memchr::memchr_iter(0xFF, rest).find(is_it).map(|index| at + index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(bytes: &[u8]) -> Result<(), PhotoError> {
        parse(bytes, &Limits::default()).map(drop)
    }

    #[test]
    fn a_bomb_of_60000_pixels_is_refused_by_its_header() {
        let bomb = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xEA, 0x60, 0xEA, 0x60, 1, 1, 0x11, 0];
        assert_eq!(parsed(&bomb), Err(PhotoError::TooManyPixels { width: 60_000, height: 60_000 }));
    }

    #[test]
    fn a_marker_no_decoder_knows_is_refused_with_its_place() {
        let bytes = [0xFF, 0xD8, 0xFF, 0xF3, 0, 2, 0xFF, 0xD9];
        assert_eq!(parsed(&bytes), Err(PhotoError::UnknownMarker { marker: 0xF3, offset: 2 }));
    }

    #[test]
    fn lossless_and_hierarchical_pictures_are_refused_by_name() {
        for marker in [0xC3, 0xC5, 0xCB, 0xDE] {
            let bytes = [0xFF, 0xD8, 0xFF, marker, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xD9];
            assert!(matches!(parsed(&bytes), Err(PhotoError::Coding { .. })), "{marker:X}");
        }
    }

    #[test]
    fn more_segments_than_anyone_writes_are_refused() {
        let mut bytes = vec![0xFF, 0xD8];
        bytes.extend([0xFF, 0xFE, 0, 2].repeat(PARTS_MAX + 1));
        assert_eq!(parsed(&bytes), Err(PhotoError::TooManyParts));
    }
}
