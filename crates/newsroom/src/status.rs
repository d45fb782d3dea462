//! How a newsroom stands, for its administrator: counts, times and names, and nothing of what is sealed.
//!
//! It is read from the folder, whether or not a newsroom works with it, and nothing is changed there.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_clock::Reading;
use sperrfrist_release::gate::Clearance;

use crate::folder::Folder;
use crate::health::is_overdue;
use crate::holdings::{Content, Held, Holdings};
use crate::store::{DeskSeen, Row, Store, TokenSeen};
use crate::{Newsroom, NewsroomError, keys};

/// How a running newsroom is served, as it has announced it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Announcement {
    /// The number of the process.
    pub process: u32,
    pub listen: SocketAddr,
    pub keeper: Option<SocketAddr>,
    /// Whose clock counts: `kernel` or `host`.
    pub clock: String,
    /// After how many days what was stopped or withdrawn is deleted.
    #[serde(default)]
    pub retain_days: Option<u32>,
}

/// Whether a newsroom works with a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", content = "service", rename_all = "camelCase")]
pub enum Occupant {
    Nobody,
    /// One that has announced nothing, such as that of the app.
    Somebody,
    Service(Announcement),
}

/// Whether the keys are where they should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum KeysSeen {
    /// Those for which everything in the folder is sealed.
    Present {
        fingerprint: String,
    },
    /// Others.
    Other {
        fingerprint: String,
    },
    Missing,
    /// Not to be read by this user, or something else stands there.
    Unreadable,
}

/// Items, by where they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    pub sealed: usize,
    /// They wait for a second person.
    pub proposed: usize,
    pub live: usize,
    /// Their time has come, nothing holds them, and they are not public.
    pub overdue: usize,
    pub stopped: usize,
    pub held: usize,
    pub withdrawn: usize,
    /// Without the newsroom's word for where they stand: held from the next start on. 0 where the keys cannot be read.
    pub not_our_word: usize,
}

/// How late something became public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Late {
    pub public_since: DateTime<Utc>,
    pub milliseconds: i64,
}

/// How a newsroom stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    pub folder: PathBuf,
    pub is_backup: bool,
    pub occupant: Occupant,
    pub keys: KeysSeen,
    pub key_file: PathBuf,
    /// What this machine's clock says, and whether the source vouches for it.
    pub now: DateTime<Utc>,
    pub is_clock_synced: bool,
    pub clock_uncertainty_micros: u128,
    pub items: Counts,
    /// The next instant at which something opens.
    pub next_due: Option<DateTime<Utc>>,
    /// Of what became public last.
    pub last_late: Option<Late>,
    /// Of what became public latest of all.
    pub worst_late: Option<Late>,
    pub tokens: Vec<TokenSeen>,
    pub desks: Vec<DeskSeen>,
    /// How many lines the journal has, and the digest of the last; `None` where it was changed.
    pub journal: Option<(usize, Option<String>)>,
    /// The first line of the journal that is not as it was written.
    pub journal_fault: Option<i64>,
}

impl Newsroom {
    /// Whether a newsroom works with this folder. A starting one is not disturbed.
    ///
    /// # Errors
    /// [`NewsroomError::NoFolder`] where none is held there, or what the disk says.
    pub fn occupant_of(data: &Path) -> Result<Occupant, NewsroomError> {
        let note = Folder::look(data)?.occupant()?;
        Ok(match note.map(|note| serde_json::from_str(&note)) {
            None => Occupant::Nobody,
            Some(Ok(announcement)) => Occupant::Service(announcement),
            Some(Err(_)) => Occupant::Somebody,
        })
    }

    /// Looks at the newsroom of a folder, at the reading of this moment.
    ///
    /// # Errors
    /// [`NewsroomError::NoFolder`], [`NewsroomError::Older`], [`NewsroomError::Newer`], [`NewsroomError::Damaged`], or what the
    /// disk says.
    pub fn status_in(data: &Path, key_file: &Path, now: &Reading) -> Result<Status, NewsroomError> {
        let folder = Folder::look(data)?;
        let store = Store::look(folder.root(), &folder.database())?;
        store.refuse_older()?;
        let (bound, is_backup) = store.bound_to()?;
        let keys = keys::read(key_file);
        let id = keys.as_ref().ok().map(|keys| keys.id().clone());
        let rows = store.items()?;
        let has_our_word = |row: &Row| match (&id, &row.word) {
            (Some(id), Some(word)) => id.has_signed(&row.stands(), word),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let not_our_word = rows.iter().filter(|row| !has_our_word(row)).count();
        let mut holdings = Holdings::default();
        rows.into_iter().for_each(|row| holdings.insert(Held { row, content: Content::Sealed }));
        let (journal, journal_fault) = match store.journal() {
            Ok(lines) => (Some((lines.len(), lines.last().and_then(|line| line.chain.clone()))), None),
            Err(NewsroomError::Journal { line, .. }) => (None, Some(line)),
            Err(error) => return Err(error),
        };
        let late = lateness(&holdings);
        Ok(Status {
            folder: data.to_owned(),
            is_backup,
            occupant: Self::occupant_of(data)?,
            keys: match (keys, id) {
                (_, Some(id)) if bound.as_ref().is_none_or(|bound| *bound == id.fingerprint()) => {
                    KeysSeen::Present { fingerprint: id.fingerprint() }
                }
                (_, Some(id)) => KeysSeen::Other { fingerprint: id.fingerprint() },
                (Err(NewsroomError::NoKeys { .. }), None) => KeysSeen::Missing,
                _ => KeysSeen::Unreadable,
            },
            key_file: key_file.to_owned(),
            now: now.wall,
            is_clock_synced: now.synced,
            clock_uncertainty_micros: now.uncertainty.as_micros(),
            items: Counts { not_our_word, ..counts(&holdings, now) },
            next_due: holdings.next_due(),
            last_late: late.iter().max_by_key(|late| late.public_since).copied(),
            worst_late: late.iter().max_by_key(|late| late.milliseconds).copied(),
            tokens: store.tokens_seen()?,
            desks: store.desks_seen()?,
            journal,
            journal_fault,
        })
    }
}

fn counts(holdings: &Holdings, now: &Reading) -> Counts {
    let mut counts = Counts::default();
    for held in holdings.all() {
        let is_late = holdings.opens_at(held).is_some_and(|due| is_overdue(due, now));
        *match (held.row.clearance, held.row.revealed_at) {
            (Clearance::Cleared, Some(_)) => &mut counts.live,
            (Clearance::Cleared, None) if is_late => &mut counts.overdue,
            (Clearance::Cleared, None) => &mut counts.sealed,
            (Clearance::Proposed, _) => &mut counts.proposed,
            (Clearance::Stopped, _) => &mut counts.stopped,
            (Clearance::Held, _) => &mut counts.held,
            (Clearance::Withdrawn, _) => &mut counts.withdrawn,
        } += 1;
    }
    counts
}

/// Of everything that is public. What was planned for a time in the past is not late.
fn lateness(holdings: &Holdings) -> Vec<Late> {
    let late = |held: &Held| {
        let public_since = held.row.revealed_at.filter(|_| held.row.clearance == Clearance::Cleared)?;
        let due = holdings.opens_at(held)?.max(held.row.held_at);
        let late = (public_since - due).max(TimeDelta::zero());
        Some(Late { public_since, milliseconds: late.num_milliseconds() })
    };
    holdings.all().filter_map(|held| late(held)).collect()
}
