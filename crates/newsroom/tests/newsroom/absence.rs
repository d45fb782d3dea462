//! Before its time an item does not exist: the answer is that of a path that never was.

use chrono::TimeDelta;

use crate::support::{Answer, LISTS, NINJS_LIST, PAGE, PHOTO_PAGE, Room, Story, YEAR, five, half_past_five};

const NEVER: &str = "/2023/nie-dagewesen";

/// Requests that a scout would try.
const SCOUTS: &[(&str, &[(&str, &str)])] = &[
    ("GET", &[]),
    ("HEAD", &[]),
    ("POST", &[]),
    ("PUT", &[]),
    ("DELETE", &[]),
    ("OPTIONS", &[]),
    ("PROPFIND", &[]),
    ("GET", &[("range", "bytes=0-0")]),
    ("GET", &[("if-none-match", "*")]),
    ("GET", &[("if-match", "*")]),
    ("GET", &[("if-modified-since", "Tue, 21 Nov 2023 16:00:00 GMT")]),
    ("GET", &[("if-unmodified-since", "Tue, 21 Nov 2000 16:00:00 GMT")]),
    ("GET", &[("accept-encoding", "gzip, br")]),
    ("GET", &[("accept", "application/json")]),
    ("GET", &[("expect", "100-continue")]),
    ("GET", &[("authorization", "Bearer geraten")]),
    ("GET", &[("x-original-url", PAGE)]),
    ("GET", &[("host", "newsroom.example")]),
];

fn sealed() -> (Room, Story, Vec<String>) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(five() - TimeDelta::milliseconds(1));
    let mut addresses = room.addresses(&story);
    addresses.extend([YEAR, "/2023?jahr=2023"].map(str::to_owned));
    assert!(addresses.contains(&PAGE.to_owned()) && addresses.contains(&PHOTO_PAGE.to_owned()));
    assert_eq!(addresses.iter().filter(|path| path.starts_with("/medien/")).count(), 3);
    for suffix in [
        "/",
        "?a=b",
        "?q=kanarienvogel",
        "/foto",
        "/foto/",
        "/foto/2",
        "/ninjs.json",
        "/ninjs.json/",
        "/foto/1/ninjs.json",
    ] {
        addresses.push(format!("{PAGE}{suffix}"));
    }
    (room, story, addresses)
}

#[test]
fn embargoed_and_never_are_byte_for_byte_the_same() {
    let (room, _story, addresses) = sealed();
    for (method, headers) in SCOUTS {
        let never: Answer = room.ask(method, NEVER, headers);
        assert_eq!(never.status, 404, "{method} {headers:?}");
        for path in &addresses {
            assert_eq!(room.ask(method, path, headers), never, "{method} {path} {headers:?}");
        }
        let guessed = format!("/medien/{}.jpg", "0".repeat(32));
        assert_eq!(room.ask(method, &guessed, headers), never, "{method} {guessed} {headers:?}");
    }
}

#[test]
fn stopped_held_and_withdrawn_look_as_if_they_had_never_been() {
    use sperrfrist_seal::answer::Order;
    let (room, story, addresses) = sealed();
    room.clock.set(half_past_five());
    let never = room.get(NEVER);
    assert_eq!(room.get(PAGE).status, 200);
    room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    for path in &addresses {
        assert_eq!(room.get(path), never, "{path}");
    }
    assert_eq!(room.leaks(&story), Vec::<String>::new());
}

#[test]
fn nothing_may_keep_the_answer_that_something_is_absent() {
    let (room, _story, _) = sealed();
    let absent = room.get(PAGE);
    assert_eq!(absent.header("cache-control"), Some("no-store"));
    assert_eq!(absent.header("etag"), None);
    assert_eq!(absent.header("last-modified"), None);
}

#[test]
fn no_writing_of_a_path_gets_around_the_gate() {
    let (room, story, _) = sealed();
    let picture = room.picture(&story);
    let name = picture.trim_start_matches("/medien/").trim_end_matches(".jpg");
    let tricks = [
        format!("//{}", &PAGE[1..]),
        format!("/.{PAGE}"),
        format!("/x/..{PAGE}"),
        "/2023/%6banarienvogel".into(),
        "/2023/KANARIENVOGEL".into(),
        format!("{PAGE}%00"),
        format!("{PAGE}.html"),
        format!("{PAGE}.json"),
        format!("{PAGE}//ninjs.json"),
        format!("{PAGE}/NINJS.json"),
        format!("{picture}/ninjs.json"),
        format!("{PAGE}/foto/01"),
        format!("/medien/{name}"),
        format!("/medien/{}.jpg", name.to_uppercase()),
        format!("/medien/{name}.jpg/"),
        format!("/medien/../medien/{name}.jpg"),
        format!("/parts/{}/{name}", &name[..2]),
        "/medien/".into(),
        "/newsroom.sqlite".into(),
        "/lock".into(),
        "/..%2fnewsroom.sqlite".into(),
        "/api".into(),
        "/sitemap.xml/".into(),
        "/sitemap.xml.gz".into(),
        "/suche/".into(),
        "/2023/".into(),
        "/2023.html".into(),
        "/%32023".into(),
        "/2022".into(),
        format!("http://newsroom{PAGE}"),
    ];
    let never = room.get(NEVER);
    for moment in [five() - TimeDelta::milliseconds(1), half_past_five()] {
        for trick in &tricks {
            if moment >= five() && trick.starts_with("http:") {
                continue;
            }
            room.clock.set(moment);
            assert_eq!(room.get(trick), never, "{trick} at {moment}");
        }
    }
}

#[test]
fn what_tells_of_several_releases_carries_the_same_headers_whatever_is_sealed() {
    let (room, _story, _) = sealed();
    let headers = |path: &str| {
        let mut headers = room.get(path).headers;
        headers.retain(|(name, _)| !["etag", "content-length"].contains(&name.as_str()));
        headers
    };
    let before: Vec<_> = LISTS.iter().filter(|path| **path != YEAR).map(|path| headers(path)).collect();
    room.clock.set(half_past_five());
    let after: Vec<_> = LISTS.iter().filter(|path| **path != YEAR).map(|path| headers(path)).collect();
    assert_eq!(before, after);
    for headers in after {
        assert!(headers.contains(&("cache-control".into(), "no-cache".into())), "{headers:?}");
    }
}

#[test]
fn the_list_and_the_feed_of_a_newsroom_with_a_sealed_release_are_those_of_an_empty_one() {
    let (full, _story, _) = sealed();
    let empty = Room::open();
    for path in LISTS.iter().chain(&["/suche", "/suche?q=&jahr=2023", "/robots.txt", "/impressum"]) {
        if !["/feed.atom", NINJS_LIST].contains(path) {
            assert_eq!(full.get(path), empty.get(path), "{path}");
        }
    }
    let found = full.get("/suche?q=kanarienvogel&jahr=2023").text();
    assert!(found.contains("Nichts gefunden") && !found.contains("<option>2023"), "{found}");
    // The feed names its own newsroom; of the release it says nothing.
    let feed = full.get("/feed.atom").text();
    assert!(!feed.contains("<entry>"), "{feed}");
    // So does the list for agencies, and it says nothing else.
    let own = |room: &Room| {
        let mut list: serde_json::Value = serde_json::from_slice(&room.get(NINJS_LIST).body).expect("JSON");
        list["uri"].take();
        list
    };
    assert_eq!(own(&full), own(&empty));
}
