//! One PNG for each way a PNG gives something away, each with the same canary word in it.

use super::{Coding, Place, chunk, file, header, insert, picture, picture_as, rgba, rows, zlib};
use crate::jpeg::{Entry, Exif, Leak, icc, iptc, xmp};

/// A PNG for each way, with `canary` (8 to 20 ASCII characters) in it: as it stands, or in a stream that unpacks
/// to it.
#[must_use]
pub fn one_leak(canary: &str) -> Vec<Leak> {
    let plain = picture(48, 32);
    let word = canary.as_bytes();
    let at = |place: Place, kind: &[u8; 4], data: &[u8]| insert(&plain, place, &chunk(kind, data));
    let start = |kind: &[u8; 4], parts: &[&[u8]]| at(Place::Start, kind, &parts.concat());
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };
    let exif = Exif { primary: vec![Entry::ascii(0x013B, canary)], ..Exif::default() };
    // A segment of a JPEG begins with its marker, its length and the name of what is in it.
    let packet = xmp(&format!("<xmp:CreatorTool>{canary}</xmp:CreatorTool>"))[33..].to_vec();
    let profile = icc(canary)[18..].to_vec();
    let resources = iptc(&[(80, canary), (120, canary)])[18..].to_vec();
    let raw = |kind: &str, bytes: &[u8]| {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("\n{kind}\n{:8}\n{digits}\n", bytes.len());
        let keyword = format!("Raw profile type {kind}\0");
        start(b"tEXt", &[keyword.as_bytes(), text.as_bytes()])
    };

    let mut list = vec![
        leak("text", start(b"tEXt", &[b"Software\0", word])),
        leak("packed text", start(b"zTXt", &[b"Comment\0\0", &zlib(word)])),
        leak("international text", start(b"iTXt", &[b"Comment\0\0\0de\0Kommentar\0", word])),
        leak("packed international text", start(b"iTXt", &[b"Comment\0\x01\0\0\0", &zlib(word)])),
        leak("keyword", start(b"tEXt", &[word, b"\0-"])),
        leak("author", start(b"tEXt", &[b"Author\0", word])),
        leak("XMP", start(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", &packet])),
        leak("EXIF", start(b"eXIf", &[&exif.block()])),
        leak("raw EXIF", raw("exif", &[&b"Exif\0\0"[..], &exif.block()].concat())),
        leak("raw XMP", raw("xmp", &packet)),
        leak("raw IPTC", raw("iptc", &resources)),
        leak("raw anything", raw("strange", word)),
        leak("time", start(b"tIME", &[word])),
        leak("profile text", start(b"iCCP", &[b"ICC Profile\0\0", &zlib(&profile)])),
        leak("profile name", start(b"iCCP", &[word, b"\0\0", &zlib(&icc("sRGB")[18..])])),
        leak("bytes behind the profile", start(b"iCCP", &[b"icc\0\0", &zlib(&icc("sRGB")[18..]), word])),
        leak("suggested palette", start(b"sPLT", &[word, b"\0\x08\x01\x02\x03\xFF\0\x01"])),
        leak("palette of an RGB picture", start(b"PLTE", &[word, &[0; 3][word.len() % 3..]])),
        leak("private chunk", start(b"prVt", &[word])),
        leak("private chunk that is unsafe to copy", start(b"prVT", &[word])),
        leak("C2PA", start(b"caBX", &[word])),
        leak("GIF data", start(b"gIFx", &[b"ImageMagick", word])),
        leak("calibration", start(b"pCAL", &[word, b"\0"])),
        leak("chromaticities that are none", start(b"cHRM", &[&word.repeat(4)[..32]])),
        leak("second gamma", {
            let first = start(b"gAMA", &[b"\0\0\xB1\x8F"]);
            insert(&first, Place::BeforeData, &chunk(b"gAMA", word))
        }),
        leak("text behind the data", at(Place::AfterData, b"tEXt", &[b"Comment\0", word].concat())),
        leak("later data", {
            let text = at(Place::AfterData, b"tEXt", b"a\0b");
            let end = text.len() - 12;
            [&text[..end], &chunk(b"IDAT", word), &text[end..]].concat()
        }),
        leak("bytes behind the end", insert(&plain, Place::AfterEnd, word)),
        leak("PNG behind the end", insert(&plain, Place::AfterEnd, &start(b"tEXt", &[b"Comment\0", word]))),
        leak("animation", animated(&plain, word)),
    ];
    list.extend(in_data(canary));
    list
}

/// What hides in the coded picture, its palette and its transparency.
fn in_data(canary: &str) -> Vec<Leak> {
    let word = canary.as_bytes();
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };
    let rgb = Coding { kind: 2, depth: 8, interlaced: false };
    let around = |coding: Coding, between: &[u8], data: &[u8]| {
        file(&[&header(coding, 48, 32)[..], between, &chunk(b"IDAT", data)].concat())
    };
    let whole = zlib(&rows(rgb, 48, 32));
    let indexed = Coding { kind: 3, depth: 8, interlaced: false };
    // Two colours, 0 and 1, and a palette that goes on behind them.
    let two: Vec<u8> = (0..32).flat_map(|_| [&[0][..], &[0, 1].repeat(24)].concat()).collect();
    let mut colours = vec![9, 9, 9, 80, 80, 80];
    colours.extend(word.iter().flat_map(|&byte| [byte; 3]));
    colours.extend(word);
    colours.resize(colours.len().next_multiple_of(3), 0);
    // Seven entries hold at least twenty letters.
    let seven: Vec<u8> = (0..32).flat_map(|_| (0..49).map(|at| if at == 0 { 0 } else { at % 7 })).collect();
    let mut unseen = word.to_vec();
    unseen.resize(21, 0);

    // The word as the colours of fully transparent pixels.
    let mut hidden = vec![0_u8; 48 * 32 * 4];
    for (at, pixel) in hidden.chunks_exact_mut(4).enumerate() {
        pixel.copy_from_slice(&if at < 40 { [9, 9, 9, 255] } else { [0, 0, 0, 0] });
    }
    for (at, &byte) in word.iter().enumerate() {
        hidden[(100 + at) * 4..][..3].copy_from_slice(&[byte; 3]);
    }
    let narrow = Coding { kind: 0, depth: 1, interlaced: false };
    // Rows of 41 pixels leave seven bits to fill.
    let padded: Vec<u8> = (0..32).flat_map(|y| [0, 1, 2, 3, 4, 5, word[y % word.len()] & 0x7F]).collect();

    vec![
        leak("bytes behind the stream", around(rgb, &[], &[&whole[..], word].concat())),
        leak("rows below the picture", around(rgb, &[], &zlib(&[&rows(rgb, 48, 32)[..], word].concat()))),
        leak("unused palette entries", around(indexed, &chunk(b"PLTE", &colours), &zlib(&two))),
        leak(
            "palette entries that are transparent",
            around(indexed, &[chunk(b"PLTE", &unseen), chunk(b"tRNS", &[0; 7])].concat(), &zlib(&seven)),
        ),
        leak("colours under transparency", rgba(48, 32, &hidden)),
        leak(
            "bits beside the rows",
            file(&[header(narrow, 41, 32), chunk(b"IDAT", &zlib(&padded))].concat()),
        ),
        leak(
            "alpha of unused entries",
            around(
                indexed,
                &[chunk(b"PLTE", &[7; 60]), chunk(b"tRNS", &[&[255, 255][..], word].concat())].concat(),
                &zlib(&two),
            ),
        ),
        leak("bits of a colour key", {
            let grey = Coding { kind: 0, depth: 8, interlaced: false };
            let png = picture_as(grey, 48, 32);
            insert(&png, Place::BeforeData, &[chunk(b"tRNS", &[word[0], 1]), chunk(b"tRNS", word)].concat())
        }),
    ]
}

/// A second frame that browsers would show after the first.
fn animated(plain: &[u8], word: &[u8]) -> Vec<u8> {
    let frame = |number: u32| {
        let sides = [48_u32.to_be_bytes(), 32_u32.to_be_bytes(), [0; 4], [0; 4]].concat();
        chunk(b"fcTL", &[&number.to_be_bytes()[..], &sides, &[0, 1, 0, 1, 0, 0]].concat())
    };
    let start = [chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]), frame(0)].concat();
    let second = [frame(1), chunk(b"fdAT", &[&[0, 0, 0, 2][..], word].concat())].concat();
    insert(&insert(plain, Place::BeforeData, &start), Place::AfterData, &second)
}
