//! Which kind of file this is, told by its first bytes and never by its name.

use serde::{Deserialize, Serialize};

use crate::PhotoError;

/// A format that can be inspected and cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// JPEG (ITU-T T.81) with JFIF or Exif around it. Rebuilt, its coded picture untouched.
    Jpeg,
    /// PNG (W3C, third edition). Rebuilt, its coded picture untouched.
    Png,
    /// WebP (RFC 9649). Rebuilt, its coded picture untouched.
    #[serde(rename = "webp")]
    WebP,
    /// TIFF (6.0). Drawn anew as JPEG or PNG.
    Tiff,
    /// GIF (89a). Its first frame is drawn anew as PNG.
    Gif,
    /// HEIC and HEIF (ISO/IEC 23008-12). Drawn anew as JPEG.
    Heic,
    /// AVIF (AV1 Image File Format). Drawn anew as JPEG.
    Avif,
}

impl Format {
    /// The format of a file by its first bytes.
    ///
    /// # Errors
    /// [`PhotoError::Empty`], [`PhotoError::Unsupported`] with the name of a known format that is not cleaned,
    /// or [`PhotoError::NotAnImage`].
    pub fn of(bytes: &[u8]) -> Result<Self, PhotoError> {
        let at = |from: usize, what: &[u8]| bytes.get(from..from + what.len()) == Some(what);
        match bytes {
            [] => return Err(PhotoError::Empty),
            [0xFF, 0xD8, 0xFF, ..] => return Ok(Self::Jpeg),
            [0xFF] | [0xFF, 0xD8] => return Err(PhotoError::Truncated { bytes: bytes.len() as u64 }),
            _ => {}
        }
        if at(0, b"\x89PNG\r\n\x1A\n") {
            return Ok(Self::Png);
        }
        if at(0, b"RIFF") && at(8, b"WEBP") {
            return Ok(Self::WebP);
        }
        if at(0, b"GIF87a") || at(0, b"GIF89a") {
            return Ok(Self::Gif);
        }
        if at(0, b"II*\0") || at(0, b"MM\0*") || at(0, b"II+\0") || at(0, b"MM\0+") {
            return if is_raw(bytes) {
                Err(PhotoError::Unsupported { format: "RAW" })
            } else {
                Ok(Self::Tiff)
            };
        }
        if at(4, b"ftyp")
            && let Some(known) = iso_kind(bytes)
        {
            return known;
        }
        match refused(bytes) {
            Some(format) => Err(PhotoError::Unsupported { format }),
            None => Err(PhotoError::NotAnImage),
        }
    }

    /// The format by its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Gif => "GIF",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
        }
    }

    /// The usual extension of a file name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Tiff => "tif",
            Self::Gif => "gif",
            Self::Heic => "heic",
            Self::Avif => "avif",
        }
    }
}

/// Camera raw formats that are no TIFF: Fuji, Olympus, Panasonic, Minolta, Sigma.
const RAW_STARTS: [&[u8]; 7] = [b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"\0MRM", b"FOVb"];

/// The usual name of a known picture format that is not cleaned.
fn refused(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, what: &[u8]| bytes.get(from..from + what.len()) == Some(what);
    if RAW_STARTS.iter().any(|start| at(0, start)) {
        Some("RAW")
    } else if at(0, b"BM") && bytes.len() > 26 {
        Some("BMP")
    } else if at(0, b"8BPS") {
        Some("Photoshop")
    } else if at(0, b"%PDF") {
        Some("PDF")
    } else if at(0, b"\xFF\x0A") || at(4, b"JXL ") {
        Some("JPEG-XL")
    } else if at(0, b"\xFF\x4F\xFF\x51") || at(4, b"jP  ") {
        Some("JPEG-2000")
    } else if text_start(bytes).starts_with(b"<svg") || find(bytes, b"<svg").is_some_and(|i| i < 1_000) {
        Some("SVG")
    } else {
        None
    }
}

/// Most camera raw formats are TIFF inside; Canon says so in its header, the others by the camera's maker.
fn is_raw(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4_096)];
    bytes.get(8..10) == Some(b"CR")
        || [&b"NIKON"[..], b"SONY", b"PENTAX", b"SAMSUNG", b"Phase One", b"Hasselblad", b"LEICA"]
            .iter()
            .any(|maker| find(head, maker).is_some())
}

/// ISO base media files by their major brand (ISO/IEC 14496-12, section 4.3).
fn iso_kind(bytes: &[u8]) -> Option<Result<Format, PhotoError>> {
    Some(match bytes.get(8..12)? {
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => {
            let brands = &bytes[..bytes.len().min(64)];
            Ok(if find(brands, b"avif").is_some() { Format::Avif } else { Format::Heic })
        }
        b"avif" | b"avis" => Ok(Format::Avif),
        b"crx " => Err(PhotoError::Unsupported { format: "RAW" }),
        _ => Err(PhotoError::Unsupported { format: "Video" }),
    })
}

fn text_start(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(bytes.len());
    &bytes[start..]
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(&haystack[..haystack.len().min(4_096)], needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> String {
        match Format::of(bytes) {
            Ok(format) => format!("{format:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_format_is_known_by_its_first_bytes() {
        assert_eq!(name(b"\x89PNG\r\n\x1a\n...."), "Png");
        assert_eq!(name(b"RIFF\x01\x02\x03\x04WEBPVP8 "), "WebP");
        assert_eq!(name(b"\0\0\0\x18ftypheic\0\0\0\0"), "Heic");
        assert_eq!(name(b"\0\0\0\x18ftypmif1\0\0\0\0avif"), "Avif");
        assert_eq!(name(b"II*\0\x08\0\0\0"), "Tiff");
    }

    #[test]
    fn other_formats_are_refused_by_their_name() {
        assert!(name(b"II*\0\x10\0\0\0CR\x02\0").starts_with("RAW-Dateien"));
        assert!(name(b"8BPS\0\x01").starts_with("Photoshop-Dateien"));
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        assert_eq!(Format::of(b""), Err(PhotoError::Empty));
        assert_eq!(Format::of(b"Medieninformation"), Err(PhotoError::NotAnImage));
        assert_eq!(Format::of(b"\xFF\xD8"), Err(PhotoError::Truncated { bytes: 2 }));
        assert_eq!(Format::of(b"\xFF\xD8\xFF\xE0"), Ok(Format::Jpeg));
    }
}
