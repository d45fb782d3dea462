//! A clock that is held against the time since boot.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;

use crate::{Clock, Reading};

/// More than a time service corrects without stepping: 500 ppm (`adjtimex(2)`) over a minute, and the time between the
/// two looks.
const TOLERANCE: TimeDelta = TimeDelta::milliseconds(100);
/// After a step the wall clock must go along with the time since boot for so long before anyone vouches for it again.
const TRIAL: Duration = Duration::from_secs(10);
/// How often the two are set against each other anew, so that slow corrections do not add up.
const ANCHOR_AGE: Duration = Duration::from_secs(60);

/// Vouches for a clock only while it goes along with the time since boot. A wall clock that steps, forwards or
/// backwards, is a fault to be looked at again, and never a reason to open anything.
#[derive(Debug)]
pub struct SteadyClock<C> {
    clock: C,
    anchor: Mutex<Option<Anchor>>,
}

#[derive(Debug, Clone, Copy)]
struct Anchor {
    reading: Reading,
    /// Time since boot at which the trial after a step is over.
    trusted_from: Duration,
}

impl<C: Clock> SteadyClock<C> {
    pub fn new(clock: C) -> Self {
        Self { clock, anchor: Mutex::default() }
    }
}

impl<C: Clock> Clock for SteadyClock<C> {
    fn now(&self) -> Reading {
        let mut anchor = self.anchor.lock().unwrap_or_else(PoisonError::into_inner);
        let mut reading = self.clock.now();
        if anchor.is_some_and(|last| is_step(&last.reading, &reading)) {
            // The two are read one after the other; whoever was stopped in between sees a step that is none.
            reading = self.clock.now();
        }
        let next = match *anchor {
            None => Anchor { reading, trusted_from: Duration::ZERO },
            Some(last) if is_step(&last.reading, &reading) => {
                Anchor { reading, trusted_from: reading.boottime + TRIAL }
            }
            Some(last) if reading.boottime.saturating_sub(last.reading.boottime) >= ANCHOR_AGE => {
                Anchor { reading, ..last }
            }
            Some(last) => last,
        };
        *anchor = Some(next);
        Reading { synced: reading.synced && reading.boottime >= next.trusted_from, ..reading }
    }

    fn boot(&self) -> Option<String> {
        self.clock.boot()
    }
}

/// Whether the wall clock went another way than the time since boot.
fn is_step(before: &Reading, after: &Reading) -> bool {
    let Some(boot) = after.boottime.checked_sub(before.boottime) else { return true };
    let Ok(boot) = TimeDelta::from_std(boot) else { return true };
    // The longer ago, the more a correction may have done: 500 ppm.
    let tolerance = TOLERANCE + boot / 2_000;
    ((after.wall - before.wall) - boot).abs() > tolerance
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    /// Wall and time since boot, set apart from each other.
    #[derive(Debug, Default)]
    struct Hands(Mutex<(i64, u64)>);

    impl Hands {
        fn set(&self, wall_ms: i64, boot_ms: u64) {
            *self.0.lock().expect("one thread") = (wall_ms, boot_ms);
        }
    }

    impl Clock for &Hands {
        fn now(&self) -> Reading {
            let (wall, boot) = *self.0.lock().expect("one thread");
            Reading {
                wall: DateTime::from_timestamp_millis(wall).expect("an instant"),
                boottime: Duration::from_millis(boot),
                uncertainty: Duration::ZERO,
                synced: true,
            }
        }
    }

    fn synced_at(clock: &SteadyClock<&Hands>, wall_ms: i64, boot_ms: u64) -> bool {
        clock.clock.set(wall_ms, boot_ms);
        clock.now().synced
    }

    #[test]
    fn a_clock_that_goes_along_is_trusted_also_through_sleep_and_slow_corrections() {
        let hands = Hands::default();
        let clock = SteadyClock::new(&hands);
        assert!(synced_at(&clock, 0, 0));
        // The time since boot counts suspend.
        assert!(synced_at(&clock, 3_600_000, 3_600_000));
        let mut wall = 3_600_000.0;
        for minute in 1..600_u32 {
            wall += 60_000.0 * 1.000_4;
            assert!(synced_at(&clock, wall as i64, 3_600_000 + u64::from(minute) * 60_000), "{minute}");
        }
    }

    #[test]
    fn a_step_in_either_direction_is_trusted_only_after_it_has_stood_the_trial() {
        for step in [3_600_000, -3_600_000, 150, -150] {
            let hands = Hands::default();
            let clock = SteadyClock::new(&hands);
            let at = |boot: u64| boot as i64 + 10_000_000;
            assert!(synced_at(&clock, at(0), 0));
            assert!(synced_at(&clock, at(1_000), 1_000));
            assert!(!synced_at(&clock, at(2_000) + step, 2_000), "{step}");
            assert!(!synced_at(&clock, at(11_999) + step, 11_999), "{step}");
            assert!(synced_at(&clock, at(12_000) + step, 12_000), "{step}");
        }
    }

    #[test]
    fn a_clock_that_steps_to_and_fro_is_never_trusted() {
        let hands = Hands::default();
        let clock = SteadyClock::new(&hands);
        assert!(synced_at(&clock, 0, 0));
        for second in 1..60_u64 {
            let wall = (second * 1_000) as i64 + if second % 8 < 4 { 60_000 } else { 0 };
            let steps = synced_at(&clock, wall, second * 1_000);
            assert!(!steps || second < 1, "{second}");
        }
    }

    #[test]
    fn what_the_source_does_not_vouch_for_nobody_vouches_for() {
        struct Unsure;
        impl Clock for Unsure {
            fn now(&self) -> Reading {
                let wall = DateTime::UNIX_EPOCH;
                Reading { wall, boottime: Duration::ZERO, uncertainty: Duration::ZERO, synced: false }
            }
        }
        assert!(!SteadyClock::new(Unsure).now().synced);
    }
}
