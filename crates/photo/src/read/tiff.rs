//! The first directory of a TIFF block: only what the picture needs to be drawn (TIFF 6.0, section 2).
//!
//! Reads a block that lies about other lengths as well: an entry is taken or left on its own.

use super::colour::Density;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Primary {
    /// Tag 274 as it stands there, which may be nonsense.
    pub orientation: Option<u8>,
    /// Tags 282, 283 and 296, if they say whole dots per inch or centimetre.
    pub density: Option<Density>,
}

impl Primary {
    pub(crate) fn read(block: &[u8]) -> Self {
        Self::try_read(block).unwrap_or_default()
    }

    fn try_read(block: &[u8]) -> Option<Self> {
        let tiff = Tiff::new(block)?;
        let start = usize::try_from(tiff.u32(4)?).ok()?;
        let count = usize::from(tiff.u16(start)?);
        let (mut orientation, mut x, mut y, mut unit) = (None, None, None, 2);
        for index in 0..count {
            let entry = start.checked_add(2 + index * 12)?;
            let (Some(tag), Some(kind)) = (tiff.u16(entry), tiff.u16(entry + 2)) else { break };
            match tag {
                0x112 => orientation = orientation.or(tiff.small(entry, kind).map(|v| v.min(255) as u8)),
                0x11A => x = tiff.ratio(entry, kind),
                0x11B => y = tiff.ratio(entry, kind),
                0x128 => unit = tiff.small(entry, kind).unwrap_or(2),
                _ => {}
            }
        }
        let density = match (x, y, unit) {
            (Some(x), Some(y), 2) => Some(Density { unit: 1, x, y }),
            (Some(x), Some(y), 3) => Some(Density { unit: 2, x, y }),
            _ => None,
        };
        Some(Self { orientation, density })
    }
}

struct Tiff<'a> {
    block: &'a [u8],
    little: bool,
}

impl<'a> Tiff<'a> {
    fn new(block: &'a [u8]) -> Option<Self> {
        let little = match block.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        Some(Self { block, little })
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.block.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = self.block.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// The first value of an entry of type BYTE, SHORT or LONG.
    fn small(&self, entry: usize, kind: u16) -> Option<u32> {
        match kind {
            1 => self.block.get(entry + 8).map(|&byte| u32::from(byte)),
            3 => self.u16(entry + 8).map(u32::from),
            4 => self.u32(entry + 8),
            _ => None,
        }
    }

    /// A RATIONAL, rounded to a whole number from 1 to 65,535.
    fn ratio(&self, entry: usize, kind: u16) -> Option<u16> {
        if kind != 5 {
            return None;
        }
        let at = usize::try_from(self.u32(entry + 8)?).ok()?;
        let (top, bottom) = (u64::from(self.u32(at)?), u64::from(self.u32(at.checked_add(4)?)?));
        let rounded = (top * 2 + bottom).checked_div(bottom * 2)?;
        u16::try_from(rounded).ok().filter(|&value| value > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orientation_is_read_though_the_next_entry_lies() {
        let mut block = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        block.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
        block.extend(b"\x87\x69\0\x04\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
        assert_eq!(Primary::read(&block).orientation, Some(6));
    }

    #[test]
    fn every_truncation_is_read_without_a_panic() {
        let block = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x1A\x01\x05\0\x01\0\0\0\xF0\xFF\xFF\xFF";
        for end in 0..block.len() {
            let _ = Primary::read(&block[..end]);
        }
    }
}
