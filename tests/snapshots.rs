//! How the public pages look in a real Chromium, against pictures that somebody has looked at: before and after the photo,
//! light, dark, narrow and printed. `SPERRFRIST_SNAPSHOTS=write` writes these anew.

use std::path::PathBuf;
use std::sync::Arc;

use sperrfrist_paper::Facsimile;
use sperrfrist_testkit::clock::HandClock;
use sperrfrist_testkit::snapshot::Snapshot;
use thirtyfour::common::print::PrintParameters;

use crate::pages::{at, planned};
use crate::support::browser::Browser;
use crate::support::root;

const WIDE: u32 = 1280;
/// The width of a small phone, and of a wide window at four times the size (WCAG 2.2, 1.4.10).
const NARROW: u32 = 320;
/// So much of a page is looked at; a window takes some for itself.
const HEIGHT: u32 = 1500;
const SEEN: usize = 1300;

fn references() -> PathBuf {
    root().join("tests/snapshots")
}

/// What a window of that width shows. A wide one is kept at half its size.
async fn seen(browser: &Browser, url: &str, width: u32) -> Snapshot {
    browser.driver.goto(url).await.expect("the page opens");
    let snapshot = Snapshot::read(&browser.drawn(url).await).cropped(width as usize, SEEN);
    if width == NARROW { snapshot } else { snapshot.halved() }
}

/// A page as a printer gets it.
async fn printed(browser: &Browser, url: &str) -> Snapshot {
    browser.driver.goto(url).await.expect("the page opens");
    browser.drawn(url).await;
    let pdf = browser.driver.print_page(PrintParameters::default()).await.expect("printed");
    let pages = Facsimile::of(&pdf).expect("a PDF");
    Snapshot::read(&pages.png(0, 0.8).expect("a first page"))
}

#[test]
fn the_public_pages_look_as_somebody_has_seen_them() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page, _desk, _id) = planned(folder.path(), &clock);
    let home = newsroom.url().to_owned();
    let photo = format!("{page}/foto/1");
    let driven = tokio::runtime::Runtime::new().expect("a runtime");
    for (moment, stage) in [("16:00", "vor-dem-foto"), ("16:30", "mit-foto")] {
        clock.set(at(&format!("2023-11-21T{moment}:00Z")));
        driven.block_on(async {
            for (mode, dark, width) in
                [("hell", false, WIDE), ("dunkel", true, WIDE), ("schmal", false, NARROW)]
            {
                let browser = Browser::chromium(dark, width, HEIGHT).await;
                let mut shown = vec![(page.clone(), format!("meldung-{stage}-{mode}"))];
                if stage == "mit-foto" {
                    shown.push((format!("{home}/"), format!("liste-{mode}")));
                    shown.push((photo.clone(), format!("foto-{mode}")));
                }
                for (url, name) in shown {
                    seen(&browser, &url, width).await.assert(&references(), &name);
                }
                if stage == "mit-foto" && mode == "hell" {
                    printed(&browser, &page).await.assert(&references(), "meldung-gedruckt");
                }
                browser.close().await;
            }
        });
    }
    newsroom.stop();
}

#[test]
fn a_part_of_a_page_that_moves_and_one_that_is_hidden_are_noticed() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page, _desk, _id) = planned(folder.path(), &clock);
    clock.set(at("2023-11-21T16:00:00Z"));
    let driven = tokio::runtime::Runtime::new().expect("a runtime");
    driven.block_on(async {
        let browser = Browser::chromium(false, WIDE, HEIGHT).await;
        let before = seen(&browser, &page, WIDE).await;
        for change in [
            "document.querySelector('.text').style.paddingTop = '4px'",
            "document.querySelector('.rand section').style.visibility = 'hidden'",
        ] {
            browser.driver.goto(&page).await.expect("the page opens");
            browser.driver.execute(change, Vec::new()).await.expect("the page is changed");
            let after = Snapshot::read(&browser.drawn(change).await).cropped(WIDE as usize, SEEN).halved();
            assert!(after.difference(&before).is_some(), "{change}");
        }
        assert!(seen(&browser, &page, WIDE).await.difference(&before).is_none(), "it is drawn alike twice");
        browser.close().await;
    });
    newsroom.stop();
}
