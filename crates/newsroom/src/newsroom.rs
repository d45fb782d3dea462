//! The newsroom itself: a folder, a clock, and what is held.

use std::collections::HashSet;
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use sperrfrist_clock::Clock;
use sperrfrist_page::Theme;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::{DeskId, NewsroomId, NewsroomKeys, Pairing, sha256_hex};

use crate::fixed::Fixed;
use crate::folder::{Folder, FolderLock};
use crate::holdings::{Content, Held, Holdings};
use crate::officers::{Officer, Rights};
use crate::owed::Owed;
use crate::parts::Parts;
use crate::pictures::Pictures;
use crate::refusal::Denied;
use crate::rendered::Rendered;
use crate::serve::Rate;
use crate::status::Announcement;
use crate::store::{JournalLine, Row, SiteRow, Store};
use crate::unshown::Unshown;
use crate::{NewsroomError, auth, log};

/// An open newsroom. Cloning gives another handle of the same one.
#[derive(Debug, Clone)]
pub struct Newsroom {
    pub(crate) house: Arc<House>,
}

/// Everything behind the handles. Locks are taken in the order of the fields `intake`, `turn`, `store`, `holdings`.
pub(crate) struct House {
    folder: Folder,
    lock: FolderLock,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keys: Arc<NewsroomKeys>,
    pub(crate) parts: Parts,
    pub(crate) intake: Mutex<()>,
    /// Who decides whether an item goes out: an order from its question to its last word, or the latch.
    pub(crate) turn: Mutex<()>,
    pub(crate) store: Mutex<Store>,
    holdings: RwLock<Holdings>,
    /// What became public before its line was written.
    pub(crate) owed: Owed,
    pub(crate) site: SiteRow,
    pub(crate) theme: Theme,
    /// What is there at any time.
    pub(crate) fixed: Fixed,
    /// The one answer for what is not there, and for what is not there yet.
    pub(crate) nothing: Bytes,
    pub(crate) pictures: Pictures,
    pub(crate) rendered: Rendered,
    /// Digests of tokens that end with this process.
    passing_tokens: Mutex<Vec<String>>,
    pub(crate) latching: tokio::sync::Mutex<()>,
    pub(crate) searching: Arc<tokio::sync::Mutex<()>>,
    /// Something was planned or signalled: the next due time may have moved.
    pub(crate) changed: tokio::sync::Notify,
    alarmed: AtomicBool,
    /// Who wrote cannot alone let it go public.
    pub(crate) four_eyes: AtomicBool,
    /// After how many days what was given up is deleted; 0 for never.
    pub(crate) retain_days: AtomicU32,
    /// What could not be shown the last time that somebody asked for it.
    pub(crate) unshown: Unshown,
    /// Wrong tokens, by address.
    pub(crate) failures: Rate,
}

/// The store, in the hands of somebody who decides.
pub(crate) struct Deciding<'a> {
    store: MutexGuard<'a, Store>,
    _turn: MutexGuard<'a, ()>,
}

