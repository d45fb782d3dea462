//! Whether a colour profile holds nothing but colours (ICC.1:2022, section 7).

use super::unclean;
use crate::PhotoError;
// The list of public names is the one thing both sides know; how a name is stored, each reads by itself.
use crate::write::icc::{NAMELESS, is_public_name};

const COLOURS: [&[u8]; 18] = [
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"bTRC", b"bXYZ", b"bkpt", b"chad", b"cicp",
    b"gTRC", b"gXYZ", b"gamt", b"kTRC", b"rTRC", b"rXYZ", b"wtpt",
];

const NUMERIC: [&[u8]; 9] = [b"XYZ ", b"sf32", b"cicp", b"curv", b"para", b"mft1", b"mft2", b"mAB ", b"mBA "];

pub(super) fn check(profile: &[u8]) -> Result<(), PhotoError> {
    let size = profile.len();
    if size < 132 || word(profile, 0) != size {
        return unclean("das Farbprofil hat eine falsche Länge");
    }
    let silent = [4..8, 10..12, 30..36, 40..64, 80..128];
    let date = &profile[24..30] == b"\x07\xD0\0\x01\0\x01";
    if silent.into_iter().any(|range| profile[range].iter().any(|&byte| byte != 0)) || !date {
        return unclean("das Farbprofil nennt Gerät, Programm oder Zeit");
    }

    let count = word(profile, 128);
    if count > 20 {
        return unclean("das Farbprofil hat zu viele Einträge");
    }
    let table_end = 132 + count * 12;
    let mut ranges = Vec::new();
    for index in 0..count {
        let at = 132 + index * 12;
        let (Some(signature), start, length) =
            (profile.get(at..at + 4), word(profile, at + 4), word(profile, at + 8))
        else {
            return unclean("das Farbprofil bricht ab");
        };
        let Some(data) = start.checked_add(length).and_then(|end| profile.get(start..end)) else {
            return unclean("ein Eintrag des Farbprofils liegt außerhalb");
        };
        let kind = data.get(..4).unwrap_or_default();
        let known = match signature {
            b"desc" => is_public_text(data),
            b"cprt" => {
                data == b"text\0\0\0\0-\0"
                    || data == b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS\0\0\0\x02\0\0\0\x1C\0-"
            }
            _ => COLOURS.contains(&signature) && NUMERIC.contains(&kind),
        };
        if !known {
            return unclean(format!("das Farbprofil enthält {}", String::from_utf8_lossy(signature)));
        }
        ranges.push((start, length.div_ceil(4) * 4));
    }

    // Every byte behind the table belongs to an entry: the ranges follow each other without a gap.
    ranges.sort_unstable();
    ranges.dedup();
    let mut end = table_end;
    for (start, length) in ranges {
        if start != end {
            return unclean("das Farbprofil hat Lücken");
        }
        end += length;
    }
    if end == size { Ok(()) } else { unclean("hinter dem Farbprofil stehen Bytes") }
}

fn word(bytes: &[u8], at: usize) -> usize {
    let digits = bytes.get(at..at + 4).unwrap_or_default();
    digits.iter().fold(0, |value, &byte| value * 256 + usize::from(byte))
}

/// A name in one language that is public knowledge: `desc` of version 2 or `mluc` of version 4.
fn is_public_text(data: &[u8]) -> bool {
    let name = match data.get(..4) {
        Some(b"desc") => {
            let length = word(data, 8);
            let silent =
                data.len() == length.saturating_add(90) && data[11 + length..].iter().all(|&b| b == 0);
            if length == 0 || !silent {
                return false;
            }
            String::from_utf8_lossy(&data[12..11 + length]).into_owned()
        }
        Some(b"mluc") => {
            let length = word(data, 20);
            if word(data, 8) != 1 || word(data, 24) != 28 || data.len() != length.saturating_add(28) {
                return false;
            }
            let units: Vec<u16> =
                data[28..].chunks(2).map(|unit| unit.iter().fold(0, |u, &b| u << 8 | u16::from(b))).collect();
            String::from_utf16_lossy(&units)
        }
        _ => return false,
    };
    name == NAMELESS || is_public_name(&name)
}
