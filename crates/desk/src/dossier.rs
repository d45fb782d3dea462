//! Everything that is kept of one release, read at one moment.

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_archive::{ArchiveError, Attachment, Books, DeliveryRow, Margin, Stored, Version};
use sperrfrist_release::gate::{Clearance, Item};
use sperrfrist_release::state::{Delivery, State};
use sperrfrist_release::{PhotoSlot, Release, ReleaseId, SlotId};
use sperrfrist_seal::ItemId;

use crate::standing;

/// A release with its deliveries and photos.
#[derive(Debug, Clone)]
pub(crate) struct Dossier {
    pub stored: Stored,
    /// The frozen version that will be, or is, public, at the times at which it stands.
    pub planned: Option<Version>,
    /// That version as it was sealed, where an order has moved it: what the public reads of it names the old time still.
    pub sealed: Option<Release>,
    /// By item, the newest generation of each last.
    pub deliveries: Vec<DeliveryRow>,
    pub attachments: Vec<Attachment>,
    /// The fingerprint of another newsroom at which it went public, before this desk changed to its present one.
    pub elsewhere: Option<String>,
    /// The slots whose photo goes out by itself.
    pub unattended: Vec<SlotId>,
    /// What is noted about it, where one release is read by itself. It is for the preflight alone, and gets into nothing.
    pub margin: Margin,
}

impl Dossier {
    pub(crate) fn read(books: &Books<'_>, id: ReleaseId) -> Result<Self, ArchiveError> {
        Ok(Self { margin: books.margin(id)?, ..Self::of(books, books.release(id)?)? })
    }

    pub(crate) fn of(books: &Books<'_>, stored: Stored) -> Result<Self, ArchiveError> {
        let id = stored.release.id;
        let mut dossier = Self {
            sealed: None,
            planned: stored.planned.map(|number| books.version(number)).transpose()?,
            deliveries: books.deliveries(id)?,
            attachments: books.attachments(id)?,
            elsewhere: books.elsewhere(id)?,
            unattended: books.unattended(id)?,
            margin: Margin::default(),
            stored,
        };
        if let Some(planned) = &mut dossier.planned {
            let stands = standing::standing(&planned.frozen, |item| {
                acknowledged(&dossier.deliveries, item)?.postponed_to
            });
            dossier.sealed = stands.map(|stands| std::mem::replace(&mut planned.frozen, stands));
        }
        // The books call it planned; whether it was approved stands with its delivery.
        if dossier.stored.state == State::Scheduled && dossier.state() == State::Proposed {
            dossier.stored.state = State::Proposed;
        }
        Ok(dossier)
    }

    pub(crate) fn draft(&self) -> &Release {
        &self.stored.release
    }

    /// Whether the draft or what is planned has this place for a photo.
    pub(crate) fn has_place(&self, slot: SlotId) -> bool {
        let planned = self.planned.as_ref().map(|version| &version.frozen);
        planned.into_iter().chain([self.draft()]).any(|release| release.slot(slot).is_some())
    }

    pub(crate) fn text(&self) -> ItemId {
        ItemId::text(self.stored.release.id)
    }

    /// The newest delivery of an item that whoever publishes has, or had.
    pub(crate) fn acknowledged(&self, item: ItemId) -> Option<&DeliveryRow> {
        acknowledged(&self.deliveries, item)
    }

    /// Of each item, what whoever publishes has, or had.
    pub(crate) fn newest_acknowledged(&self) -> impl Iterator<Item = &DeliveryRow> {
        let acknowledged: Vec<_> = self.deliveries.iter().filter(|row| row.held_at.is_some()).collect();
        let is_last = |index: usize, row: &DeliveryRow| {
            acknowledged.get(index + 1).is_none_or(|next| next.prepared.item != row.prepared.item)
        };
        let newest: Vec<_> = acknowledged
            .iter()
            .enumerate()
            .filter(|(index, row)| is_last(*index, row))
            .map(|(_, row)| *row)
            .collect();
        newest.into_iter()
    }

    /// The delivery with which an item went public that this one, a correction of it, has taken the place of.
    pub(crate) fn first_public<'row>(&'row self, of: &'row DeliveryRow) -> &'row DeliveryRow {
        let is_it = |row: &&DeliveryRow| {
            row.prepared.item == of.prepared.item
                && row.held_at.is_some()
                && row.first_public_at.is_some()
                && row.first_public_at == of.first_public_at
                && due(row) == due(of)
        };
        self.deliveries.iter().find(is_it).unwrap_or(of)
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
        self.deliveries.iter().map(|row| row.prepared.generation.max(row.known_generation)).max()
    }

    /// Where its page is, or will be, at the newsroom of this desk.
    pub(crate) fn page_path(&self) -> Option<&str> {
        let here = self.planned.as_ref().filter(|_| self.elsewhere.is_none());
        here.and_then(|version| version.page_path.as_deref())
    }

