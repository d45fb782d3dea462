//! A release in another language: a release of its own that never goes without the German one.

use sperrfrist_desk::view::{
    CaptionRequest, ChooseRequest, LaneState, OfRelease, ReleaseView, SlotRequest, VersionRequest,
    WithdrawRequest,
};
use sperrfrist_release::state::State;
use sperrfrist_release::{Caption, Language, ReleaseId, SlotId};

use crate::support::{Office, Tested, at, caption, states};

const SORBIAN: Language = Language::UpperSorbian;

fn version(office: &Office, of: ReleaseId) -> Result<ReleaseId, Box<dyn std::error::Error>> {
    let made = office.desk.new_version(VersionRequest { id: of, language: SORBIAN })?;
    assert_eq!((made.release.language, made.release.version_of), (SORBIAN, Some(of)));
    Ok(made.release.id)
}

/// Both planned for five.
fn both(office: &Office) -> Result<(ReleaseView, ReleaseView), Box<dyn std::error::Error>> {
    let (german, _) = office.timed()?;
    let sorbian = version(office, german)?;
    Ok((office.schedule(german)?, office.schedule(sorbian)?))
}

#[test]
fn a_version_is_planned_only_behind_the_german_one_and_both_go_at_their_time() -> Tested {
    let office = Office::open()?;
    let (german, _) = office.timed()?;
    let sorbian = version(&office, german)?;
    assert_eq!(office.schedule(sorbian).expect_err("the German one first").code, "version.first");
    let german = office.schedule(german)?;
    let sorbian = office.schedule(sorbian)?;
    office.wait_until(at(16, 59, 59, 999));
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (404, 404));
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (200, 200));
    let opened = office.desk.open_release(OfRelease { id: german.release.id })?;
    assert_eq!(opened.versions.len(), 1);
    assert_eq!((opened.versions[0].id, opened.versions[0].language), (sorbian.release.id, SORBIAN));
    Ok(())
}

#[test]
fn there_is_one_version_in_each_language_and_the_german_one_is_the_first() -> Tested {
    let office = Office::open()?;
    let (german, _) = office.timed()?;
    let sorbian = version(&office, german)?;
    let again = VersionRequest { id: german, language: SORBIAN };
    assert_eq!(office.desk.new_version(again).expect_err("there is one").code, "version.there");
    let of_version = VersionRequest { id: sorbian, language: Language::English };
    let english = office.desk.new_version(of_version)?;
    assert_eq!(english.release.version_of, Some(german), "not of the Sorbian one");
    let german = VersionRequest { id: german, language: Language::German };
    assert_eq!(office.desk.new_version(german).expect_err("it is there").code, "version.german");
    Ok(())
}

#[test]
fn stopping_the_german_one_stops_its_versions() -> Tested {
    let office = Office::open()?;
    let (german, sorbian) = both(&office)?;
    office.desk.stop(OfRelease { id: german.release.id })?;
    let stopped = office.desk.open_release(OfRelease { id: sorbian.release.id })?;
    assert_eq!(stopped.state, State::Stopped);
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (404, 404));
    Ok(())
}

#[test]
fn withdrawing_the_german_one_withdraws_its_versions() -> Tested {
    let office = Office::open()?;
    let (german, sorbian) = both(&office)?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&sorbian)?.status, 200);
    let id = german.release.id;
    office.desk.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    let withdrawn = office.desk.open_release(OfRelease { id: sorbian.release.id })?;
    assert_eq!(withdrawn.state, State::Withdrawn);
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (404, 404));
    Ok(())
}

#[test]
fn a_stop_that_nobody_heard_is_kept_for_the_versions_too() -> Tested {
    let office = Office::open()?;
    let (german, sorbian) = both(&office)?;
    office.line.cut();
    let problem = office.desk.stop(OfRelease { id: german.release.id }).expect_err("cut off");
    assert_eq!(problem.code, "stop.queued");
    for id in [german.release.id, sorbian.release.id] {
        assert!(office.desk.open_release(OfRelease { id })?.is_stop_queued);
    }
    office.line.mend();
    office.tick_at(at(16, 0, 0, 0))?;
    for id in [german.release.id, sorbian.release.id] {
        assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Stopped);
    }
    Ok(())
}

