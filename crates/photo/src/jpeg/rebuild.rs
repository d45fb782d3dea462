//! Puts a JPEG together from the parts that are on the list, and from nothing else.

use std::borrow::Cow;
use std::ops::Range;

use super::{Jpeg, Part, marker};

/// Adds a marker segment to `out`. The payload must be at most 65,533 bytes.
pub(crate) fn segment(out: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    debug_assert!(payload.len() <= 65_533, "a segment holds at most 65,533 bytes");
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend(payload);
}

/// A JPEG in pieces: what is new or small is owned, the coded data are those of the source.
pub(crate) struct Pieces<'a> {
    pub list: Vec<Cow<'a, [u8]>>,
    /// Where the coded data of each scan stand in the whole.
    pub coded: Vec<Range<usize>>,
}

/// The picture of `jpeg` with `head` (finished marker segments) between SOI and its tables.
///
/// Written again are the frame header, the tables that scans use, DNL, the scan headers and the coded data, in
/// the order they had.
pub(crate) fn rebuild<'a>(jpeg: &Jpeg<'a>, head: &[u8]) -> Pieces<'a> {
    let mut pieces = Pieces { list: Vec::new(), coded: Vec::new() };
    let mut length = 0;
    let mut out = vec![0xFF, marker::SOI];
    out.extend(head);
    for part in &jpeg.parts {
        match part {
            Part::Frame(frame) => segment(&mut out, frame.marker, frame.payload),
            Part::Table(table) => {
                let used: Vec<&[u8]> =
                    table.definitions.iter().filter(|d| d.used).map(|definition| definition.bytes).collect();
                if !used.is_empty() {
                    segment(&mut out, table.marker, &used.concat());
                }
            }
            Part::Segment(lines) if lines.marker == marker::DNL => {
                segment(&mut out, lines.marker, lines.payload);
            }
            Part::Scan(scan) => {
                segment(&mut out, marker::SOS, scan.header);
                let start = length + out.len();
                length = start + scan.coded.len();
                pieces.coded.push(start..length);
                pieces.list.extend([Cow::Owned(std::mem::take(&mut out)), Cow::Borrowed(scan.coded)]);
            }
            Part::Segment(_) | Part::Junk(_) => {}
        }
    }
    out.extend([0xFF, marker::EOI]);
    pieces.list.push(Cow::Owned(out));
    pieces
}
