//! The app paired with a newsroom on a server: plan, pull the plug of the PC, and the server publishes both at their times.
//!
//! Each step leaves a picture in `target/demo`; look at them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use thirtyfour::Key;

use crate::support::browser::Browser;
use crate::support::command::{done, text};
use crate::support::process::{Running, kill_the_app_of};
use crate::support::{program, wait};
use crate::window::{ALT_TEXT, fetch, photograph, read_in, set_time};

/// Words of the sample and of its photo, and what its address is made of.
const CANARIES: &[&str] =
    &["Elbmark", "elbmark", "Aldenhoff", "Staatskanzlei", "Unterzeichnung", ALT_TEXT, "unterzeichnung.jpg"];

/// A newsroom on a server, with its line for one desk.
pub struct Server {
    folder: PathBuf,
    pub url: String,
    line: String,
    _process: Running,
}

impl Server {
    pub fn start(folder: PathBuf, options: &[&str]) -> Self {
        let (data, scratch) = (folder.join("newsroom"), folder.join("tmp"));
        fs::create_dir_all(&scratch).expect("a scratch folder");
        let newsroom = || Command::new(program("sperrfrist-newsroom"));
        done(&newsroom().args(["init", "--data", text(&data)]).output().expect("init runs"));
        let token = newsroom().args(["token", "new", "Pressestelle", "--data", text(&data)]).output();
        let line = done(&token.expect("token new runs")).trim().to_owned();
        let log = fs::File::create(folder.join("log")).expect("a log");
        let mut process = Running::start(
            newsroom()
                .args(["serve", "--data", text(&data), "--listen", "127.0.0.1:0", "--clock", "host"])
                .args(options)
                .env("TMPDIR", &scratch)
                .stderr(log)
                .stdout(Stdio::piped()),
        );
        let mut lines = BufReader::new(process.child().stdout.take().expect("a pipe")).lines();
        let url = wait::until("the newsroom says its address", || {
            let line = lines.next()?.ok()?;
            let address = line.split_whitespace().find(|word| word.starts_with("http://"))?;
            Some(address.trim_end_matches(['/', '.', ',']).to_owned())
        });
        let said = folder.join("said");
        std::thread::spawn(move || {
            let lines: Vec<String> = lines.map_while(Result::ok).collect();
            let _ = fs::write(said, lines.join("\n"));
        });
        Self { folder, url, line, _process: process }
    }

    /// Enters a person and returns the line for their desk.
    pub fn enter(&self, name: &str, rights: &str) -> String {
        let newsroom = |arguments: &[&str]| {
            let mut command = Command::new(program("sperrfrist-newsroom"));
            let data = self.folder.join("newsroom");
            done(&command.args(arguments).args(["--data", text(&data)]).output().expect("it runs"))
        };
        newsroom(&["officer", "add", name, "--rights", rights]);
        newsroom(&["token", "new", &format!("PC {name}"), "--officer", name]).trim().to_owned()
    }
}

/// Every file below a folder in which one of the words stands, and how many files were looked at.
fn singing(folder: &Path, words: &[&str]) -> (Vec<String>, usize) {
    let (mut found, mut count) = (Vec::new(), 0);
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // A file that is swept while we look holds nothing any more.
            let Ok(bytes) = fs::read(&path) else { continue };
            count += 1;
            let sings = |word: &&&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
            found.extend(words.iter().find(sings).map(|word| format!("{}: {word}", path.display())));
        }
    }
    (found, count)
}

/// The same picture by day and by night.
async fn pictures(browser: &Browser, name: &str) {
    browser.picture(&format!("{name}.png")).await;
    let theme = |theme: &str| format!("document.documentElement.dataset.kernTheme = '{theme}'");
    browser.driver.execute(theme("dark"), Vec::new()).await.expect("night falls");
    browser.picture(&format!("{name}-dunkel.png")).await;
    browser.driver.execute(theme("light"), Vec::new()).await.expect("day breaks");
}

/// Pastes the line; whatever is wrong with it is told first.
async fn pair(browser: &Browser, server: &Server, home: &Path) -> Vec<String> {
    browser.click("nav-channels").await;
    browser.reads("channel-sentence", "veröffentlicht selbst").await;
    browser.fill("connect-address", "http://newsroom.example").await;
    browser.fill("connect-line", &server.line).await;
    browser.click("connect").await;
    browser.reads("band-channel-problem", "nur unverschlüsselt").await;
    browser.fill("connect-address", &server.url).await;
    browser.fill("connect-line", &server.line[..90]).await;
    browser.click("connect").await;
    browser.reads("band-channel-problem", "unvollständig").await;
    pictures(browser, "12-kanaele-verbinden").await;
    let mut findings = browser.axe().await;

    browser.fill("connect-line", &server.line).await;
    browser.click("connect").await;
    browser.reads("channel-sentence", "erreichbar").await;
    // Under this display there is no keyring, and the screen says so.
    browser.reads("channel-key", "liegt als Datei").await;
    let key = fs::read_dir(home.join("archive"))
        .expect("the archive")
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with("newsroom-"))
        .expect("the file with the key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(key.metadata().expect("is there").permissions().mode() & 0o777, 0o600);
    }
    let page = browser.driver.source().await.expect("the page");
    let token = server.line.split('-').nth(1).expect("digits");
    assert!(!page.contains(token), "the token came back to the window");
    findings.extend(browser.axe().await);
    findings
}

