//! A release in another language is public only together with the German one, whatever its own time says.

use chrono::TimeDelta;
use sperrfrist_release::{Language, Release, ReleaseId};
use sperrfrist_seal::answer::Order;
use sperrfrist_seal::{ItemId, Package, Part, Role, Terms};

use crate::support::{PAGE, Room, Story, at, five, keys_of};

const SORBIAN: &str = "/2023/wersija";

/// The story in Upper Sorbian, due at `minutes` after five; `names` is what its text says it is a version of, `follows`
/// what its manifest says.
fn sealed(room: &Room, minutes: i64, names: Option<ReleaseId>, follows: Option<ReleaseId>) -> Package {
    let release = Release {
        language: Language::UpperSorbian,
        version_of: names,
        slug: "wersija".into(),
        headline: "WERSIJA".into(),
        ..Release { id: ReleaseId::random(), ..Story::new().release }
    };
    let release = Release { photos: Vec::new(), links: Vec::new(), ..release };
    let json = sperrfrist_release::stored::to_json(&release).into_bytes();
    let part = Part::new(Role::Release, "application/json", json);
    let what = (ItemId::text(release.id), 1, at(five() + TimeDelta::minutes(minutes)));
    let terms = Terms { follows, ..Terms::default() };
    let id = keys_of(&room.data()).id().clone();
    Package::seal_under(terms, what, five() - TimeDelta::hours(5), &[part], &room.key, &id).expect("seals")
}

fn with_version(minutes: i64) -> (Room, Story) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let first = Some(story.release.id);
    room.put_sealed(&sealed(&room, minutes, first, first)).expect("held");
    (room, story)
}

#[test]
fn a_version_never_opens_before_the_german_one() {
    let (room, _) = with_version(-30);
    room.clock.set(five() - TimeDelta::milliseconds(1));
    assert_eq!((room.get(SORBIAN).status, room.get(PAGE).status), (404, 404));
    for list in ["/", "/feed.atom", "/ninjs.json", "/suche?q=wersija"] {
        assert!(!room.get(list).text().contains("WERSIJA"), "{list}");
    }
    room.clock.set(five());
    assert_eq!((room.get(PAGE).status, room.get(SORBIAN).status), (200, 200));
}

#[test]
fn a_version_can_follow_later_and_both_lead_to_each_other() {
    let (room, _) = with_version(45);
    room.clock.set(five() + TimeDelta::minutes(44));
    assert_eq!(room.get(SORBIAN).status, 404);
    assert!(!room.get(PAGE).text().contains("Hornjoserbsce"));
    room.clock.set(five() + TimeDelta::minutes(45));
    let (german, sorbian) = (room.get(PAGE).text(), room.get(SORBIAN).text());
    assert!(
        german.contains("<a href=\"/2023/wersija\" hreflang=\"hsb\" lang=\"hsb\">Hornjoserbsce</a>"),
        "{german}"
    );
    assert!(sorbian.contains("hreflang=\"de\" lang=\"de\">Deutsch</a>"), "{sorbian}");
    assert!(sorbian.contains("<html lang=\"hsb\">"), "{sorbian}");
    let list = room.get("/").text();
    assert!(
        list.contains("Hornjoserbsce") && !list.contains("WERSIJA"),
        "in the list it stands with the German one"
    );
    for list in ["/feed.atom", "/ninjs.json", "/suche?q=wersija"] {
        assert!(room.get(list).text().contains("WERSIJA"), "{list}");
    }
    assert!(room.get("/feed.atom").text().contains("<entry xml:lang=\"hsb\">"));
}

#[test]
fn a_version_goes_with_the_german_one() {
    let (room, story) = with_version(0);
    room.clock.set(five());
    assert_eq!(room.get(SORBIAN).status, 200);
    room.order(story.release.id, Order::Withdraw).expect("withdrawn");
    assert_eq!(room.get(SORBIAN).status, 404);
    let room = room.restart();
    assert_eq!(room.get(SORBIAN).status, 404);
    for list in ["/", "/feed.atom", "/ninjs.json", "/suche?q=wersija"] {
        assert!(!room.get(list).text().contains("WERSIJA"), "{list}");
    }
}

#[test]
fn without_the_german_one_a_version_is_never_public() {
    let (room, story) = (Room::open(), Story::new());
    let first = Some(story.release.id);
    room.put_sealed(&sealed(&room, -60, first, first)).expect("held");
    room.clock.set(five());
    assert_eq!(room.get(SORBIAN).status, 404);
    story.plan(&room);
    assert_eq!((room.get(PAGE).status, room.get(SORBIAN).status), (200, 200));
}

#[test]
fn a_text_that_names_another_german_one_than_its_manifest_is_not_opened() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.put_sealed(&sealed(&room, 0, Some(story.release.id), None)).expect("held");
    room.clock.set(five());
    assert_eq!((room.get(PAGE).status, room.get(SORBIAN).status), (200, 404));
}

#[test]
fn a_version_of_a_version_is_never_public() {
    let (room, story) = with_version(0);
    let report = room.report(story.release.id);
    assert_eq!(report.items.len(), 2);
    let second = sealed(&room, 0, None, None).manifest().item.release;
    room.put_sealed(&sealed(&room, 0, Some(second), Some(second))).expect("held");
    room.clock.set(five());
    assert_eq!(room.get(SORBIAN).status, 200);
    assert_eq!(room.get("/2023/wersija-2").status, 404);
}
