//! A release goes from one PC to another as one file.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use thirtyfour::{By, Key};

use crate::support::browser::Browser;
use crate::support::{downloads, root, wait};

/// At one PC: the sample with its photo, behind a passphrase. Answers with the file and what opens it.
async fn handed_on(home: &Path) -> (PathBuf, String) {
    let folder = downloads(home);
    let browser = Browser::app(home, &["--sample"]).await;
    browser.find("release-row").await;
    browser.click("nav-release").await;
    browser.find("editor").await;
    browser.type_on("editor", Key::Control + "k").await;
    browser.type_on("search-words", "weitergeben").await;
    browser.reads("search-count", "1 Treffer").await;
    browser.type_on("search-words", Key::Enter).await;
    browser.reads("hand-on", "auch mit Aufnahmeort").await;
    let mut findings = browser.by_day_and_night("weitergeben").await;
    browser.click("hand-on-lock").await;
    browser.reads("hand-on", "kann alles darin lesen").await;
    browser.click("hand-on-lock").await;
    browser.click("hand-on-save").await;
    let passphrase = browser.find("handed-on-passphrase").await.text().await.expect("a text");
    let path = PathBuf::from(browser.find("handed-on-path").await.text().await.expect("a text"));
    findings.extend(browser.by_day_and_night("weitergegeben").await);
    browser.click("handed-on-done").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
    assert_eq!(path.parent(), Some(folder.as_path()));
    (path, passphrase)
}

async fn rows(browser: &Browser) -> usize {
    browser.driver.find_all(By::Css("[data-test=release-row]")).await.expect("the window answers").len()
}

/// At another PC: a double click on the file, and once more while the program runs.
async fn received(home: &Path, file: &Path, passphrase: &str) {
    let named = file.to_str().expect("UTF-8");
    let browser = Browser::app(home, &[named]).await;
    browser.fill("receive-passphrase", "ganz falsch").await;
    browser.click("receive-unlock").await;
    browser.reads("receive-problem", "Mit diesem Kennwort").await;
    let mut findings = browser.by_day_and_night("uebernehmen-kennwort").await;
    // As somebody types what was said on the telephone.
    browser.fill("receive-passphrase", &passphrase.to_uppercase().replace('-', " ")).await;
    browser.type_on("receive-passphrase", Key::Enter).await;
    browser.reads("receive", "Daraus wird ein neuer Entwurf").await;
    findings.extend(browser.by_day_and_night("uebernehmen").await);
    browser.click("receive-adopt").await;
    browser.shows("app", "data-screen", "release").await;
    browser.find("editor").await;
    browser.picture("uebernommen.png").await;

    // The window that is there is told of a second start.
    let second = Command::new(env!("CARGO_BIN_EXE_sperrfrist"))
        .arg(file)
        .env("SPERRFRIST_HOME", home)
        .status()
        .expect("it starts");
    assert!(second.success());
    browser.fill("receive-passphrase", passphrase).await;
    browser.type_on("receive-passphrase", Key::Enter).await;
    browser.reads("receive-before", "Genau diesen Stand haben Sie schon übernommen").await;
    findings.extend(browser.by_day_and_night("uebernehmen-zweimal").await);
    browser.click("receive-open-before").await;
    browser.gone("receive").await;
    browser.find("editor").await;

    // What is none is refused where the officer is, and leaves everything as it was.
    let none = home.join("kaputt.sperrfrist");
    std::fs::write(&none, &std::fs::read(file).expect("the file")[..200]).expect("written");
    browser.choose_file("open-file", &none).await;
    browser.find("receive-passphrase").await;
    browser.fill("receive-passphrase", passphrase).await;
    browser.type_on("receive-passphrase", Key::Enter).await;
    browser.reads("receive-problem", "Die Datei ist beschädigt").await;
    browser.type_on("receive-passphrase", Key::Escape).await;
    browser.gone("receive").await;
    browser.click("nav-overview").await;
    wait::until_async("one release is there", || async { (rows(&browser).await == 1).then_some(()) }).await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_release_goes_to_a_colleague_as_one_file() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let (file, passphrase) = handed_on(&folder.path().join("own")).await;
        received(&folder.path().join("colleague"), &file, &passphrase).await;
    });
}

/// A double click finds the program only if the package says the same in three places.
#[test]
fn the_package_says_which_files_the_program_opens() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).expect("a file of the house");
    let package: Value = serde_json::from_str(&read("tauri.conf.json")).expect("JSON");
    let bundle = &package["bundle"];
    let association = &bundle["fileAssociations"][0];
    let kind = association["mimeType"].as_str().expect("a type");
    let deb = &bundle["linux"]["deb"];
    let (place, source) = deb["files"].as_object().expect("files").iter().next().expect("one");
    assert!(place.starts_with("/usr/share/mime/packages/"));
    let mime = read(source.as_str().expect("a path"));
    let ending = association["ext"][0].as_str().expect("an ending");
    assert_eq!(ending, sperrfrist_desk::handed_on::ENDING);
    assert!(mime.contains(&format!("<mime-type type=\"{kind}\">")));
    assert!(mime.contains(&format!("<glob pattern=\"*.{ending}\"/>")));
    let entry = read(deb["desktopTemplate"].as_str().expect("a path"));
    assert!(entry.contains("Exec={{exec}} %f\n") && entry.contains("MimeType={{mime_type}};\n"));
}
