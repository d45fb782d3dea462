//! Deliveries: every package that was ever prepared for an item, and what became of it.
//!
//! Each step is one compare-and-set that must touch exactly one row: who comes too late, or from an older
//! generation, changes nothing and is told so ([`ArchiveError::MovedOn`]).

use chrono::{DateTime, Utc};
use rusqlite::{Row, named_params};
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{Clearance, Opening, ReleaseId};

use crate::books::{from_json, from_word, generation, instant, json, maybe_instant, millis, named, word};
use crate::{ArchiveError, Books, VersionNumber};

/// A package that is about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// `seal::ItemId` as text.
    pub item: String,
    pub generation: u64,
    pub release: ReleaseId,
    pub version: VersionNumber,
    pub opening: Opening,
    /// Digest of everything in the package that is not random: equal content needs no second sending.
    pub content: String,
    /// Digest of the package: its name in the outbox.
    pub package: String,
    /// `seal::Manifest` as JSON.
    pub manifest: String,
    pub prepared_at: DateTime<Utc>,
}

/// A delivery as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    pub prepared: Prepared,
    /// The item's generation at the newsroom; orders raise it above that of the package.
    pub known_generation: u64,
    pub state: Delivery,
    /// Why a stopped one is stopped: with the whole release, or held back by itself.
    pub clearance: Clearance,
    pub held_at: Option<DateTime<Utc>>,
    /// A second person has not approved it yet.
    pub proposed: bool,
    /// Where an order to the newsroom has moved it.
    pub postponed_to: Option<DateTime<Utc>>,
    pub signal_at: Option<DateTime<Utc>>,
    /// When it was first public, by the newsroom's journal.
    pub first_public_at: Option<DateTime<Utc>>,
}

impl Books<'_> {
    /// Notes a package before it is sent.
    ///
    /// # Errors
    /// [`ArchiveError`], also where the item has this generation already.
    pub fn insert_delivery(&self, prepared: &Prepared) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/insert_delivery.sql"),
            named_params! {
                ":item": prepared.item,
                ":generation": generation(prepared.generation),
                ":release": prepared.release.to_string(),
                ":version": prepared.version.0,
                ":opening": json(&prepared.opening),
                ":content": prepared.content,
                ":package": prepared.package,
                ":manifest": prepared.manifest,
                ":prepared_at": millis(prepared.prepared_at),
            },
        )
    }

    /// The deliveries of a release: by item, the newest generation of each last.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn deliveries(&self, release: ReleaseId) -> Result<Vec<DeliveryRow>, ArchiveError> {
        self.rows(
            include_str!("sql/deliveries.sql"),
            named_params! { ":release": release.to_string() },
            DeliveryRow::read,
        )
    }

    /// The packages that are on their way.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn pending_packages(&self) -> Result<Vec<String>, ArchiveError> {
        self.rows(include_str!("sql/pending_packages.sql"), [], |row| row.get("package"))
    }

    /// From pending to held: whoever publishes has it, durably. Only after this is anything called planned.
    /// Older ones of the item that are not public yet never will be.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] unless it is pending.
    pub fn acknowledge(
        &self,
        item: &str,
        of_generation: u64,
        held_at: DateTime<Utc>,
        proposed: bool,
        receipt: &str,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/acknowledge.sql"),
            named_params! {
                ":item": item,
                ":generation": generation(of_generation),
                ":held_at": millis(held_at),
                ":proposed": proposed,
                ":receipt": receipt,
            },
        )?;
        self.change(
            include_str!("sql/supersede.sql"),
            named_params! { ":item": item, ":generation": generation(of_generation) },
        )?;
        Ok(())
    }

    /// Makes a pending one part of a newer version whose content is the same.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] unless it is pending.
    pub fn rebind(&self, item: &str, of_generation: u64, version: VersionNumber) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/rebind.sql"),
            named_params! {
                ":item": item,
                ":generation": generation(of_generation),
                ":version": version.0,
            },
        )
    }

    /// Forgets a pending one that was refused: it never came to anything.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] unless it is pending.
    pub fn abandon(&self, item: &str, of_generation: u64) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/abandon.sql"),
            named_params! { ":item": item, ":generation": generation(of_generation) },
        )
    }

    /// Notes what became of one: from the state that `row` shows to that of `now`. Becoming held is not noted
    /// here but by [`Books::acknowledge`].
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not any more as `row` says.
    pub fn record(&self, row: &DeliveryRow, now: &DeliveryRow) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/record.sql"),
            named_params! {
                ":item": row.prepared.item,
                ":generation": generation(row.prepared.generation),
                ":before": word(&row.state),
                ":known_generation": generation(now.known_generation),
                ":state": word(&now.state),
                ":clearance": word(&now.clearance),
                ":held_at": now.held_at.map(millis),
                ":proposed": now.proposed,
                ":postponed_to": now.postponed_to.map(millis),
                ":signal_at": now.signal_at.map(millis),
                ":first_public_at": now.first_public_at.map(millis),
            },
        )
    }
}

