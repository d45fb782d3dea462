//! Four eyes in the real window: what one plans at a terminal, another sees, picture and all, and approves.

use std::path::Path;
use std::time::Duration;

use chrono::SubsecRound;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::due::DEFAULT_ZONE;

use crate::commands::import;
use crate::server::Server;
use crate::support::browser::Browser;
use crate::support::command::{cli, done, sample, text};
use crate::support::wait;
use crate::window::fetch;

async fn journey(folder: &Path) {
    let server = Server::start(folder.join("server"), &["--four-eyes"]);
    let (roth, lehmann) = (folder.join("roth"), server.enter("K. Lehmann", "schreiben,freigeben"));
    std::fs::write(&roth, server.enter("M. Roth", "schreiben")).expect("the line can be kept");
    let browser = Browser::app(&folder.join("home"), &["--sample"]).await;
    browser.click("nav-channels").await;
    browser.fill("connect-address", &server.url).await;
    browser.fill("connect-line", &lehmann).await;
    browser.click("connect").await;
    browser.reads("channel-sentence", "erreichbar").await;
    // The seat is known now, so that what is planned from here on is sealed for it too.
    browser.click("nav-overview").await;
    browser.click("nav-channels").await;

    let due = HostClock.now().wall.trunc_subsecs(0) + Duration::from_secs(60);
    let photo_due = due + Duration::from_secs(2);
    let typed = |at: chrono::DateTime<chrono::Utc>| {
        at.with_timezone(&DEFAULT_ZONE).format("%d.%m.%Y %H:%M:%S").to_string()
    };
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
        &typed(photo_due),
        "--newsroom",
        &server.url,
        "--token-file",
        text(&roth),
    ]);
    let said = done(&published);
    assert!(said.starts_with("Zur Freigabe vorgelegt: ") && !said.contains("Eingeplant"), "{said}");
    let page = said.split("Seite: ").nth(1).expect("its address").lines().next().expect("a line").to_owned();

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
    let at = wait::until_async("the release is public", || async {
        (fetch(&page).await.status == 200).then(|| HostClock.now().wall)
    })
    .await;
    assert!(at >= due, "public at {at}, due at {due}");
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_shows_the_picture_to_whoever_approves_it() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
