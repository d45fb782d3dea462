//! PNGs come out with their picture and without the rest.

use proptest::prelude::*;
use sperrfrist_photo::{Caption, Fate, PictureData, clean, inspect, verify};
use sperrfrist_testkit::jpeg::{Entry, Exif};
use sperrfrist_testkit::png::{
    Coding, PLACES, Place, chunk, chunks, codings, file, header, insert, one_leak, picture, picture_as, rgba,
    rows, zlib,
};

use crate::{cleaned, cleaned_wholly, is_spread_in, limits, says_what_went};

const CANARY: &[u8] = b"ZQCANARYZQ";

fn drawn(png: &[u8]) -> image::DynamicImage {
    image::load_from_memory_with_format(png, image::ImageFormat::Png).expect("a whole PNG can be drawn")
}

fn passes(png: &[u8]) -> bool {
    verify(png, &Caption::default()).is_ok()
}

/// The data of the consecutive IDAT chunks.
fn data(png: &[u8]) -> Vec<u8> {
    let list = chunks(png);
    let first = list.iter().skip_while(|(kind, ..)| kind != b"IDAT");
    first.take_while(|(kind, ..)| kind == b"IDAT").flat_map(|&(_, a, b)| png[a + 8..b - 4].to_vec()).collect()
}

/// The file, and everything that unpacks from it: its rows, and whatever in a chunk begins like a zlib stream.
pub fn unpacked(png: &[u8]) -> Vec<u8> {
    let mut all = png.to_vec();
    let inflate = |bytes: &[u8]| {
        let mut out = Vec::with_capacity(4_000_000);
        let _ = flate2::Decompress::new(true).decompress_vec(bytes, &mut out, flate2::FlushDecompress::None);
        out
    };
    all.extend(inflate(&data(png)));
    for (kind, start, end) in chunks(png) {
        let content = &png[start + 8..end - 4];
        if kind != *b"IDAT"
            && let Some(stream) = content.iter().position(|&byte| byte == 0x78)
        {
            all.extend(inflate(&content[stream..]));
        }
    }
    all
}

/// Whether the canary stands in the file: as bytes, packed, as hexadecimal digits, or as colours.
fn has_canary(png: &[u8]) -> bool {
    let digits: String = CANARY.iter().map(|byte| format!("{byte:02x}")).collect();
    let all = unpacked(png);
    let masked: Vec<u8> = drawn(png).into_rgba8().into_raw();
    is_spread_in(&all, CANARY) || is_spread_in(&masked, CANARY) || is_spread_in(&all, digits.as_bytes())
}

/// The same pixels, but for the colours of those that are not seen.
fn same(a: &[u8], b: &[u8]) -> bool {
    let seen = |png: &[u8]| {
        let mut image = drawn(png).into_rgba16();
        for pixel in image.pixels_mut().filter(|pixel| pixel.0[3] == 0) {
            pixel.0 = [0; 4];
        }
        image
    };
    seen(a) == seen(b)
}

#[test]
fn none_of_the_ways_a_png_gives_things_away_is_left() {
    for leak in one_leak("ZQCANARYZQ") {
        assert!(has_canary(&leak.bytes), "{}: the builder must put the canary in", leak.name);
        let clean = cleaned_wholly(&leak.bytes);
        assert!(!has_canary(&clean.bytes), "{}", leak.name);
        assert!(same(&leak.bytes, &clean.bytes), "{}", leak.name);
        assert!(says_what_went(&clean), "{}: the report says what went", leak.name);
        assert!(!passes(&leak.bytes), "{}", leak.name);
        assert!(passes(&clean.bytes), "{}", leak.name);
        assert_eq!(cleaned(&clean.bytes).bytes, clean.bytes, "{}", leak.name);
        let after = inspect(&clean.bytes, &limits()).expect("was written").findings;
        assert!(after.iter().all(|finding| finding.fate == Fate::Stays), "{}: {after:?}", leak.name);
    }
}

