//! The release as a document (PDF): what is public, and nothing else, at each time of the plan.

use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, Check, ChooseRequest, CorrectRequest, DraftRequest, DueInput,
    JournalEvent, LaneState, OfRelease, PhotoTimeInput, ReleaseView, ScheduleRequest, SlotInput, SlotRequest,
    TimesRequest,
};
use sperrfrist_release::{Caption, ReleaseId};
use sperrfrist_testkit::jpeg;

use crate::support::{Office, Tested, at, caption, states, time};

/// So many pictures, and the bytes.
struct Document(usize, Vec<u8>);

/// The document as the public gets it.
fn document(office: &Office, view: &ReleaseView) -> Result<Option<Document>, Box<dyn std::error::Error>> {
    let page = view.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?;
    let answer = office.fetch(&format!("{page}.pdf"))?;
    if answer.status != 200 {
        assert_eq!(answer.status, 404);
        return Ok(None);
    }
    assert!(answer.body.starts_with(b"%PDF-"));
    // Objects stand in the file as they are; only their streams are packed.
    let picture = b"/Subtype/Image";
    let dense: Vec<u8> = answer.body.iter().copied().filter(|byte| *byte != b' ').collect();
    let pictures = dense.windows(picture.len()).filter(|window| window == picture).count();
    Ok(Some(Document(pictures, answer.body)))
}

fn pictures(office: &Office, view: &ReleaseView) -> Result<Option<usize>, Box<dyn std::error::Error>> {
    Ok(document(office, view)?.map(|Document(pictures, _)| pictures))
}

fn correct(office: &Office, id: ReleaseId) -> Tested {
    office.desk.correct(CorrectRequest { id, notice: "Name.".into(), delivered: false })?;
    Ok(())
}

#[test]
fn at_five_it_has_no_picture_and_at_half_past_it_has() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(16, 59, 59, 999));
    assert_eq!(pictures(&office, &planned)?, None);
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(pictures(&office, &planned)?, Some(0));
    office.wait_until(at(17, 29, 59, 999));
    assert_eq!(pictures(&office, &planned)?, Some(0));
    office.wait_until(at(17, 30, 0, 0));
    assert_eq!(pictures(&office, &planned)?, Some(1));
    let rows = office.desk.evidence(OfRelease { id })?.rows;
    let row = rows.iter().find(|row| row.output == "document").ok_or("a row")?;
    assert!(row.url.ends_with(".pdf"));
    assert_eq!(row.check, Check::Matches);
    Ok(())
}

#[test]
fn a_corrected_text_and_a_corrected_caption_are_in_it_at_once() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    let first = document(&office, &planned)?.ok_or("a document")?;
    let live = office.look_later(id)?;
    let mut typed = live.release.clone();
    typed.contact.name = "Miriam Tannhoff".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    correct(&office, id)?;
    let second = document(&office, &planned)?.ok_or("a document")?;
    assert!(second.0 == 0 && second.1 != first.1);

    // The photo came along unchanged, and is in a document with the corrected text.
    office.wait_until(at(17, 30, 0, 0));
    let third = document(&office, &planned)?.ok_or("a document")?;
    assert_eq!(third.0, 1);
    let live = office.look_later(id)?;
    let original = live.photos[0].original.clone();
    let caption = Caption { caption: "Dr. Henrike Aldenhof und Jonas Wiedebusch.".into(), ..caption() };
    office.desk.caption(CaptionRequest { id, original, caption })?;
    correct(&office, id)?;
    let fourth = document(&office, &planned)?.ok_or("a document")?;
    assert!(fourth.0 == 1 && fourth.1 != third.1);
    Ok(())
}

#[test]
fn a_photo_that_comes_late_is_in_it_from_its_time_on() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 10, 0, 0));
    assert_eq!(pictures(&office, &planned)?, Some(0));
    office.look_later(id)?;
    office.choose(id, slot)?;
    office.desk.schedule(ScheduleRequest { id, now: false })?;
    assert_eq!(pictures(&office, &planned)?, Some(0));
    office.wait_until(at(17, 30, 0, 0));
    assert_eq!(pictures(&office, &planned)?, Some(1));
    Ok(())
}

