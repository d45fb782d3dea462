//! The line to the newsroom: how often it is asked, and since when it does not answer.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::answer::Time;

use crate::Problem;
use crate::view::Unreachable;

/// A release is asked for at most this often.
const EVERY: Duration = Duration::from_secs(1);
/// The same for what waits for its time.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// After it could not be reached, the newsroom is left alone for so long where nobody asked for it.
const PAUSE: Duration = Duration::from_secs(10);
/// How often the status line asks for the newsroom's time.
const TIME_EVERY: Duration = Duration::from_secs(5);
/// How often the desk looks who else is there.
const OFFICE_EVERY: Duration = Duration::from_secs(60);

/// When the newsroom was asked last. Durations are times since boot.
#[derive(Debug, Default)]
pub(crate) struct Line(Mutex<Asked>);

#[derive(Debug, Default)]
struct Asked {
    releases: HashMap<ReleaseId, Duration>,
    time: Option<Duration>,
    office: Option<Duration>,
    silent_until: Option<Duration>,
    unreachable: Option<Unreachable>,
}

impl Line {
    /// Whether it is time to ask for that release again; if so, the next time is later. What is urgent does not wait
    /// until the newsroom may have come back.
    pub(crate) fn may_ask(&self, id: ReleaseId, now: &Reading, is_urgent: bool) -> bool {
        self.may_ask_every(EVERY, id, now, is_urgent)
    }

    /// The same for what only waits: somebody else may have stopped it, or moved it from the phone.
    pub(crate) fn may_look_after(&self, id: ReleaseId, now: &Reading) -> bool {
        self.may_ask_every(LOOK_EVERY, id, now, false)
    }

    fn may_ask_every(&self, every: Duration, id: ReleaseId, now: &Reading, is_urgent: bool) -> bool {
        let mut asked = self.asked();
        if !is_urgent && asked.is_silent(now) {
            return false;
        }
        let due = asked.releases.get(&id).is_none_or(|last| now.boottime.saturating_sub(*last) >= every);
        if due {
            asked.releases.insert(id, now.boottime);
        }
        due
    }

    /// The same for the newsroom's time.
    pub(crate) fn may_ask_time(&self, now: &Reading) -> bool {
        let mut asked = self.asked();
        let due = asked.time.is_none_or(|last| now.boottime.saturating_sub(last) >= TIME_EVERY);
        if !due || asked.is_silent(now) {
            return false;
        }
        asked.time = Some(now.boottime);
        true
    }

    /// The same for the office's seats and key.
    pub(crate) fn may_ask_office(&self, now: &Reading) -> bool {
        let mut asked = self.asked();
        let due = asked.office.is_none_or(|last| now.boottime.saturating_sub(last) >= OFFICE_EVERY);
        if !due || asked.is_silent(now) {
            return false;
        }
        asked.office = Some(now.boottime);
        true
    }

    /// Notes that the newsroom did not answer, or not as it should.
    pub(crate) fn fell_silent(&self, now: &Reading, problem: &Problem) {
        let mut asked = self.asked();
        asked.silent_until = Some(now.boottime + PAUSE);
        asked.time = None;
        let since = asked.unreachable.as_ref().map_or(now.wall, |before| before.since);
        asked.unreachable = Some(Unreachable { since, problem: problem.clone() });
    }

    /// Notes that it did.
    pub(crate) fn answered(&self) {
        let mut asked = self.asked();
        asked.silent_until = None;
        asked.unreachable = None;
    }

    /// Since when the newsroom does not answer; `None` if it did when it was last asked.
    pub(crate) fn unreachable(&self) -> Option<Unreachable> {
        self.asked().unreachable.clone()
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Asked {
    fn is_silent(&self, now: &Reading) -> bool {
        self.silent_until.is_some_and(|until| now.boottime < until)
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
    use chrono::DateTime;

    fn at(boottime_ms: u64) -> Reading {
        Reading {
            wall: DateTime::from_timestamp_millis(boottime_ms.cast_signed()).expect("an instant"),
            boottime: Duration::from_millis(boottime_ms),
            uncertainty: Duration::ZERO,
            synced: true,
        }
    }

    fn away() -> Problem {
        Problem::new("channel.unreachable", "Nicht zu erreichen.", "")
    }

    #[test]
    fn a_release_is_asked_for_once_a_second_and_the_time_every_five() {
        let line = Line::default();
        let id = ReleaseId::random();
        assert!(line.may_ask(id, &at(0), false));
        assert!(!line.may_ask(id, &at(999), false));
        assert!(line.may_ask(ReleaseId::random(), &at(999), false));
        assert!(line.may_ask(id, &at(1_000), false));
        assert!(line.may_ask_time(&at(0)));
        assert!(!line.may_ask_time(&at(4_999)));
        assert!(line.may_ask_time(&at(5_000)));
    }

    #[test]
    fn the_office_is_looked_at_once_a_minute_and_not_where_nobody_answers() {
        let line = Line::default();
        line.fell_silent(&at(0), &away());
        assert!(!line.may_ask_office(&at(9_999)));
        assert!(line.may_ask_office(&at(10_000)));
        assert!(!line.may_ask_office(&at(69_999)));
        assert!(line.may_ask_office(&at(70_000)));
    }

    #[test]
    fn a_newsroom_that_does_not_answer_is_left_alone_for_a_while_and_missed_since_it_fell_silent() {
        let line = Line::default();
        line.fell_silent(&at(0), &away());
        assert!(!line.may_ask(ReleaseId::random(), &at(9_999), false));
        assert!(line.may_ask(ReleaseId::random(), &at(9_999), true));
        assert!(!line.may_ask_time(&at(9_999)));
        assert!(line.may_ask(ReleaseId::random(), &at(10_000), false));
        line.fell_silent(&at(10_000), &away());
        assert_eq!(line.unreachable().map(|unreachable| unreachable.since), Some(at(0).wall));
        line.answered();
        assert_eq!(line.unreachable(), None);
        assert!(line.may_ask_time(&at(10_001)));
    }
}
