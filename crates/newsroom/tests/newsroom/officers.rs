//! The desks' door: who may hand over what, and what is refused.

use chrono::TimeDelta;
use sperrfrist_channels::{ChannelError, Newsroom as Desk};
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Photo, ReleaseId};
use sperrfrist_seal::answer::Receipt;
use sperrfrist_seal::package::MEDIA_TYPE;
use sperrfrist_seal::{
    DeskKey, NewsroomId, Package, Pairing, Part, Role, SignedTime, random_name, sha256_hex,
};

use crate::support::{Draft, PAGE, Room, Story, ask, at, five, half_past_five, jpeg, keys_of};

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
    let package = room.seal(&story.text(1, at(five())));
    let receipt = room.put_sealed(&package).expect("held");
    assert_eq!(receipt.item, story.text_item());
    assert_eq!(receipt.generation, 1);
    assert_eq!(receipt.package_sha256, sha256_hex(&package.encode()));
    let report = room.report(story.release.id);
    assert_eq!(report.page_path, None, "what is sealed has told no address");
    assert_eq!(report.items[0].due, Some(five()));
    assert_eq!(report.items[0].first_public_at, None);
}

#[test]
fn the_same_package_again_is_the_same_receipt_and_another_body_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    let package = room.seal(&story.text(2, at(five())));
    let first = room.put_sealed(&package).expect("held");
    room.clock.advance(std::time::Duration::from_secs(5));
    assert_eq!(room.put_sealed(&package).expect("again"), first);
    let other = (409, "item.stale".to_owned());
    assert_eq!(refused(room.put(&story.text(2, at(five())))), (422, "item.other_body".into()));
    assert_eq!(refused(room.put(&story.text(1, at(five())))), other);
    room.put(&story.text(3, at(five()))).expect("newer");
    assert_eq!(refused(room.put_sealed(&package)), other);
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
    let nonce = random_name();
    assert!(matches!(stranger.time::<SignedTime>(&nonce), Err(ChannelError::WrongToken { .. })));
}

#[test]
fn a_token_given_out_opens_the_door_and_its_name_is_given_once() {
    let room = Room::open();
    let line = room.embedded.newsroom().new_token("Pressestelle").expect("a token");
    let token = Pairing::from_secret_text(&line).expect("a pairing line").token;
    let desk = Desk::new(room.embedded.url(), &token).expect("a desk");
    let nonce = random_name();
    let said: SignedTime = desk.time(&nonce).expect("admitted");
    let newsroom = keys_of(&room.data());
    assert!(said.check(&nonce, newsroom.id()).expect("signed").synced);
    assert!(said.check(&random_name(), newsroom.id()).is_err(), "an answer to another question");
    for no_nonce in ["", "0", &"x".repeat(32)] {
        assert_eq!(desk.time::<SignedTime>(no_nonce).expect_err("no nonce").code(), "newsroom.no_such_way");
    }
    let again = room.embedded.newsroom().new_token("Pressestelle").expect_err("twice");
    assert_eq!(again.code(), "newsroom.token_exists");
    let kept = std::fs::read(room.data().join("newsroom.sqlite-wal")).expect("the log");
    assert!(!kept.windows(token.len()).any(|bytes| bytes == token.as_bytes()));
}

#[test]
fn a_package_for_another_item_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    let package = room.seal(&story.text(1, at(five()))).encode();
    assert_eq!(refused(room.desk.put(&story.photo_item().to_string(), &package)).0, 400);
}

#[test]
fn what_is_no_package_or_not_whole_is_refused_and_nothing_is_kept() {
    let (room, story) = (Room::open(), Story::new());
    let item = story.text_item().to_string();
    let package = room.seal(&story.text(1, at(five()))).encode();
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
fn a_package_that_lacks_a_part_or_has_one_too_many_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    let part = |role, media_type: &str, bytes: &[u8]| Part::new(role, media_type, bytes.to_vec());
    let web = Role::Rendition { name: RenditionName::Web };
    let photo = |original: Option<&str>| {
        let photo = Photo {
            original: original.map(str::to_owned),
            caption: sperrfrist_release::Caption::default(),
            ..Photo::default()
        };
        serde_json::to_vec(&photo).expect("plain data")
    };
    let item = story.photo_item();
    for parts in [
        vec![],
        vec![part(Role::Photo, "application/json", &photo(None))],
        vec![
            part(Role::Photo, "application/json", &photo(None)),
            part(web, "image/jpeg", &jpeg(RenditionName::Web)),
            part(web, "image/jpeg", &jpeg(RenditionName::Web)),
        ],
        vec![part(Role::Photo, "application/json", &photo(None)), part(web, "image/svg+xml", b"<svg/>")],
        vec![part(web, "image/jpeg", &jpeg(RenditionName::Web))],
    ] {
        let draft = Draft { item, generation: 1, opening: at(five()), parts };
        assert_eq!(refused(room.put(&draft)), (400, "package.content".into()));
    }
    assert_eq!(count_parts(&room), 0);
}

