//! What is public at a moment, put together for the pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use sperrfrist_clock::Reading;
use sperrfrist_page::{
    PageError, Part, PdfFile, PhotoFile, PublicPhoto, PublicRelease, PublicVersion, Search, Site, Withdrawn,
    Years, ninjs, ninjs_list,
};
use sperrfrist_release::address;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{ReleaseId, SlotId};
use sperrfrist_seal::{ItemId, Role};

use crate::holdings::{Held, Holdings};
use crate::newsroom::House;

/// The most entries of a feed.
const FEED: usize = 50;

/// The most entries of the front page; all others stand under their years.
const NEWEST: usize = 30;

/// The most that a search shows.
const HITS: usize = 50;

/// A page as it was put together, and the items that it shows.
pub(crate) struct Put {
    pub text: String,
    pub items: Vec<ItemId>,
}

/// In which form a release is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    /// For agencies.
    Ninjs,
    /// The page of a photo, by its number.
    Photo(usize),
}

/// A public release with its public photos.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    text: Arc<Held>,
    since: chrono::DateTime<chrono::Utc>,
    photos: Vec<ShownPhoto>,
    /// Where it is found as a document.
    document: Option<String>,
    /// The public versions in other languages.
    versions: Vec<Arc<Held>>,
}

#[derive(Debug, Clone)]
struct ShownPhoto {
    slot: SlotId,
    number: usize,
    path: String,
    since: chrono::DateTime<chrono::Utc>,
    held: Arc<Held>,
}

impl Shown {
    /// `None` unless the text is public; every photo is asked for by itself.
    pub(crate) fn of(holdings: &Holdings, release: ReleaseId, now: &Reading) -> Option<Self> {
        let text = holdings.text(release).filter(|text| holdings.is_public(text, now))?;
        let (page, slots) = (text.path()?, &text.release()?.photos);
        let photos = holdings.photos(release).filter(|(_, held)| holdings.is_public(held, now));
        let mut photos: Vec<ShownPhoto> = photos
            .filter_map(|(slot, held)| {
                let number = slots.iter().position(|known| known.id == slot)? + 1;
                let path = address::photo_path(page, number);
                Some(ShownPhoto { slot, number, path, since: holdings.due(held)?, held: Arc::clone(held) })
            })
            .collect();
        photos.sort_by_key(|photo| photo.number);
        let document = holdings.document(release, now).map(|_| address::document_path(page));
        let versions =
            holdings.versions(text).filter(|held| holdings.is_public(held, now)).cloned().collect();
        Some(Self { text: Arc::clone(text), since: holdings.due(text)?, photos, document, versions })
    }

    /// Everything public, the newest first.
    pub(crate) fn all(holdings: &Holdings, now: &Reading) -> Vec<Self> {
        let texts = holdings.texts();
        let mut all: Vec<Self> =
            texts.filter_map(|text| Self::of(holdings, text.row.item.release, now)).collect();
        all.sort_by_key(|shown| std::cmp::Reverse((shown.since, shown.text.row.held_at)));
        all
    }

    /// As the pages want it.
    pub(crate) fn public(&self) -> Option<PublicRelease<'_>> {
        let photos = self.photos.iter().filter_map(|shown| {
            let photo = shown.held.photo()?;
            Some(PublicPhoto {
                slot: shown.slot,
                path: &shown.path,
                number: shown.number,
                photo,
                files: files(&shown.held),
                since: shown.since,
            })
        });
        Some(PublicRelease {
            release: self.text.release()?,
            path: self.text.path()?,
            since: self.since,
            photos: photos.collect(),
            pdf: self.document.clone().map(|path| PdfFile { path, bytes: None }),
            versions: self.versions.iter().filter_map(|held| version(held)).collect(),
        })
    }

    /// Whether it stands in the lists by itself; a version in another language is found from the German one.
    fn is_listed(&self) -> bool {
        self.text.row.manifest.follows.is_none()
    }

    fn issuer(&self) -> &str {
        self.text.release().map_or("", |release| release.issuer.name.trim())
    }
}

impl House {
    /// The list, `/`: the newest, and the years.
    pub(crate) fn list(&self, now: &Reading) -> Result<Put, PageError> {
        let shown = Shown::all(&self.holdings(), now);
        let listed = shown.iter().filter(|shown| shown.is_listed());
        let mut releases: Vec<PublicRelease<'_>> = listed.filter_map(Shown::public).collect();
        releases.truncate(NEWEST);
        self.listed(Part::Newest, &shown, &releases)
    }

    /// The list of a year, `/2023`. A year without anything public is a path that never was.
    pub(crate) fn year(&self, year: &str, now: &Reading) -> Result<Option<Put>, PageError> {
        let shown = Shown::all(&self.holdings(), now);
        if !years(&shown).iter().any(|known| known == year) {
            return Ok(None);
        }
        let listed = shown.iter().filter(|shown| shown.is_listed());
        let of_year = listed.filter_map(Shown::public).filter(|release| release.year() == year);
        self.listed(Part::Year(year), &shown, &of_year.collect::<Vec<_>>()).map(Some)
    }

