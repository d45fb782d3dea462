//! A photo of a release, as the Fotos screen shows it.

use serde::{Deserialize, Serialize};
use sperrfrist_release::{Caption, Person, PhotoEdits, SlotId};
use ts_rs::TS;

/// A photo that was attached. Its pictures are at `photo://localhost/<original>/preview` (at most 1600 pixels),
/// `…/thumb` (at most 320), `…/whole` (every pixel) and, where there is a `hidden` one, `…/hidden` (the picture embedded in the
/// file); with edits as percent-encoded JSON behind it, as they leave it: `…/preview/<edits>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PhotoView {
    /// SHA-256 of the original, hexadecimal: its name on this desk.
    pub original: String,
    pub file_name: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    /// What is changed in its picture.
    pub edits: PhotoEdits,
    /// Pixels of what the edits leave.
    pub edited_width: u32,
    pub edited_height: u32,
    /// Those in it, from left to right.
    pub people: Vec<Person>,
    /// How its caption would name those who are to be recognised; empty where nobody is.
    pub people_in_words: String,
    #[ts(type = "number")]
    pub bytes: u64,
    /// What the file would reveal, and what stays.
    pub findings: Vec<sperrfrist_photo::Finding>,
    /// The picture embedded in the file.
    pub hidden: Option<HiddenPicture>,
    pub caption: Caption,
    /// What the German version says of the same photo, where this is one in another language.
    pub german: Option<Caption>,
    /// What the photographer wrote into the file.
    pub from_file: Caption,
    /// The rights that `caption` tells otherwise than the file, by their names in `caption.json`. They need a
    /// reason.
    pub rights_replaced: Vec<String>,
    /// The slot it was chosen for.
    pub slot: Option<SlotId>,
    /// Size of the clean file with this caption; `None` while it cannot be cleaned.
    #[ts(type = "number | null")]
    pub clean_bytes: Option<u64>,
}

/// What was changed in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditedView {
    /// Tenths of a degree.
    pub straightened: i16,
    pub cut: bool,
    /// How many parts are covered.
    #[ts(type = "number")]
    pub covered: usize,
}

/// A picture embedded in a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HiddenPicture {
    /// What it shows, compared with the photo; `None` where that cannot be said.
    pub shows: Option<sperrfrist_photo::Shows>,
}

/// The file as the press would get it now, inspected like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CleanView {
    /// What the clean file tells.
    pub findings: Vec<sperrfrist_photo::Finding>,
    /// Whether the coded picture is that of the original, but for the edits.
    pub picture: sperrfrist_photo::PictureData,
    /// What was changed in it; its picture was drawn anew then.
    pub edited: Option<EditedView>,
    #[ts(type = "number")]
    pub bytes: u64,
}
