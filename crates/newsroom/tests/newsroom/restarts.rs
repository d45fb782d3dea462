//! What stands on disk, and what happens when it does not.

use std::net::SocketAddr;
#[cfg(unix)]
use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use sperrfrist_newsroom::start_embedded;

use crate::support::{
    CANARY_PHOTO, CANARY_TEXT, PAGE, PENDING, Room, Story, at, five, half_past_five, keys_of, start,
};

fn anywhere() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

#[test]
fn what_was_public_stays_public_after_a_restart_at_a_wrong_clock() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
    room.clock.set(five() - TimeDelta::days(1));
    room.clock.set_synced(false);
    let room = room.restart();
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.report(story.release.id).items[0].first_public_at, Some(five()));
}

#[test]
fn a_server_that_was_down_at_the_time_shows_it_when_it_is_back() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let Room { clock, embedded, folder, .. } = room;
    embedded.stop();
    clock.set(half_past_five());
    let room = Room::open_in(folder, clock);
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get(&room.picture(&story)).status, 200);
}

#[test]
fn part_files_that_a_crash_left_before_the_commit_are_gone_and_were_never_reachable() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    // As after a crash between the last rename and the commit.
    let name = "ab".repeat(16);
    let folder = room.data().join("parts").join("ab");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(&name), b"\xff\xd8\xff").expect("writes");
    std::fs::write(folder.join(format!("{name}.unfinished")), b"\xff").expect("writes");
    room.clock.set(half_past_five());
    assert_eq!(room.get(&format!("/medien/{name}.jpg")).status, 404);
    let room = room.restart();
    assert_eq!(room.get(&format!("/medien/{name}.jpg")).status, 404);
    for left in [name.clone(), format!("{name}.unfinished")] {
        assert!(!folder.join(left).exists());
    }
    assert_eq!(room.get(&room.picture(&story)).status, 200);
}

#[test]
fn if_the_latch_cannot_be_written_nothing_is_shown_and_once_it_can_all_is() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let other = rusqlite::Connection::open(room.data().join("newsroom.sqlite")).expect("opens");
    let broken = "CREATE TRIGGER broken BEFORE UPDATE ON items BEGIN SELECT RAISE(FAIL, 'no'); END";
    other.execute_batch(broken).expect("breaks");
    room.clock.set(half_past_five());
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    other.execute_batch("DROP TRIGGER broken").expect("heals");
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn a_damaged_picture_is_not_shown() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let picture = room.picture(&story);
    let name = picture.trim_start_matches("/medien/").trim_end_matches(".jpg");
    let file = room.data().join("parts").join(&name[..2]).join(name);
    let mut bytes = std::fs::read(&file).expect("reads");
    bytes[5] ^= 1;
    std::fs::write(&file, bytes).expect("writes");
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get(&picture), room.get("/nichts"));
}

#[test]
fn a_release_whose_text_is_damaged_stays_sealed_and_the_others_do_not_suffer() {
    let (room, one, mut two) = (Room::open(), Story::new(), Story::new());
    two.release.slug = "zweite".into();
    let package = room.seal(&one.text(1, at(five())));
    room.put_sealed(&package).expect("held");
    room.put(&two.text(1, at(five()))).expect("held");
    let name = &package.manifest().parts[0].name;
    let file = room.data().join("parts").join(&name[..2]).join(name);
    std::fs::write(&file, b"{}").expect("writes");
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 404);
    assert_eq!(room.get("/2023/zweite").status, 200);
    let room = room.restart();
    assert_eq!(room.get(PAGE).status, 404);
    assert_eq!(room.get("/2023/zweite").status, 200);
}

#[test]
fn a_due_time_that_somebody_moved_in_the_database_opens_nothing() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let Room { clock, embedded, folder, key, .. } = room;
    embedded.stop();
    let database = folder.path().join("newsroom/newsroom.sqlite");
    let other = rusqlite::Connection::open(&database).expect("opens");
    let moved = other
        .execute("UPDATE items SET manifest = replace(manifest, '2023-11-21T16:00', '2023-11-21T10:00')", [])
        .expect("moves");
    assert!(moved > 0);
    drop(other);
    let room = Room::open_as(key, folder, clock);
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    room.clock.set(half_past_five());
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
}

