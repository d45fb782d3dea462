//! What an officer cuts or covers is in nothing that goes out, and the original stays.

use std::collections::BTreeSet;
use std::error::Error;

use sperrfrist_desk::Picture;
use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, CorrectRequest, EditPhotoRequest, EditedView, LaneState,
    OfPhoto, OfRelease, ReleaseView, VersionRequest,
};
use sperrfrist_photo::{Limits, inspect};
use sperrfrist_release::edits::{Area, CoverKind, CoveredPart, Subject};
use sperrfrist_release::{Caption, Language, PhotoEdits, ReleaseId, SlotId};
use sperrfrist_testkit::jpeg;

use crate::support::{Office, Tested, at, caption, states};

const WIEDEBUSCH: &str = "Jonas Wiedebusch";
const COVERED: &str = "(Person unkenntlich gemacht)";

fn area(left: u16, top: u16, width: u16, height: u16) -> Area {
    Area { left, top, width, height }
}

/// Covers the middle of the picture, and with it the face that [`with_face`] puts there.
fn covered(name: &str) -> PhotoEdits {
    let subject = Subject::Person { name: name.into() };
    let part = CoveredPart { area: area(2_500, 2_500, 5_000, 5_000), kind: CoverKind::Block, subject };
    PhotoEdits { cover: vec![part], ..PhotoEdits::default() }
}

/// A photo as from a camera with a thumbnail in it, that shows a face of this colour and nothing else in the middle.
fn with_face(colour: [u8; 3]) -> Vec<u8> {
    let face = |width: u16, height: u16| {
        jpeg::picture_of(width, height, move |x, y| {
            let (across, down) =
                (u32::from(x) * 10 / u32::from(width), u32::from(y) * 10 / u32::from(height));
            let is_face = (4..6).contains(&across) && (4..6).contains(&down);
            if is_face { colour } else { [(across * 20) as u8, (down * 20) as u8, 120] }
        })
    };
    jpeg::camera_load(&face(900, 600), &face(160, 120))
}

fn attach(office: &Office, id: ReleaseId, slot: SlotId, photo: &[u8]) -> Result<String, Box<dyn Error>> {
    let view = office.desk.attach_photo(photo, AttachRequest { id, file_name: "DSC_4417.jpg".into() })?;
    let original = view.photos[0].original.clone();
    let words = Caption { persons: vec![WIEDEBUSCH.into()], caption: "Am Pult.".into(), ..caption() };
    office.desk.caption(CaptionRequest { id, original: original.clone(), caption: words })?;
    office.desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original.clone()) })?;
    Ok(original)
}

fn edit(
    office: &Office,
    id: ReleaseId,
    original: &str,
    edits: PhotoEdits,
) -> Result<ReleaseView, Box<dyn Error>> {
    Ok(office.desk.edit_photo(EditPhotoRequest { id, original: original.into(), edits })?)
}

/// Every picture that the page and the page of its photo lead to, the document, and what the pages say.
type Public = (Vec<Vec<u8>>, Vec<u8>, String);

fn public(office: &Office, view: &ReleaseView) -> Result<Public, Box<dyn Error>> {
    let url = view.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?;
    let mut html = String::from_utf8(office.fetch(&url)?.body)?;
    html += &String::from_utf8(office.fetch(&format!("{url}/foto/1"))?.body)?;
    let of_kind = |ending: &str| {
        let words = html.split(['"', ' ', ',']);
        let found = words.filter(|word| word.starts_with('/') && word.ends_with(ending));
        found.map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let fetch = |path: &String| Ok(office.fetch(&format!("{}{path}", office.newsroom.url()))?.body);
    let pictures = of_kind(".jpg").iter().map(fetch).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let document = of_kind(".pdf").iter().map(fetch).next().ok_or("a document")??;
    Ok((pictures, document, html))
}

/// Published with what is covered, as the public gets it.
fn published(photo: &[u8], edits: &PhotoEdits) -> Result<Public, Box<dyn Error>> {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let original = attach(&office, id, slot, photo)?;
    // What was looked at before is kept for the screen, and must not come back.
    let before = office.desk.picture(&original, Picture::Preview, &PhotoEdits::default())?;
    edit(&office, id, &original, edits.clone())?;
    for which in [Picture::Preview, Picture::Thumb, Picture::Whole] {
        assert_ne!(office.desk.picture(&original, which, edits)?, before, "{which:?}");
    }
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Locked], "{:?}", planned.findings);
    office.wait_until(at(17, 30, 0, 0));
    public(&office, &planned)
}

