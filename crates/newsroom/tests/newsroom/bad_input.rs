//! What nobody should send, sent to the real program: a clear refusal, a line in the log without content, and nothing held,
//! opened or lost.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use sperrfrist_channels::Newsroom as Desk;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_seal::answer::{Receipt, Refusal, Report};
use sperrfrist_seal::{DeskKey, NewsroomId, Package, Pairing};

use crate::server::{Server, ask_program, token};
use crate::support::{
    Answer, CANARY_PHOTO, CANARY_TEXT, Draft, PAGE, PENDING, Story, ask, at, files_in, parse, until,
};

/// A server that holds a release, sealed for an hour.
struct Besieged {
    _folder: tempfile::TempDir,
    data: PathBuf,
    server: Server,
    token: String,
    key: DeskKey,
    newsroom: NewsroomId,
    story: Story,
}

impl Besieged {
    fn with(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("newsroom");
        let server = Server::start_with(&data, options);
        let pairing = pairing(&data, "Pressestelle");
        let desk = Desk::new(&server.url, &pairing.token).expect("a desk");
        let key = DeskKey::generate();
        let newsroom: NewsroomId = desk.introduce(&key.id().to_string()).expect("introduced");
        let (token, story) = (pairing.token, Story::new());
        let besieged = Self { _folder: folder, data, server, token, key, newsroom, story };
        for draft in [besieged.story.text(2, at(soon())), besieged.story.photo(2, at(soon()))] {
            let held = besieged.put(&draft.item.to_string(), &besieged.seal(&draft).encode());
            assert_eq!(held.status, 201, "{}", held.text());
        }
        besieged
    }

    fn address(&self) -> SocketAddr {
        self.server.address()
    }

    fn seal(&self, draft: &Draft) -> Package {
        let what = (draft.item, draft.generation, draft.opening);
        Package::seal(what, HostClock.now().wall, &draft.parts, &self.key, &self.newsroom).expect("seals")
    }

    fn put(&self, item: &str, package: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        ask(self.address(), "PUT", &format!("/api/items/{item}"), &[("authorization", &bearer)], package)
    }

    fn journal(&self) -> String {
        ask_program(&["audit", "list"], &self.data).1
    }

    /// What lies in the folder of the parts.
    fn parts(&self) -> BTreeSet<PathBuf> {
        files_in(&self.data.join("parts")).into_iter().collect()
    }

    /// Nothing of the release, nor of how to get in, is in the log.
    fn assert_log_tells_nothing(&self) {
        let log = self.server.logged();
        let parts = self.parts();
        let names = parts.iter().filter_map(|part| part.file_name()?.to_str());
        let words = [CANARY_TEXT, CANARY_PHOTO, PENDING, "kanarienvogel", "Landeskanzlei", &self.token];
        for word in words.into_iter().chain(names) {
            assert!(!log.to_lowercase().contains(&word.to_lowercase()), "{word} in {log}");
        }
        for line in log.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("one JSON object a line");
            assert!(line["code"].is_string() && line["timestamp"].is_string(), "{line}");
        }
    }

    fn assert_logged(&self, words: &[&str]) {
        let has = || self.server.logged().lines().any(|line| words.iter().all(|word| line.contains(word)));
        until(&format!("{words:?} in the log"), has);
    }

    /// What is held is sealed still, and a new release appears at its time.
    fn assert_all_is_well(&self) {
        assert_eq!(ask(self.address(), "GET", PAGE, &[], b"").status, 404);
        let desk = Desk::new(&self.server.url, &self.token).expect("a desk");
        let report =
            || desk.report::<Report>(&self.story.release.id.to_string()).expect("an answer").expect("held");
        assert!(report().items.iter().all(|item| item.first_public_at.is_none()));
        let mut due = Story::new();
        due.release.slug = "faellig".into();
        let package = self.seal(&due.text(1, at(HostClock.now().wall - TimeDelta::seconds(1))));
        assert_eq!(self.put(&due.text_item().to_string(), &package.encode()).status, 201);
        until("what is due appears", || {
            let report: Report = desk.report(&due.release.id.to_string()).expect("an answer").expect("held");
            report.page_path.is_some_and(|path| ask(self.address(), "GET", &path, &[], b"").status == 200)
        });
        self.assert_log_tells_nothing();
    }
}

