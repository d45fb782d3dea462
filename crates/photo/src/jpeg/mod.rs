//! A JPEG in its parts (ITU-T T.81, annex B).
//!
//! `parse` takes a file apart, `tables` tells which tables the picture needs, `rebuild` puts the needed parts
//! together again. None of them decodes the picture, so its coded bytes cannot change.

mod contained;
mod frame;
mod parse;
mod picture;
mod rebuild;
mod tables;

pub(crate) use frame::Frame;
pub(crate) use parse::parse;
pub(crate) use picture::Picture;
pub(crate) use rebuild::{Rebuilt, segment};

/// Markers by their names in T.81, table B.1. Each is the second byte after `FF`.
pub(crate) mod marker {
    pub const TEM: u8 = 0x01;
    pub const DHT: u8 = 0xC4;
    pub const DAC: u8 = 0xCC;
    pub const RST0: u8 = 0xD0;
    pub const RST7: u8 = 0xD7;
    pub const SOI: u8 = 0xD8;
    pub const EOI: u8 = 0xD9;
    pub const SOS: u8 = 0xDA;
    pub const DQT: u8 = 0xDB;
    pub const DNL: u8 = 0xDC;
    pub const DRI: u8 = 0xDD;
    pub const APP0: u8 = 0xE0;
    pub const APP1: u8 = 0xE1;
    pub const APP2: u8 = 0xE2;
    pub const APP13: u8 = 0xED;
    pub const APP14: u8 = 0xEE;
    pub const APP15: u8 = 0xEF;
    pub const COM: u8 = 0xFE;
}

/// A whole JPEG: everything from SOI to the first EOI in its order, and what stands behind it.
#[derive(Debug)]
pub(crate) struct Jpeg<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    pub parts: Vec<Part<'a>>,
    pub frame: Frame,
    /// What follows the first EOI: other pictures, videos, remains.
    pub trailer: &'a [u8],
}

/// One part between SOI and EOI.
#[derive(Debug)]
pub(crate) enum Part<'a> {
    Segment(Segment<'a>),
    Table(Table<'a>),
    Frame(Segment<'a>),
    Scan(Scan<'a>),
    /// What goes on of the scan before it, behind bytes that decoders skip. Its header is empty.
    Resumed(Scan<'a>),
    /// Bytes between two segments that belong to none. Decoders skip them.
    Junk(&'a [u8]),
}

/// A marker segment without a part in the coded picture, or one whose meaning is read elsewhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment<'a> {
    pub marker: u8,
    /// The bytes after the length.
    pub payload: &'a [u8],
    /// Whether it stands before the first scan. Decoders decide colours by what stands there.
    pub before_scans: bool,
}

/// A definition of something that scans use.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub marker: u8,
    /// The definitions in it. Those that no scan uses are not written again.
    pub definitions: Vec<Definition<'a>>,
}

#[derive(Debug)]
pub(crate) struct Definition<'a> {
    pub bytes: &'a [u8],
    pub used: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Scan<'a> {
    /// The payload of SOS.
    pub header: &'a [u8],
    /// The entropy-coded data with its restart markers.
    pub coded: &'a [u8],
    /// Where these stand in the file.
    pub at: usize,
}

impl<'a> Jpeg<'a> {
    pub(crate) fn segments(&self) -> impl Iterator<Item = Segment<'a>> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Segment(segment) => Some(*segment),
            _ => None,
        })
    }

    pub(crate) fn scans(&self) -> impl Iterator<Item = Scan<'a>> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Scan(scan) => Some(*scan),
            _ => None,
        })
    }
}
