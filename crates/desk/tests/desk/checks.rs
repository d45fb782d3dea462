//! The preflight at the desk: fixes are done, musts are set aside with a reason.

use sperrfrist_desk::view::{
    CaptionRequest, DraftRequest, FixRequest, JournalEvent, OfRelease, OverrideRequest, ReleaseView,
};
use sperrfrist_release::body::Block;
use sperrfrist_release::preflight::Finding;
use sperrfrist_release::state::State;
use sperrfrist_release::{Body, Caption, ReleaseId};

use crate::support::{Office, Tested, caption};

fn write(office: &Office, id: ReleaseId, lines: &[&str]) -> Result<ReleaseView, Box<dyn std::error::Error>> {
    let mut release = office.desk.open_release(OfRelease { id })?.release;
    release.body = Body::of(lines.iter().map(|line| Block::paragraph(*line)).collect());
    office.desk.draft(DraftRequest { history: None, release })?;
    Ok(office.desk.open_release(OfRelease { id })?)
}

fn found(view: &ReleaseView, code: &str) -> Option<Finding> {
    view.findings.iter().find(|finding| finding.code == code).cloned()
}

fn aside(id: ReleaseId, finding: &Finding, reason: Option<&str>) -> OverrideRequest {
    OverrideRequest {
        id,
        code: finding.code.clone(),
        place: finding.place.clone(),
        words: finding.words.clone(),
        reason: reason.map(str::to_owned),
    }
}

#[test]
fn a_fix_is_done_once_and_only_while_the_text_is_the_one_it_was_made_for() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let view = write(&office, id, &["Am Montag, 21. November, wird geübt."])?;
    let fix = found(&view, "weekday.differs").ok_or("found")?.fixes.remove(0);
    let fixed = office.desk.fix(FixRequest { id, fix: fix.clone() })?;
    assert_eq!(fixed.release.body.content, [Block::paragraph("Am Dienstag, 21. November, wird geübt.")]);
    assert!(found(&fixed, "weekday.differs").is_none());
    assert_eq!(office.desk.fix(FixRequest { id, fix }).expect_err("done").code, "fix.moved_on");
    Ok(())
}

#[test]
fn a_fix_of_a_caption_reaches_the_photo_as_it_is_attached() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let original = office.desk.open_release(OfRelease { id })?.photos[0].original.clone();
    let words = Caption { caption: "Dr. Henrike Aldenhof unterzeichnet.".into(), ..caption() };
    office.desk.caption(CaptionRequest { id, original, caption: words })?;
    let view = write(&office, id, &["Präsidentin Henrike Aldenhoff sprach."])?;
    let finding = found(&view, "person.name_spelt").ok_or("found")?;
    let fix = finding.fixes.iter().find(|fix| fix.label.contains("Aldenhoff")).ok_or("a fix")?.clone();
    let view = office.desk.fix(FixRequest { id, fix })?;
    assert_eq!(view.photos[0].caption.caption, "Dr. Henrike Aldenhoff unterzeichnet.");
    assert!(view.photos[0].clean_bytes.is_some(), "it can be cleaned with these words as well");
    assert_eq!(
        view.release.photos[0].photo.as_ref().map(|photo| &photo.caption),
        Some(&view.photos[0].caption)
    );
    Ok(())
}

#[test]
fn what_is_set_aside_with_a_reason_can_be_planned_and_is_on_record() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let view = write(&office, id, &["Die Band XXX spielt zur Eröffnung."])?;
    let finding = found(&view, "text.mark_left").ok_or("found")?;
    assert_eq!(office.schedule(id).expect_err("blocked").code, "text.mark_left");
    let empty = office.desk.set_aside(aside(id, &finding, Some("  "))).expect_err("no reason");
    assert_eq!(empty.code, "override.no_reason");

    let view = office.desk.set_aside(aside(id, &finding, Some("Sie heißt so.")))?;
    assert_eq!(
        found(&view, "text.mark_left").ok_or("still shown")?.overridden.as_deref(),
        Some("Sie heißt so.")
    );
    assert_eq!(office.schedule(id)?.state, State::Scheduled);
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let line = journal.iter().find(|line| line.event == JournalEvent::Overridden).ok_or("on record")?;
    assert_eq!(line.words.as_deref(), Some("»XXX« ist ein Platzhalter. Sie heißt so."));

    let view = office.desk.set_aside(aside(id, &finding, None))?;
    assert!(found(&view, "text.mark_left").ok_or("counts again")?.blocks());
    Ok(())
}

#[test]
fn what_was_set_aside_for_other_words_blocks_again() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let view = write(&office, id, &["Die Band XXX spielt."])?;
    office.desk.set_aside(aside(
        id,
        &found(&view, "text.mark_left").ok_or("found")?,
        Some("Sie heißt so."),
    ))?;
    write(&office, id, &["Zuerst ein Absatz.", "Die Band XXX spielt."])?;
    assert!(office.schedule(id).is_ok(), "only moved");
    write(&office, id, &["Die Band [Name folgt] spielt."])?;
    assert_eq!(office.schedule(id).expect_err("another one").code, "text.mark_left");
    Ok(())
}

#[test]
fn what_guards_the_embargo_or_a_photos_rights_cannot_be_set_aside() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let mut release = office.desk.open_release(OfRelease { id })?.release;
    release.embargo_notes[0].words = "Sperrfrist: 21.11.2023, 18:00 Uhr".into();
    office.desk.draft(DraftRequest { history: None, release })?;
    let view = office.desk.open_release(OfRelease { id })?;
    let original = view.photos[0].original.clone();
    let taken = Caption { creator: "Jemand anders".into(), rights_reason: String::new(), ..caption() };
    let view = office.desk.caption(CaptionRequest { id, original, caption: taken })?;
    for code in ["embargo.differs", "photo.rightsReplaced"] {
        let finding = found(&view, code).ok_or(code)?;
        let refused = office.desk.set_aside(aside(id, &finding, Some("Trotzdem."))).expect_err("firm");
        assert_eq!(refused.code, "override.firm", "{code}");
    }
    Ok(())
}

#[test]
fn the_size_of_a_photo_is_known_to_the_preflight() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let view = office.desk.open_release(OfRelease { id })?;
    assert!(found(&view, "photo.small_for_print").ok_or("found")?.sentence.contains("900 × 600"));
    Ok(())
}
