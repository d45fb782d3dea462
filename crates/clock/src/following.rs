//! A clock that shows another machine's time, carried on by the time since boot.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Clock, Reading};

/// By how much a clock may run fast or slow against another, per second: 500 ppm, the most that a time service corrects
/// without stepping (`adjtimex(2)`).
const DRIFT: u32 = 2_000;

/// What another machine said of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub wall: DateTime<Utc>,
    pub uncertainty: Duration,
    pub synced: bool,
}

/// Shows the time that was told last, or its own while nobody has told any.
pub struct FollowingClock {
    own: Arc<dyn Clock>,
    told: RwLock<Option<Anchor>>,
}

#[derive(Debug, Clone, Copy)]
struct Anchor {
    told: Told,
    /// Time since boot in the middle between question and answer.
    at: Duration,
    /// Half of the way there and back.
    doubt: Duration,
}

impl FollowingClock {
    #[must_use]
    pub fn new(own: Arc<dyn Clock>) -> Self {
        Self { own, told: RwLock::default() }
    }

    /// The time that counts.
    #[must_use]
    pub fn now(&self) -> Reading {
        let own = self.own.now();
        self.followed(&own).unwrap_or(own)
    }

    /// This machine's own clock.
    #[must_use]
    pub fn own(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.own)
    }

    /// Follows what was told between these two readings of the own clock.
    pub fn follow(&self, told: Told, asked: &Reading, answered: &Reading) {
        let doubt = answered.boottime.saturating_sub(asked.boottime) / 2;
        let anchor = Anchor { told, at: asked.boottime + doubt, doubt };
        *self.told.write().unwrap_or_else(PoisonError::into_inner) = Some(anchor);
    }

    /// What was told, as it stands at a reading of the own clock; `None` while nothing was.
    #[must_use]
    pub fn followed(&self, own: &Reading) -> Option<Reading> {
        let anchor = (*self.told.read().unwrap_or_else(PoisonError::into_inner))?;
        let since = own.boottime.checked_sub(anchor.at)?;
        Some(Reading {
            wall: anchor.told.wall.checked_add_signed(TimeDelta::from_std(since).ok()?)?,
            boottime: own.boottime,
            uncertainty: anchor.told.uncertainty + anchor.doubt + since / DRIFT,
            synced: anchor.told.synced,
        })
    }
}

impl Clock for FollowingClock {
    fn now(&self) -> Reading {
        Self::now(self)
    }

    fn boot(&self) -> Option<String> {
        self.own.boot()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    struct Hands(Mutex<Reading>);

    impl Clock for Hands {
        fn now(&self) -> Reading {
            *self.0.lock().expect("one thread")
        }
    }

    fn at(wall_s: i64, boot_ms: u64) -> Reading {
        Reading {
            wall: DateTime::from_timestamp(wall_s, 0).expect("an instant"),
            boottime: Duration::from_millis(boot_ms),
            uncertainty: Duration::ZERO,
            synced: true,
        }
    }

    const TOLD_S: i64 = 1_700_582_400;

    fn told() -> Told {
        Told { wall: at(TOLD_S, 0).wall, uncertainty: Duration::from_millis(7), synced: true }
    }

    #[test]
    fn until_it_is_told_it_shows_its_own_time() {
        let hands = Arc::new(Hands(Mutex::new(at(5, 1_000))));
        let clock = FollowingClock::new(hands);
        assert_eq!(clock.now(), at(5, 1_000));
        assert_eq!(clock.followed(&at(5, 1_000)), None);
    }

    #[test]
    fn a_pc_two_hours_fast_shows_the_time_it_was_told_also_when_it_is_set_meanwhile() {
        let hands = Arc::new(Hands(Mutex::new(at(TOLD_S + 7_200, 10_000))));
        let clock = FollowingClock::new(hands.clone());
        clock.follow(told(), &at(TOLD_S + 7_200, 9_000), &at(TOLD_S + 7_200, 10_000));
        // Ten seconds after the middle of question and answer.
        for own in [TOLD_S + 7_210, TOLD_S - 86_400] {
            *hands.0.lock().expect("one thread") = at(own, 19_500);
            let now = clock.now();
            assert_eq!(now.wall, at(TOLD_S + 10, 0).wall);
            assert_eq!(now.boottime, Duration::from_millis(19_500));
            // 7 ms as told, 500 ms of way, 5 ms of drift.
            assert_eq!(now.uncertainty, Duration::from_millis(512));
        }
    }

    #[test]
    fn what_was_told_without_warrant_stays_without() {
        let clock = FollowingClock::new(Arc::new(Hands(Mutex::new(at(0, 0)))));
        clock.follow(Told { synced: false, ..told() }, &at(0, 0), &at(0, 0));
        assert!(!clock.now().synced);
    }

    #[test]
    fn a_time_from_before_the_last_start_is_not_carried_on() {
        let clock = FollowingClock::new(Arc::new(Hands(Mutex::new(at(0, 0)))));
        clock.follow(told(), &at(0, 60_000), &at(0, 60_000));
        assert_eq!(clock.followed(&at(3, 1_000)), None);
    }
}
