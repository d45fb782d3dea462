//! The items as they stand, and the steps between.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, named_params};
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::{ItemId, Manifest, NewsroomKeys, SignedManifest, sha256_hex};

use super::armed::Armed;
use super::former::{self, Former};
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
    /// Written shortly before its time.
    pub armed: Option<Armed>,
    pub tombstone: Option<Tombstone>,
    /// Since then nothing is left of it but this row: no part, and none that the manifest names.
    pub deleted_at: Option<DateTime<Utc>>,
    /// The newsroom's signature over [`Row::stands`].
    pub word: Option<String>,
}

/// What the officer leaves where a release was public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tombstone {
    /// Plain text on one line.
    pub sentence: String,
    pub at: DateTime<Utc>,
}

impl Row {
    /// Where the item stands, as it is signed. The manifest is part of it: an older one of the same item is signed by a desk
    /// as well, and whoever puts it back would bring back its time.
    pub(crate) fn stands(&self) -> Vec<u8> {
        let ms =
            |at: Option<DateTime<Utc>>| at.map_or_else(String::new, |at| at.timestamp_millis().to_string());
        let Self { item, generation, package_sha256, path_suffix, .. } = self;
        let (clearance, signal, revealed) = (word(self.clearance), ms(self.signal), ms(self.revealed_at));
        let manifest = sha256_hex(self.signed.text.as_bytes());
        let mut stands = format!(
            "sperrfrist item 2\n{item}\n{generation}\n{package_sha256}\n{manifest}\n{clearance}\n{signal}\n{revealed}\n\
             {path_suffix}"
        );
        if let Some(Tombstone { sentence, at }) = &self.tombstone {
            stands.push_str(&format!("\ntombstone\n{}\n{sentence}", at.timestamp_millis()));
        }
        if self.deleted_at.is_some() {
            stands.push_str(&format!("\ndeleted\n{}", ms(self.deleted_at)));
        }
        if self.postponed_to.is_some() {
            stands.push_str(&format!("\npostponed\n{}", ms(self.postponed_to)));
        }
        if self.approval_owed {
            stands.push_str("\nowed");
        }
        if let Some(armed) = &self.armed {
            stands.push_str(&format!("\narmed\n{}", json(armed)));
        }
        stands.into_bytes()
    }

    /// What was written down for an item that stands as it does now, and is due then.
    pub(crate) fn armed_for(&self, due: Option<DateTime<Utc>>) -> Option<&Armed> {
        let stands = |armed: &&Armed| armed.generation == self.generation && Some(armed.due) == due;
        self.armed.as_ref().filter(stands).filter(|_| self.clearance == Clearance::Cleared)
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
    /// The addresses that the public loses by it.
    pub leaves: &'a [Former],
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

    /// Lets the database grow no further, as a full disk would.
    #[cfg(test)]
    pub(crate) fn fill_up(&self) {
        let pages: i64 =
            self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("counts");
        self.connection.pragma_update(None, "max_page_count", pages).expect("limits");
        // What is free within the pages goes to the journal.
        let item = &ItemId::text(sperrfrist_release::ReleaseId::random()).to_string();
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
    let entry = Entry { at, item: &item.to_string(), generation: number(generation), event, actor };
    journal::write(&transaction, &entry)?;
    former::leave(&transaction, keys, arrival.leaves)?;
    give_word(&transaction, keys, item)?;
    transaction.commit()?;
    Ok(true)
}

/// As the database has it, and as it is signed.
pub(super) fn json(armed: &Armed) -> String {
    serde_json::to_string(armed).expect("an instant and a reading are plain data")
}

/// Signs for where an item stands now. Without keys nobody's word stands behind it, and it is held at the next start.
pub(super) fn give_word(
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

/// What a manifest says besides its parts. Nobody has signed that.
pub(crate) fn without_parts(manifest: &Manifest) -> SignedManifest {
    let emptied = Manifest { parts: Vec::new(), ..manifest.clone() };
    let text = serde_json::to_string(&emptied).expect("a manifest is plain data");
    SignedManifest { text, signatures: Vec::new() }
}

/// `None` for a row that this program cannot have written.
pub(super) fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Row>> {
    let (item, text, clearance): (String, String, String) =
        (row.get("item")?, row.get("manifest")?, row.get("clearance")?);
    let (signatures, approval): (String, String) = (row.get("signatures")?, row.get("approval")?);
    let tombstone: Option<(String, i64)> =
        row.get::<_, Option<String>>("tombstone")?.zip(row.get("tombstone_at")?);
    let armed: Option<String> = row.get("armed")?;
    let (Ok(item), Ok(signatures), Some(clearance), Ok(armed)) = (
        item.parse(),
        serde_json::from_str(&signatures),
        clearance_of(&clearance),
        armed.map(|armed| serde_json::from_str(&armed)).transpose(),
    ) else {
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
        armed,
        tombstone: tombstone.map(|(sentence, at)| Tombstone { sentence, at: instant(at) }),
        deleted_at: row.get::<_, Option<i64>>("deleted_at")?.map(instant),
        word: row.get("word")?,
    }))
}

/// SQLite's integers; `intake` refuses larger generations.
pub(super) fn number(generation: u64) -> i64 {
    i64::try_from(generation).unwrap_or(i64::MAX)
}

pub(super) fn word(clearance: Clearance) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::ReleaseId;
    use sperrfrist_release::gate::Opening;
    use sperrfrist_seal::{DeskKey, Package, Part, Role};