fn soon() -> chrono::DateTime<Utc> {
    HostClock.now().wall + TimeDelta::hours(1)
}

fn pairing(data: &Path, name: &str) -> Pairing {
    Pairing::from_secret_text(&String::from_utf8(token(data, name).stdout).expect("text")).expect("a line")
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("connects");
    stream.set_read_timeout(Some(Duration::from_secs(40))).expect("sets");
    stream
}

/// Sends bytes as they are, and reads what comes until the other side hangs up.
fn send(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = connect(address);
    // It may hang up before it has read all.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.is_empty(), "hung up on {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
    parse(&answer)
}

fn refusal(answer: &Answer) -> (u16, String) {
    let refusal: Refusal = serde_json::from_slice(&answer.body).expect("a refusal");
    assert!(refusal.sentence.ends_with('.') && refusal.next_step.ends_with('.'), "{refusal:?}");
    (answer.status, refusal.code)
}

#[test]
fn packages_that_were_bent_cut_swapped_replayed_or_are_too_large_are_refused_and_change_nothing() {
    let place = Besieged::with(&[]);
    let (text, photo) = (place.story.text_item().to_string(), place.story.photo_item().to_string());
    let (journal, parts) = (place.journal(), place.parts());

    let newer = place.seal(&place.story.photo(3, at(soon())));
    let whole = newer.encode();
    // Two parts change places.
    let sealed: Vec<&[u8]> = newer.parts().map(|(_, bytes)| bytes).collect();
    let (first, second) = (sealed[sealed.len() - 2], sealed[sealed.len() - 1]);
    let pair = [first, second].concat();
    let start = whole.windows(pair.len()).position(|window| window == pair).expect("one after the other");
    let mut swapped = whole.clone();
    swapped[start..start + pair.len()].copy_from_slice(&[second, first].concat());
    // The time of the manifest is moved.
    let mut moved = whole.clone();
    let year = whole.windows(6).position(|window| window == b"\"utc\":").expect("a time") + 7;
    moved[year..year + 4].copy_from_slice(b"2001");
    let bent = |at: usize| {
        let mut bent = whole.clone();
        bent[at] ^= 1;
        bent
    };
    let stranger = {
        let draft = place.story.text(3, at(soon()));
        let what = (draft.item, draft.generation, draft.opening);
        let key = DeskKey::generate();
        Package::seal(what, HostClock.now().wall, &draft.parts, &key, &place.newsroom)
            .expect("seals")
            .encode()
    };
    let old = place.seal(&place.story.text(1, at(HostClock.now().wall - TimeDelta::hours(1)))).encode();
    let other_body = place.seal(&place.story.text(2, at(soon()))).encode();
    for (item, package, expected) in [
        (&photo, bent(whole.len() - 1), (400, "package.digest")),
        (&photo, swapped, (400, "package.digest")),
        (&photo, whole[..whole.len() / 2].to_vec(), (400, "package.truncated")),
        (&photo, [&whole[..], b"mehr"].concat(), (400, "package.trailing")),
        (&photo, moved, (400, "package.signature")),
        (&photo, bent(0), (400, "package.not_a_package")),
        (&photo, CANARY_TEXT.as_bytes().to_vec(), (400, "package.not_a_package")),
        (&text, whole.clone(), (400, "package.content")),
        (&text, stranger, (400, "package.signature")),
        (&text, old, (409, "item.stale")),
        (&text, other_body, (422, "item.other_body")),
    ] {
        let (status, code) = refusal(&place.put(item, &package));
        assert_eq!((status, code.as_str()), expected);
        place.assert_logged(&[expected.1, &format!("\"status\":{status}"), "Pressestelle"]);
    }
    let huge = format!(
        "PUT /api/items/{text} HTTP/1.1\r\nhost: n\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        place.token,
        u64::MAX / 2
    );
    assert_eq!(send(place.address(), huge.as_bytes()).status, 413);
    place.assert_logged(&["newsroom.too_large", "413"]);
    // For every byte of the head: whatever it says, nothing is kept.
    for at in 0..64 {
        assert!(place.put(&photo, &bent(at)).status >= 400, "{at}");
    }
    assert_eq!((place.journal(), place.parts()), (journal, parts));

    // Stopped, and sent again as it was held: it stays stopped.
    let desk = Desk::new(&place.server.url, &place.token).expect("a desk");
    let newest = place.seal(&place.story.text(3, at(soon()))).encode();
    let _: Receipt = desk.put(&text, &newest).expect("held");
    let release = place.story.release.id.to_string();
    let _: Report = desk.order(&release, sperrfrist_seal::answer::Order::Stop, None).expect("stopped");
    assert_eq!(refusal(&place.put(&text, &newest)), (409, "item.stale".to_owned()));
    place.assert_all_is_well();
}

