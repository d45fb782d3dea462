//! Which releases are being planned at this moment, so that nobody plans one twice at once and a stop reaches
//! whoever is in the middle of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sperrfrist_release::ReleaseId;

/// The releases that are being planned.
#[derive(Debug, Default)]
pub(crate) struct Underway(Mutex<Planning>);

#[derive(Debug, Default)]
struct Planning {
    releases: HashMap<ReleaseId, Arc<AtomicBool>>,
    is_closed: bool,
}

/// Held while this desk gives way to another; as long as it is, nobody begins to plan.
#[derive(Debug)]
pub(crate) struct Closed<'a>(Option<&'a Underway>);

/// Held while a release is being planned.
#[derive(Debug)]
pub(crate) struct Guard<'a> {
    underway: &'a Underway,
    id: ReleaseId,
    cancelled: Arc<AtomicBool>,
}

impl Underway {
    /// `None` if someone is planning it already, or this desk has given way to another.
    pub(crate) fn begin(&self, id: ReleaseId) -> Option<Guard<'_>> {
        let mut planning = self.planning();
        if planning.is_closed || planning.releases.contains_key(&id) {
            return None;
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        planning.releases.insert(id, Arc::clone(&cancelled));
        Some(Guard { underway: self, id, cancelled })
    }

    /// Tells whoever is planning it to send nothing more. Returns whether someone is.
    pub(crate) fn cancel(&self, id: ReleaseId) -> bool {
        let planning = self.planning();
        let found = planning.releases.get(&id);
        if let Some(cancelled) = found {
            cancelled.store(true, Ordering::SeqCst);
        }
        found.is_some()
    }

    pub(crate) fn contains(&self, id: ReleaseId) -> bool {
        self.planning().releases.contains_key(&id)
    }

    /// `None` if something is being planned, or somebody has closed it already.
    pub(crate) fn close(&self) -> Option<Closed<'_>> {
        let mut planning = self.planning();
        if planning.is_closed || !planning.releases.is_empty() {
            return None;
        }
        planning.is_closed = true;
        Some(Closed(Some(self)))
    }

    fn planning(&self) -> MutexGuard<'_, Planning> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Closed<'_> {
    pub(crate) fn for_good(mut self) {
        self.0 = None;
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        if let Some(underway) = self.0 {
            underway.planning().is_closed = false;
        }
    }
}

impl Guard<'_> {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.underway.planning().releases.remove(&self.id);
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

    #[test]
    fn a_desk_gives_way_only_while_nothing_is_planned_and_then_nothing_is() {
        let underway = Underway::default();
        let id = ReleaseId::random();
        let guard = underway.begin(id).expect("free");
        assert!(underway.close().is_none());
        drop(guard);
        let closed = underway.close().expect("nothing is underway");
        assert!(underway.close().is_none() && underway.begin(id).is_none());
        drop(closed);
        drop(underway.begin(id).expect("open again"));
        underway.close().expect("nothing is underway").for_good();
        assert!(underway.begin(id).is_none());
    }
}
