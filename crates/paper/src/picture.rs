//! A picture for the paper: read far enough to know that it can be set, and reduced to what is drawn.
//!
//! Typst embeds a JPEG byte for byte; so whatever is not the picture is left behind here, and a picture that still
//! tells of its camera is refused, for then it did not come from the desk's cleaning.

use typst::foundations::Bytes;

use crate::drawing::Drawing;

/// The most a picture may have: pixels, and bytes of its file.
const PIXELS_MAX: u64 = 64_000_000;
const BYTES_MAX: usize = 40_000_000;
const SVG_BYTES_MAX: usize = 2_000_000;

/// A picture that can be set: JPEG, PNG or, as a logo, SVG.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    bytes: Bytes,
    width: f64,
    height: f64,
}

/// Why a picture cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// Neither JPEG nor PNG, or cut off.
    Unreadable,
    /// More pixels or bytes than a page can use.
    Huge,
    /// It has Exif data.
    NotClean,
    /// An SVG that draws with text, scripts or pictures from elsewhere.
    NotDrawn,
}

impl Picture {
    /// A photo, JPEG or PNG.
    ///
    /// # Errors
    /// [`PictureFault`], as far as its structure shows one.
    pub fn photo(bytes: &[u8]) -> Result<Self, PictureFault> {
        if bytes.len() > BYTES_MAX {
            return Err(PictureFault::Huge);
        }
        if bytes.starts_with(b"\xff\xd8") {
            jpeg(bytes)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            png(bytes)
        } else {
            Err(PictureFault::Unreadable)
        }
    }

    /// A logo: SVG, PNG or JPEG.
    ///
    /// # Errors
    /// [`PictureFault`].
    pub fn logo(bytes: &[u8]) -> Result<Self, PictureFault> {
        if bytes.starts_with(b"\xff\xd8") || bytes.starts_with(b"\x89PNG") {
            Self::photo(bytes)
        } else {
            svg(bytes)
        }
    }

    /// What is set, as a file: nothing in it but what is drawn.
    #[must_use]
    pub fn file(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    /// Width by height.
    pub(crate) fn ratio(&self) -> f64 {
        self.width / self.height
    }

    fn of(bytes: Vec<u8>, width: u64, height: u64) -> Result<Self, PictureFault> {
        bounded(width, height)?;
        #[expect(clippy::cast_precision_loss, reason = "pixels are few")]
        Ok(Self { bytes: Bytes::new(bytes), width: width as f64, height: height as f64 })
    }
}

fn bounded(width: u64, height: u64) -> Result<(), PictureFault> {
    match width * height {
        0 => Err(PictureFault::Unreadable),
        pixels if pixels > PIXELS_MAX => Err(PictureFault::Huge),
        _ => Ok(()),
    }
}

/// Walks the segments and scans up to the end of the image (ITU-T T.81, annex B) and keeps those that the picture needs:
/// JFIF, the colour profile, Adobe's transform, tables, frame and scans. What stands behind belongs to no picture.
fn jpeg(bytes: &[u8]) -> Result<Picture, PictureFault> {
    let mut kept = bytes[..2].to_vec();
    let mut size = None;
    let mut is_drawn = false;
    let mut at = 2;
    loop {
        if bytes.get(at..at + 2) == Some(b"\xff\xd9") {
            kept.extend_from_slice(b"\xff\xd9");
            break;
        }
        let head = bytes.get(at..at + 4).ok_or(PictureFault::Unreadable)?;
        let (marker, length) = (head[1], usize::from(u16::from_be_bytes([head[2], head[3]])));
        if head[0] != 0xff || length < 2 {
            return Err(PictureFault::Unreadable);
        }
        let segment = bytes.get(at..at + 2 + length).ok_or(PictureFault::Unreadable)?;
        let payload = &segment[4..];
        match marker {
            0xe1 if payload.starts_with(b"Exif\0") => return Err(PictureFault::NotClean),
            0xe2 if !payload.starts_with(b"ICC_PROFILE\0") => {}
            0xe1 | 0xe3..=0xed | 0xef | 0xfe => {}
            _ => kept.extend_from_slice(segment),
        }
        let is_frame = matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
        if is_frame {
            let of = |at| payload.get(at..at + 2).map(|two: &[u8]| u16::from_be_bytes([two[0], two[1]]));
            size = of(1).zip(of(3));
        }
        at += 2 + length;
        if marker == 0xda {
            // A marker ends the coded data, unless it is a stuffed byte, a restart or a fill byte.
            let goes_on = |next: u8| matches!(next, 0 | 0xd0..=0xd7 | 0xff);
            let end = bytes[at..].windows(2).position(|two| two[0] == 0xff && !goes_on(two[1]));
            let end = at + end.ok_or(PictureFault::Unreadable)?;
            kept.extend_from_slice(&bytes[at..end]);
            at = end;
            is_drawn = true;
        }
    }
    let (height, width) = size.filter(|_| is_drawn).ok_or(PictureFault::Unreadable)?;
    Picture::of(kept, width.into(), height.into())
}

/// Walks the chunks (PNG, third edition, 5 and 11) and keeps those that are drawn, with their colours.
fn png(bytes: &[u8]) -> Result<Picture, PictureFault> {
    const KEPT: [&[u8]; 9] =
        [b"IHDR", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"iCCP", b"IDAT", b"IEND"];
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).ok_or(PictureFault::Unreadable)?;
        Ok(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
    };
    if bytes.get(12..16) != Some(b"IHDR") {
        return Err(PictureFault::Unreadable);
    }
    let (width, height) = (number(16)?, number(20)?);
    bounded(width.into(), height.into())?;
    let mut kept = bytes[..8].to_vec();
    let mut at = 8;
    loop {
        let length = number(at)? as usize;
        let chunk = bytes.get(at..at + 12 + length).ok_or(PictureFault::Unreadable)?;
        let name = &chunk[4..8];
        if name == b"eXIf" {
            return Err(PictureFault::NotClean);
        }
        if KEPT.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Picture::of(kept, width.into(), height.into());
        }
        at += chunk.len();
    }
}

/// A drawing of shapes alone: text would need fonts that only its maker has.
fn svg(bytes: &[u8]) -> Result<Picture, PictureFault> {
    if bytes.len() > SVG_BYTES_MAX {
        return Err(PictureFault::Huge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PictureFault::Unreadable)?;
    let Drawing { svg, width, height } = Drawing::of(text)?;
    let drawn = width > 0.0 && height > 0.0 && (0.02..=50.0).contains(&(width / height));
    drawn
        .then(|| Picture { bytes: Bytes::new(svg.into_bytes()), width, height })
        .ok_or(PictureFault::Unreadable)
}