impl Deref for Deciding<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl DerefMut for Deciding<'_> {
    fn deref_mut(&mut self) -> &mut Store {
        &mut self.store
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Newsroom {
    /// Opens the data folder, or makes it, for this process alone.
    ///
    /// # Errors
    /// [`NewsroomError`]: the folder cannot be made or written, is in use, belongs to other keys, or holds what this
    /// program cannot read. Nothing is changed then.
    pub fn open(data: &Path, keys: NewsroomKeys, clock: Arc<dyn Clock>) -> Result<Self, NewsroomError> {
        Self::open_as(Theme::new().map_err(NewsroomError::Theme)?, data, keys, clock)
    }

    /// The same with a look of its own ([`crate::look`]).
    ///
    /// # Errors
    /// As [`Newsroom::open`].
    pub fn open_as(
        theme: Theme,
        data: &Path,
        keys: NewsroomKeys,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, NewsroomError> {
        let folder = Folder::open(data)?;
        let lock = folder.lock()?;
        let parts = Parts::open(folder.parts())?;
        let mut store = Store::open(folder.root(), &folder.database())?;
        let site = store.site(clock.now().wall)?;
        let keys = Arc::new(keys);
        store.bind(&keys)?;
        store.journal()?;
        let desks: HashSet<DeskId> = store.desks_ever()?.into_iter().collect();
        let rows = store.items()?;
        let former = store.former()?;
        let named: HashSet<&str> =
            rows.iter().flat_map(|row| &row.manifest.parts).map(|part| part.name.as_str()).collect();
        parts.sweep(&named)?;
        let nothing = Bytes::from(theme.not_found().map_err(NewsroomError::Theme)?);
        let fixed = Fixed::of(&theme).map_err(NewsroomError::Theme)?;
        let house = House {
            folder,
            lock,
            clock,
            keys,
            parts,
            intake: Mutex::default(),
            turn: Mutex::default(),
            store: Mutex::new(store),
            holdings: RwLock::default(),
            owed: Owed::default(),
            site,
            theme,
            fixed,
            nothing,
            pictures: Pictures::default(),
            rendered: Rendered::default(),
            passing_tokens: Mutex::default(),
            latching: tokio::sync::Mutex::default(),
            searching: Arc::default(),
            changed: tokio::sync::Notify::default(),
            alarmed: AtomicBool::new(false),
            four_eyes: AtomicBool::new(false),
            retain_days: AtomicU32::new(0),
            unshown: Unshown::default(),
            failures: Rate::of_failures(),
        };
        house.holdings_mut().leave(former);
        for row in rows {
            house.restore(row, &desks);
        }
        house.recall();
        Ok(Self { house: Arc::new(house) })
    }

    /// Says to whoever looks into the folder where and how this newsroom is served ([`Newsroom::status_in`]).
    ///
    /// # Errors
    /// What the disk says.
    pub fn announce(&self, announcement: &Announcement) -> Result<(), NewsroomError> {
        let note = serde_json::to_string(announcement).expect("an announcement is plain data");
        self.house.lock.note(&note).map_err(|cause| NewsroomError::file(self.house.folder.root(), cause))
    }

    /// Makes a token for a desk. The line that pairs it is told once; of the token only its SHA-256 is kept.
    ///
    /// # Errors
    /// [`NewsroomError::TokenExists`], [`NewsroomError::TokenName`], or what the disk says.
    pub fn new_token(&self, name: &str) -> Result<String, NewsroomError> {
        let fingerprint = self.house.keys.id().fingerprint();
        new_token(&locked(&self.house.store), &fingerprint, (name, None), self.house.clock.now().wall)
    }

    /// Makes a token that ends with this process, as the line that pairs a desk.
    #[must_use]
    pub fn passing_token(&self) -> String {
        let pairing = Pairing::new(&self.house.keys.id().fingerprint());
        locked(&self.house.passing_tokens).push(sha256_hex(pairing.token.as_bytes()));
        pairing.to_secret_text()
    }

    /// Makes a token invalid, also while that newsroom is running. What was planned with it stays planned.
    ///
    /// # Errors
    /// [`NewsroomError::NoToken`], or as [`Newsroom::open`].
    pub fn revoke_token_in(data: &Path, name: &str, clock: &dyn Clock) -> Result<(), NewsroomError> {
        let folder = Folder::open(data)?;
        let mut store = Store::open(folder.root(), &folder.database())?;
        if store.revoke_token(name.trim(), clock.now().wall)? {
            Ok(())
        } else {
            Err(NewsroomError::NoToken { name: name.trim().to_owned() })
        }
    }

    /// The journal of the newsroom of a folder, checked, also while that newsroom is running.
    ///
    /// # Errors
    /// [`NewsroomError::Journal`], or as [`Newsroom::open`].
    pub fn journal_in(data: &Path) -> Result<Vec<JournalLine>, NewsroomError> {
        let folder = Folder::open(data)?;
        Store::open(folder.root(), &folder.database())?.journal()
    }

    /// Makes a token for the newsroom of a folder, also while that newsroom is running.
    ///
    /// # Errors
    /// As [`Newsroom::open`] and [`Newsroom::new_token`].
    pub fn new_token_in(
        data: &Path,
        keys: NewsroomKeys,
        name: &str,
        officer: Option<&str>,
        clock: &dyn Clock,
    ) -> Result<String, NewsroomError> {
        let folder = Folder::open(data)?;
        let mut store = Store::open(folder.root(), &folder.database())?;
        let (now, fingerprint) = (clock.now().wall, keys.id().fingerprint());
        store.site(now)?;
        store.bind(&Arc::new(keys))?;
        new_token(&store, &fingerprint, (name, officer), now)
    }
}

/// The name of tokens that end with the process.
const PASSING: &str = "dieser Rechner";

fn new_token(
    store: &Store,
    fingerprint: &str,
    (name, officer): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<String, NewsroomError> {
    let name = name.trim();
    if !is_name(name) {
        return Err(NewsroomError::TokenName);
    }
    let officer = officer.map(str::trim);
    if let Some(officer) = officer
        && !store.officers()?.iter().any(|row| row.officer.name == officer)
    {
        return Err(NewsroomError::NoOfficer { name: officer.to_owned() });
    }
    let pairing = Pairing::new(fingerprint);
    store.add_token(name, &sha256_hex(pairing.token.as_bytes()), officer, now)?;
    Ok(pairing.to_secret_text())
}

/// Whether it can stand in the journal.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= 64 && !name.chars().any(char::is_control)
}

impl House {
    pub(crate) fn holdings(&self) -> RwLockReadGuard<'_, Holdings> {
        self.holdings.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Only for whoever holds the lock of the store, after a commit.
    pub(crate) fn holdings_mut(&self) -> RwLockWriteGuard<'_, Holdings> {
        self.holdings.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose token it is, if a desk may speak with it. Blocks.
    pub(crate) fn admit(&self, token: &str) -> Result<Option<Officer>, NewsroomError> {
        let presented = sha256_hex(token.as_bytes());
        let store = locked(&self.store);
        let kept = store.tokens()?;
        let passing = locked(&self.passing_tokens);
        let passing: Vec<(String, String)> =
            passing.iter().map(|digest| (PASSING.to_owned(), digest.clone())).collect();
        match (auth::equal(&kept, &presented), auth::equal(&passing, &presented)) {
            (Some(name), _) => store.officer_of_token(name).map(Some),
            (None, Some(name)) => {
                Ok(Some(Officer { name: name.to_owned(), rights: Rights::ALL, is_named: false }))
            }
            (None, None) => Ok(None),
        }
    }

    /// The store for whoever decides about items, with the turn to do so. What is owed to the journal is written first, so
    /// that each step finds the item as it stands. Blocks.
    pub(crate) fn deciding(&self) -> Result<Deciding<'_>, NewsroomError> {
        let turn = locked(&self.turn);
        let mut store = locked(&self.store);
        self.pay(&mut store)?;
        Ok(Deciding { store, _turn: turn })
    }

    /// Remembers the key of the desk that has this token, and says who we are. `recipient` is its age recipient. Blocks.
    pub(crate) fn register(
        &self,
        token: &str,
        desk: DeskId,
        recipient: Option<&str>,
    ) -> Result<NewsroomId, Denied> {
        let mut store = locked(&self.store);
        let token = sha256_hex(token.as_bytes());
        if !store.register(&desk, &token, recipient, self.clock.now().wall)? {
            return Err(Denied::other_desk());
        }
        Ok(self.keys.id().clone())
    }

    /// Puts an item back in its place after a start. One that was tampered with is held, one that is damaged stays
    /// sealed; the keeper is told of both.
    fn restore(&self, row: Row, desks: &HashSet<DeskId>) {
        let mut held = Held { row, content: Content::Sealed };
        let item = held.row.item;
        let word = held.row.word.as_deref();
        if !word.is_some_and(|word| self.keys.id().has_signed(&held.row.stands(), word)) {
            // Nobody but us may say that it is cleared, or public already.
            if matches!(held.row.clearance, Clearance::Cleared | Clearance::Proposed) {
                log::not_our_word(item);
                held.row.clearance = Clearance::Held;
            }
            (held.row.revealed_at, held.row.tombstone, held.row.deleted_at) = (None, None, None);
            held.row.armed = None;
        }
        if held.row.deleted_at.is_some() {
            self.holdings_mut().insert(held);
            return;
        }
        let signed = held.row.signed.check(self.keys.id(), |key| desks.contains(key));
        let restored = match (signed, held.row.revealed_at) {
            (Err(error), _) => Err(error.into()),
            (Ok(()), None) => Ok(Content::Sealed),
            (Ok(()), Some(_)) => self.opened(&held.row.manifest, |entry| self.sealed_part(entry)),
        };
        match restored {
            Ok(content) => {
                held.content = content;
                let mut holdings = self.holdings_mut();
                holdings.place(&mut held);
                holdings.insert(held);
            }
            Err(denied) => {
                log::unreadable(&denied.refusal.code, item);
                held.content = Content::Unreadable;
                self.holdings_mut().insert(held);
            }
        }
    }

    /// Tells the keeper that something due cannot be shown; once, until it works again.
    pub(crate) fn alarm(&self, error: &NewsroomError) {
        if !self.alarmed.swap(true, Ordering::Relaxed) {
            let sentence = format!("Fälliges bleibt gesperrt: {error} {}", error.next_step());
            log::failed(error.code(), &sentence);
        }
    }

    pub(crate) fn is_alarmed(&self) -> bool {
        self.alarmed.load(Ordering::Relaxed)
    }

    pub(crate) fn all_clear(&self) {
        if self.alarmed.swap(false, Ordering::Relaxed) {
            log::recovered("newsroom.waiting");
        }
    }
}

/// A lock whose holder panicked is still a lock; what it guards is changed only after a commit.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As the database keeps it.
pub(crate) fn milliseconds(instant: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(instant.timestamp_millis()).unwrap_or(instant)
}
