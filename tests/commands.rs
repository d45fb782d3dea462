//! The journey through the commands: read a text, check it, clean a photo, publish both at their times, and
//! ask from outside; then everything that can be wrong with what one types.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chrono::{DateTime, Duration, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::Prober;

use crate::support::command::{cli, done, nothing_private_in, refused, sample, text};
use crate::support::process::Running;
use crate::support::{program, wait};

/// A newsroom in a process of its own, with its token in a file.
pub struct Newsroom {
    pub url: String,
    pub token_file: PathBuf,
    _process: Running,
}

pub fn newsroom(folder: &Path) -> Newsroom {
    let data = folder.join("newsroom");
    let init = Command::new(program("sperrfrist-newsroom"))
        .args(["init", "--data", text(&data)])
        .output()
        .expect("sperrfrist-newsroom runs");
    done(&init);
    let token = Command::new(program("sperrfrist-newsroom"))
        .args(["token", "new", "Pressestelle", "--data", text(&data)])
        .output()
        .expect("sperrfrist-newsroom runs");
    let token_file = folder.join("token");
    std::fs::write(&token_file, done(&token)).expect("the token can be kept");
    let mut process = Running::start(
        Command::new(program("sperrfrist-newsroom"))
            .args(["serve", "--data", text(&data), "--listen", "127.0.0.1:0", "--clock", "host"])
            .stdout(Stdio::piped()),
    );
    let mut lines = BufReader::new(process.child().stdout.take().expect("a pipe")).lines();
    let url = wait::until("the newsroom says its address", || {
        let line = lines.next()?.ok()?;
        line.split_whitespace()
            .find(|word| word.starts_with("http://"))
            .map(|url| url.trim_end_matches(['/', '.', ',']).to_owned())
    });
    // What it says later must find a reader, or the server would stand still.
    std::thread::spawn(move || lines.for_each(drop));
    Newsroom { url, token_file, _process: process }
}

fn get(url: &str) -> (u16, Vec<u8>) {
    let answer = Prober::new(url).and_then(|prober| prober.fetch(url)).expect("the newsroom answers");
    (answer.status, answer.body)
}

/// At a full second, at least so many seconds from now.
fn in_seconds(seconds: i64) -> DateTime<Utc> {
    HostClock.now().wall.trunc_subsecs(0) + Duration::seconds(seconds + 1)
}

fn import(folder: &Path) -> PathBuf {
    let release = folder.join("release.json");
    done(&cli(&["import", text(&sample("medieninformation.txt")), "-o", text(&release)]));
    release
}

#[test]
fn the_main_job_through_the_commands() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let newsroom = newsroom(folder.path());
    let release = import(folder.path());
    let (text_due, photo_due) = (in_seconds(4), in_seconds(7));
    let said = done(&cli(&[
        "publish",
        text(&release),
        "--photo",
        text(&sample("unterzeichnung.jpg")),
        "--caption",
        text(&sample("caption.json")),
        "--at",
        &text_due.to_rfc3339(),
        "--photo-at",
        &photo_due.to_rfc3339(),
        "--newsroom",
        &newsroom.url,
        "--token-file",
        text(&newsroom.token_file),
    ]));
    let page =
        said.split_whitespace().find(|word| word.starts_with(&newsroom.url)).expect("the page's address");

    let never = get(&format!("{}/2023/eine-seite-die-es-nie-gab", newsroom.url));
    assert_eq!(get(page), never, "before its time a page is as if it never was");
    assert_eq!(never.0, 404);

    let first = wait::until("the release is public", || {
        let answer = get(page);
        let now = HostClock.now().wall;
        (answer.0 == 200).then_some((answer, now))
    });
    assert!(first.1 >= text_due, "public at {}, due at {text_due}", first.1);
    let html = String::from_utf8(first.0.1).expect("a page is UTF-8");
    assert!(html.contains("Bild folgt"), "the page says that a photo follows");
    assert!(!html.contains("/medien/"), "and nothing else about it");

    let (html, seen) = wait::until("the photo is public", || {
        let html = String::from_utf8(get(page).1).expect("a page is UTF-8");
        let now = HostClock.now().wall;
        html.contains("/medien/").then_some((html, now))
    });
    assert!(seen >= photo_due, "public at {seen}, due at {photo_due}");

    let address = html.split('"').find(|part| part.starts_with("/medien/")).expect("an address");
    let (status, jpeg) = get(&format!("{}{address}", newsroom.url));
    assert_eq!(status, 200);
    let published = folder.path().join("published.jpg");
    std::fs::write(&published, jpeg).expect("the photo can be kept");
    nothing_private_in(&published);
}

