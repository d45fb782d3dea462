//! Thousands of photos to choose from, and the same words for many.

use sperrfrist_desk::Picture;
use sperrfrist_desk::view::{
    AttachRequest, CaptionManyRequest, CaptionRequest, ChooseRequest, OfRelease, TakeRequest,
};
use sperrfrist_release::{Caption, PhotoEdits};
use sperrfrist_testkit::jpeg;

use crate::support::{Office, Tested, caption, photo};

#[test]
fn five_thousand_photos_are_kept_in_order_with_their_thumbnails_and_one_is_taken() -> Tested {
    const COUNT: usize = 5_000;
    let office = Office::open()?;
    let id = office.written()?;
    let small = |index: usize| {
        let shade = (index % 256) as u8;
        let step = (index / 256) as u8;
        jpeg::picture_of(48, 32, move |x, y| [shade, step, (x + y) as u8])
    };
    let mut first = String::new();
    for index in 0..COUNT {
        let request = AttachRequest { id, file_name: format!("DSC_{index:04}.jpg") };
        let kept = office.desk.pool_photo(&small(index), request)?;
        if index == 0 {
            first = kept.original;
        }
    }
    let pool = office.desk.pool(OfRelease { id })?.photos;
    assert_eq!(pool.len(), COUNT);
    assert!(pool.iter().enumerate().all(|(index, row)| row.file_name == format!("DSC_{index:04}.jpg")));
    assert_eq!((pool[0].original.as_str(), pool[0].width, pool[0].height), (first.as_str(), 48, 32));
    let again =
        office.desk.pool_photo(&small(7), AttachRequest { id, file_name: "noch einmal.jpg".into() })?;
    assert_eq!(
        (again.file_name.as_str(), office.desk.pool(OfRelease { id })?.photos.len()),
        ("DSC_0007.jpg", COUNT)
    );

    // What lies in the pool weighs nothing in the release, and has its thumbnail already.
    assert!(office.desk.open_release(OfRelease { id })?.photos.is_empty());
    let thumb = office.desk.picture(&pool[4_999].original, Picture::Thumb, &PhotoEdits::default())?;
    assert!(thumb.starts_with(b"\xFF\xD8\xFF"));
    let originals = vec![pool[4_999].original.clone(), pool[3].original.clone()];
    let view = office.desk.take_from_pool(TakeRequest { id, originals: originals.clone() })?;
    let attached: Vec<_> = view.photos.iter().map(|photo| photo.original.clone()).collect();
    assert_eq!(attached, originals);
    let absent = TakeRequest { id, originals: vec!["0".repeat(64)] };
    assert_eq!(office.desk.take_from_pool(absent).expect_err("none").code, "archive.no_attachment");
    Ok(())
}

#[test]
fn a_bad_file_is_refused_and_leaves_nothing_in_the_pool() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let whole = photo();
    for bytes in [&b"kein Bild"[..], &whole[..whole.len() / 2]] {
        let refused = office.desk.pool_photo(bytes, AttachRequest { id, file_name: "halb.jpg".into() });
        assert!(refused.expect_err("bad").code.starts_with("photo."));
    }
    assert!(office.desk.pool(OfRelease { id })?.photos.is_empty());
    Ok(())
}

#[test]
fn what_the_file_says_can_be_searched_for() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let row = office.desk.pool_photo(&photo(), AttachRequest { id, file_name: "DSC_4417.jpg".into() })?;
    assert!(row.words.contains("Marlene Voigt"), "{}", row.words);
    assert_eq!(row.taken.map(|day| day.to_string()).as_deref(), Some("2023-11-21"));
    Ok(())
}

#[test]
fn a_template_fills_the_captions_of_many_and_all_or_none_of_them() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let view = office
        .desk
        .attach_photo(&jpeg::picture(640, 480), AttachRequest { id, file_name: "zwei.jpg".into() })?;
    let originals: Vec<String> = view.photos.iter().map(|photo| photo.original.clone()).collect();
    let say = |index: usize, caption: Caption| {
        office.desk.caption(CaptionRequest { id, original: originals[index].clone(), caption })
    };
    let day = "2023-11-21".parse().ok();
    say(0, Caption { persons: vec!["Anna Beispiel".into()], date: day, ..caption() })?;
    say(1, Caption { persons: vec!["Bernd Muster".into()], date: day, ..Caption::default() })?;
    let many = |template: &str, only_empty: bool| {
        office.desk.caption_many(CaptionManyRequest {
            id,
            originals: originals.clone(),
            caption: Some(template.into()),
            credit: Some("Landespressestelle/Voigt".into()),
            usage_terms: None,
            only_empty,
        })
    };
    let view = many("{personen} am {datum} in {ort}", true)?;
    assert_eq!(view.photos[0].caption.caption, caption().caption, "what was written stays");
    assert_eq!(view.photos[1].caption.caption, "Bernd Muster am 21. November 2023 in Lindenfurt");
    assert_eq!(view.photos[1].caption.credit, "Landespressestelle/Voigt");
    assert_eq!(view.photos[1].caption.usage_terms, "");
    let view = many("{personen} am {datum} in {ort}", false)?;
    let chosen = view.release.photos[0].photo.as_ref().ok_or("chosen")?;
    assert_eq!(chosen.caption.caption, "Anna Beispiel am 21. November 2023 in Lindenfurt");

    say(1, Caption::default())?;
    let problem = many("{personen}", false).expect_err("nobody is named on the second");
    assert_eq!(problem.code, "template.empty");
    assert!(problem.sentence.starts_with("zwei.jpg"), "{}", problem.sentence);
    assert_eq!(many("{wetter}", false).expect_err("no such").code, "template.unknown");
    let after = office.desk.open_release(OfRelease { id })?;
    assert_eq!(after.photos[0].caption.caption, "Anna Beispiel am 21. November 2023 in Lindenfurt");
    let emptied = ChooseRequest { id, slot: Some(after.release.photos[0].id), original: None };
    office.desk.choose_photo(emptied)?;
    Ok(())
}
