//! What the newsroom holds, in memory: what every question of the public is answered from.
//!
//! It mirrors the database and changes only after a commit, under the lock of the store. Whether something
//! may be shown is asked here, item by item, at the reading of that moment: [`Holdings::is_public`]. A photo
//! needs its text to be public too, a version in another language the German one, and the photo of a version that of the
//! German one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sperrfrist_clock::Reading;
use sperrfrist_release::address;
use sperrfrist_release::gate::{self, Clearance};
use sperrfrist_release::{Photo, Release, ReleaseId, SlotId};
use sperrfrist_seal::{ItemId, ItemKind};

use crate::store::{Armed, Change, Event, Former, Row, Tombstone};

/// An item with what its package says.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub row: Row,
    pub content: Content,
}

/// What is known of what a package says.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// Nothing: its time has not come.
    Sealed,
    /// Its time had come, and it could not be opened. Until the next start nobody tries again.
    Unreadable,
    Text {
        release: Arc<Release>,
        /// Absolute path of its page.
        path: String,
    },
    Photo(Arc<Photo>),
}

/// What an item needs to be public: nothing, a text, or a text and a photo.
type Needs<'a> = [Option<&'a Held>; 2];

/// Everything that is held.
#[derive(Debug, Default)]
pub(crate) struct Holdings {
    texts: HashMap<ReleaseId, Arc<Held>>,
    photos: HashMap<ReleaseId, BTreeMap<SlotId, Arc<Held>>>,
    /// By the path of the page.
    pages: HashMap<String, ReleaseId>,
    /// By the German one, the texts that followed it ever.
    versions: HashMap<ReleaseId, BTreeSet<ReleaseId>>,
    /// By the name of the part.
    parts: HashMap<String, ItemId>,
    /// Which item was public at a path.
    former: HashMap<String, ItemId>,
    /// Raised by every change.
    version: u64,
}

impl Held {
    pub(crate) fn release(&self) -> Option<&Release> {
        match &self.content {
            Content::Text { release, .. } => Some(release),
            _ => None,
        }
    }

    pub(crate) fn path(&self) -> Option<&str> {
        match &self.content {
            Content::Text { path, .. } => Some(path),
            _ => None,
        }
    }

    pub(crate) fn photo(&self) -> Option<&Photo> {
        match &self.content {
            Content::Photo(photo) => Some(photo),
            _ => None,
        }
    }
}

impl Holdings {
    pub(crate) fn get(&self, item: ItemId) -> Option<&Arc<Held>> {
        match item.kind {
            ItemKind::Text => self.texts.get(&item.release),
            ItemKind::Photo(slot) => self.photos.get(&item.release)?.get(&slot),
        }
    }