#[test]
fn what_somebody_else_wrote_into_the_database_opens_nothing() {
    for change in [
        "UPDATE items SET revealed_at = 1",
        "UPDATE items SET revealed_at = 1, word = NULL",
        "UPDATE items SET clearance = 'cleared'",
        "UPDATE items SET clearance = 'cleared', generation = generation + 1, revealed_at = 1",
    ] {
        let (room, story) = (Room::open(), Story::new());
        story.plan(&room);
        if change.contains("clearance") {
            room.order(story.release.id, sperrfrist_seal::answer::Order::Stop).expect("stopped");
        }
        let Room { clock, embedded, folder, key, .. } = room;
        embedded.stop();
        let other =
            rusqlite::Connection::open(folder.path().join("newsroom/newsroom.sqlite")).expect("opens");
        assert_eq!(other.execute(change, []).expect("changes"), 2);
        drop(other);
        let room = Room::open_as(key, folder, clock);
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "{change}");
        room.clock.set(half_past_five());
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "{change}");
        // The desk that planned it puts it right.
        story.plan_anew(&room);
        assert_eq!(room.get(PAGE).status, 200, "{change}");
    }
}

#[cfg(unix)]
#[test]
fn an_older_manifest_that_somebody_puts_back_does_not_bring_back_its_time() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let data = room.data();
    let kept = room.folder.path().join("kopie");
    let copied = |from: &Path, to: &Path| {
        let done = std::process::Command::new("cp").arg("-a").arg(from).arg(to).status().expect("cp runs");
        assert!(done.success());
    };
    let rows = "SELECT manifest, signatures FROM items WHERE item = ?1";
    let item = story.text_item().to_string();
    let other = rusqlite::Connection::open(data.join("newsroom.sqlite")).expect("opens");
    let old: (String, String) =
        other.query_row(rows, [&item], |row| Ok((row.get(0)?, row.get(1)?))).expect("a row");
    copied(&data.join("parts"), &kept);
    // It is moved to a later time, and somebody who can write there would have the earlier one again.
    room.put(&story.text(5, at(half_past_five() + TimeDelta::hours(1)))).expect("moved");
    let Room { clock, embedded, folder, key, .. } = room;
    embedded.stop();
    copied(&kept.join("."), &data.join("parts"));
    let put_back = "UPDATE items SET manifest = ?2, signatures = ?3 WHERE item = ?1";
    assert_eq!(other.execute(put_back, (&item, &old.0, &old.1)).expect("writes"), 1);
    drop(other);
    let room = Room::open_as(key, folder, clock);
    room.clock.set(half_past_five());
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    story.plan_anew(&room);
    assert_eq!(room.get(PAGE).status, 200, "the desk that planned it puts it right");
}

#[test]
fn a_desk_that_somebody_else_wrote_into_the_database_is_none() {
    let (room, story) = (Room::open(), Story::new());
    let stranger = sperrfrist_seal::DeskKey::generate();
    let other = rusqlite::Connection::open(room.data().join("newsroom.sqlite")).expect("opens");
    let insert = "INSERT INTO desks (key, token_sha256, registered_at) VALUES (?1, 'x', 0)";
    other.execute(insert, [stranger.id().to_string()]).expect("writes");
    let Room { clock, embedded, folder, desk, .. } = room;
    let room = Room { key: stranger, clock, embedded, folder, desk };
    assert!(room.put(&story.text(1, at(five()))).is_err());
}

#[test]
fn with_other_keys_everything_stays_sealed_and_nothing_is_touched() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let Room { clock, embedded, folder, key, .. } = room;
    embedded.stop();
    let data = folder.path().join("newsroom");
    let stranger = keys_of(&folder.path().join("fremd"));
    let error = start_embedded(&data, stranger, clock.clone(), anywhere()).expect_err("other keys");
    assert_eq!(error.code(), "newsroom.other_keys");
    clock.set(half_past_five());
    let room = Room::open_as(key, folder, clock);
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get(&room.picture(&story)).status, 200);
}

