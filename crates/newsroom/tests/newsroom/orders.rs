//! Anhalten, zurückhalten, Zeichen geben, zurückziehen.

use chrono::TimeDelta;
use sperrfrist_channels::ChannelError;
use sperrfrist_release::gate::{Clearance, Opening};
use sperrfrist_seal::answer::{Order, Report};

use crate::support::{PAGE, PENDING, PHOTO_PAGE, Room, Story, at, five, half_past_five};

const MS: TimeDelta = TimeDelta::milliseconds(1);

fn code(result: Result<Report, ChannelError>) -> String {
    result.expect_err("refused").code().to_owned()
}

#[test]
fn stopped_a_millisecond_before_its_time_nothing_opens_ever() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five() - MS);
    let report = room.order(story.release.id, Order::Stop).expect("stopped");
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Stopped && item.generation == 2));
    room.clock.set(five() + TimeDelta::days(365));
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    let room = room.restart();
    assert_eq!(room.leaks(&story), Vec::<String>::new());
}

#[test]
fn stopped_after_the_text_only_the_photo_stays_away() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
    room.order(story.release.id, Order::Stop).expect("stopped");
    room.clock.set(half_past_five() + MS);
    let page = room.get(PAGE);
    assert_eq!(page.status, 200);
    assert!(page.text().contains(PENDING));
    assert_eq!(room.get(PHOTO_PAGE).status, 404);
}

#[test]
fn planned_anew_after_a_stop_it_opens_at_its_new_time() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let stopped = room.order(story.release.id, Order::Stop).expect("stopped");
    assert!(room.put(&story.text(2, at(five()))).is_err(), "the stop raised the generation");
    let next = stopped.items[0].generation + 1;
    room.put(&story.text(next, at(half_past_five()))).expect("held");
    room.clock.set(half_past_five() - MS);
    assert_eq!(room.get(PAGE).status, 404);
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get(PHOTO_PAGE).status, 404, "the photo is still stopped");
}

#[test]
fn a_stop_again_is_the_same_stop_and_an_old_one_does_nothing() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let release = story.release.id.to_string();
    let stop = |known| room.desk.order::<Report>(&release, Order::Stop, known);
    let generations = |report: Report| report.items.iter().map(|item| item.generation).collect::<Vec<_>>();
    assert_eq!(generations(stop(Some(1)).expect("stopped")), [2, 2]);
    assert_eq!(generations(stop(Some(1)).expect("again")), [2, 2]);
    room.put(&story.text(3, at(five()))).expect("held");
    room.put(&story.photo(3, at(five()))).expect("held");
    assert_eq!(code(stop(Some(2))), "item.stale");
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn what_is_public_cannot_be_stopped_and_the_officer_hears_it() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
    assert_eq!(code(room.order(story.release.id, Order::Stop)), "order.nothing_to_do");
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn held_back_the_photo_waits_and_the_text_appears() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let report = room.hold(story.photo_item()).expect("held");
    assert_eq!(report.items[0].clearance, Clearance::Cleared);
    assert_eq!(report.items[1].clearance, Clearance::Held);
    room.clock.set(half_past_five() + MS);
    assert!(room.get(PAGE).text().contains(PENDING));
    assert_eq!(room.get(PHOTO_PAGE).status, 404);
    room.put(&story.photo(3, at(half_past_five()))).expect("held");
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
}

#[test]
fn a_public_photo_that_is_held_back_is_gone_at_once() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    let picture = room.picture(&story);
    assert_eq!(room.get(&picture).status, 200);
    room.hold(story.photo_item()).expect("held");
    assert_eq!(room.get(&picture).status, 404);
    assert!(room.get(PAGE).text().contains(PENDING));
}

#[test]
fn withdrawing_takes_down_text_and_photo_and_every_address_they_had() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    let addresses = room.addresses(&story);
    for path in &addresses {
        assert_eq!(room.get(path).status, 200, "{path}");
    }
    let report = room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Withdrawn));
    let room = room.restart();
    for path in &addresses {
        assert_eq!(room.get(path).status, 404, "{path}");
    }
    assert_eq!(room.leaks(&story), Vec::<String>::new());
}

#[test]
fn withdrawn_before_the_photo_the_photo_is_stopped() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
    let report = room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    assert_eq!(report.items[0].clearance, Clearance::Withdrawn);
    assert_eq!(report.items[1].clearance, Clearance::Stopped);
    room.clock.set(half_past_five());
    assert_eq!(room.leaks(&story), Vec::<String>::new());
}

#[test]
fn on_signal_it_opens_when_the_officer_says_so_and_the_photo_keeps_its_distance() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.text(1, Opening::Signal { after_minutes: 0, not_before: None })).expect("held");
    room.clock.set(five() + TimeDelta::days(1));
    let page = PAGE;
    assert_eq!(room.get(page).status, 404);
    room.order(story.release.id, Order::Signal).expect("given");
    assert_eq!(room.get(page).status, 200);
    assert_eq!(room.report(story.release.id).page_path.as_deref(), Some(page));
    // A photo that comes in after the signal counts from it all the same.
    room.put(&story.photo(1, Opening::Signal { after_minutes: 30, not_before: None })).expect("held");
    room.clock.set(five() + TimeDelta::days(1) + TimeDelta::minutes(30) - MS);
    assert_eq!(room.get(&format!("{page}/foto/1")).status, 404);
    room.clock.set(five() + TimeDelta::days(1) + TimeDelta::minutes(30));
    assert_eq!(room.get(&format!("{page}/foto/1")).status, 200);
    let room = room.restart();
    assert_eq!(room.report(story.release.id).items[0].signal, Some(five() + TimeDelta::days(1)));
}

