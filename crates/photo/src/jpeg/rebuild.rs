//! Puts a JPEG together from the parts that are on the list, and from nothing else.

use super::{Jpeg, Part, marker};

/// Adds a marker segment to `out`. The payload must be at most 65,533 bytes.
pub(crate) fn segment(out: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    debug_assert!(payload.len() <= 65_533, "a segment holds at most 65,533 bytes");
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend(payload);
}

/// The picture of `jpeg` with `head` (finished marker segments) between SOI and its tables.
///
/// Written again are the frame header, the tables that scans use, DNL, the scan headers and the coded data, in
/// the order they had.
pub(crate) fn rebuild(jpeg: &Jpeg<'_>, head: &[u8]) -> Vec<u8> {
    let coded: usize = jpeg.scans().map(|scan| scan.coded.len() + scan.header.len() + 4).sum();
    let mut out = Vec::with_capacity(head.len() + coded + 4_096);
    out.extend([0xFF, marker::SOI]);
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
                out.extend(scan.coded);
            }
            Part::Segment(_) | Part::Junk(_) => {}
        }
    }
    out.extend([0xFF, marker::EOI]);
    out
}
