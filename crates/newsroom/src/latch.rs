//! The latch: that something became public stands on disk before its first byte goes out.
//!
//! It keeps a public page public when the clock steps back or loses its source. If it cannot be written,
//! nothing is shown.

use std::sync::Arc;

use crate::NewsroomError;
use crate::newsroom::{House, locked, milliseconds};
use crate::store::{Change, Event};

impl House {
    /// Latches everything the gate is open for. Blocks. A stop that was committed before wins: the store
    /// compares generation and clearance.
    pub(crate) fn latch_ripe(&self) -> Result<(), NewsroomError> {
        let mut store = locked(&self.store);
        let now = self.clock.now();
        let ripe = self.holdings().ripe(&now);
        let changes: Vec<Change> = ripe
            .iter()
            .map(|held| Change {
                item: held.row.item,
                generation: held.row.generation,
                event: Event::Revealed,
            })
            .collect();
        let at = milliseconds(now.wall);
        if !changes.is_empty() && store.change(&changes, at)? {
            let mut holdings = self.holdings_mut();
            for change in changes {
                holdings.apply(change.item, change.event, at);
            }
        }
        Ok(())
    }

    /// The same from an async task; returns once what is ripe is latched, or `false` where it could not be.
    pub(crate) async fn latch(self: &Arc<Self>) -> bool {
        if !self.has_ripe() {
            return true;
        }
        // One of them writes, the others wait for it: no crowd before the disk at the due time.
        let _turn = self.latching.lock().await;
        if !self.has_ripe() {
            return true;
        }
        let house = Arc::clone(self);
        match tokio::task::spawn_blocking(move || house.latch_ripe()).await {
            Ok(Ok(())) => {
                self.all_clear();
                true
            }
            Ok(Err(error)) => {
                self.alarm(&error);
                false
            }
            Err(_) => false,
        }
    }

    fn has_ripe(&self) -> bool {
        let now = self.clock.now();
        !self.holdings().ripe(&now).is_empty()
    }
}