/// Plans for a day far off, at 9 o'clock.
fn publish(newsroom: &Newsroom, release: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["publish", text(release), "--at", "2040-11-21 09:00"];
    arguments.extend(["--newsroom", &newsroom.url, "--token-file", text(&newsroom.token_file)]);
    arguments.extend(more);
    cli(&arguments)
}

#[test]
fn a_promised_photo_that_is_not_there_keeps_its_distance_and_holds_nothing_up() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let newsroom = newsroom(folder.path());
    let release = import(folder.path());
    let publish = |more: &[&str]| done(&publish(&newsroom, &release, more)).replace('\u{a0}', " ");
    // In the sample's text the photo follows half an hour after the release.
    let said = publish(&[]);
    assert!(said.contains("Meldung: öffentlich Mi., 21.11.2040, 09:00 Uhr"), "{said}");
    assert!(said.contains("öffentlich Mi., 21.11.2040, 09:30 Uhr"), "{said}");
    let said = publish(&["--photo-at", "2040-11-21 10:15"]);
    assert!(said.contains("öffentlich Mi., 21.11.2040, 10:15 Uhr"), "{said}");
}

#[test]
fn the_demo_is_never_early_and_leaves_what_it_showed() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let out = folder.path().join("demo");
    let said = done(&cli(&["demo", "--release-in", "2s", "--photo-in", "4s", "--out", text(&out)]));
    assert!(said.contains("Nichts war zu früh öffentlich."), "{said}");
    for name in ["meldung.html", "meldung-vor-dem-foto.html", "liste.html", "feed.atom", "foto-print.jpg"] {
        assert!(out.join(name).exists(), "{name} is missing");
    }
    let before = std::fs::read_to_string(out.join("meldung-vor-dem-foto.html")).expect("a page");
    assert!(before.contains("Bild folgt") && !before.contains("/medien/"));
    nothing_private_in(&out.join("foto-print.jpg"));
}

#[test]
fn what_is_no_file_stays_what_it_is_and_a_link_stays_a_link() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let import_to =
        |output: &Path| cli(&["import", text(&sample("medieninformation.txt")), "-o", text(output)]);

    // A pipe stands for all devices; a test that broke one would take the machine with it.
    let pipe = folder.path().join("leitung");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    refused(&import_to(&pipe), "keine gewöhnliche Datei");
    let kind = std::fs::symlink_metadata(&pipe).expect("it is there").file_type();
    assert!(!kind.is_file(), "the pipe is still a pipe");

    let (file, link) = (folder.path().join("release.json"), folder.path().join("verweis.json"));
    std::fs::write(&file, "alt").expect("a file");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    done(&import_to(&link));
    assert!(std::fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert!(std::fs::read_to_string(&file).expect("a release").contains("sperrfrist.release"));

    let nowhere = folder.path().join("ins-leere.json");
    std::os::unix::fs::symlink(folder.path().join("fehlt.json"), &nowhere).expect("a link");
    refused(&import_to(&nowhere), "führt zu einer Datei, die es nicht gibt");
}

#[test]
fn a_reader_who_goes_away_stops_no_work() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (photos, into) = (folder.path().join("photos"), folder.path().join("clean"));
    std::fs::create_dir(&photos).expect("a folder");
    for name in ["1.jpg", "2.jpg", "3.jpg"] {
        std::fs::copy(sample("unterzeichnung.jpg"), photos.join(name)).expect("a photo");
    }
    let unread = |arguments: &[&str]| {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let (no_complaints, complaints) = std::io::pipe().expect("a pipe");
        drop(no_complaints);
        let status = Command::new(program("sperrfrist-cli"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(complaints)
            .status()
            .expect("sperrfrist-cli runs");
        status.code()
    };
    assert_eq!(unread(&["photo", "inspect", text(&photos)]), Some(0));
    assert_eq!(unread(&["photo", "clean", text(&photos), "--into", text(&into)]), Some(0));
    assert_eq!(std::fs::read_dir(&into).expect("the folder").count(), 3, "all are cleaned");
    assert_eq!(unread(&["photo", "inspect", "/gibt/es/nicht.jpg"]), Some(1));
    assert_eq!(unread(&["photo"]), Some(2));
}

#[test]
fn a_demo_that_cannot_keep_what_it_shows_says_so_at_once() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let file = folder.path().join("eine-datei");
    std::fs::write(&file, "").expect("a file");
    let demo = |out: &Path| cli(&["demo", "--release-in", "1h", "--photo-in", "2h", "--out", text(out)]);
    refused(&demo(&file), "liegt schon eine Datei");
    refused(&demo(&file.join("darunter")), "kein Ordner");
    // Nobody makes files there, not even root.
    refused(&demo(Path::new("/sys")), "darf nicht geschrieben werden");
}