#[test]
fn before_its_time_no_word_of_it_stands_in_the_folder() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.order(story.release.id, sperrfrist_seal::answer::Order::Stop).expect("stopped");
    story.plan_anew(&room);
    let words = [CANARY_TEXT, CANARY_PHOTO, "kanarienvogel", "Landeskanzlei", PENDING];
    let mut waiting = vec![room.folder.path().to_owned()];
    let mut files = 0;
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("reads");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        files += 1;
        let bytes = std::fs::read(&path).expect("reads");
        for word in words {
            let is_there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!is_there, "{word} in {}", path.display());
        }
    }
    assert!(files > 5, "{files}");
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn a_folder_serves_one_newsroom_at_a_time() {
    let room = Room::open();
    let clock = Arc::clone(&room.clock);
    let second = start_embedded(&room.data(), keys_of(&room.data()), clock, anywhere()).expect_err("in use");
    assert_eq!(second.code(), "newsroom.in_use");
    let Room { clock, embedded, folder, .. } = room;
    drop(embedded);
    start(&folder.path().join("newsroom"), clock);
}

#[test]
fn a_port_in_use_is_told_and_another_one_does() {
    let (room, folder) = (Room::open(), tempfile::tempdir().expect("a folder"));
    let (clock, data) = (Arc::clone(&room.clock), folder.path().join("zweiter"));
    let error = start_embedded(&data, keys_of(&data), clock.clone(), room.address()).expect_err("taken");
    assert!(error.is_port_in_use() && error.next_step().contains("--listen"), "{error}");
    start_embedded(&data, keys_of(&data), clock, anywhere()).expect("a free port does");
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let room = Room::open();
    for path in [file.path().to_owned(), file.path().join("unter")] {
        let error = start_embedded(&path, keys_of(&room.data()), room.clock.clone(), anywhere())
            .expect_err("no folder");
        assert_eq!(error.code(), "newsroom.no_folder");
        assert!(error.to_string().ends_with('.') && error.next_step().ends_with('.'));
    }
}

#[test]
fn a_folder_with_other_things_in_it_is_refused_and_left_as_it_is() {
    let (room, folder) = (Room::open(), tempfile::tempdir().expect("a folder"));
    std::fs::write(folder.path().join("Haushalt.ods"), b"anderes").expect("writes");
    #[cfg(unix)]
    widen(folder.path());
    let keys = keys_of(&room.data());
    let error = start_embedded(folder.path(), keys, room.clock.clone(), anywhere()).expect_err("foreign");
    assert_eq!(error.code(), "newsroom.foreign_folder");
    assert!(error.next_step().contains("leeren oder neuen Ordner"), "{}", error.next_step());
    assert_eq!(std::fs::read_dir(folder.path()).expect("reads").count(), 1);
    #[cfg(unix)]
    assert_eq!(mode(folder.path()), 0o755);
}

#[cfg(unix)]
#[test]
fn an_empty_folder_and_one_of_our_own_that_others_may_enter_are_narrowed() {
    let room = Room::open();
    let Room { clock, embedded, folder, .. } = room;
    embedded.stop();
    let empty = folder.path().join("leer");
    std::fs::create_dir(&empty).expect("a folder");
    for folder in [folder.path().join("newsroom"), empty] {
        widen(&folder);
        start(&folder, Arc::clone(&clock)).stop();
        assert_eq!(mode(&folder), 0o700);
    }
}

#[cfg(unix)]
fn widen(folder: &Path) {
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder, permissions).expect("sets");
}

#[cfg(unix)]
fn mode(folder: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(folder).expect("is there").permissions().mode() & 0o777
}

#[test]
fn the_token_of_an_embedded_newsroom_is_in_no_debug_line() {
    let room = Room::open();
    let told = format!("{:?}", room.embedded);
    assert!(told.contains(room.embedded.url()) && !told.contains(room.embedded.token()), "{told}");
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let mut waiting = vec![room.data()];
    while let Some(path) = waiting.pop() {
        let metadata = std::fs::metadata(&path).expect("is there");
        assert_eq!(metadata.permissions().mode() & 0o077, 0, "{}", path.display());
        if metadata.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path).expect("reads").map(|entry| entry.expect("an entry").path()),
            );
        }
    }
}
