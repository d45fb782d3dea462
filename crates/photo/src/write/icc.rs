//! A colour profile with its colour tags only (ICC.1:2022).
//!
//! Texts, serial numbers, measurement data and maker's tags go; every tag that stays is written anew in the
//! exact length its type gives it, so that nothing hides behind or between.

use crate::jpeg::{marker, segment};
use crate::read::icc::Profile;

/// Profiles whose name is public knowledge and is written again. Any other is called [`NAMELESS`].
const KNOWN: [&str; 24] = [
    "sRGB IEC61966-2.1",
    "sRGB",
    "sRGB built-in",
    "Adobe RGB (1998)",
    "AdobeRGB",
    "Display P3",
    "Apple Wide Color Sharing Profile",
    "ProPhoto RGB",
    "eciRGB v2",
    "Generic RGB Profile",
    "Generic Gray Profile",
    "Generic Gray Gamma 2.2 Profile",
    "Gray Gamma 2.2",
    "Gray Gamma 1.8",
    "Dot Gain 15%",
    "Dot Gain 20%",
    "Coated FOGRA27 (ISO 12647-2:2004)",
    "Coated FOGRA39 (ISO 12647-2:2004)",
    "ISO Coated v2 (ECI)",
    "ISO Coated v2 300% (ECI)",
    "PSO Coated v3",
    "PSO Uncoated v3 (FOGRA52)",
    "U.S. Web Coated (SWOP) v2",
    "Japan Color 2001 Coated",
];

pub(crate) const NAMELESS: &str = "Colour profile";

/// Whether a profile of this name tells nothing about whose it is.
pub(crate) fn is_public_name(name: &str) -> bool {
    KNOWN.contains(&name)
}

/// What `cprt` must say something about: the profile as written here holds numbers only.
const RIGHTS: &str = "-";

/// The tags that say colours, in the order they are written.
const COLOUR_TAGS: [&[u8; 4]; 18] = [
    b"wtpt", b"bkpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"cicp",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt",
];

/// The most of a profile that one APP2 segment carries behind its head of 14 bytes.
const CHUNK: usize = 65_519;

/// A profile made anew from the colours of `source`, for a picture of so many components.
///
/// `None` if the source cannot say colours for such a picture; a colour engine would not use it either.
pub(crate) fn scrubbed(source: &[u8], components: usize) -> Option<Vec<u8>> {
    let profile = Profile::read(source)?;
    let [class, space, connection] =
        [&profile.header[12..16], &profile.header[16..20], &profile.header[20..24]];
    let fits = match space {
        b"GRAY" => components == 1,
        b"RGB " => components == 3,
        b"CMYK" => components == 4,
        _ => false,
    };
    let usable =
        matches!(class, b"mntr" | b"scnr" | b"prtr" | b"spac") && matches!(connection, b"XYZ " | b"Lab ");
    let version = profile.header[8];
    if !fits || !usable || version > 4 {
        return None;
    }

    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = Vec::new();
    let name = profile.name().filter(|name| is_public_name(name));
    tags.push((b"desc", description(name.as_deref().unwrap_or(NAMELESS), version)));
    tags.push((b"cprt", if version >= 4 { localised(RIGHTS) } else { text(RIGHTS) }));
    for signature in COLOUR_TAGS {
        if let Some(data) = profile.tag(signature).and_then(plain) {
            tags.push((signature, data));
        }
    }
    let has = |names: &[&[u8; 4]]| names.iter().all(|name| tags.iter().any(|(tag, _)| tag == name));
    let says_colours = match space {
        b"GRAY" => has(&[b"kTRC"]) || has(&[b"A2B0"]),
        b"RGB " => has(&[b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"]) || has(&[b"A2B0"]),
        _ => has(&[b"A2B0"]),
    };
    says_colours.then(|| assembled(profile.header, &tags))
}

fn assembled(source: &[u8; 128], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut table = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let mut written: Vec<(&Vec<u8>, usize)> = Vec::new();
    let start = 128 + 4 + tags.len() * 12;
    for (signature, bytes) in tags {
        // Equal curves share their bytes, as they do in most profiles.
        let offset = match written.iter().find(|(known, _)| *known == bytes) {
            Some((_, offset)) => *offset,
            None => {
                let offset = start + data.len();
                data.extend(bytes);
                data.resize(data.len().next_multiple_of(4), 0);
                written.push((bytes, offset));
                offset
            }
        };
        table.extend(*signature);
        table.extend(number(offset));
        table.extend(number(bytes.len()));
    }

    let mut header = [0; 128];
    header[0..4].copy_from_slice(&number(start + data.len()));
    header[8..10].copy_from_slice(&source[8..10]);
    header[12..24].copy_from_slice(&source[12..24]);
    // A date is asked for; this one is everyone's: 1 January 2000.
    header[24..30].copy_from_slice(&[0x07, 0xD0, 0, 1, 0, 1]);
    header[36..40].copy_from_slice(b"acsp");
    header[67] = source[67] & 3;
    // The illuminant is D50 in every profile (ICC.1:2022, section 7.2.16).
    header[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);

    [&header[..], &number(tags.len()), &table, &data].concat()
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

fn description(name: &str, version: u8) -> Vec<u8> {
    if version >= 4 {
        return localised(name);
    }
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend(number(name.len() + 1));
    out.extend(name.bytes());
    // The end of the text, no Unicode text (8 bytes), no Macintosh text (3 + 67 bytes).
    out.extend([0; 1 + 8 + 3 + 67]);
    out
}

fn text(words: &str) -> Vec<u8> {
    [b"text\0\0\0\0", words.as_bytes(), b"\0"].concat()
}

fn localised(words: &str) -> Vec<u8> {
    let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    out.extend(number(units.len()));
    out.extend(number(28));
    out.extend(units);
    out
}

/// The data of a tag in the exact length of its type, or nothing if the type says no colours.
fn plain(data: &[u8]) -> Option<Vec<u8>> {
    let length = match data.get(..4)? {
        b"XYZ " => 20,
        b"sf32" => 44,
        b"cicp" => 12,
        b"curv" | b"para" => curve_length(data)?,
        b"mft1" | b"mft2" => table_length(data)?,
        b"mAB " => return stages(data, true),
        b"mBA " => return stages(data, false),
        _ => return None,
    };
    let mut out = data.get(..length)?.to_vec();
    out[4..8].fill(0);
    Some(out)
}

fn curve_length(data: &[u8]) -> Option<usize> {
    match data.get(..4)? {
        b"curv" => offset(data, 8)?.checked_mul(2)?.checked_add(12),
        b"para" => {
            let parameters = [1, 3, 4, 5, 7];
            let kind = usize::from(u16::from_be_bytes([*data.get(8)?, *data.get(9)?]));
            Some(12 + 4 * parameters.get(kind)?)
        }
        _ => None,
    }
}

/// lut8Type and lut16Type (sections 10.10 and 10.11).
fn table_length(data: &[u8]) -> Option<usize> {
    let &[inputs, outputs, grid, ..] = data.get(8..)? else { return None };
    let (inputs, outputs) = (usize::from(inputs), usize::from(outputs));
    let colours = usize::from(grid).checked_pow(u32::try_from(inputs).ok()?)?.checked_mul(outputs)?;
    if data.starts_with(b"mft1") {
        return (48 + 256 * (inputs + outputs)).checked_add(colours);
    }
    let entries = |at: usize| Some(usize::from(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?])));
    let values = (entries(48)? * inputs + entries(50)? * outputs).checked_add(colours)?;
    values.checked_mul(2)?.checked_add(52)
}

/// lutAToBType and lutBToAType (sections 10.12 and 10.13), with their stages laid out anew.
fn stages(data: &[u8], to_connection: bool) -> Option<Vec<u8>> {
    let (inputs, outputs) = (usize::from(*data.get(8)?), usize::from(*data.get(9)?));
    if !(1..=4).contains(&inputs) || !(1..=4).contains(&outputs) {
        return None;
    }
    // The A curves stand at the device's side, the M and B curves at the connection space's.
    let (device, connection) = if to_connection { (inputs, outputs) } else { (outputs, inputs) };
    let stages = [
        curves(data, offset(data, 12)?, connection)?,
        matrix(data, offset(data, 16)?)?,
        curves(data, offset(data, 20)?, connection)?,
        grid(data, offset(data, 24)?, inputs, outputs)?,
        curves(data, offset(data, 28)?, device)?,
    ];
    let mut out = data.get(..4)?.to_vec();
    out.extend([0, 0, 0, 0, data[8], data[9], 0, 0]);
    let mut at = 32;
    for stage in &stages {
        out.extend(number(if stage.is_empty() { 0 } else { at }));
        at += stage.len();
    }
    out.extend(stages.concat());
    Some(out)
}

fn offset(data: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)).ok()
}

