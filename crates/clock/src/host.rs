//! The machine's own clock, trusted as it stands.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::{Clock, Reading, boot};

/// Trusts the machine: uncertainty zero, always synchronised. For the newsroom inside the app, `demo`, tests
/// and benchmarks, where reader and publisher share one clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct HostClock;

impl Clock for HostClock {
    fn now(&self) -> Reading {
        Reading { wall: wall(), boottime: boottime(), uncertainty: Duration::ZERO, synced: true }
    }

    fn boot(&self) -> Option<String> {
        boot::boot()
    }
}

/// UTC through libc, so that libfaketime can stand in front of it.
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn wall() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(target_os = "linux")]
pub(crate) fn boottime() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    // The call fails only for a clock the kernel does not know; CLOCK_BOOTTIME is there since Linux 2.6.39.
    clock_gettime(ClockId::CLOCK_BOOTTIME).map(Duration::from).unwrap_or_default()
}

/// Elsewhere: since this process first asked. It is only ever compared with itself.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn boottime() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