#[test]
fn a_plan_comes_with_what_should_be_better_and_with_what_moved() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let newsroom = newsroom(folder.path());
    let release = import(folder.path());
    let said = done(&publish(&newsroom, &release, &[]));
    assert!(said.contains("rückt im gleichen Abstand mit") && said.contains("--photo-at"), "{said}");
    assert!(said.contains("sollte"), "{said}");
    let said = done(&publish(&newsroom, &release, &["--photo-at", "2040-11-21 10:15"]));
    assert!(!said.contains("rückt im gleichen Abstand mit"), "{said}");
}

#[test]
fn a_wrong_call_is_told_in_german() {
    let wrong = |arguments: &[&str], words: &str| {
        let output = cli(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "expected »{words}« in: {said}");
        assert!(!["error", "Usage", "required", "unknown"].iter().any(|word| said.contains(word)), "{said}");
    };
    wrong(&[], "Aufruf: sperrfrist-cli BEFEHL");
    wrong(&["photo"], "Befehle:");
    wrong(&["publik"], "Meinten Sie »publish«?");
    wrong(&["check"], "Es fehlt MELDUNG.json.");
    wrong(&["check", "a.json", "--yaml"], "»--yaml« gibt es hier nicht.");
    wrong(&["demo", "--photo-in", "5 Fässer"], "»2min« zwei Minuten");
    let caption_alone =
        ["publish", "a.json", "--now", "--newsroom", "http://a", "--token-file", "t", "--caption", "c"];
    wrong(&caption_alone, "Es fehlt --photo DATEI.");
    for verb in [&["import"][..], &["check"], &["photo"], &["photo", "clean"], &["publish"], &["demo"], &[]] {
        let help = done(&cli(&[verb, &["--help"]].concat()));
        assert!(help.contains("Aufruf: ") && help.contains("Optionen:"), "{help}");
        let english = ["Usage", "Options:", "Commands:", "Arguments:", "Print", "default", "possible"];
        assert!(!english.iter().any(|word| help.contains(word)), "{help}");
    }
}

#[test]
fn a_slip_in_a_file_is_told_by_its_line() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let release = import(folder.path());
    let json = std::fs::read_to_string(&release).expect("a release");
    let with = |from: &str, to: &str| {
        std::fs::write(&release, json.replacen(from, to, 1)).expect("a file");
        cli(&["check", text(&release)])
    };
    refused(&with("\"headline\"", "\"ueberschrift\""), "Ein Feld »ueberschrift« gibt es hier nicht.");
    refused(&with("\"version\": 1,", "\"version\": 1"), "Zeile 4, Spalte 3: Hier fehlt ein Komma");
    let token = folder.path().join("token");
    std::fs::write(&token, "\n").expect("a file");
    std::fs::write(&release, &json).expect("a file");
    let no_token = cli(&[
        "publish",
        text(&release),
        "--at",
        "2040-11-21 09:00",
        "--newsroom",
        "http://127.0.0.1:9",
        "--token-file",
        text(&token),
    ]);
    refused(&no_token, "Zugangsschlüssel ist leer");
}

