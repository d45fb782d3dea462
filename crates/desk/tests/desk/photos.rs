//! Photos on the desk: what comes in, what is shown, what is refused.

use std::collections::BTreeSet;

use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, LaneState, OfPhoto, OfRelease, ReleaseView,
};
use sperrfrist_desk::{Picture, Sample};
use sperrfrist_photo::{Fate, Limits, PictureData, Shows, inspect};
use sperrfrist_release::preflight::{Level, Place};
use sperrfrist_release::{Caption, PhotoEdits};

use crate::support::{Office, Tested, at, caption, photo, states};

#[test]
fn an_attached_photo_shows_what_it_would_reveal() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let attach =
        || office.desk.attach_photo(&photo(), AttachRequest { id, file_name: "a/DSC_4417.jpg".into() });
    let view = attach()?;
    let shown = &view.photos[0];
    assert_eq!((shown.file_name.as_str(), shown.width, shown.height), ("DSC_4417.jpg", 900, 600));
    assert!(shown.findings.iter().any(|finding| finding.fate == Fate::Goes), "{:?}", shown.findings);
    assert!(shown.hidden.is_some() && shown.slot.is_none());
    assert!(shown.clean_bytes.is_some_and(|bytes| bytes < shown.bytes));
    assert_eq!(attach()?.photos.len(), 1, "the same photo twice");
    Ok(())
}

#[test]
fn the_pictures_for_the_screen_are_small_and_say_nothing() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let view = office.desk.attach_photo(&photo(), AttachRequest { id, file_name: "DSC.jpg".into() })?;
    let original = &view.photos[0].original;
    let none = PhotoEdits::default();
    for (which, long_side) in
        [(Picture::Preview, 900), (Picture::Thumb, 320), (Picture::Whole, 900), (Picture::Hidden, 160)]
    {
        let from_cache = office.desk.picture(original, which, &none)?;
        let seen = inspect(&from_cache, &Limits::default())?;
        assert_eq!(seen.width, long_side, "{which:?}");
        assert!(seen.findings.iter().all(|finding| finding.fate != Fate::Goes), "{:?}", seen.findings);
        std::fs::remove_dir_all(office.dir.path().join("archive/cache"))?;
        assert_eq!(office.desk.picture(original, which, &none)?, from_cache, "{which:?}");
    }
    assert_eq!(
        office.desk.picture("../archive.db", Picture::Thumb, &none).expect_err("none").code,
        "archive.file_missing"
    );
    Ok(())
}

#[test]
fn a_bad_file_is_refused_with_a_sentence_and_leaves_nothing_behind() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let whole = photo();
    for bytes in [&b""[..], b"Medieninformation", b"\x89PNG\r\n\x1a\n", &whole[..whole.len() / 2]] {
        let request = AttachRequest { id, file_name: "bad.jpg".into() };
        let problem = office.desk.attach_photo(bytes, request).expect_err("bad");
        assert!(problem.code.starts_with("photo."), "{problem:?}");
        assert!(!problem.sentence.is_empty() && !problem.next_step.is_empty());
    }
    assert!(office.desk.open_release(OfRelease { id })?.photos.is_empty());
    for folder in ["vault", "cache"] {
        let mut shelves = vec![office.dir.path().join("archive").join(folder)];
        while let Some(shelf) = shelves.pop() {
            for entry in std::fs::read_dir(shelf)? {
                let path = entry?.path();
                assert!(path.is_dir(), "{path:?}");
                shelves.push(path);
            }
        }
    }
    Ok(())
}

