//! What the newsroom answers to the desk.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::gate::{Clearance, Opening};

use crate::{ItemId, OfficeKey};

/// "I have it, durably." Only after this is anything called planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    pub item: ItemId,
    pub generation: u64,
    /// Hexadecimal SHA-256 of the package as it arrived.
    pub package_sha256: String,
    pub held_at: DateTime<Utc>,
    /// It waits for a second person, and is not planned before that one approves.
    #[serde(default)]
    pub proposed: bool,
}

/// Everything the newsroom knows of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Where the release's page is, or will be: an absolute path such as `/2023/kooperation`.
    pub page_path: Option<String>,
    pub items: Vec<ItemReport>,
    pub time: Time,
}

/// Everything the newsroom knows of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemReport {
    pub item: ItemId,
    pub generation: u64,
    pub package_sha256: String,
    pub opening: Opening,
    pub clearance: Clearance,
    pub signal: Option<DateTime<Utc>>,
    /// An order has moved it to this time.
    #[serde(default)]
    pub postponed_to: Option<DateTime<Utc>>,
    /// It was corrected in haste, and a second person has not approved yet.
    #[serde(default)]
    pub approval_owed: bool,
    /// When it opens; `None` while the signal is awaited.
    pub due: Option<DateTime<Utc>>,
    pub held_at: DateTime<Utc>,
    /// When the gate first opened for it: the newsroom's journal.
    pub first_public_at: Option<DateTime<Utc>>,
    /// Absolute paths at which the public finds it from then on.
    pub paths: Vec<String>,
    /// Since when nothing is kept of it but this report.
    #[serde(default)]
    pub deleted_at: Option<DateTime<Utc>>,
}

/// The newsroom's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Time {
    pub now: DateTime<Utc>,
    pub uncertainty_ms: u64,
    pub synced: bool,
}

/// An order to a release or an item that the newsroom already holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// Nothing of the release that is not public becomes public.
    Stop,
    /// This one item waits.
    Hold,
    /// The signal for a release that opens on signal.
    Signal,
    /// Takes down what is public and stops the rest.
    Withdraw,
    /// Moves what is not public yet to a later time; never to an earlier one.
    Postpone,
    /// Removes what is kept of a release that is stopped or withdrawn as a whole.
    Delete,
}

/// Who has access, and what the newsroom asks of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// The person whose token this is.
    pub officer: String,
    pub may_write: bool,
    pub may_approve: bool,
    pub may_manage: bool,
    /// Who wrote cannot alone let it go public.
    pub four_eyes: bool,
    /// The age recipients of all seats, for [`crate::Terms::readers`].
    pub readers: Vec<String>,
    /// The office's own key, once a desk has made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<OfficeKey>,
}

/// Why the newsroom refuses, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    pub code: String,
    pub sentence: String,
    pub next_step: String,
}
