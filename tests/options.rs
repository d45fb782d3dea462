//! The journey of an officer who keeps what is the same in every release: whom to name, and what to write.

use std::path::Path;

use thirtyfour::{By, Key, WebElement};

use crate::support::browser::Browser;
use crate::support::process::kill_the_app_of;
use crate::support::wait;

async fn rows(browser: &Browser, name: &str) -> Vec<String> {
    let script = format!(
        "return [...document.querySelectorAll('[data-test=\"{name}\"]')].map((row) => row.dataset.name);"
    );
    browser.driver.execute(script, Vec::new()).await.expect("an answer").convert().expect("texts")
}

async fn rows_are(browser: &Browser, name: &str, expected: &[&str]) {
    wait::until_async(&format!("{name}: {expected:?}"), || async {
        (rows(browser, name).await == expected).then_some(())
    })
    .await;
}

/// The `data-test` name of what has the focus.
async fn focused(browser: &Browser) -> String {
    let script = "return document.activeElement?.dataset?.test ?? '';";
    browser.driver.execute(script, Vec::new()).await.expect("an answer").convert().expect("a text")
}

async fn focus_is(browser: &Browser, name: &str) {
    wait::until_async(&format!("the focus is on {name}"), || async {
        (focused(browser).await == name).then_some(())
    })
    .await;
}

/// What is cut off with an ellipsis a driver does not read.
async fn says(browser: &Browser, name: &str, words: &str) {
    let script = format!("return document.querySelector('[data-test=\"{name}\"]')?.textContent ?? '';");
    wait::until_async(&format!("{name} says »{words}«"), || async {
        let answer = browser.driver.execute(&script, Vec::new()).await.expect("an answer");
        answer.convert::<String>().expect("a text").contains(words).then_some(())
    })
    .await;
}

async fn choose(browser: &Browser, name: &str, value: &str) {
    browser.find(name).await;
    let option = By::Css(format!("[data-test=\"{name}\"] option[value=\"{value}\"]"));
    browser.driver.find(option).await.expect("a choice").click().await.expect("it can be chosen");
}

/// The button of the row that reads so.
async fn row_button(browser: &Browser, words: &str) -> WebElement {
    let path = format!("//li//button[normalize-space()='{words}']");
    browser.driver.find(By::XPath(path)).await.expect("the row")
}

async fn enter(browser: &Browser, name: &str, label: &str, numbers: &str, email: &str) {
    browser.click("add-contact").await;
    browser.fill("contact-book-name", name).await;
    browser.fill("contact-book-label", label).await;
    browser.fill("contact-book-numbers", numbers).await;
    browser.fill("contact-book-email", email).await;
    browser.click("add-contact-confirm").await;
}

async fn add_block(browser: &Browser, shortcut: &str, words: &str) {
    browser.click("add-text-block").await;
    browser.fill("text-block-shortcut", shortcut).await;
    browser.fill("text-block-words", words).await;
    browser.click("add-text-block-confirm").await;
}

