//! The office's key lies here in its envelope; the desks make it, hand it on and make it anew, and the newsroom opens nothing.
//!
//! What it can hold them to without that, it does: one envelope follows another, an envelope is for seats that are there, and
//! when somebody has left, the next key is another one.

use axum::http::StatusCode;
use sperrfrist_seal::OfficeKey;
use sperrfrist_seal::answer::Office;

use crate::newsroom::{House, milliseconds};
use crate::officers::Officer;
use crate::refusal::Denied;

impl House {
    /// Takes the next envelope in the place of the one before it. Blocks.
    pub(crate) fn put_office_key(&self, key: &OfficeKey, officer: &Officer) -> Result<Office, Denied> {
        if !key.is_well_formed() {
            return Err(no_key());
        }
        let mut store = self.deciding()?;
        let seats: Vec<String> = store.seats()?.into_iter().map(|(_, recipient)| recipient).collect();
        let before = store.office_key()?;
        if before.as_ref().map_or(0, |before| before.generation).checked_add(1) != Some(key.generation) {
            return Err(moved_on());
        }
        if key.somebody_left(&seats) {
            return Err(no_seat());
        }
        let is_same = |before: &OfficeKey| before.recipient == key.recipient;
        if before.is_some_and(|before| before.somebody_left(&seats) && is_same(&before)) {
            return Err(same_key());
        }
        let at = milliseconds(self.clock.now().wall);
        if !store.put_office_key(key, at, &officer.name)? {
            return Err(moved_on());
        }
        drop(store);
        self.office(officer)
    }
}

fn no_key() -> Denied {
    Denied::new(
        StatusCode::BAD_REQUEST,
        "office.key_form",
        "Das ist kein Schlüssel einer Pressestelle.",
        "Bringen Sie App und Newsroom auf denselben Stand.",
    )
}

fn moved_on() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "office.key_moved_on",
        "Den Schlüssel der Pressestelle hat inzwischen ein anderer Schreibtisch ausgegeben. Es wurde nichts geändert.",
        "Es ist nichts zu tun; Sperrfrist fragt von selbst noch einmal.",
    )
}

fn no_seat() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "office.key_seat",
        "Der Schlüssel der Pressestelle wäre auch für einen Schreibtisch, der keinen Zugang hat. Es wurde nichts geändert.",
        "Es ist nichts zu tun; Sperrfrist fragt von selbst noch einmal.",
    )
}

fn same_key() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "office.key_same",
        "Jemand mit diesem Schlüssel hat keinen Zugang mehr; es muss ein neuer sein. Es wurde nichts geändert.",
        "Es ist nichts zu tun; Sperrfrist fragt von selbst noch einmal.",
    )
}
