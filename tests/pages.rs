//! The public pages in a real Chromium: no finding of axe, light and dark, wide and narrow, before and after
//! the photo's time. The clock is wound by hand.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sperrfrist_desk::view::{CaptionRequest, ChooseRequest, OfRelease, Publisher, ScheduleRequest};
use sperrfrist_desk::{Desk, NewsroomAccess, Sample};
use sperrfrist_newsroom::{Embedded, keys};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_testkit::clock::HandClock;

use crate::support::browser::Browser;
use crate::support::root;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("an instant").to_utc()
}

fn asset(name: &str) -> Vec<u8> {
    std::fs::read(root().join("assets/sample").join(name)).expect("the sample is there")
}

/// The sample, planned as its text says: 17:00, and the photo at 17:30. Gives the page's address.
fn planned(folder: &Path, clock: &Arc<HandClock>) -> (Embedded, String) {
    let newsroom = sperrfrist_newsroom::start_embedded(
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
    (newsroom, view.planned.and_then(|planned| planned.page_url).expect("an address"))
}

async fn look(url: &str, name: &str, dark: bool, width: u32) {
    let browser = Browser::chromium(dark, width, 1000).await;
    browser.driver.goto(url).await.expect("the page opens");
    browser.picture(&format!("newsroom-{name}.png")).await;
    let findings = browser.axe().await;
    let wide = browser
        .driver
        .execute("return document.documentElement.scrollWidth <= window.innerWidth", Vec::new())
        .await
        .expect("a measure")
        .json()
        .clone();
    browser.close().await;
    assert!(findings.is_empty(), "{name}:\n{}", findings.join("\n"));
    assert_eq!(wide, true, "{name} scrolls sideways");
}

#[test]
fn the_public_pages_please_axe_before_and_after_the_photo() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let clock = Arc::new(HandClock::new(at("2023-11-21T15:00:00Z")));
    let (newsroom, page) = planned(folder.path(), &clock);
    let home = format!("{}/", newsroom.url());
    let driven = tokio::runtime::Runtime::new().expect("a runtime");
    driven.block_on(async {
        look(&home, "liste-leer", false, 1280).await;
        clock.set(at("2023-11-21T16:00:00Z"));
        look(&page, "vor-1730", false, 1280).await;
        look(&page, "vor-1730-dunkel", true, 1280).await;
        clock.set(at("2023-11-21T16:30:00Z"));
        look(&page, "nach-1730", false, 1280).await;
        look(&page, "nach-1730-dunkel", true, 1280).await;
        look(&page, "nach-1730-schmal", false, 320).await;
        look(&home, "liste", false, 1280).await;
    });
    newsroom.stop();
}
