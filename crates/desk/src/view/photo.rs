//! A photo of a release, as the Fotos screen shows it.

use serde::{Deserialize, Serialize};
use sperrfrist_release::{Caption, SlotId};
use ts_rs::TS;

/// A photo that was attached. Its pictures are at `photo://localhost/<original>/preview` (at most 1600 pixels),
/// `…/thumb` (at most 320) and, where `hidden_thumbnail`, `…/hidden` (the picture embedded in the file).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PhotoView {
    /// SHA-256 of the original, hexadecimal: its name on this desk.
    pub original: String,
    pub file_name: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    #[ts(type = "number")]
    pub bytes: u64,
    /// What the file would reveal, and what stays.
    pub findings: Vec<sperrfrist_photo::Finding>,
    pub hidden_thumbnail: bool,
    pub caption: Caption,
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
