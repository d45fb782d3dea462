//! A desk that is killed between sending and receipt.
//!
//! The child is this same test binary, started again with one ignored test.

use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};

use sperrfrist_desk::view::{LaneState, OfRelease, ScheduleRequest};
use sperrfrist_release::state::State;
use sperrfrist_testkit::clock::HandClock;

use crate::support::{Fate, Office, Tested, at, desk, states};

/// Tells a child where to work: archive, line, newsroom, token, release.
const WORK: &str = "SPERRFRIST_TEST_WORK";

#[test]
#[ignore = "a child of a_desk_killed_between_sending_and_receipt_resumes_and_sends_nothing_twice"]
fn child_that_plans() {
    let work = std::env::var(WORK).expect("started by the other test of this file");
    let [archive, line, newsroom, token, id] = work.split('\n').collect::<Vec<_>>()[..] else {
        panic!("five lines")
    };
    let clock = Arc::new(HandClock::new(at(15, 52, 0, 0)));
    let desk = desk(archive.as_ref(), line, newsroom, token, &clock).expect("opens");
    let _ = desk.schedule(ScheduleRequest { id: id.parse().expect("an id"), now: false });
    panic!("it should have been killed by now");
}

#[test]
fn a_desk_killed_between_sending_and_receipt_resumes_and_sends_nothing_twice() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let Office { clock, newsroom, line, desk: own, dir } = office;
    drop(own);
    let archive = dir.path().join("archive");

    let (arrived, has_arrived) = mpsc::channel();
    let (resume, may_resume) = mpsc::channel();
    let text = format!("PUT /api/items/{id}");
    let mut may_resume = Some(may_resume);
    line.decide(move |request| match may_resume.take_if(|_| request == text) {
        Some(signal) => {
            arrived.send(()).expect("the test waits");
            // Held until the child is dead: the package arrives, its receipt finds nobody.
            Fate::PassAfter(signal)
        }
        None => Fate::Pass,
    });
    let archive_name = archive.to_str().ok_or("a plain path")?;
    let work = [archive_name, line.url(), newsroom.url(), newsroom.token(), &id.to_string()].join("\n");
    let mut child = Command::new(std::env::current_exe()?)
        .args(["--exact", "killed::child_that_plans", "--ignored"])
        .env(WORK, work)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    has_arrived.recv()?;
    child.kill()?;
    child.wait()?;
    resume.send(())?;
    while !line.seen().iter().any(|request| request == &format!("PUT /api/items/{id}")) {
        std::thread::yield_now();
    }

    let desk = desk(&archive, line.url(), newsroom.url(), newsroom.token(), &clock)?;
    let office = Office { clock, newsroom, line, desk, dir };
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!((view.state, states(&view)), (State::Scheduled, vec![LaneState::Locked; 2]));
    office.schedule(id)?;
    assert_eq!(office.line.packages(), 0);
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&view)?.status, 200);
    Ok(())
}
