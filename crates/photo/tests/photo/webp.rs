//! WebPs come out with their picture and without the rest.

use proptest::prelude::*;
use sperrfrist_photo::{Caption, Fate, PictureData, clean, inspect, verify};
use sperrfrist_testkit::jpeg::{Entry, Exif};
use sperrfrist_testkit::webp::{
    animation, chunk, extended, extended_picture, file, frame, gradient, lossless, one_leak, picture,
};

use crate::{cleaned, cleaned_wholly, contains, is_spread_in, limits, says_what_went};

const CANARY: &[u8] = b"ZQCANARYZQ";

fn drawn(webp: &[u8]) -> image::DynamicImage {
    image::load_from_memory_with_format(webp, image::ImageFormat::WebP).expect("a whole WebP can be drawn")
}

fn passes(webp: &[u8]) -> bool {
    verify(webp, &Caption::default()).is_ok()
}

fn has_canary(webp: &[u8]) -> bool {
    is_spread_in(webp, CANARY) || is_spread_in(drawn(webp).as_bytes(), CANARY)
}

/// The same pixels, but for the colours of those that are not seen.
fn same(a: &[u8], b: &[u8]) -> bool {
    let seen = |webp: &[u8]| {
        let mut image = drawn(webp).into_rgba8();
        image.pixels_mut().filter(|pixel| pixel.0[3] == 0).for_each(|pixel| pixel.0 = [0; 4]);
        image
    };
    seen(a) == seen(b)
}

#[test]
fn none_of_the_ways_a_webp_gives_things_away_is_left() {
    for leak in one_leak("ZQCANARYZQ") {
        assert!(has_canary(&leak.bytes), "{}: the builder must put the canary in", leak.name);
        let inspection = inspect(&leak.bytes, &limits()).expect("a whole WebP can be inspected");
        assert!(
            inspection.findings.iter().any(|finding| finding.fate != Fate::Stays),
            "{} is told",
            leak.name
        );
        let clean = cleaned_wholly(&leak.bytes);
        assert!(!has_canary(&clean.bytes), "{}", leak.name);
        // The decoder blends the first frame of an animation with its background, so the still counts there.
        let still = picture(48, 32);
        let source = if leak.name.contains("frame") { &still } else { &leak.bytes };
        assert!(same(source, &clean.bytes), "{}", leak.name);
        assert!(says_what_went(&clean), "{}: the report says what went", leak.name);
        assert!(passes(&clean.bytes), "{}", leak.name);
        assert_eq!(cleaned(&clean.bytes).bytes, clean.bytes, "{}", leak.name);
        let after = inspect(&clean.bytes, &limits()).expect("was written").findings;
        assert!(after.iter().all(|finding| finding.fate == Fate::Stays), "{}: {after:?}", leak.name);
    }
}

#[test]
fn a_plain_picture_is_kept_byte_for_byte() {
    let webp = picture(40, 30);
    let clean = cleaned(&webp);
    assert_eq!((clean.report.picture, &clean.bytes), (PictureData::Unchanged, &webp));
    let half = lossless(40, 30, &gradient(40, 30, |x, _| 40 + x as u8));
    assert!(contains(&cleaned(&file(&chunk(b"VP8L", &half))).bytes, &half));
}

#[test]
fn orientation_and_caption_are_written_and_read_back() {
    let exif = |value| Exif { primary: vec![Entry::short(0x0112, value)], ..Exif::default() }.block();
    for value in 1..=8 {
        let clean = cleaned(&extended_picture(8, 4, 0x08, &[], &chunk(b"EXIF", &exif(value))));
        assert_eq!(u16::from(clean.report.orientation), value);
        assert_eq!(u16::from(cleaned(&clean.bytes).report.orientation), value, "and is in the file");
    }
    let caption = Caption { headline: "Grüße & <Küsse>".to_owned(), ..Caption::default() };
    let done = clean(&picture(16, 16), &caption, &limits()).expect("fits");
    assert_eq!(inspect(&done.bytes, &limits()).expect("is a photo").caption, caption);
    assert!(verify(&done.bytes, &caption).is_ok() && !passes(&done.bytes));
}

#[test]
fn alpha_that_is_not_drawn_goes() {
    let mut coded = lossless(16, 16, &gradient(16, 16, |x, y| (x * y) as u8 | 1));
    coded[4] &= !0x10;
    let webp = file(&chunk(b"VP8L", &coded));
    let clean = cleaned(&webp);
    assert_eq!(clean.report.picture, PictureData::HiddenColoursGone);
    assert_eq!(drawn(&clean.bytes), drawn(&webp));
    assert!(inspect(&clean.bytes, &limits()).expect("was written").findings.is_empty());
}

