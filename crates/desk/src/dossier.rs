//! Everything that is kept of one release, read at one moment.

use chrono::{DateTime, Utc};
use sperrfrist_archive::{ArchiveError, Attachment, Books, DeliveryRow, Stored, Version};
use sperrfrist_release::gate::{Clearance, Item};
use sperrfrist_release::state::{Delivery, State};
use sperrfrist_release::{Release, ReleaseId, SlotId};
use sperrfrist_seal::ItemId;

/// A release with its deliveries and photos.
#[derive(Debug, Clone)]
pub(crate) struct Dossier {
    pub stored: Stored,
    /// The frozen version that will be, or is, public.
    pub planned: Option<Version>,
    /// By item, the newest generation of each last.
    pub deliveries: Vec<DeliveryRow>,
    pub attachments: Vec<Attachment>,
    /// The slots whose photo goes out by itself.
    pub unattended: Vec<SlotId>,
}

impl Dossier {
    pub(crate) fn read(books: &Books<'_>, id: ReleaseId) -> Result<Self, ArchiveError> {
        Self::of(books, books.release(id)?)
    }

    pub(crate) fn of(books: &Books<'_>, stored: Stored) -> Result<Self, ArchiveError> {
        let id = stored.release.id;
        Ok(Self {
            planned: stored.planned.map(|number| books.version(number)).transpose()?,
            deliveries: books.deliveries(id)?,
            attachments: books.attachments(id)?,
            unattended: books.unattended(id)?,
            stored,
        })
    }

    pub(crate) fn draft(&self) -> &Release {
        &self.stored.release
    }

    pub(crate) fn text(&self) -> ItemId {
        ItemId::text(self.stored.release.id)
    }

    /// The newest delivery of an item that whoever publishes has, or had.
    pub(crate) fn acknowledged(&self, item: ItemId) -> Option<&DeliveryRow> {
        self.rows(item).rfind(|row| row.held_at.is_some())
    }

    /// The newest delivery of an item, if nobody has acknowledged it yet.
    pub(crate) fn pending(&self, item: ItemId) -> Option<&DeliveryRow> {
        self.rows(item).next_back().filter(|row| row.state == Delivery::Pending)
    }

    /// The newest generation of an item; 0 if it was never prepared.
    pub(crate) fn generation(&self, item: ItemId) -> u64 {
        self.rows(item).next_back().map_or(0, |row| row.prepared.generation)
    }

    /// The newest generation of anything of this release, for orders: what is newer is left alone.
    pub(crate) fn newest_generation(&self) -> Option<u64> {
        self.deliveries.iter().map(|row| row.prepared.generation).max()
    }

    /// Whether the public has seen the text, and still does.
    pub(crate) fn is_public(&self) -> bool {
        self.acknowledged(self.text()).is_some_and(|row| row.state == Delivery::Live)
    }

    fn rows(&self, item: ItemId) -> impl DoubleEndedIterator<Item = &DeliveryRow> {
        let name = item.to_string();
        self.deliveries.iter().filter(move |row| row.prepared.item == name)
    }

    /// The state of the release as its deliveries tell it; what was never acknowledged does not count.
    pub(crate) fn state(&self) -> State {
        match self.acknowledged(self.text()).map(|row| row.state) {
            Some(Delivery::Held) => State::Scheduled,
            Some(Delivery::Live) if self.stored.state == State::Corrected => State::Corrected,
            Some(Delivery::Live) => State::Live,
            Some(Delivery::Stopped) => State::Stopped,
            Some(Delivery::Withdrawn) => State::Withdrawn,
            Some(Delivery::Pending) | None => self.stored.state,
        }
    }
}

/// When a delivery opens, by the gate's own arithmetic; `None` while its signal is awaited.
pub(crate) fn due(row: &DeliveryRow) -> Option<DateTime<Utc>> {
    Item {
        opening: row.prepared.opening,
        clearance: Clearance::Cleared,
        signal: row.signal_at,
        revealed: false,
    }
    .due()
}
