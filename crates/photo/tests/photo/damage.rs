//! Bad files get a sentence, never a panic and never half a picture.

use proptest::prelude::*;
use sperrfrist_photo::{Caption, Edits, Limits, PhotoError, Size, clean, inspect, renditions};
use sperrfrist_testkit::jpeg::{
    Coding, Entry, Exif, Place, camera_load, insert, picture, picture_as, segment,
};

use crate::{cleaned, limits};

fn refusal(bytes: &[u8]) -> PhotoError {
    clean(bytes, &Caption::default(), &limits()).expect_err("must be refused")
}

#[test]
fn a_file_cut_at_any_byte_is_refused() {
    for coding in [Coding::Baseline, Coding::Progressive, Coding::Restarts] {
        let whole = picture_as(coding, 24, 16);
        let photo = insert(&whole, Place::Start, &Exif::default().at(51.0, 13.0).segment());
        for end in 0..photo.len() {
            let error = refusal(&photo[..end]);
            assert_eq!(inspect(&photo[..end], &limits()).expect_err("must be refused"), error);
            if end > 2 {
                assert_eq!(error, PhotoError::Truncated { bytes: end as u64 }, "{coding:?} cut at {end}");
            }
        }
    }
}

#[test]
fn every_refusal_has_a_sentence_and_a_next_step() {
    let mut bomb = picture(16, 16);
    let frame = bomb.windows(2).position(|marker| marker == [0xFF, 0xC0]).expect("a frame");
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    let strange = insert(&picture(16, 16), Place::Start, &segment(0xF3, b"?"));
    let twice = insert(&picture(16, 16), Place::Start, &[0xFF, 0xD8]);
    for (bytes, code) in [
        (&b""[..], "photo.empty"),
        (b"Medieninformation 12/2026", "photo.notAnImage"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", "photo.truncated"),
        (b"\0\0\0\x18ftypheic", "photo.truncated"),
        (b"II*\0\x10\0\0\0CR\x02\0", "photo.unsupported"),
        (b"\xFF\xD8\xFF\xE0", "photo.truncated"),
        (&bomb, "photo.tooManyPixels"),
        (&strange, "photo.unknownMarker"),
        (&twice, "photo.damaged"),
    ] {
        let error = refusal(bytes);
        assert_eq!(error.code(), code);
        let sentence = error.to_string();
        assert!(
            sentence.ends_with('.') && sentence.chars().next().is_some_and(char::is_uppercase),
            "{sentence}"
        );
        assert!(error.next_step().contains("itte"), "{}", error.next_step());
    }
}

#[test]
fn another_format_is_refused_with_the_hint_to_export_a_jpeg() {
    let error = refusal(b"8BPS\0\x01");
    assert_eq!(error.to_string(), "Photoshop-Dateien kann Sperrfrist noch nicht bereinigen.");
    assert_eq!(error.next_step(), "Bitte als JPEG exportieren und die neue Datei anhängen.");
}

#[test]
fn a_file_beyond_the_limits_is_refused_by_its_size() {
    let photo = picture(64, 64);
    let few = Limits { max_bytes: 100, ..limits() };
    assert_eq!(clean(&photo, &Caption::default(), &few).expect_err("too big").code(), "photo.tooManyBytes");
    let small = Limits { max_side: 63, ..limits() };
    assert_eq!(inspect(&photo, &small).expect_err("too wide").code(), "photo.tooManyPixels");
}

#[test]
fn an_exif_block_that_lies_about_its_lengths_is_noted_and_goes() {
    let lies = Exif {
        primary: vec![
            Entry::short(0x0112, 6),
            Entry::lying(0x010F, 2, u32::MAX, b"\xFF\xFF\xFF\xF0"),
            Entry::lying(0x011A, 5, 0x4000_0000, b"\0\0\0\x08"),
        ],
        ..Exif::default()
    };
    let photo = insert(&picture(32, 16), Place::Start, &lies.segment());
    let inspection = inspect(&photo, &limits()).expect("the picture is whole");
    assert!(inspection.findings.iter().any(|finding| finding.code == "exif.unreadable"), "{inspection:?}");
    assert_eq!(cleaned(&photo).report.orientation, 6, "what can be read is kept");

    let nonsense = insert(&picture(32, 16), Place::Start, &segment(0xE1, b"Exif\0\0MM\0*\xFF\xFF\xFF\xFF"));
    let inspection = inspect(&nonsense, &limits()).expect("the picture is whole");
    assert!(
        inspection.findings.iter().any(|finding| finding.value.contains("nicht lesbar")),
        "{inspection:?}"
    );
    cleaned(&nonsense);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// A loaded photo with bytes changed anywhere is refused or comes out clean, but never panics.
    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
                                 coding in prop::sample::select(vec![Coding::Baseline, Coding::Progressive])) {
        let mut photo = camera_load(&picture_as(coding, 24, 24), &picture(16, 16));
        for (index, byte) in changes {
            let at = index.index(photo.len());
            photo[at] = byte;
        }
        let _ = inspect(&photo, &limits());
        if let Ok(clean) = clean(&photo, &Caption::default(), &limits()) {
            let _ = renditions(&clean, &Edits::default(), &Caption::default(), &[Size::preview()], &limits());
        }
    }

    #[test]
    fn any_bytes_behind_a_jpeg_start_never_panic(noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [&[0xFF, 0xD8, 0xFF][..], &noise].concat();
        let _ = inspect(&bytes, &limits());
        let _ = clean(&bytes, &Caption::default(), &limits());
    }
}
