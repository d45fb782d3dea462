//! What is public is planned again: it stays, whatever the package or the clock says.

use chrono::TimeDelta;
use sperrfrist_channels::ChannelError;
use sperrfrist_release::gate::Opening;
use sperrfrist_seal::answer::{Order, Receipt};

use crate::support::{PAGE, PHOTO_PAGE, Room, Story, at, five, half_past_five};

const SIGNAL: Opening = Opening::Signal { after_minutes: 0, not_before: None };

fn refused(result: Result<Receipt, ChannelError>) -> (u16, String, String) {
    match result.expect_err("refused") {
        ChannelError::Refused { status, code, sentence, next_step } => {
            assert!(sentence.ends_with('.') && next_step.ends_with('.'), "{sentence} {next_step}");
            (status, code, sentence)
        }
        other => panic!("{other:?}"),
    }
}

/// A room at half past five, with text and photo public and looked at.
fn public() -> (Room, Story) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!((room.get(PAGE).status, room.get(PHOTO_PAGE).status), (200, 200));
    (room, story)
}

fn corrected(story: &Story) -> Story {
    let mut corrected = story.clone();
    corrected.release.headline = "Berichtigt".into();
    corrected
}

#[test]
fn what_is_public_cannot_be_planned_for_later_or_on_signal() {
    let (room, story) = public();
    let (page, photo, picture) = (room.get(PAGE), room.get(PHOTO_PAGE), room.picture(&story));
    for opening in
        [at(half_past_five() + TimeDelta::milliseconds(1)), at(five() + TimeDelta::days(1)), SIGNAL]
    {
        let (status, code, sentence) = refused(room.put(&corrected(&story).text(9, opening)));
        assert_eq!((status, code.as_str()), (409, "item.already_public"));
        assert!(sentence.contains("Meldung ist schon öffentlich"), "{sentence}");
        if opening != SIGNAL {
            let (status, code, sentence) = refused(room.put(&story.photo(9, opening)));
            assert_eq!((status, code.as_str()), (409, "item.already_public"));
            assert!(sentence.contains("Foto ist schon öffentlich"), "{sentence}");
        }
    }
    let room = room.restart();
    assert_eq!((room.get(PAGE), room.get(PHOTO_PAGE)), (page, photo));
    assert_eq!(room.get(&picture).status, 200);
    assert!(room.report(story.release.id).items.iter().all(|item| item.generation == 1));
}

#[test]
fn a_correction_shows_at_once_and_stays_whatever_the_clock_does() {
    for (back, synced) in
        [(TimeDelta::zero(), false), (TimeDelta::days(1), true), (TimeDelta::days(1), false)]
    {
        let (room, story) = public();
        room.clock.set(half_past_five() - back);
        room.clock.set_synced(synced);
        room.put(&corrected(&story).text(2, at(five()))).expect("held");
        room.put(&story.photo(2, at(half_past_five()))).expect("held");
        let is_shown = |room: &Room| {
            let page = room.get(PAGE);
            page.status == 200
                && page.text().contains("Berichtigt")
                && room.get(PHOTO_PAGE).status == 200
                && room.get(&room.picture(&story)).status == 200
        };
        assert!(is_shown(&room), "{back} {synced}");
        let report = room.report(story.release.id);
        assert_eq!(report.items[0].first_public_at, Some(half_past_five()), "public since then");
        assert!(is_shown(&room.restart()), "{back} {synced}");
    }
}

#[test]
fn a_correction_due_now_stays_when_the_clock_steps_back_after_it() {
    let (room, story) = public();
    room.clock.set(half_past_five() + TimeDelta::hours(1));
    room.put(&corrected(&story).text(2, at(half_past_five() + TimeDelta::hours(1)))).expect("held");
    room.clock.set(five());
    room.clock.set_synced(false);
    assert!(room.get(PAGE).text().contains("Berichtigt"));
}

#[test]
fn a_clock_nobody_vouches_for_does_not_say_that_the_time_of_a_correction_has_come() {
    let (room, story) = public();
    room.clock.set(half_past_five() + TimeDelta::hours(1));
    room.clock.set_synced(false);
    let (status, code, _) =
        refused(room.put(&corrected(&story).text(2, at(half_past_five() + TimeDelta::minutes(5)))));
    assert_eq!((status, code.as_str()), (503, "newsroom.unsynced"));
    assert!(!room.get(PAGE).text().contains("Berichtigt"));
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn corrected_or_not_what_is_public_can_still_be_withdrawn_and_then_planned_for_later() {
    let (room, story) = public();
    room.put(&corrected(&story).text(2, at(five()))).expect("held");
    let report = room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    assert_eq!(room.get(PAGE).status, 404);
    let next = report.items[0].generation + 1;
    room.put(&story.text(next, at(half_past_five() + TimeDelta::hours(1)))).expect("held");
    assert_eq!(room.get(PAGE).status, 404, "it waits for its new time");
}

#[test]
fn what_a_signal_opened_is_corrected_without_a_second_one() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.text(1, SIGNAL)).expect("held");
    room.order(story.release.id, Order::Signal).expect("given");
    assert_eq!(room.get(PAGE).status, 200);
    room.clock.set_synced(false);
    room.put(&corrected(&story).text(2, SIGNAL)).expect("held");
    assert!(room.get(PAGE).text().contains("Berichtigt"));
}
