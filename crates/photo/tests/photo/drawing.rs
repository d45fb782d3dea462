//! The picture looks as it did.

use sperrfrist_photo::{Caption, Size, renditions, verify};
use sperrfrist_testkit::jpeg::{CODINGS, Coding, Entry, Exif, Place, icc, insert, picture, picture_as, xmp};

use crate::{cleaned, contains, limits, pixels};

fn turned(orientation: u16) -> Vec<u8> {
    let exif = Exif { primary: vec![Entry::short(0x0112, orientation)], ..Exif::default() };
    insert(&picture(64, 32), Place::Start, &exif.segment())
}

#[test]
fn every_orientation_is_kept() {
    for orientation in 1..=8 {
        let clean = cleaned(&turned(orientation));
        assert_eq!(u16::from(clean.report.orientation), orientation);
        assert_eq!(u16::from(cleaned(&clean.bytes).report.orientation), orientation, "and is in the file");
    }
}

#[test]
fn an_orientation_that_says_nothing_is_not_written() {
    for orientation in [0, 9, 4_711] {
        assert!(!contains(&cleaned(&turned(orientation)).bytes, b"Exif"), "{orientation}");
    }
}

#[test]
fn an_orientation_that_only_the_xmp_says_is_kept() {
    let photo = insert(&picture(64, 32), Place::Start, &xmp("<tiff:Orientation>8</tiff:Orientation>"));
    assert_eq!(cleaned(&photo).report.orientation, 8);
}

#[test]
fn every_coding_is_kept_byte_for_byte() {
    for coding in CODINGS {
        let photo = picture_as(coding, 50, 30);
        let clean = cleaned(&photo);
        assert_eq!(clean.report.picture, sperrfrist_photo::PictureData::Unchanged);
        assert_eq!(pixels(&photo), pixels(&clean.bytes), "{coding:?}");
        let scan = photo.windows(2).position(|marker| marker == [0xFF, 0xDA]).expect("a scan");
        assert!(contains(&clean.bytes, &photo[scan..]), "{coding:?}: from the first scan to the end");
    }
}

#[test]
fn a_profile_keeps_its_colours_and_loses_its_words() {
    let photo = insert(&picture(32, 32), Place::Start, &icc("Monitor of Marlene Voigt"));
    let clean = cleaned(&photo);
    assert!(contains(&clean.bytes, b"ICC_PROFILE"));
    assert!(!contains(&clean.bytes, b"Voigt"));
    assert!(clean.report.kept.contains(&"Farbprofil".to_owned()), "{:?}", clean.report.kept);

    let profile = |jpeg: &[u8]| {
        let at = jpeg.windows(12).position(|id| id == b"ICC_PROFILE\0").expect("a profile") + 14;
        moxcms::ColorProfile::new_from_slice(&jpeg[at..]).expect("a profile that can be used")
    };
    let (before, after) = (profile(&photo), profile(&clean.bytes));
    assert_eq!(before.colorant_matrix(), after.colorant_matrix());
    assert_eq!(format!("{:?}", before.red_trc), format!("{:?}", after.red_trc));
}

#[test]
fn a_profile_with_a_public_name_keeps_it() {
    let photo = insert(&picture(32, 32), Place::Start, &icc("Adobe RGB (1998)"));
    assert_eq!(cleaned(&photo).report.kept, ["Farbprofil Adobe RGB (1998)"]);
}

#[test]
fn renditions_stand_upright_and_carry_the_caption() {
    let caption = Caption { alt_text: "Zwei Personen am Tisch".to_owned(), ..Caption::default() };
    for orientation in 1..=8 {
        let clean = cleaned(&turned(orientation));
        let sizes = [Size { name: "small".to_owned(), long_side: 16, quality: 80 }, Size::web()];
        let copies = renditions(&clean, &caption, &sizes, &limits()).expect("can be drawn");
        let upright = if orientation >= 5 { (8, 16) } else { (16, 8) };
        assert_eq!((copies[0].width, copies[0].height), upright, "{orientation}");
        assert_eq!(copies[1].width.max(copies[1].height), 64, "a small photo does not grow");
        for copy in copies {
            verify(&copy.jpeg, &caption).expect("a copy is as clean as the photo");
            assert!(!contains(&copy.jpeg, b"Exif"), "upright needs no orientation");
            assert_eq!((pixels(&copy.jpeg).width(), pixels(&copy.jpeg).height()), (copy.width, copy.height));
        }
    }
}

#[test]
fn a_turned_rendition_shows_the_right_corner() {
    // The gradient grows to the right in red and downwards in green; turned right, its red grows downwards.
    let clean = cleaned(&turned(6));
    let copies =
        renditions(&clean, &Caption::default(), &[Size::preview()], &limits()).expect("can be drawn");
    let copy = pixels(&copies[0].jpeg).into_rgb8();
    let sum = |channel: usize, inside: &dyn Fn(u32, u32) -> bool| -> u64 {
        let chosen = copy.enumerate_pixels().filter(|(x, y, _)| inside(*x, *y));
        chosen.map(|(_, _, pixel)| u64::from(pixel.0[channel])).sum()
    };
    assert!(sum(0, &|_, y| y >= 48) > 2 * sum(0, &|_, y| y < 16), "red is at the bottom");
    assert!(sum(1, &|x, _| x < 8) > 2 * sum(1, &|x, _| x >= 24), "green is at the left");
}

#[test]
fn grey_and_cmyk_photos_have_renditions() {
    for coding in [Coding::Grey, Coding::Cmyk, Coding::Progressive] {
        let clean = cleaned(&picture_as(coding, 40, 30));
        let copies = renditions(&clean, &Caption::default(), &[Size::preview()], &limits());
        assert_eq!(copies.expect("can be drawn").len(), 1, "{coding:?}");
    }
}

#[test]
fn what_the_decoder_would_draw_in_wrong_colours_is_not_drawn() {
    let clean = cleaned(&picture_as(Coding::Separate, 40, 30));
    let error = renditions(&clean, &Caption::default(), &[Size::preview()], &limits()).expect_err("no copy");
    assert_eq!(error.code(), "photo.undrawable");
}

#[test]
fn a_wide_profile_becomes_srgb_in_renditions() {
    let clean = cleaned(&insert(&picture(32, 32), Place::Start, &icc("Adobe RGB (1998)")));
    let copies =
        renditions(&clean, &Caption::default(), &[Size::preview()], &limits()).expect("can be drawn");
    assert!(!contains(&copies[0].jpeg, b"ICC_PROFILE"));
}
