//! Nothing before its time, everything from then on.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use sperrfrist_clock::{Clock, SteadyClock};
use sperrfrist_newsroom::start_embedded;
use sperrfrist_seal::DeskKey;
use sperrfrist_testkit::clock::HandClock;

use crate::support::{
    CANARY_PHOTO, CANARY_TEXT, LISTS, NINJS, NINJS_LIST, PAGE, PENDING, PHOTO_PAGE, Room, SEARCH,
    SEARCH_PHOTO, SITEMAP, Story, YEAR, at, five, half_past_five, keys_of, said, until,
};

const MS: TimeDelta = TimeDelta::milliseconds(1);

#[test]
fn a_release_due_at_1700_is_absent_at_1659_59_999_and_there_at_1700() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five() - MS);
    assert_eq!(room.get(PAGE).status, 404);
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    for moment in [five(), five() + MS] {
        room.clock.set(moment);
        let page = room.get(PAGE);
        assert_eq!(page.status, 200);
        assert!(page.text().contains(CANARY_TEXT));
        for path in ["/", YEAR, SEARCH, "/feed.atom", NINJS, NINJS_LIST] {
            assert!(room.get(path).text().contains(CANARY_TEXT), "{path}");
        }
        assert!(room.get(SITEMAP).text().contains(PAGE));
    }
}

#[test]
fn a_photo_due_at_1730_is_absent_at_1729_59_999() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five() - MS);
    let picture = room.picture(&story);
    assert_eq!(room.get(&picture).status, 404);
    assert_eq!(room.get(PHOTO_PAGE).status, 404);
    room.clock.set(half_past_five());
    assert_eq!(room.get(&picture).status, 200);
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
    assert!(room.get(PAGE).text().contains(&picture));
}

#[test]
fn while_the_photo_is_pending_the_page_says_the_officers_words_and_nothing_else_of_it() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five() - MS);
    for path in LISTS.iter().chain(&[NINJS, PAGE]) {
        // By chance its number has the digits of the picture's width.
        let text = said(path, &room.get(path)).replace(&story.release.id.to_string(), "");
        for trace in
            [CANARY_PHOTO, "/foto/", "/medien/", "<img", "srcset", ".jpg", "5184", "Landeskanzlei / "]
        {
            assert!(!text.contains(trace), "{trace} on {path}");
        }
    }
    assert!(room.get(PAGE).text().contains(PENDING));
    assert!(room.get(SEARCH_PHOTO).text().contains("Nichts gefunden"));
    assert!(!room.get(PAGE).text().contains("og:image"));
    room.clock.set(half_past_five());
    assert!(room.get(SEARCH_PHOTO).text().contains(PAGE));
    assert!(room.get(SITEMAP).text().contains(PHOTO_PAGE));
    let image = format!("og:image\" content=\"https://newsroom.example{}", room.picture(&story));
    let card = image.rsplit_once('/').expect("a path").0;
    assert!(room.get(PAGE).text().contains(card), "{card}");
    for path in [PAGE, NINJS, NINJS_LIST] {
        assert!(room.get(path).text().contains(CANARY_PHOTO), "{path}");
    }
    assert!(!room.get(PAGE).text().contains(PENDING));
}

#[test]
fn the_page_of_a_pending_photo_is_byte_for_byte_that_of_a_release_whose_photo_never_came() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.text(1, at(five()))).expect("held");
    room.clock.set(five());
    let without: Vec<_> = LISTS.iter().chain(&[PAGE, NINJS]).map(|path| room.get(path)).collect();
    room.put(&story.photo(1, at(half_past_five()))).expect("held");
    let with: Vec<_> = LISTS.iter().chain(&[PAGE, NINJS]).map(|path| room.get(path)).collect();
    assert_eq!(with, without);
}

#[test]
fn forty_milliseconds_of_doubt_are_forty_milliseconds_of_waiting() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set_uncertainty(Duration::from_millis(40));
    room.clock.set(five() + TimeDelta::milliseconds(39));
    assert_eq!(room.get(PAGE).status, 404);
    room.clock.set(five() + TimeDelta::milliseconds(40));
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn a_clock_nobody_vouches_for_keeps_everything_sealed() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set_synced(false);
    room.clock.set(five() + TimeDelta::days(1));
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    room.clock.set_synced(true);
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn a_clock_stepped_back_or_lost_takes_no_public_page_away() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    let picture = room.picture(&story);
    assert_eq!(room.get(&picture).status, 200);
    room.clock.set(five() - TimeDelta::hours(2));
    room.clock.set_synced(false);
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get(&picture).status, 200);
}

