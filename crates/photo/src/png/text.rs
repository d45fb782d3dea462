//! Text chunks (section 11.3.3), and the metadata blocks that ImageMagick keeps in them as hexadecimal digits.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};

use super::{Chunk, Png};

/// The longest text that is inflated, in bytes. A longer one is told by its keyword only.
const TEXT_MAX: usize = 8_000_000;

/// The most bytes that all texts of a file may inflate to.
const ALL_MAX: usize = 32_000_000;

/// A text chunk.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub keyword: String,
    /// `None` if it cannot be inflated.
    pub text: Option<Cow<'a, [u8]>>,
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Words,
    Xmp,
    /// A block as hexadecimal digits: the name of its kind.
    Raw(RawKind),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawKind {
    Exif,
    Xmp,
    /// Photoshop resources with IPTC in them, or the IPTC alone.
    Iptc,
    /// EXIF or XMP, as it stands in a JPEG.
    App1,
    Other,
}

impl Text<'_> {
    pub(crate) fn purpose(&self) -> Purpose {
        match self.keyword.strip_prefix("Raw profile type ") {
            Some("exif") => Purpose::Raw(RawKind::Exif),
            Some("xmp") => Purpose::Raw(RawKind::Xmp),
            Some("iptc" | "8bim") => Purpose::Raw(RawKind::Iptc),
            Some("APP1") => Purpose::Raw(RawKind::App1),
            Some(_) => Purpose::Raw(RawKind::Other),
            None if self.keyword == "XML:com.adobe.xmp" => Purpose::Xmp,
            None => Purpose::Words,
        }
    }
}

/// The texts of a file in their order. Inflates no more than a bounded amount of them.
pub(crate) fn texts<'a>(png: &Png<'a>) -> Vec<Text<'a>> {
    let mut left = ALL_MAX;
    let mut list = Vec::new();
    for chunk in &png.chunks {
        if let Some(text) = read(chunk, left.min(TEXT_MAX)) {
            left -= text.text.as_ref().map_or(0, |text| text.len()).min(left);
            list.push(text);
        }
    }
    list
}

fn read<'a>(chunk: &Chunk<'a>, max: usize) -> Option<Text<'a>> {
    if !matches!(&chunk.kind, b"tEXt" | b"zTXt" | b"iTXt") {
        return None;
    }
    let (keyword, rest) = split(chunk.data);
    let inflate = |stream: &[u8]| inflated(stream, max).map(Cow::Owned);
    let text = match &chunk.kind {
        b"tEXt" => Some(Cow::Borrowed(rest)),
        b"zTXt" => rest.strip_prefix(&[0]).and_then(inflate),
        _ => international(rest).and_then(
            |(packed, text)| {
                if packed { inflate(text) } else { Some(Cow::Borrowed(text)) }
            },
        ),
    };
    Some(Text { keyword: latin(keyword), text })
}

/// Whether the text of iTXt is compressed, and the text behind its language and its translated keyword.
fn international(rest: &[u8]) -> Option<(bool, &[u8])> {
    let [flag, _, rest @ ..] = rest else { return None };
    let (_, rest) = split(rest);
    Some((*flag != 0, split(rest).1))
}

fn split(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|&byte| byte == 0) {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &[]),
    }
}

/// UTF-8 where it is, Latin-1 otherwise: iTXt has the one, tEXt and zTXt ought to have the other.
pub(crate) fn latin(text: &[u8]) -> String {
    match std::str::from_utf8(text) {
        Ok(text) => text.to_owned(),
        Err(_) => text.iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// A whole zlib stream of at most `max` bytes.
pub(crate) fn inflated(stream: &[u8], max: usize) -> Option<Vec<u8>> {
    let mut inflate = Decompress::new(true);
    let mut out = Vec::new();
    loop {
        let (consumed, produced) = (inflate.total_in(), out.len());
        if produced >= max {
            return None;
        }
        out.reserve((produced * 2).clamp(4_096, 1_000_000).min(max - produced));
        let rest = &stream[usize::try_from(consumed).ok()?.min(stream.len())..];
        match inflate.decompress_vec(rest, &mut out, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return Some(out),
            Ok(_) if inflate.total_in() > consumed || out.len() > produced => {}
            Ok(_) | Err(_) => return None,
        }
    }
}

/// The bytes of a raw profile: an empty line, its name, its length, and pairs of digits.
pub(crate) fn raw_profile(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii_start();
    let name_end = text.iter().position(|&byte| byte == b'\n')?;
    let rest = text[name_end..].trim_ascii_start();
    let length_end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    let length: usize = std::str::from_utf8(&rest[..length_end]).ok()?.parse().ok()?;
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Option<Vec<u8>> = rest[length_end..]
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|&byte| digit(byte))
        .collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    (bytes.len() == length).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_profile_is_read_from_its_digits() {
        assert_eq!(raw_profile(b"\nexif\n       4\n4d4D\n002a\n"), Some(b"MM\0*".to_vec()));
        assert_eq!(raw_profile(b"\nexif\n 5\n4d4d002a\n"), None);
        assert_eq!(raw_profile(b"\nexif\n 1\n4x\n"), None);
        assert_eq!(raw_profile(b""), None);
    }

    #[test]
    fn a_stream_that_swells_beyond_the_limit_is_not_read() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, &vec![0; 100_000]).expect("fits");
        let stream = encoder.finish().expect("fits");
        assert_eq!(inflated(&stream, 100_001).map(|text| text.len()), Some(100_000));
        assert_eq!(inflated(&stream, 50_000), None);
        assert_eq!(inflated(&stream[..stream.len() - 1], 200_000), None);
    }
}
