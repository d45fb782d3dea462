//! The journey of an officer who cuts a photo, makes somebody unrecognisable, and hears an objection: what the press gets
//! shows it no more.

use std::path::Path;
use std::time::Duration;

use chrono::SubsecRound;
use sperrfrist_clock::{Clock, HostClock};
use thirtyfour::{By, Key};

use crate::support::browser::Browser;
use crate::support::wait;
use crate::window::{ALT_TEXT, fetch, set_time};

const COVERED: &str = "(Person unkenntlich gemacht)";

/// Chooses in a field with a list.
async fn select(browser: &Browser, name: &str, value: &str) {
    let option = format!("[data-test=\"{name}\"] option[value=\"{value}\"]");
    let found = browser.driver.find(By::Css(option)).await.expect("such an option");
    found.click().await.expect("it can be chosen");
}

/// Types a number over the one that stands there. To empty the field first would leave it, and it would be put right.
async fn type_number(browser: &Browser, name: &str, value: &str) {
    browser.type_on(name, Key::Control + "a").await;
    browser.type_on(name, value).await;
    browser.type_on(name, Key::Tab).await;
}

async fn number(browser: &Browser, name: &str) -> f64 {
    let field = browser.find(name).await;
    let value = field.prop("value").await.expect("a value").unwrap_or_default();
    value.parse().expect("a number")
}

/// Who is in it, by what right, and where they stand.
async fn name_people(browser: &Browser) {
    for (index, (name, function)) in
        [("Dr. Henrike Aldenhoff", "Präsidentin"), ("Jonas Wiedebusch", "Staatssekretär")].iter().enumerate()
    {
        browser.click("add-person").await;
        wait::until_async("the person has a row", || async {
            (browser.driver.find_all(By::Css("[data-test=\"caption-person\"]")).await.ok()?.len() > index)
                .then_some(())
        })
        .await;
        for (field, text) in [("caption-person", name), ("person-function", function)] {
            let fields = browser.driver.find_all(By::Css(format!("[data-test=\"{field}\"]"))).await;
            fields.expect("fields")[index].send_keys(*text).await.expect("it takes text");
        }
    }
    for row in browser.driver.find_all(By::Css("[data-test=\"person-ground\"]")).await.expect("grounds") {
        let option = row.find(By::Css("option[value=\"publicTask\"]")).await.expect("the ground");
        option.click().await.expect("it can be chosen");
    }
    browser.reads("people-in-words", "Jonas Wiedebusch (r.)").await;
}

async fn cut_and_cover(browser: &Browser) -> Vec<String> {
    browser.click("edit-photo").await;
    browser.click("ratio-16:9").await;
    browser.find("crop").await;
    let before = number(browser, "crop-top").await;
    browser.type_on("crop", Key::Down + "").await;
    wait::until_async("the cut moved", || async {
        (number(browser, "crop-top").await > before).then_some(())
    })
    .await;
    browser.click("cover").await;
    browser.find("cover-1").await;
    let (left, width) = (number(browser, "cover-1-left").await, number(browser, "cover-1-width").await);
    browser.type_on("cover-1", Key::Right + "").await;
    browser.type_on("cover-1", Key::Shift + Key::Right).await;
    wait::until_async("the cover moved and grew", || async {
        let now = (number(browser, "cover-1-left").await, number(browser, "cover-1-width").await);
        (now.0 > left && now.1 > width).then_some(())
    })
    .await;
    // By number as well as by hand: over the face on the right.
    for (side, value) in [("left", "58"), ("top", "12"), ("width", "14"), ("height", "32")] {
        type_number(browser, &format!("cover-1-{side}"), value).await;
    }
    assert_eq!(number(browser, "cover-1-left").await, 58.0);
    select(browser, "cover-kind", "block").await;
    select(browser, "cover-subject", "person Jonas Wiedebusch").await;
    type_number(browser, "straighten-degrees", "1.5").await;
    let findings = browser.by_day_and_night("03c-foto-bearbeiten").await;
    browser.click("edit-undo").await;
    wait::until_async("the turn is undone", || async {
        (number(browser, "straighten-degrees").await == 0.0).then_some(())
    })
    .await;
    browser.click("edit-redo").await;
    browser.click("edit-undo").await;
    // The mouse does what the keys do.
    let cover = browser.find("cover-1").await;
    let at = cover.rect().await.expect("where it is");
    // To a place of the window: what this driver does with a way from where the mouse is, it counts from the corner.
    let (right, middle) = ((at.x + at.width / 2.0) as i64 + 30, (at.y + at.height / 2.0) as i64);
    let chain = browser.driver.action_chain().click_and_hold_element(&cover).move_to(right, middle);
    chain.release().perform().await.expect("dragged");
    wait::until_async("the cover was dragged", || async {
        let left = number(browser, "cover-1-left").await;
        (left > 60.0 && left < 66.0).then_some(())
    })
    .await;
    browser.click("edit-undo").await;
    browser.click("edit-done").await;
    findings
}