/// Contacts and text blocks are made, with what goes wrong on the way.
async fn make(home: &Path) -> Vec<String> {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("nav-options").await;
    browser.find("contacts-none").await;
    browser.find("text-blocks-none").await;
    let mut findings = browser.by_day_and_night("13-optionen-leer").await;

    browser.click("add-contact").await;
    browser.click("add-contact-confirm").await;
    browser.reads("add-contact-problem", "Es fehlt, wer das ist").await;
    findings.extend(browser.by_day_and_night("13-kontakt-neu").await);
    browser.type_on("contact-book-name", Key::Escape).await;
    focus_is(&browser, "add-contact").await;

    enter(
        &browser,
        "Ralph Schreiber",
        "Ihr Ansprechpartner",
        "Telefon +49 351 564 10300",
        "presse@sk.sachsen.de",
    )
    .await;
    enter(&browser, "A. Lindner", "Bildstelle", "Telefon 10305", "bild@sk.sachsen.de").await;
    let long = "Prof. Dr. Dr. h. c. Annegret Freifrau von Hohenlohe-Wartenstein zu Sachsen-Altenburg";
    enter(
        &browser,
        long,
        "Ihre Ansprechpartnerin für Fragen zur Zusammenarbeit mit dem Bund",
        "+49 351 564 10301",
        "annegret.freifrau.von.hohenlohe-wartenstein@sk.sachsen.example",
    )
    .await;
    rows_are(&browser, "contact-row", &["Ralph Schreiber", "A. Lindner", long]).await;
    browser.reads("contact-undiallable", "»Telefon 10305« lässt sich nicht wählen").await;

    row_button(&browser, "A. Lindner").await.click().await.expect("it opens");
    browser.fill("contact-book-numbers", "Telefon +49 351 564 10305").await;
    browser.click("contact-down").await;
    rows_are(&browser, "contact-row", &["Ralph Schreiber", long, "A. Lindner"]).await;
    focus_is(&browser, "contact-down").await;
    browser.click("change-contact-confirm").await;
    browser.gone("contact-undiallable").await;
    row_button(&browser, "A. Lindner").await.click().await.expect("it opens");
    browser.click("contact-remove").await;
    browser.reads("contact-removed", "A. Lindner steht nicht mehr im Kontaktbuch").await;
    focus_is(&browser, "contact-put-back").await;
    browser.click("contact-put-back").await;
    rows_are(&browser, "contact-row", &["Ralph Schreiber", long, "A. Lindner"]).await;

    browser.click("options-textbausteine").await;
    add_block(&browser, "bild-folgt", "Bild folgt gegen [Foto-Uhrzeit] Uhr").await;
    add_block(&browser, "anmeldung", "Anmeldung für Medienvertreter bis [Frist eintragen] unter presse@sk.sachsen.de\u{e007}Einlass ist um [Uhrzeit] Uhr.").await;
    rows_are(&browser, "text-block-row", &["anmeldung", "bild-folgt"]).await;
    browser.click("add-text-block").await;
    browser.fill("text-block-shortcut", "Bild-Folgt").await;
    browser.fill("text-block-words", "Etwas \"anderes\"").await;
    let typed = browser.find("text-block-words").await.prop("value").await.expect("a field");
    assert_eq!(typed.as_deref(), Some("Etwas »anderes«"), "it is set as the text is");
    browser.click("add-text-block-confirm").await;
    browser
        .reads("add-text-block-problem", "Das Kürzel »bild-folgt« steht schon für einen anderen Text")
        .await;
    findings.extend(browser.by_day_and_night("13-textbaustein-doppelt").await);
    browser.type_on("text-block-words", Key::Escape).await;
    browser.click("options-zeit").await;
    choose(&browser, "habit-state", "saxony").await;
    browser.click("habit-photo-halfAnHourLater").await;
    browser.reads("habit-photo-hint", "eine halbe Stunde nach der Meldung").await;
    choose(&browser, "retention-days", "30").await;
    browser.reads("retention-coming", "Zurzeit steht nichts zum Löschen an").await;
    findings.extend(browser.by_day_and_night("13-zeit").await);
    browser.click("options-kontakte").await;
    findings.extend(browser.by_day_and_night("13-optionen").await);
    // In the middle of it the plug is pulled.
    kill_the_app_of(home);
    browser.close().await;
    findings
}

/// Waits until a block of the text reads so, counted from the last one; a driver's own reading has no no-break spaces.
async fn block_is(browser: &Browser, from_last: usize, words: &str) {
    let script = format!(
        "return [...document.querySelector('[data-test=\"editor\"]')?.children ?? []].at(-1 - {from_last})?.textContent ?? '';"
    );
    wait::until_async(&format!("the text reads »{words}«"), || async {
        let answer = browser.driver.execute(&script, Vec::new()).await.expect("an answer");
        (answer.convert::<String>().expect("a text") == words).then_some(())
    })
    .await;
}

