//! Nothing private survives.

use proptest::prelude::*;
use sperrfrist_photo::{Fate, inspect};
use sperrfrist_testkit::jpeg::{
    CODINGS, Entry, Exif, PLACES, Place, camera_load, insert, one_leak, picture, picture_as, segment,
};

use crate::{cleaned, cleaned_of_names, contains, limits, pixels};

const CANARY: &[u8] = b"ZQCANARYZQ";

#[test]
fn none_of_the_ways_a_photo_gives_things_away_is_left() {
    for leak in one_leak("ZQCANARYZQ") {
        assert!(contains(&leak.bytes, CANARY), "{}: the builder must put the canary in", leak.name);
        let clean = cleaned_of_names(&leak.bytes);
        assert!(!contains(&clean.bytes, CANARY), "{}", leak.name);
        assert_eq!(pixels(&leak.bytes), pixels(&clean.bytes), "{}", leak.name);
        let told = clean.report.removed.len() + clean.report.rights.len();
        assert!(told > 0, "{}: the report says what went", leak.name);
    }
}

#[test]
fn each_of_them_is_shown_before_it_goes() {
    for leak in one_leak("ZQCANARYZQ") {
        let inspection = inspect(&leak.bytes, &limits()).expect("a whole JPEG can be inspected");
        let told = inspection.findings.iter().any(|finding| finding.fate != Fate::Stays);
        assert!(told, "{}: {:?}", leak.name, inspection.findings);
    }
}

/// Decoders do not agree about what the source shows then; libjpeg stops reading there.
#[test]
fn behind_the_picture_a_marker_of_nothing_goes_with_all_that_follows_it() {
    let plain = picture(48, 32);
    let photo = insert(&plain, Place::BeforeEnd, &[b"\xFF\x9F", CANARY].concat());
    let clean = cleaned(&photo);
    assert!(!contains(&clean.bytes, CANARY));
    assert_eq!(clean.bytes, cleaned(&plain).bytes);
}

#[test]
fn a_gps_position_does_not_survive_cleaning() {
    let position = Exif::default().at(51.057_71, 13.746_68);
    let latitude = [51_u32, 1, 3, 1, 27_756, 1_000].map(u32::to_be_bytes).concat();
    let photo = insert(&picture(32, 32), Place::Start, &position.segment());
    assert!(contains(&photo, &latitude));
    assert!(!contains(&cleaned(&photo).bytes, &latitude));
}

#[test]
fn of_a_camera_s_full_load_nothing_is_left() {
    let small = picture(160, 120);
    let plain = picture(320, 200);
    let photo = camera_load(&plain, &small);
    let clean = cleaned_of_names(&photo);
    for word in
        ["Voigt", "6047113", "20098842", "Nikon", "Lightroom", "xmp.", "Aldenhoff", "Lindenfurt", "2023"]
    {
        assert!(contains(&photo, word.as_bytes()), "{word} is in the load");
        assert!(!contains(&clean.bytes, word.as_bytes()), "{word}");
    }
    assert!(!contains(&clean.bytes, &small[small.len() - 60..small.len() - 10]), "the thumbnail");
    assert_eq!(pixels(&plain), pixels(&clean.bytes));
}

#[test]
fn the_density_of_the_exif_is_kept_when_the_exif_goes() {
    let photo = camera_load(&picture(64, 64), &picture(16, 16));
    let clean = cleaned(&photo);
    assert!(clean.report.kept.contains(&"Auflösung 300 dpi".to_owned()), "{:?}", clean.report.kept);
}

#[test]
fn an_orientation_in_a_block_full_of_names_is_all_that_is_left_of_it() {
    let exif = Exif {
        primary: vec![Entry::short(0x0112, 6), Entry::ascii(0x013B, "ZQCANARYZQ")],
        exif: vec![Entry::ascii(0xA431, "ZQCANARYZQ")],
        ..Exif::default()
    };
    let clean = cleaned_of_names(&insert(&picture(32, 16), Place::Start, &exif.segment()));
    assert!(!contains(&clean.bytes, CANARY));
    assert_eq!((clean.report.orientation, clean.report.width, clean.report.height), (6, 16, 32));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever segments with whatever content stand wherever in whatever coding: the canaries go, the picture
    /// stays, and a second cleaning changes nothing.
    #[test]
    fn strange_segments_anywhere_go_and_the_picture_stays(
        coding in prop::sample::select(&CODINGS[..]),
        strangers in prop::collection::vec(
            (prop::sample::select(&PLACES[..]), prop_oneof![0xE0_u8..=0xEF, Just(0xFE)],
             prop::sample::select(vec![&b""[..], b"Exif\0\0", b"JFXX\0", b"http://ns.adobe.com/xap/1.0/\0",
                b"Photoshop 3.0\08BIM\x04\x04", b"ICC_PROFILE\0\x01\x01", b"MPF\0", b"ZZ"]),
             prop::collection::vec(any::<u8>(), 0..60)),
            1..6),
    ) {
        let plain = picture_as(coding, 24, 40);
        let mut photo = plain.clone();
        for (place, marker, id, noise) in &strangers {
            // Behind the end only once, for there the next place is no longer found.
            let place = if *place == Place::AfterEnd { Place::BeforeEnd } else { *place };
            let payload = [id, &noise[..], CANARY].concat();
            photo = insert(&photo, place, &segment(*marker, &payload));
        }
        photo.extend(CANARY);
        let clean = cleaned(&photo);
        prop_assert!(!contains(&clean.bytes, CANARY));
        prop_assert_eq!(pixels(&plain), pixels(&clean.bytes));
        prop_assert_eq!(&cleaned(&clean.bytes).bytes, &clean.bytes);
        inspect(&photo, &limits()).expect("what can be cleaned can be inspected");
    }
}
