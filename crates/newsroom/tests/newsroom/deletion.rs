//! What is given up can be deleted: nothing of it is kept but where it stood.

use chrono::TimeDelta;
use sperrfrist_channels::ChannelError;
use sperrfrist_newsroom::Newsroom;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::answer::{Order, Report};

use crate::support::{NINJS, PAGE, PHOTO_PAGE, Room, Story, at, five, half_past_five};

const SENTENCE: &str = "Eine Zahl war falsch.";

fn code(result: Result<Report, ChannelError>) -> String {
    result.expect_err("refused").code().to_owned()
}

/// How many files of parts there are.
fn parts(room: &Room) -> usize {
    let files = |path: std::path::PathBuf| std::fs::read_dir(path).expect("reads").flatten();
    files(room.data().join("parts")).flat_map(|folder| files(folder.path())).count()
}

fn withdrawn() -> (Room, Story, Vec<String>) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
    let addresses = room.addresses(&story);
    assert_eq!(room.withdraw_saying(story.release.id, SENTENCE).status, 200);
    (room, story, addresses)
}

#[test]
fn deleted_its_parts_are_gone_and_tombstone_journal_and_old_addresses_stay() {
    let (room, story, addresses) = withdrawn();
    assert_eq!(parts(&room), 7);
    let report = room.order(story.release.id, Order::Delete).expect("deleted");
    assert!(report.items.iter().all(|item| item.deleted_at == Some(half_past_five())
        && item.clearance == Clearance::Withdrawn
        && item.paths.is_empty()));
    assert_eq!(parts(&room), 0);
    let check = |room: &Room| {
        for path in &addresses {
            assert_eq!(room.get(path).status, 410, "{path}");
        }
        assert!(room.get(PAGE).text().contains(SENTENCE));
        assert!(room.get(NINJS).text().contains("canceled"));
        let lines = Newsroom::journal_in(&room.data()).expect("whole");
        let of_text = lines.iter().filter(|line| line.item == story.text_item().to_string());
        let events: Vec<&str> = of_text.map(|line| line.event.as_str()).collect();
        assert_eq!(events, ["received", "revealed", "withdrawn", "tombstoned", "deleted"]);
    };
    check(&room);
    let room = room.restart();
    check(&room);
    let again = room.order(story.release.id, Order::Delete).expect("again");
    assert_eq!(again.items[0].generation, report.items[0].generation);
    // A backup of it can be made, and brings nothing back.
    let backup = room.folder.path().join("sicherung");
    assert_eq!(Newsroom::back_up(&room.data(), &backup).expect("backs up"), 2);
}

#[test]
fn nothing_of_the_manifest_is_kept() {
    let (room, story, addresses) = withdrawn();
    room.order(story.release.id, Order::Delete).expect("deleted");
    let Room { embedded, folder, .. } = room;
    embedded.stop();
    let database = folder.path().join("newsroom").join("newsroom.sqlite");
    let connection = rusqlite::Connection::open(database).expect("opens");
    let mut statement =
        connection.prepare("SELECT manifest || signatures || package_sha256 FROM items").expect("asks");
    let kept: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("reads").collect::<Result<_, _>>().expect("reads");
    assert_eq!(kept.len(), 2);
    for kept in kept {
        assert!(kept.contains("\"parts\":[]") && kept.ends_with("[]") && !kept.contains("sha256"), "{kept}");
        let named = |path: &&String| path.starts_with("/medien/") && kept.contains(&path[8..40]);
        assert_eq!(addresses.iter().find(named), None);
    }
}

#[test]
fn what_is_public_or_planned_is_not_deleted() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let id = story.release.id;
    assert_eq!(code(room.order(id, Order::Delete)), "release.not_given_up");
    room.hold(story.text_item()).expect("held");
    assert_eq!(code(room.order(id, Order::Delete)), "release.not_given_up");
    story.plan_anew(&room);
    room.hold(story.photo_item()).expect("held");
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(code(room.order(id, Order::Delete)), "release.not_given_up");
    assert_eq!((room.get(PAGE).status, parts(&room)), (200, 7));
    // Withdrawn, but of the photo a new version was planned.
    let report = room.order(id, Order::Withdraw).expect("withdrawn");
    room.put(&story.photo(report.items[1].generation + 1, at(half_past_five()))).expect("held");
    assert_eq!(code(room.order(id, Order::Delete)), "release.not_given_up");
    assert_eq!(parts(&room), 7);
}

#[test]
fn what_was_stopped_is_deleted_without_a_trace_for_the_public() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let addresses = room.addresses(&story);
    room.order(story.release.id, Order::Stop).expect("stopped");
    room.order(story.release.id, Order::Delete).expect("deleted");
    room.clock.set(half_past_five());
    let room = room.restart();
    let never = room.get("/2023/nie-dagewesen");
    for path in &addresses {
        assert_eq!(room.get(path), never, "{path}");
    }
}

#[test]
fn an_old_package_does_not_come_back_and_a_new_one_is_held() {
    let (room, story) = (Room::open(), Story::new());
    let package = room.seal(&story.text(1, at(five())));
    room.put_sealed(&package).expect("held");
    room.order(story.release.id, Order::Stop).expect("stopped");
    let report = room.order(story.release.id, Order::Delete).expect("deleted");
    let room = room.restart();
    assert!(room.put_sealed(&package).is_err());
    let generation = report.items[0].generation;
    assert!(room.put(&story.text(generation, at(five()))).is_err());
    let report = {
        room.put(&story.text(generation + 1, at(five()))).expect("held");
        room.report(story.release.id)
    };
    assert_eq!((report.items[0].clearance, report.items[0].deleted_at), (Clearance::Cleared, None));
    room.clock.set(five() - TimeDelta::milliseconds(1));
    assert_eq!(room.get(PAGE).status, 404);
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.restart().get(PAGE).status, 200);
}

#[test]
fn an_old_order_deletes_nothing() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.order(story.release.id, Order::Stop).expect("stopped");
    let release = story.release.id.to_string();
    assert_eq!(code(room.desk.order(&release, Order::Delete, Some(1))), "item.stale");
    assert_eq!(parts(&room), 7);
}
