//! Which looks are due: a pure function of what waits, what is kept, and the time.

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_seal::ItemId;

/// Which look it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Hour,
    TenMinutes,
    Minute,
    /// While the signal is awaited.
    Waiting,
    /// The reading back.
    After,
}

/// For how long after its time an item is read back.
const READ_BACK: TimeDelta = TimeDelta::minutes(5);
/// While the signal is awaited, somebody looks so often,
const EVERY: TimeDelta = TimeDelta::minutes(10);
/// and for so long: a plan that was forgotten is not looked after for ever.
const AT_MOST: TimeDelta = TimeDelta::hours(24);

impl Kind {
    pub(crate) const BEFORE: [Self; 3] = [Self::Hour, Self::TenMinutes, Self::Minute];

    pub(crate) fn minutes_before(self) -> u32 {
        match self {
            Self::Hour => 60,
            Self::TenMinutes => 10,
            Self::Minute => 1,
            Self::Waiting | Self::After => 0,
        }
    }

    /// As the archive keeps it. A word that was once written is never changed.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Hour => "before60",
            Self::TenMinutes => "before10",
            Self::Minute => "before1",
            Self::Waiting => "waiting",
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
            Self::Waiting => opens + EVERY,
            Self::After => opens + READ_BACK,
        }
    }
}

/// What an item waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    At(DateTime<Utc>),
    /// At a signal, and never before a time.
    OnSignal {
        not_before: Option<DateTime<Utc>>,
        given: Option<Given>,
    },
}

/// A signal that was given: when, and when the item opens by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Given {
    pub at: DateTime<Utc>,
    pub opens: DateTime<Utc>,
}

impl Opens {
    /// When it opens; `None` while the signal is awaited.
    pub(crate) fn instant(self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(instant) => Some(instant),
            Self::OnSignal { given, .. } => given.map(|given| given.opens),
        }
    }
}

/// A look as the archive tells it from every other: which one, and of which instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Moment {
    pub kind: Kind,
    /// When the item opens; of one that waits for a signal, when the look was due.
    pub of: DateTime<Utc>,
}

/// An item that goes out.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub item: ItemId,
    pub generation: u64,
    pub opens: Opens,
    /// Since when whoever publishes has it.
    pub held_at: DateTime<Utc>,
    /// The looks that are kept.
    pub kept: Vec<Moment>,
}

/// What is to be done about a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    Look(Moment),
    /// Its moment is over.
    Close(Moment),
}

