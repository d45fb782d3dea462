//! A clock wound by hand: it stands still until a test moves it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_clock::{Clock, Reading};

/// Stands at the instant it was set to. Share it as an `Arc` between the test and what is tested.
#[derive(Debug)]
pub struct HandClock {
    reading: Mutex<Reading>,
    boot: Mutex<Option<String>>,
}

impl HandClock {
    /// Stands at `wall`: synchronised, without uncertainty, and an hour after boot.
    #[must_use]
    pub fn new(wall: DateTime<Utc>) -> Self {
        let boottime = Duration::from_secs(3_600);
        let reading = Reading { wall, boottime, uncertainty: Duration::ZERO, synced: true };
        Self { reading: Mutex::new(reading), boot: Mutex::new(Some("the first boot".to_owned())) }
    }

    /// Another run of the machine, or one of which nobody knows which it is.
    pub fn set_boot(&self, boot: Option<&str>) {
        *self.boot.lock().unwrap_or_else(PoisonError::into_inner) = boot.map(str::to_owned);
    }

    /// Steps the wall time, forwards or back, as a wrong hand would: the time since boot does not follow.
    pub fn set(&self, wall: DateTime<Utc>) {
        self.reading().wall = wall;
    }

    /// Lets time pass: wall time and the time since boot go on together.
    pub fn advance(&self, by: Duration) {
        let mut reading = self.reading();
        reading.wall += TimeDelta::from_std(by).expect("a test lets less than 292 million years pass");
        reading.boottime += by;
    }

    /// How far the wall time may be off.
    pub fn set_uncertainty(&self, uncertainty: Duration) {
        self.reading().uncertainty = uncertainty;
    }

    /// Whether the source vouches for the wall time.
    pub fn set_synced(&self, synced: bool) {
        self.reading().synced = synced;
    }

    /// A panicking test must not take the clock of the others with it.
    fn reading(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for HandClock {
    fn now(&self) -> Reading {
        *self.reading()
    }

    fn boot(&self) -> Option<String> {
        self.boot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("an instant")
    }

    #[test]
    fn it_stands_still_until_it_is_moved() {
        let clock = HandClock::new(instant(1_700_582_400));
        assert_eq!(clock.now(), clock.now());
        let before = clock.now();
        clock.advance(Duration::from_millis(1_500));
        assert_eq!(clock.now().wall - before.wall, TimeDelta::milliseconds(1_500));
        assert_eq!(clock.now().boottime - before.boottime, Duration::from_millis(1_500));
    }

    #[test]
    fn a_step_of_the_wall_time_is_not_shared_by_the_time_since_boot() {
        let clock = HandClock::new(instant(1_700_582_400));
        let before = clock.now();
        clock.set(instant(1_700_575_200));
        assert_eq!(clock.now().wall, instant(1_700_575_200));
        assert_eq!(clock.now().boottime, before.boottime);
    }

    #[test]
    fn it_can_doubt_itself() {
        let clock = HandClock::new(instant(0));
        clock.set_uncertainty(Duration::from_millis(40));
        clock.set_synced(false);
        assert_eq!(clock.now().uncertainty, Duration::from_millis(40));
        assert!(!clock.now().synced);
    }
}
