//! What is said where something public was: the tombstone of a withdrawn release, and former addresses.

use chrono::TimeDelta;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::answer::{Order, Report};

use crate::support::{
    Answer, CANARY_PHOTO, CANARY_TEXT, DOCUMENT, NINJS, NINJS_LIST, PAGE, PHOTO_PAGE, Room, Story, at, five,
    half_past_five,
};

const NEVER: &str = "/2023/nie-dagewesen";
const SENTENCE: &str = "Eine Zahl war falsch; eine neue Fassung folgt.";

/// A room at half past five, with text and photo public, and every address they have.
fn public() -> (Room, Story, Vec<String>) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    let addresses = room.addresses(&story);
    for path in &addresses {
        assert_eq!(room.get(path).status, 200, "{path}");
    }
    (room, story, addresses)
}

fn report(answer: &Answer) -> Report {
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).expect("a report")
}

fn code(answer: &Answer) -> (u16, String) {
    let refusal: serde_json::Value = serde_json::from_slice(&answer.body).expect("a refusal");
    (answer.status, refusal["code"].as_str().expect("a code").to_owned())
}

fn says_nothing_of_the_release(answer: &Answer) -> bool {
    [CANARY_TEXT, CANARY_PHOTO, "kanarienvogel", "/medien/", "Landeskanzlei"]
        .iter()
        .all(|word| !answer.text().contains(word))
}

#[test]
fn where_a_withdrawn_release_was_the_officer_says_so_and_nothing_else_is_said() {
    let (room, story, addresses) = public();
    room.clock.set(five() + TimeDelta::seconds(36 * 60 + 30));
    let report = report(&room.withdraw_saying(story.release.id, SENTENCE));
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Withdrawn));
    let check = |room: &Room| {
        for path in &addresses {
            let answer = room.get(path);
            assert_eq!(answer.status, 410, "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
            assert!(says_nothing_of_the_release(&answer), "{path}: {}", answer.text());
            assert_eq!(answer.body.is_empty(), path.starts_with("/medien/"), "{path}");
            assert_eq!(room.ask("HEAD", path, &[]).body, b"", "{path}");
            assert_eq!(room.ask("POST", path, &[]).status, 405, "{path}");
        }
        let page = room.get(PAGE).text();
        for word in ["Diese Medieninformation wurde zurückgezogen", SENTENCE, "21.11.2023, 17:36\u{a0}Uhr"] {
            assert!(page.contains(word), "{word}: {page}");
        }
        assert_eq!(room.leaks_at(&["/2023/kanarienvogel/foto/2"]), Vec::<String>::new());
        assert!(says_nothing_of_the_release(&room.get("/")));
        let feed = room.get("/feed.atom");
        let id = story.release.id.0.hyphenated();
        assert!(says_nothing_of_the_release(&feed) && !feed.text().contains("<entry>"), "{}", feed.text());
        let deleted = format!("<at:deleted-entry ref=\"urn:uuid:{id}\" when=\"2023-11-21T16:36:30Z\">");
        assert!(feed.text().contains(&deleted), "{}", feed.text());
        for path in [NINJS, NINJS_LIST] {
            let answer = room.get(path);
            assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
            assert!(says_nothing_of_the_release(&answer), "{path}: {}", answer.text());
            let object: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
            let object = if path == NINJS { &object } else { &object["associations"][0] };
            assert_eq!(object["uri"], format!("urn:uuid:{id}"));
            assert_eq!((&object["pubStatus"], &object["edNote"]), (&"canceled".into(), &SENTENCE.into()));
            assert_eq!(object["versionCreated"], "2023-11-21T16:36:30Z");
        }
        assert_eq!(room.get(&format!("{PHOTO_PAGE}/ninjs.json")).status, 404);
    };
    check(&room);
    check(&room.restart());
}

#[test]
fn without_a_sentence_it_looks_as_if_it_had_never_been() {
    let (room, story, addresses) = public();
    let never = room.get(NEVER);
    room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    let room = room.restart();
    for path in addresses.iter().map(String::as_str).chain([NINJS]) {
        assert_eq!(room.get(path), never, "{path}");
    }
    assert!(!room.get("/feed.atom").text().contains("deleted-entry"));
    assert!(!room.get(NINJS_LIST).text().contains("canceled"));
}

#[test]
fn a_sentence_can_follow_and_be_worded_anew_and_an_order_again_is_the_same() {
    let (room, story, _) = public();
    let id = story.release.id;
    let generation = |report: Report| report.items[0].generation;
    let first = generation(room.order(id, Order::Withdraw).expect("withdrawn"));
    let second = generation(report(&room.withdraw_saying(id, "Erster Satz.")));
    assert!(second > first && room.get(PAGE).text().contains("Erster Satz."));
    assert_eq!(generation(report(&room.withdraw_saying(id, "Erster Satz."))), second);
    assert_eq!(generation(room.order(id, Order::Withdraw).expect("again")), second);
    assert!(room.get(PAGE).text().contains("Erster Satz."));
    report(&room.withdraw_saying(id, " Zweiter Satz. "));
    assert!(room.get(PAGE).text().contains(">Zweiter Satz.<"));
}

