//! A PNG as Sperrfrist writes it, and no other.

mod drawing;

use flate2::{Decompress, FlushDecompress, Status};

pub(crate) use drawing::same;

use super::{is_plain_exif, profile, unclean, words};
use crate::{Caption, PhotoError};

/// What the scanner saw of the picture itself.
#[derive(Debug)]
pub(crate) struct Seen<'a> {
    /// The 13 bytes of IHDR.
    pub header: &'a [u8],
    /// PLTE, or nothing.
    pub palette: &'a [u8],
    /// tRNS, or nothing.
    pub alphas: &'a [u8],
    /// The zlib stream.
    pub coded: &'a [u8],
    /// 1 to 8.
    pub orientation: u8,
    /// Whether there is a colour profile.
    pub icc: bool,
}

/// The chunks that may be there, in their only order.
const PLACES: [&[u8; 4]; 13] = [
    b"IHDR", b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"PLTE", b"tRNS", b"pHYs", b"eXIf", b"iTXt",
    b"IDAT", b"IEND",
];

/// # Errors
/// [`PhotoError::NotClean`].
pub(crate) fn scan<'a>(png: &'a [u8], caption: &Caption) -> Result<Seen<'a>, PhotoError> {
    let Some(mut rest) = png.strip_prefix(b"\x89PNG\r\n\x1A\n") else { return unclean("kein Bildanfang") };
    let mut found: [Option<&'a [u8]>; 13] = [None; 13];
    let mut next = 0;
    while !rest.is_empty() {
        let (kind, data, after) = piece(rest)?;
        rest = after;
        let Some(place) = PLACES.iter().position(|known| known == &kind) else {
            return unclean(format!("ein Abschnitt {}", String::from_utf8_lossy(kind)));
        };
        if place < next {
            return unclean("ein Abschnitt an falscher Stelle");
        }
        next = place + 1;
        found[place] = Some(data);
    }
    let [header, cicp, icc, srgb, gamma, primaries, palette, alphas, dots, exif, text, coded, end] = found;
    let (Some(header), Some(coded), Some([])) = (header, coded, end) else {
        return unclean("ein Teil des Bildes fehlt");
    };
    if header.len() != 13 {
        return unclean("eine falsche Bildbeschreibung");
    }

    let fits = |data: Option<&[u8]>, length: usize| data.is_none_or(|data| data.len() == length);
    if !(fits(cicp, 4) && fits(srgb, 1) && fits(gamma, 4) && fits(primaries, 32) && fits(dots, 9)) {
        return unclean("Farb- oder Größenangaben mit mehr als ihren Zahlen");
    }
    let number = |at: &[u8]| at.iter().fold(0, |value, &byte| value * 256 + u64::from(byte));
    let is_point = |point: &[u8]| number(&point[..4]) + number(&point[4..]) <= 100_000;
    let plain = cicp.is_none_or(|code| code[2] == 0 && code[3] < 2 && code[0] < 23 && code[1] < 19)
        && srgb.is_none_or(|intent| intent[0] < 4)
        && gamma.is_none_or(|gamma| number(gamma) <= 10_000_000)
        && primaries.is_none_or(|points| points.chunks(8).all(is_point))
        && dots.is_none_or(|dots| number(&dots[..4]).max(number(&dots[4..8])) <= 2_500_000 && dots[8] < 2);
    if !plain {
        return unclean("Farb- oder Größenangaben, die keine sind");
    }
    let colours = [icc.is_some(), srgb.is_some(), gamma.is_some() || primaries.is_some()];
    if colours.into_iter().filter(|&said| said).count() > 1 {
        return unclean("überzählige Farbangaben");
    }
    if let Some(icc) = icc {
        let Some(stream) = icc.strip_prefix(b"ICC Profile\0\0") else {
            return unclean("das Farbprofil hat einen fremden Namen");
        };
        profile::check(&unpacked(stream)?)?;
    }
    let orientation = match exif {
        None => 1,
        Some(block) => is_plain_exif(block)?,
    };
    let packet = match text {
        None => None,
        Some(text) => match text.strip_prefix(b"XML:com.adobe.xmp\0\0\0\0\0") {
            Some(packet) => Some(packet),
            None => return unclean("ein fremdes Textfeld"),
        },
    };
    words::check_xmp(packet, caption)?;

    let seen = Seen {
        header,
        palette: palette.unwrap_or_default(),
        alphas: alphas.unwrap_or_default(),
        coded,
        orientation,
        icc: icc.is_some(),
    };
    check_palette(&seen, alphas.is_some())?;
    drawing::check(&seen)?;
    Ok(seen)
}

/// A piece of the file: type, data, and what follows.
type Piece<'a> = (&'a [u8; 4], &'a [u8], &'a [u8]);

/// The first piece. Its checksum must be right.
fn piece(bytes: &[u8]) -> Result<Piece<'_>, PhotoError> {
    let parts = bytes.split_first_chunk::<4>().and_then(|(length, checked)| {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (checked, after) = checked.split_at_checked(length.checked_add(4)?)?;
        let (checksum, after) = after.split_first_chunk::<4>()?;
        Some((checked, u32::from_be_bytes(*checksum), after))
    });
    let Some((checked, checksum, after)) = parts else { return unclean("der letzte Abschnitt bricht ab") };
    if crc32fast::hash(checked) != checksum {
        return unclean("eine falsche Prüfsumme");
    }
    match checked.split_first_chunk::<4>() {
        Some((kind, data)) => Ok((kind, data, after)),
        None => unclean("ein Abschnitt ohne Namen"),
    }
}

/// PLTE and tRNS in the lengths that the colour type gives them.
fn check_palette(seen: &Seen<'_>, has_alphas: bool) -> Result<(), PhotoError> {
    let (depth, kind) = (seen.header[8], seen.header[9]);
    let entries = seen.palette.len() / 3;
    let fits = match kind {
        3 => {
            let whole = seen.palette.len().is_multiple_of(3) && (1..=256).contains(&entries);
            whole && seen.alphas.len() <= entries && seen.alphas.last() != Some(&255)
        }
        0 | 2 => {
            let samples = if kind == 0 { 1 } else { 3 };
            let within =
                |sample: &[u8]| u32::from(sample[0]) * 256 + u32::from(sample[1]) < 1 << depth.min(16);
            seen.palette.is_empty()
                && (!has_alphas || seen.alphas.len() == samples * 2)
                && seen.alphas.chunks_exact(2).all(within)
        }
        _ => seen.palette.is_empty() && !has_alphas,
    };
    let empty = has_alphas && seen.alphas.is_empty();
    if fits && !empty { Ok(()) } else { unclean("eine Farbpalette mit mehr als ihren Farben") }
}

/// A zlib stream that ends with its last byte, of at most 16 MB.
fn unpacked(stream: &[u8]) -> Result<Vec<u8>, PhotoError> {
    let mut out = vec![0; 65_536];
    let mut inflate = Decompress::new(true);
    loop {
        let (read, written) = (inflate.total_in() as usize, inflate.total_out() as usize);
        let status = inflate.decompress(&stream[read..], &mut out[written..], FlushDecompress::Finish);
        let total = inflate.total_out() as usize;
        match status {
            Ok(Status::StreamEnd) if inflate.total_in() as usize == stream.len() => {
                out.truncate(total);
                return Ok(out);
            }
            Ok(Status::Ok | Status::BufError) if total == out.len() && total < 16_000_000 => {
                out.resize(total * 2, 0);
            }
            _ => return unclean("ein Farbprofil, das sich nicht auspacken lässt"),
        }
    }
}
