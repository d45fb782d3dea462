//! Stop, hold, withdraw: at once, and up to the last millisecond.

use std::sync::mpsc;

use sperrfrist_desk::view::{JournalEvent, LaneState, OfRelease, SlotRequest};
use sperrfrist_release::state::State;

use crate::support::{Fate, Office, Tested, at, slug, states};

#[test]
fn a_release_stopped_one_millisecond_before_its_time_never_appears() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(16, 59, 59, 999));
    let stopped = office.desk.stop(OfRelease { id })?;
    assert_eq!((stopped.state, states(&stopped)), (State::Stopped, vec![LaneState::Stopped; 2]));
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 404);
    assert_eq!(office.look_later(id)?.state, State::Stopped);
    Ok(())
}

#[test]
fn what_was_stopped_can_be_planned_anew() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.desk.stop(OfRelease { id })?;
    let again = office.schedule(id)?;
    assert_eq!((again.state, states(&again)), (State::Scheduled, vec![LaneState::Locked; 2]));
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&again)?.status, 200);
    Ok(())
}

#[test]
fn a_stop_that_nobody_answered_is_no_stop() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.line.cut();
    let problem = office.desk.stop(OfRelease { id }).expect_err("cut off");
    assert!(
        problem.sentence.contains("offen") || problem.sentence.contains("nichts angehalten"),
        "{problem:?}"
    );
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!((view.state, states(&view)), (State::Scheduled, vec![LaneState::Locked; 2]));
    office.line.mend();
    assert_eq!(office.desk.stop(OfRelease { id })?.state, State::Stopped);
    Ok(())
}

#[test]
fn a_stop_that_overtakes_the_package_on_its_way_wins_all_the_same() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let (on_its_way, is_on_its_way) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel();
    let text = format!("PUT /api/items/{id}");
    let mut may_go_on = Some(may_go_on);
    office.line.decide(move |request| match may_go_on.take_if(|_| request == text) {
        Some(signal) => {
            on_its_way.send(()).expect("the test waits");
            Fate::PassAfter(signal)
        }
        None => Fate::Pass,
    });
    let planned = std::thread::scope(|scope| {
        let planning = scope.spawn(|| office.schedule(id));
        is_on_its_way.recv().expect("the text is on its way");
        let stopped = office.desk.stop(OfRelease { id });
        // The newsroom learns of the text only after it has carried out the stop.
        go_on.send(()).expect("the text waits");
        stopped.map(|_| planning.join().expect("no panic"))
    })?;
    assert_eq!(planned.expect_err("stopped").code, "schedule.stopped");
    assert_eq!(office.line.packages(), 2);
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!(office.look_later(id)?.state, State::Stopped);
    let url = format!("{}/2023/{}", office.newsroom.url(), slug(id));
    assert_eq!(office.fetch(&url)?.status, 404);
    Ok(())
}

#[test]
fn a_photo_that_is_held_back_leaves_the_text_alone_and_can_be_let_go() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let planned = office.schedule(id)?;
    let held = office.desk.hold_photo(SlotRequest { id, slot })?;
    assert_eq!((held.state, states(&held)), (State::Scheduled, vec![LaneState::Locked, LaneState::Held]));
    office.wait_until(at(17, 40, 0, 0));
    let html = String::from_utf8(office.page(&planned)?.body)?;
    assert!(!html.contains("/medien/"));
    let live = office.look_later(id)?;
    assert_eq!((live.state, states(&live)), (State::Live, vec![LaneState::Public, LaneState::Held]));

    office.schedule(id)?;
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    let out = office.look_later(id)?;
    assert_eq!(states(&out), [LaneState::Public; 2]);
    assert_eq!(office.desk.hold_photo(SlotRequest { id, slot }).expect_err("out").code, "hold.too_late");
    Ok(())
}

#[test]
fn a_stop_while_the_text_is_public_stops_the_photo_that_is_not() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 10, 0, 0));
    office.page(&planned)?;
    office.look_later(id)?;
    let stopped = office.desk.stop(OfRelease { id })?;
    assert_eq!((stopped.state, states(&stopped)), (State::Live, vec![LaneState::Public, LaneState::Stopped]));
    assert_eq!(office.page(&planned)?.status, 200);
    office.wait_until(at(17, 40, 0, 0));
    assert!(!String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    assert_eq!(office.desk.stop(OfRelease { id }).expect_err("nothing more").code, "state.no_such_step");
    Ok(())
}

#[test]
fn what_is_withdrawn_is_gone_with_all_that_was_to_come() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    assert_eq!(office.desk.withdraw(OfRelease { id }).expect_err("a draft").code, "state.no_such_step");
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 10, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    let gone = office.desk.withdraw(OfRelease { id })?;
    assert_eq!(gone.state, State::Withdrawn);
    assert_eq!(gone.lanes[0].state, LaneState::Withdrawn);
    assert_ne!(office.page(&planned)?.status, 200);
    office.wait_until(at(17, 40, 0, 0));
    let evidence = office.desk.evidence(OfRelease { id })?;
    assert!(
        evidence.rows.iter().all(|row| row.check == sperrfrist_desk::view::Check::Locked),
        "{evidence:#?}"
    );
    assert!(evidence.journal.iter().any(|line| line.event == JournalEvent::Withdrawn));
    Ok(())
}

#[test]
fn a_draft_is_stopped_without_asking_anyone() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    office.line.cut();
    assert_eq!(office.desk.stop(OfRelease { id })?.state, State::Stopped);
    Ok(())
}
