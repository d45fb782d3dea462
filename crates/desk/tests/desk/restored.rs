//! A newsroom that was restored from its backup lets nobody in: what a desk hears then, and how it comes in again.

use std::path::Path;

use sperrfrist_desk::view::{DueInput, LaneState, OfRelease, Publisher, ScheduleRequest, TimesRequest};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_newsroom::{Access, Newsroom, keys, start_embedded};
use sperrfrist_release::due::DEFAULT_ZONE;

use crate::support::{Office, Tested, release, states, time};

/// A desk at a terminal: an archive, and a key beside the file with the pairing line.
fn at_terminal(office: &Office, url: &str, line: &str) -> Result<Desk, Problem> {
    let access = NewsroomAccess {
        base_url: url.into(),
        public_url: url.into(),
        token: line.into(),
        key_file: Some(office.dir.path().join("zugang.key")),
        publisher: Publisher::Server,
    };
    Desk::open(&office.dir.path().join("terminal"), access, office.clock.clone(), DEFAULT_ZONE)
}

fn line(office: &Office, data: &Path, name: &str) -> Result<String, Box<dyn std::error::Error>> {
    let keys = keys::read(&office.dir.path().join("newsroom.keys"))?;
    Ok(Newsroom::new_token_in(data, keys, name, None, &*office.clock)?)
}

#[test]
fn a_desk_at_a_terminal_comes_in_again_with_a_new_line_in_the_same_file() -> Tested {
    let office = Office::open()?;
    let data = office.dir.path().join("newsroom");
    let first = line(&office, &data, "Terminal")?;
    let desk = at_terminal(&office, office.newsroom.url(), &first)?;
    let written = release();
    let id = written.id;
    desk.take(written)?;
    desk.set_times(TimesRequest { id, due: DueInput::At { time: time("17:00") }, slots: Vec::new() })?;
    desk.schedule(ScheduleRequest { id, now: false })?;
    drop(desk);

    let (backup, restored) = (office.dir.path().join("sicherung"), office.dir.path().join("wieder da"));
    Newsroom::back_up(&data, &backup)?;
    Newsroom::restore_from(&backup, &restored, Access::Revoked, &*office.clock)?;
    let keys = keys::read(&office.dir.path().join("newsroom.keys"))?;
    let newsroom = start_embedded(&restored, keys, office.clock.clone(), ([127, 0, 0, 1], 0).into())?;

    let desk = at_terminal(&office, newsroom.url(), &first)?;
    let refused = desk.schedule(ScheduleRequest { id, now: false }).expect_err("nobody is let in");
    assert_eq!(refused.code, "channel.wrong_token");
    assert!(refused.next_step.contains("token new"), "{refused}");
    drop(desk);

    let second = line(&office, &restored, "Terminal 2")?;
    let desk = at_terminal(&office, newsroom.url(), &second)?;
    desk.open_release(OfRelease { id })?;
    let again = desk.schedule(ScheduleRequest { id, now: false })?;
    assert_eq!(states(&again), [LaneState::Locked], "planned anew, with a key that the newsroom takes");
    Ok(())
}