async fn journey(folder: &Path) {
    let browser = Browser::app(&folder.join("home"), &["--sample"]).await;
    browser.click("open-release").await;
    browser.click("nav-photos").await;
    browser.click("photo-tile").await;
    browser.fill("caption-caption", "In der Staatskanzlei in Lindenfurt am 21. November 2023.").await;
    browser.fill("caption-altText", ALT_TEXT).await;
    browser.fill("caption-usageTerms", "Frei für die Berichterstattung").await;
    name_people(&browser).await;
    let mut findings = browser.by_day_and_night("03d-personen").await;

    findings.extend(cut_and_cover(&browser).await);
    browser.find("version-edited").await;
    findings.extend(browser.by_day_and_night("03e-foto-bearbeitet").await);
    browser.reads("person-hidden", "wird nicht genannt").await;
    browser.click("side-after").await;
    browser
        .shows(
            "after-picture",
            "title",
            "neu gezeichnet: zugeschnitten und 1\u{a0}Fläche unkenntlich gemacht",
        )
        .await;
    browser.click("view-whole").await;
    browser.find("photo-whole").await;
    browser.picture("03f-foto-hundert.png").await;
    findings.extend(browser.axe().await);
    browser.click("view-fit").await;

    // Who is covered may object, and who is not keeps the photo back.
    browser.click("object").await;
    browser.find("objection-words").await;
    browser.fill("objection-words", "Anruf am 21.11., 16:58 Uhr").await;
    browser.click("objection-keep").await;
    browser.reads("objection", "Anruf am 21.11.").await;
    browser.click("choose").await;
    browser.find("unchoose").await;
    findings.extend(browser.by_day_and_night("03g-widerspruch").await);
    browser.click("nav-release").await;
    browser.reads("checks", "hat widersprochen").await;
    browser.click("nav-photos").await;
    browser.click("objection-back").await;
    browser.gone("objection").await;

    browser.click("nav-release").await;
    let due = HostClock.now().wall.trunc_subsecs(0) + Duration::from_secs(40);
    // The photo first: its request carries the time of the text as the window knows it.
    set_time(&browser, "photo", due).await;
    set_time(&browser, "due", due).await;
    browser.click("plan").await;
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "Eingeplant").await;
    browser.click("nav-evidence").await;
    let page = browser.find("open-page").await.attr("title").await.expect("the page").expect("its address");
    let page = page.trim().to_owned();
    let html = wait::until_async("text and photo are public", || async {
        let answer = fetch(&page).await;
        let html = String::from_utf8(answer.body).ok()?;
        (answer.status == 200 && html.contains("/medien/")).then_some(html)
    })
    .await;
    assert!(html.contains(COVERED), "{html}");
    let origin = page.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let photo = fetch(&format!("{page}/foto/1")).await;
    let photo = String::from_utf8(photo.body).expect("a page is UTF-8");
    assert!(photo.contains("Aldenhoff") && !photo.contains("Wiedebusch"), "{photo}");
    let html = html + photo.as_str();
    let mut seen = 0;
    let paths: std::collections::BTreeSet<&str> = html
        .split(['"', ' ', ','])
        .filter(|word| word.starts_with("/medien/") && word.ends_with(".jpg"))
        .collect();
    for path in paths {
        let jpeg = fetch(&format!("{origin}{path}")).await.body;
        let picture = image::load_from_memory(&jpeg).expect("a picture").into_rgb8();
        let (width, height) = picture.dimensions();
        assert!((f64::from(width) / f64::from(height) - 16.0 / 9.0).abs() < 0.02, "{width} × {height}");
        // The middle of what was covered: 65 % from the left; the cut is as wide as the picture.
        let across = (f64::from(width) * 0.65) as u32;
        let grey = (0..height / 4).map(|down| picture.get_pixel(across, down).0);
        let covered = grey.filter(|pixel| pixel.iter().all(|value| value.abs_diff(64) < 12)).count();
        assert!(covered as u32 > height / 8, "{path}: {covered} of {height}");
        seen += 1;
    }
    assert!(seen >= 3, "{html}");
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_who_is_covered_is_covered_in_what_the_press_gets() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