#[test]
fn a_caption_reaches_the_slot_its_photo_was_chosen_for() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let view = office.desk.open_release(OfRelease { id })?;
    let chosen = view.release.photos[0].photo.clone().ok_or("chosen")?;
    assert_eq!(chosen.caption, caption());
    assert_eq!(view.photos[0].slot, Some(slot));
    let original = view.photos[0].original.clone();

    let long = Caption { alt_text: "x".repeat(251), ..caption() };
    let view =
        office.desk.caption(CaptionRequest { id, original: original.clone(), caption: long.clone() })?;
    assert_eq!(view.photos[0].caption, long, "words are kept, fit or not");
    assert_eq!(view.photos[0].clean_bytes, None);
    assert!(view.findings.iter().any(|finding| finding.code == "photo.alt_text_long"));

    let emptied = office.desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: None })?;
    assert!(emptied.release.photos[0].photo.is_none());
    let made = office.desk.choose_photo(ChooseRequest { id, slot: None, original: Some(original) })?;
    assert_eq!(made.release.photos.len(), 2);
    assert_eq!(made.photos[0].slot, Some(made.release.photos[1].id));
    Ok(())
}

#[test]
fn the_form_starts_with_the_photographer_s_words_but_not_with_the_clock_time() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let view = office.desk.attach_photo(&photo(), AttachRequest { id, file_name: "DSC.jpg".into() })?;
    let shown = &view.photos[0];
    assert_eq!(shown.caption.creator, "Marlene Voigt");
    assert_eq!(shown.caption.copyright, "© 2023 Marlene Voigt");
    assert_eq!((shown.caption.usage_terms.as_str(), shown.caption.time), ("", None));
    assert_eq!(shown.from_file, Caption { time: "10:45:12".parse().ok(), ..shown.caption.clone() });
    assert!(shown.rights_replaced.is_empty());
    Ok(())
}

#[test]
fn rights_that_are_told_otherwise_are_kept_and_named_until_there_is_a_reason() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let original = office.desk.open_release(OfRelease { id })?.photos[0].original.clone();
    let say =
        |caption: Caption| office.desk.caption(CaptionRequest { id, original: original.clone(), caption });
    let finding = |view: &ReleaseView| {
        view.findings.iter().find(|finding| finding.code == "photo.rightsReplaced").cloned()
    };

    let unexplained = Caption { rights_reason: " ".into(), ..caption() };
    let view = say(unexplained.clone())?;
    assert_eq!(view.photos[0].caption, unexplained, "words are kept, explained or not");
    assert_eq!(
        (view.photos[0].rights_replaced.as_slice(), view.photos[0].clean_bytes),
        (&["credit".to_owned()][..], None)
    );
    let found = finding(&view).ok_or("a finding")?;
    assert_eq!((found.level, found.place), (Level::Must, Place::Photo { slot, field: None }));
    assert!(found.sentence.contains("»Landespressestelle/Voigt«"), "{}", found.sentence);
    let rules = view.fulfilled.len();

    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Reserved], "the text goes without it");

    let view = say(caption())?;
    assert_eq!((finding(&view), view.fulfilled.len()), (None, rules + 1));
    assert_eq!(view.photos[0].rights_replaced, ["credit"], "the form still shows what the photo says");
    assert!(view.photos[0].clean_bytes.is_some());
    Ok(())
}

#[test]
fn what_is_public_carries_the_rights_of_the_photo_and_not_the_reason() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let original = office.desk.open_release(OfRelease { id })?.photos[0].original.clone();
    let said = Caption {
        instructions: "Nur im Zusammenhang mit der Vereinbarung".into(),
        release_at: "2023-11-21T17:30:00+01:00".parse().ok(),
        ..caption()
    };
    office.desk.caption(CaptionRequest { id, original, caption: said.clone() })?;
    let planned = office.schedule(id)?;
    assert_eq!(planned.planned.as_ref().map(|planned| planned.changes), Some(0));

    office.wait_until(at(17, 30, 0, 0));
    let html = String::from_utf8(office.page(&planned)?.body)?;
    let paths: BTreeSet<&str> =
        html.split('"').filter(|word| word.starts_with("/medien/") && word.ends_with(".jpg")).collect();
    assert!(!paths.is_empty(), "{html}");
    for path in paths {
        let jpeg = office.fetch(&format!("{}{path}", office.newsroom.url()))?.body;
        let words = inspect(&jpeg, &Limits::default())?.caption;
        assert_eq!(
            (words.creator.as_str(), words.copyright.as_str()),
            ("Marlene Voigt", "© 2023 Marlene Voigt")
        );
        assert_eq!((words.credit, words.instructions), (said.credit.clone(), said.instructions.clone()));
        assert_eq!((words.release_at, words.time), (None, None), "there is no Sperrfrist any more");
        assert!(!jpeg.windows(7).any(|window| window == b"Auftrag"), "{path}");
    }
    Ok(())
}