#[test]
fn a_photo_whose_time_comes_before_its_text_waits_for_it() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.photo(1, at(five() - TimeDelta::hours(1)))).expect("held");
    room.put(&story.text(1, at(five()))).expect("held");
    room.clock.set(five() - MS);
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    room.clock.set(five());
    assert_eq!(room.get(&room.picture(&story)).status, 200);
}

#[test]
fn a_photo_that_the_text_has_no_place_for_is_not_shown() {
    let (room, mut story) = (Room::open(), Story::new());
    story.release.photos.clear();
    story.release.links.clear();
    let package = room.seal(&story.photo(1, at(five())));
    room.put(&story.text(1, at(five()))).expect("held");
    room.put_sealed(&package).expect("held");
    room.clock.set(half_past_five());
    let name = &package.manifest().parts[1].name;
    assert_eq!(room.get(&format!("/medien/{name}.jpg")).status, 404);
}

#[test]
fn the_readable_part_of_a_package_has_no_address() {
    let (room, story) = (Room::open(), Story::new());
    let packages = [story.text(1, at(five())), story.photo(1, at(five()))].map(|draft| room.seal(&draft));
    for package in &packages {
        room.put_sealed(package).expect("held");
    }
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
    for package in &packages {
        let name = &package.manifest().parts[0].name;
        assert_eq!(room.get(&format!("/medien/{name}.jpg")).status, 404);
    }
}

#[test]
fn the_journal_names_the_moment_although_nobody_came() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five());
    let since = || room.report(story.release.id).items[0].first_public_at;
    until("the text is latched", || since().is_some());
    assert_eq!(since(), Some(five()));
}

#[test]
fn moved_to_later_nothing_happens_at_the_old_time() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.put(&story.text(2, at(half_past_five()))).expect("held");
    room.clock.set(half_past_five() - MS);
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn five_hundred_requests_around_the_time_see_nothing_before_and_never_an_error() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five() - TimeDelta::milliseconds(25));
    let address = room.address();
    std::thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                for _ in 0..50 {
                    use sperrfrist_clock::Clock;
                    let answer = crate::support::ask(address, "GET", PAGE, &[], b"");
                    let after = room.clock.now().wall;
                    assert!(matches!(answer.status, 200 | 404), "{}", answer.status);
                    assert!(answer.status == 404 || after >= five(), "early at {after}");
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..50 {
                room.clock.advance(Duration::from_millis(1));
                std::thread::yield_now();
                let _ = room.get("/");
            }
        });
    });
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn a_server_that_slept_across_the_time_opens_when_it_wakes_and_says_how_late_that_was() {
    let (folder, hand) =
        (tempfile::tempdir().expect("a folder"), Arc::new(HandClock::new(five() - TimeDelta::hours(5))));
    let data = folder.path().join("newsroom");
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    // As a server reads it: held against the time since boot, which goes on in sleep.
    let clock = Arc::new(SteadyClock::new(Arc::clone(&hand)));
    let embedded = start_embedded(&data, keys_of(&data), clock, anywhere).expect("a newsroom");
    let room = Room::with(embedded, DeskKey::generate(), folder, Arc::clone(&hand));
    let story = Story::new();
    story.plan(&room);
    let sleep = |until: chrono::DateTime<chrono::Utc>| {
        hand.advance((until - hand.now().wall).to_std().expect("time goes forward"));
    };
    sleep(five() - TimeDelta::seconds(30));
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    sleep(five() + TimeDelta::minutes(20));
    assert_eq!(room.get(PAGE).status, 200, "at once");
    let report = room.report(story.release.id);
    assert_eq!(report.items[0].first_public_at, Some(five() + TimeDelta::minutes(20)));
    assert_eq!(report.items[1].first_public_at, None);
    assert!(!room.get(PAGE).text().contains("/medien/"), "the photo's time is still to come");
    // A wall clock that jumps without the time since boot did not sleep; it is wrong.
    hand.set(half_past_five() + TimeDelta::hours(1));
    assert_eq!(room.get(&room.picture(&story)).status, 404);
}
