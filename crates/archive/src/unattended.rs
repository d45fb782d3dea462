//! Slots whose photo may go out without another word, as soon as it is complete.

use rusqlite::named_params;
use sperrfrist_release::{ReleaseId, SlotId};

use crate::books::named;
use crate::{ArchiveError, Books};

impl Books<'_> {
    /// Sets whether the photo of a slot goes out by itself.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn set_unattended(&self, release: ReleaseId, slot: SlotId, on: bool) -> Result<(), ArchiveError> {
        let sql =
            if on { include_str!("sql/put_unattended.sql") } else { include_str!("sql/drop_unattended.sql") };
        self.change(sql, named_params! { ":release": release.to_string(), ":slot": slot.to_string() })?;
        Ok(())
    }

    /// The slots of a release whose photo goes out by itself.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn unattended(&self, release: ReleaseId) -> Result<Vec<SlotId>, ArchiveError> {
        let params = named_params! { ":release": release.to_string() };
        self.rows(include_str!("sql/unattended.sql"), params, |row| named(row, "slot"))
    }

    /// The public releases that have such a slot.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn unattended_releases(&self) -> Result<Vec<ReleaseId>, ArchiveError> {
        self.rows(include_str!("sql/unattended_releases.sql"), [], |row| named(row, "release"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    #[test]
    fn a_slot_goes_unattended_until_it_is_taken_back() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (release, slot) = (draft("Eins"), SlotId::random());
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.set_unattended(release.id, slot, true)?;
            books.set_unattended(release.id, slot, true)
        })?;
        assert_eq!(archive.read(|books| books.unattended(release.id))?, [slot]);
        assert_eq!(archive.read(|books| books.unattended_releases())?, []);
        archive.write(|books| books.set_state(release.id, State::Live))?;
        assert_eq!(archive.read(|books| books.unattended_releases())?, [release.id]);
        archive.write(|books| books.set_unattended(release.id, slot, false))?;
        assert_eq!(archive.read(|books| books.unattended(release.id))?, []);
        Ok(())
    }
}
