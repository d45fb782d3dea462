//! The times at which a planned version stands. An order (from the phone, or where the office asks for four eyes) moves
//! an item later without a new package; whatever is sent again of it must not bring back the old time. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{CivilTime, Due, PhotoTime, Release, SlotId};
use sperrfrist_seal::ItemId;

use crate::Problem;
use crate::moved::{NewTimes, moved};

/// A version at the times at which its items stand, with the words that tell of them; `None` where that is as it was
/// sealed. `postponed` tells to when an order has moved what the newsroom holds of an item: only a new package for another
/// time ends that, so nothing ever stands earlier.
pub(crate) fn standing(
    version: &Release,
    postponed: impl Fn(ItemId) -> Option<DateTime<Utc>>,
) -> Option<Release> {
    let planned = match &version.due {
        Some(Due::At(time)) => Some(time),
        Some(Due::OnSignal(_)) | None => None,
    };
    let text = planned.and_then(|time| {
        let to = postponed(ItemId::text(version.id)).filter(|to| *to > time.utc)?;
        Some(CivilTime::from_instant(to, time.zone))
    });
    let (due, zone) = (text.as_ref().or(planned), planned.map_or(DEFAULT_ZONE, |time| time.zone));
    let mut photos = Vec::new();
    for slot in &version.photos {
        let (follows, is_fixed) = match (&slot.time, due) {
            (PhotoTime::At { time }, _) => (time.utc, true),
            (PhotoTime::WithRelease, Some(due)) => (due.utc, false),
            (PhotoTime::After { minutes }, Some(due)) => {
                (due.utc + TimeDelta::minutes(i64::from(*minutes)), false)
            }
            (PhotoTime::WithRelease | PhotoTime::After { .. }, None) => continue,
        };
        // A photo is never planned before its text.
        let earliest = postponed(ItemId::photo(version.id, slot.id)).max(due.map(|due| due.utc));
        let stands = earliest.map_or(follows, |earliest| earliest.max(follows));
        // One that follows its text goes on to do so; a fixed one is named, or it would move by the same distance.
        if stands != follows || (is_fixed && text.is_some()) {
            photos.push((slot.id, CivilTime::from_instant(stands, zone)));
        }
    }
    if text.is_none() && photos.is_empty() {
        return None;
    }
    moved(version, &NewTimes { text, photos, in_words: false }, |_| false, zone)
        .ok()
        .map(|moved| moved.release)
}

