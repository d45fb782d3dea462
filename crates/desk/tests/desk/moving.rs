//! New times for what is planned: earlier, later, each by itself, and not while the newsroom is away.

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{
    DraftRequest, Hangs, LaneState, OfRelease, PhotoMove, ReleaseView, RescheduleRequest, TimeInput,
};
use sperrfrist_release::preflight::Telling;
use sperrfrist_release::state::State;
use sperrfrist_release::{ReleaseId, SlotId};

use crate::support::{Fate, Office, Tested, at, states, time};

fn to(id: ReleaseId, text: Option<&str>, photo: Option<(SlotId, &str)>) -> RescheduleRequest {
    RescheduleRequest {
        id,
        text: text.map(time),
        photos: photo.into_iter().map(|(slot, at)| PhotoMove { slot, time: time(at) }).collect(),
        in_words: true,
    }
}

fn dues(view: &ReleaseView) -> Vec<Option<chrono::DateTime<chrono::Utc>>> {
    view.lanes.iter().map(|lane| lane.due).collect()
}

#[test]
fn text_and_photo_move_together_and_nothing_appears_at_the_old_time() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(16, 58, 0, 0));
    let hangs = office.desk.moving(to(id, Some("17:45"), None))?.hangs;
    assert!(
        matches!(
            hangs[..],
            [
                Hangs::Text { .. },
                Hangs::Photo { .. },
                Hangs::EmbargoNote { .. },
                Hangs::PendingWords { .. },
                Hangs::Told { telling: Telling::Done, .. }
            ]
        ),
        "{hangs:?}"
    );
    assert_eq!(office.line.packages(), 2, "to look moves nothing");

    let moved = office.desk.reschedule(to(id, Some("17:45"), None))?;
    assert_eq!(dues(&moved), [Some(at(17, 45, 0, 0)), Some(at(18, 15, 0, 0))]);
    assert_eq!((moved.state, states(&moved)), (State::Scheduled, vec![LaneState::Locked; 2]));
    assert_eq!(moved.release.embargo_notes[0].words, "Sperrfrist: 21.11.2023, 17:45 Uhr");
    assert_eq!(moved.planned.as_ref().map(|planned| planned.changes), Some(0));

    office.wait_until(at(17, 44, 59, 999));
    assert_eq!(office.page(&planned)?.status, 404);
    office.wait_until(at(17, 45, 0, 0));
    let html = String::from_utf8(office.page(&planned)?.body)?;
    assert!(html.contains("Bild folgt gegen 18:15") && !html.contains("/medien/"), "{html}");
    office.wait_until(at(18, 15, 0, 0));
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    Ok(())
}

#[test]
fn past_midnight_it_says_what_the_text_tells_of_its_day() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    let told = |at: &str| -> Result<Vec<(Telling, String)>, Problem> {
        let mut to = to(id, Some("17:00"), None);
        to.text = Some(TimeInput { date: at[..10].into(), time: at[11..].into(), fold: None });
        let hangs = office.desk.moving(to)?.hangs.into_iter();
        Ok(hangs
            .filter_map(|one| match one {
                Hangs::Told { telling, words, .. } => Some((telling, words)),
                _ => None,
            })
            .collect())
    };
    assert_eq!(told("21.11.2023 23:59")?, [(Telling::Done, "haben heute … unterzeichnet".to_owned())]);
    let next = told("22.11.2023 00:15")?;
    assert!(next.contains(&(Telling::Day, "heute".to_owned())), "{next:?}");
    assert!(next.contains(&(Telling::Done, "haben heute … unterzeichnet".to_owned())), "{next:?}");
    Ok(())
}