const ALT: &str = "Dwaj čłowjekaj podpisujetaj.";

fn open(office: &Office, id: ReleaseId) -> Result<ReleaseView, Box<dyn std::error::Error>> {
    Ok(office.desk.open_release(OfRelease { id })?)
}

/// Writes the Sorbian words of the version's photo.
fn translate(office: &Office, id: ReleaseId) -> Tested {
    let photo = open(office, id)?.photos.remove(0);
    let caption = Caption { caption: "Podpisanje.".into(), alt_text: ALT.into(), ..photo.caption };
    office.desk.caption(CaptionRequest { id, original: photo.original, caption })?;
    Ok(())
}

/// Both planned, the text for five and the photo for half past, with its words in both languages.
fn both_with_photo(
    office: &Office,
) -> Result<(ReleaseView, ReleaseView, SlotId), Box<dyn std::error::Error>> {
    let (german, slot) = office.with_photo()?;
    let sorbian = version(office, german)?;
    translate(office, sorbian)?;
    Ok((office.schedule(german)?, office.schedule(sorbian)?, slot))
}

fn photo_page(office: &Office, view: &ReleaseView) -> Result<u16, Box<dyn std::error::Error>> {
    let page = view.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?;
    Ok(office.fetch(&format!("{page}/foto/1"))?.status)
}

#[test]
fn a_version_has_the_photos_of_the_german_one_and_asks_for_their_words_in_its_language() -> Tested {
    let office = Office::open()?;
    let (german, slot) = office.with_photo()?;
    let made = open(&office, version(&office, german)?)?;
    let chosen = made.release.slot(slot).and_then(|slot| slot.photo.as_ref()).ok_or("the photo")?;
    let attached = &made.photos[0];
    assert!(attached.clean_bytes.is_some(), "it can be cleaned like any other");
    assert_eq!((chosen.original.as_ref(), attached.slot), (Some(&attached.original), Some(slot)));
    let Caption { caption: said, alt_text, credit, .. } = &attached.caption;
    assert_eq!([said, alt_text, credit], ["", "", "Staatskanzlei Elbmark"]);
    assert_eq!(attached.german.as_ref(), Some(&caption()), "there to be translated");
    let told: Vec<&str> = made.findings.iter().map(|finding| finding.sentence.as_str()).collect();
    for sentence in
        ["Der Alternativtext fehlt (Hornjoserbsce).", "Die Bildunterschrift fehlt (Hornjoserbsce)."]
    {
        assert!(told.contains(&sentence), "{told:?}");
    }
    assert_eq!(made.release.photos[0].pending_words, "Wobraz sćěhuje wokoło 17:30\u{a0}hodź.");
    Ok(())
}

#[test]
fn a_photo_without_its_words_in_that_language_stays_behind_and_the_text_goes() -> Tested {
    let office = Office::open()?;
    let (german, _) = office.with_photo()?;
    let sorbian = version(&office, german)?;
    office.schedule(german)?;
    let planned = office.schedule(sorbian)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Reserved]);
    office.wait_until(at(17, 30, 0, 0));
    assert_eq!((office.page(&planned)?.status, photo_page(&office, &planned)?), (200, 404));
    translate(&office, sorbian)?;
    let late = office.schedule(sorbian)?;
    assert_eq!(photo_page(&office, &late)?, 200);
    Ok(())
}

