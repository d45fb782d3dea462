//! Formats that are drawn anew: nothing is left of the file but its picture.

use image::DynamicImage;
use proptest::prelude::*;
use sperrfrist_photo::{
    Caption, Cleaned, Fate, Format, Limits, Options, PhotoError, PictureData, Redraw, clean, clean_with,
    inspect, verify,
};
use sperrfrist_testkit::jpeg::{Entry, Exif, Leak, icc};
use sperrfrist_testkit::tiff::{COLOURS, Colours};
use sperrfrist_testkit::{gif, heif, tiff};

use crate::{cleaned, cleaned_wholly, contains, limits, says_what_went};

const CANARY: &[u8] = b"ZQCANARYZQ";

fn leaks() -> Vec<Leak> {
    [tiff::one_leak("ZQCANARYZQ"), gif::one_leak("ZQCANARYZQ"), heif::one_leak("ZQCANARYZQ")].concat()
}

fn drawn(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a clean photo can be drawn")
}

/// The mean distance of two pictures' samples.
fn distance(one: &DynamicImage, other: &DynamicImage) -> f64 {
    let (one, other) = (one.to_rgba8(), other.to_rgba8());
    assert_eq!(one.dimensions(), other.dimensions());
    let sum: u64 = one.as_raw().iter().zip(other.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.as_raw().len() as f64
}

/// The colours that the testkit's pictures have at a place: growing to the right and downwards.
fn ramp(width: u32, height: u32, blue: u8) -> DynamicImage {
    let colour = |x: u32, y: u32| image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, blue]);
    DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, colour))
}

#[test]
fn none_of_their_ways_to_give_things_away_is_left() {
    for leak in leaks() {
        assert!(contains(&leak.bytes, CANARY), "{}: the builder must put the canary in", leak.name);
        let clean = cleaned_wholly(&leak.bytes);
        assert!(!contains(&clean.bytes, CANARY), "{}", leak.name);
        assert!(says_what_went(&clean), "{}: the report says what went", leak.name);
        assert!(matches!(clean.report.picture, PictureData::Redrawn { .. }), "{}", leak.name);
        assert_eq!(clean.report.orientation, 1, "{}", leak.name);
        verify(&clean.bytes, &Caption::default()).unwrap_or_else(|error| panic!("{}: {error}", leak.name));
        let picture = drawn(&clean.bytes);
        assert_eq!((picture.width(), picture.height()), (clean.report.width, clean.report.height));
    }
}

#[test]
fn each_of_them_is_shown_before_it_goes() {
    for leak in leaks() {
        let inspection = inspect(&leak.bytes, &limits()).expect("can be inspected");
        let told = inspection.findings.iter().any(|finding| finding.fate != Fate::Stays);
        assert!(told, "{}: {:?}", leak.name, inspection.findings);
    }
}

#[test]
fn a_file_that_tells_nothing_has_nothing_that_goes() {
    for (name, bytes) in [
        ("TIFF", tiff::picture(24, 16)),
        ("GIF", gif::picture(24, 16)),
        ("HEIC", heif::heic(48, 32)),
        ("AVIF", heif::avif(&[], &[])),
    ] {
        let inspection = inspect(&bytes, &limits()).expect("can be inspected");
        let goes: Vec<_> = inspection.findings.iter().filter(|f| f.fate != Fate::Stays).collect();
        assert!(goes.is_empty(), "{name}: {goes:?}");
    }
}

