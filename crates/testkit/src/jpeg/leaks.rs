//! One photo for each way a photo gives something away, each with the same canary word in it.

use super::{Coding, Entry, Exif, Place, insert, picture, picture_as, segment};
use super::{extended_xmp, icc, iptc, mpf, photoshop, samsung_trailer, xmp};

/// A photo that gives one thing away.
#[derive(Debug, Clone)]
pub struct Leak {
    /// What gives it away.
    pub name: &'static str,
    /// The photo with the canary in it.
    pub bytes: Vec<u8>,
}

/// A photo for each way, with `canary` (at most 20 ASCII characters) in it.
#[must_use]
pub fn one_leak(canary: &str) -> Vec<Leak> {
    let plain = picture(48, 32);
    let progressive = picture_as(Coding::Progressive, 48, 32);
    let word = canary.as_bytes();
    // A comment makes a small picture carry the canary without touching its coded data.
    let small = insert(&picture(16, 16), Place::Start, &segment(0xFE, word));
    let start = |bytes: &[u8]| insert(&plain, Place::Start, bytes);
    let end = |bytes: &[u8]| insert(&plain, Place::AfterEnd, bytes);
    let app = |marker: u8, id: &[u8]| start(&segment(marker, &[id, word].concat()));
    let exif = |exif: Exif| start(&exif.segment());
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };

    vec![
        leak("artist", exif(Exif { primary: vec![Entry::ascii(0x013B, canary)], ..Exif::default() })),
        leak("serial number", exif(Exif { exif: vec![Entry::ascii(0xA431, canary)], ..Exif::default() })),
        leak("owner", exif(Exif { exif: vec![Entry::ascii(0xA430, canary)], ..Exif::default() })),
        leak("maker note", exif(Exif { exif: vec![Entry::undefined(0x927C, word)], ..Exif::default() })),
        leak(
            "position",
            exif(Exif { gps: vec![Entry::ascii(0x1C, canary)], ..Exif::default() }.at(51.0, 13.7)),
        ),
        leak("EXIF thumbnail", exif(Exif { thumbnail: Some(small.clone()), ..Exif::default() })),
        leak(
            "second EXIF",
            start(
                &[
                    Exif { primary: vec![Entry::short(0x0112, 1)], ..Exif::default() }.segment(),
                    Exif { primary: vec![Entry::ascii(0x013B, canary)], ..Exif::default() }.segment(),
                ]
                .concat(),
            ),
        ),
        leak("XMP", start(&xmp(&format!("<xmp:CreatorTool>{canary}</xmp:CreatorTool>")))),
        leak("extended XMP", start(&extended_xmp(canary))),
        leak("IPTC", start(&iptc(&[(80, canary), (120, canary)]))),
        leak("Photoshop thumbnail", start(&photoshop(&[(0x040C, &small)]))),
        leak("ICC text", start(&icc(canary))),
        leak("comment", start(&segment(0xFE, word))),
        leak("C2PA", app(0xEB, b"JP\0\x01\0\0\0\x01")),
        leak("APP1 of a stranger", app(0xE1, b"FLIR\0")),
        leak("APP0 of a stranger", app(0xE0, b"STRANGE\0")),
        leak("APP13 of a stranger", app(0xED, b"Adobe_CM\0")),
        leak("APP14 of a stranger", app(0xEE, b"Strange\0")),
        leak("APP15", app(0xEF, b"Q 99\0")),
        leak("JFXX thumbnail", start(&segment(0xE0, &[b"JFXX\0\x10", &small[..]].concat()))),
        leak("bytes behind JFIF", app(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")),
        leak("bytes behind Adobe", app(0xEE, b"Adobe\0\x64\0\0\0\0\x01")),
        leak("bytes between segments", insert(&plain, Place::BeforeFrame, word)),
        leak("unused quantisation table", start(&segment(0xDB, &unused_table(word)))),
        leak("unused Huffman table", start(&segment(0xC4, &unused_codes(word)))),
        leak("comment behind the frame", insert(&plain, Place::AfterFrame, &segment(0xFE, word))),
        leak("comment between scans", insert(&progressive, Place::BetweenScans, &segment(0xFE, word))),
        leak("comment before the end", insert(&plain, Place::BeforeEnd, &segment(0xFE, word))),
        leak("restart where there are none", insert(&plain, Place::BeforeEnd, &[b"\xFF\xD0", word].concat())),
        leak("restart behind the last interval", one_restart_more(word)),
        leak("second picture", end(&small)),
        leak("picture of an index", insert(&start(&mpf(0, small.len() as u32, 0)), Place::AfterEnd, &small)),
        leak("Samsung trailer", end(&samsung_trailer("Image_UTC_Data", word))),
        leak("video", end(&[b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", word].concat())),
        leak("bytes behind the end", end(word)),
    ]
}

/// A picture with restarts, and the next restart in its count with something behind it.
fn one_restart_more(word: &[u8]) -> Vec<u8> {
    let picture = picture_as(Coding::Restarts, 48, 32);
    let restarts = picture.windows(2).filter(|pair| matches!(pair, [0xFF, 0xD0..=0xD7])).count();
    insert(&picture, Place::BeforeEnd, &[&[0xFF, 0xD0 + (restarts % 8) as u8], word].concat())
}

/// A table in slot 3, which no component uses.
fn unused_table(word: &[u8]) -> Vec<u8> {
    let mut table = vec![3];
    table.extend(word);
    table.resize(65, 1);
    table
}

/// A table for AC coefficients in slot 3, which no scan uses: one code of eight bits for each byte of the word.
fn unused_codes(word: &[u8]) -> Vec<u8> {
    let mut table = vec![0x13];
    table.extend([0; 16]);
    table[8] = word.len() as u8;
    table.extend(word);
    table
}
