//! Which looks are due: a pure function of what waits, what is kept, and the time.

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_seal::ItemId;

/// A look that is due at a fixed moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Hour,
    TenMinutes,
    Minute,
    /// The reading back.
    After,
}

/// For how long after its time an item is read back.
const READ_BACK: TimeDelta = TimeDelta::minutes(5);

impl Kind {
    pub(crate) const BEFORE: [Self; 3] = [Self::Hour, Self::TenMinutes, Self::Minute];

    pub(crate) fn minutes_before(self) -> u32 {
        match self {
            Self::Hour => 60,
            Self::TenMinutes => 10,
            Self::Minute => 1,
            Self::After => 0,
        }
    }

    /// As the archive keeps it. A word that was once written is never changed.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Hour => "before60",
            Self::TenMinutes => "before10",
            Self::Minute => "before1",
            Self::After => "after",
        }
    }

    /// When it is due for an item that opens at `opens`.
    pub(crate) fn at(self, opens: DateTime<Utc>) -> DateTime<Utc> {
        opens - TimeDelta::minutes(i64::from(self.minutes_before()))
    }

    /// Until when it still is what it says.
    fn until(self, opens: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Hour => self.at(opens) + TimeDelta::minutes(5),
            Self::TenMinutes => self.at(opens) + TimeDelta::minutes(2),
            Self::Minute => opens,
            Self::After => opens + READ_BACK,
        }
    }
}

/// An item that has a time.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub item: ItemId,
    pub generation: u64,
    pub opens: DateTime<Utc>,
    /// Since when whoever publishes has it.
    pub held_at: DateTime<Utc>,
    /// The looks at this opening that are kept.
    pub kept: Vec<Kind>,
}

/// What is to be done about a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    Look(Kind),
    /// Its moment is over.
    Close(Kind),
}

impl Waiting {
    /// From when on it can be late: its time, or its handing over where that came later.
    pub(crate) fn from(&self) -> DateTime<Utc> {
        self.opens.max(self.held_at)
    }

    /// Everything that is due at `now`, however long nobody asked.
    pub(crate) fn jobs(&self, now: DateTime<Utc>) -> Vec<Job> {
        let before = Kind::BEFORE.into_iter().map(|kind| (kind, self.opens));
        // What was planned later than that has no such look.
        let before = before.filter(|(kind, opens)| kind.at(*opens) >= self.held_at);
        before
            .chain([(Kind::After, self.from())])
            .filter(|(kind, opens)| kind.at(*opens) <= now && !self.kept.contains(kind))
            .map(|(kind, opens)| if now < kind.until(opens) { Job::Look(kind) } else { Job::Close(kind) })
            .collect()
    }

    /// When the next look is due.
    pub(crate) fn next(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let before = Kind::BEFORE.into_iter().map(|kind| kind.at(self.opens));
        before.chain([self.from()]).filter(|at| *at > now).min()
    }
}

/// How long to wait before an item is read back again, so long after its time: often at first, for then it comes.
pub(crate) fn pause(since: TimeDelta) -> std::time::Duration {
    let milliseconds = match since.num_seconds() {
        ..=0 => 50,
        1..=4 => 250,
        5..=29 => 1_000,
        30..=59 => 2_000,
        _ => 10_000,
    };
    std::time::Duration::from_millis(milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::ReleaseId;

    fn second(of: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_582_400 + of, 0).expect("an instant")
    }

    fn waiting(held: i64, kept: &[Kind]) -> Waiting {
        Waiting {
            item: ItemId::text(ReleaseId::random()),
            generation: 1,
            opens: second(0),
            held_at: second(held),
            kept: kept.to_vec(),
        }
    }

    #[test]
    fn a_look_is_due_from_its_moment_until_it_would_be_another_one() {
        let all = waiting(-7_200, &[]);
        assert_eq!(all.jobs(second(-3_601)), []);
        assert_eq!(all.jobs(second(-3_600)), [Job::Look(Kind::Hour)]);
        assert_eq!(all.jobs(second(-3_301)), [Job::Look(Kind::Hour)]);
        assert_eq!(all.jobs(second(-3_300)), [Job::Close(Kind::Hour)]);
        let hour = waiting(-7_200, &[Kind::Hour]);
        assert_eq!(hour.jobs(second(-600)), [Job::Look(Kind::TenMinutes)]);
        assert_eq!(hour.jobs(second(-60)), [Job::Close(Kind::TenMinutes), Job::Look(Kind::Minute)]);
        let three = waiting(-7_200, &Kind::BEFORE);
        assert_eq!(three.jobs(second(-1)), []);
        assert_eq!(three.jobs(second(0)), [Job::Look(Kind::After)]);
        assert_eq!(three.jobs(second(300)), [Job::Close(Kind::After)]);
    }

    #[test]
    fn what_was_planned_late_has_no_look_before_that() {
        let late = waiting(-300, &[]);
        assert_eq!(late.jobs(second(-200)), []);
        assert_eq!(late.jobs(second(-60)), [Job::Look(Kind::Minute)]);
        let after = waiting(900, &[]);
        assert_eq!(after.jobs(second(901)), [Job::Look(Kind::After)]);
        assert_eq!(after.jobs(second(1_200)), [Job::Close(Kind::After)]);
    }

    #[test]
    fn after_a_long_sleep_everything_that_was_due_is_there_at_once() {
        let slept = waiting(-7_200, &[]);
        let close = [Kind::Hour, Kind::TenMinutes, Kind::Minute, Kind::After].map(Job::Close);
        assert_eq!(slept.jobs(second(86_400)), close);
    }

    #[test]
    fn ticks_at_any_moments_leave_each_look_looked_at_or_closed_once() {
        // Every pattern of being on and off, minute by minute, from a small generator.
        let mut state: u64 = 4_711;
        for _ in 0..2_000 {
            let mut kept: Vec<Kind> = Vec::new();
            for minute in -70..=10 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                if state >> 62 != 0 && minute != 10 {
                    continue;
                }
                for job in waiting(-7_200, &kept).jobs(second(minute * 60)) {
                    let (Job::Look(kind) | Job::Close(kind)) = job;
                    assert!(!kept.contains(&kind), "{kind:?} twice");
                    if let Job::Look(kind) = job {
                        let is_before = Kind::BEFORE.contains(&kind);
                        assert_eq!(is_before, minute < 0, "{kind:?} at minute {minute}");
                    }
                    kept.push(kind);
                }
            }
            assert_eq!(kept.len(), 4, "{kept:?}");
        }
    }

    #[test]
    fn the_next_moment_is_that_of_the_next_look() {
        let all = waiting(-7_200, &[]);
        assert_eq!(all.next(second(-7_000)), Some(second(-3_600)));
        assert_eq!(all.next(second(-59)), Some(second(0)));
        assert_eq!(all.next(second(0)), None);
    }
}
