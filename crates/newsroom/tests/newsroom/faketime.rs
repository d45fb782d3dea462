//! The whole program at another time, by libfaketime (Debian's package of that name): 17:00 of Di., 21.11.2023 comes while
//! we look, and a clock that somebody moves opens nothing.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_newsroom::Newsroom;
use sperrfrist_seal::answer::{Order, Receipt, Report};

use crate::armed::{Locked, is_armed};
use crate::server::{Server, ask_program, package, token, with_token};
use crate::support::{PAGE, Story, ask, at, files_in, five, until};

/// Where Debian and Ubuntu put it.
fn library() -> PathBuf {
    let roots = fs::read_dir("/usr/lib").expect("a folder").flatten().map(|entry| entry.path());
    let found = roots.map(|root| root.join("faketime/libfaketime.so.1")).find(|path| path.exists());
    found.expect("libfaketime is installed by scripts/setup.sh")
}

/// A server whose wall clock shows what stands in a file: a time at its start, then an offset.
fn server_at(folder: &Path, seconds_before: i64) -> (Server, PathBuf) {
    server_with(folder, seconds_before, &[])
}

/// The same with further options.
fn server_with(folder: &Path, seconds_before: i64, options: &[&str]) -> (Server, PathBuf) {
    let told = folder.join("time");
    let offset = (five() - HostClock.now().wall).num_seconds() - seconds_before;
    fs::write(&told, format!("{offset:+}s")).expect("writes");
    let library = library();
    let told_text = told.to_str().expect("text").to_owned();
    let environment = [
        ("LD_PRELOAD", library.to_str().expect("text")),
        ("FAKETIME_TIMESTAMP_FILE", told_text.as_str()),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
    (Server::start_in(&folder.join("newsroom"), options, &environment), told)
}

fn plan(server: &Server, folder: &Path) -> Story {
    let line = String::from_utf8(token(&folder.join("newsroom"), "PC").stdout).expect("a line");
    let story = Story::new();
    let (desk, package) = package(server, &line, &story.text(1, at(five())));
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    story
}

fn status(server: &Server) -> u16 {
    ask(server.address(), "GET", PAGE, &[], b"").status
}

/// What the server's wall clock shows, as the head of its answers says (RFC 9110, section 6.6.1).
fn wall(server: &Server) -> DateTime<Utc> {
    let mut stream = TcpStream::connect(server.address()).expect("connects");
    stream.write_all(b"GET / HTTP/1.1\r\nhost: newsroom\r\nconnection: close\r\n\r\n").expect("sends");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("reads");
    let date = answer.lines().find_map(|line| line.strip_prefix("date: ")).expect("a date");
    DateTime::parse_from_rfc2822(date).expect("a date").to_utc()
}

#[test]
fn five_o_clock_in_dresden_comes_when_it_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let begun = HostClock.now().boottime;
    let (server, _) = server_at(folder.path(), 6);
    plan(&server, folder.path());
    assert_eq!(status(&server), 404);
    until("it is public", || status(&server) == 200);
    let waited = HostClock.now().boottime - begun;
    // The offset is in whole seconds, so the time came between 5 and 7 seconds after the start.
    assert!(waited >= Duration::from_secs(5), "{waited:?}");
}

#[test]
fn a_wall_clock_that_somebody_moves_ahead_opens_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, told) = server_at(folder.path(), 3_600);
    plan(&server, folder.path());
    assert_eq!(status(&server), 404);
    assert!(wall(&server) < five());
    let offset = (five() - HostClock.now().wall + TimeDelta::hours(1)).num_seconds();
    // Replaced at once: nobody reads half of it.
    let next = told.with_extension("next");
    fs::write(&next, format!("{offset:+}s")).expect("writes");
    fs::rename(&next, &told).expect("renames");
    let until = HostClock.now().boottime + Duration::from_secs(5);
    while HostClock.now().boottime < until {
        assert_eq!(status(&server), 404, "the time since boot says otherwise");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(wall(&server) > five(), "the wall clock was really moved");
}

#[test]
fn killed_between_the_first_byte_and_its_line_it_shows_the_page_again_although_the_clock_is_two_hours_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let (mut server, _) = server_at(folder.path(), 4);
    plan(&server, folder.path());
    until("it is armed", || is_armed(&data));
    // From here on nobody can write.
    let locked = Locked::at(&data);
    assert_eq!(status(&server), 404);
    until("it is public", || status(&server) == 200);
    server.child.kill().expect("killed");
    server.child.wait().expect("ended");
    drop(locked);
    assert!(is_armed(&data), "its line was not written");
    let (server, _) = server_at(folder.path(), 7_200);
    assert!(wall(&server) < five());
    assert_eq!(status(&server), 200);
    let lines = Newsroom::journal_in(&data).expect("whole");
    let public: Vec<_> = lines.iter().filter(|line| line.event == "revealed").collect();
    assert_eq!(public.len(), 1);
    assert!(public[0].at >= five(), "{:?}", public[0]);
}

#[test]
fn what_was_stopped_is_deleted_after_the_days_that_the_administrator_has_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let (server, _) = server_at(folder.path(), 3_600);
    let story = plan(&server, folder.path());
    let line = String::from_utf8(token(&data, "Zweiter").stdout).expect("a line");
    let release = story.release.id.to_string();
    let _: Report = with_token(&server, &line).order(&release, Order::Stop, None).expect("stopped");
    drop(server);
    let parts = || files_in(&data.join("parts")).len();
    assert_eq!(parts(), 2);
    const DAY: i64 = 86_400;
    let (server, _) = server_with(folder.path(), -31 * DAY, &["--retain", "30"]);
    until("they are gone", || parts() == 0);
    let (code, told) = ask_program(&["status"], &data);
    assert!(code == Some(0) && told.contains("wird nach 30 Tagen gelöscht"), "{told}");
    assert!(ask_program(&["audit", "list"], &data).1.contains("deleted"));
    drop(server);
}