#[test]
fn a_signal_before_the_earliest_time_waits_for_it() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.text(1, Opening::Signal { after_minutes: 0, not_before: Some(five()) })).expect("held");
    room.order(story.release.id, Order::Signal).expect("given");
    room.clock.set(five() - MS);
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn a_signal_is_refused_where_none_is_awaited_where_it_is_stopped_and_without_a_clock() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    assert_eq!(code(room.order(story.release.id, Order::Signal)), "release.no_signal");
    let mut waiting = Story::new();
    waiting.release.slug = "wartet".into();
    let signal = Opening::Signal { after_minutes: 0, not_before: None };
    room.put(&waiting.text(1, signal)).expect("held");
    room.clock.set_synced(false);
    assert_eq!(code(room.order(waiting.release.id, Order::Signal)), "newsroom.unsynced");
    room.clock.set_synced(true);
    room.order(waiting.release.id, Order::Stop).expect("stopped");
    assert_eq!(code(room.order(waiting.release.id, Order::Signal)), "release.not_cleared");
}

#[test]
fn planned_anew_a_release_on_signal_wants_a_new_signal() {
    let (room, story) = (Room::open(), Story::new());
    let signal = Opening::Signal { after_minutes: 0, not_before: Some(five()) };
    room.put(&story.text(1, signal)).expect("held");
    room.order(story.release.id, Order::Signal).expect("given");
    let stopped = room.order(story.release.id, Order::Stop).expect("stopped");
    room.put(&story.text(stopped.items[0].generation + 1, signal)).expect("held");
    room.clock.set(half_past_five());
    assert_eq!(room.leaks(&story), Vec::<String>::new());
}

#[test]
fn an_order_to_what_is_not_held_or_not_understood_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    assert_eq!(code(room.order(story.release.id, Order::Stop)), "release.unknown");
    assert_eq!(code(room.hold(story.photo_item())), "release.unknown");
    story.plan(&room);
    assert_eq!(code(room.order(story.release.id, Order::Hold)), "newsroom.no_such_way");
    let release = story.release.id.to_string();
    assert_eq!(code(room.desk.order(&release, "verdampfen", None)), "newsroom.no_such_way");
}

#[test]
fn withdrawn_a_millisecond_before_its_photo_the_photo_never_opens() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five() - MS);
    assert_eq!(room.get(PAGE).status, 200);
    let report = room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    assert_eq!(report.items[1].clearance, Clearance::Stopped);
    room.clock.set(half_past_five() + TimeDelta::days(1));
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    // Also not where the text alone is planned anew.
    room.put(&story.text(10, at(five()))).expect("held");
    assert!(room.get(PAGE).text().contains(PENDING));
    assert_eq!(room.get(PHOTO_PAGE).status, 404);
}

#[test]
fn withdrawn_while_the_clock_runs_through_the_time_of_the_photo_nothing_of_it_is_there_afterwards() {
    for round in 0..20 {
        let (room, story) = (Room::open(), Story::new());
        story.plan(&room);
        room.clock.set(half_past_five() - MS * 5);
        let picture = room.picture(&story);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..10 {
                    room.clock.advance(std::time::Duration::from_millis(1));
                    std::thread::yield_now();
                }
            });
            scope.spawn(|| {
                for _ in 0..20 {
                    let _ = room.get(&picture);
                }
            });
            std::thread::sleep(std::time::Duration::from_micros(500 * round));
            room.order(story.release.id, Order::Withdraw).expect("withdrawn");
            for path in [&picture, PAGE, PHOTO_PAGE] {
                assert_eq!(room.get(path).status, 404, "{path} in round {round}");
            }
        });
        assert_eq!(room.leaks(&story), Vec::<String>::new());
    }
}

#[test]
fn holding_the_text_holds_its_pending_photo_and_hides_the_public_one() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let report = room.hold(story.text_item()).expect("held");
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Held));
    room.clock.set(half_past_five());
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    room.put(&story.text(10, at(five()))).expect("held");
    assert_eq!((room.get(PAGE).status, room.get(PHOTO_PAGE).status), (200, 404));
    room.put(&story.photo(10, at(half_past_five()))).expect("held");
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
    let report = room.hold(story.text_item()).expect("held");
    assert_eq!(report.items[1].clearance, Clearance::Cleared);
    assert_eq!(room.leaks(&story), Vec::<String>::new());
}

#[test]
fn a_stop_from_somebody_who_does_not_know_all_stops_all_or_says_so() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.text(3, at(five()))).expect("held");
    room.put(&story.photo(1, at(half_past_five()))).expect("held");
    let release = story.release.id.to_string();
    let stop = |known| room.desk.order::<Report>(&release, Order::Stop, Some(known));
    assert!(stop(2).is_err(), "the text is newer than that");
    assert!(room.report(story.release.id).items.iter().all(|item| item.clearance == Clearance::Cleared));
    assert!(stop(3).expect("stopped").items.iter().all(|item| item.clearance == Clearance::Stopped));
}

#[test]
fn a_generation_out_of_this_world_breaks_nothing() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let old = room.seal(&story.text(1, at(five())));
    let release = story.release.id.to_string();
    let order = |order| room.desk.order::<Report>(&release, order, Some(u64::MAX));
    assert!(order(Order::Stop).expect("stopped").items.iter().all(|item| item.generation <= 1_001));
    assert!(room.put(&story.text(u64::MAX, at(five()))).is_err());
    assert!(room.put_sealed(&old).is_err(), "what was stopped stays so");
    let room = room.restart();
    let report = room.report(story.release.id);
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Stopped));
}
