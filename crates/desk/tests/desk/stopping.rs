//! Stop, hold, withdraw: at once, and up to the last millisecond.

use std::sync::mpsc;

use sperrfrist_desk::view::{JournalEvent, LaneState, OfRelease, SlotRequest, WithdrawRequest};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::State;

use crate::support::{Fate, Office, Tested, at, desk, slug, states};

fn withdrawal(id: ReleaseId) -> WithdrawRequest {
    WithdrawRequest { id, tombstone: None, reason: String::new() }
}

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
fn a_stop_that_nobody_answered_stops_nothing_yet_and_does_as_soon_as_the_newsroom_is_back() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.line.cut();
    let problem = office.desk.stop(OfRelease { id }).expect_err("cut off");
    assert_eq!(problem.code, "stop.queued");
    assert!(problem.sentence.starts_with("Ob angehalten ist, ist offen"), "{problem:?}");
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!((view.state, states(&view)), (State::Scheduled, vec![LaneState::Locked; 2]));
    assert!(view.is_stop_queued && office.desk.overview()?.releases[0].is_stop_queued);

    // Not even closing the desk loses the wish.
    let Office { clock, newsroom, line, desk: closed, dir } = office;
    drop(closed);
    let archive = dir.path().join("archive");
    let away = desk(&archive, "http://127.0.0.1:9", newsroom.url(), newsroom.token(), &clock)?;
    let problem = away.stop(OfRelease { id }).expect_err("nobody is there");
    assert_eq!(problem.sentence, "Angehalten ist noch nichts: Der Newsroom ist nicht erreichbar.");
    drop(away);
    let desk = desk(&archive, line.url(), newsroom.url(), newsroom.token(), &clock)?;
    let office = Office { clock, newsroom, line, desk, dir };
    assert!(office.look_later(id)?.is_stop_queued);
    office.line.mend();
    let stopped = office.look_later(id)?;
    assert_eq!((stopped.state, stopped.is_stop_queued), (State::Stopped, false));
    assert_eq!(states(&stopped), [LaneState::Stopped; 2]);
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 404);
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    for event in [JournalEvent::StopQueued, JournalEvent::Stopped] {
        assert_eq!(journal.iter().filter(|line| line.event == event).count(), 1, "{event:?}");
    }
    Ok(())
}

#[test]
fn a_stop_that_came_back_too_late_for_the_text_still_stops_its_photo() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.line.cut();
    assert!(office.desk.stop(OfRelease { id }).is_err());
    office.wait_until(at(17, 10, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200, "nobody could tell the newsroom");
    office.line.mend();
    let view = office.look_later(id)?;
    assert_eq!((view.state, states(&view)), (State::Live, vec![LaneState::Public, LaneState::Stopped]));
    assert!(!view.is_stop_queued);
    office.wait_until(at(17, 40, 0, 0));
    assert!(!String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    Ok(())
}

#[test]
fn planning_anew_comes_after_the_stop_that_was_asked_for_first() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.line.cut();
    assert!(office.desk.stop(OfRelease { id }).is_err());
    office.line.mend();
    let again = office.schedule(id)?;
    assert_eq!((again.state, again.is_stop_queued), (State::Scheduled, false));
    let later = office.look_later(id)?;
    assert_eq!((later.state, states(&later)), (State::Scheduled, vec![LaneState::Locked; 2]));
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
    assert_eq!(office.desk.withdraw(withdrawal(id)).expect_err("a draft").code, "state.no_such_step");
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 10, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    let gone = office.desk.withdraw(withdrawal(id))?;
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

#[test]
fn what_is_withdrawn_leaves_the_sentence_that_was_asked_for_and_may_be_deleted() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 40, 0, 0));
    office.page(&planned)?;
    office.look_later(id)?;
    assert_eq!(office.desk.delete(OfRelease { id }).expect_err("public").code, "delete.still_wanted");
    let sentence = "Diese Medieninformation wurde zurückgezogen";
    let request = WithdrawRequest { id, tombstone: Some(sentence.into()), reason: "Termin abgesagt".into() };
    assert_eq!(office.desk.withdraw(request)?.state, State::Withdrawn);
    let page = office.page(&planned)?;
    assert_eq!(page.status, 410);
    let html = String::from_utf8(page.body)?;
    assert!(html.contains(sentence), "{html}");

    office.desk.delete(OfRelease { id })?;
    let parts = std::fs::read_dir(office.dir.path().join("newsroom/parts"))?.flatten();
    let files = parts.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).flatten().count();
    assert_eq!(files, 0, "nothing of it is left on the newsroom's disk");
    assert_eq!(office.page(&planned)?.status, 410, "the sentence stays");
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let words: Vec<_> = journal.iter().filter_map(|line| line.words.as_deref()).collect();
    assert_eq!(words, ["Termin abgesagt"]);
    assert!(journal.iter().any(|line| line.event == JournalEvent::Deleted));
    Ok(())
}
