//! Ten thousand schedules of somebody who acts and somebody who looks, at the same time, around the time.
//!
//! One thread winds the clock past the time and asks as the public does; another stops, holds, moves or lifts meanwhile.
//! Never early, never after a stop that was acknowledged, never twice.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sperrfrist_clock::Clock;
use sperrfrist_newsroom::Newsroom;
use sperrfrist_release::Clearance;
use sperrfrist_seal::answer::Order;

use crate::support::{PAGE, Room, Story, at, five};

const SCHEDULES: u32 = 10_000;
/// Newsrooms that are raced at a time.
const ROOMS: u32 = 4;

/// What the one does while the other looks.
#[derive(Debug, Clone, Copy)]
enum Act {
    Stop,
    Hold,
    /// Later by so many milliseconds.
    Postpone(i64),
    /// A package for that many milliseconds from five: earlier or later, if it is not public yet.
    Reschedule(i64),
    Nothing,
}

/// Where the clock is wound to, in milliseconds from five, and what is done meanwhile after how many turns of waiting.
#[derive(Debug, Clone)]
struct Schedule {
    /// Whether the time since boot goes along with the clock, so that what is armed counts.
    goes_along: bool,
    winds: Vec<i64>,
    act: Act,
    wait: u32,
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let act = prop_oneof![
        4 => Just(Act::Stop),
        2 => Just(Act::Hold),
        1 => (1i64..20).prop_map(Act::Postpone),
        1 => (-3i64..10).prop_map(Act::Reschedule),
        1 => Just(Act::Nothing),
    ];
    let steps = prop::collection::vec(1i64..4, 1..3);
    (any::<bool>(), steps, act, 0u32..2_000).prop_map(|(goes_along, steps, act, wait)| {
        // Always through T-1 ms and T.
        let mut winds = vec![-1, 0];
        winds.extend(steps.iter().scan(0, |now, step| {
            *now += step;
            Some(*now)
        }));
        Schedule { goes_along, winds, act, wait }
    })
}

fn ms(ms: i64) -> DateTime<Utc> {
    five() + TimeDelta::milliseconds(ms)
}

/// One look of the public: the clock, whether a stop had been acknowledged before, and whether it was shown.
#[derive(Debug)]
struct Look {
    clock: i64,
    after_stop: bool,
    shown: bool,
}

/// Plays one schedule on a release that was planned for five. Returns whether it went public, or what is wrong with what was
/// seen.
fn play(room: &Room, story: &Story, generation: u64, schedule: &Schedule) -> Result<bool, TestCaseError> {
    let (begin, stopped) = (Barrier::new(2), AtomicBool::new(false));
    let lifted = if let Act::Reschedule(to) = schedule.act { to.min(0) } else { 0 };
    let looks = std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            begin.wait();
            let look = |clock: &i64| {
                if schedule.goes_along {
                    let left = ms(*clock) - room.clock.now().wall;
                    room.clock.advance(left.to_std().expect("it is wound forwards"));
                } else {
                    room.clock.set(ms(*clock));
                }
                let after_stop = stopped.load(Ordering::SeqCst);
                Look { clock: *clock, after_stop, shown: room.get(PAGE).status == 200 }
            };
            schedule.winds.iter().map(look).collect::<Vec<_>>()
        });
        begin.wait();
        for _ in 0..schedule.wait {
            std::hint::spin_loop();
        }
        act(room, story, generation, schedule.act, &stopped);
        looking.join().expect("it looks")
    });
    room.clock.set(ms(3_600_000));
    let shown = room.get(PAGE).status == 200;
    let item = &room.report(story.release.id).items[0];
    let told = format!("{schedule:?} {looks:?} {shown} {item:?}");
    if looks.iter().any(|look| look.shown && look.clock < lifted) {
        return Err(TestCaseError::fail(format!("early: {told}")));
    }
    if looks.iter().any(|look| look.shown && look.after_stop) || (shown && stopped.load(Ordering::SeqCst)) {
        return Err(TestCaseError::fail(format!("shown after a stop that was acknowledged: {told}")));
    }
    if looks.windows(2).any(|pair| pair[0].shown && !pair[1].shown && !is_away(item.clearance)) {
        return Err(TestCaseError::fail(format!("gone again: {told}")));
    }
    if shown != (item.clearance == Clearance::Cleared) {
        return Err(TestCaseError::fail(format!("lost: {told}")));
    }
    // What was public at five stays so when a package for a moment later comes; what was moved by an order was not public.
    let earliest = if item.postponed_to.is_some() { item.due } else { item.due.min(Some(five())) };
    if shown && item.first_public_at < earliest {
        return Err(TestCaseError::fail(format!("early by its own journal: {told}")));
    }
    Ok(shown)
}

