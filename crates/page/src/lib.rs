//! Newsroom pages and feeds from the release.
//!
//! Pure functions: what is public goes in, HTML, Atom (RFC 4287) and ninjs (IPTC) come out. Whoever calls decides what is
//! public; a page says nothing about what it was not given. Not in here: the gate (`release::gate`), HTTP
//! (`newsroom`), and the look itself, which is `assets/newsroom`.

mod article;
mod aside;
mod asset;
mod card;
mod error;
mod feed;
mod figure;
mod identity;
mod input;
mod ninjs;
pub mod phone;
mod proof;
mod prose;
mod search;
mod sitemap;
mod theme;
mod view;
mod words;

pub use asset::{ASSETS, Asset, PHONE_ASSETS};
pub use error::PageError;
pub use identity::{Identity, IdentityError, Slot};
pub use input::{
    Part, PdfFile, PhotoFile, PublicPhoto, PublicRelease, PublicVersion, Site, Withdrawn, Years,
};
pub use ninjs::{ninjs, ninjs_list, ninjs_of_withdrawn};
pub use search::Search;
pub use theme::{Theme, ThemeFile};
