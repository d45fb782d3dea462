//! The photos and documents that wait for approval, as the second person sees them: opened and drawn in memory, and in
//! no file.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sperrfrist_paper::Facsimile;
use sperrfrist_photo::{Edits, Limits};
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Photo, Release};
use sperrfrist_seal::answer::ItemReport;
use sperrfrist_seal::{ItemId, ItemKind, Package, Role, sha256_hex};

use crate::Problem;
use crate::desk::Desk;
use crate::picture::{Picture, draw};
use crate::sealed::unreadable;
use crate::view::{ProposedDocument, ProposedPhoto};

/// What was read so far, by the digests of the packages: they are looked for again and again, and are large.
#[derive(Default)]
pub(crate) struct Proposed {
    photos: Mutex<HashMap<String, Arc<Read>>>,
    documents: Mutex<HashMap<String, Arc<Vec<Document>>>>,
}

/// A document of a package.
struct Document {
    made_of: Vec<ItemId>,
    facsimile: Facsimile,
}

/// Sharp enough to read small print on a screen: pixels for each point.
const SCALE: f64 = 1.5;

struct Read {
    photo: Photo,
    jpeg: Vec<u8>,
}

impl Proposed {
    /// Forgets what waits no longer.
    pub(crate) fn keep_only(&self, packages: &[String]) {
        self.photos().retain(|package, _| packages.contains(package));
        self.documents().retain(|package, _| packages.contains(package));
    }

    fn photos(&self) -> MutexGuard<'_, HashMap<String, Arc<Read>>> {
        self.photos.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn documents(&self) -> MutexGuard<'_, HashMap<String, Arc<Vec<Document>>>> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page by its name, `<package>.<document>.<page>`.
    fn page(&self, name: &str) -> Option<Vec<u8>> {
        let mut parts = name.split('.');
        let package = parts.next()?;
        let (document, page) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
        let documents = self.documents().get(package).cloned()?;
        documents.get(document)?.facsimile.png(page, SCALE)
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
                let read = Arc::new(self.read_photo(&fetched)?);
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

    /// The documents that go out with a package that waits.
    pub(crate) fn proposed_documents(
        &self,
        item: &ItemReport,
        release: &Release,
    ) -> Result<Vec<ProposedDocument>, Problem> {
        let package = &item.package_sha256;
        let known = self.proposed.documents().get(package).cloned();
        let documents = match known {
            Some(documents) => documents,
            None => {
                let fetched = self.package(&item.item.to_string())?;
                let read = Arc::new(self.read_documents(&fetched)?);
                self.proposed.documents().insert(package.clone(), Arc::clone(&read));
                read
            }
        };
        let label = |item: &ItemId| match item.kind {
            ItemKind::Text => None,
            ItemKind::Photo(slot) => release.slot(slot).map(|slot| slot.label.clone()),
        };
        let shown = documents.iter().enumerate().map(|(number, document)| ProposedDocument {
            photos: document.made_of.iter().filter_map(label).collect(),
            pages: (0..document.facsimile.count()).map(|page| format!("{package}.{number}.{page}")).collect(),
        });
        Ok(shown.collect())
    }

    /// The picture of a [`ProposedPhoto`], or a page of a [`ProposedDocument`], with its media type, for the `photo://`
    /// protocol.
    ///
    /// # Errors
    /// [`Problem`] where it does not wait any more, or was not asked for.
    pub fn proposed_picture(&self, picture: &str) -> Result<(&'static str, Vec<u8>), Problem> {
        if let Some(page) = self.proposed.page(picture) {
            return Ok(("image/png", page));
        }
        let known = self.proposed.photos().get(picture).cloned();
        known.map(|read| ("image/jpeg", read.jpeg.clone())).ok_or_else(unreadable)
    }
    /// Opens the documents of a package. One that cannot be looked at cannot be approved.
    fn read_documents(&self, package: &Package) -> Result<Vec<Document>, Problem> {
        let documents = package.parts().filter(|(entry, _)| entry.role == Role::Document);
        let read = documents.map(|(entry, sealed)| {
            let facsimile = Facsimile::of(&self.open_part(package, entry, sealed)?).ok_or_else(unreadable)?;
            Ok(Document { made_of: entry.made_of.iter().map(|edition| edition.item).collect(), facsimile })
        });
        read.collect()
    }

    /// Opens words and preview of a photo's package.
    fn read_photo(&self, package: &Package) -> Result<Read, Problem> {
        let photo: Photo =
            serde_json::from_slice(&self.part(package, Role::Photo)?).map_err(|_| unreadable())?;
        let preview = self.part(package, Role::Rendition { name: RenditionName::Preview })?;
        let is_of_the_photo = |digest: &str| {
            photo.renditions.iter().any(|own| own.name == RenditionName::Preview && own.sha256 == digest)
        };
        if !is_of_the_photo(&sha256_hex(&preview)) {
            return Err(unreadable());
        }
        // It comes from another desk, and the window must not be what reads it first.
        let drawn = draw(&preview, &Edits::default(), &Limits::default()).map_err(|_| unreadable())?;
        let jpeg = drawn.into_iter().find(|(picture, _)| *picture == Picture::Preview);
        Ok(Read { photo, jpeg: jpeg.ok_or_else(unreadable)?.1 })
    }
}
