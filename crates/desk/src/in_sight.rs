//! The releases that the Übersicht shows, kept as they were read until the archive changes: it asks for them each second,
//! and mostly nothing has.

use std::sync::{Arc, Mutex, PoisonError};

use sperrfrist_archive::{ArchiveError, Look};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::watch;

#[derive(Debug, Default)]
pub(crate) struct InSight(Mutex<Option<Arc<Seen>>>);

#[derive(Debug)]
pub(crate) struct Seen {
    /// Of the books when it was read.
    pub changes: u64,
    most: usize,
    /// Those of which something is planned, and the newest of the rest.
    pub dossiers: Vec<Dossier>,
    /// How many more there are.
    pub older: usize,
    /// What was found public before its time.
    pub early: Vec<Look>,
}

impl Desk {
    /// The releases of which something is planned, and `most` of the rest.
    pub(crate) fn in_sight(&self, most: usize) -> Result<Arc<Seen>, ArchiveError> {
        let mut kept = self.in_sight.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.archive.read(|books| {
            let changes = books.changes();
            if let Some(seen) = kept.as_ref().filter(|seen| seen.changes == changes && seen.most == most) {
                return Ok(Arc::clone(seen));
            }
            let releases = books.newest_releases(most)?.into_iter();
            let dossiers =
                releases.map(|stored| Dossier::of(books, stored)).collect::<Result<Vec<_>, _>>()?;
            let older = books.count_releases()?.saturating_sub(dossiers.len());
            let early = books.looks_with_verdict(watch::EARLY)?;
            Ok(Arc::clone(kept.insert(Arc::new(Seen { changes, most, dossiers, older, early }))))
        })
    }
}
