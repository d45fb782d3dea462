//! A newsroom on a server, and a PC whose clock is wrong: the newsroom's time counts, under its signature only.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use sperrfrist_desk::view::{LaneState, OfRelease, Publisher, ScheduleRequest};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_testkit::clock::HandClock;

use crate::support::{Fate, Office, Tested, at, release, states};

/// A desk at the office's newsroom with a clock of its own.
fn desk_of(office: &Office, pc: &Arc<HandClock>) -> Result<Desk, Problem> {
    let access = NewsroomAccess {
        base_url: office.line.url().into(),
        public_url: office.newsroom.url().into(),
        token: office.newsroom.newsroom().new_token("PC").expect("a token"),
        key_file: None,
        publisher: Publisher::Server,
    };
    Desk::open(&office.dir.path().join("pc"), access, pc.clone(), DEFAULT_ZONE)
}

fn pass(office: &Office, pc: &HandClock, time: Duration) {
    office.clock.advance(time);
    pc.advance(time);
}

#[test]
fn on_a_pc_two_hours_off_the_newsroom_s_time_is_shown_and_decides() -> Tested {
    for wrong in [at(17, 52, 0, 0), at(13, 52, 0, 0)] {
        let office = Office::open()?;
        let pc = Arc::new(HandClock::new(wrong));
        let desk = desk_of(&office, &pc)?;
        let status = desk.status()?;
        assert_eq!(status.now, wrong);
        assert_eq!(status.newsroom_time.map(|time| time.now), Some(at(15, 52, 0, 0)));

        let written = release();
        let id = written.id;
        desk.take(written)?;
        let due = |hour| sperrfrist_desk::view::TimesRequest {
            id,
            due: sperrfrist_desk::view::DueInput::At { time: crate::support::time(hour) },
            slots: Vec::new(),
        };
        // By the fast PC's clock 17:00 is past, by the slow one's 15:00 is still to come.
        desk.set_times(due("15:00"))?;
        let past = desk.schedule(ScheduleRequest { id, now: false }).expect_err("past");
        assert_eq!(past.code, "time.past");
        desk.set_times(due("17:00"))?;
        let planned = desk.schedule(ScheduleRequest { id, now: false })?;
        assert_eq!(states(&planned), [LaneState::Locked]);

        pass(&office, &pc, Duration::from_secs(68 * 60));
        assert_eq!(office.page(&planned)?.status, 200);
        desk.overview()?;
        assert_eq!(states(&desk.open_release(OfRelease { id })?), [LaneState::Public]);
    }
    Ok(())
}

#[test]
fn a_newsroom_that_falls_silent_leaves_its_time_behind() -> Tested {
    let office = Office::open()?;
    let pc = Arc::new(HandClock::new(at(17, 52, 0, 0)));
    let desk = desk_of(&office, &pc)?;
    desk.status()?;
    office.line.cut();
    pass(&office, &pc, Duration::from_secs(600));
    let status = desk.status()?;
    let time = status.newsroom_time.expect("carried on");
    assert_eq!((time.now, time.uncertainty_ms), (at(16, 2, 0, 0), 300));
    assert_eq!(status.unreachable.expect("away").since, at(16, 2, 0, 0));
    Ok(())
}

#[test]
fn an_unsynchronised_newsroom_is_told_as_such() -> Tested {
    let office = Office::open()?;
    let pc = Arc::new(HandClock::new(at(15, 52, 0, 0)));
    office.clock.set_synced(false);
    let desk = desk_of(&office, &pc)?;
    assert!(!desk.status()?.newsroom_time.expect("told").synced);
    Ok(())
}

#[test]
fn a_time_that_was_forged_or_said_before_is_not_believed() -> Tested {
    let office = Office::open()?;
    let pc = Arc::new(HandClock::new(at(15, 52, 0, 0)));
    let desk = desk_of(&office, &pc)?;
    desk.status()?;

    // An hour is added on the way.
    let forge = |answer: Vec<u8>| {
        String::from_utf8(answer).expect("text").replacen("T14:52", "T15:52", 1).into_bytes()
    };
    office.line.decide(
        move |request| {
            if request.contains("/api/time") { Fate::Forge(Box::new(forge)) } else { Fate::Pass }
        },
    );
    pass(&office, &pc, Duration::from_secs(6));
    let status = desk.status()?;
    assert_eq!(status.unreachable.expect("not believed").problem.code, "newsroom.forged_time");
    assert_eq!(status.newsroom_time.map(|time| time.now), Some(at(15, 52, 6, 0)));

    // The first answer is kept, and given again.
    let kept = Arc::new(Mutex::new(None));
    office.line.decide(move |request| {
        let kept = Arc::clone(&kept);
        if !request.contains("/api/time") {
            return Fate::Pass;
        }
        Fate::Forge(Box::new(move |answer| kept.lock().expect("one thread").get_or_insert(answer).clone()))
    });
    pass(&office, &pc, Duration::from_secs(11));
    assert_eq!(desk.status()?.unreachable, None, "the first is the newsroom's own");
    pass(&office, &pc, Duration::from_secs(6));
    let status = desk.status()?;
    assert_eq!(status.unreachable.expect("replayed").problem.code, "newsroom.forged_time");
    assert_eq!(status.newsroom_time.map(|time| time.now), Some(at(15, 52, 23, 0)));
    Ok(())
}
