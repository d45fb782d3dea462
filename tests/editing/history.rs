//! What was done can be taken back, also after a crash.

use std::path::PathBuf;

use thirtyfour::Key;

use super::{at_the_end_of_the_sample, journey, last_line_is, to_the_end};
use crate::support::browser::Browser;
use crate::support::process::kill_the_app_of;
use crate::support::wait;

/// »Rückgängig«, step by step, until it is so.
async fn back_until(browser: &Browser, what: &str, is: impl AsyncFn() -> bool) {
    for _ in 0..12 {
        if is().await {
            return;
        }
        browser.click("undo").await;
    }
    panic!("»Rückgängig« never led to: {what}");
}

async fn killed(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "Ein erster Satz.").await;
    browser.shows("saved", "data-saving", "saved").await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    browser.type_on("editor", " Ein zweiter").await;
    browser.fill("headline", "Eine andere Überschrift").await;
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    to_the_end(&browser).await;
    browser.type_on("editor", " Satz, mitten").await;
    browser.shows("saved", "data-saving", "saved").await;
    // Typed within the last second: this alone may be gone.
    browser.type_on("editor", " im W").await;
    kill_the_app_of(&home);
    browser.close().await;

    let browser = Browser::app(&home, &["--sample"]).await;
    browser.click("open-release").await;
    browser.reads("editor", "Ein erster Satz. Ein zweiter Satz, mitten").await;
    let whole = super::last_line(&browser).await;
    assert!("Ein erster Satz. Ein zweiter Satz, mitten im W".starts_with(&whole), "{whole}");

    // Step by step to where it began: text, headline, text, text.
    let headline =
        || async { browser.find("headline").await.prop("value").await.ok().flatten().unwrap_or_default() };
    assert_eq!(headline().await, "Eine andere Überschrift");
    back_until(&browser, "the second sentence half", async || {
        super::last_line(&browser).await == "Ein erster Satz. Ein zweiter"
    })
    .await;
    back_until(&browser, "the headline", async || headline().await.starts_with("Elbmark und Bundesstelle"))
        .await;
    assert_eq!(super::last_line(&browser).await, "Ein erster Satz. Ein zweiter");
    back_until(&browser, "the first sentence", async || {
        super::last_line(&browser).await == "Ein erster Satz."
    })
    .await;
    // And forth again, also after a second restart.
    browser.shows("saved", "data-saving", "saved").await;
    kill_the_app_of(&home);
    browser.close().await;
    let browser = Browser::app(&home, &["--sample"]).await;
    browser.click("open-release").await;
    last_line_is(&browser, "Ein erster Satz.").await;
    wait::until_async("all is there again", || async {
        if super::last_line(&browser).await == whole {
            return Some(());
        }
        browser.click("redo").await;
        None
    })
    .await;
    browser.reads("editor", "Ein zweiter Satz").await;
    browser.close().await;
}

#[test]
fn window_a_kill_in_mid_sentence_takes_one_second_and_no_step() {
    journey(killed);
}