impl DeliveryRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let prepared = Prepared {
            item: row.get("item")?,
            generation: row.get::<_, i64>("generation")?.unsigned_abs(),
            release: named(row, "release")?,
            version: VersionNumber(row.get("version")?),
            opening: from_json(row, "opening")?,
            content: row.get("content")?,
            package: row.get("package")?,
            manifest: row.get("manifest")?,
            prepared_at: instant(row, "prepared_at")?,
        };
        Ok(Self {
            prepared,
            known_generation: row.get::<_, i64>("known_generation")?.unsigned_abs(),
            state: from_word(row, "state")?,
            clearance: from_word(row, "clearance")?,
            held_at: maybe_instant(row, "held_at")?,
            proposed: row.get("proposed")?,
            postponed_to: maybe_instant(row, "postponed_to")?,
            signal_at: maybe_instant(row, "signal_at")?,
            first_public_at: maybe_instant(row, "first_public_at")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    fn prepared(books: &Books<'_>, generation: u64) -> Result<Prepared, ArchiveError> {
        let release = match books.releases()?.pop() {
            Some(stored) => stored.release,
            None => {
                let release = draft("Eins");
                books.insert_release(&release, State::Draft, at(0))?;
                release
            }
        };
        let prepared = Prepared {
            item: release.id.to_string(),
            generation,
            release: release.id,
            version: books.insert_version(&release, at(0))?,
            opening: Opening::At { utc: at(60) },
            content: "c".into(),
            package: "p".into(),
            manifest: "{}".into(),
            prepared_at: at(0),
        };
        books.insert_delivery(&prepared)?;
        Ok(prepared)
    }

    #[test]
    fn a_delivery_is_acknowledged_once_and_only_while_it_is_pending() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let sent = archive.write(|books| prepared(books, 1))?;
        let acknowledge = || archive.write(|books| books.acknowledge(&sent.item, 1, at(1), false, "{}"));
        acknowledge()?;
        assert_eq!(acknowledge().expect_err("held already").code(), "archive.moved_on");
        assert_eq!(
            archive.write(|books| books.abandon(&sent.item, 1)).expect_err("held").code(),
            "archive.moved_on"
        );
        let rows = archive.read(|books| books.deliveries(sent.release))?;
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].state, rows[0].held_at), (Delivery::Held, Some(at(1))));
        assert_eq!(rows[0].prepared, sent);
        Ok(())
    }

    #[test]
    fn a_step_from_a_state_that_is_past_changes_nothing() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let sent = archive.write(|books| prepared(books, 1))?;
        archive.write(|books| books.acknowledge(&sent.item, 1, at(1), false, "{}"))?;
        let held = archive.read(|books| books.deliveries(sent.release))?.remove(0);
        let stopped = DeliveryRow { state: Delivery::Stopped, clearance: Clearance::Stopped, ..held.clone() };
        archive.write(|books| books.record(&held, &stopped))?;
        let live = DeliveryRow { state: Delivery::Live, first_public_at: Some(at(60)), ..held.clone() };
        assert_eq!(
            archive.write(|books| books.record(&held, &live)).expect_err("stopped").code(),
            "archive.moved_on"
        );
        Ok(())
    }

    #[test]
    fn a_package_leaves_the_outbox_when_nobody_waits_for_it() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (waited_for, forgotten) = (archive.outbox().put(b"one")?, archive.outbox().put(b"two")?);
        archive.write(|books| {
            let sent = prepared(books, 1)?;
            books.insert_delivery(&Prepared { generation: 2, package: waited_for.clone(), ..sent })
        })?;
        archive.sweep_outbox()?;
        assert_eq!(archive.outbox().names()?, [waited_for]);
        assert!(archive.outbox().get(&forgotten).is_err());
        Ok(())
    }

    #[test]
    fn an_older_generation_that_was_not_public_never_will_be() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let sent = archive.write(|books| {
            let sent = prepared(books, 1)?;
            books.acknowledge(&sent.item, 1, at(1), false, "{}")?;
            books.insert_delivery(&Prepared { generation: 2, ..sent.clone() })?;
            books.acknowledge(&sent.item, 2, at(2), false, "{}")?;
            Ok::<_, ArchiveError>(sent)
        })?;
        let rows = archive.read(|books| books.deliveries(sent.release))?;
        assert_eq!(rows.iter().map(|row| row.state).collect::<Vec<_>>(), [Delivery::Stopped, Delivery::Held]);
        Ok(())
    }

    #[test]
    fn a_version_counts_as_acknowledged_only_whole() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        archive.write(|books| {
            let sent = prepared(books, 1)?;
            let photo = Prepared { item: format!("{}.ab", sent.item), ..sent.clone() };
            books.insert_delivery(&photo)?;
            let version = || books.acknowledged_version(sent.release);
            assert_eq!(version()?, None);
            books.acknowledge(&photo.item, 1, at(1), false, "{}")?;
            assert_eq!(version()?, None);
            books.acknowledge(&sent.item, 1, at(2), false, "{}")?;
            assert_eq!(version()?, Some(sent.version));
            books.drop_unplanned_versions(sent.release)?;
            assert_eq!(version()?, None);
            Ok::<_, ArchiveError>(())
        })?;
        Ok(())
    }

    #[test]
    fn the_newest_generation_of_an_item_comes_last() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let sent = archive.write(|books| {
            prepared(books, 2)?;
            prepared(books, 10)?;
            prepared(books, 1)
        })?;
        let rows = archive.read(|books| books.deliveries(sent.release))?;
        assert_eq!(rows.iter().map(|row| row.prepared.generation).collect::<Vec<_>>(), [1, 2, 10]);
        Ok(())
    }
}
