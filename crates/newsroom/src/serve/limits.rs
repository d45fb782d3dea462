//! How much is too much.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

/// Wrong tokens from one address: so many at once, then one each second.
const FAILURES: NonZeroU32 = NonZeroU32::new(60).expect("more than none");

/// Open files that are not connections: the database, parts that are read or written, and some to spare.
#[cfg(unix)]
const OTHER_FILES: u64 = 256;

/// What the newsroom bears, and whom it believes.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at a time. When there are more, the one that has been silent for longest goes.
    pub connections: usize,
    /// Requests of the public from one address in a second; none by default, for the press comes in a crowd.
    pub rate: Option<NonZeroU32>,
    /// Proxies that may say for whom they ask.
    pub trusted_proxies: Vec<IpNet>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 4_096, rate: None, trusted_proxies: Vec::new() }
    }
}

impl Limits {
    /// As many connections as there may be open files beside those that the newsroom needs itself.
    pub(super) fn most(&self) -> usize {
        self.connections.min(files().saturating_sub(1)).max(1)
    }
}

/// How many files may be open for connections.
#[cfg(unix)]
fn files() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    limit.map_or(usize::MAX, |limit| {
        let left = limit.saturating_sub(OTHER_FILES.min(limit / 2));
        usize::try_from(left).unwrap_or(usize::MAX)
    })
}

#[cfg(not(unix))]
fn files() -> usize {
    usize::MAX
}

/// Lets this process open as many files as the system permits; a shell gives it 1,024 to begin with.
pub fn raise_open_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
        // Refused: then there are fewer connections.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    }
}

/// Counts by address. Who has IPv6 has a whole /64.
#[derive(Debug)]
pub(crate) struct Rate(DefaultKeyedRateLimiter<IpAddr>);

impl Rate {
    /// So many in a second, and as many at once.
    pub(super) fn per_second(most: NonZeroU32) -> Self {
        Self(RateLimiter::keyed(Quota::per_second(most)))
    }

    pub(crate) fn of_failures() -> Self {
        Self::of(Quota::per_second(NonZeroU32::MIN).allow_burst(FAILURES))
    }

    pub(crate) fn of(quota: Quota) -> Self {
        Self(RateLimiter::keyed(quota))
    }

    /// Counts one more of this address.
    ///
    /// # Errors
    /// How long to wait, where that was one too many.
    pub(crate) fn count(&self, address: IpAddr) -> Result<(), Duration> {
        let now = || DefaultClock::default().now();
        self.0.check_key(&household(address)).map_err(|wait| wait.wait_time_from(now()))
    }

    /// How many addresses are remembered.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets addresses that have not been heard of for a while.
    pub(crate) fn tidy(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }
}

fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn each_address_is_counted_by_itself_and_a_household_as_one() {
        let rate = Rate::per_second(NonZeroU32::new(2).expect("two"));
        assert!(rate.count(ip("203.0.113.7")).is_ok() && rate.count(ip("203.0.113.7")).is_ok());
        let wait = rate.count(ip("203.0.113.7")).expect_err("one too many");
        assert!(wait <= Duration::from_secs(1));
        assert!(rate.count(ip("203.0.113.8")).is_ok());
        assert!(rate.count(ip("2001:db8::1")).is_ok() && rate.count(ip("2001:db8::2")).is_ok());
        assert!(rate.count(ip("2001:db8::3")).is_err());
        assert!(rate.count(ip("2001:db8:0:1::3")).is_ok());
        rate.tidy();
        assert!(rate.count(ip("203.0.113.7")).is_err(), "who was just here is not forgotten");
    }

    #[test]
    fn connections_leave_files_for_the_newsroom_itself() {
        let all = Limits { connections: usize::MAX, ..Limits::default() }.most();
        assert!((1..=files()).contains(&all));
        assert_eq!(Limits { connections: 3, ..Limits::default() }.most(), 3);
    }
}
