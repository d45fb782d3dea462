//! What the newsroom answers to the desk.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::gate::{Clearance, Opening};

use crate::ItemId;

/// "I have it, durably." Only after this is anything called planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    pub item: ItemId,
    pub generation: u64,
    /// Hexadecimal SHA-256 of the package as it arrived.
    pub package_sha256: String,
    pub held_at: DateTime<Utc>,
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
    /// Removes what is kept of a release that is stopped or withdrawn as a whole.
    Delete,
}

/// Why the newsroom refuses, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    pub code: String,
    pub sentence: String,
    pub next_step: String,
}
