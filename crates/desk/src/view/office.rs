//! The people of the office, and what waits for a second one.

use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::State;
use ts_rs::TS;

use crate::Problem;

/// Who sits here, as the newsroom knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfficeView {
    pub officer: String,
    pub may_write: bool,
    pub may_approve: bool,
    /// Who wrote cannot alone let it go public.
    pub four_eyes: bool,
}

/// Everything that waits for approval.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Proposals {
    /// The next to become due first.
    pub rows: Vec<Proposal>,
    /// Why others cannot be read at this desk.
    pub unreadable: Vec<Problem>,
}

/// A release that waits for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    pub id: ReleaseId,
    /// [`ReleaseId::mark`].
    pub mark: String,
    pub headline: String,
    /// Everything of the text that is printed, line by line.
    pub lines: Vec<String>,
    /// The photos that wait with it, or alone.
    pub photos: Vec<ProposedPhoto>,
    pub documents: Vec<ProposedDocument>,
    /// "Meldung: Di., 21.11.2023, 17:00 Uhr".
    pub times: Vec<String>,
    /// It was corrected in haste, and is public already.
    pub in_haste: bool,
    /// What [`ApproveRequest`] gives back.
    pub shown: String,
}

/// A photo that waits for approval, with what will be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedPhoto {
    /// What the slot is called.
    pub label: String,
    /// The picture is at `photo://localhost/<picture>/proposed`.
    pub picture: String,
    pub caption: String,
    pub credit: String,
    pub alt_text: String,
}

/// A document (PDF) that waits for approval with its text or photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedDocument {
    /// What the slots are called whose photos it shows.
    pub photos: Vec<String>,
    /// Its pages are at `photo://localhost/<page>/proposed`.
    pub pages: Vec<String>,
}

/// What the newsroom holds of others of the office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Others {
    /// What still waits first, by its time, then the newest.
    pub rows: Vec<OtherRelease>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OtherRelease {
    pub id: ReleaseId,
    /// [`ReleaseId::mark`].
    pub mark: String,
    /// `None` where this desk cannot read it.
    pub headline: Option<String>,
    pub state: State,
    /// "Meldung: Di., 21.11.2023, 17:00 Uhr".
    pub times: Vec<String>,
    /// Something of it is still to come, and can be stopped.
    pub waits: bool,
    /// It lies on this desk too, in an older version.
    pub is_here: bool,
}

/// Approves what was shown, and nothing that came after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApproveRequest {
    pub id: ReleaseId,
    pub shown: String,
}
