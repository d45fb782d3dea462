//! Headers, ranges and conditions of what is public.

use sperrfrist_release::photo::RenditionName;

use crate::support::{PAGE, PHOTO_PAGE, Room, Story, half_past_five, jpeg};

fn public() -> (Room, String) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!(room.get(PHOTO_PAGE).status, 200);
    let report = room.report(story.release.id);
    let picture = report.items[1].paths[1].clone();
    (room, picture)
}

#[test]
fn every_answer_carries_the_headers_that_guard_the_reader() {
    let (room, picture) = public();
    for path in ["/", "/feed.atom", PAGE, PHOTO_PAGE, &picture, "/stil.css", "/nichts", "/api/time"] {
        let answer = room.get(path);
        let csp = answer.header("content-security-policy").expect("a policy");
        for rule in ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"]
        {
            assert!(csp.contains(rule), "{rule} on {path}");
        }
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        for unwanted in ["server", "x-powered-by", "set-cookie", "last-modified", "expires", "age"] {
            assert_eq!(answer.header(unwanted), None, "{unwanted} on {path}");
        }
    }
}

#[test]
fn how_long_an_answer_may_be_kept_is_constant_for_its_kind() {
    let (room, picture) = public();
    let kept = |path: &str| room.get(path).header("cache-control").map(str::to_owned);
    for path in ["/", "/feed.atom", PAGE, PHOTO_PAGE] {
        assert_eq!(kept(path).as_deref(), Some("no-cache"), "{path}");
    }
    assert_eq!(kept(&picture).as_deref(), Some("public, max-age=60"));
    assert_eq!(kept("/nichts").as_deref(), Some("no-store"));
}

#[test]
fn who_has_the_version_gets_no_body_and_who_has_another_gets_it() {
    let (room, picture) = public();
    for path in ["/", "/feed.atom", PAGE, &picture, "/stil.css"] {
        let etag = room.get(path).header("etag").expect("a version").to_owned();
        assert!(etag.starts_with('"'), "strong: {etag}");
        let same = room.ask("GET", path, &[("if-none-match", &etag)]);
        assert_eq!((same.status, same.body.len()), (304, 0), "{path}");
        assert_eq!(same.header("etag"), Some(etag.as_str()));
        assert_eq!(room.ask("GET", path, &[("if-none-match", "\"alt\"")]).status, 200);
    }
}

#[test]
fn head_is_get_without_the_body() {
    let (room, picture) = public();
    for path in ["/", "/feed.atom", PAGE, &picture, "/stil.css", "/nichts"] {
        let (get, head) = (room.get(path), room.ask("HEAD", path, &[]));
        assert_eq!(head.body, b"", "{path}");
        assert_eq!((head.status, head.headers), (get.status, get.headers), "{path}");
    }
}

#[test]
fn a_picture_can_be_fetched_in_parts() {
    let (room, picture) = public();
    let whole = jpeg(RenditionName::Print);
    let full = room.get(&picture);
    assert_eq!((full.body.as_slice(), full.header("accept-ranges")), (whole.as_slice(), Some("bytes")));
    assert_eq!(full.header("content-type"), Some("image/jpeg"));
    let part = room.ask("GET", &picture, &[("range", "bytes=2-5")]);
    assert_eq!((part.status, part.body.as_slice()), (206, &whole[2..=5]));
    let range = format!("bytes 2-5/{}", whole.len());
    assert_eq!(part.header("content-range"), Some(range.as_str()));
    let beyond = room.ask("GET", &picture, &[("range", "bytes=9999-")]);
    assert_eq!(beyond.status, 416);
    let other = room.ask("GET", &picture, &[("range", "bytes=2-5"), ("if-range", "\"alt\"")]);
    assert_eq!((other.status, other.body), (200, whole));
}

#[test]
fn a_public_page_can_only_be_read() {
    let (room, _) = public();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = room.ask(method, PAGE, &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn everything_a_page_refers_to_is_here() {
    let (room, _) = public();
    for path in ["/", PAGE, PHOTO_PAGE, "/nichts"] {
        let page = room.get(path).text();
        let after = |name: &str| -> Vec<String> {
            let values = page.split(name).skip(1).filter_map(|rest| rest.split('"').next());
            values
                .flat_map(|value| value.split(", "))
                .filter_map(|one| one.split(' ').next())
                .map(str::to_owned)
                .collect()
        };
        let references = [" href=\"", " src=\"", " srcset=\""].map(after).concat();
        assert!(references.len() > 3, "{path}");
        for reference in references.iter().filter(|reference| reference.starts_with('/')) {
            assert_eq!(room.get(reference).status, 200, "{reference} on {path}");
        }
        // Data is no script; nothing else may be one.
        let page = page.replace("<script type=\"application/ld+json\">", "");
        assert!(!page.contains("http://") && !page.contains("<script"), "{path}");
    }
    let style = room.get("/stil.css").text();
    for reference in style.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert_eq!(room.get(reference).status, 200, "{reference}");
    }
}
