//! GIFs made by code (GIF 89a): 128 greys, no compression to speak of.

use crate::jpeg::Leak;

/// A GIF of one frame that fills its screen.
#[must_use]
pub fn picture(width: u16, height: u16) -> Vec<u8> {
    with(width, height, &[], &[], &[])
}

/// A GIF with blocks before its frame and behind it, and bytes behind its end.
#[must_use]
pub fn with(width: u16, height: u16, before: &[u8], after: &[u8], behind: &[u8]) -> Vec<u8> {
    let pixels: Vec<u8> =
        (0..height).flat_map(|y| (0..width).map(move |x| ((x * 3 + y * 5) % 128) as u8)).collect();
    [&head(width, height)[..], before, &frame(0, 0, width, height, &pixels), after, &[0x3B], behind].concat()
}

/// Signature, screen and a table of 128 greys.
#[must_use]
pub fn head(width: u16, height: u16) -> Vec<u8> {
    let mut out = b"GIF89a".to_vec();
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    out.extend([0xF6, 0, 0]);
    out.extend((0..128_u8).flat_map(|grey| [grey * 2; 3]));
    out
}

/// A frame of these pixels (each below 128) at this place.
#[must_use]
pub fn frame(left: u16, top: u16, width: u16, height: u16, pixels: &[u8]) -> Vec<u8> {
    let mut out = vec![0x2C];
    out.extend([left, top, width, height].map(u16::to_le_bytes).concat());
    // Codes of eight bits: a pixel each, as long as the table is cleared before it needs a ninth.
    out.extend([0, 7]);
    let mut codes = Vec::new();
    for run in pixels.chunks(100) {
        codes.push(0x80);
        codes.extend(run);
    }
    codes.push(0x81);
    out.extend(blocks(&codes));
    out
}

/// An extension with its data in sub-blocks.
#[must_use]
pub fn extension(label: u8, first: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x21, label];
    if !first.is_empty() {
        out.push(first.len() as u8);
        out.extend(first);
    }
    out.extend(blocks(data));
    out
}

fn blocks(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for block in data.chunks(255) {
        out.push(block.len() as u8);
        out.extend(block);
    }
    out.push(0);
    out
}

/// A GIF for each way a GIF gives something away, with `canary` (at most 20 ASCII characters) in it.
#[must_use]
pub fn one_leak(canary: &str) -> Vec<Leak> {
    let word = canary.as_bytes();
    let before = |bytes: &[u8]| with(24, 16, bytes, &[], &[]);
    let packet = format!("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><a>{canary}</a></x:xmpmeta>");
    let magic: Vec<u8> = [1].into_iter().chain((0..=255).rev()).collect();
    let xmp = [&[0x21, 0xFF, 11][..], b"XMP DataXMP", packet.as_bytes(), &magic, &[0]].concat();
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };
    vec![
        leak("GIF comment", before(&extension(0xFE, &[], word))),
        leak("GIF XMP", before(&xmp)),
        leak("GIF application", before(&extension(0xFF, b"STRANGER1.0", word))),
        leak("GIF plain text", before(&extension(0x01, &[0, 0, 0, 0, 9, 0, 9, 0, 8, 8, 1, 0], word))),
        leak("GIF unknown extension", before(&extension(0x42, &[], word))),
        leak("GIF second frame", with(24, 16, &[], &frame(0, 0, word.len() as u16, 1, word), &[])),
        leak("GIF trailer", with(24, 16, &[], &[], word)),
    ]
}