/// Lets a draft follow a version that stands at other times now, with the words that tell of them, where the draft still
/// had the times from before. Its text stays as written.
///
/// # Errors
/// As [`moved`].
pub(crate) fn follow(
    draft: &mut Release,
    before: &Release,
    after: &Release,
    is_out: impl Fn(SlotId) -> bool,
    zone: Tz,
) -> Result<(), Problem> {
    let text = match &after.due {
        Some(Due::At(time)) if after.due != before.due && draft.due == before.due => Some(time.clone()),
        _ => None,
    };
    let mut photos = Vec::new();
    for slot in &draft.photos {
        let (Some(was), Some(is)) = (before.slot(slot.id), after.slot(slot.id)) else { continue };
        if let PhotoTime::At { time } = &is.time
            && is.time != was.time
            && slot.time == was.time
        {
            photos.push((slot.id, time.clone()));
        }
    }
    *draft = moved(draft, &NewTimes { text, photos, in_words: false }, is_out, zone)?.release;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;
    use sperrfrist_release::{Opening, PhotoSlot, ReleaseId, Timetable};

    fn at(minutes: i64) -> DateTime<Utc> {
        Utc.timestamp_opt(1_700_582_400 + minutes * 60, 0).single().expect("an instant")
    }

    fn civil(minutes: i64) -> CivilTime {
        CivilTime::from_instant(at(minutes), DEFAULT_ZONE)
    }

    fn release(photos: &[PhotoTime]) -> Release {
        let mut release = Release::blank(ReleaseId::random());
        release.due = Some(Due::At(civil(0)));
        for time in photos {
            let slot = PhotoSlot::promised(SlotId::random(), "Bild");
            release.photos.push(PhotoSlot { time: time.clone(), ..slot });
        }
        release
    }

    #[test]
    fn a_version_that_was_planned_anew_beside_it_does_not_hide_a_later_order() {
        let mut newer = release(&[PhotoTime::At { time: civil(60) }]);
        newer.headline = "Korrigiert".into();
        let photo = ItemId::photo(newer.id, newer.photos[0].id);
        let postponed = |to| move |item: ItemId| (item == photo).then_some(at(to));
        assert_eq!(standing(&newer, postponed(60)), None, "it says so already");
        let stands = standing(&newer, postponed(90)).expect("it was moved once more");
        assert_eq!(stands.photos[0].time, PhotoTime::At { time: civil(90) });
        assert_eq!((stands.due, stands.headline), (newer.due, newer.headline));
    }

    #[test]
    fn a_draft_follows_only_where_nobody_has_decided_otherwise() {
        let before = release(&[PhotoTime::At { time: civil(30) }]);
        let slot = before.photos[0].id;
        let to = |item: ItemId| if item == ItemId::text(before.id) { at(45) } else { at(75) };
        let after = standing(&before, |item| Some(to(item))).expect("it was moved");
        let mut draft = before.clone();
        draft.headline = "Neu".into();
        follow(&mut draft, &before, &after, |_| false, DEFAULT_ZONE).expect("it follows");
        assert_eq!((&draft.due, &draft.photos[0].time), (&after.due, &PhotoTime::At { time: civil(75) }));
        assert_eq!(draft.headline, "Neu");
        let mut own = before.clone();
        own.due = Some(Due::At(civil(60)));
        let own_slot = own.slot_mut(slot).expect("the slot");
        (own_slot.time, own_slot.pending_words) = (PhotoTime::At { time: civil(61) }, "Bild später".into());
        let decided = own.clone();
        follow(&mut own, &before, &after, |_| false, DEFAULT_ZONE).expect("nothing to follow");
        assert_eq!(own, decided);
    }

    fn photo_time() -> impl Strategy<Value = PhotoTime> {
        prop_oneof![
            Just(PhotoTime::WithRelease),
            (0u32..90).prop_map(|minutes| PhotoTime::After { minutes }),
            (0i64..90).prop_map(|minutes| PhotoTime::At { time: civil(minutes) }),
        ]
    }

    proptest! {
        #[test]
        fn nothing_stands_earlier_than_planned_or_than_it_was_moved_to(
            times in prop::collection::vec(photo_time(), 0..4),
            text in prop::option::of(-30i64..120),
            moves in prop::collection::vec(prop::option::of(-30i64..180), 4),
        ) {
            let planned = release(&times);
            let before = Timetable::of(&planned).expect("a timetable");
            let postponed = |item: ItemId| {
                if item == ItemId::text(planned.id) {
                    return Some(at(text?));
                }
                let number = planned.photos.iter().position(|slot| item == ItemId::photo(planned.id, slot.id))?;
                Some(at(moves[number]?))
            };
            let standing = standing(&planned, postponed).unwrap_or_else(|| planned.clone());
            let after = Timetable::of(&standing).expect("still in its order");
            let instant = |opening| match opening {
                Opening::At { utc } => utc,
                Opening::Signal { .. } => unreachable!("no signal here"),
            };
            let expected = instant(before.text).max(text.map_or(at(-60), at));
            prop_assert_eq!(instant(after.text), expected);
            for (number, (slot, was)) in before.photos.iter().enumerate() {
                let is = instant(after.photo(*slot).expect("the slot"));
                let least = instant(*was).max(moves[number].map_or(at(-60), at)).max(expected);
                prop_assert!(is >= least, "{number}: {is} {least}");
            }
        }
    }
}