#[test]
fn the_page_and_the_document_of_a_version_show_the_photo_at_its_time_in_its_words() -> Tested {
    let office = Office::open()?;
    let (german, sorbian, _) = both_with_photo(&office)?;
    office.wait_until(at(17, 29, 59, 999));
    assert_eq!((photo_page(&office, &german)?, photo_page(&office, &sorbian)?), (404, 404));
    let page = String::from_utf8(office.page(&sorbian)?.body)?;
    assert!(page.contains("Wobraz sćěhuje wokoło 17:30") && !page.contains(ALT), "{page}");
    office.wait_until(at(17, 30, 0, 0));
    assert_eq!((photo_page(&office, &german)?, photo_page(&office, &sorbian)?), (200, 200));
    let page = String::from_utf8(office.page(&sorbian)?.body)?;
    assert!(page.contains(ALT) && !page.contains(&caption().alt_text), "{page}");
    let url = sorbian.planned.and_then(|planned| planned.page_url).ok_or("an address")?;
    let document = office.fetch(&format!("{url}.pdf"))?;
    assert_eq!(document.status, 200);
    let dense: Vec<u8> = document.body.into_iter().filter(|byte| *byte != b' ').collect();
    let holds = |words: &[u8]| dense.windows(words.len()).any(|part| part == words);
    assert!(holds(b"/Subtype/Image") && holds(b"/Lang(hsb"), "a picture, in Sorbian");
    Ok(())
}

#[test]
fn a_version_that_comes_after_the_photo_has_it_from_its_beginning() -> Tested {
    let office = Office::open()?;
    let (german, slot) = office.with_photo()?;
    let sorbian = version(&office, german)?;
    translate(&office, sorbian)?;
    office.set_times(sorbian, "18:00", slot, "17:30")?;
    office.schedule(german)?;
    let planned = office.schedule(sorbian)?;
    office.wait_until(at(17, 59, 59, 999));
    assert_eq!((office.page(&planned)?.status, photo_page(&office, &planned)?), (404, 404));
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!((office.page(&planned)?.status, photo_page(&office, &planned)?), (200, 200));
    Ok(())
}

#[test]
fn holding_the_german_photo_holds_it_in_every_version() -> Tested {
    let office = Office::open()?;
    let (german, sorbian, slot) = both_with_photo(&office)?;
    office.desk.hold_photo(SlotRequest { id: german.release.id, slot })?;
    let held = open(&office, sorbian.release.id)?;
    assert_eq!(states(&held), [LaneState::Locked, LaneState::Held]);
    office.wait_until(at(17, 45, 0, 0));
    assert_eq!((photo_page(&office, &german)?, photo_page(&office, &sorbian)?), (404, 404));
    // Let go of by itself, that of the version waits for the German one.
    office.look_later(sorbian.release.id)?;
    let anew = office.schedule(sorbian.release.id)?;
    assert_eq!(photo_page(&office, &anew)?, 404);
    office.look_later(german.release.id)?;
    office.schedule(german.release.id)?;
    assert_eq!((photo_page(&office, &german)?, photo_page(&office, &anew)?), (200, 200));
    Ok(())
}

#[test]
fn what_is_chosen_or_taken_away_in_the_german_one_is_so_in_its_versions() -> Tested {
    let office = Office::open()?;
    let (german, slot) = office.timed()?;
    let sorbian = version(&office, german)?;
    assert!(open(&office, sorbian)?.photos.is_empty());
    let chosen = office.choose(german, slot)?;
    let followed = open(&office, sorbian)?;
    assert_eq!(followed.photos.len(), 1);
    assert_eq!(followed.photos[0].original, chosen.photos[0].original);
    translate(&office, sorbian)?;
    // The same photo chosen again keeps its words.
    let original = Some(chosen.photos[0].original.clone());
    office.desk.choose_photo(ChooseRequest { id: german, slot: Some(slot), original: None })?;
    assert_eq!(open(&office, sorbian)?.release.photos[0].photo, None);
    office.desk.choose_photo(ChooseRequest { id: german, slot: Some(slot), original })?;
    let again = open(&office, sorbian)?.release.photos[0].photo.clone().ok_or("the photo")?;
    assert_eq!(again.caption.alt_text, ALT);

    let second = office.desk.add_slot(OfRelease { id: german })?.release.photos[1].id;
    let promised = open(&office, sorbian)?.release.slot(second).cloned().ok_or("its place")?;
    assert_eq!(promised.pending_words, "Wobraz sćěhuje");
    office.desk.remove_slot(SlotRequest { id: german, slot })?;
    assert!(open(&office, sorbian)?.release.slot(slot).is_none());
    Ok(())
}
