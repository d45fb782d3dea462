//! A release that is handed on as one file, and one that has come.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::{Language, ReleaseId};
use ts_rs::TS;

/// "Als Datei weitergeben".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandOnRequest {
    pub id: ReleaseId,
    /// Behind a passphrase, which is made for it.
    pub is_locked: bool,
}

/// What would be in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandOnView {
    pub languages: Vec<Language>,
    #[ts(type = "number")]
    pub photos: usize,
    /// Of the photos together.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The names of the letterheads.
    pub letterheads: Vec<String>,
}

/// The file, and what opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOn {
    pub name: String,
    pub bytes: Vec<u8>,
    pub passphrase: Option<String>,
}

/// Where the file lies, and what opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandedOnFile {
    pub path: String,
    pub passphrase: Option<String>,
}

/// A file that has come; its bytes travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiveRequest {
    pub file_name: String,
}

/// Opens the file that has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnlockRequest {
    pub passphrase: String,
}

/// A file that has come, before anything of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedView {
    pub file_name: String,
    /// Nothing while it wants its passphrase.
    pub content: Option<ReceivedContent>,
}

/// The file that the system has handed to the program, where there is one that was not shown yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedFile {
    pub received: Option<ReceivedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedContent {
    pub headline: String,
    pub made_at: DateTime<Utc>,
    pub languages: Vec<Language>,
    #[ts(type = "number")]
    pub photos: usize,
    /// The letterheads that are not here yet.
    pub letterheads: Vec<String>,
    /// What was taken over of this release before.
    pub before: Option<ReceivedBefore>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedBefore {
    /// The draft that came of it.
    pub id: ReleaseId,
    pub at: DateTime<Utc>,
    /// Whether it was the very same content; else it was handed on in another state.
    pub is_same: bool,
}
