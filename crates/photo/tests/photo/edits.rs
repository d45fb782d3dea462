//! What is covered or cut away is gone from every copy.

use image::{ExtendedColorType, ImageEncoder, RgbImage};
use proptest::prelude::*;
use sperrfrist_photo::{
    COVERED, Caption, Cover, CoverKind, Edits, Region, Rendition, Size, inspect, renditions, verify,
};

use crate::{cleaned, limits, pixels, turned};

fn region(left: f32, top: f32, width: f32, height: f32) -> Region {
    let [left, top, width, height] = [left, top, width, height].map(|part| (part * 10_000.0).round() as u16);
    Region { left, top, width, height }
}

fn covered(kind: CoverKind) -> Edits {
    Edits { cover: vec![Cover { region: region(0.25, 0.25, 0.5, 0.5), kind }], ..Edits::default() }
}

/// 256 × 256 pixels, with `inside` where the cover will lie; coded so finely and without mixing of neighbours that
/// nothing of it shows outside.
fn photo(inside: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let image = RgbImage::from_fn(256, 256, |x, y| {
        let covered = (64..192).contains(&x) && (64..192).contains(&y);
        image::Rgb(if covered { inside(x, y) } else { [x as u8, y as u8, 128] })
    });
    let mut out = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 100)
        .write_image(image.as_raw(), 256, 256, ExtendedColorType::Rgb8)
        .expect("can be encoded");
    out
}

fn made(photo: &[u8], edits: &Edits) -> Vec<Rendition> {
    let sizes = [Size::print(), Size { name: "small".to_owned(), long_side: Some(100), quality: 90 }];
    renditions(&cleaned(photo), edits, &Caption::default(), &sizes, &limits()).expect("can be drawn")
}

#[test]
fn under_a_block_two_photos_are_the_same() {
    let stripes = photo(|x, _| if x / 4 % 2 == 0 { [255, 255, 255] } else { [0, 0, 0] });
    let plain = photo(|_, y| [y as u8, 10, 200]);
    let block = covered(CoverKind::Block);
    assert_eq!(made(&stripes, &block), made(&plain, &block), "no byte of any copy tells them apart");
    assert_ne!(made(&stripes, &Edits::default()), made(&plain, &Edits::default()));
}

#[test]
fn under_a_blur_two_photos_of_the_same_few_means_are_the_same() {
    // Every cell of 32 pixels holds as much light in both, and the fine pattern differs.
    let across = photo(|x, _| if x / 8 % 2 == 0 { [250, 250, 250] } else { [5, 5, 5] });
    let down = photo(|_, y| if y / 8 % 2 == 0 { [5, 5, 5] } else { [250, 250, 250] });
    let blur = covered(CoverKind::Blur);
    assert_eq!(made(&across, &blur), made(&down, &blur));
    let dark = photo(|_, _| [0, 0, 0]);
    assert_ne!(made(&across, &blur), made(&dark, &blur), "something is seen");
}

#[test]
fn a_small_blurred_part_is_one_colour() {
    let noise = photo(|x, y| [(x * 37 + y * 91) as u8, (x * 5 + y * 53) as u8, (x * 11 + y * 7) as u8]);
    let part = region(100.0 / 256.0, 100.0 / 256.0, 12.0 / 256.0, 12.0 / 256.0);
    let edits = Edits { cover: vec![Cover { region: part, kind: CoverKind::Blur }], ..Edits::default() };
    let print = pixels(&made(&noise, &edits)[0].jpeg).into_rgb8();
    let first = print.get_pixel(105, 105).0;
    for (x, y) in [(104, 107), (107, 104), (107, 107)] {
        let other = print.get_pixel(x, y).0;
        assert!(first.iter().zip(other).all(|(a, b)| a.abs_diff(b) < 24), "{first:?} {other:?}");
    }
}

#[test]
fn what_is_cut_away_is_in_no_copy() {
    let with = |colour: [u8; 3]| photo(move |_, _| colour);
    let edits = Edits { crop: Some(region(0.0, 0.0, 0.25, 1.0)), ..Edits::default() };
    let (red, blue) = (made(&with([255, 0, 0]), &edits), made(&with([0, 0, 255]), &edits));
    assert_eq!((red[0].width, red[0].height), (64, 256));
    assert_eq!((red[1].width, red[1].height), (25, 100));
    assert_eq!(red, blue);
}

#[test]
fn a_crop_is_a_part_of_the_upright_picture() {
    let edits = Edits { crop: Some(region(0.0, 0.0, 1.0, 0.25)), ..Edits::default() };
    assert_eq!((made(&turned(1), &edits)[0].width, made(&turned(1), &edits)[0].height), (64, 8));
    assert_eq!((made(&turned(6), &edits)[0].width, made(&turned(6), &edits)[0].height), (32, 16));
}

