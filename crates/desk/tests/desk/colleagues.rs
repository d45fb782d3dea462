//! What one desk of the office has planned, another goes on with.

use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, CorrectRequest, DraftRequest, DueInput, JournalEvent,
    LaneState, LetterheadSource, OfRelease, PhotoTimeInput, Publisher, ReleaseView, RescheduleRequest,
    ScheduleRequest, SlotInput, TimesRequest, UsualLetterheadRequest, WithdrawRequest,
};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_newsroom::{Newsroom, keys};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::state::State;
use sperrfrist_release::{Release, ReleaseId};

use crate::support::{self, Office, Tested, at, time};

/// The desk of a person at a newsroom on a server.
pub fn seat(office: &Office, name: &str) -> Result<Desk, Box<dyn std::error::Error>> {
    let data = office.dir.path().join("newsroom");
    let rights = "write,approve".parse().map_err(|_| "rights")?;
    Newsroom::add_officer_in(&data, name, rights, &*office.clock)?;
    let keys = keys::read(&office.dir.path().join("newsroom.keys"))?;
    let line = Newsroom::new_token_in(&data, keys, &format!("PC {name}"), Some(name), &*office.clock)?;
    let access = NewsroomAccess {
        base_url: office.newsroom.url().into(),
        public_url: office.newsroom.url().into(),
        token: line,
        key_file: None,
        publisher: Publisher::Server,
    };
    let desk = Desk::open(
        &office.dir.path().join(format!("archive {name}")),
        access,
        office.clock.clone(),
        DEFAULT_ZONE,
    )?;
    // The seat is known from now on.
    desk.office()?;
    Ok(desk)
}

/// Text at 17:00 and photo at 17:30, planned at this desk.
pub fn planned(desk: &Desk) -> Result<ReleaseView, Problem> {
    let release = support::release();
    let id = release.id;
    desk.take(release)?;
    let slot = desk.add_slot(OfRelease { id })?.release.photos[0].id;
    desk.set_times(TimesRequest {
        id,
        due: DueInput::At { time: time("17:00") },
        slots: vec![SlotInput {
            slot,
            label: "Bild von der Unterzeichnung".into(),
            time: PhotoTimeInput::At { time: time("17:30") },
            approximate: true,
            pending_words: String::new(),
        }],
    })?;
    let attached =
        desk.attach_photo(&support::photo(), AttachRequest { id, file_name: "DSC_4417.jpg".into() })?;
    let original = attached.photos[0].original.clone();
    desk.caption(CaptionRequest { id, original: original.clone(), caption: support::caption() })?;
    desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original) })?;
    desk.schedule(ScheduleRequest { id, now: false })
}

pub fn url(view: &ReleaseView) -> Result<String, Box<dyn std::error::Error>> {
    Ok(view.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?)
}

/// Changes the headline of a draft.
pub fn retitled(desk: &Desk, id: ReleaseId, headline: &str) -> Tested {
    let mut release = desk.open_release(OfRelease { id })?.release;
    release.headline = headline.into();
    desk.draft(DraftRequest { history: None, release })?;
    Ok(())
}

fn corrected(desk: &Desk, id: ReleaseId) -> Result<ReleaseView, Problem> {
    desk.correct(CorrectRequest { id, notice: "Überschrift berichtigt".into(), delivered: false })
}

pub fn states(view: &ReleaseView) -> Vec<LaneState> {
    view.lanes.iter().map(|lane| lane.state).collect()
}

#[test]
fn what_another_planned_is_taken_over_whole_and_moved_from_here() -> Tested {
    let office = Office::open()?;
    let (roth, lehmann) = (seat(&office, "Roth")?, seat(&office, "Lehmann")?);
    let view = planned(&roth)?;
    let id = view.release.id;
    assert!(roth.others()?.rows.is_empty(), "one's own is not another's");
    let others = lehmann.others()?.rows;
    assert_eq!(others.len(), 1);
    assert_eq!((others[0].id, others[0].state, others[0].is_here), (id, State::Scheduled, false));
    assert_eq!(others[0].headline.as_deref(), Some(view.release.headline.as_str()));
    assert_eq!(
        others[0].times,
        [
            "Meldung: Di., 21.11.2023, 17:00\u{a0}Uhr",
            "Bild von der Unterzeichnung: Di., 21.11.2023, 17:30\u{a0}Uhr"
        ]
    );

    let taken = lehmann.take_over(OfRelease { id })?;
    assert_eq!((taken.state, states(&taken)), (State::Scheduled, vec![LaneState::Locked; 2]));
    assert_eq!((&taken.release.headline, url(&taken)?), (&view.release.headline, url(&view)?));
    let photo = taken.release.photos[0].photo.as_ref().ok_or("the photo")?;
    assert_eq!(photo.caption.alt_text, support::caption().alt_text);
    assert_eq!(taken.planned.as_ref().ok_or("planned")?.changes, 0, "nothing is left to plan");
    assert!(lehmann.others()?.rows.is_empty(), "it is hers as well");
    assert!(taken.photos[0].clean_bytes.is_some(), "it is a photo like any other here");
    let told: Vec<_> = lehmann.evidence(OfRelease { id })?.journal.iter().map(|entry| entry.event).collect();
    assert!(told.contains(&JournalEvent::TakenOver), "{told:?}");

    // Taken over twice it is the same.
    assert_eq!(states(&lehmann.take_over(OfRelease { id })?), vec![LaneState::Locked; 2]);

    lehmann.reschedule(RescheduleRequest {
        id,
        text: Some(time("16:30")),
        photos: Vec::new(),
        in_words: true,
    })?;
    office.wait_until(at(16, 29, 59, 999));
    assert_eq!(office.fetch(&url(&view)?)?.status, 404);
    office.wait_until(at(16, 30, 0, 0));
    assert_eq!(office.fetch(&url(&view)?)?.status, 200, "at the time of the second desk");
    assert_eq!(roth.open_release(OfRelease { id })?.lanes[0].state, LaneState::Public, "and the first knows");

    lehmann.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    assert_eq!(office.fetch(&url(&view)?)?.status, 404);
    office.wait_until(at(17, 30, 0, 0));
    assert_eq!(lehmann.open_release(OfRelease { id })?.state, State::Withdrawn);
    Ok(())
}

