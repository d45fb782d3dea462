//! Correcting what is public: only what differs, at once, and said openly.

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{
    CaptionRequest, CorrectRequest, DraftRequest, JournalEvent, LaneState, OfRelease, ReleaseView,
};
use sperrfrist_release::state::State;
use sperrfrist_release::{Caption, ReleaseId};

use crate::support::{Office, Tested, at, caption, states};

fn correct(office: &Office, id: ReleaseId, notice: &str) -> Result<ReleaseView, Problem> {
    office.desk.correct(CorrectRequest { id, notice: notice.into(), delivered: false })
}

fn retype(office: &Office, view: &ReleaseView, contact: &str) -> Tested {
    let mut typed = view.release.clone();
    typed.contact.name = contact.into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    Ok(())
}

fn recaption(office: &Office, view: &ReleaseView, words: &str) -> Tested {
    let original = view.photos[0].original.clone();
    let caption = Caption { caption: words.into(), ..caption() };
    office.desk.caption(CaptionRequest { id: view.release.id, original, caption })?;
    Ok(())
}

fn public_html(office: &Office, view: &ReleaseView) -> Result<String, Box<dyn std::error::Error>> {
    Ok(String::from_utf8(office.page(view)?.body)?)
}

#[test]
fn a_corrected_text_is_public_at_once_and_nothing_else_is_sent() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    retype(&office, &planned, "Miriam Thannhof")?;
    assert_eq!(correct(&office, id, "Name").expect_err("not public").code, "state.no_such_step");
    office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    assert!(public_html(&office, &planned)?.contains("Thannhof"));
    let live = office.look_later(id)?;
    assert_eq!(correct(&office, id, "Name").expect_err("the same").code, "correct.nothing_differs");

    office.wait_until(at(17, 6, 0, 0));
    retype(&office, &live, "Miriam Tannhof")?;
    assert!(public_html(&office, &planned)?.contains("Thannhof"), "a draft changes nothing");
    assert_eq!(correct(&office, id, " ").expect_err("no notice").code, "correct.no_notice");
    office.line.seen();
    let corrected = correct(&office, id, "Name der Ansprechpartnerin.")?;
    assert_eq!(office.line.packages(), 1, "the text alone");
    assert_eq!(states(&corrected), [LaneState::Public, LaneState::Locked]);
    assert_eq!(corrected.state, State::Corrected);
    assert_eq!(corrected.lanes[0].public_since, Some(at(17, 0, 0, 0)));
    assert_eq!(corrected.planned.as_ref().map(|planned| planned.changes), Some(0));
    let [correction] = &corrected.release.corrections[..] else { return Err("one correction".into()) };
    assert_eq!((correction.at, correction.notice.as_str()), (at(17, 6, 0, 0), "Name der Ansprechpartnerin."));
    let html = public_html(&office, &planned)?;
    assert!(html.contains("Miriam Tannhof") && !html.contains("Thannhof"));

    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let public = journal.iter().filter(|line| line.event == JournalEvent::WentPublic).count();
    assert_eq!(public, 1, "it went public once");
    assert!(journal.iter().any(|line| line.words.as_deref() == Some("Name der Ansprechpartnerin.")));
    Ok(())
}

#[test]
fn a_caption_is_corrected_without_the_text_and_a_locked_one_without_a_word() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    office.page(&planned)?;
    let live = office.look_later(id)?;
    recaption(&office, &live, "Zuerst berichtigt, als es noch gesperrt war.")?;
    office.line.seen();
    let locked = correct(&office, id, "")?;
    assert_eq!((office.line.packages(), locked.state), (1, State::Live));

    office.wait_until(at(17, 30, 0, 0));
    assert!(public_html(&office, &planned)?.contains("Zuerst berichtigt"));
    let live = office.look_later(id)?;
    let before = office.desk.evidence(OfRelease { id })?;
    recaption(&office, &live, "Dr. Henrike Aldenhof und Jonas Wiedebusch.")?;
    assert_eq!(correct(&office, id, "").expect_err("public").code, "correct.no_notice");
    office.line.seen();
    let corrected = correct(&office, id, "Name in der Bildunterschrift.")?;
    assert_eq!(office.line.packages(), 1, "the photo alone");
    assert_eq!((corrected.state, states(&corrected)), (State::Corrected, vec![LaneState::Public; 2]));
    assert!(public_html(&office, &planned)?.contains("Aldenhof und"));
    let photo = corrected.release.slot(slot).and_then(|slot| slot.photo.as_ref()).ok_or("a photo")?;
    assert!(photo.corrections.is_empty(), "the draft carries none of its own");

    // Other words are other bytes: the old addresses answer no more.
    let after = office.desk.evidence(OfRelease { id })?;
    let url = |evidence: &sperrfrist_desk::view::Evidence| {
        evidence.rows.iter().find(|row| row.output == "web").map(|row| row.url.clone())
    };
    let (old, new) = (url(&before).ok_or("an address")?, url(&after).ok_or("an address")?);
    assert_ne!(old, new);
    assert_ne!(office.fetch(&old)?.status, 200);
    assert_eq!(office.fetch(&new)?.status, 200);
    Ok(())
}

#[test]
fn a_speech_as_it_was_held_is_a_version_and_no_correction() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let mut speech = office.desk.open_release(OfRelease { id })?.release;
    speech.standing_lines = vec!["Es gilt das gesprochene Wort.".into()];
    office.desk.draft(DraftRequest { history: None, release: speech })?;
    let planned = office.desk.schedule(sperrfrist_desk::view::ScheduleRequest { id, now: true })?;
    assert!(public_html(&office, &planned)?.contains("gesprochene Wort"));
    office.look_later(id)?;
    let held = office.desk.correct(CorrectRequest { id, notice: String::new(), delivered: true })?;
    assert!(held.release.delivered && held.release.corrections.is_empty());
    assert_eq!((held.state, held.planned.map(|planned| planned.changes)), (State::Live, Some(0)));
    assert!(!public_html(&office, &planned)?.contains("gesprochene Wort"));
    Ok(())
}

#[test]
fn what_the_newsroom_did_not_hear_is_not_called_corrected() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    office.page(&planned)?;
    let live = office.look_later(id)?;
    retype(&office, &live, "Jan Tannhof")?;
    office.line.cut();
    let problem = correct(&office, id, "Name").expect_err("cut off");
    assert!(problem.sentence.starts_with("Die Korrektur ist noch nicht öffentlich."), "{problem:?}");
    assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Live);
    Ok(())
}