#[test]
fn what_was_never_public_gets_no_tombstone() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let never = room.get(NEVER);
    let report = report(&room.withdraw_saying(story.release.id, SENTENCE));
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Stopped));
    room.clock.set(half_past_five());
    for path in room.addresses(&story).iter().map(String::as_str).chain([NINJS]) {
        assert_eq!(room.get(path), never, "{path}");
    }
    assert!(!room.get("/feed.atom").text().contains("deleted-entry"));
}

#[test]
fn of_a_photo_that_was_pending_nothing_is_said() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five() - TimeDelta::milliseconds(1));
    let (picture, never) = (room.picture(&story), room.get(NEVER));
    assert_eq!(room.get(PAGE).status, 200);
    report(&room.withdraw_saying(story.release.id, SENTENCE));
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 410);
    assert_eq!((room.get(PHOTO_PAGE), room.get(&picture)), (never.clone(), never));
}

#[test]
fn planned_anew_the_tombstone_is_gone_and_until_its_time_nothing_is_there() {
    let (room, story, addresses) = public();
    let withdrawn = report(&room.withdraw_saying(story.release.id, SENTENCE));
    let next = withdrawn.items[0].generation + 1;
    let due = half_past_five() + TimeDelta::hours(1);
    room.put(&story.text(next, at(due))).expect("held");
    let never = room.get(NEVER);
    let room = room.restart();
    for path in &addresses {
        assert_eq!(room.get(path), never, "{path}");
    }
    assert!(!room.get("/feed.atom").text().contains("deleted-entry"));
    room.clock.set(due);
    assert!(room.get(PAGE).text().contains(CANARY_TEXT));
    assert_eq!(room.get(PHOTO_PAGE), never, "the photo is still withdrawn");
}

