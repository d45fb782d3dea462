//! The kernel's clock with the kernel's own opinion of it, from `adjtimex(2)`.

use std::time::Duration;

use rtime_clock::adjtime::{Timex, adjtimex};

use crate::{Clock, Reading, boot, host};

/// `TIME_ERROR` of `adjtimex(2)`: the clock is not synchronised.
const TIME_ERROR: i32 = 5;

/// Reads the estimated maximum error (`maxerror`, microseconds) with the time. A kernel that calls its clock
/// unsynchronised, or that does not answer, gives `synced: false`; what is sealed then stays sealed.
#[derive(Debug, Clone, Copy, Default)]
pub struct KernelClock;

impl Clock for KernelClock {
    fn now(&self) -> Reading {
        let mut query = Timex::new();
        let state = adjtimex(&mut query);
        let max_error = u64::try_from(query.0.maxerror).unwrap_or(u64::MAX);
        Reading {
            wall: host::wall(),
            boottime: host::boottime(),
            uncertainty: Duration::from_micros(max_error),
            synced: matches!(state, Ok(code) if code != TIME_ERROR),
        }
    }

    fn boot(&self) -> Option<String> {
        boot::boot()
    }
}
