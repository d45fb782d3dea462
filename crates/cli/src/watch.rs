//! The independent prober: asks from outside, every few milliseconds, and notes the first public byte.

use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::{Prober, Problem};

use crate::fault::Fault;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(2);
/// After this long past its time something is lost, not late.
const PATIENCE: chrono::Duration = chrono::Duration::seconds(30);

/// An address, and how to tell that the item is there.
#[derive(Debug, Clone)]
pub struct Target {
    pub url: String,
    pub due: DateTime<Utc>,
    /// What must not be read there before: lists and feeds are public, but must not know it. Without it, any
    /// answer other than that for a path that never was counts.
    pub canary: Option<String>,
}

/// What the prober saw.
#[derive(Debug, Clone)]
pub struct Seen {
    pub target: Target,
    /// When the question was put that got the first public answer: the item opened after that or with it.
    pub first_asked: Option<DateTime<Utc>>,
    /// When the first public answer was complete.
    pub first_public: Option<DateTime<Utc>>,
    /// Bytes of public answers that were complete before the time.
    pub early_bytes: u64,
    /// How often it looked before the time.
    pub looks_before: u64,
    /// The first public answer.
    pub body: Vec<u8>,
}

impl Seen {
    /// Milliseconds from the time to the first public answer.
    #[must_use]
    pub fn late_ms(&self) -> Option<f64> {
        let late = self.first_public? - self.target.due;
        late.num_microseconds().map(|us| us as f64 / 1000.0)
    }
}

/// Watches every target at once until each is public or given up.
pub fn watch(targets: Vec<Target>) -> Result<Vec<Seen>, Fault> {
    thread::scope(|scope| {
        let watchers: Vec<_> =
            targets.into_iter().map(|target| scope.spawn(move || watch_one(target))).collect();
        watchers
            .into_iter()
            .map(|watcher| {
                watcher.join().map_err(|_| {
                    Fault::new("demo.prober", "Der Prüfer ist ausgefallen.", "Wiederholen Sie den Befehl.")
                })?
            })
            .collect()
    })
}

fn watch_one(target: Target) -> Result<Seen, Fault> {
    let prober = Prober::new(&target.url).map_err(Problem::from)?;
    let origin = target.url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let never = prober.fetch(&format!("{origin}/2023/eine-seite-die-es-nie-gab")).map_err(Problem::from)?;
    let mut seen = Seen {
        target,
        first_asked: None,
        first_public: None,
        early_bytes: 0,
        looks_before: 0,
        body: Vec::new(),
    };
    loop {
        let asked = HostClock.now().wall;
        let answer = prober.fetch(&seen.target.url).map_err(Problem::from)?;
        let now = HostClock.now().wall;
        let public = match &seen.target.canary {
            Some(canary) => contains(&answer.body, canary.as_bytes()),
            None => answer.status != never.status || answer.body != never.body,
        };
        if now < seen.target.due {
            seen.looks_before += 1;
            if public {
                seen.early_bytes += answer.body.len() as u64;
            }
        }
        if public && seen.first_public.is_none() {
            (seen.first_asked, seen.first_public) = (Some(asked), Some(now));
            seen.body = answer.body;
        }
        if (seen.first_public.is_some() && now >= seen.target.due) || now > seen.target.due + PATIENCE {
            return Ok(seen);
        }
        thread::sleep(PAUSE);
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len().max(1)).any(|window| window == needle)
}
