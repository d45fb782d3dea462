//! Several officers: one writes, another approves.

use sperrfrist_desk::Desk;
use sperrfrist_desk::view::{ApproveRequest, DueInput, LaneState, OfRelease, ScheduleRequest, TimesRequest};
use sperrfrist_newsroom::{Newsroom, keys};
use sperrfrist_release::ReleaseId;

use crate::support::{self, Office, Tested, at, time};

/// An office that asks for four eyes, and the desks of these people.
fn seats(office: &Office, people: [(&str, &str); 2]) -> Result<[Desk; 2], Box<dyn std::error::Error>> {
    office.newsroom.newsroom().ask_for_four_eyes();
    let data = office.dir.path().join("newsroom");
    let mut desks = Vec::new();
    for (name, rights) in people {
        let rights = rights.parse().map_err(|_| "rights")?;
        Newsroom::add_officer_in(&data, name, rights, &*office.clock)?;
        let keys = keys::read(&office.dir.path().join("newsroom.keys"))?;
        let line = Newsroom::new_token_in(&data, keys, &format!("PC {name}"), Some(name), &*office.clock)?;
        let (archive, url) = (office.dir.path().join(format!("archive {name}")), office.newsroom.url());
        desks.push(support::desk(&archive, url, url, &line, &office.clock)?);
    }
    Ok(desks.try_into().map_err(|_| "two desks")?)
}

fn written(desk: &Desk) -> Result<ReleaseId, Box<dyn std::error::Error>> {
    let release = support::release();
    let id = release.id;
    desk.take(release)?;
    due_at(desk, id, "17:00")?;
    Ok(id)
}

fn due_at(desk: &Desk, id: ReleaseId, hour: &str) -> Tested {
    desk.set_times(TimesRequest { id, due: DueInput::At { time: time(hour) }, slots: Vec::new() })?;
    Ok(())
}

fn live(office: &Office, url: &str) -> Result<bool, Box<dyn std::error::Error>> {
    Ok(office.fetch(url)?.status == 200)
}

fn text(desk: &Desk, id: ReleaseId) -> Result<LaneState, Box<dyn std::error::Error>> {
    Ok(desk.open_release(OfRelease { id })?.lanes[0].state)
}

#[test]
fn what_one_wrote_is_read_and_approved_by_another_and_then_public_at_its_time() -> Tested {
    let office = Office::open()?;
    let [roth, lehmann] = seats(&office, [("M. Roth", "write"), ("K. Lehmann", "write,approve")])?;
    lehmann.office()?;
    // The seat of whoever approves is known from its first proposal or look on.
    assert!(lehmann.proposals()?.rows.is_empty());
    let id = written(&roth)?;
    let view = roth.schedule(ScheduleRequest { id, now: false })?;
    assert_eq!(view.lanes[0].state, LaneState::Proposed, "held there, and not planned");
    let proposals = lehmann.proposals()?.rows;
    assert_eq!(proposals.len(), 1);
    let proposal = &proposals[0];
    assert_eq!((proposal.id, proposal.headline.as_str()), (id, view.release.headline.as_str()));
    assert!(proposal.lines.contains(&view.release.headline));
    assert_eq!(proposal.times, ["Meldung: Di., 21.11.2023, 17:00\u{a0}Uhr"]);
    assert!(!proposal.in_haste);
    let request = ApproveRequest { id, shown: proposal.shown.clone() };
    let error = roth.approve(request.clone()).expect_err("own words");
    assert_eq!(error.code, "officer.not_entitled");
    assert!(lehmann.approve(request)?.rows.is_empty());
    assert_eq!(text(&roth, id)?, LaneState::Locked);
    let url = roth
        .open_release(OfRelease { id })?
        .planned
        .and_then(|planned| planned.page_url)
        .ok_or("an address")?;
    office.clock.set(at(16, 59, 59, 999));
    assert!(!live(&office, &url)?);
    office.clock.set(at(17, 0, 0, 0));
    assert!(live(&office, &url)?);
    Ok(())
}

#[test]
fn only_what_was_shown_is_approved() -> Tested {
    let office = Office::open()?;
    let [roth, lehmann] = seats(&office, [("M. Roth", "write"), ("K. Lehmann", "approve")])?;
    lehmann.proposals()?;
    let id = written(&roth)?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    let shown = lehmann.proposals()?.rows.remove(0).shown;
    due_at(&roth, id, "16:30")?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    let error = lehmann.approve(ApproveRequest { id, shown }).expect_err("it has changed");
    assert_eq!(error.code, "approval.changed");
    assert_eq!(text(&roth, id)?, LaneState::Proposed);
    let shown = lehmann.proposals()?.rows.remove(0).shown;
    lehmann.approve(ApproveRequest { id, shown })?;
    Ok(())
}

#[test]
fn a_seat_that_came_later_is_told_what_to_do() -> Tested {
    let office = Office::open()?;
    let [roth, lehmann] = seats(&office, [("M. Roth", "write"), ("K. Lehmann", "approve")])?;
    let id = written(&roth)?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    let proposals = lehmann.proposals()?;
    assert!(proposals.rows.is_empty(), "sealed before there was this seat");
    assert_eq!(proposals.unreadable[0].code, "approval.other_seat");
    Ok(())
}