#[test]
fn the_sample_opens_with_its_photo_attached_but_not_chosen() -> Tested {
    let office = Office::open()?;
    let view = office.desk.open_sample(Sample {
        text: include_bytes!("../../../../assets/sample/medieninformation.txt"),
        photo: include_bytes!("../../../../assets/sample/unterzeichnung.jpg"),
        photo_name: "DSC_4417.jpg",
    })?;
    assert!(view.release.headline.starts_with("Elbmark und Bundesstelle"), "{}", view.release.headline);
    assert!(view.release.photos.iter().all(|slot| slot.photo.is_none()));
    assert_eq!((view.photos.len(), view.photos[0].slot), (1, None));
    assert_eq!(view.photos[0].caption.alt_text, "");
    assert!(view.photos[0].hidden.is_some());
    Ok(())
}

#[test]
fn a_hidden_picture_that_shows_more_is_said_to_and_where_the_photo_lies_in_it() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let sample = include_bytes!("../../../../assets/sample/unterzeichnung.jpg");
    let view = office.desk.attach_photo(sample, AttachRequest { id, file_name: "DSC_4417.jpg".into() })?;
    let Some(Some(Shows::More { picture })) = view.photos[0].hidden.as_ref().map(|hidden| hidden.shows)
    else {
        panic!("{:?}", view.photos[0].hidden)
    };
    assert!(picture.left.abs_diff(1_625) < 150 && picture.width.abs_diff(6_250) < 150, "{picture:?}");
    Ok(())
}

#[test]
fn what_the_press_would_get_is_read_again_and_tells_only_what_was_said() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let view = office.desk.attach_photo(&photo(), AttachRequest { id, file_name: "DSC.jpg".into() })?;
    let original = view.photos[0].original.clone();
    let said = Caption {
        credit: "Staatskanzlei".into(),
        rights_reason: "im Auftrag aufgenommen".into(),
        ..view.photos[0].caption.clone()
    };
    office.desk.caption(CaptionRequest { id, original: original.clone(), caption: said })?;
    let clean = office.desk.reread_photo(OfPhoto { id, original: original.clone() })?;
    assert!(clean.findings.iter().all(|finding| finding.fate != Fate::Goes), "{:?}", clean.findings);
    assert!(clean.findings.iter().any(|finding| finding.value == "Staatskanzlei"), "{:?}", clean.findings);
    assert_eq!(clean.picture, PictureData::Unchanged);
    let absent = OfPhoto { id, original: "0".repeat(64) };
    assert_eq!(office.desk.reread_photo(absent).expect_err("none").code, "archive.no_attachment");
    Ok(())
}

#[test]
fn a_png_is_taken_like_any_photo_and_goes_to_the_press_as_jpeg() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let png = sperrfrist_testkit::png::picture(900, 600);
    let view = office.desk.attach_photo(&png, AttachRequest { id, file_name: "Grafik.png".into() })?;
    let original = view.photos[0].original.clone();
    office.desk.caption(CaptionRequest { id, original: original.clone(), caption: caption() })?;
    office.desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original) })?;
    office.schedule(id)?;
    office.wait_until(at(17, 30, 0, 0));
    let page =
        office.fetch(&office.look_later(id)?.planned.and_then(|plan| plan.page_url).ok_or("a page")?)?;
    let page = String::from_utf8(page.body)?;
    let start = page.find("/medien/").ok_or("a picture")?;
    let path: String = page[start..].chars().take_while(|c| !matches!(c, '"' | ' ')).collect();
    let picture = office.fetch(&format!("{}{path}", office.newsroom.url()))?;
    assert!(picture.body.starts_with(b"\xFF\xD8\xFF"), "{path}");
    Ok(())
}
