//! Strg+K: a release, a photo or a command by a few letters, with the keyboard alone.

use std::path::Path;

use thirtyfour::Key;

use crate::support::browser::Browser;

async fn by_keys(home: &Path) {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.find("release-row").await;
    browser.type_on("open-search", Key::Control + "k").await;
    browser.type_on("search-words", "unterzeichn").await;
    browser.reads("search-count", "Treffer").await;
    browser.reads("search", "Meldungen").await;
    browser.picture("14-suche.png").await;
    let mut findings = browser.axe().await;
    browser.type_on("search-words", Key::Enter).await;
    browser.find("editor").await;
    // What nobody wrote is said to be nowhere, and Escape leads back.
    browser.type_on("editor", Key::Control + "k").await;
    browser.type_on("search-words", "Xylophonkonzert").await;
    browser.reads("search-none", "Nichts gefunden zu »Xylophonkonzert«").await;
    findings.extend(browser.axe().await);
    browser.type_on("search-words", Key::Escape).await;
    browser.gone("search").await;

    // A command by its name.
    browser.type_on("editor", Key::Control + "k").await;
    browser.type_on("search-words", "kanä").await;
    browser.picture("14-suche-befehl.png").await;
    browser.reads("search-count", "1 Treffer").await;
    browser.type_on("search-words", Key::Enter).await;
    browser.shows("app", "data-screen", "channels").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_whatever_is_kept_is_found_by_a_few_letters() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(by_keys(home.path()));
}
