//! The items as they stand, and the steps between.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, named_params};
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::{ItemId, Manifest, NewsroomKeys, SignedManifest};

use super::journal::{self, Entry};
use super::{Store, instant};
use crate::NewsroomError;

/// An item as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub item: ItemId,
    pub generation: u64,
    pub package_sha256: String,
    pub signed: SignedManifest,
    /// What `signed` says.
    pub manifest: Manifest,
    pub clearance: Clearance,
    pub signal: Option<DateTime<Utc>>,
    pub held_at: DateTime<Utc>,
    pub revealed_at: Option<DateTime<Utc>>,
    pub path_suffix: u32,
    /// It was corrected in haste; a second person has not approved yet.
    pub approval_owed: bool,
    /// Where an order has moved it.
    pub postponed_to: Option<DateTime<Utc>>,
    /// The newsroom's signature over [`Row::stands`].
    pub word: Option<String>,
}

impl Row {
    /// Where the item stands, as it is signed.
    pub(crate) fn stands(&self) -> Vec<u8> {
        let ms =
            |at: Option<DateTime<Utc>>| at.map_or_else(String::new, |at| at.timestamp_millis().to_string());
        let Self { item, generation, package_sha256, path_suffix, .. } = self;
        let (clearance, signal, revealed) = (word(self.clearance), ms(self.signal), ms(self.revealed_at));
        let (owed, postponed) = (self.approval_owed, ms(self.postponed_to));
        format!(
            "sperrfrist item\n{item}\n{generation}\n{package_sha256}\n{clearance}\n{signal}\n{revealed}\n{path_suffix}\n{owed}\n{postponed}"
        )
        .into_bytes()
    }
}

/// A package that came in.
#[derive(Debug, Clone)]
pub(crate) struct Arrival<'a> {
    pub signed: &'a SignedManifest,
    pub manifest: &'a Manifest,
    pub package_sha256: &'a str,
    pub signal: Option<DateTime<Utc>>,
    pub held_at: DateTime<Utc>,
    /// The latch of the package before it, where that one is public.
    pub revealed_at: Option<DateTime<Utc>>,
    pub path_suffix: u32,
    pub approval: Approval,
    /// Who sent it.
    pub actor: &'a str,
}

/// Whether somebody who may has let it go public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Approval {
    Given,
    /// A second person has not approved yet: it is only proposed.
    Awaited,
    /// It was corrected in haste, and goes out all the same.
    Owed,
}

impl Approval {
    fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Awaited => "awaited",
            Self::Owed => "owed",
        }
    }
}

/// A step of an item that stands at `generation`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    pub item: ItemId,
    pub generation: u64,
    pub event: Event,
}

/// What happens to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// An order to stop, hold or withdraw; the generation rises to `raised`.
    Ordered { clearance: Clearance, raised: u64 },
    /// The signal was given.
    Signalled,
    /// An order to move it to a later time; the generation rises to `raised`.
    Postponed { to: DateTime<Utc>, raised: u64 },
    /// The gate opened, and the item was opened.
    Revealed { path_suffix: u32 },
}

