//! The verb "receive": a file that somebody has handed on is looked at, and nothing of it is kept.
//!
//! The file stays in memory until it is taken over, put away, or another one comes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use sperrfrist_archive::Books;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::{Bundle, BundleError};

use crate::desk::Desk;
use crate::journal;
use crate::view::{
    JournalEvent, ReceiveRequest, ReceivedBefore, ReceivedContent, ReceivedView, UnlockRequest,
};
use crate::{Problem, letterheads};

/// The file that has come last.
#[derive(Default)]
pub(crate) struct Received(Mutex<Option<Held>>);

#[derive(Clone)]
pub(super) struct Held {
    pub file_name: String,
    pub is: Is,
}

#[derive(Clone)]
pub(super) enum Is {
    Locked(Arc<[u8]>),
    Open(Arc<Bundle>),
}

impl Received {
    pub(super) fn held(&self) -> Result<Held, Problem> {
        self.lock().clone().ok_or_else(|| {
            Problem::new(
                "bundle.gone",
                "Es liegt keine Datei zum Übernehmen bereit.",
                "Öffnen Sie die Datei noch einmal.",
            )
        })
    }

    pub(super) fn hold(&self, held: Option<Held>) {
        *self.lock() = held;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Looks at a file that has come.
    ///
    /// # Errors
    /// [`Problem`] where it is none, damaged, newer or too large. What came before is put away all the same.
    pub fn receive(&self, bytes: &[u8], request: ReceiveRequest) -> Result<ReceivedView, Problem> {
        self.received.hold(None);
        let is = match Bundle::decode(bytes, None) {
            Ok(bundle) => Is::Open(Arc::new(bundle)),
            Err(BundleError::Locked) => Is::Locked(bytes.into()),
            Err(error) => return Err(error.into()),
        };
        self.received.hold(Some(Held { file_name: request.file_name, is }));
        self.received()
    }

    /// The file that has come last.
    ///
    /// # Errors
    /// [`Problem`] where there is none.
    pub fn received(&self) -> Result<ReceivedView, Problem> {
        let Held { file_name, is } = self.received.held()?;
        let content = match is {
            Is::Locked(_) => None,
            Is::Open(bundle) => Some(self.archive.read(|books| content(books, &bundle))?),
        };
        Ok(ReceivedView { file_name, content })
    }

    /// Opens it with its passphrase.
    ///
    /// # Errors
    /// [`Problem`] where that does not open it, or there is none; it waits for another try.
    pub fn unlock_received(&self, request: UnlockRequest) -> Result<ReceivedView, Problem> {
        let Held { file_name, is } = self.received.held()?;
        if let Is::Locked(bytes) = is {
            let bundle = Bundle::decode(&bytes, Some(&request.passphrase))?;
            self.received.hold(Some(Held { file_name, is: Is::Open(Arc::new(bundle)) }));
        }
        self.received()
    }

    /// Puts the file away.
    pub fn put_away_received(&self) {
        self.received.hold(None);
    }
}

fn content(books: &Books<'_>, bundle: &Bundle) -> Result<ReceivedContent, Problem> {
    let first = &bundle.releases[0].release;
    let new = bundle.letterheads.iter().filter_map(|letterhead| {
        letterheads::here(books, letterhead)
            .map(|here| here.is_none().then(|| letterhead.name.clone()))
            .transpose()
    });
    Ok(ReceivedContent {
        headline: first.headline.clone(),
        made_at: bundle.made_at,
        languages: bundle.releases.iter().map(|one| one.release.language).collect(),
        photos: bundle.originals.len(),
        letterheads: new.collect::<Result<_, _>>()?,
        before: before(books, first.id, &bundle.digest())?,
    })
}

/// How the journal tells what a draft came from.
pub(super) fn origin(release: ReleaseId, digest: &str) -> String {
    format!("{release} {digest}")
}

/// What was taken over of this release: the very same content where there is such, else what came last.
fn before(books: &Books<'_>, release: ReleaseId, digest: &str) -> Result<Option<ReceivedBefore>, Problem> {
    let of_release = format!("{release} ");
    let same = origin(release, digest);
    let taken: Vec<(ReleaseId, DateTime<Utc>, String)> =
        books.noted(journal::word(JournalEvent::Received))?;
    let mut found: Vec<ReceivedBefore> = taken
        .into_iter()
        .filter(|(_, _, origin)| origin.starts_with(&of_release))
        .map(|(id, at, origin)| ReceivedBefore { id, at, is_same: origin == same })
        .collect();
    found.sort_by_key(|one| (one.is_same, one.at));
    Ok(found.pop())
}
