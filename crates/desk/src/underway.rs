//! Which releases are being planned at this moment, so that nobody plans one twice at once and a stop reaches
//! whoever is in the middle of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sperrfrist_release::ReleaseId;

/// The releases that are being planned.
#[derive(Debug, Default)]
pub(crate) struct Underway(Mutex<HashMap<ReleaseId, Arc<AtomicBool>>>);

/// Held while a release is being planned.
#[derive(Debug)]
pub(crate) struct Guard<'a> {
    underway: &'a Underway,
    id: ReleaseId,
    cancelled: Arc<AtomicBool>,
}

impl Underway {
    /// `None` if someone is planning it already.
    pub(crate) fn begin(&self, id: ReleaseId) -> Option<Guard<'_>> {
        let mut releases = self.releases();
        if releases.contains_key(&id) {
            return None;
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        releases.insert(id, Arc::clone(&cancelled));
        Some(Guard { underway: self, id, cancelled })
    }

    /// Tells whoever is planning it to send nothing more. Returns whether someone is.
    pub(crate) fn cancel(&self, id: ReleaseId) -> bool {
        let releases = self.releases();
        let found = releases.get(&id);
        if let Some(cancelled) = found {
            cancelled.store(true, Ordering::SeqCst);
        }
        found.is_some()
    }

    pub(crate) fn contains(&self, id: ReleaseId) -> bool {
        self.releases().contains_key(&id)
    }

    fn releases(&self) -> MutexGuard<'_, HashMap<ReleaseId, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guard<'_> {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.underway.releases().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_planned_by_one_at_a_time_and_a_stop_reaches_it() {
        let underway = Underway::default();
        let id = ReleaseId::random();
        assert!(!underway.cancel(id));
        let guard = underway.begin(id).expect("the first");
        assert!(underway.begin(id).is_none());
        assert!(underway.begin(ReleaseId::random()).is_some());
        assert!(!guard.is_cancelled());
        assert!(underway.cancel(id));
        assert!(guard.is_cancelled());
        drop(guard);
        assert!(!underway.begin(id).expect("free again").is_cancelled());
    }
}