impl Store {
    /// Every item.
    pub(crate) fn items(&self) -> Result<Vec<Row>, NewsroomError> {
        let read = || {
            let mut statement = self.connection.prepare(include_str!("load.sql"))?;
            statement.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        let rows = read().map_err(|cause| self.failed(cause))?;
        let damaged = || NewsroomError::Damaged { path: self.folder.clone() };
        rows.into_iter().map(|row| row.ok_or_else(damaged)).collect()
    }

    /// Remembers a package as the newest of its item. `false`, and nothing changed, where the item stands at
    /// its generation or a later one.
    pub(crate) fn put(&mut self, arrival: &Arrival<'_>) -> Result<bool, NewsroomError> {
        let result = put(&mut self.connection, self.keys.as_deref(), arrival);
        result.map_err(|cause| self.failed(cause))
    }

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

    /// Remembers a second person's approval of an item that stands at `generation`. `false`, and nothing changed, where
    /// it stands elsewhere, or waits for none.
    pub(crate) fn approve(
        &mut self,
        (item, generation): (ItemId, u64),
        signed: &SignedManifest,
        at: DateTime<Utc>,
        actor: &str,
    ) -> Result<bool, NewsroomError> {
        let keys = self.keys.clone();
        let mut approve = || -> rusqlite::Result<bool> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let signatures = serde_json::to_string(&signed.signatures).expect("signatures are plain data");
            let touched =
                transaction.prepare_cached(include_str!("approve.sql"))?.execute(named_params! {
                    ":item": item.to_string(),
                    ":generation": number(generation),
                    ":signatures": signatures,
                })?;
            if touched != 1 {
                return Ok(false);
            }
            let entry = Entry { at, item, generation: number(generation), event: "approved", actor };
            journal::write(&transaction, &entry)?;
            give_word(&transaction, keys.as_deref(), item)?;
            transaction.commit()?;
            Ok(true)
        };
        let approved = approve();
        approved.map_err(|cause| self.failed(cause))
    }

    /// Holds whatever is not stopped, held or withdrawn already. Returns how many items that were.
    pub(crate) fn hold_everything(&mut self, at: DateTime<Utc>) -> Result<usize, NewsroomError> {
        let cleared = |row: &Row| matches!(row.clearance, Clearance::Cleared | Clearance::Proposed);
        let changes: Vec<Change> = self
            .items()?
            .iter()
            .filter(|row| cleared(row))
            .map(|&Row { item, generation, .. }| {
                let event = Event::Ordered { clearance: Clearance::Held, raised: generation + 1 };
                Change { item, generation, event }
            })
            .collect();
        self.change(&changes, at, "restore")?;
        Ok(changes.len())
    }

    /// Lets the database grow no further, as a full disk would.
    #[cfg(test)]
    pub(crate) fn fill_up(&self) {
        let pages: i64 =
            self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("counts");
        self.connection.pragma_update(None, "max_page_count", pages).expect("limits");
        // What is free within the pages goes to the journal.
        let item = ItemId::text(sperrfrist_release::ReleaseId::random());
        for actor in ["x".repeat(1_000), String::new()] {
            let entry = Entry { at: DateTime::UNIX_EPOCH, item, generation: 0, event: "voll", actor: &actor };
            while journal::write(&self.connection, &entry).is_ok() {}
        }
    }
}

fn put(
    connection: &mut Connection,
    keys: Option<&NewsroomKeys>,
    arrival: &Arrival<'_>,
) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let manifest = arrival.manifest;
    let touched = transaction.prepare_cached(include_str!("put.sql"))?.execute(named_params! {
        ":item": manifest.item.to_string(),
        ":generation": number(manifest.generation),
        ":package_sha256": arrival.package_sha256,
        ":manifest": arrival.signed.text,
        ":signatures": serde_json::to_string(&arrival.signed.signatures).expect("signatures are plain data"),
        ":signal_at": arrival.signal.map(|signal| signal.timestamp_millis()),
        ":held_at": arrival.held_at.timestamp_millis(),
        ":revealed_at": arrival.revealed_at.map(|revealed| revealed.timestamp_millis()),
        ":path_suffix": arrival.path_suffix,
        ":approval": arrival.approval.as_str(),
    })?;
    if touched != 1 {
        return Ok(false);
    }
    let Manifest { item, generation, .. } = *manifest;
    let (at, actor) = (arrival.held_at, arrival.actor);
    let event = match arrival.approval {
        Approval::Given => "received",
        Approval::Awaited => "proposed",
        Approval::Owed => "corrected in haste",
    };
    journal::write(&transaction, &Entry { at, item, generation: number(generation), event, actor })?;
    give_word(&transaction, keys, item)?;
    transaction.commit()?;
    Ok(true)
}

