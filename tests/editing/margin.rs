//! Who has agreed and what colleagues say stands beside the sheet, and follows its words.

use std::path::PathBuf;

use super::{at_the_end_of_the_sample, journey};
use crate::support::browser::Browser;

async fn agreed(home: PathBuf) {
    let browser = Browser::app(&home, &["--sample"]).await;
    at_the_end_of_the_sample(&browser).await;

    browser.click("ask-consent").await;
    browser.fill("consent-name", "Frau Ahrens").await;
    browser.click("ask-consent-confirm").await;
    browser.reads("checks", "Eine Zustimmung fehlt: Fachreferat (Frau Ahrens).").await;
    browser.click("record-consent").await;
    browser.click("record-consent-confirm").await;
    browser.shows("consent", "data-state", "given").await;

    browser.click("quotes").await;
    browser.click("authorise").await;
    browser.fill("authorise-name", "Büro Aldenhoff").await;
    browser.click("authorise-confirm").await;
    browser.shows("quote", "data-state", "given").await;

    browser.click("comment").await;
    browser.fill("comment-words", "Stimmt die Durchwahl? Bitte bis 15 Uhr.").await;
    browser.fill("comment-recipient", "J. Wiedebusch").await;
    browser.fill("comment-author", "M. Tannhof").await;
    browser.scroll_to("comments").await;
    browser.picture("02e-kommentieren.png").await;
    let mut findings = browser.axe().await;
    browser.click("comment-confirm").await;
    browser.reads("margin-comment", "M. Tannhof an J. Wiedebusch").await;

    browser.fill("headline", "Elbmark und Bundesstelle üben gemeinsam").await;
    browser.shows("consent", "data-state", "outdated").await;
    browser
        .reads("checks", "Der Text hat sich geändert, seit zugestimmt wurde: Fachreferat (Frau Ahrens).")
        .await;
    browser.shows("quote", "data-state", "given").await;
    browser.scroll_to("agreement").await;
    findings.extend(browser.by_day_and_night("02d-abstimmung").await);
    browser.click("consent-compare").await;
    browser.reads("compare-dialog", "gemeinsam").await;
    browser.click("compare-close").await;

    browser.click("comment-remove").await;
    browser.click("drop-from-margin-confirm").await;
    browser.gone("margin-comment").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_a_consent_a_quotation_and_a_comment_stand_beside_the_words_they_are_about() {
    journey(agreed);
}
