//! What is sealed, and how it is opened: in memory, and only where the gate is open.
//!
//! Before its time the newsroom knows of an item what its signed manifest says, and nothing else.

use std::sync::Arc;

use sperrfrist_release::{Photo, Release, address, stored};
use sperrfrist_seal::{Edition, ItemKind, Manifest, PartEntry, Role, sha256_hex};

use crate::holdings::Content;
use crate::newsroom::House;
use crate::refusal::Denied;

/// The media type of a document.
pub(crate) const PDF: &str = "application/pdf";

impl House {
    /// Opens the readable parts of an item whose time has come. `part` gives a sealed part. Blocks.
    pub(crate) fn opened(
        &self,
        manifest: &Manifest,
        part: impl Fn(&PartEntry) -> Result<Vec<u8>, Denied>,
    ) -> Result<Content, Denied> {
        let readable = manifest.parts.iter().find(|entry| matches!(entry.role, Role::Release | Role::Photo));
        let entry = readable.ok_or_else(|| Denied::unreadable("Dem Paket fehlt sein Inhalt."))?;
        let json = self.keys.open(&part(entry)?).map_err(|error| Denied::unreadable(&error.to_string()))?;
        match manifest.item.kind {
            ItemKind::Text => text(manifest, &json),
            ItemKind::Photo(_) => photo(manifest, &json),
        }
    }

    /// A sealed part as it lies on the disk, if it is the one of the manifest. A disk that does not answer is another
    /// error ([`Denied::is_passing`]) than bytes that are wrong. Blocks.
    pub(crate) fn sealed_part(&self, entry: &PartEntry) -> Result<Vec<u8>, Denied> {
        let bytes = self.parts.read(&entry.name)?;
        if sha256_hex(&bytes) != entry.sha256 {
            return Err(Denied::unreadable("Ein Teil des Pakets ist auf dem Datenträger beschädigt."));
        }
        Ok(bytes)
    }
}

/// Whether a manifest names what belongs to its item, each once.
///
/// # Errors
/// The refusal.
pub(crate) fn check_roles(manifest: &Manifest) -> Result<(), Denied> {
    let pictures: Vec<_> = manifest
        .parts
        .iter()
        .filter_map(|entry| match entry.role {
            Role::Rendition { name } => Some((name, entry.media_type.as_str())),
            _ => None,
        })
        .collect();
    let others: Vec<Role> = manifest
        .parts
        .iter()
        .map(|entry| entry.role)
        .filter(|role| !matches!(role, Role::Rendition { .. } | Role::Document))
        .collect();
    let mut documents = manifest.parts.iter().filter(|entry| entry.role == Role::Document);
    let is_of_it = |entry: &PartEntry| {
        let own = Edition { item: manifest.item, generation: manifest.generation };
        entry.media_type == PDF
            && entry.made_of.contains(&own)
            && entry.made_of.iter().any(|edition| edition.item.kind == ItemKind::Text)
            && entry.made_of.iter().all(|edition| edition.item.release == manifest.item.release)
    };
    if !documents.all(is_of_it) {
        return Err(Denied::unreadable("Ein Dokument des Pakets gehört nicht dazu."));
    }
    if manifest.follows.is_some_and(|first| first == manifest.item.release) {
        return Err(Denied::unreadable("Eine Meldung kann nicht eine Fassung ihrer selbst sein."));
    }
    match manifest.item.kind {
        ItemKind::Text if others != [Role::Release] || !pictures.is_empty() => {
            Err(Denied::unreadable("Ein Paket mit Text enthält genau eine Meldung."))
        }
        ItemKind::Photo(_) if others != [Role::Photo] || pictures.is_empty() => {
            Err(Denied::unreadable("Das Paket mit dem Foto ist unvollständig."))
        }
        _ if pictures.iter().any(|(_, media_type)| *media_type != "image/jpeg") => {
            Err(Denied::unreadable("Ein Bild des Pakets ist kein JPEG."))
        }
        _ if pictures
            .iter()
            .enumerate()
            .any(|(at, (name, _))| pictures[..at].iter().any(|(n, _)| n == name)) =>
        {
            Err(Denied::unreadable("Das Paket mit dem Foto enthält etwas, das nicht hineingehört."))
        }
        _ => Ok(()),
    }
}

fn text(manifest: &Manifest, json: &[u8]) -> Result<Content, Denied> {
    let json = std::str::from_utf8(json)
        .map_err(|_| Denied::unreadable("Die Meldung im Paket ist nicht lesbar."))?;
    let release: Release = stored::from_json(json).map_err(|error| Denied::unreadable(&error.to_string()))?;
    if release.id != manifest.item.release {
        return Err(Denied::unreadable("Das Paket enthält eine andere Meldung."));
    }
    if release.version_of != manifest.follows {
        return Err(Denied::unreadable(
            "Das Paket nennt eine andere deutsche Fassung als die Meldung darin.",
        ));
    }
    if !address::is_slug(&release.slug) {
        return Err(Denied::unreadable("Der Meldung fehlt der Name für ihre Adresse."));
    }
    let path = address::base(&release, manifest.opening, manifest.packed_at);
    // Whatever else came along is not kept in reach of a page.
    Ok(Content::Text { path, release: Arc::new(release.text_only()) })
}

fn photo(manifest: &Manifest, json: &[u8]) -> Result<Content, Denied> {
    let photo: Photo = serde_json::from_slice(json)
        .map_err(|_| Denied::unreadable("Die Angaben zum Foto sind nicht lesbar."))?;
    if photo.original.is_some() || photo.file_name.is_some() {
        return Err(Denied::unreadable("Das Paket verrät etwas über die Originaldatei."));
    }
    let described = |role: &Role| match role {
        Role::Rendition { name } => photo.renditions.iter().any(|rendition| rendition.name == *name),
        _ => true,
    };
    if !manifest.parts.iter().all(|entry| described(&entry.role)) {
        return Err(Denied::unreadable("Das Paket mit dem Foto ist unvollständig."));
    }
    Ok(Content::Photo(Arc::new(photo)))
}
