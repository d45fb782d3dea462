//! F1: the manual over the window, at the chapter of what is in front, and back to where one was.

use std::path::Path;

use thirtyfour::Key;

use crate::support::browser::Browser;
use crate::support::wait;

/// Waits until the element that has the focus is of that `data-test` name.
async fn has_focus(browser: &Browser, name: &str) {
    wait::until_async(&format!("{name} has the focus"), || async {
        let here = browser.driver.active_element().await.ok()?.attr("data-test").await.ok()?;
        (here.as_deref() == Some(name)).then_some(())
    })
    .await;
}

/// Where the chapter's heading stands in the text, in pixels from its upper edge.
async fn heading_at(browser: &Browser, chapter: &str) -> f64 {
    let script = format!(
        "const text = document.querySelector('[data-test=help-text]');\
         return document.getElementById('handbuch-{chapter}').getBoundingClientRect().top - text.getBoundingClientRect().top;"
    );
    let answer = browser.driver.execute(script, Vec::new()).await.expect("the window answers");
    answer.convert().expect("a number")
}

async fn by_keys(home: &Path) {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.find("release-row").await;
    browser.click("open-search").await;
    browser.type_on("search-words", Key::Escape).await;
    has_focus(&browser, "open-search").await;
    browser.type_on("open-search", Key::F1).await;
    browser.shows("help-text", "data-current", "übersicht").await;
    let top = heading_at(&browser, "übersicht").await;
    assert!((0.0..100.0).contains(&top), "the chapter begins {top} pixels below the edge");
    let mut findings = browser.by_day_and_night("hilfe-uebersicht").await;
    browser.type_on("help-text", Key::Escape).await;
    browser.gone("help").await;
    has_focus(&browser, "open-search").await;

    // From the sheet, with the caret in a sentence; a link and a search lead on.
    browser.click("nav-release").await;
    browser.click("editor").await;
    browser.type_on("editor", Key::F1).await;
    browser.shows("help-text", "data-current", "meldung").await;
    browser.type_on("help-words", "Strg+Umschalt+Z").await;
    browser.reads("help-count", "Fundstelle").await;
    browser.type_on("help-words", Key::Enter).await;
    browser.shows("help-text", "data-current", "schreiben").await;
    browser.reads("help-count", "1 von").await;
    findings.extend(browser.by_day_and_night("hilfe-suche").await);
    browser.fill("help-words", "Xylophonkonzert").await;
    browser.reads("help-count", "Nichts gefunden").await;
    let link =
        "document.querySelector('[data-test=help-text] a[data-to=server-den-newsroom-betreiben]').click();";
    browser.driver.execute(link, Vec::new()).await.expect("the link is there");
    browser.shows("help-text", "data-current", "server-den-newsroom-betreiben").await;
    browser.type_on("help-text", Key::Escape).await;
    browser.gone("help").await;
    has_focus(&browser, "editor").await;

    // Over a dialog, which stays with what was typed in it.
    browser.type_on("editor", Key::Control + "k").await;
    browser.type_on("search-words", "staatskanzlei").await;
    browser.type_on("search-words", Key::F1).await;
    browser.shows("help-text", "data-current", "meldung").await;
    browser.click("help-close").await;
    browser.gone("help").await;
    has_focus(&browser, "search-words").await;
    // And as a command, in the place of the search.
    browser.fill("search-words", "handb").await;
    browser.reads("search-count", "1 Treffer").await;
    browser.type_on("search-words", Key::Enter).await;
    browser.find("help").await;
    browser.gone("search").await;
    browser.type_on("help-text", Key::Escape).await;
    browser.gone("help").await;
    has_focus(&browser, "editor").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_the_manual_opens_at_the_chapter_of_what_is_in_front() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(by_keys(home.path()));
}