#[test]
fn a_straightened_picture_has_no_empty_corner_and_its_own_shape() {
    let image = RgbImage::from_pixel(300, 200, image::Rgb([255, 255, 255]));
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 95)
        .write_image(image.as_raw(), 300, 200, ExtendedColorType::Rgb8)
        .expect("can be encoded");
    for straighten in [-15.0, -1.5, 0.2, 15.0] {
        let copy = &made(&jpeg, &Edits { straighten, ..Edits::default() })[0];
        assert!(copy.width < 300 && copy.height < 200);
        let shape = f64::from(copy.width) / f64::from(copy.height);
        assert!((shape - 1.5).abs() < 0.02, "{straighten}: {shape}");
        assert!(pixels(&copy.jpeg).into_rgb8().iter().all(|value| *value > 250), "{straighten}");
    }
}

#[test]
fn the_caption_says_that_somebody_was_covered_in_xmp_and_in_iptc() {
    let words = "Zwei Personen unterzeichnen. ".repeat(100);
    let caption = Caption { caption: words, ..Caption::default() };
    let edits = covered(CoverKind::Block);
    let clean = cleaned(&photo(|_, _| [1, 2, 3]));
    for copy in renditions(&clean, &edits, &caption, &Size::all(), &limits()).expect("can be drawn") {
        verify(&copy.jpeg, &edits.caption(&caption)).expect("says what it should");
        verify(&copy.jpeg, &caption).expect_err("says more than the officer wrote");
        let told = inspect(&copy.jpeg, &limits()).expect("is a photo").caption.caption;
        assert_eq!(told.matches(COVERED).count(), 1, "{}", copy.name);
        let said = copy.jpeg.windows(COVERED.len()).filter(|bytes| *bytes == COVERED.as_bytes()).count();
        assert_eq!(said, 2, "{}: once in XMP, once in IPTC", copy.name);
    }
}

#[test]
fn edits_are_the_same_after_a_trip_through_their_file() {
    let edits =
        Edits { straighten: -1.5, crop: Some(region(0.1, 0.2, 0.3, 0.4)), ..covered(CoverKind::Blur) };
    let json = serde_json::to_string(&edits).expect("can be written");
    assert!(json.contains("\"kind\":\"blur\""), "{json}");
    assert_eq!(serde_json::from_str::<Edits>(&json).expect("can be read"), edits);
    assert_eq!(serde_json::from_str::<Edits>("{}").expect("nothing is fine"), Edits::default());
    assert!(serde_json::from_str::<Edits>(r#"{"rotate": 3}"#).is_err());
}

#[test]
fn edits_that_make_no_sense_stop_with_a_sentence() {
    let edits = Edits { crop: Some(region(0.5, 0.5, 0.6, 0.1)), ..Edits::default() };
    let error =
        renditions(&cleaned(&turned(1)), &edits, &Caption::default(), &[], &limits()).expect_err("outside");
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("photo.edits", "Ausschnitt: Der Bereich liegt nicht ganz im Bild.")
    );
    assert!(!error.next_step().is_empty());
}

fn number() -> impl Strategy<Value = u16> {
    prop_oneof![4 => 0..Region::WHOLE, 1 => Just(0), 1 => Just(Region::WHOLE), 1 => any::<u16>()]
}

fn any_region() -> impl Strategy<Value = Region> {
    let parts = (number(), number(), number(), number());
    parts.prop_map(|(left, top, width, height)| Region { left, top, width, height })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any numbers at all are refused with a sentence, or give a picture.
    #[test]
    fn any_edits_are_refused_or_carried_out(straighten in prop_oneof![-16.0_f32..16.0, any::<f32>()],
                                            crop in prop::option::of(any_region()),
                                            parts in prop::collection::vec((any_region(), any::<bool>()), 0..3),
                                            orientation in 1_u16..=8) {
        let kind = |block| if block { CoverKind::Block } else { CoverKind::Blur };
        let cover = parts.into_iter().map(|(region, block)| Cover { region, kind: kind(block) }).collect();
        let edits = Edits { straighten, crop, cover, closing: None };
        let clean = cleaned(&turned(orientation));
        let sizes = [Size::print(), Size { name: "small".to_owned(), long_side: Some(7), quality: 80 }];
        match renditions(&clean, &edits, &Caption::default(), &sizes, &limits()) {
            Err(error) => prop_assert_eq!(error.code(), "photo.edits"),
            // An unedited print is the file itself, lying as it is stored.
            Ok(made) => for copy in made.into_iter().skip(usize::from(edits.is_none())) {
                prop_assert!(copy.width >= 1 && copy.height >= 1 && copy.width.max(copy.height) <= 64);
                let drawn = pixels(&copy.jpeg);
                if copy.name == "print" {
                    prop_assert_eq!(edits.size((clean.report.width, clean.report.height)), (copy.width, copy.height));
                }
                prop_assert_eq!((drawn.width(), drawn.height()), (copy.width, copy.height));
            },
        }
    }
}
