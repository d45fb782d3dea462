//! The Nachweis: what was planned, what happened, who saw it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use ts_rs::TS;

use super::{LaneItem, Proof};

/// Everything the Nachweis shows of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Full address of the page.
    pub page_url: Option<String>,
    pub rows: Vec<EvidenceRow>,
    /// Text first, then the photos.
    pub proofs: Vec<Proof>,
    /// Newest first.
    pub journal: Vec<JournalEntry>,
    /// What the page says while a photo is pending.
    pub pending_words: Vec<String>,
    /// Whether there were documents (PDF), and none is of what is public now: a photo is held back with which another one
    /// was to appear.
    pub without_document: bool,
}

/// One address of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRow {
    pub item: LaneItem,
    /// `page`, `feed`, `print`, `web` or `preview`.
    pub output: String,
    pub url: String,
    pub planned: Option<DateTime<Utc>>,
    /// By the newsroom's journal.
    pub public_since: Option<DateTime<Utc>>,
    /// `public_since` minus `planned`.
    #[ts(type = "number | null")]
    pub late_ms: Option<i64>,
    /// When this desk last asked from outside.
    pub checked_at: Option<DateTime<Utc>>,
    pub check: Check,
    /// SHA-256 of what was seen, hexadecimal.
    pub sha256: Option<String>,
}

/// What asking from outside found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Check {
    /// Not asked for: before its time the address stands in no request, for it holds words of the headline.
    NotChecked,
    /// Before its time, and nothing is to be had.
    Locked,
    /// Public, and as planned.
    Matches,
    /// Public, but not as planned.
    Differs,
    /// Public before its time: the alarm.
    TooEarly,
    /// It should be public and is not.
    Missing,
    /// The newsroom did not answer.
    Unreachable,
}

/// A line of the protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntry {
    pub at: DateTime<Utc>,
    pub event: JournalEvent,
    /// The item, where it is about one.
    pub item: Option<LaneItem>,
    /// What a person gave as the reason, or said to the public.
    pub words: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JournalEvent {
    Created,
    Imported,
    PhotoAttached,
    Planned,
    PlannedAnew,
    /// The newsroom acknowledged it.
    Held,
    SignalGiven,
    Stopped,
    HeldBack,
    Withdrawn,
    /// Moved to new times.
    Rescheduled,
    EmbargoLifted,
    Corrected,
    /// A stop that nobody has confirmed yet.
    StopQueued,
    /// Removed from the newsroom.
    Deleted,
    WentPublic,
    LockChecked,
    LockBroken,
    /// A photo went out as soon as it was complete, as the officer had chosen for its slot.
    SentByItself,
    /// The newsroom has it, and a second person has to approve it.
    Proposed,
    /// A second person has approved it.
    Approved,
    /// To lift the embargo waits for a second person.
    LiftProposed,
    /// It goes out without a document (PDF), for it cannot be set.
    WithoutDocument,
    /// The desk left the newsroom at which it waits, for it did not answer.
    LeftBehind,
    /// Another desk had planned it, and this one goes on with it.
    TakenOver,
    /// Something that the preflight requires was set aside.
    Overridden,
    /// It counts again.
    OverrideTakenBack,
    /// Somebody does not want to be shown in a photo.
    Objected,
    ObjectionTakenBack,
    /// Originals that nobody had chosen were deleted after the time that an officer had set.
    UnchosenDeleted,
    /// Written as a file for a colleague.
    HandedOn,
    /// Taken over from such a file.
    Received,
}

/// Asks for the Nachweis as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceFileRequest {
    pub id: ReleaseId,
    pub format: EvidenceFormat,
}

/// The form of that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EvidenceFormat {
    /// Pages for people and for the file (PDF/UA-1, PDF/A-2a).
    Pdf,
    /// One page for people, which needs no other file.
    Html,
    Json,
}

/// Where a file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedFile {
    pub path: String,
}

/// The Nachweis as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// A name for it, such as `nachweis-2023-11-21-kooperation.pdf`.
    pub name: String,
    pub bytes: Vec<u8>,
}
