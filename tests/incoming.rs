//! The journey of a release that comes back from the house as a Word file: read, decided by key, taken over.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_testkit::docx::{ALT_TEXT, COMMENTS, Docx, HIDDEN, del, ins, p, r, sample};
use sperrfrist_testkit::jpeg::grainy_picture;
use thirtyfour::Key;

use crate::support::browser::Browser;
use crate::support::{root, wait};

const MAIL: &str = "From: Anja Lindner <lindner@elbmark.example>\r\nTo: presse@elbmark.example\r\nSubject: Bitte raus\r\n\
Content-Type: text/plain; charset=utf-8\r\n\r\nMedieninformation\r\n\r\nNeue Brücke über die Lind\r\n\r\n\
Lindenfurt (21.11.2023) – Der Verkehr rollt wieder, und alle freuen sich über kurze Wege.\r\n\r\n-- \r\nAnja Lindner, Referat 12\r\n";

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// A key where the focus is, as somebody types it who touches no mouse.
async fn press(browser: &Browser, keys: impl Into<thirtyfour::TypingData>) {
    let here = browser.driver.active_element().await.expect("something has the focus");
    here.send_keys(keys).await.expect("it takes keys");
}

async fn dark(browser: &Browser, on: bool) {
    let theme = if on { "dark" } else { "light" };
    let script = format!("document.documentElement.dataset.kernTheme = '{theme}'");
    browser.driver.execute(script, Vec::new()).await.expect("the theme changes");
}

