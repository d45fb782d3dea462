//! The steps of what is held already. Each compares and sets, is a line of the journal, and is signed for.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, named_params};
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::{ItemId, NewsroomKeys, SignedManifest};

use super::armed::Armed;
use super::former::{self, Former};
use super::items::{give_word, json, number, word};
use super::journal::{self, Entry};
use super::{Row, Store};
use crate::NewsroomError;

/// A step of an item that stands at `generation`.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub item: ItemId,
    pub generation: u64,
    pub event: Event,
    /// The addresses that the public loses by it.
    pub leaves: Vec<Former>,
}

impl Change {
    /// One by which nobody loses an address.
    pub(crate) fn new(item: ItemId, generation: u64, event: Event) -> Self {
        Self { item, generation, event, leaves: Vec::new() }
    }
}

/// What happens to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// An order to stop, hold or withdraw; the generation rises to `raised`. The sentence of a tombstone comes with a
    /// withdrawal alone.
    Ordered { clearance: Clearance, raised: u64, tombstone: Option<String> },
    /// The signal was given.
    Signalled,
    /// An order to move it to a later time; the generation rises to `raised`.
    Postponed { to: DateTime<Utc>, raised: u64 },
    /// A second person has signed the manifest too.
    Approved { signed: SignedManifest },
    /// It is written down that it is public from its time on; `None` takes that back.
    Armed(Option<Armed>),
    /// The gate opened, and the item was opened.
    Revealed { path_suffix: u32 },
    /// Its parts go, and the manifest that named them; the generation rises to `raised`.
    Deleted { raised: u64, left: SignedManifest },
}

impl Store {
    /// Takes all of the steps, or none: `false` where one of the items no longer stands as named. `actor` is the name
    /// of a token, or empty where only a time had come.
    pub(crate) fn change(
        &mut self,
        changes: &[Change],
        at: DateTime<Utc>,
        actor: &str,
    ) -> Result<bool, NewsroomError> {
        let result = change(&mut self.connection, self.keys.as_deref(), changes, at, actor);
        result.map_err(|cause| self.failed(cause))
    }

    /// Holds whatever is not stopped, held or withdrawn already. Returns how many items that were.
    pub(crate) fn hold_everything(&mut self, at: DateTime<Utc>) -> Result<usize, NewsroomError> {
        let cleared = |row: &Row| matches!(row.clearance, Clearance::Cleared | Clearance::Proposed);
        let changes: Vec<Change> = self
            .items()?
            .iter()
            .filter(|row| cleared(row))
            .map(|&Row { item, generation, .. }| {
                let (clearance, raised) = (Clearance::Held, generation + 1);
                Change::new(item, generation, Event::Ordered { clearance, raised, tombstone: None })
            })
            .collect();
        self.change(&changes, at, "restore")?;
        Ok(changes.len())
    }
}

fn change(
    connection: &mut Connection,
    keys: Option<&NewsroomKeys>,
    changes: &[Change],
    at: DateTime<Utc>,
    actor: &str,
) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for Change { item, generation, event, leaves } in changes {
        let (name, stands, at_ms) = (item.to_string(), number(*generation), at.timestamp_millis());
        let touched = match event {
            Event::Ordered { clearance, raised, tombstone } => {
                transaction.prepare_cached(include_str!("order.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":clearance": word(*clearance),
                    ":raised": number(*raised),
                    ":tombstone": tombstone,
                    ":tombstone_at": tombstone.as_ref().map(|_| at_ms),
                })?
            }
            Event::Signalled => transaction
                .prepare_cached(include_str!("signal.sql"))?
                .execute(named_params! { ":item": name, ":generation": stands, ":signal_at": at_ms })?,
            Event::Postponed { to, raised } => {
                transaction.prepare_cached(include_str!("postpone.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":postponed_to": to.timestamp_millis(),
                    ":raised": number(*raised),
                })?
            }
            Event::Approved { signed } => {
                let signatures =
                    serde_json::to_string(&signed.signatures).expect("signatures are plain data");
                transaction.prepare_cached(include_str!("approve.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":signatures": signatures,
                })?
            }
            Event::Armed(armed) => {
                transaction.prepare_cached(include_str!("arm.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":armed": armed.as_ref().map(json),
                })?
            }
            Event::Revealed { path_suffix } => {
                transaction.prepare_cached(include_str!("reveal.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":revealed_at": at_ms,
                    ":path_suffix": path_suffix,
                })?
            }
            Event::Deleted { raised, left } => {
                transaction.prepare_cached(include_str!("delete.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":raised": number(*raised),
                    ":deleted_at": at_ms,
                    ":manifest": left.text,
                })?
            }
        };
        if touched != 1 {
            return Ok(false);
        }
        let (generation, events) = match event {
            Event::Ordered { clearance, raised, tombstone: None } => (raised, vec![word(*clearance)]),
            Event::Ordered { clearance, raised, .. } => (raised, vec![word(*clearance), "tombstoned"]),
            Event::Signalled => (generation, vec!["signalled"]),
            Event::Postponed { raised, .. } => (raised, vec!["postponed"]),
            Event::Approved { .. } => (generation, vec!["approved"]),
            Event::Armed(Some(_)) => (generation, vec!["armed"]),
            Event::Armed(None) => (generation, vec!["disarmed"]),
            Event::Revealed { .. } => (generation, vec!["revealed"]),
            Event::Deleted { raised, .. } => (raised, vec!["deleted"]),
        };
        for event in events {
            let entry = Entry { at, item: &name, generation: number(*generation), event, actor };
            journal::write(&transaction, &entry)?;
        }
        former::leave(&transaction, keys, leaves)?;
        give_word(&transaction, keys, *item)?;
    }
    transaction.commit()?;
    Ok(true)
}
