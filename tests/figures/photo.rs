//! Photo cleaning against `cp` and the tools that professionals use: 300 photos of 3 to 8 MB, one process each side.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_photo::{Limits, inspect};
use sperrfrist_testkit::jpeg::{Place, camera_load, grainy_picture, insert, picture, segment};
use wait4::Wait4;

use crate::row::{Better, Row, program, target};

const PHOTOS: usize = 300;
const ROUNDS: usize = 7;
const INSPECTIONS: usize = 101;

/// The grain of pictures with 4,000 x 3,000 pixels that makes photos of about 3 to 8 MB.
const GRAINS: [u8; 6] = [24, 34, 50, 80, 120, 180];

/// The size of the photo that is inspected, in bytes.
const INSPECTED: u64 = 4_800_000;

/// What a process took.
#[derive(Debug, Clone, Copy)]
struct Took {
    /// User and system time.
    cpu: Duration,
    /// The most memory it had, in bytes.
    peak: u64,
}

pub fn figures() -> Vec<Row> {
    let place = target().join("bench-photos");
    let _ = fs::remove_dir_all(&place);
    let photos = place.join("photos");
    fs::create_dir_all(&photos).expect("a scratch folder");
    let largest = write_photos(&photos);

    let (mut copied, mut cleaned) = (Vec::new(), Vec::new());
    // The first round warms the page cache; in turn, so that both see one machine.
    for round in 0..=ROUNDS {
        let copy = run(Command::new("cp").arg("-r").arg(&photos).arg(place.join("copy")));
        fs::remove_dir_all(place.join("copy")).expect("copied");
        let into = place.join("clean");
        let clean = run(Command::new(program("sperrfrist-cli"))
            .args(["photo", "clean"])
            .arg(&photos)
            .arg("--into")
            .arg(&into));
        assert_eq!(fs::read_dir(&into).expect("cleaned").count(), PHOTOS);
        fs::remove_dir_all(&into).expect("cleaned");
        if round > 0 {
            copied.push(copy);
            cleaned.push(clean);
        }
    }
    let cpu = |runs: &[Took]| median(runs.iter().map(|took| took.cpu.as_secs_f64()).collect());
    let (copy, clean) = (cpu(&copied), cpu(&cleaned));
    let each = |seconds: f64| seconds * 1_000.0 / PHOTOS as f64;
    let mut against =
        format!("CPU for each of {PHOTOS} photos: {:.1} ms against cp {:.1} ms", each(clean), each(copy));
    for (name, took) in peers(&photos, &place) {
        against += &format!(", {name} {:.1}", each(took.cpu.as_secs_f64()));
    }
    let peak = cleaned.iter().map(|took| took.peak).max().unwrap_or(0);
    let (inspected, bytes) = inspection(&photos);
    let _ = fs::remove_dir_all(&place);

    let less =
        |name, value, unit, goal, against| Row { name, value, unit, goal, better: Better::Less, against };
    vec![
        less("photo.clean_cpu_vs_cp", clean / copy, "x", 2.5, against),
        less(
            "photo.clean_peak_vs_file",
            peak as f64 / largest as f64,
            "x",
            3.0,
            format!("{:.1} MB in all with {PHOTOS} photos, the largest {:.1} MB", mb(peak), mb(largest)),
        ),
        less(
            "photo.inspect_ms",
            inspected,
            "ms",
            3.0,
            format!(
                "limit; read and inspected in this process, {:.1} MB, median of {INSPECTIONS}",
                mb(bytes)
            ),
        ),
    ]
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

/// Writes the photos, no two of them the same. Gives the size of the largest in bytes.
fn write_photos(folder: &Path) -> u64 {
    let thumbnail = picture(160, 120);
    let bases = GRAINS.map(|grain| camera_load(&grainy_picture(4_000, 3_000, grain), &thumbnail));
    let mut largest = 0;
    for number in 0..PHOTOS {
        let comment = segment(0xFE, format!("Aufnahme {number}").as_bytes());
        let photo = insert(&bases[number % bases.len()], Place::BeforeFrame, &comment);
        largest = largest.max(photo.len() as u64);
        fs::write(folder.join(format!("DSC_{number:04}.jpg")), photo).expect("space for the photos");
    }
    largest
}

/// What the others take for what each of them calls cleaning. Two of them edit in place, so they get copies.
fn peers(photos: &Path, place: &Path) -> Vec<(&'static str, Took)> {
    let copies = |name: &str| -> Vec<PathBuf> {
        let folder = place.join(name);
        run(Command::new("cp").arg("-r").arg(photos).arg(&folder));
        fs::read_dir(&folder).expect("copied").map(|entry| entry.expect("an entry").path()).collect()
    };
    let mut exiftool = Command::new("exiftool");
    exiftool.args(["-q", "-all=", "-tagsfromfile", "@", "-orientation", "-icc_profile", "-o"]);
    let took = vec![
        ("exiftool", run(exiftool.arg(place.join("exiftool/")).arg(photos))),
        ("exiv2", run(Command::new("exiv2").arg("rm").args(copies("exiv2")))),
        ("jhead", run(Command::new("jhead").arg("-purejpg").args(copies("jhead")))),
    ];
    for name in ["exiftool", "exiv2", "jhead"] {
        let _ = fs::remove_dir_all(place.join(name));
    }
    took
}

fn run(command: &mut Command) -> Took {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let peak = thread::spawn({
        let status = format!("/proc/{}/status", child.id());
        move || watch(&status)
    });
    let ended = child.wait4().expect("it ends");
    assert!(ended.status.success(), "{command:?}");
    let usage = ended.rusage;
    let peak = peak.join().expect("a figure");
    Took { cpu: usage.utime + usage.stime, peak }
}

/// The most memory that a process ever had, in bytes, looked up until it ends. What the system says afterwards counts
/// in this process too, from which it was started.
fn watch(status: &str) -> u64 {
    let mut peak = 0;
    while let Some(line) = fs::read_to_string(status)
        .ok()
        .and_then(|text| text.lines().find(|line| line.starts_with("VmHWM")).map(str::to_owned))
    {
        let kilobytes = line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) * 1_024);
        thread::sleep(Duration::from_millis(2));
    }
    peak
}

/// Milliseconds for one photo of about [`INSPECTED`] bytes, and its size.
fn inspection(photos: &Path) -> (f64, u64) {
    let sized = fs::read_dir(photos).expect("photos").flatten().map(|entry| {
        let size = entry.metadata().expect("a file").len();
        (size.abs_diff(INSPECTED), entry.path(), size)
    });
    let (_, path, size) = sized.min().expect("there are photos");
    let times = (0..INSPECTIONS).map(|_| {
        let begun = HostClock.now().boottime;
        let bytes = fs::read(&path).expect("a photo");
        let inspection = inspect(&bytes, &Limits::default()).expect("a whole photo");
        let took = HostClock.now().boottime - begun;
        assert!(inspection.findings.len() > 20, "{}", inspection.findings.len());
        took.as_secs_f64() * 1_000.0
    });
    (median(times.collect()), size)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