/// They are put into a release, by the keyboard alone.
async fn use_them(home: &Path) -> Vec<String> {
    let browser = Browser::app(home, &["--sample"]).await;
    browser.click("open-release").await;
    browser.find("contact-name").await;
    let name = || async {
        browser.find("contact-name").await.prop("value").await.expect("a field").unwrap_or_default()
    };
    let before = name().await;
    browser.type_on("contact-menu", Key::Enter).await;
    browser.type_on("contact-menu-item", Key::End).await;
    let mut findings = browser.by_day_and_night("02-kontaktbuch").await;
    let active = || async { browser.driver.active_element().await.expect("something has the focus") };
    active().await.send_keys("a").await.expect("it takes a letter");
    active().await.send_keys("" + Key::Enter).await.expect("it takes a key");
    wait::until_async("A. Lindner is the contact", || async { (name().await == "A. Lindner").then_some(()) })
        .await;
    focus_is(&browser, "contact-menu").await;
    browser.type_on("contact-menu", Key::Control + "z").await;
    wait::until_async("the contact is back", || async { (name().await == before).then_some(()) }).await;
    browser.type_on("contact-menu", Key::Enter).await;
    browser.click("contact-menu-enter").await;
    browser.type_on("contact-menu", Key::Enter).await;
    browser.gone("contact-menu-enter").await;
    browser.type_on("contact-menu-item", Key::Escape).await;

    browser.find("editor").await.click().await.expect("the editor takes the focus");
    browser.type_on("editor", Key::Control + "a").await;
    browser.type_on("editor", Key::Right).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", "Hinweis: Bild-folgt").await;
    browser.type_on("editor", Key::Tab).await;
    block_is(&browser, 0, "Hinweis: Bild folgt gegen 17:30\u{a0}Uhr").await;
    focus_is(&browser, "editor").await;
    browser.type_on("editor", Key::Control + "z").await;
    block_is(&browser, 0, "Hinweis: Bild-folgt").await;
    browser.type_on("editor", Key::Control + Key::Shift + "z").await;
    browser.type_on("editor", Key::Tab).await;
    wait::until_async("Tab leads on", || async { (focused(&browser).await != "editor").then_some(()) }).await;

    // Who does not remember the shortcut looks for it.
    browser.type_on("editor", Key::Control + "a").await;
    browser.type_on("editor", Key::Right).await;
    browser.type_on("editor", Key::Enter).await;
    browser.type_on("editor", Key::Control + "k").await;
    browser.type_on("search-words", "medienvertr").await;
    says(&browser, "search", "Textbaustein einsetzen: anmeldung").await;
    // Enter chooses once these very words are answered.
    wait::until_async("the text block is chosen", || async {
        let is_there = browser.driver.find(By::Css("[data-test=\"search-words\"]")).await;
        let Ok(field) = is_there else { return Some(()) };
        let _ = field.send_keys("" + Key::Enter).await;
        None
    })
    .await;
    browser.reads("text-block-notice", "Noch auszufüllen: [Frist eintragen]").await;
    focus_is(&browser, "editor").await;
    findings.extend(browser.by_day_and_night("02-textbaustein").await);
    browser.reads("checks", "»[Frist eintragen]« ist ein Platzhalter").await;
    // What is left is selected: it is written over.
    browser.type_on("editor", "Montag, 10 Uhr,").await;
    block_is(
        &browser,
        1,
        "Anmeldung für Medienvertreter bis Montag, 10\u{a0}Uhr, unter presse@sk.sachsen.de",
    )
    .await;
    block_is(&browser, 0, "Einlass ist um 17:00\u{a0}Uhr.").await;
    browser.type_on("text-block-menu", Key::Enter).await;
    browser.find("text-block-menu-item").await;
    findings.extend(browser.by_day_and_night("02-textbausteine").await);
    browser.click("text-block-menu-edit").await;
    says(&browser, "text-blocks", "zuletzt heute").await;
    browser.reads("habit-photo-hint", "eine halbe Stunde").await;
    browser.reads("retention-coming", "Zurzeit steht nichts").await;
    rows_are(
        &browser,
        "contact-row",
        &["Ralph Schreiber", &rows(&browser, "contact-row").await[1], "A. Lindner", &before],
    )
    .await;
    browser.close().await;
    findings
}

async fn journey(home: &Path) {
    let mut findings = make(home).await;
    findings.extend(use_them(home).await);
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_what_is_the_same_in_every_release_is_kept_and_put_in() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(home.path()));
}
