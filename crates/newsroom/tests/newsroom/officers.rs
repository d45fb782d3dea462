//! The desks' door: who may hand over what, and what is refused.

use chrono::TimeDelta;
use sperrfrist_channels::{ChannelError, Newsroom as Desk};
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Photo, ReleaseId};
use sperrfrist_seal::answer::{Receipt, Time};
use sperrfrist_seal::package::MEDIA_TYPE;
use sperrfrist_seal::{Package, Part, Role, sha256_hex};

use crate::support::{PAGE, Room, Story, ask, at, five, jpeg};

fn refused(result: Result<Receipt, ChannelError>) -> (u16, String) {
    match result.expect_err("refused") {
        ChannelError::Refused { status, code, sentence, next_step } => {
            assert!(sentence.ends_with('.') && next_step.ends_with('.'), "{sentence} {next_step}");
            (status, code)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receipt_names_what_is_kept() {
    let (room, story) = (Room::open(), Story::new());
    let package = story.text(1, at(five()));
    let receipt = room.put(&package).expect("held");
    assert_eq!(receipt.item, story.text_item());
    assert_eq!(receipt.generation, 1);
    assert_eq!(receipt.package_sha256, sha256_hex(&package.encode()));
    let report = room.report(story.release.id);
    assert_eq!(report.page_path.as_deref(), Some(PAGE));
    assert_eq!(report.items[0].due, Some(five()));
    assert_eq!(report.items[0].first_public_at, None);
}

#[test]
fn the_same_package_again_is_the_same_receipt_and_another_body_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    let package = story.text(2, at(five()));
    let first = room.put(&package).expect("held");
    room.clock.advance(std::time::Duration::from_secs(5));
    assert_eq!(room.put(&package).expect("again"), first);
    let other = (409, "item.stale".to_owned());
    assert_eq!(refused(room.put(&story.text(2, at(five())))), other);
    assert_eq!(refused(room.put(&story.text(1, at(five())))), other);
    room.put(&story.text(3, at(five()))).expect("newer");
    assert_eq!(refused(room.put(&package)), other);
}

#[test]
fn without_the_right_token_every_request_gets_the_same_401() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let release = story.release.id;
    let requests = [
        ("PUT", format!("/api/items/{}", story.text_item())),
        ("PUT", "/api/items/unfug".into()),
        ("GET", format!("/api/releases/{release}")),
        ("GET", format!("/api/releases/{}", ReleaseId::random())),
        ("POST", format!("/api/releases/{release}/orders")),
        ("GET", "/api/time".into()),
        ("GET", "/api/nichts".into()),
        ("DELETE", "/api/".into()),
    ];
    let first = room.ask("GET", "/api/", &[]);
    assert_eq!(first.status, 401);
    assert_eq!(first.header("www-authenticate"), Some("Bearer"));
    for (method, path) in &requests {
        for headers in [&[][..], &[("authorization", "Bearer falsch")], &[("authorization", "Basic x")]] {
            assert_eq!(room.ask(method, path, headers), first, "{method} {path} {headers:?}");
        }
    }
    let stranger = Desk::new(room.embedded.url(), "falsch").expect("a desk");
    assert!(matches!(stranger.time::<Time>(), Err(ChannelError::WrongToken { .. })));
}

#[test]
fn a_token_given_out_opens_the_door_and_its_name_is_given_once() {
    let room = Room::open();
    let token = room.embedded.newsroom().new_token("Pressestelle").expect("a token");
    let desk = Desk::new(room.embedded.url(), &token).expect("a desk");
    assert!(desk.time::<Time>().expect("admitted").synced);
    let again = room.embedded.newsroom().new_token("Pressestelle").expect_err("twice");
    assert_eq!(again.code(), "newsroom.token_exists");
    let kept = std::fs::read(room.folder.path().join("newsroom.sqlite-wal")).expect("the log");
    assert!(!kept.windows(token.len()).any(|bytes| bytes == token.as_bytes()));
}

#[test]
fn a_package_for_another_item_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    let package = story.text(1, at(five())).encode();
    assert_eq!(refused(room.desk.put(&story.photo_item().to_string(), &package)).0, 400);
}

