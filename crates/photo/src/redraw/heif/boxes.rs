//! The boxes of a file, looked through before anything is made of them: what there is, where it ends, and whether
//! it is more than any camera writes.

use heifer::heifer_isobmff::{BoxIter, RawBox};

use crate::PhotoError;

/// The most items. A photo of 200 megapixels has some 800 tiles.
const ITEMS_MAX: u64 = 5_000;

/// The most bytes of references and of property associations: tables that are searched from end to end.
const TABLE_MAX: usize = 200_000;

/// The most boxes side by side.
const BOXES_MAX: usize = 10_000;

/// A file by its outermost boxes.
pub(super) struct Top<'a> {
    pub bytes: &'a [u8],
    pub boxes: Vec<RawBox<'a>>,
    /// What stands in the first `meta` box.
    pub meta: Vec<RawBox<'a>>,
    /// Where the last whole box ends. What follows is no box.
    pub end: usize,
}

impl<'a> Top<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let truncated = PhotoError::Truncated { bytes: bytes.len() as u64 };
        let mut boxes = Vec::new();
        let mut end = 0;
        for next in BoxIter::new(bytes) {
            let Ok(next) = next else { break };
            if boxes.len() >= BOXES_MAX {
                return Err(PhotoError::TooManyParts);
            }
            end = next.offset + header(&next) + next.content.len();
            boxes.push(next);
        }
        let Some(meta) = boxes.iter().find(|part| is(part, b"meta")) else { return Err(truncated) };
        let meta = inside(meta.content.get(4..).unwrap_or_default())?;
        // A picture that is cut off ends in the box of its data.
        if bytes.get(end + 4..end + 8) == Some(b"mdat") {
            return Err(truncated);
        }
        let top = Self { bytes, boxes, meta, end };
        top.check()?;
        Ok(top)
    }

    /// Refuses tables of a length that only makes readers slow.
    fn check(&self) -> Result<(), PhotoError> {
        // A second table of a kind would be read in the place of the first one.
        if self.boxes.iter().filter(|part| is(part, b"meta")).count() > 1 {
            return Err(PhotoError::Damaged { what: "zwei Verzeichnisse in einer Datei" });
        }
        for part in &self.meta {
            let too_many = match &part.header.box_type.0 {
                b"iinf" => {
                    count(part.content, if part.content.first() == Some(&0) { 2 } else { 4 }) > ITEMS_MAX
                }
                b"iloc" => {
                    // The number of items follows two bytes of sizes.
                    let wide = part.content.first().is_some_and(|&version| version >= 2);
                    let table = part.content.get(2..).unwrap_or_default();
                    count(table, if wide { 4 } else { 2 }) > ITEMS_MAX
                }
                b"iref" => part.content.len() > TABLE_MAX,
                b"iprp" => {
                    let children = inside(part.content)?;
                    children.iter().any(|child| is(child, b"ipma") && child.content.len() > TABLE_MAX)
                }
                _ => false,
            };
            if too_many {
                return Err(PhotoError::TooManyParts);
            }
        }
        Ok(())
    }
}

/// The boxes in a box.
pub(super) fn inside(content: &[u8]) -> Result<Vec<RawBox<'_>>, PhotoError> {
    let boxes: Vec<RawBox<'_>> = BoxIter::new(content).map_while(Result::ok).take(BOXES_MAX + 1).collect();
    if boxes.len() > BOXES_MAX { Err(PhotoError::TooManyParts) } else { Ok(boxes) }
}

pub(super) fn is(part: &RawBox<'_>, name: &[u8; 4]) -> bool {
    part.header.box_type.0 == *name
}

/// The size of a box's header in bytes.
pub(super) fn header(part: &RawBox<'_>) -> usize {
    usize::try_from(part.header.header_size).unwrap_or(usize::MAX)
}

/// The number of so many bytes behind version and flags.
fn count(content: &[u8], size: usize) -> u64 {
    content.get(4..4 + size).unwrap_or_default().iter().fold(0, |value, &byte| value << 8 | u64::from(byte))
}