#[test]
fn each_of_them_is_shown_before_it_goes() {
    for leak in one_leak("ZQCANARYZQ") {
        let inspection = inspect(&leak.bytes, &limits()).expect("a whole PNG can be inspected");
        let told = inspection.findings.iter().any(|finding| finding.fate != Fate::Stays);
        assert!(told, "{}: {:?}", leak.name, inspection.findings);
    }
}

#[test]
fn every_coding_is_kept_byte_for_byte() {
    for coding in codings() {
        for (width, height) in [(1, 1), (3, 5), (33, 17), (64, 40)] {
            let png = picture_as(coding, width, height);
            let clean = cleaned(&png);
            assert_eq!(clean.report.picture, PictureData::Unchanged, "{coding:?} {width} × {height}");
            assert_eq!(data(&clean.bytes), data(&png), "{coding:?} {width} × {height}");
            assert_eq!(drawn(&clean.bytes), drawn(&png), "{coding:?} {width} × {height}");
        }
    }
}

#[test]
fn hidden_colours_go_in_every_coding_with_alpha_and_the_rest_stays() {
    for coding in codings().into_iter().filter(|coding| matches!(coding.kind, 4 | 6)) {
        // Filter type 0 and samples of one value: transparent in the first rows, but with colours.
        let length = rows(coding, 16, 16).len();
        let mut bytes = vec![0; length];
        let plain = Coding { interlaced: false, ..coding };
        if !coding.interlaced {
            bytes = rows(plain, 16, 16);
            bytes[1..30].fill(0);
            bytes[1] = 0x5A;
        }
        let png = file(&[header(coding, 16, 16), chunk(b"IDAT", &zlib(&bytes))].concat());
        let clean = cleaned(&png);
        if !coding.interlaced {
            assert_eq!(clean.report.picture, PictureData::HiddenColoursGone, "{coding:?}");
        }
        assert!(same(&png, &clean.bytes), "{coding:?}");
        assert!(passes(&clean.bytes), "{coding:?}");
        assert_eq!(drawn(&clean.bytes).color(), drawn(&png).color(), "{coding:?}");
    }
}

#[test]
fn a_picture_whose_stream_has_a_wrong_end_is_written_with_a_right_one() {
    let coding = Coding { kind: 2, depth: 8, interlaced: true };
    let whole = zlib(&rows(coding, 20, 20));
    let mut wrong = whole.clone();
    let last = wrong.len() - 1;
    wrong[last] ^= 0x55;
    for stream in [&wrong[..], &whole[..whole.len() - 4]] {
        let png = file(&[header(coding, 20, 20), chunk(b"IDAT", stream)].concat());
        let clean = cleaned(&png);
        assert!(passes(&clean.bytes));
        assert_eq!(drawn(&clean.bytes), drawn(&picture_as(coding, 20, 20)));
    }
}

#[test]
fn many_and_empty_pieces_of_data_become_one() {
    let png = picture(32, 32);
    let (_, start, end) = chunks(&png).into_iter().find(|(kind, ..)| kind == b"IDAT").expect("data");
    let pieces: Vec<u8> = png[start + 8..end - 4]
        .chunks(7)
        .flat_map(|p| [chunk(b"IDAT", p), chunk(b"IDAT", b"")].concat())
        .collect();
    let cut = [&png[..start], &chunk(b"IDAT", b""), &pieces, &png[end..]].concat();
    assert_eq!(cleaned(&cut).bytes, cleaned(&png).bytes);
}

#[test]
fn a_strange_critical_chunk_goes_as_pillow_passes_it_over() {
    let png = insert(&picture(32, 32), Place::Start, &chunk(b"PrVt", CANARY));
    assert_eq!(cleaned(&png).bytes, cleaned(&picture(32, 32)).bytes);
}

