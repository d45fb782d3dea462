//! What goes to the printer: the typeset pages, edge to edge, and nothing of the window.

use std::path::{Path, PathBuf};
use std::process::Command;

use image::GrayImage;
use thirtyfour::Key;

use crate::support::browser::Browser;
use crate::support::process::kill_the_app_of;
use crate::support::{downloads, shown, wait};
use crate::window::SENTENCE;

/// Pixels on an inch at which pages are drawn, and how many of them become one before they are compared: a line counts then,
/// and the edge of a letter does not.
const RESOLUTION: &str = "160";
const BLOCK: u32 = 8;

/// The pages of a file as poppler draws them.
fn pages(pdf: &Path, scratch: &Path) -> Vec<GrayImage> {
    let stem = scratch.join(pdf.file_stem().expect("a name"));
    let drawn =
        Command::new("pdftoppm").args(["-r", RESOLUTION, "-gray", "-png"]).arg(pdf).arg(&stem).status();
    assert!(drawn.expect("poppler is installed by the set-up").success());
    let name = stem.file_name().expect("a name").to_string_lossy().into_owned();
    let mut files: Vec<PathBuf> = std::fs::read_dir(scratch)
        .expect("the folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
            file.starts_with(&format!("{name}-")) && file.ends_with(".png")
        })
        .collect();
    files.sort();
    files.iter().map(|file| from_afar(&image::open(file).expect("a page").into_luma8())).collect()
}

/// Each block as the mean of its pixels.
fn from_afar(page: &GrayImage) -> GrayImage {
    GrayImage::from_fn(page.width() / BLOCK, page.height() / BLOCK, |x, y| {
        let block = (0..BLOCK * BLOCK).map(|at| (x * BLOCK + at % BLOCK, y * BLOCK + at / BLOCK));
        let sum: u32 = block.map(|(x, y)| u32::from(page.get_pixel(x, y).0[0])).sum();
        image::Luma([u8::try_from(sum / (BLOCK * BLOCK)).expect("a mean of bytes is a byte")])
    })
}

/// How far two pages are from each other, in the mean, from 0 to 255. A printer's sheet is whole points wide.
fn distance(one: &GrayImage, other: &GrayImage) -> f64 {
    let (width, height) = (one.width().min(other.width()), one.height().min(other.height()));
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let differences =
        places.map(|(x, y)| f64::from(one.get_pixel(x, y).0[0].abs_diff(other.get_pixel(x, y).0[0])));
    differences.sum::<f64>() / f64::from(width * height)
}

async fn journey(folder: &Path) {
    let downloads = downloads(folder);
    let printed = folder.join("gedruckt.pdf");
    let told = [("SPERRFRIST_PRINT_TO", printed.as_path())];
    let browser = Browser::app_told(folder, &["--sample"], &told).await;
    browser.click("open-release").await;
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    browser.type_on("editor", format!("{} ", SENTENCE.repeat(40))).await;
    browser.type_on("headline", Key::Control + "p").await;
    let count = wait::until_async("the pages are laid out for the printer", || async {
        let sheets = browser.find("print-sheets").await;
        let found = sheets.find_all(thirtyfour::By::Tag("img")).await.ok()?.len();
        (found > 0).then_some(found)
    })
    .await;
    assert!(count > 1, "a page after the first would not tell");
    wait::until("the file is printed", || {
        let whole = std::fs::read(&printed).ok()?;
        String::from_utf8_lossy(&whole[whole.len().saturating_sub(32)..]).contains("%%EOF").then_some(())
    });
    // On the screen nothing of it shows.
    let sheets = browser.find("print-sheets").await;
    assert!(!sheets.is_displayed().await.expect("it is there"));
    browser.click("pages-open").await;
    browser.reads("pages-count", &format!("von {count}")).await;
    browser.click("pages-save-pdf").await;
    browser.reads("pages-saved", ".pdf").await;
    browser.close().await;

    let saved =
        std::fs::read_dir(&downloads).expect("the folder").next().expect("a file").expect("a file").path();
    std::fs::copy(&printed, shown("gedruckt.pdf")).expect("it can be kept");
    std::fs::copy(&saved, shown("gesichert.pdf")).expect("it can be kept");
    let (printed, saved) = (pages(&printed, folder), pages(&saved, folder));
    assert_eq!((printed.len(), saved.len()), (count, count));
    for (number, (one, other)) in printed.iter().zip(&saved).enumerate() {
        let larger = one.width().abs_diff(other.width()).max(one.height().abs_diff(other.height()));
        assert!(larger <= 1, "page {number}: A4, nothing added");
        let blank = GrayImage::from_pixel(one.width(), one.height(), image::Luma([255]));
        let (far, empty) = (distance(one, other), distance(other, &blank));
        let next = distance(one, &saved[(number + 1) % count]);
        assert!(
            far < empty / 3.0 && far < next / 3.0,
            "page {number} is not the typeset one: {far}, an empty one {empty}, the next one {next}"
        );
    }
}

#[test]
fn window_what_is_printed_is_the_typeset_pages() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}

/// Without a file in its place the system's own dialog comes, and the window lives on behind it.
async fn dialog(home: &Path) {
    let browser = Browser::app_alone(Browser::nobody_else().await, home, &["--sample"], &[]).await;
    browser.click("open-release").await;
    browser.click("pages-open").await;
    browser.reads("pages-count", "Seite 1 von").await;
    browser.click("pages-print").await;
    wait::until("the system's dialog is there", || {
        let windows = Command::new("xwininfo").args(["-root", "-tree"]).output();
        let windows = windows.expect("x11-utils is installed by the set-up").stdout;
        String::from_utf8_lossy(&windows).contains("\"Print\"").then_some(())
    });
    browser.reads("pages-count", "Seite 1 von").await;
    // Nobody is here to close the dialog.
    kill_the_app_of(home);
    browser.close().await;
}

#[test]
fn window_printing_opens_the_systems_dialog() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(dialog(home.path()));
}
