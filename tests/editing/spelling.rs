//! Spelling by a dictionary of the machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use thirtyfour::prelude::*;

use super::{at_the_end_of_the_sample, journey, last_line_is};
use crate::support::browser::Browser;
use crate::support::{root, wait};

/// A dictionary that knows the words of the sample and these.
fn dictionary(folder: &Path, more: &[&str]) {
    let sample =
        std::fs::read_to_string(root().join("assets/sample/medieninformation.txt")).expect("the sample");
    let is_between = |c: char| !c.is_alphabetic() && c != '-';
    let words: BTreeSet<&str> =
        sample.split(is_between).chain(more.iter().copied()).filter(|word| !word.is_empty()).collect();
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::write(folder.join("de_DE.aff"), "SET UTF-8\nTRY esijanrtolcdugmphbyfvkwqxz\n").expect("a file");
    let list: Vec<&str> = words.into_iter().collect();
    std::fs::write(folder.join("de_DE.dic"), format!("{}\n{}\n", list.len(), list.join("\n")))
        .expect("a file");
}

async fn marked(browser: &Browser) -> Vec<String> {
    let mut words = Vec::new();
    for mark in browser
        .driver
        .find_all(By::Css("[data-test=\"editor\"] [data-art=\"spelling\"]"))
        .await
        .unwrap_or_default()
    {
        words.extend(mark.text().await.ok());
    }
    words
}

async fn is_marked(browser: &Browser, word: &str, expected: bool) {
    wait::until_async(&format!("»{word}« is underlined: {expected}"), || async {
        (marked(browser).await.iter().any(|mark| mark == word) == expected).then_some(())
    })
    .await;
}

async fn spelt(home: PathBuf) {
    let dictionaries = home.join("woerterbuch");
    dictionary(&dictionaries, &["gilt", "bald", "Kabel"]);
    let told = [("DICPATH", dictionaries.as_path())];
    let browser = Browser::app_told(&home, &["--sample"], &told).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "Die Vereinbarunk gilt bald, der Kabelsalat auch.").await;
    is_marked(&browser, "Vereinbarunk", true).await;
    is_marked(&browser, "Kabelsalat", true).await;

    // Without a mouse: to the word, into the suggestions, and the first is put in its place.
    for _ in 0..12 {
        browser.type_on("editor", Key::F7).await;
        let words = browser.find("spelling-card").await.text().await.unwrap_or_default();
        if words.contains("Vereinbarunk") {
            break;
        }
    }
    browser.reads("spelling-card", "Vereinbarunk").await;
    browser.find("suggestion").await;
    let findings = browser.by_day_and_night("editor-rechtschreibung").await;
    browser
        .driver
        .action_chain()
        .key_down(Key::Alt)
        .send_keys("" + Key::Enter)
        .key_up(Key::Alt)
        .perform()
        .await
        .expect("keys");
    wait::until_async("the first suggestion has the focus", || async {
        let focused = browser.driver.active_element().await.ok()?;
        (focused.attr("data-test").await.ok()?.as_deref() == Some("suggestion")).then_some(())
    })
    .await;
    let focused = browser.driver.active_element().await.expect("the suggestion");
    assert_eq!(focused.text().await.expect("a word"), "Vereinbarung");
    focused.send_keys("" + Key::Enter).await.expect("the suggestion takes the key");
    last_line_is(&browser, "Die Vereinbarung gilt bald, der Kabelsalat auch.").await;

    let css = "[data-test=\"editor\"] [data-art=\"spelling\"]";
    for mark in browser.driver.find_all(By::Css(css)).await.expect("marks") {
        if mark.text().await.expect("a word") == "Kabelsalat" {
            mark.click().await.expect("it is clicked");
        }
    }
    browser.reads("spelling-card", "Kabelsalat").await;
    browser.click("know-word").await;
    is_marked(&browser, "Kabelsalat", false).await;
    browser.shows("saved", "data-saving", "saved").await;
    browser.close().await;

    // It is known after a restart, until it is taken back.
    let browser = Browser::app_told(&home, &["--sample"], &told).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", " Nur Kabelsalatt.").await;
    is_marked(&browser, "Kabelsalatt", true).await;
    is_marked(&browser, "Kabelsalat", false).await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_misspelt_word_is_underlined_and_put_right_by_the_keyboard() {
    journey(spelt);
}
