//! The directories of a TIFF (6.0, section 2; BigTIFF) and which bytes of the file they account for.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::PhotoError;

/// The most directories that are read.
const DIRECTORIES_MAX: usize = 1_000;

/// The most entries of one directory. Cameras write some hundred.
const ENTRIES_MAX: u64 = 10_000;

pub(super) mod tag {
    pub const WIDTH: u16 = 256;
    pub const HEIGHT: u16 = 257;
    pub const PHOTOMETRIC: u16 = 262;
    pub const STRIP_OFFSETS: u16 = 273;
    pub const SAMPLES: u16 = 277;
    pub const STRIP_BYTES: u16 = 279;
    pub const TILE_OFFSETS: u16 = 324;
    pub const TILE_BYTES: u16 = 325;
    pub const COLOUR_MAP: u16 = 320;
    pub const SUB_DIRECTORIES: u16 = 330;
    pub const EXTRA_SAMPLES: u16 = 338;
    pub const SAMPLE_FORMAT: u16 = 339;
    pub const JPEG_OFFSET: u16 = 513;
    pub const JPEG_BYTES: u16 = 514;
    pub const XMP: u16 = 700;
    pub const IPTC: u16 = 33_723;
    pub const PHOTOSHOP: u16 = 34_377;
    pub const EXIF: u16 = 34_665;
    pub const ICC: u16 = 34_675;
    pub const GPS: u16 = 34_853;
    pub const INTEROPERABILITY: u16 = 40_965;
}

/// What a directory is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A picture in the chain; the first one is what viewers show.
    Page,
    /// A picture hung below another one.
    SubImage,
    Exif,
    Gps,
    Interoperability,
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub tag: u16,
    pub kind: u16,
    /// Where the values stand in the file.
    pub values: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Directory {
    pub role: Role,
    pub entries: Vec<Entry>,
}

impl Directory {
    pub(super) fn entry(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }
}

/// All directories of a file.
#[derive(Debug)]
pub(super) struct Directories<'a> {
    pub bytes: &'a [u8],
    pub little: bool,
    big: bool,
    pub list: Vec<Directory>,
    /// What the directories themselves take.
    taken: Vec<Range<usize>>,
}

/// How many bytes a value of this type has.
fn width_of(kind: u16) -> Option<usize> {
    Some(match kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16 | 17 | 18 => 8,
        _ => return None,
    })
}

