//! A release in another language is public only together with the German one, whatever its own time says.

use std::time::Duration;

use chrono::TimeDelta;
use sperrfrist_release::{Language, Release, ReleaseId};
use sperrfrist_seal::answer::Order;
use sperrfrist_seal::{ItemId, Package, Part, Role, Terms};

use crate::armed::{Locked, crashed, database, two_hours_back, wind_to};
use crate::support::{
    CANARY_PHOTO, Draft, LISTS, PAGE, PHOTO_PAGE, Room, Story, at, five, half_past_five, keys_of, said, until,
};

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

/// A story with a version that has its photo in the same place.
struct Pair {
    room: Room,
    german: Story,
    sorbian: Story,
}

const SORBIAN_PHOTO_PAGE: &str = "/2023/wersija/foto/1";

impl Pair {
    /// The German one as always, and the version at five, without its photo.
    fn open() -> Self {
        let (room, german) = (Room::open(), Story::new());
        german.plan(&room);
        let release = Release {
            id: ReleaseId::random(),
            language: Language::UpperSorbian,
            version_of: Some(german.release.id),
            slug: "wersija".into(),
            headline: "WERSIJA".into(),
            ..german.release.clone()
        };
        let sorbian = Story { release, slot: german.slot };
        let pair = Self { room, german, sorbian };
        pair.put(&pair.sorbian.text(1, at(five())), Some(pair.german.release.id)).expect("held");
        pair
    }

    fn put(&self, draft: &Draft, follows: Option<ReleaseId>) -> Result<(), Box<dyn std::error::Error>> {
        let id = keys_of(&self.room.data()).id().clone();
        let what = (draft.item, draft.generation, draft.opening);
        let terms = Terms { follows, ..Terms::default() };
        let packed_at = five() - TimeDelta::hours(5);
        let package = Package::seal_under(terms, what, packed_at, &draft.parts, &self.room.key, &id)?;
        self.room.put_sealed(&package)?;
        Ok(())
    }

    /// The version's photo, whose own time comes so many minutes after five.
    fn with_photo(self, minutes: i64) -> Self {
        let opening = at(five() + TimeDelta::minutes(minutes));
        self.put(&self.sorbian.photo(1, opening), Some(self.german.release.id)).expect("held");
        self
    }

    /// Where anything of a photo can be fetched, or is told of.
    fn leaks(&self) -> Vec<String> {
        let (german, sorbian) = (self.room.addresses(&self.german), self.room.addresses(&self.sorbian));
        let pages = [SORBIAN, SORBIAN_PHOTO_PAGE, "/2023/wersija.pdf", "/2023/wersija/ninjs.json"];
        let mut all: Vec<String> = german.into_iter().chain(sorbian).collect();
        all.extend(pages.iter().chain(LISTS).map(|path| (*path).to_owned()));
        all.retain(|path| {
            let answer = self.room.get(path);
            answer.status != 404 && said(path, &answer).contains(CANARY_PHOTO)
        });
        all
    }

    fn statuses(&self) -> (u16, u16) {
        (self.room.get(PHOTO_PAGE).status, self.room.get(SORBIAN_PHOTO_PAGE).status)
    }
}

#[test]
fn the_photo_of_a_version_is_nowhere_before_the_german_one() {
    // Its own time came ten minutes ago.
    let pair = Pair::open().with_photo(20);
    for moment in [five() + TimeDelta::minutes(20), half_past_five() - TimeDelta::milliseconds(1)] {
        pair.room.clock.set(moment);
        assert_eq!(pair.room.get(SORBIAN).status, 200);
        assert_eq!(pair.leaks(), Vec::<String>::new());
    }
    pair.room.clock.set(half_past_five());
    assert_eq!(pair.statuses(), (200, 200));
    let page = pair.room.get(SORBIAN).text();
    assert!(page.contains(CANARY_PHOTO) && page.contains("Foto sćahnyć"), "{page}");
}

#[test]
fn the_photo_of_a_version_keeps_a_later_time_of_its_own() {
    let pair = Pair::open().with_photo(45);
    pair.room.clock.set(five() + TimeDelta::minutes(45) - TimeDelta::milliseconds(1));
    assert_eq!(pair.statuses(), (200, 404));
    pair.room.clock.set(five() + TimeDelta::minutes(45));
    assert_eq!(pair.statuses(), (200, 200));
}

