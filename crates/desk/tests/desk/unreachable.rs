//! The newsroom away, or its answer lost: nothing half planned, nothing twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sperrfrist_desk::view::{DraftRequest, LaneState, OfRelease, ScheduleRequest};
use sperrfrist_release::state::State;

use crate::support::{Fate, Office, Tested, at, desk, states};

#[test]
fn an_unreachable_newsroom_leaves_the_release_a_draft_and_a_repeat_plans_it() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.line.cut();
    let problem = office.schedule(id).expect_err("cut off");
    assert!(problem.sentence.starts_with("Die Meldung ist noch nicht eingeplant."), "{problem:?}");
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!((view.state, view.planned), (State::Draft, None));
    office.line.mend();
    assert_eq!(office.schedule(id)?.state, State::Scheduled);
    assert_eq!(office.line.packages(), 2);
    Ok(())
}

#[test]
fn a_newsroom_that_breaks_off_between_photo_and_text_has_planned_nothing() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let text = format!("/api/items/{id}");
    office.line.decide(move |request| if request.ends_with(&text) { Fate::LoseRequest } else { Fate::Pass });
    assert!(office.schedule(id).is_err());
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!((view.state, view.planned.as_ref()), (State::Draft, None));
    assert_eq!(states(&view), [LaneState::Pending, LaneState::Locked]);
    office.line.mend();
    office.wait_until(at(16, 0, 0, 0));
    assert_eq!(office.line.packages(), 1);
    let planned = office.schedule(id)?;
    assert_eq!((planned.state, states(&planned)), (State::Scheduled, vec![LaneState::Locked; 2]));
    assert_eq!(office.line.packages(), 1, "the photo is there already");
    Ok(())
}

#[test]
fn a_lost_answer_leads_to_one_publication_and_no_second_generation() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let lost = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&lost);
    office.line.decide(move |request| {
        let is_put = request.starts_with("PUT");
        if is_put && counting.fetch_add(1, Ordering::SeqCst) == 0 { Fate::LoseAnswer } else { Fate::Pass }
    });
    assert!(office.schedule(id).is_err());
    assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Draft);
    let planned = office.schedule(id)?;
    assert_eq!(planned.planned.as_ref().map(|planned| planned.generation), Some(1));
    assert_eq!(states(&planned), [LaneState::Locked; 2]);
    // The photo, whose answer was lost and which was read back, and the text.
    assert_eq!(office.line.packages(), 2);
    Ok(())
}

#[test]
fn an_answer_lost_at_the_very_end_is_read_back_and_counts() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    office.line.decide(|request| if request.starts_with("PUT") { Fate::LoseAnswer } else { Fate::Pass });
    let problem = office.schedule(id).expect_err("lost");
    assert_eq!(problem.code, "channel.unknown");
    office.line.mend();
    office.clock.advance(std::time::Duration::from_secs(11));
    let view = office.look_later(id)?;
    assert_eq!((view.state, states(&view)), (State::Scheduled, vec![LaneState::Locked, LaneState::Reserved]));
    assert!(view.planned.is_some_and(|planned| planned.page_url.is_some()));
    office.line.seen();
    office.schedule(id)?;
    assert_eq!(office.line.packages(), 0);
    Ok(())
}

#[test]
fn a_new_version_that_does_not_arrive_leaves_the_planned_one_in_force() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    office.set_times(id, "18:00", slot, "18:30")?;
    office.line.decide(|request| if request.starts_with("PUT") { Fate::LoseRequest } else { Fate::Pass });
    let problem = office.schedule(id).expect_err("lost");
    assert!(problem.sentence.starts_with("Die neue Fassung ist noch nicht eingeplant"), "{problem:?}");
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!((view.state, view.lanes[0].due), (State::Scheduled, Some(at(17, 0, 0, 0))));
    assert!(view.planned.is_some_and(|planned| planned.changes > 0));
    office.line.mend();
    assert_eq!(office.schedule(id)?.lanes[0].due, Some(at(18, 0, 0, 0)));
    Ok(())
}

#[test]
fn the_status_says_when_the_newsroom_is_away() -> Tested {
    let office = Office::open()?;
    assert_eq!(office.desk.status()?.unreachable, None);
    office.line.cut();
    office.clock.advance(Duration::from_secs(6));
    let since = office.desk.status()?.unreachable.expect("away").since;
    assert_eq!(since, at(15, 52, 6, 0));
    office.clock.advance(Duration::from_secs(60));
    assert_eq!(office.desk.status()?.unreachable.map(|away| away.since), Some(since));
    office.line.mend();
    office.clock.advance(Duration::from_secs(10));
    assert_eq!(office.desk.status()?.unreachable, None);
    Ok(())
}

#[test]
fn what_another_desk_stopped_is_shown_as_stopped_and_can_be_planned_anew() -> Tested {
    let office = Office::open()?;
    let elsewhere = office.dir.path().join("elsewhere");
    let token = office.newsroom.newsroom().new_token("Zweiter Schreibtisch")?;
    let other = desk(&elsewhere, office.line.url(), office.newsroom.url(), &token, &office.clock)?;
    other.office()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    let mut release = other.take_over(OfRelease { id })?.release;
    release.headline = "Fassung des anderen".into();
    other.draft(DraftRequest { history: None, release })?;
    other.schedule(ScheduleRequest { id, now: false })?;
    other.stop(OfRelease { id })?;

    office.desk.evidence(OfRelease { id })?;
    assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Stopped);
    let again = office.schedule(id)?;
    assert_eq!((again.state, states(&again)), (State::Scheduled, vec![LaneState::Locked; 2]));
    office.wait_until(at(17, 0, 0, 0));
    assert!(String::from_utf8(office.page(&again)?.body)?.contains("Elbmark und Bund üben für den Ausfall"));
    Ok(())
}

#[test]
fn who_is_told_to_come_later_has_planned_nothing_and_a_repeat_sends_the_same_bytes() -> Tested {
    for status in [429, 502, 503] {
        let office = Office::open()?;
        let (id, _) = office.with_photo()?;
        let later = move || Fate::Answer(status, "Später".into());
        office.line.decide(move |request| if request.starts_with("PUT") { later() } else { Fate::Pass });
        let problem = office.schedule(id).expect_err("later");
        assert!(
            problem.sentence.starts_with("Die Meldung ist noch nicht eingeplant."),
            "{status}: {problem}"
        );
        assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Draft, "{status}");
        office.line.mend();
        office.clock.advance(std::time::Duration::from_secs(11));
        let planned = office.schedule(id)?;
        assert_eq!(planned.planned.as_ref().map(|planned| planned.generation), Some(1), "{status}");
        office.wait_until(at(17, 0, 0, 0));
        assert_eq!(office.page(&planned)?.status, 200, "{status}");
    }
    Ok(())
}