    pub(crate) fn text(&self, release: ReleaseId) -> Option<&Arc<Held>> {
        self.texts.get(&release)
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &Arc<Held>> {
        self.texts.values()
    }

    /// The other texts of which this one is a version, or which are one of it, in the order of their languages.
    pub(crate) fn versions(&self, of: &Held) -> impl Iterator<Item = &Arc<Held>> {
        let own = of.row.item.release;
        let first = of.row.manifest.follows.unwrap_or(own);
        let followers = self.versions.get(&first).into_iter().flatten();
        let is_one = |held: &&Arc<Held>| {
            let is_first = held.row.item.release == first && held.row.manifest.follows.is_none();
            held.row.item.release != own && (is_first || held.row.manifest.follows == Some(first))
        };
        let mut versions: Vec<&Arc<Held>> =
            [first].iter().chain(followers).filter_map(|id| self.text(*id)).filter(is_one).collect();
        versions.sort_by_key(|held| held.release().map(|release| release.language));
        versions.into_iter()
    }

    /// The photos of a release, by the name of their slot.
    pub(crate) fn photos(&self, release: ReleaseId) -> impl Iterator<Item = (SlotId, &Arc<Held>)> {
        self.photos.get(&release).into_iter().flatten().map(|(slot, held)| (*slot, held))
    }

    /// Every item of a release, the text first.
    pub(crate) fn of_release(&self, release: ReleaseId) -> Vec<Arc<Held>> {
        let photos = self.photos(release).map(|(_, held)| held);
        self.text(release).into_iter().chain(photos).cloned().collect()
    }

    /// The release whose page has this path, public or not.
    pub(crate) fn page(&self, path: &str) -> Option<ReleaseId> {
        self.pages.get(path).copied()
    }

    /// The item that has a part of this name, public or not.
    pub(crate) fn owner_of_part(&self, name: &str) -> Option<&Arc<Held>> {
        self.get(*self.parts.get(name)?)
    }

    /// The item that was public at this path last.
    pub(crate) fn former(&self, path: &str) -> Option<ItemId> {
        self.former.get(path).copied()
    }

    /// Takes in the addresses that somebody has left.
    pub(crate) fn leave(&mut self, leaves: impl IntoIterator<Item = Former>) {
        self.former.extend(leaves.into_iter().map(|former| (former.path, former.item)));
    }

    /// Gives a text that was just opened its address. One that another release has gets a number; the tail of chance
    /// that every slug has makes that a matter of theory.
    pub(crate) fn place(&self, held: &mut Held) {
        let (release, suffix) = (held.row.item.release, &mut held.row.path_suffix);
        if let Content::Text { path, .. } = &mut held.content {
            let base = path.clone();
            *path = address::path(&base, *suffix);
            let owner = |path: &str| self.page(path).or_else(|| Some(self.former(path)?.release));
            while owner(path).is_some_and(|owner| owner != release) {
                *suffix += 1;
                *path = address::path(&base, *suffix);
            }
        }
    }

    /// Takes an item in, in place of what was held of it.
    pub(crate) fn insert(&mut self, held: Held) {
        let item = held.row.item;
        self.forget_names(item);
        for part in &held.row.manifest.parts {
            self.parts.insert(part.name.clone(), item);
        }
        if let Some(path) = held.path() {
            self.pages.insert(path.to_owned(), item.release);
        }
        self.replace(Arc::new(held));
    }

    /// Brings an item to where the database has it.
    pub(crate) fn apply(&mut self, change: Change, at: DateTime<Utc>) {
        let Change { item, event, leaves, .. } = change;
        let Some(held) = self.get(item) else { return };
        let mut held = Held::clone(held);
        match event {
            Event::Ordered { clearance, raised, tombstone } => {
                held.row.clearance = clearance;
                held.row.generation = raised;
                held.row.tombstone = tombstone.map(|sentence| Tombstone { sentence, at });
            }
            Event::Signalled => held.row.signal = Some(at),
            Event::Approved { signed } => {
                held.row.signed = signed;
                held.row.clearance = Clearance::Cleared;
                held.row.approval_owed = false;
            }
            Event::Postponed { to, raised } => {
                held.row.postponed_to = Some(to);
                held.row.generation = raised;
            }
            Event::Armed(armed) => {
                // Nothing that anybody sees has changed, so this is not another version.
                held.row.armed = armed;
                self.set(Arc::new(held));
                return;
            }
            Event::Revealed { .. } => held.row.revealed_at = Some(at),
            Event::Deleted { raised, left } => {
                self.forget_names(item);
                held.content = Content::Sealed;
                held.row.generation = raised;
                held.row.deleted_at = Some(at);
                held.row.package_sha256.clear();
                held.row.manifest.parts.clear();
                held.row.signed = left;
            }
        }
        self.leave(leaves);
        self.replace(Arc::new(held));
    }

    fn replace(&mut self, held: Arc<Held>) {
        self.version += 1;
        self.set(held);
    }

    fn set(&mut self, held: Arc<Held>) {
        let item = held.row.item;
        match item.kind {
            ItemKind::Text => {
                if let Some(first) = held.row.manifest.follows {
                    self.versions.entry(first).or_default().insert(item.release);
                }
                self.texts.insert(item.release, held);
            }
            ItemKind::Photo(slot) => {
                self.photos.entry(item.release).or_default().insert(slot, held);
            }
        }
    }

    fn forget_names(&mut self, item: ItemId) {
        self.parts.retain(|_, owner| *owner != item);
        if item.kind == ItemKind::Text {
            self.pages.retain(|_, release| *release != item.release);
        }
    }

    /// Which state of the holdings this is.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Every item.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<Held>> {
        self.texts.values().chain(self.photos.values().flat_map(BTreeMap::values))
    }

    /// When an item opens: a photo not before its text. `None` while a signal is awaited, or where something that it needs
    /// is missing or held.
    pub(crate) fn opens_at(&self, held: &Held) -> Option<DateTime<Utc>> {
        let cleared = |other: &Held| other.row.clearance == Clearance::Cleared;
        let may_open = self.needs(held).is_some_and(|needs| needs.iter().all(Option::is_none))
            || self.may_open(held, cleared);
        self.due(held).filter(|_| may_open)
    }

    /// When an item and all that it needs are due; `None` while a signal is awaited, or something is missing.
    pub(crate) fn due(&self, held: &Held) -> Option<DateTime<Utc>> {
        let own = self.gate_item(held).due()?;
        let needs = self.needs(held)?;
        needs.into_iter().flatten().try_fold(own, |latest, other| Some(latest.max(self.due(other)?)))
    }

