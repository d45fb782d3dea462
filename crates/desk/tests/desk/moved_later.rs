//! What an order has moved later stays there, whatever is sent again of it: by whom and for whatever reason.

use std::error::Error;
use std::time::Duration;

use sperrfrist_desk::Desk;
use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, CorrectRequest, DraftRequest, DueInput, Lane, LaneState,
    OfRelease, PhotoMove, PhotoTimeInput, ReleaseView, RenameRequest, RescheduleRequest, ScheduleRequest,
    SlotInput, TimesRequest, UnattendedRequest,
};
use sperrfrist_release::photo::Caption;
use sperrfrist_release::{ReleaseId, SlotId};

use crate::office::{approve, live, moved, seats, written};
use crate::support::{self, Office, Tested, at, time};

/// A release for five with a photo for half past, approved, and the desks of who wrote it and who approved it.
fn approved(office: &Office) -> Result<([Desk; 2], ReleaseId, SlotId), Box<dyn Error>> {
    let [roth, lehmann] = seats(office, [("M. Roth", "write"), ("K. Lehmann", "write,approve")])?;
    lehmann.proposals()?;
    let id = written(&roth)?;
    let slot = with_photo(&roth, id, "17:30")?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    approve(&lehmann, id)?;
    Ok(([roth, lehmann], id, slot))
}

fn input(slot: SlotId, hour: &str) -> SlotInput {
    SlotInput {
        slot,
        label: "Bild".into(),
        time: PhotoTimeInput::At { time: time(hour) },
        approximate: true,
        pending_words: String::new(),
    }
}

/// One more slot with a photo, for that time.
fn with_photo(desk: &Desk, id: ReleaseId, hour: &str) -> Result<SlotId, Box<dyn Error>> {
    let slots = desk.add_slot(OfRelease { id })?.release.photos;
    let slot = slots.last().ok_or("a slot")?.id;
    desk.set_times(TimesRequest {
        id,
        due: DueInput::At { time: time("17:00") },
        slots: vec![input(slot, hour)],
    })?;
    let name = format!("DSC_{}.jpg", slots.len());
    let view = desk.attach_photo(&support::photo(), AttachRequest { id, file_name: name })?;
    let original = view.photos.last().ok_or("a photo")?.original.clone();
    desk.caption(CaptionRequest { id, original: original.clone(), caption: support::caption() })?;
    desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original) })?;
    Ok(slot)
}

fn open(desk: &Desk, id: ReleaseId) -> Result<ReleaseView, sperrfrist_desk::Problem> {
    desk.open_release(OfRelease { id })
}

fn dues(lanes: &[Lane]) -> Vec<Option<chrono::DateTime<chrono::Utc>>> {
    lanes.iter().map(|lane| lane.due).collect()
}

fn url(view: &ReleaseView) -> Result<String, Box<dyn Error>> {
    let planned = view.planned.as_ref().ok_or("a plan")?;
    Ok(planned.page_url.clone().ok_or("an address")?)
}

fn approve_all(desk: &Desk, id: ReleaseId) -> Tested {
    while !desk.proposals()?.rows.is_empty() {
        approve(desk, id)?;
    }
    Ok(())
}

/// Approves whatever waits for it, and sees that nothing is there before a quarter to six, and the text is then.
fn is_public_at_1745(office: &Office, lehmann: &Desk, id: ReleaseId, url: &str) -> Tested {
    approve_all(lehmann, id)?;
    for (minute, second) in [(0, 0), (30, 0), (44, 59)] {
        office.clock.set(at(17, minute, second, 0));
        assert!(!live(office, url)?, "early at 17:{minute}");
    }
    office.clock.set(at(17, 45, 0, 0));
    assert!(live(office, url)?);
    Ok(())
}

#[test]
fn moving_only_the_photo_then_leaves_the_text_where_it_stands() -> Tested {
    let office = Office::open()?;
    let ([roth, lehmann], id, slot) = approved(&office)?;
    moved(&roth, id, "17:45")?;
    let photos = vec![PhotoMove { slot, time: time("18:40") }];
    let view = roth.reschedule(RescheduleRequest { id, text: None, photos, in_words: true })?;
    assert_eq!(dues(&view.lanes), [Some(at(17, 45, 0, 0)), Some(at(18, 40, 0, 0))]);
    is_public_at_1745(&office, &lehmann, id, &url(&view)?)
}

#[test]
fn a_name_that_is_corrected_then_is_corrected_for_the_time_at_which_it_stands() -> Tested {
    let office = Office::open()?;
    let ([roth, lehmann], id, _) = approved(&office)?;
    moved(&roth, id, "17:45")?;
    // At the desk of somebody who has not asked since.
    let headline = open(&roth, id)?.release.headline;
    let old = headline.split(' ').next().ok_or("a word")?.to_owned();
    let request = RenameRequest { id, old, new: "Anders".into(), except: Vec::new(), notice: String::new() };
    let view = roth.rename(request)?;
    assert_eq!(dues(&view.lanes), [Some(at(17, 45, 0, 0)), Some(at(18, 15, 0, 0))]);
    is_public_at_1745(&office, &lehmann, id, &url(&view)?)
}

