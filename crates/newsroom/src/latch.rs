//! The latch: that something became public stands on disk before its first byte goes out.
//!
//! It keeps a public page public when the clock steps back or loses its source. If it cannot be written,
//! nothing is shown. What is latched is opened in the same step; until then it is sealed.

use std::sync::Arc;

use crate::NewsroomError;
use crate::holdings::{Content, Held};
use crate::newsroom::{House, locked, milliseconds};
use crate::store::{Change, Event, Row};

impl House {
    /// Latches everything the gate is open for. Blocks. A stop that was committed before wins: the store
    /// compares generation and clearance.
    pub(crate) fn latch_ripe(&self) -> Result<(), NewsroomError> {
        let mut store = locked(&self.store);
        let now = self.clock.now();
        loop {
            // Texts first: what they say decides about their photos, which come in the next round.
            let ripe = self.holdings().ripe(&now);
            if ripe.is_empty() {
                return Ok(());
            }
            let at = milliseconds(now.wall);
            let mut opened = Vec::with_capacity(ripe.len());
            let mut changes = Vec::with_capacity(ripe.len());
            let mut waits = false;
            for held in &ripe {
                let mut held = Held::clone(held);
                match self.opened(&held.row.manifest, |entry| self.sealed_part(entry)) {
                    Ok(content) => {
                        held.content = content;
                        self.holdings().place(&mut held);
                        let is_taken = |other: &Held| other.path().is_some() && other.path() == held.path();
                        if opened.iter().any(is_taken) {
                            // Namesakes of one moment: the second finds its address in the next round.
                            continue;
                        }
                        held.row.revealed_at = Some(at);
                        let path_suffix = held.row.path_suffix;
                        let Row { item, generation, .. } = held.row;
                        changes.push(Change::new(item, generation, Event::Revealed { path_suffix }));
                    }
                    // Tried again in a moment: too many open files in a rush must not cost anybody the rest of the day.
                    Err(denied) if denied.is_passing() => {
                        waits = true;
                        continue;
                    }
                    Err(denied) => {
                        held.content = Content::Unreadable;
                        eprintln!("{} {} bleibt gesperrt.", denied.refusal.sentence, held.row.item);
                    }
                }
                opened.push(held);
            }
            if !changes.is_empty() && !store.change(&changes, at, "")? {
                return Ok(());
            }
            let mut holdings = self.holdings_mut();
            opened.into_iter().for_each(|held| holdings.insert(held));
            if waits {
                return Err(NewsroomError::Waiting);
            }
        }
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