#[test]
fn a_sentence_that_is_none_is_refused_and_nothing_is_withdrawn() {
    let (room, story, _) = public();
    for sentence in ["", "  ", r"eine\nzweite", &"ä".repeat(501)] {
        let refused = code(&room.withdraw_saying(story.release.id, sentence));
        assert_eq!(refused, (400, "order.tombstone".into()), "{sentence:?}");
    }
    let release = format!("releases/{}", story.release.id);
    let refused = code(&room.order_as(&release, r#"{"order":"stop","tombstone":"Nein."}"#));
    assert_eq!(refused, (404, "newsroom.no_such_way".into()));
    assert_eq!(room.get(PAGE).status, 200);
    report(&room.withdraw_saying(story.release.id, &"ä".repeat(500)));
    assert_eq!(room.get(PAGE).status, 410);
}

#[test]
fn the_journal_names_the_tombstone() {
    let (room, story, _) = public();
    report(&room.withdraw_saying(story.release.id, SENTENCE));
    let lines = sperrfrist_newsroom::Newsroom::journal_in(&room.data()).expect("whole");
    let text = lines.iter().filter(|line| line.item == story.text_item().to_string());
    let events: Vec<&str> = text.map(|line| line.event.as_str()).collect();
    assert_eq!(events, ["received", "revealed", "withdrawn", "tombstoned"]);
}

#[test]
fn a_tombstone_that_somebody_else_wrote_is_none() {
    let (room, story, addresses) = public();
    room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    let Room { clock, embedded, folder, key, .. } = room;
    embedded.stop();
    let database = folder.path().join("newsroom").join("newsroom.sqlite");
    let connection = rusqlite::Connection::open(database).expect("opens");
    connection.execute("UPDATE items SET tombstone = 'Gelogen.', tombstone_at = 1", []).expect("writes");
    connection.execute("UPDATE former SET word = NULL WHERE path LIKE '/medien/%'", []).expect("writes");
    drop(connection);
    let room = Room::open_as(key, folder, clock);
    for path in &addresses {
        assert_eq!(room.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_replaced_picture_is_gone_and_one_that_never_was_public_never_was() {
    let (room, story, addresses) = public();
    let old: Vec<&String> = addresses.iter().filter(|path| path.starts_with("/medien/")).collect();
    room.put(&story.photo(2, at(half_past_five()))).expect("corrected");
    let room = room.restart();
    for path in &old {
        let answer = room.get(path);
        assert_eq!((answer.status, answer.body.len()), (410, 0), "{path}");
    }
    assert_eq!((room.get(PHOTO_PAGE).status, room.get(&room.picture(&story)).status), (200, 200));
    // One that was replaced before its time.
    let mut other = Story::new();
    other.release.slug = "zeisig".into();
    let later = half_past_five() + TimeDelta::hours(1);
    room.put(&other.text(1, at(half_past_five()))).expect("held");
    room.put(&other.photo(1, at(later))).expect("held");
    let pending = room.picture(&other);
    room.put(&other.photo(2, at(later))).expect("held");
    room.clock.set(later);
    assert_eq!(room.get(&room.picture(&other)).status, 200);
    assert_eq!(room.get(&pending), room.get(NEVER));
}

#[test]
fn a_corrected_address_leads_to_the_new_one_and_only_while_that_is_public() {
    let (room, story, _) = public();
    let mut moved = story.clone();
    moved.release.slug = "zeisig".into();
    room.put(&moved.text(2, at(five()))).expect("corrected");
    // Its document shows the photo, too, and is made anew with it.
    room.put(&moved.photo(2, at(half_past_five()))).expect("corrected");
    let room = room.restart();
    let moved = [
        (PAGE, "/2023/zeisig"),
        (PHOTO_PAGE, "/2023/zeisig/foto/1"),
        (NINJS, "/2023/zeisig/ninjs.json"),
        (DOCUMENT, "/2023/zeisig.pdf"),
    ];
    for (from, to) in moved {
        let answer = room.get(from);
        assert_eq!((answer.status, answer.header("location")), (301, Some(to)));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(room.get(to).status, 200);
    }
    assert_eq!(room.get("/2023/kanarienvogel/foto/2").status, 404);
    room.put(&story.text(3, at(five()))).expect("moved back");
    assert_eq!((room.get(PAGE).status, room.get("/2023/zeisig").status), (200, 301));
    report(&room.withdraw_saying(story.release.id, SENTENCE));
    for path in [PAGE, PHOTO_PAGE, "/2023/zeisig", "/2023/zeisig/foto/1"] {
        assert_eq!(room.get(path).status, 410, "{path}");
    }
}

#[test]
fn the_address_of_a_package_that_was_replaced_before_its_time_was_never_there() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let mut moved = story.clone();
    moved.release.slug = "zeisig".into();
    room.put(&moved.text(2, at(five()))).expect("held");
    room.clock.set(half_past_five());
    assert_eq!(room.get("/2023/zeisig").status, 200);
    assert_eq!((room.get(PAGE), room.get(PHOTO_PAGE)), (room.get(NEVER), room.get(NEVER)));
}

#[test]
fn an_address_that_somebody_else_wrote_was_never_there() {
    let (room, story, addresses) = public();
    room.put(&story.photo(2, at(half_past_five()))).expect("corrected");
    let Room { clock, embedded, folder, key, .. } = room;
    embedded.stop();
    let database = folder.path().join("newsroom").join("newsroom.sqlite");
    let connection = rusqlite::Connection::open(database).expect("opens");
    connection.execute("UPDATE former SET item = ?1", [story.text_item().to_string()]).expect("writes");
    let forged =
        "INSERT INTO former (path, item, word) SELECT '/2023/erfunden', item, word FROM former LIMIT 1";
    connection.execute(forged, []).expect("writes");
    drop(connection);
    let room = Room::open_as(key, folder, clock);
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get("/2023/erfunden").status, 404);
    for path in addresses.iter().filter(|path| path.starts_with("/medien/")) {
        assert_eq!(room.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_photo_that_was_held_back_and_comes_again_leaves_its_old_pictures() {
    let (room, story, _) = public();
    let old = room.picture(&story);
    room.hold(story.photo_item()).expect("held");
    assert_eq!(room.get(&old).status, 404);
    room.put(&story.photo(10, at(half_past_five()))).expect("held");
    assert_eq!((room.get(&old).status, room.get(&room.picture(&story)).status), (410, 200));
}

#[test]
fn nobody_else_moves_in_where_a_tombstone_stands() {
    let (room, story, _) = public();
    report(&room.withdraw_saying(story.release.id, SENTENCE));
    room.order(story.release.id, Order::Delete).expect("deleted");
    let namesake = Story::new();
    let room = room.restart();
    room.put(&namesake.text(1, at(five()))).expect("held");
    assert_eq!(room.get("/2023/kanarienvogel-2").status, 200);
    assert!(room.get(PAGE).text().contains(SENTENCE));
    let room = room.restart();
    assert_eq!((room.get("/2023/kanarienvogel-2").status, room.get(PAGE).status), (200, 410));
}

#[test]
fn a_photo_that_came_while_its_text_was_held_was_never_public() {
    let (room, story, _) = public();
    let old = room.picture(&story);
    room.hold(story.text_item()).expect("held");
    room.put(&story.photo(10, at(five()))).expect("held");
    let new = room.picture(&story);
    report(&room.withdraw_saying(story.release.id, SENTENCE));
    assert_eq!((room.get(PAGE).status, room.get(&old).status, room.get(&new).status), (410, 410, 404));
}
