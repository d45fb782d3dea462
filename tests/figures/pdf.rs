//! The paper: how soon the page follows a keystroke, and what a file costs.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_paper::{Letterhead, Picture, Preview, Sheet, ShownPhoto, Variant};
use sperrfrist_photo::{Edits, Limits, Size, clean, renditions};
use sperrfrist_release::body::{Block, Text};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{Caption, PhotoSlot, Release, SlotId, import};

use crate::cpu;
use crate::row::{Better, Row, program};

const SAMPLE: &str = "assets/sample/medieninformation.txt";
const KEYSTROKES: usize = 200;
const ROUNDS: usize = 5;

pub fn figures() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (ours, theirs) = costs(folder.path());
    let bytes = std::fs::metadata(folder.path().join("ours.pdf")).expect("a file").len();
    let (delay, pages) = keystroke();
    vec![
        Row {
            name: "pdf.preview_p95_ms",
            value: delay.as_secs_f64() * 1_000.0,
            unit: "ms",
            goal: 50.0,
            better: Better::Less,
            against: format!("{KEYSTROKES} keystrokes, {pages} pages, two photos, all pages drawn as SVG"),
        },
        Row {
            name: "pdf.cpu_vs_weasyprint",
            value: ours.as_secs_f64() / theirs.as_secs_f64(),
            unit: "x",
            goal: 0.067,
            better: Better::Less,
            against: format!(
                "WeasyPrint on the same text: {} ms, ours: {} ms",
                theirs.as_millis(),
                ours.as_millis()
            ),
        },
        Row {
            name: "pdf.sample_kb",
            #[expect(clippy::cast_precision_loss, reason = "a file is small")]
            value: bytes as f64 / 1_000.0,
            unit: "KB",
            goal: 250.0,
            better: Better::Less,
            against: "the sample without a photo".into(),
        },
    ]
}

fn sample() -> Release {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample");
    import::read(&text, DEFAULT_ZONE).release
}

/// The processor time of the whole process, ours and WeasyPrint's, by turns.
fn costs(folder: &Path) -> (Duration, Duration) {
    let html = folder.join("release.html");
    std::fs::write(&html, page(&sample())).expect("written");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(cpu::time(
            Command::new(program("sperrfrist-cli"))
                .arg("pdf")
                .arg(SAMPLE)
                .arg("-o")
                .arg(folder.join("ours.pdf")),
        ));
        theirs.push(cpu::time(Command::new("weasyprint").arg(&html).arg(folder.join("theirs.pdf"))));
    }
    (median(ours), median(theirs))
}

/// The same text for WeasyPrint, with the same fonts.
fn page(release: &Release) -> String {
    let fonts = std::env::current_dir().expect("a folder").join("assets/fonts");
    let mut html = format!(
        "<!doctype html><html lang=de><meta charset=utf-8><title>{0}</title><style>\
         @font-face{{font-family:S;src:url(file://{1}/SourceSans3-Regular.ttf)}}\
         @font-face{{font-family:T;src:url(file://{1}/SourceSerif4Display-Semibold.ttf)}}\
         @page{{size:A4;margin:26mm 17mm 24mm 25mm}}body{{font:10.8pt/1.4 S;width:113mm}}h1{{font:21pt/1.2 T}}\
         </style><h1>{0}</h1>",
        release.headline,
        fonts.display()
    );
    for line in sperrfrist_release::plain::lines(release) {
        write!(html, "<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;")).expect("a string grows");
    }
    html
}

/// From a keystroke to all pages drawn anew, the 95th percentile.
fn keystroke() -> (Duration, usize) {
    let (limits, words) = (Limits::default(), sperrfrist_photo::Caption::default());
    let original = std::fs::read("assets/sample/unterzeichnung.jpg").expect("the sample photo");
    let clean = clean(&original, &words, &limits).expect("a photo");
    let copies = renditions(&clean, &Edits::default(), &words, &[Size::preview()], &limits).expect("copies");
    let picture = Picture::photo(&copies[0].jpeg).expect("a picture");
    let caption = Caption {
        caption: "Beide unterzeichnen die Vereinbarung in der Staatskanzlei in Lindenfurt.".into(),
        alt_text: "Eine Frau und ein Mann unterschreiben an einem Tisch.".into(),
        credit: "Staatskanzlei Elbmark".into(),
        ..Caption::default()
    };
    let mut release = sample();
    let body = release.body.content.clone();
    release.body.content.extend(body.into_iter().take(4));
    let first = release.photos[0].clone();
    release.photos.push(PhotoSlot { id: SlotId::random(), ..first });
    let photos: Vec<ShownPhoto<'_>> = release
        .photos
        .iter()
        .map(|slot| ShownPhoto { slot: slot.id, picture: picture.clone(), caption: &caption })
        .collect();
    let letterhead = Letterhead::default();
    let mut preview = Preview::new();
    let (mut delays, mut count) = (Vec::new(), 0);
    for typed in 0..=KEYSTROKES {
        let letters: String = "und morgen wieder ".chars().cycle().take(typed).collect();
        release.body.content[3] =
            Block::Paragraph { content: vec![Text::plain(format!("Vereinbart ist {letters}"))] };
        let begun = HostClock.now().boottime;
        let sheet = Sheet {
            release: &release,
            letterhead: &letterhead,
            photos: &photos,
            variant: Variant::Embargoed,
        };
        let pages = preview.show(&sheet).pages.expect("pages");
        count = pages.count();
        let drawn: usize = (0..count).map(|page| pages.svg(page).expect("a page").len()).sum();
        assert!(drawn > 0);
        delays.push(HostClock.now().boottime - begun);
    }
    // The first page is no keystroke: nothing is warm before it.
    delays.remove(0);
    delays.sort_unstable();
    assert_eq!(count, 3, "the figure is about three pages");
    (delays[delays.len() * 95 / 100], count)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