#[test]
fn who_goes_on_with_wrong_tokens_is_told_to_wait_and_a_good_one_behind_the_same_address_is_not() {
    let place = Besieged::with(&["--trusted-proxy", "127.0.0.1"]);
    let knock = |headers: &[(&str, &str)]| {
        ask(place.address(), "GET", "/api/time?nonce=00112233445566778899aabbccddeeff", headers, b"")
    };
    let revoked = format!("Bearer {}", pairing(&place.data, "Ehemals").token);
    assert_eq!(knock(&[("authorization", &revoked)]).status, 200);
    assert_eq!(ask_program(&["token", "revoke", "Ehemals"], &place.data).0, Some(0));
    let stranger = ("x-forwarded-for", "203.0.113.7");
    let canary = format!("Bearer {CANARY_TEXT}");
    for headers in [
        &[stranger][..],
        &[stranger, ("authorization", "Bearer falsch")],
        &[stranger, ("authorization", &canary)],
        &[stranger, ("authorization", &revoked)],
        &[stranger, ("authorization", "Bearer \u{e4}")],
    ] {
        assert_eq!(refusal(&knock(headers)), (401, "newsroom.token".to_owned()));
    }
    place.assert_logged(&["newsroom.token", "\"client\":\"203.0.113.7\""]);
    until("it is told to wait", || knock(&[stranger]).status == 429);
    assert_eq!(refusal(&knock(&[stranger])), (429, "newsroom.too_many".to_owned()));
    assert_eq!(knock(&[stranger]).header("retry-after"), Some("1"));
    // Others are not concerned, neither a stranger elsewhere nor a desk behind the same address.
    assert_eq!(knock(&[("x-forwarded-for", "203.0.113.8")]).status, 401);
    // Only the last address counts: that one the proxy has seen itself.
    assert_eq!(knock(&[("x-forwarded-for", "203.0.113.8, 203.0.113.7")]).status, 429);
    let good = format!("Bearer {}", place.token);
    for _ in 0..100 {
        assert_eq!(knock(&[stranger, ("authorization", &good)]).status, 200);
    }
    for _ in 0..100 {
        assert_eq!(ask(place.address(), "GET", "/", &[stranger], b"").status, 200);
    }
    place.assert_all_is_well();
}

#[test]
fn a_limit_for_the_public_counts_each_address_by_itself_and_no_desk() {
    let place = Besieged::with(&["--trusted-proxy", "127.0.0.1", "--rate", "5"]);
    let get = |path: &str, from: &str| ask(place.address(), "GET", path, &[("x-forwarded-for", from)], b"");
    let mut answers: Vec<Answer> = (0..30).map(|_| get("/", "203.0.113.7")).collect();
    let limited = answers.pop().expect("an answer");
    assert_eq!((answers[0].status, limited.status), (200, 429));
    assert_eq!(limited.header("cache-control"), Some("no-store"));
    // What is sealed, and what never was, are limited alike.
    assert_eq!(get(PAGE, "203.0.113.7"), get("/nichts", "203.0.113.7"));
    assert_eq!(get("/", "203.0.113.8").status, 200);
    let good = format!("Bearer {}", place.token);
    let headers = [("x-forwarded-for", "203.0.113.7"), ("authorization", good.as_str())];
    for _ in 0..30 {
        assert_eq!(
            ask(place.address(), "GET", "/api/time?nonce=00112233445566778899aabbccddeeff", &headers, b"")
                .status,
            200
        );
    }
    place.assert_logged(&["newsroom.too_many", "203.0.113.7"]);
    place.assert_log_tells_nothing();
}