#[test]
fn orientation_density_and_colours_stay() {
    let exif = |value| Exif { primary: vec![Entry::short(0x0112, value)], ..Exif::default() }.block();
    for value in 1..=8 {
        let png = insert(&picture(8, 4), Place::Start, &chunk(b"eXIf", &exif(value)));
        let clean = cleaned(&png);
        assert_eq!(u16::from(clean.report.orientation), value);
        assert_eq!(u16::from(cleaned(&clean.bytes).report.orientation), value, "and is in the file");
    }
    let colours = [
        chunk(b"gAMA", &45_455_u32.to_be_bytes()),
        chunk(
            b"cHRM",
            &[31_270_u32, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000]
                .map(u32::to_be_bytes)
                .concat(),
        ),
        chunk(b"pHYs", b"\0\0\x2E\x23\0\0\x2E\x23\x01"),
    ]
    .concat();
    let clean = cleaned(&insert(&picture(8, 4), Place::Start, &colours));
    assert!(is_spread_in(&clean.bytes, &colours), "in the same order");
    assert_eq!(clean.report.kept, ["Auflösung 300 dpi", "Farbangaben Gamma 0,45455, Grundfarben"]);
    let srgb = [chunk(b"sRGB", &[1]), colours].concat();
    let clean = cleaned(&insert(&picture(8, 4), Place::Start, &srgb));
    assert!(is_spread_in(&clean.bytes, b"sRGB\x01") && !is_spread_in(&clean.bytes, b"gAMA"));
}

#[test]
fn a_caption_is_read_back_as_it_was_written() {
    let caption = Caption {
        headline: "Vereinbarung <unterzeichnet>".to_owned(),
        creator: "Änne Übermüller".to_owned(),
        date: "2026-03-09".parse().ok(),
        ..Caption::default()
    };
    let done = clean(&picture(16, 16), &caption, &limits()).expect("fits");
    assert_eq!(inspect(&done.bytes, &limits()).expect("is a photo").caption, caption);
    assert!(verify(&done.bytes, &caption).is_ok() && !passes(&done.bytes));
}

#[test]
fn the_photographer_s_words_in_text_chunks_fill_the_form() {
    let texts =
        [chunk(b"tEXt", b"Author\0J\xFCrgen Voigt"), chunk(b"tEXt", b"Copyright\0(c) Voigt")].concat();
    let inspection = inspect(&insert(&picture(8, 8), Place::Start, &texts), &limits()).expect("is a photo");
    assert_eq!(inspection.caption.creator, "Jürgen Voigt");
    assert_eq!(inspection.caption.copyright, "(c) Voigt");
    assert!(inspection.findings.iter().all(|finding| finding.fate == Fate::YouDecide));
}

#[test]
fn what_no_decoder_reads_is_refused_with_a_sentence() {
    let whole = picture(16, 16);
    let mut checksum = whole.clone();
    checksum[29] ^= 1;
    let rgb = Coding { kind: 2, depth: 8, interlaced: false };
    let few = file(&[header(rgb, 16, 16), chunk(b"IDAT", &zlib(&rows(rgb, 16, 15)))].concat());
    let apple = file(&[chunk(b"CgBI", &[0; 4]), header(rgb, 16, 16)].concat());
    let colourless =
        file(&[header(Coding { kind: 3, ..rgb }, 1, 1), chunk(b"IDAT", &zlib(&[0, 0]))].concat());
    let bomb = file(&[header(rgb, 60_000, 60_000), chunk(b"IDAT", &zlib(&[0; 100]))].concat());
    for (bytes, code) in [
        (&checksum, "photo.damaged"),
        (&few, "photo.damaged"),
        (&apple, "photo.coding"),
        (&colourless, "photo.damaged"),
        (&bomb, "photo.tooManyPixels"),
        (&file(&header(rgb, 1, 1)), "photo.damaged"),
        (&file(&header(rgb, 0, 1)), "photo.damaged"),
    ] {
        let error = clean(bytes, &Caption::default(), &limits()).expect_err("must be refused");
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().ends_with('.') && error.next_step().contains("itte"));
    }
}