#[test]
fn what_each_of_them_holds_is_told_by_its_name() {
    let finding = |name: &str| {
        let leak = leaks().into_iter().find(|leak| leak.name == name).expect("is in the list");
        let inspection = inspect(&leak.bytes, &limits()).expect("can be inspected");
        inspection.findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    for (name, code) in [
        ("TIFF private tag", "tiff.private"),
        ("TIFF Exif and GPS", "exif.gps"),
        ("TIFF Exif and GPS", "exif.serial"),
        ("TIFF IPTC", "caption.creator"),
        ("TIFF Photoshop", "caption.creator"),
        ("TIFF artist", "caption.creator"),
        ("TIFF second page", "tiff.pages"),
        ("TIFF gap", "tiff.gaps"),
        ("TIFF trailer", "trailer"),
        ("TIFF ICC text", "icc.text"),
        ("GIF comment", "com"),
        ("GIF XMP", "xmp.other"),
        ("GIF application", "gif.application"),
        ("GIF plain text", "gif.text"),
        ("GIF second frame", "gif.frames"),
        ("GIF trailer", "trailer"),
        ("HEIC Exif", "caption.creator"),
        ("HEIC XMP", "xmp.other"),
        ("HEIC uuid", "heif.uuid"),
        ("HEIC motion photo", "trailer.video"),
        ("HEIC trailer", "trailer"),
        ("AVIF Exif", "caption.creator"),
        ("AVIF description", "heif.property"),
        ("AVIF gap", "heif.gaps"),
        ("AVIF thumbnail", "heif.thumbnail"),
    ] {
        assert!(finding(name).contains(&code.to_owned()), "{name}: {:?}", finding(name));
    }
}

#[test]
fn photos_become_jpeg_and_what_jpeg_would_spoil_becomes_png() {
    let format = |bytes: &[u8]| cleaned(bytes).format;
    for colours in COLOURS {
        let flat = matches!(colours, Colours::Rgba | Colours::Bilevel | Colours::Palette);
        let photo = tiff::picture_as(colours, 24, 16, Exif::default());
        assert_eq!(format(&photo), if flat { Format::Png } else { Format::Jpeg }, "{colours:?}");
    }
    assert_eq!(format(&gif::picture(24, 16)), Format::Png);
    assert_eq!(format(&heif::heic(48, 32)), Format::Jpeg);
    assert_eq!(format(&heif::heic_with(48, 32, 100, None, None, None)), Format::Png);
    assert_eq!(format(&heif::avif(&[], &[])), Format::Jpeg);
}

#[test]
fn the_picture_is_the_one_of_the_source() {
    let tiff = tiff::picture_as(Colours::Rgba, 24, 16, Exif::default());
    let source = image::load_from_memory(&[&tiff[..]].concat());
    assert!(source.is_err(), "`image` has no TIFF here, so the picture is compared by its rule");
    let drawn_tiff = drawn(&cleaned(&tiff).bytes).to_rgba8();
    assert_eq!(drawn_tiff.get_pixel(10, 5).0, [106, 79, 30, 138], "PNG is without loss");
    for (name, bytes, width, height, blue) in
        [("HEIC", heif::heic(96, 64), 96, 64, 80), ("AVIF", heif::avif(&[], &[]), 16, 12, 80)]
    {
        let clean = cleaned(&bytes);
        let far = distance(&drawn(&clean.bytes), &ramp(width, height, blue));
        assert!(far < 6.0, "{name}: {far}");
    }
    let deep = drawn(&cleaned(&tiff::picture_as(Colours::Deep, 24, 16, Exif::default())).bytes);
    let plain = drawn(&cleaned(&tiff::picture(24, 16)).bytes);
    assert!(distance(&deep, &plain) < 0.5, "16 bits of the same value twice are the same colour");
}

#[test]
fn the_first_frame_of_a_gif_stands_at_its_place_on_the_screen() {
    let bytes = [gif::head(8, 6), gif::frame(2, 1, 3, 2, &[10, 20, 30, 40, 50, 60]), vec![0x3B]].concat();
    let clean = cleaned(&bytes);
    let picture = drawn(&clean.bytes).to_rgba8();
    assert_eq!(picture.dimensions(), (8, 6));
    assert_eq!(picture.get_pixel(3, 2).0, [100, 100, 100, 255]);
    assert_eq!(picture.get_pixel(0, 0).0, [0; 4]);
    assert_eq!(clean.report.picture, PictureData::Redrawn { quality: None });
}

#[test]
fn tiles_are_put_together_and_cropped() {
    let clean = cleaned(&heif::avif_grid(3, 2, 40, 20));
    assert_eq!((clean.report.width, clean.report.height), (40, 20));
    let picture = drawn(&clean.bytes).to_rgb8();
    for (x, y) in [(8, 6), (24, 6), (39, 18)] {
        let (in_tile, rule) = (picture.get_pixel(x, y).0, [(x % 16) * 16, (y % 12) * 20]);
        assert!(u32::from(in_tile[0]).abs_diff(rule[0]) < 30, "{x} {y}: {in_tile:?}");
    }
}

#[test]
fn pictures_come_out_upright() {
    for orientation in 1..=8 {
        let turned = Exif { primary: vec![Entry::short(0x0112, orientation)], ..Exif::default() };
        let clean = cleaned(&tiff::picture_as(Colours::Rgb, 24, 16, turned));
        let upright = if orientation >= 5 { (16, 24) } else { (24, 16) };
        assert_eq!((clean.report.width, clean.report.height), upright, "{orientation}");
        assert_eq!(clean.report.orientation, 1);
    }
    // A quarter to the left, then a mirror: red grew to the right and grows upwards now.
    let turn = heif::boxed(b"irot", &[1]);
    let clean = cleaned(&heif::avif(&[], &[turn]));
    assert_eq!((clean.report.width, clean.report.height), (12, 16));
    let picture = drawn(&clean.bytes).to_rgb8();
    assert!(picture.get_pixel(6, 1).0[0] > 180 && picture.get_pixel(6, 14).0[0] < 60);
    let mirrored = drawn(&cleaned(&heif::avif(&[], &[heif::boxed(b"imir", &[1])])).bytes).to_rgb8();
    assert!(mirrored.get_pixel(1, 6).0[0] > 180 && mirrored.get_pixel(14, 6).0[0] < 60);
}

#[test]
fn colours_and_density_are_carried_over() {
    let profile = icc("Monitor").split_off(18);
    let more = Exif {
        primary: vec![
            Entry::undefined(34_675, &profile),
            Entry::rational(282, &[(240, 1)]),
            Entry::rational(283, &[(240, 1)]),
            Entry::short(296, 2),
        ],
        ..Exif::default()
    };
    for colours in [Colours::Rgb, Colours::Rgba] {
        let clean = cleaned(&tiff::picture_as(colours, 24, 16, more.clone()));
        let kept = clean.report.kept.join(", ");
        assert!(kept.contains("Farbprofil") && kept.contains("240 dpi"), "{colours:?}: {kept}");
    }
    let wide = cleaned(&heif::heic_with(48, 32, 255, None, None, Some(profile)));
    assert!(wide.report.kept.join(", ").contains("Farbprofil"), "{:?}", wide.report.kept);
    // Red of Display P3 lies outside of sRGB.
    let nclx = heif::boxed(b"colr", b"nclx\0\x0C\0\x0D\0\x06\x80");
    let p3 = drawn(&cleaned(&heif::avif(&[], &[nclx])).bytes).to_rgb8();
    let srgb = drawn(&cleaned(&heif::avif(&[], &[])).bytes).to_rgb8();
    assert!(p3.get_pixel(12, 2).0[0] > srgb.get_pixel(12, 2).0[0] + 3);
}

#[test]
fn the_caption_is_written_whatever_comes_out() {
    let caption = Caption { headline: "Übergabe in Budyšin".to_owned(), ..Caption::default() };
    for bytes in [tiff::picture(24, 16), gif::picture(24, 16), heif::heic(48, 32), heif::avif(&[], &[])] {
        let clean = clean(&bytes, &caption, &limits()).expect("can be cleaned");
        let inspection = inspect(&clean.bytes, &limits()).expect("is a photo");
        assert_eq!(inspection.caption.headline, caption.headline);
    }
}

#[test]
fn the_quality_is_the_officer_s() {
    let photo = tiff::picture(200, 150);
    let of = |quality| -> Cleaned {
        clean_with(
            &photo,
            &Caption::default(),
            Options { redraw: Redraw { quality }, ..Options::default() },
            &limits(),
        )
        .expect("can be cleaned")
    };
    let (small, large) = (of(40), of(98));
    assert!(small.bytes.len() < large.bytes.len());
    assert_eq!(small.report.picture, PictureData::Redrawn { quality: Some(40) });
}

#[test]
fn bombs_are_refused_by_what_they_announce() {
    let tiny = Limits { max_side: 20, ..limits() };
    for bytes in
        [tiff::picture(24, 16), gif::picture(24, 16), heif::heic(48, 32), heif::avif_grid(3, 2, 40, 20)]
    {
        assert!(matches!(inspect(&bytes, &tiny), Err(PhotoError::TooManyPixels { .. })));
    }
    let mut announced = tiff::picture(24, 16);
    let at = announced.windows(2).position(|pair| pair == [1, 0]).expect("tag 256");
    announced[at + 8..at + 12].copy_from_slice(&60_000_u32.to_be_bytes());
    assert!(matches!(inspect(&announced, &limits()), Err(PhotoError::TooManyPixels { .. })));
    // A grid of many large tiles for a small picture would decode for ever.
    let grid = heif::avif_grid(255, 255, 8, 8);
    assert!(clean(&grid, &Caption::default(), &Limits { max_pixels: 2_000, ..limits() }).is_err());
}

#[test]
fn raw_is_refused_with_the_way_out() {
    let error = inspect(b"II*\0\x10\0\0\0CR\x02\0", &limits()).expect_err("is refused");
    assert_eq!(error, PhotoError::Unsupported { format: "RAW" });
    assert!(error.next_step().contains("als JPEG exportieren"), "{}", error.next_step());
}

fn small() -> Vec<(&'static str, Vec<u8>)> {
    let words = Exif { primary: vec![Entry::ascii(315, "Marlene Voigt")], ..Exif::default() }.at(51.0, 13.7);
    vec![
        ("TIFF", tiff::picture_as(Colours::Rgb, 6, 4, words)),
        ("palette", tiff::picture_as(Colours::Bilevel, 6, 4, Exif::default())),
        ("GIF", gif::with(6, 4, &gif::extension(0xFE, &[], b"Kommentar"), &[], b"dahinter")),
        ("AVIF", heif::avif(&[heif::Item::thumbnail()], &[])),
        ("grid", heif::avif_grid(2, 1, 20, 12)),
        ("HEIC", heif::heic(8, 8)),
    ]
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_drawn() {
    for (_, bytes) in small() {
        for end in 0..bytes.len() {
            let _ = inspect(&bytes[..end], &limits());
            let _ = clean(&bytes[..end], &Caption::default(), &limits());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic_and_never_leave_anything(
        which in 0..6_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (_, mut bytes) = small().swap_remove(which);
        for (index, value) in flips {
            let at = index.index(bytes.len());
            bytes[at] = value;
        }
        let small = Limits { max_pixels: 1_000_000, ..limits() };
        let _ = inspect(&bytes, &small);
        if let Ok(clean) = clean(&bytes, &Caption::default(), &small) {
            prop_assert!(verify(&clean.bytes, &clean.caption).is_ok());
        }
    }
}