#[test]
fn planned_anew_it_stays_there_and_a_second_move_is_followed_too() -> Tested {
    let office = Office::open()?;
    let ([roth, lehmann], id, _) = approved(&office)?;
    moved(&roth, id, "17:30")?;
    let view = moved(&roth, id, "17:45")?;
    assert_eq!(dues(&view.lanes), [Some(at(17, 45, 0, 0)), Some(at(18, 15, 0, 0))]);
    assert_eq!(view.release.embargo_notes[0].words, "Sperrfrist: 21.11.2023, 17:45 Uhr");
    // The answer was lost, or somebody does the same again: nothing has to be approved once more.
    moved(&roth, id, "17:45")?;
    assert!(lehmann.proposals()?.rows.is_empty());
    roth.schedule(ScheduleRequest { id, now: false })?;
    let view = open(&roth, id)?;
    is_public_at_1745(&office, &lehmann, id, &url(&view)?)
}

#[test]
fn a_photo_that_goes_out_by_itself_takes_no_other_along() -> Tested {
    let office = Office::open()?;
    let ([roth, lehmann], id, first) = approved(&office)?;
    let promised = roth.add_slot(OfRelease { id })?.release.photos[1].id;
    let times = [(first, "17:30"), (promised, "17:40")];
    let slots = times.map(|(slot, hour)| input(slot, hour));
    roth.set_times(TimesRequest { id, due: DueInput::At { time: time("17:00") }, slots: slots.into() })?;
    roth.schedule(ScheduleRequest { id, now: false })?;
    approve(&lehmann, id)?;
    let url = url(&open(&roth, id)?)?;
    office.wait_until(at(17, 10, 0, 0));
    assert!(live(&office, &url)?);
    // The first photo is moved by an hour; the draft still knows the old time of the other.
    let photos = vec![PhotoMove { slot: first, time: time("18:30") }];
    roth.reschedule(RescheduleRequest { id, text: None, photos, in_words: true })?;
    roth.set_unattended(UnattendedRequest { id, slot: promised, unattended: true })?;
    let name = "DSC_9.jpg".to_owned();
    let view = roth.attach_photo(&support::photo(), AttachRequest { id, file_name: name })?;
    let original = view.photos.last().ok_or("a photo")?.original.clone();
    roth.caption(CaptionRequest { id, original: original.clone(), caption: support::caption() })?;
    roth.choose_photo(ChooseRequest { id, slot: Some(promised), original: Some(original) })?;
    office.wait_until(at(17, 40, 0, 0));
    roth.tick()?;
    approve_all(&lehmann, id)?;
    office.clock.advance(Duration::from_secs(2));
    let view = open(&roth, id)?;
    assert_eq!(view.lanes[1].due, Some(at(18, 30, 0, 0)));
    assert!(!view.lanes[1].state.eq(&LaneState::Public));
    Ok(())
}

#[test]
fn a_caption_corrected_before_its_time_does_not_bring_back_the_old_one() -> Tested {
    let office = Office::open()?;
    let ([roth, lehmann], id, slot) = approved(&office)?;
    let url = url(&open(&roth, id)?)?;
    office.wait_until(at(17, 5, 0, 0));
    assert!(live(&office, &url)?);
    let photos = vec![PhotoMove { slot, time: time("18:30") }];
    let view = roth.reschedule(RescheduleRequest { id, text: None, photos, in_words: true })?;
    assert_eq!(view.lanes[1].due, Some(at(18, 30, 0, 0)));
    assert!(lehmann.proposals()?.rows.is_empty(), "later is one person's word");
    let original = view.photos[0].original.clone();
    // The text is corrected beside it, and then it is moved once more.
    let mut typed = open(&roth, id)?.release;
    typed.headline = format!("{} bald", typed.headline);
    roth.draft(DraftRequest { history: None, release: typed })?;
    roth.correct(CorrectRequest { id, notice: "Überschrift".into(), delivered: false })?;
    let photos = vec![PhotoMove { slot, time: time("18:45") }];
    let view = roth.reschedule(RescheduleRequest { id, text: None, photos, in_words: true })?;
    assert_eq!(view.lanes[1].due, Some(at(18, 45, 0, 0)));
    let caption = Caption { caption: "Anders beschrieben.".into(), ..support::caption() };
    roth.caption(CaptionRequest { id, original, caption })?;
    office.wait_until(at(17, 35, 0, 0));
    let view = roth.correct(CorrectRequest { id, notice: "Bildunterschrift".into(), delivered: false })?;
    assert_eq!(view.lanes[1].due, Some(at(18, 45, 0, 0)));
    approve_all(&lehmann, id)?;
    office.clock.advance(Duration::from_secs(2));
    assert_ne!(open(&roth, id)?.lanes[1].state, LaneState::Public);
    Ok(())
}