    /// The newest delivery of each item.
    pub(crate) fn newest(&self) -> impl Iterator<Item = &DeliveryRow> {
        let mut rows = self.deliveries.iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let row = rows.next()?;
                if rows.peek().is_none_or(|next| next.prepared.item != row.prepared.item) {
                    return Some(row);
                }
            }
        })
    }

    /// Whether whoever publishes has anything of it that is not public yet, or may still get it.
    pub(crate) fn waits(&self, now: DateTime<Utc>) -> bool {
        self.newest().any(|row| match row.state {
            Delivery::Pending | Delivery::Held => true,
            Delivery::Stopped => is_on_its_way(row, now),
            Delivery::Live | Delivery::Withdrawn => false,
        })
    }

    /// Whether the public has seen the text, and still does.
    pub(crate) fn is_public(&self) -> bool {
        self.acknowledged(self.text()).is_some_and(|row| row.state == Delivery::Live)
    }

    /// What is not public yet and not stopped.
    pub(crate) fn open_rows(&self) -> impl Iterator<Item = &DeliveryRow> {
        self.deliveries.iter().filter(|row| matches!(row.state, Delivery::Pending | Delivery::Held))
    }

    /// Whether somebody stopped it and the newsroom has not said so yet.
    pub(crate) fn is_stop_queued(&self) -> bool {
        self.open_rows().any(|row| row.clearance == Clearance::Stopped)
    }

    /// Each delivery that was acknowledged, behind the one of the same item that was acknowledged before it.
    pub(crate) fn successions(&self) -> impl Iterator<Item = (&DeliveryRow, &DeliveryRow)> {
        let acknowledged: Vec<_> = self.deliveries.iter().filter(|row| row.held_at.is_some()).collect();
        let pairs: Vec<_> = acknowledged.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.into_iter().filter(|(before, row)| before.prepared.item == row.prepared.item)
    }

    fn rows(&self, item: ItemId) -> impl DoubleEndedIterator<Item = &DeliveryRow> {
        rows(&self.deliveries, item)
    }

    /// Whether the public has seen the photo of a slot, and still does.
    pub(crate) fn is_out(&self, slot: SlotId) -> bool {
        let item = ItemId::photo(self.stored.release.id, slot);
        self.acknowledged(item).is_some_and(|row| row.state == Delivery::Live)
    }

    /// Whether it was noted already that the item went public; what takes its place does not go public anew.
    pub(crate) fn is_known_public(&self, item: ItemId) -> bool {
        self.acknowledged(item).is_some_and(|row| row.state == Delivery::Live)
    }

    /// Whether what is public says of itself that it was corrected.
    fn is_corrected(&self) -> bool {
        self.planned.as_ref().is_some_and(|version| {
            let of_photo =
                |slot: &PhotoSlot| slot.photo.as_ref().is_some_and(|photo| !photo.corrections.is_empty());
            !version.frozen.corrections.is_empty() || version.frozen.photos.iter().any(of_photo)
        })
    }

    /// The state of the release as its deliveries tell it; what was never acknowledged does not count.
    pub(crate) fn state(&self) -> State {
        let text = self.acknowledged(self.text());
        match text.map(|row| row.state) {
            Some(Delivery::Held) if text.is_some_and(|row| row.proposed) => State::Proposed,
            Some(Delivery::Held) => State::Scheduled,
            Some(Delivery::Live) if self.is_corrected() => State::Corrected,
            Some(Delivery::Live) => State::Live,
            Some(Delivery::Stopped) => State::Stopped,
            Some(Delivery::Withdrawn) => State::Withdrawn,
            Some(Delivery::Pending) | None => self.stored.state,
        }
    }
}

fn rows(deliveries: &[DeliveryRow], item: ItemId) -> impl DoubleEndedIterator<Item = &DeliveryRow> {
    let name = item.to_string();
    deliveries.iter().filter(move |row| row.prepared.item == name)
}

fn acknowledged(deliveries: &[DeliveryRow], item: ItemId) -> Option<&DeliveryRow> {
    rows(deliveries, item).rfind(|row| row.held_at.is_some())
}

/// The longest that a sending may be on its way.
const ON_ITS_WAY: TimeDelta = TimeDelta::minutes(10);

/// One that was stopped on its way may still arrive; after a while it has not.
pub(crate) fn is_on_its_way(row: &DeliveryRow, now: DateTime<Utc>) -> bool {
    row.held_at.is_none() && now - row.prepared.prepared_at < ON_ITS_WAY
}

/// When a delivery opens, by the gate's own arithmetic; `None` while its signal is awaited.
pub(crate) fn due(row: &DeliveryRow) -> Option<DateTime<Utc>> {
    Item {
        opening: row.prepared.opening,
        clearance: Clearance::Cleared,
        signal: row.signal_at,
        postponed_to: row.postponed_to,
        revealed: false,
    }
    .due()
}
