//! Backups of a newsroom, also of one that is running, and the way back.
//!
//! A backup holds what the data folder holds: age files and signed manifests, and no key. **Invariant: a backup that is
//! restored publishes nothing by itself.** What was stopped or withdrawn after it was made is not known to it, so
//! everything is held until a desk plans it anew.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
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
        let folder = existing(data)?;
        let store = Store::open(folder.root(), &folder.database())?;
        let copy = Folder::open(into)?;
        let mut tries = 0;
        loop {
            tries += 1;
            match copied(&folder, &store, &copy) {
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
        Self::back_up(backup, data)?;
        let folder = Folder::open(data)?;
        let mut store = Store::open(folder.root(), &folder.database())?;
        store.journal()?;
        store.hold_everything(milliseconds(now(clock)))
    }
}

fn now(clock: &dyn Clock) -> DateTime<Utc> {
    clock.now().wall
}

/// A folder that holds a newsroom; opening makes none.
fn existing(data: &Path) -> Result<Folder, NewsroomError> {
    match fs::metadata(data.join("newsroom.sqlite")) {
        Ok(_) => Folder::open(data),
        Err(cause) => Err(NewsroomError::NoFolder { path: data.to_owned(), cause }),
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

fn copied(from: &Folder, store: &Store, to: &Folder) -> Result<usize, NewsroomError> {
    store.copy_to(&to.database())?;
    File::open(to.database())
        .and_then(|file| file.sync_all())
        .map_err(|cause| NewsroomError::file(to.root(), cause))?;
    let rows = Store::open(to.root(), &to.database())?.items()?;
    private_folder(&to.parts()).map_err(|cause| NewsroomError::file(to.root(), cause))?;
    let (source, target) = (Parts::open(from.parts())?, Parts::open(to.parts())?);
    for part in rows.iter().flat_map(|row| &row.manifest.parts) {
        target.write(&part.name, &source.read(&part.name)?)?;
    }
    sync_folder(to.root()).map_err(|cause| NewsroomError::file(to.root(), cause))?;
    Ok(rows.len())
}
