//! The newsroom itself: a folder, a clock, and what is held.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
    atomic::{AtomicBool, Ordering},
};

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use sperrfrist_clock::Clock;
use sperrfrist_page::Theme;
use sperrfrist_seal::{Role, sha256_hex};

use crate::folder::{Folder, FolderLock};
use crate::holdings::Holdings;
use crate::intake::{held, read_parts};
use crate::parts::Parts;
use crate::pictures::Pictures;
use crate::store::{Row, SiteRow, Store};
use crate::{NewsroomError, auth};

/// An open newsroom. Cloning gives another handle of the same one.
#[derive(Debug, Clone)]
pub struct Newsroom {
    pub(crate) house: Arc<House>,
}

/// Everything behind the handles. Locks are taken in the order of the fields `intake`, `store`, `holdings`.
pub(crate) struct House {
    folder: Folder,
    _lock: FolderLock,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) parts: Parts,
    pub(crate) intake: Mutex<()>,
    pub(crate) store: Mutex<Store>,
    holdings: RwLock<Holdings>,
    pub(crate) site: SiteRow,
    pub(crate) theme: Theme,
    /// The one answer for what is not there, and for what is not there yet.
    pub(crate) nothing: Bytes,
    pub(crate) pictures: Pictures,
    /// Digests of tokens that end with this process.
    passing_tokens: Mutex<Vec<String>>,
    pub(crate) latching: tokio::sync::Mutex<()>,
    /// Something was planned or signalled: the next due time may have moved.
    pub(crate) changed: tokio::sync::Notify,
    alarmed: AtomicBool,
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
    /// [`NewsroomError`]: the folder cannot be made or written, is in use, or holds what this program cannot
    /// read. Nothing is changed then.
    pub fn open(data: &Path, clock: Arc<dyn Clock>) -> Result<Self, NewsroomError> {
        let folder = Folder::open(data)?;
        let lock = folder.lock()?;
        let parts = Parts::open(folder.parts())?;
        let store = Store::open(folder.root(), &folder.database())?;
        let site = store.site(clock.now().wall)?;
        let rows = store.items()?;
        let named: HashSet<&str> =
            rows.iter().flat_map(|row| &row.manifest.parts).map(|part| part.name.as_str()).collect();
        parts.sweep(&named)?;
        let mut holdings = Holdings::default();
        for row in rows {
            restore(&parts, row, &mut holdings)?;
        }
        let theme = Theme::new().map_err(NewsroomError::Theme)?;
        let nothing = Bytes::from(theme.not_found().map_err(NewsroomError::Theme)?);
        let house = House {
            folder,
            _lock: lock,
            clock,
            parts,
            intake: Mutex::default(),
            store: Mutex::new(store),
            holdings: RwLock::new(holdings),
            site,
            theme,
            nothing,
            pictures: Pictures::default(),
            passing_tokens: Mutex::default(),
            latching: tokio::sync::Mutex::default(),
            changed: tokio::sync::Notify::default(),
            alarmed: AtomicBool::new(false),
        };
        Ok(Self { house: Arc::new(house) })
    }

    /// Makes a token for a desk. It is told once; only its SHA-256 is kept.
    ///
    /// # Errors
    /// [`NewsroomError::TokenExists`], [`NewsroomError::TokenName`], or what the disk says.
    pub fn new_token(&self, name: &str) -> Result<String, NewsroomError> {
        new_token(&locked(&self.house.store), name, self.house.clock.now().wall)
    }

    /// Makes a token that ends with this process.
    #[must_use]
    pub fn passing_token(&self) -> String {
        let token = auth::random_token();
        locked(&self.house.passing_tokens).push(sha256_hex(token.as_bytes()));
        token
    }

    /// Makes a token for the newsroom of a folder, also while that newsroom is running.
    ///
    /// # Errors
    /// As [`Newsroom::open`] and [`Newsroom::new_token`].
    pub fn new_token_in(data: &Path, name: &str, clock: &dyn Clock) -> Result<String, NewsroomError> {
        let folder = Folder::open(data)?;
        let store = Store::open(folder.root(), &folder.database())?;
        new_token(&store, name, clock.now().wall)
    }
}

fn new_token(store: &Store, name: &str, now: DateTime<Utc>) -> Result<String, NewsroomError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
        return Err(NewsroomError::TokenName);
    }
    let token = auth::random_token();
    store.add_token(name, &sha256_hex(token.as_bytes()), now)?;
    Ok(token)
}

impl House {
    pub(crate) fn holdings(&self) -> RwLockReadGuard<'_, Holdings> {
        self.holdings.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Only for whoever holds the lock of the store, after a commit.
    pub(crate) fn holdings_mut(&self) -> RwLockWriteGuard<'_, Holdings> {
        self.holdings.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a desk may speak here. Blocks.
    pub(crate) fn knows_token(&self, token: &str) -> Result<bool, NewsroomError> {
        let presented = sha256_hex(token.as_bytes());
        let kept = locked(&self.store).tokens()?;
        let passing = locked(&self.passing_tokens);
        Ok(auth::any_equal(kept.iter().chain(passing.iter()), &presented))
    }

    /// Tells the keeper that something due cannot be shown; once, until it works again.
    pub(crate) fn alarm(&self, error: &NewsroomError) {
        if !self.alarmed.swap(true, Ordering::Relaxed) {
            eprintln!("Fälliges bleibt gesperrt: {error} {}", error.next_step());
        }
    }

    pub(crate) fn all_clear(&self) {
        self.alarmed.store(false, Ordering::Relaxed);
    }
}

/// Puts an item back in its place after a start. One whose parts are damaged stays sealed.
fn restore(parts: &Parts, row: Row, holdings: &mut Holdings) -> Result<(), NewsroomError> {
    let mut read = Vec::new();
    for part in &row.manifest.parts {
        let bytes = if matches!(part.role, Role::Rendition { .. }) {
            Vec::new()
        } else {
            let bytes = parts.read(&part.name).unwrap_or_default();
            if sha256_hex(&bytes) != part.sha256 {
                eprintln!("Der Teil {} ist beschädigt; {} bleibt gesperrt.", part.name, row.item);
                return Ok(());
            }
            bytes
        };
        read.push((part.role, bytes));
    }
    let read: Vec<(Role, &[u8])> = read.iter().map(|(role, bytes)| (*role, bytes.as_slice())).collect();
    match read_parts(&row.manifest, &read) {
        Ok(reading) => holdings.insert(held(row, reading)),
        Err(denied) => eprintln!("{} {} bleibt gesperrt.", denied.refusal.sentence, row.item),
    }
    Ok(())
}

/// A lock whose holder panicked is still a lock; what it guards is changed only after a commit.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As the database keeps it.
pub(crate) fn milliseconds(instant: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(instant.timestamp_millis()).unwrap_or(instant)
}
