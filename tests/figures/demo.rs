//! How late, and whether early: `sperrfrist-cli demo`, several times, the worst of each.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::row::{Better, Row, program, target};

const RUNS: usize = 3;

pub fn figures() -> Vec<Row> {
    let mut early = 0.0;
    let mut text_late = 0.0_f64;
    let mut photo_late = 0.0_f64;
    let mut looks = 0;
    for _ in 0..RUNS {
        let report = run();
        early += report["earlyBytes"].as_f64().expect("a number");
        for row in report["rows"].as_array().expect("rows") {
            let late = row["lateMs"].as_f64().expect("the item became public");
            looks += row["looksBefore"].as_u64().expect("a number");
            let url = row["url"].as_str().expect("an address");
            let photo = url.ends_with(".jpg") || url.contains("/foto/");
            let worst = if photo { &mut photo_late } else { &mut text_late };
            *worst = worst.max(late);
        }
    }
    let against = format!("limit; worst of {RUNS} runs, {looks} looks from outside before the time");
    let row = |name, value, unit, goal| Row {
        name,
        value,
        unit,
        goal,
        better: Better::Less,
        against: against.clone(),
    };
    vec![
        row("demo.early_bytes", early, "bytes", 0.0),
        row("demo.release_late_ms", text_late, "ms", 50.0),
        row("demo.photo_late_ms", photo_late, "ms", 50.0),
    ]
}

fn run() -> Value {
    let output = Command::new(program("sperrfrist-cli"))
        .args(["demo", "--json", "--release-in", "3s", "--photo-in", "6s", "--out"])
        .arg(target().join("bench-demo"))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .expect("sperrfrist-cli is built");
    serde_json::from_slice(&output.stdout).expect("the demo reports as JSON")
}
