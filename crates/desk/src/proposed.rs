//! The photos that wait for approval, as the second person sees them: opened and drawn in memory, and in no file.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sperrfrist_photo::Limits;
use sperrfrist_release::Photo;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_seal::answer::ItemReport;
use sperrfrist_seal::{DeskKey, Package, Role, sha256_hex};

use crate::Problem;
use crate::desk::Desk;
use crate::office::{not_for_this_seat, unreadable};
use crate::picture::{Picture, draw};
use crate::view::ProposedPhoto;

/// What was read so far, by the digests of the packages: they are looked for again and again, and are large.
#[derive(Default)]
pub(crate) struct Proposed {
    photos: Mutex<HashMap<String, Arc<Read>>>,
}

struct Read {
    photo: Photo,
    jpeg: Vec<u8>,
}

impl Proposed {
    /// Forgets what waits no longer.
    pub(crate) fn keep_only(&self, packages: &[String]) {
        self.photos().retain(|package, _| packages.contains(package));
    }

    fn photos(&self) -> MutexGuard<'_, HashMap<String, Arc<Read>>> {
        self.photos.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// A photo that waits, with the words that belong to it.
    pub(crate) fn proposed_photo(&self, item: &ItemReport, label: String) -> Result<ProposedPhoto, Problem> {
        let package = &item.package_sha256;
        let known = self.proposed.photos().get(package).cloned();
        let read = match known {
            Some(read) => read,
            None => {
                let fetched = self.package(&item.item.to_string())?;
                let read = Arc::new(self.seal.with_key(|key| read(&fetched, key))?);
                self.proposed.photos().insert(package.clone(), Arc::clone(&read));
                read
            }
        };
        let caption = &read.photo.caption;
        Ok(ProposedPhoto {
            label,
            picture: package.clone(),
            caption: caption.caption.clone(),
            credit: caption.credit.clone(),
            alt_text: caption.alt_text.clone(),
        })
    }

    /// The picture of a [`ProposedPhoto`] as JPEG, for the `photo://` protocol.
    ///
    /// # Errors
    /// [`Problem`] where it does not wait any more, or was not asked for.
    pub fn proposed_picture(&self, picture: &str) -> Result<Vec<u8>, Problem> {
        let known = self.proposed.photos().get(picture).cloned();
        known.map(|read| read.jpeg.clone()).ok_or_else(unreadable)
    }
}

/// Opens words and preview of a photo's package.
fn read(package: &Package, key: &DeskKey) -> Result<Read, Problem> {
    let part = |role| {
        let (_, sealed) = package.parts().find(|(entry, _)| entry.role == role).ok_or_else(unreadable)?;
        key.open(sealed).map_err(|_| not_for_this_seat(package.manifest().item.release))
    };
    let photo: Photo = serde_json::from_slice(&part(Role::Photo)?).map_err(|_| unreadable())?;
    let preview = part(Role::Rendition { name: RenditionName::Preview })?;
    let is_of_the_photo = |digest: &str| {
        photo.renditions.iter().any(|own| own.name == RenditionName::Preview && own.sha256 == digest)
    };
    if !is_of_the_photo(&sha256_hex(&preview)) {
        return Err(unreadable());
    }
    // It comes from another desk, and the window must not be what reads it first.
    let drawn = draw(&preview, &Limits::default()).map_err(|_| unreadable())?;
    let jpeg = drawn.into_iter().find(|(name, _)| *name == Picture::Preview.name()).ok_or_else(unreadable)?.1;
    Ok(Read { photo, jpeg })
}
