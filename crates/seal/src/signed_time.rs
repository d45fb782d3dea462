//! The newsroom's time under its signature, for one question: an answer to another question, or to the same one asked
//! before, is not believed.

use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::answer::Time;
use crate::{NewsroomId, NewsroomKeys};

/// A time that the newsroom has not signed for this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Die Uhrzeit trägt nicht die Unterschrift des Newsrooms.")]
pub struct ForgedTime;

/// The answer to `GET /api/time?nonce=…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedTime {
    pub time: Time,
    /// What the desk has drawn for this question: 32 hexadecimal digits.
    pub nonce: String,
    /// Ed25519 over time and nonce, hexadecimal.
    pub signature: String,
}

impl SignedTime {
    /// Signs as that newsroom.
    #[must_use]
    pub fn new(time: Time, nonce: &str, keys: &NewsroomKeys) -> Self {
        Self { time, nonce: nonce.to_owned(), signature: keys.sign(&said(&time, nonce)) }
    }

    /// The time, if this newsroom has said it in answer to this nonce.
    ///
    /// # Errors
    /// [`ForgedTime`].
    pub fn check(&self, nonce: &str, newsroom: &NewsroomId) -> Result<Time, ForgedTime> {
        let is_answer = self.nonce == nonce && newsroom.has_signed(&said(&self.time, nonce), &self.signature);
        is_answer.then_some(self.time).ok_or(ForgedTime)
    }
}

/// Whether a text has the form of a nonce.
#[must_use]
pub fn is_nonce(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn said(time: &Time, nonce: &str) -> Vec<u8> {
    let now = time.now.to_rfc3339_opts(SecondsFormat::Nanos, true);
    format!("sperrfrist time\n{nonce}\n{now}\n{}\n{}\n", time.uncertainty_ms, time.synced).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random_name;
    use chrono::{DateTime, TimeDelta};

    fn time() -> Time {
        let now = DateTime::from_timestamp(1_700_582_400, 123_456_789).expect("an instant");
        Time { now, uncertainty_ms: 40, synced: true }
    }

    #[test]
    fn an_answer_is_believed_for_its_own_question_after_it_has_travelled() {
        let (keys, nonce) = (NewsroomKeys::generate(None).expect("keys"), random_name());
        let sent = serde_json::to_string(&SignedTime::new(time(), &nonce, &keys)).expect("plain data");
        let came: SignedTime = serde_json::from_str(&sent).expect("the same");
        assert_eq!(came.check(&nonce, keys.id()), Ok(time()));
    }

    #[test]
    fn what_was_forged_or_said_before_is_not() {
        let (keys, nonce) = (NewsroomKeys::generate(None).expect("keys"), random_name());
        let said = SignedTime::new(time(), &nonce, &keys);
        let later = Time { now: time().now + TimeDelta::hours(2), ..time() };
        let forged = [
            SignedTime { time: later, ..said.clone() },
            SignedTime { time: Time { synced: false, ..time() }, ..said.clone() },
            SignedTime { time: Time { uncertainty_ms: 0, ..time() }, ..said.clone() },
            SignedTime { signature: "00".repeat(64), ..said.clone() },
        ];
        for answer in forged {
            assert_eq!(answer.check(&nonce, keys.id()), Err(ForgedTime), "{answer:?}");
        }
        let next = random_name();
        assert_eq!(said.check(&next, keys.id()), Err(ForgedTime), "replayed");
        assert_eq!(
            SignedTime { nonce: next.clone(), ..said.clone() }.check(&next, keys.id()),
            Err(ForgedTime)
        );
        let other = NewsroomKeys::generate(None).expect("keys");
        assert_eq!(said.check(&nonce, other.id()), Err(ForgedTime), "another newsroom");
    }

    #[test]
    fn a_nonce_is_what_the_desk_draws() {
        assert!(is_nonce(&random_name()));
        for other in ["", "00", &"0".repeat(31), &"g".repeat(32), &"0".repeat(33)] {
            assert!(!is_nonce(other), "{other}");
        }
    }
}
