//! How smoothly the contact sheet is scrolled through: thousands of photos, in the real window.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::kept;
use crate::row::{Better, Row};
use crate::window::App;

const PHOTOS: usize = 5_000;
/// Seconds in which the whole sheet goes by.
const SECONDS: u32 = 20;
/// Of a window, a second.
const FRAMES: f64 = 60.0;

/// Once to and fro, so that each thumbnail has been read as it has after an import; then the times of the frames.
const SCROLL: &str = "const done = arguments[arguments.length - 1];\
    const [seconds] = arguments;\
    const box = document.querySelector('[data-test=\"sheet\"]');\
    const far = box.scrollHeight - box.clientHeight;\
    const times = [];\
    let begun;\
    const step = (now) => {\
        begun ??= now;\
        times.push(now);\
        const part = (now - begun) / 1000 / seconds;\
        box.scrollTop = far * Math.min(part, 1);\
        if (part < 1) requestAnimationFrame(step); else done(times);\
    };\
    box.scrollTop = 0;\
    requestAnimationFrame(step);";

pub fn figures() -> Vec<Row> {
    let home = tempfile::tempdir().expect("a scratch folder");
    kept::write_pool(&home.path().join("home/archive"), PHOTOS);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let times = runtime.block_on(scrolled(home.path()));
    let gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let due = gaps.iter().sum::<f64>() * FRAMES / 1_000.0;
    // A frame that took as long as two has kept one from being drawn.
    let dropped: f64 = gaps.iter().map(|gap| (gap * FRAMES / 1_000.0 - 1.0).round().max(0.0)).sum();
    let longest = gaps.iter().copied().fold(0.0, f64::max);
    vec![Row {
        name: "sheet.dropped_frames_pct",
        value: dropped / due * 100.0,
        unit: "%",
        goal: 1.0,
        better: Better::Less,
        against: format!(
            "{due:.0} frames while {PHOTOS} photos go by in {SECONDS} s; the longest {longest:.0} ms"
        ),
    }]
}

async fn scrolled(home: &Path) -> Vec<f64> {
    let app = App::start(home).await;
    app.window.set_script_timeout(Duration::from_secs(4 * u64::from(SECONDS))).await.expect("a limit");
    for name in ["open-release", "nav-photos"] {
        app.find(name).await.click().await.expect("a click");
    }
    app.find("sheet").await;
    let mut times = Vec::new();
    for _ in 0..2 {
        let seen = app.window.execute_async(SCROLL, vec![SECONDS.into()]).await.expect("the window answers");
        times = match seen.json() {
            Value::Array(times) => times.iter().filter_map(Value::as_f64).collect(),
            other => panic!("the window answered {other}"),
        };
    }
    app.end().await;
    times
}
