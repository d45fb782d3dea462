//! Whatever happens in whatever order: no byte before its time.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use sperrfrist_clock::{Clock, Reading};
use sperrfrist_release::Clearance;
use sperrfrist_seal::answer::{ItemReport, Order};

use crate::armed::is_armed;
use crate::support::{
    CANARY_PHOTO, CANARY_TEXT, DOCUMENT, NINJS, NINJS_LIST, PAGE, PHOTO_PAGE, Room, Story, at, five, until,
};

#[derive(Debug, Clone)]
enum Step {
    /// Wall time, milliseconds from five.
    Clock(i64),
    /// Lets so many milliseconds pass, by the wall and since boot.
    Pass(u64),
    /// Waits until the newsroom has armed what it can.
    Arm,
    Doubt(u64),
    Synced(bool),
    Look,
    Stop,
    HoldText,
    HoldPhoto,
    Withdraw,
    WithdrawSaying,
    Delete,
    Restart,
    /// Milliseconds from five.
    PlanText(i64),
    PlanPhoto(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let near = -50i64..50;
    prop_oneof![
        4 => near.clone().prop_map(Step::Clock),
        4 => (1u64..40).prop_map(Step::Pass),
        3 => Just(Step::Arm),
        1 => (0u64..40).prop_map(Step::Doubt),
        1 => prop::bool::weighted(0.7).prop_map(Step::Synced),
        6 => Just(Step::Look),
        1 => Just(Step::Stop),
        1 => Just(Step::HoldText),
        1 => Just(Step::HoldPhoto),
        1 => Just(Step::Withdraw),
        1 => Just(Step::WithdrawSaying),
        1 => Just(Step::Delete),
        1 => Just(Step::Restart),
        1 => near.clone().prop_map(Step::PlanText),
        1 => near.prop_map(Step::PlanPhoto),
    ]
}

/// What a byte of an item may be, as the rule says it, worked out beside the newsroom.
#[derive(Debug, Clone, Copy)]
struct Expected {
    due: DateTime<Utc>,
    cleared: bool,
    /// Whether any reading since it was planned has allowed it.
    allowed: bool,
    /// The time since boot at which its own has come, by the readings by which it may have been armed.
    due_since_boot: Option<Duration>,
    /// Whether there was a start after that: then it is public if it was armed, whatever the clock says (decision 28).
    may_be_known: bool,
}

impl Expected {
    fn planned(due: DateTime<Utc>) -> Self {
        Self { due, cleared: true, allowed: false, due_since_boot: None, may_be_known: false }
    }

    /// Notes when it is due by a reading that may arm it. Nobody sees when the newsroom does that.
    fn may_be_armed(&mut self, now: &Reading) {
        let left = self.due - (now.wall - TimeDelta::from_std(now.uncertainty).expect("small"));
        if now.synced && self.cleared && !self.allowed && left < TimeDelta::seconds(1) {
            let due = now.boottime + left.to_std().unwrap_or_default();
            self.due_since_boot = Some(self.due_since_boot.map_or(due, |known| known.min(due)));
        }
    }

    fn started(&mut self, now: &Reading) {
        self.may_be_known |= self.due_since_boot.is_some_and(|due| due <= now.boottime);
    }