/// Where the page will be: the desk knows it, and the window does not show it.
async fn page_of(browser: &Browser) -> String {
    let ask = "const done = arguments[arguments.length - 1];
        const { invoke } = window.__TAURI_INTERNALS__;
        invoke('overview', { request: { most: 60 } })
          .then((shown) => invoke('open_release', { request: { id: shown.releases[0].id } }))
          .then((view) => done(view.planned.pageUrl), (error) => done(String(error.sentence ?? error)));";
    let told = browser.driver.execute_async(ask, Vec::new()).await.expect("the desk answers");
    told.json().as_str().expect("an address").to_owned()
}

async fn journey(folder: &Path) {
    let home = folder.join("home");
    let server = Server::start(folder.join("server"), &[]);
    let browser = Browser::app(&home, &[]).await;
    read_in(&browser).await;
    photograph(&browser).await;
    let mut findings = pair(&browser, &server, &home).await;

    browser.click("nav-release").await;
    let now = HostClock.now().wall.trunc_subsecs(0);
    let (text_due, photo_due) = (now + Duration::from_secs(180), now + Duration::from_secs(186));
    set_time(&browser, "due", text_due).await;
    set_time(&browser, "photo", photo_due).await;
    browser.click("plan").await;
    browser.find("phase").await;
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "darf aus sein").await;
    browser.reads("publisher", &format!("{} (dieser PC darf aus sein)", &server.url[7..])).await;
    browser.reads("clock", "Serverzeit").await;
    browser.picture("04b-eingeplant-newsroom.png").await;

    browser.click("nav-channels").await;
    browser.click("check-newsroom").await;
    browser.reads("check", "2 von 2 vollständig").await;
    browser.reads("check", "nichts abrufbar").await;
    findings.extend(browser.axe().await);
    pictures(&browser, "12-kanaele").await;
    browser.click("disconnect").await;
    browser.click("disconnect-confirm").await;
    browser.reads("disconnect-dialog", "Eingeplant ist noch").await;
    browser.picture("12-kanaele-trennen.png").await;
    browser.type_on("disconnect-confirm", Key::Escape).await;
    browser.click("nav-evidence").await;
    // Its address has words of the headline, and nobody may open it on a server before its time.
    browser.find("sentence").await;
    browser.gone("open-page").await;
    let page = page_of(&browser).await;
    assert!(HostClock.now().wall < text_due, "this machine was too slow to plan before the time");

    kill_the_app_of(&home);
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
    published(&server, &home, page.trim(), text_due, photo_due).await;
}

/// The PC is off. On the server's disk there is nothing to be read before the time; from outside nothing, then the text, then
/// the photo.
async fn published(
    server: &Server,
    home: &Path,
    page: &str,
    text_due: DateTime<Utc>,
    photo_due: DateTime<Utc>,
) {
    assert_eq!(fetch(page).await.status, 404);
    let (found, looked_at) = singing(&server.folder, CANARIES);
    assert!(HostClock.now().wall < text_due, "this machine was too slow to look before the time");
    assert_eq!(found, Vec::<String>::new(), "words of the release on the server's disk");
    assert!(looked_at > 5, "{looked_at} files");
    assert!(!singing(home, CANARIES).0.is_empty(), "on the PC they are found, so the search finds");

    while HostClock.now().wall < text_due {
        let status = fetch(page).await.status;
        assert!(status == 404 || HostClock.now().wall >= text_due, "{status} before the time");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (first, at) = wait::until_async("the release is public", || async {
        let answer = fetch(page).await;
        (answer.status == 200).then_some((answer, HostClock.now().wall))
    })
    .await;
    assert!(at >= text_due, "public at {at}, due at {text_due}");
    let html = String::from_utf8(first.body).expect("a page is UTF-8");
    assert!(html.contains("Elbmark") && html.contains("Bild folgt") && !html.contains("/medien/"));
    let (html, at) = wait::until_async("the photo is public", || async {
        let html = String::from_utf8(fetch(page).await.body).ok()?;
        html.contains("/medien/").then_some((html, HostClock.now().wall))
    })
    .await;
    assert!(at >= photo_due, "public at {at}, due at {photo_due}");
    assert!(html.contains(ALT_TEXT));

    // Switched on again, the PC finds its newsroom and what it did.
    let browser = Browser::app(home, &[]).await;
    browser.click("open-release").await;
    browser.click("nav-evidence").await;
    browser.reads("sentence", "öffentlich").await;
    browser.picture("16-fertig-newsroom.png").await;
    browser.close().await;
}

#[test]
fn window_paired_with_a_server_publishes_with_the_pc_switched_off() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
