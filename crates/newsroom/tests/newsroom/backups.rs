//! A backup, and the way back.

use sperrfrist_newsroom::{Access, Newsroom, keys};
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::answer::Order;

use crate::support::{
    CANARY_TEXT, PAGE, PHOTO_PAGE, Room, Story, at, files_in, five, half_past_five, keys_of,
};

/// The newsroom of a backup, at the same clock, with the same keys and the same desk.
fn restored(room: Room, backup: &std::path::Path) -> Room {
    let Room { clock, embedded, folder, key, .. } = room;
    embedded.stop();
    let data = folder.path().join("newsroom");
    std::fs::rename(&data, folder.path().join("verloren")).expect("lost");
    Newsroom::restore_from(backup, &data, Access::Revoked, clock.as_ref()).expect("restores");
    assert!(keys::beside(&data).exists());
    Room::open_as(key, folder, clock)
}

#[test]
fn what_was_stopped_after_the_backup_stays_away_after_it_is_restored() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let backup = room.folder.path().join("sicherung");
    assert_eq!(Newsroom::back_up(&room.data(), &backup).expect("backs up"), 2);
    room.order(story.release.id, Order::Stop).expect("stopped");
    room.clock.set(five());
    let room = restored(room, &backup);
    room.clock.set(half_past_five());
    assert_eq!(room.leaks_at(&[PAGE, PHOTO_PAGE]), Vec::<String>::new());
    let report = room.report(story.release.id);
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Held));
}

#[test]
fn what_was_withdrawn_after_the_backup_does_not_come_back_and_what_is_planned_anew_does() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
    let backup = room.folder.path().join("sicherung");
    Newsroom::back_up(&room.data(), &backup).expect("backs up");
    room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    let room = restored(room, &backup);
    assert_eq!(room.leaks_at(&[PAGE, PHOTO_PAGE]), Vec::<String>::new());
    room.put(&story.text(5, at(five()))).expect("planned anew");
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn what_was_withdrawn_before_the_backup_keeps_its_tombstone_and_what_was_deleted_stays_so() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
    let addresses = room.addresses(&story);
    assert_eq!(room.withdraw_saying(story.release.id, "Eine Zahl war falsch.").status, 200);
    for deleted in [false, true] {
        if deleted {
            room.order(story.release.id, Order::Delete).expect("deleted");
        }
        let (backup, data) =
            (room.folder.path().join(format!("s-{deleted}")), tempfile::tempdir().expect("a folder"));
        Newsroom::back_up(&room.data(), &backup).expect("backs up");
        let again = data.path().join("newsroom");
        let restored = Newsroom::restore_from(&backup, &again, Access::Revoked, room.clock.as_ref());
        assert_eq!(restored.expect("restores").held, 0);
        std::fs::copy(keys::beside(&room.data()), keys::beside(&again)).expect("copies");
        let restored = Room::open_in(data, room.clock.clone());
        for path in &addresses {
            assert_eq!(restored.get(path).status, 410, "{path}");
        }
        let report = restored.report(story.release.id);
        assert!(report.items.iter().all(|item| item.deleted_at.is_some() == deleted));
    }
}

#[test]
fn a_backup_is_not_served_as_it_is() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let backup = room.folder.path().join("sicherung");
    Newsroom::back_up(&room.data(), &backup).expect("backs up");
    let served = Newsroom::open(&backup, keys_of(&room.data()), room.clock.clone());
    assert_eq!(served.expect_err("a backup").code(), "newsroom.is_backup");
}

#[test]
fn a_backup_tells_nothing_and_needs_a_folder_of_its_own() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let backup = room.folder.path().join("sicherung");
    Newsroom::back_up(&room.data(), &backup).expect("backs up");
    for folder in [backup.clone(), room.data()] {
        assert_eq!(
            Newsroom::back_up(&room.data(), &folder).expect_err("used").code(),
            "newsroom.foreign_folder"
        );
    }
    let nowhere = room.folder.path().join("nirgends");
    let error = Newsroom::back_up(&nowhere, &room.folder.path().join("leer")).expect_err("no newsroom");
    assert_eq!(error.code(), "newsroom.no_folder");
    assert!(!nowhere.exists());
    let mut waiting = vec![backup];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path).expect("reads").map(|entry| entry.expect("an entry").path()),
            );
            continue;
        }
        let bytes = std::fs::read(&path).expect("reads");
        assert!(!bytes.windows(CANARY_TEXT.len()).any(|window| window == CANARY_TEXT.as_bytes()));
        assert!(!path.to_string_lossy().ends_with(".keys"));
    }
}

#[cfg(unix)]
#[test]
fn a_backup_is_restored_from_a_medium_that_nobody_can_write_to() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let backup = room.folder.path().join("sicherung?100%#");
    Newsroom::back_up(&room.data(), &backup).expect("backs up");
    let state = || {
        let files = files_in(&backup);
        let of = |file: &std::path::PathBuf| (file.clone(), std::fs::read(file).expect("reads"), mode(file));
        (files.iter().map(of).collect::<Vec<_>>(), mode(&backup))
    };
    // As a medium shows itself to everybody.
    let wide = |mode| std::os::unix::fs::PermissionsExt::from_mode(mode);
    for file in files_in(&backup) {
        std::fs::set_permissions(file, wide(0o444)).expect("sets");
    }
    std::fs::set_permissions(&backup, wide(0o555)).expect("sets");
    let before = state();
    let room = restored(room, &backup);
    assert!(state() == before, "nothing was made or changed there");
    assert_eq!(room.report(story.release.id).items.len(), 2);
    std::fs::set_permissions(&backup, wide(0o755)).expect("sets");
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).expect("is there").permissions())
}