#[test]
fn two_photos_that_differ_under_the_cover_alone_are_the_same_in_all_that_goes_out() -> Tested {
    let (red, blue) = (with_face([220, 40, 40]), with_face([30, 30, 230]));
    let (pictures, document, html) = published(&red, &covered(WIEDEBUSCH))?;
    let (others, ..) = published(&blue, &covered(WIEDEBUSCH))?;
    assert_eq!(pictures.len(), 4, "print, web, preview and thumbnail");
    let sorted = |pictures: &[Vec<u8>]| pictures.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&pictures), sorted(&others), "no byte tells the faces apart");
    for jpeg in &pictures {
        let seen = inspect(jpeg, &Limits::default())?;
        assert!(seen.thumbnail.is_none(), "the embedded thumbnail showed the face");
        assert_eq!(seen.caption.caption, format!("Am Pult. {COVERED}"));
        assert!(seen.caption.persons.is_empty(), "who is covered is not named: {:?}", seen.caption.persons);
    }
    let web = pictures.iter().find(|jpeg| {
        let coded = &jpeg[jpeg.len() - 2_000..jpeg.len() - 2];
        document.windows(coded.len()).any(|part| part == coded)
    });
    assert!(web.is_some(), "the document holds one of these very pictures");
    assert!(html.contains(COVERED) && !html.contains(WIEDEBUSCH));

    let (plain, ..) = published(&red, &PhotoEdits { straighten: 1, ..PhotoEdits::default() })?;
    let (others, ..) = published(&blue, &PhotoEdits { straighten: 1, ..PhotoEdits::default() })?;
    assert!(sorted(&plain).is_disjoint(&sorted(&others)), "without a cover each is its own");
    Ok(())
}

#[test]
fn an_edit_after_planning_is_a_change_and_goes_out_when_it_is_planned_anew() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let original = attach(&office, id, slot, &with_face([220, 40, 40]))?;
    let planned = office.schedule(id)?;
    let changes = |view: &ReleaseView| view.planned.as_ref().map(|planned| planned.changes);
    assert_eq!(changes(&planned), Some(0));
    let edited = edit(&office, id, &original, covered(WIEDEBUSCH))?;
    assert_eq!((changes(&edited), edited.photos[0].edits.cover.len()), (Some(1), 1));
    office.line.seen();
    let anew = office.schedule(id)?;
    assert_eq!((changes(&anew), office.line.packages()), (Some(0), 1), "the photo alone");
    office.wait_until(at(17, 30, 0, 0));
    let (pictures, ..) = public(&office, &anew)?;
    let (expected, ..) = published(&with_face([30, 30, 230]), &covered(WIEDEBUSCH))?;
    assert_eq!(pictures.into_iter().collect::<BTreeSet<_>>(), expected.into_iter().collect());

    // Undone, the original is there as it was; and what is public changes by a correction alone.
    let undone = edit(&office, id, &original, PhotoEdits::default())?;
    assert_eq!(undone.photos[0].clean_bytes, planned.photos[0].clean_bytes);
    office.look_later(id)?;
    office.desk.correct(CorrectRequest { id, notice: "Bild".into(), delivered: false })?;
    let (pictures, _, html) = public(&office, &anew)?;
    assert!(!html.contains(COVERED) && html.contains(WIEDEBUSCH));
    assert!(inspect(&pictures[0], &Limits::default())?.caption.caption.ends_with("Am Pult."));
    Ok(())
}

