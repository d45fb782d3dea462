//! Writing: drafts, times, slots, import; no newsroom needed.

use sperrfrist_desk::view::{
    DraftRequest, DueInput, ImportRequest, JournalEvent, LaneState, OfRelease, SlotRequest, TimeInput,
    TimesRequest,
};
use sperrfrist_release::state::State;
use sperrfrist_release::{Due, Fold};

use crate::support::{Office, Tested, at, release, states, time};

#[test]
fn what_was_typed_is_there_after_the_desk_was_closed() -> Tested {
    let office = Office::open()?;
    let view = office.desk.new_release()?;
    assert_eq!((view.state, states(&view)), (State::Draft, vec![LaneState::Draft]));
    let mut typed = view.release;
    typed.headline = "Elbmark übt".into();
    let saved = office.desk.draft(DraftRequest { history: None, release: typed.clone() })?;
    assert_eq!((saved.saved_at, saved.changes), (at(15, 52, 0, 0), 0));
    assert!(saved.findings.iter().all(|finding| finding.code != "headline.missing"));
    let office = office.reopen()?;
    assert_eq!(office.desk.open_release(OfRelease { id: typed.id })?.release, typed);
    Ok(())
}

#[test]
fn a_draft_leaves_times_photos_and_address_as_they_are_kept() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let kept = office.desk.open_release(OfRelease { id })?.release;
    let mut typed = kept.clone();
    typed.headline = "Neu".into();
    typed.due = None;
    typed.photos.clear();
    typed.slug = "erraten".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    let after = office.desk.open_release(OfRelease { id })?.release;
    assert_eq!(after.headline, "Neu");
    assert_eq!((&after.due, &after.photos, &after.slug), (&kept.due, &kept.photos, &kept.slug));
    assert_eq!(after.photos[0].id, slot);
    Ok(())
}

#[test]
fn sperrvermerk_and_words_for_the_photo_follow_the_times() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let words = |view: &sperrfrist_desk::view::ReleaseView| {
        (view.release.embargo_notes[0].words.clone(), view.release.photos[0].pending_words.clone())
    };
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!(
        words(&view),
        ("Sperrfrist: 21.11.2023, 17:00 Uhr".into(), "Bild folgt gegen 17:30 Uhr".into())
    );
    let view = office.set_times(id, "18:15", slot, "18:45")?;
    assert_eq!(
        words(&view),
        ("Sperrfrist: 21.11.2023, 18:15 Uhr".into(), "Bild folgt gegen 18:45 Uhr".into())
    );
    Ok(())
}

#[test]
fn a_time_in_the_gap_offers_choices_and_sets_nothing() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let set = |date: &str, time: &str, fold| {
        let time = TimeInput { date: date.into(), time: time.into(), fold };
        office.desk.set_times(TimesRequest { id, due: DueInput::At { time }, slots: Vec::new() })
    };
    let gap = set("2024-03-31", "02:30", None).expect_err("does not exist");
    assert_eq!(gap.code, "time.gap");
    assert_eq!(
        gap.choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>(),
        ["01:59", "03:00"]
    );
    assert_eq!(office.desk.open_release(OfRelease { id })?.release.due, None);

    assert_eq!(set("29.10.2023", "02:30", None).expect_err("twice").code, "time.twice");
    let view = set("29.10.2023", "02:30", Some(Fold::Later))?;
    assert!(matches!(view.release.due, Some(Due::At(time)) if time.fold == Some(Fold::Later)));
    assert_eq!(set("morgen", "17:00", None).expect_err("no date").code, "time.unreadable");
    Ok(())
}

#[test]
fn a_photo_before_its_release_is_kept_and_named_but_cannot_be_planned() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let view = office.set_times(id, "17:00", slot, "16:30")?;
    assert!(view.findings.iter().any(|finding| finding.code == "timetable.photo_before_release"));
    let problem = office.schedule(id).expect_err("blocked");
    assert_eq!(problem.code, "timetable.photo_before_release");
    assert!(office.line.seen().is_empty(), "asked the newsroom for nothing");
    Ok(())
}

#[test]
fn a_time_in_the_past_cannot_be_planned() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.schedule(id).expect_err("past").code, "time.past");
    assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Draft);
    Ok(())
}

#[test]
fn a_slot_that_goes_leaves_its_photo_attached() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let view = office.desk.remove_slot(SlotRequest { id, slot })?;
    assert!(view.release.photos.is_empty());
    assert_eq!((view.photos.len(), view.photos[0].slot), (1, None));
    assert_eq!(office.desk.remove_slot(SlotRequest { id, slot }).expect_err("gone").code, "slot.none");
    Ok(())
}

#[test]
fn a_text_is_imported_and_a_file_that_is_none_is_refused_without_a_trace() -> Tested {
    let office = Office::open()?;
    let request = || ImportRequest { file_name: "meldung.txt".into() };
    let text = "Medieninformation\n\nStaatskanzlei\n\nSperrfrist: 21.11.2023, 17:00 Uhr\n\nElbmark übt\n\n\
                Lindenfurt (21.11.2023) – Heute wurde unterzeichnet.\n";
    let imported = office.desk.import_text(text.as_bytes(), request())?.view;
    assert_eq!(imported.release.headline, "Elbmark übt");
    assert!(matches!(&imported.release.due, Some(Due::At(time)) if time.utc == at(17, 0, 0, 0)));
    let evidence = office.desk.evidence(OfRelease { id: imported.release.id })?;
    assert_eq!(evidence.journal[0].event, JournalEvent::Imported);

    for bytes in [&b""[..], b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0"] {
        let problem = office.desk.import_text(bytes, request()).expect_err("no text");
        assert!(problem.code.starts_with("import."), "{problem:?}");
    }
    assert_eq!(office.desk.overview()?.releases.len(), 1);
    Ok(())
}

#[test]
fn a_release_from_a_file_is_taken_once() -> Tested {
    let office = Office::open()?;
    let release = release();
    office.desk.take(release.clone())?;
    assert_eq!(office.desk.take(release).expect_err("here").code, "release.here_already");
    Ok(())
}

#[test]
fn a_release_on_signal_says_so() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let due = DueInput::OnSignal {
        words: "Redebeginn".into(),
        expected: Some(time("17:00")),
        not_before: Some(time("16:45")),
    };
    let view = office.desk.set_times(TimesRequest { id, due, slots: Vec::new() })?;
    assert_eq!(view.release.embargo_notes[0].words, "Sperrfrist: Redebeginn");
    assert_eq!((view.lanes[0].due, view.lanes[0].state), (None, LaneState::Draft));
    Ok(())
}

#[test]
fn the_status_tells_whether_anything_was_written() -> Tested {
    let office = Office::open()?;
    let mut release = office.desk.new_release()?.release;
    let seen = office.desk.overview()?;
    assert_eq!(seen.status.changes, office.desk.status()?.changes, "nobody has written since");
    assert_eq!(office.desk.overview()?.releases, seen.releases);
    release.headline = "Anders".into();
    office.desk.draft(DraftRequest { release, history: None })?;
    assert_ne!(seen.status.changes, office.desk.status()?.changes);
    assert_eq!(office.desk.overview()?.releases[0].headline, "Anders");
    Ok(())
}
