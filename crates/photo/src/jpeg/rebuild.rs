//! Puts a JPEG together from the parts that are on the list, and from nothing else.

use std::ops::Range;

use super::{Jpeg, Part, marker, picture};
use crate::PhotoError;

/// Adds a marker segment to `out`. The payload must be at most 65,533 bytes.
pub(crate) fn segment(out: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    debug_assert!(payload.len() <= 65_533, "a segment holds at most 65,533 bytes");
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend(payload);
}

/// A clean JPEG as it is to be put together: what is new stands here, the coded data stay where the source has them.
pub(crate) struct Rebuilt {
    /// What stands before the coded data of each scan, and what behind the last: one more than `coded`.
    between: Vec<Vec<u8>>,
    /// Where the coded data of each scan stand in the source; of one that resumes, those of each piece.
    coded: Vec<Range<usize>>,
}

impl Rebuilt {
    /// The picture of `jpeg` with `head` (finished marker segments) between SOI and its tables.
    ///
    /// Written again are the frame header, the tables that scans use, DNL, the scan headers and the coded data, in
    /// the order they had.
    pub(crate) fn of(jpeg: &Jpeg<'_>, head: &[u8]) -> Self {
        let mut rebuilt = Self { between: Vec::new(), coded: Vec::new() };
        let mut out = vec![0xFF, marker::SOI];
        out.extend(head);
        for part in &jpeg.parts {
            match part {
                Part::Frame(frame) => segment(&mut out, frame.marker, frame.payload),
                Part::Table(table) => {
                    let used: Vec<&[u8]> = table
                        .definitions
                        .iter()
                        .filter(|d| d.used)
                        .map(|definition| definition.bytes)
                        .collect();
                    if !used.is_empty() {
                        segment(&mut out, table.marker, &used.concat());
                    }
                }
                Part::Segment(lines) if lines.marker == marker::DNL => {
                    segment(&mut out, lines.marker, lines.payload);
                }
                Part::Scan(scan) => {
                    segment(&mut out, marker::SOS, scan.header);
                    rebuilt.between.push(std::mem::take(&mut out));
                    rebuilt.coded.push(scan.at..scan.at + scan.coded.len());
                }
                Part::Resumed(scan) => {
                    rebuilt.between.push(std::mem::take(&mut out));
                    rebuilt.coded.push(scan.at..scan.at + scan.coded.len());
                }
                Part::Segment(_) | Part::Junk(_) => {}
            }
        }
        out.extend([0xFF, marker::EOI]);
        rebuilt.between.push(out);
        rebuilt
    }

    /// Where the coded data of each scan stand in the whole.
    pub(crate) fn places(&self) -> Vec<Range<usize>> {
        let mut length = 0;
        let place = |(between, coded): (&Vec<u8>, &Range<usize>)| {
            let start = length + between.len();
            length = start + coded.len();
            start..length
        };
        self.between.iter().zip(&self.coded).map(place).collect()
    }

    /// How long the whole is, in bytes.
    pub(crate) fn len(&self) -> usize {
        let coded: usize = self.coded.iter().map(Range::len).sum();
        self.between.iter().map(Vec::len).sum::<usize>() + coded
    }

    /// The whole, apart from its source, whose coded data were found in it again.
    ///
    /// # Errors
    /// [`PhotoError::NotClean`] if they were not.
    pub(crate) fn copied(&self, source: &[u8]) -> Result<Vec<u8>, PhotoError> {
        let coded = || self.coded.iter().map(|coded| &source[coded.clone()]);
        let between = self.between.iter().map(Vec::as_slice);
        let pieces: Vec<&[u8]> = between.zip(coded().chain([&[][..]])).flat_map(<[_; 2]>::from).collect();
        let whole = pieces.concat();
        let is_same = coded().eq(self.places().into_iter().map(|place| &whole[place]));
        is_same.then_some(whole).ok_or_else(picture::other)
    }

    /// Puts the whole around the coded data of the source, which neither move nor change, and says where it stands.
    /// `None` if it does not fit there; nothing is written then.
    pub(crate) fn in_place(&self, source: &mut [u8]) -> Option<Range<usize>> {
        let [first, inner @ .., last] = &self.between[..] else { return None };
        let gaps = self.coded.windows(2).map(|pair| pair[0].end..pair[1].start);
        let start = self.coded.first()?.start.checked_sub(first.len())?;
        let end = self.coded.last()?.end + last.len();
        let fits = end <= source.len() && gaps.clone().map(|gap| gap.len()).eq(inner.iter().map(Vec::len));
        if !fits {
            return None;
        }
        source[start..start + first.len()].copy_from_slice(first);
        for (gap, new) in gaps.zip(inner) {
            source[gap].copy_from_slice(new);
        }
        source[end - last.len()..end].copy_from_slice(last);
        Some(start..end)
    }
}
