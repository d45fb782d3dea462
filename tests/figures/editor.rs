//! What a keystroke costs in a release of 3,000 words: the main thread of the real window, from the key to the page laid out.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::row::{Better, Row};
use crate::window::App;

/// Of these the slowest twentieth is the figure.
const KEYS: usize = 300;
const WORDS: usize = 3_000;

/// From the capture of the key to the task behind it: all that the page does for it, what it draws laid out. The pause between
/// two keys is that of a quick typist, so that saving runs in between as it does in life.
const WATCH: &str = "window.keyTimes = [];\
    const behind = new MessageChannel();\
    const begun = [];\
    let free = 0;\
    behind.port1.onmessage = () => {\
        document.querySelector('[data-test=\"editor\"]').getBoundingClientRect();\
        const now = performance.now();\
        window.keyTimes.push(now - Math.max(begun.shift(), free));\
        free = now;\
    };\
    window.addEventListener('keydown', (event) => {\
        if (event.key.length !== 1) return;\
        begun.push(performance.now());\
        behind.port2.postMessage(null);\
    }, true);";

pub fn figures() -> Vec<Row> {
    let home = tempfile::tempdir().expect("a scratch folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut times = runtime.block_on(typed(home.path()));
    assert!(times.len() >= KEYS * 9 / 10, "{} of {KEYS} keys were seen", times.len());
    times.sort_by(f64::total_cmp);
    let p95 = times[times.len() * 95 / 100];
    let median = times[times.len() / 2];
    vec![Row {
        name: "editor.key_p95_ms",
        value: p95,
        unit: "ms",
        goal: 8.0,
        better: Better::Less,
        against: format!("{} keys in {WORDS} words, median {median:.1} ms", times.len()),
    }]
}

async fn typed(home: &Path) -> Vec<f64> {
    let app = App::start(home).await;
    let window = &app.window;
    app.find("open-release").await.click().await.expect("a click");
    let editor = app.find("editor").await;
    editor.click().await.expect("the editor takes the focus");
    let fill = "const data = new DataTransfer();\
        data.setData('text/plain', arguments[0]);\
        document.querySelector('[data-test=\"editor\"]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
    window.execute(fill, vec![json!(text())]).await.expect("the text is there");
    window.execute(WATCH, Vec::new()).await.expect("keys are watched");
    for _ in 0..KEYS / 10 {
        editor.send_keys("Wort für \"").await.expect("keys");
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    let seen = window.execute("return window.keyTimes;", Vec::new()).await.expect("the window answers");
    let times = match seen.json() {
        Value::Array(times) => times.iter().filter_map(Value::as_f64).collect(),
        other => panic!("the window answered {other}"),
    };
    app.end().await;
    times
}

/// Paragraphs of some sixty words each, as a long release has them.
fn text() -> String {
    const SENTENCE: &str =
        "Die Staatskanzlei hat mit der Bundesstelle vereinbart, dass beide Seiten einander helfen.";
    let each = SENTENCE.split(' ').count();
    let mut paragraphs = Vec::new();
    for number in 0..WORDS / (each * 5) {
        paragraphs.push(format!("Absatz {number}. {}", [SENTENCE; 5].join(" ")));
    }
    paragraphs.join("\n\n")
}
