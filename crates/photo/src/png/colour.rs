//! What says the colours of a PNG (sections 11.3.2 and 4.3): cICP, iCCP, sRGB, gAMA and cHRM, in that order of
//! precedence, and its density.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Png, chunk, text};
use crate::read::colour::Density;
use crate::write;

/// The largest profile that is read, in bytes, as for JPEG.
const PROFILE_MAX: usize = 16_000_000;

/// What libpng and Pillow call a profile whose name no one knows.
const PROFILE_NAME: &[u8] = b"ICC Profile";

/// A profile as it stands in iCCP.
#[derive(Debug)]
pub(crate) struct Embedded<'a> {
    pub name: &'a [u8],
    pub profile: Vec<u8>,
}

/// The colour chunks of a clean PNG. Where a profile or sRGB says the colours, the older two are not needed.
#[derive(Debug, Default)]
pub(crate) struct Colours {
    pub cicp: Option<[u8; 4]>,
    /// The profile as it is written.
    pub icc: Option<Vec<u8>>,
    /// The rendering intent, 0 to 3.
    pub srgb: Option<u8>,
    /// In 1/100,000.
    pub gamma: Option<u32>,
    /// White point and primaries as x and y, in 1/100,000.
    pub primaries: Option<[u32; 8]>,
}

/// The first iCCP chunk, if its name and its stream read.
pub(crate) fn embedded<'a>(png: &Png<'a>) -> Option<Embedded<'a>> {
    let data = png.chunk(b"iCCP")?;
    let end = data.iter().take(80).position(|&byte| byte == 0)?;
    let stream = data.get(end + 1..)?.strip_prefix(&[0])?;
    Some(Embedded { name: &data[..end], profile: text::inflated(stream, PROFILE_MAX)? })
}

impl Colours {
    pub(crate) fn read(png: &Png<'_>) -> Self {
        let cicp = png.chunk(b"cICP").and_then(|data| data.try_into().ok()).filter(is_cicp);
        let mut colours = Self { cicp, ..Self::default() };
        let embedded = embedded(png).map(|embedded| embedded.profile);
        colours.icc = embedded.and_then(|icc| write::icc::scrubbed(&icc, png.header.channels()));
        if colours.icc.is_some() {
            return colours;
        }
        colours.srgb = match png.chunk(b"sRGB") {
            Some(&[intent @ 0..=3]) => Some(intent),
            _ => None,
        };
        if colours.srgb.is_some() {
            return colours;
        }
        let number = |data: &[u8]| data.try_into().ok().map(u32::from_be_bytes);
        colours.gamma = png.chunk(b"gAMA").and_then(number).filter(|gamma| (1..=10_000_000).contains(gamma));
        colours.primaries = png.chunk(b"cHRM").filter(|data| data.len() == 32).and_then(|data| {
            let mut values = [0; 8];
            for (value, bytes) in values.iter_mut().zip(data.chunks_exact(4)) {
                *value = number(bytes)?;
            }
            is_chromatic(&values).then_some(values)
        });
        colours
    }

    /// Adds the chunks in the order decoders want them: before PLTE.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        if let Some(cicp) = self.cicp {
            chunk(out, b"cICP", &cicp);
        }
        if let Some(profile) = &self.icc {
            let head = [PROFILE_NAME, &[0, 0]].concat();
            let mut encoder = ZlibEncoder::new(head, Compression::best());
            // Writing to a Vec cannot fail.
            let _ = encoder.write_all(profile);
            chunk(out, b"iCCP", &encoder.finish().unwrap_or_default());
        }
        if let Some(intent) = self.srgb {
            chunk(out, b"sRGB", &[intent]);
        }
        if let Some(gamma) = self.gamma {
            chunk(out, b"gAMA", &gamma.to_be_bytes());
        }
        if let Some(primaries) = self.primaries {
            chunk(out, b"cHRM", &primaries.map(u32::to_be_bytes).concat());
        }
    }

    /// What the chunks beside the profile say, in German.
    pub(crate) fn words(&self) -> Option<String> {
        let mut words = Vec::new();
        if let Some([primaries, transfer, ..]) = self.cicp {
            words.push(format!("H.273 ({primaries}, {transfer})"));
        }
        if self.srgb.is_some() {
            words.push("sRGB".to_owned());
        }
        if let Some(gamma) = self.gamma {
            words.push(format!("Gamma {},{:05}", gamma / 100_000, gamma % 100_000));
        }
        if self.primaries.is_some() {
            words.push("Grundfarben".to_owned());
        }
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// Code points of ITU-T H.273 that stand for something, as full-range RGB.
fn is_cicp(cicp: &[u8; 4]) -> bool {
    let [primaries, transfer, matrix, range] = *cicp;
    matches!(primaries, 1 | 4..=12 | 22) && matches!(transfer, 1 | 4..=18) && matrix == 0 && range <= 1
}

/// Coordinates in the colour diagram: neither may be larger than 1, nor both together; only y may not be 0.
fn is_chromatic(values: &[u32; 8]) -> bool {
    values.chunks_exact(2).all(|point| point[1] > 0 && point[0] <= 100_000 && point[1] <= 100_000 - point[0])
}

/// pHYs (section 11.3.4.3): dots per metre, or a mere aspect ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dots {
    pub x: u32,
    pub y: u32,
    pub per_metre: bool,
}

impl Dots {
    /// Nothing for an aspect ratio of 1, for no dots, or for more than any device has.
    pub(crate) fn read(png: &Png<'_>) -> Option<Self> {
        let &[x3, x2, x1, x0, y3, y2, y1, y0, unit @ (0 | 1)] = png.chunk(b"pHYs")? else { return None };
        let (x, y) = (u32::from_be_bytes([x3, x2, x1, x0]), u32::from_be_bytes([y3, y2, y1, y0]));
        let known = 1..=2_500_000;
        (known.contains(&x) && known.contains(&y) && (unit == 1 || x != y)).then_some(Self {
            x,
            y,
            per_metre: unit == 1,
        })
    }

    /// In dots per inch.
    pub(crate) fn density(self) -> Density {
        let dots = |value: u32| {
            let value = if self.per_metre { (value * 254 + 5_000) / 10_000 } else { value };
            u16::try_from(value.max(1)).unwrap_or(u16::MAX)
        };
        Density { unit: u8::from(self.per_metre), x: dots(self.x), y: dots(self.y) }
    }

    pub(crate) fn write(self, out: &mut Vec<u8>) {
        let data = [&self.x.to_be_bytes()[..], &self.y.to_be_bytes(), &[u8::from(self.per_metre)]].concat();
        chunk(out, b"pHYs", &data);
    }
}
