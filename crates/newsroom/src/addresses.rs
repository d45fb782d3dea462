//! Where an item is found, and what is said at an address that it had while it was public.

use sperrfrist_clock::Reading;
use sperrfrist_page::Withdrawn;
use sperrfrist_release::address;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::{ItemKind, Role};

use crate::holdings::{Held, Holdings};
use crate::store::Former;

/// What is said at an address that something public once had.
#[derive(Debug, Clone)]
pub(crate) enum Left {
    /// It is there now.
    Moved(String),
    /// A picture that another one has replaced.
    Replaced,
    /// The release was withdrawn, and the officer says so.
    Withdrawn(Withdrawn),
    /// The same for agencies, which have to read it.
    Canceled(Withdrawn),
}

impl Held {
    /// What the officer left in its place.
    pub(crate) fn withdrawn(&self) -> Option<Withdrawn> {
        let tombstone = self.row.tombstone.as_ref().filter(|_| self.row.clearance == Clearance::Withdrawn)?;
        let sentence = tombstone.sentence.clone();
        Some(Withdrawn { release: self.row.item.release, at: tombstone.at, sentence })
    }
}

impl Holdings {
    /// The page of a text or of a photo. While the text is sealed, nobody here knows a page.
    pub(crate) fn page_of(&self, held: &Held) -> Option<String> {
        let text = self.text(held.row.item.release)?;
        let (page, release) = text.path().zip(text.release())?;
        match held.row.item.kind {
            ItemKind::Text => Some(page.to_owned()),
            ItemKind::Photo(slot) => {
                let index = release.photos.iter().position(|known| known.id == slot)?;
                Some(address::photo_path(page, index + 1))
            }
        }
    }

    /// Every address of an item: its page, then its pictures.
    pub(crate) fn paths(&self, held: &Held) -> Vec<String> {
        let pictures =
            held.row.manifest.parts.iter().filter(|part| matches!(part.role, Role::Rendition { .. }));
        let pictures = pictures.map(|part| address::picture_path(&part.name));
        self.page_of(held).into_iter().chain(pictures).collect()
    }

    /// The addresses that something new in the place of an item takes from the public; those of a text lead to its photos
    /// too. What was never public leaves none.
    pub(crate) fn leaves(&self, held: &Held) -> Vec<Former> {
        let was_public = |held: &Held| held.row.revealed_at.is_some();
        if !was_public(held) {
            return Vec::new();
        }
        let item = held.row.item;
        let own = self.paths(held).into_iter().map(|path| Former { path, item });
        let photos =
            self.photos(item.release).filter(|(_, photo)| item.kind == ItemKind::Text && was_public(photo));
        let pages =
            photos.filter_map(|(_, photo)| Some(Former { path: self.page_of(photo)?, item: photo.row.item }));
        own.chain(pages).collect()
    }

    /// Every release with a tombstone, the newest first.
    pub(crate) fn withdrawn(&self) -> Vec<Withdrawn> {
        let mut withdrawn: Vec<Withdrawn> = self.texts().filter_map(|text| text.withdrawn()).collect();
        withdrawn.sort_by_key(|withdrawn| std::cmp::Reverse((withdrawn.at, withdrawn.release)));
        withdrawn
    }

    /// What is said where nothing is. Only of a release that tells of itself: it is public, or has a tombstone.
    pub(crate) fn left(&self, path: &str, now: &Reading) -> Option<Left> {
        let asked = path;
        let page = address::split_ninjs_path(path).or_else(|| address::split_document_path(path));
        let is_ninjs = address::split_ninjs_path(path).is_some();
        let path = page.unwrap_or(path);
        let item = self.former(path).filter(|item| page.is_none() || item.kind == ItemKind::Text)?;
        let text = self.text(item.release)?;
        if let Some(withdrawn) = text.withdrawn() {
            return Some(if is_ninjs { Left::Canceled(withdrawn) } else { Left::Withdrawn(withdrawn) });
        }
        if !self.is_public(text, now) {
            return None;
        }
        if address::split_picture_path(path).is_some() {
            return Some(Left::Replaced);
        }
        let page = self.page_of(self.get(item).filter(|held| self.is_public(held, now))?)?;
        Some(form_of(asked, &page)).filter(|moved| moved != asked).map(Left::Moved)
    }
}

/// The address of a page, in the form in which another one was asked for.
fn form_of(asked: &str, page: &str) -> String {
    if address::split_ninjs_path(asked).is_some() {
        address::ninjs_path(page)
    } else if address::split_document_path(asked).is_some() {
        address::document_path(page)
    } else {
        page.to_owned()
    }
}
