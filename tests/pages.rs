//! The public pages before outside judges: axe in a real Chromium, light and dark, wide and narrow, before and after the
//! photo's time; the keyboard alone; the printer; the Nu Html Checker; the schemas of feed and sitemap. The clock is
//! wound by hand.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sperrfrist_desk::view::{
    CaptionRequest, ChooseRequest, OfRelease, Publisher, ScheduleRequest, WithdrawRequest,
};
use sperrfrist_desk::{Desk, NewsroomAccess, Sample};
use sperrfrist_newsroom::{Embedded, keys};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_testkit::clock::HandClock;

use thirtyfour::Key;
use thirtyfour::common::print::PrintParameters;

use crate::commands::get;
use crate::support::browser::Browser;
use crate::support::root;

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("an instant").to_utc()
}

fn asset(name: &str) -> Vec<u8> {
    std::fs::read(root().join("assets/sample").join(name)).expect("the sample is there")
}

/// What the house says of itself.
const HOUSE: &str = r#"{
    "address": "https://newsroom.example",
    "contact": ["Pressestelle der Landeskanzlei", "Telefon +49 351 564 10300\npresse@elbmark.example"],
    "imprint": ["Landeskanzlei\nMusterstraße 1\n01097 Dresden", "https://www.elbmark.example"],
    "privacy": "https://www.elbmark.example/datenschutz",
    "accessibility": ["Diese Seiten sind barrierefrei nach BITV 2.0."],
    "easyLanguage": "https://www.elbmark.example/leichte-sprache",
    "signLanguage": "https://www.elbmark.example/gebaerdensprache"
}"#;

/// The sample, planned as its text says: 17:00, and the photo at 17:30. Gives the page's address.
pub fn planned(folder: &Path, clock: &Arc<HandClock>) -> (Embedded, String, Desk, ReleaseId) {
    let house = folder.join("haus.json");
    std::fs::write(&house, HOUSE).expect("written");
    let newsroom = sperrfrist_newsroom::start_embedded_as(
        sperrfrist_newsroom::look(None, Some(&house)).expect("a look"),
        &folder.join("newsroom"),
        keys::read_or_make(&folder.join("newsroom.keys")).expect("keys"),
        clock.clone(),
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
    )
    .expect("a newsroom");
    let access = NewsroomAccess {
        base_url: newsroom.url().to_owned(),
        public_url: newsroom.url().to_owned(),
        token: newsroom.token().to_owned(),
        key_file: None,
        publisher: Publisher::ThisPc,
    };
    let desk = Desk::open(&folder.join("archive"), access, clock.clone(), DEFAULT_ZONE).expect("a desk");
    let (text, photo) = (asset("medieninformation.txt"), asset("unterzeichnung.jpg"));
    let view = desk
        .open_sample(Sample { text: &text, photo: &photo, photo_name: "DSC_4417.jpg" })
        .expect("the sample");
    let (id, slot) = (view.release.id, view.release.photos[0].id);
    let original = view.photos[0].original.clone();
    let caption = serde_json::from_slice(&asset("caption.json")).expect("a caption");
    desk.caption(CaptionRequest { id, original: original.clone(), caption }).expect("captioned");
    desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original) }).expect("chosen");
    desk.schedule(ScheduleRequest { id, now: false }).expect("planned");
    let view = desk.open_release(OfRelease { id }).expect("opened");
    let page = view.planned.and_then(|planned| planned.page_url).expect("an address");
    (newsroom, page, desk, id)
}

/// The kinds of pages that are there, with the name that their pictures get.
fn kinds(newsroom: &Embedded, page: &str, stage: &str) -> Vec<(String, String)> {
    let home = newsroom.url();
    let mut kinds = vec![
        (format!("{home}/"), "liste"),
        (format!("{home}/suche?q=Unterzeichnung"), "suche"),
        (format!("{home}/kontakt"), "kontakt"),
        (format!("{home}/impressum"), "impressum"),
        (format!("{home}/nichts"), "nichts"),
    ];
    if stage != "leer" {
        kinds.push((page.to_owned(), "meldung"));
    }
    if stage == "vor" || stage == "nach" {
        kinds.push((format!("{home}/2023"), "jahr"));
    }
    if stage == "nach" {
        kinds.push((format!("{page}/foto/1"), "foto"));
    }
    kinds.into_iter().map(|(url, kind)| (url, format!("{kind}-{stage}"))).collect()
}

