//! The gate: the one place that decides whether a byte may be shown.
//!
//! Whoever serves or sends asks [`open`] at that moment; a timer is only a hint to look. Pure: the item and a
//! reading in, yes or no out.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_clock::Reading;
use ts_rs::TS;

/// What the gate must know of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub opening: Opening,
    pub clearance: Clearance,
    /// When an entitled officer gave the signal; only openings on signal look at it.
    pub signal: Option<DateTime<Utc>>,
    /// An order has moved it to this time or a later one; never to an earlier one.
    pub postponed_to: Option<DateTime<Utc>>,
    /// A durable latch, written before the first byte went out: a clock stepped back takes nothing away.
    pub revealed: bool,
}

/// What opens an item, as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Opening {
    At {
        utc: DateTime<Utc>,
    },
    /// At the signal, `after_minutes` later, and never before `not_before`.
    Signal {
        after_minutes: u32,
        not_before: Option<DateTime<Utc>>,
    },
}

/// Whether an item may go out at all. Only `Cleared` may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Clearance {
    Cleared,
    /// It waits for a second person.
    Proposed,
    /// "Anhalten": nothing that is not public becomes public.
    Stopped,
    /// "Bild zurückhalten": this one item waits.
    Held,
    Withdrawn,
}

impl Item {
    /// The instant from which the item is public; `None` as long as the signal has not been given.
    #[must_use]
    pub fn due(&self) -> Option<DateTime<Utc>> {
        let planned = match self.opening {
            Opening::At { utc } => utc,
            Opening::Signal { after_minutes, not_before } => {
                let after = self.signal?.checked_add_signed(Duration::minutes(i64::from(after_minutes)))?;
                not_before.map_or(after, |earliest| after.max(earliest))
            }
        };
        Some(self.postponed_to.map_or(planned, |later| planned.max(later)))
    }
}

/// Whether the item may be shown at this reading of the clock.
///
/// Never early: the reading must be vouched for, and the due time must lie behind even the earliest instant
/// that the reading allows.
#[must_use]
pub fn open(item: &Item, now: &Reading) -> bool {
    if item.clearance != Clearance::Cleared {
        return false;
    }
    if item.revealed {
        return true;
    }
    let Some(due) = item.due() else { return false };
    let Some(earliest_now) =
        Duration::from_std(now.uncertainty).ok().and_then(|slack| now.wall.checked_sub_signed(slack))
    else {
        return false;
    };
    now.synced && earliest_now >= due
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    const DUE_MS: i64 = 1_700_582_400_000;

    fn at(ms: i64) -> DateTime<Utc> {
        Utc.timestamp_millis_opt(ms).single().expect("an instant")
    }

    fn reading(ms: i64, uncertainty_ms: u64, synced: bool) -> Reading {
        Reading {
            wall: at(ms),
            boottime: std::time::Duration::ZERO,
            uncertainty: std::time::Duration::from_millis(uncertainty_ms),
            synced,
        }
    }

    fn item() -> Item {
        Item {
            opening: Opening::At { utc: at(DUE_MS) },
            clearance: Clearance::Cleared,
            signal: None,
            postponed_to: None,
            revealed: false,
        }
    }

    #[test]
    fn closed_one_millisecond_before_and_open_at_the_time() {
        assert!(!open(&item(), &reading(DUE_MS - 1, 0, true)));
        assert!(open(&item(), &reading(DUE_MS, 0, true)));
        assert!(open(&item(), &reading(DUE_MS + 1, 0, true)));
    }

    #[test]
    fn forty_milliseconds_of_doubt_are_forty_milliseconds_of_waiting() {
        assert!(!open(&item(), &reading(DUE_MS + 39, 40, true)));
        assert!(open(&item(), &reading(DUE_MS + 40, 40, true)));
    }

    #[test]
    fn a_clock_nobody_vouches_for_opens_nothing() {
        assert!(!open(&item(), &reading(DUE_MS + 3_600_000, 0, false)));
    }

    #[test]
    fn what_was_revealed_stays_although_the_clock_steps_back() {
        let revealed = Item { revealed: true, ..item() };
        assert!(open(&revealed, &reading(DUE_MS - 7_200_000, 0, false)));
    }

    #[test]
    fn stop_hold_and_withdraw_override_the_latch_and_what_is_only_proposed_is_not_open() {
        let others = [Clearance::Proposed, Clearance::Stopped, Clearance::Held, Clearance::Withdrawn];
        for clearance in others {
            let item = Item { clearance, revealed: true, ..item() };
            assert!(!open(&item, &reading(DUE_MS + 1, 0, true)));
        }
    }

    #[test]
    fn on_signal_waits_for_the_signal_and_for_its_not_before_time() {
        let waiting =
            Item { opening: Opening::Signal { after_minutes: 30, not_before: Some(at(DUE_MS)) }, ..item() };
        assert!(!open(&waiting, &reading(DUE_MS + 86_400_000, 0, true)));
        let given = Item { signal: Some(at(DUE_MS - 3_600_000)), ..waiting };
        assert!(!open(&given, &reading(DUE_MS - 1, 0, true)));
        assert!(open(&given, &reading(DUE_MS, 0, true)));
        let later = Item { signal: Some(at(DUE_MS)), ..waiting };
        assert!(!open(&later, &reading(DUE_MS + 30 * 60_000 - 1, 0, true)));
        assert!(open(&later, &reading(DUE_MS + 30 * 60_000, 0, true)));
    }

    #[test]
    fn a_postponement_moves_it_later_and_never_earlier() {
        for later in [-60_000, -1, 0, 1, 60_000] {
            let moved = Item { postponed_to: Some(at(DUE_MS + later)), ..item() };
            let due = DUE_MS + later.max(0);
            assert!(!open(&moved, &reading(due - 1, 0, true)), "{later}");
            assert!(open(&moved, &reading(due, 0, true)), "{later}");
        }
        let waiting = Item { opening: Opening::Signal { after_minutes: 0, not_before: None }, ..item() };
        let moved = Item { postponed_to: Some(at(DUE_MS)), ..waiting };
        assert!(!open(&moved, &reading(DUE_MS + 1, 0, true)), "it waits for its signal all the same");
        assert!(open(&Item { signal: Some(at(DUE_MS - 5)), ..moved }, &reading(DUE_MS, 0, true)));
    }

    proptest! {
        #[test]
        fn never_early(wall in DUE_MS - 10_000_000..DUE_MS + 10_000_000, doubt in 0u64..5_000_000, synced: bool) {
            let shown = open(&item(), &reading(wall, doubt, synced));
            prop_assert_eq!(shown, synced && wall - i64::try_from(doubt).expect("small") >= DUE_MS);
        }
    }
}