#[test]
fn a_correction_of_another_is_not_undone_without_a_word() -> Tested {
    let office = Office::open()?;
    let (roth, lehmann) = (seat(&office, "Roth")?, seat(&office, "Lehmann")?);
    let view = planned(&roth)?;
    let (id, page) = (view.release.id, url(&view)?);
    lehmann.take_over(OfRelease { id })?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.fetch(&page)?.status, 200);
    retitled(&lehmann, id, "Von der zweiten berichtigt")?;
    corrected(&lehmann, id)?;
    let shown = |words: &str| {
        Ok::<_, Box<dyn std::error::Error>>(String::from_utf8(office.fetch(&page)?.body)?.contains(words))
    };
    assert!(shown("Von der zweiten berichtigt")?);

    retitled(&roth, id, "Aus altem Stand")?;
    assert_eq!(corrected(&roth, id).expect_err("it would undo hers").code, "colleagues.newer");
    assert!(shown("Von der zweiten berichtigt")?);
    let others = roth.others()?.rows;
    assert_eq!((others.len(), others[0].is_here, others[0].state), (1, true, State::Corrected));
    let taken = roth.take_over(OfRelease { id })?;
    assert_eq!(taken.release.headline, "Aus altem Stand", "what was typed here is not lost");
    assert_eq!(states(&taken), [LaneState::Public, LaneState::Locked]);

    retitled(&roth, id, "Von der ersten berichtigt")?;
    corrected(&roth, id)?;
    assert!(shown("Von der ersten berichtigt")?);
    // A draft that nobody touched follows.
    let taken = lehmann.take_over(OfRelease { id })?;
    assert_eq!(taken.release.headline, "Von der ersten berichtigt");
    office.wait_until(at(17, 30, 0, 0));
    assert!(shown("Von der ersten berichtigt")?);
    assert_eq!(states(&lehmann.open_release(OfRelease { id })?), [LaneState::Public; 2]);
    Ok(())
}

#[test]
fn on_the_letterhead_of_another_desk_nothing_is_left_without_its_paper() -> Tested {
    let office = Office::open()?;
    let (roth, lehmann) = (seat(&office, "Roth")?, seat(&office, "Lehmann")?);
    let pattern = LetterheadSource::Pattern { name: roth.letterheads()?.patterns[0].clone() };
    let made = roth.new_letterhead(pattern.clone())?.row.id;
    roth.set_usual_letterhead(UsualLetterheadRequest { id: Some(made) })?;
    let blank = roth.new_release()?.release;
    assert_eq!(blank.letterhead, Some(made));
    let release = Release { headline: "Auf dem Briefkopf des Hauses".into(), ..support::release() };
    let issuer = blank.issuer.clone();
    roth.draft(DraftRequest { history: None, release: Release { id: blank.id, issuer, ..release } })?;
    let id = blank.id;
    roth.set_times(TimesRequest { id, due: DueInput::At { time: time("17:00") }, slots: Vec::new() })?;
    let page = url(&roth.schedule(ScheduleRequest { id, now: false })?)?;

    // Hers is another one, of the same house.
    let own = lehmann.new_letterhead(pattern)?.row.id;
    let taken = lehmann.take_over(OfRelease { id })?;
    assert_eq!(taken.release.letterhead, Some(own));
    assert_eq!(taken.planned.as_ref().ok_or("planned")?.changes, 0);
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.fetch(&format!("{page}.pdf"))?.status, 200);
    retitled(&lehmann, id, "Berichtigt auf dem Briefkopf des Hauses")?;
    corrected(&lehmann, id)?;
    assert_eq!(office.fetch(&format!("{page}.pdf"))?.status, 200, "the corrected text has its document");
    Ok(())
}

#[test]
fn a_seat_that_came_later_stops_at_once_and_reads_what_is_public() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let (first, second) = (planned(&roth)?, planned(&roth)?);
    let lehmann = seat(&office, "Lehmann")?;
    let others = lehmann.others()?.rows;
    assert_eq!(others.len(), 2);
    assert!(others.iter().all(|other| other.headline.is_none() && other.waits));
    let id = first.release.id;
    assert_eq!(lehmann.take_over(OfRelease { id }).expect_err("sealed").code, "approval.other_seat");

    lehmann.stop_other(OfRelease { id: second.release.id })?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.fetch(&url(&first)?)?.status, 200);
    assert_eq!(office.fetch(&url(&second)?)?.status, 404, "stopped by somebody who could not read it");
    let others = lehmann.others()?.rows;
    let public = others.iter().find(|other| other.id == id).ok_or("the public one")?;
    assert_eq!(public.headline.as_deref(), Some(first.release.headline.as_str()));
    // Its photo is sealed still, and would be missing.
    assert_eq!(lehmann.take_over(OfRelease { id }).expect_err("the photo").code, "approval.other_seat");
    office.wait_until(at(17, 30, 0, 0));
    let taken = lehmann.take_over(OfRelease { id })?;
    assert_eq!(states(&taken), [LaneState::Public; 2]);
    lehmann.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    assert_eq!(office.fetch(&url(&first)?)?.status, 404);
    Ok(())
}