    /// What must be public for this item to be so; `None` where it is not here. Of a photo that is the text it belongs to, of a
    /// version in another language the German one, which is itself a version of nothing. A photo that follows a release is
    /// that of the same place there, and needs it besides.
    fn needs(&self, held: &Held) -> Option<Needs<'_>> {
        let (own, first) = (held.row.item.release, held.row.manifest.follows);
        let german = |held: &&Arc<Held>| held.row.manifest.follows.is_none();
        match (held.row.item.kind, first) {
            (ItemKind::Text, None) => Some([None, None]),
            (ItemKind::Text, Some(first)) => Some([Some(self.text(first).filter(german)?), None]),
            (ItemKind::Photo(_), None) => Some([Some(self.text(own)?), None]),
            (ItemKind::Photo(slot), Some(first)) => {
                let text = self.text(own).filter(|text| text.row.manifest.follows == Some(first))?;
                let photo = self.photos.get(&first)?.get(&slot).filter(german)?;
                Some([Some(text), Some(photo)])
            }
        }
    }

    /// What the gate must know. The signal is given for the release, so a photo has that of its text.
    pub(crate) fn gate_item(&self, held: &Held) -> gate::Item {
        let signal = match held.row.item.kind {
            ItemKind::Text => held.row.signal,
            ItemKind::Photo(_) => self.text(held.row.item.release).and_then(|text| text.row.signal),
        };
        gate::Item {
            opening: held.row.manifest.opening,
            clearance: held.row.clearance,
            signal,
            postponed_to: held.row.postponed_to,
            revealed: held.row.revealed_at.is_some(),
        }
    }

    /// Whether the gate is open for the item, and for all that it needs.
    pub(crate) fn gate_is_open(&self, held: &Held, now: &Reading) -> bool {
        gate::open(&self.gate_item(held), now)
            && self.needs_allow(held, |text| gate::open(&self.gate_item(text), now))
    }

    /// Whether `rule` holds of everything that the item needs; of the text of a photo besides, that it has a place for it.
    pub(crate) fn needs_allow(&self, held: &Held, rule: impl Fn(&Held) -> bool + Copy) -> bool {
        let has_place = |other: &Held| match held.row.item.kind {
            ItemKind::Photo(slot) if other.row.item.kind == ItemKind::Text => {
                other.release().is_some_and(|release| release.slot(slot).is_some())
            }
            _ => true,
        };
        let allows = |other: &Held| has_place(other) && rule(other) && self.needs_allow(other, rule);
        self.needs(held).is_some_and(|needs| needs.into_iter().flatten().all(allows))
    }

    /// Like [`Self::needs_allow`], for a time to come: a text that is sealed may have a place for anything.
    fn may_open(&self, held: &Held, rule: impl Fn(&Held) -> bool + Copy) -> bool {
        let has_place = |other: &Held| match (held.row.item.kind, &other.content) {
            (ItemKind::Photo(slot), Content::Text { release, .. }) => release.slot(slot).is_some(),
            _ => true,
        };
        let allows = |other: &Held| has_place(other) && rule(other) && self.may_open(other, rule);
        let readable = !matches!(held.content, Content::Unreadable);
        readable && self.needs(held).is_some_and(|needs| needs.into_iter().flatten().all(allows))
    }

    /// Invariant 1, never early: whether a byte of the item may go out at this moment. The gate is open, and
    /// that it opened stands on disk.
    pub(crate) fn is_public(&self, held: &Held, now: &Reading) -> bool {
        let revealed =
            |held: &Held| held.row.revealed_at.is_some() && !matches!(held.content, Content::Unreadable);
        self.gate_is_open(held, now) && revealed(held) && self.needs_allow(held, revealed)
    }

    /// The same of all of these.
    pub(crate) fn are_public(&self, items: &[ItemId], now: &Reading) -> bool {
        items.iter().all(|item| self.get(*item).is_some_and(|held| self.is_public(held, now)))
    }

    /// Whether the public has the item, whatever the clock says by now. One that needs something that is held is nowhere.
    pub(crate) fn is_live(&self, held: &Held) -> bool {
        let stands = |held: &Held| held.row.revealed_at.is_some() && held.row.clearance == Clearance::Cleared;
        stands(held) && self.needs_allow(held, stands)
    }

    /// What the gate is open for without it standing on disk yet. A photo follows its text: until that is opened, it
    /// is not known whether it has a place.
    pub(crate) fn ripe(&self, now: &Reading) -> Vec<Arc<Held>> {
        let photos = self.photos.values().flat_map(BTreeMap::values);
        let waits = |held: &&Arc<Held>| {
            held.row.revealed_at.is_none() && !matches!(held.content, Content::Unreadable)
        };
        let unrevealed = self.texts.values().chain(photos).filter(waits);
        unrevealed.filter(|held| self.gate_is_open(held, now)).cloned().collect()
    }

    /// What nothing but its time keeps from being public.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Arc<Held>> {
        let cleared = |held: &Held| held.row.clearance == Clearance::Cleared;
        self.all().filter(move |held| {
            held.row.revealed_at.is_none() && cleared(held) && self.may_open(held, cleared)
        })
    }

    /// What was written down of an item that stands as it does now.
    pub(crate) fn armed<'a>(&self, held: &'a Held) -> Option<&'a Armed> {
        held.row.armed_for(self.opens_at(held))
    }

    /// The next instant at which the gate opens for something; it may lie in the past while nobody vouches
    /// for the clock.
    pub(crate) fn next_due(&self) -> Option<DateTime<Utc>> {
        self.waiting().filter_map(|held| self.due(held)).min()
    }
}