#[test]
fn what_is_covered_after_it_was_public_goes_before_the_text_that_was_corrected_with_it() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let original = attach(&office, id, slot, &with_face([220, 40, 40]))?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 30, 0, 0));
    let (before, ..) = public(&office, &planned)?;
    let live = office.look_later(id)?;
    let mut typed = live.release.clone();
    typed.contact.name = "Miriam Thannhof".into();
    office.desk.draft(sperrfrist_desk::view::DraftRequest { release: typed, history: None })?;
    edit(&office, id, &original, covered(WIEDEBUSCH))?;
    office.desk.correct(CorrectRequest { id, notice: "Bild und Name".into(), delivered: false })?;
    let (after, document, html) = public(&office, &planned)?;
    assert!(html.contains("Thannhof") && html.contains(COVERED));
    assert!(before.iter().all(|jpeg| !after.contains(jpeg)), "nothing of before is there");
    let shows = |jpeg: &Vec<u8>| {
        let coded = &jpeg[jpeg.len() - 2_000..jpeg.len() - 2];
        document.windows(coded.len()).any(|part| part == coded)
    };
    assert!(after.iter().any(shows) && !before.iter().any(shows));
    Ok(())
}

#[test]
fn who_is_covered_in_the_german_version_is_covered_in_the_others() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let original = attach(&office, id, slot, &with_face([220, 40, 40]))?;
    let version = office.desk.new_version(VersionRequest { id, language: Language::English })?.release.id;
    edit(&office, id, &original, covered(WIEDEBUSCH))?;
    let english = office.desk.open_release(OfRelease { id: version })?;
    assert_eq!(english.photos[0].edits, covered(WIEDEBUSCH));
    let photo = english.release.photos[0].photo.as_ref().ok_or("the photo")?;
    assert_eq!(photo.edits, covered(WIEDEBUSCH));
    assert_eq!(photo.told(Language::English).caption, "(Person made unrecognisable)");
    let again = edit(&office, version, &original, PhotoEdits::default())?;
    assert!(again.photos[0].edits.is_none());
    assert!(office.desk.open_release(OfRelease { id })?.photos[0].edits.is_none());
    Ok(())
}

#[test]
fn edits_that_make_no_sense_are_refused_and_the_ones_before_stay() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let original = attach(&office, id, slot, &with_face([220, 40, 40]))?;
    edit(&office, id, &original, covered(WIEDEBUSCH))?;
    let crop = Some(area(9_000, 0, 2_000, 10_000));
    let beyond = PhotoEdits { crop, ..PhotoEdits::default() };
    let turned = PhotoEdits { straighten: 151, ..PhotoEdits::default() };
    for edits in [beyond, turned] {
        let refused = office.desk.edit_photo(EditPhotoRequest { id, original: original.clone(), edits });
        assert_eq!(refused.expect_err("no sense").code, "photo.edits");
    }
    assert_eq!(office.desk.open_release(OfRelease { id })?.photos[0].edits, covered(WIEDEBUSCH));
    let absent = EditPhotoRequest { id, original: "0".repeat(64), edits: PhotoEdits::default() };
    assert_eq!(office.desk.edit_photo(absent).expect_err("none").code, "archive.no_attachment");
    Ok(())
}

#[test]
fn the_report_says_what_was_changed_and_the_paper_asks_how_large_the_rest_is() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let large = jpeg::picture(1_800, 1_200);
    let original = attach(&office, id, slot, &large)?;
    let small = |view: &ReleaseView| {
        let found = view.findings.iter().find(|finding| finding.code == "photo.small_for_print");
        found.map(|finding| finding.sentence.clone())
    };
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!(small(&view), None);
    assert_eq!(office.desk.reread_photo(OfPhoto { id, original: original.clone() })?.edited, None);
    let edits = PhotoEdits { crop: Some(area(0, 0, 5_000, 5_000)), straighten: 0, ..covered(WIEDEBUSCH) };
    let view = edit(&office, id, &original, edits)?;
    assert_eq!((view.photos[0].edited_width, view.photos[0].edited_height), (900, 600));
    assert!(small(&view).is_some_and(|sentence| sentence.contains("900 × 600")));
    let read = office.desk.reread_photo(OfPhoto { id, original })?;
    assert_eq!(read.edited, Some(EditedView { straightened: 0, cut: true, covered: 1 }));
    assert_eq!(Some(read.bytes), view.photos[0].clean_bytes);
    Ok(())
}
