//! The journey of an officer who publishes in two languages: the second waits for the German one, and both lead to each other.

use std::path::Path;
use std::time::Duration;

use chrono::SubsecRound;
use sperrfrist_clock::{Clock, HostClock};

use crate::support::browser::Browser;
use crate::support::wait;
use crate::window::{fetch, set_time};

/// Plans what is open; gives the address of its page.
async fn plan(browser: &Browser) -> String {
    browser.click("plan").await;
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "Eingeplant").await;
    browser.click("nav-evidence").await;
    let page = browser.find("open-page").await.attr("title").await.expect("the page").expect("its address");
    browser.click("nav-release").await;
    page.trim().to_owned()
}

async fn journey(folder: &Path) {
    let browser = Browser::app(&folder.join("home"), &["--sample"]).await;
    browser.click("open-release").await;
    let due = HostClock.now().wall.trunc_subsecs(0) + Duration::from_secs(45);
    set_time(&browser, "due", due).await;
    set_time(&browser, "photo", due + Duration::from_secs(2_400)).await;
    browser.click("new-version-upperSorbian").await;
    browser.reads("languages", "Wird nie vor der deutschen Fassung öffentlich").await;
    browser.scroll_to("languages").await;
    browser.picture("02c-sprachen.png").await;
    let findings = browser.axe().await;

    browser.click("version").await;
    browser.reads("languages", "Obersorbisch").await;
    let german = plan(&browser).await;
    browser.click("version").await;
    browser.reads("languages", "Wird nie vor der deutschen Fassung öffentlich").await;
    let sorbian = plan(&browser).await;
    assert_ne!(german, sorbian);
    assert!(HostClock.now().wall < due, "planning took too long");
    assert_eq!((fetch(&german).await.status, fetch(&sorbian).await.status), (404, 404));

    wait::until_async("both are public", || async {
        (fetch(&german).await.status == 200 && fetch(&sorbian).await.status == 200).then_some(())
    })
    .await;
    assert!(HostClock.now().wall >= due);
    let page = String::from_utf8(fetch(&german).await.body).expect("a page is UTF-8");
    assert!(page.contains("hreflang=\"hsb\" lang=\"hsb\">Hornjoserbsce</a>"));
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_version_in_another_language_goes_with_the_german_one() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