#[test]
fn holding_the_german_photo_holds_that_of_its_version() {
    let pair = Pair::open().with_photo(30);
    pair.room.hold(pair.german.photo_item()).expect("held back");
    pair.room.clock.set(half_past_five() + TimeDelta::hours(1));
    assert_eq!(pair.leaks(), Vec::<String>::new());
    let Pair { room, german, sorbian } = pair;
    let pair = Pair { room: room.restart(), german, sorbian };
    assert_eq!(pair.leaks(), Vec::<String>::new());
    pair.room.put(&pair.german.photo(10, at(half_past_five()))).expect("planned anew");
    assert_eq!(pair.statuses(), (200, 200));
}

#[test]
fn after_a_crash_and_at_a_clock_that_is_back_the_photo_of_a_version_is_there_again() {
    let pair = Pair::open().with_photo(30);
    wind_to(&pair.room, half_past_five() - TimeDelta::milliseconds(300));
    let armed = || {
        let query = "SELECT count(*) FROM items WHERE armed IS NOT NULL AND item LIKE '%.%'";
        database(&pair.room.data()).query_row(query, [], |row| row.get::<_, i64>(0)).expect("counts")
    };
    until("both photos are armed", || armed() == 2);
    let locked = Locked::at(&pair.room.data());
    wind_to(&pair.room, half_past_five());
    assert_eq!(pair.statuses(), (200, 200));
    let copy = crashed(&pair.room);
    drop(locked);
    let since_boot = Duration::from_secs(5 * 3_600 + 30 * 60 + 3);
    let room = two_hours_back(copy, Some("the first boot"), since_boot);
    let pair = Pair { room, german: pair.german, sorbian: pair.sorbian };
    assert_eq!(pair.statuses(), (200, 200));
}

#[test]
fn withdrawing_the_german_one_takes_the_photo_of_its_version_too() {
    let pair = Pair::open().with_photo(30);
    pair.room.clock.set(half_past_five());
    assert_eq!(pair.statuses(), (200, 200));
    pair.room.order(pair.german.release.id, Order::Withdraw).expect("withdrawn");
    assert_eq!((pair.leaks(), pair.statuses()), (Vec::new(), (404, 404)));
}

#[test]
fn without_the_german_photo_or_under_another_name_a_photo_of_a_version_never_opens() {
    let (room, german) = (Room::open(), Story::new());
    room.put(&german.text(1, at(five()))).expect("the text alone");
    let release = Release {
        id: ReleaseId::random(),
        language: Language::UpperSorbian,
        version_of: Some(german.release.id),
        slug: "wersija".into(),
        ..german.release.clone()
    };
    let sorbian = Story { release, slot: german.slot };
    let pair = Pair { room, german, sorbian };
    pair.put(&pair.sorbian.text(1, at(five())), Some(pair.german.release.id)).expect("held");
    let pair = pair.with_photo(0);
    pair.room.clock.set(half_past_five());
    assert_eq!((pair.room.get(SORBIAN).status, pair.leaks()), (200, Vec::new()));

    let pair = Pair::open();
    let stranger = Some(ReleaseId::random());
    pair.put(&pair.sorbian.photo(1, at(half_past_five())), stranger).expect("held");
    pair.room.clock.set(half_past_five());
    assert_eq!(pair.statuses(), (200, 404));
}

#[test]
fn a_photo_that_only_the_version_has_goes_by_its_text_alone() {
    let pair = Pair::open();
    pair.room.hold(pair.german.photo_item()).expect("held back");
    pair.put(&pair.sorbian.photo(1, at(half_past_five())), None).expect("held");
    pair.room.clock.set(half_past_five());
    assert_eq!(pair.statuses(), (404, 200));
}

#[test]
fn a_version_is_read_in_its_own_words_and_the_frame_stays_german() {
    let pair = Pair::open().with_photo(30);
    pair.room.clock.set(half_past_five());
    let page = pair.room.get(SORBIAN).text();
    for there in [
        "<html lang=\"hsb\">",
        "<header class=\"breit kopf\" lang=\"de\">",
        "<footer class=\"fuss\" lang=\"de\">",
        "Nowinske zdźělenki",
        "K wobsahej",
        "Wobraz přidaty 17:30\u{a0}hodź.",
        "wut, 21.11.2023, 17:00\u{a0}hodź.",
    ] {
        assert!(page.contains(there), "{there} in {page}");
    }
    for german in ["herunterladen", "PDF, barrierefrei", "Zum Inhalt", "ergänzt", "Pixel"] {
        assert!(!page.contains(german), "{german} in {page}");
    }
    assert!(pair.room.get(PAGE).text().contains("<header class=\"breit kopf\">"));
}
