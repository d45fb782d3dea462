//! What cannot be set is said with place and remedy; nothing ends the program.

use chrono::DateTime;
use proptest::prelude::*;
use sperrfrist_paper::{
    Finding, Letterhead, Picture, PictureFault, Place, Preview, Sheet, ShownPhoto, Variant,
};
use sperrfrist_release::body::{Block, Body, Href, Mark, Text};
use sperrfrist_release::{Caption, Correction, Photo, Release};

use crate::sheets::{VARIANTS, caption, jpeg, pdf, picture, sample, sheet, shown, staatskanzlei, stadt};
use crate::standards::assert_standards;

fn with(text: &str) -> Release {
    Release { body: Body::of(vec![Block::paragraph("Gut."), Block::paragraph(text)]), ..sample() }
}

fn findings(release: &Release) -> Vec<Finding> {
    sperrfrist_paper::pdf(&sheet(release, &staatskanzlei())).expect_err("refused")
}

#[test]
fn what_has_no_ink_is_named_with_its_place_and_a_remedy() {
    for (text, code) in [
        ("Danke 🎉 an alle", "paper.missing_glyph"),
        ("Herr 王 kommt", "paper.missing_glyph"),
        ("Herr عمر kommt", "paper.right_to_left"),
        ("Frau \u{202e}Muster", "paper.direction_control"),
        ("Frau \u{7}Muster", "paper.control_character"),
        ("Frau \u{0}Muster", "paper.control_character"),
    ] {
        let findings = findings(&with(text));
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [code], "{text:?}");
        assert_eq!(findings[0].place, Place::Block { number: 1 });
        assert!(!findings[0].next_step.is_empty() && findings[0].sentence.ends_with('.'));
    }
}

#[test]
fn a_link_that_is_a_script_is_refused() {
    let href = || Href { href: "javascript:alert(1)".into() };
    let text = Text { marks: vec![Mark::Link { attrs: href() }], ..Text::plain("Klick") };
    for block in [
        Block::Paragraph { content: vec![text.clone()] },
        Block::LinkBlock { attrs: href(), content: vec![Text::plain("Klick")] },
    ] {
        let release = Release { body: Body::of(vec![block]), ..sample() };
        let found = findings(&release);
        assert_eq!(
            (found.len(), found[0].code, &found[0].place),
            (1, "paper.unsafe_link", &Place::Block { number: 0 })
        );
    }
}

#[test]
fn a_release_without_headline_date_or_embargo_says_so() {
    let release = Release::blank(sample().id);
    let codes: Vec<&str> = findings(&release).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["paper.no_date", "paper.no_embargo", "paper.no_headline"]);
}

#[test]
fn the_release_of_one_house_is_not_set_on_the_letterhead_of_another() {
    let found = sperrfrist_paper::pdf(&sheet(&sample(), &stadt())).expect_err("refused");
    assert_eq!(found[0].code, "paper.other_house");
}

#[test]
fn a_photo_without_alt_text_is_refused() {
    let (release, letterhead) = (sample(), staatskanzlei());
    let caption = Caption { alt_text: " ".into(), ..caption() };
    let photos = shown(&release, &caption);
    let sheet = Sheet { photos: &photos, ..sheet(&release, &letterhead) };
    let found = sperrfrist_paper::pdf(&sheet).expect_err("refused");
    assert_eq!((found[0].code, &found[0].place), ("paper.no_alt_text", &Place::Photo { number: 0 }));
}

#[test]
fn a_photo_that_still_tells_of_its_camera_is_refused_and_a_broken_or_huge_one_too() {
    let raw = include_bytes!("../../../../assets/sample/unterzeichnung.jpg");
    let exif = [&raw[..2], b"\xff\xe1\x00\x0aExif\0\0II", &raw[2..]].concat();
    assert_eq!(Picture::photo(&exif), Err(PictureFault::NotClean));
    assert_eq!(Picture::photo(&raw[..300]), Err(PictureFault::Unreadable));
    assert_eq!(Picture::photo(b""), Err(PictureFault::Unreadable));
    assert_eq!(Picture::photo(b"GIF89a"), Err(PictureFault::Unreadable));
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff".to_vec();
    huge.extend_from_slice(b"IEND");
    assert_eq!(Picture::photo(&huge), Err(PictureFault::Huge));
}

#[test]
fn what_stands_behind_a_picture_and_between_its_scans_is_not_in_the_file() {
    const CANARY: &[u8] = b"51.0504N 13.7373E";
    let (release, letterhead, caption) = (sample(), Letterhead::default(), caption());
    let raw = jpeg();
    let second = [b"\xff\xd8\xff\xe1\x00\x19Exif\0\0", CANARY, &raw[2..]].concat();
    let comment = [b"\xff\xfe\x00\x13", CANARY].concat();
    let (image, end) = raw.split_at(raw.len() - 2);
    assert_eq!(end, b"\xff\xd9");
    for file in [[&raw[..], &second].concat(), [image, &comment, end].concat()] {
        let picture = Picture::photo(&file).expect("a picture");
        assert_eq!(picture, Picture::photo(&raw).expect("a picture"));
        let photos = [ShownPhoto { slot: release.photos[0].id, picture, caption: &caption }];
        let file = sperrfrist_paper::pdf(&Sheet { photos: &photos, ..sheet(&release, &letterhead) });
        let file = file.expect("a file");
        assert!(!file.windows(CANARY.len()).any(|bytes| bytes == CANARY));
    }
}