    /// What is public stays so: moved to a time that has not come it is refused, else it is corrected at once.
    fn planned_anew(self, due: DateTime<Utc>, before: &ItemReport, now: &Reading, is_held: bool) -> Self {
        if !(self.cleared && self.allowed) {
            assert!(is_held, "what is not public can be planned anew");
            return Self::planned(due);
        }
        let has_passed = before.first_public_at.max(Some(self.due)) >= Some(due);
        let has_come = now.synced && due <= now.wall - TimeDelta::from_std(now.uncertainty).expect("small");
        assert_eq!(is_held, has_passed || has_come, "{self:?} {due} {now:?}");
        if is_held { Self { allowed: true, ..Self::planned(due) } } else { self }
    }
}

fn soon(ms: i64) -> DateTime<Utc> {
    five() + TimeDelta::milliseconds(ms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_requests_orders_and_clock_moves_shows_a_byte_before_its_time(
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let (mut room, story) = (Room::open(), Story::new());
        let planned = |ms| Expected::planned(soon(ms));
        let (mut text, mut photo, mut generation) = (planned(0), planned(30), 1);
        room.put(&story.text(1, at(soon(0)))).expect("held");
        room.put(&story.photo(1, at(soon(30)))).expect("held");
        let mut picture = room.picture(&story);
        let mut tombstone = false;
        // Pictures that were replaced, and whether they were public before.
        let mut replaced: Vec<(String, bool)> = Vec::new();
        let mut picture_was_public = false;
        for step in steps {
            match step {
                Step::Clock(ms) => room.clock.set(soon(ms)),
                Step::Pass(ms) => room.clock.advance(Duration::from_millis(ms)),
                Step::Arm => {
                    let now = room.clock.now();
                    let earliest = now.wall - TimeDelta::from_std(now.uncertainty).expect("small");
                    let is_soon = text.due - now.wall < TimeDelta::milliseconds(500);
                    let waits = text.cleared && !text.allowed && earliest < text.due && is_soon;
                    if now.synced && waits {
                        until("the text is armed", || is_armed(&room.data()));
                    }
                }
                Step::Doubt(ms) => room.clock.set_uncertainty(Duration::from_millis(ms)),
                Step::Synced(synced) => room.clock.set_synced(synced),
                Step::Look => {}
                Step::Stop => {
                    // Refused where all is public; what it did is read back.
                    let _ = room.order(story.release.id, Order::Stop);
                }
                Step::HoldText => {
                    let _ = room.hold(story.text_item());
                }
                Step::Withdraw => {
                    let _ = room.order(story.release.id, Order::Withdraw);
                }
                Step::WithdrawSaying => {
                    room.withdraw_saying(story.release.id, "Eine Zahl war falsch.");
                    let text = &room.report(story.release.id).items[0];
                    tombstone |= text.clearance == Clearance::Withdrawn;
                }
                Step::Delete => {
                    let given_up = |item: &ItemReport| {
                        matches!(item.clearance, Clearance::Stopped | Clearance::Withdrawn)
                    };
                    let expected = room.report(story.release.id).items.iter().all(given_up);
                    let deleted = room.order(story.release.id, Order::Delete).is_ok();
                    prop_assert_eq!(deleted, expected);
                }
                Step::Restart => {
                    room = room.restart();
                    text.started(&room.clock.now());
                    photo.started(&room.clock.now());
                }
                Step::HoldPhoto => {
                    let _ = room.hold(story.photo_item());
                }
                Step::PlanText(ms) => {
                    generation += 10;
                    let due = soon(ms);
                    let before = room.report(story.release.id);
                    let result = room.put(&story.text(generation, at(due)));
                    text = text.planned_anew(due, &before.items[0], &room.clock.now(), result.is_ok());
                    tombstone &= result.is_err();
                }
                Step::PlanPhoto(ms) => {
                    generation += 10;
                    let due = soon(ms);
                    let before = room.report(story.release.id);
                    let result = room.put(&story.photo(generation, at(due)));
                    // What the public does not have, because its text is away, can be planned as if it were new.
                    let live = Expected { allowed: photo.allowed && text.cleared && text.allowed, ..photo };
                    photo = live.planned_anew(due, &before.items[1], &room.clock.now(), result.is_ok());
                    if result.is_ok() {
                        replaced.push((std::mem::replace(&mut picture, room.picture(&story)), picture_was_public));
                        picture_was_public = false;
                    }
                }
            }
            let report = room.report(story.release.id);
            for (expected, item) in [(&mut text, &report.items[0]), (&mut photo, &report.items[1])] {
                expected.cleared = item.clearance == Clearance::Cleared;
            }
            let now = room.clock.now();
            text.may_be_armed(&now);
            photo.may_be_armed(&now);
            let earliest = now.wall - TimeDelta::from_std(now.uncertainty).expect("small");
            let passed = |item: &Expected| now.synced && item.cleared && earliest >= item.due;
            text.allowed |= passed(&text);
            photo.allowed |= passed(&photo) && text.cleared && text.allowed;
            let sees = |path: &str, word: &str| room.get(path).text().contains(word);
            text.allowed |= text.may_be_known && text.cleared && sees(PAGE, CANARY_TEXT);
            photo.allowed |= photo.may_be_known && photo.cleared && text.cleared && text.allowed && sees(PAGE, CANARY_PHOTO);
            let text_open = text.cleared && text.allowed;
            let photo_open = text_open && photo.cleared && photo.allowed;
            for path in ["/", "/feed.atom", NINJS_LIST, NINJS, PAGE] {
                prop_assert_eq!(sees(path, CANARY_TEXT), text_open, "{} {:?} {:?}", path, text, now);
            }
            for path in [NINJS_LIST, NINJS, PAGE, PHOTO_PAGE, &picture] {
                prop_assert_eq!(sees(path, CANARY_PHOTO), photo_open, "{} {:?} {:?} {:?}", path, photo, text, now);
            }
            // There is one with the photo and one without; either is shown only while it says what the page says.
            let (tells_text, tells_photo) = (sees(DOCUMENT, CANARY_TEXT), sees(DOCUMENT, CANARY_PHOTO));
            prop_assert!(text_open || !tells_text, "{:?} {:?}", text, now);
            prop_assert!(!tells_text || tells_photo == photo_open, "{:?} {:?} {:?}", photo, text, now);
            prop_assert!(tells_text || !text_open || photo_open, "the one without the photo is always there");
            let status = |path: &str| room.get(path).status;
            let absent = if tombstone { 410 } else { 404 };
            prop_assert_eq!(status(PAGE), if text_open { 200 } else { absent });
            picture_was_public |= photo_open;
            for (path, was_public) in &replaced {
                let is_told = *was_public && (text_open || tombstone);
                prop_assert_eq!(status(path), if is_told { 410 } else { 404 }, "{}", path);
            }
            if !picture_was_public {
                prop_assert_eq!(status(&picture), 404);
            }
        }
    }
}