#[test]
fn earlier_and_each_by_itself() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let planned = office.schedule(id)?;
    let earlier = office.desk.reschedule(to(id, Some("16:00"), Some((slot, "16:05"))))?;
    assert_eq!(dues(&earlier), [Some(at(16, 0, 0, 0)), Some(at(16, 5, 0, 0))]);
    office.wait_until(at(16, 1, 0, 0));
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("Bild folgt gegen 16:05"));
    assert_eq!(office.look_later(id)?.state, State::Live);

    // The ceremony slips again: only the photo can still move, and the page says so.
    let late = office.desk.reschedule(to(id, None, Some((slot, "16:30"))))?;
    assert_eq!(states(&late), [LaneState::Public, LaneState::Locked]);
    assert_eq!(late.state, State::Live);
    let html = String::from_utf8(office.page(&planned)?.body)?;
    assert!(html.contains("Bild folgt gegen 16:30") && !html.contains("Korrigiert"), "{html}");
    let code = |request| office.desk.reschedule(request).map_err(|problem: Problem| problem.code);
    assert_eq!(code(to(id, Some("18:00"), None)).expect_err("public"), "reschedule.too_late");
    assert_eq!(code(to(id, None, Some((slot, "15:00")))).expect_err("past"), "time.past");
    office.wait_until(at(16, 30, 0, 0));
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    office.look_later(id)?;
    assert_eq!(code(to(id, None, Some((slot, "18:00")))).expect_err("out"), "reschedule.too_late");
    Ok(())
}

#[test]
fn a_draft_that_moved_on_is_not_published_by_moving_the_time() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    let mut typed = planned.release.clone();
    typed.headline = "Noch nicht fertig".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    let moved = office.desk.reschedule(to(id, Some("18:00"), None))?;
    assert_eq!(moved.release.headline, "Noch nicht fertig");
    assert_eq!(moved.planned.as_ref().map(|planned| planned.changes), Some(1));
    office.wait_until(at(18, 0, 0, 0));
    let html = String::from_utf8(office.page(&planned)?.body)?;
    assert!(html.contains("üben für den Ausfall") && !html.contains("Noch nicht fertig"));
    Ok(())
}

#[test]
fn while_the_newsroom_is_away_nothing_has_moved_and_the_desk_says_what_holds() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    assert_eq!(
        office.desk.reschedule(to(id, Some("18:00"), None)).expect_err("a draft").code,
        "reschedule.not_planned"
    );
    office.schedule(id)?;
    office.line.cut();
    let problem = office.desk.reschedule(to(id, Some("18:00"), None)).expect_err("cut off");
    assert!(
        problem
            .sentence
            .starts_with("Verschoben ist noch nichts. Es gilt weiter Di., 21.11.2023, 17:00\u{a0}Uhr. "),
        "{problem:?}"
    );
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!(dues(&view), [Some(at(17, 0, 0, 0)), Some(at(17, 30, 0, 0))]);
    assert_eq!(view.release.embargo_notes[0].words, "Sperrfrist: 21.11.2023, 17:00 Uhr");
    office.line.mend();
    assert_eq!(office.desk.reschedule(to(id, Some("18:00"), None))?.lanes[0].due, Some(at(18, 0, 0, 0)));
    Ok(())
}

#[test]
fn the_text_moves_first_and_a_photo_that_did_not_get_through_follows_on_a_repeat() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    let photo = format!("PUT /api/items/{id}.{slot}");
    office.line.decide(move |request| if request == photo { Fate::LoseRequest } else { Fate::Pass });
    let problem = office.desk.reschedule(to(id, Some("18:00"), None)).expect_err("lost");
    assert!(problem.sentence.starts_with("Die Meldung hat ihre neue Zeit"), "{problem:?}");
    assert_eq!(office.desk.open_release(OfRelease { id })?.lanes[0].due, Some(at(18, 0, 0, 0)));
    office.line.mend();
    office.clock.advance(std::time::Duration::from_secs(11));
    let again = office.desk.reschedule(to(id, Some("18:00"), None))?;
    assert_eq!(dues(&again), [Some(at(18, 0, 0, 0)), Some(at(18, 30, 0, 0))]);
    Ok(())
}
