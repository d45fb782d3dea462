//! From start to first usable paint, against an empty Tauri app on the same screen, in turn.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use sperrfrist_clock::{Clock, HostClock};

use crate::kept;
use crate::row::{Better, Row, program};
use crate::screen::Screen;

const RUNS: usize = 7;
const RELEASES: usize = 2_000;
/// For each release.
const PHOTOS: usize = 10;
/// Until a window has nothing more to do after its start.
const SETTLING: Duration = Duration::from_secs(15);
const IDLE: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(4);
const PATIENCE: Duration = Duration::from_secs(30);

pub fn figures() -> Vec<Row> {
    let home = tempfile::tempdir().expect("a scratch folder");
    let (usual, full_home) = (home.path().join("home"), home.path().join("full"));
    kept::write(&full_home.join("archive"), RELEASES, PHOTOS);
    let (ours, empty) = (program("sperrfrist"), program("examples/empty"));
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    // The first of each warms the disk and, in ours, makes the archive; in turn, so that both see one machine.
    for run in 0..=RUNS {
        let turns = [(&ours, &usual), (&ours, &full_home), (&empty, &usual)];
        for (which, (path, home)) in turns.into_iter().enumerate() {
            let time = start(path, home);
            if run > 0 {
                times[which].push(time.as_secs_f64() * 1000.0);
            }
        }
    }
    let [ours, full, empty] = times.map(median);
    let against =
        |ours: f64| format!("an empty Tauri app, median of {RUNS}: {ours:.0} ms against {empty:.0} ms");
    vec![
        Row {
            name: "app.start_vs_empty_tauri",
            value: ours / empty,
            unit: "x",
            goal: 1.5,
            better: Better::Less,
            against: against(ours),
        },
        Row {
            name: "app.start_full_vs_empty_tauri",
            value: full / empty,
            unit: "x",
            goal: 1.5,
            better: Better::Less,
            against: format!("{RELEASES} releases, {} photos; {}", RELEASES * PHOTOS, against(full)),
        },
        idle(&full_home),
    ]
}

/// The processor time of the app and of its window's processes while the Übersicht stands there, in per cent of one core.
fn idle(home: &Path) -> Row {
    let screen = Screen::start();
    let mut app = launch(&program("sperrfrist"), home, &screen);
    thread::sleep(SETTLING);
    let (before, begun) = (busy(app.id()), HostClock.now().boottime);
    thread::sleep(IDLE);
    let (used, passed) = (busy(app.id()) - before, HostClock.now().boottime - begun);
    let _ = app.kill();
    let _ = app.wait();
    Row {
        name: "app.idle_cpu_pct",
        value: used.as_secs_f64() / passed.as_secs_f64() * 100.0,
        unit: "%",
        goal: 0.5,
        better: Better::Less,
        against: format!(
            "limit; app and WebKit's processes over {} s, {RELEASES} releases, nothing planned",
            IDLE.as_secs()
        ),
    }
}

/// What a process and all that it started have used, by `/proc/PID/stat` (proc_pid_stat(5)).
fn busy(id: u32) -> Duration {
    const TICKS: u64 = 100;
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().filter_map(|&field| fields.get(field)?.parse::<u64>().ok()).sum();
    let own = Duration::from_millis(ticks * 1_000 / TICKS);
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    children
        .flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>())
        .map(busy)
        .fold(own, |sum, child| sum + child)
}

fn launch(path: &Path, home: &Path, screen: &Screen) -> Child {
    Command::new(path)
        .arg("--sample")
        .env("DISPLAY", &screen.display)
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env("SPERRFRIST_HOME", home)
        .env("XDG_DATA_HOME", home.join("xdg-data"))
        .env("XDG_CACHE_HOME", home.join("xdg-cache"))
        .env("XDG_CONFIG_HOME", home.join("xdg-config"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the app is built")
}

fn start(path: &Path, home: &Path) -> Duration {
    let screen = Screen::start();
    let begun = HostClock.now().boottime;
    let mut app = launch(path, home, &screen);
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