    fn row() -> Row {
        let (keys, desk) = (NewsroomKeys::generate(None).expect("keys"), DeskKey::generate());
        let item = ItemId::text(ReleaseId::random());
        let part = Part::new(Role::Release, "application/json", Vec::new());
        let what = (item, 3, Opening::At { utc: DateTime::UNIX_EPOCH });
        let package = Package::seal(what, DateTime::UNIX_EPOCH, &[part], &desk, keys.id()).expect("seals");
        Row {
            item,
            generation: 4,
            package_sha256: "abc".into(),
            signed: package.signed().clone(),
            manifest: package.manifest().clone(),
            clearance: Clearance::Withdrawn,
            signal: None,
            held_at: DateTime::UNIX_EPOCH,
            revealed_at: Some(instant(1_000)),
            path_suffix: 0,
            tombstone: None,
            deleted_at: None,
            approval_owed: false,
            postponed_to: None,
            armed: None,
            word: None,
        }
    }

    #[test]
    fn what_is_signed_names_the_manifest_by_its_digest() {
        let row = row();
        let digest = sha256_hex(row.signed.text.as_bytes());
        let expected = format!("sperrfrist item 2\n{}\n4\nabc\n{digest}\nwithdrawn\n\n1000\n0", row.item);
        assert_eq!(String::from_utf8(row.stands()).expect("text"), expected);
    }

    #[test]
    fn a_tombstone_and_a_deletion_are_signed_for_to_the_letter() {
        let plain = row();
        let tombstone = |sentence: &str, ms| Some(Tombstone { sentence: sentence.into(), at: instant(ms) });
        let rows = [
            plain.clone(),
            Row { tombstone: tombstone("Zurück.", 5), ..plain.clone() },
            Row { tombstone: tombstone("Zurück!", 5), ..plain.clone() },
            Row { tombstone: tombstone("Zurück.", 6), ..plain.clone() },
            Row { deleted_at: Some(instant(5)), ..plain.clone() },
            Row { deleted_at: Some(instant(5)), tombstone: tombstone("Zurück.", 5), ..plain },
        ];
        for (at, row) in rows.iter().enumerate() {
            assert!(rows[..at].iter().all(|other| other.stands() != row.stands()), "{at}");
        }
    }

    #[test]
    fn what_is_armed_stands_for_one_generation_one_time_and_only_while_it_is_cleared() {
        let now = sperrfrist_clock::Reading {
            wall: instant(500),
            boottime: std::time::Duration::ZERO,
            uncertainty: std::time::Duration::ZERO,
            synced: true,
        };
        let armed = Armed::new(4, instant(1_000), &now, "boot".into());
        let row = Row { clearance: Clearance::Cleared, armed: Some(armed.clone()), ..row() };
        assert_eq!(row.armed_for(Some(instant(1_000))), Some(&armed));
        assert_eq!(row.armed_for(Some(instant(1_001))), None);
        assert_eq!(row.armed_for(None), None);
        assert_eq!(Row { generation: 5, ..row.clone() }.armed_for(Some(instant(1_000))), None);
        for clearance in [Clearance::Proposed, Clearance::Stopped, Clearance::Held, Clearance::Withdrawn] {
            assert_eq!(Row { clearance, ..row.clone() }.armed_for(Some(instant(1_000))), None);
        }
        assert_ne!(row.stands(), Row { armed: None, ..row.clone() }.stands(), "it is signed for");
        let later = Armed::new(4, instant(1_001), &now, "boot".into());
        assert_ne!(row.stands(), Row { armed: Some(later), ..row.clone() }.stands());
    }

    #[test]
    fn a_manifest_without_its_parts_names_item_and_time_and_nothing_else() {
        let row = row();
        let emptied = without_parts(&row.manifest);
        assert!(emptied.signatures.is_empty());
        let read = emptied.read().expect("a manifest");
        assert_eq!((read.item, read.generation, read.opening), (row.item, 3, row.manifest.opening));
        assert!(read.parts.is_empty() && !emptied.text.contains(&row.manifest.parts[0].name));
    }
}