#[test]
fn what_cannot_be_shown_when_it_is_opened_stays_away_and_the_rest_appears() {
    let (room, good) = (Room::open(), Story::new());
    good.plan(&room);
    for slug in ["", "../api", "a b", "Ä"] {
        let mut story = Story::new();
        story.release.slug = slug.into();
        room.put(&story.text(1, at(five()))).expect("sealed, so nobody has looked");
    }
    let photo = Photo {
        original: Some("abc".into()),
        caption: sperrfrist_release::Caption::default(),
        ..Photo::default()
    };
    let mut told = good.photo(2, at(half_past_five()));
    told.parts[0].bytes = serde_json::to_vec(&photo).expect("plain data");
    room.put(&told).expect("sealed, so nobody has looked");
    room.clock.set(half_past_five());
    assert_eq!(room.get(PAGE).status, 200);
    assert!(!room.get(PAGE).text().contains("/medien/"));
    assert_eq!(room.get("/").text().matches("<article").count().max(1), 1);
    assert_eq!(room.get(&room.picture(&good)).status, 404);
}

#[test]
fn what_is_called_a_jpeg_and_is_none_is_not_shown() {
    let (room, story) = (Room::open(), Story::new());
    room.put(&story.text(1, at(five()))).expect("held");
    let mut photo = story.photo(1, at(five()));
    for part in &mut photo.parts[1..] {
        part.bytes = b"<svg onload='alert(1)'/>".to_vec();
    }
    room.put(&photo).expect("sealed, so nobody has looked");
    room.clock.set(five());
    assert_eq!(room.get(PAGE).status, 200);
    assert_eq!(room.get(&room.picture(&story)), room.get("/nichts"));
}

#[test]
fn only_a_desk_that_introduced_itself_signs_and_only_for_this_newsroom() {
    let (room, other, story) = (Room::open(), Room::open(), Story::new());
    let draft = story.text(1, at(five()));
    assert_eq!(refused(room.put_sealed(&other.seal(&draft))), (400, "package.signature".into()));
    let id = keys_of(&room.data()).id().clone();
    let packed_at = five() - TimeDelta::hours(5);
    let what = (draft.item, 1, draft.opening);
    let stranger = Package::seal(what, packed_at, &draft.parts, &DeskKey::generate(), &id).expect("seals");
    assert_eq!(refused(room.put_sealed(&stranger)), (400, "package.signature".into()));
    assert_eq!(count_parts(&room), 0);
    room.put(&draft).expect("held");
}

#[test]
fn a_package_of_which_a_byte_was_changed_on_its_way_is_refused() {
    let (room, story) = (Room::open(), Story::new());
    let package = room.seal(&story.text(1, at(five())));
    let (bytes, item) = (package.encode(), story.text_item().to_string());
    let manifest = package.signed().text.len();
    for at in (12..12 + manifest).step_by(7).chain([bytes.len() - 200, bytes.len() - 1]) {
        let mut bent = bytes.clone();
        bent[at] ^= 1;
        let (status, code) = refused(room.desk.put(&item, &bent));
        assert!(status == 400 && code.starts_with("package."), "{at}: {status} {code}");
    }
    assert_eq!(count_parts(&room), 0);
}

#[test]
fn one_token_is_good_for_one_desk() {
    let room = Room::open();
    let introduce = |key: &DeskKey| room.desk.introduce::<NewsroomId>(&key.id().to_string());
    introduce(&room.key).expect("once more");
    match introduce(&DeskKey::generate()).expect_err("another desk") {
        ChannelError::Refused { status, code, .. } => {
            assert_eq!((status, code.as_str()), (409, "newsroom.other_desk"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn too_much_is_refused_before_it_is_read() {
    let (room, story) = (Room::open(), Story::new());
    let pairing = Pairing::from_secret_text(room.embedded.token()).expect("a pairing line");
    let authorization = format!("Bearer {}", pairing.token);
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
fn two_releases_of_one_name_are_told_apart_when_they_are_opened_and_stay_where_they_are() {
    let (room, one, two) = (Room::open(), Story::new(), Story::new());
    let paths =
        |room: &Room| [&one, &two].map(|story| room.report(story.release.id).page_path.expect("an address"));
    for story in [&one, &two] {
        room.put(&story.text(1, at(five()))).expect("held");
    }
    room.clock.set(five());
    room.get(PAGE);
    let expected = paths(&room);
    let mut sorted = expected.clone();
    sorted.sort();
    assert_eq!(sorted, [PAGE.to_owned(), format!("{PAGE}-2")]);
    let room = room.restart();
    assert_eq!(paths(&room), expected);
    for path in expected {
        assert_eq!(room.get(&path).status, 200, "{path}");
    }
}

fn count_parts(room: &Room) -> usize {
    let folders = std::fs::read_dir(room.data().join("parts")).expect("the parts");
    folders.map(|folder| std::fs::read_dir(folder.expect("a folder").path()).expect("files").count()).sum()
}
