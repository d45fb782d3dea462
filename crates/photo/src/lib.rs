//! The photo: what a picture may say.
//!
//! Bytes in, bytes out. [`inspect`] shows what a file tells beyond its picture, [`clean`] rebuilds it from the
//! parts that are known and needed and writes the officer's [`Caption`] into it, [`verify`] reads the result
//! again with a scanner that shares no code with the rebuilding, and [`renditions`] makes the copies that
//! go out: edited, upright, in sRGB, in all sizes. For a batch, [`clean_in_place`] cleans without a
//! second copy of the picture in memory.
//!
//! **Invariant: a photo leaves clean or not at all.** Nothing is edited in place and nothing that is not
//! understood is passed through: what is not on the list does not exist in the output.
//!
//! Deliberately not here: files, names, hashes, threads, clocks. This room never learns where bytes come from
//! or go to, and could be published alone.

mod caption;
mod clean;
mod container;
mod error;
mod finding;
mod format;
mod in_place;
mod inspect;
mod jpeg;
mod limits;
mod png;
mod read;
mod redraw;
mod region;
mod rendition;
mod rights;
mod thumbnail;
mod verify;
mod webp;
mod write;

pub use caption::{ALT_TEXT_AIM, ALT_TEXT_MAX, Caption};
pub use clean::{CleanReport, Cleaned, Options, PictureData, Redraw, clean, clean_with};
pub use error::{CaptionFault, EditFault, PhotoError};
pub use finding::{Fate, Finding};
pub use format::Format;
pub use in_place::{CleanedInPlace, clean_in_place};
pub use inspect::{Inspection, Thumbnail, inspect};
pub use limits::Limits;
pub use region::Region;
pub use rendition::{
    COVERED, COVERS_MAX, Cover, CoverKind, Edits, Rendition, STRAIGHTEN_MAX, Size, renditions,
};
pub use rights::{Rights, RightsChange, replaced_rights};
pub use thumbnail::{Shows, shown_by_thumbnail};
pub use verify::verify;

/// The example in the README is compiled and run like any other.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