/// A look with the span in which it is made.
#[derive(Debug, Clone, Copy)]
struct Span {
    moment: Moment,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Waiting {
    /// From when on it can be late: its time, or its handing over where that came later.
    pub(crate) fn from(&self) -> Option<DateTime<Utc>> {
        Some(self.opens.instant()?.max(self.held_at))
    }

    /// Everything that is due at `now`, however long nobody asked.
    pub(crate) fn jobs(&self, now: DateTime<Utc>) -> Vec<Job> {
        let due = self.spans(now).into_iter();
        let due = due.filter(|span| span.from <= now && !self.kept.contains(&span.moment));
        due.map(|span| if now < span.until { Job::Look(span.moment) } else { Job::Close(span.moment) })
            .collect()
    }

    /// When the next look is due.
    pub(crate) fn next(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.spans(now).into_iter().map(|span| span.from).filter(|from| *from > now).min()
    }

    /// All looks that are known of at `now`.
    fn spans(&self, now: DateTime<Utc>) -> Vec<Span> {
        let mut spans = Vec::new();
        match self.opens {
            Opens::At(opens) => self.before(opens, self.held_at, &mut spans),
            Opens::OnSignal { not_before, given } => {
                if let Some(not_before) = not_before {
                    self.before(not_before, self.held_at, &mut spans);
                }
                self.while_it_waits(not_before, given, now, &mut spans);
                if let Some(given) = given.filter(|given| Some(given.opens) != not_before) {
                    self.before(given.opens, self.held_at.max(given.at), &mut spans);
                }
            }
        }
        if let Some((opens, from)) = self.opens.instant().zip(self.from()) {
            let moment = Moment { kind: Kind::After, of: opens };
            spans.push(Span { moment, from, until: from + READ_BACK });
        }
        spans
    }

    /// The looks before an instant that was known `since` then: what was planned later than that has no such look.
    fn before(&self, opens: DateTime<Utc>, since: DateTime<Utc>, spans: &mut Vec<Span>) {
        let kinds = Kind::BEFORE.into_iter().filter(|kind| kind.at(opens) >= since);
        spans.extend(kinds.map(|kind| Span {
            moment: Moment { kind, of: opens },
            from: kind.at(opens),
            until: kind.until(opens),
        }));
    }

    /// When it was handed over, and every ten minutes from when on the signal may come until it has.
    fn while_it_waits(
        &self,
        not_before: Option<DateTime<Utc>>,
        given: Option<Given>,
        now: DateTime<Utc>,
        spans: &mut Vec<Span>,
    ) {
        let begin = not_before.map_or(self.held_at, |not_before| not_before.max(self.held_at));
        // One beyond the present, so that somebody wakes for it.
        let end = given.map_or(now + EVERY, |given| given.at).min(begin + AT_MOST);
        let first = (begin > self.held_at).then_some(self.held_at);
        let rest = std::iter::successors(Some(begin), |at| Some(*at + EVERY)).take_while(|at| *at <= end);
        for of in first.into_iter().chain(rest) {
            if given.is_some_and(|given| of >= given.at) {
                continue;
            }
            let over = Kind::Waiting.until(of);
            let until = given.map_or(over, |given| over.min(given.at));
            spans.push(Span { moment: Moment { kind: Kind::Waiting, of }, from: of, until });
        }
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

    fn of(kind: Kind) -> Moment {
        Moment { kind, of: second(0) }
    }

    fn look(kind: Kind) -> Job {
        Job::Look(of(kind))
    }

    fn close(kind: Kind) -> Job {
        Job::Close(of(kind))
    }

    fn waiting(held: i64, kept: &[Kind]) -> Waiting {
        Waiting {
            item: ItemId::text(ReleaseId::random()),
            generation: 1,
            opens: Opens::At(second(0)),
            held_at: second(held),
            kept: kept.iter().copied().map(of).collect(),
        }
    }

    /// Handed over at 0, not before `not_before`, the signal given at `given`.
    fn on_signal(not_before: Option<i64>, given: Option<i64>) -> Waiting {
        let not_before = not_before.map(second);
        let given =
            given.map(second).map(|at| Given { at, opens: not_before.map_or(at, |time| time.max(at)) });
        Waiting { opens: Opens::OnSignal { not_before, given }, ..waiting(0, &[]) }
    }

    fn at(kind: Kind, minute: i64) -> Moment {
        Moment { kind, of: second(minute * 60) }
    }

    #[test]
    fn a_look_is_due_from_its_moment_until_it_would_be_another_one() {
        let all = waiting(-7_200, &[]);
        assert_eq!(all.jobs(second(-3_601)), []);
        assert_eq!(all.jobs(second(-3_600)), [look(Kind::Hour)]);
        assert_eq!(all.jobs(second(-3_301)), [look(Kind::Hour)]);
        assert_eq!(all.jobs(second(-3_300)), [close(Kind::Hour)]);
        let hour = waiting(-7_200, &[Kind::Hour]);
        assert_eq!(hour.jobs(second(-600)), [look(Kind::TenMinutes)]);
        assert_eq!(hour.jobs(second(-60)), [close(Kind::TenMinutes), look(Kind::Minute)]);
        let three = waiting(-7_200, &Kind::BEFORE);
        assert_eq!(three.jobs(second(-1)), []);
        assert_eq!(three.jobs(second(0)), [look(Kind::After)]);
        assert_eq!(three.jobs(second(300)), [close(Kind::After)]);
    }

    #[test]
    fn what_was_planned_late_has_no_look_before_that() {
        let late = waiting(-300, &[]);
        assert_eq!(late.jobs(second(-200)), []);
        assert_eq!(late.jobs(second(-60)), [look(Kind::Minute)]);
        let after = waiting(900, &[]);
        assert_eq!(after.jobs(second(901)), [look(Kind::After)]);
        assert_eq!(after.jobs(second(1_200)), [close(Kind::After)]);
    }

    #[test]
    fn after_a_long_sleep_everything_that_was_due_is_there_at_once() {
        let slept = waiting(-7_200, &[]);
        let all = [Kind::Hour, Kind::TenMinutes, Kind::Minute, Kind::After].map(close);
        assert_eq!(slept.jobs(second(86_400)), all);
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
                    let (Job::Look(moment) | Job::Close(moment)) = job;
                    let kind = moment.kind;
                    assert!(!kept.contains(&kind), "{kind:?} twice");
                    if let Job::Look(_) = job {
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

    #[test]
    fn what_waits_for_a_signal_is_looked_for_when_it_is_planned_and_every_ten_minutes_then() {
        let waits = on_signal(None, None);
        assert_eq!(waits.jobs(second(0)), [Job::Look(at(Kind::Waiting, 0))]);
        assert_eq!(
            waits.jobs(second(20 * 60)),
            [
                Job::Close(at(Kind::Waiting, 0)),
                Job::Close(at(Kind::Waiting, 10)),
                Job::Look(at(Kind::Waiting, 20))
            ]
        );
        assert_eq!(waits.next(second(1)), Some(second(600)));
        let days = waits.jobs(second(3 * 86_400));
        assert_eq!(days.len(), 24 * 6 + 1, "a day long, and no longer");
        assert!(days.iter().all(|job| matches!(job, Job::Close(_))));
    }

    #[test]
    fn before_its_not_before_time_it_is_looked_for_as_before_any_other_and_often_only_then() {
        let waits = on_signal(Some(7_200), None);
        let hour = Moment { kind: Kind::Hour, of: second(7_200) };
        assert_eq!(waits.jobs(second(3_600)), [Job::Look(hour), Job::Close(at(Kind::Waiting, 0))]);
        let jobs = waits.jobs(second(7_200));
        assert_eq!(jobs.len(), 5, "{jobs:?}");
        assert_eq!(jobs[4], Job::Look(at(Kind::Waiting, 120)));
    }

    #[test]
    fn once_the_signal_is_given_it_is_read_back_and_nothing_is_called_missed_that_nobody_could_know() {
        let given = on_signal(None, Some(905));
        let after = Moment { kind: Kind::After, of: second(905) };
        assert_eq!(given.from(), Some(second(905)));
        assert_eq!(
            given.jobs(second(906)),
            [Job::Close(at(Kind::Waiting, 0)), Job::Close(at(Kind::Waiting, 10)), Job::Look(after)]
        );
        // A photo half an hour after it has an instant from then on.
        let photo = Waiting {
            opens: Opens::OnSignal {
                not_before: None,
                given: Some(Given { at: second(5), opens: second(1_805) }),
            },
            kept: vec![at(Kind::Waiting, 0)],
            ..on_signal(None, None)
        };
        assert_eq!(
            photo.jobs(second(1_300)),
            [Job::Look(Moment { kind: Kind::TenMinutes, of: second(1_805) })]
        );
    }
}