async fn journey(folder: &Path) {
    let photo = std::fs::read(root().join("assets/sample/unterzeichnung.jpg")).expect("the sample photo");
    let word = written(folder, "MI_Kooperation_v7_final.docx", &sample(&photo, &grainy_picture(900, 600, 8)));
    let old = written(folder, "alt.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]);
    let mail = written(folder, "Bitte raus.eml", MAIL.as_bytes());
    let browser = Browser::app(&folder.join("home"), &[]).await;
    browser.find("welcome").await;

    // What cannot be read is told, with a way out, and stays told.
    browser.choose_file("import-file", &old).await;
    browser.reads("band-incoming", "vor 2007").await;
    browser.reads("band-incoming", "Word-Dokument (.docx)").await;
    let mut findings = browser.axe().await;

    browser.choose_file("import-file", &word).await;
    browser.reads("incoming-sentence", "Die Datei enthält 5 Änderungen. Sie entscheiden jede einzeln.").await;
    browser.reads("still-open", "noch 5 offen").await;
    browser.reads("left-out", "3 Kommentare").await;
    browser.reads("left-out", "1 verborgener Absatz").await;
    browser.reads("left-out", "Verfasser, Firma, Bearbeitungszeit").await;
    browser.reads("left-out", "2 Bilder, kommen zu den Fotos").await;
    assert!(!browser.find("adopt").await.is_enabled().await.expect("a button"), "five are open");
    let paper = browser.find("incoming-paper").await.text().await.expect("the text");
    for secret in COMMENTS.iter().chain([&HIDDEN]) {
        assert!(!paper.contains(secret), "{secret}");
    }

    // Each by key: the first accepted, taken back, accepted again.
    press(&browser, "a").await;
    browser.reads("tally", "1 entschieden, 4 offen").await;
    browser.reads("change", "Änderung 2 von 5").await;
    press(&browser, Key::Control + "z").await;
    browser.reads("tally", "0 entschieden, 5 offen").await;
    browser.reads("change", "Änderung 1 von 5").await;
    press(&browser, "a").await;
    browser.reads("still-open", "noch 4 offen").await;
    browser.picture("18-word.png").await;
    findings.extend(browser.axe().await);
    dark(&browser, true).await;
    browser.picture("18-word-dunkel.png").await;
    findings.extend(browser.axe().await);
    dark(&browser, false).await;
    // Strg Enter does nothing while something is open.
    press(&browser, Key::Control + Key::Enter).await;
    for (key, next) in [("a", "Änderung 3 von 5"), ("l", "Änderung 4 von 5"), ("a", "Änderung 5 von 5")] {
        press(&browser, key).await;
        browser.reads("change", next).await;
    }
    press(&browser, "a").await;
    browser.reads("incoming-sentence", "Alle 5 Änderungen sind entschieden.").await;
    assert_eq!(
        browser.states("change-row").await,
        ["accepted", "accepted", "rejected", "accepted", "accepted"]
    );

    browser.type_on("show-pictures", " ").await;
    browser.reads("pictures-dialog", ALT_TEXT).await;
    browser.picture("18b-word-bilder.png").await;
    findings.extend(browser.axe().await);
    press(&browser, Key::Escape).await;
    browser.gone("pictures-dialog").await;
    browser.picture("18c-word-entschieden.png").await;

    // Nothing is kept until now.
    press(&browser, Key::Control + Key::Enter).await;
    let editor = browser.find("editor").await.text().await.expect("the text");
    assert!(editor.contains("Staatssekretär") && editor.contains("unterzeichnen heute"), "{editor}");
    assert!(editor.contains("Cyberraum") && editor.contains("stärker auf, beispielsweise"), "{editor}");
    for secret in COMMENTS.iter().chain([&HIDDEN, &"Staatsminister"]) {
        assert!(!editor.contains(secret), "{secret}");
    }
    browser.picture("18d-word-entwurf.png").await;
    browser.click("nav-photos").await;
    browser.click("photo-tile").await;
    wait::until_async("the alternative text is proposed", || async {
        let field = browser.find("caption-altText").await;
        let said = field.prop("value").await.ok().flatten()?;
        (said == ALT_TEXT).then_some(())
    })
    .await;
    browser.picture("18e-word-fotos.png").await;

    // A mail, and a change of mind: no trace.
    browser.choose_file("open-file", &mail).await;
    browser.reads("incoming-sentence", "Aus der Mail wird ein Entwurf.").await;
    browser.reads("left-out", "1 Signatur").await;
    browser.picture("18f-mail.png").await;
    findings.extend(browser.axe().await);
    browser.click("cancel-incoming").await;
    browser.find("new-release").await;
    let releases = browser.driver.find_all(thirtyfour::By::Css("[data-test=\"open-release\"]")).await;
    assert_eq!(releases.expect("the list").len(), 1);

    // Dropped on the window, also where no place for it is drawn.
    browser
        .driver
        .execute(
            "const files = new DataTransfer();\
             files.items.add(new File(['Medieninformation\\n\\nGezogen\\n\\nLindenfurt (21.11.2023) – Ein Text, der auf das Fenster gezogen wurde.'], 'text.txt'));\
             document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));",
            Vec::new(),
        )
        .await
        .expect("a file is dropped");
    browser.reads("editor", "auf das Fenster gezogen").await;
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

/// 20,000 words with 2,000 changes.
fn long() -> Vec<u8> {
    let sentence = "Die Partner unterstützen sich bei Vorfällen und klären gemeinsam auf. ";
    let paragraph = |at: usize| {
        let changed = |one: usize| {
            let parts = [
                r(sentence),
                del("A. Lindner", &format!("alt{at}")),
                ins("A. Lindner", &r(&format!("neu{one}. "))),
            ];
            parts.concat()
        };
        p(&(0..10).map(changed).collect::<String>())
    };
    Docx::new().body(&(0..200).map(paragraph).collect::<String>()).build()
}

async fn long_journey(folder: &Path) {
    let file = written(folder, "lang.docx", &long());
    let browser = Browser::app(&folder.join("home"), &[]).await;
    browser.find("welcome").await;
    let started = HostClock.now().wall;
    browser.choose_file("import-file", &file).await;
    browser.reads("incoming-sentence", "2000 Änderungen").await;
    let shown = HostClock.now().wall - started;
    let started = HostClock.now().wall;
    for at in 1..=10 {
        press(&browser, "a").await;
        browser.reads("still-open", &format!("noch {} offen", 2_000 - at)).await;
    }
    let decided = (HostClock.now().wall - started) / 10;
    let rest = "for (let at = 0; at < 1990; at += 1)\
                window.dispatchEvent(new KeyboardEvent('keydown', { key: at % 3 ? 'a' : 'l' }));";
    browser.driver.execute(rest, Vec::new()).await.expect("the others are decided");
    browser.reads("incoming-sentence", "Alle 2000 Änderungen sind entschieden.").await;
    let started = HostClock.now().wall;
    browser.click("adopt").await;
    browser.find("editor").await;
    let adopted = HostClock.now().wall - started;
    println!("2,000 changes: shown in {shown}, one decision in {decided}, taken over in {adopted}");
    browser.close().await;
    assert!(shown < TimeDelta::seconds(15) && decided < TimeDelta::seconds(2), "{shown}, {decided}");
}

#[test]
fn window_a_word_file_is_decided_by_key_and_taken_over() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}

#[test]
fn window_a_long_word_file_stays_quick() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(long_journey(folder.path()));
}