/// What axe finds on each of these, what scrolls sideways, and what was fetched from anywhere else.
async fn look(urls: &[(String, String)], dark: bool, width: u32, faults: &mut Vec<String>) {
    let browser = Browser::chromium(dark, width, 1000).await;
    let mode = match (dark, width) {
        (true, _) => "dunkel",
        (false, 320) => "schmal",
        _ => "hell",
    };
    for (url, name) in urls {
        browser.driver.goto(url).await.expect("the page opens");
        browser.picture(&format!("newsroom-{name}-{mode}.png")).await;
        faults.extend(browser.axe().await.into_iter().map(|finding| format!("{name} {mode}: {finding}")));
        let measured = "return [document.documentElement.scrollWidth <= window.innerWidth,\
             performance.getEntriesByType('resource').map((entry) => entry.name)\
             .filter((name) => !name.startsWith(location.origin + '/')).join(' '),\
             document.cookie, window.innerWidth]";
        let seen = browser.driver.execute(measured, Vec::new()).await.expect("a measure").json().clone();
        if seen != serde_json::json!([true, "", "", width]) {
            faults.push(format!(
                "{name} {mode}: narrow enough, fetched from elsewhere, cookies, width: {seen}"
            ));
        }
    }
    browser.close().await;
}

#[test]
fn the_public_pages_please_axe_before_and_after_the_photo() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page, desk, id) = planned(folder.path(), &clock);
    let driven = tokio::runtime::Runtime::new().expect("a runtime");
    let mut faults = Vec::new();
    for (stage, moment) in [("leer", "15:00"), ("vor", "16:00"), ("nach", "16:30"), ("zurueck", "16:40")] {
        clock.set(at(&format!("2023-11-21T{moment}:00Z")));
        if stage == "zurueck" {
            withdraw(&desk, id);
        }
        let kinds = kinds(&newsroom, &page, stage);
        driven.block_on(async {
            for (dark, width) in [(false, 1280), (true, 1280), (false, 320)] {
                look(&kinds, dark, width, &mut faults).await;
            }
        });
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    newsroom.stop();
}

fn withdraw(desk: &Desk, id: ReleaseId) {
    desk.evidence(OfRelease { id }).expect("the desk hears that it is public");
    let tombstone = Some("Eine Zahl war falsch; eine neue Fassung folgt.".to_owned());
    desk.withdraw(WithdrawRequest { id, tombstone, reason: "Probe".into() }).expect("withdrawn");
}

#[test]
fn the_keyboard_alone_reaches_everything_and_searches() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page, _desk, _id) = planned(folder.path(), &clock);
    clock.set(at("2023-11-21T16:30:00Z"));
    let home = newsroom.url().to_owned();
    let driven = tokio::runtime::Runtime::new().expect("a runtime");
    driven.block_on(async {
        let browser = Browser::chromium(false, 1280, 1000).await;
        let tab = async || browser.driver.action_chain().send_keys(Key::Tab).perform().await.expect("a key");
        let said = async |script: &str| {
            browser.driver.execute(script, Vec::new()).await.expect("an answer").json().clone()
        };
        for url in [format!("{home}/"), page.clone(), format!("{page}/foto/1")] {
            browser.driver.goto(&url).await.expect("the page opens");
            let all = "a[href],button,input,select";
            let count = said(&format!("return document.querySelectorAll('{all}').length")).await;
            for number in 0..count.as_u64().expect("a number") {
                tab().await;
                // In the order of the page, and each shows where the keyboard is.
                let is_next = format!(
                    "const now = document.activeElement; const style = getComputedStyle(now);\
                     return now === document.querySelectorAll('{all}')[{number}]\
                         && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"
                );
                assert_eq!(said(&is_next).await, true, "stop {number} of {url}");
            }
        }
        browser.driver.goto(format!("{home}/")).await.expect("the page opens");
        tab().await;
        browser.driver.action_chain().send_keys(Key::Enter).perform().await.expect("a key");
        assert_eq!(said("return location.hash").await, "#inhalt");
        // Past the skip link the next stop is the first thing of the content: the search.
        tab().await;
        assert_eq!(said("return document.activeElement.id").await, "q");
        let typed = browser.driver.action_chain().send_keys("rathäusern").send_keys(Key::Enter);
        typed.perform().await.expect("keys");
        crate::support::wait::until_async("the search answers", || async {
            let url = browser.driver.current_url().await.ok()?;
            (url.path() == "/suche").then_some(())
        })
        .await;
        assert_eq!(said("return document.querySelectorAll('.meldungen li').length").await, 1);
        browser.close().await;
    });
    newsroom.stop();
}

