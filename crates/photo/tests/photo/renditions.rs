//! The copies that go out: upright, in the right colours, no larger than the photo, as clean as it.

use image::{ExtendedColorType, ImageEncoder, RgbImage};
use sperrfrist_photo::{
    Caption, Cleaned, Edits, Format, PhotoError, PictureData, Rendition, Size, renditions, verify,
};
use sperrfrist_testkit::jpeg::{CODINGS, Coding, Place, insert, picture, picture_as, segment};

use crate::{cleaned, contains, limits, pixels, turned};

fn size(long_side: u32) -> Size {
    Size { name: long_side.to_string(), long_side: Some(long_side), quality: 95 }
}

fn copies(clean: &Cleaned, sizes: &[Size]) -> Result<Vec<Rendition>, PhotoError> {
    renditions(clean, &Edits::default(), &Caption::default(), sizes, &limits())
}

fn copy(clean: &Cleaned, size: Size) -> RgbImage {
    let made = copies(clean, &[size]).expect("can be drawn");
    pixels(&made[0].jpeg).into_rgb8()
}

/// The mean colour of a part, given in hundredths of the sides.
fn mean(image: &RgbImage, x: std::ops::Range<u32>, y: std::ops::Range<u32>) -> [f64; 3] {
    let inside = |at: u32, side: u32, range: &std::ops::Range<u32>| range.contains(&(at * 100 / side));
    let chosen = image
        .enumerate_pixels()
        .filter(|(at_x, at_y, _)| inside(*at_x, image.width(), &x) && inside(*at_y, image.height(), &y));
    let mut sums = [0.0; 3];
    let mut count = 0.0;
    for (_, _, pixel) in chosen {
        count += 1.0;
        for (sum, &value) in sums.iter_mut().zip(&pixel.0) {
            *sum += f64::from(value);
        }
    }
    sums.map(|sum| sum / count)
}

#[test]
fn the_four_sizes_stand_upright_and_carry_the_caption() {
    let caption = Caption { alt_text: "Zwei Personen am Tisch".to_owned(), ..Caption::default() };
    for orientation in 1..=8 {
        let clean = cleaned(&turned(orientation));
        let sizes = [size(16), Size::web(), Size::print()];
        let made = renditions(&clean, &Edits::default(), &caption, &sizes, &limits()).expect("can be drawn");
        let upright = if orientation >= 5 { (8, 16) } else { (16, 8) };
        assert_eq!((made[0].width, made[0].height), upright, "{orientation}");
        assert_eq!(made[1].width.max(made[1].height), 64, "a small photo does not grow");
        for copy in &made[..2] {
            verify(&copy.jpeg, &caption).expect("a copy is as clean as the photo");
            assert!(!contains(&copy.jpeg, b"Exif"), "upright needs no orientation");
            assert_eq!((pixels(&copy.jpeg).width(), pixels(&copy.jpeg).height()), (copy.width, copy.height));
        }
        verify(&made[2].jpeg, &caption).expect("the print is as clean as the photo");
    }
}

#[test]
fn every_orientation_puts_every_corner_in_its_place() {
    // Exif 3.0, tag 274: which of the stored corners (0 upper left, then clockwise) is drawn at the upper left, and
    // which at the upper right.
    let drawn = [(0, 1), (1, 0), (2, 3), (3, 2), (0, 3), (3, 0), (2, 1), (1, 2)];
    let colours = [[200, 40, 40], [40, 200, 40], [40, 40, 200], [220, 220, 60]];
    let stored = RgbImage::from_fn(64, 32, |x, y| {
        image::Rgb(
            colours[match (x < 32, y < 16) {
                (true, true) => 0,
                (false, true) => 1,
                (false, false) => 2,
                (true, false) => 3,
            }],
        )
    });
    for (orientation, (upper_left, upper_right)) in (1..=8).zip(drawn) {
        let mut clean = cleaned(&jpeg(&stored));
        clean.report.orientation = orientation;
        let copy = copy(&clean, size(60));
        for (x, corner) in [(10..40, upper_left), (60..90, upper_right)] {
            let found = mean(&copy, x, 10..40);
            let near =
                found.iter().zip(colours[corner]).all(|(a, b): (&f64, u8)| (a - f64::from(b)).abs() < 12.0);
            assert!(near, "{orientation}: {found:?} is not {:?}", colours[corner]);
        }
    }
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 100);
    encoder
        .write_image(image.as_raw(), image.width(), image.height(), ExtendedColorType::Rgb8)
        .expect("can be encoded");
    out
}

