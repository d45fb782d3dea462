//! The contact book of this desk: people whom its releases name, as each of them wishes to be named.
//!
//! No release refers to it. Who is taken from here is the release's from then on, and what is changed here changes no release.

mod arrange;
mod put;
mod remove;

use sperrfrist_archive::{Books, StoredContact};
use sperrfrist_release::preflight::is_diallable;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{ContactRow, Contacts};

impl Desk {
    /// Everybody in the book, in its order.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn contacts(&self) -> Result<Contacts, Problem> {
        let rows = self.archive.read(|books| books.contacts())?;
        Ok(Contacts { rows: rows.into_iter().map(row).collect() })
    }

    /// Changes the book, in one step, and gives it as it stands then.
    fn change_contacts(
        &self,
        change: impl FnOnce(&Books<'_>, Vec<StoredContact>) -> Result<(), Problem>,
    ) -> Result<Contacts, Problem> {
        self.archive.write(|books| {
            let there = books.contacts()?;
            change(books, there)
        })?;
        self.back_up(self.now());
        self.contacts()
    }
}

fn row(stored: StoredContact) -> ContactRow {
    let StoredContact { number, contact } = stored;
    let numbers = contact.iter().flat_map(|contact| &contact.numbers);
    let undiallable = numbers.filter(|line| !is_diallable(&line.number)).map(|line| {
        let words = [line.label.trim(), line.number.trim()];
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    });
    ContactRow { number, undiallable: undiallable.collect(), contact }
}

/// Where the entry stands.
fn place_of(there: &[StoredContact], number: u32) -> Result<usize, Problem> {
    there.iter().position(|entry| entry.number == number).ok_or_else(|| {
        Problem::new(
            "contact.gone",
            "Dieser Kontakt steht nicht mehr im Kontaktbuch.",
            "Sehen Sie in der Liste nach, wie sie jetzt steht.",
        )
    })
}
