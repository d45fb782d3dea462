//! Backups of a newsroom, also of one that is running, and the way back.
//!
//! A backup holds what the data folder holds: age files and signed manifests, and no key. **Invariant: a backup that is
//! restored publishes nothing by itself.** What was stopped or withdrawn after it was made is not known to it, so
//! everything is held until a desk plans it anew.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use sperrfrist_clock::Clock;

use crate::NewsroomError;
use crate::folder::{Folder, private_folder, sync_folder};
use crate::newsroom::{Newsroom, milliseconds};
use crate::parts::Parts;
use crate::store::Store;

/// A running newsroom may replace a package while its parts are copied; then all is done again.
const TRIES: usize = 5;

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

    /// Makes a newsroom of a backup, in a folder that is empty or does not exist yet. Everything in it is held. Returns
    /// how many items that are.
    ///
    /// # Errors
    /// As [`Newsroom::back_up`].
    pub fn restore_from(backup: &Path, data: &Path, clock: &dyn Clock) -> Result<usize, NewsroomError> {
        refuse_used(data)?;
        // It may lie on a medium that nobody can write to.
        let from = Folder::look(backup)?;
        let store = Store::look(from.root(), &from.database())?;
        let to = Folder::open(data)?;
        copied(&from, &store, &to, |copy| {
            copy.journal()?;
            copy.mark_backup(false)?;
            copy.hold_everything(milliseconds(clock.now().wall))
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
fn copied(
    from: &Folder,
    store: &Store,
    to: &Folder,
    finish: impl FnOnce(&mut Store) -> Result<usize, NewsroomError>,
) -> Result<usize, NewsroomError> {
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
    let items = finish(&mut copy)?;
    copy.close()?;
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(&unfinished, to.database()).map_err(failed)?;
    sync_folder(to.root()).map_err(failed)?;
    Ok(items)
}