fn is_away(clearance: Clearance) -> bool {
    matches!(clearance, Clearance::Stopped | Clearance::Held | Clearance::Withdrawn)
}

fn act(room: &Room, story: &Story, generation: u64, act: Act, stopped: &AtomicBool) {
    let release = story.release.id;
    match act {
        Act::Stop => {
            // One that comes too late says so, and what is public stays.
            if let Ok(report) = room.order(release, Order::Stop)
                && report.items[0].clearance == Clearance::Stopped
            {
                stopped.store(true, Ordering::SeqCst);
            }
        }
        Act::Hold => {
            if room.hold(story.text_item()).is_ok_and(|report| is_away(report.items[0].clearance)) {
                stopped.store(true, Ordering::SeqCst);
            }
        }
        Act::Postpone(later) => {
            let to = ms(later).to_rfc3339();
            room.order_as(&format!("releases/{release}"), &format!(r#"{{"order":"postpone","to":"{to}"}}"#));
        }
        Act::Reschedule(to) => {
            let _ = room.put(&story.text(generation + 1, at(ms(to))));
        }
        Act::Nothing => {}
    }
}

/// How many lines of this kind the journal has.
fn count(room: &Room, event: &str) -> usize {
    let journal = Newsroom::journal_in(&room.data()).expect("unharmed");
    journal.iter().filter(|line| line.event == event).count()
}

/// Plays so many schedules in one newsroom; returns how many of them went public.
fn race(schedules: u32) -> u32 {
    let (room, story) = (Room::open(), Story::new());
    let (generation, public) = (Cell::new(0), Cell::new(0));
    let config =
        Config { cases: schedules, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let outcome = TestRunner::new(config).run(&schedule(), |schedule| {
        // What was public is withdrawn first, or it could not be planned anew.
        let _ = room.order(story.release.id, Order::Withdraw);
        room.clock.set(ms(-50));
        generation.set(generation.get() + 20);
        room.put(&story.text(generation.get(), at(five()))).expect("planned");
        let shown = play(&room, &story, generation.get(), &schedule)?;
        public.set(public.get() + u32::from(shown));
        Ok(())
    });
    outcome.expect("every schedule holds");
    let armed = count(&room, "armed");
    assert!(
        armed >= schedules as usize / 10,
        "{armed} of {schedules} were armed, or the latch alone was raced"
    );
    let mut revealed = BTreeMap::<(String, String), usize>::new();
    let journal = Newsroom::journal_in(&room.data()).expect("unharmed");
    for line in journal.iter().filter(|line| line.event == "revealed") {
        *revealed.entry((line.item.to_string(), line.generation.to_string())).or_default() += 1;
    }
    assert!(revealed.values().all(|times| *times == 1), "nothing is opened twice");
    // Some of what went public was taken back by a hold.
    assert!(revealed.len() >= public.get() as usize, "what stays is in the journal");
    public.get()
}

#[test]
fn in_ten_thousand_races_around_the_time_nothing_is_early_late_after_a_stop_or_twice() {
    let public: u32 = std::thread::scope(|scope| {
        let races: Vec<_> = (0..ROOMS).map(|_| scope.spawn(|| race(SCHEDULES / ROOMS))).collect();
        races.into_iter().map(|race| race.join().expect("it ends well")).sum()
    });
    // Both who acts and who looks must have been first many times, or nothing was raced.
    assert!((SCHEDULES / 10..SCHEDULES * 9 / 10).contains(&public), "{public} of {SCHEDULES} went public");
}