#[test]
fn what_is_printed_is_the_release_and_not_the_furniture() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page, _desk, _id) = planned(folder.path(), &clock);
    clock.set(at("2023-11-21T16:30:00Z"));
    let driven = tokio::runtime::Runtime::new().expect("a runtime");
    let pdf = driven.block_on(async {
        // What is dark on the screen is black on white on paper.
        let browser = Browser::chromium(true, 1280, 1000).await;
        browser.driver.goto(&page).await.expect("the page opens");
        let pdf = browser.driver.print_page(PrintParameters::default()).await.expect("printed");
        browser.close().await;
        pdf
    });
    let path = crate::support::shown("newsroom-druck.pdf");
    std::fs::write(&path, pdf).expect("kept");
    let text = crate::support::text_of_pdf(&path);
    for there in ["17:00", "Foto:", "Telefon"] {
        assert!(text.contains(there), "{there} in {text}");
    }
    for furniture in ["Zum Inhalt", "Foto herunterladen", "Pixel", "Keine Cookies"] {
        assert!(!text.contains(furniture), "{furniture} in {text}");
    }
    newsroom.stop();
}

#[test]
fn checkers_of_html_feed_and_sitemap_have_nothing_to_say() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page, desk, id) = planned(folder.path(), &clock);
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).expect("made");
    let keep = |url: &str, name: &str| {
        let (_, body) = get(url);
        let path = pages.join(name);
        std::fs::write(&path, body).expect("kept");
        path
    };
    for (stage, moment) in [("leer", "15:00"), ("vor", "16:00"), ("nach", "16:30"), ("zurueck", "16:40")] {
        clock.set(at(&format!("2023-11-21T{moment}:00Z")));
        if stage == "zurueck" {
            withdraw(&desk, id);
        }
        for (url, name) in kinds(&newsroom, &page, stage) {
            keep(&url, &format!("{name}.html"));
        }
        for (path, schema) in [("feed.atom", "atom.rng"), ("sitemap.xml", "sitemap.rng")] {
            let kept = keep(&format!("{}/{path}", newsroom.url()), &format!("{stage}-{path}"));
            let schema = root().join("tests/judges").join(schema);
            let judged = Command::new("xmllint")
                .args(["--noout", "--nonet", "--relaxng"])
                .args([schema.as_os_str(), kept.as_os_str()])
                .output()
                .expect("xmllint is installed by the set-up");
            assert!(judged.status.success(), "{stage}: {}", String::from_utf8_lossy(&judged.stderr));
        }
    }
    let jar = root().join("target/tools/vnu/node_modules/vnu-jar/build/dist/vnu.jar");
    let judged = Command::new("java")
        .args([
            "-jar".as_ref(),
            jar.as_os_str(),
            "--skip-non-html".as_ref(),
            "--format".as_ref(),
            "json".as_ref(),
        ])
        .arg(&pages)
        .output()
        .expect("the Nu Html Checker is installed by the set-up");
    let said = String::from_utf8_lossy(&judged.stderr);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"));
    let messages = said["messages"].as_array().expect("a list");
    assert!(judged.status.success() && messages.is_empty(), "{messages:#?}");
    newsroom.stop();
}