#[test]
fn check_says_what_stands_in_the_way() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let release = import(folder.path());
    let checked = cli(&["check", text(&release)]);
    // The sample's time lies in 2023.
    assert_eq!(checked.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&checked.stdout).contains("ist schon vorbei"));
    let json = cli(&["check", text(&release), "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(answer["blocked"], true);
}

#[test]
fn what_is_wrong_with_a_text_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let output = folder.path().join("release.json");
    let with = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        cli(&["import", text(&path), "-o", text(&output)])
    };
    refused(&with("leer.txt", b""), "leer");
    refused(&with("brief.docx", b"PK\x03\x04 word/document.xml \0\0\0\x01"), "brief.docx");
    refused(&cli(&["import", "/gibt/es/nicht.txt", "-o", text(&output)]), "gibt es nicht");
    refused(&cli(&["import", text(folder.path()), "-o", text(&output)]), "Ordner");
    assert!(!output.exists(), "nothing half-written");

    let text_of_sample = std::fs::read_to_string(sample("medieninformation.txt")).expect("the sample");
    let latin1: Vec<u8> =
        text_of_sample.replace('–', "-").chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
    done(&with("latin1.txt", &latin1));
    done(&with("crlf.txt", text_of_sample.replace('\n', "\r\n").as_bytes()));
    assert!(output.exists());

    std::fs::remove_file(&output).expect("it is there");
    let nowhere = folder.path().join("fehlt/release.json");
    refused(&cli(&["import", text(&sample("medieninformation.txt")), "-o", text(&nowhere)]), "Ordner");
}

#[test]
fn what_is_wrong_with_a_time_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let release = import(folder.path());
    let token = folder.path().join("token");
    let line = format!("sperrfrist-{}-{}", "ab".repeat(32), "cd".repeat(16));
    std::fs::write(&token, &line[..40]).expect("a file");
    let publish = |more: &[&str]| {
        let mut arguments =
            vec!["publish", text(&release), "--newsroom", "http://127.0.0.1:9", "--token-file", text(&token)];
        arguments.extend(more);
        cli(&arguments)
    };
    refused(&publish(&["--at", "2030-01-01 10:00"]), "Zugangsschlüssel ist unvollständig");
    std::fs::write(&token, line).expect("a file");
    refused(&publish(&["--at", "2023-11-21T17:00:00+01:00"]), "ist schon vorbei");
    refused(&publish(&["--at", "31.03.2030 02:30"]), "gibt es am 31.03.2030 nicht");
    refused(&publish(&["--at", "27.10.2030 02:30"]), "zweimal");
    refused(&publish(&["--at", "übermorgen"]), "keine Zeitangabe");
    refused(&publish(&["--at", "2030-01-01 10:00", "--zone", "Mars/Olympus"]), "Zeitzone");
    // Nothing but the newsroom is missing here: nobody listens there.
    let unreachable = publish(&["--at", "2030-01-01 10:00", "--photo-at", "2030-01-01 10:30"]);
    refused(&unreachable, "nicht zu erreichen");
    assert_eq!(publish(&[]).status.code(), Some(2), "without a time the call is wrong");
    let photo = publish(&[
        "--at",
        "2030-01-01 10:00",
        "--photo",
        text(&sample("unterzeichnung.jpg")),
        "--caption",
        text(&sample("caption.json")),
        "--photo-at",
        "2030-01-01 09:00",
    ]);
    refused(&photo, "vor der Meldung");
}

#[test]
fn a_newsroom_says_what_keeps_it_from_serving() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("an address").to_string();
    let data = folder.path().join("data");
    let serve = |data: &Path, listen: &str| {
        Command::new(program("sperrfrist-newsroom"))
            .args(["serve", "--clock", "host", "--data", text(data), "--listen", listen])
            .stdin(Stdio::null())
            .output()
            .expect("sperrfrist-newsroom runs")
    };
    refused(&serve(&data, "127.0.0.1:0"), "sperrfrist-newsroom init");
    let init = |data: &Path| {
        Command::new(program("sperrfrist-newsroom"))
            .args(["init", "--data", text(data)])
            .output()
            .expect("sperrfrist-newsroom runs")
    };
    done(&init(&data));
    refused(&init(&data), "liegen schon Schlüssel");
    refused(&serve(&data, &taken), "schon vergeben");
    let file = folder.path().join("eine-datei");
    std::fs::write(&file, "").expect("a file");
    let keys = folder.path().join("data.keys");
    let below = Command::new(program("sperrfrist-newsroom"))
        .args(["serve", "--clock", "host", "--listen", "127.0.0.1:0", "--keys", text(&keys), "--data"])
        .arg(file.join("darunter"))
        .output()
        .expect("sperrfrist-newsroom runs");
    refused(&below, "lässt sich nicht anlegen");
}
