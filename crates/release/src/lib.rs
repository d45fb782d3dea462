//! What is said and when.
//!
//! The ground floor of the house: the release as the editor, the archive, the package and the page know it,
//! the times at which its parts become public, the gate that decides, and the rules of the trade. Pure: no
//! clock is read, nothing is stored or sent.

pub mod address;
pub mod body;
pub mod correction;
pub mod document;
pub mod due;
pub mod edits;
pub mod fixed_words;
pub mod gate;
pub mod holidays;
pub mod import;
pub mod language;
pub mod mentions;
pub mod people;
pub mod photo;
pub mod plain;
pub mod preflight;
pub mod printed;
pub mod quotation;
pub mod rename;
pub mod state;
pub mod stored;
pub mod template;
pub mod text_block;
pub mod timetable;
pub mod version;
pub mod wording;

pub use body::Body;
pub use correction::Correction;
pub use document::{Kind, LetterheadId, Release, ReleaseId};
pub use due::{CivilTime, CivilTimeError, Due, Fold};
pub use edits::PhotoEdits;
pub use fixed_words::FixedWords;
pub use gate::{Clearance, Opening, open};
pub use holidays::FederalState;
pub use language::Language;
pub use people::Person;
pub use photo::{Caption, Photo, PhotoSlot, PhotoTime, SlotId};
pub use timetable::Timetable;