/// So many curves one behind the other, each padded to four bytes. No curves at offset 0.
fn curves(data: &[u8], start: usize, count: usize) -> Option<Vec<u8>> {
    if start == 0 {
        return Some(Vec::new());
    }
    let mut out = Vec::new();
    let mut at = start;
    for _ in 0..count {
        let curve = data.get(at..)?;
        let length = curve_length(curve)?;
        let mut copy = curve.get(..length)?.to_vec();
        copy[4..8].fill(0);
        copy.resize(length.next_multiple_of(4), 0);
        out.extend(copy);
        at += length.next_multiple_of(4);
    }
    Some(out)
}

/// Twelve numbers, or none at offset 0.
fn matrix(data: &[u8], start: usize) -> Option<Vec<u8>> {
    if start == 0 {
        return Some(Vec::new());
    }
    Some(data.get(start..start.checked_add(48)?)?.to_vec())
}

/// The colour table, or none at offset 0: 16 grid sizes, the bytes of a value, the values.
fn grid(data: &[u8], start: usize, inputs: usize, outputs: usize) -> Option<Vec<u8>> {
    if start == 0 {
        return Some(Vec::new());
    }
    let head = data.get(start..start.checked_add(20)?)?;
    let width = usize::from(head[16]);
    if !(1..=2).contains(&width) {
        return None;
    }
    let mut length = outputs * width;
    for &size in &head[..inputs] {
        length = length.checked_mul(usize::from(size))?;
    }
    let mut out = head[..inputs].to_vec();
    out.resize(16, 0);
    out.extend([head[16], 0, 0, 0]);
    out.extend(data.get(start + 20..(start + 20).checked_add(length)?)?);
    out.resize(out.len().next_multiple_of(4), 0);
    Some(out)
}

/// Adds the APP2 segments of a profile (section B.4). At most 255 of them can be numbered.
pub(crate) fn segments(out: &mut Vec<u8>, profile: &[u8]) {
    let count = u8::try_from(profile.len().div_ceil(CHUNK)).unwrap_or(u8::MAX);
    for (number, chunk) in (1..=count).zip(profile.chunks(CHUNK)) {
        let payload = [&b"ICC_PROFILE\0"[..], &[number, count], chunk].concat();
        segment(out, marker::APP2, &payload);
    }
}
