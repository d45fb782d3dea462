//! Several officers: one writes, another approves.

use std::path::Path;
use std::time::Duration;

use sperrfrist_desk::Desk;
use sperrfrist_desk::view::{
    ApproveRequest, AttachRequest, CaptionRequest, ChooseRequest, DueInput, JournalEvent, LaneState,
    LiftRequest, OfRelease, ReleaseView, RescheduleRequest, ScheduleRequest, TimesRequest,
};
use sperrfrist_newsroom::{Newsroom, keys};
use sperrfrist_photo::{Limits, inspect};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::State;

use crate::support::{self, Office, Tested, at, time};

/// An office that asks for four eyes, and the desks of these people.
pub fn seats(office: &Office, people: [(&str, &str); 2]) -> Result<[Desk; 2], Box<dyn std::error::Error>> {
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

pub fn written(desk: &Desk) -> Result<ReleaseId, Box<dyn std::error::Error>> {
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

/// The content of every file below a folder.
fn files(folder: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut contents = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            contents.extend(files(&path)?);
        } else {
            contents.push(std::fs::read(&path)?);
        }
    }
    Ok(contents)
}

pub fn live(office: &Office, url: &str) -> Result<bool, Box<dyn std::error::Error>> {
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

pub fn approve(desk: &Desk, id: ReleaseId) -> Tested {
    let shown = desk.proposals()?.rows.remove(0).shown;
    desk.approve(ApproveRequest { id, shown })?;
    Ok(())
}

pub fn moved(desk: &Desk, id: ReleaseId, to: &str) -> Result<ReleaseView, sperrfrist_desk::Problem> {
    desk.reschedule(RescheduleRequest { id, text: Some(time(to)), photos: Vec::new(), in_words: true })
}

fn events(desk: &Desk, id: ReleaseId) -> Result<Vec<JournalEvent>, Box<dyn std::error::Error>> {
    Ok(desk.evidence(OfRelease { id })?.journal.iter().map(|entry| entry.event).collect())
}

#[test]
fn what_is_only_proposed_is_nowhere_called_planned() -> Tested {
    let office = Office::open()?;
    let [roth, lehmann] = seats(&office, [("M. Roth", "write"), ("K. Lehmann", "write,approve")])?;
    lehmann.proposals()?;
    let id = written(&roth)?;
    assert_eq!(roth.schedule(ScheduleRequest { id, now: false })?.state, State::Proposed);
    assert_eq!(roth.overview()?.releases[0].state, State::Proposed);
    let told = events(&roth, id)?;
    assert!(told.contains(&JournalEvent::Proposed) && !told.contains(&JournalEvent::Planned), "{told:?}");
    approve(&lehmann, id)?;
    office.clock.advance(Duration::from_secs(1));
    assert_eq!(roth.open_release(OfRelease { id })?.state, State::Scheduled);
    assert!(events(&roth, id)?.contains(&JournalEvent::Approved));

    // Someone broke the embargo: that is not one person's word either.
    let reason = "Eine Agentur hat gemeldet".to_owned();
    let lifted = roth.lift(LiftRequest { id, photos: false, reason })?;
    let url = lifted.planned.and_then(|planned| planned.page_url).ok_or("an address")?;
    assert_eq!((lifted.state, live(&office, &url)?), (State::Proposed, false));
    let told = events(&roth, id)?;
    assert!(told.contains(&JournalEvent::LiftProposed) && !told.contains(&JournalEvent::EmbargoLifted));
    approve(&lehmann, id)?;
    assert!(live(&office, &url)?, "lifted by two");
    Ok(())
}

#[test]
fn later_is_one_person_s_word_and_earlier_is_not() -> Tested {
    let office = Office::open()?;
    let [roth, lehmann] = seats(&office, [("M. Roth", "write"), ("K. Lehmann", "write,approve")])?;
    lehmann.proposals()?;
    let id = written(&roth)?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    approve(&lehmann, id)?;
    let later = moved(&roth, id, "17:45")?;
    assert_eq!((later.state, later.lanes[0].due), (State::Scheduled, Some(at(17, 45, 0, 0))));
    assert!(lehmann.proposals()?.rows.is_empty(), "nobody is asked");
    // The draft follows, or planning it anew would bring back the old time.
    assert_eq!(later.release.embargo_notes[0].words, "Sperrfrist: 21.11.2023, 17:45 Uhr");
    assert!(events(&roth, id)?.contains(&JournalEvent::Rescheduled));
    let url = later.planned.and_then(|planned| planned.page_url).ok_or("an address")?;
    office.clock.set(at(17, 0, 0, 0));
    assert!(!live(&office, &url)?, "not at the old time");

    // Back again, but not earlier than first planned, is still earlier than what stands.
    let earlier = moved(&roth, id, "17:30")?;
    assert_eq!(earlier.state, State::Proposed);
    office.clock.set(at(17, 45, 0, 0));
    assert!(!live(&office, &url)?, "nobody has approved the new time");
    approve(&lehmann, id)?;
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
    // What the sentence advises helps, although nothing else has changed.
    roth.schedule(ScheduleRequest { id, now: false })?;
    let proposals = lehmann.proposals()?;
    assert_eq!((proposals.rows.len(), proposals.unreadable.len()), (1, 0));
    Ok(())
}

#[test]
fn who_approves_sees_the_picture_itself_and_it_stays_in_memory() -> Tested {
    let office = Office::open()?;
    let [roth, lehmann] = seats(&office, [("M. Roth", "write"), ("K. Lehmann", "approve")])?;
    lehmann.proposals()?;
    let id = written(&roth)?;
    let slot = roth.add_slot(OfRelease { id })?.release.photos[0].id;
    let view =
        roth.attach_photo(&support::photo(), AttachRequest { id, file_name: "DSC_4417.jpg".into() })?;
    let original = view.photos[0].original.clone();
    roth.caption(CaptionRequest { id, original: original.clone(), caption: support::caption() })?;
    roth.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original) })?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    let proposal = lehmann.proposals()?.rows.remove(0);
    let photo = &proposal.photos[0];
    let caption = support::caption();
    assert_eq!(
        (&photo.caption, &photo.credit, &photo.alt_text),
        (&caption.caption, &caption.credit, &caption.alt_text)
    );
    assert!(!proposal.lines.iter().any(|line| line.contains(&caption.credit)), "the text is the text");
    let (_, drawn) = lehmann.proposed_picture(&photo.picture)?;
    let seen = inspect(&drawn, &Limits::default())?;
    assert_eq!((seen.width, seen.height), (800, 533));
    assert!(seen.findings.iter().all(|finding| finding.code.starts_with("caption.")), "{:?}", seen.findings);
    let kept = files(&office.dir.path().join("archive K. Lehmann"))?;
    let writes_it = |file: &Vec<u8>| file.windows(64).any(|window| window == &drawn[drawn.len() - 64..]);
    assert!(kept.iter().any(|file| file.starts_with(b"SQLite")) && !kept.iter().any(writes_it), "in no file");
    assert!(roth.proposed_picture("../archive.sqlite").is_err());
    // The documents, too: the one for now, and the one for when the photo is public.
    let shown: Vec<&[String]> =
        proposal.documents.iter().map(|document| document.photos.as_slice()).collect();
    assert_eq!(shown, [&[][..], std::slice::from_ref(&photo.label)]);
    let pages: Vec<&String> = proposal.documents.iter().flat_map(|document| &document.pages).collect();
    for page in &pages {
        let (kind, drawn) = lehmann.proposed_picture(page)?;
        let seen = inspect(&drawn, &Limits::default())?;
        assert_eq!((kind, seen.width, seen.height), ("image/png", 893, 1263), "A4");
    }
    assert!(lehmann.proposed_picture(&format!("{}.7.0", photo.picture)).is_err());
    lehmann.approve(ApproveRequest { id, shown: proposal.shown })?;
    for picture in pages.into_iter().chain([&photo.picture]) {
        assert!(lehmann.proposed_picture(picture).is_err(), "forgotten once it is approved");
    }
    Ok(())
}
