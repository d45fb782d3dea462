//! What is written down shortly before a time, so that at that time no request waits for the disk.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use rusqlite::Connection;
use sperrfrist_newsroom::Newsroom;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::answer::Order;
use sperrfrist_testkit::clock::HandClock;

use crate::support::{CANARY_TEXT, PAGE, Room, Story, at, five, half_past_five, until};

/// Of these all are short enough for an item to be armed.
const BEFORE: Duration = Duration::from_millis(300);
const MS: Duration = Duration::from_millis(1);

pub fn database(data: &Path) -> Connection {
    Connection::open(data.join("newsroom.sqlite")).expect("opens")
}

/// Whether the text of the newsroom in a folder is armed.
pub fn is_armed(data: &Path) -> bool {
    let query = "SELECT count(*) FROM items WHERE armed IS NOT NULL AND item NOT LIKE '%.%'";
    database(data).query_row(query, [], |row| row.get::<_, i64>(0)).expect("counts") == 1
}

/// What the journal has of the text, also while nobody can write.
fn events(data: &Path, story: &Story) -> Vec<String> {
    let database = database(data);
    let query = "SELECT event FROM journal WHERE item = ?1 ORDER BY id";
    let mut statement = database.prepare(query).expect("asks");
    let events = statement.query_map([story.text_item().to_string()], |row| row.get(0)).expect("reads");
    events.collect::<Result<_, _>>().expect("reads")
}

/// The clock goes on, and the time since boot with it.
pub fn wind_to(room: &Room, to: chrono::DateTime<chrono::Utc>) {
    use sperrfrist_clock::Clock;
    room.clock.advance((to - room.clock.now().wall).to_std().expect("time goes forward"));
}

/// Planned for five, and a little before five it is armed.
fn armed() -> (Room, Story) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    wind_to(&room, five() - TimeDelta::from_std(BEFORE).expect("short"));
    until("it is armed", || is_armed(&room.data()));
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    (room, story)
}

/// Nobody else can write into the database until this is dropped; whoever tries waits for five seconds.
pub struct Locked(Connection);

impl Locked {
    pub fn at(data: &Path) -> Self {
        let connection = database(data);
        connection.busy_timeout(Duration::from_secs(5)).expect("sets");
        connection.execute_batch("BEGIN IMMEDIATE").expect("locks");
        Self(connection)
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        let _ = self.0.execute_batch("ROLLBACK");
    }
}

/// The folder as a crash at this moment leaves it, and nobody works with it.
pub fn crashed(room: &Room) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    let mut all = std::process::Command::new("cp");
    all.arg("-a").arg(room.folder.path().join(".")).arg(copy.path());
    assert!(all.status().expect("cp runs").success());
    copy
}

#[test]
fn what_is_armed_is_shown_at_its_time_while_nobody_can_write_and_its_line_follows() {
    let (room, story) = armed();
    let locked = Locked::at(&room.data());
    wind_to(&room, five() - TimeDelta::milliseconds(1));
    assert_eq!(room.leaks(&story), Vec::<String>::new());
    wind_to(&room, five());
    assert!(room.get(PAGE).text().contains(CANARY_TEXT));
    assert_eq!(events(&room.data(), &story), ["received", "armed"]);
    assert_eq!(room.get("/").status, 200);
    drop(locked);
    until("its line is written", || events(&room.data(), &story).len() == 3);
    let lines = Newsroom::journal_in(&room.data()).expect("whole");
    let revealed = lines.iter().find(|line| line.event == "revealed").expect("a line");
    assert_eq!(revealed.at, five(), "the instant of the first byte, not that of the line");
    assert!(!is_armed(&room.data()));
}

#[test]
fn while_another_holds_the_database_no_package_and_no_stop_is_acknowledged() {
    let (room, one, mut two) = (Room::open(), Story::new(), Story::new());
    two.release.slug = "zweite".into();
    one.plan(&room);
    let locked = Locked::at(&room.data());
    let code = |refused: sperrfrist_channels::ChannelError| refused.code().to_owned();
    assert_eq!(code(room.put(&two.text(1, at(five()))).expect_err("it waits in vain")), "newsroom.locked");
    assert_eq!(
        code(room.order(one.release.id, Order::Stop).expect_err("it waits in vain")),
        "newsroom.locked"
    );
    drop(locked);
    assert_eq!(room.report(one.release.id).items[0].clearance, Clearance::Cleared);
    room.put(&two.text(1, at(five()))).expect("held");
    room.order(one.release.id, Order::Stop).expect("stopped");
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 404);
    assert_eq!(room.get("/2023/zweite").status, 200);
}

#[test]
fn nothing_that_is_written_ahead_holds_a_word_of_the_release() {
    let (room, _) = armed();
    for path in crate::support::files_in(room.folder.path()) {
        let bytes = std::fs::read(&path).expect("reads");
        for word in [CANARY_TEXT, "kanarienvogel", "Landeskanzlei"] {
            let is_there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!is_there, "{word} in {}", path.display());
        }
    }
}

