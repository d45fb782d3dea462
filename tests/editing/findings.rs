//! What the preflight finds, at its place: one settled at a click, another set aside with a reason.

use std::path::PathBuf;

use thirtyfour::prelude::*;

use super::{at_the_end_of_the_sample, journey, last_line_is};
use crate::support::browser::Browser;
use crate::support::wait;

/// The words that are underlined in that way.
async fn marked(browser: &Browser, level: &str) -> Vec<String> {
    let css = format!("[data-test=\"editor\"] [data-art=\"{level}\"]");
    let mut words = Vec::new();
    for mark in browser.driver.find_all(By::Css(css)).await.unwrap_or_default() {
        words.extend(mark.text().await.ok().map(|text| text.replace('\u{a0}', " ")));
    }
    words
}

async fn is_marked(browser: &Browser, level: &str, words: &str, expected: bool) {
    wait::until_async(&format!("»{words}« is underlined ({level}): {expected}"), || async {
        (marked(browser, level).await.iter().any(|mark| mark == words) == expected).then_some(())
    })
    .await;
}

/// F8 until the card of that finding is shown.
async fn f8_to(browser: &Browser, code: &str) {
    let css = format!("[data-test=\"finding-in-place\"][data-code=\"{code}\"]");
    for _ in 0..20 {
        browser.driver.action_chain().send_keys("" + Key::F8).perform().await.expect("a key");
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        if browser.driver.find(By::Css(&css)).await.is_ok() {
            return;
        }
    }
    panic!("F8 never led to {code}");
}

async fn settled(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "Am Montag, 21. November 2023, spielt die Band XXX im Hof.").await;
    browser.shows("saved", "data-saving", "saved").await;
    is_marked(&browser, "must", "XXX", true).await;
    is_marked(&browser, "should", "Montag, 21. November 2023", true).await;

    // The first by its fix, without a mouse.
    f8_to(&browser, "weekday.differs").await;
    let mut findings = browser.by_day_and_night("editor-hinweis").await;
    browser
        .driver
        .action_chain()
        .key_down(Key::Alt)
        .send_keys("" + Key::Enter)
        .key_up(Key::Alt)
        .perform()
        .await
        .expect("keys");
    let focused = browser.driver.active_element().await.expect("something has the focus");
    assert_eq!(focused.attr("data-test").await.expect("an answer").as_deref(), Some("finding-fix"));
    focused.send_keys("" + Key::Enter).await.expect("the fix takes the key");
    last_line_is(&browser, "Am Dienstag, 21.\u{a0}November 2023, spielt die Band XXX im Hof.").await;
    is_marked(&browser, "should", "Montag, 21. November 2023", false).await;
    browser.gone("finding-card").await;
    // It is a step like any other, and the text has the focus again.
    let focused = browser.driver.active_element().await.expect("something has the focus");
    assert_eq!(focused.attr("data-test").await.expect("an answer").as_deref(), Some("editor"));
    browser.type_on("editor", Key::Control + "z").await;
    is_marked(&browser, "should", "Montag, 21. November 2023", true).await;
    browser.type_on("editor", Key::Control + Key::Shift + "z").await;
    is_marked(&browser, "should", "Montag, 21. November 2023", false).await;

    // The second with a reason, by a click on its words.
    let css = "[data-test=\"editor\"] [data-art=\"must\"]";
    browser.driver.find(By::Css(css)).await.expect("the mark").click().await.expect("it is clicked");
    browser.reads("finding-card", "XXX").await;
    browser
        .driver
        .find(By::Css("[data-test=\"finding-card\"] [data-test=\"finding-override\"]"))
        .await
        .expect("a way")
        .click()
        .await
        .expect("a click");
    browser.fill("finding-reason", "Die Band heißt so.").await;
    findings.extend(browser.by_day_and_night("editor-uebergehen").await);
    browser.click("finding-set-aside").await;
    is_marked(&browser, "must", "XXX", false).await;
    browser.reads("checks", "Übergangen: Die Band heißt so.").await;
    browser.scroll_to("checks").await;
    browser.picture("editor-uebergangen.png").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_one_finding_is_fixed_and_another_set_aside_beside_its_words() {
    journey(settled);
}
