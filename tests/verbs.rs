//! The journey of an officer whose plans change: moved, published, corrected, withdrawn, each seen from outside.

use std::path::Path;
use std::time::Duration;

use chrono::SubsecRound;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::due::DEFAULT_ZONE;
use thirtyfour::Key;

use crate::commands::{get, import, in_seconds, newsroom};
use crate::support::browser::Browser;
use crate::support::command::{cli, done, refused, text};
use crate::support::wait;
use crate::window::{SENTENCE, fetch, set_time};

const NOTICE: &str = "Ergänzung im letzten Absatz.";

async fn journey(folder: &Path) {
    let browser = Browser::app(&folder.join("home"), &["--sample"]).await;
    browser.click("open-release").await;
    let now = HostClock.now().wall.trunc_subsecs(0);
    set_time(&browser, "due", now + Duration::from_secs(600)).await;
    set_time(&browser, "photo", now + Duration::from_secs(2_400)).await;
    browser.click("plan").await;
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "Eingeplant").await;
    browser.click("nav-evidence").await;
    let page = browser.find("open-page").await.attr("title").await.expect("the page").expect("its address");
    assert_eq!(fetch(page.trim()).await.status, 404);

    // Someone broke the embargo, or so it seemed.
    browser.click("lift").await;
    browser.find("lift-reason").await;
    browser.picture("09b-sperrfrist-aufheben.png").await;
    let mut findings = browser.axe().await;
    browser.type_on("lift-reason", Key::Escape).await;
    browser.gone("lift-dialog").await;

    // The ceremony slips, and then it is earlier than anyone thought.
    browser.click("nav-release").await;
    browser.click("move").await;
    browser.reads("move-hangs", "Meldung öffentlich").await;
    browser.reads("move-hangs", "haben dazu heute … unterzeichnet").await;
    browser.picture("09-termin.png").await;
    findings.extend(browser.axe().await);
    // Past midnight the text would tell of another day than that on which it is read.
    let tomorrow = (now + Duration::from_secs(86_400)).with_timezone(&DEFAULT_ZONE);
    browser.fill("move-date", &tomorrow.format("%d.%m.%Y").to_string()).await;
    browser.reads("move-other-day", "sondern am").await;
    browser.reads("move-told-day", "stimmt nicht mehr").await;
    browser.picture("09c-termin-anderer-tag.png").await;
    let soon = HostClock.now().wall + Duration::from_secs(20);
    let civil = soon.with_timezone(&DEFAULT_ZONE);
    browser.fill("move-date", &civil.format("%d.%m.%Y").to_string()).await;
    browser.fill("move-time", &civil.format("%H:%M:%S").to_string()).await;
    browser.reads("move-confirm", &civil.format("%H:%M:%S").to_string()).await;
    browser.click("move-confirm").await;
    browser.gone("move-dialog").await;
    wait::until_async("the release is public", || async {
        (fetch(page.trim()).await.status == 200).then_some(())
    })
    .await;
    browser.shows("state", "data-state", "live").await;

    // What is typed now changes nothing outside until it is published as a correction.
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    browser.type_on("editor", Key::Control + "a").await;
    browser.type_on("editor", Key::Right).await;
    browser.type_on("editor", format!(" {SENTENCE}")).await;
    browser.reads("band-older", "Korrektur").await;
    let before = String::from_utf8(fetch(page.trim()).await.body).expect("a page is UTF-8");
    assert!(!before.contains(SENTENCE));
    browser.click("correct").await;
    browser.fill("correct-notice", NOTICE).await;
    browser.reads("correct-shown", NOTICE).await;
    browser.picture("10-korrigieren.png").await;
    findings.extend(browser.axe().await);
    browser.click("correct-confirm").await;
    browser.gone("correct-dialog").await;
    browser.shows("state", "data-state", "corrected").await;
    let after = String::from_utf8(fetch(page.trim()).await.body).expect("a page is UTF-8");
    assert!(after.contains(SENTENCE) && after.contains("Korrigiert am") && after.contains(NOTICE));

    browser.click("nav-evidence").await;
    browser.picture("05-nachweis-korrigiert.png").await;
    browser.click("rename").await;
    browser.fill("rename-old", "Henrike Aldenhoff").await;
    browser.fill("rename-new", "Henrike Aldenhof").await;
    browser.reads("rename-places", "Aldenhof").await;
    browser.picture("10b-name-berichtigen.png").await;
    findings.extend(browser.axe().await);
    browser.type_on("rename-new", Key::Escape).await;
    browser.gone("rename-dialog").await;
    browser.click("withdraw").await;
    browser.find("withdraw-sentence").await;
    browser.picture("11-zurueckziehen.png").await;
    findings.extend(browser.axe().await);
    browser.click("withdraw-confirm").await;
    browser.gone("withdraw-dialog").await;
    browser.shows("state", "data-state", "withdrawn").await;
    let gone = fetch(page.trim()).await;
    assert_eq!(gone.status, 410);
    assert!(String::from_utf8_lossy(&gone.body).contains("wurde zurückgezogen"));
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_move_correct_and_withdraw() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}

#[test]
fn what_was_planned_by_command_is_moved_corrected_and_withdrawn_by_command() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let newsroom = newsroom(folder.path());
    let release = import(folder.path());
    let archive = folder.path().join("archive");
    let run = |verb: &str, more: &[&str]| {
        let mut arguments = vec![verb, text(&release), "--archive", text(&archive)];
        arguments.extend(["--newsroom", &newsroom.url, "--token-file", text(&newsroom.token_file)]);
        arguments.extend(more);
        cli(&arguments)
    };
    let said = done(&run("publish", &["--at", "2040-11-21 09:00"]));
    assert!(said.contains("2040"));
    refused(&run("correct", &["--notice", "Name"]), "kann nicht korrigiert werden");

    let due = in_seconds(3);
    let said = done(&run("reschedule", &["--at", &due.to_rfc3339()]));
    let page =
        said.split_whitespace().find(|word| word.starts_with(&newsroom.url)).expect("an address").to_owned();
    wait::until("the release is public", || (get(&page).0 == 200).then_some(()));
    assert!(HostClock.now().wall >= due);

    let typed = std::fs::read_to_string(&release).expect("the release");
    let corrected = typed.replacen("Die", "Diese", 1);
    assert_ne!(typed, corrected);
    std::fs::write(&release, corrected).expect("the release can be changed");
    assert!(done(&run("correct", &["--notice", NOTICE])).starts_with("Korrigiert:"));
    let html = String::from_utf8(get(&page).1).expect("a page is UTF-8");
    assert!(html.contains("Korrigiert am") && html.contains(NOTICE));

    refused(&run("delete", &[]), "zurückgezogen oder angehalten");
    done(&run("withdraw", &["--notice", "Diese Meldung wurde zurückgezogen.", "--reason", "Probe"]));
    assert_eq!(get(&page).0, 410);
    done(&run("delete", &[]));
    assert_eq!(get(&page).0, 410);
}
