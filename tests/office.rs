//! Several officers in the real window: what one plans at a terminal, another sees, picture and all, and approves, or
//! goes on with.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::due::DEFAULT_ZONE;

use crate::commands::import;
use crate::server::Server;
use crate::support::browser::Browser;
use crate::support::command::{cli, done, sample, text};
use crate::support::wait;
use crate::window::fetch;

/// A window at Lehmann's seat, and beside it the line of Roth's.
async fn seats(folder: &Path, server: &Server) -> (Browser, PathBuf) {
    let (roth, lehmann) = (folder.join("roth"), server.enter("K. Lehmann", "schreiben,freigeben"));
    std::fs::write(&roth, server.enter("M. Roth", "schreiben,freigeben")).expect("the line can be kept");
    let browser = Browser::app(&folder.join("home"), &["--sample"]).await;
    browser.click("nav-channels").await;
    browser.fill("connect-address", &server.url).await;
    browser.fill("connect-line", &lehmann).await;
    browser.click("connect").await;
    browser.reads("channel-sentence", "erreichbar").await;
    // The seat is known now, so that what is planned from here on is sealed for it too.
    browser.click("nav-overview").await;
    browser.click("nav-channels").await;
    (browser, roth)
}

/// Roth plans the sample at a terminal; what that said, and its page.
fn plan(folder: &Path, server: &Server, roth: &Path, due: DateTime<Utc>) -> (String, String) {
    let typed = |at: DateTime<Utc>| at.with_timezone(&DEFAULT_ZONE).format("%d.%m.%Y %H:%M:%S").to_string();
    let published = cli(&[
        "publish",
        text(&import(folder)),
        "--photo",
        text(&sample("unterzeichnung.jpg")),
        "--caption",
        text(&sample("caption.json")),
        "--at",
        &typed(due),
        "--photo-at",
        &typed(due + Duration::from_secs(2)),
        "--newsroom",
        &server.url,
        "--token-file",
        text(roth),
    ]);
    let said = done(&published);
    let page = said.split("Seite: ").nth(1).expect("its address").lines().next().expect("a line").to_owned();
    (said, page)
}

fn in_seconds(seconds: u64) -> DateTime<Utc> {
    HostClock.now().wall.trunc_subsecs(0).with_timezone(&Utc) + Duration::from_secs(seconds)
}

/// When the page was there, and at its time.
async fn public(page: &str, due: DateTime<Utc>) {
    let at = wait::until_async("the release is public", || async {
        (fetch(page).await.status == 200).then(|| HostClock.now().wall)
    })
    .await;
    assert!(at >= due, "public at {at}, due at {due}");
}

async fn approving(folder: &Path) {
    let server = Server::start(folder.join("server"), &["--four-eyes"]);
    let (browser, roth) = seats(folder, &server).await;
    let due = in_seconds(60);
    let (said, page) = plan(folder, &server, &roth, due);
    assert!(said.starts_with("Zur Freigabe vorgelegt: ") && !said.contains("Eingeplant"), "{said}");

    browser.click("nav-overview").await;
    browser.click("proposal-show").await;
    let shown = "const image = document.querySelector('[data-test=\"proposed-picture\"]');\
        return image && image.complete ? image.naturalWidth : 0;";
    wait::until_async("the picture is shown", || async {
        let width = browser.driver.execute(shown, Vec::new()).await.ok()?;
        (width.json().as_u64()? >= 320).then_some(())
    })
    .await;
    browser.scroll_to("proposed-photo").await;
    browser.picture("17-freigeben.png").await;
    let pages = "const pages = [...document.querySelectorAll('[data-test=\"proposed-page\"]')];\
        return pages.every((page) => page.complete && page.naturalWidth > 800) ? pages.length : 0;";
    wait::until_async("the pages of both documents are shown", || async {
        let shown = browser.driver.execute(pages, Vec::new()).await.ok()?;
        (shown.json().as_u64()? >= 2).then_some(())
    })
    .await;
    browser.scroll_to("proposed-document").await;
    browser.picture("18-freigeben-pdf.png").await;
    let findings = browser.axe().await;
    browser.click("approve").await;
    browser.gone("approve-dialog").await;
    assert!(HostClock.now().wall < due, "this machine was too slow to approve before the time");
    assert_eq!(fetch(&page).await.status, 404, "approved, and sealed until its time");
    public(&page, due).await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

/// What Roth has planned, Lehmann goes on with, and stops.
async fn taking_over(folder: &Path) {
    let server = Server::start(folder.join("server"), &[]);
    let (browser, roth) = seats(folder, &server).await;
    let due = in_seconds(60);
    let (said, page) = plan(folder, &server, &roth, due);
    assert!(said.contains("Eingeplant"), "{said}");
    browser.click("nav-overview").await;
    browser.reads("other", "Eingeplant").await;
    browser.scroll_to("other").await;
    browser.picture("19-von-anderen.png").await;
    let mut findings = browser.axe().await;
    browser.click("take-over").await;
    browser.gone("other").await;
    browser.click("nav-photos").await;
    browser.picture("20-uebernommen.png").await;
    findings.extend(browser.axe().await);
    assert!(HostClock.now().wall < due, "this machine was too slow to take over before the time");
    assert_eq!(fetch(&page).await.status, 404, "taken over, and sealed until its time");
    browser.click("stop").await;
    browser.shows("state", "data-state", "stopped").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_shows_the_picture_to_whoever_approves_it() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(approving(folder.path()));
}

#[test]
fn window_goes_on_with_what_another_desk_has_planned() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(taking_over(folder.path()));
}
