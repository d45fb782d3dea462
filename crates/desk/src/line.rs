//! The line to the newsroom: what it says of its time, and how often it is asked at all.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_channels::{ChannelError, Newsroom};
use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::answer::Time;

/// A release is asked for at most this often.
const EVERY: Duration = Duration::from_secs(1);
/// After it could not be reached, the newsroom is left alone for so long where nobody asked for it.
const PAUSE: Duration = Duration::from_secs(10);
/// The newsroom's time is carried on by the time since boot for so long.
const CARRIED: Duration = Duration::from_secs(5);

/// When the newsroom was asked last, and what it said. Durations are times since boot.
#[derive(Debug, Default)]
pub(crate) struct Line(Mutex<Asked>);

#[derive(Debug, Default)]
struct Asked {
    releases: HashMap<ReleaseId, Duration>,
    time: Option<(Duration, DateTime<Utc>)>,
    silent_until: Option<Duration>,
}

impl Line {
    /// Whether it is time to ask for that release again; if so, the next time is later. What is urgent does not wait
    /// until the newsroom may have come back.
    pub(crate) fn may_ask(&self, id: ReleaseId, now: &Reading, is_urgent: bool) -> bool {
        let mut asked = self.asked();
        if !is_urgent && asked.silent_until.is_some_and(|until| now.boottime < until) {
            return false;
        }
        let due = asked.releases.get(&id).is_none_or(|last| now.boottime.saturating_sub(*last) >= EVERY);
        if due {
            asked.releases.insert(id, now.boottime);
        }
        due
    }

    /// Notes that the newsroom did not answer.
    pub(crate) fn fell_silent(&self, now: &Reading) {
        let mut asked = self.asked();
        asked.silent_until = Some(now.boottime + PAUSE);
        asked.time = None;
    }

    /// Notes the newsroom's time from any of its answers.
    pub(crate) fn heard(&self, time: Time, now: &Reading) {
        let mut asked = self.asked();
        asked.silent_until = None;
        asked.time = Some((now.boottime, time.now));
    }

    /// The newsroom's time at `now`; asked for, or carried on from a moment ago.
    pub(crate) fn time(&self, newsroom: &Newsroom, now: &Reading) -> Option<DateTime<Utc>> {
        {
            let asked = self.asked();
            if asked.silent_until.is_some_and(|until| now.boottime < until) {
                return None;
            }
            if let Some((at, time)) = asked.time
                && let Some(since) = now.boottime.checked_sub(at).filter(|since| *since < CARRIED)
            {
                return time.checked_add_signed(TimeDelta::from_std(since).ok()?);
            }
        }
        let answer: Result<Time, ChannelError> = newsroom.time();
        match answer {
            Ok(time) => {
                self.heard(time, now);
                Some(time.now)
            }
            Err(_) => {
                self.fell_silent(now);
                None
            }
        }
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a clock would read that shows the newsroom's time.
pub(crate) fn reading(time: Time, now: &Reading) -> Reading {
    Reading {
        wall: time.now,
        boottime: now.boottime,
        uncertainty: Duration::from_millis(time.uncertainty_ms),
        synced: time.synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(boottime_ms: u64) -> Reading {
        Reading {
            wall: DateTime::UNIX_EPOCH,
            boottime: Duration::from_millis(boottime_ms),
            uncertainty: Duration::ZERO,
            synced: true,
        }
    }

    #[test]
    fn a_release_is_asked_for_once_a_second() {
        let line = Line::default();
        let id = ReleaseId::random();
        assert!(line.may_ask(id, &at(0), false));
        assert!(!line.may_ask(id, &at(999), false));
        assert!(line.may_ask(ReleaseId::random(), &at(999), false));
        assert!(line.may_ask(id, &at(1_000), false));
    }

    #[test]
    fn a_newsroom_that_does_not_answer_is_left_alone_for_a_while() {
        let line = Line::default();
        line.fell_silent(&at(0));
        assert!(!line.may_ask(ReleaseId::random(), &at(9_999), false));
        assert!(line.may_ask(ReleaseId::random(), &at(9_999), true));
        assert!(line.may_ask(ReleaseId::random(), &at(10_000), false));
    }
}