#[test]
fn of_an_animation_the_first_picture_is_left() {
    let coded =
        |width, height| chunk(b"VP8L", &lossless(width, height, &gradient(width, height, |_, _| 255)));
    let head = chunk(b"VP8X", &extended(0x02, 20, 12));
    let around = |frames: &[Vec<u8>]| file(&[&head[..], &animation(), &frames.concat()].concat());
    let whole = around(&[frame((0, 0), 20, 12, &coded(20, 12)), frame((2, 2), 4, 4, &coded(4, 4))]);
    assert_eq!(cleaned(&whole).bytes, cleaned(&file(&coded(20, 12))).bytes);

    let part = around(&[frame((4, 2), 10, 8, &coded(10, 8)), frame((0, 0), 20, 12, &coded(20, 12))]);
    let clean = cleaned(&part);
    assert_eq!(clean.report.picture, PictureData::Redrawn { quality: None });
    let (canvas, small) = (drawn(&clean.bytes).into_rgba8(), drawn(&file(&coded(10, 8))).into_rgba8());
    for (x, y, pixel) in canvas.enumerate_pixels() {
        let inside = (4..14).contains(&x) && (2..10).contains(&y);
        assert_eq!(pixel.0, if inside { small.get_pixel(x - 4, y - 2).0 } else { [0; 4] });
    }
}

#[test]
fn a_file_cut_at_any_byte_is_refused() {
    let webp = extended_picture(12, 9, 0x04, &[], &chunk(b"XMP ", b"ZQCANARYZQ"));
    for end in 0..webp.len() {
        let error = clean(&webp[..end], &Caption::default(), &limits()).expect_err("must be refused");
        assert!(["photo.truncated", "photo.empty", "photo.notAnImage"].contains(&error.code()), "{error}");
    }
}

#[test]
fn a_chunk_or_a_byte_added_anywhere_is_found() {
    let caption = Caption { headline: "Titel".to_owned(), ..Caption::default() };
    let done = clean(&picture(24, 24), &caption, &limits()).expect("fits").bytes;
    let body = &done[12..];
    let coded = 18;
    for kind in [b"EXIF", b"XMP ", b"ICCP", b"ALPH", b"ANIM", b"ZZZZ", b"VP8L", b"VP8X"] {
        for at in [0, coded, body.len()] {
            let more = file(&[&body[..at], &chunk(kind, b"xx"), &body[at..]].concat());
            assert!(verify(&more, &caption).is_err(), "{kind:?} at {at}");
        }
    }
    assert!(verify(&[&done[..], b"x"].concat(), &caption).is_err());
    for at in (0..30).chain(done.len() - 60..done.len()) {
        let mut changed = done.clone();
        changed[at] ^= 0x04;
        assert!(verify(&changed, &caption).is_err(), "byte {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strange_chunks_anywhere_go_and_the_picture_stays(
        flags in prop::sample::select(vec![0_u8, 0x04, 0x08, 0x20, 0x2C, 0xFD]),
        strangers in prop::collection::vec(
            (any::<bool>(),
             prop::sample::select(vec![*b"EXIF", *b"XMP ", *b"ICCP", *b"ANIM", *b"ANMF", *b"C2PA", *b"abcd", *b"ALPH"]),
             prop::collection::vec(any::<u8>(), 0..40)),
            1..6),
    ) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (first, kind, noise) in &strangers {
            let side = if *first { &mut before } else { &mut after };
            side.extend(chunk(kind, &[&noise[..], CANARY].concat()));
        }
        let webp = [&extended_picture(24, 16, flags, &before, &after)[..], CANARY].concat();
        let clean = cleaned(&webp);
        prop_assert!(!is_spread_in(&clean.bytes, CANARY));
        prop_assert_eq!(drawn(&picture(24, 16)), drawn(&clean.bytes));
        prop_assert_eq!(&cleaned(&clean.bytes).bytes, &clean.bytes);
    }

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut webp = extended_picture(11, 9, 0x08, &[], &chunk(b"EXIF", &Exif::default().at(51.0, 13.0).block()));
        for (index, byte) in changes {
            let at = index.index(webp.len());
            webp[at] = byte;
        }
        let _ = inspect(&webp, &limits());
        let _ = clean(&webp, &Caption::default(), &limits());
    }
}
