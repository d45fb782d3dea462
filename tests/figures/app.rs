//! From start to first usable paint, against an empty Tauri app on the same screen, in turn.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use sperrfrist_clock::{Clock, HostClock};

use crate::row::{Better, Row, program};
use crate::screen::Screen;

const RUNS: usize = 7;
const LOOK_EVERY: Duration = Duration::from_millis(4);
const PATIENCE: Duration = Duration::from_secs(30);

pub fn figures() -> Vec<Row> {
    let home = tempfile::tempdir().expect("a scratch folder");
    let (ours, empty) = (program("sperrfrist"), program("examples/empty"));
    let mut times = [Vec::new(), Vec::new()];
    // The first of each warms the disk and, in ours, makes the archive; in turn, so that both see one machine.
    for run in 0..=RUNS {
        for (which, path) in [&ours, &empty].into_iter().enumerate() {
            let time = start(path, home.path().join("home"));
            if run > 0 {
                times[which].push(time.as_secs_f64() * 1000.0);
            }
        }
    }
    let [ours, empty] = times.map(median);
    vec![Row {
        name: "app.start_vs_empty_tauri",
        value: ours / empty,
        unit: "x",
        goal: 1.5,
        better: Better::Less,
        against: format!("an empty Tauri app, median of {RUNS}: {ours:.0} ms against {empty:.0} ms"),
    }]
}

fn start(path: &PathBuf, home: PathBuf) -> Duration {
    let screen = Screen::start();
    let begun = HostClock.now().boottime;
    let mut app = Command::new(path)
        .arg("--sample")
        .env("DISPLAY", &screen.display)
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env("SPERRFRIST_HOME", &home)
        .env("XDG_DATA_HOME", home.join("xdg-data"))
        .env("XDG_CACHE_HOME", home.join("xdg-cache"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the app is built");
    let mut took = None;
    while took.is_none() {
        let elapsed = HostClock.now().boottime - begun;
        if screen.shows_something() {
            took = Some(elapsed);
        } else {
            assert!(elapsed < PATIENCE, "{} showed nothing", path.display());
            thread::sleep(LOOK_EVERY);
        }
    }
    let _ = app.kill();
    let _ = app.wait();
    took.expect("seen")
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
