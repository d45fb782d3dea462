//! The journey through the real window: write, attach, caption, plan, and see it become public from outside.
//!
//! Each step leaves a picture in `target/demo`; look at them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::{Probe, Prober};
use sperrfrist_release::due::DEFAULT_ZONE;
use thirtyfour::Key;

use crate::support::browser::Browser;
use crate::support::process::{Running, kill_the_app_of};
use crate::support::{root, shown, wait};

pub const SENTENCE: &str = "Der Vertrag gilt vom ersten Tag an.";
pub const ALT_TEXT: &str = "Eine Frau und ein Mann unterschreiben an einem Tisch je eine Mappe.";

fn sample(name: &str) -> PathBuf {
    root().join("assets/sample").join(name)
}

/// Asks from outside, off the driver's thread, as the desk's own prober does.
pub async fn fetch(url: &str) -> Probe {
    let url = url.to_owned();
    tokio::task::spawn_blocking(move || Prober::new(&url).and_then(|prober| prober.fetch(&url)))
        .await
        .expect("the prober lives")
        .expect("the newsroom answers")
}

/// Types a date and a time of this desk's zone into the two fields of that name.
pub async fn set_time(browser: &Browser, name: &str, at: DateTime<Utc>) {
    let civil = at.with_timezone(&DEFAULT_ZONE);
    browser.fill(&format!("{name}-date"), &civil.format("%d.%m.%Y").to_string()).await;
    browser.type_on(&format!("{name}-date"), Key::Tab).await;
    browser.fill(&format!("{name}-time"), &civil.format("%H:%M:%S").to_string()).await;
    browser.type_on(&format!("{name}-time"), Key::Tab).await;
}

/// Reads the sample's text from its file, as an officer would whose colleague mailed it.
pub async fn read_in(browser: &Browser) {
    browser.find("welcome").await;
    browser.picture("08-willkommen.png").await;
    browser.choose_file("import-file", &sample("medieninformation.txt")).await;
    browser.find("unsure").await;
}

async fn write(browser: &Browser) {
    let editor = browser.find("editor").await;
    editor.click().await.expect("the editor takes the focus");
    browser.type_on("editor", Key::Control + "a").await;
    browser.type_on("editor", Key::Right).await;
    editor.send_keys(format!(" {SENTENCE}")).await.expect("the editor takes text");
    browser.reads("editor", SENTENCE).await;
    browser.reads("saved", "Gesichert").await;
    browser.picture("02-meldung.png").await;
}

/// Attaches the photo as it came from the camera and gives the press what it needs.
pub async fn photograph(browser: &Browser) {
    browser.click("nav-photos").await;
    browser.choose_file("photo-files", &sample("unterzeichnung.jpg")).await;
    browser.click("photo-tile").await;
    browser.reads("reveal", "Aufnahmeort").await;
    browser.find("hidden-frame").await;
    browser.scroll_to("reveal").await;
    browser.picture("03-fotos.png").await;
    browser.fill("caption-caption", "Die Unterzeichnung in der Staatskanzlei am 21. November 2023.").await;
    browser.fill("caption-altText", ALT_TEXT).await;
    browser.fill("caption-credit", "Staatskanzlei Elbmark").await;
    // The photo names somebody else, and somebody has the right to that.
    browser.reads("from-file", "Landespressestelle/Voigt").await;
    browser.fill("caption-rightsReason", "Im Auftrag der Staatskanzlei aufgenommen").await;
    // The file that the press would get is read again, and tells that and nothing else.
    browser.click("side-after").await;
    browser.shows("after-picture", "title", "unverändert").await;
    browser.shows("after-caption.credit", "title", "Staatskanzlei Elbmark").await;
    browser.scroll_to("reveal").await;
    browser.picture("03b-fotos-nachher.png").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.click("side-before").await;
    browser.click("choose").await;
    browser.find("unchoose").await;
}

async fn journey(folder: &Path) {
    let browser = Browser::app(&folder.join("home"), &[]).await;
    read_in(&browser).await;
    let mut findings = browser.axe().await;
    write(&browser).await;
    findings.extend(browser.axe().await);
    photograph(&browser).await;
    findings.extend(browser.axe().await);

    browser.click("nav-release").await;
    let now = HostClock.now().wall.trunc_subsecs(0);
    let (text_due, photo_due) = (now + Duration::from_secs(40), now + Duration::from_secs(50));
    set_time(&browser, "due", text_due).await;
    set_time(&browser, "photo", photo_due).await;
    browser.click("plan").await;
    browser.find("phase").await;
    browser.picture("04-einplanen.png").await;
    findings.extend(browser.axe().await);
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "Eingeplant").await;
    browser.picture("04b-eingeplant.png").await;
    assert!(HostClock.now().wall < text_due, "this machine was too slow to plan before the time");

    browser.click("nav-evidence").await;
    let page = browser.find("open-page").await.attr("title").await.expect("the page").expect("its address");
    browser.picture("05-nachweis-gesperrt.png").await;
    findings.extend(browser.axe().await);
    watch(&browser, page.trim(), text_due, photo_due).await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