#[test]
fn a_file_cut_at_any_byte_is_refused_or_whole() {
    let png = insert(&picture(12, 9), Place::Start, &chunk(b"tEXt", b"Comment\0ZQCANARYZQ"));
    for end in 0..png.len() {
        assert_eq!(inspect(&png[..end], &limits()).is_ok(), {
            match clean(&png[..end], &Caption::default(), &limits()) {
                Ok(clean) => {
                    assert_eq!(drawn(&clean.bytes), drawn(&png), "cut at {end}");
                    true
                }
                Err(error) => {
                    assert!(
                        ["photo.truncated", "photo.empty", "photo.notAnImage"].contains(&error.code()),
                        "{error}"
                    );
                    false
                }
            }
        });
    }
}

#[test]
fn a_chunk_or_a_byte_added_anywhere_is_found() {
    let clean = cleaned(&picture(24, 24)).bytes;
    for place in PLACES {
        for kind in [
            b"tEXt", b"prVt", b"eXIf", b"tIME", b"PLTE", b"tRNS", b"IDAT", b"acTL", b"iCCP", b"iTXt", b"pHYs",
        ] {
            assert!(!passes(&insert(&clean, place, &chunk(kind, b"xx"))), "{place:?} {kind:?}");
        }
        assert!(!passes(&insert(&clean, place, b"x")), "{place:?}");
    }
    for at in 0..clean.len() {
        let mut changed = clean.clone();
        changed[at] ^= 1;
        assert!(!passes(&changed), "byte {at}");
    }
    let hidden = rgba(2, 1, &[1, 2, 3, 255, 0, 0, 1, 0]);
    assert!(!passes(&hidden) && passes(&cleaned(&hidden).bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever chunks with whatever content stand wherever: the canaries go, the picture stays, and a second
    /// cleaning changes nothing.
    #[test]
    fn strange_chunks_anywhere_go_and_the_picture_stays(
        coding in prop::sample::select(codings()),
        strangers in prop::collection::vec(
            (prop::sample::select(&PLACES[..3]),
             prop::sample::select(vec![*b"tEXt", *b"zTXt", *b"iTXt", *b"eXIf", *b"tIME", *b"sPLT", *b"hIST", *b"gAMA",
                *b"cHRM", *b"sRGB", *b"iCCP", *b"cICP", *b"pHYs", *b"bKGD", *b"acTL", *b"fdAT", *b"caBX", *b"quUx"]),
             prop::collection::vec(any::<u8>(), 0..40)),
            1..6),
    ) {
        let plain = picture_as(coding, 21, 13);
        let mut png = plain.clone();
        for (place, kind, noise) in &strangers {
            png = insert(&png, *place, &chunk(kind, &[&noise[..], CANARY].concat()));
        }
        png.extend(CANARY);
        let clean = cleaned(&png);
        prop_assert!(!is_spread_in(&unpacked(&clean.bytes), CANARY));
        prop_assert_eq!(data(&plain), data(&clean.bytes));
        prop_assert_eq!(drawn(&plain), drawn(&clean.bytes));
        prop_assert_eq!(&cleaned(&clean.bytes).bytes, &clean.bytes);
        inspect(&png, &limits()).expect("what can be cleaned can be inspected");
    }

    /// A PNG with bytes changed anywhere is refused or comes out clean, but never panics.
    #[test]
    fn changed_bytes_never_panic(coding in prop::sample::select(codings()),
                                 changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut png = picture_as(coding, 11, 9);
        for (index, byte) in changes {
            let at = index.index(png.len());
            png[at] = byte;
        }
        let _ = inspect(&png, &limits());
        let _ = clean(&png, &Caption::default(), &limits());
    }

    /// The same with right checksums, so that the change is read.
    #[test]
    fn any_rows_never_panic(coding in prop::sample::select(codings()), noise in prop::collection::vec(any::<u8>(), 0..300)) {
        let palette = if coding.kind == 3 { chunk(b"PLTE", &[7; 6]) } else { Vec::new() };
        let png = file(&[header(coding, 5, 4), palette, chunk(b"IDAT", &zlib(&noise))].concat());
        if let Ok(done) = clean(&png, &Caption::default(), &limits()) {
            prop_assert!(same(&png, &done.bytes));
        }
    }
}