#[test]
fn what_is_not_armed_waits_for_the_disk_as_ever() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let locked = Locked::at(&room.data());
    room.clock.set(five());
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "the request gives up after five seconds");
    drop(locked);
    until("it is public once it can be written", || room.get(PAGE).status == 200);
    assert_eq!(events(&room.data(), &story), ["received", "revealed"]);
}

#[test]
fn a_clock_that_steps_to_the_time_finds_nothing_armed_for_it() {
    let (room, story) = armed();
    // The time since boot has not come along: a restart could not know that anything was public.
    let locked = Locked::at(&room.data());
    room.clock.set(five());
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    drop(locked);
    until("it is latched first", || room.get(PAGE).status == 200);
    assert_eq!(events(&room.data(), &story), ["received", "armed", "revealed"]);
}

#[test]
fn a_server_that_slept_across_the_time_of_what_it_had_armed_opens_it_when_it_wakes() {
    let (room, story) = armed();
    // Timers stand still in sleep, and the time since boot goes on.
    wind_to(&room, five() + TimeDelta::minutes(20));
    assert_eq!(room.get(PAGE).status, 200);
    let first = room.report(story.release.id).items[0].first_public_at;
    assert_eq!(first, Some(five() + TimeDelta::minutes(20)), "it says how late that was");
    assert!(!room.get(PAGE).text().contains("/medien/"), "the photo's time is still to come");
}

#[test]
fn stopped_a_millisecond_before_its_time_an_armed_release_never_opens() {
    let (room, story) = armed();
    wind_to(&room, five() - TimeDelta::milliseconds(1));
    room.order(story.release.id, Order::Stop).expect("stopped");
    wind_to(&room, five());
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    let room = room.restart();
    wind_to(&room, half_past_five());
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    assert_eq!(room.restart().leaks_at(&[PAGE]), Vec::<String>::new());
}

#[test]
fn held_postponed_or_planned_anew_an_armed_release_waits_for_its_new_time() {
    type Move = fn(&Room, &Story);
    let later: Move = |room, story| {
        let to = half_past_five().to_rfc3339();
        let body = format!(r#"{{"order":"postpone","to":"{to}"}}"#);
        assert_eq!(room.order_as(&format!("releases/{}", story.release.id), &body).status, 200);
    };
    let anew: Move = |room, story| {
        room.put(&story.text(5, at(half_past_five()))).expect("held");
    };
    let held: Move = |room, story| {
        room.hold(story.text_item()).expect("held");
        room.put(&story.text(5, at(half_past_five()))).expect("held");
    };
    for step in [later, anew, held] {
        let (room, story) = armed();
        step(&room, &story);
        wind_to(&room, five() + TimeDelta::seconds(2));
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
        let room = room.restart();
        wind_to(&room, half_past_five() - TimeDelta::milliseconds(1));
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
        wind_to(&room, half_past_five());
        assert_eq!(room.get(PAGE).status, 200);
    }
}

/// After a crash between the first byte and its line, with the clock two hours back.
fn after_a_crash(boot: Option<&str>, until_restart: Duration) -> (Room, Story) {
    let (room, story) = armed();
    let locked = Locked::at(&room.data());
    wind_to(&room, five());
    assert_eq!(room.get(PAGE).status, 200);
    let copy = crashed(&room);
    drop(locked);
    (two_hours_back(copy, boot, Duration::from_secs(5 * 3_600) + until_restart), story)
}

/// The newsroom of that folder, opened so long after boot by a clock that nobody vouches for.
pub fn two_hours_back(folder: tempfile::TempDir, boot: Option<&str>, since_boot: Duration) -> Room {
    let clock = Arc::new(HandClock::new(five()));
    clock.set_boot(boot);
    clock.advance(since_boot);
    clock.set(five() - TimeDelta::hours(2));
    clock.set_synced(false);
    Room::open_as(sperrfrist_seal::DeskKey::generate(), folder, clock)
}

#[test]
fn what_was_public_stays_public_after_a_crash_before_its_line_and_a_clock_two_hours_back() {
    let (room, story) = after_a_crash(Some("the first boot"), Duration::from_secs(3));
    assert!(room.get(PAGE).text().contains(CANARY_TEXT));
    assert_eq!(events(&room.data(), &story), ["received", "armed", "revealed"], "before the first request");
    // Not before five, and not when the wrong clock says: carried on by the time since boot.
    let first = room.report(story.release.id).items[0].first_public_at;
    assert_eq!(first, Some(five() + TimeDelta::seconds(3)));
    assert_eq!(room.report(story.release.id).items[1].first_public_at, None, "the photo waits");
    let room = room.restart();
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn after_another_boot_or_before_the_instant_an_armed_release_waits_for_a_clock() {
    for (boot, until_restart) in [
        (Some("another"), Duration::from_secs(3)),
        (None, Duration::from_secs(3)),
        (Some("the first boot"), Duration::ZERO),
    ] {
        let (room, _) = after_a_crash(boot, until_restart);
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "{boot:?}");
        room.clock.set(five());
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "nobody vouches for it");
        room.clock.set_synced(true);
        assert_eq!(room.get(PAGE).status, 200);
    }
}

