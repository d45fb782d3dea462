//! The journey of an officer with thousands of photos: read in, cancelled, searched, compared, and one of them taken.

use std::path::{Path, PathBuf};

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_testkit::jpeg;
use thirtyfour::{By, Key};

use crate::support::browser::Browser;
use crate::support::wait;

const COUNT: usize = 5_000;

/// As many photos, each its own.
fn photos(folder: &Path) -> Vec<PathBuf> {
    std::fs::create_dir_all(folder).expect("a folder");
    let write = |index: usize| {
        let (shade, step) = ((index % 251) as u8, (index / 251 * 11) as u8);
        let bytes = jpeg::picture_of(60, 40, move |x, y| [shade, step, (x * 3 + y) as u8]);
        let path = folder.join(format!("DSC_{index:04}.jpg"));
        std::fs::write(&path, bytes).expect("a photo");
        path
    };
    (0..COUNT).map(write).collect()
}

async fn choose(browser: &Browser, photos: &[PathBuf]) {
    let paths: Vec<&str> = photos.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    browser.type_on("photo-files", paths.join("\n")).await;
}

async fn count(browser: &Browser) -> usize {
    let said = browser.find("sheet-count").await.text().await.unwrap_or_default();
    said.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or_default()
}

/// The longest time between two frames while the whole sheet is scrolled through, in milliseconds, and how many photos are
/// drawn at most.
async fn scrolled(browser: &Browser) -> (f64, u64) {
    let script = "const done = arguments[arguments.length - 1];\
        const box = document.querySelector('[data-test=\"sheet\"]');\
        let last = 0, longest = 0, most = 0, frames = 0;\
        const step = (now) => {\
            if (last) longest = Math.max(longest, now - last);\
            last = now; frames += 1;\
            most = Math.max(most, document.querySelectorAll('[data-test=\"photo-tile\"]').length);\
            box.scrollTop = (box.scrollHeight - box.clientHeight) * frames / 240;\
            if (frames < 240) requestAnimationFrame(step); else done([longest, most, box.scrollTop]);\
        };\
        requestAnimationFrame(step);";
    let answer = browser.driver.execute_async(script, Vec::new()).await.expect("the window answers");
    let (longest, most, top): (f64, u64, f64) =
        serde_json::from_value(answer.json().clone()).expect("three numbers");
    assert!(top > 10_000.0, "it was scrolled to its end: {top}");
    (longest, most)
}

async fn journey(folder: &Path) {
    let files = photos(&folder.join("Karte"));
    let browser = Browser::app(&folder.join("home"), &["--sample"]).await;
    browser.click("open-release").await;
    browser.click("nav-photos").await;
    browser.click("photo-tile").await;

    // Begun, and thought better of.
    choose(&browser, &files[..2_000]).await;
    browser.find("import-progress").await;
    browser.click("import-cancel").await;
    browser.gone("import-progress").await;
    let kept = count(&browser).await;
    assert!(kept < 2_001, "{kept}: nothing was cancelled");

    let began = HostClock.now().boottime;
    choose(&browser, &files).await;
    browser.find("import-progress").await;
    let mut before = kept;
    // The window can be used meanwhile: it answers, and shows more and more.
    while count(&browser).await < COUNT + 1 {
        wait::until_async("more photos are there", || async {
            let now = count(&browser).await;
            (now > before || now == COUNT + 1).then_some(())
        })
        .await;
        before = count(&browser).await;
    }
    browser.gone("import-progress").await;
    let took = HostClock.now().boottime - began;
    let (longest, most) = scrolled(&browser).await;
    println!("{COUNT} photos read in within {took:?}; longest frame {longest:.0} ms, {most} of them drawn");
    assert!(most < 80, "{most} photos were drawn at once");
    assert!(longest < 1_000.0, "the sheet stood still for {longest} ms");
    let mut findings = browser.by_day_and_night("03h-kontaktbogen").await;

    browser.fill("sheet-search", "dsc_4711").await;
    browser.reads("sheet-found", "1 gefunden").await;
    browser.click("photo-tile").await;
    browser.find("pooled-large").await;
    browser.fill("sheet-search", "DSC_47").await;
    browser.reads("sheet-found", "100 gefunden").await;
    // With keys alone: two are marked and looked at side by side.
    let tile = By::Css("[data-test=\"photo-tile\"][aria-selected=\"true\"]");
    let press = async |keys: Key| {
        let tile = browser.driver.find(tile.clone()).await.expect("the one that is looked at");
        tile.send_keys(keys + "").await.expect("it takes keys");
    };
    let mark = async || {
        let tile = browser.driver.find(tile.clone()).await.expect("the one that is looked at");
        tile.send_keys("m").await.expect("it takes keys");
    };
    mark().await;
    press(Key::Right).await;
    mark().await;
    browser.reads("marked", "2 vorgemerkt").await;
    browser.click("compare").await;
    browser.find("comparison").await;
    findings.extend(browser.by_day_and_night("03i-vergleich").await);
    browser.click("prefer").await;
    browser.find("pooled-large").await;
    press(Key::Enter).await;
    browser.find("unchoose").await;

    // The same words for both that are attached.
    browser.click("many").await;
    browser.fill("many-caption", "{anlass} am {datum} in {stadt}").await;
    browser.click("many-confirm").await;
    browser.reads("many-problem", "kennt »{stadt}« nicht").await;
    browser.fill("many-caption", "{anlass} am {datum} in {ort}").await;
    findings.extend(browser.by_day_and_night("03j-angaben-fuer-alle").await);
    browser.click("many-confirm").await;
    browser.gone("many-dialog").await;
    wait::until_async("the caption is filled", || async {
        let said = browser.find("caption-caption").await.prop("value").await.ok()??;
        (said.contains("2023 in ") && !said.contains('{')).then_some(())
    })
    .await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_five_thousand_photos_are_read_in_scrolled_searched_and_compared() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
