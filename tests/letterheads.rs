//! The journey of an officer who makes the letterhead of the house, and puts a release on it.

use std::path::Path;

use thirtyfour::{By, Key};

use crate::support::browser::Browser;
use crate::support::process::kill_the_app_of;
use crate::support::{downloads, root, shown, text_of_pdf};

const HOUSE: &str = "Staatskanzlei des Freistaates Elbmark";
const FOOTNOTE: &str = "Verschlüsselte Anhänge nimmt die Poststelle nicht an.";

/// A copy of a pattern, with what an officer gets wrong at first.
async fn make(home: &Path) -> Vec<String> {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("nav-options").await;
    browser.click("letterhead-pattern-1").await;
    browser.reads("letterhead-logo", "SVG").await;
    browser.reads("letterhead-colours.accent-hint", "gut lesbar").await;
    browser.find("letterhead-pages").await;
    let mut findings = browser.by_day_and_night("13-briefkopf").await;

    browser.fill("letterhead-issuer.name", HOUSE).await;
    browser.fill("letterhead-name", "Staatskanzlei").await;
    browser.fill("letterhead-colours.accent", "#9ad1b9").await;
    browser.reads("letterhead-colours.accent-hint", "nur den Kontrast 1,7 : 1").await;
    browser.reads("letterhead-wrong", "auf der letzten Fassung ohne Fehler").await;
    findings.extend(browser.by_day_and_night("13-briefkopf-farbe").await);
    browser.fill("letterhead-colours.accent", "#0b5d3b").await;
    browser.gone("letterhead-wrong").await;

    let logo = home.join("logo.svg");
    std::fs::copy(root().join("assets/icons/icon.svg"), &logo).expect("a drawing");
    browser.choose_file("letterhead-logo-file", &logo).await;
    browser.reads("letterhead-logo", "ohne Angaben über seine Herkunft").await;
    browser.fill("letterhead-logo.alt", "Zeichen der Staatskanzlei").await;
    browser.fill("letterhead-footnote", FOOTNOTE).await;
    browser.shows("letterhead-saved", "data-saving", "saved").await;
    // In the middle of it the plug is pulled.
    kill_the_app_of(home);
    browser.close().await;
    findings
}

async fn use_it(home: &Path, downloads: &Path) -> Vec<String> {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("nav-options").await;
    browser.click("letterhead-row").await;
    let kept = browser.find("letterhead-footnote").await.prop("value").await.expect("a field");
    assert_eq!(kept.as_deref(), Some(FOOTNOTE));
    browser.click("letterhead-usual").await;
    browser.reads("letterhead-row", "für neue Meldungen").await;
    browser.click("letterhead-export").await;
    browser.reads("letterhead-exported", "briefkopf-staatskanzlei.toml").await;

    // The release is of this house, so the letterhead goes below its own words.
    browser.click("nav-release").await;
    let option = By::Css("[data-test=\"choose-letterhead\"] option:not([value=\"\"])");
    browser.find("choose-letterhead").await;
    browser.driver.find(option).await.expect("the letterhead").click().await.expect("it can be chosen");
    browser.scroll_to("choose-letterhead").await;
    browser.picture("02d-briefkopf.png").await;
    let mut findings = browser.axe().await;
    browser.click("pages-open").await;
    browser.reads("pages-count", "Seite 1 von").await;
    findings.extend(browser.by_day_and_night("02-druckbild-briefkopf").await);
    browser.click("pages-save-pdf").await;
    browser.reads("pages-saved", ".pdf").await;

    browser.click("nav-options").await;
    browser.click("letterhead-row").await;
    browser.click("letterhead-delete").await;
    browser.click("delete-letterhead-confirm").await;
    browser.reads("delete-letterhead-dialog", "Eine Meldung steht auf diesem Briefkopf").await;
    findings.extend(browser.by_day_and_night("13-briefkopf-loeschen").await);
    browser.type_on("delete-letterhead-confirm", Key::Escape).await;
    browser.gone("delete-letterhead-dialog").await;

    let exported = downloads.join("briefkopf-staatskanzlei.toml");
    let text = std::fs::read_to_string(&exported).expect("the file");
    std::fs::write(shown("briefkopf.toml"), &text).expect("it can be kept");
    let broken = home.join("kaputt.toml");
    std::fs::write(&broken, text.replace("#0b5d3b", "grün")).expect("a file");
    browser.choose_file("letterhead-import", &broken).await;
    browser.reads("band-letterhead-problem", "Briefkopf, Zeile").await;
    browser.picture("13-briefkopf-abgelehnt.png").await;
    findings.extend(browser.axe().await);
    browser.choose_file("letterhead-import", &exported).await;
    browser.gone("band-letterhead-problem").await;
    browser.reads("letterhead-logo", "SVG").await;
    browser.close().await;
    findings
}

async fn journey(folder: &Path) {
    let downloads = downloads(folder);
    let mut findings = make(folder).await;
    findings.extend(use_it(folder, &downloads).await);
    let pdf =
        std::fs::read_dir(&downloads).expect("the folder").filter_map(Result::ok).map(|file| file.path());
    let pdf = pdf.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    assert!(text_of_pdf(&pdf.expect("the file")).contains("Staatskanzlei"));
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_letterhead_is_made_previewed_chosen_and_handed_on() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
