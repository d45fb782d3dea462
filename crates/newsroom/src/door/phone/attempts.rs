//! How often somebody may try to sign in: by where they ask from, and by whose name they give.
//!
//! A limit by name alone would let anybody keep an officer out at 16:58 by typing that name. So a phone that has signed in
//! before has a device cookie (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"), and is counted by itself.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sperrfrist_seal::{NewsroomKeys, random_name, sha256_hex};

use crate::serve::Rate;

/// As the session's: bound to this host and to TLS.
const COOKIE: &str = "__Host-geraet";
/// The longest that a browser keeps a cookie (RFC 6265bis, section 5.5): 400 days.
const LIFE: Duration = Duration::from_secs(400 * 24 * 60 * 60);
/// From one address, or from one phone that was here before: so many at once, then one each half minute.
const OF_CLIENT: NonZeroU32 = NonZeroU32::new(10).expect("more than none");
const CLIENT_PAUSE: Duration = Duration::from_secs(30);
/// Under one name, from phones that were never here: so many at once, then one each ten seconds.
const OF_NAME: NonZeroU32 = NonZeroU32::new(30).expect("more than none");
const NAME_PAUSE: Duration = Duration::from_secs(10);
/// Names and phones that are remembered before those are forgotten that have been quiet.
const MANY: usize = 10_000;

type Counted = DefaultKeyedRateLimiter<String>;

/// Every attempt counts, also one that succeeds: what is not allowed is not looked at, so no answer tells a name that is
/// entered from one that is not.
#[derive(Debug)]
pub(super) struct Attempts {
    clients: Rate,
    names: Counted,
    devices: Counted,
}

impl Default for Attempts {
    fn default() -> Self {
        let of_client = every(CLIENT_PAUSE).allow_burst(OF_CLIENT);
        Self {
            clients: Rate::of(of_client),
            names: RateLimiter::keyed(every(NAME_PAUSE).allow_burst(OF_NAME)),
            devices: RateLimiter::keyed(of_client),
        }
    }
}

fn every(pause: Duration) -> Quota {
    Quota::with_period(pause).expect("a pause is longer than nothing")
}

impl Attempts {
    /// Counts an attempt under a name.
    ///
    /// # Errors
    /// How long to wait, where that was one too many.
    pub(super) fn count(&self, client: IpAddr, name: &str, device: Option<&str>) -> Result<(), Duration> {
        if let Some(device) = device {
            return count(&self.devices, device);
        }
        if self.clients.len() >= MANY {
            self.clients.tidy();
        }
        self.clients.count(client)?;
        count(&self.names, &sha256_hex(name.as_bytes()))
    }
}

fn count(counted: &Counted, key: &str) -> Result<(), Duration> {
    if counted.len() >= MANY {
        counted.retain_recent();
    }
    let now = DefaultClock::default().now();
    counted.check_key(&key.to_owned()).map_err(|wait| wait.wait_time_from(now))
}

/// The `Set-Cookie` header for a phone on which that person has signed in.
pub(super) fn device_cookie(keys: &NewsroomKeys, name: &str) -> String {
    let mark = random_name();
    let word = keys.sign(&known(name, &mark));
    format!("{COOKIE}={mark}.{word}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={}", LIFE.as_secs())
}

/// The mark of the phone, if that person has signed in on it before.
pub(super) fn device<'a>(
    keys: &NewsroomKeys,
    name: &str,
    cookies: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut pairs =
        cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == COOKIE)?;
    let (mark, word) = value.split_once('.')?;
    keys.id().has_signed(&known(name, mark), word).then_some(mark)
}

/// What the newsroom signs.
fn known(name: &str, mark: &str) -> Vec<u8> {
    format!("sperrfrist phone\n{name}\n{mark}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(last: u8) -> IpAddr {
        IpAddr::from([203, 0, 113, last])
    }

    #[test]
    fn an_address_is_counted_and_a_name_across_addresses_and_a_known_phone_by_itself() {
        let attempts = Attempts::default();
        for client in 0..3 {
            for _ in 0..10 {
                assert_eq!(attempts.count(ip(client), "M. Roth", None), Ok(()));
            }
            let wait = attempts.count(ip(client), "K. Lehmann", None).expect_err("one too many");
            assert!(wait <= CLIENT_PAUSE);
        }
        let wait = attempts.count(ip(9), "M. Roth", None).expect_err("thirty under that name");
        assert!(wait <= NAME_PAUSE);
        assert_eq!(attempts.count(ip(9), "K. Lehmann", None), Ok(()));
        for _ in 0..10 {
            assert_eq!(attempts.count(ip(0), "M. Roth", Some("a")), Ok(()), "nobody can keep it out");
        }
        assert!(attempts.count(ip(0), "M. Roth", Some("a")).is_err(), "but it guesses no faster");
    }

    #[test]
    fn a_phone_is_known_for_its_own_person_at_its_own_newsroom() {
        let [keys, others] = [0, 1].map(|_| NewsroomKeys::generate(None).expect("keys"));
        let cookie = device_cookie(&keys, "M. Roth");
        let pair = cookie.split(';').next().expect("a pair");
        let found = |keys, name| device(keys, name, std::iter::once(pair));
        assert!(found(&keys, "M. Roth").is_some());
        assert_eq!((found(&keys, "K. Lehmann"), found(&others, "M. Roth")), (None, None));
        assert_eq!(device(&keys, "M. Roth", std::iter::once("__Host-geraet=a.b")), None);
    }
}
