//! Planning: absent before its time, there at its time, nothing twice.

use sperrfrist_desk::view::{
    ChooseRequest, DraftRequest, DueInput, LaneState, OfRelease, PhotoTimeInput, ScheduleRequest, SlotInput,
    SlotRequest, TimesRequest,
};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::state::State;
use sperrfrist_release::{CivilTime, Due};

use crate::support::{Office, Tested, at, release, slug, states, time};

#[test]
fn a_release_is_absent_before_its_time_and_its_photo_before_its_own() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    assert_eq!((planned.state, states(&planned)), (State::Scheduled, vec![LaneState::Locked; 2]));
    let url = planned.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?;
    assert!(url.ends_with(&format!("/2023/{}", slug(id))), "{url}");
    assert_eq!(office.line.packages(), 2);

    office.wait_until(at(16, 59, 59, 999));
    let before = office.page(&planned)?;
    let never = office.fetch(&format!("{}/2023/gab-es-nie", office.newsroom.url()))?;
    assert_eq!((before.status, &before.body), (never.status, &never.body));

    office.wait_until(at(17, 0, 0, 0));
    let page = office.page(&planned)?;
    let html = String::from_utf8(page.body)?;
    assert_eq!(page.status, 200);
    assert!(html.contains("Bild folgt gegen 17:30") && !html.contains("/medien/"), "{html}");
    let live = office.look_later(id)?;
    assert_eq!((live.state, states(&live)), (State::Live, vec![LaneState::Public, LaneState::Locked]));
    assert_eq!(live.lanes[0].public_since, Some(at(17, 0, 0, 0)));

    office.wait_until(at(17, 30, 0, 0));
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    let live = office.look_later(id)?;
    assert_eq!(states(&live), [LaneState::Public; 2]);
    assert_eq!(live.lanes[1].public_since, Some(at(17, 30, 0, 0)));
    Ok(())
}

#[test]
fn the_overview_notices_by_itself_what_went_public() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let planned = office.schedule(id)?;
    office.line.seen();
    office.wait_until(at(16, 59, 0, 0));
    office.desk.overview()?;
    assert!(office.line.seen().iter().all(|request| !request.contains("releases")), "asked without need");
    office.wait_until(at(17, 0, 1, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    let overview = office.desk.overview()?;
    assert_eq!((overview.releases[0].id, overview.releases[0].state), (id, State::Live));
    assert_eq!(overview.status.unreachable, None);
    Ok(())
}

#[test]
fn planning_the_same_again_sends_nothing() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let first = office.schedule(id)?;
    assert_eq!(office.line.packages(), 2);
    let second = office.schedule(id)?;
    assert_eq!(office.line.packages(), 0);
    assert_eq!(second.planned, first.planned);
    Ok(())
}

#[test]
fn a_draft_that_moved_on_says_in_how_many_places() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    assert_eq!(planned.planned.as_ref().map(|planned| planned.changes), Some(0));
    office.wait_until(at(16, 10, 0, 0));
    let mut typed = planned.release;
    typed.headline = "Elbmark und Bund üben gemeinsam".into();
    typed.contact.name = "Jan Tannhof".into();
    typed.body.content.remove(1);
    assert_eq!(office.desk.draft(DraftRequest { history: None, release: typed })?.changes, 3);
    let view = office.desk.open_release(OfRelease { id })?;
    let moved_on = view.planned.ok_or("planned")?;
    assert_eq!((moved_on.changes, moved_on.version_at, moved_on.generation), (3, at(15, 52, 0, 0), 1));
    assert!(office.desk.overview()?.releases[0].draft_differs);

    let anew = office.schedule(id)?.planned.ok_or("planned")?;
    assert_eq!((anew.changes, anew.version_at, anew.generation), (0, at(16, 10, 0, 0), 2));
    assert_eq!(office.line.packages(), 3, "two, and then the text alone");
    Ok(())
}

#[test]
fn a_release_moved_to_a_later_time_does_not_appear_at_the_old_one() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    office.set_times(id, "18:00", slot, "18:30")?;
    let moved = office.schedule(id)?;
    assert_eq!(moved.lanes[0].due, Some(at(18, 0, 0, 0)));
    office.wait_until(at(17, 59, 59, 999));
    assert_eq!(office.page(&moved)?.status, 404);
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!(office.page(&moved)?.status, 200);
    Ok(())
}

#[test]
fn a_photo_that_comes_after_planning_is_sent_alone() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Reserved]);
    assert_eq!(planned.lanes[1].due, Some(at(17, 30, 0, 0)));
    assert_eq!(office.line.packages(), 1);
    office.choose(id, slot)?;
    assert_eq!(states(&office.schedule(id)?), [LaneState::Locked; 2]);
    assert_eq!(office.line.packages(), 1);
    Ok(())
}

#[test]
fn a_late_photo_goes_out_only_when_someone_plans_it_and_leaves_the_text_alone() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 45, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    let live = office.look_later(id)?;
    assert_eq!(states(&live), [LaneState::Public, LaneState::Reserved]);
    office.line.seen();
    office.choose(id, slot)?;
    office.wait_until(at(17, 50, 0, 0));
    assert!(!String::from_utf8(office.page(&live)?.body)?.contains("/medien/"));

    let sent = office.schedule(id)?;
    assert_eq!(office.line.packages(), 1);
    assert_eq!(sent.planned.as_ref().map(|planned| planned.version_at), Some(at(15, 52, 0, 0)));
    assert!(String::from_utf8(office.page(&sent)?.body)?.contains("/medien/"));
    let view = office.look_later(id)?;
    assert_eq!((view.state, states(&view)), (State::Live, vec![LaneState::Public; 2]));
    Ok(())
}

