//! The picture looks as it did.

use sperrfrist_testkit::jpeg::{CODINGS, Place, icc, insert, picture, picture_as, xmp};

use crate::{cleaned, contains, pixels, turned};

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