    /// What is public and has these words, `/suche`; a year in which nothing is public is none.
    pub(crate) fn search(&self, words: &str, year: &str, now: &Reading) -> Result<Put, PageError> {
        let shown = Shown::all(&self.holdings(), now);
        let year = years(&shown).into_iter().find(|known| known == year);
        let year = year.as_deref();
        let search = Search::of(words);
        let mut releases: Vec<PublicRelease<'_>> = shown.iter().filter_map(Shown::public).collect();
        releases.retain(|release| {
            !search.is_empty() && year.is_none_or(|year| release.year() == year) && search.finds(release)
        });
        let found = releases.len();
        releases.truncate(HITS);
        self.listed(Part::Search { words, year, found }, &shown, &releases)
    }

    fn listed(
        &self,
        part: Part<'_>,
        shown: &[Shown],
        releases: &[PublicRelease<'_>],
    ) -> Result<Put, PageError> {
        let text = self.theme.list(&self.site_of(shown), part, &years(shown), releases)?;
        // The years and the name are told of all that is public, so the page is good only while all of it is.
        Ok(Put { text, items: items(shown) })
    }

    /// What search engines are told is there; `None` where the newsroom does not know its address.
    pub(crate) fn sitemap(&self, now: &Reading) -> Option<Put> {
        let shown = Shown::all(&self.holdings(), now);
        let releases: Vec<PublicRelease<'_>> = shown.iter().filter_map(Shown::public).collect();
        Some(Put { text: self.theme.sitemap(&releases)?, items: items(&shown) })
    }

    /// The feed, `/feed.atom`.
    pub(crate) fn feed(&self, now: &Reading) -> Result<Put, PageError> {
        let (shown, withdrawn) = self.newest(now);
        let releases: Vec<PublicRelease<'_>> = shown.iter().filter_map(Shown::public).collect();
        let text = self.theme.feed(&self.site_of(&shown), &releases, &withdrawn)?;
        Ok(Put { text, items: items(&shown) })
    }

    /// The same for agencies, `/ninjs.json`.
    pub(crate) fn ninjs(&self, now: &Reading) -> Put {
        let (shown, withdrawn) = self.newest(now);
        let releases: Vec<PublicRelease<'_>> = shown.iter().filter_map(Shown::public).collect();
        let text = ninjs_list(&self.theme.identity().address, &self.site_of(&shown), &releases, &withdrawn);
        Put { text, items: items(&shown) }
    }

    /// The newest fifty, and as many tombstones.
    fn newest(&self, now: &Reading) -> (Vec<Shown>, Vec<Withdrawn>) {
        let holdings = self.holdings();
        let (mut shown, mut withdrawn) = (Shown::all(&holdings, now), holdings.withdrawn());
        shown.truncate(FEED);
        withdrawn.truncate(FEED);
        (shown, withdrawn)
    }

    /// A release whose page has this path.
    pub(crate) fn page(&self, path: &str, form: Form, now: &Reading) -> Result<Option<Put>, PageError> {
        let shown = {
            let holdings = self.holdings();
            holdings.page(path).and_then(|release| Shown::of(&holdings, release, now))
        };
        let Some(shown) = shown else { return Ok(None) };
        let Some(public) = shown.public() else { return Ok(None) };
        let site = self.site_of(std::slice::from_ref(&shown));
        let text = match form {
            Form::Page => Some(self.theme.release(&site, &public)?),
            Form::Ninjs => Some(ninjs(&self.theme.identity().address, &public)),
            Form::Photo(number) => match public.photos.iter().find(|photo| photo.number == number) {
                Some(photo) => self.theme.photo(&site, &public, photo)?,
                None => None,
            },
        };
        Ok(text.map(|text| Put { text, items: items(std::slice::from_ref(&shown)) }))
    }

    /// Named after the issuer of the newest public release.
    fn site_of<'a>(&'a self, shown: &'a [Shown]) -> Site<'a> {
        Site {
            name: shown.first().map_or("", Shown::issuer),
            feed_id: &self.site.feed_id,
            founded: self.site.founded_at,
        }
    }
}

fn version(held: &Held) -> Option<PublicVersion<'_>> {
    Some(PublicVersion { language: held.release()?.language, path: held.path()? })
}

/// The years in which something is public, the newest first.
fn years(shown: &[Shown]) -> Years {
    let paths = shown.iter().filter_map(|shown| shown.text.path());
    let years: BTreeSet<&str> = paths.filter_map(address::year_of).collect();
    years.into_iter().rev().map(str::to_owned).collect()
}

/// Every item that is shown.
fn items(shown: &[Shown]) -> Vec<ItemId> {
    let others = |shown: &Shown| {
        let photos = shown.photos.iter().map(|photo| &photo.held);
        photos.chain(&shown.versions).map(|held| held.row.item).collect::<Vec<_>>()
    };
    shown.iter().flat_map(|shown| std::iter::once(shown.text.row.item).chain(others(shown))).collect()
}

/// The pictures of a photo, the largest first, with the sizes the desk named.
fn files(held: &Held) -> Vec<PhotoFile> {
    let Some(photo) = held.photo() else { return Vec::new() };
    let wanted = [RenditionName::Print, RenditionName::Web, RenditionName::Preview, RenditionName::Thumbnail];
    let file = |name: RenditionName| {
        let part = held.row.manifest.parts.iter().find(|part| part.role == Role::Rendition { name })?;
        let size = photo.renditions.iter().find(|rendition| rendition.name == name)?;
        Some(PhotoFile {
            name,
            path: address::picture_path(&part.name),
            width: size.width,
            height: size.height,
            bytes: size.bytes,
        })
    };
    wanted.into_iter().filter_map(file).collect()
}
