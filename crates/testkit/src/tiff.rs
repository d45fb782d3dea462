//! TIFFs made by code (TIFF 6.0): big-endian, one strip, no compression.

use crate::jpeg::{Entry, Exif, Leak, icc, iptc, xmp};

/// What the numbers of a [`picture_as`] mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Eight bits of red, green and blue.
    Rgb,
    /// Sixteen bits of red, green and blue.
    Deep,
    /// Eight bits of red, green, blue and alpha.
    Rgba,
    /// Eight bits of grey.
    Grey,
    /// One bit: black is 0.
    Bilevel,
    /// Eight bits: an index into 256 colours.
    Palette,
    /// Eight bits of cyan, magenta, yellow and black.
    Cmyk,
    /// Eight bits of L, a and b.
    Lab,
}

/// All colours.
pub const COLOURS: [Colours; 8] = [
    Colours::Rgb,
    Colours::Deep,
    Colours::Rgba,
    Colours::Grey,
    Colours::Bilevel,
    Colours::Palette,
    Colours::Cmyk,
    Colours::Lab,
];

/// An RGB TIFF of that many pixels.
#[must_use]
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    picture_as(Colours::Rgb, width, height, Exif::default())
}

/// A TIFF with the entries of `more` beside those of its picture.
#[must_use]
pub fn picture_as(colours: Colours, width: u32, height: u32, more: Exif) -> Vec<u8> {
    let (photometric, samples, bits) = match colours {
        Colours::Rgb => (2, 3, 8),
        Colours::Deep => (2, 3, 16),
        Colours::Rgba => (2, 4, 8),
        Colours::Grey => (1, 1, 8),
        Colours::Bilevel => (1, 1, 1),
        Colours::Palette => (3, 1, 8),
        Colours::Cmyk => (5, 4, 8),
        Colours::Lab => (8, 3, 8),
    };
    let strip: Vec<u8> = match colours {
        Colours::Bilevel => (0..height * width.div_ceil(8)).map(|at| [0xF0, 0x3C][at as usize % 2]).collect(),
        _ => (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                let values = [x * 255 / width, y * 255 / height, (x + y) * 2 % 256, 128 + x % 128];
                values.into_iter().take(samples).flat_map(move |value| vec![value as u8; bits as usize / 8])
            })
            .collect(),
    };
    let numbers = |count: usize, value: u16| value.to_be_bytes().repeat(count);
    let mut entries = more.primary.clone();
    entries.extend([
        Entry::long(256, width),
        Entry::long(257, height),
        Entry::lying(258, 3, samples as u32, &numbers(samples, bits)),
        Entry::short(259, 1),
        Entry::short(262, photometric),
        Entry::short(277, samples as u16),
        Entry::long(278, height),
        Entry::long(279, strip.len() as u32),
    ]);
    if colours == Colours::Rgba {
        entries.push(Entry::short(338, 2));
    }
    if colours == Colours::Palette {
        let map: Vec<u8> = (0..3 * 256_u16).flat_map(|at| (at.wrapping_mul(257)).to_be_bytes()).collect();
        entries.push(Entry::lying(320, 3, 3 * 256, &map));
    }
    let block = |at: u32| {
        let mut entries = entries.clone();
        entries.push(Entry::long(273, at));
        Exif { primary: entries, ..more.clone() }.block()
    };
    // The length does not depend on the offset, so the first round is for measuring.
    let at = block(0).len() as u32;
    [block(at), strip].concat()
}

/// Hangs another page behind the only one: a grey row of these pixels.
#[must_use]
pub fn with_second_page(tiff: &[u8], pixels: &[u8]) -> Vec<u8> {
    let count = usize::from(u16::from_be_bytes([tiff[8], tiff[9]]));
    let next = 10 + count * 12;
    let mut out = tiff.to_vec();
    out.resize(out.len().next_multiple_of(2), 0);
    let page = out.len() as u32;
    out[next..next + 4].copy_from_slice(&page.to_be_bytes());
    let entries: [(u16, u32); 8] = [
        (256, pixels.len() as u32),
        (257, 1),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, page + 2 + 8 * 12 + 4),
        (278, 1),
        (279, pixels.len() as u32),
    ];
    out.extend(8_u16.to_be_bytes());
    for (tag, value) in entries {
        out.extend(tag.to_be_bytes());
        out.extend(4_u16.to_be_bytes());
        out.extend(1_u32.to_be_bytes());
        out.extend(value.to_be_bytes());
    }
    out.extend([0; 4]);
    out.extend(pixels);
    out
}

/// A TIFF for each way a TIFF gives something away, with `canary` (at most 20 ASCII characters) in it.
#[must_use]
pub fn one_leak(canary: &str) -> Vec<Leak> {
    let word = canary.as_bytes();
    let with = |more: Exif| picture_as(Colours::Rgb, 24, 16, more);
    let entry = |entry: Entry| with(Exif { primary: vec![entry], ..Exif::default() });
    // Without marker, length and name these are the blocks that a TIFF has in its entries.
    let packet = xmp(&format!("<xmp:CreatorTool>{canary}</xmp:CreatorTool>")).split_off(4 + 29);
    let resources = iptc(&[(80, canary), (120, canary)]).split_off(4 + 14);
    let iim = resources[12..].to_vec();
    let profile = icc(canary).split_off(4 + 14);
    let plain = picture(24, 16);
    // The strip moves on by the length of the word, and the word stands in the gap.
    let gap = {
        let strip = plain.len() - 24 * 16 * 3;
        let mut out = [&plain[..strip], word, &plain[strip..]].concat();
        let offset = (strip as u32).to_be_bytes();
        let at = out.windows(4).position(|window| window == offset).unwrap_or(0);
        out[at..at + 4].copy_from_slice(&((strip + word.len()) as u32).to_be_bytes());
        out
    };
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };
    vec![
        leak("TIFF artist", entry(Entry::ascii(315, canary))),
        leak("TIFF host", entry(Entry::ascii(316, canary))),
        leak("TIFF private tag", entry(Entry::undefined(65_000, word))),
        leak("TIFF XMP", entry(Entry::byte(700, &packet))),
        leak("TIFF IPTC", entry(Entry::undefined(33_723, &iim))),
        leak("TIFF Photoshop", entry(Entry::byte(34_377, &resources))),
        leak(
            "TIFF Exif and GPS",
            with(Exif { exif: vec![Entry::ascii(0xA431, canary)], ..Exif::default() }.at(51.0, 13.7)),
        ),
        leak("TIFF second page", with_second_page(&plain, word)),
        leak("TIFF gap", gap),
        leak("TIFF trailer", [&plain[..], word].concat()),
        leak("TIFF ICC text", entry(Entry::undefined(34_675, &profile))),
    ]
}