#[test]
fn tricks_with_paths_and_heads_open_nothing() {
    let place = Besieged::with(&[]);
    let never = ask(place.address(), "GET", "/nichts", &[], b"");
    let parts = place.parts();
    let part = parts.first().and_then(|part| part.file_name()?.to_str()).expect("a part");
    let year = &HostClock.now().wall.format("%Y").to_string();
    for path in [
        format!("/{year}/kanarienvogel"),
        format!("/{year}//kanarienvogel"),
        format!("//{year}/kanarienvogel"),
        format!("/{year}/../{year}/kanarienvogel"),
        format!("/{year}/%6banarienvogel"),
        format!("/{year}/kanarienvogel%00"),
        format!("/{year}/kanarienvogel;x"),
        format!("/medien/{part}.jpg"),
        format!("/parts/{}/{part}", &part[..2]),
        "/../newsroom.keys".into(),
        "/%2e%2e/newsroom.keys".into(),
        "/..%2fnewsroom.keys".into(),
        "/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd".into(),
        "/../../../../etc/passwd".into(),
        "//etc/passwd".into(),
        "/newsroom.sqlite-wal".into(),
        "/lock".into(),
        format!("/{}", "x".repeat(20_000)),
        format!("/{}", "../".repeat(5_000)),
    ] {
        assert_eq!(ask(place.address(), "GET", &path, &[], b""), never, "{path}");
    }
    let canary = format!("x-kanarienvogel: {CANARY_TEXT}\r\n");
    for (head, status) in [
        (format!("GET /\0{PAGE} HTTP/1.1\r\nhost: n\r\n{canary}\r\n"), 400),
        (format!("GET {PAGE} {CANARY_TEXT} HTTP/1.1\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nhost: n\r\n{CANARY_TEXT}\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nhost: n\r\nx: \0\r\n{canary}\r\n"), 400),
        (format!("GET / HTTP/9.9\r\n{canary}\r\n"), 400),
        (
            format!("POST / HTTP/1.1\r\nhost: n\r\ncontent-length: 1\r\ncontent-length: 2\r\n{canary}\r\nxx"),
            400,
        ),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), 505),
        ("\u{16}\u{3}\u{1}\0\u{2}unverschlüsselt, bitte\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\nhost: n\r\n{}\r\n", canary.repeat(2_000)), 431),
        (format!("GET / HTTP/1.1\r\nhost: n\r\nx: {}\r\n\r\n", CANARY_TEXT.repeat(20_000)), 431),
        (format!("GET /{} HTTP/1.1\r\nhost: n\r\n\r\n", "kanarienvogel".repeat(10_000)), 431),
        (format!("GET / HTTP/1.1\r\nhost: n\r\n{}\r\n", "a: b\r\n".repeat(200)), 431),
    ] {
        assert_eq!(send(place.address(), head.as_bytes()).status, status, "{}", &head[..head.len().min(80)]);
    }
    place.assert_logged(&["http.head_too_large", "431"]);
    place.assert_logged(&["http.not_understood", "400"]);
    place.assert_all_is_well();
}

#[test]
fn slow_clients_are_shown_out_and_hold_nobody_up() {
    let place = Besieged::with(&[]);
    let text = place.story.text_item();
    let head = format!("GET {PAGE} HTTP/1.1\r\nhost: n\r\nx-slow: {CANARY_TEXT}");
    let order = format!(
        "POST /api/items/{text}/orders HTTP/1.1\r\nhost: n\r\nauthorization: Bearer {}\r\ncontent-length: 40\r\n\r\n{{\"order\":",
        place.token
    );
    let slow: Vec<TcpStream> = [head.as_str(), "G", order.as_str()]
        .into_iter()
        .map(|bytes| {
            let mut stream = connect(place.address());
            stream.write_all(bytes.as_bytes()).expect("sends");
            stream
        })
        .collect();
    // This one sends a byte now and then, for as long as it may.
    let mut dripping = connect(place.address());
    let drops = std::thread::spawn(move || {
        let mut sent = 0;
        while sent < 200 && dripping.write_all(b"G").is_ok() {
            sent += 1;
            std::thread::sleep(Duration::from_millis(200));
        }
        sent
    });
    assert_eq!(ask(place.address(), "GET", "/", &[], b"").status, 200);
    for mut stream in slow {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("shown out in time");
        assert_eq!(parse(&answer).status, 408);
    }
    assert!(drops.join().expect("ends") < 200, "whoever drips is shown out too");
    place.assert_logged(&["http.head_too_slow", "408"]);
    place.assert_logged(&["newsroom.too_slow", "408", "Pressestelle"]);
    place.assert_all_is_well();
}

