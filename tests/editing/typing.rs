//! German as it is set, while it is typed and pasted.

use std::path::PathBuf;

use serde_json::json;
use thirtyfour::Key;

use super::{at_the_end_of_the_sample, journey, last_line, last_line_is};
use crate::support::browser::Browser;

const WORD: &str = include_str!("word.html");

async fn typed(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "\"So geht's\", sagte Dr. Roth -- z.B. um 17 Uhr ...").await;
    let set = "»So geht’s«, sagte Dr.\u{a0}Roth – z.\u{a0}B. um 17\u{a0}Uhr …";
    last_line_is(&browser, set).await;

    // Backspace at once gives back what was typed, and so does the first »Rückgängig«; nothing sets it again.
    browser.type_on("editor", Key::Backspace).await;
    last_line_is(&browser, &set.replace('…', "...")).await;
    browser.type_on("editor", " \"").await;
    last_line_is(&browser, &format!("{} »", set.replace('…', "..."))).await;
    browser.type_on("editor", Key::Control + "z").await;
    last_line_is(&browser, &format!("{} \"", set.replace('…', "..."))).await;
    browser.type_on("editor", "Zoll").await;
    last_line_is(&browser, &format!("{} \"Zoll", set.replace('…', "..."))).await;

    // A field of the sheet is set just as the text is.
    let headline = browser.find("headline").await;
    headline.clear().await.expect("the headline can be emptied");
    headline.send_keys("Der \"Tag\" kommt").await.expect("the headline takes text");
    let value = || async { headline.prop("value").await.expect("a field").unwrap_or_default() };
    assert_eq!(value().await, "Der »Tag« kommt");
    headline.send_keys(" \"").await.expect("the headline takes text");
    headline.send_keys("" + Key::Backspace).await.expect("the headline takes keys");
    assert_eq!(value().await, "Der »Tag« kommt \"");
    browser.shows("saved", "data-saving", "saved").await;
    let findings = browser.by_day_and_night("editor-getippt").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_what_is_typed_is_set_as_german_wants_it_and_given_back() {
    journey(typed);
}

/// What the system's clipboard hands over when a program has put these things on it.
async fn paste(browser: &Browser, html: &str, text: &str, pictures: usize) {
    let script = "const [html, text, pictures] = arguments;\
        const data = new DataTransfer();\
        if (html) data.setData('text/html', html);\
        if (text) data.setData('text/plain', text);\
        const png = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (c) => c.charCodeAt(0));\
        for (let n = 0; n < pictures; n += 1) data.items.add(new File([png], 'bild' + n + '.png', { type: 'image/png' }));\
        const editor = document.querySelector('[data-test=\"editor\"]');\
        editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
    let arguments = vec![json!(html), json!(text), json!(pictures)];
    browser.driver.execute(script, arguments).await.expect("the window takes the paste");
}

async fn pasted(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;
    browser.type_on("editor", Key::Enter).await;
    let before = last_line(&browser).await;
    paste(&browser, WORD, "", 0).await;
    last_line_is(&browser, "Silbentrennung").await;
    let list = "return [...document.querySelectorAll('[data-test=\"editor\"] ul:last-of-type li')].map((item) => item.textContent).join('|');";
    let list: String =
        browser.driver.execute(list, Vec::new()).await.expect("an answer").convert().expect("a text");
    assert_eq!(list, "Erster Punkt|Zweiter Punkt");
    for gone in ["Stimmt das", "geheime", "Verborgenes", "AB1", "\u{b7}"] {
        let text = browser.find("editor").await.text().await.expect("the text");
        assert!(!text.contains(gone), "{gone} was left out");
    }
    browser.reads("pasted", "1 Bild, 1 Kommentar und 2 gestrichene oder verborgene Stellen").await;
    browser.shows("saved", "data-saving", "saved").await;
    let mut findings = browser.by_day_and_night("editor-eingefuegt").await;
    browser.click("pasted-dismiss").await;
    browser.gone("pasted").await;
    // One step, however much it was.
    browser.type_on("editor", Key::Control + "z").await;
    last_line_is(&browser, &before).await;

    // A mail in plain text flows again.
    paste(
        &browser,
        "",
        "> Die Staatskanzlei hat heute mit der Bundesstelle vereinbart, dass\n> beide einander helfen.",
        0,
    )
    .await;
    last_line_is(
        &browser,
        "Die Staatskanzlei hat heute mit der Bundesstelle vereinbart, dass beide einander helfen.",
    )
    .await;

    // An address that leads nowhere good is refused, by hand as by paste.
    paste(&browser, "<p><a href=\"javascript:alert(1)\">Verweis</a></p>", "", 0).await;
    browser.reads("pasted", "1 unsicherer Link").await;
    browser.type_on("editor", Key::Control + "l").await;
    browser.fill("link-address", "javascript:alert(1)").await;
    browser.click("link-set").await;
    browser.reads("link-refused", "kann kein Link werden").await;
    findings.extend(browser.axe().await);
    browser.type_on("link-address", Key::Escape).await;

    // A picture is offered to the photos.
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    paste(&browser, "", "", 1).await;
    browser.reads("pasted", "Ein Bild ist dabei").await;
    browser.picture("editor-bild-eingefuegt.png").await;
    browser.click("pasted-attach").await;
    browser.find("photo-tile").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_what_is_pasted_from_word_is_words_and_nothing_else() {
    journey(pasted);
}
