//! What became public before its line stood in the journal. It is written at once, off the road of the requests, and
//! before anything else is decided about an item.

use std::sync::Mutex;

use chrono::{DateTime, Utc};

use crate::newsroom::{House, locked};
use crate::store::{Change, Store};
use crate::{NewsroomError, log};

/// The lines that are owed, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Owed(Mutex<Lines>);

#[derive(Debug, Default)]
struct Lines {
    waiting: Vec<(DateTime<Utc>, Change)>,
    /// The last try to write them failed.
    is_failing: bool,
}

impl Owed {
    pub(crate) fn add(&self, at: DateTime<Utc>, changes: Vec<Change>) {
        locked(&self.0).waiting.extend(changes.into_iter().map(|change| (at, change)));
    }

    pub(crate) fn is_empty(&self) -> bool {
        locked(&self.0).waiting.is_empty()
    }

    /// How many could not be written when it was tried last.
    pub(crate) fn overdue(&self) -> usize {
        let lines = locked(&self.0);
        if lines.is_failing { lines.waiting.len() } else { 0 }
    }
}

impl House {
    /// Writes what is owed. Where that fails, the page stays, the keeper is told once, and it is to be tried again. Blocks.
    pub(crate) fn settle(&self) -> Result<(), NewsroomError> {
        if self.owed.is_empty() {
            return Ok(());
        }
        self.pay(&mut locked(&self.store))
    }

    /// The same for whoever has the store.
    pub(crate) fn pay(&self, store: &mut Store) -> Result<(), NewsroomError> {
        let waiting = locked(&self.owed.0).waiting.clone();
        for line in waiting.chunk_by(|one, other| one.0 == other.0) {
            let at = line[0].0;
            let changes: Vec<Change> = line.iter().map(|(_, change)| change.clone()).collect();
            let paid = store.change(&changes, at, "").and_then(|written| {
                if !written {
                    one_by_one(store, &changes, at)?;
                }
                Ok(())
            });
            let mut lines = locked(&self.owed.0);
            let was_failing = std::mem::replace(&mut lines.is_failing, paid.is_err());
            match &paid {
                Ok(()) => {
                    lines.waiting.drain(..changes.len());
                    if was_failing {
                        log::recovered("newsroom.unwritten");
                    }
                }
                Err(error) if !was_failing => {
                    let sentence = format!(
                        "Öffentliches ließ sich nicht ins Protokoll schreiben: {error} {}",
                        error.next_step()
                    );
                    log::failed(error.code(), &sentence);
                }
                Err(_) => {}
            }
            paid?;
        }
        Ok(())
    }
}

/// Somebody else has written about one of them; the others must not suffer.
fn one_by_one(store: &mut Store, changes: &[Change], at: DateTime<Utc>) -> Result<(), NewsroomError> {
    for change in changes {
        if !store.change(std::slice::from_ref(change), at, "")? {
            log::not_our_word(change.item);
        }
    }
    Ok(())
}