#[test]
fn what_is_public_is_not_planned_anew_but_corrected() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    let mut typed = office.look_later(id)?.release;
    typed.headline = "Anders".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    let problem = office.schedule(id).expect_err("public");
    assert_eq!(problem.code, "state.no_such_step");
    assert!(problem.next_step.contains("Korrektur"), "{problem:?}");
    Ok(())
}

#[test]
fn a_release_published_at_once_is_public_at_once_and_bears_no_sperrvermerk() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    office.wait_until(at(17, 10, 0, 0));
    let view = office.desk.schedule(ScheduleRequest { id, now: true })?;
    assert_eq!(view.lanes[0].due, Some(at(17, 10, 0, 0)));
    assert!(view.release.embargo_notes.is_empty());
    assert_eq!(view.planned.as_ref().map(|planned| planned.changes), Some(0));
    assert_eq!(office.page(&view)?.status, 200);
    assert_eq!(view.release.photos[0].id, slot);
    Ok(())
}

#[test]
fn a_photo_whose_slot_is_gone_from_the_new_version_is_held_back() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    office.desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: None })?;
    let emptied = office.schedule(id)?;
    assert_eq!(states(&emptied), [LaneState::Locked, LaneState::Held]);
    assert_eq!(emptied.planned.as_ref().map(|planned| planned.changes), Some(0));
    office.desk.remove_slot(SlotRequest { id, slot })?;
    assert_eq!(states(&office.schedule(id)?), [LaneState::Locked]);
    office.wait_until(at(17, 40, 0, 0));
    let view = office.look_later(id)?;
    assert!(!String::from_utf8(office.page(&view)?.body)?.contains("/medien/"));
    Ok(())
}

#[test]
fn the_address_of_a_release_tells_nothing_of_a_sealed_one_with_the_same_headline() -> Tested {
    let office = Office::open()?;
    let ((one, slot), (two, _)) = (office.timed()?, office.timed()?);
    office.set_times(one, "18:00", slot, "18:30")?;
    let address = |id| -> Result<_, Box<dyn std::error::Error>> {
        Ok(office.schedule(id)?.planned.and_then(|planned| planned.page_url).ok_or("an address")?)
    };
    let (sealed, public) = (address(one)?, address(two)?);
    office.wait_until(at(17, 0, 0, 0));
    // As it would be alone: from its own headline and its own id.
    assert_eq!(public, format!("{}/2023/{}", office.newsroom.url(), slug(two)));
    assert_eq!((office.fetch(&public)?.status, office.fetch(&sealed)?.status), (200, 404));
    let plain = format!("{}/2023/elbmark-und-bund-ueben-fuer-den-ausfall", office.newsroom.url());
    let never = office.fetch(&format!("{}/2023/gab-es-nie", office.newsroom.url()))?;
    for address in [plain.clone(), format!("{plain}-2"), sealed] {
        assert_eq!(office.fetch(&address)?.body, never.body, "{address}");
    }
    Ok(())
}

#[test]
fn a_release_on_signal_waits_for_it() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.desk.set_times(TimesRequest {
        id,
        due: DueInput::OnSignal {
            words: "Redebeginn".into(),
            expected: Some(time("17:00")),
            not_before: Some(time("16:45")),
        },
        slots: vec![SlotInput {
            slot,
            label: "Bild".into(),
            time: PhotoTimeInput::After { minutes: 5 },
            approximate: false,
            pending_words: String::new(),
        }],
    })?;
    assert_eq!(office.desk.signal(OfRelease { id }).expect_err("not planned").code, "signal.nothing_waits");
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked; 2]);
    assert_eq!(planned.lanes[0].due, None);
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 404);

    let given = office.desk.signal(OfRelease { id })?;
    assert_eq!(given.lanes[0].due, Some(at(18, 0, 0, 0)));
    assert_eq!(office.page(&planned)?.status, 200);
    let live = office.look_later(id)?;
    assert_eq!((live.state, states(&live)), (State::Live, vec![LaneState::Public, LaneState::Locked]));
    assert_eq!(live.lanes[1].due, Some(at(18, 5, 0, 0)));
    Ok(())
}

#[test]
fn what_the_preflight_forbids_is_said_before_anything_is_asked_or_sent() -> Tested {
    let office = Office::open()?;
    let id = office.desk.new_release()?.release.id;
    let problem = office.schedule(id).expect_err("empty");
    assert_eq!(problem.code, "timetable.no_due");
    assert!(problem.sentence.contains("Die Überschrift fehlt."), "{problem:?}");
    assert!(office.line.seen().is_empty());
    Ok(())
}

#[test]
fn a_time_that_means_another_instant_by_a_newer_tz_database_is_asked_about_before_it_is_planned() -> Tested {
    let office = Office::open()?;
    let mut written = release();
    let id = written.id;
    // Planned when 17:00 in Berlin was to be 15:00 UTC for good.
    let five = CivilTime::parse("21.11.2023 17:00", DEFAULT_ZONE, None)?;
    written.due = Some(Due::At(CivilTime { utc: at(16, 0, 0, 0), tzdb: "2019a".into(), ..five }));
    office.desk.take(written)?;
    let asked = office.schedule(id).expect_err("which of both is meant");
    assert_eq!(asked.code, "time.zone_changed");
    assert!(asked.sentence.contains("16:00"), "{asked}");
    assert_eq!(office.line.packages(), 0);
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!(
        view.lanes[0].due,
        Some(at(16, 0, 0, 0)),
        "the instant is the frozen one until somebody answers"
    );
    office.desk.set_times(TimesRequest {
        id,
        due: DueInput::At { time: time("17:00") },
        slots: Vec::new(),
    })?;
    assert_eq!(office.schedule(id)?.lanes[0].due, Some(at(17, 0, 0, 0)));
    Ok(())
}
