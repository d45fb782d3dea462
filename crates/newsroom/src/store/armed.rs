//! What is written down of an item shortly before its time: that it is public from an instant on.
//!
//! It takes the place of the latch for the moments between the first byte and the latch. It opens nothing by itself: that
//! the instant has come, the gate says, or after a restart the time since the same boot.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_clock::Reading;

/// By how much the time since boot may run fast, per second: 500 ppm, the most that a time service corrects without
/// stepping (`adjtimex(2)`).
const DRIFT: u32 = 2_000;

/// More than the two readings of a look differ by, and than a clock that is kept right grows uncertain within [`AHEAD`].
const LONG: Duration = Duration::from_secs(1);

/// What is waited for rather than written to the disk, which takes longer.
const MOMENT: Duration = Duration::from_millis(5);

/// How long before its time an item is armed: two looks of the watcher, and time for a slow disk.
pub(crate) const AHEAD: TimeDelta = TimeDelta::milliseconds(600);

/// An instant, and the reading that was vouched for when it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Armed {
    /// It stands for this one alone: whatever stops, moves or replaces the item raises its generation.
    pub generation: u64,
    pub due: DateTime<Utc>,
    wall: DateTime<Utc>,
    boottime: Duration,
    uncertainty: Duration,
    /// The run of the machine that `boottime` counts from.
    boot: String,
}

impl Armed {
    /// `now` is a reading that is vouched for.
    pub(crate) fn new(generation: u64, due: DateTime<Utc>, now: &Reading, boot: String) -> Self {
        let Reading { wall, boottime, uncertainty, .. } = *now;
        Self { generation, due, wall, boottime, uncertainty, boot }
    }

    /// Whether it was written down since the machine was started.
    pub(crate) fn is_of(&self, boot: &str) -> bool {
        self.boot == boot
    }

    /// Whether the instant has come by the time since boot: then a restart would know it too, however the wall clock is
    /// set by then.
    pub(crate) fn has_come(&self, now: &Reading, boot: &str) -> bool {
        self.has_come_for(Duration::ZERO, now, boot)
    }

    /// How long until it has come by the time since boot, where that is a moment: the two clocks of a reading are not read in
    /// the very same instant.
    pub(crate) fn comes_in(&self, now: &Reading, boot: &str) -> Option<Duration> {
        let latest = self.due.checked_add_signed(TimeDelta::from_std(self.uncertainty).ok()?)?;
        let left = (latest - self.carried_to(now)?).to_std().ok()?;
        (self.is_of(boot) && !left.is_zero() && left <= MOMENT).then_some(left)
    }

    /// The same also if the time since boot ran fast: good enough to open by, where no clock says so.
    pub(crate) fn has_surely_come(&self, now: &Reading, boot: &str) -> bool {
        let since = now.boottime.saturating_sub(self.boottime);
        self.has_come_for(since / DRIFT, now, boot)
    }

    /// Whether it came so long ago that a clock by which it has not come has changed its mind.
    pub(crate) fn has_long_come(&self, now: &Reading, boot: &str) -> bool {
        self.has_come_for(LONG, now, boot)
    }

    /// The wall time as it was, carried on by the time since boot.
    pub(crate) fn carried_to(&self, now: &Reading) -> Option<DateTime<Utc>> {
        let since = now.boottime.checked_sub(self.boottime)?;
        self.wall.checked_add_signed(TimeDelta::from_std(since).ok()?)
    }

    fn has_come_for(&self, doubt: Duration, now: &Reading, boot: &str) -> bool {
        let Ok(doubt) = TimeDelta::from_std(self.uncertainty + doubt) else { return false };
        let earliest = self.carried_to(now).and_then(|carried| carried.checked_sub_signed(doubt));
        self.is_of(boot) && earliest.is_some_and(|earliest| earliest >= self.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(wall_ms: i64, boot_ms: u64) -> Reading {
        Reading {
            wall: DateTime::from_timestamp_millis(wall_ms).expect("an instant"),
            boottime: Duration::from_millis(boot_ms),
            uncertainty: Duration::from_millis(3),
            synced: true,
        }
    }

    /// Due at 10,000 by the wall; written down half a second before, an hour after boot.
    fn armed() -> Armed {
        Armed::new(1, reading(10_000, 0).wall, &reading(9_500, 3_600_000), "boot".into())
    }

    #[test]
    fn the_instant_comes_with_the_time_since_boot_and_the_doubt_of_the_reading() {
        let armed = armed();
        for wall in [0, 10_000, 99_999_999] {
            assert!(!armed.has_come(&reading(wall, 3_600_502), "boot"), "{wall}");
            assert!(armed.has_come(&reading(wall, 3_600_503), "boot"), "{wall}");
            // A quarter of a millisecond more, for a clock that runs fast.
            assert!(!armed.has_surely_come(&reading(wall, 3_600_503), "boot"), "{wall}");
            assert!(armed.has_surely_come(&reading(wall, 3_600_504), "boot"), "{wall}");
        }
    }

    #[test]
    fn what_comes_in_a_moment_says_when() {
        let comes = |boot: u64| armed().comes_in(&reading(0, boot), "boot");
        assert_eq!(comes(3_600_502), Some(Duration::from_millis(1)));
        assert_eq!(comes(3_600_498), Some(Duration::from_millis(5)));
        assert_eq!((comes(3_600_497), comes(3_600_503)), (None, None), "not soon, or come");
        assert_eq!(armed().comes_in(&reading(0, 3_600_502), "another"), None);
    }

    #[test]
    fn after_another_start_of_the_machine_it_says_nothing() {
        let late = reading(99_999_999, 9_999_999);
        assert!(armed().has_come(&late, "boot") && !armed().has_come(&late, "another"));
        assert!(!armed().has_come(&reading(99_999_999, 0), "boot"), "time does not run back");
    }
}
