//! The one line that pairs a desk with a newsroom: the token, and the fingerprint of the newsroom it is for.
//!
//! `sperrfrist-<64 digits>-<32 digits>`, hexadecimal. It is pairing code and token file at once.

use std::fmt;

use thiserror::Error;

use crate::random_name;

const PREFIX: &str = "sperrfrist-";

/// A line that pairs with nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Der Zugangsschlüssel ist unvollständig oder keiner von Sperrfrist.")]
pub struct NoPairing;

/// Token and fingerprint.
#[derive(Clone, PartialEq, Eq)]
pub struct Pairing {
    /// 256 random bits; for `Authorization: Bearer`.
    pub token: String,
    /// [`crate::NewsroomId::fingerprint`].
    pub fingerprint: String,
}

impl Pairing {
    /// With a fresh token.
    #[must_use]
    pub fn new(fingerprint: &str) -> Self {
        let token = format!("{PREFIX}{}{}", random_name(), random_name());
        Self { token, fingerprint: fingerprint.to_owned() }
    }

    /// The line to be pasted.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        format!("{}-{}", self.token, self.fingerprint)
    }

    /// # Errors
    /// [`NoPairing`].
    pub fn from_secret_text(line: &str) -> Result<Self, NoPairing> {
        let line = line.trim();
        let (token, fingerprint) = line.rsplit_once('-').ok_or(NoPairing)?;
        let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_hexdigit());
        let is_token = token.strip_prefix(PREFIX).is_some_and(|secret| digits(secret, 64));
        if !is_token || !digits(fingerprint, 32) {
            return Err(NoPairing);
        }
        Ok(Self { token: token.to_owned(), fingerprint: fingerprint.to_owned() })
    }
}

impl fmt::Debug for Pairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pairing({})", self.fingerprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_carries_both() {
        let pairing = Pairing::new(&"ab".repeat(16));
        let line = pairing.to_secret_text();
        assert_eq!(Pairing::from_secret_text(&format!(" {line}\n")), Ok(pairing.clone()));
        assert_ne!(Pairing::new(&pairing.fingerprint).token, pairing.token);
        assert!(!format!("{pairing:?}").contains(&pairing.token));
    }

    #[test]
    fn half_a_line_is_refused() {
        let line = Pairing::new(&"ab".repeat(16)).to_secret_text();
        for length in 0..line.len() {
            assert!(Pairing::from_secret_text(&line[..length]).is_err(), "{length}");
        }
        assert!(Pairing::from_secret_text(&line.replace('-', "_")).is_err());
    }
}
