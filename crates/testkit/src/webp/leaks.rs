//! One WebP for each way a WebP gives something away, each with the same canary word in it.

use super::{animation, chunk, extended, extended_picture, file, frame, gradient, lossless, picture};
use crate::jpeg::{Entry, Exif, Leak, icc, xmp};

/// A WebP for each way, with `canary` (8 to 20 ASCII characters) in it: as it stands, or as colours of pixels.
#[must_use]
pub fn one_leak(canary: &str) -> Vec<Leak> {
    let word = canary.as_bytes();
    let plain = picture(48, 32);
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };
    let around = |flags: u8, before: &[u8], after: &[u8]| extended_picture(48, 32, flags, before, after);
    let exif = Exif { primary: vec![Entry::ascii(0x013B, canary)], ..Exif::default() }.block();
    let packet = xmp(&format!("<xmp:CreatorTool>{canary}</xmp:CreatorTool>"))[33..].to_vec();
    let profile = icc(canary)[18..].to_vec();

    let opaque = lossless(48, 32, &gradient(48, 32, |_, _| 255));
    // The word as the colours of fully transparent pixels.
    let mut pixels = gradient(48, 32, |x, _| if x < 24 { 255 } else { 0 });
    for pixel in pixels.chunks_exact_mut(4).filter(|pixel| pixel[3] == 0) {
        pixel.fill(0);
    }
    for (at, &byte) in word.iter().enumerate() {
        pixels[(48 * 3 + 30 + at) * 4..][..3].copy_from_slice(&[byte; 3]);
    }
    let second = lossless(48, 32, &pixels);
    let first = frame((0, 0), 48, 32, &chunk(b"VP8L", &opaque));
    let head = chunk(b"VP8X", &extended(0x02, 48, 32));
    let more = frame((0, 0), 48, 32, &[chunk(b"VP8L", &second), chunk(b"note", word)].concat());
    let inside = frame((0, 0), 48, 32, &[chunk(b"VP8L", &opaque), chunk(b"note", word)].concat());
    let odd = |last: u8| {
        let mut odd = chunk(b"ZZZZ", &[1; 3]);
        odd[11] = last;
        odd
    };
    let padding: Vec<u8> = word.iter().flat_map(|&byte| odd(byte)).collect();

    vec![
        leak("EXIF", around(0x08, &[], &chunk(b"EXIF", &exif))),
        leak(
            "EXIF with its JPEG name",
            around(0x08, &[], &chunk(b"EXIF", &[b"Exif\0\0", &exif[..]].concat())),
        ),
        leak("EXIF without its flag", around(0, &[], &chunk(b"EXIF", &exif))),
        leak("XMP", around(0x04, &[], &chunk(b"XMP ", &packet))),
        leak("XMP without its flag", around(0, &[], &chunk(b"XMP ", &packet))),
        leak("profile text", around(0x20, &chunk(b"ICCP", &profile), &[])),
        leak("profile without its flag", around(0, &chunk(b"ICCP", &profile), &[])),
        leak("unknown chunk", around(0, &[], &chunk(b"ZZZZ", word))),
        leak("unknown chunk before the picture", around(0, &chunk(b"ZZZZ", word), &[])),
        leak("C2PA", around(0, &[], &chunk(b"C2PA", word))),
        leak("chunk of a simple file", file(&[chunk(b"VP8L", &opaque), chunk(b"ZZZZ", word)].concat())),
        leak("second picture", around(0, &[], &chunk(b"VP8L", &[&second[..], word].concat()))),
        leak("bytes behind the end", [&plain[..], word].concat()),
        leak("bytes behind the stream", file(&chunk(b"VP8L", &[&opaque[..], word].concat()))),
        leak("bytes of the head", {
            let head = [&extended(0, 48, 32)[..], word].concat();
            file(&[chunk(b"VP8X", &head), chunk(b"VP8L", &opaque)].concat())
        }),
        leak("padding bytes", around(0, &[], &padding)),
        leak("second frame", file(&[&head, &animation(), &first, &more].map(|part| &part[..]).concat())),
        leak("chunk in a frame", file(&[&head, &animation(), &inside].map(|part| &part[..]).concat())),
        leak("colours under transparency", file(&chunk(b"VP8L", &second))),
    ]
}
