//! The journeys of an officer who writes: typing, pasting, findings in place, searching, taking back, comparing.

mod find;
mod findings;
mod history;
mod margin;
mod spelling;
mod typing;

use thirtyfour::Key;

use crate::support::browser::Browser;

/// Opens the sample and sets the cursor behind its text.
async fn at_the_end_of_the_sample(browser: &Browser) {
    browser.click("open-release").await;
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    to_the_end(browser).await;
}

async fn to_the_end(browser: &Browser) {
    browser.type_on("editor", Key::Control + "a").await;
    browser.type_on("editor", Key::Right).await;
}

/// The last line of the body as it stands, with its no-break spaces.
async fn last_line(browser: &Browser) -> String {
    let script =
        "return document.querySelector('[data-test=\"editor\"]')?.lastElementChild?.textContent ?? '';";
    let answer = browser.driver.execute(script, Vec::new()).await.expect("the window answers");
    answer.convert().expect("a text")
}

async fn last_line_is(browser: &Browser, words: &str) {
    crate::support::wait::until_async(&format!("the last line is »{words}«"), || async {
        (last_line(browser).await == words).then_some(())
    })
    .await;
}

fn journey<Made: Future<Output = ()>>(of: impl FnOnce(std::path::PathBuf) -> Made) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(of(folder.path().to_owned()));
}
