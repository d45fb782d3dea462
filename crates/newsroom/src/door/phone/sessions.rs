//! Who is signed in. Kept in memory alone: a start of the newsroom ends all sessions.
//!
//! Passwords are made here and have 100 random bits. How many are checked at a time is limited here, how often somebody may
//! try in `attempts`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sperrfrist_seal::{random_name, sha256_hex};
use tokio::sync::Semaphore;

use crate::newsroom::{House, locked};
use crate::officers;
use crate::refusal::Denied;

/// `__Host-` binds it to this host and to TLS (RFC 6265bis, section 4.1.3.2).
const COOKIE: &str = "__Host-sitzung";
/// A working day.
const LIFE: Duration = Duration::from_secs(12 * 60 * 60);
/// Passwords that are checked at a time; each takes 64 MiB.
const AT_A_TIME: usize = 2;
/// Who would have to wait longer is sent away.
const WAIT: Duration = Duration::from_secs(5);
/// Sessions of one person at a time; one more ends the oldest.
const MOST_OF_ONE: usize = 10;

#[derive(Debug)]
pub(super) struct Sessions {
    /// By the SHA-256 of the cookie's value.
    open: Mutex<HashMap<String, Open>>,
    turns: Semaphore,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { open: Mutex::default(), turns: Semaphore::new(AT_A_TIME) }
    }
}

#[derive(Debug)]
struct Open {
    session: Session,
    /// On the clock since boot.
    ends: Duration,
    said: Option<Said>,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(super) struct Session {
    key: String,
    pub name: String,
    /// The hash it was opened with: a new password ends it.
    pub password: Option<String>,
    /// The secret that every form carries.
    pub form: String,
}

/// What came of an order, in a sentence for the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Done(String),
    Nothing(String),
}

impl From<Denied> for Said {
    fn from(denied: Denied) -> Self {
        Self::Nothing(format!("{} {}", denied.refusal.sentence, denied.refusal.next_step))
    }
}

/// What came of signing in.
pub(super) enum Entry {
    /// The `Set-Cookie` header.
    In(String),
    Wrong,
    Busy,
}

impl Sessions {
    /// Opens a session for whoever knows the password. `now` is the clock since boot.
    pub(super) async fn enter(
        &self,
        house: Arc<House>,
        name: String,
        password: String,
        now: Duration,
    ) -> Entry {
        if !officers::is_password_form(&password) {
            return Entry::Wrong;
        }
        let Ok(Ok(_turn)) = tokio::time::timeout(WAIT, self.turns.acquire()).await else {
            return Entry::Busy;
        };
        let checked = tokio::task::spawn_blocking(move || {
            let rows = house.officers().ok()?;
            let row = rows.into_iter().find(|row| row.officer.name == name);
            let kept = row.and_then(|row| row.password);
            officers::is_password(kept.as_deref(), &password).then_some((name, kept))
        });
        let Ok(Some((name, password))) = checked.await else { return Entry::Wrong };
        let secret = format!("{}{}", random_name(), random_name());
        let key = sha256_hex(secret.as_bytes());
        let session = Session { key: key.clone(), name, password, form: random_name() };
        let mut open = locked(&self.open);
        open.retain(|_, session| session.ends > now);
        while open.values().filter(|other| other.session.name == session.name).count() >= MOST_OF_ONE {
            let of_one = open.iter().filter(|(_, other)| other.session.name == session.name);
            let Some(oldest) = of_one.min_by_key(|(_, other)| other.ends).map(|(key, _)| key.clone()) else {
                break;
            };
            open.remove(&oldest);
        }
        open.insert(key, Open { session, ends: now + LIFE, said: None });
        Entry::In(format!(
            "{COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={}",
            LIFE.as_secs()
        ))
    }

    /// The session of a `Cookie` header.
    pub(super) fn of<'a>(&self, cookies: impl Iterator<Item = &'a str>, now: Duration) -> Option<Session> {
        let mut pairs =
            cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, secret) = pairs.find(|(name, _)| *name == COOKIE)?;
        let open = locked(&self.open);
        let open = open.get(&sha256_hex(secret.as_bytes()))?;
        (open.ends > now).then(|| open.session.clone())
    }

    /// Keeps a sentence for the next page.
    pub(super) fn say(&self, session: &Session, said: Said) {
        if let Some(open) = locked(&self.open).get_mut(&session.key) {
            open.said = Some(said);
        }
    }

    /// Takes the sentence.
    pub(super) fn said(&self, session: &Session) -> Option<Said> {
        locked(&self.open).get_mut(&session.key)?.said.take()
    }

    pub(super) fn end(&self, session: &Session) {
        locked(&self.open).remove(&session.key);
    }
}

/// The `Set-Cookie` header that takes the cookie back.
pub(super) fn forgotten() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}