#[test]
fn whoever_asks_and_does_not_take_the_answers_is_shown_out() {
    let place = Besieged::with(&[]);
    let fonts = sperrfrist_page::ASSETS;
    let font = fonts.iter().max_by_key(|asset| asset.bytes.len()).expect("a font");
    let mut stream = connect(place.address());
    stream.set_write_timeout(Some(Duration::from_secs(5))).expect("sets");
    // Far more than the buffers between the two sides hold.
    let request = format!("GET {} HTTP/1.1\r\nhost: n\r\n\r\n", font.path);
    let _ = stream.write_all(request.repeat(128 * 1024 * 1024 / font.bytes.len()).as_bytes());
    let begun = HostClock.now().boottime;
    while !place.server.logged().contains("http.answer_not_taken") {
        assert!(HostClock.now().boottime - begun < Duration::from_secs(120), "it waits too long");
        std::thread::sleep(Duration::from_millis(200));
    }
    place.assert_all_is_well();
}

#[test]
fn a_thousand_silent_connections_keep_nobody_out() {
    sperrfrist_newsroom::raise_open_files();
    for options in [&[][..], &["--connections", "50"]] {
        let place = Besieged::with(options);
        let mut working = connect(place.address());
        let silent: Vec<TcpStream> = (0..1_000).map(|_| connect(place.address())).collect();
        let begun = HostClock.now().boottime;
        for _ in 0..20 {
            assert_eq!(ask(place.address(), "GET", "/", &[], b"").status, 200);
        }
        let taken = HostClock.now().boottime - begun;
        assert!(taken < Duration::from_secs(5), "{taken:?}");
        if options.is_empty() {
            // There is room for all: also for the one that was there first.
            working.write_all(b"GET / HTTP/1.1\r\nhost: n\r\nconnection: close\r\n\r\n").expect("sends");
            let mut answer = Vec::new();
            working.read_to_end(&mut answer).expect("answers");
            assert_eq!(parse(&answer).status, 200);
        } else {
            place.assert_logged(&["newsroom.crowded", "\"places\":50"]);
        }
        place.assert_all_is_well();
        drop(silent);
    }
}

#[test]
fn a_token_that_is_revoked_while_its_package_is_under_way_does_not_count_for_it() {
    let place = Besieged::with(&[]);
    let (journal, parts) = (place.journal(), place.parts());
    let package = place.seal(&place.story.text(3, at(soon()))).encode();
    let mut stream = connect(place.address());
    let head = format!(
        "PUT /api/items/{} HTTP/1.1\r\nhost: n\r\nconnection: close\r\nexpect: 100-continue\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        place.story.text_item(),
        // A second token, from which nothing was registered: only the token itself can tell.
        pairing(&place.data, "Ehemals").token,
        package.len()
    );
    stream.write_all(head.as_bytes()).expect("sends");
    // It was let in with its token, and is asked for the rest.
    let mut go_on = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut go_on).expect("answers");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(&package[..package.len() / 2]).expect("sends");
    assert_eq!(ask_program(&["token", "revoke", "Ehemals"], &place.data).0, Some(0));
    stream.write_all(&package[package.len() / 2..]).expect("sends");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("answers");
    assert_eq!(refusal(&parse(&answer)), (401, "newsroom.token".to_owned()));
    assert_eq!((place.journal(), place.parts()), (journal, parts));
    place.assert_all_is_well();
}