impl<'a> Directories<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let truncated = PhotoError::Truncated { bytes: bytes.len() as u64 };
        let little = bytes.starts_with(b"II");
        let mut all = Self { bytes, little, big: false, list: Vec::new(), taken: Vec::new() };
        all.big = all.number(2, 2) == Some(43);
        let header = if all.big { 16 } else { 8 };
        let first = all.number(header - all.word(), all.word()).ok_or(truncated.clone())?;
        all.taken.push(0..header);

        let mut seen = BTreeSet::new();
        let mut waiting = vec![(Role::Page, first)];
        while let Some((role, offset)) = waiting.pop() {
            let Some(at) = usize::try_from(offset).ok().filter(|&at| at != 0) else { continue };
            // A directory that was read already would be read for ever.
            if !seen.insert(at) {
                continue;
            }
            if all.list.len() >= DIRECTORIES_MAX {
                return Err(PhotoError::TooManyParts);
            }
            let first = all.list.is_empty();
            match all.directory(role, at) {
                Some((directory, next)) => {
                    // A stack: the page that follows is read after what hangs below this one.
                    if role == Role::Page {
                        waiting.push((Role::Page, next));
                    }
                    for entry in &directory.entries {
                        let below = match entry.tag {
                            tag::EXIF => Role::Exif,
                            tag::GPS => Role::Gps,
                            tag::INTEROPERABILITY if role == Role::Exif => Role::Interoperability,
                            tag::SUB_DIRECTORIES => Role::SubImage,
                            _ => continue,
                        };
                        let offsets = all.numbers(entry).take(DIRECTORIES_MAX);
                        waiting.extend(offsets.map(|offset| (below, offset)));
                    }
                    all.list.push(directory);
                }
                None if first => return Err(truncated),
                // A later directory that is broken is left; its bytes are told as bytes.
                None => {}
            }
        }
        if all.list.is_empty() { Err(truncated) } else { Ok(all) }
    }

    /// The size of an offset.
    fn word(&self) -> usize {
        if self.big { 8 } else { 4 }
    }

    /// A number of 1, 2, 4 or 8 bytes.
    pub(super) fn number(&self, at: usize, size: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(size)?)?;
        let digit = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        Some(if self.little { bytes.iter().rev().fold(0, digit) } else { bytes.iter().fold(0, digit) })
    }

    /// The values of an entry of whole numbers.
    pub(super) fn numbers<'s>(&'s self, entry: &'s Entry) -> impl Iterator<Item = u64> + 's {
        let size = match entry.kind {
            1 | 3 | 4 | 13 | 16 | 18 => width_of(entry.kind).unwrap_or(1),
            // No whole numbers: a step larger than the entry makes none of it.
            _ => usize::MAX,
        };
        entry.values.clone().step_by(size.max(1)).filter_map(move |at| self.number(at, size))
    }

    pub(super) fn first(&self, directory: &Directory, tag: u16) -> Option<u64> {
        directory.entry(tag).and_then(|entry| self.numbers(entry).next())
    }

    pub(super) fn value(&self, entry: &Entry) -> &'a [u8] {
        &self.bytes[entry.values.clone()]
    }

    /// The directory at an offset, and the offset of the next.
    fn directory(&mut self, role: Role, start: usize) -> Option<(Directory, u64)> {
        let (count_size, entry_size) = if self.big { (8, 20) } else { (2, 12) };
        let count = self.number(start, count_size)?;
        if count == 0 || count > ENTRIES_MAX {
            return None;
        }
        let table = start.checked_add(count_size)?;
        let end = table.checked_add(usize::try_from(count).ok()? * entry_size)?;
        let mut entries = Vec::new();
        for at in (table..end).step_by(entry_size) {
            let (Some(tag), Some(kind)) = (self.number(at, 2), self.number(at + 2, 2)) else { break };
            let kind = u16::try_from(kind).ok()?;
            let Some(values) = self.values(at + 4, kind) else { continue };
            self.taken.push(values.clone());
            entries.push(Entry { tag: u16::try_from(tag).ok()?, kind, values });
        }
        // Some files end with their last directory, before the offset of the next.
        let next = self.number(end, self.word()).unwrap_or(0);
        self.taken.push(start..end.saturating_add(self.word()).min(self.bytes.len()));
        Some((Directory { role, entries }, next))
    }

    /// Where the values stand whose count stands at `at`.
    fn values(&self, at: usize, kind: u16) -> Option<Range<usize>> {
        let word = self.word();
        let count = usize::try_from(self.number(at, word)?).ok()?;
        let size = count.checked_mul(width_of(kind)?)?;
        let start =
            if size <= word { at + word } else { usize::try_from(self.number(at + word, word)?).ok()? };
        let end = start.checked_add(size)?;
        (end <= self.bytes.len()).then_some(start..end)
    }

    /// Strips, tiles or a JPEG: where the coded picture of a directory stands.
    fn picture(&self, directory: &Directory) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        for (offsets, sizes) in [
            (tag::STRIP_OFFSETS, tag::STRIP_BYTES),
            (tag::TILE_OFFSETS, tag::TILE_BYTES),
            (tag::JPEG_OFFSET, tag::JPEG_BYTES),
        ] {
            let (Some(offsets), Some(sizes)) = (directory.entry(offsets), directory.entry(sizes)) else {
                continue;
            };
            ranges.extend(self.numbers(offsets).zip(self.numbers(sizes)).filter_map(|(start, size)| {
                let start = usize::try_from(start).ok()?;
                let end = start.checked_add(usize::try_from(size).ok()?)?;
                (start <= self.bytes.len()).then(|| start..end.min(self.bytes.len()))
            }));
        }
        ranges
    }

    /// How many bytes no directory accounts for: between the parts, and behind the last one.
    pub(super) fn unaccounted(&self) -> (usize, usize) {
        let mut ranges = self.taken.clone();
        ranges.extend(self.list.iter().flat_map(|directory| self.picture(directory)));
        ranges.sort_unstable_by_key(|range| range.start);
        let (mut gaps, mut end) = (0, 0);
        for range in ranges {
            let gap = self.bytes.get(end..range.start).unwrap_or_default();
            // Parts begin at even offsets, so that a single zero between them says nothing.
            if gap.len() > 1 || gap.iter().any(|&byte| byte != 0) {
                gaps += gap.len();
            }
            end = end.max(range.end);
        }
        let behind = self.bytes.len().saturating_sub(end);
        let padding = behind == 1 && self.bytes.last() == Some(&0);
        (gaps, if padding { 0 } else { behind })
    }
}
