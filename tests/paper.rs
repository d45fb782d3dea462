//! The printed pages in the real window: beside the text, following it, and saved as a file.

use std::path::Path;

use crate::support::browser::Browser;
use crate::support::{downloads, shown};

async fn journey(folder: &Path) {
    let downloads = downloads(folder);
    let browser = Browser::app(folder, &["--sample"]).await;
    browser.click("open-release").await;
    browser.click("pages-open").await;
    browser.reads("pages-count", "Seite 1 von").await;
    browser.picture("02-druckbild.png").await;
    let mut findings = browser.axe().await;

    // What no font has is named with its place, and the pages before it stay.
    browser.fill("headline", "Elbmark hilft Rathäusern 中").await;
    browser.reads("pages-findings", "Überschrift").await;
    browser.click("pages-save-pdf").await;
    browser.reads("pages-problem", "Überschrift").await;
    browser.picture("02-druckbild-befund.png").await;
    findings.extend(browser.axe().await);
    browser.fill("headline", "Elbmark hilft Rathäusern").await;
    browser.gone("pages-findings").await;

    browser.click("pages-variant-proof").await;
    for (format, name) in [("mail", "entwurf.eml"), ("word", "entwurf.docx"), ("pdf", "entwurf.pdf")] {
        browser.click(&format!("pages-save-{format}")).await;
        browser.reads("pages-saved", name).await;
    }
    browser.picture("02-druckbild-entwurf.png").await;
    browser.close().await;
    for (ending, begins) in [("pdf", "%PDF-"), ("docx", "PK"), ("eml", "Subject: ")] {
        let saved = downloads.join(format!("elbmark-hilft-rathaeusern-entwurf.{ending}"));
        let bytes = std::fs::read(&saved).expect("the file");
        assert!(bytes.starts_with(begins.as_bytes()), "{ending}");
        std::fs::write(shown(&format!("entwurf.{ending}")), bytes).expect("the file can be kept");
    }
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_the_pages_follow_the_text_and_are_saved() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
