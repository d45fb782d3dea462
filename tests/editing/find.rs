//! Finding and replacing, and versions compared.

use std::path::PathBuf;

use thirtyfour::Key;
use thirtyfour::prelude::*;

use super::{at_the_end_of_the_sample, journey, last_line, last_line_is};
use crate::support::browser::Browser;
use crate::support::wait;

async fn headline(browser: &Browser) -> String {
    browser.find("headline").await.prop("value").await.ok().flatten().unwrap_or_default()
}

async fn found(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "Ein Rathaus, das Rathaus und die Rathaustür.").await;
    let before = last_line(&browser).await;
    browser.type_on("editor", Key::Control + "f").await;
    browser.type_on("find-words", "rathaus").await;
    wait::until_async("there are hits", || async {
        browser.find("find-count").await.text().await.ok()?.starts_with("1 von ").then_some(())
    })
    .await;
    browser.type_on("find-words", Key::Enter).await;
    browser.reads("find-count", "2 von").await;
    browser.click("find-whole").await;
    browser.type_on("find-words", Key::Control + "h").await;
    let mut findings = browser.by_day_and_night("editor-suchen").await;

    browser.type_on("find-put", "Amtshaus").await;
    browser.click("find-replace-all").await;
    last_line_is(&browser, "Ein Amtshaus, das Amtshaus und die Rathaustür.").await;
    browser.reads("find-count", "Kein Treffer").await;
    browser.click("undo").await;
    last_line_is(&browser, &before).await;

    // The headline is searched too.
    let old = headline(&browser).await;
    browser.fill("find-words", "künftig").await;
    browser.fill("find-put", "bald").await;
    browser.reads("find-count", "1 von").await;
    browser.click("find-replace").await;
    assert_eq!(headline(&browser).await, old.replace("künftig", "bald"));
    browser.type_on("find-words", Key::Escape).await;
    browser.gone("find").await;
    let words = browser.find("words").await.text().await.expect("the status");
    assert!(words.contains("Wörter"), "{words}");
    browser.reads("characters", "Zeichen").await;
    browser.close().await;
    findings.dedup();
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_words_are_found_and_replaced_everywhere_at_once() {
    journey(found);
}

/// The pieces that the comparison shows as new, or as gone.
async fn pieces(browser: &Browser, name: &str) -> Vec<String> {
    let css = format!("[data-test=\"compare-dialog\"] {name}");
    let mut words = Vec::new();
    for piece in browser.driver.find_all(By::Css(css)).await.unwrap_or_default() {
        words.extend(piece.text().await.ok());
    }
    words
}

async fn compared(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "Beginn ist am 22. November im großen Saal.").await;
    browser.type_on("editor", Key::Control + "s").await;
    browser.find("snapshot").await;
    // The same words are kept once.
    browser.type_on("editor", Key::Control + "s").await;
    for _ in 0.." im großen Saal.".chars().count() + " November".chars().count() + 3 {
        browser.type_on("editor", Key::Backspace).await;
    }
    browser.type_on("editor", "21. November im kleinen Saal.").await;
    let headline_now = "Eine ganz andere Überschrift";
    browser.fill("headline", headline_now).await;
    browser.shows("saved", "data-saving", "saved").await;
    browser.scroll_to("snapshots").await;
    assert_eq!(
        browser.driver.find_all(By::Css("[data-test=\"snapshot\"]")).await.expect("an answer").len(),
        1
    );
    browser.picture("editor-fassungen.png").await;

    browser.click("compare").await;
    browser.reads("compare-count", "2 Stellen sind anders").await;
    let (gone, come) = (pieces(&browser, "del").await, pieces(&browser, "ins").await);
    assert!(gone.contains(&"22".to_owned()) && gone.contains(&"großen".to_owned()), "{gone:?}");
    assert!(come.contains(&"21".to_owned()) && come.contains(&"kleinen".to_owned()), "{come:?}");
    let findings = browser.by_day_and_night("editor-vergleich").await;
    browser.click("restore").await;
    browser.gone("compare-dialog").await;
    last_line_is(&browser, "Beginn ist am 22.\u{a0}November im großen Saal.").await;
    assert_ne!(headline(&browser).await, headline_now);
    // What there was before is a version too, and the way back is one step.
    wait::until_async("there are two versions", || async {
        let all = browser.driver.find_all(By::Css("[data-test=\"snapshot\"]")).await.ok()?;
        (all.len() == 2).then_some(())
    })
    .await;
    browser.click("undo").await;
    assert_eq!(headline(&browser).await, headline_now);
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_version_is_kept_compared_by_words_and_brought_back() {
    journey(compared);
}
