//! The second scanner finds what the first could have missed.

use sperrfrist_photo::{Caption, verify};
use sperrfrist_testkit::jpeg::{Exif, PLACES, Place, icc, insert, one_leak, picture, segment, xmp};

use crate::cleaned;

fn passes(jpeg: &[u8]) -> bool {
    verify(jpeg, &Caption::default()).is_ok()
}

#[test]
fn a_finished_photo_passes_and_the_source_of_any_leak_does_not() {
    for leak in one_leak("ZQCANARYZQ") {
        let done = cleaned(&leak.bytes);
        assert_eq!(verify(&done.bytes, &done.caption), Ok(()), "{}", leak.name);
        assert!(!passes(&leak.bytes), "{}", leak.name);
    }
}

#[test]
fn a_segment_or_a_byte_added_anywhere_is_found() {
    let clean = cleaned(&picture(24, 24)).bytes;
    for place in PLACES {
        for marker in (0xE0..=0xEF).chain([0xFE, 0xF0, 0xDC]) {
            assert!(!passes(&insert(&clean, place, &segment(marker, b"x"))), "{marker:X} {place:?}");
        }
        assert!(!passes(&insert(&clean, place, &Exif::default().at(1.0, 1.0).segment())), "{place:?}");
        assert!(!passes(&insert(&clean, place, &xmp("<dc:title>x</dc:title>"))), "{place:?}");
    }
    for place in [Place::Start, Place::BeforeFrame, Place::AfterFrame, Place::AfterEnd] {
        assert!(!passes(&insert(&clean, place, b"x")), "{place:?}");
        assert!(!passes(&insert(&clean, place, &[0xFF])), "{place:?}");
    }
}

#[test]
fn a_profile_that_still_has_words_is_found() {
    let clean = cleaned(&picture(24, 24)).bytes;
    let jfif_end = 20;
    let with_words = [&clean[..jfif_end], &icc("Monitor of Marlene Voigt"), &clean[jfif_end..]].concat();
    assert!(!passes(&with_words));
}

#[test]
fn a_table_no_scan_uses_is_found() {
    let clean = cleaned(&picture(24, 24)).bytes;
    let unused = segment(0xDB, &[&[3][..], &[b'Z'; 64]].concat());
    assert!(!passes(&insert(&clean, Place::BeforeFrame, &unused)));
}

#[test]
fn what_is_no_finished_photo_at_all_is_found_out() {
    for bytes in [
        &b""[..],
        b"\xFF\xD8",
        b"\xFF\xD8\xFF\xD9",
        b"\xFF\xD8\xFF\xE0\0\0",
        b"\xFF\xD8\xFF\xDA\0\x02\xFF\xD9",
    ] {
        assert!(!passes(bytes), "{bytes:X?}");
    }
}