/// Signs for where an item stands now. Without keys nobody's word stands behind it, and it is held at the next start.
fn give_word(
    transaction: &rusqlite::Transaction<'_>,
    keys: Option<&NewsroomKeys>,
    item: ItemId,
) -> rusqlite::Result<()> {
    let name = item.to_string();
    let query = concat!("SELECT * FROM (", include_str!("load.sql"), ") WHERE item = ?1");
    let row = transaction.prepare_cached(query)?.query_row([&name], row)?;
    let word = keys.zip(row).map(|(keys, row)| keys.sign(&row.stands()));
    transaction.prepare_cached("UPDATE items SET word = ?2 WHERE item = ?1")?.execute((&name, word))?;
    Ok(())
}

fn change(
    connection: &mut Connection,
    keys: Option<&NewsroomKeys>,
    changes: &[Change],
    at: DateTime<Utc>,
    actor: &str,
) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for &Change { item, generation, event } in changes {
        let (name, stands, at_ms) = (item.to_string(), number(generation), at.timestamp_millis());
        let touched = match event {
            Event::Ordered { clearance, raised } => {
                transaction.prepare_cached(include_str!("order.sql"))?.execute(named_params! {
                    ":item": name,
                    ":generation": stands,
                    ":clearance": word(clearance),
                    ":raised": number(raised),
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
                    ":raised": number(raised),
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
        };
        if touched != 1 {
            return Ok(false);
        }
        let (generation, event) = match event {
            Event::Ordered { clearance, raised } => (raised, word(clearance)),
            Event::Signalled => (generation, "signalled"),
            Event::Postponed { raised, .. } => (raised, "postponed"),
            Event::Revealed { .. } => (generation, "revealed"),
        };
        journal::write(&transaction, &Entry { at, item, generation: number(generation), event, actor })?;
        give_word(&transaction, keys, item)?;
    }
    transaction.commit()?;
    Ok(true)
}

/// `None` for a row that this program cannot have written.
fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Row>> {
    let (item, text, clearance): (String, String, String) =
        (row.get("item")?, row.get("manifest")?, row.get("clearance")?);
    let (signatures, approval): (String, String) = (row.get("signatures")?, row.get("approval")?);
    let (Ok(item), Ok(signatures), Some(clearance)) =
        (item.parse(), serde_json::from_str(&signatures), clearance_of(&clearance))
    else {
        return Ok(None);
    };
    let signed = SignedManifest { text, signatures };
    let Ok(manifest) = signed.read() else { return Ok(None) };
    let clearance = match clearance {
        Clearance::Cleared if approval == Approval::Awaited.as_str() => Clearance::Proposed,
        other => other,
    };
    let generation = u64::try_from(row.get::<_, i64>("generation")?).unwrap_or(0);
    if manifest.item != item || generation < manifest.generation {
        return Ok(None);
    }
    Ok(Some(Row {
        item,
        generation,
        package_sha256: row.get("package_sha256")?,
        signed,
        manifest,
        clearance,
        signal: row.get::<_, Option<i64>>("signal_at")?.map(instant),
        held_at: instant(row.get("held_at")?),
        revealed_at: row.get::<_, Option<i64>>("revealed_at")?.map(instant),
        path_suffix: row.get("path_suffix")?,
        approval_owed: approval == Approval::Owed.as_str(),
        postponed_to: row.get::<_, Option<i64>>("postponed_to")?.map(instant),
        word: row.get("word")?,
    }))
}

/// SQLite's integers; `intake` refuses larger generations.
fn number(generation: u64) -> i64 {
    i64::try_from(generation).unwrap_or(i64::MAX)
}

fn word(clearance: Clearance) -> &'static str {
    match clearance {
        Clearance::Cleared => "cleared",
        // In the database: cleared, and approval awaited.
        Clearance::Proposed => "proposed",
        Clearance::Stopped => "stopped",
        Clearance::Held => "held",
        Clearance::Withdrawn => "withdrawn",
    }
}

fn clearance_of(word: &str) -> Option<Clearance> {
    let all = [Clearance::Cleared, Clearance::Stopped, Clearance::Held, Clearance::Withdrawn];
    all.into_iter().find(|clearance| self::word(*clearance) == word)
}
