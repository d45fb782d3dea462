//! The Nachweis in the real window: looked for a minute before, read back after, warned of a photo that is not there,
//! and saved as a file.

use std::path::Path;
use std::time::Duration;

use std::sync::Arc;

use chrono::SubsecRound;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::view::{ImportRequest, Publisher, ScheduleRequest, SlotRequest};
use sperrfrist_desk::{Desk, NewsroomAccess};
use sperrfrist_release::due::DEFAULT_ZONE;

use crate::commands::newsroom;
use crate::support::browser::Browser;
use crate::support::command::{cli, done, refused, sample, text};
use crate::support::{downloads, shown, text_of_pdf, wait};
use crate::window::set_time;

async fn journey(folder: &Path) {
    let downloads = downloads(folder);
    let browser = Browser::app(folder, &["--sample"]).await;
    browser.click("open-release").await;
    let now = HostClock.now().wall.trunc_subsecs(0);
    let (text_due, photo_due) = (now + Duration::from_secs(100), now + Duration::from_secs(110));
    set_time(&browser, "due", text_due).await;
    set_time(&browser, "photo", photo_due).await;
    browser.click("plan").await;
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "Eingeplant").await;
    let planned = HostClock.now().wall;
    assert!(planned < text_due - Duration::from_secs(60), "too slow to plan a minute before the time");

    // The photo is missing, and its time is near: every screen says so.
    browser.click("nav-overview").await;
    browser.reads("band-promise", "Es liegt noch keines vor").await;
    browser.picture("06a-foto-fehlt-uebersicht.png").await;
    let mut findings = browser.axe().await;

    browser.click("nav-evidence").await;
    browser.shows("look", "data-verdict", "locked").await;
    browser.reads("look", "1 Minute vorher").await;
    browser.reads("sentence", "Es liegt noch keines vor").await;
    browser.shows("promise", "data-stage", "soon").await;
    browser.picture("06a-foto-fehlt.png").await;
    findings.extend(browser.axe().await);

    wait::until_async("its time has come", || async { (HostClock.now().wall >= text_due).then_some(()) })
        .await;
    browser.shows("lateness", "data-known-by", "outside").await;
    browser.reads("lateness", "nach der Sperrfrist (von außen gelesen)").await;
    browser.shows("promise", "data-stage", "over").await;
    browser.click("save-evidence").await;
    browser.reads("band-saved", "nachweis-").await;
    browser.picture("05-nachweis.png").await;
    findings.extend(browser.axe().await);
    let saved = |ending: &str| {
        let mut paths =
            std::fs::read_dir(&downloads).expect("the folder").map(|entry| entry.expect("an entry").path());
        paths.find(|path| path.extension().is_some_and(|found| found == ending)).expect("the file")
    };
    let told = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("nach der Sperrfrist (von außen gelesen)") && text.contains("1 Minute vorher"),
            "{text}"
        );
    };
    std::fs::copy(saved("pdf"), shown("nachweis.pdf")).expect("the paper can be kept");
    told(&text_of_pdf(&shown("nachweis.pdf")));
    browser.click("evidence-details").await;
    browser.click("save-evidence-html").await;
    browser.reads("band-saved", ".html").await;
    let page = std::fs::read_to_string(saved("html")).expect("the file");
    told(&page);
    std::fs::write(shown("nachweis.html"), &page).expect("the page can be kept");
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));

    let browser = Browser::chromium(false, 900, 1200).await;
    let url = format!("file://{}", shown("nachweis.html").display());
    browser.driver.goto(url).await.expect("the page opens");
    browser.picture("nachweis-datei.png").await;
    let findings = browser.axe().await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the file:\n{}", findings.join("\n"));
}

#[test]
fn window_the_evidence_is_gathered_shown_and_saved() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}

#[test]
fn the_command_line_writes_the_evidence_of_an_archive() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let newsroom = newsroom(folder.path());
    let archive = folder.path().join("archive");
    let access = NewsroomAccess {
        base_url: newsroom.url.clone(),
        public_url: newsroom.url.clone(),
        token: std::fs::read_to_string(&newsroom.token_file).expect("the token").trim().to_owned(),
        key_file: None,
        publisher: Publisher::Server,
    };
    let desk = Desk::open(&archive, access, Arc::new(HostClock), DEFAULT_ZONE).expect("a desk");
    let words = std::fs::read(sample("medieninformation.txt")).expect("the sample");
    let request = ImportRequest { file_name: "medieninformation.txt".into() };
    let release = desk.import_text(&words, request).expect("a release").view.release;
    let (id, slot) = (release.id, release.photos[0].id);
    desk.remove_slot(SlotRequest { id, slot }).expect("the photo of 2023 is past");
    desk.schedule(ScheduleRequest { id, now: true }).expect("it is published");
    desk.tick().expect("it is read back");

    let output = folder.path().join("nachweis.html");
    let ask = |release: &str, archive: &Path, more: &[&str]| {
        let mut arguments =
            vec!["evidence", release, "--archive", text(archive), "--newsroom", &newsroom.url];
        arguments.extend(["--token-file", text(&newsroom.token_file), "-o", text(&output)]);
        arguments.extend(more);
        cli(&arguments)
    };
    refused(&ask("Elbmark", &archive, &[]), "läuft schon");
    drop(desk);
    refused(&ask("Elbmark", folder.path(), &[]), "hebt Sperrfrist keine Meldungen auf");
    refused(&ask("Sachsen", &archive, &[]), "Keine Meldung heißt »Sachsen«");
    assert!(done(&ask("elbmark", &archive, &[])).contains("nachweis.html"));
    let page = std::fs::read_to_string(&output).expect("the page");
    assert!(page.contains("(von außen gelesen)") && page.contains("abrufbar, stimmt überein"), "{page}");

    std::fs::remove_file(&output).expect("it is ours");
    done(&ask(&id.to_string(), &archive, &["--format", "json"]));
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&output).expect("the data")).expect("it is JSON");
    assert_eq!(json["evidence"]["proofs"][0]["after"]["verdict"], "matches", "{json:#}");
    assert_eq!(json["release"]["id"], id.to_string());
}
