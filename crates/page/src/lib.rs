//! Newsroom pages and feeds from the release.
//!
//! Pure functions: what is public goes in, HTML, Atom (RFC 4287) and ninjs (IPTC) come out. Whoever calls decides what is
//! public; a page says nothing about what it was not given. Not in here: the gate (`release::gate`), HTTP
//! (`newsroom`), and the look itself, which is `assets/newsroom`.

mod article;
mod aside;
mod asset;
mod feed;
mod figure;
mod input;
mod ninjs;
mod prose;
mod theme;
mod view;
mod words;

pub use asset::{ASSETS, Asset};
pub use input::{PhotoFile, PublicPhoto, PublicRelease, Site, Withdrawn};
pub use ninjs::{ninjs, ninjs_list, ninjs_of_withdrawn};
pub use theme::Theme;
use thiserror::Error;

/// Why a page cannot be made. Only a damaged theme brings it about.
#[derive(Debug, Error)]
#[error("Die Vorlage einer Seite ist fehlerhaft.")]
pub struct PageError(#[from] minijinja::Error);
