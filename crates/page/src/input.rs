//! What a page is made from: only what is public at this moment.

use chrono::{DateTime, Utc};
use sperrfrist_release::address;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Correction, FixedWords, Language, Photo, Release, ReleaseId, SlotId};

/// What belongs to the newsroom as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The issuer's name; empty while nothing is public.
    pub name: &'a str,
    /// The UUID of the feed, as hyphenated text.
    pub feed_id: &'a str,
    /// When the newsroom was set up: the age of a feed without entries.
    pub founded: DateTime<Utc>,
}

/// Which part of what is public a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// The newest.
    Newest,
    /// One year, as it stands in the addresses: "2023".
    Year(&'a str),
    /// What somebody searches for, within a year where one is named.
    /// `found` is how many there are, also where fewer are shown.
    Search { words: &'a str, year: Option<&'a str>, found: usize },
}

/// The years in which something is public, as they stand in the addresses, the newest first.
pub type Years = Vec<String>;

/// A release whose text is public.
#[derive(Debug, Clone)]
pub struct PublicRelease<'a> {
    pub release: &'a Release,
    /// Absolute path of its page.
    pub path: &'a str,
    /// The time it carries.
    pub since: DateTime<Utc>,
    /// Only those photos that are public.
    pub photos: Vec<PublicPhoto<'a>>,
    /// The letterhead PDF, where there is one.
    pub pdf: Option<PdfFile>,
    /// The same release in other languages, as far as those are public.
    pub versions: Vec<PublicVersion<'a>>,
}

/// A release in another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicVersion<'a> {
    pub language: Language,
    /// Absolute path of its page.
    pub path: &'a str,
}

/// A PDF that can be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFile {
    /// Absolute path.
    pub path: String,
    /// `None` where nobody has counted them: a newsroom opens it only when it is asked for.
    pub bytes: Option<u64>,
}

/// A release that was public, and of which the officer says that it was withdrawn.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    pub release: ReleaseId,
    pub at: DateTime<Utc>,
    /// In the officer's words.
    pub sentence: String,
}

/// A photo that is public.
#[derive(Debug, Clone)]
pub struct PublicPhoto<'a> {
    pub slot: SlotId,
    /// Absolute path of its page.
    pub path: &'a str,
    /// Counted from 1, in the order of the slots.
    pub number: usize,
    pub photo: &'a Photo,
    /// The pictures, largest first.
    pub files: Vec<PhotoFile>,
    /// The time it carries.
    pub since: DateTime<Utc>,
}

/// A picture that can be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    pub name: RenditionName,
    /// Absolute path.
    pub path: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
}

impl PublicRelease<'_> {
    /// The year of its address.
    #[must_use]
    pub fn year(&self) -> &str {
        address::year_of(self.path).unwrap_or_default()
    }

    /// What its page says by itself.
    pub(crate) fn words(&self) -> &'static FixedWords {
        self.release.language.words()
    }

    /// When it last changed: its text, its latest photo, or what was corrected.
    pub(crate) fn updated(&self) -> DateTime<Utc> {
        let photos = self.photos.iter().map(|photo| photo.since);
        photos.chain(self.corrections().iter().map(|correction| correction.at)).fold(self.since, Ord::max)
    }

    /// What was corrected in the text and in those photos that are public, oldest first. What was said of several at once
    /// is said once.
    pub(crate) fn corrections(&self) -> Vec<&Correction> {
        let photos = self.photos.iter().flat_map(|photo| &photo.photo.corrections);
        let mut corrections: Vec<&Correction> = self.release.corrections.iter().chain(photos).collect();
        corrections.sort_by_key(|correction| (correction.at, &correction.notice));
        corrections.dedup();
        corrections
    }

    pub(crate) fn photo_of(&self, slot: SlotId) -> Option<&PublicPhoto<'_>> {
        self.photos.iter().find(|photo| photo.slot == slot)
    }
}
