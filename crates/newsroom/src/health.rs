//! How the newsroom is: for its keeper, who must know within a minute when something due is not public.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_clock::Reading;
use sperrfrist_release::gate::Clearance;

use crate::holdings::Content;
use crate::newsroom::House;

/// From then on something due that is not public is a fault.
const GRACE: TimeDelta = TimeDelta::seconds(5);

/// A clock that is less sure than this makes things late.
const UNSURE: Duration = Duration::from_secs(1);

/// Counts of items, and the clock. It tells that something is sealed, so it is for the keeper alone.
#[derive(Debug, Clone)]
pub(crate) struct Health {
    pub sealed: usize,
    pub live: usize,
    /// Stopped, held back or withdrawn.
    pub withheld: usize,
    /// Its time has come, nothing holds it, and it is not public.
    pub overdue: usize,
    /// It could not be read, or its manifest carries no signature that counts.
    pub damaged: usize,
    /// The longest time between due and public, of all that is public.
    pub worst_lateness: TimeDelta,
    pub clock: Reading,
    /// What is due could not be let out: it did not get onto the disk, or not from it.
    pub failing: bool,
    /// Public, and its line in the journal could not be written.
    pub unwritten: usize,
    /// Public pages and pictures that could not be shown when they were last asked for.
    pub unshown: usize,
}

/// Whether something that is due at this time should have been public for a while.
pub(crate) fn is_overdue(due: DateTime<Utc>, now: &Reading) -> bool {
    let doubt = TimeDelta::from_std(now.uncertainty).unwrap_or(TimeDelta::MAX);
    now.wall - due > doubt.max(GRACE)
}

impl House {
    pub(crate) fn health(&self) -> Health {
        let now = self.clock.now();
        let mut health = Health {
            sealed: 0,
            live: 0,
            withheld: 0,
            overdue: 0,
            damaged: 0,
            worst_lateness: TimeDelta::zero(),
            clock: now,
            failing: self.is_alarmed(),
            unwritten: self.owed.overdue(),
            unshown: 0,
        };
        let holdings = self.holdings();
        // Of a picture that was recalled since, nobody needs to know; pages go by their path.
        let is_shown = |name: &str| {
            name.starts_with('/')
                || holdings.owner_of_part(name).is_some_and(|held| holdings.is_public(held, &now))
        };
        health.unshown = self.unshown.count(is_shown);
        for held in holdings.all() {
            let due = holdings.opens_at(held);
            if matches!(held.content, Content::Unreadable) {
                health.damaged += 1;
            }
            match (held.row.clearance, held.row.revealed_at, due) {
                (Clearance::Cleared, Some(since), due) if holdings.is_public(held, &now) => {
                    health.live += 1;
                    // What was planned for a time in the past is not late.
                    let late = due.map_or(TimeDelta::zero(), |due| since - due.max(held.row.held_at));
                    health.worst_lateness = health.worst_lateness.max(late);
                }
                (Clearance::Cleared, None, Some(due)) if is_overdue(due, &now) => health.overdue += 1,
                (Clearance::Cleared, None, _) => health.sealed += 1,
                _ => health.withheld += 1,
            }
        }
        health
    }
}

impl Health {
    /// What is wrong, in sentences.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if !self.clock.synced {
            faults.push("Die Uhr ist nicht abgeglichen; was gesperrt ist, bleibt gesperrt.".to_owned());
        }
        if self.overdue > 0 {
            faults.push(format!("Fällig und nicht öffentlich: {}.", self.overdue));
        }
        if self.damaged > 0 {
            faults.push(format!("Beschädigt und deshalb gesperrt: {}.", self.damaged));
        }
        if self.clock.uncertainty > UNSURE {
            faults.push(
                "Die Uhr ist um mehr als eine Sekunde ungewiss; Fälliges erscheint um so viel später."
                    .to_owned(),
            );
        }
        if self.failing {
            faults.push("Beim letzten Versuch ließ sich Fälliges nicht zeigen.".to_owned());
        }
        if self.unwritten > 0 {
            faults
                .push(format!("Öffentlich, aber noch nicht ins Protokoll geschrieben: {}.", self.unwritten));
        }
        if self.unshown > 0 {
            faults.push(format!("Öffentlich, aber beim letzten Abruf nicht lesbar: {}.", self.unshown));
        }
        faults
    }

    /// In the text format of Prometheus (version 0.0.4).
    pub(crate) fn to_metrics(&self) -> String {
        let items = [
            ("sealed", self.sealed),
            ("live", self.live),
            ("withheld", self.withheld),
            ("overdue", self.overdue),
            ("damaged", self.damaged),
            ("unshown", self.unshown),
            ("unwritten", self.unwritten),
        ];
        let mut text = String::from(
            "# HELP sperrfrist_items Items held, by where they stand.\n# TYPE sperrfrist_items gauge\n",
        );
        for (state, count) in items {
            text.push_str(&format!("sperrfrist_items{{state=\"{state}\"}} {count}\n"));
        }
        let mut gauge = |name: &str, help: &str, value: f64| {
            text.push_str(&format!("# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n"));
        };
        let seconds = |delta: TimeDelta| delta.num_milliseconds() as f64 / 1_000.0;
        gauge(
            "sperrfrist_lateness_seconds_max",
            "Longest time between due and public.",
            seconds(self.worst_lateness),
        );
        gauge(
            "sperrfrist_clock_uncertainty_seconds",
            "How far the clock may be off.",
            self.clock.uncertainty.as_secs_f64(),
        );
        gauge(
            "sperrfrist_clock_synced",
            "Whether anybody vouches for the clock.",
            f64::from(u8::from(self.clock.synced)),
        );
        text
    }
}