#[test]
fn a_clock_that_was_put_right_before_the_time_takes_back_what_it_armed() {
    let (room, story) = armed();
    // It was an hour fast, and goes on from where it should have been.
    room.clock.set(five() - TimeDelta::hours(1));
    room.clock.advance(BEFORE + Duration::from_secs(2));
    until("it is taken back", || !is_armed(&room.data()));
    assert_eq!(events(&room.data(), &story), ["received", "armed", "disarmed"]);
    let room = room.restart();
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    wind_to(&room, five() - MS);
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    wind_to(&room, five());
    assert_eq!(room.get(PAGE).status, 200);
}

#[test]
fn while_nobody_vouches_for_the_clock_or_knows_the_boot_nothing_is_armed() {
    for boot in [Some("the first boot"), None] {
        let (room, story) = (Room::open(), Story::new());
        room.clock.set_boot(boot);
        room.clock.set_synced(boot.is_none());
        story.plan(&room);
        wind_to(&room, five() - MS);
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
        wind_to(&room, five());
        room.clock.set_synced(true);
        assert_eq!(room.get(PAGE).status, 200);
        assert_eq!(events(&room.data(), &story), ["received", "revealed"], "{boot:?}");
    }
}

#[test]
fn an_armed_record_that_somebody_else_wrote_into_the_database_opens_nothing() {
    // One as the newsroom writes it, for noon; one for a generation to come; and a true one whose reading was changed.
    let forged = |generation: u64| {
        format!(
            r#"{{"generation":{generation},"due":"2023-11-21T16:00:00Z","wall":"2023-11-21T15:59:59Z","boottime":{{"secs":1,"nanos":0}},"uncertainty":{{"secs":0,"nanos":0}},"boot":"the first boot"}}"#
        )
    };
    for (record, is_true_one) in [(forged(1), false), (forged(2), false), (forged(1), true)] {
        let (room, story) = if is_true_one {
            armed()
        } else {
            let (room, story) = (Room::open(), Story::new());
            story.plan(&room);
            (room, story)
        };
        let Room { clock, embedded, folder, key, .. } = room;
        embedded.stop();
        let write = "UPDATE items SET armed = ?1 WHERE item NOT LIKE '%.%'";
        assert_eq!(database(&folder.path().join("newsroom")).execute(write, [&record]).expect("writes"), 1);
        let room = Room::open_as(key, folder, clock);
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "{record}");
        wind_to(&room, half_past_five());
        assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new(), "it is held: {record}");
        assert_eq!(room.report(story.release.id).items[0].clearance, Clearance::Held);
        story.plan_anew(&room);
        assert_eq!(room.get(PAGE).status, 200);
    }
}

#[test]
fn where_it_cannot_be_armed_it_is_latched_at_its_time() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let other = database(&room.data());
    let refuse = "CREATE TRIGGER full BEFORE UPDATE OF armed ON items WHEN NEW.armed IS NOT NULL
                  BEGIN SELECT RAISE(FAIL, 'full'); END";
    other.execute_batch(refuse).expect("refuses");
    wind_to(&room, five() - TimeDelta::milliseconds(20));
    assert_eq!(room.leaks_at(&[PAGE]), Vec::<String>::new());
    wind_to(&room, five());
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(events(&room.data(), &story), ["received", "revealed"]);
}

#[test]
fn a_line_that_cannot_be_written_takes_no_page_away_and_is_written_before_the_next_order() {
    let (room, story) = armed();
    let other = database(&room.data());
    let refuse =
        "CREATE TRIGGER broken BEFORE UPDATE OF revealed_at ON items BEGIN SELECT RAISE(FAIL, 'no'); END";
    other.execute_batch(refuse).expect("breaks");
    wind_to(&room, five());
    for _ in 0..20 {
        assert_eq!(room.get(PAGE).status, 200);
    }
    // Who would decide about it must find it as it stands.
    assert!(room.order(story.release.id, Order::Withdraw).is_err());
    assert_eq!(room.get(PAGE).status, 200);
    other.execute_batch("DROP TRIGGER broken").expect("heals");
    wind_to(&room, five() + TimeDelta::minutes(1));
    room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    assert_eq!(room.get(PAGE).status, 404);
    assert_eq!(events(&room.data(), &story), ["received", "armed", "revealed", "withdrawn"]);
    let lines = Newsroom::journal_in(&room.data()).expect("whole");
    assert_eq!(lines.iter().find(|line| line.event == "revealed").map(|line| line.at), Some(five()));
}