#[test]
fn the_print_of_a_jpeg_is_the_clean_file_itself() {
    for coding in CODINGS {
        let clean = cleaned(&picture_as(coding, 50, 30));
        let made = copies(&clean, &[Size::print()]).expect("needs no drawing");
        assert_eq!(made[0].jpeg, clean.bytes, "{coding:?}");
        assert_eq!((made[0].width, made[0].height), (50, 30));
    }
}

#[test]
fn grey_stays_grey_and_inks_become_light() {
    let grey = cleaned(&picture_as(Coding::Grey, 40, 30));
    let made = copies(&grey, &[Size::preview()]).expect("can be drawn");
    assert!(matches!(pixels(&made[0].jpeg), image::DynamicImage::ImageLuma8(_)));

    let ink = cleaned(&picture_as(Coding::Cmyk, 40, 30));
    let made = copies(&ink, &[Size::preview()]).expect("can be drawn");
    assert!(matches!(pixels(&made[0].jpeg), image::DynamicImage::ImageRgb8(_)));
}

#[test]
#[cfg(feature = "turbojpeg")]
fn every_coding_is_drawn_alike() {
    let plain = copy(&cleaned(&picture_as(Coding::Baseline, 200, 120)), size(100));
    for coding in [Coding::Progressive, Coding::Restarts, Coding::Separate] {
        let other = copy(&cleaned(&picture_as(coding, 200, 120)), size(100));
        let most = plain.iter().zip(other.iter()).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most.is_some_and(|most| most <= 2), "{coding:?}: {most:?}");
    }
}

#[test]
#[cfg(not(feature = "turbojpeg"))]
fn what_the_decoder_would_draw_in_wrong_colours_is_not_drawn() {
    let clean = cleaned(&picture_as(Coding::Separate, 40, 30));
    let error = copies(&clean, &[Size::preview()]).expect_err("no copy");
    assert_eq!(error.code(), "photo.undrawable");
}

#[test]
fn a_wide_profile_becomes_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
    let profile = segment(0xE2, &[&b"ICC_PROFILE\0\x01\x01"[..], &profile].concat());
    // Both codings round the colour by one, and the profile widens that; left as it is, it would be off by ten.
    // Worked out from the primaries and curves of Display P3 and of IEC 61966-2-1, apart from this code.
    let known = [
        ([128, 128, 128], [128.0, 128.0, 128.0]),
        ([180, 120, 90], [190.3, 116.6, 84.0]),
        ([90, 140, 110], [72.8, 141.6, 107.6]),
    ];
    for (before, after) in known {
        let photo = jpeg(&RgbImage::from_pixel(64, 64, image::Rgb(before)));
        let clean = cleaned(&insert(&photo, Place::Start, &profile));
        let finest = Size { quality: 100, ..size(32) };
        let made = copies(&clean, &[finest]).expect("can be drawn");
        assert!(!contains(&made[0].jpeg, b"ICC_PROFILE"));
        let found = mean(&pixels(&made[0].jpeg).into_rgb8(), 0..100, 0..100);
        let near = found.iter().zip(after).all(|(a, b): (&f64, f64)| (a - b).abs() < 3.0);
        assert!(near, "{before:?} became {found:?}, not {after:?}");
    }
}

#[test]
fn transparent_pictures_are_drawn_on_white() {
    let mut png = Vec::new();
    let samples: Vec<u8> =
        (0..40 * 40).flat_map(|at| [200, 0, 0, if at % 40 < 20 { 0 } else { 255 }]).collect();
    image::codecs::png::PngEncoder::new(&mut png)
        .write_image(&samples, 40, 40, ExtendedColorType::Rgba8)
        .expect("can be encoded");
    let mut clean = cleaned(&picture(8, 8));
    (clean.bytes, clean.format) = (png, Format::Png);
    clean.report.picture = PictureData::Unchanged;
    let made = copies(&clean, &[Size::print(), size(20)]).expect("can be drawn");
    assert_eq!((made[0].width, made[1].width), (40, 20));
    for copy in made {
        verify(&copy.jpeg, &Caption::default()).expect("is a clean JPEG");
        let image = pixels(&copy.jpeg).into_rgb8();
        assert!(mean(&image, 10..40, 0..100).iter().all(|value| *value > 250.0), "white");
        assert!(mean(&image, 60..90, 0..100)[1] < 12.0, "red");
    }
}

#[test]
fn a_photo_that_is_none_is_refused_with_a_sentence() {
    let mut clean = cleaned(&picture(64, 64));
    clean.format = Format::Png;
    let error = copies(&clean, &[Size::web()]).expect_err("not a PNG");
    assert_eq!(error.code(), "photo.undrawable");
    assert!(!error.next_step().is_empty());
}
