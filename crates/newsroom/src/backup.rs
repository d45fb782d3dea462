//! Backups of a newsroom, also of one that is running, and the way back.
//!
//! A backup holds what the data folder holds: age files and signed manifests, and no key. **Invariant: a backup that is
//! restored publishes nothing by itself, and lets nobody in.** What was stopped or withdrawn after it was made is not known
//! to it, nor whose access was taken away, so everything is held until a desk plans it anew, and each gets its access anew.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use sperrfrist_clock::Clock;

use crate::folder::{Folder, private_folder, sync_folder};
use crate::newsroom::{Newsroom, milliseconds};
use crate::parts::Parts;
use crate::store::Store;
use crate::{NewsroomError, Rights};

/// A running newsroom may replace a package while its parts are copied; then all is done again.
const TRIES: usize = 5;

/// Whether those who had access when a backup was made have it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nobody has: some may have lost it since.
    Revoked,
    /// They have. Whoever says so knows that nobody has lost any since.
    Kept,
}

/// What a restored newsroom holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The items that are held now.
    pub held: usize,
    /// The names of the tokens that were good when the backup was made.
    pub tokens: Vec<String>,
    /// Who was entered then, and with which rights.
    pub officers: Vec<(String, Rights)>,
}

impl Newsroom {
    /// Copies the newsroom of a folder into another one that is empty or does not exist yet. Returns how many items it
    /// holds.
    ///
    /// # Errors
    /// [`NewsroomError::ForeignFolder`] where something lies there already, or what the disk says.
    pub fn back_up(data: &Path, into: &Path) -> Result<usize, NewsroomError> {
        refuse_used(into)?;
        let folder = Folder::look(data)?;
        let store = Store::look(folder.root(), &folder.database())?;
        let copy = Folder::open(into)?;
        let mut tries = 0;
        loop {
            tries += 1;
            let finish = |copy: &mut Store| {
                copy.mark_backup(true)?;
                Ok(copy.items()?.len())
            };
            match copied(&folder, &store, &copy, finish) {
                Err(error) if tries == TRIES => return Err(error),
                Err(NewsroomError::Disk { cause, .. }) if cause.kind() == io::ErrorKind::NotFound => {}
                other => return other,
            }
        }
    }

    /// Makes a newsroom of a backup, in a folder that is empty or does not exist yet. Everything in it is held.
    ///
    /// # Errors
    /// As [`Newsroom::back_up`].
    pub fn restore_from(
        backup: &Path,
        data: &Path,
        access: Access,
        clock: &dyn Clock,
    ) -> Result<Restored, NewsroomError> {
        refuse_used(data)?;
        // It may lie on a medium that nobody can write to.
        let from = Folder::look(backup)?;
        let store = Store::look(from.root(), &from.database())?;
        let to = Folder::open(data)?;
        copied(&from, &store, &to, |copy| {
            copy.journal()?;
            copy.mark_backup(false)?;
            let now = milliseconds(clock.now().wall);
            let tokens = copy.tokens()?.into_iter().map(|(name, _)| name).collect();
            let officers = copy.officers()?.into_iter();
            let officers = officers.map(|row| (row.officer.name, row.officer.rights)).collect();
            if access == Access::Revoked {
                copy.revoke_everybody(now)?;
            }
            Ok(Restored { held: copy.hold_everything(now)?, tokens, officers })
        })
    }
}

fn refuse_used(into: &Path) -> Result<(), NewsroomError> {
    match fs::read_dir(into).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(NewsroomError::ForeignFolder { path: into.to_owned() }),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(NewsroomError::file(into, cause)),
    }
}

/// Copies parts and database. The database gets its name last, after `finish` has had it: a copy that broke off is no
/// newsroom.
fn copied<T>(
    from: &Folder,
    store: &Store,
    to: &Folder,
    finish: impl FnOnce(&mut Store) -> Result<T, NewsroomError>,
) -> Result<T, NewsroomError> {
    let failed = |cause| NewsroomError::file(to.root(), cause);
    let unfinished = to.root().join("unfinished.sqlite");
    let _ = fs::remove_file(&unfinished);
    store.copy_to(&unfinished)?;
    private_folder(&to.parts()).map_err(failed)?;
    let (source, target) = (Parts::look(from.parts()), Parts::open(to.parts())?);
    let mut copy = Store::open(to.root(), &unfinished)?;
    for part in copy.items()?.iter().flat_map(|row| &row.manifest.parts) {
        target.write(&part.name, &source.read(&part.name)?)?;
    }
    let told = finish(&mut copy)?;
    copy.close()?;
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(&unfinished, to.database()).map_err(failed)?;
    sync_folder(to.root()).map_err(failed)?;
    Ok(told)
}