#[test]
fn a_sign_that_no_font_has_keeps_no_text_from_the_press() -> Tested {
    let office = Office::open()?;
    let id = office.timed()?.0;
    let mut typed = office.desk.open_release(OfRelease { id })?.release;
    typed.headline.push_str(" 🎉");
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    let planned = office.schedule(id)?;
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let told = journal.iter().find(|line| line.event == JournalEvent::WithoutDocument).ok_or("told")?;
    assert!(told.words.as_deref().is_some_and(|words| words.starts_with("Überschrift: ")), "{told:?}");
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    assert_eq!(pictures(&office, &planned)?, None, "no document rather than a wrong one");
    Ok(())
}

/// Text and photo are public, and another contact is typed.
fn public_and_typed(office: &Office, id: ReleaseId) -> Result<ReleaseView, Box<dyn std::error::Error>> {
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 30, 0, 0));
    assert_eq!(pictures(office, &planned)?, Some(1));
    let mut typed = office.look_later(id)?.release;
    typed.contact.name = "Miriam Tannhoff".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    Ok(planned)
}

#[test]
fn an_original_that_is_gone_keeps_no_correction_from_the_press() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = public_and_typed(&office, id)?;
    std::fs::remove_dir_all(office.dir.path().join("archive/vault"))?;
    std::fs::remove_dir_all(office.dir.path().join("archive/cache"))?;
    correct(&office, id)?;
    let page = office.page(&planned)?;
    assert!(page.status == 200 && String::from_utf8_lossy(&page.body).contains("Miriam Tannhoff"));
    assert_eq!(pictures(&office, &planned)?, None, "no document rather than one without the photo");
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    assert!(journal.iter().any(|line| line.event == JournalEvent::WithoutDocument), "{journal:?}");
    Ok(())
}

#[test]
fn a_correction_that_hurries_waits_for_no_photo_to_be_drawn_anew() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = public_and_typed(&office, id)?;
    // Without its original nothing can be drawn.
    std::fs::remove_dir_all(office.dir.path().join("archive/vault"))?;
    correct(&office, id)?;
    assert_eq!(pictures(&office, &planned)?, Some(1), "the picture as it was packed");
    Ok(())
}

#[test]
fn while_a_photo_is_held_back_that_another_one_came_with_the_evidence_says_why_there_is_none() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let second = office.desk.add_slot(OfRelease { id })?.release.photos[1].id;
    let slots = vec![SlotInput {
        slot: second,
        label: "Bild vom Saal".into(),
        time: PhotoTimeInput::At { time: time("17:30") },
        approximate: false,
        pending_words: String::new(),
    }];
    office.desk.set_times(TimesRequest { id, due: DueInput::At { time: time("17:00") }, slots })?;
    let file_name = "DSC_4418.jpg".into();
    let view = office.desk.attach_photo(&jpeg::picture(800, 600), AttachRequest { id, file_name })?;
    let original = view.photos[1].original.clone();
    office.desk.caption(CaptionRequest { id, original: original.clone(), caption: caption() })?;
    office.desk.choose_photo(ChooseRequest { id, slot: Some(second), original: Some(original) })?;
    let planned = office.schedule(id)?;
    office.desk.hold_photo(SlotRequest { id, slot: second })?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(pictures(&office, &planned)?, Some(0));
    assert!(!office.desk.evidence(OfRelease { id })?.without_document);

    office.wait_until(at(17, 30, 0, 0));
    let held = office.desk.evidence(OfRelease { id })?;
    assert_eq!(states(&office.look_later(id)?), [LaneState::Public, LaneState::Public, LaneState::Held]);
    assert_eq!(pictures(&office, &planned)?, None, "rather none than one that says the picture is to follow");
    assert!(held.without_document && held.rows.iter().all(|row| row.check != Check::Missing), "{held:#?}");
    Ok(())
}