#[test]
fn what_is_no_package_or_not_whole_is_refused_and_nothing_is_kept() {
    let (room, story) = (Room::open(), Story::new());
    let item = story.text_item().to_string();
    let package = story.text(1, at(five())).encode();
    let mut bent = package.clone();
    *bent.last_mut().expect("bytes") ^= 1;
    for (bytes, code) in [
        (&b"kein Paket"[..], "package.not_a_package"),
        (&package[..package.len() - 1], "package.truncated"),
        (&bent[..], "package.digest"),
    ] {
        assert_eq!(refused(room.desk.put(&item, bytes)), (400, code.into()));
    }
    assert!(
        room.desk
            .report::<sperrfrist_seal::answer::Report>(&story.release.id.to_string())
            .expect("an answer")
            .is_none()
    );
    assert_eq!(count_parts(&room), 0);
}

#[test]
fn a_package_whose_content_could_not_be_shown_is_refused() {
    let (room, mut story) = (Room::open(), Story::new());
    let part = |role, media_type: &str, bytes: &[u8]| Part {
        role,
        media_type: media_type.into(),
        bytes: bytes.to_vec(),
    };
    let web = Role::Rendition { name: RenditionName::Web };
    let photo = |original: Option<&str>| {
        let photo = Photo {
            original: original.map(str::to_owned),
            file_name: None,
            caption: sperrfrist_release::Caption::default(),
            renditions: Vec::new(),
        };
        serde_json::to_vec(&photo).expect("plain data")
    };
    let item = story.photo_item();
    for parts in [
        vec![],
        vec![part(Role::Photo, "application/json", &photo(None))],
        vec![
            part(Role::Photo, "application/json", &photo(Some("abc"))),
            part(web, "image/jpeg", &jpeg(RenditionName::Web)),
        ],
        vec![
            part(Role::Photo, "application/json", &photo(None)),
            part(web, "image/jpeg", &jpeg(RenditionName::Web)),
        ],
        vec![part(Role::Photo, "application/json", &photo(None)), part(web, "image/svg+xml", b"<svg/>")],
        vec![part(web, "image/jpeg", &jpeg(RenditionName::Web))],
    ] {
        let package = Package::seal(item, 1, at(five()), parts);
        assert_eq!(refused(room.put(&package)), (400, "package.content".into()));
    }
    for slug in ["", "../api", "a b", "Ä"] {
        story.release.slug = slug.into();
        assert_eq!(refused(room.put(&story.text(1, at(five())))), (400, "package.content".into()), "{slug}");
    }
    assert_eq!(count_parts(&room), 0);
}

#[test]
fn too_much_is_refused_before_it_is_read() {
    let (room, story) = (Room::open(), Story::new());
    let authorization = format!("Bearer {}", room.embedded.token());
    let length = (256 * 1024 * 1024 + 1).to_string();
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", MEDIA_TYPE),
        ("content-length", length.as_str()),
    ];
    let answer = room.ask("PUT", &format!("/api/items/{}", story.text_item()), &headers);
    assert_eq!(answer.status, 413);
    let order = vec![b' '; 70_000];
    let path = format!("/api/releases/{}/orders", story.release.id);
    let answer = ask(room.address(), "POST", &path, &headers[..1], &order);
    assert_eq!(answer.status, 413);
}

#[test]
fn a_later_package_takes_the_place_of_the_earlier_and_its_pictures_are_gone() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let before = room.picture(&story);
    let parts = count_parts(&room);
    room.put(&story.photo(2, at(five()))).expect("held");
    assert_eq!(count_parts(&room), parts);
    room.clock.set(five());
    assert_eq!(room.get(&before).status, 404);
    assert_eq!(room.get(&room.picture(&story)).status, 200);
}

#[test]
fn an_address_belongs_to_one_release_and_a_second_one_gets_no_number_but_a_refusal() {
    let (room, one, mut two) = (Room::open(), Story::new(), Story::new());
    room.put(&one.text(1, at(five()))).expect("held");
    let parts = count_parts(&room);
    let later = at(five() + TimeDelta::hours(1));
    assert_eq!(refused(room.put(&two.text(1, later))), (409, "item.address_taken".into()));
    assert_eq!(count_parts(&room), parts);
    two.release.slug = "kanarienvogel-3f9c2a".into();
    room.put(&two.text(1, later)).expect("held");
    let paths =
        |room: &Room| [&one, &two].map(|story| room.report(story.release.id).page_path.expect("an address"));
    let expected = [PAGE.to_owned(), format!("{PAGE}-3f9c2a")];
    assert_eq!(paths(&room), expected);
    room.put(&two.text(2, at(five()))).expect("held");
    let room = room.restart();
    assert_eq!(paths(&room), expected);
}

fn count_parts(room: &Room) -> usize {
    let folders = std::fs::read_dir(room.folder.path().join("parts")).expect("the parts");
    folders.map(|folder| std::fs::read_dir(folder.expect("a folder").path()).expect("files").count()).sum()
}
