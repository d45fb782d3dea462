//! What time it is, how surely, and who says so.
//!
//! This is the only room of the house that reads a clock; everyone else is handed a [`Reading`] or a
//! [`Clock`]. Not in here: civil time and zones (`release::due`), and any decision about what a reading
//! permits (`release::gate`).

mod boot;
mod following;
mod host;
#[cfg(target_os = "linux")]
mod kernel;
mod steady;

use std::time::Duration;

use chrono::{DateTime, Utc};

pub use following::{FollowingClock, Told};
pub use host::HostClock;
#[cfg(target_os = "linux")]
pub use kernel::KernelClock;
pub use steady::SteadyClock;

/// One look at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// UTC, as the source says.
    pub wall: DateTime<Utc>,
    /// Time since boot, suspend included; it never steps.
    pub boottime: Duration,
    /// The true time lies within `wall` plus or minus this.
    pub uncertainty: Duration,
    /// Whether the source vouches for `wall` at all.
    pub synced: bool,
}

/// A source of readings. Time is a parameter everywhere else.
pub trait Clock: Send + Sync {
    fn now(&self) -> Reading;

    /// Names the run of the machine that `boottime` counts from. Times since boot of two processes can be compared only
    /// where both have the same name for it; `None` where nobody knows.
    fn boot(&self) -> Option<String> {
        None
    }
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> Reading {
        (**self).now()
    }

    fn boot(&self) -> Option<String> {
        (**self).boot()
    }
}
