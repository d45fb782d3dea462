//! What is to be set: the release, the paper it stands on, and what of it is shown.

use sperrfrist_release::{Caption, Release, SlotId};

use crate::letterhead::Letterhead;
use crate::picture::Picture;

/// One document to be set.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    pub release: &'a Release,
    pub letterhead: &'a Letterhead,
    /// The photos that are shown; in the place of any other stands what the officer wrote in its slot.
    pub photos: &'a [ShownPhoto<'a>],
    pub variant: Variant,
}

/// A photo that is shown.
#[derive(Debug, Clone)]
pub struct ShownPhoto<'a> {
    /// Its slot in the release.
    pub slot: SlotId,
    /// The clean picture, upright and cropped as it is to be seen.
    pub picture: Picture,
    pub caption: &'a Caption,
}

/// For whom the paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// For the press before the time: with the Sperrvermerk, on each page.
    Embargoed,
    /// From the time on: without it.
    Public,
    /// For those who approve: "Entwurf, nicht zur Veröffentlichung", and the lines are numbered.
    Proof,
}
