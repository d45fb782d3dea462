//! What the desk does by itself, once a day: it lets go of the originals whose day has come.

use std::sync::PoisonError;

use chrono::NaiveDate;

use super::rule;
use crate::Problem;
use crate::desk::{Desk, note_words};
use crate::view::JournalEvent;

/// Files that go with one tick: looking at what is due must not wait for them.
const AT_ONCE: usize = 20;

impl Desk {
    /// Takes out of the pools what is due, and lets go of some of the files. Nothing is due by a clock for which nobody
    /// vouches: it may be years ahead.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read or written. It is tried again the next day, or with the next start.
    pub(crate) fn forget_unchosen(&self) -> Result<(), Problem> {
        let reading = self.clock.now();
        let today = reading.wall.with_timezone(&self.zone).date_naive();
        let mut swept = self.sweeping.0.lock().unwrap_or_else(PoisonError::into_inner);
        if reading.synced && swept.day != Some(today) {
            swept.day = Some(today);
            self.take_out(today)?;
            swept.is_empty = false;
        }
        if !swept.is_empty {
            // A file that cannot go is not tried again each second.
            swept.is_empty = true;
            swept.is_empty = !self.archive.sweep_forgotten(AT_ONCE)?;
        }
        Ok(())
    }

    /// Each release in one step, with a line in its journal; what stands against it is asked again within that step.
    fn take_out(&self, today: NaiveDate) -> Result<(), Problem> {
        let due = self.archive.read(|books| match rule(books)? {
            Some(rule) => self.batches(books, &rule, None),
            None => Ok(Vec::new()),
        })?;
        for batch in due.into_iter().take_while(|batch| batch.day <= today) {
            let now = self.now();
            self.archive.write(|books| {
                let Some(rule) = rule(books)? else { return Ok(()) };
                let still = self.batches(books, &rule, Some(batch.release))?;
                let mut count = 0;
                for batch in still.iter().filter(|other| other.day <= today) {
                    for original in &batch.originals {
                        count += usize::from(books.forget_unchosen(batch.release, original, now)?);
                    }
                }
                if count > 0 {
                    let originals = if count == 1 { "Original" } else { "Originale" };
                    let words = format!("{count}\u{a0}{originals}, nach {}\u{a0}Tagen", rule.days);
                    note_words(books, batch.release, now, JournalEvent::UnchosenDeleted, &words)?;
                }
                Ok::<_, Problem>(())
            })?;
        }
        Ok(())
    }
}