/// From outside: nothing, then the text, then the photo; and the window says the same.
async fn watch(browser: &Browser, page: &str, text_due: DateTime<Utc>, photo_due: DateTime<Utc>) {
    let never = fetch(&format!("{}/2023/nie", page.rsplitn(3, '/').last().expect("an origin"))).await;
    let before = fetch(page).await;
    assert!(HostClock.now().wall < text_due, "this machine was too slow to look before the time");
    assert_eq!((before.status, &before.body), (404, &never.body), "before its time there is nothing");
    let (first, at) = wait::until_async("the release is public", || async {
        let answer = fetch(page).await;
        (answer.status == 200).then_some((answer, HostClock.now().wall))
    })
    .await;
    assert!(at >= text_due, "public at {at}, due at {text_due}");
    let html = String::from_utf8(first.body).expect("a page is UTF-8");
    assert!(html.contains(SENTENCE) && html.contains("Bild folgt") && !html.contains("/medien/"));
    std::fs::write(shown("meldung-vor-dem-foto.html"), &html).expect("the page can be kept");
    browser.picture("05-nachweis-meldung-oeffentlich.png").await;

    let (html, at) = wait::until_async("the photo is public", || async {
        let html = String::from_utf8(fetch(page).await.body).ok()?;
        html.contains("/medien/").then_some((html, HostClock.now().wall))
    })
    .await;
    assert!(at >= photo_due, "public at {at}, due at {photo_due}");
    assert!(html.contains(ALT_TEXT));
    std::fs::write(shown("meldung.html"), &html).expect("the page can be kept");
    browser.reads("sentence", "öffentlich").await;
    wait::until_async("every lane is public", || async {
        let states = browser.states("lane").await;
        (!states.is_empty() && states.iter().all(|state| state == "public")).then_some(())
    })
    .await;
    browser.picture("16-fertig.png").await;
    browser.click("nav-overview").await;
    browser.find("release-row").await;
    browser.picture("01-uebersicht-oeffentlich.png").await;
}

#[test]
fn window_write_attach_caption_plan_and_see_it_live() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}

/// What a person does wrong gets a sentence and a way out, and the draft stays as it is.
async fn mistakes(home: &Path) {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("open-release").await;
    browser.fill("due-date", "31.03.2030").await;
    browser.type_on("due-date", Key::Tab).await;
    browser.fill("due-time", "02:30").await;
    browser.type_on("due-time", Key::Tab).await;
    browser.reads("due-problem", "gibt es am 31.03.2030 nicht").await;
    browser.picture("zeit-die-es-nicht-gibt.png").await;
    browser.click("due-choice").await;
    browser.gone("due-problem").await;

    let letter = home.join("brief.jpg");
    std::fs::write(&letter, "Sehr geehrte Damen und Herren").expect("a file that is no photo");
    browser.click("nav-photos").await;
    browser.choose_file("photo-files", &letter).await;
    browser.reads("photo-refused", "kein Bild").await;
    browser.picture("foto-abgelehnt.png").await;
    let findings = browser.axe().await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

/// Typed, saved, and the plug pulled.
async fn killed(home: &Path) {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("open-release").await;
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    browser.type_on("editor", Key::Control + "a").await;
    browser.type_on("editor", Key::Right).await;
    browser.type_on("editor", format!(" {SENTENCE}")).await;
    browser.reads("editor", SENTENCE).await;
    browser.shows("saved", "data-saving", "saved").await;
    kill_the_app_of(home);
    browser.close().await;

    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("open-release").await;
    browser.reads("editor", SENTENCE).await;
    browser.close().await;
}

#[test]
fn window_mistakes_get_a_sentence_and_a_way_out() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(mistakes(home.path()));
}

#[test]
fn window_what_was_typed_outlives_a_kill() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(killed(home.path()));
}

/// A second start meets the first: a sentence and a way out, and nothing is done twice.
async fn twice(home: &Path) {
    let first = Running::start(
        Command::new(env!("CARGO_BIN_EXE_sperrfrist"))
            .arg("--sample")
            .env("SPERRFRIST_HOME", home)
            // Another session: the second start cannot hand over to it.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"),
    );
    wait::until("the first one has opened its newsroom and its archive", || {
        let lock = std::fs::File::open(home.join("newsroom/lock")).ok()?;
        let is_taken = matches!(lock.try_lock_shared(), Err(std::fs::TryLockError::WouldBlock));
        (is_taken && home.join("archive").is_dir()).then_some(())
    });
    let browser = Browser::app(home, &["--sample"]).await;
    browser.reads("opening", "Sperrfrist läuft schon").await;
    browser.picture("zweiter-start.png").await;
    let findings = browser.axe().await;
    browser.close().await;
    // Its end frees the archive, and what was there is there once.
    drop(first);
    let browser = Browser::app(home, &["--sample"]).await;
    browser.find("release-row").await;
    assert_eq!(browser.states("release-row").await.len(), 1);
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_second_start_on_the_same_archive_is_told_in_a_sentence() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(twice(home.path()));
}