#[test]
fn a_correction_of_a_photo_is_looked_at_as_it_is_printed() {
    let (mut release, letterhead, caption) = (sample(), Letterhead::default(), caption());
    let notice = "Name in der Bildunterschrift: \u{202e}".to_owned();
    release.photos[0].photo = Some(Photo {
        caption: caption.clone(),
        corrections: vec![Correction { at: DateTime::UNIX_EPOCH, notice }],
        ..Photo::default()
    });
    let photos = shown(&release, &caption);
    let found = sperrfrist_paper::pdf(&Sheet { photos: &photos, ..sheet(&release, &letterhead) });
    let found = found.expect_err("refused");
    assert_eq!(found[0].place, Place::Correction { number: 0 });
    assert!(
        sperrfrist_paper::pdf(&sheet(&release, &letterhead)).is_ok(),
        "nobody prints it without the photo"
    );
}

#[test]
fn a_picture_that_cannot_be_drawn_is_a_finding() {
    let (release, letterhead, caption) = (sample(), staatskanzlei(), caption());
    let broken = b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x10\x00\x10\x01\x01\x11\x00\xff\xda\x00\x02\x00\xff\xd9";
    let picture = Picture::photo(broken).expect("its structure is right");
    let photos = [ShownPhoto { slot: release.photos[0].id, picture, caption: &caption }];
    let found = Preview::new().pdf(&Sheet { photos: &photos, ..sheet(&release, &letterhead) });
    assert_eq!(found.expect_err("refused")[0].code, "paper.broken_picture");
}

#[test]
fn what_is_long_many_or_empty_is_set_all_the_same() {
    let letterhead = staatskanzlei();
    let long = Release { headline: "Vereinbarung ".repeat(24).trim().into(), ..sample() };
    let word = Release { headline: "Donaudampfschifffahrt".repeat(15), ..sample() };
    let empty = Release { body: Body::default(), ..sample() };
    for release in [&long, &word, &empty] {
        for variant in VARIANTS {
            let file = pdf(&Sheet { variant, ..sheet(release, &letterhead) });
            assert_standards(&file, &format!("{variant:?}"));
        }
    }
    let paragraph = "Zwei Häuser haben sich heute darauf verständigt, einander zu helfen. ".repeat(10);
    let book = Release {
        body: Body::of((0..200).map(|_| Block::paragraph(paragraph.trim())).collect()),
        ..sample()
    };
    assert!(book.body.word_count() >= 20_000);
    let file = pdf(&sheet(&book, &letterhead));
    assert_standards(&file, "20,000 words");
}

/// Typst 0.15.1 panics over this paragraph ("bounded inline layout is incomplete").
#[test]
fn a_paragraph_without_best_breaks_is_set_all_the_same() {
    let text = "%*«@@ö4ü{öẑ2»–&„\\öäeẑ?Sß&3“ŕ+=^»,–»]„/z|=„„ü..sßO.p«:?:W<{:ä/'ẑŕ:–4Qwěä.“?:.:<Ně)Rz=s`ß\\8–=rGX\"$v09lüěi\
                u9*\\&&<–{Sh+J'T:ö'Iŕü<ŕT»–J$“w\"ŕ%ẑKT“h$z»{{#S%:6VN–";
    let (release, letterhead) = (with(text), staatskanzlei());
    let single = Release { body: Body::of(vec![Block::paragraph(text)]), ..sample() };
    for release in [&release, &single] {
        assert_standards(&pdf(&sheet(release, &letterhead)), "no best breaks");
    }
}

#[test]
fn forty_photos_are_set() {
    let (mut release, letterhead, caption) = (sample(), staatskanzlei(), caption());
    let slot = release.photos[0].clone();
    release.photos = (0..40)
        .map(|number| {
            let id = format!("0000000000004000800000000000{number:04}").parse().expect("a name");
            sperrfrist_release::PhotoSlot { id, ..slot.clone() }
        })
        .collect();
    let picture = picture();
    let photos: Vec<ShownPhoto<'_>> = release
        .photos
        .iter()
        .map(|slot| ShownPhoto { slot: slot.id, picture: picture.clone(), caption: &caption })
        .collect();
    release.links.clear();
    let file = pdf(&Sheet { photos: &photos, variant: Variant::Public, ..sheet(&release, &letterhead) });
    assert_standards(&file, "forty photos");
    // One picture in forty places is one picture in the file.
    assert!(file.len() < 2_000_000, "{} bytes", file.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_ends_the_program(text in any::<String>(), headline in "\\PC{0,80}", latin in "[ -~äöüßẑŕě»«„“–\u{ad}]{0,200}") {
        let letterhead = staatskanzlei();
        let mut preview = Preview::new();
        for release in [with(&text), with(&latin), Release { headline: headline.clone(), ..sample() }] {
            let sheet = sheet(&release, &letterhead);
            preview.show(&sheet);
            if let Err(findings) = preview.pdf(&sheet) {
                prop_assert!(findings.iter().all(|finding| finding.code != "paper.fault" && finding.code != "paper.refused"), "{findings:?}");
            }
        }
    }
}
